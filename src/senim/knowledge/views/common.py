"""What the pages share."""

from __future__ import annotations


def whole(text: str | None) -> int:
    """A whole number that was sent; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
