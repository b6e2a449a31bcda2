"""Tables of the cabinet."""

from senim.cabinet.models.proofs import Proof
from senim.cabinet.models.reports import Report, ReportFile
from senim.cabinet.models.returns import Operation, Return
from senim.cabinet.models.visits import Aside, Correction, Decision, Visit

__all__ = ["Aside", "Correction", "Decision", "Operation", "Proof", "Report", "ReportFile", "Return", "Visit"]
