"""What every public function owes its caller, whatever it computes."""

from __future__ import annotations

import ast
import dataclasses
import hashlib
import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

import senim_analysis as sa
from senim_analysis import AnalysisRefused
from tests.analysis import calls, forms

SOURCE = Path(sa.__file__).parent
LANGUAGES = ("kk", "ru", "en")
NAMES = sorted(calls.CALLS)
WITH_ARRAYS = [name for name in NAMES if calls.arrays(name)]
WITH_CHANCE = [name for name in NAMES if "seed" in calls.CALLS[name]]
#: Their heavy parts can go to other processes.
LONG = [
    "jacquez",
    "knox",
    "mantel",
    "moran",
    "near_repeat",
    "near_repeat_chains",
    "series",
    "space_time_permutation_scan",
]
#: A matrix or a suggestion is a helper's answer, not a finding: no result and no sentence.
HELPERS = {"grid_neighbours", "scan_probability", "suggested_bandwidth"}
COORDINATES = {"x", "y", "from_x", "from_y", "to_x", "to_y"}
#: What counts or tabulates is right for one row, too.
TABLES = {"grid_counts", "funnel_limits"}


# --- the promise to scripts -------------------------------------------------------------------------------------------


def test_every_name_of_the_issue_is_there() -> None:
    assert [name for name in forms.wanted() if not callable(getattr(sa, name, None))] == []


@pytest.mark.parametrize("name", sorted(forms.wanted()))
def test_it_has_the_form_of_the_issue(name: str) -> None:
    assert forms.differences(name, inspect.signature(getattr(sa, name))) == []


def test_what_is_public_is_named_in_order_and_explained() -> None:
    assert sa.__all__ == sorted(sa.__all__)
    functions = [name for name in sa.__all__ if inspect.isfunction(getattr(sa, name))]
    assert [name for name in functions if len(inspect.getdoc(getattr(sa, name)) or "") < 60] == []
    assert [name for name in forms.wanted() if name not in sa.__all__] == []


def test_every_public_function_says_what_it_refuses_and_where_it_comes_from() -> None:
    told = {
        name: inspect.getdoc(getattr(sa, name)) or "" for name in sa.__all__ if inspect.isfunction(getattr(sa, name))
    }
    assert [name for name, text in told.items() if "Raises AnalysisRefused" not in " ".join(text.split())] == []
    source = re.compile(r"\b(18|19|20)\d\d[;,.):]|\b(18|19|20)\d\d (for|\()|Sources?: \w{3}")
    assert [name for name, text in told.items() if not source.search(text)] == []


def test_every_public_function_is_tried_here() -> None:
    functions = {name for name in sa.__all__ if inspect.isfunction(getattr(sa, name))}
    assert functions - set(calls.CALLS) - HELPERS == set()


# --- the library stands alone -----------------------------------------------------------------------------------------


def test_the_library_imports_neither_django_nor_senim() -> None:
    found = []
    for path in (path for path in SOURCE.rglob("*.py") if "tests" not in path.parts):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.name}: {name}" for name in names if name.split(".")[0] in {"django", "senim"}]
    assert found == []
    assert loaded_by("import senim_analysis") & {"django", "senim"} == set()


def test_web_workers_never_import_it(tmp_path: Path) -> None:
    code = "import senim.config.wsgi; from django.urls import get_resolver; get_resolver().url_patterns"
    (tmp_path / "static").mkdir()
    place = {"SENIM_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "senim.config.settings"}
    assert loaded_by(code, **place) & {"scipy", "numba", "senim_analysis"} == set()


def loaded_by(code: str, **environment: str) -> set[str]:
    """The top packages in memory after a line of Python in a process of its own."""
    told = f"{code}; import sys; print(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    path = os.pathsep.join([str(SOURCE.parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", told],
        env={**os.environ, **environment, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


# --- what goes in -----------------------------------------------------------------------------------------------------


def said(refused: AnalysisRefused) -> None:
    """The refusal is a whole sentence in each of three languages."""
    sentences = [refused.sentence(language) for language in LANGUAGES]
    assert len(set(sentences)) == 3 and all(whole_sentence(one) for one in sentences)


def whole_sentence(text: str) -> bool:
    """Words, a full stop, nothing that a program left behind."""
    left = re.search(r"[{}]|\bnan\b|\binf\b|\bNone\b(?! of)|np\.|array\(|\bTrue\b|\bFalse\b", text)
    return len(text) > 12 and left is None and text.rstrip()[-1] in ".!?…»)"


def refused_or_flagged(name: str, **changed: Any) -> None:
    """Refused, or answered with a note in words; never answered as if nothing were the matter."""
    try:
        result = calls.call(name, **changed)
    except AnalysisRefused as refused:
        said(refused)
    else:
        assert result.notes, f"{name} answers {changed.keys()} without a word"


@pytest.mark.parametrize("name", WITH_ARRAYS)
def test_a_value_that_is_no_number_is_refused(name: str) -> None:
    for key, array in calls.arrays(name).items():
        spoiled = array.astype("datetime64[m]" if array.dtype.kind == "M" else float)
        spoiled[1] = np.datetime64("NaT") if array.dtype.kind == "M" else np.nan
        refused_or_flagged(name, **{key: spoiled})


@pytest.mark.parametrize("name", WITH_ARRAYS)
def test_no_events_and_one_event_are_refused_or_flagged(name: str) -> None:
    for size in (0,) if name in TABLES else (0, 1):
        refused_or_flagged(name, **{key: array[:size] for key, array in calls.arrays(name).items()})


@pytest.mark.parametrize("name", [name for name in WITH_ARRAYS if len(calls.arrays(name)) > 1])
def test_lists_of_different_lengths_are_refused(name: str) -> None:
    for key, array in calls.arrays(name).items():
        with pytest.raises(AnalysisRefused) as refused:
            calls.call(name, **{key: array[:-1]})
        said(refused.value)


@pytest.mark.parametrize("name", WITH_ARRAYS)
def test_tables_are_refused_where_lists_are_asked_for(name: str) -> None:
    for key, array in calls.arrays(name).items():
        with pytest.raises(AnalysisRefused) as refused:
            calls.call(name, **{key: np.stack([np.stack([array, array])] * 2)})
        said(refused.value)


@pytest.mark.parametrize("name", [name for name in NAMES if COORDINATES & set(calls.CALLS[name])])
def test_degrees_are_refused_with_the_projection_named(name: str) -> None:
    asked = COORDINATES & set(calls.CALLS[name])
    degrees = {key: 73.05 + calls.X / 75_000 if key.endswith("x") else 49.79 + calls.Y / 111_000 for key in asked}
    with pytest.raises(AnalysisRefused) as refused:
        calls.call(name, **degrees)
    said(refused.value)
    assert "EPSG" in refused.value.sentence("en")


@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_left_as_they_were(name: str) -> None:
    before = {key: digest(one) for key, one in calls.CALLS[name].items()}
    calls.call(name)
    assert {key: digest(one) for key, one in calls.CALLS[name].items()} == before


def digest(value: Any) -> str:
    if isinstance(value, dict | tuple | list):
        return "".join(map(digest, value.values() if isinstance(value, dict) else value))
    if sparse.issparse(value):
        return digest(value.data) + digest(value.indices) + digest(value.indptr)
    raw = value.tobytes() if isinstance(value, np.ndarray) and value.dtype.kind != "O" else repr(value).encode()
    return hashlib.sha256(raw).hexdigest()


# --- what comes out ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_result_is_frozen_plain_and_said_in_three_languages(name: str) -> None:
    result = calls.call(name)
    assert isinstance(result, sa.Result)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError, AttributeError)):
        result.n = 0
    plain = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert plain["method"] and plain["kind"] == type(result).__name__ and "parameters" in plain
    sentences = [result.sentence(language) for language in LANGUAGES]
    assert len(set(sentences)) == 3, sentences
    assert [one for one in sentences if not whole_sentence(one)] == []
    for note in result.notes:
        assert all(whole_sentence(note.sentence(language)) for language in LANGUAGES), note.code


@pytest.mark.parametrize("name", WITH_CHANCE)
def test_the_same_seed_gives_the_same_answer(name: str) -> None:
    assert calls.call(name).to_dict() == calls.call(name).to_dict()


@pytest.mark.parametrize("name", WITH_CHANCE)
def test_a_p_value_is_never_below_what_the_shuffles_can_tell(name: str) -> None:
    asked = calls.CALLS[name]
    least = 1 / (asked.get("permutations", asked.get("replications", 0)) + 1)
    found = list(p_values(calls.call(name).to_dict()))
    assert not found or min(found) > 0
    if found and name != "near_repeat":  # its cells with many expected pairs take the exact tail
        assert min(found) >= least - 1e-12


@pytest.fixture(scope="module")
def two_workers() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        yield pool


@pytest.mark.parametrize("name", LONG)
def test_two_workers_equal_one(name: str, two_workers: ProcessPoolExecutor) -> None:
    assert calls.call(name, executor=two_workers).to_dict() == calls.call(name).to_dict()


@pytest.mark.parametrize("name", LONG)
def test_long_work_tells_how_far_it_is_and_can_be_stopped(name: str) -> None:
    told: list[float] = []
    calls.call(name, progress=told.append)
    assert told == sorted(told) and told[-1] == pytest.approx(1.0)
    with pytest.raises(sa.Cancelled):
        calls.call(name, cancel=lambda: True)


def p_values(plain: Any) -> Any:
    """Every p-value of a result, however deep it lies."""
    if isinstance(plain, dict):
        for key, one in plain.items():
            yield from numbers(one) if key == "p_value" else p_values(one)
    elif isinstance(plain, list):
        for one in plain:
            yield from p_values(one)


def numbers(value: Any) -> Any:
    if isinstance(value, list):
        for one in value:
            yield from numbers(one)
    elif value is not None:
        yield value
