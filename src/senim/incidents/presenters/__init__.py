"""What the pages of incidents show, in words."""

from senim.incidents.presenters.explore import areas, choices, explore_page
from senim.incidents.presenters.files import batch_line, batch_page, can_apply
from senim.incidents.presenters.public import public_year
from senim.incidents.presenters.runs import panels_of, run_line, run_page
from senim.incidents.presenters.words import words_page

__all__ = [
    "areas",
    "batch_line",
    "batch_page",
    "can_apply",
    "choices",
    "explore_page",
    "panels_of",
    "public_year",
    "run_line",
    "run_page",
    "words_page",
]
