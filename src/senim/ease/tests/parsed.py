"""iCalendar read back strictly: what RFC 5545 asks of every line is checked, and properties come out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", re.DOTALL)
_NEEDED = {"VCALENDAR": {"VERSION", "PRODID"}, "VEVENT": {"UID", "DTSTAMP", "DTSTART"}, "VTIMEZONE": {"TZID"}}


@dataclass
class Part:
    """A component: its properties (name -> (parameters, value)) and its parts."""

    kind: str
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def text(self, name: str) -> str:
        value = self.values[name][1]
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"{name} is not escaped: {value}"
        return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)

    def when(self, name: str) -> date | datetime:
        parameters, value = self.values[name]
        if "VALUE=DATE" in parameters:
            return datetime.strptime(value, "%Y%m%d").date()
        if value.endswith("Z"):
            return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        zone = parameters.removeprefix(";TZID=")
        return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(zone))


def parse(raw: bytes) -> Part:
    """The VCALENDAR of a file. Fails with a sentence where a rule is broken."""
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b""), "lines end with CRLF"
    lines = raw.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in lines), "no line is longer than 75 octets"
    for line in lines:
        line.decode()  # a fold tears no letter
    root = Part("")
    open_ = [root]
    for line in re.sub(r"\r\n[ \t]", "", raw.decode()).split("\r\n")[:-1]:
        found = _LINE.fullmatch(line)
        assert found, f"no content line: {line!r}"
        name, parameters, value = found.groups()
        if name == "BEGIN":
            part = Part(value)
            open_[-1].parts.append(part)
            open_.append(part)
        elif name == "END":
            part = open_.pop()
            assert part.kind == value and _NEEDED.get(value, set()) <= set(part.values), f"{value} lacks something"
        else:
            assert name not in open_[-1].values, f"{name} stands twice"
            open_[-1].values[name] = (parameters, value)
    assert len(open_) == 1 and len(root.parts) == 1
    return root.parts[0]


def events(raw: bytes) -> list[Part]:
    return [part for part in parse(raw).parts if part.kind == "VEVENT"]
