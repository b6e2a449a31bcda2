"""The writes under one name, for whoever plays them through (the demonstration)."""

from senim.cabinet.actions import confirming, reports, returns, visits
from senim.cabinet.tasks import print_report

__all__ = ["confirming", "print_report", "reports", "returns", "visits"]
