"""`senim concept export FILE.json` writes the Concept 2024-2028 as data; `senim concept check` reads it and counts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from senim.concept import export
from senim.concept.loader import BadDataError, concept


class Command(BaseCommand):
    help = "the Concept 2024-2028 as data: check counts it, export FILE.json writes it (- for the screen)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        steps.add_parser("check", help="read the data files and count what they hold")
        steps.add_parser("export", help="write one JSON document").add_argument("file", help="FILE.json, or - to print")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = concept()
        except BadDataError as error:
            raise CommandError(str(error)) from error
        said = ", ".join(f"{value} {name}" for name, value in export.counts(found).items())
        if options["step"] == "export":
            self._write(options["file"])
            said = f"{options['file']}: {said}"
        (self.stderr if options.get("file") == "-" else self.stdout).write(said)

    def _write(self, name: str) -> None:
        text = json.dumps(export.document(), ensure_ascii=False, indent=1) + "\n"
        if name == "-":
            self.stdout.write(text, ending="")
            return
        try:
            Path(name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(str(error)) from error
