"""The places of a scan's candidates over the beats, each with the number that it has in the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html_join

from senim.incidents.domain import Lineage
from senim.incidents.panels import extent, ground
from senim.incidents.panels.base import Panel, figure, head, made, say
from senim.kernel.labels import Label
from senim.web.charts import Chart

#: Candidates that carry their number in the drawing; more would hide each other.
NUMBERED = 10
TITLE = Label("Ықтимал мәселелердің орны", "Где кандидаты", "Where the candidates lie")
SENTENCE = Label(
    "Картада {places} ықтимал мәселе. Ең ауыры: {first}.",
    "На карте кандидатов: {places}. Самый тяжёлый: {first}.",
    "{places} candidates have a place. The gravest: {first}.",
)
DEFINITION = Label(
    "Шеңбер – мәселе оқиғалары шоғырланған жер, бір үй емес. Нөмірі тізімдегідей; алғашқы {numbered} нөмірленген. "
    "Орны жоқтары (жақын арада қайталану) картаға түспейді.",
    "Круг — место, где сгущаются события кандидата, а не один дом. Номер тот же, что в списке; подписаны первые "
    "{numbered}. Кандидатов без места (повторы вскоре и рядом) на карте нет.",
    "A circle is where the events of a candidate gather, not one house. Its number is that of the list; the first "
    "{numbered} carry it. Candidates without a place (repeats near and soon) are not drawn.",
)
HEAD = (
    Label("№, түрі", "№, вид", "no., kind"),
    Label("оқиға", "событий", "events"),
    ground.MIDDLE,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A candidate with a place. ring: (lon, lat) around it."""

    rank: int
    kind: str
    n: int
    lon: float
    lat: float
    ring: Sequence[tuple[float, float]]


def panel(spots: Sequence[Spot], lineage: Lineage, language: str) -> Panel:
    """The map of at least one candidate."""
    features = [
        ground.polygon(one.ring, n=one.n, sort="new", label=f"{one.rank}. {one.kind}, {figure(one.n, language)}")
        for one in spots
    ]
    corners = [corner for one in spots for corner in one.ring]
    shapes = ground.collection(features, extent.box_of(corners), beyond=0)
    rows = [
        [f"{one.rank}. {one.kind}", figure(one.n, language), f"{one.lat:.4f}, {one.lon:.4f}"]
        for one in spots
    ]
    sentence = say(SENTENCE, language, places=len(spots), first=features[0]["properties"]["label"])
    frame = ground.Frame.around(shapes["bbox"])
    circles = format_html_join(
        "",
        '<path class="spot spot-new" d="{}"><title>{}</title></path>',
        ((frame.path(one.ring), shape["properties"]["label"]) for one, shape in zip(spots, features, strict=True)),
    )
    numbers = format_html_join(
        "",
        '<text class="zone-n" x="{}" y="{}" text-anchor="middle" dominant-baseline="central">{}</text>',
        ((*(f"{part:.0f}" for part in frame.at(one.lon, one.lat)), one.rank) for one in reversed(spots[:NUMBERED])),
    )
    drawing = ground.framed(frame, circles, numbers)
    columns = head(*(one.in_(language) for one in HEAD))
    chart = Chart(TITLE.in_(language), sentence, drawing, ground.HEIGHT, columns, rows)
    definition = say(DEFINITION, language, numbered=NUMBERED)
    return made("candidates", chart, definition, lineage, language, shapes=shapes)
