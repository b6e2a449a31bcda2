"""The library of analysis as its source tells it: public names, forms, results, refusals, known answers.

Read and never imported: the manual can be written where scipy is not installed.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from senim.config.reference.house import ROOT

LIBRARY = ROOT.parent / "senim_analysis"
ANSWERS = ROOT.parents[1] / "tests" / "analysis" / "answers.md"
TESTS = (LIBRARY / "tests", ROOT.parents[1] / "tests" / "analysis")
CASE = re.compile(r"^## (\w+)\n\n(.+?\n\n```python\n.+?\n```)$", re.MULTILINE | re.DOTALL)
WIDE = 100
Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Public:
    """A name: where it stands and what it is."""

    name: str
    module: str
    node: Definition

    @property
    def words(self) -> str:
        return inspect.cleandoc(ast.get_docstring(self.node, clean=False) or "")


class Refusal(NamedTuple):
    """A code and what it says in English; braces stand for what the input brings."""

    code: str
    says: str


@cache
def tree_of(module: str) -> ast.Module:
    """The source of a module, or of the one that a package begins with."""
    place = LIBRARY / module.replace(".", "/")
    return ast.parse((place / "__init__.py" if place.is_dir() else place.with_suffix(".py")).read_text("utf-8"))


def publics() -> list[Public]:
    """The functions and classes of `__all__`, each where it is defined."""
    homes = imported("__init__")
    found = [definition(homes[name], name) for name in exported()]
    return sorted(filter(None, found), key=lambda one: (one.module, one.node.lineno))


def exported() -> list[str]:
    """The strings of `__all__`."""
    for node in tree_of("__init__").body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


def imported(module: str) -> dict[str, str]:
    """Name -> module of the library that it is taken from."""
    return {
        name.asname or name.name: node.module.removeprefix("senim_analysis.")
        for node in tree_of(module).body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("senim_analysis")
        for name in node.names
    }


def definition(module: str, name: str) -> Public | None:
    """Where a name is defined: in its module, or in the one that the module took it from."""
    for node in tree_of(module).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            return Public(name, module, node)
    home = imported(module).get(name)
    return definition(home, name) if home else None


def result_of(one: Public) -> Public | None:
    """The class that a function gives back, where it is one of the library's."""
    returns = one.node.returns if isinstance(one.node, ast.FunctionDef) else None
    return definition(one.module, returns.id) if isinstance(returns, ast.Name) else None


def form(node: Definition) -> str:
    """A function as it is called, or a class with its fields."""
    if isinstance(node, ast.ClassDef):
        rows = [f"    {ast.unparse(one)}" for one in node.body if isinstance(one, ast.AnnAssign)]
        bases = ", ".join(map(ast.unparse, node.bases))
        return "\n".join([f"class {node.name}{f'({bases})' if bases else ''}", *rows])
    gives = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    flat = f"{node.name}({', '.join(_arguments(node))}){gives}"
    apart = "".join(f"    {one},\n" for one in _arguments(node))
    return flat if len(flat) <= WIDE else f"{node.name}(\n{apart}){gives}"


def _arguments(node: ast.FunctionDef) -> Iterator[str]:
    """Each argument with its type and default."""
    given = node.args
    lacking = [None] * (len(given.args) - len(given.defaults))
    for one, default in zip(given.args, [*lacking, *given.defaults], strict=True):
        yield _argument(one, default)
    if given.kwonlyargs:
        yield "*"
    for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield _argument(one, default)


def _argument(one: ast.arg, default: ast.expr | None) -> str:
    return ast.unparse(one) + (f" = {ast.unparse(default)}" if default else "")


# --- what is refused -------------------------------------------------------------------------------------------------


def refusals() -> list[Refusal]:
    """Every refusal of the library, by code; the same code may be said in several ways."""
    found = set()
    for path in sorted(LIBRARY.rglob("*.py")):
        if "tests" not in path.parts:
            module = ".".join(path.relative_to(LIBRARY).with_suffix("").parts)
            found |= {one for node in ast.walk(tree_of(module)) if (one := _refusal(module, node))}
    return sorted(found)


def _refusal(module: str, node: ast.AST) -> Refusal | None:
    if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "AnalysisRefused" and len(node.args) == 2):
        return None
    code, words = node.args
    says = _english(module, words)
    return Refusal(str(code.value), says) if isinstance(code, ast.Constant) and says else None


def _english(module: str, words: ast.expr) -> str:
    """The third of three languages, wherever the words are written down."""
    if isinstance(words, ast.Call) and len(words.args) == 3:
        return str(ast.literal_eval(words.args[2]))
    if isinstance(words, ast.Attribute) and isinstance(words.value, ast.Name):
        home = f"{imported(module)[words.value.id]}.{words.value.id}".removeprefix("senim_analysis.")
        return _english(home, ast.Name(words.attr))
    if not isinstance(words, ast.Name):
        return ""
    for node in tree_of(module).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == words.id:
            return _english(module, node.value)
    return _english(imported(module)[words.id], words) if words.id in imported(module) else ""


# --- the tests -------------------------------------------------------------------------------------------------------


@cache
def answers() -> dict[str, str]:
    """Function -> its known answer: where the number is from, and the code with what it gives."""
    return dict(CASE.findall(ANSWERS.read_text("utf-8")))


@cache
def tests() -> tuple[tuple[frozenset[str], str, str], ...]:
    """(functions that it calls, file from the root, name as a sentence) of every test of the library."""
    found = []
    for path in (path for folder in TESTS for path in sorted(folder.glob("test_*.py"))):
        tree = ast.parse(path.read_text("utf-8"))
        helpers = {node.name: _called(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
        for name, names in helpers.items():
            if name.startswith("test_"):
                inner = [helpers[one] for one in names if one in helpers]
                says = name.removeprefix("test_").replace("_", " ").capitalize()
                found.append((names.union(*inner), path.relative_to(ROOT.parents[1]).as_posix(), says))
    return tuple(found)


def _called(node: ast.AST) -> frozenset[str]:
    """The names of all functions and methods that are called in it."""
    calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    plain = {one.id for one in calls if isinstance(one, ast.Name)}
    return frozenset(plain | {one.attr for one in calls if isinstance(one, ast.Attribute)})
