"""`senim django purge`: what is over by its rule goes now; --dry-run only says what would."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from senim.kernel import clock, retention
from senim.retention import purge
from senim.retention.verifying import verify


class Command(BaseCommand):
    help = "End what is over by its rule; with --dry-run say what would go, --verify check the tombstones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count only: nothing is changed")
        parser.add_argument("--verify", action="store_true", help="check every tombstone against the log")
        parser.add_argument("--rule", default="", help="one rule by its code, such as appeals.matter")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["rule"] and options["rule"] not in retention.rules():
            raise CommandError(f"no such rule: {options['rule']}; there are {', '.join(retention.rules())}")
        if options["verify"]:
            verdict = verify()
            self.stdout.write(f"{verdict.goings} batches, {verdict.tombstones} tombstones: "
                              f"{'all hold' if verdict.holds else f'broken: {list(verdict.broken)}'}")
            if not verdict.holds:
                raise CommandError("tombstones do not say what they said")
            return
        for rule in retention.rules().values():
            if rule.begins and options["rule"] in {"", rule.code}:
                self._one(rule, dry=options["dry_run"])

    def _one(self, rule: retention.Rule, *, dry: bool) -> None:
        term = rule.period(clock.today())
        gone = 0 if dry or not rule.carried_out else purge.run_rule(rule, rest=False)
        found = purge.count(rule)
        by = "" if rule.carried_out else f" (by {rule.job})"
        self.stdout.write(
            f"{rule.code}: kept {term.value} {term.unit} ({term.mark}), {gone} went, {found.due} over, "
            f"{found.waits} wait, {found.no_clock} not begun, next {found.next_on or '-'}{by}")
