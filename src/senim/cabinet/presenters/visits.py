"""A visit in words: the places it may be at, its page, its history."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from senim.cabinet import policies
from senim.cabinet.domain import OUTCOMES, PURPOSES, Outcome, Purpose, Ruling, Standing
from senim.cabinet.forms.visits import TYPED
from senim.cabinet.models import Decision, Operation, Visit
from senim.cabinet.permissions import RETURNERS, VISITORS
from senim.cabinet.presenters.day import area_name
from senim.cabinet.selectors.visits import Place
from senim.cabinet.wording import RULINGS, STANDINGS
from senim.kernel import duties
from senim.kernel.duties import Duty
from senim.kernel.scoping import Scope, within
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language, when

SAVED = gettext_lazy("The visit is kept.")
SAVED_WAITS = gettext_lazy("The visit is kept. It counts when your mentor has confirmed it.")
CORRECTED = gettext_lazy("The correction is kept; what stood there before stays in the history.")
#: Fields of which a correction shows the old words.
SHOWN = {
    "at": gettext_lazy("When"),
    "place": gettext_lazy("Where"),
    "purpose": gettext_lazy("What for"),
    "outcome": gettext_lazy("What came of it"),
    "words": gettext_lazy("In a sentence"),
    "next_words": gettext_lazy("Next step"),
}


def operation_name(one: Operation) -> str:
    return str(getattr(one, f"name_{language()}") or one.name_kk)


def places(scope: Scope, duty: Duty | None, recent: list[Place]) -> dict[str, Place]:
    """What may be chosen with one tap: the place of the duty, places of late, the own areas as a whole."""
    found: dict[str, Place] = {}
    if duty is not None:
        where = duty.where
        found["duty"] = Place(where.words or area_name(where.path), where.path, where.lon, where.lat)
    taken = {place.words for place in found.values()}
    for index, place in enumerate(one for one in recent if one.words not in taken):
        found[f"recent-{index}"] = place
    for path in scope.paths(*VISITORS)[:4]:
        name = area_name(path)
        if name and name not in {place.words for place in found.values()}:
            found[f"area-{path.strip('/').rpartition('/')[2]}"] = Place(name, path, None, None)
    return found


def choices(found: dict[str, Place]) -> list[tuple[str, str]]:
    return [(code, place.words) for code, place in found.items()]


def chosen(scope: Scope, data: dict[str, Any], found: dict[str, Place]) -> Place:
    """The place that was meant: typed words win over a choice; an address of the register gives its beat.

    Raises Refused where nothing was said. A device's position places typed words that are no known address.
    """
    typed = data["typed"].strip()
    if not typed:
        policies.check(data["where"] in found, "no_place", "where" if data["where"] != TYPED else "typed")
        return found[data["where"]]
    hit = next((one for one in territory.find_addresses(typed, 1, language()) if one.house and one.exact), None)
    if hit is not None and hit.lon is not None and hit.lat is not None:
        return _at(scope, typed, hit.lon, hit.lat)
    if data["lon"] is not None:
        return _at(scope, typed, data["lon"], data["lat"])
    return Place(typed, _own_path(scope), None, None)


def _at(scope: Scope, words: str, lon: float, lat: float) -> Place:
    located = territory.locate(lon, lat)
    return Place(words, located.path or _own_path(scope), lon, lat)


def _own_path(scope: Scope) -> str:
    return next(iter(scope.paths(*VISITORS)), "")


def post_for(scope: Scope, path: str, first: int | None) -> int:
    """The own post that a visit in an area belongs to: the one that serves it, else the first of those that go out.

    What an assistant does stands with the inspector's post, under the assistant's name: a beat has one return.
    """
    own = [duty.post_id for duty in scope.duties if duty.role in VISITORS]
    policies.check(bool(own), "no_post")
    served = [post for post in own if (info := staff.post_info(post)) is not None and info.role in RETURNERS]
    own = served or own
    there = [post for post in own if within(path, staff.area_paths(post))]
    at_hand = [post for post in there or own if post == first]
    return (at_hand or there or own)[0]


def initial(one: Visit) -> dict[str, Any]:
    """A visit as its form shows it."""
    return {
        "token": one.token,
        "at": one.at,
        "where": "kept",
        "purpose": one.purpose,
        "outcome": one.outcome,
        "words": one.words,
        "next_words": one.next_words,
        "next_on": one.next_on,
        "operation": one.operation_id or "",
        "version": one.version,
    }


def again(form: Any, one: Visit, code: str) -> Any:
    """After somebody else's correction the form is opened on theirs, with one's own words in it."""
    if code == "changed":
        data = form.data.copy()
        data["version"] = one.version
        form.data = data
    return form


def visit_page(one: Visit, may: bool) -> dict[str, Any]:
    """One visit with its history."""
    rows = [
        (_("When"), when(one.at)),
        (_("Where"), ", ".join(filter(None, (one.place, area_name(one.area_path) if one.lon is not None else "")))),
        (_("What for"), str(PURPOSES[Purpose(one.purpose)])),
        (_("What came of it"), str(OUTCOMES[Outcome(one.outcome)])),
        (_("In a sentence"), one.words),
        (_("Operation"), operation_name(one.operation) if one.operation else ""),
        (_("Who"), staff.person_name(one.account_id, language())),
    ]
    return {
        "visit": one,
        "rows": [{"key": key, "value": value} for key, value in rows if value],
        "photo_url": reverse("cabinet:photo", args=[one.pk]) if one.photo_id else "",
        "next": {"words": one.next_words, "on": one.next_on, "done": one.next_done_at} if one.next_on else None,
        "answer_url": duties.words_to(one.about, one.pk) if may and one.about and one.words else "",
        "history": [_correction(row) for row in one.corrections.all()],
        "may": may,
    }


def standing(one: Visit, decisions: list[Decision]) -> dict[str, Any]:
    """Where a trainee's visit stands, and what was said to it by whom; nothing for a visit in one's own right."""
    if one.standing == Standing.OWN:
        return {}
    kinds = {Standing.WAITS: "warn", Standing.RETURNED: "bad", Standing.CONFIRMED: "good"}
    return {
        "standing": str(STANDINGS[Standing(one.standing)]),
        "standing_kind": kinds[Standing(one.standing)],
        "mentor": staff.person_name(one.mentor_id, language()),
        "decisions": [
            {
                "at": row.at,
                "who": staff.person_name(row.account_id, language()),
                "in_place": one.mentor_id is not None and row.account_id != one.mentor_id,
                "ruling": str(RULINGS[Ruling(row.ruling)]),
                "words": row.words,
            }
            for row in decisions
        ],
    }


def _correction(row: Any) -> dict[str, Any]:
    before = dict(row.before)
    tables: dict[str, Any] = {"purpose": PURPOSES, "outcome": OUTCOMES}
    old = [
        {"key": str(label), "value": str(tables[name][before[name]]) if name in tables else before.get(name, "")}
        for name, label in SHOWN.items()
        if before.get(name) and name != "at"
    ]
    return {
        "number": row.number,
        "at": row.at,
        "who": staff.person_name(row.account_id, language()),
        "reason": row.reason,
        "before": old,
    }
