"""Reads. Public figures are made here in one query; single ratings are seen by staff only when final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from senim.appeals import api as appeals
from senim.kernel.areas import inside
from senim.kernel.clock import now
from senim.kernel.scoping import PUBLIC, Role, Scope
from senim.quality import policies
from senim.quality.actions import state_of
from senim.quality.domain import WINDOW, WORDING, ContactKind, Criterion, Marks, Participant, Solved
from senim.quality.figures import Final, Promises, Published, Share, Tally, count, publish
from senim.quality.keys import appeal_of, find
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
    """The final ratings of one contact, oldest first, as far as this person may see them (3 queries at most)."""
    found = _final().filter(token__contact_kind=contact_kind.value, token__contact_id=str(contact_id))
    return _seen(scope, found.order_by("final_at", "pk"))


def latest(scope: Scope, limit: int = 50) -> list[FinalRating]:
    """The latest final ratings of the own posts and, for heads, of the posts below them (3 queries at most)."""
    mine = Q(token__post__in=scope.posts(*RATED))
    mine |= inside(scope.paths(Role.HEAD), "token__area_path")
    return _seen(scope, _final().filter(mine).order_by("-final_at", "-pk")[: 4 * limit])[:limit]


def _final() -> QuerySet[Rating]:
    return Rating.objects.filter(final_at__lte=now()).select_related("token")


def _seen(scope: Scope, found: QuerySet[Rating]) -> list[FinalRating]:
    """As far as this person may see them: nothing of an appeal that is, or became, a complaint about them."""
    rows = [row for row in found if can_see(scope, row.token.post_id)]
    of_appeals = [int(appeal_of(row.token.contact_id)) for row in rows if _of_appeal(row)]
    hidden = {str(one) for one in appeals.complaints_hidden(scope, of_appeals)}
    return [
        FinalRating(
            ContactKind(row.token.contact_kind), row.token.post_id, Participant(row.token.participant), said_in(row),
            row.language, row.final_at)
        for row in rows
        if not _of_appeal(row) or appeal_of(row.token.contact_id) not in hidden
    ]


def _of_appeal(row: Rating) -> bool:
    return row.token.contact_kind == ContactKind.APPEAL and appeal_of(row.token.contact_id).isdecimal()


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
    """The counts of an area at a moment (1 query).

    Read are all finals of the area, in their order, and the tokens of the year that expired unused: some hundred rows
    of small values for a beat. Counting them here costs less than having the database number them.
    """
    start = at - WINDOW
    is_final = Q(rating__final_at__lte=at, rating__wording=WORDING)
    ran_out = Q(used_at__isnull=True, expires_at__lte=at, issued_at__gte=start)
    rows = (
        RatingToken.objects.filter(is_final | ran_out, area_id=area_id, withdrawn_at__isnull=True)
        .order_by("rating__final_at", "pk")
        .values_list(
            "rating__wording", _flag(issued_at__gte=start), _flag(rating__final_at__gte=start), "on_time",
            "rating__good", "rating__solved", *(f"rating__{one}" for one in Criterion),
        )
    )
    finals = [
        Final(issued_lately, final_lately, on_time, good, solved, tuple(marks))
        for wording, issued_lately, final_lately, on_time, good, solved, *marks in rows
        if wording is not None
    ]
    return count(finals, ran_out=len(rows) - len(finals))


def _flag(**condition: Any) -> ExpressionWrapper:
    return ExpressionWrapper(Q(**condition), output_field=BooleanField())
