"""The writes under one name, for whoever plays them through (the demonstration)."""

from senim.knowledge.actions import runs, versions
from senim.knowledge.domain import Text, Told

__all__ = ["Text", "Told", "runs", "versions"]
