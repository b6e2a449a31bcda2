"""The territory: areas and beats, who serves where, whose place this is."""

from __future__ import annotations

from bisect import bisect_right

from django.conf import settings
from django.utils.translation import gettext as _

from senim.kernel.clock import now, today
from senim.kernel.scoping import Role
from senim.portal.rest import answers, cursors
from senim.portal.rest.door import Asked, Problem, Reply
from senim.portal.rest.words import area_brief, beat
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language

HOUSES = 10


def area_of(code: str) -> territory.AreaInfo:
    """The area of a code, as long as it is in force. Raises Problem."""
    found = territory.area_by_code(code)
    if found is None or found.is_closed(today()):
        raise Problem(404, "area.unknown", _("There is no such area."))
    return found


def areas(asked: Asked) -> Reply:
    """Areas in the order of their codes, page by page. No query."""
    query = asked.query
    root = territory.area_by_code(query["within"]) if "within" in query else None
    if "within" in query and root is None:
        raise Problem(422, "within.unknown", _("There is no such area."), at="within")
    level = query.get("level")
    # A country has tens of thousands of areas: the whole list is ordered once, the part of one area when it is asked.
    codes = _codes(level, root) if root else territory.kept(("api.codes", level), lambda: _codes(level, None))
    first = bisect_right(codes, cursors.after("areas", query))
    page = codes[first : first + query["limit"]]
    more = cursors.following("areas", query, page[-1]) if first + len(page) < len(codes) else None
    found = [one for code in page if (one := territory.area_by_code(code))]
    value: answers.Areas = {"items": [area_brief(one) for one in found], "next": next_page(asked, more)}
    return Reply(value)


def _codes(level: str | None, root: territory.AreaInfo | None) -> tuple[str, ...]:
    """Codes of the areas of a level below an area, in their order."""
    levels = [territory.Level(level)] if level else list(territory.Level)
    inside = root.id if root else None
    found = {one.code for each in levels for one in territory.areas_list(each, inside)}
    return tuple(sorted(found - {root.code if root else ""}))


def next_page(asked: Asked, cursor: str | None) -> str | None:
    """The address of the next page; the same question with another cursor."""
    if cursor is None:
        return None
    query = asked.request.GET.copy()
    query["cursor"] = cursor
    # The path as it was asked: another server may stand before this one under BASE_URL.
    return f"{settings.BASE_URL}{asked.request.path}?{query.urlencode()}"


def area(asked: Asked) -> Reply:
    """One area, with what lies around it."""
    info = area_of(asked.parts["area"])
    kk, ru, en = info.names
    value: answers.Area = {
        **area_brief(info),
        "names": {"kk": kk, "ru": ru, "en": en},
        "above": [area_brief(one) for one in territory.ancestors(info.id)],
        "population": info.population,
        "members": [area_brief(one) for one in territory.served_together(info.id)],
    }
    return Reply(value)


def serving(asked: Asked) -> Reply:
    """Who serves an area now: the inspector of its beat, who stands in, and the duty unit. From memory."""
    return Reply(_serving(territory.locate_area(area_of(asked.parts["area"]).id)))


def _serving(found: territory.Located) -> answers.Serving:
    inspector = staff.serving(found.area_id, Role.INSPECTOR, now(), language()) if found.area_id else None
    nearest = found.area_id or (int(found.path.strip("/").rsplit("/", 1)[-1]) if found.path else None)
    duty = staff.duty_unit(nearest, now()) if nearest else None
    return {
        "why": found.why, "beat": beat(found.area_id),
        "inspector": _officer(inspector.post_id) if inspector else None,
        "duty": _officer(duty) if duty else None,
    }


def _officer(post_id: int) -> answers.Officer | None:
    card = staff.officer_card(post_id, language(), now())
    if card is None:
        return None
    standing = card.substitute
    return {
        "name": card.name, "rank": card.rank, "title": card.title, "unit": card.unit, "phone": card.phone,
        "hours": [{"days": days, "times": times} for days, times in card.hours_rows],
        "photo": f"{settings.BASE_URL}{card.photo_url}" if card.photo_url else None,
        "photo_is_invented": card.photo_is_invented, "away": card.is_away,
        "substitute": {"name": standing.name, "rank": standing.rank, "phone": standing.phone} if standing else None,
    }


def locate(asked: Asked) -> Reply:
    """Whose place this is, by a point or by words. At most three queries; writes nothing."""
    point, words = asked.body.get("point"), asked.body.get("words", "").strip()
    value: answers.Found = {
        "serving": _serving(territory.locate(point["lon"], point["lat"])) if point else None,
        "houses": [_house(one) for one in territory.find_addresses(words, HOUSES, language())] if words else [],
    }
    return Reply(value)


def _house(hit: territory.AddressHit) -> answers.House:
    return {
        "address_id": hit.address_id, "label": hit.label, "lon": hit.lon, "lat": hit.lat, "beat": beat(hit.area_id)
    }


