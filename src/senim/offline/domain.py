"""What lies on a device, what it brings back, and how each thing is answered. No Django here."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as filled
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

#: A bundle says so much of itself that an older page can tell that it does not know it.
FORMAT = 1
#: So long a bundle may lie on a device: a shift of eight hours, the way there and back, and some.
LIFETIME = timedelta(hours=12)
#: Without a touch for so long the page locks itself.
LOCK_MINUTES = 15
#: Rounds of PBKDF2-HMAC-SHA-256 that a new vault is made with; OWASP asks for 600 000 at least (2023).
ROUNDS = 600_000
#: A passphrase is tried offline by whoever holds the device: shorter than this it falls in days.
PASSPHRASE_LENGTH = 12
#: Devices that one person may have at a time.
DEVICES = 5

#: A device whose clock runs off by more than this is told so, and what its clock wrote is set right.
CLOCK_OFF = timedelta(minutes=10)
#: Items in one sending, bytes of their text, bytes of one photo as it leaves the device.
BATCH = 25
TEXT_BYTES = 256 * 1024
PHOTO_BYTES = 3 * 1024 * 1024


class Kind(StrEnum):
    """What a person can write down without a network."""

    VISIT = "visit"
    RUN = "run"


class Answer(StrEnum):
    """How the server answers one item."""

    KEPT = "kept"
    KNOWN = "known"
    REFUSED = "refused"
    ASKS = "asks"


class Time(StrEnum):
    """How the time of an item was settled: as it came, set right by the measured error of the clock, or chosen."""

    PLAIN = "plain"
    CORRECTED = "corrected"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of a device at the moment of sending, beside the server's. off: how far the device runs ahead."""

    off: timedelta

    @classmethod
    def compare(cls, device: datetime, server: datetime) -> Clock:
        return cls(device - server)

    @property
    def is_wrong(self) -> bool:
        return abs(self.off) > CLOCK_OFF

    def set_right(self, moment: datetime) -> datetime:
        """What the server's clock showed when the device's showed `moment`; the same for a clock that is right."""
        return moment - self.off if self.is_wrong else moment


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question about an item: what the device sends back in `choices`, and its words."""

    choice: dict[str, Any]
    words: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of what is in conflict: its title and its rows of words."""

    title: str
    rows: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one item, as the device reads it."""

    token: str
    answer: Answer
    code: str = ""
    words: str = ""
    field: str = ""
    versions: list[Version] = filled(default_factory=list)
    options: list[Option] = filled(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "token": self.token,
            "answer": self.answer.value,
            "code": self.code,
            "words": self.words,
            "field": self.field,
            "versions": [{"title": one.title, "rows": one.rows} for one in self.versions],
            "options": [{"choice": one.choice, "words": one.words} for one in self.options],
        }
