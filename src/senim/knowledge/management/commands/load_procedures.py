"""Lay the procedures of this release into the tables (`senim load_procedures`); safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from senim.knowledge.shipped import load


class Command(BaseCommand):
    help = "procedures of this release: new texts become versions; what the owner wrote stays"

    def handle(self, *args: Any, **options: Any) -> None:
        added = load()
        if options["verbosity"]:
            self.stdout.write(f"{added} versions added")
