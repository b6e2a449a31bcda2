"""Writing in a passport: an entry is written, confirmed, ended; a figure is questioned and the question answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from senim.kernel import audit
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.partnership import api as partnership
from senim.passport import policies
from senim.passport.domain import EMPTY, MOST_PRIORITIES, PARTS, Section
from senim.passport.models import Doubt, Entry, Version
from senim.passport.permissions import check, not_yours
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import when

#: Free words in which nobody may be recognised; a leader's name and contact have fields of their own.
FREE = ("name", "place", "words", "source")


def add(*, actor: Actor, area_id: int, section: Section, content: Mapping[str, Any]) -> Entry:
    """A new entry. Raises NotYours, Refused at the field that is wrong."""
    area = _beat(actor, "passport.write", area_id)
    said = _said(section, content)
    with transaction.atomic():
        _room(section, area.id)
        row = Entry.objects.create(
            area_id=area.id,
            area_path=area.path,
            section=section,
            kind=said["kind"],
            content=_plain(said),
            shown=said["shown"],
            confirmed_on=said["observed_on"],
            edited_at=now(),
            edited_by_id=actor.account_id,
        )
        _note(actor, row, "written")
    return row


def change(*, actor: Actor, entry_id: int, content: Mapping[str, Any], edits: int) -> Entry:
    """Write an entry anew. edits: how often it had been saved when its page was opened.

    Raises NotYours, Refused("changed") where somebody saved it meanwhile: nothing is overwritten unseen.
    """
    with transaction.atomic():
        row = _entry(actor, "passport.write", entry_id)
        said = _said(Section(row.section), content)
        if row.edits != edits:
            who = staff.person_name(row.edited_by_id) or "Senim"
            raise policies.refuse("changed", who=who, when=str(when(row.edited_at)))
        row.kind, row.content, row.shown = said["kind"], _plain(said), said["shown"]
        row.confirmed_on = said["observed_on"]
        _save(actor, row, "written")
    return row


def confirm(*, actor: Actor, entry_id: int) -> Entry:
    """It is still true today; the same day twice is one confirmation."""
    with transaction.atomic():
        row = _entry(actor, "passport.confirm", entry_id)
        if row.confirmed_on < today():
            row.confirmed_on = today()
            _save(actor, row, "confirmed")
    return row


def end(*, actor: Actor, entry_id: int, reason: str) -> Entry:
    """It is no longer so: the entry goes into history with the reason."""
    policies.check(bool(reason.strip()), "reason", "reason")
    policies.check(not partnership.looks_personal(reason), "personal", "reason")
    with transaction.atomic():
        row = _entry(actor, "passport.end", entry_id)
        row.ended_on, row.end_reason, row.shown = today(), reason.strip()[:300], False
        _save(actor, row, "ended")
    return row


def question(*, actor: Actor, area_id: int, figure: str, showed: str, words: str) -> Doubt:
    """Doubt a computed figure; the head and the analyst answer. showed: the figure as the person saw it."""
    area = _beat(actor, "passport.question", area_id)
    policies.check(bool(words.strip()), "asked", "words")
    policies.check(not partnership.looks_personal(words), "personal", "words")
    with transaction.atomic():
        row = Doubt.objects.create(
            area_id=area.id, area_path=area.path, figure=figure[:60], showed=showed[:200], words=words.strip(),
            at=now(), by_id=actor.account_id)
        _log(actor, "figure_questioned", row, area.path, figure=row.figure)
    return row


def answer(*, actor: Actor, doubt_id: int, words: str) -> Doubt:
    """Answer a question about a figure, once."""
    policies.check(bool(words.strip()), "needed", "answer")
    with transaction.atomic():
        row = Doubt.objects.select_for_update(of=("self",)).filter(pk=doubt_id).first()
        if row is None:
            raise not_yours()
        check(actor, "passport.answer", row.area_path)
        policies.check(row.answered_at is None, "answered")
        row.answer, row.answered_at, row.answered_by_id = words.strip(), now(), actor.account_id
        row.save(update_fields=["answer", "answered_at", "answered_by"])
        _log(actor, "question_answered", row, row.area_path, figure=row.figure)
    return row


def _beat(actor: Actor, action: str, area_id: int) -> territory.AreaInfo:
    try:
        area = territory.area(area_id)
    except KeyError:
        raise not_yours() from None
    if area.level is not territory.Level.BEAT:
        raise not_yours()
    check(actor, action, area.path)
    return area


def _entry(actor: Actor, action: str, pk: int) -> Entry:
    row = Entry.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise not_yours()
    check(actor, action, row.area_path)
    policies.check(row.ended_on is None, "ended")
    return row


def _said(section: Section, content: Mapping[str, Any]) -> dict[str, Any]:
    """What belongs to the section, tidied and checked."""
    fields = {*PARTS[section].fields, "source", "observed_on"}
    said = {**EMPTY, **{field: content[field] for field in fields if content.get(field) is not None}}
    said = {field: value.strip() if isinstance(value, str) else value for field, value in said.items()}
    policies.check_content(section, said, today())
    for field in FREE:
        policies.check(not partnership.looks_personal(said[field]), "personal", field)
    return said


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """Content as JSON keeps it: empty fields left out, days as ISO text."""
    return {
        field: value.isoformat() if isinstance(value, date) else value
        for field, value in said.items()
        if value not in {None, "", False} or (field == "count" and value is not None)
    }


def _room(section: Section, area_id: int) -> None:
    if section is Section.PRIORITIES:
        open_now = Entry.objects.filter(area=area_id, section=section, ended_on__isnull=True).count()
        policies.check(open_now < MOST_PRIORITIES, "enough", "name")


def _save(actor: Actor, row: Entry, what: str) -> None:
    row.edits += 1
    row.edited_at, row.edited_by_id = now(), actor.account_id
    row.save()
    _note(actor, row, what)


def _note(actor: Actor, row: Entry, what: str) -> None:
    Version.objects.create(
        entry=row, number=row.edits, what=what, content=row.content, at=row.edited_at, by_id=actor.account_id)
    _log(actor, f"entry_{what}", row, row.area_path, section=row.section, edits=row.edits)


def _log(actor: Actor, action: str, row: Any, path: str, **data: Any) -> None:
    audit.record(actor, f"passport.{action}", (row._meta.model_name, row.pk), area_path=path, data=data)
