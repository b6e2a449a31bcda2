"""One answer for several: an own press and its appeals."""

from __future__ import annotations

from senim.appeals.models import Together, TogetherPart
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import Scope

NOT_HERE = Label("Мұндай жазба жоқ.", "Такой записи нет.", "There is no such record.")


def batch(scope: Scope, batch_id: int) -> tuple[Together, list[TogetherPart]]:
    """An own press and its appeals, by number. Raises NotYours for anybody else's. Two queries."""
    found = Together.objects.filter(pk=batch_id, account_id=scope.account_id).first() if scope.account_id else None
    if found is None:
        raise NotYours("not_found", NOT_HERE)
    return found, list(found.parts.select_related("appeal").order_by("pk"))
