"""Two at one moment: one visit, one correction, one report, one confirmed return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from senim.appeals.tests import world as worlds
from senim.cabinet.actions import reports, returns, visits
from senim.cabinet.domain import Quarter
from senim.cabinet.models import Aside, Correction, Report, Return, Visit
from senim.cabinet.tests import made
from senim.kernel import ids
from senim.kernel.clock import now
from senim.kernel.tests.at_once import together


@pytest.fixture
def busy(on_disk: None, frozen_clock: object) -> worlds.World:
    """The world in a database that several threads reach."""
    return worlds.build()


def refused(results: Sequence[Any]) -> list[str]:
    return sorted(one for one in results if isinstance(one, str))


def test_two_presses_are_one_visit(busy: worlds.World) -> None:
    given = {"values": made.values(busy), "token": ids.new_token(), "post_id": busy.posts["inspector"].pk}
    who = busy.actor("inspector")
    found = together(*[partial(visits.record, actor=who, **given)] * 3)
    assert len({one.pk for one in found}) == 1 and Visit.objects.count() == 1


def test_two_corrections_of_one_version_keep_one(busy: worlds.World) -> None:
    visit = made.visit(busy)
    who = busy.actor("inspector")
    calls = [
        partial(
            visits.correct,
            actor=who,
            visit_id=visit.pk,
            values=made.values(busy, words=words),
            version=0,
            reason="x",
        )
        for words in ("бірі", "екіншісі")
    ]
    assert refused(together(*calls)) == ["changed"] and Correction.objects.count() == 1


def test_two_first_words_of_one_report_keep_one(busy: worlds.World) -> None:
    beat = busy.areas["first"].pk
    calls = [
        partial(
            reports.keep,
            actor=busy.actor(who),
            area_id=beat,
            quarter=Quarter(2026, 1),
            spoken="kk",
            texts={"done": who},
            edits=0,
        )
        for who in ("inspector", "head")
    ]
    assert refused(together(*calls)) == ["changed"]
    assert Report.objects.get().edits == 1


def test_a_return_is_confirmed_once(busy: worlds.World) -> None:
    made.visit(busy, at=now() - timedelta(days=3))
    one, post = made.operation(busy), busy.posts["inspector"].pk
    call = partial(returns.confirm_operation, actor=busy.actor("inspector"), operation_id=one.pk, post_id=post)
    assert refused(together(call, call)) == ["confirmed"] and Return.objects.count() == 1


def test_a_matter_is_handed_on_once(busy: worlds.World) -> None:
    appeal = made.appeal()
    call = partial(visits.stand_aside, actor=busy.actor("inspector"), about=f"appeals:{appeal.number}")
    assert refused(together(call, call)) == ["aside"] and Aside.objects.count() == 1
