"""From what is computed to what the pages show. No query here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from senim.kernel.formats import quantity, share
from senim.kernel.text import sort_key
from senim.reach import conditions, drawing, links
from senim.reach.conditions import Found
from senim.reach.domain import (
    DOORS,
    EQUIPMENT,
    HOWS,
    MINUTES,
    STATE_TAGS,
    STATES,
    TOLD,
    YARDSTICKS,
    How,
    Near,
    Share,
    State,
    together,
)
from senim.reach.hours import Band
from senim.reach.plans import Promise
from senim.reach.selectors import Computed
from senim.reach.yardsticks import Measure
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language, number

#: Farther than so many minutes nobody walks: the page says kilometres.
FAR = 120


def point(info: territory.PointInfo, found: Found | None) -> dict[str, Any]:
    """A point as everyone sees it: name, kind, address, telephone, hours, open now, state, what helps to come."""
    lang = language()
    closed = found is not None and found.state is State.CLOSED
    return {
        "id": info.id, "name": info.name(lang), "address": info.address(lang), "phone": info.phone,
        "hours": staff.hours_rows(info.hours, lang), "always": bool(info.hours.get("always")),
        "open_now": info.open_now and not closed, "knows_hours": bool(info.hours), "closed": closed,
        "state": str(STATES[found.state]) if found else "", "tag": STATE_TAGS[found.state] if found else "",
        "limited": found is not None and found.state is not State.OPEN,
        "since": found.since if found else None, "note": found.note if found else "",
        "has": [str(EQUIPMENT[code]) for code in TOLD if found and found.equipment.get(code)],
        "booking": None if closed else links.booking(info),
    }


def history_row(one: Any) -> dict[str, Any]:
    """What was found at a point on one day."""
    state = State(one.state)
    counted = [f"{EQUIPMENT[code]}: {count}" for code, count in one.equipment.items() if code in EQUIPMENT]
    return {
        "at": one.recorded_at, "since": one.since, "state": str(STATES[state]), "tag": STATE_TAGS[state],
        "note": one.note, "equipment": ", ".join(counted),
    }


def near(one: Near) -> dict[str, Any]:
    """A point with the way to it."""
    minutes = max(1, round(one.minutes))
    return {
        **point(one.point, conditions.latest().get(one.point.id)),
        "minutes": quantity(minutes, "minutes", language()) if minutes <= FAR else "",
        "km": number(one.metres / 1000, 0 if one.metres > 20_000 else 1),
        "metres": quantity(int(round(one.metres, -1 if one.metres < 1000 else -2)), "metres", language()),
        "by_line": str(HOWS[one.how]) if one.how is How.LINE else "",
    }


def way_words(found: Sequence[Near], measures: dict[str, Measure]) -> dict[str, Any]:
    """How the minutes were reckoned: pace and factor with their sources."""
    by = {str(code): one for code, one in measures.items()}
    return {
        "streets": any(one.how is How.STREET for one in found), "lines": any(one.how is How.LINE for one in found),
        "pace": by["pace"], "detour": by["detour"],
    }


# --- figures --------------------------------------------------------------------------------------------------------


def shares(found: Computed) -> dict[str, Any]:
    """The table by beat with its sum, the map and what stands under them."""
    lang = language()
    rows = sorted(found.shares, key=lambda one: order(territory.name_of(territory.area(one.area_id), lang)))
    return {
        "rows": [_share_row(one) for one in rows], "all": _together(rows), "at": found.at, "counts": found.counts,
        "parameters": found.parameters, "by_street": _percent(
            sum(one.by_streets for one in rows) / houses if (houses := sum(one.houses for one in rows)) else None),
    }


def order(name: str) -> list[tuple[int, str]]:
    """As people count: beat 2 before beat 10."""
    return [(int(part), "") if part.isdigit() else (0, sort_key(part)) for part in re.split(r"(\d+)", name)]


def _percent(value: float | None) -> str:
    return "—" if value is None else share(value, language())


def _share_row(one: Share) -> dict[str, Any]:
    info = territory.area(one.area_id)
    return {
        "code": info.code, "name": territory.name_of(info, language()), "houses": one.houses, "people": one.people,
        "near": [_percent(one.share(at)) for at in range(len(MINUTES))],
        "slow": _percent(one.slow_share(1)), "metres": round(one.metres / one.houses) if one.houses else None,
    }


def _together(rows: list[Share]) -> dict[str, Any]:
    found = [together(rows, at) for at in range(len(MINUTES))]
    slow, _weighted = together(rows, 1, slow=True)
    return {
        "near": [_percent(value) for value, _known in found], "slow": _percent(slow),
        "weighted": bool(found and found[0][1]), "houses": sum(one.houses for one in rows),
        "people": sum(one.people or 0 for one in rows) if all(one.people for one in rows) else None,
    }


def map_of(area_id: int, found: Computed, fresh: Iterable[drawing.Place] = ()) -> Any:
    """The beats of an area, tinted by the share within ten minutes."""
    lang = language()
    words = {}
    for one in found.shares:
        name = territory.name_of(territory.area(one.area_id), lang)
        words[one.area_id] = (drawing.tint(one.share(1)), f"{name}: {_percent(one.share(1))}")
    doors = [(one.name(lang), one.lon, one.lat) for one in territory.points_of(area_id) if one.kind in DOORS]
    title = _("Beats by the share of houses within 10 minutes on foot of a point")
    return drawing.draw(territory.beat_features(area_id, lang), words, doors, list(fresh), title)


def bands(rows: Sequence[Band]) -> list[dict[str, Any]]:
    """The week in bands: who came, who wrote, doors open in the mean."""
    return [{
        "days": _("Saturday, Sunday") if one.weekend else _("Monday to Friday"),
        "hours": f"{one.first:02}:00–{one.last:02}:00", "came": one.came, "wrote": one.wrote,
        "doors": number(one.doors, 1), "none": one.doors < 0.05 and (one.came + one.wrote) > 0,
    } for one in rows]


def yardstick(one: Measure) -> dict[str, Any]:
    marks = {
        "own": _("own choice or measurement"), "secondary": _("read in an abstract, not in the whole paper"),
        "set": _("set by an analyst"),
    }
    return {"name": str(YARDSTICKS[one.code]), "value": number(one.value, None), "source": one.source,
            "mark": marks.get(one.mark, one.mark), "since": one.since}


def promise(one: Promise) -> dict[str, Any]:
    """A line of a plan, with its years."""
    index = ("kk", "ru", "en").index(language())
    return {
        "name": one.names[index], "years": ", ".join(f"{year}: {count}" for year, count in one.years),
        "total": sum(count for _year, count in one.years), "number": one.number, "source": one.source[index],
        "measure": one.measure[index],
    }


# --- scenarios ------------------------------------------------------------------------------------------------------


def scenario(result: dict[str, Any]) -> dict[str, Any]:
    """The answer of a scenario: places in their order, each with its gain and how sure it is."""
    rows = []
    for order, step in enumerate(result["steps"], start=1):
        rows.append({
            "order": order, "name": step["name"] or _("beside a house"),
            "place": f"{step['lat']:.5f}, {step['lon']:.5f}",
            "gain": number(round(step["gain"]), 0), "low": number(round(step["low"]), 0),
            "high": number(round(step["high"]), 0), "same": _percent(step["same"]),
            "people": number(round(step["people"]), 0), "near": [_percent(one) for one in step["near"]],
            "mean": number(step["mean"], 1) if step["mean"] is not None else "—",
        })
    before = result["before"]
    return {
        **result, "rows": rows,
        "before": {"near": [_percent(one) for one in before["near"]],
                   "mean": number(before["mean"], 1) if before["mean"] is not None else "—"},
    }


def fresh(result: dict[str, Any]) -> list[drawing.Place]:
    """The places of a scenario for the map."""
    return [(f"{order}. {one['name']}".strip(), one["lon"], one["lat"])
            for order, one in enumerate(result.get("steps", ()), start=1)]
