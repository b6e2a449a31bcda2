"""From what a person said to what the staff page shows."""

from __future__ import annotations

from typing import Any

from senim.quality.domain import Criterion
from senim.quality.selectors import FinalRating
from senim.quality.wording import CANNOT_SAY, CRITERIA, KINDS, MARKS, PARTICIPANTS, SOLVED, TOO_EARLY
from senim.staff import api as staff


def row(found: FinalRating, language: str) -> dict[str, Any]:
    """One final rating: marks in the order of the criteria, in figures and in words."""
    card = staff.officer_card(found.post_id, language) if found.post_id else None
    return {
        "kind": KINDS[found.contact_kind], "participant": PARTICIPANTS[found.participant], "final_at": found.final_at,
        "post": card.title if card else "", "words": found.said.words, "language": found.language,
        "solved": SOLVED[found.said.solved] if found.said.solved else TOO_EARLY,
        "marks": [_mark(found.said.marks.get(criterion)) for criterion in Criterion],
    }


def _mark(mark: int | None) -> dict[str, Any]:
    return {"figure": mark or "–", "words": MARKS[mark] if mark else CANNOT_SAY}


def of_contact(found: FinalRating, language: str) -> dict[str, Any]:
    """One final rating on the page of what was rated: every criterion by name, in figures and in words."""
    said = row(found, language)
    marks = [{"name": CRITERIA[one][0], **mark} for one, mark in zip(Criterion, said["marks"], strict=True)]
    return {**said, "marks": marks}
