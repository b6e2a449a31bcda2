"""Other posts on some beats from a day on. Called when a change that was rehearsed is applied."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from senim.kernel import audit, clock
from senim.kernel.scoping import Actor, Role
from senim.staff import matrix, permissions
from senim.staff.actions.common import locked_post, not_yours, touched
from senim.staff.load import path_of
from senim.staff.messages import refusal
from senim.staff.models import PostArea


@transaction.atomic
def reassign(*, actor: Actor, role: Role, beats: Mapping[int, Collection[int]], on: date) -> None:
    """Let the posts named serve each area from a day on, in the place of the others of the role: {area: posts}.

    What held before keeps its days: a row ends, another begins. Raises NotYours, Refused (a day that is over, a post
    that is closed or of another role, no post at all).
    """
    if on < clock.today():
        raise refusal("reassign_past", field="starts_on")
    for area_id, posts in sorted(beats.items()):
        path = path_of(area_id)
        matrix.check(actor.scope, permissions.REASSIGN.action, path=None if actor.scope.has(Role.ADMIN) else path)
        if not path:
            raise not_yours()
        if not posts:
            raise refusal("reassign_nobody", field="beats")
        _check_posts(role, posts)
        _replace(role, area_id, posts, on)
        data = {"area_id": area_id, "role": str(role), "posts": sorted(posts), "from": on}
        audit.record(actor, "staff.reassign", ("area", area_id), area_path=path, data=data)
    touched()


def _check_posts(role: Role, posts: Collection[int]) -> None:
    for post_id in sorted(posts):
        post = locked_post(post_id)
        if not post.active:
            raise refusal("post_closed", field="beats")
        if post.role != role:
            raise not_yours()


def _replace(role: Role, area_id: int, posts: Collection[int], on: date) -> None:
    rows = PostArea.objects.filter(area_id=area_id, post__role=role)
    keep = rows.filter(post_id__in=posts, valid_from__lte=on, valid_to__isnull=True)
    kept = set(keep.values_list("post_id", flat=True))
    rest = rows.exclude(post_id__in=kept)
    rest.filter(valid_from__lt=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)
    # What was planned for later days never begins: an empty period, as a boundary that was corrected has.
    rest.filter(valid_from__gte=on).exclude(valid_to=F("valid_from")).update(valid_to=F("valid_from"))
    PostArea.objects.bulk_create(
        [PostArea(post_id=post, area_id=area_id, valid_from=on) for post in sorted(set(posts) - kept)])
