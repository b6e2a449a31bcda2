"""How far a clock is off, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from senim.kernel.labels import Label
from senim.offline.domain import Clock
from senim.offline.wording import AHEAD, BEHIND
from senim.web.words import when

HOURS = Label("{h} сағ {m} мин", "{h} ч {m} мин", "{h} h {m} min")
DAYS = Label("{d} күн {h} сағ", "{d} сут {h} ч", "{d} d {h} h")


def gap(off: timedelta) -> str:
    """A gap without its sign: "1 күн 2 сағ", "0 сағ 25 мин"."""
    minutes = round(abs(off).total_seconds() / 60)
    days, rest = divmod(minutes, 24 * 60)
    if days:
        return str(DAYS).format(d=days, h=rest // 60)
    return str(HOURS).format(h=rest // 60, m=rest % 60)


def words(clock: Clock, device: datetime, **more: datetime) -> dict[str, str]:
    """What the sentences about a wrong clock are filled with."""
    way = AHEAD if clock.off > timedelta(0) else BEHIND
    return {"off": gap(clock.off), "way": str(way), "device": when(device)} | {
        name: when(moment) for name, moment in more.items()
    }
