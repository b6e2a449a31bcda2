"""What the actions share."""

from __future__ import annotations

from django.db.models import F

from senim.kernel import versions
from senim.kernel.errors import NotYours
from senim.staff.load import VERSION
from senim.staff.messages import MESSAGES
from senim.staff.models import Account, Post


def touched(*account_ids: int | None) -> None:
    """Say that duties changed: these people feel it at their next request in any process, all others in two seconds."""
    ids = sorted({one for one in account_ids if one is not None})
    if ids:
        Account.objects.filter(pk__in=ids).update(duty_version=F("duty_version") + 1)
    versions.bump(VERSION)


def not_yours() -> NotYours:
    """What is not there and what is somebody else's are answered in the same words."""
    return NotYours("not_yours", MESSAGES["not_yours"])


def locked_post(post_id: int) -> Post:
    """A post, held against other writers until the transaction ends (PostgreSQL; SQLite has one writer anyway)."""
    row = Post.objects.select_for_update(no_key=True).filter(pk=post_id).first()
    if row is None:
        raise not_yours()
    return row


def locked_account(account_id: int) -> Account:
    """An account, held against other writers until the transaction ends."""
    row = Account.objects.select_for_update(no_key=True).filter(pk=account_id).first()
    if row is None:
        raise not_yours()
    return row
