"""Settings: every environment variable that config/settings.py reads, with its default and its comment."""

from __future__ import annotations

import ast
import re

from senim import cli
from senim.config.reference.house import ROOT, first_line, table

SOURCE = ROOT / "config" / "settings.py"


def page() -> str:
    """The table of variables in the order of the file."""
    rows = [[f"`SENIM_{name}`", f"`{default}`" if default else "", note] for name, default, note in variables()]
    return "\n".join([
        "# Settings", "",
        "Environment variables set an installation up, nothing else. Each has a default that works on a laptop.", "",
        *table(["variable", "default", "what it is"], rows),
    ])


def variables() -> list[tuple[str, str, str]]:
    """(name without SENIM_, default, note) of every `env(...)` and `flag(...)`, each name once."""
    text = SOURCE.read_text(encoding="utf-8")
    lines = text.splitlines()
    found: dict[str, tuple[str, str, str]] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("env", "flag"):
            first, *rest = node.args or [ast.Constant("")]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                default = _default(rest[0]) if rest else ("0" if node.func.id == "flag" else "")
                found.setdefault(first.value, (first.value, default, _note(lines, node.lineno - 1)))
    return [found[name] for name in sorted(found)]


def _default(node: ast.expr) -> str:
    # "str(25 * 1024 * 1024)" and f-strings are shown as written: the reader sees where they come from.
    if isinstance(node, ast.Constant):
        return str(int(node.value)) if isinstance(node.value, bool) else str(node.value)
    text = ast.unparse(node)
    return text[4:-1] if text.startswith("str(") else text


def _note(lines: list[str], at: int) -> str:
    """The "#:" lines directly above the statement, the docstring of its function, or the comment at the line's end."""
    notes: list[str] = []
    for line in (lines[index].strip() for index in range(at - 1, -1, -1)):
        if not line.startswith("#:"):
            break
        notes.insert(0, line[2:].strip())
    above = lines[at - 1].strip()
    if not notes and above.startswith('"""'):
        return above.strip('"').removeprefix("SENIM_DATABASE_URL: ")
    tail = re.search(r"  #:? (?!noqa)(.*)$", lines[at])
    return " ".join(notes) or (tail[1] if tail else "")


def commands_page() -> str:
    """The verbs of `run` and of `senim`."""
    run = (ROOT.parents[1] / "run").read_text(encoding="utf-8")
    verbs = re.findall(r"^    ([a-z]+)\) .*?# (.*)$", run, re.MULTILINE)
    tasks = [[f"`./run {name}`", text] for name, text in verbs]
    own = [[f"`senim {name}`", verb.help] for name, verb in cli.VERBS.items()]
    commands = [[f"`senim {name}`", _help(name, context)] for name, context in sorted(cli.commands().items())]
    return "\n".join([
        "# Commands", "", "## `./run`", "", *table(["verb", "what it does"], tasks), "",
        "## `senim`", "", "In the environment that `./run` makes: `.venv/bin/senim VERB`.", "",
        *table(["verb", "what it does"], own + [row for row in commands if row[0] not in [one[0] for one in own]]),
    ])


def _help(name: str, context: str) -> str:
    """What a command says of itself: its `help`, else the docstring of its module."""
    path = ROOT / context / "management" / "commands" / f"{name}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["help"]:
            return str(ast.literal_eval(node.value))
    return first_line(ast.get_docstring(tree))
