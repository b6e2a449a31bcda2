"""Passports of some invented beats: places of the invented land, invented leaders, needs as numbers, one question."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from senim.demo.acting import on
from senim.demo.cabinet import BEATS
from senim.demo.geography import DISTRICT, Geography, build
from senim.demo.models import Step
from senim.demo.names import invented
from senim.demo.people import DEMO_BEAT
from senim.kernel.clock import LOCAL, frozen, local
from senim.kernel.scoping import Actor, Role
from senim.passport.api import Section, acts
from senim.staff import api as staff
from senim.territory import api as territory

KINDS = {
    "school": "school", "kindergarten": "kindergarten", "college": "college", "culture": "culture", "sport": "culture",
    "park": "park", "bazaar": "market", "shop": "shop", "bar": "cafe", "transport": "transport", "stop": "transport",
}
ROUND, SOCIAL, MET = "Учаскені аралау", "Әлеуметтік қорғау бөлімінің тоқсандық саны", "Тұрғындармен кездесу"
#: (kind, function, organisation in words, ground, contact)
LEADERS = (
    ("house", "№ 7 үйлер тобының мүлік иелері бірлестігі", "agreed", "+7 000 300 0107"),
    ("elders", "Учаскенің ақсақалдар алқасы", "agreed", ""),
    ("school_head", "№ 12 мектеп", "public", "+7 000 300 0012"),
    ("volunteers", "«Көрші көмегі» еріктілер тобы", "agreed", "+7 000 300 0144"),
)
GROUPS = (("alone", 34), ("disability", 19), ("large", 12), ("income", 8), ("newcomers", 3))
NEEDS = (
    ("light", "Екінші кварталдың ішкі ауласына жарық: балалар кешке қараңғыда қайтады."),
    ("roads", "Мектеп алдындағы өткелге белгі мен жасанды кедергі."),
    ("fraud", "Егде тұрғындармен алаяқтардың қоңырауы туралы әңгіме."),
)
RISKS = (
    ("dark", "Гараждар мен арықтың арасы", "Абай көшесінің соңы", "Үш шамның екеуі жанбайды."),
    ("empty", "Жабық қазандық", "Селеу саябағының шеті", "Есігі ашық, балалар кіреді. Әкімдікке жазылған."),
    ("crossing", "№ 12 мектептің өткелі", "", "Таңғы сегіз бен тоғыз арасында көлік көп."),
)
PRIORITIES = (
    ("Мектеп жолының қауіпсіздігі", "Өткел, жарық, таңғы кезекшілік: ата-аналар үш кездесуде айтты.", 120),
    ("Түнгі шу", "Өтініштердің бестен бірі: дүкендер мен ауладағы кеш отыру.", 60),
)
QUESTION = "Шұғыладағы жаңа екі үй тізілімде жоқ сияқты: онда адам тұрып жатыр."
ANSWER = "Рас: мекенжайлары берілген, координатасы әлі түспеген. Келесі айда тізілімге енеді."


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - inspectors act
    """Everything, whole or not there."""
    land, day = build(step.seed), local(step.end).date()
    with transaction.atomic():
        for beat in BEATS:
            _beat(land, beat, day)
        _demo_beat(day, random.Random(f"{step.seed}:passport"))
    tell("passport", len(BEATS), len(BEATS))


def _at(day: date, days: int, clock: str = "16:00") -> datetime:
    return datetime.combine(day - timedelta(days=days), time.fromisoformat(clock), LOCAL).astimezone(UTC)


def _there(post: int) -> int | None:
    return staff.on_post(post) or staff.holder_of(post)


def _put(code: str, day: date, days: int, section: Section, **content: Any) -> None:
    """An entry, written so many days ago."""
    area = territory.area_by_code(code)
    assert area is not None
    with frozen(_at(day, days)):
        acts.add(
            actor=on(Role.INSPECTOR, code, _there), area_id=area.id, section=section,
            content={"observed_on": day - timedelta(days=days), **content})


def _beat(land: Geography, code: str, day: date) -> None:
    """The places of a beat; in the villages a clinic of the next village as a service."""
    for number, place in enumerate(one for one in land.places if one.beat == code):
        if place.kind == "clinic":
            _put(code, day, 40, Section.SERVICES, kind="clinic", name=place.name.kk, place=place.name.kk,
                 source=ROUND, shown=True)
        elif place.kind in KINDS:
            days = 400 if number == 1 else 30 + number
            _put(code, day, days, Section.PLACES, kind=KINDS[place.kind], name=place.name.kk, source=ROUND,
                 shown=KINDS[place.kind] in {"school", "kindergarten", "culture", "park"})


def _demo_beat(day: date, rng: random.Random) -> None:
    for kind, name, basis, contact in LEADERS:
        _put(
            DEMO_BEAT, day, 55, Section.LEADERS, kind=kind, name=name, person=invented("kk", rng).name, basis=basis,
            agreed_on=day - timedelta(days=60) if basis == "agreed" else None, contact=contact, source=MET,
            shown=basis == "public")
    for kind, name, contact in (
        ("social", "Халықты әлеуметтік қорғау бөлімі", "+7 000 300 0001"),
        ("family", "«Шаңырақ» отбасын қолдау орталығы", "+7 000 300 0002"),
        ("crisis", "«Қорған» дағдарыс орталығы", "+7 000 300 0003"),
    ):
        _put(DEMO_BEAT, day, 90, Section.SERVICES, kind=kind, name=name, contact=contact, source=ROUND, shown=True)
    for kind, count in GROUPS:
        _put(DEMO_BEAT, day, 44, Section.GROUPS, kind=kind, count=count, source=SOCIAL)
    for kind, words in NEEDS:
        _put(DEMO_BEAT, day, 33, Section.NEEDS, kind=kind, words=words, source=MET)
    for number, (kind, name, place, words) in enumerate(RISKS):
        _put(DEMO_BEAT, day, 385 if number == 1 else 21, Section.RISKS, kind=kind, name=name, place=place,
             words=words, source=ROUND)
    for name, words, days in PRIORITIES:
        _put(DEMO_BEAT, day, 70, Section.PRIORITIES, name=name, words=words, due_on=day + timedelta(days=days),
             source=MET)
    _question(day)


def _question(day: date) -> None:
    """The inspector doubts the number of houses; the analyst answers."""
    area = territory.area_by_code(DEMO_BEAT)
    assert area is not None
    with frozen(_at(day, 9)):
        row = acts.question(
            actor=on(Role.INSPECTOR, DEMO_BEAT, _there), area_id=area.id, figure="houses",
            showed=str(territory.houses_within(area.id).n), words=QUESTION)
    with frozen(_at(day, 7)):
        acts.answer(actor=on(Role.ANALYST, DISTRICT, _there), doubt_id=row.pk, words=ANSWER)
