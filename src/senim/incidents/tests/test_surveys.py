"""A survey as a layer: it never counts as events, tells no single answer, and says how sure its shares are."""

import csv
import io

import pytest
from django.urls import reverse

from senim.incidents import api, surveys
from senim.incidents.domain import FeedKind, Selection
from senim.incidents.models import Incident, KindMap, RowError
from senim.incidents.panels.survey import Share
from senim.incidents.tests import world as worlds
from senim.incidents.tests.world import bring, feed, many
from senim.kernel.scoping import SYSTEM as HOUSE
from senim.staff import api as staff

HEADER = "date,answer,beat"
ASKED = "afraid|Иә"


def told(count, answer, beat, month="05", start=1):
    return [f"2026-{month}-{start + n % 8:02},{answer},{beat}" for n in range(count)]


@pytest.fixture
def asked(world):
    """Forty answers in the first beat, twelve in the second; four rows that name no beat."""
    first, second = (world.areas[name].code for name in ("first", "second"))
    of = feed(world, "afraid", kind=FeedKind.SURVEY)
    rows = [*told(24, "Иә", first), *told(16, "Жоқ", first), *told(3, "Иә", second), *told(9, "Жоқ", second)]
    bring(of, *rows, *told(4, "Иә", "Mars"), header=HEADER)
    bring(feed(world), *many(100))
    return world


def sign_in(client, world, name):
    staff.testing.sign_in(client, world.people[name])
    return client


def layer(client, language="kk", **query):
    panels = client.get(f"/{language}/incidents/", {"survey": ASKED, **query}).context["panels"]
    return next(one for one in panels if one.code == "survey")


def test_answers_never_count_as_events(asked):
    assert Incident.objects.filter(batch__feed__code="afraid").count() == 56
    assert api.events(HOUSE, Selection(appeals=False)).n == 100
    assert api.events(HOUSE, Selection(appeals=False, feeds=("afraid",), officer_discovered=True)).n == 0
    assert "afraid" not in [one.code for one in api.feeds(HOUSE)]
    assert not KindMap.objects.filter(feed__code="afraid").exists(), "nobody is asked what kind of event an answer is"
    assert not any("Иә" in str(one) for one in api.kinds("kk"))
    assert RowError.objects.filter(batch__feed__code="afraid", code="area_unknown").count() == 4


def test_an_interval_is_wilsons():
    low, high = Share("", 40, 24).interval
    assert low == pytest.approx(44.6, abs=0.1) and high == pytest.approx(73.7, abs=0.1)
    assert Share("", 10, 0).interval[0] == 0 and Share("", 10, 10).interval[1] == pytest.approx(100)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_layer_says_shares_with_n_and_interval(asked, client, language):
    panel = layer(sign_in(client, asked, "analyst"), language)
    assert [line[1:3] for line in panel.table[1]] == [["40", "60"], ["12", "25"]]
    assert panel.table[1][0][3] == "45–74" and "n = 52" in panel.note and "{" not in panel.sentence + panel.definition
    assert "60 %" in panel.sentence and "52" in panel.sentence and "Иә" in panel.definition and "10" in panel.definition
    assert [one["properties"]["step"] for one in panel.map["features"]] == [4, 2] and "heat-4" in panel.svg


def test_few_answers_are_pooled_or_hidden_and_cannot_be_reckoned_back(asked, client):
    sign_in(client, asked, "analyst")
    beats = [asked.areas[name].code for name in ("first", "second")]
    hidden = layer(client)
    # Four answers name no beat: too few even as a pool, and no total holds them.
    assert len(hidden.table[1]) == 2 and "56" not in hidden.sentence + hidden.note + str(hidden.table)
    bring(_survey(), *told(3, "Иә", beats[1], "03"), *told(7, "Жоқ", "Mars", "03"), header=HEADER)
    pooled = layer(client, since="2026-03-01", until="2026-03-31")
    assert [line[1] for line in pooled.table[1]] == ["10"] and pooled.map["features"] == []
    bring(_survey(), *told(6, "Иә", beats[1], "02"), header=HEADER)
    nothing = layer(client, since="2026-02-01", until="2026-02-28")
    assert nothing.table[1] == [] and "10" in nothing.sentence and "6" not in nothing.sentence


def _survey():
    from senim.incidents.models import Feed

    return Feed.objects.get(code="afraid")


def test_a_day_or_a_drawn_place_does_not_single_out_an_answer(asked, client):
    sign_in(client, asked, "analyst")
    whole = layer(client)
    corner = "70.0001 50.0001,70.0002 50.0001,70.0002 50.0002"
    for query in ({"since": "2026-05-04", "until": "2026-05-05"}, {"place": corner}, {"time": "night"}):
        assert layer(client, **query).table == whole.table, query
    assert surveys.months(Selection()) == (None, None)


def test_no_single_answer_leaves_by_any_door(asked, client):
    sign_in(client, asked, "analyst")
    for name in ("points", "hexagons"):
        assert "Иә" not in client.get(reverse(f"incidents:{name}"), {"survey": ASKED}).content.decode()
    answer = client.get(reverse("incidents:export", args=["survey"]), {"survey": ASKED})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[7][1:3] != [] and [line[1] for line in lines[8:]] == ["40", "12"]
    shapes = client.get(reverse("incidents:shapes", args=["survey"]), {"survey": ASKED}).json()
    assert len(shapes["features"]) == 2
    assert client.get(reverse("incidents:export", args=["survey"])).status_code == 404


def test_a_survey_stands_without_any_event(world, client):
    of = feed(world, "afraid", kind=FeedKind.SURVEY)
    bring(of, *told(20, "Иә", world.areas["first"].code), header=HEADER)
    sign_in(client, world, "analyst")
    assert layer(client, kinds="theft").table[1][0][1] == "20"


def test_a_survey_of_another_area_is_not_offered(asked, client, django_assert_max_num_queries):
    abroad = feed(asked, "abroad", area="country", kind=FeedKind.SURVEY)
    bring(abroad, *told(30, "Иә", asked.areas["second"].code), header=HEADER)
    sign_in(client, asked, "analyst")
    page = client.get("/kk/incidents/")
    assert [group for group, _rows in page.context["form"].fields["survey"].choices[1:]] == ["afraid", "abroad"]
    with django_assert_max_num_queries(12):
        client.get("/kk/incidents/", {"survey": ASKED})
    assert client.get("/kk/incidents/", {"survey": "register|Theft"}).status_code == 422, "a register is no survey"
    sign_in(client, asked, "inspector")
    assert client.get("/kk/incidents/", {"survey": ASKED}).status_code == 403
    far = worlds.appeals_world.Role.HEAD
    account, _post = staff.testing.make_officer(far, area_ids=(asked.areas["second"].pk,))
    staff.testing.sign_in(client, account)
    assert [line[1] for line in layer(client).table[1]] == ["12"], "the head of one beat gets that beat"
