"""Every act tried by every role, in its own area and on what belongs to others; and who reads what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.partnership.actions import bodies, control, minutes, sessions
from senim.partnership.domain import ItemOutcome
from senim.partnership.permissions import ACTIONS, ORGANISERS, READERS, SITTING
from senim.partnership.selectors import bodies as reads
from senim.partnership.tests import world as worlds
from senim.partnership.tests.world import ALL_ROLES
from senim.partnership.words import REFUSALS
from senim.staff import testing as staff

SYSTEM = Actor.system()
Act = Callable[[Actor, dict[str, Any]], object]


def laid(place: Any) -> dict[str, Any]:
    """A commission with a session of every state and a decision under control."""
    body = worlds.commission(place)
    open_, done, coming = worlds.session(body), worlds.session(body, -3), worlds.session(body, 3)
    for one in (open_, done):
        minutes.record_attendance(actor=SYSTEM, session_id=one.pk, present_ids=worlds.ids(body, 7))
    item = done.items.get()
    decision = minutes.decide(actor=SYSTEM, item_id=item.pk, text="Жарық", owner="ТҮКШ", due_on=today())
    minutes.close(actor=SYSTEM, session_id=done.pk)
    minutes.record_item(actor=SYSTEM, item_id=open_.items.get().pk, heard="Тыңдалды", outcome=ItemOutcome.HEARD)
    return {
        "place": place,
        "body": body,
        "open": open_,
        "done": done,
        "coming": coming,
        "decision": decision,
        "item": open_.items.get(),
        "later": coming.items.get(),
        "member": worlds.ids(body, 1)[0],
    }


#: act: (the rule that guards it, the call)
ACTS: dict[str, tuple[str, Act]] = {
    "found": (
        "keep_body",
        lambda who, at: bodies.found(actor=who, values=worlds.values(name_kk="Топ"), area_id=at["place"].mine.pk),
    ),
    "change": (
        "keep_body",
        lambda who, at: bodies.change(actor=who, body_id=at["body"].pk, values=worlds.values(act="x")),
    ),
    "end": ("keep_body", lambda who, at: bodies.end(actor=who, body_id=at["body"].pk, on=today())),
    "add_member": (
        "keep_members",
        lambda who, at: bodies.add_member(actor=who, body_id=at["body"].pk, values=worlds.member(50)),
    ),
    "end_member": (
        "keep_members",
        lambda who, at: bodies.end_member(actor=who, member_id=at["member"], on=today(), reason="x"),
    ),
    "train": (
        "record_training",
        lambda who, at: bodies.record_training(
            actor=who,
            body_id=at["body"].pk,
            title="x",
            held_on=today(),
            hours=1,
            taught_by="x",
            member_ids=[at["member"]],
        ),
    ),
    "plan": (
        "plan_session",
        lambda who, at: sessions.plan(actor=who, body_id=at["body"].pk, starts_at=now(), place="x"),
    ),
    "move": (
        "plan_session",
        lambda who, at: sessions.move(actor=who, session_id=at["coming"].pk, starts_at=now(), place="x"),
    ),
    "cancel": ("plan_session", lambda who, at: sessions.cancel(actor=who, session_id=at["coming"].pk, reason="x")),
    "drop_item": ("plan_session", lambda who, at: sessions.drop_item(actor=who, item_id=at["later"].pk)),
    "bring_item": ("bring_item", lambda who, at: sessions.bring_item(actor=who, session_id=at["coming"].pk, title="x")),
    "add_material": (
        "bring_item",
        lambda who, at: sessions.add_material(actor=who, item_id=at["item"].pk, title="x", link="https://x"),
    ),
    "attendance": (
        "keep_minutes",
        lambda who, at: minutes.record_attendance(actor=who, session_id=at["open"].pk, present_ids=[at["member"]]),
    ),
    "record_item": (
        "keep_minutes",
        lambda who, at: minutes.record_item(actor=who, item_id=at["item"].pk, heard="x", outcome=ItemOutcome.HEARD),
    ),
    "decide": (
        "keep_minutes",
        lambda who, at: minutes.decide(actor=who, item_id=at["item"].pk, text="x", owner="x", due_on=today()),
    ),
    "close": ("keep_minutes", lambda who, at: minutes.close(actor=who, session_id=at["open"].pk)),
    "correct": ("keep_minutes", lambda who, at: minutes.correct(actor=who, session_id=at["done"].pk, text="x")),
    "report": ("report", lambda who, at: control.report(actor=who, decision_id=at["decision"].pk, text="x")),
    "extend": (
        "control",
        lambda who, at: control.extend(
            actor=who, decision_id=at["decision"].pk, due_on=today() + timedelta(days=9), ground="x"
        ),
    ),
    "execute": (
        "control",
        lambda who, at: control.execute(actor=who, decision_id=at["decision"].pk, on=today(), text="x"),
    ),
    "lift": ("control", lambda who, at: control.lift(actor=who, decision_id=at["decision"].pk, ground="x")),
}


@pytest.fixture
def at(place: Any) -> dict[str, Any]:
    return laid(place)


def may(act: Act, who: Actor, at: dict[str, Any]) -> bool:
    """Whether the act goes through; what it did is undone."""
    with transaction.atomic():
        try:
            act(who, at)
        except NotYours:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_every_role_does_what_the_matrix_says_and_nothing_far_away(at: dict[str, Any]) -> None:
    place, wrong = at["place"], []
    for role in ALL_ROLES:
        for name, (rule, act) in ACTS.items():
            allowed = role in ACTIONS[f"partnership.{rule}"][0]
            if may(act, place.actor(role), at) is not allowed:
                wrong.append(f"{role}: {name} in the own area")
            if may(act, place.actor(role, "far"), at):
                wrong.append(f"{role}: {name} far away")
    assert wrong == []


def test_strangers_do_nothing(at: dict[str, Any]) -> None:
    for name, (_rule, act) in ACTS.items():
        for who in (Actor.citizen(), Actor.link("x"), Actor("staff", 1, 1, PUBLIC)):
            assert not may(act, who, at), name


def test_what_is_not_there_is_refused_as_what_is_not_yours(place: Any) -> None:
    who = place.actor(Role.AKIMAT)
    with pytest.raises(NotYours) as nowhere:
        minutes.close(actor=who, session_id=10**9)
    made = worlds.session(worlds.commission(place, area=place.far))
    with pytest.raises(NotYours) as foreign:
        minutes.close(actor=who, session_id=made.pk)
    assert str(nowhere.value) == str(foreign.value)


def test_who_reads_what(at: dict[str, Any]) -> None:
    place = at["place"]
    for role in ALL_ROLES:
        scope = place.actor(role).scope
        assert [one.pk for one in reads.bodies(scope)] == ([at["body"].pk] if role in READERS else []), role
        seen = {one.pk for one in reads.sessions_of(scope, at["body"].pk)}
        everything = {at[name].pk for name in ("open", "done", "coming")}
        wanted = everything if role in SITTING else {at["done"].pk} if role is Role.COUNCIL else set()
        assert seen == wanted, role
        far = place.actor(role, "far").scope
        assert reads.bodies(far) == [] and reads.decisions(far) == [] and reads.owners(far) == [], role
        for read, pk in (
            (reads.body, "body"),
            (reads.session, "done"),
            (reads.decision, "decision"),
            (reads.item, "item"),
        ):
            with pytest.raises(NotYours):
                read(far, at[pk].pk)


def test_the_council_reads_decisions_with_their_minutes(at: dict[str, Any]) -> None:
    scope = at["place"].actor(Role.COUNCIL).scope
    minutes.decide(actor=SYSTEM, item_id=at["item"].pk, text="Құпия әзірге", owner="ТҮКШ", due_on=today())
    assert [one.pk for one in reads.decisions(scope)] == [at["decision"].pk]
    assert [row.open for row in reads.owners(scope)] == [1]
    with pytest.raises(NotYours):
        reads.session(scope, at["open"].pk)
    with pytest.raises(NotYours):
        reads.item(scope, at["item"].pk)


def test_a_region_and_its_districts_see_each_other(place: Any) -> None:
    """The region's group is read in its districts, where an item may be brought; it is kept from the region alone."""
    region = worlds.commission(place, area=place.world.areas["region"])
    made = worlds.session(region, days=2)
    head = place.actor(Role.HEAD)
    assert [one.pk for one in reads.bodies(head.scope)] == [region.pk]
    sessions.bring_item(actor=head, session_id=made.pk, title="Ауданнан")
    for role in ORGANISERS:
        with pytest.raises(NotYours):
            sessions.plan(actor=place.actor(role), body_id=region.pk, starts_at=now(), place="x")
    account, post = staff.make_officer(Role.GROUP_COORDINATOR, area_ids=(place.world.areas["region"].pk,))
    above = staff.actor_for(account, post)
    below = worlds.commission(place)
    sessions.plan(actor=above, body_id=below.pk, starts_at=now(), place="x")
    assert len(reads.bodies(above.scope)) == 2


def test_refusals_speak_three_languages() -> None:
    assert all(all(label) and len(set(label)) == 3 for label in REFUSALS.values())
