"""Letters to whoever is on a post: their address stays inside this context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from senim.kernel import outbox
from senim.staff.lookups import on_post
from senim.staff.models import Account


def write_to_post(
    post_id: int, *, template: str, address: str, key: str, context: Mapping[str, Any] | None = None
) -> bool:
    """Put a letter to the substitute or holder of a post into the outbox, in that person's language. One query.

    address: a path without the language ("/desk/"); the letter's `link`. key: the outbox's, so that a step tells once.
    context: what else the template shows, plain values.
    False where nobody is on the post.
    """
    account_id = on_post(post_id)
    if account_id is None:
        return False
    email, language = Account.objects.values_list("email", "language").get(pk=account_id)
    link = f"{settings.BASE_URL.rstrip('/')}/{language}{address}"
    shown = {**(context or {}), "link": link}
    outbox.put("email", to=email, template=template, context=shown, language=language, key=key)
    return True
