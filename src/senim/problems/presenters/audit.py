"""An audit: its headings in order, marked or not."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.problems import catalogue, domain
from senim.problems.models import Audit, Problem
from senim.problems.presenters.parts import body_name

KINDS = {"good": "good", "weak": "warn", "bad": "bad", "not_here": ""}


def groups(problem: Problem, audit: Audit) -> list[dict[str, Any]]:
    """Physical headings and social ones, each as a list of tasks."""
    items = {one.heading: one for one in audit.items.all()}
    found: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for code, heading in catalogue.HEADINGS.items():
        item = items.get(code)
        words = [item.text, body_name(item.owner)] if item else []
        found[heading.physical].append(
            {
                "title": str(heading.name),
                "url": reverse("problems:heading", args=[problem.number, audit.pk, code]),
                "status": str(domain.MARKS[domain.Mark(item.mark)]) if item else _("Not yet"),
                "kind": KINDS[item.mark] if item else "info",
                "hint": " · ".join(filter(None, words)),
                "photo": reverse("problems:photo", args=[problem.number, audit.pk, code])
                if item and item.photo_id
                else "",
            }
        )
    return [{"name": _("The place"), "rows": found[True]}, {"name": _("The people around it"), "rows": found[False]}]


def next_heading(audit: Audit, code: str) -> str:
    """The next heading that is not marked yet; "" when all after it are."""
    order = list(catalogue.HEADINGS)
    marked = {one.heading for one in audit.items.all()} | {code}
    return next((one for one in order[order.index(code) :] if one not in marked), "")
