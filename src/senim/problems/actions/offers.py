"""A file that offers itself: several different people told of one place, or of one matter in one street."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import transaction

from senim.appeals import api as appeals
from senim.kernel import audit, calendar, legal
from senim.kernel.clock import now, start_of, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import SYSTEM, Actor
from senim.kernel.text import loose_key
from senim.problems.actions import returned
from senim.problems.actions.file import Definition, open_problem
from senim.problems.actions.history import NOT_FOUND, words
from senim.problems.domain import OfferKind, OfferState
from senim.problems.models import Offer, Problem, ProblemAppeal, Voice
from senim.problems.permissions import can_in_area

#: So many offers of one beat wait at once, the strongest first: a list of a hundred is read by nobody.
MOST_WAITING = 5
DEGREE = 111_320.0
#: Groups of categories that a place can cause, and those that never offer a file: people belong to casework.
OF_A_PLACE = frozenset({"order", "property", "drugs", "road", "place", "animals"})
OF_PEOPLE = frozenset({"home", "care", "officer", "service"})
#: Quarrels of two neighbours are casework too.
QUARREL = "order.neighbours"

GONE = Label(
    "Бұл ұсыныс бойынша шешім қабылданған.",
    "По этому предложению решение уже принято.",
    "This offer has been decided already.",
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the installation counts with: rows that an administrator changes."""

    people: int
    since: date
    radius: int


@dataclass(frozen=True, slots=True)
class Group:
    """Appeals that tell of one thing, and how many different people stand behind them."""

    kind: OfferKind
    key: str
    told: tuple[appeals.Telling, ...]
    people: int


def rules(day: date) -> Rules:
    """The thresholds in force on a day."""
    months = int(legal.term("problem.trigger_window", day).value or 0)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return Rules(
        people=int(legal.term("problem.trigger_people", day).value or 0),
        since=date(year, month + 1, min(day.day, 28)),
        radius=int(legal.term("problem.trigger_radius", day).value or 0),
    )


def people_of(told: Iterable[appeals.Telling]) -> int:
    """Different people, not appeals. All who did not say who they are count as one: they may be the same person."""
    return len({one.person for one in told})


def look(*, limit: int = 1000) -> int:
    """Make the offers that are due now; gives how many. Bears running twice: what is offered is not offered again."""
    by = rules(today())
    begin = start_of(by.since)
    used = _used(by.since)
    fresh = [one for one in appeals.tellings(SYSTEM, begin) if one.appeal_id not in used]
    beats: dict[str, list[appeals.Telling]] = {}
    for one in fresh:
        if group_of(one) in OF_PEOPLE or one.category == QUARREL:
            continue
        beats.setdefault(one.area_path, []).append(one)
    made = 0
    for path, told in sorted(beats.items()):
        waiting = Offer.objects.filter(area_path=path, state=OfferState.OFFERED).count()
        groups = sorted(groups_of(told, by), key=lambda group: (-group.people, -len(group.told), group.key))
        for group in groups[: max(0, min(MOST_WAITING - waiting, limit - made))]:
            made += _offer(group, path)
    return made + returned.look(by.people, by.since, due_day())


def _used(since: date) -> set[int]:
    """Appeals that are in a file, joined one, or are in an offer that waits or was answered within the window."""
    offered = Offer.objects.filter(last_at__date__gte=since).values_list("appeals", flat=True)
    joined = Voice.objects.filter(appeal__isnull=False).values_list("appeal_id", flat=True)
    filed = ProblemAppeal.objects.values_list("appeal_id", flat=True)
    return {one for ids in offered for one in ids} | set(filed.union(joined))


def group_of(one: appeals.Telling) -> str:
    """The group of the category of an appeal."""
    return one.category.partition(".")[0]


def groups_of(told: Sequence[appeals.Telling], by: Rules) -> list[Group]:
    """Places first; what belongs to no place may still be one matter in one street. No appeal in two groups."""
    places = _places(told, by)
    placed = {one.appeal_id for group in places for one in group.told}
    return places + _matters([one for one in told if one.appeal_id not in placed], by)


def _places(told: Sequence[appeals.Telling], by: Rules) -> list[Group]:
    """Circles of the radius around an appeal, the one with most people first, each appeal in one circle only."""
    points = [one for one in told if one.lon is not None and one.lat is not None and group_of(one) in OF_A_PLACE]
    if not points:
        return []
    lat = np.array([one.lat for one in points])
    lon = np.array([one.lon for one in points])
    y, x = lat * DEGREE, lon * DEGREE * np.cos(np.radians(lat))
    near = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2 <= by.radius**2
    left = np.ones(len(points), dtype=bool)
    found: list[Group] = []
    sizes = near.sum(axis=1)
    for seed in np.lexsort((np.arange(len(points)), -sizes)):
        members = np.flatnonzero(near[seed] & left)
        if len(members) < by.people or not left[seed]:
            continue
        group = tuple(points[place] for place in members)
        if (people := people_of(group)) >= by.people:
            key = f"{points[seed].area_path}{lon[seed]:.4f},{lat[seed]:.4f}"
            found.append(Group(OfferKind.PLACE, key, group, people))
            left[members] = False
    return found


def _matters(told: Sequence[appeals.Telling], by: Rules) -> list[Group]:
    """One category in one street, however the street is spelt."""
    streets: dict[tuple[str, str], list[appeals.Telling]] = {}
    for one in told:
        if street := street_key(one.place):
            streets.setdefault((one.category, street), []).append(one)
    return [
        Group(OfferKind.THEME, f"{group[0].area_path}{category}:{street}"[:200], tuple(group), people)
        for (category, street), group in sorted(streets.items())
        if (people := people_of(group)) >= by.people
    ]


# How people write "street" in two languages, as `loose_key` folds it. It says nothing about which street it is.
_STREET = re.compile(
    r"(?<=\s)(?:кошеси|коше|кош|к-си|ул|улица|улицы|дангылы|дангыл|пр|проспект|проспекти|пр-т|просп|пер|переулок|бульвар"
    r"|бульвары)(?=\s)"
)
_HOUSE = re.compile(r"[\s,]+(?:д\.?|дом|үй)?\s*\d.*$")


def street_key(place: str) -> str:
    """One key for a street spelt four ways: "Абай к-сі 12", "ул. Абая, 12 кв. 3". Without house and flat."""
    words = loose_key(place).replace("ё", "е")
    words = _HOUSE.sub("", words.replace(",", " , "))
    words = re.sub(r"[^\w\s-]", " ", words)
    words = _STREET.sub(" ", f" {words} ")
    return " ".join(re.sub(r"(?<=\w{3})(?:ой|а|я|ы|и|й)$", "", word) for word in words.split())


def due_day() -> date:
    """The day by which an offer that is made today is answered."""
    term = legal.term("problem.offer_answer", today())
    return calendar.add_working_days(today(), int(term.value or 0)).day


def _offer(group: Group, path: str) -> int:
    first, last = group.told[0], max(group.told, key=lambda one: one.received_at)
    categories = [one.category for one in group.told]
    with transaction.atomic():
        _row, made = Offer.objects.get_or_create(
            kind=group.kind,
            key=group.key,
            state=OfferState.OFFERED,
            defaults={
                "area_path": path,
                "area_id": first.area_id,
                "place": house_of(last.place),
                "people": group.people,
                "category": max(sorted(set(categories)), key=categories.count),
                "appeals": list(dict.fromkeys(one.appeal_id for one in group.told)),
                "first_at": first.received_at,
                "last_at": last.received_at,
                "made_at": now(),
                "due_on": due_day(),
            },
        )
    return int(made)


def house_of(place: str) -> str:
    """A place without its flat: a file is about a place, never about one household."""
    return re.sub(
        r"[,\s]+(?:кв|кварт\w*|пәтер\w*|п\.?|flat|apt)\.?\s*\d.*$|[,\s]+\d+\s*-?\s*пәтер.*$",
        "",
        place,
        flags=re.IGNORECASE,
    )[:300]


def open_offer(*, actor: Actor, offer_id: int, definition: Definition) -> Problem:
    """Open the file that is offered; its applicants will be told what came of it."""
    with transaction.atomic():
        offer = _take(actor, offer_id)
        problem = open_problem(actor=actor, definition=definition, appeals=offer.appeals)
        offer.state, offer.problem, offer.decided_at = OfferState.OPENED, problem, now()
        offer.account_id = actor.account_id
        offer.save()
    return problem


def decline_offer(*, actor: Actor, offer_id: int, ground: str) -> Offer:
    """Say why no file is opened. The same appeals do not offer it again."""
    said = words(ground, 500, "ground")
    with transaction.atomic():
        offer = _take(actor, offer_id)
        offer.state, offer.ground, offer.decided_at = OfferState.DECLINED, said, now()
        offer.account_id = actor.account_id
        offer.save()
        audit.record(
            actor,
            "problems.offer_declined",
            ("offer", offer.pk),
            area_path=offer.area_path,
            data={"people": offer.people},
        )
    return offer


def _take(actor: Actor, offer_id: int) -> Offer:
    offer = Offer.objects.select_for_update().filter(pk=offer_id).first()
    if offer is None or not can_in_area(actor.scope, "problems.answer_offer", offer.area_path):
        raise NotYours("not_found", NOT_FOUND)
    if offer.state != OfferState.OFFERED:
        raise Refused("gone", GONE)
    return offer
