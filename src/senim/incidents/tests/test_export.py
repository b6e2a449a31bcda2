"""Tables as files: what stands in their head, that no cell is a formula, who gets them, and that it is written down."""

import csv
import io

import pytest
from django.urls import reverse

from senim.incidents.tests import world as worlds
from senim.incidents.tests.world import bring, feed, many, row
from senim.kernel.models import AuditEvent
from senim.kernel.spreadsheet import safe
from senim.staff import api as staff


@pytest.fixture
def full(world):
    bring(feed(world), *many(40), *[row(n, f"2026-05-0{n + 1} 10:00", address="=1+1 12") for n in range(3)])
    return world


def read(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("cell", ["=1+1", "+7-701", "@x", "-a", "\t=1", " =1", "＝1", "|cmd", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "said"), [
    ("-3,5", "-3,5"), ("+4", "+4"), ("1\N{NO-BREAK SPACE}234,5", "1234,5"), ("97,536", "97,536"),
    ("Абай 12", "Абай 12"), ("", ""), ("—", "—"),
])
def test_numbers_and_words_stay(cell, said):
    assert safe(cell) == said


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("view", ["map", "clock", "trend", "calendar", "concentration", "repeats"])
def test_every_view_has_its_file(full, client, language, view):
    staff.testing.sign_in(client, full.people["analyst"])
    page = client.get(f"/{language}/incidents/")
    assert f"/{language}/incidents/views/{view}.csv" in page.content.decode()
    panel = next(one for one in page.context["panels"] if one.code == view)
    answer = client.get(f"/{language}/incidents/views/{view}.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="senim-{view}-2026-05-12.csv"'
    rows = read(answer)
    head, table = rows[:6], rows[7:]
    assert [line[1] for line in head][2:5] == [panel.sentence, panel.definition, panel.note] and "n = 43" in head[4][1]
    assert "2026" in head[5][1] and rows[6] == []
    assert len(table) == 1 + len(panel.table[1]) and all(len(line) == len(table[0]) for line in table)


def test_a_name_that_is_a_formula_is_text(full, client):
    staff.testing.sign_in(client, full.people["analyst"])
    rows = read(client.get("/en/incidents/views/repeats.csv"))
    assert rows[8][0] == "'=1+1 12" and rows[8][1] == "3"


def test_taking_a_table_along_is_written_down_without_a_place(full, client):
    staff.testing.sign_in(client, full.people["analyst"])
    client.get("/en/incidents/views/repeats.csv")
    event = AuditEvent.objects.filter(action="incidents.exported").get()
    assert event.data["view"] == "repeats" and event.data["rows"] == 43 and "1+1" not in str(event.data)


def test_a_table_goes_only_to_whom_it_is_shown(full, client):
    account, _post = staff.testing.make_officer(
        worlds.appeals_world.Role.GROUP_COORDINATOR, area_ids=(full.areas["district"].pk,)
    )
    staff.testing.sign_in(client, account)
    assert client.get(reverse("incidents:export", args=["map"])).status_code == 200
    assert "1+1" not in client.get(reverse("incidents:export", args=["map"])).content.decode()
    assert client.get(reverse("incidents:export", args=["repeats"])).status_code == 404
    assert client.get(reverse("incidents:export", args=["nothing"])).status_code == 404
    for name, status in (("inspector", 403), ("auditor", 403), ("ministry", 403)):
        staff.testing.sign_in(client, full.people[name])
        assert client.get(reverse("incidents:export", args=["map"])).status_code == status


def test_the_map_can_be_drawn_whole(full, client):
    of = feed(full, "far")
    bring(of, *[row(f"far{n}", "2026-05-03 10:00", lon=70.035) for n in range(2)])
    staff.testing.sign_in(client, full.people["analyst"])
    fitted = client.get("/en/incidents/", {"days": "weekend", "time": ""})
    assert fitted.status_code == 200
    page = client.get("/en/incidents/")
    shown, whole = page.context["panels"][0], client.get("/en/incidents/", {"whole": "1"})
    everything = whole.context["panels"][0]
    assert shown.map["beyond"] > 0 and "beyond its edge" in shown.note and "whole=1" in page.content.decode()
    assert everything.map["beyond"] == 0 and "whole=1#view-map" not in whole.content.decode()
    assert shown.map["bbox"][2] < everything.map["bbox"][2]
    assert client.get(reverse("incidents:hexagons"), {"whole": "1"}).json()["bbox"] == everything.map["bbox"]
