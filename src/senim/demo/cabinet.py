"""Some months of the invented inspectors' visits, one operation, one report to residents: all by the real actions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import translation

from senim.cabinet.api import OperationValues, Outcome, Purpose, Quarter, VisitValues, acts
from senim.demo.acting import on
from senim.demo.geography import DISTRICT, Geography, build
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.kernel import duties
from senim.kernel.clock import LOCAL, frozen, local
from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff
from senim.territory import api as territory

#: Beats whose inspectors wrote their visits down, and visits of a working day.
BEATS = {DEMO_BEAT: 3, "ARQ-06": 2, "ARQ-08": 2, "ARQ-12": 1, "TMR-01": 1}
#: Since the first day of the quarter before the last but one nobody needs more.
DAYS = 130

#: purpose: (weight, what comes of it, kinds of places, sentences)
SAID: dict[Purpose, tuple[int, tuple[Outcome, ...], tuple[str, ...]]] = {
    Purpose.ROUND: (
        8,
        (Outcome.CALM, Outcome.CALM, Outcome.TALKED, Outcome.FOUND),
        (
            "Ауланы араладым, тыныш.",
            "Бірінші кіреберістің шамы жанбайды, үй басқарушысына айттым.",
            "Балалар алаңының жанында бөтелкелер жатыр, аула сыпырушымен сөйлестім.",
            "Тұрақтағы көліктерді қарадым, бұзылғаны жоқ.",
        ),
    ),
    Purpose.RESIDENTS: (
        5,
        (Outcome.TALKED, Outcome.SETTLED, Outcome.NOBODY),
        (
            "Кіреберістің жетекшісімен сөйлестім, түнгі шу азайған.",
            "Телефон алаяқтығы туралы ескерттім, парақша қалдырдым.",
            "Көршілер дауын екі жақпен талқыладық, келісімге келді.",
        ),
    ),
    Purpose.BUSINESS: (
        3,
        (Outcome.CALM, Outcome.FOUND, Outcome.TALKED),
        ("Дүкен иесімен кешкі сауда тәртібі туралы сөйлестім.", "Камера жұмыс істейді, жазба сақталады."),
    ),
    Purpose.SCHOOL: (
        2,
        (Outcome.TALKED, Outcome.CALM),
        ("Мектеп айналасын сабақтан кейін қарадым.", "Жоғары сынып оқушыларымен электр самокаты туралы сөйлестік."),
    ),
    Purpose.PLACE: (
        2,
        (Outcome.FOUND, Outcome.CALM, Outcome.PASSED),
        ("Қаңырап қалған гараждар ашық тұр, әкімдікке айттым.", "Арықтың көпірінде жарық жоқ."),
    ),
}
NAMES = (
    "Қауіпсіз аула: кешкі аралау (ойдан шығарылған)",
    "Безопасный двор: вечерний обход (вымышлено)",
    "Safe yard: evening rounds (invented)",
)
REPORT = {
    "kk": {
        "done": "Бес аулада жарық жөнделді, екі гараж қатары жабылды. Түнгі шу азайды деуге әлі ерте.",
        "care": "Банктен қоңырау шалып, код сұраса, тұтқаны қойыңыз: банк код сұрамайды.",
        "next": "Мектеп жолындағы жаяу өткелді әкімдікпен бірге қараймын, нәтижесін келесі есепте айтам.",
    },
    "ru": {
        "done": "В пяти дворах починили свет, закрыли два ряда гаражей. Стало ли меньше ночного шума, говорить рано.",
        "care": "Если звонят «из банка» и просят код, кладите трубку: банк кодов не спрашивает.",
        "next": "Вместе с акиматом посмотрю переход по пути в школу и расскажу об этом в следующем отчёте.",
    },
    "en": {
        "done": "Light was mended in five yards, two rows of garages were closed. It is too early to speak of noise.",
        "care": "If somebody calls from “the bank” and asks for a code, hang up: a bank never does.",
        "next": "I will look at the crossing on the way to school together with the akimat and report on it.",
    },
}


@dataclass(slots=True)
class Stage:
    """The land, its chance, and the moment at which the demonstration ends."""

    land: Geography
    rng: random.Random
    end: datetime

    def at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, LOCAL).astimezone(UTC)

    @property
    def today(self) -> date:
        return local(self.end).date()


def play(step: Step) -> None:
    """Everything, whole or not there. Call it inside a transaction."""
    stage = Stage(build(step.seed), random.Random(f"{step.seed}:cabinet"), step.end)
    for beat, visits in BEATS.items():
        _beat(stage, beat, visits)
    _operation(stage)
    _steps(stage)
    _beside(stage)
    _report(stage)


def _beat(stage: Stage, beat: str, each: int) -> None:
    """The visits of one inspector over the months, each written down twenty minutes later."""
    actor = on(Role.INSPECTOR, beat, staff.holder_of)
    rng = random.Random(f"{stage.land.seed}:visits:{beat}")
    for number, (at, purpose) in enumerate(_moments(stage, rng, each)):
        with frozen(at + timedelta(minutes=20)):
            _visit(stage, rng, actor, beat, at, purpose, f"demo:{beat}:{number}")


def _moments(stage: Stage, rng: random.Random, each: int) -> Iterator[tuple[datetime, Purpose]]:
    purposes, weights = list(SAID), [row[0] for row in SAID.values()]
    for back in range(DAYS, 0, -1):
        day = stage.today - timedelta(days=back)
        if day.weekday() >= 5 and rng.random() < 0.8:
            continue
        for hour in sorted(rng.sample(range(9, 21), rng.randint(max(0, each - 1), each + 1))):
            yield stage.at(day, time(hour, rng.randrange(0, 60, 5))), rng.choices(purposes, weights)[0]


def _visit(
    stage: Stage, rng: random.Random, actor: Actor, beat: str, at: datetime, purpose: Purpose, token: str
) -> None:
    place, lon, lat = _where(stage, rng, beat, purpose)
    _weight, outcomes, sentences = SAID[purpose]
    area = territory.area_by_code(beat)
    assert area is not None and actor.post_id is not None
    values = VisitValues(
        at=at,
        place=place,
        area_path=area.path,
        purpose=purpose,
        outcome=rng.choice(outcomes),
        words=rng.choice(sentences) if rng.random() < 0.7 else "",
        lon=lon,
        lat=lat,
    )
    acts.visits.record(actor=actor, values=values, token=token, post_id=actor.post_id, invented=True)


def _where(stage: Stage, rng: random.Random, beat: str, purpose: Purpose) -> tuple[str, float, float]:
    kinds = {Purpose.SCHOOL: ("school", "kindergarten"), Purpose.BUSINESS: ("shop", "cafe", "bar", "market")}
    places = [one for one in stage.land.places if one.beat == beat and one.kind in kinds.get(purpose, ())]
    if places:
        place = rng.choice(places)
        return place.name.kk, place.lon, place.lat
    homes = [one for one in (*stage.land.houses, *stage.land.village_houses) if one.beat == beat]
    house = rng.choice(homes)
    streets = {one.key: one.kk for one in (*stage.land.streets, *stage.land.village_streets)}
    words = ", ".join(filter(None, (streets.get(house.street_key, ""), house.number))) or house.number
    return words, house.lon, house.lat


def _operation(stage: Stage) -> None:
    """An operation of two weeks that ended yesterday: its return stands on the day of every inspector, filled."""
    with frozen(stage.end - timedelta(days=20)):
        area = territory.area_by_code(DISTRICT)
        assert area is not None
        values = OperationValues(
            NAMES,
            stage.today - timedelta(days=14),
            stage.today - timedelta(days=1),
            stage.today + timedelta(days=2),
            (Purpose.ROUND, Purpose.PLACE),
        )
        acts.returns.define(actor=on(Role.HEAD, DISTRICT, staff.holder_of), values=values, area_id=area.id)


def _steps(stage: Stage) -> None:
    """Of the demonstration's inspector: yesterday's visit left a next step for today, and one to an open appeal."""
    actor, rng = on(Role.INSPECTOR, DEMO_BEAT, staff.holder_of), random.Random(f"{stage.land.seed}:steps")
    area = territory.area_by_code(DEMO_BEAT)
    assert area is not None and actor.post_id is not None
    at = stage.at(stage.today - timedelta(days=1), time(18, 10))
    place, lon, lat = _where(stage, rng, DEMO_BEAT, Purpose.PLACE)
    with frozen(at + timedelta(minutes=5)):
        values = VisitValues(
            at=at,
            place=place,
            area_path=area.path,
            purpose=Purpose.PLACE,
            outcome=Outcome.AGAIN,
            words="Жертөле есігі ашық, құлпы сынған. Үй басқарушысы бүгін ауыстырады.",
            lon=lon,
            lat=lat,
            next_words="Жертөле есігінің құлпын тексеру",
            next_on=stage.today,
        )
        acts.visits.record(
            actor=actor, values=values, token="demo:step", post_id=actor.post_id, invented=True  # noqa: S106
        )
    with frozen(stage.end), translation.override("kk"):
        placed = (one for one in duties.of(actor.scope, stage.today) if one.purpose == "appeal" and one.where.lon)
        duty = next(placed, None)
    if duty is None:
        return
    with frozen(stage.end - timedelta(minutes=10)):
        values = VisitValues(
            at=stage.end - timedelta(minutes=40),
            place=duty.where.words or place,
            area_path=duty.where.path,
            purpose=Purpose.APPEAL,
            outcome=Outcome.TALKED,
            words="Орнында болып, жағдайды көрдім, екі жақпен сөйлестім. Ертең қайта тексеремін.",
            lon=duty.where.lon,
            lat=duty.where.lat,
        )
        acts.visits.record(
            actor=actor,
            values=values,
            token="demo:appeal",  # noqa: S106 - the token of a form
            post_id=actor.post_id,
            about=duty.key,
            invented=True,
        )


#: days back, hour, purpose, outcome, words: what the trainee wrote down, and what the mentor said to it.
LEARNED: tuple[tuple[int, int, Purpose, Outcome, str, str], ...] = (
    (6, 11, Purpose.RESIDENTS, Outcome.TALKED, "Кіреберіс жетекшісімен таныстым, екі ескертуі бар.", "confirm"),
    (4, 15, Purpose.ROUND, Outcome.CALM, "Мектеп жолын араладым, жарық бар.", "confirm"),
    (2, 17, Purpose.BUSINESS, Outcome.FOUND, "Дүкен.", "back"),
    (1, 12, Purpose.RESIDENTS, Outcome.TALKED, "Телефон алаяқтығы туралы үш пәтерде түсіндірдім.", ""),
    (0, 10, Purpose.PLACE, Outcome.FOUND, "Автобус аялдамасының артындағы шам екі күннен бері жанбайды.", ""),
)
MEND = "Не көргеніңізді бір сөйлеммен жазыңыз: қай дүкен, қандай кемшілік?"
TAUGHT = (
    (5, 14, Purpose.SCHOOL, Outcome.TALKED, "Жетінші сыныптармен интернеттегі қауіпсіздік туралы сабақ өттім."),
    (1, 16, Purpose.RESIDENTS, Outcome.TALKED, "Жалғыз тұратын қарт кісіге әлеуметтік қызметкер шақырдым."),
)


def _beside(stage: Stage) -> None:
    """What the trainee and the civilian assistant of the demonstration's beat wrote down, and what the mentor said."""
    mentor = on(Role.INSPECTOR, DEMO_BEAT, staff.holder_of)
    post = mentor.post_id
    assert post is not None
    trainee = next(one for one in staff.trainees_of(post))
    learner = Actor("staff", trainee, post, staff.scope_of(trainee))
    for number, (back, hour, purpose, outcome, words, said) in enumerate(LEARNED):
        row = _written(stage, learner, post, f"demo:trainee:{number}", (back, hour, purpose, outcome, words))
        if row is None or not said:
            continue
        with frozen(row.entered_at + timedelta(hours=5)):
            if said == "confirm":
                acts.confirming.confirm(actor=mentor, visit_id=row.pk, version=0)
            else:
                acts.confirming.send_back(actor=mentor, visit_id=row.pk, version=0, words=MEND)
    civil = next(one for one in staff.posts_of_role(Role.CIVILIAN, staff.area_paths(post)[0]))
    account = staff.holder_of(civil)
    assert account is not None
    teacher = Actor("staff", account, civil, staff.scope_of(account))
    for number, told in enumerate(TAUGHT):
        _written(stage, teacher, civil, f"demo:civilian:{number}", told)


def _written(
    stage: Stage, actor: Actor, post: int, token: str, told: tuple[int, int, Purpose, Outcome, str]
) -> Any:
    """One visit, written down ten minutes later; None where its hour of today has not come."""
    back, hour, purpose, outcome, words = told
    at = stage.at(stage.today - timedelta(days=back), time(hour, 20))
    area = territory.area_by_code(DEMO_BEAT)
    assert area is not None
    if at + timedelta(minutes=10) > stage.end:
        return None
    place, lon, lat = _where(stage, random.Random(f"{stage.land.seed}:{token}"), DEMO_BEAT, purpose)
    with frozen(at + timedelta(minutes=10)):
        values = VisitValues(
            at=at,
            place=place,
            area_path=area.path,
            purpose=purpose,
            outcome=outcome,
            words=words,
            lon=lon,
            lat=lat,
        )
        return acts.visits.record(actor=actor, values=values, token=token, post_id=post, invented=True)


def _report(stage: Stage) -> None:
    """The report of the last quarter, signed by the inspector in the middle of the month after it."""
    quarter = Quarter.of(stage.today).before()
    actor, area = on(Role.INSPECTOR, DEMO_BEAT, staff.holder_of), territory.area_by_code(DEMO_BEAT)
    assert area is not None
    signed = min(stage.at(quarter.last + timedelta(days=14), time(17)), stage.end)
    with frozen(signed):
        for edits, (spoken, texts) in enumerate(REPORT.items()):
            acts.reports.keep(
                actor=actor, area_id=area.id, quarter=quarter, spoken=spoken, texts=texts, edits=edits
            )
        acts.reports.publish(actor=actor, area_id=area.id, quarter=quarter, password_holds=lambda: True)
