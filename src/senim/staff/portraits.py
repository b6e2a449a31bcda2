"""A drawn portrait where there is no photograph: a plain silhouette, the same for the same person, marked as drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from xml.sax.saxutils import escape

#: Quiet pairs of ground and figure; enough contrast for the initials (WCAG AA on white letters).
COLOURS = (
    ("#dbe7ee", "#2f5d74"),
    ("#e6e2d3", "#6b5a2a"),
    ("#dfe9df", "#35613f"),
    ("#ece0e6", "#6d3f56"),
    ("#e2e2ee", "#474a7c"),
)


def initials(name: str) -> str:
    """First letters of the family and given name."""
    return "".join(part[0] for part in name.split()[:2]).upper()


_makers: list[Callable[[str, str], str]] = []


def draw_portraits(maker: Callable[[str, str], str]) -> None:
    """Let the demonstration draw its invented people: `maker(name, label)` gives the SVG that `portrait` would give."""
    if maker not in _makers:
        _makers.append(maker)


def portrait(name: str, label: str) -> str:
    """An SVG of 160 by 200 units: head and shoulders without features, initials, and `label` under it."""
    if _makers and name:
        return _makers[-1](name, label)
    ground, figure = COLOURS[hashlib.sha256(name.encode()).digest()[0] % len(COLOURS)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 200" role="img">'
        f"<title>{escape(f'{name} ({label})' if name else label)}</title>"
        f'<rect width="160" height="200" fill="{ground}"/>'
        f'<circle cx="80" cy="74" r="36" fill="{figure}"/>'
        f'<path d="M16 176c0-38 28-58 64-58s64 20 64 58z" fill="{figure}"/>'
        f'<text x="80" y="160" text-anchor="middle" font-family="sans-serif" font-size="30" font-weight="700" '
        f'fill="#fff">{escape(initials(name))}</text>'
        f'<rect y="176" width="160" height="24" fill="#fff"/>'
        f'<text x="80" y="193" text-anchor="middle" font-family="sans-serif" font-size="13" '
        f'fill="#222">{escape(label)}</text></svg>'
    )
