"""What makes false repeats: times without hours, batches entered on one day, default coordinates, one report kept twice."""

from __future__ import annotations

from typing import Any

import numpy as np

from senim_analysis import checks
from senim_analysis.checks import Floats, Ints
from senim_analysis.result import Note
from senim_analysis.words import Percent, Words

#: Shares from which a note is given. Judgement, not law: each is far above what any town shows by itself.
TOP_SHARE, MIDNIGHT_SHARE, FIRST_SHARE, TWICE_SHARE = 0.05, 0.2, 0.1, 0.01
GIANT = 1000

DATE_ONLY = Words(
    "Уақыттар тек күнмен берілген, сағаты жоқ: бір тәуліктен қысқа аралық туралы ештеңе айтуға болмайды.",
    "У событий есть только дата, без часа: об интервалах короче суток ничего сказать нельзя.",
    "The events have dates without hours: nothing can be said of intervals shorter than a day.",
)
MIDNIGHT = Words(
    "Оқиғалардың {share}-ы тура түн ортасында: олардың нақты сағаты белгісіз болуы мүмкін.",
    "{share} событий — ровно в полночь: вероятно, их час неизвестен.",
    "{share} of the events are at midnight exactly: their hour is probably not known.",
)
FIRST_OF_MONTH = Words(
    "Оқиғалардың {share}-ы айдың бірінші күнінде: олар топтап енгізілген болуы мүмкін, сонда қайталану жалған болады.",
    "{share} событий — первого числа месяца: возможно, их вносили пачкой, тогда повторы ложные.",
    "{share} of the events are on the first of a month: if they were entered in batches, the repeats are false.",
)
TOP_PLACE = Words(
    "Оқиғалардың {share}-ы ({count}) бір нүктеде: бұл полиция бөлімшесінің не қала орталығының әдепкі координатасы емес пе, тексеріңіз.",
    "{share} событий ({count}) — в одной точке: проверьте, не координата ли это отдела полиции или центра города по умолчанию.",
    "{share} of the events ({count}) are on one point: check that it is not the default of a police station or a town centre.",
)
GIANTS = Words(
    "{places} орынның әрқайсысында {least} немесе одан көп оқиға бар. Олардың өзара жұптары нәтижені анықтайды: бұл орындарсыз да есептеп көріңіз.",
    "Мест, где {least} событий и больше: {places}. Их собственные пары решают итог: посчитайте и без этих мест.",
    "Places with {least} events or more: {places}. Their own pairs decide the result: run it without them too.",
)
TWICE = Words(
    "Орны мен уақыты дәл бірдей оқиғалар бар: {count}. Бір оқиға екі рет тіркелмегенін тексеріңіз.",
    "Событий с точно одинаковыми местом и временем: {count}. Проверьте, не записано ли одно событие дважды.",
    "Events with exactly the same place and time as another: {count}. Check that none is recorded twice.",
)
ONE_PLACE = Words(
    "Барлық оқиға бір нүктеде: жақындық туралы ештеңе айтуға болмайды.",
    "Все события в одной точке: о близости ничего сказать нельзя.",
    "All events are on one point: nothing can be said of nearness.",
)


def space_time(x: Any, y: Any, t: Any, *, least: int = 2) -> tuple[Floats, Floats, Floats]:
    """Metres, metres and float days of one length, copied. Raises AnalysisRefused for what is none of these."""
    across, up = checks.points(x, y, least=0)
    moments = checks.days(t)
    checks.same_length(x=across, y=up, t=moments)
    checks.enough(moments.size, least)
    return across, up, moments


def artefacts(x: Floats, y: Floats, t: Floats, raw: Any = None) -> tuple[Note, ...]:
    """Notes on what could be an artefact of recording. raw: the caller's times; dates tell the first of the month."""
    count = _repeats(x, y)
    if count.size == 1:
        return (Note("one_place", ONE_PLACE), *_of_times(t, raw))
    return (*_of_places(count, x.size), *_of_times(t, raw), *_of_doubles(x, y, t))


def _repeats(*values: Floats) -> Ints:
    """How often each distinct row of the values occurs."""
    order = np.lexsort(values)
    new = np.ones(order.size, dtype=bool)
    new[1:] = np.any([np.diff(one[order]) != 0 for one in values], axis=0)
    return np.diff(np.flatnonzero(np.append(new, True)))


def _of_places(count: Ints, n: int) -> list[Note]:
    notes = []
    top = int(count.max())
    if top >= 20 and top >= TOP_SHARE * n:
        notes.append(Note("top_place", TOP_PLACE, {"share": Percent(top / n), "count": top}))
    giants = int((count >= GIANT).sum())
    if giants:
        notes.append(Note("giants", GIANTS, {"places": giants, "least": GIANT}))
    return notes


def _of_times(t: Floats, raw: Any) -> list[Note]:
    midnight = float((np.mod(t, 1.0) == 0).mean())
    if midnight == 1:
        notes = [Note("date_only", DATE_ONLY)]
    elif midnight > MIDNIGHT_SHARE and t.size >= 20:
        notes = [Note("midnight", MIDNIGHT, {"share": Percent(midnight)})]
    else:
        notes = []
    if raw is not None and np.issubdtype(np.asarray(raw).dtype, np.datetime64) and t.size >= 100:
        dates = np.asarray(raw).astype("datetime64[D]")
        first = float((dates == dates.astype("datetime64[M]").astype("datetime64[D]")).mean())
        if first > FIRST_SHARE:
            notes.append(Note("first_of_month", FIRST_OF_MONTH, {"share": Percent(first)}))
    return notes


def _of_doubles(x: Floats, y: Floats, t: Floats) -> list[Note]:
    twice = int((_repeats(x, y, t) - 1).sum())
    return [Note("twice", TWICE, {"count": twice})] if twice and twice >= TWICE_SHARE * t.size else []
