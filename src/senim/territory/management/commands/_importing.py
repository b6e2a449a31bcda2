"""What the import commands share: read the file, check it, say what it would do, do it."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from senim.kernel import clock
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.territory import actions
from senim.territory.domain import ImportKind
from senim.territory.importing.issues import sentence
from senim.territory.importing.plan import Options
from senim.territory.models import ImportRun

#: Errors and notes printed; the page of the import shows a thousand.
SHOWN = 40


class ImportCommand(BaseCommand):
    """Base of import_areas, import_streets, import_addresses and import_points."""

    kind: ImportKind

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file; .gz is unpacked")
        parser.add_argument("--from", dest="valid_from", type=date.fromisoformat, default=None,
                            help="the day from which it holds, YYYY-MM-DD (today)")
        parser.add_argument("--source", default="", help="where the file comes from, with its licence")
        parser.add_argument("--area", default="", help="KATO or beat code for rows that name none")
        parser.add_argument("--dry-run", action="store_true", help="say what would change; change nothing")
        parser.add_argument("--skip-bad", action="store_true", help="leave out rows with errors")
        parser.add_argument("--language", choices=("kk", "ru", "en"), default="en", help="language of the messages")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            try:
                run = self._checked(options)
                self._tell(run)
                if not options["dry_run"]:
                    run = actions.apply(actor=self._actor(), run_id=run.id, skip_bad=options["skip_bad"])
                    self.stdout.write(self.style.SUCCESS(_("Applied.")))
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal

    def _checked(self, options: dict[str, Any]) -> ImportRun:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from error
        run = actions.receive(
            actor=self._actor(), kind=self.kind, name=path.name, content=content, options=self.options(options))
        return actions.check(run_id=run.id)

    def options(self, given: dict[str, Any]) -> Options:
        return Options(valid_from=given["valid_from"] or clock.today(), source=given["source"], area_code=given["area"])

    def _actor(self) -> Actor:
        return Actor.system("command line")

    def _tell(self, run: ImportRun) -> None:
        for row, code, params in run.notes[:SHOWN]:
            self.stdout.write(f"{row or ''}\t{sentence(code, params)}".lstrip("\t"))
        for row, code, params in run.errors[:SHOWN]:
            self.stderr.write(_("Row %(row)s: %(text)s") % {"row": row, "text": sentence(code, params)}
                              if row else sentence(code, params))
        if run.error_count > SHOWN:
            self.stderr.write(sentence("too_many_errors", {"shown": SHOWN, "all": run.error_count}))
        counts = {"new": 0, "changed": 0, "same": 0, "closed": 0, **run.counts, "errors": run.error_count}
        self.stdout.write(_("New: %(new)d; changed: %(changed)d; the same: %(same)d; ended: %(closed)d; "
                            "errors: %(errors)d.") % counts)
