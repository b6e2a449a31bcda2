"""The pages: who gets in, what they show, and that a redraw asks the database little."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from senim.incidents import actions, api
from senim.incidents.actions.runs import execute
from senim.incidents.domain import BatchState, RunState, Selection
from senim.incidents.models import Batch, Feed, Kind, KindMap, Run
from senim.incidents.tests import world as worlds
from senim.incidents.tests.world import bring, feed, many, row
from senim.kernel.labels import Label
from senim.staff import api as staff

READERS = ("analyst", "head", "department")
OTHERS = ("inspector", "duty", "operator", "admin", "auditor", "ministry", "akimat", "council", "prosecutor")


@pytest.fixture
def full(world):
    bring(feed(world), *many(300), row("v", "2026-05-01 22:00", "Domestic violence"))
    return world


def sign_in(client, world, name):
    staff.testing.sign_in(client, world.people[name])
    return client


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_view_says_what_it_shows_in_every_language(full, client, language):
    answer = sign_in(client, full, "analyst").get(f"/{language}/incidents/")
    assert answer.status_code == 200
    codes = [panel.code for panel in answer.context["panels"]]
    assert codes == ["map", "kernel", "clock", "trend", "calendar", "concentration", "repeats"]
    for panel in answer.context["panels"]:
        assert panel.sentence and panel.definition and "n = 301" in panel.note and "{" not in panel.sentence
        assert panel.sentence in answer.content.decode().replace("&#x27;", "'")
        assert all(len(line) == len(panel.table[0]) for line in panel.table[1])


def test_a_redraw_from_memory_asks_the_database_little(full, client, django_assert_max_num_queries):
    sign_in(client, full, "analyst").get("/ru/incidents/")
    with django_assert_max_num_queries(12):
        answer = client.get("/ru/incidents/", {"since": "2026-01-01", "time": "night", "days": "weekend"})
    assert answer.status_code == 200
    with django_assert_max_num_queries(10):
        client.get("/ru/incidents/", {"since": "2026-01-01", "time": "night", "days": "weekend"})


def test_a_comparison_stands_where_a_beginning_is_set(full, client):
    answer = sign_in(client, full, "analyst").get("/en/incidents/", {"since": "2025-12-01", "until": "2026-04-30"})
    panel = answer.context["panels"][-1]
    assert panel.code == "compare" and "ratio" in panel.sentence


def test_nonsense_in_the_address_is_refused_in_words(full, client):
    answer = sign_in(client, full, "analyst").get("/en/incidents/", {"since": "no day", "kinds": "unknown"})
    assert answer.status_code == 422


@pytest.mark.parametrize("name", READERS + OTHERS)
def test_each_role_gets_its_pages_and_no_more(full, client, name):
    sign_in(client, full, name)
    expected = 200 if name in READERS else 403
    assert client.get(reverse("incidents:explore")).status_code == expected
    assert client.get(reverse("incidents:runs")).status_code == expected
    assert client.get(reverse("incidents:points")).status_code == expected
    importer = 200 if name == "analyst" else 403
    assert client.get(reverse("incidents:imports")).status_code == importer
    assert client.get(reverse("incidents:words")).status_code == importer


def test_a_coordinator_sees_hexagons_and_no_point(full, client):
    account, _post = staff.testing.make_officer(
        staff.ROLES and worlds.appeals_world.Role.GROUP_COORDINATOR, area_ids=(full.areas["district"].pk,)
    )
    staff.testing.sign_in(client, account)
    answer = client.get("/en/incidents/")
    assert "repeats" not in [panel.code for panel in answer.context["panels"]]
    assert client.get(reverse("incidents:points")).status_code == 403


def test_the_place_of_a_sensitive_kind_is_in_no_answer(full, client):
    sign_in(client, full, "analyst")
    shown = client.get(reverse("incidents:points")).json()
    assert shown["of"] == 300 and {one["properties"]["kind"] for one in shown["features"]} == {"theft"}
    answer = client.get("/en/incidents/", {"kinds": "domestic"})
    assert [panel.map["features"] for panel in answer.context["panels"] if panel.code == "map"] == [[]]


def test_a_file_goes_its_way_through_the_pages(world, client, django_capture_on_commit_callbacks, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    sign_in(client, world, "analyst")
    made = client.post(
        reverse("incidents:new_feed"),
        {
            "name_kk": "Тіркелім",
            "name_ru": "Реестр",
            "kind": "resident",
            "area": world.areas["district"].path,
            "zone": "Asia/Almaty",
        },
    )
    assert made.status_code == 302
    upload = SimpleUploadedFile("май.csv", worlds.csv(row(1, "2026-05-01 10:00"), row(2, "never")))
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(reverse("incidents:imports"), {"feed": Feed.objects.get().pk, "file": upload})
    page = client.get(sent.url).content.decode()
    assert "never" in page and sent.status_code == 302
    batch = Batch.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("incidents:apply", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == BatchState.APPLIED
    assert client.get(reverse("incidents:words")).status_code == 200
    weight = {"weigh": "theft", "harm": "61", "source": "комиссия"}
    assert client.post(reverse("incidents:words"), weight).status_code == 302
    assert client.post(reverse("incidents:words"), {**weight, "harm": "-1"}).status_code == 422
    assert Kind.objects.get(code="theft").harm == 61
    client.post(reverse("incidents:words"), {"feed": batch.feed_id, "raw": "Theft", "kind": "damage"})
    assert KindMap.objects.get(raw="Theft").kind.code == "damage"
    client.post(reverse("incidents:withdraw", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == BatchState.WITHDRAWN


def test_a_file_of_another_area_does_not_exist(world, client):
    of = actions.create_feed(
        actor=worlds.SYSTEM, code="far", name=Label("a", "b", "c"), area_path=world.areas["country"].path
    )
    batch = actions.receive(actor=worlds.SYSTEM, feed=of, name="f", content=b"x")
    sign_in(client, world, "analyst")
    assert client.get(reverse("incidents:import", args=[batch.pk])).status_code == 404
    for verb in ("apply", "withdraw", "discard"):
        assert client.post(reverse(f"incidents:{verb}", args=[batch.pk])).status_code == 404


def test_a_scan_is_started_found_again_and_offers_problem_files(full, client):
    bring(
        Feed.objects.get(),
        *[row(f"k{n}", f"2026-0{1 + n % 4}-0{1 + n % 8} 23:10", "Fight", 70.0021, 50.0021) for n in range(60)],
    )
    sign_in(client, full, "analyst")
    asked = client.post(reverse("incidents:explore"), {"method": "scan"})
    run = Run.objects.get()
    assert asked.url.endswith(f"/runs/{run.pk}/")
    assert client.get(asked.url).context["under_way"]
    execute(run_id=run.pk)
    answer = client.get(f"/en/incidents/runs/{run.pk}/")
    first = answer.context["candidates"][0]
    assert "Fight" in first["sentence"] and "60 events" in first["sentence"]
    drawn = answer.context["panels"][0]
    assert drawn.code == "candidates" and drawn.table[1][0][:2] == ["1. Fight", "60"]
    assert len(drawn.map["features"]) == sum(one["has_place"] for one in answer.context["candidates"])
    assert client.get(reverse("incidents:run_shapes", args=[run.pk, "candidates"])).json()["features"]
    there = client.get(first["explore"])
    assert there.context["form"].selection().polygon and "n = 60." in there.context["panels"][0].note
    assert "place=" not in there.context["everywhere_query"] and "kinds=fight" in there.context["everywhere_query"]
    if first["open_url"]:
        given = parse_qs(urlsplit(first["open_url"]).query)
        candidate = Selection.from_json(json.loads(given["selection"][0]))
        assert given["run"] == [str(run.pk)] and candidate.kinds == ("fight",)
        assert api.events(full.actor("analyst").scope, candidate).n == 60
    assert not answer.context["stale"]
    bring(Feed.objects.get(), row("new", "2026-05-02 10:00"))
    assert client.get(f"/en/incidents/runs/{run.pk}/").context["stale"]
    assert run.pk in [one["id"] for one in client.get(reverse("incidents:runs")).context["runs"]]


@pytest.mark.parametrize("place", ["x", "70 50", "70 5,70.1 50", "70 50,70.1 50,500 50", "nan 50,70 5,71 51", "1 2 3"])
def test_a_place_that_cannot_be_read_is_refused_in_words(full, client, place):
    answer = sign_in(client, full, "analyst").get(reverse("incidents:explore"), {"place": place})
    assert answer.status_code == 422 and answer.context["form"].errors["place"]


def test_one_oddity_of_many_rows_hides_no_other(full, client):
    of = Feed.objects.get()
    nowhere = [row(f"n{n}", "2026-05-02 10:00", "Fight", "", "") for n in range(30)]
    content = worlds.csv(*nowhere, row("zero", "2026-05-02 10:00", "Fight", 0, 0))
    batch = actions.check(batch_id=actions.receive(actor=worlds.SYSTEM, feed=of, name="f.csv", content=content).pk)
    shown = sign_in(client, full, "analyst").get(reverse("incidents:import", args=[batch.pk])).context["errors"]
    assert [one["row"] for one in shown] == [2, 3, 4, 5, 6, 32]


def test_a_run_is_stopped_before_and_while_it_goes(full, client):
    sign_in(client, full, "analyst")
    run = actions.start_run(actor=full.actor("analyst"), method="scan", selection=Selection())
    client.post(reverse("incidents:cancel", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED
    assert execute(run_id=run.pk).state == RunState.CANCELLED
    going = actions.start_run(actor=full.actor("analyst"), method="scan", selection=Selection())
    Run.objects.filter(pk=going.pk).update(state=RunState.RUNNING, cancel_asked=True)
    assert execute(run_id=going.pk).state == RunState.CANCELLED


def test_what_cannot_be_answered_is_refused_in_words(world, client):
    bring(feed(world), row(1, "2026-05-01 10:00"))
    run = actions.start_run(actor=world.actor("analyst"), method="scan", selection=Selection())
    assert execute(run_id=run.pk).state == RunState.REFUSED
    answer = sign_in(client, world, "analyst").get(f"/ru/incidents/runs/{run.pk}/")
    assert answer.context["refusal"]


@pytest.mark.parametrize("method", ["near_repeat", "hot_spots"])
def test_the_other_analyses_run_too(full, client, method):
    run = actions.start_run(actor=full.actor("analyst"), method=method, selection=Selection())
    done = execute(run_id=run.pk)
    assert done.state == RunState.DONE
    answer = sign_in(client, full, "analyst").get(f"/kk/incidents/runs/{run.pk}/")
    said = answer.context["panels"]
    assert answer.status_code == 200 and all(panel.sentence and panel.definition and panel.note for panel in said)
    assert [panel.code for panel in said] == {"near_repeat": ["zones", "pairs"], "hot_spots": ["spots"]}[method]


def test_a_run_of_another_area_does_not_exist(full, client):
    run = actions.start_run(
        actor=worlds.SYSTEM, method="scan", selection=Selection(paths=(full.areas["country"].path,))
    )
    sign_in(client, full, "analyst")
    assert client.get(reverse("incidents:run", args=[run.pk])).status_code == 404
    assert client.post(reverse("incidents:cancel", args=[run.pk])).status_code == 404


def test_a_category_of_appeals_without_a_kind_can_be_looked_at(full, client):
    answer = sign_in(client, full, "analyst").get("/kk/incidents/", {"kinds": "order.gathering"})
    assert answer.status_code == 200


def test_a_chance_is_written_as_people_read_it():
    from senim.incidents.presenters.runs import _chance

    assert [_chance(q, "kk") for q in (1.4e-61, 0.0004, 0.031)] == ["< 0,0001", "= 0,0004", "= 0,03"]


def test_a_period_before_all_calendars_has_none_before_it():
    from datetime import date

    from senim.incidents.domain import Lineage, Selection
    from senim.incidents.panels import _before

    class Found:
        lineage = Lineage((), 0, "", {}, "")

    assert _before(Selection(since=date(1, 1, 1), until=date.max), Found()) is None
    before = _before(Selection(since=date(2026, 3, 1), until=date(2026, 3, 31)), Found())
    assert (before.since, before.until) == (date(2026, 1, 29), date(2026, 2, 28))
