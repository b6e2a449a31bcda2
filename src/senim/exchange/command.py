"""senim appeals import FILE --mapping M [--dry-run]: a file of another system from the command line."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from django.utils import translation

from senim.exchange import presenters, selectors
from senim.exchange.actions import files, systems
from senim.exchange.actions.systems import SHIPPED, SystemValues
from senim.exchange.domain import FATES, PARTS, VERDICTS, Fate, FileState, Part, Verdict
from senim.exchange.mapping import schema
from senim.exchange.models import Batch, System
from senim.exchange.rows import sentence
from senim.exchange.wording import FILE
from senim.kernel import spreadsheet
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import SYSTEM, Actor

#: Lines of each sort that are printed.
SHOWN = 20


def main(words: Sequence[str]) -> int:
    """Exit code 0: done; 1: refused, or nothing in the file could be taken."""
    options = _parser().parse_args(list(words))
    with translation.override(options.language):
        try:
            return _import(options)
        except schema.Unfit as unfit:
            _say([fault.said(options.language) for fault in unfit.faults], sys.stderr)
        except (Refused, OSError) as error:
            _say([str(error)], sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="senim appeals")
    verbs = parser.add_subparsers(dest="verb", required=True)
    bring = verbs.add_parser("import", help="bring in appeals of another system: CSV, XLSX or JSON")
    bring.add_argument("file", type=Path)
    ready = ", ".join(SHIPPED)
    bring.add_argument("--mapping", required=True, help=f"a TOML file, the code of a known system, or one of: {ready}")
    bring.add_argument("--area", default="", help="path of the area for which a new system is kept")
    bring.add_argument("--dry-run", action="store_true", help="say what would happen; write nothing")
    bring.add_argument("--refused", type=Path, help="write the refused rows with their reasons into this CSV file")
    bring.add_argument("--language", choices=("kk", "ru", "en"), default="en")
    return parser


def _import(options: argparse.Namespace) -> int:
    actor, began = Actor.system("command line"), time.monotonic()
    content = options.file.read_bytes()
    system = _system(actor, options.mapping, options.area)
    batch = files.receive(actor=actor, system_id=system.pk, name=options.file.name, content=content)
    batch = files.check(batch_id=batch.pk, actor=actor)
    if batch.state == FileState.UNFIT:
        code, value = batch.report["unfit"]
        files.discard(actor=actor, batch_id=batch.pk)
        _say([FILE[code].in_(options.language).format(value=value)], sys.stderr)
        return 1
    _report(batch, options)
    if options.dry_run:
        files.discard(actor=actor, batch_id=batch.pk)
        _say(["-- dry run: nothing was written"])
    elif batch.report[Fate.NEW] or batch.report[Fate.CHANGED]:
        files.begin(actor=actor, batch_id=batch.pk)
        batch = files.write(batch_id=batch.pk, actor=actor)
        _say([_counts(batch.report["written"], options.language)])
    rows, seconds = batch.total, time.monotonic() - began
    _say([f"{rows} rows, {seconds:.1f} s, {rows / max(seconds, 0.001):.0f}/s"])
    return 1 if batch.report[Fate.REFUSED] == rows else 0


def _system(actor: Actor, mapping: str, area: str) -> System:
    """The system of a mapping; made known where it is not. A file's text becomes its next version where it differs."""
    path = Path(mapping)
    toml = path.read_text(encoding="utf-8") if path.is_file() else ""
    code = (schema.read(toml).system or path.stem) if toml else mapping
    found = System.objects.filter(code=code).first()
    if found is not None:
        if toml:
            systems.map_again(actor=actor, system_id=found.pk, toml=toml)
        return found
    if not toml and code not in SHIPPED:
        raise OSError(f"{mapping}: no such file, system or ready mapping")
    name = SHIPPED.get(code, Label(code, code, code))
    return systems.create(actor=actor, values=SystemValues(code, name, area), toml=toml or systems.shipped(code))


def _report(batch: Batch, options: argparse.Namespace) -> None:
    language, found = options.language, selectors.findings(selectors.batch(SYSTEM, batch.pk))
    _say([_counts(batch.report, language)])
    for one in found["changed"][:SHOWN]:
        parts = "; ".join(
            f"{PARTS[Part(part['part'])].in_(language)}: {VERDICTS[Verdict(part['verdict'])].in_(language)}"
            for part in one["parts"]
        )
        _say([f"{one['row']}\t{one['number']} -> {one['appeal']}\t{parts}"])
    for line, code, field, value, _cells in found["refused"][:SHOWN]:
        _say([f"{line}\t{sentence(code, field, value, language)}"], sys.stderr)
    if options.refused and found["refused"]:
        options.refused.write_bytes(spreadsheet.csv_file(presenters.refused_table(found, language)))


def _counts(told: dict[str, int], language: str) -> str:
    return ", ".join(f"{FATES[fate].in_(language)}: {told[fate]}" for fate in Fate)


def _say(lines: list[str], to: TextIO | None = None) -> None:
    for line in lines:
        (to or sys.stdout).write(f"{line}\n")
