"""What residents answered beside the views of a file, and as a source of its definition."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from senim.incidents.domain import FeedKind
from senim.incidents.tests import world as incidents
from senim.kernel.models import AuditEvent
from senim.problems.domain import SourceKind
from senim.problems.models import Problem, Source
from senim.problems.tests import world as worlds
from senim.staff import testing as staff

ASKED = "afraid|Иә"


@pytest.fixture
def problem(town: worlds.Town) -> Problem:
    """A file of the first beat, where fifteen of twenty said that they are afraid."""
    beat = town.area("first").code
    rows = [f"2026-05-{n % 9 + 1:02},{'Иә' if n < 15 else 'Жоқ'},{beat}" for n in range(20)]
    incidents.bring(incidents.feed(town.world, "afraid", kind=FeedKind.SURVEY), *rows, header="date,answer,beat")
    return worlds.opened(town)


def test_a_survey_becomes_a_source(town: worlds.Town, problem: Problem, client: Client) -> None:
    staff.sign_in(client, town.world.people["analyst"])
    address = f"/kk/problems/{problem.number}/views/"
    assert client.get(address).context["survey_panels"] == []
    page = client.get(address, {"survey": ASKED})
    panel = page.context["survey_panels"][0]
    assert panel.table[1][0][1:3] == ["20", "75"] and panel.sentence in page.content.decode()
    client.post(f"/kk/problems/{problem.number}/do/source/", page.context["source"])
    source = Source.objects.get(problem=problem)
    assert (source.kind, source.text) == (SourceKind.SURVEY, panel.sentence) and "n = 20" in source.text
    assert source.reference == panel.title


def test_who_may_take_it(
    town: worlds.Town, problem: Problem, client: Client, django_assert_max_num_queries: Any
) -> None:
    address = f"/kk/problems/{problem.number}/views/"
    for name, offered in {"analyst": True, "coordinator": True, "head": True, "akimat": False}.items():
        staff.sign_in(client, town.world.people[name])
        client.get(address, {"survey": ASKED})
        with django_assert_max_num_queries(12):
            page = client.get(address, {"survey": ASKED})
        assert bool(page.context["source"]) == offered, name
    for name in ("foreign_analyst", "foreign_coordinator"):
        staff.sign_in(client, town.world.people[name])
        assert client.get(address, {"survey": ASKED}).status_code == 404, name
    staff.sign_in(client, town.world.people["analyst"])
    assert client.get(address, {"survey": "nothing|at all"}).context["survey_panels"] == []


def test_each_view_of_a_file_can_be_taken_along(town: worlds.Town, problem: Problem, client: Client) -> None:
    rows = [incidents.row(n, f"2026-03-{n % 27 + 1:02} 10:00") for n in range(30)]
    incidents.bring(incidents.feed(town.world), *rows)
    staff.sign_in(client, town.world.people["analyst"])
    address = f"/kk/problems/{problem.number}/views/"
    page = client.get(address, {"survey": ASKED})
    for panel in (*page.context["panels"], *page.context["survey_panels"]):
        answer = client.get(f"{address}{panel.code}.csv", {"survey": ASKED})
        assert f"{address}{panel.code}.csv" in page.content.decode()
        assert panel.sentence.replace('"', '""') in answer.content.decode("utf-8-sig"), panel.code
    taken = AuditEvent.objects.filter(action="incidents.exported")
    assert taken.count() == len(page.context["panels"]) + 1
    assert client.get(f"{address}nothing.csv").status_code == 404
    for name, status in {"akimat": 404, "inspector": 404, "foreign_analyst": 404, "duty": 403}.items():
        staff.sign_in(client, town.world.people[name])
        assert client.get(f"{address}map.csv").status_code == status, name
    assert taken.count() == len(page.context["panels"]) + 1
