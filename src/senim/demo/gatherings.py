"""Open days, a hearing, a course, and promises of the invented district: kept, late, moved and one that was not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.gatherings.api import Kind, Plan, acts
from senim.kernel.clock import LOCAL, frozen, local
from senim.kernel.scoping import Actor, Role
from senim.partnership import api as partnership
from senim.territory import api as territory

SCHOOL = "№ 12 мектептің акт залы"
STATION = "Арқау ауданының полиция бөлімі"


@dataclass(frozen=True, slots=True)
class Stage:
    """The moment the demonstration ends, and where it plays."""

    end: datetime
    district: int
    beat: int

    def at(self, days: int, clock: str) -> datetime:
        """So many days before the end (negative: after), at a local time."""
        return datetime.combine(self.day(days), time.fromisoformat(clock), LOCAL).astimezone(UTC)

    def day(self, days: int) -> date:
        return local(self.end).date() - timedelta(days=days)


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - officers act
    """Everything, whole or not there."""
    district, beat = territory.area_by_code(DISTRICT), territory.area_by_code(DEMO_BEAT)
    assert district is not None and beat is not None
    stage = Stage(step.end, district.id, beat.id)
    with transaction.atomic():
        _open_day(stage)
        _of_district(stage)
        _course(stage)
        _met(stage, beat.path)
        _coming(stage)
    tell("gatherings", 1, 1)


def _held(
    stage: Stage, role: Role, area: int, days: int, plan: tuple[Kind, str, str], went: tuple[int, str, str]
) -> int:
    """Held so many days ago. plan: kind, theme, place; went: residents, what was asked, what was told."""
    kind, theme, place = plan
    residents, asked, told = went
    with frozen(stage.at(days + 12, "10:00")):
        values = Plan(kind, stage.at(days, "17:00"), place, theme)
        row = acts.plan(actor=on(role, area), area_id=area, values=values)
    with frozen(stage.at(days, "19:30")):
        acts.hold(actor=on(role, area), gathering_id=row.pk, residents=residents, asked=asked, told=told)
    return row.pk


def _open_day(stage: Stage) -> None:
    """An open day of the beat, two promises: one kept, one that was late and is kept now."""
    row = _held(
        stage, Role.INSPECTOR, stage.beat, 96,
        (Kind.OPEN_DAY, "Учаскелік пункт тұрғындарға ашық: инспектор не істейді?", "№ 4 учаскелік полиция пункті"),
        (23, "Түнгі дүкен алдындағы шу, мектеп жанындағы өткел, алаяқтардың қоңырауы.",
         "Пункттің жұмысы, өтініш жолы және 102-ге қашан хабарласу керегі көрсетілді."))
    with frozen(stage.at(96, "19:40")):
        actor = on(Role.INSPECTOR, stage.beat)
        poster = acts.promise(
            actor=actor, words="Алаяқтық туралы парақшаны әр кіреберіске ілу", due_on=stage.day(80), gathering_id=row)
        camera = acts.promise(
            actor=actor, words="Дүкен иесімен түнгі орындықтар туралы келісу", due_on=stage.day(70), gathering_id=row)
    with frozen(stage.at(84, "12:00")):
        acts.keep(actor=actor, promise_id=poster.pk, outcome="41 кіреберіске ілінді.")
    with frozen(stage.at(62, "12:00")):
        acts.keep(actor=actor, promise_id=camera.pk, outcome="Орындықтар сағат 22-ден кейін жиналады.")


def _of_district(stage: Stage) -> None:
    """A public hearing of the district's head with a promise that will not be kept, and a police hour called off."""
    row = _held(
        stage, Role.HEAD, stage.district, 50,
        (Kind.HEARING, "Жергілікті полиция қызметінің жартыжылдық есебі", "Мәдениет үйі"),
        (112, "Инспектор жетпейтін учаскелер, түнгі патруль, самокаттар.",
         "Басшы жартыжылдық сандарды аралығымен баяндады, сұрақтарға жауап берді."))
    with frozen(stage.at(50, "19:50")):
        head = on(Role.HEAD, stage.district)
        row_ = acts.promise(
            actor=head, words="Автостанцияға тәулік бойы патруль қою", due_on=stage.day(20), gathering_id=row)
        acts.promise(
            actor=head, words="Бос инспектор орындарының тізімін жариялау", due_on=stage.day(-6), gathering_id=row)
    with frozen(stage.at(24, "12:00")):
        acts.release(
            actor=head, promise_id=row_.pk,
            ground="Қызметкер жетпейді: патруль 20:00–02:00 аралығында ғана. Келесі тыңдауда қайта қаралады.")
    with frozen(stage.at(20, "10:00")):
        hour = acts.plan(
            actor=head, area_id=stage.district,
            values=Plan(Kind.POLICE_HOUR, stage.at(8, "16:00"), "Құрылыс колледжі", "Самокат пен жол"))
    with frozen(stage.at(9, "10:00")):
        acts.cancel(actor=head, gathering_id=hour.pk, reason="Колледжде карантин. Жаңа күнін осында жазамыз.")


def _course(stage: Stage) -> None:
    """A course of the district's officers with most of them there, and a briefing to come."""
    with frozen(stage.at(48, "10:00")):
        head = on(Role.HEAD, stage.district)
        area = territory.area(stage.district)
        course = acts.plan(
            actor=head, area_id=stage.district,
            values=Plan(Kind.TRAINING, stage.at(40, "09:00"), STATION, "Тұрғынмен сөйлесу: шағымды тыңдау тәртібі",
                        hours=16))
    with frozen(stage.at(40, "18:00")):
        names = list(acts.officers(area.path))
        acts.hold(
            actor=head, gathering_id=course.pk, account_ids=names[: max(1, len(names) * 2 // 3)],
            told="Байланыс хаттамасы, өтініш беру жолын түсіндіру, қиын әңгіме.")
    with frozen(stage.at(1, "17:00")):
        acts.plan(
            actor=head, area_id=stage.district,
            values=Plan(Kind.BRIEFING, stage.at(-2, "08:30"), STATION, "Қысқы кезең: мұз, түтін, көмек қажет үйлер"))


def _met(stage: Stage, path: str) -> None:
    """Promises made at the meeting that the partnership keeps: one late, one moved, one for next week."""
    met = partnership.meetings_for(path, stage.end)
    if not met or not met["past"]:
        return
    meeting = met["past"][0]["meeting"]
    with frozen(meeting.starts_at + timedelta(hours=2)):
        actor = on(Role.INSPECTOR, stage.beat)
        for words, days in (
            ("Жанбайтын шамдардың тізімін әкімдікке беру", 3),
            ("Мектеп жолындағы өткелді әкімдікпен бірге қарау", -5),
        ):
            acts.promise(actor=actor, words=words, due_on=stage.day(days), meeting_id=meeting.pk)
        later = acts.promise(
            actor=actor, words="Балалар алаңын кешке аралау", due_on=stage.day(12), meeting_id=meeting.pk)
    with frozen(stage.at(13, "12:00")):
        acts.postpone(
            actor=actor, promise_id=later.pk, due_on=stage.day(-12),
            ground="Көмекші демалыста: аралау ол келген соң басталады.")


def _coming(stage: Stage) -> None:
    """An open day to come, moved once: residents read both times."""
    with frozen(stage.at(6, "10:00")):
        actor = on(Role.INSPECTOR, stage.beat)
        row = acts.plan(
            actor=actor, area_id=stage.beat,
            values=Plan(Kind.OPEN_DAY, stage.at(-7, "17:00"), SCHOOL, "Ата-аналар мен жасөспірімдерге: мектеп жолы"))
    with frozen(stage.at(2, "10:00")):
        acts.move(actor=actor, gathering_id=row.pk, starts_at=stage.at(-9, "17:00"), place=SCHOOL)
