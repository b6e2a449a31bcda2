"""What the form of a new file begins with: what a scan found, what an offer tells, or nothing, and then it asks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from shapely.geometry import Polygon

from senim.kernel.clock import local
from senim.problems import events
from senim.problems.models import Offer
from senim.problems.presenters.parts import category_name
from senim.territory import api as territory

#: The kind of problem that a kind of event, or a category of appeals, speaks of. What is not here is asked.
PROBLEM_OF: dict[str, str] = {
    **dict.fromkeys(("theft", "livestock_theft", "property.other", "property.livestock"), "theft"),
    **dict.fromkeys(("burglary", "property.home"), "burglary"),
    **dict.fromkeys(
        ("bicycle_theft", "vehicle_theft", "from_vehicle", "property.bicycle", "property.vehicle"), "vehicle"
    ),
    **dict.fromkeys(("robbery", "armed_robbery"), "robbery"),
    **dict.fromkeys(
        ("fight", "hooliganism", "petty_hooliganism", "order.fight", "order.hooligan", "order.gathering"), "fights"
    ),
    **dict.fromkeys(("alcohol", "order.alcohol"), "alcohol"),
    **dict.fromkeys(("noise", "order.noise_night", "order.noise_day"), "noise"),
    **dict.fromkeys(("damage", "arson", "property.vandalism"), "vandalism"),
    **dict.fromkeys(("drugs_sale", "drugs_use", "drugs.selling", "drugs.use", "drugs.graffiti"), "drugs"),
    **dict.fromkeys(("fraud", "fraud.phone", "fraud.online"), "fraud"),
    **dict.fromkeys(
        ("crash", "parking", "speeding", "road.parking", "road.speeding", "road.crossing", "road.abandoned_car"),
        "traffic",
    ),
    **dict.fromkeys(("stray_animals", "animals.stray", "animals.unleashed", "animals.grazing"), "animals"),
}


def problem_of(kinds: Iterable[str]) -> str:
    """The kind of problem that all these events speak of; "" where they speak of several, or of none that we know."""
    found = {PROBLEM_OF.get(code, "") for code in kinds}
    return found.pop() if len(found) == 1 else ""


def initial_of(typed: str, area: str = "") -> dict[str, Any]:
    """The form of a file about a selection that an address carries; almost empty for anything that is none.

    The form's own kinds and days overrule the selection, so they begin with what it says."""
    found = selection(typed)
    kinds = [str(code) for code in found.get("kinds") or ()]
    return {
        "selection": json.dumps(found) if found else "",
        "kinds": kinds,
        "kind": problem_of(kinds),
        "area": area if area.isdecimal() else _area_of(found),
        **{name: found[name] for name in ("since", "until") if found.get(name)},
    }


def selection(typed: str) -> dict[str, Any]:
    """A selection as an address or a hidden field carries it; {} for anything else."""
    try:
        found = json.loads(typed) if len(typed) < 20_000 else None
    except ValueError:
        return {}
    return found if isinstance(found, dict) and events.is_selection(found) else {}


def _area_of(found: Mapping[str, Any]) -> int | str:
    """The beat that holds the middle of a marked place; else the one area that is selected; "" where it is open."""
    corners = found.get("polygon") or ()
    if len(corners) >= 3:
        middle = Polygon(corners).convex_hull.centroid  # a line or a point has a middle too
        return territory.locate(middle.x, middle.y).area_id or ""
    paths = list(found.get("paths") or ())
    last = paths[0].strip("/").rpartition("/")[2] if len(paths) == 1 else ""
    return int(last) if last.isdecimal() else ""


def offer_initial(one: Offer) -> dict[str, Any]:
    """What an offer brings: the place and the matter, nobody's words; what came back, as it was."""
    if (old := one.again_of) is not None:
        begun = {name: getattr(old, name) for name in ("title", "words", "kind", "place_kind")}
        marked = {name: old.selection.get(name) for name in ("polygon", "hours", "weekdays", "feeds")}
        kinds = old.selection.get("kinds") or []
        return {**begun, "area": old.area_id, "kinds": kinds, "selection": json.dumps(marked)}
    about = category_name(one.category)
    return {
        "title": f"{about}: {one.place}"[:160] if one.place else about,
        "area": one.area_id,
        "kind": problem_of([one.category]),
        "since": local(one.first_at).date().isoformat(),
    }
