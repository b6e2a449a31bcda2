"""A list of procedures, and a procedure as a card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from senim.kernel.clock import today
from senim.kernel.text import sort_key
from senim.knowledge.domain import GROUPS, SOURCES, STANDINGS, Group, Remark, Standing, Step
from senim.knowledge.memory import Edition
from senim.web.words import day, number


def title(one: Edition) -> str:
    return str(one.text.title)


def has_ended(one: Edition) -> bool:
    return one.valid_to is not None and one.valid_to < today()


def row(one: Edition) -> dict[str, Any]:
    """One line of the list."""
    status, kind = status_of(one)
    return {
        "title": title(one),
        "url": reverse("knowledge:card", args=[one.code]),
        "hint": str(one.text.when),
        "status": status,
        "kind": kind,
    }


def status_of(one: Edition) -> tuple[str, str]:
    if has_ended(one):
        return _("has ended"), "bad"
    if not one.text.ready:
        return _("text to be approved"), "warn"
    steps = len(one.text.steps)
    return ngettext("%(n)s step", "%(n)s steps", steps) % {"n": number(steps)}, ""


def groups(found: Iterable[Edition]) -> list[dict[str, Any]]:
    """The list by groups, inside a group by name as a dictionary has it."""
    listed = sorted(found, key=lambda one: sort_key(title(one)))
    parts = [(group, [row(one) for one in listed if one.group == group]) for group in Group]
    return [{"code": group.value, "title": str(GROUPS[group]), "rows": rows} for group, rows in parts if rows]


def source_words(source: str) -> str:
    """ "002_67….txt @41734" as the name of the paper with the place in it."""
    file, _at, place = source.partition(" @")
    return f"{SOURCES[file]}, @{place}" if file in SOURCES else source


def card(one: Edition) -> dict[str, Any]:
    """A card without a run: what it is, on what it rests, its steps."""
    text = one.text
    status, kind = status_of(one)
    return {
        "code": one.code,
        "number": one.number,
        "title": title(one),
        "when": str(text.when),
        "ready": text.ready,
        "status": status,
        "kind": kind,
        "caution": str(STANDINGS[text.standing]),
        "basis": text.basis,
        "version": version_words(one),
        "ended": ended_words(one),
        "ahead": day(one.valid_to) if one.valid_to and not has_ended(one) else "",
        "steps": [step(each) for each in text.steps],
        "says": [remark(each) for each in text.remarks],
        "oddities": [remark(each) for each in text.oddities],
        "public": one.public,
        "url": reverse("knowledge:card", args=[one.code]),
    }


def version_words(one: Edition) -> str:
    """Which text it is. One that no owner approved has no day on which it came into force."""
    said = {"n": number(one.number), "day": day(one.valid_from)}
    if one.text.standing is Standing.OWNER:
        return _("Version %(n)s, in force since %(day)s.") % said
    return _("Version %(n)s, as the product brings it.") % said


def ended_words(one: Edition) -> str:
    """What to say where a procedure has ended; "" where it has not."""
    if not has_ended(one):
        return ""
    assert one.valid_to is not None
    return _("This procedure ended on %(day)s: %(why)s. It can be read but not begun.") % {
        "day": day(one.valid_to), "why": one.ended_why,
    }


def step(one: Step) -> dict[str, Any]:
    return {
        "id": one.id,
        "words": str(one.text),
        "source": source_words(one.source) if one.source else "",
        "printed": one.printed,
        "ticked": None,
    }


def remark(one: Remark) -> dict[str, str]:
    return {"words": str(one.text), "source": source_words(one.source), "printed": one.printed}


def found_words(words: str, rows: int) -> str:
    """What a search found, in a sentence."""
    if not rows:
        return _("Nothing holds “%(words)s”. Try fewer letters.") % {"words": words}
    return ngettext("%(n)s procedure found", "%(n)s procedures found", rows) % {"n": number(rows)}


