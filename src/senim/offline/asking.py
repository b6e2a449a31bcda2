"""What the server does not decide for a person: whose time is right, which of two versions stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from senim.cabinet import api as cabinet
from senim.kernel.clock import now
from senim.offline.clock_words import words as clock_sentence
from senim.offline.domain import CLOCK_OFF, Answer, Answered, Clock, Option, Time, Version
from senim.offline.reading import Item, moment
from senim.offline.wording import (
    ASK_BOTH,
    ASK_CLOCK,
    ASK_FUTURE,
    ASK_OTHER_WORDS,
    CAME,
    DROP_MINE,
    KEEP_BOTH,
    MINE,
    PLACE,
    SENTENCE,
    TAKE,
    TAKE_MINE,
    TAKE_NOW,
    THEIRS,
    WHAT_FOR,
    WHEN,
)
from senim.staff import api as staff
from senim.web.words import when

DROP = {"drop": True}


class Asked(Exception):
    """A question to the person instead of an answer; the item stays on the device until it is answered."""

    def __init__(self, code: str, words: str, options: list[Option], versions: list[Version] | None = None) -> None:
        super().__init__(code)
        self.code, self.words, self.options, self.versions = code, words, options, versions or []

    def answer(self, token: str) -> Answered:
        return Answered(token, Answer.ASKS, self.code, self.words, versions=self.versions, options=self.options)


def error_of(item: Item, clock: Clock) -> timedelta:
    """How far the device ran ahead when the item was written: as known then, else as measured at sending."""
    return item.off if abs(item.off) > CLOCK_OFF else clock.off


def clock_words(off: timedelta, device: datetime, **more: datetime) -> dict[str, str]:
    return clock_sentence(Clock(off), device, **more)


def settle(item: Item, clock: Clock) -> tuple[datetime, Time, timedelta]:
    """(the moment to keep, how it was settled, how far the clock was off). Raises Asked.

    A time that the clock wrote is set right by the clock's error, and both are kept. A time that the person wrote may
    have been read off another clock: the person says which is right. What has not come yet is asked about too.
    """
    off = error_of(item, clock)
    chosen = moment(item.choices.get("at"))
    right = Clock(off)
    if chosen is not None:
        at, time = chosen, Time.CHOSEN
    elif not right.is_wrong:
        at, time = item.at, Time.PLAIN
    elif item.typed:
        corrected = right.set_right(item.at)
        options = [_take(one) for one in (corrected, item.at) if one <= now() + CLOCK_OFF]
        raise Asked("clock", str(ASK_CLOCK) % clock_words(off, item.at), options)
    else:
        at, time = right.set_right(item.at), Time.CORRECTED
    if at > now() + CLOCK_OFF:
        said = str(ASK_FUTURE) % {"device": when(at), "now": when(now())}
        raise Asked("future", said, [Option({"at": now().isoformat()}, str(TAKE_NOW) % {"time": when(now())})])
    return at, time, off


def _take(at: datetime) -> Option:
    return Option({"at": at.isoformat()}, str(TAKE) % {"time": when(at)})


def mine(item: Item) -> Version:
    """The device's version in words."""
    said = item.values
    rows: list[tuple[Any, str]] = [
        (WHEN, when(item.at)),
        (PLACE, said["place"]),
        (WHAT_FOR, str(cabinet.PURPOSES[cabinet.Purpose(said["purpose"])])),
        (CAME, str(cabinet.OUTCOMES[cabinet.Outcome(said["outcome"])])),
        (SENTENCE, said["words"]),
    ]
    return Version(str(MINE), [{"key": str(key), "value": value} for key, value in rows if value])


def _both(item: Item, there: Any) -> list[Version]:
    return [Version(str(THEIRS), cabinet.rows_of(there)), mine(item)]


def both_wrote(item: Item, there: Any) -> Asked:
    """Somebody wrote a visit to the same matter since the day was taken along."""
    said = str(ASK_BOTH) % {"who": staff.person_name(there.account_id)}
    options = [Option({"both": True}, str(KEEP_BOTH)), Option(DROP, str(DROP_MINE))]
    return Asked("both", said, options, _both(item, there))


def other_words(item: Item, there: Any) -> Asked:
    """The server has this very item, with other words than the device."""
    options = [Option({"mine": there.version}, str(TAKE_MINE)), Option(DROP, str(DROP_MINE))]
    return Asked("words", str(ASK_OTHER_WORDS), options, _both(item, there))
