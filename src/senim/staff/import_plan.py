"""What a table would change, compared with what is there; and the writing of it, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from senim.kernel import audit, clock, outbox
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.staff import matrix, permissions, policies
from senim.staff.actions.common import touched
from senim.staff.actions.invitations import new_account
from senim.staff.domain import Kind
from senim.staff.importing import Problem, Row, Table, read
from senim.staff.models import Account, Holding, Post, PostArea


@dataclass(slots=True)
class Plan:
    """What would change. `digest` names the very file, so that what is written is what was checked."""

    digest: str
    problems: list[Problem] = field(default_factory=list)
    new_posts: int = 0
    changed_posts: int = 0
    new_people: int = 0
    new_areas: int = 0
    new_holdings: int = 0
    rows: list[Row] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.problems

    @property
    def changes(self) -> int:
        return self.new_posts + self.changed_posts + self.new_people + self.new_areas + self.new_holdings


class NotClean(Exception):
    """The table has errors; nothing was written. `plan` names them."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{len(plan.problems)} problems")
        self.plan = plan


def plan(content: bytes, *, actor: Actor) -> Plan:
    """Check a table and say what it would change. Writes nothing: the writing is rehearsed and taken back."""
    made = Plan(hashlib.sha256(content).hexdigest())
    matrix.check(actor.scope, permissions.IMPORT.action)
    table = read(content)
    if _stops(made, table):
        return made
    with transaction.atomic():
        _write(made, actor)
        # A rehearsal: the database itself says what it would refuse, and nothing of it stays.
        transaction.set_rollback(True)
    made.problems.sort(key=lambda problem: problem.row)
    return made


def carry_out(content: bytes, *, actor: Actor) -> Plan:
    """Write a table, whole or not at all. Raises NotClean where anything is wrong."""
    made = Plan(hashlib.sha256(content).hexdigest())
    matrix.check(actor.scope, permissions.IMPORT.action)
    table = read(content)
    if _stops(made, table):
        raise NotClean(made)
    with transaction.atomic():
        _write(made, actor)
        if made.problems:
            raise NotClean(made)
        if made.changes:
            audit.record(
                actor,
                "staff.import_posts",
                ("file", made.digest[:40]),
                data={
                    "rows": len(made.rows),
                    "new_posts": made.new_posts,
                    "changed_posts": made.changed_posts,
                    "new_people": made.new_people,
                    "new_areas": made.new_areas,
                    "new_holdings": made.new_holdings,
                },
            )
    return made


def _stops(made: Plan, table: Table) -> bool:
    made.rows, made.problems = table.rows, list(table.problems)
    return bool(made.problems)


def _write(made: Plan, actor: Actor) -> None:
    posts = _posts(made)
    _command(made, posts)
    if made.problems:
        return
    _areas(made, posts)
    people = _people(made)
    _holdings(made, posts, people, actor)
    if made.changes and not made.problems:
        touched(*(account.pk for account in people.values()))


def _posts(made: Plan) -> dict[str, Post]:
    codes = {row.code for row in made.rows} | {row.reports_to for row in made.rows if row.reports_to}
    posts = {post.code: post for post in Post.objects.select_for_update(no_key=True).filter(code__in=codes)}
    for row in made.rows:
        post, values = posts.get(row.code), _values(row)
        if post is None:
            posts[row.code] = Post.objects.create(code=row.code, role=row.role, **values)
            made.new_posts += 1
        elif post.role != row.role:
            made.problems.append(Problem(row.number, "role_differs", "role", row.code))
        elif any(getattr(post, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(post, name, value)
            post.save(update_fields=list(values))
            made.changed_posts += 1
    return posts


def _values(row: Row) -> dict[str, Any]:
    names = {
        f"{name}_{language}": text
        for name, texts in (("title", row.titles), ("unit", row.units))
        for language, text in zip(("kk", "ru", "en"), texts, strict=True)
    }
    return {**names, "phone_public": row.phone, "hours": row.hours, "active": True}


def _command(made: Plan, posts: dict[str, Post]) -> None:
    """Who reports to whom, after all posts are there; a ring is refused."""
    for row in made.rows:
        above = posts.get(row.reports_to) if row.reports_to else None
        if row.reports_to and above is None:
            made.problems.append(Problem(row.number, "above", "reports_to", row.reports_to))
        elif row.code in posts and posts[row.code].reports_to_id != (above.pk if above else None):
            posts[row.code].reports_to = above
            if above is not None and above.pk == posts[row.code].pk:
                made.problems.append(Problem(row.number, "ring", "reports_to", row.code))
                continue
            posts[row.code].save(update_fields=["reports_to"])
    links = dict(Post.objects.values_list("id", "reports_to_id"))
    for row in made.rows:
        if row.code in posts and _in_ring(posts[row.code].pk, links):
            made.problems.append(Problem(row.number, "ring", "reports_to", row.code))


def _in_ring(post_id: int, links: Mapping[int, int | None]) -> bool:
    seen, one = set(), links.get(post_id)
    while one is not None and one not in seen:
        if one == post_id:
            return True
        seen.add(one)
        one = links.get(one)
    return False


def _areas(made: Plan, posts: dict[str, Post]) -> None:
    today = clock.today()
    kept: dict[int, set[int]] = {}
    rows = PostArea.objects.filter(post__in=posts.values()).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    for post_id, area_id in rows.values_list("post_id", "area_id"):
        kept.setdefault(post_id, set()).add(area_id)
    fresh = [
        PostArea(post=posts[row.code], area_id=area, valid_from=_from(row, today))
        for row in made.rows
        for area in row.areas
        if area not in kept.get(posts[row.code].pk, set())
    ]
    PostArea.objects.bulk_create(fresh)
    made.new_areas = len(fresh)


def _from(row: Row, today: date) -> date:
    return clock.local(row.starts_at).date() if row.starts_at else today


def _people(made: Plan) -> dict[str, Account]:
    emails = {row.person.email for row in made.rows if row.person}
    people = {
        account.email: account for account in Account.objects.select_for_update(no_key=True).filter(email__in=emails)
    }
    for row in made.rows:
        if row.person is None:
            continue
        account = people.get(row.person.email)
        if account is None:
            one = row.person
            people[one.email] = new_account(
                email=one.email,
                password=None,
                language=one.language,
                family_name=one.family_name,
                given_name=one.given_name,
                patronymic=one.patronymic,
                latin_name=one.latin_name,
                rank=one.rank,
            )
            _welcome(people[one.email])
            made.new_people += 1
        elif not account.is_active:
            made.problems.append(Problem(row.number, "person_left", "email", account.email))
    return people


def _welcome(account: Account) -> None:
    """Whoever came by a table chooses a password by the same road as who forgot it; no secret is in the letter."""
    with override(account.language):
        link = settings.BASE_URL.rstrip("/") + reverse("account_reset_password")
    outbox.put(
        "email",
        to=account.email,
        template="staff_welcome",
        language=account.language,
        key=f"staff-welcome:{account.pk}",
        context={"link": link, "address": account.email},
    )


def _holdings(made: Plan, posts: dict[str, Post], people: dict[str, Account], actor: Actor) -> None:
    now = clock.now()
    for row in made.rows:
        account = people.get(row.person.email) if row.person else None
        if account is None or not account.is_active:
            continue
        start = row.starts_at or now
        if _overlapping(posts[row.code], start, row.ends_at).filter(account=account).exists():
            continue
        if _mixes(made, row, account):
            continue
        holding = Holding(
            post=posts[row.code],
            account=account,
            kind=Kind.HOLDER,
            starts_at=start,
            ends_at=row.ends_at,
            created_at=now,
            created_by_id=actor.account_id,
        )
        try:
            with transaction.atomic():
                holding.save(force_insert=True)
        except IntegrityError:
            made.problems.append(Problem(row.number, "taken", "email", row.code))
            continue
        made.new_holdings += 1


def _overlapping(post: Post, start: Any, end: Any) -> Any:
    rows = Holding.objects.filter(post=post, kind=Kind.HOLDER).exclude(ends_at__lte=start)
    return rows.filter(starts_at__lt=end) if end is not None else rows


def _mixes(made: Plan, row: Row, account: Account) -> bool:
    held: Iterable[str] = (
        Holding.objects.filter(account=account).exclude(ends_at__lte=clock.now()).values_list("post__role", flat=True)
    )
    try:
        policies.check_together(row.role, [type(row.role)(role) for role in held])
    except Refused:
        made.problems.append(Problem(row.number, "blind", "role", account.email))
        return True
    return False
