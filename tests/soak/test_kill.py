"""Hours of bad luck in minutes: several processes at once, each killed at any moment, again and again.

./run soak                        two minutes
SENIM_SOAK_SECONDS=3600 ./run soak
"""

import itertools
import os
import random
import subprocess
import time
from pathlib import Path

import pytest

from senim.kernel.tests.aftermath import check_all_arrives, check_nothing_lost_or_half_done
from senim.kernel.tests.children import environment, python

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

SECONDS = float(os.environ.get("SENIM_SOAK_SECONDS", "120"))
AT_ONCE = 4


def test_processes_killed_at_any_moment_lose_double_and_break_nothing(settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    chance = random.Random(int(os.environ.get("SENIM_SOAK_SEED", "1")))
    names, kills = itertools.count(), 0
    running = [_start(tmp_path, next(names)) for _ in range(AT_ONCE)]
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.2, 1.0))
        place = chance.randrange(AT_ONCE)
        running[place].kill()
        running[place].wait(10)
        kills += 1
        running[place] = _start(tmp_path, next(names))
        if kills % 20 == 0:
            running = _pause_and_check(running, tmp_path, names)
    for one in running:
        one.kill()
        one.wait(10)
    rounds = check_nothing_lost_or_half_done(tmp_path)
    check_all_arrives(tmp_path)
    print(f"{kills} kills, {rounds} rounds, nothing lost, doubled or half done")
    assert rounds > 0


def _start(data_dir: Path, number: int) -> subprocess.Popen[bytes]:
    env = environment(data_dir)
    return subprocess.Popen(python("senim.kernel.tests.killer", "free", f"p{number}"), env=env)


def _pause_and_check(
    running: list[subprocess.Popen[bytes]], data_dir: Path, names: "itertools.count[int]"
) -> list[subprocess.Popen[bytes]]:
    # The whole crew at once, as when the machine goes down.
    for one in running:
        one.kill()
    for one in running:
        one.wait(10)
    check_nothing_lost_or_half_done(data_dir)
    return [_start(data_dir, next(names)) for _ in running]
