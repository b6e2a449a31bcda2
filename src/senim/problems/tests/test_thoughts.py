"""Residents' thoughts on an open problem: read by the group first, counted once, taken back whole."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from senim.kernel.clock import today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role
from senim.problems.actions import file, thoughts, voices
from senim.problems.models import Problem, Thought, Voice
from senim.problems.tests.test_voices import people, published
from senim.problems.tests.world import Town
from senim.staff import testing as staff
from senim.web.throttle import VOICES

SAID = "Жарық қойылса, кешке бала ойнар еді."


def page(problem: Problem) -> str:
    return f"/kk/problem/{problem.public_number}/thoughts/"


def test_a_thought_is_read_first_and_its_author_counted_once(town: Town, client: Client) -> None:
    problem = published(town)
    area = town.area("first")
    themes = client.get(f"/kk/problem/of/{area.code}/").content.decode()
    assert "Базар тұрағы" in themes and page(problem) in themes
    for text in ("", "а" * 601, "Ол 900101400013 деген кісі"):
        assert client.post(page(problem), {"text": text}).status_code == 422
    client.post(page(problem), {"text": "Шу көп."})
    client.post(page(problem), {"text": SAID})  # another one in its place
    assert Thought.objects.get().text == SAID and (people(problem), Voice.objects.count()) == (1, 1)
    stranger = Client()
    assert SAID not in stranger.get(page(problem)).content.decode(), "nobody has read it yet"
    assert SAID in client.get(page(problem)).content.decode()

    staff.sign_in(client, town.world.people["coordinator"])
    listed = f"/kk/problems/{problem.number}/thoughts/"
    assert SAID in client.get(listed).content.decode()
    client.post(f"{listed}{Thought.objects.get().pk}/", {"show": "1"})
    assert SAID in stranger.get(page(problem)).content.decode()
    client.post(f"{listed}{Thought.objects.get().pk}/", {"hide": "1"})
    assert SAID not in stranger.get(page(problem)).content.decode()


def test_a_changed_thought_waits_again_and_can_be_taken_back(town: Town, client: Client) -> None:
    problem = published(town)
    client.post(page(problem), {"text": SAID})
    row = Thought.objects.get()
    thoughts.judge(actor=town.actor("coordinator"), problem_id=problem.pk, thought_id=row.pk, show=True)
    client.post(page(problem), {"text": "Басқаша ойлаймын."})
    assert "Басқаша" not in Client().get(page(problem)).content.decode()
    client.post(page(problem), {"back": "1"})
    assert not Thought.objects.exists()


def test_only_the_group_of_the_place_judges(town: Town) -> None:
    problem = published(town)
    mark = bytes(32)
    row = thoughts.say(actor=Actor.citizen(), number=problem.public_number, mark=mark, text=SAID, language="kk")
    for role in (one for one in Role if one not in {Role.EXECUTOR, Role.TRAINEE}):
        account, _post = staff.make_officer(role, area_ids=(town.area("foreign").pk,))
        with pytest.raises(NotYours):
            thoughts.judge(actor=staff.actor_for(account), problem_id=problem.pk, thought_id=row.pk, show=True)
    other = published(town)
    with pytest.raises(NotYours):
        thoughts.judge(actor=town.actor("coordinator"), problem_id=other.pk, thought_id=row.pk, show=True)
    file.withdraw(actor=town.actor("coordinator"), problem_id=problem.pk)
    with pytest.raises(NotYours):
        thoughts.say(actor=Actor.citizen(), number=problem.public_number, mark=mark, text=SAID, language="kk")


def test_whose_it_was_is_forgotten_and_a_flood_stops(town: Town, client: Client, frozen_clock: Any) -> None:
    problem = published(town)
    client.post(page(problem), {"text": SAID})
    frozen_clock.to(frozen_clock.now + timedelta(days=31 * 25))
    assert voices.kept_since(today()) > Thought.objects.get().said_on
    voices.forget()
    assert Thought.objects.get().mark is None and Thought.objects.get().text == SAID
    VOICES.forget()
    for _number in range(VOICES.most):
        assert Client().post(page(problem), {"text": "Тағы"}).status_code == 302
    assert Client().post(page(problem), {"text": "Тағы"}).status_code == 429
    VOICES.forget()
