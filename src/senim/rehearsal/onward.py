"""The way from a proposal of new beats to its rehearsal."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from senim.kernel.scoping import Scope
from senim.rehearsal.domain import Matter
from senim.rehearsal.permissions import AUTHORS


def rehearse_proposal(scope: Scope, proposal_id: int) -> tuple[Any, str] | None:
    """The link to whoever may draw boundaries; the form asks for the area."""
    if not scope.has(*AUTHORS[Matter.BOUNDARIES]):
        return None
    return _("Rehearse it on past appeals"), reverse("rehearsal:proposal", args=[proposal_id])
