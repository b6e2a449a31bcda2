"""Conditions on the path of an area, the same in every context and able to use its index."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from senim.kernel.scoping import path_range


def inside(paths: Iterable[str], field: str = "area_path") -> Q:
    """The condition that an area lies in one of these areas; nothing lies in none."""
    condition = Q(pk__in=())
    for path in paths:
        low, high = path_range(path)
        condition |= Q(**{f"{field}__gte": low, f"{field}__lt": high})
    return condition


def around(path: str) -> list[str]:
    """The paths of an area and of those that hold it, the outermost first: "/1/19/" -> ["/1/", "/1/19/"]."""
    steps = path.strip("/").split("/")
    return ["/" + "/".join(steps[: size + 1]) + "/" for size in range(len(steps))]
