"""Every read of the appeals context. The first argument is the scope of who asks; lists carry their query count in a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet

from senim.appeals.domain import OPEN_STATES, Hand, State
from senim.appeals.models import (
    Answer,
    Appeal,
    AppealFile,
    Body,
    Event,
    Identity,
    Message,
    Reopening,
    Template,
    Transfer,
)
from senim.appeals.permissions import HELPERS, WORKERS, can_act, inside, visible
from senim.kernel import audit, text
from senim.kernel.clock import now
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope

NOT_FOUND = Label("Мұндай өтініш табылмады.", "Такое обращение не найдено.", "No such appeal was found.")
REASON = Label(
    "Не үшін ашатыныңызды жазыңыз: бұл журналға түседі.",
    "Напишите, зачем открываете: это попадёт в журнал.",
    "Say why you open it: this goes into the log.",
)

#: What a row of a list needs, and no more: never the whole text of a thousand appeals.
ROW = (
    "id",
    "number",
    "category",
    "kind",
    "state",
    "text",
    "place",
    "owed_at",
    "promise_due",
    "legal_due",
    "first_answer_at",
    "received_at",
    "sensitive",
    "danger",
    "escalation",
    "holder_id",
    "area_id",
    "known_as",
    "channel",
    "reopened",
    "language",
    "answered_at",
)


def queue(scope: Scope, *, limit: int = 50, offset: int = 0, words: str = "", category: str = "") -> Sequence[Appeal]:
    """What the posts of this person owe, what is owed first on top. One query."""
    posts = scope.posts(*WORKERS, *HELPERS)
    rows = Appeal.objects.filter(holder__in=posts, state__in=sorted(OPEN_STATES)).filter(_not_shut_out(scope))
    if category:
        rows = rows.filter(category__startswith=category)
    for word in text.key(words).split()[:5]:
        rows = rows.filter(search__contains=word)
    return list(rows.only(*ROW).order_by(F("owed_at").asc(nulls_last=True), "id")[offset : offset + limit])


def _not_shut_out(scope: Scope) -> Q:
    return ~Q(about_post__in=scope.shut_out_posts) & ~Q(about_account__in=scope.shut_out_accounts)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much is open, late and asked for, for the head of the page."""

    open: int
    late: int
    soon: int
    asked: int


def tally(scope: Scope) -> Tally:
    """The counts of one's own queue. One query."""
    at = now()
    found = (
        Appeal.objects.filter(holder__in=scope.posts(*WORKERS, *HELPERS), state__in=sorted(OPEN_STATES))
        .filter(_not_shut_out(scope))
        .aggregate(
            open=Count("id"),
            late=Count("id", filter=Q(owed_at__lt=at)),
            soon=Count("id", filter=Q(owed_at__gte=at, owed_at__lt=at + timedelta(hours=24))),
            asked=Count("id", filter=Q(state=State.ASKED)),
        )
    )
    return Tally(**found)


def area_list(
    scope: Scope, *, state: str = "open", words: str = "", limit: int = 50, offset: int = 0
) -> Sequence[Appeal]:
    """Appeals of the areas of a head, duty unit, operator or prosecutor, as they may be seen. One query."""
    rows = Appeal.objects.filter(visible(scope))
    if state == "open":
        rows = rows.filter(state__in=sorted(OPEN_STATES)).order_by(F("owed_at").asc(nulls_last=True), "id")
    elif state == "late":
        rows = rows.filter(state__in=sorted(OPEN_STATES), owed_at__lt=now()).order_by("owed_at", "id")
    elif state == "reopen":
        rows = rows.filter(state=State.REOPEN_ASKED).order_by("id")
    elif state == "escalated":
        rows = rows.filter(state__in=sorted(OPEN_STATES), escalation__gt=0).order_by("owed_at", "id")
    else:
        rows = rows.order_by("-received_at", "-id")
    for word in text.key(words).split()[:5]:
        rows = rows.filter(Q(search__contains=word) | Q(number=word.upper()))
    return list(rows.only(*ROW)[offset : offset + limit])


def get(scope: Scope, number: str) -> Appeal:
    """One appeal with its talk, answers, history and files. Raises NotYours where it may not be seen. 6 queries."""
    found = _whole(Appeal.objects.filter(visible(scope), number=number)).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


def by_secret(secret_hash: bytes) -> Appeal:
    """The applicant's own appeal, by the secret of the link. Internal notes and internal history do not come along."""
    shown = Prefetch("messages", Message.objects.exclude(kind="note").order_by("id"))
    seen = Prefetch("events", Event.objects.filter(public=True).order_by("id"))
    found = _whole(Appeal.objects.filter(secret_hash=secret_hash), shown, seen).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


def _whole(
    rows: QuerySet[Appeal], messages: Prefetch[str] | None = None, events: Prefetch[str] | None = None
) -> QuerySet[Appeal]:
    return rows.select_related("reopening", "followup", "extension").prefetch_related(
        messages or Prefetch("messages", Message.objects.order_by("id")),
        events or Prefetch("events", Event.objects.order_by("id")),
        Prefetch("answers_given", Answer.objects.order_by("id")),
        Prefetch("files", AppealFile.objects.select_related("file").order_by("id")),
        "referrals__body",
        "pauses",
    )


def identity(actor: Actor, appeal: Appeal, *, reason: str = "") -> Identity | None:
    """Who the applicant is. Every opening is logged; a confidential applicant's is opened by a head only, with a reason.

    Raises NotYours where the person may not open it.
    """
    if not can_act(actor.scope, "appeals.read_identity", appeal):
        raise NotYours("not_yours", NOT_FOUND)
    if appeal.known_as == "confidential" and not (reason.strip() and actor.scope.has(Role.HEAD)):
        raise NotYours("reason", REASON)
    found = Identity.objects.filter(appeal=appeal).first()
    if found is not None:
        audit.record(
            actor,
            "appeals.identity_read",
            ("appeal", appeal.pk),
            area_path=appeal.area_path,
            reads=True,
            data={"number": appeal.number, "known_as": appeal.known_as, "reason": reason.strip()[:300]},
        )
    return found


def note_reading(actor: Actor, appeal: Appeal) -> None:
    """Log that a sensitive card was opened."""
    if appeal.sensitive:
        audit.record(
            actor,
            "appeals.read",
            ("appeal", appeal.pk),
            area_path=appeal.area_path,
            reads=True,
            data={"number": appeal.number},
        )


def offers(scope: Scope) -> Sequence[Transfer]:
    """Transfers offered to the posts of this person. One query."""
    return list(
        Transfer.objects.filter(to_post__in=scope.posts(*WORKERS), state=Hand.OFFERED)
        .select_related("appeal")
        .order_by("id")[:100]
    )


def reopenings(scope: Scope) -> Sequence[Reopening]:
    """Requests to reopen that wait for this head. One query."""
    return list(
        Reopening.objects.filter(
            decided_at=None, appeal__in=Appeal.objects.filter(visible(scope), state=State.REOPEN_ASKED)
        )
        .select_related("appeal")
        .order_by("id")[:100]
    )


@dataclass(frozen=True, slots=True)
class Load:
    """The load of one post."""

    post_id: int
    open: int
    late: int
    answered_30: int


def load(scope: Scope) -> Sequence[Load]:
    """Open, late and lately answered by post, over the areas of a head or prosecutor. Numbers of work, not of worth."""
    area = inside(scope.paths(Role.HEAD, Role.PROSECUTOR))
    at = now()
    rows = (
        Appeal.objects.filter(area, holder__isnull=False)
        .filter(Q(state__in=sorted(OPEN_STATES)) | Q(answered_at__gte=at - timedelta(days=30)))
        .filter(_not_shut_out(scope))
        .values("holder")
        .annotate(
            open=Count("id", filter=Q(state__in=sorted(OPEN_STATES))),
            late=Count("id", filter=Q(state__in=sorted(OPEN_STATES), owed_at__lt=at)),
            answered_30=Count("id", filter=Q(answered_at__gte=at - timedelta(days=30))),
        )
        .order_by("-late", "-open", "holder")
    )
    return [Load(row["holder"], row["open"], row["late"], row["answered_30"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Lately:
    """What was answered lately in one beat: kind of trouble and outcome, by month; no place and no words."""

    category: str
    outcome: str
    month: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """Promises of one beat over a period: counts only, so that whoever shows them gives n and an interval."""

    due: int
    promise_kept: int
    term_kept: int
    both: int
    since: datetime
    until: datetime


def kept(scope: Scope, area_id: int, *, days: int = 365) -> Kept:
    """Appeals of a beat whose promise has come due in the period, and how many were answered in time. One query.

    promise_kept: the first meaningful answer within the promise; term_kept: the final answer within the legal term;
    both: "on time" in full. Complaints about officers are not counted for the beat.
    """
    until = now()
    since = until - timedelta(days=days)
    in_promise = Q(first_answer_at__isnull=False, first_answer_at__lte=F("promise_due"))
    in_term = Q(answered_at__isnull=False, answered_at__lte=F("legal_due"))
    found = (
        Appeal.objects.filter(
            area=area_id,
            received_at__gte=since,
            legal_due__lte=until,
            about_post__isnull=True,
            about_unknown=False,
        )
        .exclude(state__in=[State.WITHDRAWN, State.REDIRECTED])
        .aggregate(
            due=Count("id"),
            promise_kept=Count("id", filter=in_promise),
            term_kept=Count("id", filter=in_term),
            both=Count("id", filter=in_promise & in_term),
        )
    )
    return Kept(since=since, until=until, **found)


def lately(scope: Scope, area_id: int, *, limit: int = 200) -> Sequence[tuple[str, str, int]]:
    """(category, outcome, number) of answers of the last 90 days in a beat; sensitive categories stay out, and what
    happened fewer than three times is left for the caller to pool. One query."""
    rows = (
        Appeal.objects.filter(
            area=area_id,
            sensitive=False,
            about_post__isnull=True,
            about_unknown=False,
            received_at__gte=now() - timedelta(days=120),
            answered_at__gte=now() - timedelta(days=90),
        )
        .values("category", "outcome")
        .annotate(n=Count("id"))
        .order_by("-n", "category", "outcome")[:limit]
    )
    return [(row["category"], row["outcome"], row["n"]) for row in rows]


def templates(scope: Scope) -> Sequence[Template]:
    """The beginnings of answers. One query."""
    return list(Template.objects.order_by("pk"))


def bodies(scope: Scope) -> Sequence[Body]:
    """Other bodies that can be asked. One query."""
    return list(Body.objects.filter(active=True))


def entered(scope: Scope, appeal_id: int) -> Appeal:
    """What this person has just entered for a caller, whoever holds it now. One query."""
    return Appeal.objects.get(pk=appeal_id, entered_by=scope.account_id)
