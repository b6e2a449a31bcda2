"""A purge that is killed, again and again, loses nothing and ends nothing twice; two at once share the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from senim.appeals.models import Appeal, Identity
from senim.appeals.tests import world as worlds
from senim.kernel import seal, verify
from senim.kernel.clock import now
from senim.kernel.models import AuditEvent
from senim.retention import verifying
from senim.retention.models import Going, Pass, Tombstone
from senim.retention.tests import made

pytestmark = pytest.mark.thorough
ROWS = 40
CHILD = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[1]
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = connections.databases["default"]["NAME"] = sys.argv[2]
print("begins", flush=True)
from senim.retention.tests import purging
print(purging.go(2), flush=True)
"""


def _child() -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    words = [sys.executable, "-c", CHILD, os.environ["DJANGO_SETTINGS_MODULE"], str(connection.settings_dict["NAME"])]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)


def _whole() -> None:
    """Each appeal is either untouched or gone with its tombstone, and every tombstone says what it said."""
    gone = set(Tombstone.objects.values_list("subject", flat=True))
    for pk, text in Appeal.objects.values_list("pk", "text"):
        assert bool(text) is (pk not in gone)
    for pk, name in Identity.objects.values_list("pk", "name"):
        assert bool(name) is (pk not in gone)
    assert Tombstone.objects.count() == sum(Going.objects.values_list("rows", flat=True)) == len(gone)
    assert AuditEvent.objects.filter(action="retention.ended").count() == Going.objects.count()
    assert verifying.verify().holds


@pytest.mark.usefixtures("on_disk")
def test_killed_at_any_moment_it_goes_on_where_the_last_whole_batch_ended() -> None:
    worlds.build()
    for _ in range(ROWS):
        made.appeal()
    Appeal.objects.update(closed_at=now() - timedelta(days=2000), state="closed")
    kills, done = 0, False
    while not done:
        child = _child()
        assert child.stdout is not None and child.stdout.readline().strip() == "begins"
        if kills < 3:
            time.sleep(0.15 + 0.05 * kills)
            child.send_signal(signal.SIGKILL)
            child.wait(10)
            kills += 1
        else:
            done = "done" in child.stdout.read()
            assert child.wait(60) == 0
        child.stdout.close()
        _whole()
    assert Tombstone.objects.count() == ROWS and Pass.objects.get(rule="appeals.matter").gone == ROWS
    seal.seal_all()
    assert verify.verify().holds


@pytest.mark.usefixtures("on_disk")
def test_two_at_once_end_each_record_once() -> None:
    worlds.build()
    for _ in range(20):
        made.appeal()
    Appeal.objects.update(closed_at=now() - timedelta(days=2000), state="closed")
    children = [_child(), _child()]
    said = [child.communicate(timeout=120)[0] for child in children]
    assert all("done" in one for one in said) and [child.returncode for child in children] == [0, 0]
    _whole()
    assert Tombstone.objects.count() == 20
