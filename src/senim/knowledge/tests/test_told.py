"""What a device tells of a run: kept once, with both times where its clock was wrong, marked and never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from senim.appeals.tests.world import World
from senim.kernel import ids
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import PUBLIC
from senim.knowledge import api
from senim.knowledge.actions import runs
from senim.knowledge.domain import Mark
from senim.knowledge.models import Run, Tick

FIRE = ["report", "evacuate", "access", "suspects", "witnesses", "aid", "strangers", "guard"]


def told(world: World, who: str = "inspector", **changes):
    start = now() - timedelta(hours=2)
    values = {
        "actor": world.actor(who),
        "token": ids.new_token(),
        "procedure": "fire",
        "version": 1,
        "ticks": {step: start + timedelta(minutes=place) for place, step in enumerate(FIRE)},
        "started_at": start,
        "ended_at": start + timedelta(minutes=30),
    }
    return api.record_run(**{**values, **changes})


def test_a_run_is_kept_once_with_the_time_of_each_tick(world: World, django_assert_max_num_queries) -> None:
    token, actor = ids.new_token(), world.actor("inspector")
    api.cards(actor.scope)  # what is in force and who serves which beat is in memory by then
    with django_assert_max_num_queries(9):
        first = told(world, actor=actor, token=token, place="Базар", about="appeals:7K3M-42QX-9")
    again = told(world, token=token)
    run = Run.objects.get()
    assert (first.new, again.new, first.run_id) == (True, False, again.run_id)
    assert first.marks == () and first.url.endswith(f"/know/runs/{run.pk}/")
    assert (run.post_id, run.area_path) == (world.posts["inspector"].pk, world.areas["first"].path)
    assert (run.offline, run.place, run.about, run.version.number) == (True, "Базар", "appeals:7K3M-42QX-9", 1)
    assert list(run.ticks.values_list("step", flat=True)) == FIRE
    assert run.ticks.first().at == run.started_at and run.told_start is None
    said = AuditEvent.objects.get(action="knowledge.run_told")
    assert said.area_path == run.area_path and "Базар" not in str(said.data)


def test_a_clock_wrong_by_a_day_keeps_both_times(world: World) -> None:
    day, start = timedelta(days=1), now() - timedelta(hours=2)
    ahead = told(
        world, started_at=start + day, ended_at=None, ticks={"report": start + day}, sent_at=now() + day
    )
    run = Run.objects.get(pk=ahead.run_id)
    assert ahead.marks == (Mark.CLOCK_OFF,) and run.off_seconds == 86400
    assert (run.started_at, run.told_start) == (start, start + day)
    assert run.ticks.get().told_at - run.ticks.get().at == day
    unknown = told(world, started_at=start + day, ended_at=None, ticks={})
    run = Run.objects.get(pk=unknown.run_id)
    assert unknown.marks == (Mark.AHEAD,) and (run.started_at, run.told_start) == (now(), start + day)
    behind = told(
        world, started_at=start - day, ended_at=start - day, ticks={}, sent_at=now() - day, why_open="Өрт жоқ екен"
    )
    assert behind.marks == (Mark.CLOCK_OFF,) and Run.objects.get(pk=behind.run_id).started_at == start


def test_what_is_odd_is_marked_and_kept(world: World) -> None:
    start = now() - timedelta(hours=1)
    odd = told(world, ticks={"report": start, "warn": start}, ended_at=start - timedelta(hours=5))
    run = Run.objects.get(pk=odd.run_id)
    assert set(odd.marks) == {Mark.ORDER, Mark.OTHER_STEPS, Mark.NO_REASON}
    assert run.strange == {"warn": start.isoformat()} and [one.step for one in run.ticks.all()] == ["report"]
    old = told(world, started_at=start - timedelta(days=40), ended_at=None, ticks={})
    assert Mark.LONG_AGO in old.marks


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"procedure": "nothing"}, "no_procedure"),
        ({"version": 9}, "no_procedure"),
        ({"procedure": "force"}, "awaits"),
        ({"words": "Азамат 900101300123 болды"}, "iin"),
    ],
)
def test_what_never_was_is_refused_in_words(world: World, changes: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        told(world, **changes)
    assert refused.value.code == code and str(refused.value) and not Run.objects.exists()


def test_only_whoever_goes_out_keeps_a_run_and_only_the_own(world: World) -> None:
    for who in ("ministry", "admin", "auditor", "akimat", "prosecutor", "council", "analyst", "operator"):
        with pytest.raises(NotYours):
            told(world, who)
    mine = ids.new_token()
    told(world, token=mine)
    with pytest.raises(NotYours):
        told(world, "other", token=mine)
    with pytest.raises(NotYours):
        told(world, post_id=world.posts["other"].pk)
    assert Run.objects.count() == 1 and Tick.objects.count() == len(FIRE)


def test_cards_come_from_memory_and_the_public_sees_what_is_public(world: World, django_assert_num_queries) -> None:
    scope = world.actor("inspector").scope
    api.cards(scope)
    with django_assert_num_queries(0):
        cards = api.cards(scope)
        shown = api.cards(PUBLIC)
    assert len(cards) == 23 and [one.procedure for one in shown] == ["contact"]
    assert len([one for one in cards if one.runnable]) == 13
    fire = next(one for one in cards if one.procedure == "fire").to_json()
    assert [one["id"] for one in fire["steps"]] == FIRE
    assert fire["steps"][0]["text"]["kk"] == "Кезекші бөлімге баяндаңыз."
    assert api.cards(world.actor("akimat").scope) == shown


def test_of_two_sendings_at_one_moment_the_second_finds_the_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, actor = ids.new_token(), world.actor("inspector")
    first = told(world, token=token)
    looked: list[str] = []
    seen = runs._known

    def late(who: Any, asked: str) -> Any:
        """The first look comes before the other sending was kept."""
        looked.append(asked)
        return seen(who, asked) if len(looked) > 1 else None

    monkeypatch.setattr(runs, "_known", late)
    second = told(world, token=token)
    assert (second.new, second.run_id, len(looked)) == (False, first.run_id, 2)
    looked.clear()
    begun = runs.begin(actor=actor, token=token, procedure="fire", number=1)
    assert begun.pk == first.run_id and Run.objects.count() == 1
