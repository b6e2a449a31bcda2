"""The `senim` command: one word for each thing that an installation does.

A verb is a function named as "module:function" (it gets the rest of the words, and its number is the exit code), or a
management command of a context, which needs no line here: `senim import_areas file.geojson` runs territory's command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Verb:
    """A word of the command line. `target` is "module:function"; `django` says whether it needs the settings."""

    target: str
    help: str
    django: bool = True


NOT_INSTALLED = """senim: this verb needs the library of analysis, and "{missing}" is not installed.
Install the extra: pip install "senim[analysis]" """

VERBS = {
    "prepare": Verb("senim.cli:prepare", "catalogues, database and static files, as this version needs them"),
    "serve": Verb("senim.kernel.serve:main", "web workers, job worker and schedule in one process group", django=False),
    "work": Verb("senim.kernel.work:main", "jobs and schedule alone; --once does what is due and ends"),
    "migrate": Verb("senim.cli:migrate", "bring the database to this version"),
    "audit": Verb("senim.kernel.audit_command:run", "verify: name the first broken row; digest: the seal as it is now"),
    "backup": Verb("senim.kernel.keeping.command:backup", "a sealed copy while the system runs; --check reads one"),
    "restore": Verb("senim.kernel.keeping.command:restore", "a copy into an empty installation, proved", django=False),
    "keys": Verb("senim.kernel.keys.command:run", "list, rotate NAME, export FILE, import FILE"),
    "appeals": Verb("senim.exchange.command:main", "import FILE --mapping M: appeals of another system; --dry-run"),
    "catalogues": Verb("senim.kernel.catalogues:main", "check and compile Kazakh and Russian", django=False),
    "docs": Verb("senim.config.reference:main", "write docs/reference from the code; --check compares"),
    "django": Verb("senim.cli:django_command", "any command of Django itself: senim django shell"),
    "scan": Verb(
        "senim_analysis.commands:scan", "a plain file of incidents to a ranked list of problems", django=False
    ),
    "nearrepeat": Verb(
        "senim_analysis.commands:nearrepeat", "how near and how soon the next event follows", django=False
    ),
    "assess": Verb("senim_analysis.commands:assess", "did a measure work, or did the problem move", django=False),
    "blackspots": Verb("senim_analysis.commands:blackspots", "crashes by a legal rule to black spots", django=False),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code: 0 done, 1 refused, 2 unknown."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    name, rest = (words[0], words[1:]) if words else ("help", [])
    if name in ("help", "-h", "--help"):
        print(usage())
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senim.config.settings")
    verb = VERBS.get(name)
    if verb is None or verb.django:
        set_up()
    if verb is not None:
        function = _function(verb.target)
        return 1 if function is None else int(function(rest) or 0)
    if name in commands():
        return django_command([name, *rest])
    print(f"senim: unknown verb {name!r}\n\n{usage()}", file=sys.stderr)
    return 2


def usage() -> str:
    """Every verb with a line of help, then the contexts' own commands."""
    rows = [f"  {name:<20} {verb.help}" for name, verb in VERBS.items()]
    rows += [f"  {name:<20} ({context})" for name, context in sorted(commands().items()) if name not in VERBS]
    return "senim VERB [...]\n\n" + "\n".join(rows)


def commands() -> dict[str, str]:
    """Management commands of our own contexts: name -> context. Read from the folders; nothing is imported."""
    files = ROOT.glob("*/management/commands/[a-z]*.py")
    return {file.stem: file.parts[-4] for file in files}


def set_up() -> None:
    """Load the settings and the contexts, once."""
    import django

    django.setup()


def django_command(words: Sequence[str]) -> int:
    """Hand the words to Django's own command line."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["senim", *words])
    return 0


def migrate(words: Sequence[str] = ()) -> int:
    """Bring the database to this version; quick when it is there already."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if steps or words:
        print(f"database: {len(steps)} steps to this version")
        call_command("migrate", *words, interactive=False, verbosity=1 if words else 0)
    return 0


def prepare(_words: Sequence[str] = ()) -> int:
    """All that must stand before the first request. Each step looks first whether it is needed."""
    from django.conf import settings
    from django.core.management import call_command

    from senim.kernel import catalogues

    for folder in catalogues.contexts():
        catalogues.compile_folder(folder)
    migrate()
    call_command("load_procedures", verbosity=0)
    stamp = Path(settings.STATIC_ROOT) / ".made-from"
    if not stamp.exists() or stamp.read_text() != _static_state():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(_static_state())
    return 0


def _static_state() -> str:
    """What the static files were made from: our files by time, the others by the version of their package."""
    from importlib.metadata import version

    ours = [f"{file}:{file.stat().st_mtime_ns}" for file in sorted(ROOT.glob("*/static/**/*")) if file.is_file()]
    theirs = [f"{name}={version(name)}" for name in ("Django", "django-htmx", "django-leaflet", "django-allauth")]
    return "\n".join(theirs + ours)


def _function(target: str) -> Callable[[list[str]], int | None] | None:
    """What a verb names; None, with a sentence, where it is of the library of analysis and that is not installed."""
    module, _, name = target.partition(":")
    try:
        function: Callable[[list[str]], int | None] = getattr(import_module(module), name)
    except ModuleNotFoundError as missing:
        if not module.startswith("senim_analysis"):
            raise
        print(NOT_INSTALLED.format(missing=missing.name), file=sys.stderr)
        return None
    return function


if __name__ == "__main__":
    raise SystemExit(main())
