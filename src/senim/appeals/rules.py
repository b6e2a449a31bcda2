"""The routing table in memory, and the choice of a post by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from senim.appeals import routing
from senim.appeals.catalogue import Category
from senim.appeals.domain import Target
from senim.appeals.models import Appeal, Rule
from senim.appeals.permissions import WORKERS
from senim.appeals.report import Report
from senim.kernel import calendar, versions
from senim.kernel.clock import local
from senim.kernel.labels import Label
from senim.kernel.scoping import Role
from senim.staff import api as staff
from senim.territory import api as territory


def _load() -> tuple[tuple[routing.RuleRow, datetime, datetime | None], ...]:
    return tuple(
        (
            routing.RuleRow(
                row.pk,
                row.order,
                Label(*(row.name[code] for code in ("kk", "ru", "en"))),
                row.conditions,
                Target(row.target),
            ),
            row.valid_from,
            row.valid_to,
        )
        for row in Rule.objects.order_by("order", "pk")
    )


RULES = versions.Cached("rules", _load)


#: A table that somebody supposes, for this thread alone: "what if this rule stood there?"
_supposed: ContextVar[Sequence[routing.RuleRow] | None] = ContextVar("senim_supposed_rules", default=None)


def in_force(at: datetime) -> list[routing.RuleRow]:
    """The rules valid at a moment, in order."""
    supposed = _supposed.get()
    if supposed is not None:
        return list(supposed)
    return [rule for rule, start, end in RULES.get() if start <= at and (end is None or at < end)]


@contextmanager
def supposing(table: Sequence[routing.RuleRow]) -> Iterator[None]:
    """Let appeals be routed by another table inside the block, whatever the moment. Nothing is written."""
    token = _supposed.set(table)
    try:
        yield
    finally:
        _supposed.reset(token)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an appeal lies: the beat (or nothing), its path, and how that was found.

    around: the smallest known area around the place, for a hole between beats; None outside the territory.
    """

    area_id: int | None
    path: str
    boundary_id: int | None
    why: str

    @property
    def around(self) -> int | None:
        return int(self.path.strip("/").rsplit("/", 1)[-1]) if self.path else None


def place_of(report: Report, at: datetime) -> Place:
    """By the point where there is one, else by the beat chosen from the list."""
    if report.lon is not None and report.lat is not None:
        found = territory.locate(report.lon, report.lat, at)
        territory.note_miss(found, report.lon, report.lat)
        return Place(found.area_id, found.path, found.boundary_id, str(found.why))
    if report.area_id is not None:
        found = territory.locate_area(report.area_id, at)
        return Place(found.area_id, found.path, found.boundary_id, "chosen" if found.area_id else str(found.why))
    return Place(None, "", None, "")


def place_again(appeal: Appeal) -> Place:
    """The place of an appeal that was registered before."""
    return Place(appeal.area_id, appeal.area_path, appeal.boundary_id, appeal.place_why)


@dataclass(frozen=True, slots=True)
class Route:
    """The post an appeal comes to, the officer complained of where there is one, and the trace."""

    post_id: int | None
    about_post: int | None
    about_account: int | None
    about_unknown: bool
    trace: dict[str, Any]


def facts_of(report: Report, category: Category, place: Place, at: datetime) -> routing.Facts:
    """What a report says of itself, as the table looks at it."""
    return facts(
        category, report.kind, at, danger=report.danger, going_on=report.answers.get("now") == "yes",
        placed=place.area_id is not None,
    )


def facts(
    category: Category, kind: str, at: datetime, *, danger: bool, going_on: bool, placed: bool
) -> routing.Facts:
    """What the table looks at."""
    moment = local(at)
    return routing.Facts(
        category=category.code,
        group=category.group,
        kind=kind,
        at=at,
        hour=moment.hour,
        holiday=not calendar.is_working(moment.date()),
        danger=danger,
        going_on=going_on,
        about_officer=category.about_officer,
        may_be_crime=category.may_be_crime,
        juvenile=category.juvenile,
        placed=placed,
    )


def route(report: Report, category: Category, place: Place, at: datetime) -> Route:
    """Place and time first, then the first rule that holds, then the person: holder, substitute, head."""
    facts = facts_of(report, category, place, at)
    rule, passed = routing.first_that_holds(in_force(at), facts)
    target = target_of(rule, about_officer=category.about_officer)
    about_post, about_account, unknown = _about(report, category, place, at)
    post_id, steps = post_of(target, place, about_post, at)
    trace = routing.trace(facts, rule, passed, post_id, place.why, place.boundary_id, steps) | {"target": str(target)}
    return Route(post_id, about_post, about_account, unknown, trace)


def target_of(rule: routing.RuleRow | None, *, about_officer: bool) -> Target:
    """Whom the table sends to. Complaints are not its matter: whoever edits it must not be able to send one to the
    officer's own unit."""
    return Target.SUPERIOR if about_officer else rule.target if rule else Target.DUTY


def _about(report: Report, category: Category, place: Place, at: datetime) -> tuple[int | None, int | None, bool]:
    """The post and the person a complaint is about; unknown where the applicant could not say."""
    if not category.about_officer:
        return None, None, False
    if report.about == "beat_inspector" and place.area_id is not None:
        serving = staff.serving(place.area_id, Role.INSPECTOR, at)
        if serving:
            return serving.post_id, staff.holder_of(serving.post_id, at), False
    if report.about == "head" and place.around is not None and (head := _head(place, at)) is not None:
        return head, staff.holder_of(head, at), False
    return None, None, True


def _heads(place: Place, at: datetime) -> list[int]:
    """Heads over a place, nearest first, then those above them; without a place the topmost heads of the house."""
    near = staff.posts_covering(Role.HEAD, place.around, at) if place.around is not None else []
    if not near:
        near = sorted(staff.posts_of_role(Role.HEAD, "/", at), key=lambda post: len(staff.post_chain(post)))[:1]
    return list(dict.fromkeys([*near, *(post for post in _above(near[-1]) if _is_head(post))])) if near else []


def _above(post_id: int) -> list[int]:
    """Posts above a post that can hold an appeal, nearest first."""
    posts = [staff.post_info(above) for above in staff.post_chain(post_id)]
    return [post.id for post in posts if post is not None and post.active and post.role in WORKERS]


def _is_head(post_id: int) -> bool:
    post = staff.post_info(post_id)
    return post is not None and post.role is Role.HEAD


def _head(place: Place, at: datetime) -> int | None:
    return next(iter(_heads(place, at)), None)


def post_of(target: Target, place: Place, about_post: int | None, at: datetime) -> tuple[int | None, list[str]]:
    """The post that stands for a target at a place and a moment, and the steps to it."""
    if target is Target.SUPERIOR:
        return superior(place, about_post, at)
    if target is Target.HEAD:
        return _head(place, at), []
    if target is Target.DUTY or place.area_id is None:
        duty = staff.duty_unit(place.around, at)
        return (duty, []) if duty is not None else (_head(place, at), ["no_duty"])
    return _served(target, place.area_id, place, at)


def superior(place: Place, about_post: int | None, at: datetime) -> tuple[int | None, list[str]]:
    """The next above the officer; the topmost head where the officer is not known, who cannot be under anyone meant.

    A post above on which nobody is, or on which the officer stands in, is passed over while there is another above it,
    or one outside the officer's line (`outside`).
    """
    if about_post is None:
        heads = _heads(place, at)
        taken = [post for post in heads if staff.on_post(post, at) is not None]
        if taken:
            return min(taken, key=_height), ["top"]
        post, steps = outside(place, None, None, at)
        return (post, steps) if post is not None else (min(heads, key=_height, default=None), ["top"])
    them, above = staff.holder_of(about_post, at), _above(about_post)
    free = next((post for post in above if staff.on_post(post, at) not in {None, them}), None)
    if free is not None:
        return free, ["above"]
    post, steps = outside(place, about_post, them, at)
    return (above[0], ["above"]) if post is None and above else (post, steps)


def outside(place: Place, about_post: int | None, them: int | None, at: datetime) -> tuple[int | None, list[str]]:
    """Who takes a complaint with nobody above its officer: outside that officer's line, with somebody on the post now.

    First the head of the nearest larger area, then a prosecutor, the nearest first. None where there is neither.
    """
    theirs = staff.scope_of(them, at).posts() | ({about_post} if about_post is not None else set())

    def free(post: int) -> bool:
        line = {post, *staff.post_chain(post)}
        return not line & theirs and staff.on_post(post, at) not in {None, them}

    area, high = _area_of(place, about_post, at)
    if about_post is not None and area is not None:
        heads = (post for post in staff.posts_covering(Role.HEAD, area, at) if _height(post)[0] < high)
        if (head := next(filter(free, heads), None)) is not None:
            return head, ["outside"]
    near = staff.posts_covering(Role.PROSECUTOR, area, at) if area is not None else []
    law = [*near, *sorted(staff.posts_of_role(Role.PROSECUTOR, "/", at), key=_height)]
    found = next(filter(free, law), None)
    return found, ["prosecutor" if found is not None else "nobody"]


def _area_of(place: Place, about_post: int | None, at: datetime) -> tuple[int | None, int]:
    """Around which area to look, and how high the officer complained of stands: the number of areas of the path."""
    paths = staff.area_paths(about_post, at) if about_post is not None else ()
    widest = min(paths, key=lambda path: path.count("/"), default="")
    around = place.around or (int(widest.strip("/").rsplit("/", 1)[-1]) if widest else None)
    return around, widest.count("/")


def _height(post_id: int) -> tuple[int, int]:
    """Less is higher: the larger area, then, over the same one, the shorter way up."""
    return min((path.count("/") for path in staff.area_paths(post_id)), default=0), len(staff.post_chain(post_id))


def _served(target: Target, area_id: int, place: Place, at: datetime) -> tuple[int | None, list[str]]:
    """The post that serves the beat, if somebody is on it now; else the head."""
    steps: list[str] = []
    serving = staff.serving(area_id, Role.JUVENILE, at) if target is Target.JUVENILE else None
    if target is Target.JUVENILE and serving is None:
        steps.append("no_juvenile")
    serving = serving or staff.serving(area_id, Role.INSPECTOR, at)
    if serving is None or serving.acting is None:
        return _head(place, at), [*steps, "vacant"]
    return serving.post_id, [*steps, "substitute" if serving.acting is serving.substitute else "holder"]
