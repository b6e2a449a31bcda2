"""What a scan found, on its way to a problem file: signed, so that nobody opens a file about what no scan said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing

from senim.incidents.domain import Selection

_SALT = "incidents.candidate"
#: Seconds for which a signed candidate is good: the page of a run may stay open over night.
GOOD_FOR = 3 * 86_400


@dataclass(frozen=True, slots=True)
class Candidate:
    """The definition of a problem that a scan offers: selection, its sentence in kk, ru, en, and the run."""

    selection: Selection
    words: dict[str, str]
    run_id: int | None


def sign_candidate(selection: Selection, words: dict[str, str], run_id: int | None = None) -> str:
    """The candidate as a text for a hidden field."""
    data: dict[str, Any] = {"selection": selection.to_json(), "words": words, "run": run_id}
    return signing.dumps(data, salt=_SALT, compress=True)


def read_candidate(text: str) -> Candidate | None:
    """The candidate of a signed text; None where it is not ours or too old."""
    try:
        data = signing.loads(text, salt=_SALT, max_age=GOOD_FOR)
        return Candidate(Selection.from_json(data["selection"]), dict(data["words"]), data["run"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
