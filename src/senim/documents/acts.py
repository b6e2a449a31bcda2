"""The writes under one name, for whoever plays them through (the demonstration)."""

from senim.documents.actions import blanks, forms, papers
from senim.documents.tasks import print_paper

__all__ = ["blanks", "forms", "papers", "print_paper"]
