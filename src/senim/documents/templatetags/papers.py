"""{% load papers %}{% papers "appeal" appeal.number %}: what a person may make from a record."""

from __future__ import annotations

from typing import Any

from django import template

from senim.documents import api, registry

register = template.Library()


@register.inclusion_tag("documents/parts/offers.html", takes_context=True)
def papers(context: dict[str, Any], of: str, subject: object, only: str = "") -> dict[str, Any]:
    """Links to the documents of a record; `only`: of one kind. Costs no query; empty for who may make none."""
    scope = context["request"].scope
    rows = api.offers(scope, of, str(subject))
    if only:
        rows = [(words, url) for words, url in rows if words == registry.kind(only).name]
    return {"offers": rows}
