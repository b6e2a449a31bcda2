"""Places where it happened again, the most frequent first. Only for whoever sees points."""

from __future__ import annotations

import numpy as np

from senim.incidents.events import Events
from senim.incidents.panels import places
from senim.incidents.panels.base import Panel, figure, head, made, say
from senim.incidents.wording import kind_name, path_name
from senim.kernel.labels import Label
from senim.web.charts import Chart, bar

SHOWN = 20
TITLE = Label("Қайталанған орындар", "Места повторов", "Places of repeats")
SENTENCE = Label(
    "Оқиғалардың {share} %-ы кемінде екі рет қайталанған {places} орында болған.",
    "{share} % событий произошли в местах, где это было не меньше двух раз (таких мест {places}).",
    "{share} % of the events happened at places that had two or more ({places} such places).",
)
NOTHING = Label("Қайталанған орын жоқ.", "Мест, где повторялось, нет.", "No place had it twice.")
DEFINITION = Label(
    "Орын - мекенжай, ол жоқ болса он метрлік нүкте. Отбасылық зорлық сияқты нәзік түрлердің орны ешқашан "
    "көрсетілмейді. "
    "Бұл орындар туралы, адамдар туралы емес.",
    "Место — адрес, без него точка в десять метров. Места деликатных видов (бытовое насилие) не показываются никогда. "
    "Речь о местах, не о людях.",
    "A place is an address, without one a point of ten metres. Places of sensitive kinds (domestic violence) are "
    "never shown. "
    "This is about places, not about people.",
)


def panel(events: Events, language: str) -> Panel:
    """The twenty places with the most events, with when and what."""
    keys, first, place, count = np.unique(events.place, return_index=True, return_inverse=True, return_counts=True)
    again = np.flatnonzero((count > 1) & (keys != 0))
    top = again[np.argsort(-count[again], kind="stable")][:SHOWN]
    names = _names(events, first[top], language)
    sentence = NOTHING.in_(language)
    if again.size:
        share = round(100 * int(count[again].sum()) / max(1, int((events.place != 0).sum())), 1)
        sentence = say(SENTENCE, language, share=share, places=int(again.size))
    drawn = bar(
        TITLE.in_(language),
        sentence,
        [(name, int(count[one])) for name, one in zip(names, top, strict=True)],
        label=Label("орын", "место", "place").in_(language),
        value=Label("оқиға", "событий", "events").in_(language),
    )
    rows = [
        [name, figure(int(count[one]), language), *_about(events, place.ravel() == one, language)]
        for name, one in zip(names, top, strict=True)
    ]
    columns = head(
        Label("орын", "место", "place").in_(language),
        *(
            label.in_(language)
            for label in (
                Label("оқиға", "событий", "events"),
                Label("бірінші", "первое", "first"),
                Label("соңғы", "последнее", "last"),
                Label("көбіне", "чаще всего", "mostly"),
            )
        ),
    )
    chart = Chart(drawn.title, drawn.sentence, drawn.drawing, drawn.height, columns, rows)
    return made("repeats", chart, DEFINITION.in_(language), events.lineage, language)


def _about(events: Events, here: np.ndarray, language: str) -> list[str]:
    at = events.at[here]
    known = at[~np.isnat(at)]
    days = [str(edge.astype("datetime64[D]")) for edge in (known.min(), known.max())] if known.size else ["—", "—"]
    kinds = np.bincount(events.kind[here], minlength=len(events.kinds))
    return [*days, kind_name(events.kinds[int(kinds.argmax())], language)]


def _names(events: Events, rows: np.ndarray, language: str) -> list[str]:
    """What people call each place; where no file names it, coordinates with the beat. One query."""
    known = places.names_of(events, (int(events.place[row]) for row in rows))
    return [known.get(int(events.place[row])) or _point(events, int(row), language) for row in rows]


def _point(events: Events, row: int, language: str) -> str:
    point = f"{events.lat[row]:.4f}, {events.lon[row]:.4f}"
    area = path_name(events.paths[events.path[row]], language)
    return f"{point} ({area})" if area else point
