"""`{% list_tools "cabinet.visits" %}`: selects, kept filters and the export of a list, in one line. One query."""

from __future__ import annotations

from typing import Any

from django import template

from senim.ease import lists, presenters, selectors

register = template.Library()


@register.inclusion_tag("ease/parts/tools.html", takes_context=True)
def list_tools(context: Any, code: str) -> dict[str, Any]:
    """What stands above the list of this code on this page."""
    request, one = context["request"], lists.find(code)
    assert one is not None, f"no list is called {code}"
    scope = request.scope
    asked = lists.asked(request, code)
    return {"tools": presenters.tools(scope, one, asked, owned=selectors.filters(scope, code))}
