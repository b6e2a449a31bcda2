"""Appeals of one matter: what one is linked to, and what is linked to it, as far as the asker sees them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from senim.appeals.models import Appeal
from senim.appeals.permissions import visible
from senim.kernel.scoping import Scope


@dataclass(frozen=True, slots=True)
class Linked:
    """main: number of what it is linked to, "" where to nothing. below: (number, state) of what is linked to it."""

    main: str = ""
    below: tuple[tuple[str, str], ...] = ()


def linked(scope: Scope, appeal: Appeal) -> Linked:
    """The links of an appeal that the asker sees. One query."""
    around = Q(duplicate_of=appeal.pk)
    if appeal.duplicate_of_id is not None:
        around |= Q(pk=appeal.duplicate_of_id)
    rows = Appeal.objects.filter(around).filter(visible(scope)).order_by("pk").values_list("pk", "number", "state")
    main, below = "", []
    for pk, number, state in rows:
        if pk == appeal.duplicate_of_id:
            main = number
        else:
            below.append((number, state))
    return Linked(main, tuple(below))
