"""Procedures as they count today; each read says how many queries it asks."""

from __future__ import annotations

from senim.kernel.clock import today
from senim.kernel.scoping import Scope
from senim.kernel.text import sort_key, tokens
from senim.knowledge import memory
from senim.knowledge.domain import Group
from senim.knowledge.memory import Edition
from senim.knowledge.permissions import can_read, not_yours

_PLACE = {one.value: place for place, one in enumerate(Group)}


def editions(scope: Scope) -> list[Edition]:
    """Every procedure that counts today and may be read: all of them, or what is public. No query."""
    seen = can_read(scope)
    found = [one for one in memory.all_on(today()) if seen or (one.public and one.text.ready)]
    return sorted(found, key=lambda one: (_PLACE[one.group], one.order))


def edition(scope: Scope, code: str) -> Edition:
    """One procedure as it counts today. Raises NotYours. No query."""
    found = memory.on(code, today())
    if found is None or not (can_read(scope) or (found.public and found.text.ready)):
        raise not_yours()
    return found


def search(scope: Scope, words: str, language: str) -> list[Edition]:
    """What holds words that begin so, all in one language, however the letters were typed; by name as a dictionary.

    No words: everything.
    """
    wanted = tokens(words)
    found = [one for one in editions(scope) if any(_holds(one, wanted, place) for place in range(3))]
    return sorted(found, key=lambda one: sort_key(one.text.title.in_(language)))


def _holds(one: Edition, wanted: list[str], place: int) -> bool:
    labels = [one.text.title, one.text.when, *(step.text for step in one.text.steps)]
    there = tokens(" ".join(label[place] for label in labels))
    return all(any(token.startswith(word) for token in there) for word in wanted)
