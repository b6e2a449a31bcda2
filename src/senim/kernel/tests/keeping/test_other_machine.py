"""With real processes: a copy made while others write, put back elsewhere, answers the same; nothing lost or half."""

import json
import subprocess
import time
from pathlib import Path

import pytest

from senim.kernel.keeping import box
from senim.kernel.tests.children import environment, python
from senim.kernel.tests.keeping import asked
from senim.kernel.tests.keeping.twin import empty_twin

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def run(env: dict[str, str], *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*words], env=env, input=given, capture_output=True, text=True, timeout=120, check=False)


def senim(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return run(env, *python("senim.cli", *words))


def answers(env: dict[str, str], questions: str) -> dict:
    done = run(env, *python("senim.kernel.tests.keeping.asked"), given=questions)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def acknowledged(folder: Path) -> set[str]:
    file = folder / "acknowledged"
    return set(file.read_text().split()) if file.exists() else set()


@pytest.fixture
def key(tmp_path):
    public, private = box.pair()
    (tmp_path / "key").write_text(private)
    return public, str(tmp_path / "key")


def test_a_copy_made_while_others_write_answers_the_same_elsewhere(settings, tmp_path, key):
    home, copy = tmp_path / "home", tmp_path / "copy.senim"
    home.mkdir()
    settings.DATA_DIR, settings.MEDIA_ROOT = home, home / "files"
    public, private = key
    with empty_twin(tmp_path / "twin") as twin:
        here = environment(home)
        questions = json.dumps(asked.world())
        writers = [subprocess.Popen(python("senim.kernel.tests.killer", "free", f"w{one}"), env=here) for one in (1, 2)]
        try:
            while len(acknowledged(home)) < 20:
                time.sleep(0.05)
            promised = acknowledged(home)
            made = senim(here, "backup", str(copy), "--to", public)
            after = acknowledged(home)
        finally:
            for one in writers:
                one.kill()
                one.wait(10)
        assert made.returncode == 0, made.stderr
        assert after > promised, "nobody waited for the copy"

        refuses_and_touches_nothing(twin, copy, private)
        killed_in_the_middle(twin, copy, private)
        back = senim(twin, "restore", str(copy), "--key", private)
        assert back.returncode == 0, back.stderr

        one, two = (answers(env, questions) for env in (here, twin))
        assert one["pages"] == two["pages"]
        assert {status for status, _text in one["pages"].values()} == {200}
        rounds = set(two["state"].pop("rounds"))
        assert promised <= rounds and rounds - set(one["state"]["rounds"]) == set()
        assert two["state"] == {"halves": [], "files_missing": [], "holds": True, "waiting": 0}


def refuses_and_touches_nothing(twin, copy, private):
    bent = copy.with_suffix(".bent")
    bent.write_bytes(copy.read_bytes()[:-40])
    done = senim(twin, "restore", str(bent), "--key", private)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (1, 1), done.stderr
    assert not (Path(twin["SENIM_DATA_DIR"]) / "files").exists()


def killed_in_the_middle(twin, copy, private):
    """A restore that dies leaves an empty installation, which takes the copy the next time."""
    dies = subprocess.Popen(python("senim.cli", "restore", str(copy), "--key", private), env=twin)
    waiting = Path(twin["SENIM_DATA_DIR"]) / ".restoring"
    end = time.monotonic() + 20
    while not waiting.exists() and dies.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    dies.kill()
    dies.wait(10)
