"""Versions of procedures for those who write and approve them."""

from __future__ import annotations

from django.db.models import Prefetch

from senim.kernel.scoping import Scope
from senim.knowledge.models import Procedure, Version
from senim.knowledge.permissions import can_write, not_yours


def procedures(scope: Scope) -> list[Procedure]:
    """Every procedure with its versions, the newest first. Raises NotYours. Two queries."""
    if not can_write(scope):
        raise not_yours()
    return list(Procedure.objects.prefetch_related(Prefetch("versions", Version.objects.order_by("-number"))))


def procedure(scope: Scope, code: str) -> Procedure:
    """One procedure with its versions, the newest first. Raises NotYours. Two queries."""
    if not can_write(scope):
        raise not_yours()
    rows = Procedure.objects.filter(code=code)
    found = rows.prefetch_related(Prefetch("versions", Version.objects.order_by("-number"))).first()
    if found is None:
        raise not_yours()
    return found


def version(scope: Scope, version_id: int) -> Version:
    """One version. Raises NotYours. One query."""
    if not can_write(scope):
        raise not_yours()
    found = Version.objects.filter(pk=version_id).select_related("procedure").first()
    if found is None:
        raise not_yours()
    return found


def before(scope: Scope, one: Version) -> Version | None:
    """The approved version that a version is laid beside: the last one before it. One query."""
    if not can_write(scope):
        raise not_yours()
    rows = Version.objects.filter(procedure=one.procedure_id, number__lt=one.number, approved_at__isnull=False)
    return rows.order_by("-number").first()
