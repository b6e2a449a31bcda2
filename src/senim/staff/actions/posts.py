"""Posts and their areas."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from senim.kernel import audit, clock
from senim.kernel.scoping import Actor
from senim.staff import matrix, permissions
from senim.staff.actions.common import locked_post, touched
from senim.staff.domain import POST_ROLES
from senim.staff.load import directory
from senim.staff.messages import refusal
from senim.staff.models import Post, PostArea

#: What a head may change of a post below: how residents reach it.
CONTACT = frozenset({"phone_public", "hours"})
#: What may be changed of a post that exists. Its code and role never change: a new role is a new post.
CHANGEABLE = frozenset(
    {f"{name}_{language}" for name in ("title", "unit") for language in ("kk", "ru", "en")}
    | {"phone_public", "hours", "active", "reports_to_id"}
)


@transaction.atomic
def create_post(*, actor: Actor, code: str, role: str, titles: tuple[str, str, str], **values: Any) -> Post:
    """A new chair. `values`: unit_kk.., reports_to_id, phone_public, hours."""
    matrix.check(actor.scope, permissions.CHANGE_POST.action)
    if role not in POST_ROLES:
        raise refusal("role_post", field="role")
    _check_values(values)
    if Post.objects.filter(code=code).exists():
        raise refusal("code_taken", field="code")
    post = Post.objects.create(
        code=code, role=role, title_kk=titles[0], title_ru=titles[1], title_en=titles[2], **values
    )
    audit.record(actor, "staff.create_post", ("post", post.pk), data={"code": code, "role": str(role)})
    touched()
    return post


@transaction.atomic
def update_post(*, actor: Actor, post_id: int, values: Mapping[str, Any]) -> Post:
    """Change names, hours, telephone, superior, or close a post. Refused where the order of command would be a ring.

    A head may change telephone and hours of the posts below; everything else is the administrator's.
    """
    if CONTACT.issuperset(values):
        permissions.check_over_post(actor, permissions.CHANGE_CONTACT.action, post_id)
    else:
        matrix.check(actor.scope, permissions.CHANGE_POST.action)
    _check_values(values)
    post = locked_post(post_id)
    above = values.get("reports_to_id", post.reports_to_id)
    if above is not None and (above == post_id or post_id in directory().chain(above)):
        raise refusal("ring", field="reports_to")
    changed = {name: value for name, value in values.items() if getattr(post, name) != value}
    for name, value in changed.items():
        setattr(post, name, value)
    if changed:
        post.save(update_fields=[name.removesuffix("_id") for name in changed])
        audit.record(actor, "staff.change_post", ("post", post.pk), data={"fields": sorted(changed)})
        touched()
    return post


@transaction.atomic
def serve_area(*, actor: Actor, post_id: int, area_id: int, valid_from: date, valid_to: date | None = None) -> PostArea:
    """Give an area to a post from a day, to a day or until further notice."""
    matrix.check(actor.scope, permissions.CHANGE_POST.action)
    if valid_to is not None and valid_to <= valid_from:
        raise refusal("period_empty", field="valid_to")
    locked_post(post_id)
    row = PostArea(post_id=post_id, area_id=area_id, valid_from=valid_from, valid_to=valid_to)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refusal("area_taken", field="area") from error
    audit.record(
        actor,
        "staff.serve_area",
        ("post", post_id),
        data={"area_id": area_id, "valid_from": valid_from, "valid_to": valid_to},
    )
    touched()
    return row


@transaction.atomic
def stop_area(*, actor: Actor, post_id: int, area_id: int, on: date) -> PostArea:
    """Take an area from a post from a day on."""
    matrix.check(actor.scope, permissions.CHANGE_POST.action)
    locked_post(post_id)
    row = PostArea.objects.filter(post_id=post_id, area_id=area_id, valid_to__isnull=True).first()
    if row is None:
        raise refusal("area_unknown", field="area")
    row.valid_to = max(on, row.valid_from)
    row.save(update_fields=["valid_to"])
    audit.record(actor, "staff.stop_area", ("post", post_id), data={"area_id": area_id, "on": row.valid_to})
    touched()
    return row


@transaction.atomic
def arrange_post(
    *,
    actor: Actor,
    post_id: int | None,
    code: str,
    role: str,
    values: Mapping[str, Any],
    area_ids: Collection[int],
) -> Post:
    """Make or change a post together with its areas, as the form of the administrator has them. From today on."""
    if post_id is None:
        titles = (values["title_kk"], values["title_ru"], values["title_en"])
        rest = {name: value for name, value in values.items() if not name.startswith("title_") and name != "active"}
        post = create_post(actor=actor, code=code, role=role, titles=titles, **rest)
    else:
        post = update_post(actor=actor, post_id=post_id, values=values)
    held = set(PostArea.objects.filter(post=post, valid_to__isnull=True).values_list("area_id", flat=True))
    today = clock.today()
    for area_id in sorted(held - set(area_ids)):
        stop_area(actor=actor, post_id=post.pk, area_id=area_id, on=today)
    for area_id in sorted(set(area_ids) - held):
        serve_area(actor=actor, post_id=post.pk, area_id=area_id, valid_from=today)
    return post


def _check_values(values: Mapping[str, Any]) -> None:
    if unknown := set(values) - CHANGEABLE:
        raise ValueError(f"not a changeable field of a post: {', '.join(sorted(unknown))}")
