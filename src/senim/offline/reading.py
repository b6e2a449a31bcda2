"""What a device sends, read strictly: whatever does not fit is refused for that one item, in a sentence."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from senim.cabinet.api import Outcome, Purpose
from senim.kernel.errors import Refused
from senim.offline.domain import Kind
from senim.offline.wording import REFUSALS

#: What a visit says on a device, and the most characters of each.
TEXTS = {"place": 300, "path": 120, "purpose": 10, "outcome": 10, "words": 4000, "next_words": 300, "about": 60}
RUN_TEXTS = {"procedure": 80, "version": 8, "about": 60, "words": 1000, "why_open": 300}
#: Ticks of one card.
TICKS = 200
#: A clock that was never set says 1970; one that is broken says anything.
YEARS = range(1970, 2200)


def refuse(code: str, where: str | None = None) -> Refused:
    return Refused(code, REFUSALS[code], field=where)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a device. at, ended: by the device's clock, aware. typed: whether the person wrote the time.

    off: how far the clock was known to run ahead when it was written. bundle_at: the server's moment of the day that
    it was written over. choices: what the person answered to questions of the server. values: texts and numbers.
    """

    token: str
    kind: Kind
    at: datetime
    typed: bool
    off: timedelta
    values: dict[str, Any]
    choices: dict[str, Any] = field(default_factory=dict)
    bundle_at: datetime | None = None
    ended: datetime | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 of what it says; the same words are the same digest on any device."""
        said = json.dumps([self.kind, self.at.isoformat(), self.values], sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).digest()


def whole(text: str) -> str:
    """A text that any database keeps: half a sign, as a device leaves it that cut an emoji in two, becomes "?"."""
    return text.encode("utf-8", "replace").decode()


def moment(said: Any) -> datetime | None:
    """An aware moment in UTC, or None for what is none, or lies so far off that no clock can be compared with it."""
    try:
        found = datetime.fromisoformat(str(said))
        return found.astimezone(UTC) if found.tzinfo and found.year in YEARS else None
    except (ValueError, OverflowError):
        return None


def token_of(row: Any) -> str:
    """The token of an item that may be anything; "" for none."""
    said: Any = row.get("token") if isinstance(row, Mapping) else ""
    fine = isinstance(said, str) and 16 <= len(said) <= 64 and said.isascii() and said.isprintable()
    return str(said) if fine else ""


def item_of(row: Any) -> Item:
    """Read one item. Raises Refused."""
    token = token_of(row)
    if not token or not isinstance(row.get("values"), Mapping):
        raise refuse("shape")
    try:
        kind = Kind(row.get("kind"))
    except ValueError:
        raise refuse("shape") from None
    at = moment(row.get("at"))
    if at is None:
        raise refuse("time", "at")
    values = _visit(row["values"]) if kind is Kind.VISIT else _run(row["values"])
    choices = row.get("choices")
    return Item(
        token=token,
        kind=kind,
        at=at,
        typed=row.get("typed") is True,
        off=_off(row.get("off")),
        values=values,
        choices=dict(choices) if isinstance(choices, Mapping) else {},
        bundle_at=moment(row.get("bundle_at")),
        ended=moment(row.get("ended")),
    )


def _off(said: Any) -> timedelta:
    number = _number(said)
    return timedelta(seconds=number) if number is not None and abs(number) < 10**9 else timedelta(0)


def _number(said: Any) -> float | None:
    fine = isinstance(said, (int, float)) and not isinstance(said, bool) and math.isfinite(said)
    return float(said) if fine else None


def _texts(said: Mapping[str, Any], most: Mapping[str, int]) -> dict[str, Any]:
    found = {}
    for name, length in most.items():
        text = said.get(name, "")
        if not isinstance(text, str) or "\x00" in text:
            raise refuse("shape", name)
        if len(text) > length:
            raise refuse("long", name)
        found[name] = whole(text).strip()
    return found


def _visit(said: Mapping[str, Any]) -> dict[str, Any]:
    found = _texts(said, TEXTS)
    if found["purpose"] not in set(Purpose):
        raise refuse("purpose", "purpose")
    if found["outcome"] not in set(Outcome):
        raise refuse("outcome", "outcome")
    lon, lat = _number(said.get("lon")), _number(said.get("lat"))
    on_earth = lon is not None and lat is not None and -180 <= lon <= 180 and -90 <= lat <= 90
    found["lon"], found["lat"] = (lon, lat) if on_earth else (None, None)
    found["next_on"] = _day(said.get("next_on"))
    return found


def _day(said: Any) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        raise refuse("shape", "next_on") from None


def _run(said: Mapping[str, Any]) -> dict[str, Any]:
    found = _texts(said, RUN_TEXTS)
    ticks = said.get("ticks")
    if not found["procedure"] or not isinstance(ticks, list) or len(ticks) > TICKS:
        raise refuse("shape", "ticks")
    found["ticks"] = [_tick(one) for one in ticks]
    return found


def _tick(one: Any) -> dict[str, Any]:
    """A step that was ticked, and when: {"step": id, "at": ISO}."""
    at = moment(one.get("at")) if isinstance(one, Mapping) else None
    step = one.get("step") if isinstance(one, Mapping) else None
    if at is None or not isinstance(step, (str, int)) or len(str(step)) > 60:
        raise refuse("shape", "ticks")
    return {"step": str(step), "at": at}
