"""SQLite and PostgreSQL with the same rows are asked the same: the same rows in the same order, letter by letter.

SENIM_SOAK_QUESTIONS=3000 SENIM_POSTGRES_URL=... ./run soak -k two_databases
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest
from bench.databases import fresh_postgres, python

from senim.kernel.clock import now
from tests.soak.conftest import Teller, databases
from tests.soak.installation import Installation, installation

pytestmark = pytest.mark.soak

QUESTIONS = os.environ.get("SENIM_SOAK_QUESTIONS", "3000")
SEED = os.environ.get("SENIM_SOAK_SEED", "1")


@pytest.mark.skipif(len(databases()) < 2, reason="needs PostgreSQL: SENIM_POSTGRES_URL")
def test_both_answer_the_same(tmp_path: Path, told: Teller) -> None:
    (tmp_path / "phrase").write_text("for the test of two databases\n")
    (one_folder := tmp_path / "one").mkdir()
    (other_folder := tmp_path / "other").mkdir()
    with installation(one_folder, SENIM_DEMO="1") as one:
        python(one.environment, "-m", "senim.cli", "demo", "--quiet")
        other = _same_on_postgres(one, other_folder, tmp_path)
        moment = now().isoformat()
        here, there = (where.tell("tests.soak.asking", SEED, QUESTIONS, moment) for where in (one, other))
        differs = next((pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]), None)
        assert differs is None, _shown(one, other, differs[0][:2], moment)  # type: ignore[index]
    people, pages = len({row[0] for row in here}), len({row[1] for row in here})
    good = sum(row[2] == 200 for row in here)
    assert good > len(here) // 2
    words = f"{len(here)} questions of {people} people to {pages} addresses ({good} pages), 0 differences, seed {SEED}"
    told("SQLite and PostgreSQL asked the same", "both", words)


def _same_on_postgres(one: Installation, folder: Path, place: Path) -> Installation:
    """The same rows, files and keys on the other database, by a copy that is put back."""
    url = databases()[1]
    fresh_postgres(url)
    phrase = ["--passphrase-file", str(place / "phrase")]
    other = Installation({**one.environment, "SENIM_DATA_DIR": str(folder), "SENIM_DATABASE_URL": url})
    python(one.environment, "-m", "senim.cli", "keys", "export", str(place / "keys"), *phrase)
    python(one.environment, "-m", "senim.cli", "backup", str(place / "copy"), *phrase)
    python(other.environment, "-m", "senim.cli", "restore", str(place / "copy"), "--keys", str(place / "keys"), *phrase)
    python(other.environment, "-m", "senim.cli", "prepare")
    return other


def _shown(one: Installation, other: Installation, asked: list[str], moment: str) -> str:
    bodies = [where.tell("tests.soak.asking", "body", *asked, moment).splitlines() for where in (one, other)]
    return f"{asked} answers differently:\n" + "\n".join([*difflib.unified_diff(*bodies, n=0, lineterm="")][:40])
