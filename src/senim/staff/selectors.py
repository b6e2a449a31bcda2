"""Every read of the staff pages. The first argument is the reader's scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from senim.kernel import clock, text
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Duty, Role, Scope
from senim.staff import matrix, permissions
from senim.staff.cards import Serving, index_of, serving_post
from senim.staff.directory import PostRow
from senim.staff.domain import Kind
from senim.staff.load import directory, path_of
from senim.staff.messages import MESSAGES
from senim.staff.models import Account, Holding, Invitation, NationalLink


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with who is on it now, as a list shows it. `depth`: how far below the reader's own post."""

    post: PostRow
    serving: Serving
    areas: tuple[str, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class OwnPost:
    """One of the reader's own posts."""

    duty: Duty
    post: PostRow
    serving: Serving
    areas: tuple[str, ...]
    as_substitute: bool
    until: datetime | None
    account_id: int | None = None


def area_names(post_id: int, language: str, at: datetime) -> tuple[str, ...]:
    """Names of the areas of a post, in order of the alphabet."""
    from senim.territory import api as territory  # noqa: PLC0415 - the snapshot of the territory loads shapely

    ids = directory().area_ids(post_id, clock.local(at).date())
    names = [territory.name_of(territory.area(area), language) for area in ids if path_of(area)]
    return tuple(sorted(names, key=text.sort_key))


def own_posts(scope: Scope, language: str) -> list[OwnPost]:
    """The posts that the reader holds now. No query."""
    found, now = directory(), clock.now()
    if scope.account_id is None:
        return []
    rows = []
    for holding in found.holdings(scope.account_id, now):
        post = found.posts[holding.post_id]
        role = Role.TRAINEE if holding.kind is Kind.TRAINEE else post.role
        rows.append(
            OwnPost(
                Duty(role, post.id),
                post,
                serving_post(found, post, now, language),
                area_names(post.id, language, now),
                holding.kind is Kind.SUBSTITUTE,
                holding.ends_at,
                holding.account_id,
            )
        )
    return rows


def posts_below(scope: Scope, language: str, find: str = "") -> list[PostLine]:
    """The posts that the reader heads (an administrator: all), nearest first; `find` in names, titles and areas."""
    matrix.check(scope, permissions.PEOPLE.action)
    found, now, wanted = directory(), clock.now(), text.loose_key(find)
    lines = []
    for post_id, depth in reach(scope):
        post = found.posts[post_id]
        serving = serving_post(found, post, now, language)
        line = PostLine(post, serving, area_names(post_id, language, now), depth)
        if not wanted or wanted in text.loose_key(_words(line)):
            lines.append(line)
    index = index_of(language)
    return sorted(
        lines, key=lambda line: (line.depth, line.post.role, text.sort_key(line.post.titles[index]), line.post.id)
    )


def _words(line: PostLine) -> str:
    people = [officer.name for officer in (line.serving.holder, line.serving.substitute) if officer]
    return " ".join([line.post.code, *line.post.titles, *people, *line.areas])


def reach(scope: Scope) -> Iterator[tuple[int, int]]:
    """Posts below the reader's own and how far below; an administrator reaches every post. No query."""
    found = directory()
    if permissions.commands_all(scope):
        yield from ((post.id, len(found.chain(post.id))) for post in found.posts.values() if post.active)
        return
    heads = scope.posts(Role.HEAD)
    seen: set[int] = set()
    for head in heads:
        for below in found.below(head):
            if below not in seen and found.posts[below].active:
                seen.add(below)
                yield below, found.chain(below).index(head) + 1


def post_seen(scope: Scope, post_id: int) -> PostRow:
    """A post that the reader heads; NotYours for any other, whether or not it exists."""
    matrix.check(scope, permissions.PEOPLE.action)
    post = directory().posts.get(post_id)
    if post is None or not permissions.commands(scope, post_id):
        raise NotYours("not_yours", MESSAGES["not_yours"])
    return post


def holdings_of_post(scope: Scope, post_id: int) -> list[Holding]:
    """Everyone who is, will be or was on a post, newest first. One query."""
    post_seen(scope, post_id)
    rows = Holding.objects.filter(post_id=post_id).select_related("account", "mentor")
    return list(rows.order_by("-starts_at", "-id")[:100])


def candidates(scope: Scope) -> list[Account]:
    """People whom the reader may put on a post: those below, those without any post, not the reader. One query."""
    matrix.check(scope, permissions.PEOPLE.action)
    found, now = directory(), clock.now()
    rows = Account.objects.filter(is_active=True).exclude(pk=scope.account_id or 0)
    if not permissions.commands_all(scope):
        below = [post_id for post_id, _depth in reach(scope)]
        people = {holding.account_id for post in below for holding in found.on(post, now)}
        own = [duty.post_id for duty in scope.duties]
        people |= {account for post in own for account in found.accounts_on(post, now)}
        homeless = ~Q(holdings__in=Holding.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now)))
        invited = Q(invitations__invited_by_id=scope.account_id)
        rows = rows.filter(Q(pk__in=people) | (homeless & invited)).distinct()
    return list(rows.order_by("name_key", "id")[:500])


def person_seen(scope: Scope, account_id: int) -> tuple[Account, list[Holding]]:
    """A person below the reader with all holdings. Two queries. NotYours for anybody else."""
    matrix.check(scope, permissions.PEOPLE.action)
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotYours("not_yours", MESSAGES["not_yours"])
    rows = list(
        Holding.objects.filter(account_id=account_id).select_related("post", "mentor").order_by("-starts_at", "-id")
    )
    reach = any(permissions.commands(scope, row.post_id) for row in rows) or permissions.commands_all(scope)
    if not reach:
        raise NotYours("not_yours", MESSAGES["not_yours"])
    return account, rows


def open_invitations(scope: Scope) -> list[Invitation]:
    """Invitations that still work and that the reader may withdraw. One query."""
    matrix.check(scope, permissions.INVITE.action)
    rows = Invitation.objects.filter(
        accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=clock.now()
    ).select_related("post")
    mine = [
        row
        for row in rows.order_by("-created_at")
        if permissions.commands_all(scope) or (row.post_id and permissions.commands(scope, row.post_id))
    ]
    return mine[:200]


def invitation_by_token(token_hash: bytes) -> Invitation | None:
    """The invitation that a link opens, if it still works. One query."""
    return (
        Invitation.objects.filter(
            token_hash=token_hash,
            accepted_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=clock.now(),
        )
        .select_related("post")
        .first()
    )


def national_of(scope: Scope) -> NationalLink | None:
    """The national identity that is linked to one's own account. One query."""
    return NationalLink.objects.filter(account_id=scope.account_id or 0).first()
