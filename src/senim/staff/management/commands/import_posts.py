"""Bring in staff posts from a table (`senim import_posts posts.xlsx --dry-run`)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from senim.kernel.scoping import Actor
from senim.staff.import_plan import NotClean, Plan, carry_out, plan
from senim.staff.import_words import sentence


class Command(BaseCommand):
    help = "Bring in posts and people from CSV or XLSX; --dry-run says what would change. Whole or not at all."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")
        parser.add_argument("--language", choices=("kk", "ru", "en"), default="ru", help="language of the sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"no such file: {path}")
        actor = Actor.system("import_posts")
        with override(options["language"]):
            try:
                made = (plan if options["dry_run"] else carry_out)(path.read_bytes(), actor=actor)
            except NotClean as error:
                made = error.plan
            self._say(made, written=not options["dry_run"] and made.is_clean)
        if not made.is_clean:
            raise CommandError(f"{len(made.problems)} to mend; nothing was written")

    def _say(self, made: Plan, *, written: bool) -> None:
        for problem in made.problems:
            self.stderr.write(f"{problem.row}: {sentence(problem)}")
        self.stdout.write(
            f"{'written' if written else 'checked'}: {len(made.rows)} rows; new posts {made.new_posts}, changed "
            f"{made.changed_posts}, people {made.new_people}, areas {made.new_areas}, holdings {made.new_holdings}"
        )
