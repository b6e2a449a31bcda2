"""Three posts beside an inspector: a trainee whose entries a mentor confirms, a rural assistant, a civilian."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from senim.appeals.tests import world as worlds
from senim.cabinet import counting
from senim.cabinet.actions import confirming, visits
from senim.cabinet.domain import Standing
from senim.cabinet.models import Decision, Visit
from senim.cabinet.tests import made
from senim.kernel import clock, duties, ids
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Role
from senim.kernel.testing import standing
from senim.staff import testing as staff
from senim.staff.actions import dismiss, register_absence
from senim.staff.domain import Kind

TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("trainees")), clock.frozen(TUESDAY):
        world = worlds.build()
        world.people["trainee"] = staff.make_account("trainee@example.kz", name="Жас Қызметкер")
        end = TUESDAY + timedelta(days=700)
        staff.put_on(
            world.posts["inspector"],
            world.people["trainee"],
            kind=Kind.TRAINEE,
            mentor=world.people["inspector"],
            ends_at=end,
        )
        world.posts["trainee"] = world.posts["inspector"]
        for name, role in (("assistant", Role.ASSISTANT), ("civilian", Role.CIVILIAN)):
            person, post = staff.make_officer(role, reports_to=world.posts["inspector"])
            world.people[name], world.posts[name] = person, post
        yield world


@pytest.fixture
def world(built: worlds.World, db: None) -> Iterator[worlds.World]:
    with clock.frozen(TUESDAY):
        yield built


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"cabinet:{name}", args=args)


def refused(code: str, act: Any, **more: Any) -> None:
    with pytest.raises(Refused) as error:
        act(**more)
    assert error.value.code == code


def owed(actor: Actor) -> list[Any]:
    return [one for one in duties.of(actor.scope, today()) if one.key.startswith("visits:entry-")]


def test_a_trainees_visit_counts_when_the_mentor_confirmed_it(world: Any) -> None:
    path, month = world.areas["first"].path, today().replace(day=1)
    post = world.posts["inspector"].pk
    row = made.visit(world, "trainee", next_words="Қайта қарау", next_on=today())
    assert (row.standing, row.mentor_id) == (Standing.WAITS, world.people["inspector"].pk)
    operation = made.operation(world, since=today(), until=today())

    def counts() -> tuple[int, int, int]:
        return (
            counting.of_beat(path, today(), today()).n,
            counting.of_month(post, month).n,
            counting.of_operations([(operation, post)])[operation.pk, post],
        )

    assert counts() == (0, 0, 0)
    mentor = world.actor("inspector")
    assert not [one for one in duties.of(mentor.scope, today()) if one.key == f"visits:{row.pk}"], "no step of it yet"
    (duty,) = owed(mentor)
    assert "Жас Қызметкер" in str(duty.what)
    assert [code for code, _words in duty.outcomes] == ["confirm", "unclear", "wrong"]
    assert str(duties.settle(mentor, duty.key, "confirm"))
    assert counts() == (1, 1, 1)
    assert owed(mentor) == []
    assert Decision.objects.get(visit=row).account_id == world.people["inspector"].pk
    assert AuditEvent.objects.filter(action="cabinet.visit_confirm", subject_id=str(row.pk)).count() == 1
    confirming.confirm(actor=mentor, visit_id=row.pk, version=0)
    assert Decision.objects.filter(visit=row).count() == 1, "twice is once"
    trainee = world.actor("trainee")
    with pytest.raises(NotYours):
        visits.correct(actor=trainee, visit_id=row.pk, values=made.values(world), version=0, reason="Қате")


def test_sent_back_with_words_it_is_mended_and_waits_again(world: Any) -> None:
    row, mentor, trainee = made.visit(world, "trainee"), world.actor("inspector"), world.actor("trainee")
    refused("back_words", confirming.send_back, actor=mentor, visit_id=row.pk, version=0, words="  ")
    confirming.send_back(actor=mentor, visit_id=row.pk, version=0, words="Орнын нақтылаңыз.")
    assert owed(mentor) == []
    (back,) = owed(trainee)
    assert back.outcomes == ()
    refused("decided", confirming.confirm, actor=mentor, visit_id=row.pk, version=0)
    values = made.values(world, place="Абай көшесі, 3")
    visits.correct(actor=trainee, visit_id=row.pk, values=values, version=0, reason="Тәлімгер айтты")
    row.refresh_from_db()
    assert (row.standing, row.version, row.place) == (Standing.WAITS, 1, "Абай көшесі, 3")
    refused("other_text", confirming.confirm, actor=mentor, visit_id=row.pk, version=0)
    confirming.confirm(actor=mentor, visit_id=row.pk, version=1)
    assert [one.ruling for one in Decision.objects.filter(visit=row)] == ["send_back", "confirm"]


def test_a_mentor_who_is_away_or_left_does_not_hold_it_up(world: Any) -> None:
    row, head = made.visit(world, "trainee"), world.actor("head")
    assert owed(head) == [], "the inspector is there"
    with pytest.raises(NotYours):
        confirming.confirm(actor=head, visit_id=row.pk, version=0)
    mentor = world.people["inspector"]
    register_absence(
        actor=head,
        account_id=mentor.pk,
        starts_at=now(),
        ends_at=now() + timedelta(days=3),
        substitute_id=world.people["other"].pk,
    )
    stand_in = staff.actor_for(world.people["other"], world.posts["inspector"])
    assert [one.key for one in owed(stand_in)] == [f"visits:entry-{row.pk}-0"]
    dismiss(actor=head, account_id=world.people["other"].pk)
    dismiss(actor=head, account_id=mentor.pk)
    assert not world.actor("trainee").scope.duties, "without a mentor the right rests, and nothing is lost"
    (left,) = owed(world.actor("head"))
    duties.settle(world.actor("head"), left.key, "confirm")
    assert Visit.objects.get(pk=row.pk).standing == Standing.CONFIRMED
    assert Decision.objects.get(visit=row).account_id == world.people["head"].pk


def test_nobody_else_confirms_and_nobody_the_own(world: Any, client: Any) -> None:
    row = made.visit(world, "trainee")
    others = [name for name in world.people if name not in {"inspector", "admin"}]
    for name in others:
        actor = world.actor(name)
        for act, more in ((confirming.confirm, {}), (confirming.send_back, {"words": "Жоқ"})):
            with pytest.raises(NotYours):
                act(actor=actor, visit_id=row.pk, version=0, **more)
        staff.sign_in(client, world.people[name])
        for page in ("confirm", "send_back"):
            assert client.post(address(page, row.pk), {"version": 0, "words": "Жоқ"}).status_code in {403, 404}, name
    assert Visit.objects.get(pk=row.pk).standing == Standing.WAITS
    plain = made.visit(world)
    with pytest.raises(NotYours):
        confirming.confirm(actor=world.actor("inspector"), visit_id=plain.pk, version=0)


def test_on_the_pages_one_tap_each(world: Any, client: Any) -> None:
    row = made.visit(world, "trainee")
    staff.sign_in(client, world.people["trainee"])
    own = client.get(address("visit", row.pk)).content.decode()
    assert "тәлімгердің растауын күтуде" in own
    assert address("confirm", row.pk) not in own
    assert address("correct", row.pk) in own
    new = client.get(address("new_visit"))
    assert new.status_code == 200
    staff.sign_in(client, world.people["inspector"])
    page = client.get(address("visit", row.pk)).content.decode()
    assert address("confirm", row.pk) in page
    assert client.post(address("send_back", row.pk), {"version": 0, "words": "Толықтырыңыз"}).status_code == 302
    assert Visit.objects.get(pk=row.pk).standing == Standing.RETURNED
    assert "Толықтырыңыз" in client.get(address("visit", row.pk)).content.decode()


def test_the_three_posts_differ(world: Any, client: Any) -> None:
    appeal = made.appeal()
    queue, desk = reverse("appeals:queue"), reverse("appeals:desk", args=[appeal.number])
    may = {
        # (own visit counts at once, purposes of the police, the queue of appeals, returns)
        "assistant": (True, True, 200, 200),
        "trainee": (False, True, 200, 403),
        "civilian": (True, False, 403, 403),
    }
    for name, (counts, police, sees, returns) in may.items():
        actor = world.actor(name)
        values = made.values(world, purpose="residents")
        row = visits.record(actor=actor, values=values, token=ids.new_token(), post_id=world.posts[name].pk)
        assert (row.standing == Standing.OWN) is counts, name
        if police:
            made.visit(world, name, purpose="round")
        else:
            refused("civil_purpose", made.visit, world=world, who=name, purpose="round")
            refused("civil_purpose", made.visit, world=world, who=name, purpose="appeal")
            with pytest.raises(NotYours):
                visits.record(
                    actor=actor, values=values, token=ids.new_token(), post_id=world.posts["inspector"].pk
                )
        staff.sign_in(client, world.people[name])
        assert client.get(queue).status_code == sees, name
        assert client.get(desk).status_code == sees, name
        assert client.get(address("returns")).status_code == returns, name
        assert client.get(address("day")).status_code == 200
        others = Visit.objects.filter(account=world.people["inspector"]).exists()
        assert not others
    staff.sign_in(client, world.people["civilian"])
    foreign = made.visit(world)
    assert client.get(address("visit", foreign.pk)).status_code == 404, "the inspector's visits are not the civilian's"
