"""Two at once, on either database: of two who apply one file one wins, and nothing is counted twice."""

from __future__ import annotations

from typing import Any

import pytest

from senim.incidents import actions, api
from senim.incidents.domain import BatchState, Selection
from senim.incidents.models import Batch, BatchArrays, Feed, Incident, KindMap
from senim.incidents.tests import world as worlds
from senim.incidents.tests.world import SYSTEM, bring, csv, feed, many, row
from senim.kernel.labels import Label
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import SYSTEM as HOUSE
from senim.kernel.tests.at_once import together

pytestmark = pytest.mark.django_db(transaction=True)
FILES = Selection(appeals=False)


@pytest.fixture
def of(transactional_db: None, frozen_clock: Any) -> Feed:
    return feed(worlds.build())


def feed_of(other: Feed, code: str, *, rank: int) -> Feed:
    """Another source of the same area."""
    name = Label(code, code, code)
    return actions.create_feed(actor=SYSTEM, code=code, name=name, area_path=other.area_path, rank=rank)


def staged(of: Feed, *rows: str) -> Batch:
    return actions.check(batch_id=actions.receive(actor=SYSTEM, feed=of, name="file.csv", content=csv(*rows)).pk)


def codes(results: list[Any]) -> list[str]:
    return sorted(one for one in results if isinstance(one, str))


def test_of_two_who_apply_one_file_one_wins(of: Feed) -> None:
    for turn in range(3):
        batch = staged(of, *many(60, seed=turn + 1))
        press = lambda pk=batch.pk: actions.apply(actor=SYSTEM, batch_id=pk)  # noqa: E731
        assert codes(together(press, press)) == ["not_checked"]
        batch.refresh_from_db()
        assert batch.state == BatchState.APPLIED and batch.quality["written"]["new"] == 60
        assert Incident.objects.filter(batch=batch).count() == 60
        assert BatchArrays.objects.filter(batch=batch).count() == 1
    assert AuditEvent.objects.filter(action="incidents.file_applied").count() == 3
    assert KindMap.objects.filter(feed=of).count() == 1
    found = api.events(HOUSE, FILES)
    assert found.n == 180 and len(set(found.id.tolist())) == 180


def test_who_applies_and_who_throws_away_do_not_both_win(of: Feed) -> None:
    batch = staged(of, *many(40))
    results = together(
        lambda: actions.apply(actor=SYSTEM, batch_id=batch.pk), lambda: actions.discard(actor=SYSTEM, batch_id=batch.pk)
    )
    batch.refresh_from_db()
    thrown = batch.state == BatchState.DISCARDED
    assert codes(results) == ["not_checked"] and batch.state in (BatchState.APPLIED, BatchState.DISCARDED)
    assert Incident.objects.filter(batch=batch).count() == (0 if thrown else 40)


def test_two_files_of_one_source_that_say_the_same_count_once(of: Feed) -> None:
    bring(of, row("before", "2026-01-01 10:00"))
    first, second = staged(of, *many(50)), staged(of, *many(50))
    results = together(
        lambda: actions.apply(actor=SYSTEM, batch_id=first.pk), lambda: actions.apply(actor=SYSTEM, batch_id=second.pk)
    )
    assert codes(results) == []
    assert Batch.objects.filter(state=BatchState.APPLIED).count() == 3
    assert api.events(HOUSE, FILES).n == 51
    assert Incident.objects.filter(superseded_by=None).count() == 51


def test_two_sources_that_tell_of_the_same_events_count_them_once(of: Feed) -> None:
    other = feed_of(of, "calls", rank=200)
    first, second = staged(of, *many(50)), staged(other, *many(50))
    results = together(
        lambda: actions.apply(actor=SYSTEM, batch_id=first.pk), lambda: actions.apply(actor=SYSTEM, batch_id=second.pk)
    )
    assert codes(results) == []
    assert Incident.objects.exclude(duplicate_of=None).count() == 50
    assert api.events(HOUSE, FILES).n == 50


def test_two_who_withdraw_give_back_once(of: Feed) -> None:
    kept, taken = bring(of, row(1, "2026-05-01 10:00")), bring(of, row(1, "2026-05-01 11:00"))
    press = lambda: actions.withdraw(actor=SYSTEM, batch_id=taken.pk)  # noqa: E731
    assert codes(together(press, press)) == ["not_applied"]
    assert api.events(HOUSE, FILES).n == 1 and Incident.objects.get(batch=kept).superseded_by_id is None


def test_two_files_that_arrive_at_once_have_two_versions(of: Feed) -> None:
    send = lambda: actions.receive(actor=SYSTEM, feed=of, name="f", content=csv(row(1, "2026-05-01 10:00")))  # noqa: E731
    together(send, send)
    assert sorted(Batch.objects.values_list("version", flat=True)) == [1, 2]
