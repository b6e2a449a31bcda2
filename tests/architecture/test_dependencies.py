"""What we build on: declared, argued, locked with hashes and without addresses."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, code

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OURS = {"senim", "senim_analysis"}
#: Comes with a declared package and is a part of its public face.
COME_ALONG = {"django-stubs-ext": "django-tasks", "fido2": "django-allauth"}


def name_of(requirement: str) -> str:
    return re.split(r"[\s\[<>=!;~]", requirement, maxsplit=1)[0].lower().replace("_", "-")


CORE = {name_of(one) for one in PROJECT["dependencies"]}
#: An extra may ask for another one of ours, which is no package.
EXTRAS = {name_of(one) for group in PROJECT["optional-dependencies"].values() for one in group} - OURS


def locked(file: str) -> dict[str, str]:
    rows = re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    return {name.lower().replace("_", "-"): version for name, version in rows}


def imported() -> set[tuple[str, str]]:
    """(top package, file) of every import in src, that of the standard library and our own left out."""
    found = set()
    for path, tree in code("**/*.py"):
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            found |= {(name.split(".")[0], str(path.relative_to(ROOT))) for name in names}
    return {(name, file) for name, file in found if name not in {*sys.stdlib_module_names, *OURS}}


def test_what_is_imported_is_declared() -> None:
    owners = packages_distributions()
    undeclared = set()
    for name, file in imported():
        mine = {owner.lower().replace("_", "-") for owner in owners.get(name, [name])}
        # Test tools may be named by a context's testing.py; no running process imports it.
        allowed = CORE | set(COME_ALONG) | (EXTRAS if Path(file).name == "testing.py" else set())
        # Extras are imported where a person asked for them, and say what to install when they are not there.
        if not mine & (allowed | {"psycopg", "typst", "python-docx", "scipy", "pyjwt"}):
            undeclared.add(f"{file}: {name}")
    assert undeclared == set()


@pytest.mark.parametrize(("file", "names"), [("requirements.lock", CORE), ("requirements-test.lock", CORE | EXTRAS)])
def test_the_lock_holds_what_is_declared(file: str, names: set[str]) -> None:
    assert names - set(locked(file)) == set()


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-test.lock"])
def test_the_lock_has_hashes_and_no_addresses(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert "://" not in text
    assert "@ " not in text
    assert re.findall(r"^[\w.-]+==[^\\\n]*$", text, re.MULTILINE) == [], "a row without a hash"


def test_both_locks_agree() -> None:
    core, all_of_it = locked("requirements.lock"), locked("requirements-test.lock")
    assert {name: version for name, version in core.items() if all_of_it.get(name) != version} == {}


def test_every_dependency_is_argued() -> None:
    page = (ROOT / "docs/dependencies.md").read_text("utf-8").lower()
    silent = {name for name in CORE | EXTRAS if name not in page and not name.startswith("types-")}
    assert silent == set()
