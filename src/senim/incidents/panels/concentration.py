"""How few places hold how many events."""

from __future__ import annotations

import numpy as np

from senim.incidents.arrays import Floats, Ints
from senim.incidents.events import Events
from senim.incidents.panels.base import Panel, figure, made, say
from senim.kernel.labels import Label
from senim.web import charts

TITLE = Label("Шоғырлану", "Концентрация", "Concentration")
SENTENCE = Label(
    "Оқиғалардың жартысы оқиға болған {places} орынның {half} %-ында ({count} орын). Шоғырлану коэффициенті "
    "(түзетілген Джини) {gini}.",
    "Половина событий — на {half} % мест, где они вообще были ({count} из {places}). Коэффициент концентрации "
    "(исправленный Джини) {gini}.",
    "Half of the events lie at {half} % of the {places} places that had any ({count} of them). Concentration "
    "(corrected Gini) {gini}.",
)
NOTHING = Label(
    "Орны көрсетілетін оқиға жоқ.",
    "Нет событий с местом, которое можно показать.",
    "There are no events whose place may be shown.",
)
CHANCE = Label(
    "Кездейсоқ бөлінсе де, оқиға аз болғанда біраз орын бос қалады: коэффициент осыны ескереді.",
    "Даже при случайном разбросе малого числа событий часть мест пустует: коэффициент это учитывает.",
    "Even by chance few events leave many places empty: the coefficient takes this into account.",
)
LINE = Label("Оқиға үлесі, %", "Доля событий, %", "Share of events, %")
EVEN = Label("Бірдей болса", "Если бы поровну", "If alike")
DEFINITION = Label(
    "Орын - мекенжай (үйімен), ол жоқ болса он метрлік нүкте. Орындар көбінен азына қарай; қисық оқиғалардың "
    "қандай үлесі "
    "орындардың қандай үлесінде екенін көрсетеді. Джини коэффициенті Бернаско мен Стинбек (2017) бойынша "
    "түзетілген: 0 - оқиғалар "
    "мүмкін болғанша тең таралған, 1 - бәрі бір жерде.",
    "Место — адрес с домом, без него точка в десять метров. Места от самых частых; кривая — какая доля событий "
    "на какой доле мест. "
    "Джини исправлен по Bernasco и Steenbeek (2017): 0 — настолько поровну, насколько возможно, 1 — всё в одном месте.",
    "A place is an address with its house, without one a point of ten metres. Places from the busiest on; the "
    "curve says which "
    "share of places holds which share of events. The Gini coefficient is corrected after Bernasco and Steenbeek "
    "(2017): "
    "0 is as alike as can be, 1 is all in one place.",
)


def counts(events: Events) -> Ints:
    """Events at each place that had any, the busiest first."""
    keys = events.place[events.place != 0]
    return np.sort(np.unique(keys, return_counts=True)[1])[::-1].astype(np.int64)


def gini(at_places: Ints) -> float:
    """Corrected for places without events when events are few: 0 as alike as possible, 1 all at one place."""
    events, places = int(at_places.sum()), at_places.size
    if places < 2:
        return 0.0
    rising = np.sort(at_places)
    rank = np.arange(1, places + 1)
    plain = float((2 * rank - places - 1) @ rising / (places * events))
    least = max(places / events, 1.0)
    return max(0.0, least * plain + 1 - least) if events < places else plain


def curve(at_places: Ints, steps: int = 20) -> Floats:
    """[steps + 1]: percent of events at each 5 % of places."""
    whole = np.concatenate([[0.0], np.cumsum(at_places) / at_places.sum() * 100])
    found: Floats = np.interp(np.linspace(0, at_places.size, steps + 1), np.arange(at_places.size + 1), whole)
    return found


def panel(events: Events, language: str) -> Panel:
    """The Lorenz curve of places."""
    at_places = counts(events)
    share = [f"{one}%" for one in range(0, 101, 5)]
    if not at_places.size:
        chart = charts.line(
            TITLE.in_(language),
            NOTHING.in_(language),
            share,
            [charts.Series(LINE.in_(language), [None] * 21)],
            label="",
        )
        return made("concentration", chart, DEFINITION.in_(language), events.lineage, language)
    half = int(np.searchsorted(np.cumsum(at_places), at_places.sum() / 2)) + 1
    sentence = say(
        SENTENCE,
        language,
        half=round(100 * half / at_places.size, 1),
        count=half,
        places=int(at_places.size),
        gini=figure(round(gini(at_places), 2), language),
    )
    places = Label("орындардың үлесі", "доля мест", "share of places").in_(language)
    chart = charts.line(
        TITLE.in_(language),
        sentence,
        share,
        [
            charts.Series(LINE.in_(language), [round(float(one), 1) for one in curve(at_places)]),
            charts.Series(EVEN.in_(language), [float(one) for one in range(0, 101, 5)]),
        ],
        label=places,
        digits=1,
    )
    return made("concentration", chart, DEFINITION.in_(language), events.lineage, language, note=CHANCE.in_(language))
