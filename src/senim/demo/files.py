"""The invented land as files that the territory takes in: GeoJSON of areas and streets, tables of houses, points."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from senim.demo.geography import COUNTRY, DISTRICT, Geography, Land, Street
from senim.demo.stories.speech import Atlas

SOURCE = "invented: senim demo"


def _collection(features: Iterable[dict[str, Any]]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False).encode()


def _feature(properties: dict[str, Any], geometry: dict[str, Any] | None) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def areas(land: Geography) -> bytes:
    """All areas under the country, with levels, parents, members and boundaries."""
    return _collection(_area(one) for one in land.lands if one.code != COUNTRY)


def _area(one: Land) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "code": one.code, "level": one.level, "parent": one.parent, "name_kk": one.name.kk, "name_ru": one.name.ru,
        "name_en": one.name.en, "population": one.population,
    }
    if one.members:
        properties["members"] = list(one.members)
    geometry = {"type": "Polygon", "coordinates": [one.rings[0]]} if one.rings else None
    return _feature(properties, geometry)


def streets(land: Geography) -> bytes:
    """The streets of the sector as lines; the microdistrict has none."""
    ranks = {"avenue": "primary", "boulevard": "secondary", "street": "residential", "lane": "service"}
    return _collection(
        _feature(
            {"name_kk": street.kk, "name_ru": street.ru, "highway": ranks[street.kind]},
            {"type": "LineString", "coordinates": street.points},
        )
        for street in land.streets
        if street.kind != "micro"
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def addresses(land: Geography) -> bytes:
    """Every house: city ones under the city district, village ones under their village."""
    atlas = Atlas(land)
    villages = {f"v{order:02}": one.code for order, one in enumerate(land.of_level("settlement"), start=1)}
    rows = []
    for house in (*land.houses, *land.village_houses):
        street: Street = atlas.streets[house.street_key]
        code = villages.get(house.street_key.partition("-")[0], DISTRICT)
        rows.append((street.kk, street.ru, house.number, house.lon, house.lat, code))
    return _table(("street_kk", "street_ru", "house", "lon", "lat", "area"), rows)


def points(land: Geography) -> bytes:
    """Stations, police points and modular posts with their hours."""
    columns = ("code", "kind", "name_kk", "name_ru", "name_en", "lon", "lat", "address_kk", "address_ru", "phone",
               "hours", "area")
    return _table(columns, (
        (one.key, one.kind, one.name.kk, one.name.ru, one.name.en, one.lon, one.lat, one.address_kk, one.address_ru,
         one.phone, _hours(one.hours), one.beat)
        for one in land.points
    ))


def _hours(hours: dict[str, Any]) -> str:
    if hours.get("always"):
        return "24/7"
    return "; ".join(
        f"{day} {', '.join(f'{opens}-{closes}' for opens, closes in spans)}" for day, spans in hours.items()
    )
