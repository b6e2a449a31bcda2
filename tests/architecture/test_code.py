"""Rules of the code that a machine can read."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, SOURCE, code, files, where

LONGEST_FUNCTION = 80
USUAL_FUNCTION = 35
LONGEST_FILE = 600


#: What makes pages: a file of a context, or a package where it outgrew one.
PAGES = ("views", "presenters", "forms", "templatetags")


def test_views_and_presenters_do_not_query() -> None:
    found = [
        where(path, node)
        for path, tree in code(*(f"*/{place}" for name in PAGES for place in (f"{name}.py", f"{name}/**/*.py")))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]
    assert found == [], "views ask selectors and actions"


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


#: A read that needs no scope, and why.
OPEN_READS = {
    "key": "what the asker holds opens one row and no other",
    "secret_hash": "the same: the holder of the link",
    "token": "the same: an invitation, a draft",
    "token_hash": "the same",
    "area_id": "published figures, the same for everyone",
}


#: On whose behalf a write is made: a member of staff, a citizen known by what only a citizen holds, or a partner whose
#: signature was checked.
WHO = {"actor", "secret_hash", "secret", "token", "key", "partner"}
#: What the clockwork of the house asks of its own work: no person is behind it.
CLOCKWORK = {"limit", "after"}


def public_functions(mark: str, *patterns: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Public functions that name `mark` as an attribute in their own lines or decorators."""
    for path, tree in code(*patterns):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and mark in attributes(node):
                yield f"{where(path, node)} {node.name}", node


def attributes(node: ast.FunctionDef) -> set[str]:
    parts = [*node.decorator_list, *node.body]
    return {one.attr for part in parts for one in ast.walk(part) if isinstance(one, ast.Attribute)}


def test_writes_say_who_and_take_keywords_only() -> None:
    found = []
    for name, node in public_functions("atomic", "*/actions.py", "*/actions/**/*.py"):
        by_place = {argument.arg for argument in (*node.args.posonlyargs, *node.args.args)}
        named = {argument.arg for argument in node.args.kwonlyargs}
        if by_place - CLOCKWORK or not (named & WHO or by_place | named <= CLOCKWORK):
            found.append(name)
    assert found == [], "def verb(*, actor, ...)"


def test_reads_take_a_scope_first() -> None:
    found = []
    for name, node in public_functions("objects", "*/selectors.py", "*/selectors/**/*.py"):
        first = next((argument.arg for argument in (*node.args.posonlyargs, *node.args.args)), "")
        if first not in {"scope", "actor", *OPEN_READS}:
            found.append(name)
    assert found == [], "def noun(scope, ...)"


def test_no_signals_for_business() -> None:
    found = [
        where(path, node)
        for path, tree in code("**/*.py")
        for node in ast.walk(tree)
        if "django.db.models.signals" in imported(node) or "django.dispatch" in imported(node)
    ]
    assert found == []


def functions() -> Iterator[tuple[str, int]]:
    for path, tree in code("**/*.py"):
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield f"{where(path, node)} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_functions_fit_in_a_glance() -> None:
    sizes = list(functions())
    assert [f"{name} runs {size} lines" for name, size in sizes if size > LONGEST_FUNCTION] == []
    usual = sum(size <= USUAL_FUNCTION for _name, size in sizes)
    assert usual >= 0.9 * len(sizes), f"{usual} of {len(sizes)} fit in {USUAL_FUNCTION} lines"


def test_files_stay_small() -> None:
    long = [path for path in files("**/*.py") if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE]
    assert [str(path.relative_to(ROOT)) for path in long] == []


def test_nothing_is_left_for_later() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCE.rglob("*")
        if path.suffix in (".py", ".html", ".js", ".css") and "locale" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(f" {word}" in line or f"{word}:" in line for word in words)
    ]
    assert found == []


def test_contexts_keep_to_their_doors() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    if not linter.exists():
        pytest.skip("import-linter is not installed here: ./run check runs it")
    words = [linter, "--no-logo", "--no-cache"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-6000:]


#: What a page may fetch is what the installation serves: nothing of the pages names another host.
def test_pages_fetch_nothing_from_elsewhere() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCE.rglob("*")
        if path.suffix in (".html", ".css", ".js")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(f'{mark}"http' in line or f"{mark}http" in line for mark in ("src=", "url(", "@import ", "import("))
    ]
    assert found == []


def test_pages_carry_no_inline_script_or_style() -> None:
    found = []
    for path in SOURCE.rglob("templates/**/*.html"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            is_script = "<script" in line and "src=" not in line and "json" not in line
            if is_script or "<style" in line or ' style="' in line or "hx-on" in line or " onclick=" in line:
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert [row for row in found if "/letters/" not in row and "/mail/" not in row] == []
