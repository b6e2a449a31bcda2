"""One dark street: three tell of it, five join, two of the three are linked; the inspector has one answer to write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from senim.appeals.api import Contact, KnownAs, Loaded, PastAppeal, Report, acts, import_past
from senim.demo.geography import House, build
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.kernel.clock import frozen
from senim.kernel.scoping import Actor
from senim.staff import api as staff
from senim.web.marks import Browser

#: (hours before the end, language, words, name); every word invented.
TOLD = (
    (50, "kk", "Кешеден бері көшедегі шамдар жанбайды, балалар қараңғыда қайтады (сынақ).", "Сынақ Айнұр"),
    (46, "ru", "Вся улица без света второй вечер, у остановки ничего не видно (сынақ).", ""),
    (30, "kk", "Абат көшеде жарық жоқ, аялдама жанында адам құлап қала жаздады (сынақ).", "Сынақ Берік"),
)
#: Who joined the first of them: (hours before the end, language, how they are told).
JOINED = (
    (44, "kk", acts.Way("sms", phone="+77000000011")),
    (40, "ru", acts.Way()),
    (28, "kk", acts.Way("email", email="synaq1@example.kz")),
    (20, "kk", acts.Way()),
    (5, "ru", acts.Way("sms", phone="+77000000012")),
)


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:
    """Whole or not there."""
    with transaction.atomic():
        houses = [one for one in build(step.seed).houses if one.beat == DEMO_BEAT and one.storeys > 1]
        made = [_told(step, actor, houses[0], *row) for row in TOLD]
        for order, (hours, language, way) in enumerate(JOINED):
            with frozen(step.end - timedelta(hours=hours)):
                acts.join(
                    actor=Actor.citizen(), token=acts.begin(language=language), number=made[0].number, way=way,
                    browser=Browser(f"demo-{step.seed}-{order}"), language=language)
        with frozen(step.end - timedelta(hours=3)):
            _link(made[2], made[0])
    tell("alike", len(TOLD) + len(JOINED), len(TOLD) + len(JOINED))


def _told(step: Step, actor: Actor, house: House, hours: int, language: str, text: str, name: str) -> Loaded:
    """One report, a few steps along the street from the others."""
    report = Report(
        kind="signal", category="place.light", text=text, language=language,
        known_as=KnownAs.NAMED if name else KnownAs.ANONYMOUS,
        contact=Contact(name=name, phone="+77000000000") if name else Contact(),
        lon=house.lon + hours * 1e-5, lat=house.lat, received_at=step.end - timedelta(hours=hours),
    )
    return next(iter(import_past([PastAppeal(report=report)], actor=actor, invented=True)))


def _link(twin: Loaded, main: Loaded) -> None:
    """By the officer who holds both."""
    account = staff.on_post(twin.post_id) if twin.post_id else None
    if twin.post_id and account and twin.post_id == main.post_id:
        officer = Actor("staff", account, twin.post_id, staff.scope_of(account))
        acts.mark_duplicate(actor=officer, appeal_id=twin.appeal_id, number=main.number)
