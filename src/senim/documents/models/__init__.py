"""The tables of the documents."""

from senim.documents.models.blanks import BlankFile
from senim.documents.models.forms import FormVersion
from senim.documents.models.papers import Document, Issued, PaperFile, Series, Withdrawal

__all__ = ["BlankFile", "Document", "FormVersion", "Issued", "PaperFile", "Series", "Withdrawal"]
