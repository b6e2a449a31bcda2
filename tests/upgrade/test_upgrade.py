"""From each release to today: its steps are what they were, and a copy that it made still comes up and answers."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

import senim
from senim.kernel.tests.keeping.twin import empty_database
from tests.upgrade import release

RELEASES = sorted(path.name.removesuffix(".senim") for path in release.HERE.glob("*.senim"))


def test_the_version_is_said_once_everywhere() -> None:
    project = tomllib.loads((release.ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    public = re.search(r"^softwareVersion: (\S+)$", (release.ROOT / "publiccode.yml").read_text("utf-8"), re.MULTILINE)
    assert public is not None
    assert project == public[1] == senim.__version__
    assert project in (release.ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("version", RELEASES)
def test_a_released_step_is_never_changed_or_taken_away(version: str) -> None:
    """Whoever has it in the database never runs it again: a change of it would reach nobody but newcomers."""
    frozen = json.loads((release.HERE / f"{version}.steps.json").read_text("utf-8"))
    today = release.steps()
    assert {path for path, content in frozen.items() if today.get(path) != content} == set()


def senim_(env: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, "-m", *words], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation that is not there yet."""
    if connection.vendor == "sqlite":
        yield release.environment(tmp_path)
        return
    with empty_database() as url:
        yield release.environment(tmp_path, url)


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("version", RELEASES)
def test_a_copy_of_a_release_comes_up_as_today_and_answers(version: str, nothing: dict[str, str]) -> None:
    asked = json.loads((release.HERE / f"{version}.json").read_text("utf-8"))
    said = senim_(nothing, "tests.upgrade.quickly", "restore", str(release.HERE / f"{version}.senim"))
    assert "proved" in said
    senim_(nothing, "senim.cli", "prepare")
    found: dict[str, Any] = json.loads(_answers(nothing, json.dumps(asked)))
    assert {path: status for path, (status, _text) in found["pages"].items() if status != 200} == {}
    for path, words in asked["says"].items():
        assert words in found["pages"][path][1], path
    assert found["state"]["holds"] and found["state"]["waiting"] == 0 and found["state"]["files_missing"] == []
    opened = senim_(nothing, "tests.upgrade.opened")
    assert json.loads(opened) == {"second_step": "JBSWY3DP", "papers": True}


def _answers(env: dict[str, str], asked: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "senim.kernel.tests.keeping.asked"],
        env=env, input=asked, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()[-1]
