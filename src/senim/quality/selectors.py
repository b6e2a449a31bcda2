"""Reads. Public figures are made here in one query; single ratings are seen by staff only when final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, When, Window
from django.db.models.functions import RowNumber

from senim.appeals import api as appeals
from senim.kernel.clock import now
from senim.kernel.scoping import PUBLIC, Role, Scope, path_range
from senim.quality import policies
from senim.quality.actions import state_of
from senim.quality.domain import (
    BLOCK,
    GOOD_FROM,
    WINDOW,
    WORDING,
    ContactKind,
    Criterion,
    Marks,
    Participant,
    Promises,
    Published,
    Share,
    Solved,
    Tally,
    publish,
)
from senim.quality.keys import find
from senim.quality.models import Rating, RatingToken
from senim.quality.permissions import RATED, can_see


@dataclass(frozen=True, slots=True)
class Invited:
    """What the holder of a link may see: until when, and what they said before."""

    contact_kind: ContactKind
    expires_at: datetime
    final_at: datetime | None
    said: Marks | None


@dataclass(frozen=True, slots=True)
class FinalRating:
    """A final rating as staff with a right to it see it. Of the contact only its kind: who rated stays unsaid."""

    contact_kind: ContactKind
    post_id: int | None

    participant: Participant
    said: Marks
    language: str
    final_at: datetime


def state(key: str) -> policies.TokenState | None:
    """How the token of this link or code stands, None where there is none (1 query)."""
    row, rating = _with_rating(key)
    return state_of(row, rating)


def _with_rating(key: str) -> tuple[RatingToken | None, Rating | None]:
    row = find(RatingToken.objects.select_related("rating"), key)
    return row, getattr(row, "rating", None)


def invited(key: str) -> Invited:
    """What this link or code opens now (1 query). Refused with the reason where it opens nothing."""
    row, rating = _with_rating(key)
    policies.check_rate(state_of(row, rating), now())
    assert row is not None
    said = said_in(rating) if rating else None
    return Invited(ContactKind(row.contact_kind), row.expires_at, rating.final_at if rating else None, said)


def said_in(rating: Rating) -> Marks:
    marks = {one: getattr(rating, one.value) for one in Criterion if getattr(rating, one.value) is not None}
    return Marks(marks, Solved(rating.solved) if rating.solved else None, rating.words)


def final_ratings(scope: Scope, contact_kind: ContactKind, contact_id: int | str) -> list[FinalRating]:
    """The final ratings of one contact, oldest first, as far as this person may see them (1 query)."""
    found = _final().filter(token__contact_kind=contact_kind.value, token__contact_id=str(contact_id))
    return _seen(scope, found.order_by("final_at", "pk"))


def latest(scope: Scope, limit: int = 50) -> list[FinalRating]:
    """The latest final ratings of the own posts and, for heads, of the posts below them (1 query)."""
    mine = Q(token__post__in=scope.posts(*RATED))
    for path in scope.paths(Role.HEAD):
        low, high = path_range(path)
        mine |= Q(token__area_path__gte=low, token__area_path__lt=high)
    return _seen(scope, _final().filter(mine).order_by("-final_at", "-pk")[: 4 * limit])[:limit]


def _final() -> QuerySet[Rating]:
    return Rating.objects.filter(final_at__lte=now()).select_related("token")


def _seen(scope: Scope, rows: QuerySet[Rating]) -> list[FinalRating]:
    return [
        FinalRating(
            ContactKind(row.token.contact_kind), row.token.post_id, Participant(row.token.participant), said_in(row),
            row.language, row.final_at)
        for row in rows
        if can_see(scope, row.token.post_id)
    ]


def published(area_id: int, at: datetime | None = None) -> Published:
    """What everyone may see about the service in an area over the last 12 months (1 query)."""
    return publish(tally(area_id, at or now()))


def promises(area_id: int) -> Promises:
    """Promises of the last 12 months in an area that have come due, and how many were kept (1 query)."""
    found = appeals.kept(PUBLIC, area_id, days=WINDOW.days)
    return Promises(
        first=Share(found.promise_kept, found.due), term=Share(found.term_kept, found.due),
        both=Share(found.both, found.due), since=found.since, until=found.until,
    )


def tally(area_id: int, at: datetime) -> Tally:
    """The counts of an area at a moment, added up by the database (1 query).

    Finals are numbered from the first one on and counted in whole blocks of BLOCK, at both ends of the year.
    """
    start = at - WINDOW
    rows = _numbered(area_id, start, at).aggregate(
        finals=Count("pk", filter=Q(final=1, rating__final_at__gte=start)),
        counted=Count("pk", filter=_IN_BLOCKS),
        asked=Count("pk", filter=_closed(start, at)),
        answered=Count("pk", filter=_closed(start, at) & Q(final=1)),
        **_sums(),
    )
    said = {one: (rows[f"{one}_n"], rows[f"{one}_good"], rows[f"{one}_sum"] or 0) for one in Criterion}
    solved = {one: rows[f"solved_{one}"] for one in Solved}
    timed = (rows["timed"], rows["timed_in_time"], rows["timed_good"], rows["timed_both"])
    return Tally(rows["finals"], rows["counted"], rows["asked"], rows["answered"], said, solved, timed)


#: The finals in whole blocks: after the block that the year's start cuts, before the block that is not yet full.
_IN_BLOCKS = Q(
    final=1,
    rank__gt=F("before") + (BLOCK - 1) - (F("before") + (BLOCK - 1)) % BLOCK,
    rank__lte=F("total") - F("total") % BLOCK,
)


def _numbered(area_id: int, start: datetime, at: datetime) -> QuerySet[RatingToken]:
    final = When(rating__final_at__lte=at, rating__wording=WORDING, then=1)
    before = When(rating__final_at__lt=start, then=1)
    same = [F("final")]
    return RatingToken.objects.filter(area_id=area_id, withdrawn_at__isnull=True).annotate(
        final=Case(final, default=0, output_field=IntegerField()),
        rank=Window(RowNumber(), partition_by=same, order_by=["rating__final_at", "pk"]),
        total=Window(Count("pk"), partition_by=same),
        before=Window(Sum(Case(before, default=0, output_field=IntegerField())), partition_by=same),
    )


def _closed(start: datetime, at: datetime) -> Q:
    """Tokens of the year that can no longer change: rated for good, or expired unused."""
    unused = Q(used_at__isnull=True, expires_at__lte=at)
    return Q(issued_at__gte=start, issued_at__lte=at) & (Q(final=1) | unused)


def _sums() -> dict[str, Count | Sum]:
    timed = _IN_BLOCKS & Q(on_time__isnull=False)
    sums: dict[str, Count | Sum] = {
        "timed": Count("pk", filter=timed),
        "timed_in_time": Count("pk", filter=timed & Q(on_time=True)),
        "timed_good": Count("pk", filter=timed & Q(rating__good=True)),
        "timed_both": Count("pk", filter=timed & Q(on_time=True, rating__good=True)),
    }
    for one in Criterion:
        mark = f"rating__{one}"
        sums[f"{one}_n"] = Count(mark, filter=_IN_BLOCKS)
        sums[f"{one}_good"] = Count(mark, filter=_IN_BLOCKS & Q(**{f"{mark}__gte": GOOD_FROM}))
        sums[f"{one}_sum"] = Sum(mark, filter=_IN_BLOCKS)
    for answer in Solved:
        sums[f"solved_{answer}"] = Count("pk", filter=_IN_BLOCKS & Q(rating__solved=answer.value))
    return sums
