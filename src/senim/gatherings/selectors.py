"""Every read of gatherings and promises. The first argument is who asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum

from senim.appeals import api as appeals
from senim.gatherings.domain import FOR_RESIDENTS, Finding, Indicator, Kind, PromiseState, State
from senim.gatherings.models import Attendance, Gathering, Promise
from senim.gatherings.permissions import HOSTS, OFFICERS, READERS, can_see_names, not_yours, seen
from senim.kernel.areas import around, inside
from senim.kernel.clock import start_of
from senim.kernel.intervals import wilson
from senim.kernel.scoping import PUBLIC, SYSTEM, Scope
from senim.partnership import api as partnership
from senim.staff import api as staff
from senim.territory import api as territory

#: How long what was called off still says so, and what was held stays on the page of a beat.
CANCELLED_FOR, SHOWN_FOR = timedelta(days=14), timedelta(days=365)
COUNTED = (Kind.OPEN_DAY, Kind.HEARING)
ELECTRONIC = frozenset({appeals.Channel.WEB.value, appeals.Channel.OPEN311.value})


def gatherings(scope: Scope, *, offset: int = 0, limit: int = 50) -> list[Gathering]:
    """What a person sees, the newest first, with `came`, the number of officers present, and `promised`. One query."""
    rows = Gathering.objects.filter(seen(scope)).annotate(
        came=Count("attendances", distinct=True), promised=Count("promises", distinct=True))
    return list(rows.order_by("-starts_at", "-pk")[offset : offset + limit + 1])


def gathering(scope: Scope, gathering_id: int) -> Gathering:
    """One gathering with its promises. Two queries. Raises NotYours."""
    row = Gathering.objects.filter(seen(scope), pk=gathering_id).prefetch_related("promises").first()
    if row is None:
        raise not_yours()
    return row


def present(scope: Scope, row: Gathering) -> list[int]:
    """The accounts of the officers who were there, for the head; nothing for others. One query."""
    if not can_see_names(scope, row.area_path):
        return []
    return list(row.attendances.values_list("account", flat=True))


def promises_of_meeting(scope: Scope, meeting_id: int) -> list[Promise]:
    """Promises made at a meeting with residents; they are public. One query."""
    _ = scope
    return list(Promise.objects.filter(meeting=meeting_id).order_by("due_on", "pk"))


def promises(scope: Scope, *, only_open: bool = False, limit: int = 200) -> list[Promise]:
    """Promises of the own areas, the nearest day first. One query."""
    rows = Promise.objects.filter(Q() if scope.everything else inside(scope.paths(*READERS)))
    if only_open:
        rows = rows.filter(state=PromiseState.OPEN)
    return list(rows.order_by(F("ended_on").desc(nulls_first=True), "due_on", "pk")[:limit])


def promise(scope: Scope, promise_id: int) -> Promise:
    """One promise for whoever sees its area. One query. Raises NotYours."""
    row = Promise.objects.filter(pk=promise_id).first()
    if row is None or not (scope.covers(row.area_path, *READERS) or row.post_id in scope.posts(*HOSTS)):
        raise not_yours()
    return row


def owed(scope: Scope, until: date) -> QuerySet[Promise] | None:
    """Open promises of the own posts that are due by a day; None for who hosts nothing."""
    posts = scope.posts(*HOSTS)
    if not posts:
        return None
    rows = Promise.objects.filter(post__in=posts, state=PromiseState.OPEN, due_on__lte=until)
    return rows.order_by("due_on", "pk")[:50]


def to_hold(scope: Scope, until: datetime) -> QuerySet[Gathering] | None:
    """Planned gatherings that the own posts host, by a moment; None for who hosts nothing."""
    posts = scope.posts(*HOSTS)
    if not posts:
        return None
    rows = Gathering.objects.filter(host__in=posts, state=State.PLANNED, starts_at__lte=until)
    return rows.order_by("starts_at", "pk")[:50]


def _here(path: str) -> Q:
    return inside((path,)) | Q(area_path__in=around(path))


def public(scope: Scope, path: str, at: datetime, limit: int = 30) -> list[Gathering]:  # noqa: ARG001 - for everyone
    """What residents of an area see: to come, held within a year, called off lately; with `kept` and `promised`.

    One query. A district's open day is for the residents of its beats.
    """
    coming = Q(state=State.PLANNED)
    held = Q(state=State.HELD, starts_at__gte=at - SHOWN_FOR)
    off = Q(state=State.CANCELLED, starts_at__gte=at - CANCELLED_FOR)
    rows = Gathering.objects.filter(_here(path), coming | held | off, is_open=True)
    return list(rows.order_by("-starts_at", "-pk")[:limit])


def public_promises(scope: Scope, path: str, since: date, limit: int = 60) -> list[Promise]:  # noqa: ARG001 - for everyone
    """Promises to the residents of an area: open ones and those that ended since a day. One query."""
    rows = Promise.objects.filter(_here(path)).filter(Q(state=PromiseState.OPEN) | Q(ended_on__gte=since))
    return list(rows.order_by(F("ended_on").desc(nulls_first=True), "due_on", "pk")[:limit])


def public_gathering(scope: Scope, gathering_id: int) -> Gathering | None:  # noqa: ARG001 - for everyone
    """One open gathering with its promises. Two queries."""
    return Gathering.objects.filter(pk=gathering_id, is_open=True).prefetch_related("promises").first()


def held_count(
    scope: Scope,  # noqa: ARG001 - counts of what is public
    path: str,
    since: datetime,
    until: datetime,
    kinds: tuple[Kind, ...] = (),
) -> tuple[int, int]:
    """(gatherings for residents, people who came) held in an area in [since, until), without meetings. One query."""
    rows = Gathering.objects.filter(
        inside((path,)), state=State.HELD, kind__in=list(kinds or FOR_RESIDENTS), starts_at__gte=since,
        starts_at__lt=until)
    found = rows.aggregate(n=Count("pk"), came=Sum("residents"))
    return found["n"], found["came"] or 0


def kept(scope: Scope, path: str, since: date, until: date) -> tuple[int, int]:  # noqa: ARG001 - counts of what is public
    """(promises that were first due in these days, kept by that day), the last day included. One query."""
    rows = Promise.objects.filter(inside((path,)), first_due_on__gte=since, first_due_on__lte=until)
    found = rows.aggregate(
        due=Count("pk"), kept=Count("pk", filter=Q(state=PromiseState.KEPT, ended_on__lte=F("first_due_on"))))
    return found["due"], found["kept"]


def indicators(scope: Scope, area: territory.AreaInfo, since: date, until: date) -> list[Finding]:
    """The six indicators of Kasen (seed 002 @209839) for an area and some days, the last included. Five queries.

    What the house does not hold is not made up: trust needs a survey, preventive measures are not kept here yet, and a
    share of residents cannot be reckoned from contacts. The right to the area is the caller's to ask.
    """
    begin, end = start_of(since), start_of(until + timedelta(days=1))
    n, came = held_count(scope, area.path, begin, end, COUNTED)
    return [
        Finding(Indicator.TRUST, since, until, why="survey"),
        Finding(Indicator.PREVENTION, since, until, why="absent"),
        _contacts(area, since, until, begin, end),
        Finding(Indicator.PARTICIPANTS, since, until, value=came, n=n),
        _solved(area, since, until, begin, end),
        _trained(area, since, until, begin, end),
    ]


def _contacts(area: territory.AreaInfo, since: date, until: date, begin: datetime, end: datetime) -> Finding:
    _n, met = partnership.held_between(PUBLIC, area.path, begin, end)
    _n, came = held_count(PUBLIC, area.path, begin, end)
    asked = len(appeals.for_research(SYSTEM, area.path, begin, end))
    n = met + came + asked
    people = area.population
    return Finding(
        Indicator.CONTACT, since, until, value=1000 * n / people if people else None, n=n, of=people, why="contacts")


def _solved(area: territory.AreaInfo, since: date, until: date, begin: datetime, end: datetime) -> Finding:
    rows = [one for one in appeals.for_research(SYSTEM, area.path, begin, end) if one.channel in ELECTRONIC]
    done = sum(one.outcome == appeals.Outcome.DONE for one in rows)
    found = wilson(done, len(rows))
    if found is None:
        return Finding(Indicator.SOLVED, since, until, n=0, why="none")
    return Finding(
        Indicator.SOLVED, since, until, value=100 * found.share, n=done, of=found.n, low=100 * found.low,
        high=100 * found.high)


def _trained(area: territory.AreaInfo, since: date, until: date, begin: datetime, end: datetime) -> Finding:
    posts = {post for role in OFFICERS for post in staff.posts_of_role(role, area.path)}
    now_here = {account for post in posts if (account := staff.on_post(post)) is not None}
    courses = Attendance.objects.filter(
        gathering__kind=Kind.TRAINING, gathering__state=State.HELD, gathering__starts_at__gte=begin,
        gathering__starts_at__lt=end)
    trained = set(courses.values_list("account", flat=True)) & now_here
    share = 100 * len(trained) / len(now_here) if now_here else None
    return Finding(Indicator.TRAINED, since, until, value=share, n=len(trained), of=len(now_here))
