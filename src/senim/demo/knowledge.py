"""Two months of procedures in the invented district: cards that were ticked, and a version that waits for a second
person. All by the real actions; every run is marked as invented."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from senim.demo.acting import on
from senim.demo.geography import COUNTRY
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.kernel import clock
from senim.kernel.clock import LOCAL, frozen, local
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role
from senim.knowledge.api import Card, acts, cards
from senim.staff import api as staff

Said = acts.runs.Said


@dataclass(frozen=True, slots=True)
class Story:
    """A card that somebody went through. back: days ago; left: steps that stayed open, and why."""

    beat: str
    card: str
    back: int
    at: time
    place: str
    words: str
    left: tuple[str, ...] = ()
    why: str = ""


STORIES = (
    Story(DEMO_BEAT, "contact", 1, time(18, 20), "Үй ауласы", "Көршілер дауы: екі жақты тыңдадым.", ("recorder",),
          "Әкімшілік материал жасалған жоқ"),
    Story(DEMO_BEAT, "contact", 6, time(11, 5), "Дүкен алды", "Иесі рұқсат құжатын көрсетті."),
    Story(DEMO_BEAT, "road-accident", 9, time(8, 40), "Мектеп қиылысы", "Екі көлік соқтығысты, жарақат жоқ.",
          ("ambulance", "aid", "fled"), "Зардап шеккен адам жоқ, жүргізушілер орнында"),
    Story(DEMO_BEAT, "fire", 23, time(2, 10), "Гараж қатары", "Бір гараж жанды, жарақат жоқ.", ("suspects",),
          "Күдікті анықталмады"),
    Story(DEMO_BEAT, "contact", 31, time(19, 45), "Балалар алаңы", "Жасөспірімдермен түнгі шу туралы сөйлестім."),
    Story("ARQ-06", "terror", 12, time(13, 30), "Базар", "Иесіз сөмке: қауіпті зат табылмады."),
    Story("ARQ-08", "contact", 3, time(16, 0), "Аялдама", "Көмек сұраған зейнеткерге түсіндірдім."),
    Story("TMR-01", "storm", 17, time(6, 50), "Ауыл кіреберісі", "Жол екі сағат жабық болды.", ("roads",),
          "Жолды жол қызметі тазалады"),
    Story("TMR-01", "escort", 26, time(9, 0), "Ауданға жол", "Мектеп оқушылары мінген екі автобусты алып жүрдім."),
)
#: What the ministry means to say otherwise, with an act that is invented as everything here.
NEWER = Label(
    "Кезекші бөлімге баяндаңыз: мекенжай, қабат, адам бар-жоғы.",
    "Доложите в дежурную часть: адрес, этаж, есть ли люди.",
    "Report to the duty unit: address, floor, whether people are inside.",
)
ACT = "Бұйрық № 0 (ойдан шығарылған)"


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - officers act
    """Everything, whole or not there."""
    rng = random.Random(f"{step.seed}:knowledge")
    with transaction.atomic():
        for number, story in enumerate(STORIES):
            _go_through(step, rng, story, number)
        _told_by_a_wrong_clock(step)
        _newer_version(step)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("knowledge", len(STORIES), len(STORIES))


def _moment(step: Step, back: int, at: time) -> datetime:
    day = local(step.end).date() - timedelta(days=back)
    return datetime.combine(day, at, LOCAL).astimezone(UTC)


def _card(actor: Actor, code: str) -> Card:
    return next(one for one in cards(actor.scope) if one.procedure == code)


def _go_through(step: Step, rng: random.Random, story: Story, number: int) -> None:
    """One card on the page: the first tick begins it, each next one comes some minutes later."""
    at, actor = _moment(step, story.back, story.at), on(Role.INSPECTOR, story.beat, staff.holder_of)
    with frozen(at):
        card = _card(actor, story.card)
        run = acts.runs.begin(
            actor=actor, token=f"demo:card:{number}", procedure=story.card, number=card.version, invented=True
        )
    for one in card.steps:
        if one.id in story.left:
            continue
        with frozen(at):
            acts.runs.tick(actor=actor, run_id=run.pk, step=one.id, on=True)
        at += timedelta(seconds=rng.randrange(40, 400))
    with frozen(at):
        acts.runs.finish(actor=actor, run_id=run.pk, said=Said(story.place, story.words, story.why))


def _told_by_a_wrong_clock(step: Step) -> None:
    """A tablet without a network, its clock a day ahead: both times are kept and marked."""
    arrived, ahead = _moment(step, 2, time(21, 30)), timedelta(days=1)
    begin = arrived - timedelta(hours=3) + ahead
    actor = on(Role.INSPECTOR, DEMO_BEAT, staff.holder_of)
    with frozen(arrived):
        card = _card(actor, "contact")
        ticks = {one.id: begin + timedelta(minutes=2 * place) for place, one in enumerate(card.steps)}
        told = acts.Told(begin, begin + timedelta(minutes=25), ticks, arrived + ahead)
        acts.runs.record(
            actor=actor, token="demo:told", procedure="contact", version=card.version, told=told,  # noqa: S106
            said=Said("Саяжайлар", "Желі жоқ жерде сөйлестім."), invented=True,
        )


def _newer_version(step: Step) -> None:
    """The ministry has written a version of the card for fires; the administrator may approve it."""
    owner = on(Role.MINISTRY, COUNTRY, staff.holder_of)
    with frozen(_moment(step, 1, time(15))):
        row = acts.versions.draft(actor=owner, procedure="fire")
        old = acts.Text.from_json(row.body)
        first = replace(old.steps[0], text=NEWER, source="", printed="")
        text = replace(old, steps=(first, *old.steps[1:]), basis=ACT)
        acts.versions.keep(actor=owner, version_id=row.pk, text=text, public=False, edits=0)
        acts.versions.send(actor=owner, version_id=row.pk)


