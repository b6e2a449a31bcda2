"""What this context holds about one person, for `kernel.persons`: terms of members, contacts of agreements."""

from __future__ import annotations

from senim.kernel import persons
from senim.kernel.persons import Marks, Ref
from senim.partnership.models import Member


def _by_marks(marks: Marks) -> list[Ref]:
    rows = Member.objects.filter(email__iexact=marks.email) if marks.email else Member.objects.none()
    return [Ref("partnership.member", pk) for pk in rows.values_list("pk", flat=True)]


persons.register(persons.Source("partnership", by_marks=_by_marks))
