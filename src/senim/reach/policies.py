"""May this be recorded, set, asked? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from senim.kernel.errors import Refused
from senim.reach.domain import BOUNDS, EQUIPMENT, MOST_LOTS, MOST_POSTS, Code, State
from senim.reach.words import REFUSALS

#: A personal number, or a mobile telephone: the note of a point is public.
_PERSONAL = re.compile(r"(?<!\d)\d{12}(?!\d)|(?:\+7|(?<!\d)8)[\s(-]*7\d{2}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")
Lot = tuple[str, float, float]


def refuse(code: str, *, field: str | None = None, **params: object) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def check_condition(state: State, since: date, note: str, equipment: Mapping[str, int], today: date) -> None:
    """A state that residents may be told, of a day that has been."""
    if since > today:
        raise refuse("since_future", field="since")
    if state is State.CLOSED and not note.strip():
        raise refuse("closed_why", field="note")
    if _PERSONAL.search(note):
        raise refuse("note_personal", field="note")
    for code, count in equipment.items():
        if code not in EQUIPMENT or isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= 999:
            raise refuse("equipment", field=code)


def check_yardstick(code: Code, value: float, source: str, others: Mapping[Code, float]) -> None:
    """A value of a person's walk, with its source; slow stays slow."""
    low, high = BOUNDS[code]
    if not low <= value <= high:
        raise refuse("value", field="value", low=low, high=high)
    if len(source.strip()) < 10:
        raise refuse("source", field="source")
    pair = {**others, code: value}
    if pair[Code.SLOW] > pair[Code.PACE]:
        raise refuse("slow_pace", field="value")


def check_posts(posts: int) -> None:
    if not 1 <= posts <= MOST_POSTS:
        raise refuse("posts", field="posts", most=MOST_POSTS)


def read_lots(text: str, posts: int) -> list[Lot]:
    """Lots as people write them, a line each: name; longitude; latitude (commas or points as decimal signs)."""
    found: list[Lot] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = [one.strip() for one in re.split(r"[;\t]", line)]
        try:
            name, lon, lat = cells[0], *(float(one.replace(",", ".")) for one in cells[1:3])
        except ValueError:
            raise refuse("lot_line", field="lots", line=number) from None
        if len(cells) < 3 or not name or not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise refuse("lot_line", field="lots", line=number)
        found.append((name[:120], lon, lat))
    if len(found) > MOST_LOTS:
        raise refuse("lots_many", field="lots", most=MOST_LOTS)
    if len(found) < posts:
        raise refuse("lots_few", field="lots")
    return found
