"""senim import_incidents FILE --feed CODE: read a file of incidents, say what is in it, count it."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from senim.incidents import actions
from senim.incidents.domain import FeedKind
from senim.incidents.importing.issues import sentence
from senim.incidents.models import Batch, Feed, RowError
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

#: Row errors printed; the page of the file shows a thousand.
SHOWN = 40


class Command(BaseCommand):
    help = "Bring in a file of incidents (CSV, XLSX, Parquet, GeoJSON, ArcGIS JSON; .gz is unpacked)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--feed", required=True, help="code of the source; a new code makes a new source")
        parser.add_argument("--name", default="", help="name of a new source")
        parser.add_argument("--kind", choices=[str(one) for one in FeedKind], default=str(FeedKind.RESIDENT))
        parser.add_argument("--zone", default="Asia/Almaty", help="zone of the local times of a new source")
        parser.add_argument("--area", default="", help="path of the area for which a new source is kept")
        parser.add_argument(
            "--complete",
            action="store_true",
            help="the file holds all events of its period: what is missing counts no longer",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what is in the file; count nothing")
        parser.add_argument("--language", choices=("kk", "ru", "en"), default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            batch = self._checked(options)
            self._tell(batch, options["language"])
            if not options["dry_run"]:
                actions.apply(actor=_actor(), batch_id=batch.pk)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        batch.refresh_from_db()
        self.stdout.write(f"{batch.state}: {batch.quality.get('written', {})}  {time.monotonic() - started:.1f} s")

    def _checked(self, options: dict[str, Any]) -> Batch:
        path: Path = options["file"]
        name = options["name"] or options["feed"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from error
        feed = actions.create_feed(
            actor=_actor(),
            code=options["feed"],
            name=Label(name, name, name),
            kind=FeedKind(options["kind"]),
            zone=options["zone"],
            area_path=options["area"],
        )
        return actions.check(
            batch_id=actions.receive(
                actor=_actor(),
                feed=Feed.objects.get(pk=feed.pk),
                name=path.name,
                content=content,
                complete=options["complete"],
            ).pk
        )

    def _tell(self, batch: Batch, language: str) -> None:
        for one in RowError.objects.filter(batch=batch, is_error=True).order_by("row", "pk")[:SHOWN]:
            self.stderr.write(f"{one.row}\t{one.column}\t{sentence(one.code, one.value, language)}")
        for note in batch.quality["notes"]:
            self.stdout.write(note[language])
        columns = ", ".join(f"{role}={name}" for role, name in batch.options.get("mapping", {}).items())
        self.stdout.write(f"rows {batch.rows}, taken {batch.accepted}, left out {batch.refused}; {columns}")


def _actor() -> Actor:
    return Actor.system("command line")
