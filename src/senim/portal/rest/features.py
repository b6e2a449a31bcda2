"""Places as GeoJSON, by the names of OGC API Features: GDAL, QGIS and a browser's map open them as layers.

Nothing here needs a key and nothing here knows one: what is shown is what everyone may know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from senim.appeals import api as appeals
from senim.kernel import ids
from senim.kernel.scoping import PUBLIC
from senim.portal.rest import answers, cursors, times
from senim.portal.rest.door import GEOJSON, JSON, Asked, Problem, Reply, address
from senim.portal.rest.places import next_page
from senim.portal.rest.words import moment
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language

Box = tuple[float, float, float, float]
CRS = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


@dataclass(frozen=True, slots=True)
class Layer:
    """One collection. page: up to `limit` + 1 features behind `last` that a question asks for; one: by its id."""

    id: str
    title: Any
    text: Any
    page: Callable[[Asked, str, int], list[Any]]
    one: Callable[[str], Any]


def collections(_asked: Asked) -> Reply:
    """All collections."""
    value: answers.Collections = {
        "collections": [_collection(one) for one in LAYERS.values()],
        "links": [{"href": address("/collections"), "rel": "self", "type": JSON}],
    }
    return Reply(value)


def collection(asked: Asked) -> Reply:
    """One collection. Raises Problem."""
    return Reply(_collection(_layer(asked)))


def items(asked: Asked) -> Reply:
    """The features of a collection, page by page, within a box and a time. Raises Problem."""
    layer, limit = _layer(asked), asked.query["limit"]
    name = f"items.{layer.id}"
    found = layer.page(asked, cursors.after(name, asked.query), limit + 1)
    page = found[:limit]
    more = cursors.following(name, asked.query, page[-1]["id"]) if len(found) > limit else None
    links: list[answers.Link] = [
        {"href": f"{settings.BASE_URL}{asked.request.get_full_path()}", "rel": "self", "type": GEOJSON},
        {"href": address(f"/collections/{layer.id}"), "rel": "collection", "type": JSON},
    ]
    if following := next_page(asked, more):
        links.append({"href": following, "rel": "next", "type": GEOJSON})
    value: answers.Features = {
        "type": "FeatureCollection", "features": page, "links": links, "numberReturned": len(page),
    }
    return Reply(value)


def item(asked: Asked) -> Reply:
    """One feature. Raises Problem."""
    layer = _layer(asked)
    found = layer.one(asked.parts["feature"])
    if found is None:
        raise Problem(404, "feature.unknown", _("There is no such thing, or it is not public."))
    here = address(f"/collections/{layer.id}")
    links = [
        {"href": f"{here}/items/{found['id']}", "rel": "self", "type": GEOJSON},
        {"href": here, "rel": "collection", "type": JSON},
    ]
    return Reply({**found, "links": links})


def _layer(asked: Asked) -> Layer:
    layer = LAYERS.get(asked.parts["collection"])
    if layer is None:
        raise Problem(404, "collection.unknown", _("There is no such collection."))
    return layer


def _collection(layer: Layer) -> answers.Collection:
    here = address(f"/collections/{layer.id}")
    return {
        "id": layer.id, "title": str(layer.title), "description": str(layer.text), "itemType": "feature",
        "crs": [CRS],
        "links": [
            {"href": here, "rel": "self", "type": JSON},
            {"href": f"{here}/items", "rel": "items", "type": GEOJSON, "title": str(layer.title)},
        ],
    }


def box_of(asked: Asked) -> Box | None:
    """The box of a question. Raises Problem."""
    given = asked.query.get("bbox")
    if given is None:
        return None
    west, south, east, north = given
    if west > east or south > north:
        words = _("West and south come before east and north, in degrees.")
        raise Problem(422, "bbox.invalid", words, at="bbox")
    return west, south, east, north


# --- beats ------------------------------------------------------------------------------------------------------------

def _beats() -> dict[str, tuple[Box, answers.BeatFeature]]:
    """Every beat of today by its code, with the box around it, in the order of the codes."""
    return territory.kept(("api.beats", language()), _made_beats)


def _made_beats() -> dict[str, tuple[Box, answers.BeatFeature]]:
    raw = [one for root in territory.children(None) for one in territory.beat_features(root.id, language())]
    made = {one["properties"]["code"]: (_around(one["geometry"]["coordinates"]), _beat(one)) for one in raw}
    return dict(sorted(made.items()))


def _beat(raw: dict[str, Any]) -> answers.BeatFeature:
    info = territory.area(raw["id"])
    parent = territory.area(info.parent_id).code if info.parent_id else None
    page = f"{settings.BASE_URL}{reverse('portal:beat', args=[info.code])}"
    return {
        "type": "Feature", "id": info.code, "geometry": raw["geometry"],
        "properties": {"code": info.code, "name": raw["properties"]["name"], "parent": parent, "page": page},
    }


def _around(coordinates: Any) -> Box:
    points = list(_points(coordinates))
    lons, lats = [lon for lon, _lat in points], [lat for _lon, lat in points]
    return min(lons), min(lats), max(lons), max(lats)


def _points(coordinates: Any) -> Iterable[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
        return
    for one in coordinates:
        yield from _points(one)


def _meet(one: Box, other: Box | None) -> bool:
    return other is None or (
        one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
    )


def _beat_page(asked: Asked, last: str, limit: int) -> list[answers.BeatFeature]:
    box = box_of(asked)
    found = (feature for code, (own, feature) in _beats().items() if code > last and _meet(own, box))
    return [feature for _number, feature in zip(range(limit), found, strict=False)]


def _one_beat(code: str) -> answers.BeatFeature | None:
    found = _beats().get(code)
    return found[1] if found else None


# --- points of reception ----------------------------------------------------------------------------------------------


def _point_page(asked: Asked, last: str, limit: int) -> list[answers.PointFeature]:
    box, behind = box_of(asked), int(last or 0)
    found = sorted((one for one in territory.points() if one.id > behind), key=lambda one: one.id)
    inside = [one for one in found if _meet((one.lon, one.lat, one.lon, one.lat), box)]
    return [_point(one) for one in inside[:limit]]


def _one_point(name: str) -> answers.PointFeature | None:
    found = next((one for one in territory.points() if str(one.id) == name), None)
    return _point(found) if found else None


def _point(one: territory.PointInfo) -> answers.PointFeature:
    spoken = language()
    hours = _("Round the clock") if one.hours.get("always") else "; ".join(
        f"{days} {times_}" for days, times_ in staff.hours_rows(one.hours, spoken)
    )
    return {
        "type": "Feature", "id": str(one.id), "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
        "properties": {
            "kind": one.kind, "name": one.name(spoken), "address": one.address(spoken), "phone": one.phone,
            "hours": str(hours), "open_now": one.open_now,
            "area": territory.area(one.area_id).code if one.area_id else None,
        },
    }


# --- public reports ---------------------------------------------------------------------------------------------------


def _report_page(asked: Asked, last: str, limit: int) -> list[answers.ReportFeature]:
    """Newest first. Three queries at most."""
    since, until = times.interval(asked.query.get("datetime"), "datetime")
    box = box_of(asked)
    sought = appeals.Sought(
        since=since, until=until, areas=None if box is None else _beats_with_middle_in(box), after=last, limit=limit
    )
    return [_report(one) for one in appeals.for_outside(PUBLIC, sought)]


def _beats_with_middle_in(box: Box) -> tuple[int, ...]:
    """Beats whose point for "somewhere in this beat" lies in a box: a report has no other place here."""
    found = []
    for code in _beats():
        info = territory.area_by_code(code)
        middle = territory.middle(info.id) if info else None
        if info and middle and _meet((*middle, *middle), box):
            found.append(info.id)
    return tuple(found)


def _one_report(name: str) -> answers.ReportFeature | None:
    number = ids.parse_number(name)
    found = appeals.for_outside(PUBLIC, appeals.Sought(numbers=(number,))) if number else []
    return _report(found[0]) if found else None


def _report(seen: appeals.Seen) -> answers.ReportFeature:
    category = appeals.category(seen.category)
    info = territory.area(seen.area_id) if seen.area_id else None
    middle = territory.middle(info.id) if info else None
    geometry: answers.Geometry | None = {"type": "Point", "coordinates": list(middle)} if middle else None
    return {
        "type": "Feature", "id": seen.number, "geometry": geometry,
        "properties": {
            "number": seen.number, "service": seen.category, "service_name": str(category.label),
            "group": category.group, "status": "open" if seen.is_open else "closed", "outcome": seen.outcome or None,
            "received_hour": moment(seen.received_at), "updated_hour": moment(seen.updated_at),
            "promised_hour": moment(seen.promise_due), "beat": info.code if info else None,
            "beat_name": territory.name_of(info, language()) if info else None,
        },
    }


LAYERS = {
    one.id: one
    for one in (
        Layer(
            "beats", gettext_lazy("Beats"),
            gettext_lazy("The beats of neighbourhood inspectors as they are today, simplified by about ten metres."),
            _beat_page, _one_beat,
        ),
        Layer(
            "points", gettext_lazy("Points of reception"),
            gettext_lazy("Where the police can be found: points, modular posts, stations, departments."),
            _point_page, _one_point,
        ),
        Layer(
            "reports", gettext_lazy("Public reports"),
            gettext_lazy(
                "Appeals of the categories flagged public, newest first: the beat, the hour, the state; "
                "no words, no exact place, no minute."
            ),
            _report_page, _one_report,
        ),
    )
}
