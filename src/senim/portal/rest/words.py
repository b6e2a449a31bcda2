"""Small parts that several operations answer."""

from __future__ import annotations

from datetime import datetime

from senim.kernel.clock import local
from senim.portal.rest.answers import AreaBrief
from senim.territory import api as territory
from senim.web.words import language


def moment(at: datetime) -> str:
    """A moment as RFC 3339 writes it, on Kazakhstan's clock."""
    return local(at).isoformat(timespec="seconds")


def area_brief(info: territory.AreaInfo) -> AreaBrief:
    """An area in a line. No query."""
    parent = territory.area(info.parent_id).code if info.parent_id else None
    return {"code": info.code, "level": info.level, "name": territory.name_of(info, language()), "parent": parent}


def beat(area_id: int | None) -> AreaBrief | None:
    """The area of a row in a line; None where there is none."""
    return area_brief(territory.area(area_id)) if area_id else None
