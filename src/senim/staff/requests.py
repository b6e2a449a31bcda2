"""A request as it reaches the views, after the middleware."""

from __future__ import annotations

from django.http import HttpRequest

from senim.kernel.scoping import Actor, Scope


class StaffRequest(HttpRequest):
    """For the types alone: what the middleware puts on every request. scope and actor may be lazy on public pages."""

    scope: Scope
    actor: Actor
    post_label: str
