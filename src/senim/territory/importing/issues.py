"""What can be wrong with a row, as codes that are kept and sentences that are made in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Issue:
    """An error or a note. row: number of the row or feature in the file from 1; 0 means the whole file."""

    row: int
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def stored(self) -> list[Any]:
        return [self.row, self.code, dict(self.params)]


class Bad(Exception):
    """This row cannot be taken; why, as an issue without its row number."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def at(self, row: int) -> Issue:
        return Issue(row, self.code, self.params)


SENTENCES: dict[str, Any] = {
    # the whole file
    "too_big": _("The file is larger than %(limit)s MB. Split it by district and bring in the parts one by one."),
    "not_text": _("The file cannot be read as text. Save it as UTF-8 or Windows-1251 and try again."),
    "not_json": _("This is not JSON: line %(line)s, column %(column)s. Export the layer as GeoJSON again."),
    "not_features": _(
        "A GeoJSON FeatureCollection is expected: an object with “type”: “FeatureCollection” and “features”."),
    "other_crs": _(
        "The coordinates are in “%(crs)s”. Longitude and latitude of WGS 84 (EPSG:4326) in degrees are expected, "
        "for example 73.10, 49.80. Reproject the layer and export it again."),
    "no_rows": _("The file has no rows."),
    "no_header": _("The first line has to name the columns. Missing: %(columns)s."),
    "too_many_errors": _("More errors follow; the first %(shown)s of %(all)s are shown."),
    # any row
    "no_code": _("The code is missing. Give the KATO code or the code of the beat."),
    "code_twice": _("The code %(code)s already stands in row %(row)s of this file."),
    "no_name": _("The name is missing. A Kazakh or a Russian name is needed."),
    "too_long": _("“%(column)s” is longer than %(limit)s characters."),
    "area_unknown": _("There is no area with the code %(code)s. Bring it in first or correct the code."),
    "number_bad": _("“%(text)s” in “%(column)s” is not a number."),
    # places
    "projected": _(
        "%(x)s, %(y)s are not degrees: they look like metres of a map projection. Longitude and latitude of WGS "
        "84 (EPSG:4326) are expected, for example 73.10, 49.80."),
    "swapped": _(
        "%(x)s, %(y)s: longitude and latitude stand in the wrong order. Longitude comes first, for example 73.10,"
        " 49.80."),
    "abroad": _(
        "%(x)s, %(y)s lies outside the land of this installation (longitude %(west)s to %(east)s, latitude "
        "%(south)s to %(north)s). Correct the coordinates."),
    "no_place": _("Longitude and latitude are missing, and so is the code of the area. One of the two is needed."),
    "half_place": _("Only one of longitude and latitude is given. Both are needed."),
    "outside": _(
        "%(x)s, %(y)s lies in no area that is known here. Bring in the areas first or correct the coordinates."),
    # areas
    "level_missing": _(
        "The level is missing. Say what these areas are: region, district, city, city_district, rural_district, "
        "settlement or beat."),
    "level_bad": _(
        "“%(level)s” is not a level. Use region, district, city, city_district, rural_district, settlement or "
        "beat."),
    "level_differs": _(
        "%(code)s is kept as “%(old)s”, the file says “%(new)s”. A code does not change its level: give the new "
        "area a new code."),
    "parent_unknown": _(
        "The area above this one is not known (%(codes)s). Bring in the level above first, or name it in the "
        "column “parent”."),
    "parent_level": _("%(parent)s cannot hold this area: its level is not above."),
    "parent_differs": _(
        "%(code)s already lies in %(old)s, the file puts it into %(new)s. An area that moves gets a new code, as "
        "in KATO."),
    "shape_kind": _("The shape is “%(kind)s”; an area needs a Polygon or a MultiPolygon."),
    "shape_broken": _("The coordinates of the shape cannot be read."),
    "shape_empty": _("The shape has no surface."),
    "no_shape": _("There is no shape; the area is kept without a boundary."),
    "mended": _("The shape crossed itself (%(reason)s) and was mended. Look at it on the map."),
    "simplified": _("The shape had %(before)s points; it was simplified to %(after)s, nowhere by more than a metre."),
    "members_only_beats": _("Only a beat may have members."),
    "overlap": _("It overlaps with %(code)s by %(m2)s m². A place there goes to the smaller beat."),
    "not_in_area": _("%(code)s is a beat of another area. Leave it out, or choose the area that holds both."),
    "beyond_area": _("%(code)s reaches %(m2)s m² beyond the boundary of the area. Draw it inside."),
    "nothing_changes": _("The file changes nothing: all its boundaries are as they are kept."),
    "closed": _("%(code)s is not in the file; it ends on the day from which the file holds."),
    # addresses and streets
    "no_street": _("The name of the street is missing."),
    "no_house": _("The house number is missing."),
    "house_bad": _("“%(house)s” is not a house number."),
    "house_twice": _("This house already stands in row %(row)s of this file."),
    "no_town": _("It is not known in which settlement or city this lies. Give its KATO code in the column “area”."),
    "line_kind": _("The shape is “%(kind)s”; a street needs a LineString or a MultiLineString."),
    # points
    "kind_bad": _("“%(kind)s” is not a kind. Use police_point, modular_post, station or department."),
    "hours_bad": _(
        "The hours “%(hours)s” cannot be read. Write them so: mon-fri 09:00-13:00, 14:00-18:00; sat 10:00-12:00, "
        "or 24/7."),
}


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """The issue in the language of the present request."""
    return str(SENTENCES[code]) % params


@dataclass
class Issues:
    """Collects errors and notes; keeps the first `KEEP` of each and counts all."""

    KEEP = 1000
    errors: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)
    error_count: int = 0
    bad_rows: set[int] = field(default_factory=set)

    def error(self, issue: Issue) -> None:
        self.error_count += 1
        self.bad_rows.add(issue.row)
        if len(self.errors) < self.KEEP:
            self.errors.append(issue)

    def note(self, issue: Issue) -> None:
        if len(self.notes) < self.KEEP:
            self.notes.append(issue)

    @staticmethod
    def stored(issues: Iterable[Issue]) -> list[list[Any]]:
        return [issue.stored() for issue in issues]
