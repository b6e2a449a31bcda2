"""Caches that learn of a change: at once for the one who made it, within two seconds for all others."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from senim.kernel import versions
from senim.kernel.models import Version
from senim.kernel.versions import Cached

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_served(monkeypatch):
    """Elsewhere tests do not look every second at what other processes changed; here they do."""
    monkeypatch.setattr(versions, "CHECK_EVERY", 1.0)


@pytest.fixture
def colours():
    """A cached value over something that a test changes: (cache, what the loader reads, how often it read)."""
    stored, loads = ["red"], []

    def load() -> str:
        loads.append(1)
        return stored[0]

    cache = Cached("colours", load)
    yield cache, stored, loads
    versions._forgetful.remove(cache.clear)


def in_another_thread(work):
    found = []

    def run() -> None:
        try:
            found.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    return found[0]


def test_a_value_is_loaded_once_and_asked_for_once_a_second(colours):
    cache, _, loads = colours
    assert cache.get() == "red"
    with CaptureQueriesContext(connection) as queries:
        assert [cache.get() for _ in range(100)] == ["red"] * 100
    assert (len(queries), len(loads)) == (0, 1)


def test_a_change_is_seen_at_once_by_its_maker_and_soon_by_others(colours):
    cache, stored, _ = colours
    cache.get()
    with transaction.atomic():
        stored[0] = "green"
        versions.bump("colours")
        assert cache.get() == "green"
    assert cache.get() == "green"


@pytest.mark.thorough
def test_another_process_sees_it_within_two_seconds(colours):
    cache, stored, _ = colours
    cache.get()
    stored[0] = "green"
    # As another process would: past this process's memory, straight into the table.
    Version.objects.create(name="colours", number=77)
    until = time.monotonic() + 2
    while cache.get() != "green":
        assert time.monotonic() < until
        time.sleep(0.05)


def test_what_is_not_committed_is_seen_by_its_maker_alone(colours):
    cache, stored, _ = colours
    assert cache.get() == "red"
    with transaction.atomic():
        versions.bump("colours")
        stored[0] = "green"
        assert cache.get() == "green"
        versions._process.checked = float("-inf")
        versions.current("other")  # this thread looks for the whole process meanwhile
        assert in_another_thread(cache.get) == "red"
        assert cache.get() == "green"


def test_what_was_rolled_back_is_never_taken_for_true(colours):
    cache, stored, _ = colours
    cache.get()
    with transaction.atomic():
        versions.bump("colours")
        stored[0] = "green"
        assert cache.get() == "green"
        stored[0] = "red"
        transaction.set_rollback(True)
    assert cache.get() == "red"
    with transaction.atomic():
        versions.bump("colours")
        stored[0] = "blue"
    assert cache.get() == "blue"


def test_a_rolled_back_savepoint_gives_the_number_before_it_back(colours):
    with transaction.atomic():
        versions.bump("colours")
        before = versions.current("colours")
        with transaction.atomic():
            versions.bump("colours")
            assert versions.current("colours") != before
            transaction.set_rollback(True)
        assert versions.current("colours") == before
    assert versions.current("colours") == before


def test_a_version_moves_in_a_transaction_with_one_statement():
    with pytest.raises(RuntimeError, match="transaction"):
        versions.bump("colours")
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        versions.bump("colours")
    assert len(queries) == 1
    with transaction.atomic():
        versions.bump("colours")
    assert Version.objects.get(pk="colours").number > 1


def test_a_transaction_says_once_what_nobody_has_looked_at_since(colours):
    cache, stored, _ = colours
    cache.get()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            versions.bump("colours")
            versions.bump("colours")
            with transaction.atomic():
                versions.bump("colours")
        assert sum("kernel_version" in one["sql"] for one in queries) == 1
        stored[0] = "green"
        assert cache.get() == "green"
        stored[0] = "blue"
        versions.bump("colours")
        assert cache.get() == "blue", "what was looked at is said again"
    assert cache.get() == "blue"


def test_what_a_savepoint_took_back_is_said_again(colours):
    cache, stored, _ = colours
    cache.get()
    with transaction.atomic():
        with transaction.atomic():
            versions.bump("colours")
            transaction.set_rollback(True)
        stored[0] = "green"
        versions.bump("colours")
        assert cache.get() == "green"


def test_many_threads_load_once(colours):
    cache, _, loads = colours
    start = threading.Barrier(8)

    def ask() -> str:
        start.wait(5)
        return cache.get()

    found = []
    threads = [threading.Thread(target=lambda: found.append(in_another_thread(ask))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert found == ["red"] * 8
    assert len(loads) == 1
