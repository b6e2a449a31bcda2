"""One answer for several appeals: the list to choose from, who is left out and why, and every letter before it goes."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from senim.appeals import apart, catalogue
from senim.appeals.actions.answer import Words
from senim.appeals.actions.together import Said
from senim.appeals.apart import Why
from senim.appeals.domain import OUTCOMES, Outcome, Part
from senim.appeals.models import TogetherPart
from senim.appeals.presenters.parts import card_of
from senim.kernel.clock import now


class PartRow(NamedTuple):
    """An appeal of the press: its number, what it is about, where; and why it is left out, "" where it is not."""

    number: str
    url: str
    category: str
    place: str
    language: str
    state: str
    why: str


def part_row(part: TogetherPart) -> PartRow:
    appeal = part.appeal
    return PartRow(
        appeal.number,
        reverse("appeals:desk", args=[appeal.number]),
        str(catalogue.category(appeal.category).label),
        "" if appeal.sensitive else appeal.place,
        appeal.language,
        part.state,
        str(apart.WHY[Why(part.why)]) if part.state == Part.LEFT and part.why else "",
    )


def letters(parts: list[TogetherPart], said: Said, post_id: int | None) -> list[dict[str, Any]]:
    """Each letter as its applicant will read it: in the applicant's language, its headings too."""
    found = []
    for part in parts:
        words = said.words(part.appeal.language)
        if words is not None:
            letter = _letter(words, part.appeal.language, part.appeal.holder_id or post_id)
            found.append({
                "number": part.appeal.number, "language": part.appeal.language, "place": part.appeal.place,
                "letter": letter,
            })
    return found


def _letter(words: Words, language: str, post_id: int | None) -> str:
    with translation.override(language):
        answer: dict[str, Any] = {
            "outcome": str(OUTCOMES[words.outcome]), "text": words.text, "done": words.done, "where": words.where,
            "when": words.when, "reason": words.reason, "at": now(), "card": card_of(post_id),
            "final": words.outcome is not Outcome.PLAN, "files": [],
        }
        return render_to_string("appeals/parts/answer.html", {"answer": answer})
