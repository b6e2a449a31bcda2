"""The tutorial is run: its commands, its Python, and every number and sentence that it shows."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "tutorial" / "from-a-file-to-a-sentence.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAMS = {"python": [sys.executable], "senim": [sys.executable, "-m", "senim.cli"]}
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCK.findall(PAGE.read_text("utf-8")) if name == kind]


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each line after "$ " with the lines of output under it; a backslash joins two lines."""
    joined = block.replace("\\\n", " ")
    for part in re.split(r"^\$ ", joined, flags=re.MULTILINE)[1:]:
        first, *rest = part.rstrip().split("\n")
        yield first, rest


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with the script that makes the file."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copy(PAGE.parent / "make_incidents.py", folder)
    return folder


def run(command: str, folder: Path) -> str:
    program, *words = shlex.split(command)
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    outside = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [*PROGRAMS[program], *words],
        cwd=folder,
        env={**outside, "PYTHONPATH": path, "SENIM_DATA_DIR": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.thorough
def test_the_walk_as_it_is_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One test, since each step uses what the last one left."""
    monkeypatch.chdir(desk)
    space: dict[str, object] = {}
    for kind, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if kind == "console":
            for command, lines in commands(text):
                shown = run(command, desk)
                missing = [line for line in lines if line.strip(" .…") and line.strip() not in shown]
                assert missing == [], f"{command} does not say so any more:\n{shown[-4000:]}"
        if kind == "python":
            wrong = io.StringIO()
            example = doctest.DocTestParser().get_doctest(text, space, PAGE.name, str(PAGE), 0)
            with contextlib.redirect_stdout(wrong):
                outcome = doctest.DocTestRunner(optionflags=FLAGS).run(example, clear_globs=False)
            space = example.globs
            assert outcome.failed == 0, wrong.getvalue()


def test_every_number_of_its_sentences_was_shown_by_a_run() -> None:
    """What the sentences at the end quote and count stands in what the commands showed."""
    page = PAGE.read_text("utf-8")
    shown = re.sub(r"\s+", " ", " ".join(text for _, text in BLOCK.findall(page)))
    final = re.sub(r"\s*\n> ?", " ", "".join(re.findall(r"^> .*\n", BLOCK.sub("", page), re.MULTILINE)))
    quoted = re.findall(r"“([^”]+)”", re.sub(r"\s+", " ", final.replace("> ", " ")))
    assert len(quoted) >= 4 and [one for one in quoted if one not in shown] == []
    numbers = re.findall(r"\d[\d.]*\d|\d", re.sub(r"“[^”]+”", "", final))
    assert [one for one in numbers if not re.search(rf"(?<!\d){re.escape(one)}(?!\d)", shown)] == []
