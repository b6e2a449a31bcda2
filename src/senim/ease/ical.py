"""iCalendar (RFC 5545) as text. Pure: entries go in, a file comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from senim.kernel.clock import local

#: Kazakhstan's rule: one zone (+05) since 1 March 2024; Almaty had +06 before, from the end of summer time on.
ZONE = """BEGIN:VTIMEZONE
TZID:Asia/Almaty
BEGIN:STANDARD
DTSTART:20041031T030000
TZOFFSETFROM:+0700
TZOFFSETTO:+0600
TZNAME:+06
END:STANDARD
BEGIN:STANDARD
DTSTART:20240301T000000
TZOFFSETFROM:+0600
TZOFFSETTO:+0500
TZNAME:+05
END:STANDARD
END:VTIMEZONE"""
#: Octets of a line, without its end.
WIDTH = 75


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is told. changed_at: since when it says this; cancelled: it is taken back."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    whole_day: bool
    summary: str
    url: str
    cancelled: bool = False


def calendar(name: str, events: Iterable[Event]) -> str:
    """A whole file. Lines end with CRLF and are folded at 75 octets; no letter is torn."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Senim//Calendar of a post//KK", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", "X-WR-TIMEZONE:Asia/Almaty",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", *ZONE.splitlines(),
    ]
    for one in events:
        lines += _event(one)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(one: Event) -> list[str]:
    if one.whole_day:
        times = [f"DTSTART;VALUE=DATE:{local(one.starts_at):%Y%m%d}", f"DTEND;VALUE=DATE:{local(one.ends_at):%Y%m%d}"]
    else:
        times = [
            f"DTSTART;TZID=Asia/Almaty:{local(one.starts_at):%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Asia/Almaty:{local(one.ends_at):%Y%m%dT%H%M%S}",
        ]
    changed = f"{one.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return [
        "BEGIN:VEVENT", f"UID:{one.uid}", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{one.sequence}", f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}", *times,
        f"SUMMARY:{escaped(one.summary)}", *([f"URL:{one.url}", f"DESCRIPTION:{escaped(one.url)}"] if one.url else []),
        f"TRANSP:{'TRANSPARENT' if one.whole_day or one.cancelled else 'OPAQUE'}", "CLASS:PRIVATE", "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11)."""
    for sign, said in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(sign, said)
    return text


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets; the next ones begin with a space (RFC 5545, 3.1)."""
    pieces, now, room = [], "", WIDTH
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(now)
            now, room = "", WIDTH - 1  # the space counts
        now, room = now + letter, room - size
    return "\r\n ".join([*pieces, now])
