"""What a head sees: reopening requests, load, rules."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from senim.appeals import presenters, selectors
from senim.appeals.domain import TARGETS, Target
from senim.appeals.permissions import can_act
from senim.appeals.rules import in_force
from senim.kernel.access import role, staff
from senim.kernel.clock import now
from senim.kernel.scoping import Role
from senim.staff.api import StaffRequest


@role(Role.HEAD, Role.PROSECUTOR)
@never_cache
def load(request: StaffRequest) -> HttpResponse:
    """Open, late and answered by post. Numbers of work, not of worth: there is no ranking of people."""
    rows = [
        {"post": presenters.post_label(row.post_id), "open": row.open, "late": row.late, "answered": row.answered_30}
        for row in selectors.load(request.scope)
    ]
    return render(request, "appeals/load.html", {"rows": rows, "at": now()})


@role(Role.HEAD)
@never_cache
def reopenings(request: StaffRequest) -> HttpResponse:
    """Requests to reopen that wait for a decision."""
    rows = [(found, presenters.queue_row(found.appeal)) for found in selectors.reopenings(request.scope)]
    return render(request, "appeals/reopenings.html", {"rows": rows})


@staff
@never_cache
def rules(request: StaffRequest) -> HttpResponse:
    """The routing table as it stands now: whoever works by it may read it."""
    rows = [
        {"order": rule.order, "name": str(rule.name), "target": str(TARGETS[Target(rule.target)])}
        for rule in in_force(now())
    ]
    may_edit = can_act(request.scope, "appeals.edit_rules")
    return render(request, "appeals/rules.html", {"rows": rows, "may_edit": may_edit})
