"""The invented staff of the district: who sits on which post, who is away, who stands in, who learns. Plain data."""

import random
from dataclasses import dataclass, field, replace
from functools import lru_cache

from senim.demo.geography import COUNTRY, DISTRICT, REGION, RURAL, Geography, build
from senim.demo.names import Person, invented, latin
from senim.demo.stories.after import officer

PASSWORD = "senim-demo-2026"  # noqa: S105 - printed by the command, good only in a demonstration
DOMAIN = "demo.senim.example"
INSPECTOR_HOURS = {
    "tue": [["18:00", "20:00"]], "thu": [["18:00", "20:00"]], "sat": [["10:00", "13:00"]],
}
OFFICE_HOURS = {day: [["09:00", "13:00"], ["14:30", "18:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}


@dataclass(frozen=True, slots=True)
class Chair:
    """A post: `areas` are codes of the invented land, `above` the code of the post it reports to."""

    code: str
    role: str
    titles: tuple[str, str, str]
    units: tuple[str, str, str]
    areas: tuple[str, ...]
    above: str = ""
    phone: str = ""
    hours: dict[str, list[list[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """A person and how they are on a post: holder, substitute or trainee. `sign_in` names the printed accounts.

    away: days from the load's day on which they are away, (first, last); negative is before. For a substitute the same
    days are those of the substitution. since, until: days back at which the holding began and ended.
    """

    person: Person
    email: str
    rank: str
    language: str
    chair: str
    kind: str = "holder"
    mentor: str = ""
    sign_in: bool = False
    away: tuple[int, int] | None = None
    since: int = 900
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    chairs: tuple[Chair, ...]
    members: tuple[Member, ...]


CITY_UNIT = ("Көкселеу қаласы, Арқау аудандық полиция бөлімі", "Отдел полиции района Аркау города Кокселеу",
             "Arkau district police, Kokseleu")
RURAL_UNIT = ("Тұмарлы аудандық полиция бөлімі", "Отдел полиции Тумарлинского района", "Tumarly district police")
REGION_UNIT = ("Кеңжазық облысының полиция департаменті", "Департамент полиции Кенжазыкской области",
               "Kenzhazyk Region police department")
NO_UNIT = ("", "", "")

# code | role | titles | unit | area codes | above | rank | sign-in name
UPPER: tuple[tuple[str, str, tuple[str, str, str], tuple[str, str, str], tuple[str, ...], str, str, str], ...] = (
    ("HEAD-REGION", "head", ("Департамент басшысының орынбасары", "Заместитель начальника департамента",
     "Deputy head of the department"), REGION_UNIT, (REGION,), "", "colonel", ""),
    ("HEAD-ARQ", "head", ("Жергілікті полиция қызметінің басшысы", "Руководитель местной полицейской службы",
     "Head of the local police service"), CITY_UNIT, (DISTRICT,), "HEAD-REGION", "lieutenant_colonel", "head"),
    ("HEAD-TMR", "head", ("Жергілікті полиция қызметінің басшысы", "Руководитель местной полицейской службы",
     "Head of the local police service"), RURAL_UNIT, (RURAL,), "HEAD-REGION", "major", ""),
    ("DUTY-ARQ", "duty", ("Кезекші бөлім", "Дежурная часть", "Duty unit"), CITY_UNIT, (DISTRICT,), "HEAD-ARQ",
     "captain", "duty"),
    ("DUTY-TMR", "duty", ("Кезекші бөлім", "Дежурная часть", "Duty unit"), RURAL_UNIT, (RURAL,), "HEAD-TMR",
     "senior_lieutenant", ""),
    ("OPERATOR-102", "operator", ("102 операторы", "Оператор 102", "Operator of 102"), REGION_UNIT, (REGION,),
     "HEAD-REGION", "senior_sergeant", "operator"),
    ("JUV-ARQ", "juvenile", ("Ювеналды полиция инспекторы", "Инспектор ювенальной полиции",
     "Juvenile police inspector"), CITY_UNIT, (DISTRICT,), "HEAD-ARQ", "captain", "juvenile"),
    ("JUV-TMR", "juvenile", ("Ювеналды полиция инспекторы", "Инспектор ювенальной полиции",
     "Juvenile police inspector"), RURAL_UNIT, (RURAL,), "HEAD-TMR", "lieutenant", ""),
    ("ANALYST", "analyst", ("Ведомствоаралық топтың талдаушысы", "Аналитик межведомственной группы",
     "Analyst of the interagency group"), REGION_UNIT, (REGION,), "", "none", "analyst"),
    ("GROUP", "group_coordinator", ("Ведомствоаралық топтың үйлестірушісі", "Координатор межведомственной группы",
     "Coordinator of the interagency group"), NO_UNIT, (REGION,), "", "none", "group"),
    ("AKIMAT-ARQ", "akimat", ("Аудан әкімдігінің үйлестірушісі", "Координатор акимата района",
     "Coordinator of the district akimat"), ("Арқау ауданының әкімдігі", "Акимат района Аркау", "Arkau akimat"),
     (DISTRICT,), "", "none", "akimat"),
    ("PROSECUTOR", "prosecutor", ("Аудан прокурорының көмекшісі", "Помощник прокурора района",
     "Assistant prosecutor"), NO_UNIT, (DISTRICT, RURAL), "", "none", "prosecutor"),
    ("COUNCIL", "council", ("Қоғамдық кеңестің мүшесі", "Член общественного совета", "Member of the public council"),
     NO_UNIT, (REGION,), "", "none", "council"),
    ("MINISTRY", "ministry", ("Министрлік қызметкері", "Сотрудник министерства", "Ministry officer"), NO_UNIT,
     (COUNTRY,), "", "lieutenant_colonel", "ministry"),
    ("ADMIN", "admin", ("Жүйе әкімшісі", "Администратор системы", "System administrator"), NO_UNIT, (COUNTRY,), "",
     "none", "admin"),
    ("AUDITOR", "auditor", ("Аудитор", "Аудитор", "Auditor"), NO_UNIT, (COUNTRY,), "", "none", "auditor"),
)
INSPECTOR = ("Учаскелік полиция инспекторы", "Участковый инспектор полиции", "Neighbourhood police inspector")
ASSISTANT = ("Учаскелік инспектордың көмекшісі", "Помощник участкового инспектора", "Inspector's assistant")
CIVILIAN = ("Инспектордың азаматтық көмекшісі, әлеуметтік педагог", "Гражданский помощник, социальный педагог",
            "Civilian assistant, social teacher")
RANKS = ("lieutenant", "senior_lieutenant", "senior_lieutenant", "captain", "captain", "major")
#: Beats whose inspector is away today, and for how many days more; their neighbour stands in.
ON_LEAVE = {"ARQ-05": 12, "ARQ-16": 5, "TMR-04": 20}
#: A beat whose inspector changed in the middle of the year, so many days ago.
CHANGED = {"ARQ-11": 120}
TRAINEE_BEAT = "ARQ-07"
ASSISTED = ("TMR-01", "TMR-06")
DEMO_BEAT = "ARQ-07"


@lru_cache(maxsize=4)
def staff(seed: int = 2026) -> Staff:
    """All posts and people of the invented district; the same seed gives the same ones."""
    land = build(seed)
    roster = _Roster(seed)
    for code, role, titles, units, areas, above, rank, sign_in in UPPER:
        phone = f"+7 000 200 {len(roster.chairs):04}" if role in {"head", "duty", "juvenile"} else ""
        hours = OFFICE_HOURS if role in {"head", "juvenile"} else {}
        roster.seat(Chair(code, role, titles, units, areas, above, phone, hours), rank, sign_in)
    _inspectors(roster, land)
    _helpers(roster)
    return Staff(tuple(roster.chairs), tuple(roster.members))


class _Roster:
    """Seats people on chairs, nobody twice under one name."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rng = random.Random(f"{seed}:staff")
        self.chairs: list[Chair] = []
        self.members: list[Member] = []
        self._names: set[str] = set()

    def someone(self) -> tuple[Person, str]:
        language = "kk" if self.rng.random() < 0.72 else "ru"
        gender = "f" if self.rng.random() < 0.3 else "m"
        while (person := invented(language, self.rng, gender)).name in self._names:
            pass
        self._names.add(person.name)
        return person, language

    def seat(self, chair: Chair, rank: str, sign_in: str = "", away: tuple[int, int] | None = None) -> Member:
        self.chairs.append(chair)
        return self.join(chair.code, rank, sign_in, away=away)

    def join(
        self, chair: str, rank: str, sign_in: str = "", kind: str = "holder", mentor: str = "",
        away: tuple[int, int] | None = None,
    ) -> Member:
        person, language = self.someone()
        email = f"{sign_in or chair.lower()}{'' if kind == 'holder' else '.' + kind}@{DOMAIN}"
        if kind != "holder" and sign_in:
            email = f"{sign_in}@{DOMAIN}"
        member = Member(person, email, rank, language, chair, kind, mentor, bool(sign_in), away)
        self.members.append(member)
        return member


def _inspectors(roster: _Roster, land: Geography) -> None:
    """An inspector to every beat; those on leave have the neighbour for a substitute."""
    beats = [beat.code for beat in land.of_level("beat")]
    for number, beat in enumerate(beats, start=1):
        city = beat.startswith("ARQ")
        chair = Chair(
            f"UPI-{beat}", "inspector", INSPECTOR, CITY_UNIT if city else RURAL_UNIT, (beat,),
            "HEAD-ARQ" if city else "HEAD-TMR", f"+7 000 300 {number:04}", INSPECTOR_HOURS,
        )
        left = ON_LEAVE.get(beat)
        # Those who serve well and quickly have served longer, mostly.
        rank = RANKS[min(int((26 - officer(beat, roster.seed).pace) / 3), len(RANKS) - 1)]
        roster.seat(chair, rank, "inspector" if beat == DEMO_BEAT else "", (-9, left) if left else None)
    for beat, days in CHANGED.items():
        at = next(i for i, member in enumerate(roster.members) if member.chair == f"UPI-{beat}")
        roster.members[at] = replace(roster.members[at], since=days)
        former = roster.join(f"UPI-{beat}", "captain", f"former-{beat.lower()}")
        roster.members[-1] = replace(former, until=days, sign_in=False)
    seated = {member.chair: member for member in roster.members if member.until is None}
    for beat, days in ON_LEAVE.items():
        neighbour = seated[f"UPI-{beats[beats.index(beat) - 1]}"]
        roster.members.append(Member(
            neighbour.person, neighbour.email, neighbour.rank, neighbour.language, f"UPI-{beat}", "substitute",
            away=(-9, days),
        ))


def _helpers(roster: _Roster) -> None:
    """Assistants of rural inspectors; beside the inspector of the demonstration's own beat a trainee and a civilian."""
    for beat in ASSISTED:
        chair = Chair(f"HELP-{beat}", "assistant", ASSISTANT, RURAL_UNIT, (), f"UPI-{beat}")
        roster.seat(chair, "none", "assistant" if beat == ASSISTED[0] else "")
    mentor = next(member.email for member in roster.members if member.chair == f"UPI-{TRAINEE_BEAT}")
    roster.join(f"UPI-{TRAINEE_BEAT}", "junior_lieutenant", "trainee", "trainee", mentor)
    # Two years beside the mentor (legal term staff.mentoring), of which the first half is over.
    roster.members[-1] = replace(roster.members[-1], since=365, until=-365)
    above = f"UPI-{TRAINEE_BEAT}"
    roster.seat(Chair(f"CIV-{TRAINEE_BEAT}", "civilian", CIVILIAN, CITY_UNIT, (), above), "none", "civilian")


def latin_name(person: Person) -> str:
    """A person's name in Latin letters, for English pages."""
    return f"{latin(person.given)} {latin(person.family)}"
