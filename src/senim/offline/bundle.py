"""What is taken along: built from lists of what is allowed, so that what nobody thought of stays on the server.

A duty comes only where its own source says that it may be carried, and of it only DUTY. What an applicant wrote
(`told`), the address of a page, and who anybody is are in none of these lists. A test holds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from senim.cabinet import api as cabinet
from senim.kernel.clock import now, today
from senim.kernel.duties import Duty
from senim.kernel.scoping import Role, Scope
from senim.offline import knowledge
from senim.offline.domain import FORMAT, LIFETIME, LOCK_MINUTES
from senim.offline.selectors import owner_tag
from senim.offline.wording import BEAT, GROUPS, LEFT
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import day as day_words
from senim.web.words import language, until

#: Everything a duty may say on a device.
DUTY = ("key", "what", "place", "path", "lon", "lat", "due", "because", "purpose", "stop", "group")
#: Everything a card may say; its steps have an id and a text.
CARD = ("procedure", "version", "group", "title", "text", "caution", "runnable", "steps")
#: The sections of a passport that speak of places and of bodies. Leaders, needs and households stay on the server.
SECTIONS = ("places", "services", "risks", "priorities")
#: Everything an entry of a passport may say, and a row of the page of the beat.
PLACE = ("title", "kind", "place", "words", "due_on")
ROW = ("key", "value", "tel")
#: So many beats of an officer, neighbours of a beat.
BEATS, NEIGHBOURS = 4, 12


@dataclass(frozen=True, slots=True)
class Bundle:
    """A day for a device, and how much of it stayed behind."""

    content: dict[str, Any]
    duties: int
    left: int


def build(scope: Scope) -> Bundle:
    """The day, the beat and the cards of a person, in the language of the request."""
    made = now()
    shown = cabinet.day_of(scope, today())
    groups = (("late", shown.overdue), ("today", shown.today), ("soon", shown.soon))
    rows = [_duty(one, name, shown.stops) for name, some in groups for one in some if one.carried]
    left = len(shown.owed) - len(rows)
    content = {
        "format": FORMAT,
        "owner": owner_tag(scope),
        "language": language(),
        "made_at": made.isoformat(),
        "not_after": (made + LIFETIME).isoformat(),
        "lifetime": int(LIFETIME.total_seconds()),
        "lock_minutes": LOCK_MINUTES,
        "day": {
            "on": day_words(today()),
            "groups": [[code, str(label)] for code, label in GROUPS.items()],
            "duties": rows,
            "left": str(LEFT) % {"n": left} if left else "",
        },
        "beat": beats(scope),
        "cards": cards(scope),
        "form": {
            "purposes": [[code.value, str(label)] for code, label in cabinet.PURPOSES.items()],
            "outcomes": [[code.value, str(label)] for code, label in cabinet.OUTCOMES.items()],
            "areas": [{"words": name, "path": path} for path in own_paths(scope) if (name := _name(path))],
        },
    }
    return Bundle(content, len(rows), left)


def _only(names: tuple[str, ...], row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _duty(one: Duty, group: str, stops: list[str]) -> dict[str, Any]:
    where = one.where
    return _only(DUTY, {
        "key": one.key,
        "what": str(one.what),
        "place": where.words or _name(where.path),
        "path": where.path,
        "lon": where.lon,
        "lat": where.lat,
        "due": until(one.owed_by),
        "because": str(one.because),
        "purpose": one.purpose,
        "stop": stops.index(one.key) + 1 if one.key in stops else 0,
        "group": group,
    })


def own_paths(scope: Scope) -> tuple[str, ...]:
    return scope.paths(*cabinet.WRITERS)[:BEATS]


def _area(path: str) -> territory.AreaInfo | None:
    last = path.strip("/").rpartition("/")[2]
    try:
        return territory.area(int(last)) if last else None
    except KeyError:
        return None


def _name(path: str) -> str:
    found = _area(path)
    return territory.name_of(found, language()) if found else ""


def beats(scope: Scope) -> list[dict[str, Any]]:
    """The own beats: name, points with hours, whom to call, what the passport says of places, who serves next door."""
    return [_beat(scope, area) for path in own_paths(scope) if (area := _area(path)) is not None]


def _beat(scope: Scope, area: territory.AreaInfo) -> dict[str, Any]:
    parts = [
        {"title": str(BEAT["call"]), "rows": _calls(area)},
        {"title": str(BEAT["points"]), "rows": _points(area)},
        *_passport(scope, area),
        {"title": str(BEAT["neighbours"]), "rows": _neighbours(area)},
    ]
    return {"title": territory.name_of(area, language()), "parts": [one for one in parts if one["rows"]]}


def _passport(scope: Scope, area: territory.AreaInfo) -> list[dict[str, Any]]:
    """Places, services, risks and priorities of the beat, each entry as a row of words."""
    found = knowledge.passport(scope, area.id).get("sections", [])
    return [
        {"title": part["title"], "rows": [_entry(_only(PLACE, row)) for row in part["rows"]]}
        for part in found
        if part["code"] in SECTIONS
    ]


def _entry(row: dict[str, Any]) -> dict[str, str]:
    kind = row["kind"] if row["kind"] != row["title"] else ""
    return _row(row["title"], ". ".join(filter(None, (kind, row["place"], row["words"], row["due_on"]))))


def _row(key: str, value: str, tel: str = "") -> dict[str, str]:
    return _only(ROW, {"key": key, "value": value, "tel": tel})


def _calls(area: territory.AreaInfo) -> list[dict[str, str]]:
    rows = [_row(str(BEAT["danger"]), "102", "102"), _row(str(BEAT["rescue"]), "112", "112")]
    served = staff.serving(area.id, Role.INSPECTOR)
    head = staff.head_of(served.post_id) if served else None
    for name, post in (("head", head), ("duty", staff.duty_unit(area.id))):
        rows += _card_row(str(BEAT[name]), post)
    return rows


def _card_row(title: str, post: int | None) -> list[dict[str, str]]:
    """Somebody's public telephone, as residents know it."""
    card = staff.officer_card(post, language()) if post is not None else None
    return [_row(title, card.name or card.title, card.phone)] if card and card.phone else []


def _points(area: territory.AreaInfo) -> list[dict[str, str]]:
    spoken = language()
    return [
        _row(one.name(spoken), ", ".join(filter(None, (one.address(spoken), _hours(one.hours)))), one.phone)
        for one in territory.points_of(area.id)
    ]


def _hours(hours: dict[str, Any]) -> str:
    if hours.get("always"):
        return str(BEAT["always"])
    return "; ".join(f"{days} {times}" for days, times in staff.hours_rows(hours, language()))


def _neighbours(area: territory.AreaInfo) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for near in territory.children(area.parent_id) if area.parent_id else []:
        if near.id != area.id and near.level is territory.Level.BEAT and len(rows) < NEIGHBOURS:
            served = staff.serving(near.id, Role.INSPECTOR)
            rows += _card_row(territory.name_of(near, language()), served.post_id if served else None)
    return rows


def cards(scope: Scope) -> list[dict[str, Any]]:
    """The procedures, in the language of the request."""
    return [_card(one) for one in knowledge.cards(scope)]


def _card(one: Any) -> dict[str, Any]:
    spoken = language()
    return _only(CARD, {
        "procedure": one.procedure,
        "version": str(one.version),
        "group": one.group_name.in_(spoken),
        "title": one.title.in_(spoken),
        "text": one.when.in_(spoken),
        "caution": one.caution.in_(spoken),
        "runnable": one.runnable,
        "steps": [{"id": step.id, "text": step.text.in_(spoken)} for step in one.steps],
    })
