"""Meetings with residents: announced where residents look, answered, published without anybody's data."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from senim.kernel.clock import local, now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.partnership.actions import meetings as acts
from senim.partnership.models import Meeting, Question
from senim.partnership.permissions import HOSTS, MEETING_READERS
from senim.partnership.selectors import meetings as reads
from senim.partnership.tests.test_pages import statements
from senim.partnership.tests.test_rights import may
from senim.partnership.tests.world import ALL_ROLES
from senim.staff import testing as staff

SYSTEM = Actor.system()


def announced(place: Any, area: str = "district", days: int = 3, **changes: Any) -> Meeting:
    where = place.world.areas.get(area, place.far)
    given = {"starts_at": now() + timedelta(days=days), "place": "№ 5 мектеп, акт залы", "topic": "Аула жарығы"}
    return acts.announce(actor=SYSTEM, area_id=where.pk, **{**given, **changes})


def held(place: Any, clock: Any, area: str = "first") -> Meeting:
    made = announced(place, area)
    clock.move(days=3, hours=2)
    return acts.hold(actor=SYSTEM, meeting_id=made.pk, residents=42, told="Шамдар қазанға дейін қойылады.")


def code_of(call: Any, **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        call(**given)
    return caught.value.code


def page(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(name, args=args)


def test_a_question_goes_from_the_hall_to_everyone(place: Any, frozen_clock: Any, client: Any) -> None:
    made = held(place, frozen_clock)
    asked = acts.ask(actor=SYSTEM, meeting_id=made.pk, asked="Мен Абай 5, пәтер 12, 87011234567: шам қашан?")
    give = {"actor": SYSTEM, "question_id": asked.pk}
    assert code_of(acts.publish, **give) == "not_answered"
    assert code_of(acts.answer, **give, public_text=asked.asked, text="Қазанда") == "personal"
    assert code_of(acts.answer, **give, public_text="Шам қашан?", text="Маған a@b.kz жазыңыз") == "personal"
    acts.answer(**give, public_text="Ауладағы шам қашан жөнделеді?", text="Қазанға дейін.")
    address = page("partnership:public_meeting", made.pk)
    assert "Қазанға дейін." not in client.get(address).content.decode()
    acts.publish(**give)
    shown = client.get(address).content.decode()
    assert "Қазанға дейін." in shown and "87011234567" not in shown and "42" in shown
    assert code_of(acts.answer, **give, public_text="x", text="x") == "withdrawn"
    acts.publish(**give, shown=False)
    assert "Қазанға дейін." not in client.get(address).content.decode()


@pytest.mark.parametrize("text", ["Кездесу: 8 701 123 45 67", "Үйде: кв. 7"])
def test_nothing_personal_is_announced(place: Any, text: str) -> None:
    assert code_of(announced, place=place, topic=text) == "personal"
    made = announced(place)
    assert code_of(acts.cancel, actor=SYSTEM, meeting_id=made.pk, reason=text) == "personal"


def test_a_meeting_has_its_order(place: Any, frozen_clock: Any) -> None:
    assert code_of(announced, place=place, days=-1) == "meeting_past"
    made = announced(place)
    give = {"actor": SYSTEM, "meeting_id": made.pk}
    assert code_of(acts.hold, **give, residents=1, told="x") == "meeting_not_yet"
    assert code_of(acts.ask, **give, asked="x") == "meeting_not_yet"
    assert code_of(acts.move, **give, starts_at=now(), place="x") == "meeting_past"
    acts.move(**give, starts_at=now() + timedelta(days=5), place="Кітапхана")
    acts.cancel(**give, reason="Ауа райы")
    for call, more in ((acts.cancel, {"reason": "x"}), (acts.hold, {"residents": 1, "told": "x"})):
        assert code_of(call, **give, **more) == "meeting_over"
    frozen_clock.move(days=6)
    assert code_of(acts.ask, **give, asked="x") == "meeting_over"


def test_the_page_of_the_beat_announces_and_remembers(place: Any, frozen_clock: Any, client: Any) -> None:
    beat = place.world.areas["first"]
    address = page("portal:beat", beat.code)
    before = statements(client, address)
    assert "Тұрғындармен кездесулер" not in client.get(address).content.decode()
    announced(place, "district", topic="Бүкіл ауданға")
    announced(place, "second", topic="Көрші учаскеге")
    announced(place, "far", topic="Алысқа")
    off = announced(place, "first", topic="Өтпейді")
    acts.cancel(actor=SYSTEM, meeting_id=off.pk, reason="Зал жабық")
    text = client.get(address).content.decode()
    assert "Бүкіл ауданға" in text and "Өтпейді" in text
    assert "Көрші учаскеге" not in text and "Алысқа" not in text
    assert statements(client, address) == before
    frozen_clock.move(days=30)
    assert "Өтпейді" not in client.get(address).content.decode()
    held(place, frozen_clock)
    frozen_clock.move(days=400)
    assert "Аула жарығы" not in client.get(address).content.decode()
    everything = client.get(page("partnership:area_meetings", beat.code))
    assert everything.status_code == 200
    assert client.get(page("partnership:area_meetings", "nowhere")).status_code == 404


def test_roles_hold_and_read_meetings_of_their_area(place: Any, frozen_clock: Any) -> None:
    made = held(place, frozen_clock, "district")
    coming = announced(place)
    asked = acts.ask(actor=SYSTEM, meeting_id=made.pk, asked="x")
    answered = acts.ask(actor=SYSTEM, meeting_id=made.pk, asked="y")
    acts.answer(actor=SYSTEM, question_id=answered.pk, public_text="y", text="y")
    soon = now() + timedelta(days=1)
    calls: list[Any] = [
        lambda who, _at: acts.announce(actor=who, area_id=place.mine.pk, starts_at=soon, place="x", topic="x"),
        lambda who, _at: acts.move(actor=who, meeting_id=coming.pk, starts_at=soon, place="x"),
        lambda who, _at: acts.cancel(actor=who, meeting_id=coming.pk, reason="x"),
        lambda who, _at: acts.ask(actor=who, meeting_id=made.pk, asked="x"),
        lambda who, _at: acts.answer(actor=who, question_id=asked.pk, public_text="x", text="x"),
        lambda who, _at: acts.publish(actor=who, question_id=answered.pk),
    ]
    for role in ALL_ROLES:
        for number, call in enumerate(calls):
            assert may(call, place.actor(role), {}) is (role in HOSTS), (role, number)
            assert not may(call, place.actor(role, "far"), {}), (role, number)
        seen = {one.pk for one in reads.meetings(place.actor(role).scope)}
        assert seen == ({made.pk, coming.pk} if role in MEETING_READERS else set()), role
        assert reads.meetings(place.actor(role, "far").scope) == []
    for call in calls:
        assert not may(call, Actor.citizen(), {})
    with pytest.raises(NotYours):
        reads.question(PUBLIC, asked.pk)


def test_meetings_by_the_forms(place: Any, frozen_clock: Any, client: Any) -> None:
    staff.sign_in(client, place.account(Role.HEAD))
    day = local(now()).date() + timedelta(days=2)
    given = {"area": place.world.areas["first"].pk, "topic": "Саябақ", "day": day.isoformat(), "time": "18:00"}
    assert client.post(page("partnership:announce"), {**given, "place": ""}).status_code == 422
    assert client.post(page("partnership:announce"), {**given, "place": "Мектеп"}).status_code == 302
    made = Meeting.objects.get()
    frozen_clock.move(days=3)
    staff.sign_in(client, place.account(Role.HEAD))
    client.post(page("partnership:hold_meeting", made.pk), {"residents": "17", "told": "Келістік"})
    client.post(page("partnership:add_question", made.pk), {"asked": "Қашан?"})
    asked = Question.objects.get()
    client.post(page("partnership:answer", asked.pk), {"public_text": "Қашан?", "answer": "Маусымда"})
    client.post(page("partnership:publish", asked.pk), {"shown": "yes"})
    asked.refresh_from_db()
    assert asked.published_at and asked.answered_by_id
    text = client.get(page("partnership:meeting", made.pk)).content.decode()
    assert "Маусымда" in text and "17" in text
    few = statements(client, page("partnership:meetings"))
    for number in range(20):
        announced(place, topic=f"Кездесу {number}")
    assert statements(client, page("partnership:meetings")) == few <= 5
    assert statements(client, page("partnership:meeting", made.pk)) <= 6
