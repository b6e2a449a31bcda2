"""Registers and camera images as files: what an authority hands over on a disk works the same day.

A register is two files in DATA_DIR/registers: `persons.toml` that describes it and `persons.csv` (or .json, a list of
objects) beside it:

    title = {kk = "...", ru = "...", en = "..."}
    subject = "iin"            # or "plate"
    key = "iin"                # the column of the subject
    as_of = 2026-11-01
    source = "..."
    [[column]]                 # what is shown, in this order; other columns are never read out
    name = "status"
    title = {kk = "...", ru = "...", en = "..."}

Cameras are DATA_DIR/cameras/cameras.csv (code;kk;ru;en;lon;lat), images beside it as CODE/2026-11-22T14-05.jpg, named
by Kazakhstan's clock.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from senim.kernel.clock import local
from senim.kernel.labels import Label
from senim.registers.domain import Answer, Camera, Still, SubjectKind, Unavailable

_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
#: What an image may be, by its first bytes.
_MIMES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}
MOST_BYTES = 8_000_000


class FileRegister:
    """A register in a table. It reads the table for each question and keeps nothing of it in memory."""

    fake = False

    def __init__(self, description: Path) -> None:
        told = tomllib.loads(description.read_text("utf-8"))
        self.code = description.stem
        self.title = Label(**told["title"])
        self.subject = SubjectKind(told["subject"])
        self._key, self._told = told["key"], told
        self._columns = [(one["name"], Label(**one["title"])) for one in told["column"]]
        self._description = description

    def look_up(self, subject: str) -> Answer | None:
        """The first row of exactly this subject, or None. Raises Unavailable where the table cannot be read."""
        try:
            row = next((row for row in self._rows() if str(row.get(self._key, "")).strip() == subject), None)
        except (OSError, ValueError, csv.Error, AttributeError) as error:
            raise Unavailable(self.code) from error
        if row is None:
            return None
        lines = tuple((title, str(row.get(name, "")).strip()) for name, title in self._columns)
        return Answer(tuple(line for line in lines if line[1]), self._told.get("as_of"), self._told.get("source", ""))

    def _rows(self) -> Iterator[dict[str, Any]]:
        table = self._description.with_suffix(".json")
        if table.exists():
            yield from json.loads(table.read_text("utf-8"))
            return
        with self._description.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            yield from csv.DictReader(file, delimiter=";" if first.count(";") > first.count(",") else ",")


class FileCameras:
    """Images in folders, one a minute at most, named by the minute."""

    fake = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def cameras(self) -> Sequence[Camera]:
        """The cameras of the list; none where there is no list."""
        try:
            with (self._folder / "cameras.csv").open(encoding="utf-8-sig", newline="") as file:
                rows = [row for row in csv.reader(file, delimiter=";") if len(row) == 6 and _CODE.fullmatch(row[0])]
            return [Camera(code, Label(kk, ru, en), float(lon), float(lat)) for code, kk, ru, en, lon, lat in rows]
        except (OSError, ValueError):
            return []

    def still(self, code: str, at: datetime) -> Still | None:
        """The image of a camera at a minute. Raises Unavailable where it is there and is no image."""
        if not _CODE.fullmatch(code):
            return None
        path = self._folder / code / f"{local(at):%Y-%m-%dT%H-%M}.jpg"
        if not path.is_file():
            return None
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
        mime = next((mime for start, mime in _MIMES.items() if content.startswith(start)), "")
        if not mime:
            raise Unavailable(code)
        return Still(content, mime, at)
