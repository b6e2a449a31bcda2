"""What the pages share."""

from __future__ import annotations


def whole(text: str | None) -> int | None:
    """A whole number out of an address; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None
