"""For tests and the demonstration: people, posts and sessions in a line each. Reached as `senim.staff.api.testing`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.test import Client

from senim.kernel import clock
from senim.kernel.scoping import Actor, Role
from senim.staff import sessions
from senim.staff.actions.common import touched
from senim.staff.actions.invitations import new_account
from senim.staff.domain import Kind
from senim.staff.load import scope_of
from senim.staff.models import Account, Holding, Post, PostArea

_numbers = count(1)
LONG_AGO = date(2020, 1, 1)


def make_account(
    email: str = "", *, name: str = "", language: str = "kk", password: str | None = None, **more: Any
) -> Account:
    """An account; `name` as "Family Given Patronymic"."""
    number = next(_numbers)
    parts = [*(name or f"Тестов Тест{number}").split(maxsplit=2), "", ""][:3]
    with transaction.atomic():
        account = new_account(
            email=email or f"person{number}@example.kz",
            password=password,
            language=language,
            family_name=parts[0],
            given_name=parts[1],
            patronymic=parts[2],
            **more,
        )
        touched(account.pk)
    return account


def make_post(
    role: Role = Role.INSPECTOR,
    *,
    area_ids: tuple[int, ...] = (),
    reports_to: Post | int | None = None,
    code: str = "",
    **more: Any,
) -> Post:
    """A post over areas (since long ago), under another post."""
    number = next(_numbers)
    above = reports_to.pk if isinstance(reports_to, Post) else reports_to
    titles = {f"title_{language}": more.pop(f"title_{language}", f"{role} {number}") for language in ("kk", "ru", "en")}
    with transaction.atomic():
        post = Post.objects.create(code=code or f"T-{number}", role=role, reports_to_id=above, **titles, **more)
        PostArea.objects.bulk_create(
            [PostArea(post=post, area_id=area_id, valid_from=LONG_AGO) for area_id in area_ids]
        )
        touched()
    return post


def put_on(
    post: Post,
    account: Account,
    *,
    kind: Kind = Kind.HOLDER,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    mentor: Account | None = None,
) -> Holding:
    """A person on a post, past every permission. A substitution without an end lasts thirty days."""
    start = starts_at or clock.now() - timedelta(days=1)
    if kind is Kind.SUBSTITUTE and ends_at is None:
        ends_at = start + timedelta(days=30)
    with transaction.atomic():
        holding = Holding.objects.create(
            post=post,
            account=account,
            kind=kind,
            mentor=mentor,
            starts_at=start,
            ends_at=ends_at,
            created_at=clock.now(),
        )
        touched(account.pk)
    return holding


def make_officer(role: Role = Role.INSPECTOR, **more: Any) -> tuple[Account, Post]:
    """A new person on a new post of a role: `make_post`'s arguments."""
    post, account = make_post(role, **more), make_account()
    put_on(post, account)
    return account, post


def actor_for(account: Account, post: Post | None = None) -> Actor:
    """The actor that a request of this person would carry now."""
    scope = scope_of(account)
    first = scope.duties[0].post_id if scope.duties else None
    return Actor("staff", account.pk, post.pk if post else first, scope, account.get_short_name())


def sign_in(client: Client, account: Account, *, second: bool = True) -> None:
    """Sign a test client in as if password and second step had been given."""
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    account.refresh_from_db()
    session, now = client.session, int(clock.now().timestamp())
    session.update({sessions.EPOCH: account.epoch, sessions.SINCE: now, sessions.SEEN: now, sessions.SECOND: second})
    session.save()
