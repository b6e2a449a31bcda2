"""The passport of a beat: what do we know of it, since when, and from whom? The only door of this context.

of(scope, area_id) -> dict          everything that this person may read, as JSON can keep it: for the offline bundle.
                                    Nine queries at most. Raises NotYours.
on_beat(area_id, language) -> dict | None     what residents read on the page of a beat (1 query): PART under TITLE
acts                                the writes, for the demonstration: add, change, confirm, end, question, answer
Section                             what they take
"""

from __future__ import annotations

from typing import Any

from senim.kernel.scoping import PUBLIC, Scope
from senim.passport import actions as acts
from senim.passport import presenters, selectors
from senim.passport.domain import Section

__all__ = ["PART", "TITLE", "Section", "acts", "of", "on_beat"]

PART = "passport/parts/on_beat.html"
TITLE = presenters.ON_BEAT


def of(scope: Scope, area_id: int) -> dict[str, Any]:
    """{"area", "on", "figures": [...], "sections": [{"code", "title", "rows": [...]}], "problems": [...]}; words are in
    the language of the scope."""
    return presenters.bundle(selectors.of(scope, area_id), scope.language)


def on_beat(area_id: int, language: str) -> dict[str, Any] | None:
    """What residents read of the social map; None where the inspector shows nothing."""
    rows = selectors.shown(PUBLIC, area_id)
    return {"groups": presenters.public_groups(rows, language)} if rows else None
