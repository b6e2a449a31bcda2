"""The invented interagency group of the district: ten people, two sessions, meetings with residents, an agreement.

Every person, institution and number here is invented; what is done is done by the real actions, at its moment.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.names import invented
from senim.demo.people import DEMO_BEAT
from senim.kernel.clock import LOCAL, frozen, local
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor, Role
from senim.partnership.api import (
    AgreementValues,
    BodyKind,
    BodyValues,
    Dataset,
    ExportFormat,
    ExportValues,
    ItemOutcome,
    MemberValues,
    QuorumKind,
    Seat,
    Sector,
    acts,
)
from senim.territory import api as territory

#: (sector, institution, position, seat): ten, as in the Karaganda group; its head is a civic activist.
SEATS: tuple[tuple[Sector, str, str, Seat], ...] = (
    (Sector.CIVIC, "«Арқау тұрғындары» қоғамдық бірлестігі", "белсенді, талдаушы", Seat.CHAIR),
    (Sector.AKIMAT, "Арқау ауданының әкімдігі", "бас маман", Seat.DEPUTY),
    (Sector.POLICE, "Арқау аудандық полиция бөлімі", "аға инспектор", Seat.SECRETARY),
    (Sector.POLICE, "Арқау аудандық полиция бөлімі", "ювеналды полиция инспекторы", Seat.MEMBER),
    (Sector.PROSECUTION, "Арқау ауданының прокуратурасы", "прокурордың көмекшісі", Seat.MEMBER),
    (Sector.HEALTH, "№ 3 қалалық емхана", "дәрігер", Seat.MEMBER),
    (Sector.EDUCATION, "Арқау ауданының білім бөлімі", "әдіскер", Seat.MEMBER),
    (Sector.SOCIAL, "Жұмыспен қамту және әлеуметтік бағдарламалар бөлімі", "маман", Seat.MEMBER),
    (Sector.CIVIC, "«Жасыл аула» ерікті тобы", "үйлестіруші", Seat.MEMBER),
    (Sector.ACADEMIC, "Кеңжазық университеті", "әлеуметтанушы", Seat.MEMBER),
)
LIGHTING, ROADS = "«Арқау-Жарық» көше жарығы кәсіпорны", "Арқау ауданының жолдар және абаттандыру бөлімі"
NAMES = (
    "Арқау ауданының қауіпсіздікті қамтамасыз ету жөніндегі ведомствоаралық тобы",
    "Межведомственная группа по обеспечению безопасности района Аркау",
    "Interagency group for the safety of Arkau district",
)
QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("Аулада жарық жоқ, балалар мектептен қараңғыда қайтады. Қашан жөнделеді?",
     "Аула жарығы қашан жөнделеді?",
     "«Арқау-Жарық» кәсіпорны алты шамды ауыстырды, қалған төртеуі келесі айдың соңына дейін орнатылады."),
    ("Түнде дүкеннің алдында жиналып шулайды, кімге хабарласамыз?",
     "Түнде дүкен алдындағы шу туралы кімге хабарлауға болады?",
     "Қауіп болса, 102-ге қоңырау шалыңыз. Қайталанса, осында жазыңыз. Дүкеннің сыртқы орындықтары алынды."),
    ("Бейнекамера қашан болады?", "", ""),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """The moment the demonstration ends, and who plays."""

    end: datetime
    seed: int

    def at(self, days: int, clock: str) -> datetime:
        """So many days before the end (negative: after), at a local time."""
        day = local(self.end).date() - timedelta(days=days)
        return datetime.combine(day, time.fromisoformat(clock), LOCAL).astimezone(UTC)

    def day(self, days: int) -> date:
        return local(self.end).date() - timedelta(days=days)


def play(seed: int, end: datetime) -> None:
    """Everything, in order. Call it inside a transaction."""
    stage = Stage(end, seed)
    district, beat = territory.area_by_code(DISTRICT), territory.area_by_code(DEMO_BEAT)
    assert district is not None and beat is not None
    group = _group(stage, district.id)
    _held(stage, district.id, group)
    _coming(stage, district.id, group)
    _meetings(stage, beat.id)
    _research(stage, district.id)


def _group(stage: Stage, area_id: int) -> int:
    """The group with its ten members, one who left before, and a training in SARA."""
    rng = random.Random(f"{stage.seed}:group")
    with frozen(stage.at(400, "10:00")):
        actor = on(Role.GROUP_COORDINATOR, area_id)
        values = BodyValues(
            BodyKind.GROUP, *NAMES, act="Әкімнің № 41 өкімі (ойдан шығарылған)", quorum_kind=QuorumKind.MORE_THAN,
            quorum_value=50, founded_on=stage.day(400))
        body = acts.bodies.found(actor=actor, values=values, area_id=area_id)
        former = MemberValues(
            invented("kk", rng).name, "Арқау ауданының білім бөлімі", Sector.EDUCATION, stage.day(400))
        left = acts.bodies.add_member(actor=actor, body_id=body.pk, values=former)
        members = [_join(stage, actor, body.pk, rng, number) for number in range(len(SEATS))]
    with frozen(stage.at(200, "10:00")):
        acts.bodies.end_member(actor=actor, member_id=left.pk, on=stage.day(200), reason="Басқа қалаға көшті")
    with frozen(stage.at(150, "17:00")):
        acts.bodies.record_training(
            actor=actor, body_id=body.pk, title="SARA әдісі: проблеманы сканерлеу және талдау", held_on=stage.day(150),
            hours=16, taught_by="Кеңжазық университеті", member_ids=members[:8])
    return body.pk


def _join(stage: Stage, actor: Actor, body_id: int, rng: random.Random, number: int) -> int:
    sector, institution, position, seat = SEATS[number]
    language = "kk" if number % 3 else "ru"
    since = stage.day(199 if sector is Sector.EDUCATION else 400)
    values = MemberValues(
        invented(language, rng).name, institution, sector, since, position=position, seat=seat,
        released=number < 3, language=language)
    return acts.bodies.add_member(actor=actor, body_id=body_id, values=values).pk


def _held(stage: Stage, area_id: int, body_id: int) -> None:
    """A session of two months ago: closed minutes, one decision executed, one overdue, one with more time."""
    with frozen(stage.at(75, "11:00")):
        actor = on(Role.GROUP_COORDINATOR, area_id)
        session = acts.sessions.plan(
            actor=actor, body_id=body_id, starts_at=stage.at(62, "15:00"), place="Аудан әкімдігі, 2-зал")
        light = acts.sessions.bring_item(
            actor=actor, session_id=session.pk, title="Аулалардағы көше жарығы", reporter="Топтың талдаушысы",
            text="Кешкі бұзақылықтың жартысы жарығы жоқ он екі аулада болады.")
        noise = acts.sessions.bring_item(
            actor=actor, session_id=session.pk, title="Дүкен алдындағы түнгі шу", reporter="Учаскелік инспектор")
    with frozen(stage.at(62, "16:40")):
        members = [one.pk for one in session.body.members.filter(ends_on__isnull=True).order_by("pk")]
        acts.minutes.record_attendance(
            actor=actor, session_id=session.pk, present_ids=members[:8], chaired_by=members[0], kept_by=members[2],
            guests="Екі тұрғын, «Арқау-Жарық» өкілі")
        first = _decide(stage, actor, light.pk, "Он екі ауланың жарығын тексеріп, тізімін беру", LIGHTING, 48)
        second = _decide(stage, actor, light.pk, "Тізімдегі аулаларға шам орнату", LIGHTING, 20)
        third = _decide(stage, actor, noise.pk, "Орындықтарды көшіру, түнгі сауда шартын тексеру", ROADS, 30)
        acts.minutes.record_item(
            actor=actor, item_id=light.pk, outcome=ItemOutcome.HEARD,
            heard="Талдаушы картаны көрсетті. Тұрғындар ең қараңғы үш ауланы атады.")
        acts.minutes.record_item(
            actor=actor, item_id=noise.pk, outcome=ItemOutcome.HEARD,
            heard="Инспектор үш айдағы өтініштерді баяндады. Дүкен иесі тыңдалды.")
        acts.minutes.close(actor=actor, session_id=session.pk)
    with frozen(stage.at(50, "12:00")):
        acts.control.execute(
            actor=actor, decision_id=first, on=stage.day(50), text="Тізім берілді: он екі аулада 34 шам жанбайды.")
    with frozen(stage.at(31, "12:00")):
        acts.control.report(actor=actor, decision_id=second, text="Алты шам ауыстырылды, қалғаны сатып алынып жатыр.")
        acts.control.extend(
            actor=actor, decision_id=third, due_on=stage.day(-10), ground="Инспекцияның қорытындысы күтілуде.")


def _decide(stage: Stage, actor: Actor, item_id: int, text: str, owner: str, days: int) -> int:
    return acts.minutes.decide(
        actor=actor, item_id=item_id, text=text, owner=owner, due_on=stage.day(days), votes=(7, 0, 1)).pk


def _coming(stage: Stage, area_id: int, body_id: int) -> None:
    """The next session, with its agenda."""
    with frozen(stage.at(3, "10:00")):
        actor = on(Role.GROUP_COORDINATOR, area_id)
        session = acts.sessions.plan(
            actor=actor, body_id=body_id, starts_at=stage.at(-9, "15:00"), place="Аудан әкімдігі, 2-зал")
        for title in ("Мерзімі өткен шешімдер", "Мектеп маңындағы жол қауіпсіздігі"):
            acts.sessions.bring_item(actor=actor, session_id=session.pk, title=title, reporter="Топ үйлестірушісі")


def _meetings(stage: Stage, beat_id: int) -> None:
    """A meeting of a month ago with its answers, one question still open; and one to come."""
    place = "№ 12 мектептің акт залы"
    with frozen(stage.at(45, "10:00")):
        actor = on(Role.INSPECTOR, beat_id)
        held = acts.meetings.announce(
            actor=actor, area_id=beat_id, starts_at=stage.at(33, "19:00"), place=place,
            topic="Ауламыздағы қауіпсіздік: жарық және түнгі тыныштық")
    with frozen(stage.at(33, "20:30")):
        acts.meetings.hold(
            actor=actor, meeting_id=held.pk, residents=46,
            told="Инспектор тоқсандағы жұмысын баяндады. Қараңғы аулалар тізімі тұрғындармен бірге толықтырылды.")
        asked = [acts.meetings.ask(actor=actor, meeting_id=held.pk, asked=one[0]).pk for one in QUESTIONS]
    with frozen(stage.at(29, "11:00")):
        for pk, (_said, public, text) in zip(asked, QUESTIONS, strict=True):
            if text:
                acts.meetings.answer(actor=actor, question_id=pk, public_text=public, text=text)
                acts.meetings.publish(actor=actor, question_id=pk)
    with frozen(stage.at(2, "10:00")):
        acts.meetings.announce(
            actor=actor, area_id=beat_id, starts_at=stage.at(-12, "19:00"), place=place,
            topic="Жаңа шамдар қойылды ма: уәделерді бірге тексереміз")


def _research(stage: Stage, area_id: int) -> None:
    """An agreement and one export under it; a thin sample is refused by the check, and the log says so."""
    with frozen(stage.at(40, "10:00")):
        values = AgreementValues(
            number="ЗЖ-7", institution="Кеңжазық университеті (ойдан шығарылған)", contact="Әлеуметтану кафедрасы",
            purpose="Көше жарығы мен кешкі бұзақылықтың байланысын зерттеу.",
            datasets=(Dataset.APPEALS, Dataset.INCIDENTS), starts_on=stage.day(40), ends_on=stage.day(-325))
        row = acts.research.agree(actor=on(Role.AKIMAT, area_id), values=values, area_id=area_id)
    with frozen(stage.at(25, "15:00")):
        last = stage.day(25).replace(day=1) - timedelta(days=1)
        first = (last.replace(day=1) - timedelta(days=150)).replace(day=1)
        wanted = ExportValues(
            Dataset.APPEALS, first, last, ("period", "area", "category", "outcome"), ExportFormat.CSV)
        try:
            acts.research.export(actor=on(Role.ANALYST, area_id), agreement_id=row.pk, values=wanted)
        except Refused:
            return
