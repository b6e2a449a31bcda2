"""Drawn faces of the invented staff: kind, neutral, nobody's, with the words that say so in the picture itself.

The picture has its own quiet ground, so it reads the same on a light and on a dark page.
"""

import random
from xml.sax.saxutils import escape

from senim.demo.names import KAZAKH_F, OTHER, RUSSIAN_F

GROUNDS = ("#dce8ee", "#e7e3d5", "#e0eadf", "#ece2e7", "#e3e3ef")
SKINS = ("#f0c9a4", "#e6b78c", "#d9a679", "#f3d3b3")
HAIRS = ("#1f1a17", "#2e221b", "#4a3524", "#6d4c2f")
UNIFORM, SHIRT, LINE = "#24405e", "#e9eff5", "#3a2a20"
_WOMEN = frozenset((*KAZAKH_F, *RUSSIAN_F, *(given for _, given, gender in OTHER if gender == "f")))


def portrait(name: str, label: str) -> str:
    """An SVG of 160 by 200 units; the same name always has the same face. `label` says that the person is invented."""
    rng = random.Random(f"face:{name}")
    ground, skin, hair = rng.choice(GROUNDS), rng.choice(SKINS), rng.choice(HAIRS)
    woman = any(part in _WOMEN for part in name.split())
    title = escape(f"{name} ({label})" if name else label)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 200" role="img"><title>{title}</title>',
        f'<rect width="160" height="200" fill="{ground}"/>',
        _hair_behind(hair) if woman else "",
        f'<path d="M18 176c2-34 26-46 62-46s60 12 62 46z" fill="{UNIFORM}"/>',
        f'<path d="M62 130l18 22 18-22z" fill="{SHIRT}"/><path d="M68 112h24v22l-12 12-12-12z" fill="{skin}"/>',
        _head(skin, rng),
        _hair(hair, rng),
        _look(rng),
        '<rect y="176" width="160" height="24" fill="#fff"/>',
        '<text x="80" y="192" text-anchor="middle" font-family="sans-serif" font-size="12" fill="#222">',
        f"{escape(label)}</text></svg>",
    ]
    return "".join(parts)


def _hair_behind(hair: str) -> str:
    return f'<path d="M42 84c0-40 76-40 76 0v42c-10 10-66 10-76 0z" fill="{hair}"/>'


def _head(skin: str, rng: random.Random) -> str:
    wide = rng.choice((30, 32, 34))
    return (
        f'<ellipse cx="80" cy="84" rx="{wide}" ry="39" fill="{skin}"/>'
        f'<circle cx="{80 - wide}" cy="88" r="6" fill="{skin}"/><circle cx="{80 + wide}" cy="88" r="6" fill="{skin}"/>'
    )


def _hair(hair: str, rng: random.Random) -> str:
    brow = rng.choice((60, 63, 66))
    return f'<path d="M46 84C38 34 122 34 114 84C112 70 104 {brow} 80 {brow}S48 70 46 84Z" fill="{hair}"/>'


def _look(rng: random.Random) -> str:
    """Eyes, brows, nose and a slight smile; sometimes glasses."""
    apart, smile = rng.choice((13, 14, 15)), rng.choice((4, 5, 6))
    left, right = 80 - apart, 80 + apart
    glasses = (
        f'<g fill="none" stroke="{LINE}" stroke-width="1.6"><circle cx="{left}" cy="85" r="9"/>'
        f'<circle cx="{right}" cy="85" r="9"/><path d="M{left + 9} 85h{2 * apart - 18}"/></g>'
        if rng.random() < 0.22 else ""
    )
    return (
        f'<g fill="{LINE}"><circle cx="{left}" cy="86" r="3"/><circle cx="{right}" cy="86" r="3"/></g>'
        f'<g fill="none" stroke="{LINE}" stroke-width="2" stroke-linecap="round">'
        f'<path d="M{left - 6} 77q6-3 12 0M{right - 6} 77q6-3 12 0"/><path d="M80 90l-3 9h5"/>'
        f'<path d="M70 107q10 {smile} 20 0"/></g>{glasses}'
    )
