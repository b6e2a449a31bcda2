"""The manual of the library of analysis: every public name with its form, its words and its known answer."""

from __future__ import annotations

import ast
import re

from senim.config.reference.house import first_line, table
from senim.config.reference.library import (
    Public,
    answers,
    exported,
    form,
    publics,
    refusals,
    result_of,
    tests,
    tree_of,
)

HEAD = """\
# Analysis

`import senim_analysis as sa`, installed as the extra `analysis`. A walk through it:
[tutorial](../tutorial/from-a-file-to-a-sentence.md). Why its answers are what they are:
[explanation](../explanation/analysis.md).

Below each function stands its known answer: a small case with the place that its number is from, run by a test
([answers.md](../../tests/analysis/answers.md)), and the names of the tests that hold the function to more than that.
Before each case: `import numpy as np`, `import senim_analysis as sa`, `from datetime import date`,
`from scipy import sparse`.

What holds for all of them:

* Arrays have one dimension and one length, a row an event: `[event]`; other shapes are named where they are asked for.
  Lists and arrays are taken alike and never changed.
* `x`, `y`: metres of one projection; degrees are refused. `t`: float days, or `datetime64`, which become days since the
  midnight before the first. Distances, bandwidths, cells and radii are metres, intervals days, densities per km².
* `seed`: the same seed gives the same answer on any number of workers; without one the answer of tests with chance
  differs from call to call. `executor` (`concurrent.futures`) takes the heavy parts, `progress` is called with 0 to 1,
  `cancel` is asked whether to stop (`Cancelled`).
* What has no honest answer raises `AnalysisRefused`; all codes stand [at the end](#refusals). What weakens an answer is
  a note on the result, in `.notes`, and in words of kk, ru, en by `.cautions(language)`.
* Results are frozen: `.method`, `.n`, `.parameters`, `.notes` and the fields named with each function. `.to_dict()` is
  plain JSON, `.sentence(language)` the finding in words."""


def page() -> str:
    """An overview, then each module with its functions and results, then what is refused."""
    every = publics()
    functions = sorted((one for one in every if isinstance(one.node, ast.FunctionDef)), key=lambda one: one.name)
    rows = [[f"[`{one.name}`](#{one.name})", _gist(one)] for one in functions]
    lines = [HEAD, "", *table(["function", "what it does"], rows)]
    for module in sorted({one.module for one in every}):
        lines += ["", f"## `{module}`", "", first_line(ast.get_docstring(tree_of(module)))]
        for one in every:
            if one.module == module:
                lines += _section(one)
    said = [[f"`{one.code}`", one.says] for one in refusals()]
    return "\n".join([*lines, "", "## Refusals", "", *table(["code", "what it says"], said)])


def _gist(one: Public) -> str:
    """The first sentence of what a function says of itself."""
    return re.split(r"(?<!et al)\. ", first_line(one.words), maxsplit=1)[0].rstrip(".")


def _section(one: Public) -> list[str]:
    """One name: its form, its words, what it gives, its known answer, its tests."""
    lines = ["", f"### {one.name}", "", *_block(one), "", *one.words.splitlines()]
    if isinstance(one.node, ast.ClassDef):
        return lines
    result = result_of(one)
    if result and result.name in exported():
        lines += ["", f"Gives [`{result.name}`](#{result.name.lower()})."]
    elif result:
        lines += ["", "Gives:", "", *_block(result), "", *result.words.splitlines()]
    if one.name in answers():
        lines += ["", f"**Known answer.** {answers()[one.name]}"]
    return lines + _held(one.name)


def _block(one: Public) -> list[str]:
    return ["```python", form(one.node), "```"]


def _held(name: str) -> list[str]:
    """The tests that call a function, by file."""
    files: dict[str, list[str]] = {}
    for names, file, says in tests():
        if name in names:
            files.setdefault(file, []).append(says)
    told = [f"[{file.rsplit('/', 1)[1]}](../../{file}): {'; '.join(says)}." for file, says in files.items()]
    return ["", "Held to more in " + " ".join(told)] if told else []
