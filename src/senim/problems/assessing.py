"""From counts to a conclusion: the library's methods, the threats to what they show, and words in three languages.

Imports the heavy library: only jobs import this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from senim.kernel.labels import Label
from senim.problems.counting import Counts
from senim.problems.domain import FINDINGS, SPREADS, Finding, Spread
from senim.problems.models import Plan
from senim_analysis import (
    AnalysisRefused,
    SeriesBreak,
    Study,
    ratio_of_ratios,
    weighted_displacement_difference,
)
from senim_analysis.words import Words

LANGUAGES = ("kk", "ru", "en")
SUBJECT = "events"

THREATS: dict[str, Label] = {
    "late_plan": Label(
        "Жоспар деректер келіп қойғаннан кейін бекітілген не өзгертілген: қорытынды барлау сипатында ғана, "
        "болжам айтады, бірақ дәлел болмайды.",
        "План зафиксирован или изменён, когда данные уже были: вывод только разведочный, он подсказывает, "
        "но не доказывает.",
        "The plan was frozen or changed when the data was there already: the conclusion is exploratory, it suggests "
        "and does not prove.",
    ),
    "began_before": Label(
        "Шара жоспар бекітілгенге дейін басталған: «бұрынғы» кезең таза емес, сондықтан қорытынды дәлел болмайды.",
        "Мера началась раньше, чем зафиксирован план: период «до» не чист, поэтому вывод не доказателен.",
        "The response began before its plan was frozen: the period before is not clean, the conclusion is exploratory.",
    ),
    "began_in_before": Label(
        "Шара «бұрынғы» кезеңнің ішінде басталған: әсері кем көрінеді.",
        "Мера началась внутри периода «до»: эффект будет занижен.",
        "The response began inside the period before: its effect looks smaller than it is.",
    ),
    "treated": Label(
        "Салыстыру аумағында да шара болған: ол «шара болмаса не болар еді» дегенге жауап бермейді.",
        "На участке сравнения тоже была мера: он не показывает, что было бы без неё.",
        "The comparison area was treated too: it does not show what would have been without the response.",
    ),
    "weak": Label(
        "Бұл деректе жоспардағы әсер болса да көрінбеуі мүмкін еді: «көрінбейді» деген «жоқ» деген емес.",
        "При таких числах задуманный эффект мог и не показаться: «не показан» не значит «нет».",
        "With such numbers the effect that was planned for could well stay unseen: “not shown” is not “none”.",
    ),
    "small": Label(
        "Азаю бар, бірақ ол маңызды деп белгіленгеннен кем.",
        "Снижение есть, но меньше того, что сочли важным.",
        "There is a fall, but a smaller one than was said to matter.",
    ),
    "no_ring": Label(
        "Айналасы өлшенбеді: мәселе көрші жерге ығысқан болуы мүмкін.",
        "Окружение не измерено: проблема могла сместиться рядом.",
        "The surroundings were not measured: the problem may have moved next door.",
    ),
}


@dataclass(slots=True)
class Conclusion:
    """What an assessment says, as it is stored."""

    finding: Finding
    spread: Spread
    exploratory: bool
    sentences: dict[str, list[str]]
    threats: list[dict[str, Any]]
    result: dict[str, Any]
    prevented: float | None
    counts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known beside the counts: when the response began, whether the comparison was treated, whether late."""

    began: date | None
    frozen_on: date
    treated: bool
    late: bool


def conclude(plan: Plan, counts: Counts, known: Circumstances) -> Conclusion:
    """Compare. Raises AnalysisRefused where the counts carry no answer (its words say why and what to do)."""
    study = study_of(plan)
    main = ratio_of_ratios(*counts.treated, *counts.control, study=study)
    around = _around(counts, study)
    difference = _difference(plan, counts, study)
    codes = threats_of(plan, counts, known)
    finding = (
        Finding.CANNOT
        if known.treated
        else {"fall": Finding.FALL, "rise": Finding.RISE}.get(main.verdict, Finding.NONE)
    )
    if finding is Finding.NONE and plan.power is not None and plan.power < 0.8:
        codes.append("weak")
    if finding is Finding.FALL and 100 * (1 - main.statistic) < plan.smallest_effect:
        codes.append("small")
    spread = _spread(around)
    results = [one for one in (main, difference, around) if one is not None]
    notes = {note.code: note for one in results for note in one.notes}
    ours = [{"code": code, **THREATS[code]._asdict()} for code in codes]
    theirs = [note.to_dict() for note in notes.values()]
    return Conclusion(
        finding,
        spread,
        known.late or "began_before" in codes,
        _sentences(finding, spread, results),
        ours + theirs,
        {"ratio": main.to_dict(), "difference": difference.to_dict(), "around": around.to_dict() if around else None},
        main.prevented if finding is Finding.FALL else None,
        counts.to_json(),
    )


def study_of(plan: Plan) -> Study:
    """The periods and the series breaks that the plan names: the comparison went through them too."""
    named = tuple(
        SeriesBreak(
            code=f"plan_{number}",
            since=date.fromisoformat(one["since"]),
            until=date.fromisoformat(one["since"]),
            subjects=frozenset({SUBJECT}),
            places=frozenset({"*"}),
            what=Words(one["what"], one["what"], one["what"]),
            source="plan",
        )
        for number, one in enumerate(plan.breaks)
    )
    return Study(
        before=(plan.before_from, plan.before_until),
        after=(plan.from_day, plan.until_day),
        subject=SUBJECT,
        extra=named,
    )


def threats_of(plan: Plan, counts: Counts, known: Circumstances) -> list[str]:
    """Codes of THREATS that the circumstances show."""
    found = ["treated"] if known.treated else []
    if known.late:
        found.append("late_plan")
    if known.began is not None and known.began < known.frozen_on:
        found.append("began_before")
    if known.began is not None and known.began <= plan.before_until:
        found.append("began_in_before")
    if counts.ring is None:
        found.append("no_ring")
    return found


def _around(counts: Counts, study: Study) -> Any:
    """The surroundings against the same comparison; nothing where they are empty."""
    if counts.ring is None or not counts.ring[0]:
        return None
    try:
        return ratio_of_ratios(*counts.ring, *counts.control, study=study)
    except AnalysisRefused:
        return None


def _difference(plan: Plan, counts: Counts, study: Study) -> Any:
    days = ((plan.before_until - plan.before_from).days + 1, (plan.until_day - plan.from_day).days + 1)
    ring = counts.ring if counts.ring and sum(counts.ring) else (None, None)
    return weighted_displacement_difference(
        *counts.treated,
        *counts.control,
        displacement_treated_before=ring[0],
        displacement_treated_after=ring[1],
        time_weights=(days[0] / days[1], 1.0),
        study=study,
    )


def _spread(around: Any) -> Spread:
    if around is None:
        return Spread.NOT_MEASURED
    return {"fall": Spread.DIFFUSED, "rise": Spread.DISPLACED}.get(around.verdict, Spread.NOT_SHOWN)


def _sentences(finding: Finding, spread: Spread, results: Sequence[Any]) -> dict[str, list[str]]:
    return {
        language: [
            FINDINGS[finding].in_(language) + ".",
            *(one.sentence(language) for one in results[:2]),
            SPREADS[spread].in_(language) + ".",
        ]
        for language in LANGUAGES
    }


def refused(error: AnalysisRefused) -> dict[str, Any]:
    """Why nothing could be computed, in three languages."""
    return {"code": error.code, **{language: error.sentence(language) for language in LANGUAGES}}
