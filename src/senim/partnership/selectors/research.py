"""Agreements, the log of exports, the rule of the disclosure check."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope
from senim.partnership.models import Agreement, DisclosureRule, Export
from senim.partnership.permissions import RESEARCH_READERS, reach
from senim.partnership.words import REFUSALS


def agreements(scope: Scope) -> list[Agreement]:
    """Agreements that this person reads, the newest first, with `given`, the number of exports. One query."""
    rows = Agreement.objects.filter(reach(scope, RESEARCH_READERS)).annotate(given=Count("exports"))
    return list(rows.order_by("-starts_on", "-pk"))


def agreement(scope: Scope, agreement_id: int) -> Agreement:
    """One agreement. One query."""
    row = Agreement.objects.filter(reach(scope, RESEARCH_READERS), pk=agreement_id).first()
    if row is None:
        raise NotYours("not_yours", REFUSALS["not_yours"])
    return row


def exports(scope: Scope, *, offset: int = 0, limit: int = 50) -> list[Export]:
    """The log of exports, refused ones too, the newest first. One query."""
    rows = Export.objects.filter(reach(scope, RESEARCH_READERS, "agreement__area_path"))
    return list(rows.select_related("agreement", "rule", "by").order_by("-at", "-pk")[offset : offset + limit + 1])


def rule_on(scope: Scope, day: date) -> DisclosureRule:  # noqa: ARG001 - a read names who asks
    """The rule of a day. One query."""
    return DisclosureRule.objects.filter(valid_from__lte=day).order_by("-valid_from")[0]


def rules(scope: Scope) -> list[DisclosureRule]:  # noqa: ARG001 - a read names who asks
    """All rules, the newest first. One query."""
    return list(DisclosureRule.objects.order_by("-valid_from"))
