"""Knowledge: how is it done? Procedures as checklists with versions. The only door of this context.

cards(scope) -> [Card]          every procedure that counts today and may be read: texts in three languages, steps
                                with ids; from memory, no query. PUBLIC gets the public ones. `Card.to_json()` is for
                                a device.
record_run(actor=, token=, procedure=, version=, ticks=, started_at=, ended_at=, about="") -> Recorded
                                what a device kept of a run, once for a token. ticks: {step id: time}. All times are
                                the device's own, aware; with `sent_at` (its clock when it sends) a wrong clock is
                                reckoned out, both times are kept, and it is marked. What is odd is marked, not
                                refused. Refused: no such procedure or version, a text that awaits, an IIN in the
                                words; NotYours: a post or a token of somebody else.
suggests(purpose, *codes)       say in AppConfig.ready which cards help with a purpose of a visit
suggested(purpose)              those cards as [Suggestion]: code, title, address; for whoever goes out; no query
MARKS                           what may be odd in a run, in words; Recorded.marks are its keys
acts                            the writes, for the demonstration
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from senim.kernel.clock import today
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Scope
from senim.knowledge import acts, memory
from senim.knowledge.actions import runs
from senim.knowledge.domain import GROUPS, MARKS, STANDINGS, Group, Mark, Step, Told
from senim.knowledge.memory import Edition
from senim.knowledge.selectors.cards import editions
from senim.knowledge.suggest import codes_for, suggests

__all__ = ["MARKS", "Card", "Recorded", "Suggestion", "acts", "cards", "record_run", "suggested", "suggests"]


@dataclass(frozen=True, slots=True)
class Card:
    """A procedure in the version that counts today, whole: what a page or a device without a network needs.

    runnable: it has steps and has not ended. caution: on what the text rests, to be shown beside it.
    """

    procedure: str
    version: int
    group: str
    group_name: Label
    title: Label
    when: Label
    steps: tuple[Step, ...]
    valid_from: date
    valid_to: date | None
    ended_why: str
    public: bool
    runnable: bool
    caution: Label
    digest: str

    def to_json(self) -> dict[str, Any]:
        """As a device keeps it: every text as {"kk", "ru", "en"}, days as ISO."""
        return {
            "procedure": self.procedure,
            "version": self.version,
            "group": self.group,
            "group_name": self.group_name._asdict(),
            "title": self.title._asdict(),
            "when": self.when._asdict(),
            "steps": [{"id": one.id, "text": one.text._asdict()} for one in self.steps],
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "ended_why": self.ended_why,
            "runnable": self.runnable,
            "caution": self.caution._asdict(),
        }


def cards(scope: Scope) -> list[Card]:
    """Every procedure that counts today and may be read, in the order of the list. No query."""
    return [_card(one) for one in editions(scope)]


def _card(one: Edition) -> Card:
    text = one.text
    ended = one.valid_to is not None and one.valid_to < today()
    return Card(
        one.code,
        one.number,
        one.group,
        GROUPS[Group(one.group)],
        text.title,
        text.when,
        text.steps,
        one.valid_from,
        one.valid_to,
        one.ended_why,
        one.public,
        text.ready and not ended,
        STANDINGS[text.standing],
        one.digest,
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """A run that was kept. new: False where the token was known. marks: what is odd in it."""

    run_id: int
    new: bool
    marks: tuple[Mark, ...]
    url: str


def record_run(
    *,
    actor: Actor,
    token: str,
    procedure: str,
    version: int,
    ticks: Mapping[str, datetime],
    started_at: datetime,
    ended_at: datetime | None,
    about: str = "",
    sent_at: datetime | None = None,
    place: str = "",
    words: str = "",
    why_open: str = "",
    post_id: int | None = None,
) -> Recorded:
    """Keep a run that a device tells; see the top of this file. Raises Refused, NotYours."""
    run, new = runs.record(
        actor=actor,
        token=token,
        procedure=procedure,
        version=version,
        told=Told(started_at, ended_at, ticks, sent_at),
        about=about,
        said=runs.Said(place, words, why_open),
        post_id=post_id,
    )
    return Recorded(run.pk, new, tuple(Mark(one) for one in run.marks), reverse("knowledge:run", args=[run.pk]))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A card that helps with what somebody goes out for. url takes `?about=` with the key of a duty."""

    code: str
    title: Label
    url: str


def suggested(purpose: str) -> list[Suggestion]:
    """Cards that can be ticked today, for a purpose; show them to whoever goes out. No query."""
    day = today()
    there = [(code, one) for code in codes_for(purpose) if (one := memory.on(code, day)) is not None]
    return [
        Suggestion(code, one.text.title, reverse("knowledge:card", args=[code]))
        for code, one in there
        if one.text.ready and (one.valid_to is None or day <= one.valid_to)
    ]
