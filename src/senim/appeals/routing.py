"""Place and time first, then ordered rules, with a trace that a person can read. No Django import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from senim.appeals.domain import TARGETS, Target
from senim.kernel.labels import Label


@dataclass(frozen=True, slots=True)
class Facts:
    """What routing may look at. `hour` is local; `holiday` is any non-working day."""

    category: str
    group: str
    kind: str
    at: datetime
    hour: int
    holiday: bool
    danger: bool
    going_on: bool
    about_officer: bool
    may_be_crime: bool
    juvenile: bool
    placed: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as read from the table. A condition that is absent holds always."""

    id: int
    order: int
    name: Label
    conditions: Mapping[str, Any]
    target: Target


#: What a condition compares with. `hours` is [from, to) and may pass midnight.
_TESTS = {
    "category": lambda facts, wanted: facts.category in wanted,
    "group": lambda facts, wanted: facts.group in wanted,
    "kind": lambda facts, wanted: facts.kind in wanted,
    "hours": lambda facts, wanted: in_hours(facts.hour, wanted[0], wanted[1]),
    "holiday": lambda facts, wanted: facts.holiday is wanted,
    "danger": lambda facts, wanted: facts.danger is wanted,
    "going_on": lambda facts, wanted: facts.going_on is wanted,
    "about_officer": lambda facts, wanted: facts.about_officer is wanted,
    "may_be_crime": lambda facts, wanted: facts.may_be_crime is wanted,
    "juvenile": lambda facts, wanted: facts.juvenile is wanted,
    "placed": lambda facts, wanted: facts.placed is wanted,
}

CONDITIONS = tuple(_TESTS)


def in_hours(hour: int, start: int, end: int) -> bool:
    """Whether an hour lies in [start, end), which may pass midnight (22 to 6)."""
    return start <= hour < end if start <= end else hour >= start or hour < end


def holds(rule: RuleRow, facts: Facts) -> bool:
    """Whether every condition of the rule holds. An unknown one never holds: a typing error must not open a door."""
    return all(name in _TESTS and _TESTS[name](facts, wanted) for name, wanted in rule.conditions.items())


def first_that_holds(rules: Iterable[RuleRow], facts: Facts) -> tuple[RuleRow | None, list[int]]:
    """The deciding rule and the ids of those passed over before it."""
    passed: list[int] = []
    for rule in rules:
        if holds(rule, facts):
            return rule, passed
        passed.append(rule.id)
    return None, passed


def trace(
    facts: Facts,
    rule: RuleRow | None,
    passed: list[int],
    post_id: int | None,
    why_place: str,
    boundary_id: int | None,
    steps: list[str],
) -> dict[str, Any]:
    """What is kept of a decision: place, boundary version, rule with its words then, and the steps to a person."""
    return {
        "place": why_place,
        "boundary": boundary_id,
        "rule": rule.id if rule else None,
        "rule_name": list(rule.name) if rule else None,
        "target": str(rule.target) if rule else str(Target.DUTY),
        "passed": passed,
        "facts": {key: value for key, value in asdict(facts).items() if key != "at"},
        "at": facts.at.isoformat(),
        "post": post_id,
        "steps": steps,
    }


_PLACE = {
    "inside": Label(
        "Орны осы учаскенің шекарасында", "Место в границах этого участка", "The place lies inside this beat"
    ),
    "several": Label(
        "Орны екі учаскеге жатады: кішісі таңдалды",
        "Место относится к двум участкам: выбран меньший",
        "The place lies in two beats: the smaller one was taken",
    ),
    "hole": Label(
        "Бұл жерде учаске жоқ: кезекші бөлімге берілді",
        "Здесь нет участка: передано в дежурную часть",
        "No beat covers this place: it goes to the duty unit",
    ),
    "outside": Label(
        "Орны қызмет көрсету аумағынан тыс", "Место вне территории обслуживания", "The place lies outside the territory"
    ),
    "chosen": Label(
        "Учаскені өтініш беруші тізімнен таңдады",
        "Участок выбран заявителем из списка",
        "The applicant chose the beat from the list",
    ),
    "": Label("Орны көрсетілмеген", "Место не указано", "No place was given"),
}
_STEPS = {
    "holder": Label(
        "Қазір осы лауазымдағы қызметкер", "Тот, кто сейчас на этой должности", "Whoever holds this post now"
    ),
    "substitute": Label(
        "Инспектор орнында жоқ: алмастырушысы",
        "Инспектора нет на месте: тот, кто его замещает",
        "The inspector is away: the substitute",
    ),
    "vacant": Label(
        "Лауазым бос: басшыға берілді",
        "Должность свободна: передано руководителю",
        "The post is vacant: it goes to the head",
    ),
    "no_juvenile": Label(
        "Ювеналды инспектор жоқ: учаскелік инспектор",
        "Ювенального инспектора нет: участковый инспектор",
        "No juvenile inspector: the neighbourhood inspector",
    ),
    "no_duty": Label(
        "Кезекші бөлім белгіленбеген: басшыға берілді",
        "Дежурная часть не указана: передано руководителю",
        "No duty unit is set: it goes to the head",
    ),
    "top": Label(
        "Қызметкер белгісіз: ең жоғары тұрған басшыға берілді",
        "Сотрудник неизвестен: передано самому вышестоящему руководителю",
        "The officer is not known: it goes to the topmost head",
    ),
    "marked": Label(
        "Басшы мұны кейін қызметкердің үстінен түскен шағым деп таныды",
        "Позже руководитель признал это жалобой на сотрудника",
        "A head has since marked it as a complaint about an officer",
    ),
    "outside": Label(
        "Ол басшыдан жоғары ешкім жоқ: оған бағынбайтын, үлкенірек аумақтың басшысына берілді",
        "Выше этого руководителя никого нет: передано руководителю большей территории, который ему не подчинён",
        "Nobody sits above that head: it goes to the head of a larger area who is not under that head",
    ),
    "prosecutor": Label(
        "Ішкі істер органында жоғары тұрған басшы жоқ: прокурорға берілді",
        "Вышестоящего руководителя нет: передано прокурору",
        "There is no head above: it goes to the prosecutor",
    ),
    "nobody": Label(
        "Жоғары тұрған басшы да, прокурор да тіркелмеген: мерзім жүріп тұр",
        "Ни вышестоящего руководителя, ни прокурора в системе нет: срок идёт",
        "Neither a head above nor a prosecutor is set up: the clock is running",
    ),
    "above": Label(
        "Үстінен шағым түскен қызметкерден жоғары тұрған басшы",
        "Руководитель, стоящий выше того, на кого жалоба",
        "The superior above the officer complained of",
    ),
}


def sentences(route: Mapping[str, Any], language: str) -> list[str]:
    """Why it came to this person, in sentences: place, boundary, rule, step."""
    lines = [_PLACE.get(route.get("place", ""), _PLACE[""]).in_(language)]
    if route.get("rule_name"):
        lines.append(Label(*route["rule_name"]).in_(language))
    lines.append(TARGETS[Target(route.get("target", Target.DUTY))].in_(language))
    lines += [_STEPS[step].in_(language) for step in route.get("steps", ()) if step in _STEPS]
    return lines
