"""Anything at all in any field of any form: a page, never an error. Hypothesis looks for what nobody thought of."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.appeals.actions import intake
from senim.appeals.models import Appeal
from senim.appeals.tests.test_rights import sent
from senim.appeals.tests.world import World, report
from senim.appeals.views.desk import ACTS
from senim.appeals.views.steps import ORDER
from senim.staff import testing as staff

FINE = {302, 400, 404, 410, 413, 422}
HOSTILE = [
    "\0", "\u202e", "😀" * 60, "<b>", "{{ x }}", "' OR 1=1 --", "NaN", "1e400", "-0", "٣", "9" * 40, "0001-01-01",
    "9999-12-31T23:59", "area:1", "at:70,50,x", "named", "email", "officer.rude", "order.noise_night", "head", "on",
    "yes", "a" * 250 + "@x.kz", "+" + "7" * 30, "\n", "ы" * 600,
]
words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.integers().map(str), st.floats().map(str))
FIELDS = (
    "kind", "text", "happened_at", "category", "about", "to_council", "injured", "officer", "now", "value", "hit",
    "lon", "lat", "place", "known_as", "name", "iin", "phone", "email", "safe_way",
    "safe_note", "files",
)
OFFICERS = (
    "outcome", "text", "done", "where", "when", "reason", "legality", "post", "body", "until", "reference",
    "registered_at", "accept",
)
filled = st.dictionaries(st.sampled_from(FIELDS), words, max_size=8)
quiet = settings(
    max_examples=settings().max_examples // 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@quiet
@given(pages=st.lists(st.tuples(st.sampled_from(ORDER), filled), max_size=6))
def test_no_filling_of_a_report_is_an_error(world: World, client: Any, pages: list[tuple[str, dict[str, str]]]) -> None:
    with transaction.atomic():
        token = intake.begin(language="kk")
        start = {"words": {"kind": "signal", "text": "Түнде шулайды"}, "category": {"category": "officer.unlawful"}}
        for code, data in [*start.items(), *pages]:
            said = client.post(reverse(f"appeals:step_{code}", args=[token]), data)
            assert said.status_code in FINE, (code, data)
            assert client.get(reverse(f"appeals:step_{code}", args=[token])).status_code in {200, 302}, (code, data)
        assert client.get(reverse("appeals:check", args=[token])).status_code == 200
        said = client.post(reverse("appeals:check", args=[token]))
        assert said.status_code in {200, 302, 422}
        if said.status_code != 422:
            staff.sign_in(client, world.people["department"])
            number = Appeal.objects.latest("pk").number
            assert client.get(f"/ru/desk/{number}/").status_code in {200, 404}
        transaction.set_rollback(True)


@quiet
@given(name=st.sampled_from(sorted(ACTS)), data=st.dictionaries(st.sampled_from(OFFICERS), words, max_size=8))
def test_no_filling_of_an_officers_form_is_an_error(
    world: World, client: Any, name: str, data: dict[str, str]
) -> None:
    with transaction.atomic():
        appeal, _ = sent(category="property.bicycle")
        Appeal.objects.update(holder=world.posts["head"])
        staff.sign_in(client, world.people["head"])
        assert client.post(f"/kk/desk/{appeal.number}/{name}/", data).status_code in FINE | {403}, (name, data)
        assert client.get(f"/kk/desk/{appeal.number}/").status_code in {200, 404}
        transaction.set_rollback(True)


@quiet
@given(data=filled, what=st.sampled_from(["add", "withdraw", "council", "reopen", "solved"]))
def test_nothing_an_applicant_sends_is_an_error(world: World, client: Any, data: dict[str, str], what: str) -> None:
    with transaction.atomic():
        secret = intake.send(token=intake.begin(language="kk"), report=report()).secret
        assert client.post(reverse(f"appeals:{what}", args=[secret]), data).status_code in FINE
        assert client.get(reverse("appeals:follow", args=[secret])).status_code == 200
        typed = {"code": data.get("text", secret), "do": what, **data}
        assert client.post("/kk/follow/", typed).status_code in FINE | {200}
        transaction.set_rollback(True)


@pytest.mark.parametrize("page", ["queue", "area", "enter", "find", "start"])
def test_no_address_line_is_an_error(world: World, client: Any, page: str) -> None:
    staff.sign_in(client, world.people["head"])

    @settings(max_examples=settings().max_examples // 12, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(query=st.dictionaries(st.sampled_from(["q", "page", "state", "category", "in", "list"]), words, max_size=4))
    def look(query: dict[str, str]) -> None:
        assert client.get(reverse(f"appeals:{page}"), query).status_code == 200

    look()
