"""Invented receptions of the district: three months of visitors, booked times to come, a front office, the road.

Every visitor is invented, and nobody is named; what is done is done by the real actions, at its moment.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from senim.appeals import api as appeals
from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.kernel import ids
from senim.kernel.clock import LOCAL, frozen, local
from senim.kernel.errors import Refused
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.reception import api as reception
from senim.reception.api import CameOf, DeskValues, Matter, Place, Told, TripValues, Wanted, acts
from senim.territory import api as territory

#: How many came in three months, to the front office and to the inspector.
AT_OFFICE, AT_INSPECTOR = 90, 40
FIVE = ("police", "prosecutor", "health", "social", "education")
#: (days ago, what about, what was asked, what came of it, category, part of the name of the body, what was said)
HEARD: tuple[tuple[int, Matter, str, CameOf, str, str, str], ...] = (
    (2, Matter.SOCIAL, "Жалғыз тұратын қарт кісіге үйде көмек қалай рәсімделеді? Көршісі сұрап келді.",
     CameOf.SENT_ON, "care.elder", "әлеуметтік", ""),
    (2, Matter.CHILD, "Мектеп алдында кешке жасөспірімдер жиналып, кішілерді мазалайды. Әкесі не істеу керегін сұрады.",
     CameOf.SENT_ON, "home.teens_night", "білім бөлімі", ""),
    (1, Matter.HOUSING, "Кіреберістің есігі жабылмайды, шамы жанбайды, бөтен адамдар түнейді.",
     CameOf.SENT_ON, "place.light", "Жарық", ""),
    (1, Matter.NEIGHBOURS, "Жоғарғы пәтердегі көрші түнде жөндеу жүргізеді, сөйлесуге келмейді.",
     CameOf.TAKEN_UP, "order.neighbours", "", ""),
    (4, Matter.PAPERS, "Уақытша тіркелу үшін қандай құжат керек, қайда барады?", CameOf.ANSWERED, "", "",
     "Халыққа қызмет көрсету орталығы мен eGov арқылы екенін түсіндірдік, тізімі берілді."),
    (2, Matter.FAMILY, "Ажырасқаннан кейін баламен кездесу тәртібі бұзылып жүр, кімге жүгінуге болады?",
     CameOf.ANSWERED, "", "", "Прокурордың көмекшісі сотқа жүгіну тәртібін, инспектор ескерту жолын түсіндірді."),
)
TOPICS = ("Аула жарығы", "Көршімен дау", "Құжат", "", "Бала қауіпсіздігі", "")
Tell = Callable[[str, int, int], None]


def play(step: Step, actor: Actor, tell: Tell) -> None:  # noqa: ARG001 - officers and residents act
    """Everything, whole or not there."""
    with transaction.atomic():
        rng = random.Random(f"{step.seed}:reception")
        office, inspector = _office(step), on(Role.INSPECTOR, _beat())
        own = reception.of_post(inspector.post_id or 0)
        operator = on(Role.OPERATOR, _district())
        _came(step, rng, office, operator, AT_OFFICE)
        if own is not None:
            _came(step, rng, own, inspector, AT_INSPECTOR)
            _booked(step, own)
        _booked(step, office)
        _heard(step, office, operator)
        _road(step, inspector)
        step.finished_at = step.end
        step.save(update_fields=["finished_at"])
    tell("reception", 1, 1)


def _district() -> int:
    found = territory.area_by_code(DISTRICT)
    assert found is not None
    return found.id


def _beat() -> int:
    found = territory.area_by_code(DEMO_BEAT)
    assert found is not None
    return found.id


def _at(step: Step, days: int, clock: str) -> datetime:
    """So many days before the end (negative: after), at a local time."""
    day = local(step.end).date() - timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(clock), LOCAL).astimezone(UTC)


def _office(step: Step) -> Place:
    """The point of the demonstration's beat, or the nearest around it, is a front office of five bodies."""
    here = territory.points_of(_beat()) or territory.points_of(_district())
    point = next(one for one in here if one.hours and not one.hours.get("always"))
    with frozen(_at(step, 95, "10:00")):
        values = DeskValues(20, 2, bookable=True, office=True, sitting=FIVE)
        acts.keep_desk(actor=on(Role.HEAD, _district()), place=reception.of_point(point), values=values)
    return reception.of_point(point)


def _came(step: Step, rng: random.Random, place: Place, who: Actor, count: int) -> None:
    """Visitors of three months, most within the hours, some after work when nothing is open."""
    for _ in range(count):
        hour = rng.choice((9, 10, 10, 11, 11, 12, 15, 16, 17, 18, 18, 19, 19, 20))
        moment = _at(step, rng.randint(1, 89), f"{hour:02}:{rng.randrange(0, 60, 5):02}")
        with frozen(moment):
            acts.walked_in(actor=who, place=place, token=ids.new_token())


def _booked(step: Step, place: Place) -> None:
    """Times to come, taken by residents, and what is free stays free for whoever tries it."""
    with frozen(step.end):
        for number, one in enumerate(reception.free(PUBLIC, place)[1:12:2]):
            wanted = Wanted("ru" if number % 3 == 2 else "kk", phone=f"+7000777{number:04}", topic=TOPICS[number % 6])
            try:
                acts.book(
                    actor=Actor.citizen(), key=place.key, starts_at=one.time.starts_at, wanted=wanted, invented=True)
            except Refused:
                continue


def _heard(step: Step, office: Place, operator: Actor) -> None:
    """Conversations at the front office; the bodies of some have answered by their links."""
    bodies = appeals.acts.bodies(PUBLIC, office.path)
    for number, (days, matter, asked, came_of, category, part, said) in enumerate(HEARD):
        moment = _at(step, days, "11:20") + timedelta(minutes=25 * number)
        body = next((one.pk for one in bodies if part and part in one.name_kk), None)
        report = _report(office, asked, category) if category else None
        told = Told(
            arrived_at=moment,
            matter=matter,
            asked=asked,
            came_of=CameOf.TAKEN_UP if came_of is CameOf.SENT_ON and body is None else came_of,
            said=said,
            sitting=FIVE,
            report=report,
            body_id=body,
        )
        with frozen(moment + timedelta(minutes=15)):
            acts.enter(actor=operator, place=office, trip=None, told=told, token=ids.new_token())


def _report(office: Place, asked: str, category: str) -> appeals.Report:
    return appeals.Report(
        kind="signal", category=category, text=asked, language="kk", known_as=appeals.KnownAs.ANONYMOUS,
        channel=appeals.Channel.COUNTER, area_id=office.area_id)


def _road(step: Step, inspector: Actor) -> None:
    """Receptions on the road: one held last month, one called off, two to come."""
    beat, district = _beat(), _district()
    head = on(Role.HEAD, district)
    with frozen(_at(step, 40, "10:00")):
        held = _plan(step, inspector, beat, 26, "№ 12 мектептің алдындағы алаң", FIVE)
        off = _plan(step, head, district, 12, "Орталық базардың кіреберісі", ("police", "prosecutor", "social"))
    for number in range(4):
        moment = _at(step, 26, f"11:{10 + 12 * number}")
        told = Told(moment, Matter.ORDER, "Аула мен көшедегі тәртіп туралы сұрады.", CameOf.ANSWERED,
                    "Сол жерде түсіндірілді.", FIVE)
        with frozen(moment + timedelta(minutes=5)):
            acts.enter(actor=inspector, place=None, trip=held, told=told, token=ids.new_token())
    with frozen(_at(step, 26, "14:00")):
        acts.hold_trip(
            actor=inspector, trip_id=held.pk,
            told="Жарық, иттер және мектеп жолы туралы сұрады. Жарық туралы мәселе комиссияға шығарылды.")
    with frozen(_at(step, 14, "09:00")):
        acts.cancel_trip(actor=head, trip_id=off.pk, reason="Аяз 35 градустан асты. Келесі аптада өтеді.")
    with frozen(step.end):
        _plan(step, inspector, beat, -6, "«Достық» саябағының кіреберісі", FIVE)
        _plan(step, head, district, -13, "Орталық базардың кіреберісі", ("police", "prosecutor", "social"))


def _plan(step: Step, who: Actor, area_id: int, days: int, place: str, sitting: tuple[str, ...]) -> acts.Trip:
    values = TripValues(area_id, _at(step, days, "11:00"), _at(step, days, "13:00"), place, sitting)
    return acts.plan_trip(actor=who, values=values, invented=True)
