"""From rows to what templates show."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from senim.kernel import clock, formats, legal
from senim.kernel.scoping import Role
from senim.staff import portraits
from senim.staff.cards import hours_line, hours_rows, index_of, name_in, officer_card
from senim.staff.directory import PostRow
from senim.staff.domain import EndReason, Kind, Rank
from senim.staff.import_plan import Plan
from senim.staff.import_words import sentence
from senim.staff.labels import END_REASONS, KINDS, RANKS, ROLES
from senim.staff.load import directory
from senim.staff.models import Account, Holding
from senim.staff.powers import powers_of
from senim.staff.reading import area_codes
from senim.staff.rota import mentor_of
from senim.staff.selectors import OwnPost, PostLine, area_names

PAGE = 50
MENTORING = "staff.mentoring"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, counted from 1."""

    rows: list[PostLine]
    number: int
    pages: int
    total: int


def page_of(lines: list[PostLine], wanted: str) -> Page:
    """The page that was asked for, or the nearest there is."""
    pages = max(1, -(-len(lines) // PAGE))
    number = min(max(1, int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 1), pages)
    return Page(lines[(number - 1) * PAGE : number * PAGE], number, pages, len(lines))


def now() -> datetime:
    return clock.now()


def today() -> date:
    return clock.today()


def mentoring_ends(first: date) -> date:
    """The last day beside a mentor, by the term that says how long it lasts."""
    months = legal.term(MENTORING, first).value or 24
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def mentoring_words() -> str:
    """How long a trainee stays beside a mentor, and where that is said."""
    term = legal.term(MENTORING, today())
    language = get_language() or "kk"
    return f"{formats.quantity(term.value or 24, 'months', language)}. {term.explanation(language)} ({term.source})"


def title(post: PostRow, language: str) -> str:
    """The post's title and unit in a language."""
    index = index_of(language)
    name, unit = post.titles[index] or post.titles[0], post.units[index] or post.units[0]
    return f"{name}, {unit}" if unit else name


def post_url(post_id: int) -> str:
    return reverse("staff:post", args=[post_id])


def people_url() -> str:
    return reverse("staff:people")


def contact_of(post: PostRow, language: str) -> dict[str, str]:
    """Telephone and hours, as the form shows them."""
    return {"phone_public": post.phone, "hours": hours_line(hours_rows(post.hours, language))}


def post_of(post: PostRow, language: str) -> dict[str, Any]:
    """A post, as the administrator's form shows it."""
    names = {
        f"{name}_{code}": texts[index]
        for name, texts in (("title", post.titles), ("unit", post.units))
        for index, code in enumerate(("kk", "ru", "en"))
    }
    areas = area_codes(directory().area_ids(post.id, clock.today()))
    return {
        **names,
        **contact_of(post, language),
        "reports_to_id": post.reports_to,
        "areas": areas,
        "active": post.active,
    }


def post_choices(lines: list[PostLine], language: str) -> list[tuple[int, str]]:
    """Posts to invite to; vacant ones first."""
    rows = sorted(lines, key=lambda line: line.serving.holder is not None)
    return [
        (
            line.post.id,
            f"{title(line.post, language)} ({line.post.code})" + ("" if line.serving.holder else f" · {_('vacant')}"),
        )
        for line in rows
    ]


def line(one: PostLine, language: str) -> dict[str, Any]:
    """A row of the people list."""
    holder, stand_in = one.serving.holder, one.serving.substitute
    if holder is None:
        state, kind = _("vacant"), "bad"
    elif stand_in is not None:
        state, kind = _("substituted"), "warn"
    elif holder.away:
        state, kind = _("away, nobody stands in"), "bad"
    else:
        state, kind = _("on duty"), "good"
    return {
        "title": title(one.post, language),
        "role": ROLES[one.post.role].in_(language),
        "url": post_url(one.post.id),
        "areas": ", ".join(one.areas),
        "holder": holder,
        "substitute": stand_in,
        "state": state,
        "kind": kind,
    }


def own_post(row: OwnPost, language: str) -> dict[str, Any]:
    """One of my posts."""
    found = directory()
    above = found.chain(row.post.id)
    return {
        "title": title(row.post, language),
        "role": ROLES[row.duty.role].in_(language),
        "areas": row.areas,
        "as_substitute": row.as_substitute,
        "until": row.until,
        "serving": row.serving,
        "card": officer_card(row.post.id, language),
        "powers": powers_of(row.duty.role, language),
        "mentor": mentor_name(row, language),
        "above": [title(found.posts[one], language) for one in above if one in found.posts],
    }


def mentor_name(row: OwnPost, language: str) -> str:
    """Beside whom somebody learns; "" for whoever does not."""
    if row.duty.role is not Role.TRAINEE or row.account_id is None:
        return ""
    mentor = mentor_of(row.account_id, row.post.id, clock.now())
    return name_in(directory().people[mentor], language) if mentor in directory().people else ""


def holding(row: Holding, language: str, moment: datetime) -> dict[str, Any]:
    """A line of a history of holdings."""
    over = row.ends_at is not None and row.ends_at <= moment
    coming = row.starts_at > moment and not over
    return {
        "id": row.pk,
        "account_id": row.account_id,
        "name": row.account.full_name,
        "kind": KINDS[Kind(row.kind)].in_(language),
        "rank": RANKS[Rank(row.account.rank)].in_(language),
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "reason": END_REASONS[EndReason(row.ended_reason)].in_(language) if row.ended_reason else "",
        "over": over,
        "coming": coming,
        "left": not row.account.is_active,
    }


def post_page(post: PostRow, rows: list[Holding], language: str) -> dict[str, Any]:
    """Everything that the page of a post shows."""
    moment = clock.now()
    lines = [holding(row, language, moment) for row in rows]
    return {
        "post": post,
        "title": title(post, language),
        "role": ROLES[post.role].in_(language),
        "card": officer_card(post.id, language),
        "areas": area_names(post.id, language, moment),
        "above": [title(directory().posts[one], language) for one in directory().chain(post.id)],
        "powers": powers_of(post.role, language),
        "current": [one for one in lines if not one["over"]],
        "past": [one for one in lines if one["over"]],
    }


def person_page(one: Account, rows: list[Holding], form: Any, language: str) -> dict[str, Any]:
    """Everything that the page of a person shows."""
    found, moment = directory(), clock.now()
    posts = [
        {
            **holding(row, language, moment),
            "title": title(found.posts[row.post_id], language),
            "url": post_url(row.post_id),
        }
        for row in rows
        if row.post_id in found.posts
    ]
    return {
        "person": one,
        "rank": RANKS[Rank(one.rank)].in_(language),
        "posts": posts,
        "form": form,
        "away": found.is_away(one.pk, moment),
        "end_reasons": END_REASONS,
    }


def portrait_label(*, vacant: bool) -> str:
    """What stands under a drawn portrait."""
    if vacant:
        return _("vacant")
    return _("invented person") if settings.DEMO else _("no photograph")


def face(request: HttpRequest, account_id: int | None, language: str) -> HttpResponseBase:
    """A person's photograph, or a drawn portrait that says so."""
    one = directory().people.get(account_id) if account_id is not None else None
    if one is not None and one.photo_id is not None:
        return stored_photo(request, one.photo_id)
    drawn = portraits.portrait(name_in(one, language) if one else "", portrait_label(vacant=one is None))
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def portrait_page(request: HttpRequest, account_id: int) -> HttpResponseBase:
    """A person's face for whoever was shown a code; no cache keeps it. The caller says who may see it. One query."""
    response = face(request, account_id, get_language() or "kk")
    response["Cache-Control"] = "private, no-store"
    return response


def stored_photo(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """A photograph from the store, for everyone: an officer's face is public, so a cache may keep it for an hour."""
    from senim.kernel import files  # noqa: PLC0415 - loads the picture library
    from senim.kernel.models import StoredFile  # noqa: PLC0415 - kept beside its one use

    response = files.respond(request, get_object_or_404(StoredFile, pk=file_id))
    response["Cache-Control"] = "public, max-age=3600"
    return response


def import_result(made: Plan, *, written: bool) -> dict[str, Any]:
    """What came of a table: counts, and what is wrong row by row."""
    counts = [
        (_("New posts"), made.new_posts),
        (_("Changed posts"), made.changed_posts),
        (_("New people"), made.new_people),
        (_("New areas of posts"), made.new_areas),
        (_("New holdings"), made.new_holdings),
    ]
    problems = [{"row": one.row, "text": sentence(one)} for one in made.problems]
    return {
        "made": made,
        "written": written,
        "counts": counts,
        "problems": problems[:500],
        "more": max(0, len(problems) - 500),
    }
