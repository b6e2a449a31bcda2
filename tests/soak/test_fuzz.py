"""Whatever anybody sends to any address as anybody: a page or a sentence, never a fault.

A round takes an address of the house, somebody who comes, and what the page's own forms would send with some of it
spoiled: words, numbers, days, files, parts of the address, the query. Each request is undone. A fault names the round,
and SENIM_SOAK_SEED with the same number of rounds makes it again.

    SENIM_SOAK_INPUTS=100000 ./run soak -k fuzz
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from senim.kernel.scoping import Role
from tests.architecture.house import Address
from tests.soak.conftest import Teller, on
from tests.test_walk import WITHOUT_ACCOUNT, Place, Walker, _ours, _walker, built, place  # noqa: F401 - its world

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

INPUTS = int(os.environ.get("SENIM_SOAK_INPUTS", "100000"))
SEED = int(os.environ.get("SENIM_SOAK_SEED", "1"))

WORDS = [
    "",
    " ",
    "\u00a0",
    "0",
    "-1",
    "1",
    "9" * 40,
    "1e309",
    "NaN",
    "Infinity",
    "-0",
    "٣",
    "½",
    "1,5",
    "1.5",
    "true",
    "null",
    "[]",
    "{}",
    '{"a": [1, {"b": null}]}',
    '"',
    "'",
    "''; DROP TABLE x; --",
    "%",
    "%s %(x)s %%",
    "{0} {x!r}",
    "<b>&amp;</b>",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "\\..\\..\\",
    "a\x00b",
    "\x00",
    "\r\nSet-Cookie: a=b",
    "\u202eab",
    "👮🏽‍♀️",
    "Ә" * 5000,
    "ұ" * 200_000,
    "a b\tc\nd",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "31.02.2026",
    "2026-05-12T25:61",
    "12:00",
    "24:00",
    "kk",
    "xx",
    "on",
    "=1+1",
    "@SUM(A1)",
    "/1/",
    "/1/19/203/",
    "7K3M-42QX-9",
    "appeals:1",
    ":",
    "a:b:c",
    "70.005",
    "-181",
    "91",
    "1;2",
    "+7 701 000 00 00",
    "010203400055",
    "é\u0301",
    "\ufeff",
    "\uffff",
]


def _zip(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return packed.getvalue()


CROSSED = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":'
    '{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[1,0],[0,0]]]}}]}'
)
FILES: list[tuple[str, bytes]] = [
    ("a.csv", b""),
    ("a.csv", b"\xff\xfe\x00"),
    ("a.csv", 'аты;күні\n"x;2026-02-30\n'.encode()),
    ("a.csv", b"a,b\n1\n1,2,3\n"),
    ("a.csv", ("x" * 70_000 + "\n").encode()),
    ("a.json", b"{"),
    ("a.json", b"[" * 2000),
    ("a.json", b'{"type":"FeatureCollection"}'),
    ("a.geojson", CROSSED.encode()),
    ("a.geojson", b'{"type":"FeatureCollection","features":[{"geometry":{"type":"Point","coordinates":["x",null]}}]}'),
    ("a.xlsx", b"PK\x03\x04"),
    ("a.xlsx", _zip("xl/workbook.xml", b"<x")),
    ("a.xlsx", _zip("[Content_Types].xml", b"<Types/>")),
    ("a.zip", _zip("a.csv", b"a\n" * 100_000)),
    ("a.toml", b"a = ["),
    ("a.toml", b"[fields]\nx = 1\n"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
    ("a.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 20),
    ("a.pdf", b"%PDF-1.4\n%%EOF"),
    ("../../a.txt", b"x"),
    ("а\u202egpj.exe", b"MZ"),
]


@dataclass
class Fields(HTMLParser):
    """What the forms of a page would send: name -> the values that it offers; names of its files."""

    offered: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    select: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.offered.setdefault(self.select, []).append(given.get("value", ""))
        elif tag in ("input", "textarea", "button") and name:
            if given.get("type") == "file":
                self.files.add(name)
            else:
                self.offered.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""


@dataclass
class Fuzzer:
    """Rounds by chance; what each page offers is looked up once."""

    place: Place
    chance: random.Random
    walkers: list[Walker]
    addresses: list[Address]
    known: dict[tuple[str, str], Fields] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)

    def round(self) -> str:
        """One input; the fault that it made, or nothing."""
        one = self.chance.choice(self.addresses)
        walker = self.chance.choice(self._may_come(one) if self.chance.random() < 0.85 else self.walkers)
        path = self._path(one)
        method = self.chance.choice(("get", "post", "post"))
        data = self._data(walker, one)
        try:
            if method == "get":
                path += "?" + "&".join(f"{quote(name)}={quote(str(value))}" for name, value in data.items())[:3000]
                response = walker.ask("get", path)
            else:
                response = walker.ask("post", path, data, script=self.chance.random() < 0.1)
        except Exception as fault:  # noqa: BLE001 - any fault is what is looked for
            return f"{walker.name}: {method} {path[:200]} {str(data)[:400]} -> {type(fault).__name__}: {fault}"
        self.statuses[response.status_code] += 1
        if response.status_code >= 500 and response.status_code != 503:
            cause = getattr(response, "exc_info", None) or ("", "")
            return f"{walker.name}: {method} {path[:200]} {str(data)[:400]} -> {response.status_code} {cause[1]!r}"
        return ""

    def _may_come(self, one: Address) -> list[Walker]:
        if one.access.kind == "public":
            return self.walkers[:2]
        return [who for who in self.walkers[1:] if one.access.kind != "role" or who.role in one.access.roles]

    def _path(self, one: Address) -> str:
        if self.chance.random() < 0.85 or not one.converters:
            return self.place.path(one)
        part = self.chance.choice(list(one.converters))
        wrong = self.chance.choice(
            ["0", "-1", "9" * 30, "x", "a" * 300, "\u0663", "%00", "..", "kk", "👮", "2026-02-30"]
        )
        path, right = self.place.path(one), str(self.place.parts.get(part, ""))
        return path.replace(right, quote(wrong), 1) if right else path

    def _data(self, walker: Walker, one: Address) -> dict[str, Any]:
        fields = self._fields(walker, one)
        spoil: Callable[[], Any] = lambda: self.chance.choice(WORDS)  # noqa: E731 - a word for a line
        data: dict[str, Any] = {
            name: self.chance.choice(offered) if self.chance.random() < 0.6 else spoil()
            for name, offered in fields.offered.items()
            if name != "csrfmiddlewaretoken" and self.chance.random() < 0.9
        }
        for name in fields.files:
            if self.chance.random() < 0.8:
                data[name] = SimpleUploadedFile(*self.chance.choice(FILES))
        if self.chance.random() < 0.3:
            data[
                self.chance.choice(["page", "q", "area", "since", "until", "post", "sort", "next", "id", "lon", "lat"])
            ] = spoil()
        return data

    def _fields(self, walker: Walker, one: Address) -> Fields:
        key = (walker.name, one.name)
        if key not in self.known:
            found = Fields()
            response = walker.ask("get", self.place.path(one))
            if response.status_code == 200 and not response.streaming and "html" in response.get("Content-Type", ""):
                found.feed(response.content.decode())
            self.known[key] = found
        return self.known[key]


def test_no_input_makes_a_fault(place: Place, told: Teller) -> None:  # noqa: F811 - the fixture of that name
    walkers = [_walker(place, "anonymous"), *(_walker(place, role) for role in Role if role not in WITHOUT_ACCOUNT)]
    fuzzer = Fuzzer(place, random.Random(SEED), walkers, [one for one in _ours() if one.name != "web:exit"])
    faults = [fault for fault in (fuzzer.round() for _ in range(INPUTS)) if fault]
    assert len(fuzzer.known) > 500, "every address was tried by somebody"
    assert faults == [], f"{len(faults)} of {INPUTS}; the first:\n" + "\n".join(faults[:20])
    from django.db import connection

    words = ", ".join(f"{status}: {count}" for status, count in sorted(fuzzer.statuses.items()))
    url = "postgres" if connection.vendor == "postgresql" else ""
    told("spoiled inputs to every address as every role", on(url), f"{INPUTS} inputs, 0 faults ({words}), seed {SEED}")
