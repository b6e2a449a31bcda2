"""A year of invented appeals: `year(seed, end)` gives 12 000 stories with what came of each."""

from senim.demo.stories.model import Given, Said, Story
from senim.demo.stories.year import TOTAL, year

__all__ = ["TOTAL", "Given", "Said", "Story", "year"]
