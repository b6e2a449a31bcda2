"""`senim demo`: loads the invented district and prints the sign-ins. A second run changes nothing."""

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from senim.demo.keys import api_key
from senim.demo.load import SEED, NotADemonstration, applicant_links, load
from senim.demo.people import PASSWORD, Member, staff
from senim.demo.stories import TOTAL

WORDS = {"land": "land", "people": "people", "writing": "writing a year of appeals", "appeals": "appeals",
         "incidents": "calls and offences",
         "problems": "problem files", "living": "the last days", "partnership": "the interagency group",
         "documents": "papers", "cabinet": "visits of inspectors", "rota": "the duty calendar",
         "concept": "reports on the Concept",
         "reception": "visitors and receptions on the road",
         "tips": "protected messages", "registers": "look-ups",
         "notices": "notices to residents",
         "reach": "points within reach",
         "exchange": "files of other systems",
         "offline": "devices", "knowledge": "procedures"}


class Command(BaseCommand):
    help = "Load the invented demonstration district and print its sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED, help="another seed makes another district")
        parser.add_argument("--appeals", type=int, default=TOTAL, help="how many appeals, at least 1500 (12000)")
        parser.add_argument("--quiet", action="store_true", help="print no progress and no sign-ins")

    def handle(self, **options: Any) -> None:
        quiet, began = options["quiet"], time.monotonic()
        try:
            changed = load((lambda *_: None) if quiet else self._tell, options["seed"], options["appeals"])
        except NotADemonstration as error:
            raise CommandError(str(error)) from error
        if quiet:
            return
        took = f"loaded in {time.monotonic() - began:.0f} s" if changed else "is there already; nothing changed"
        print(f"\rDemonstration district {took}. Everything in it is invented.")
        self._sign_ins(options["seed"])

    @staticmethod
    def _tell(step: str, done: int, total: int) -> None:
        ends = "\n" if done == total else ""
        print(f"\r  {WORDS.get(step, step)}: {done} of {total}    ", end=ends, file=sys.stderr, flush=True)

    @staticmethod
    def _sign_ins(seed: int) -> None:
        roster = staff(seed)
        roles = {chair.code: chair.role for chair in roster.chairs}
        print(f"Sign-ins ({settings.BASE_URL}), all with the password {PASSWORD}")
        print("(printed on purpose: these accounts exist only in a demonstration):")
        for member in roster.members:
            if member.sign_in:
                role = "trainee" if member.kind == "trainee" else roles[member.chair]
                print(f"  {role:<18} {member.email:<42} {_who(member)}")
        print("Pages of two invented applicants, who need no account:")
        for state, address in applicant_links():
            print(f"  applicant: {address} ({state})")
        print(f"For other applications ({settings.BASE_URL}/en/systems/):")
        print(f"  api_key: {api_key()}")


def _who(member: Member) -> str:
    return f"{member.person.name} ({member.chair})"
