"""Breaks in series, as data: from a certain day the same thing is counted, or timed, in another way.

A before/after that reaches over such a day compares two ways of counting. It is refused unless the break is modelled,
or a control that the same break touched stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note
from senim_analysis.words import Words

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """From `since` (at the latest from `until`) the series of these subjects and places mean something else.

    `scales`: the break multiplies counts, so a difference of counts is not protected even by a control, a ratio is.
    """

    code: str
    since: date
    until: date
    subjects: frozenset[str]
    places: frozenset[str]
    what: Words
    source: str
    scales: bool = True

    def touches(self, subject: str, place: str) -> bool:
        """Whether this series is counted anew. A place that is not named (`*`) may lie anywhere: it is touched."""
        there = EVERYWHERE in self.places or place in self.places or place == EVERYWHERE
        return subject in self.subjects and there


#: Places whose clocks stood at UTC+6 before 1 March 2024; the west of the country and Kyzylorda had UTC+5 already.
FORMER_UTC6 = frozenset(
    {"almaty", "astana", "shymkent", "abai", "akmola", "almaty_region", "east_kazakhstan", "jambyl", "jetisu"}
    | {"karaganda", "kostanay", "north_kazakhstan", "pavlodar", "turkistan", "ulytau"}
)

KNOWN_BREAKS = (
    SeriesBreak(
        code="crash_counting_2024",
        since=date(2024, 1, 1),
        until=date(2024, 12, 31),
        subjects=frozenset({"crashes", "injuries"}),
        places=frozenset({EVERYWHERE}),
        what=Words(
            "2024 жылы жол апатын есепке алу тәртібі өзгерді: енді адам медициналық көмекке жүгінген әр апат саналады.",
            "В 2024 году изменился порядок учёта ДТП: теперь считается каждое ДТП, после которого обратились за медицинской помощью.",
            "In 2024 the counting of crashes changed: every crash after which someone seeks medical care now counts.",
        ),
        source="Administrative Police Committee, informburo.kz, 2024; year totals of the Committee on Legal Statistics: "
        "crashes +98.9 %, deaths +1.4 % (yk.kz, 13 January 2025)",
    ),
    SeriesBreak(
        code="clock_2024",
        since=date(2024, 3, 1),
        until=date(2024, 3, 1),
        subjects=frozenset({"hours"}),
        places=FORMER_UTC6,
        what=Words(
            "2024 жылғы 1 наурызда сағат бір сағатқа кейін шегерілді (UTC+6 орнына UTC+5): тәулік сағаты бұрынғымен тұспа-тұс келмейді.",
            "1 марта 2024 года часы перевели на час назад (UTC+5 вместо UTC+6): час суток до и после означает разное.",
            "On 1 March 2024 clocks went back one hour (UTC+5 after UTC+6): an hour of the day is not the same hour before and after.",
        ),
        source="IANA time zone database 2024a, zones Asia/Almaty and Asia/Qostanay",
        scales=False,
    ),
)

CROSSED = Words(
    "Салыстыру қатардың үзілуінен өтеді. {what} Не екі кезеңді де үзілістің бір жағынан алыңыз, не үзілісті модельге қосыңыз, "
    "не сол өзгеріс қатар тиген бақылау аумағын беріңіз.",
    "Сравнение переходит через разрыв ряда. {what} Возьмите оба периода по одну сторону разрыва, или учтите его в модели, "
    "или дайте контроль, которого это изменение коснулось так же.",
    "The comparison crosses a break in the series. {what} Take both periods from one side of it, or model the break, "
    "or give a control that the same change touched.",
)
SHARED = Words(
    "{what} Бақылау аумағы да осы өзгерісті көрді, сондықтан қатынасқа сүйенуге болады, егер өзгеріс екеуіне бірдей әсер еткен болса.",
    "{what} Контроль пережил то же изменение, поэтому отношению можно верить — если изменение коснулось обоих одинаково.",
    "{what} The control saw the same change, so the ratio can be relied on, if the change touched both alike.",
)
SHARED_SCALE = Words(
    "Есеп тәртібі өзгергенде сандар көбейтіледі, айырым бұдан қорғалмаған: негізгі жауап ретінде ratio_of_ratios алыңыз.",
    "Новый порядок учёта умножает числа, и разность от этого не защищена: главным ответом берите ratio_of_ratios.",
    "A new way of counting multiplies the counts, and a difference is not protected from that: let ratio_of_ratios be the answer.",
)
MODELLED = Words(
    "{what} Үзіліс модельде бөлек қадам болып тұр.",
    "{what} В модели разрыв учтён отдельной ступенью.",
    "{what} The break stands in the model as a step of its own.",
)
BACKWARDS = Words(
    "Кезеңдер ретімен емес: «бұрын» кезеңі «кейін» кезеңінен бұрын аяқталуы керек.",
    "Периоды идут не по порядку: «до» должно закончиться раньше, чем начнётся «после».",
    "The periods are out of order: 'before' must end before 'after' begins.",
)


@dataclass(frozen=True, slots=True)
class Study:
    """What was counted, where and when: with it a before/after is held against the known breaks.

    before, after: first and last day of each period. subject: "crashes", "injuries", "deaths", "hours", or any other
    word for a series without known breaks. place, control_place: codes as in `FORMER_UTC6`; `*` where not known.
    modelled: codes of breaks that the caller has taken out already. extra: breaks of one's own.
    """

    before: tuple[date, date]
    after: tuple[date, date]
    subject: str
    place: str = EVERYWHERE
    control_place: str | None = None
    modelled: frozenset[str] = frozenset()
    extra: tuple[SeriesBreak, ...] = ()

    def __post_init__(self) -> None:
        days = (*self.before, *self.after)
        if any(first > second for first, second in pairwise(days)) or days[1] >= days[2]:
            raise AnalysisRefused("periods", BACKWARDS)


def crossed(
    start: date, end: date, *, subject: str, place: str = EVERYWHERE, extra: Iterable[SeriesBreak] = ()
) -> tuple[SeriesBreak, ...]:
    """The breaks of a series after `start` and up to `end` (first and last day)."""
    every = (*KNOWN_BREAKS, *extra)
    return tuple(one for one in every if one.touches(subject, place) and one.until > start and one.since <= end)


def guard(study: Study | None, *, control: bool, difference: bool = False) -> tuple[Note, ...]:
    """Notes on the breaks that the control shares. Raises AnalysisRefused for one that it does not.

    control: whether the method has a control at all. difference: whether the answer is a difference of counts.
    """
    if study is None:
        return ()
    notes: list[Note] = []
    start, end = study.before[0], study.after[1]
    for one in crossed(start, end, subject=study.subject, place=study.place, extra=study.extra):
        if _on_one_side(one, study):
            continue
        if one.code in study.modelled:
            notes.append(modelled(one))
            continue
        beside = study.control_place or study.place
        if not control or not one.touches(study.subject, beside):
            raise AnalysisRefused("series_break", CROSSED, what=one.what, code_of_break=one.code, source=one.source)
        notes.append(Note("shared_break", SHARED, {"what": one.what, "source": one.source}))
        if difference and one.scales:
            notes.append(Note("shared_break_scales", SHARED_SCALE))
    return tuple(notes)


def _on_one_side(one: SeriesBreak, study: Study) -> bool:
    """All days of both periods before the break, or all after it."""
    return study.after[1] < one.since or study.before[0] >= one.until


def modelled(one: SeriesBreak) -> Note:
    """What a model says that has a step for the break."""
    return Note("modelled_break", MODELLED, {"what": one.what, "source": one.source})


def table() -> list[dict[str, Any]]:
    """The known breaks as plain data, for pages and manuals."""
    return [
        {
            "code": one.code,
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
            "subjects": sorted(one.subjects),
            "places": sorted(one.places),
            "source": one.source,
            **one.what._asdict(),
        }
        for one in KNOWN_BREAKS
    ]
