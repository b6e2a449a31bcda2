"""The life of data in the invented district: a person who asks, a wish that waits for a second person, a hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from senim.appeals import api as appeals
from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.kernel import clock
from senim.kernel.clock import frozen, today
from senim.kernel.errors import Refused
from senim.kernel.persons import Marks
from senim.kernel.scoping import Actor, Role
from senim.retention import api as retention
from senim.retention.api import Wish
from senim.staff import api as staff

#: The telephone that every invented applicant of the last days has.
PHONE = "+77000000000"
SEEN = "Жеке куәлік көрсетілді (сынақ)"


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - officers act
    """Whole or not there."""
    with transaction.atomic():
        with frozen(step.end - timedelta(hours=5)):
            _wishes()
        with frozen(step.end - timedelta(hours=2)):
            _hold()
        retention.count_all()
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("retention", 3, 3)


def _wishes() -> None:
    """Told, and confirmed; erased, and waiting for the head."""
    duty, head = on(Role.DUTY, DISTRICT, staff.holder_of), on(Role.HEAD, DISTRICT, staff.holder_of)
    for wish in (Wish.ACCESS, Wish.ERASURE):
        try:
            made = retention.find(actor=duty, marks=Marks(phone=PHONE), wish=wish, checked=SEEN, language="kk")
        except Refused:
            return
        if wish is Wish.ACCESS:
            try:
                retention.confirm(actor=head, number=made.request.number)
            except Refused:
                continue  # among the records is one that this head may not know of: the prosecutor decides


def _hold() -> None:
    head = on(Role.HEAD, DISTRICT, staff.holder_of)
    for number in appeals.answered(on(Role.INSPECTOR, DEMO_BEAT, staff.holder_of).scope, 1):
        retention.place(
            actor=head, number=number, reason="Сотта қаралып жатқан іске керек (сынақ)",
            ground="Сот сұрауы № 17 (сынақ)", ends_on=today() + timedelta(days=90))
