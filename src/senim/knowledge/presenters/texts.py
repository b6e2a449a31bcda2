"""Versions in words: the list, the history of one procedure, two versions side by side."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from senim.kernel.clock import today
from senim.kernel.labels import Label
from senim.kernel.text import sort_key
from senim.knowledge.domain import STATES, State, Text
from senim.knowledge.models import Procedure, Version
from senim.staff import api as staff
from senim.web.words import day, language, number, when

KEPT = gettext_lazy("The draft is kept.")
SENT = gettext_lazy("Sent for approval: a second person looks at it.")
APPROVED = gettext_lazy("Approved.")
RETURNED = gettext_lazy("Given back to be written on.")
ENDED = gettext_lazy("The end is entered.")


def list_rows(procedures: list[Procedure]) -> list[dict[str, Any]]:
    """Procedures by name, what waits first."""
    rows = [_list_row(one) for one in procedures]
    return sorted(rows, key=lambda row: (row["place"], sort_key(row["title"])))


def _list_row(one: Procedure) -> dict[str, Any]:
    versions = list(one.versions.all())
    newest, in_force = versions[0], current(versions)
    open_one = newest if newest.state != State.APPROVED else None
    text = Text.from_json((in_force or newest).body)
    words = _("version %(n)s") % {"n": number(in_force.number)} if in_force else _("nothing in force")
    if open_one is not None:
        words = f"{words}; {number(open_one.number)}: {STATES[State(open_one.state)]}"
    return {
        "title": str(text.title),
        "url": reverse("knowledge:text", args=[one.code]),
        "status": words if text.ready else _("text to be approved"),
        "kind": "warn" if open_one is not None or not text.ready else "",
        "hint": words if not text.ready else "",
        "place": 0 if open_one is not None and open_one.state == State.WAITING else 1,
    }


def current(versions: list[Version]) -> Version | None:
    """The version that counts today."""
    begun = [one for one in versions if one.state == State.APPROVED and one.valid_from and one.valid_from <= today()]
    return max(begun, key=lambda one: (one.valid_from, one.number), default=None)


def version_rows(procedure: Procedure) -> list[dict[str, Any]]:
    """Every version of a procedure, the newest first."""
    versions = list(procedure.versions.all())
    in_force = current(versions)
    return [version_row(one, in_force is not None and one.pk == in_force.pk) for one in versions]


def version_row(one: Version, counts: bool) -> dict[str, Any]:
    facts = [
        day(one.valid_from) if one.valid_from else "",
        _("until %(day)s: %(why)s") % {"day": day(one.valid_to), "why": one.ended_why} if one.valid_to else "",
        _("of the release") if one.shipped else "",
        _("for residents too") if one.is_public else "",
        _("approved by %(who)s") % {"who": staff.person_name(one.approved_by_id, language())}
        if one.approved_by_id
        else "",
    ]
    return {
        "number": one.number,
        "url": reverse("knowledge:version", args=[one.pk]),
        "state": _("counts today") if counts else str(STATES[State(one.state)]),
        "kind": "good" if counts else "warn" if one.state != State.APPROVED else "",
        "facts": " · ".join(str(fact) for fact in facts if fact),
    }


def version_page(one: Version, old: Version | None, account_id: int | None) -> dict[str, Any]:
    """One version laid beside the one before it, and what may be done with it."""
    new_text = Text.from_json(one.body)
    old_text = Text.from_json(old.body) if old is not None else None
    return {
        "version": one,
        "title": str(new_text.title),
        "code": one.procedure.code,
        "state": str(STATES[State(one.state)]),
        "basis": new_text.basis,
        "old_number": old.number if old is not None else None,
        "rows": compare(old_text, new_text),
        "is_draft": one.state == State.DRAFT,
        "waits": one.state == State.WAITING,
        "author": account_id in one.authors,
        "public_change": old is not None and old.is_public != one.is_public,
        "facts": [
            {"key": key, "value": value}
            for key, value in (
                (_("By which document"), new_text.basis),
                (_("Written by"), ", ".join(staff.person_name(who, language()) for who in one.authors if who)),
                (_("Sent"), when(one.sent_at) if one.sent_at else ""),
                (_("Given back because"), one.returned),
                (_("Residents may read it"), _("yes") if one.is_public else _("no")),
            )
            if value
        ],
    }


def compare(old: Text | None, new: Text) -> list[dict[str, Any]]:
    """Two texts line by line. kind: same, changed, moved, added, removed; was, now: three languages each."""
    if old is None:
        return [_line(_("Step"), None, one.text, "added") for one in new.steps]
    rows = [
        _line(_("The name of it"), old.title, new.title, _kind(old.title, new.title)),
        _line(_("When it is used"), old.when, new.when, _kind(old.when, new.when)),
    ]
    places = {one.id: place for place, one in enumerate(old.steps, 1)}
    were = {one.id: one for one in old.steps}
    for place, one in enumerate(new.steps, 1):
        was = were.get(one.id)
        label = _("Step %(n)s") % {"n": place}
        if was is None:
            rows.append(_line(label, None, one.text, "added"))
            continue
        kind = _kind(was.text, one.text)
        moved = kind == "same" and places[one.id] != place
        rows.append(_line(label, was.text, one.text, "moved" if moved else kind))
    stays = {one.id for one in new.steps}
    rows += [
        _line(_("Step %(n)s") % {"n": places[one.id]}, one.text, None, "removed")
        for one in old.steps
        if one.id not in stays
    ]
    return rows


KINDS = {
    "same": (gettext_lazy("as it was"), ""),
    "changed": (gettext_lazy("changed"), "warn"),
    "moved": (gettext_lazy("another place"), "info"),
    "added": (gettext_lazy("new step"), "good"),
    "removed": (gettext_lazy("step taken out"), "bad"),
}


def _kind(old: Label, new: Label) -> str:
    return "same" if old == new else "changed"


def _line(label: str, old: Label | None, new: Label | None, kind: str) -> dict[str, Any]:
    words, colour = KINDS[kind]
    both = old is None or new is None
    differ = [one for one in ("kk", "ru", "en") if both or old.in_(one) != new.in_(one)]  # type: ignore[union-attr]
    shown = differ if kind in {"changed", "added", "removed"} else ["kk"]
    return {
        "label": label,
        "kind": kind,
        "words": str(words),
        "colour": colour,
        "was": [(one, old.in_(one)) for one in shown] if old is not None else [],
        "now": [(one, new.in_(one) or "—") for one in shown] if new is not None else [],
    }
