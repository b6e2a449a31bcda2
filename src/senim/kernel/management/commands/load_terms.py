"""Write the legal terms of this release into the table (`senim load_terms`); safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from senim.kernel.legal import load_terms


class Command(BaseCommand):
    help = "Write the legal terms of this release into the table; rows that somebody verified stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_terms()} rows new or changed")
