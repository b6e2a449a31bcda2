"""A complaint about a head above whom nobody sits: somebody outside that head's line holds it, and is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from senim.appeals import routing, selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import intake, watch
from senim.appeals.actions.answer import Words
from senim.appeals.domain import Outcome, State
from senim.appeals.models import Appeal
from senim.appeals.tests.test_rights import sees
from senim.appeals.tests.world import World, report
from senim.kernel.clock import now
from senim.kernel.models import Outgoing
from senim.kernel.scoping import Role
from senim.staff import testing as staff
from senim.staff.actions.common import touched
from senim.staff.domain import Kind


@pytest.fixture
def top(world: World) -> World:
    """The head of the district has nobody above; the department's post is closed."""
    change(world, "head", reports_to=None)
    change(world, "department", active=False)
    return world


def change(world: World, post: str, **values: Any) -> None:
    with transaction.atomic():
        for name, value in values.items():
            setattr(world.posts[post], name, value)
        world.posts[post].save()
        touched()


def complaint(**changes: Any) -> Appeal:
    values = {"category": "officer.rude", "about": "head", **changes}
    return Appeal.objects.get(pk=intake.send(token=intake.begin(language="kk"), report=report(**values)).appeal_id)


def letters() -> list[tuple[str, str]]:
    return list(Outgoing.objects.filter(template="appeal_waits").order_by("id").values_list("to", "language"))


def test_the_head_of_a_larger_area_outside_the_line_holds_it(top: World) -> None:
    account, post = staff.make_officer(Role.HEAD, area_ids=(top.areas["region"].pk,))
    peer = staff.make_officer(Role.HEAD, area_ids=(top.areas["district"].pk,))[1]
    appeal = complaint()
    assert appeal.about_post_id == top.posts["head"].pk and appeal.holder_id == post.pk != peer.pk
    assert "басшысына берілді" in routing.sentences(appeal.route, "kk")[-1]
    assert letters() == [(account.email, account.language)]
    assert not sees(top, "head", appeal) and not sees(top, "inspector", appeal)


def test_else_the_prosecutor_holds_answers_and_is_told(top: World, client: Any, frozen_clock: Any) -> None:
    appeal = complaint()
    assert appeal.holder_id == top.posts["prosecutor"].pk and appeal.owed_at and appeal.legal_due > now()
    assert appeal.route["steps"] == ["prosecutor"]
    assert [to for to, _ in letters()] == [top.people["prosecutor"].email]
    assert not {appeal.text, appeal.number} & set(str(Outgoing.objects.get(template="appeal_waits").context).split())
    assert [row.pk for row in selectors.queue(top.actor("prosecutor").scope)] == [appeal.pk]
    staff.sign_in(client, top.people["prosecutor"])
    assert appeal.number in client.get("/kk/desk/").content.decode()
    assert client.get(f"/kk/desk/{appeal.number}/").status_code == 200
    words = Words(Outcome.EXPLAINED, "Шағымды тексердім, басшының түсініктемесін алдым, шешім төменде.")
    answers.answer(actor=top.actor("prosecutor"), appeal_id=appeal.pk, words=words)
    appeal.refresh_from_db()
    assert appeal.state == State.ANSWERED


def test_without_a_place_the_heads_own_area_decides(top: World) -> None:
    head = staff.make_officer(Role.HEAD, area_ids=(top.areas["region"].pk,))[1]
    appeal = complaint(lon=None, lat=None, area_id=top.areas["first"].pk)
    assert appeal.holder_id == head.pk


def test_who_stands_in_for_the_judge_is_not_the_one_complained_of(top: World) -> None:
    head = staff.make_officer(Role.HEAD, area_ids=(top.areas["region"].pk,))[1]
    staff.put_on(head, top.people["head"], kind=Kind.SUBSTITUTE)
    assert complaint().holder_id == top.posts["prosecutor"].pk


def test_whom_nobody_could_hold_is_held_as_soon_as_somebody_comes(top: World, frozen_clock: Any) -> None:
    change(top, "prosecutor", active=False)
    appeal = complaint()
    assert appeal.holder_id is None and appeal.route["steps"] == ["nobody"] and appeal.owed_at is not None
    change(top, "prosecutor", active=True)
    frozen_clock.move(hours=73)
    assert watch.escalate() == 1
    appeal.refresh_from_db()
    assert appeal.holder_id == top.posts["prosecutor"].pk and len(letters()) == 1


def test_the_officer_who_rises_to_the_very_top_loses_it_to_somebody_outside(top: World) -> None:
    appeal = complaint(about="beat_inspector")
    assert appeal.holder_id == top.posts["head"].pk
    staff.put_on(
        top.posts["head"], top.people["inspector"], kind=Kind.SUBSTITUTE, starts_at=now(), ends_at=now() + timedelta(9)
    )
    assert watch.lift_complaints() == 1
    appeal.refresh_from_db()
    assert appeal.holder_id == top.posts["prosecutor"].pk and len(letters()) == 1
