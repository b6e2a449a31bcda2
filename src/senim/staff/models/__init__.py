"""Tables of the staff context. Who may do what follows from PostArea x Holding and from nothing else."""

from senim.staff.models.calendar import Absence, Shift
from senim.staff.models.national import NationalLink
from senim.staff.models.parts import LANGUAGE_CODES
from senim.staff.models.people import Account, Accounts
from senim.staff.models.posts import Holding, Post, PostArea
from senim.staff.models.signin import Invitation, SignInFailure, UsedCode

__all__ = [
    "LANGUAGE_CODES",
    "Absence",
    "Account",
    "Accounts",
    "Holding",
    "Invitation",
    "NationalLink",
    "Post",
    "PostArea",
    "Shift",
    "SignInFailure",
    "UsedCode",
]
