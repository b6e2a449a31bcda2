"""Reads of the portal's own tables."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.crypto import salted_hmac

from senim.kernel import ids
from senim.kernel.keys import marking
from senim.kernel.scoping import Scope
from senim.portal.models import ApiKey, Filed
from senim.portal.permissions import KEEP_KEYS
from senim.staff import api as staff


def keys(scope: Scope) -> list[ApiKey]:
    """All keys, those in force first, each with `sent`: how many appeals came by it. One query."""
    staff.check_action(scope, KEEP_KEYS)
    rows = ApiKey.objects.annotate(sent=Count("filed")).order_by("name", "-created_at")
    return sorted(rows, key=lambda one: one.revoked_at is not None)


def key(scope: Scope, key_id: int) -> ApiKey | None:
    """One key by its row. One query."""
    staff.check_action(scope, KEEP_KEYS)
    return ApiKey.objects.filter(pk=key_id).first()


def key_of(secret_hash: bytes) -> ApiKey | None:
    """The key in force of a secret. One query."""
    return ApiKey.objects.filter(secret_hash=secret_hash, revoked_at__isnull=True).first()


def is_in_force(secret: str) -> bool:
    """Whether a secret opens anything. One query."""
    return key_of(ids.token_hash(secret)) is not None


def sent_by(key: ApiKey) -> QuerySet[Any, Any]:
    """Ids of the appeals that came by a key, as a subquery."""
    return Filed.objects.filter(key=key).values("appeal_id")


def filed_under(key: ApiKey, reference: bytes) -> Filed | None:
    """What a key has sent under a name of its own. One query."""
    return Filed.objects.filter(key=key, reference=reference).first()


def number_under(key: ApiKey, name: str) -> str | None:
    """The number of the appeal that a key has sent under a name. One query."""
    reference = reference_of(key, name)
    return Filed.objects.filter(key=key, reference=reference).values_list("appeal__number", flat=True).first()


def reference_of(key: ApiKey, name: str) -> bytes:
    """What is stored of a sender's own name for a report."""
    return salted_hmac(f"senim.open311.reference.{key.pk}", name, secret=marking(), algorithm="sha256").digest()
