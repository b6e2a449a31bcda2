"""The beats of an area as SVG: the darker, the more houses within ten minutes; doors as dots, new places as squares.
Its table stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 800.0
#: From which share on a beat has which class.
STEPS = ((0.75, "s4"), (0.5, "s3"), (0.25, "s2"), (0.0, "s1"))
Place = tuple[str, float, float]


def tint(share: float | None) -> str:
    """The class of a share; "s0" where nothing was counted."""
    return "s0" if share is None else next(name for least, name in STEPS if share >= least)


class Frame:
    """From degrees to the picture: north is up."""

    def __init__(self, corners: Sequence[Sequence[float]]) -> None:
        west, east = min(one[0] for one in corners), max(one[0] for one in corners)
        south, north = min(one[1] for one in corners), max(one[1] for one in corners)
        pad = max(east - west, north - south) * 0.03 or 0.001
        self.west, self.north = west - pad, north + pad
        self.across = WIDTH / (east - west + 2 * pad)
        self.up = self.across / cos(radians((south + north) / 2))
        self.height = (north - south + 2 * pad) * self.up

    def at(self, lon: float, lat: float) -> tuple[str, str]:
        return f"{(lon - self.west) * self.across:.1f}", f"{(self.north - lat) * self.up:.1f}"

    def path(self, rings: Iterable[Sequence[Sequence[float]]]) -> str:
        return "".join("M" + "L".join(" ".join(self.at(*corner[:2])) for corner in ring) + "Z" for ring in rings)


def rings(feature: Mapping[str, Any]) -> list[Any]:
    """All rings of a polygon or of several."""
    shape = feature["geometry"]
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [ring for part in parts for ring in part]


def draw(
    features: Sequence[Mapping[str, Any]], words: Mapping[int, tuple[str, str]], doors: Sequence[Place],
    fresh: Sequence[Place], title: str,
) -> SafeString:
    """features: beats; words: (class, what is said) by beat; doors, fresh: (name, lon, lat). Empty without beats."""
    if not features:
        return SafeString("")
    frame = Frame([corner for one in features for ring in rings(one) for corner in ring])
    areas = format_html_join("", '<path class="{}" d="{}"><title>{}</title></path>', (
        (*_kind(words, one), frame.path(rings(one)), _said(words, one)) for one in features))
    dots = format_html_join("", '<circle class="door" cx="{}" cy="{}" r="7"><title>{}</title></circle>', (
        (*frame.at(lon, lat), name) for name, lon, lat in doors))
    square = (
        '<rect class="fresh" x="-8" y="-8" width="16" height="16" transform="translate({} {})">'
        "<title>{}</title></rect>")
    places = format_html_join("", square, ((*frame.at(lon, lat), name) for name, lon, lat in fresh))
    return format_html(
        '<svg class="reach-map" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        f"{WIDTH:.0f}", f"{frame.height:.0f}", title, areas, dots, places)


def _kind(words: Mapping[int, tuple[str, str]], feature: Mapping[str, Any]) -> tuple[str]:
    return (words.get(feature["id"], ("s0", ""))[0],)


def _said(words: Mapping[int, tuple[str, str]], feature: Mapping[str, Any]) -> str:
    return words.get(feature["id"], ("", str(feature["properties"]["name"])))[1]
