"""A day that a decree made off or working: `senim decree 2026-12-17 --off --ground "..." --act "№ 5"`, or --revoke.

Every process sees it within two seconds; due days of open appeals follow within the next minutes, each with its trace.
"""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from senim.kernel import calendar
from senim.kernel.scoping import Actor


class Command(BaseCommand):
    help = "Enter a day that a decree made a day off or a working day, with its ground and act; or take it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("day", help="the day, as 2026-12-17")
        kind = parser.add_mutually_exclusive_group(required=True)
        kind.add_argument("--off", action="store_true", help="a day off")
        kind.add_argument("--working", action="store_true", help="a working day")
        kind.add_argument("--revoke", action="store_true", help="take the decree on this day back")
        parser.add_argument("--ground", default="", help="why, as people will read it")
        parser.add_argument("--act", default="", help="number and date of the act")
        parser.add_argument("--moved-from", default="", help="the day whose rest or work came here")

    def handle(self, *args: Any, **options: Any) -> None:
        day = _day(options["day"])
        if options["revoke"]:
            found = calendar.revoke(actor=Actor.system(), day=day)
            self.stdout.write(f"{day}: {'taken back' if found else 'there was no decree'}")
            return
        if not options["ground"].strip():
            raise CommandError("--ground says why: people read it on their receipts")
        moved = _day(options["moved_from"]) if options["moved_from"] else None
        calendar.decree(
            actor=Actor.system(), day=day, working=options["working"], ground=options["ground"].strip(),
            act=options["act"].strip(), moved_from=moved,
        )
        self.stdout.write(f"{day}: {'working' if options['working'] else 'off'}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text!r} is no day; write it as 2026-12-17") from None
