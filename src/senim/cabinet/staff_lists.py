"""The list of visits: what may be chosen in it, and what it holds when it is taken along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from senim.cabinet.domain import OUTCOMES, PURPOSES, Outcome, Purpose, Standing
from senim.cabinet.models import Visit
from senim.cabinet.permissions import OFFICERS, READERS, WRITERS
from senim.cabinet.selectors import visits as reads
from senim.cabinet.wording import STANDINGS
from senim.ease.api import Asked, Choice, Column, StaffList, lists
from senim.kernel.clock import now
from senim.kernel.scoping import Role, Scope
from senim.staff import api as staff
from senim.web.words import language

VISITS = "cabinet.visits"
LATELY = {"7": _("The last 7 days"), "30": _("The last 30 days"), "90": _("The last 90 days")}


def _posts(scope: Scope) -> Mapping[str, Any]:
    """Posts whose visits a head reads; one's own where there are several."""
    posts = {one for head in scope.posts(Role.HEAD) for one in staff.posts_below(head) if _visits(one)}
    posts |= scope.posts(*WRITERS)
    if len(posts) < 2:
        return {}
    return {str(one): staff.post_title(one, language()) for one in sorted(posts)}


def _visits(post_id: int) -> bool:
    info = staff.post_info(post_id)
    return info is not None and info.active and info.role in WRITERS


def chosen(asked: Asked) -> dict[str, Any]:
    """What the selector is asked."""
    since = now() - timedelta(days=int(asked.get("lately"))) if asked.get("lately") else None
    post = int(asked.get("post", "0"))
    return {"purpose": asked.get("purpose"), "outcome": asked.get("outcome"), "post_id": post, "since": since}


def _rows(scope: Scope, asked: Asked) -> QuerySet[Visit]:
    return reads.visit_rows(scope, **chosen(asked))


def _may(scope: Scope) -> bool:
    return scope.has(*OFFICERS, Role.HEAD)


COLUMNS = (
    Column("at", _("When"), lambda one: one.at),
    Column("post", _("Post"), lambda one: staff.post_title(one.post_id, language())),
    Column("purpose", _("What for"), lambda one: PURPOSES[Purpose(one.purpose)]),
    Column("outcome", _("What came of it"), lambda one: OUTCOMES[Outcome(one.outcome)]),
    Column("standing", _("Counts"), lambda one: STANDINGS[Standing(one.standing)]),
    Column("corrected", _("Corrected"), lambda one: one.version),
    Column("place", _("Place"), lambda one: one.place, may=_may),
    Column("words", _("Words"), lambda one: one.words, may=_may),
)


def register() -> None:
    """Call it from AppConfig.ready."""
    choices = (
        Choice("purpose", _("What for"), lambda _scope: {one.value: label for one, label in PURPOSES.items()}),
        Choice("outcome", _("What came of it"), lambda _scope: {one.value: label for one, label in OUTCOMES.items()}),
        Choice("post", _("Post"), _posts),
        Choice("lately", _("When"), lambda _scope: LATELY),
    )
    lists.register(StaffList(VISITS, _("Visits"), "cabinet:visits", READERS, _rows, COLUMNS, choices))
