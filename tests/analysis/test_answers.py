"""The known answers: every public function has a small case, and each case gives what it says."""

from __future__ import annotations

import contextlib
import doctest
import inspect
import io
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

import senim_analysis as sa

PAGE = Path(__file__).with_name("answers.md")
CASE = re.compile(r"^## (\w+)\n\n(.+?)\n\n```python\n(.+?)\n```$", re.MULTILINE | re.DOTALL)
CASES = {name: (words, code) for name, words, code in CASE.findall(PAGE.read_text("utf-8"))}


def test_every_public_function_has_a_known_answer() -> None:
    functions = {name for name in sa.__all__ if inspect.isfunction(getattr(sa, name))}
    assert functions - set(CASES) == set(), "a case in answers.md"
    assert set(CASES) - functions == set()
    assert list(CASES) == sorted(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_case_gives_what_it_says(name: str) -> None:
    words, code = CASES[name]
    given = {"np": np, "sa": sa, "sparse": sparse, "date": date}
    case = doctest.DocTestParser().get_doctest(code + "\n", given, name, str(PAGE), 0)
    wrong = io.StringIO()
    with contextlib.redirect_stdout(wrong):
        outcome = doctest.DocTestRunner().run(case)
    assert outcome.failed == 0, wrong.getvalue()
    assert words and f"sa.{name}(" in code and case.examples[-1].want
