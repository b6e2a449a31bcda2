"""The survey layer: who answered so, as a share by beat with its interval. By beat alone: an answer is given at home,
and hexagons with ten answers each would be wider than beats or tell of single households."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from senim.incidents.panels import ground
from senim.incidents.panels.base import STEPS, Panel, Told, figure, head, made, say
from senim.incidents.panels.ground import Frame
from senim.incidents.surveys import LEAST, Answers
from senim.incidents.wording import path_name
from senim.kernel.intervals import wilson
from senim.kernel.labels import Label
from senim.territory import api as territory
from senim.web import geo
from senim.web.charts import Chart

TITLE = Label("Сауалнама: {question}", "Опрос: {question}", "Survey: {question}")
SENTENCE = Label(
    "«{answer}» деп жауап бергені - {share} % (n = {n}, 95 % аралық {low}–{high} %). Жауабы жеткілікті {beats} "
    "учаскенің "
    "ішінде ең жоғарысы - {area}: {top} % ({top_low}–{top_high} %).",
    "«{answer}» ответили {share} % (n = {n}, интервал 95 % {low}–{high} %). Из {beats} участков с достаточным числом "
    "ответов выше всего — {area}: {top} % ({top_low}–{top_high} %).",
    "“{answer}” was the answer of {share} % (n = {n}, 95 % interval {low} to {high} %). Of {beats} beats with answers "
    "enough the highest is {area}: {top} % ({top_low} to {top_high} %).",
)
ONE = Label(
    "«{answer}» деп жауап бергені - {share} % (n = {n}, 95 % аралық {low}–{high} %): {area}.",
    "«{answer}» ответили {share} % (n = {n}, интервал 95 % {low}–{high} %): {area}.",
    "“{answer}” was the answer of {share} % (n = {n}, 95 % interval {low} to {high} %): {area}.",
)
WHOLE = Label(
    "«{answer}» деп жауап бергені - {share} % (n = {n}, 95 % аралық {low}–{high} %). Бірде-бір учаскеде "
    "{least} жауап жоқ.",
    "«{answer}» ответили {share} % (n = {n}, интервал 95 % {low}–{high} %). Ни в одном участке нет {least} ответов.",
    "“{answer}” was the answer of {share} % (n = {n}, 95 % interval {low} to {high} %). No beat has {least} answers.",
)
NOTHING = Label(
    "Бұл аумақ пен кезеңде жауап {least}-нан аз: үлесі айтылмайды.",
    "В этой территории и периоде меньше {least} ответов: доля не сообщается.",
    "This area and period have fewer than {least} answers: no share is told.",
)
DEFINITION = Label(
    "Учаске бойынша «{answer}» деп жауап бергендердің үлесі; 95 % аралығы Уилсон бойынша. Жауабы {least}-нан аз "
    "учаскелер бірге қосылады, олар бірге де аз болса, мүлде көрсетілмейді. Жеке жауап картаға ешқашан шықпайды. "
    "Аумақ пен толық айлар ғана есепке алынады: оқиғаның түрі, сағаты мен сызылған орын жауаптарды сүзбейді. "
    "Сауалнама жауаптары оқиға болып саналмайды.",
    "Доля ответивших «{answer}» по участкам; интервал 95 % по Уилсону. Участки, где ответов меньше {least}, "
    "складываются "
    "вместе; если и вместе мало, они не показаны вовсе. Отдельный ответ на карту не выходит никогда. "
    "Учитываются только "
    "территория и целые месяцы: виды событий, часы и нарисованное место ответы не сужают. Ответы опроса событиями не "
    "считаются.",
    "The share that answered “{answer}” by beat; 95 % intervals after Wilson. Beats with fewer than {least} "
    "answers are "
    "pooled; where even the pool is smaller, they are left out. A single answer never gets onto a map. Only the area "
    "and whole months narrow it: kinds of events, hours and drawn places do not. Answers never count as events.",
)
NOTE = Label(
    "Жауап бергендер тұрғындардың бәрін білдірмеуі мүмкін: кім, қалай сұралғанын қараңыз. Аралықтары қабаттасқан "
    "учаскелердің айырмасы кездейсоқ болуы мүмкін.",
    "Ответившие могут не представлять всех жителей: смотрите, кого и как спрашивали. Разница участков с "
    "перекрывающимися интервалами может быть случайной.",
    "Those who answered may not stand for all residents: see who was asked and how. A difference of beats whose "
    "intervals overlap may be chance.",
)
POOLED = Label(
    "жауабы аз учаскелер бірге", "участки с малым числом ответов вместе", "beats with few answers together"
)
FEW = Label("жауап < {least}", "ответов < {least}", "answers < {least}")
BEYOND = Label(
    "Суреттен тыс қалған учаске: {count}, олар кестеде бар.",
    "За краем рисунка участков: {count}, в таблице они есть.",
    "Beats beyond the edge of the drawing: {count}; the table has them.",
)
SOURCE = Label(
    "Сауалнама: {sources} Жауап: n = {n}. Соңғы жауап: {newest}.",
    "Опрос: {sources} Ответов: n = {n}. Последний ответ: {newest}.",
    "Survey: {sources} Answers: n = {n}. Newest answer: {newest}.",
)
#: Villages are wide and a town's beats small: the drawing shows where most of the answers lie, not nine tenths.
MOST = 0.7
HIDDEN = Label(
    "Аз болғандықтан көрсетілмеген жауап бар.", "Часть ответов скрыта: их слишком мало.",
    "Some answers are left out: they are too few.",
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n gave the answer, in an area ("" for what is pooled)."""

    path: str
    n: int
    count: int

    @property
    def percent(self) -> float:
        return 100 * self.count / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, in percent."""
        found = wilson(self.count, self.n)
        assert found is not None, "a row stands on answers"
        return 100 * found.low, 100 * found.high


def shares(found: Answers, answer: str) -> tuple[list[Share], bool]:
    """(beats with answers enough, the highest share first, then the pool; whether some answers are left out)."""
    if answer not in found.words:
        return [], False
    said = found.said == found.words.index(answer)
    many = np.bincount(found.path, minlength=len(found.paths))
    so = np.bincount(found.path[said], minlength=len(found.paths))
    rows = [Share(path, int(n), int(k)) for path, n, k in zip(found.paths, many, so, strict=True)]
    told = [one for one in rows if one.n >= LEAST and _is_beat(one.path)]
    rest = [one for one in rows if one not in told and one.n]
    pool = Share("", sum(one.n for one in rest), sum(one.count for one in rest))
    told.sort(key=lambda one: (-one.percent, one.path))
    return ([*told, pool], False) if pool.n >= LEAST else (told, bool(pool.n))


def _is_beat(path: str) -> bool:
    last = path.strip("/").rpartition("/")[2]
    try:
        return territory.area(int(last)).level is territory.Level.BEAT
    except (ValueError, KeyError):
        return False


def panel(found: Answers, answer: str, language: str, *, whole: bool = False) -> Panel:
    """The share by beat: a map, its table twin, its definition. Totals hold only what is told, so that nothing left
    out can be reckoned from them."""
    rows, hidden = shares(found, answer)
    title = say(TITLE, language, question=found.feed.name.in_(language))
    columns = head(
        Label("учаске", "участок", "beat").in_(language),
        Label("жауап", "ответов", "answers").in_(language),
        Label("үлесі, %", "доля, %", "share, %").in_(language),
        "95 %",
    )
    shapes = _shapes([one for one in rows if one.path], language, 1.0 if whole else MOST)
    drawing, height = mark_safe(""), 4
    if shapes["features"]:
        bands = [(f"heat heat-{step}", f"{(step - 1) * 20}–{step * 20} %") for step in range(1, STEPS + 1)]
        bands.append(("beat", say(FEW, language, least=LEAST)))
        key, tall = ground.legend(bands)
        drawing, height = format_html("{}{}", _drawing(shapes), key), ground.HEIGHT + tall
    table = [_row(one, language) for one in rows]
    chart = Chart(title, _sentence(rows, answer, language), drawing, height, columns, table)
    definition = say(DEFINITION, language, answer=answer, least=LEAST)
    beyond = say(BEYOND, language, count=shapes["beyond"]) if shapes["beyond"] else ""
    note = " ".join(filter(None, (beyond, HIDDEN.in_(language) if hidden else "", NOTE.in_(language))))
    told = Told(SOURCE, sum(one.n for one in rows))
    return made("survey", chart, definition, found.lineage, language, note=note, shapes=shapes, told=told)


def _row(one: Share, language: str) -> list[str]:
    low, high = one.interval
    name = path_name(one.path, language) if one.path else POOLED.in_(language)
    return [name, figure(one.n, language), *_figures(language, one.percent), "–".join(_figures(language, low, high))]


def _figures(language: str, *values: float) -> list[str]:
    return [figure(round(value), language) for value in values]


def _sentence(rows: list[Share], answer: str, language: str) -> str:
    if not rows:
        return say(NOTHING, language, least=LEAST)
    whole = Share("", sum(one.n for one in rows), sum(one.count for one in rows))
    low, high = whole.interval
    told = {"answer": answer, "share": round(whole.percent), "n": whole.n, "low": round(low), "high": round(high)}
    if not rows[0].path:
        return say(WHOLE, language, **told, least=LEAST)
    if len(rows) == 1:
        return say(ONE, language, **told, area=path_name(rows[0].path, language))
    least, most = rows[0].interval
    top = {"top": round(rows[0].percent), "top_low": round(least), "top_high": round(most)}
    beats = sum(bool(one.path) for one in rows)
    return say(SENTENCE, language, **told, **top, beats=beats, area=path_name(rows[0].path, language))


def _shapes(rows: list[Share], language: str, share: float) -> dict[str, Any]:
    """Beats with their share; only those that are told."""
    by_id = {int(one.path.strip("/").rpartition("/")[2]): one for one in rows}
    features = []
    for feature in geo.collection(None)["features"] if by_id else ():
        one = by_id.get(feature.get("id", 0))
        if one is not None:
            label = f"{path_name(one.path, language)}: {figure(round(one.percent), language)} % (n = {one.n})"
            step = min(STEPS, 1 + int(one.percent / 20))
            told = {"n": one.n, "step": step, "label": label}
            features.append({"type": "Feature", "geometry": feature["geometry"], "properties": told})
    return ground.fitted(features, share=share)


def _drawing(shapes: dict[str, Any]) -> Any:
    frame = Frame.around(shapes["bbox"])
    pieces = format_html_join(
        "",
        '<path class="heat heat-{}" d="{}"><title>{}</title></path>',
        (
            (
                one["properties"]["step"],
                "".join(frame.path(ring) for ring in ground.rings(one)),
                one["properties"]["label"],
            )
            for one in shapes["features"]
        ),
    )
    return ground.framed(frame, pieces)
