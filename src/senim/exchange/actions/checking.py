"""The dry run: every row read as it would be written, and counted; nothing is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from senim.exchange import reading, seal
from senim.exchange.actions import merging
from senim.exchange.domain import NEEDED, Fate, Field, Record
from senim.exchange.faults import Bad, Left
from senim.exchange.mapping import schema
from senim.exchange.models import Batch
from senim.exchange.places import Places
from senim.exchange.rows import Reader
from senim.kernel import clock
from senim.kernel.scoping import Scope

#: Rows looked at in one piece; differences that are shown; words that the mapping lacks and are shown; samples.
PIECE, SHOWN, WORDS, SAMPLE = 500, 200, 60, 40
TELL_EVERY = 0.5
#: Refused rows that are kept with their cells; a file with more has the wrong mapping.
MOST_REFUSED = 20_000


class Pieces:
    """The rows of a file in pieces, with what became of those that are no appeals.

    refused: [line, code, field, value, cells]. left: rows that the mapping leaves out.
    """

    def __init__(self, batch: Batch) -> None:
        self.meaning = schema.read(batch.mapping.toml)
        plain = seal.unpack(batch.content)
        sheet = reading.read(plain, rows=self.meaning.rows, sheet=self.meaning.sheet)
        self.header = sheet.header
        self._check_header()
        self.places = Places(tuple(batch.ground))
        self.reader = Reader(self.meaning, sheet.header, self.places, clock.now())
        self._rows = sheet.rows
        self.samples: dict[str, str] = {}
        self.refused: list[list[Any]] = []
        self.counts = dict.fromkeys(map(str, Fate), 0)
        self.rows = 0

    def _check_header(self) -> None:
        there = schema.placed(self.meaning.columns, self.header)
        doubled = [self.header[place] for place in there.values() if self.header.count(self.header[place]) > 1]
        if doubled:
            raise reading.Unreadable("twice", doubled[0])
        absent = [self.meaning.columns[one][0] for one in NEEDED if one not in there]
        if absent:
            raise reading.Unreadable("no_column", ", ".join(absent))
        self.absent = [names[0] for one, names in self.meaning.columns.items() if one not in there]

    def __iter__(self) -> Iterator[list[Record]]:
        rows = iter(self._rows)
        while taken := list(islice(rows, PIECE)):
            if not self.rows:
                self.samples = samples_of(self.header, taken)
            self.rows += len(taken)
            yield [record for line, cells in taken if (record := self._record(line, cells))]

    def _record(self, line: int, cells: list[str]) -> Record | None:
        try:
            return self.reader.record(line, cells)
        except Left:
            self.counts[Fate.LEFT] += 1
        except Bad as bad:
            self.refuse(line, bad.code, str(bad.field or ""), bad.value, cells)
        return None

    def refuse(self, line: int, code: str, field: str, value: str, cells: list[str]) -> None:
        self.counts[Fate.REFUSED] += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append([line, code, field, value, cells])


def look(batch: Batch, scope: Scope, tell: Callable[[int], None]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what is kept openly of a check, what is kept sealed). Raises reading.Unreadable."""
    pieces = Pieces(batch)
    mark = seal.marker(batch.system_id)
    counts, last = pieces.counts, time.monotonic()
    shown: list[dict[str, Any]] = []
    verdicts: dict[str, int] = {}
    for records in pieces:
        found = merging.compare(scope, batch.system, records, mark)
        counts[Fate.NEW] += len(found.new)
        counts[Fate.SAME] += found.same
        counts[Fate.CHANGED] += len(found.changed)
        for record in found.foreign:
            pieces.refuse(record.row, "other_place", str(Field.NUMBER), record.number, [])
        for one in found.changed:
            for part, verdict in one.verdicts.items():
                verdicts[f"{part}.{verdict}"] = verdicts.get(f"{part}.{verdict}", 0) + 1
            if len(shown) < SHOWN:
                shown.append(_difference(one))
        if time.monotonic() - last > TELL_EVERY:
            last = time.monotonic()
            tell(pieces.rows)
    if not pieces.rows:
        raise reading.Unreadable("no_rows")
    report = {
        "rows": pieces.rows, **counts, "header": pieces.header[:200], "reasons": reasons_of(pieces.refused),
        "unknown": {field: _most(words) for field, words in pieces.reader.unknown.items()}, "verdicts": verdicts,
        "unplaced": pieces.places.passed,
        "absent": pieces.absent,
    }
    return report, {
        "header": pieces.header, "refused": pieces.refused, "changed": shown, "samples": pieces.samples,
    }


def samples_of(header: list[str], rows: list[tuple[int, list[str]]]) -> dict[str, str]:
    """The first filled cell of each column, for whoever says what the columns are."""
    found: dict[str, str] = {}
    for place, name in enumerate(header):
        cells = (cells[place] for _line, cells in rows if place < len(cells) and cells[place])
        found[name] = next(cells, "")[:SAMPLE]
    return found


def reasons_of(refused: list[list[Any]]) -> list[list[Any]]:
    """[code, field, how many], the most frequent first."""
    counted: dict[tuple[str, str], int] = {}
    for _line, code, field, _value, _cells in refused:
        counted[code, field] = counted.get((code, field), 0) + 1
    return [[code, field, many] for (code, field), many in sorted(counted.items(), key=lambda item: -item[1])]


def _most(words: dict[str, int]) -> list[list[Any]]:
    return [[word, many] for word, many in sorted(words.items(), key=lambda item: -item[1])[:WORDS]]


def _difference(one: merging.Differing) -> dict[str, Any]:
    return {
        "row": one.record.row, "number": one.record.number, "appeal": one.held.number,
        "parts": [
            {
                "part": str(part), "verdict": str(verdict), "was": merging.stands(one.held, part),
                "now": {code: merging.said_now(one.record, part, code) for code in ("kk", "ru", "en")},
            }
            for part, verdict in one.verdicts.items()
        ],
    }


def header_of(batch: Batch) -> tuple[list[str], dict[str, str]]:
    """Columns and samples of a file that could not be read with its mapping, for whoever sets them; nothing where it
    has none."""
    try:
        meaning = schema.read(batch.mapping.toml)
        sheet = reading.read(seal.unpack(batch.content), rows=meaning.rows, sheet=meaning.sheet)
        first = list(islice(sheet.rows, SAMPLE))
    except reading.Unreadable:
        return [], {}
    return sheet.header[:200], samples_of(sheet.header, first)
