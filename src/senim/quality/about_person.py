"""What this context holds about one person, for `kernel.persons`: ratings of contacts that are theirs."""

from __future__ import annotations

from collections.abc import Sequence

from senim.kernel import persons
from senim.kernel.persons import Ref
from senim.quality.domain import ContactKind
from senim.quality.models import RatingToken


def _linked(refs: Sequence[Ref]) -> list[Ref]:
    """Ratings of the answers to some appeals. One query."""
    appeals = [str(ref.pk) for ref in refs if ref.rule == "appeals.matter"]
    rows = RatingToken.objects.filter(contact_kind=ContactKind.APPEAL.value, contact_id__in=appeals)
    return [Ref("quality.rating", pk) for pk in rows.values_list("pk", flat=True)]


persons.register(persons.Source("quality", linked=_linked))
