"""Brings the demonstration district into an installation: land, people, a year of appeals and ratings.

Every step is written down in the same transaction as its work, so a killed load goes on where it stopped, and a second
load changes nothing and is quick.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from senim.appeals.api import import_past
from senim.demo import (
    alike,
    breakglass,
    cabinet,
    concept,
    documents,
    ease,
    exchange,
    files,
    gatherings,
    incidents,
    knowledge,
    notices,
    offline,
    partnership,
    passport,
    past,
    problems,
    reach,
    reception,
    registers,
    rehearsal,
    retention,
    rota,
    seating,
    tips,
    workload,
)
from senim.demo.geography import Geography, build
from senim.demo.living import links, play
from senim.demo.models import Step
from senim.demo.people import staff
from senim.demo.stories import TOTAL, year
from senim.kernel import clock
from senim.kernel.scoping import Actor
from senim.quality import api as quality
from senim.territory import api as territory

SEED = 2026
BATCH = 500
#: Boundaries stand since before the invented year, so that every appeal of it finds its beat.
SINCE = date(2020, 1, 1)
Tell = Callable[[str, int, int], None]


class NotADemonstration(RuntimeError):
    """Invented data was to be loaded into a real installation."""


def load(tell: Tell, seed: int = SEED, total: int = TOTAL, only: Collection[str] = ()) -> bool:
    """Load what is not loaded yet. True where anything was done. `tell(step, done, of)` is called as it goes.

    only: the names of the steps to take, where not all of them. Raises NotADemonstration where SENIM_DEMO is off.
    """
    if not settings.DEMO:
        raise NotADemonstration("SENIM_DEMO is off: invented people and appeals do not belong into a real installation")
    actor = Actor.system("demo")
    kept = {step.name: step for step in Step.objects.all()}
    seed = next((step.seed for step in kept.values()), seed)
    end = min((step.end for step in kept.values()), default=clock.now())
    fresh = [(name, run) for name, run in STEPS.items()
             if (not only or name in only) and (name not in kept or kept[name].finished_at is None)]
    for name, run in fresh:
        step = kept.get(name) or Step.objects.create(name=name, seed=seed, end=end, total=total)
        run(step, actor, tell)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    return bool(fresh)


def _land(step: Step, actor: Actor, tell: Tell) -> None:
    """Four files through the territory's own import; each is whole or not there, and the same file changes nothing."""
    land = build(step.seed)
    kinds = territory.ImportKind
    parts: tuple[tuple[territory.ImportKind, Callable[[Geography], bytes], str], ...] = (
        (kinds.AREAS, files.areas, "areas.geojson"), (kinds.STREETS, files.streets, "streets.geojson"),
        (kinds.ADDRESSES, files.addresses, "addresses.csv"), (kinds.POINTS, files.points, "points.csv"),
    )
    for done, (kind, write, name) in enumerate(parts, start=1):
        territory.bring_in(
            actor=actor, kind=kind, name=name, content=write(land), valid_from=SINCE, source=files.SOURCE)
        tell("land", done, len(parts))


def _people(step: Step, actor: Actor, tell: Tell) -> None:
    roster = staff(step.seed)
    with transaction.atomic():
        seating.seat(roster, clock.now(), actor)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("people", len(roster.members), len(roster.members))


def _appeals(step: Step, actor: Actor, tell: Tell) -> None:
    """The year in batches; a batch, its ratings and the note of how far it is stand or fall together."""
    tell("writing", 0, step.total)
    stories = year(step.seed, clock.local(step.end), step.total)
    while batch := stories[step.done : step.done + BATCH]:
        with transaction.atomic():
            loaded = list(import_past(map(past.appeal, batch), actor=actor, invented=True))
            quality.import_past(past.contacts(zip(batch, loaded, strict=True)), actor=actor)
            step.done += len(batch)
            step.save(update_fields=["done"])
        tell("appeals", step.done, len(stories))


def _incidents(step: Step, actor: Actor, tell: Tell) -> None:
    """Calls and offences of the same year, half as many as there are appeals."""
    tell("incidents", 0, 2)
    incidents.bring_in(step.seed, step.end, step.total // 2, actor)
    tell("incidents", 2, 2)


def _partnership(step: Step, actor: Actor, tell: Tell) -> None:  # noqa: ARG001 - the people of the district act
    """The interagency group, its sessions, meetings with residents, an agreement: whole or not there."""
    with transaction.atomic():
        partnership.play(step.seed, step.end)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("partnership", 1, 1)


def _cabinet(step: Step, actor: Actor, tell: Tell) -> None:  # noqa: ARG001 - the inspectors act
    """Months of visits, an operation, a report to residents: whole or not there."""
    with transaction.atomic():
        cabinet.play(step)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("cabinet", 1, 1)


def _concept(step: Step, actor: Actor, tell: Tell) -> None:  # noqa: ARG001 - the bodies of the plan speak
    """What bodies reported on the measures of the Concept until the year's end: whole or not there."""
    with transaction.atomic():
        made = concept.play(step.seed, step.end)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("concept", made, made)


def _notices(step: Step, actor: Actor, tell: Tell) -> None:  # noqa: ARG001 - inspectors and heads write
    """What residents are told."""
    notices.load(step)
    tell("notices", 1, 1)


def _tips(step: Step, actor: Actor, tell: Tell) -> None:  # noqa: ARG001 - senders and readers act
    """Protected messages at different ends."""
    tips.load(step)
    tell("tips", 1, 1)


def _rota(step: Step, actor: Actor, tell: Tell) -> None:  # noqa: ARG001 - the head writes the calendar
    """Five weeks of shifts, and an officer who fell ill: whole or not there."""
    with transaction.atomic():
        rota.play(step)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("rota", 1, 1)


#: In this order: each stands on those before it.
STEPS: dict[str, Callable[[Step, Actor, Tell], None]] = {
    "land": _land,
    "people": _people,
    "appeals": _appeals,
    "incidents": _incidents,
    "living": play,
    "problems": problems.play,
    "partnership": _partnership,
    "gatherings": gatherings.play,
    "passport": passport.play,
    "cabinet": _cabinet,
    "documents": documents.play,
    "rota": _rota,
    "concept": _concept,
    "reach": reach.play,
    "registers": registers.play,
    "reception": reception.play,
    "knowledge": knowledge.play,
    "tips": _tips,
    "notices": _notices,
    "workload": workload.play,
    "offline": offline.play,
    "ease": ease.play,
    "breakglass": breakglass.play,
    "exchange": exchange.play,
    "rehearsal": rehearsal.play,
    "retention": retention.play,
    "alike": alike.play,
}


def applicant_links() -> list[tuple[str, str]]:
    """(state, address) of the pages of two invented applicants, once the last days are played."""
    step = Step.objects.filter(name="living", finished_at__isnull=False).first()
    return links(step) if step else []


def ends_at() -> datetime | None:
    """The moment at which the loaded year ends; None where nothing is loaded."""
    return Step.objects.filter(name="appeals").values_list("end", flat=True).first()
