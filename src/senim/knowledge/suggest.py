"""Which cards help with what somebody goes out for: contexts say it once, the day and the visit show a link."""

from __future__ import annotations

_codes: dict[str, tuple[str, ...]] = {}


def suggests(purpose: str, *codes: str) -> None:
    """Show these cards beside a duty or visit of a purpose ("appeal"); call it from `AppConfig.ready`. Adds up."""
    _codes[purpose] = tuple(dict.fromkeys((*_codes.get(purpose, ()), *codes)))


def codes_for(purpose: str) -> tuple[str, ...]:
    """The codes of the cards for a purpose, in the order in which they were said."""
    return _codes.get(purpose, ())
