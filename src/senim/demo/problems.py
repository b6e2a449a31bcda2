"""Problem files of the invented district, at least one in each stage: worked by the real actions of its people."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.util import find_spec
from typing import Any

from django.db import transaction

from senim.appeals import api as appeals
from senim.demo.geography import Geography, build
from senim.demo.living.bodies import AGENCIES
from senim.demo.models import Step
from senim.kernel.clock import LOCAL, frozen, local
from senim.kernel.ids import token_hash
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.problems.api import Stage, TaskState, acts
from senim.staff import api as staff
from senim.territory import api as territory
from senim.territory.api import Level


@dataclass(slots=True)
class Desk:
    """Who works the files, where, and which day it is."""

    end: datetime
    land: Geography

    def at(self, days: int) -> datetime:
        """Eleven in the morning, so many days before the end."""
        day = local(self.end).date() - timedelta(days=days)
        return datetime.combine(day, time(11), LOCAL).astimezone(UTC)

    def day(self, days: int) -> date:
        return local(self.end).date() - timedelta(days=days)

    def who(self, role: Role, area: territory.AreaInfo) -> Actor:
        """Whoever is on the post of this role over an area at the held moment."""
        posts = staff.posts_covering(role, area.id)
        account, post = next((on, one) for one in posts if (on := staff.on_post(one)) is not None)
        return Actor("staff", account, post, staff.scope_of(account))

    def area(self, code: str) -> territory.AreaInfo:
        found = territory.area_by_code(code)
        assert found is not None
        return found

    def beside(self, code: str, steps: int) -> territory.AreaInfo:
        """Another beat of the same district, not next door."""
        here = self.area(code)
        beats = [one for one in territory.areas_list(Level.BEAT) if one.parent_id == here.parent_id]
        beats.sort(key=lambda one: one.code)
        return beats[([one.code for one in beats].index(code) + steps) % len(beats)]

    def body(self, key: str) -> int:
        name = next(one.kk for one in AGENCIES if one.key == key)
        return next(one.pk for one in appeals.acts.bodies(PUBLIC) if one.name_kk == name)


@dataclass(slots=True)
class File:
    """One file on its way."""

    desk: Desk
    beat: territory.AreaInfo
    problem_id: int = 0

    def by(self, role: Role) -> dict[str, Any]:
        return {"actor": self.desk.who(role, self.beat), "problem_id": self.problem_id}

    def open(self, definition: acts.Definition) -> None:
        made = acts.open_problem(
            actor=self.desk.who(Role.GROUP_COORDINATOR, self.beat), definition=definition, invented=True
        )
        self.problem_id = made.pk

    def sources(self, *said: tuple[acts.SourceKind, str]) -> None:
        for kind, text in said:
            acts.add_source(**self.by(Role.ANALYST), kind=kind, text=text)

    def move(self, to: Stage) -> None:
        acts.move(**self.by(Role.GROUP_COORDINATOR), to=to)

    def hypothesis(self, text: str, speaks: str, against: str, why: str, state: acts.Belief) -> None:
        who = self.by(Role.ANALYST)
        row = acts.add_hypothesis(**who, text=text)
        for weight, said in ((acts.Weight.FOR, speaks), (acts.Weight.AGAINST, against)):
            acts.add_evidence(**who, hypothesis_id=row.pk, weight=weight, text=said)
        if state is not acts.Belief.OPEN:
            acts.judge_hypothesis(**who, hypothesis_id=row.pk, state=state, why=why)

    def adopted(self, proposal: acts.Proposal, ground: str) -> int:
        row = acts.recommend(**self.by(Role.ANALYST), proposal=proposal)
        acts.decide(
            **self.by(Role.AKIMAT),
            recommendation_id=row.pk,
            verdict=acts.Verdict.ACCEPTED,
            decider=acts.Decider.AKIM,
            ground=ground,
        )
        return row.pk

    def plan(
        self,
        *,
        before: tuple[int, int],
        after: tuple[int, int],
        effect: int,
        words: str,
        buffer: int = 0,
        like: tuple[territory.AreaInfo, ...] = (),
    ) -> None:
        """Days back from the end; a negative one is still to come. like: the beats to compare with, else two others."""
        day = self.desk.day
        others = like or (self.desk.beside(self.beat.code, 4), self.desk.beside(self.beat.code, 8))
        values = acts.PlanValues(
            comparison=tuple(area.path for area in others),
            before_from=day(before[0]),
            before_until=day(before[1]),
            from_day=day(after[0]),
            until_day=day(after[1]),
            smallest_effect=effect,
            ring=(self.desk.beside(self.beat.code, 1).path,) if not buffer else (),
            buffer=buffer,
            words=words,
        )
        acts.freeze_plan(**self.by(Role.ANALYST), values=values)

    def task(self, agency: str, text: str, recommendation: int, due: int) -> str:
        _task, secret = acts.send_task(
            **self.by(Role.GROUP_COORDINATOR),
            body_id=self.desk.body(agency),
            text=text,
            due_on=self.desk.day(due),
            recommendation_id=recommendation,
        )
        return secret

    def done(self, secret: str, text: str, spent: int, began: int) -> None:
        acts.answer_link(secret=secret, step=TaskState.ACCEPTED)
        acts.answer_link(secret=secret, step=TaskState.DONE, text=text, spent=spent, began_on=self.desk.day(began))


def definition(
    beat: territory.AreaInfo, title: str, words: str, kind: str, place: str, **selection: Any
) -> acts.Definition:
    return acts.Definition(title, words, kind, place, beat.id, selection)


def circle(lon: float, lat: float, metres: float) -> list[list[float]]:
    """Twelve corners around a spot."""
    north = metres / 111_320
    east = north / math.cos(math.radians(lat))
    turns = [math.tau * step / 12 for step in range(12)]
    return [[lon + east * math.cos(turn), lat + north * math.sin(turn)] for turn in turns]


# --- the six files ---------------------------------------------------------------------------------------------------


def noise(desk: Desk) -> None:
    """Scanning: opened this week, one source so far."""
    with frozen(desk.at(4)):
        one = File(desk, desk.area("ARQ-09"))
        one.open(
            definition(
                one.beat,
                "Тоғыз қабатты үйлердің ауласындағы түнгі шу",
                "Демалыс түндері аулада музыка ойнап, көлік гүрілдейді. Бір жылдан бері қайталанады.",
                "noise",
                "yard",
                kinds=["noise"],
                since=desk.day(365),
            )
        )
        one.sources((acts.SourceKind.APPEALS, "Бір жылда осы ауладан алпысқа жуық өтініш түсті, көбі демалыс түндері."))


def bar(desk: Desk) -> None:
    """Analysis: the triangle, hypotheses, an audit by night."""
    spot = next(one for one in desk.land.places if one.key == "bar1")
    with frozen(desk.at(40)):
        one = File(desk, desk.area(spot.beat))
        one.open(
            definition(
                one.beat,
                "Бар алдындағы төбелес",
                "Демалыс түндері бір бардың алдында төбелес пен ішімдік ішу қайталанады.",
                "fights",
                "venue",
                kinds=["fight", "alcohol"],
                since=desk.day(365),
                polygon=circle(spot.lon, spot.lat, 200),
            )
        )
        one.sources(
            (acts.SourceKind.INCIDENTS, "Шақырулардың көбі жұма мен сенбіде 23:00–02:00 аралығында."),
            (acts.SourceKind.RESIDENTS, "Көрші үйдің тұрғындары жиналыста: «бала ұйықтай алмайды»."),
        )
        one.move(Stage.ANALYSE)
    with frozen(desk.at(25)):
        _bar_analysis(one)


def _bar_analysis(one: File) -> None:
    who = one.by(Role.ANALYST)
    for question, text in (
        (acts.Question.WHAT, "Төбелес, шыны сындыру, көшеде ішімдік ішу."),
        (acts.Question.WHEN, "Жұма, сенбі, жексенбі; бар жабылардан бір сағат бұрын және кейін."),
        (acts.Question.WHERE, "Кіреберіс алдындағы тар алаң мен такси тұрағы."),
        (acts.Question.WHY, "Бәрі бір мезгілде шығады, такси күтетін жер жоқ."),
    ):
        acts.add_finding(**who, question=question, text=text, source="102 шақырулары, бар иесімен әңгіме")
    acts.set_side(
        **who,
        side=acts.Side.PLACE,
        text="Тар алаң, жарығы бар, камерасы жоқ.",
        controller="Бар әкімшісі ішінде ғана",
        could="Бар иесі сыртқа да адам қояр еді",
    )
    acts.set_side(
        **who,
        side=acts.Side.OFFENDER,
        text="Бөгде топтар, мас адамдар.",
        controller="Жоқ",
        could="Такси диспетчері, достары",
    )
    one.hypothesis(
        "Бәрі бір уақытта шығып, такси күткендіктен қақтығысады; шығу уақыты бөлінсе, азаюы керек.",
        "Оқиғалардың төрттен үші жабылу сағатында.",
        "Жабылу сағатынан ерте де төбелес бар, бірақ сирек.",
        "Дәлел басым.",
        acts.Belief.HELD,
    )
    one.hypothesis(
        "Жарық жеткіліксіз.",
        "Тұрғындар айтады.",
        "Түнгі тексеруде алаң жарық екені көрінді.",
        "Тексеру растамады.",
        acts.Belief.DROPPED,
    )
    audit = acts.begin_audit(**who, place_kind="venue", place="Бар алдындағы алаң", light=acts.Light.NIGHT)
    for heading, mark, text in (
        ("surveillance", acts.Mark.GOOD, "Алаң жарық, терезеден көрінеді."),
        ("activity", acts.Mark.BAD, "Такси күтетін орын жоқ, бәрі кіреберісте тұрады."),
        ("image", acts.Mark.WEAK, "Сынған шыны, қоқыс жәшігі толып тұр."),
        ("threshold", acts.Mark.WEAK, "Бір көшеде үш бар қатар."),
    ):
        acts.mark_heading(**who, audit_id=audit.pk, heading=heading, mark=mark, text=text)


def passage(desk: Desk) -> None:
    """Response: adopted and frozen; one body works, one is late, one never opened its link."""
    spot = next(one for one in desk.land.places if one.key == "passage")
    with frozen(desk.at(70)):
        one = File(desk, desk.area(spot.beat))
        one.open(
            definition(
                one.beat,
                "Екі мектеп арасындағы қараңғы өткел",
                "Екінші ауысымнан кейін балалар жарықсыз, шөп басқан өткелмен жүреді; телефон тартып алу болған.",
                "robbery",
                "school_route",
                kinds=["dark_place", "theft"],
                since=desk.day(365),
                polygon=circle(spot.lon, spot.lat, 220),
            )
        )
        one.sources(
            (acts.SourceKind.APPEALS, "Ата-аналардан жиырмадан аса өтініш: жарық жоқ, бұта өскен."),
            (acts.SourceKind.AUDIT, "Кешкі тексеру: өткелде бірде-бір шам жоқ, көршілес терезеден көрінбейді."),
        )
        one.move(Stage.ANALYSE)
        one.hypothesis(
            "Өткел көрінбегендіктен қауіпті; жарық пен ашық көрініс болса, азаюы керек.",
            "Оқиғаның бәрі қараңғы сағатта.",
            "Күндіз бір оқиға болған.",
            "Дәлел басым.",
            acts.Belief.HELD,
        )
        light = one.adopted(
            acts.Proposal(
                "Өткелге сегіз шам орнату",
                "7",
                owner_id=desk.body("lighting"),
                money=3_400_000,
                due_on=desk.day(-20),
                expected="Кешкі оқиғалар үштен біріне азаяды",
                elsewhere="Көше жарығы қылмысты орта есеппен азайтады (шолулар)",
            ),
            "Аудан бюджетінде қарастырылған",
        )
        bushes = one.adopted(
            acts.Proposal("Бұтаны кесу, жолды ашу", "20", owner_id=desk.body("roads"), money=250_000),
            "Сенбілікпен бірге",
        )
        one.plan(
            before=(366, 71),
            after=(-7, -200),
            effect=40,
            buffer=150,
            words="Сондай мектеп жолы бар, шара жоспарланбаған учаскелер.",
        )
        one.move(Stage.RESPOND)
    with frozen(desk.at(45)):
        working = one.task("lighting", "Екі мектеп арасындағы өткелге сегіз шам орнату.", light, -20)
        late = one.task("roads", "Өткел бойындағы бұтаны кесу.", bushes, 10)
        one.task("education", "Екінші ауысымды өткелмен бірге өткізу кезегін ұйымдастыру.", light, 15)
    with frozen(desk.at(40)):
        acts.answer_link(secret=working, step=TaskState.ACCEPTED)
        acts.open_link(secret=late)
        shown = acts.publish(
            **one.by(Role.HEAD),
            said=acts.PublicWords(
                "Мектептер арасындағы өткел",
                "Өткелге шам орнатылады, бұта кесіледі. Екінші ауысым біткенде инспектор болады.",
                "Проход между школами",
                "Здесь поставят фонари и уберут кусты. После второй смены будет инспектор.",
                "The passage between the schools",
                "Lamps will be put up and bushes cut. An inspector is there after school.",
            ),
        )
    with frozen(desk.at(12)):
        for browser in range(14):
            acts.join(
                actor=Actor.citizen(), number=shown.public_number or "", mark=token_hash(f"invented browser {browser}")
            )


def bicycles(desk: Desk) -> None:
    """Assessment: everything is done, and it is too early to tell."""
    with frozen(desk.at(161)):
        one = File(desk, desk.area("ARQ-18"))
        one.open(
            definition(
                one.beat,
                "Кіреберістерден велосипед ұрлау",
                "Алты аптадан бері кіреберістерде қалдырылған велосипед жоғалады.",
                "theft",
                "entrance",
                kinds=["bicycle_theft"],
                since=desk.day(365),
            )
        )
        one.sources(
            (acts.SourceKind.INCIDENTS, "Алты аптада жиырмадан аса ұрлық, бұрын айына екеу еді."),
            (acts.SourceKind.RESIDENTS, "Үй кеңестері: велосипед қоятын орын жоқ."),
        )
        one.move(Stage.ANALYSE)
        one.hypothesis(
            "Бекітетін орын болмағандықтан оңай ұрланады.",
            "Ұрланғандардың бәрі құлыпсыз не әлсіз құлыппен.",
            "Бекітілген екі велосипед те жоғалған.",
            "Көбіне расталды.",
            acts.Belief.HELD,
        )
        racks = one.adopted(
            acts.Proposal(
                "Әр кіреберіске велотұрақ қою",
                "1",
                owner_id=desk.body("housing"),
                money=1_900_000,
                expected="Ұрлық екі есе азаяды",
            ),
            "Тұрғын үй инспекциясы келісті",
        )
        one.plan(before=(366, 162), after=(158, -30), effect=50, words="Ұқсас көпқабатты учаскелер.")
        one.move(Stage.RESPOND)
        secret = one.task("housing", "Қырық кіреберіске велотұрақ орнату.", racks, 130)
    with frozen(desk.at(140)):
        one.done(secret, "Қырық кіреберіске велотұрақ қойылды.", 1_750_000, 158)
        one.move(Stage.ASSESS)


def dogs(desk: Desk) -> None:
    """Closed, or ready to be: half a year before against half a year after, and the lesson, whatever it shows."""
    spot = next(one for one in desk.land.places if one.key == "bazaar")
    with frozen(desk.at(190)):
        one = File(desk, desk.area(spot.beat))
        one.open(
            definition(
                one.beat,
                "Базар жанындағы қаңғыбас иттер",
                "Базардың ашық қоқыс жәшіктері маңында ит үйірі жүреді, таңертең адамдарға шабуылдаған.",
                "animals",
                "market",
                kinds=["stray_animals"],
                since=desk.day(366),
            )
        )
        one.sources(
            (acts.SourceKind.APPEALS, "Жарты жылда осы маңнан отызға жуық өтініш."),
            (acts.SourceKind.AGENCY, "Ветеринария станциясы: аулау көмектеспейді, иттер қайта келеді."),
        )
        one.move(Stage.ANALYSE)
        one.hypothesis(
            "Ашық жәшіктегі қалдық жинайды; жәшік жабылса, кетуі керек.",
            "Иттер қоқыс шығарылмаған күндері көп.",
            "Жабық жәшік маңында да көрінген.",
            "Дәлел басым.",
            acts.Belief.HELD,
        )
        bins = one.adopted(
            acts.Proposal(
                "Қоқыс жәшіктерін қақпақты етіп ауыстыру", "12", owner_id=desk.body("roads"), money=1_200_000
            ),
            "Базар әкімшілігімен бірге",
        )
        one.plan(before=(367, 185), after=(184, 1), effect=50, words="Базары бар не адамы көп учаскелер.")
        one.move(Stage.RESPOND)
        secret = one.task("roads", "Базар жанындағы он екі жәшікті қақпақты етіп ауыстыру.", bins, 170)
    with frozen(desk.at(175)):
        one.done(secret, "Он екі жәшік ауыстырылды.", 1_150_000, 184)
        one.move(Stage.ASSESS)
    with frozen(desk.at(0)):
        said = {
            "fall": "Қақпақты жәшіктен кейін салыстырғанда өтініш азайды.",
            "rise": "Өтініш азаймады, қайта көбейді.",
        }
        _close(
            one,
            said,
            "Базар қоқысы мен қаңғыбас иттер",
            mechanism="Азық көзі жабылса, үйір орнығып қалмайды деп күтілді.",
            moderators="Базар күндері қоқыс уақытылы шығарылса ғана.",
            implementation="Жәшіктер екі аптада ауыстырылды; қақпақты жабуға үйрену керек болды.",
            economics="1,15 млн теңге.",
        )


def park(desk: Desk) -> None:
    """Closed with an effect that is really there: light and patrol in the park, the bus station's beat as it was."""
    spot, like = (next(one for one in desk.land.places if one.key == key) for key in ("park", "station"))
    with frozen(desk.at(200)):
        one = File(desk, desk.area(spot.beat))
        one.open(
            definition(
                one.beat,
                "Саябақта ішімдік ішу",
                "Кешке саябақтың қараңғы шетінде топ болып ішімдік ішеді, тұрғындар айналып өтеді.",
                "alcohol",
                "park",
                kinds=["alcohol"],
                since=desk.day(365),
                polygon=circle(spot.lon, spot.lat, 250),
            )
        )
        one.sources(
            (acts.SourceKind.APPEALS, "Жарты жылда саябақтан елуден аса өтініш, көбі кешкі алтыдан онға дейін."),
            (acts.SourceKind.RESIDENTS, "Көрші үйлер: «балаларды кешке шығармаймыз»."),
        )
        one.move(Stage.ANALYSE)
        one.hypothesis(
            "Қараңғы шетте ешкім көрмегендіктен жиналады; жарық түсіп, бақылау болса, азаюы керек.",
            "Жарығы бар кіреберісте мұндай өтініш жоқтың қасы.",
            "Жарық алаңда да екі рет болған.",
            "Дәлел басым.",
            acts.Belief.HELD,
        )
        lamps = one.adopted(
            acts.Proposal(
                "Қараңғы шетке он төрт шам, кешкі жаяу жасақ",
                "7",
                owner_id=desk.body("lighting"),
                money=2_600_000,
                expected="Кешкі өтініш екі есе азаяды",
            ),
            "Аудан бюджетінен",
        )
        one.plan(
            before=(367, 186), after=(185, 1), effect=50, words="Автостанция маңы: кешкі ішімдік сол сияқты, шара жоқ.",
            like=(desk.area(like.beat),),
        )
        one.move(Stage.RESPOND)
        secret = one.task("lighting", "Саябақтың қараңғы шетіне он төрт шам орнату.", lamps, 180)
    with frozen(desk.at(182)):
        one.done(secret, "Он төрт шам жанды, жасақ кешкі жетіден жүреді.", 2_480_000, 185)
        one.move(Stage.ASSESS)
    with frozen(desk.at(0)):
        said = {"fall": "Жарық пен жаяу жасақтан кейін салыстырғанда өтініш айқын азайды."}
        _close(
            one,
            said,
            "Саябаққа жарық пен кешкі жасақ",
            mechanism="Көрініп тұрған жерде жиналмайды; жасақ келетінін біледі.",
            moderators="Шам күн сайын жанғанда және жасақ кешкі жетіде болғанда.",
            implementation="Шамдар он күнде қойылды; екеуі бір айдан соң ауыстырылды.",
            economics="2,48 млн теңге; бір алдын алынған оқиғаның құны бағалауда.",
        )


def _close(one: File, effects: dict[str, str], title: str, **words: str) -> None:
    """The assessment by the library, where it is installed; without it the file waits for it."""
    row = acts.ask_assessment(**one.by(Role.ANALYST))
    if not find_spec("scipy"):
        return
    acts.compute(row.pk)
    row.refresh_from_db()
    effect = effects.get(row.finding, "Әсері көрінбеді: оқиға саны аз, салыстыру айырма көрсетпеді.")
    quality = {"effect": 4, "mechanism": 2, "moderators": 2, "implementation": 3, "economics": 3}
    acts.keep_lesson(**one.by(Role.ANALYST), said=acts.LessonWords(title, {"effect": effect, **words}, quality))
    one.move(Stage.CLOSED)


FILES: tuple[Callable[[Desk], None], ...] = (dogs, bicycles, passage, bar, noise, park)
TOTAL = len(FILES)


def play(step: Step, _actor: Actor, tell: Callable[[str, int, int], None]) -> None:
    """File after file; a file and the note of how far it is stand or fall together."""
    desk = Desk(step.end, build(step.seed))
    while step.done < TOTAL:
        with transaction.atomic():
            FILES[step.done](desk)
            step.done += 1
            step.save(update_fields=["done"])
        tell("problems", step.done, TOTAL)
