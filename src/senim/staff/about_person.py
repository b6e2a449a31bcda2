"""What this context holds about one person, for `kernel.persons`: an account, its absences and invitations."""

from __future__ import annotations

from senim.kernel import persons
from senim.kernel.persons import Marks, Ref
from senim.staff.models import Absence, Account, Invitation


def _by_marks(marks: Marks) -> list[Ref]:
    """Three queries."""
    if not marks.email:
        return []
    accounts = list(Account.objects.filter(email=marks.email.lower()).values_list("pk", flat=True))
    absences = Absence.objects.filter(account__in=accounts).values_list("pk", flat=True)
    invited = Invitation.objects.filter(email=marks.email.lower()).values_list("pk", flat=True)
    return [
        *(Ref("staff.account", pk) for pk in accounts), *(Ref("staff.absence", pk) for pk in absences),
        *(Ref("staff.invitation", pk) for pk in invited),
    ]


persons.register(persons.Source("staff", by_marks=_by_marks))
