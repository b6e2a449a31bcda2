"""What this context holds about one person, for `kernel.persons`: whoever answers for another application."""

from __future__ import annotations

from senim.kernel import persons
from senim.kernel.persons import Marks, Ref
from senim.portal.models import ApiKey


def _by_marks(marks: Marks) -> list[Ref]:
    rows = ApiKey.objects.filter(contact__iexact=marks.email) if marks.email else ApiKey.objects.none()
    return [Ref("portal.key", pk) for pk in rows.values_list("pk", flat=True)]


persons.register(persons.Source("portal", by_marks=_by_marks))
