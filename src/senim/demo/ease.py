"""Kept filters of the invented district: of one inspector, and one that a head shares with the unit."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.ease import api as ease
from senim.kernel import clock
from senim.kernel.scoping import Role

#: list, what is chosen, name
OWN = (
    ("appeals.queue", {"due": "soon"}, "Бүгін жауап беру керек"),
    ("appeals.queue", {"category": "order"}, "Тәртіп пен тыныштық"),
    ("cabinet.visits", {"lately": "7"}, "Осы аптадағы сапарлар"),
)
SHARED = (
    ("appeals.area", {"state": "late"}, "Мерзімі өткендер"),
    ("problems.list", {"stage": "respond"}, "Шешім кезеңі"),
)


def play(step: Step, actor: Any, tell: Any) -> None:  # noqa: ARG001 - the inspector and the head act
    """Whole or not there."""
    with transaction.atomic():
        inspector, head = on(Role.INSPECTOR, DEMO_BEAT), on(Role.HEAD, DISTRICT)
        for code, given, name in OWN:
            ease.keep_filter(actor=inspector, code=code, given=given, name=name)
        for code, given, name in SHARED:
            ease.keep_filter(actor=head, code=code, given=given, name=name, shared=True)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("ease", len(OWN) + len(SHARED), len(OWN) + len(SHARED))
