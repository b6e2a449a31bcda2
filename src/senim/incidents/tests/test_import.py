"""Files in: every format, every refusal told with its row, nothing counted before it is applied."""

import io
import json

import pytest
from openpyxl import Workbook

from senim.incidents import actions, events
from senim.incidents.domain import BatchState, Selection
from senim.incidents.models import Batch, Incident, KindMap, RowError
from senim.incidents.tests import world as worlds
from senim.incidents.tests.world import SYSTEM, bring, csv, feed, row
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import SYSTEM as HOUSE

ALL = Selection(appeals=False)


def counted(scope=HOUSE, selection=ALL):
    return events.events(scope, selection)


def check(of, content, **more):
    return actions.check(batch_id=actions.receive(actor=SYSTEM, feed=of, name="f", content=content, **more).pk)


def test_a_dry_run_counts_nothing_and_applying_counts_everything(world):
    batch = check(feed(world), csv(row(1, "2026-05-01 10:00"), row(2, "2026-05-02 11:30", "Fraud", "", "")))
    assert (batch.state, batch.rows, batch.accepted, batch.refused) == (BatchState.STAGED, 2, 2, 0)
    assert not Incident.objects.exists() and counted().n == 0
    actions.apply(actor=SYSTEM, batch_id=batch.pk)
    found = counted()
    assert found.n == 2 and found.kinds == ("fraud", "theft")
    assert found.placed.sum() == 1
    assert str(found.at.max()) == "2026-05-02T11:30"
    stored = Incident.objects.get(ref="1")
    assert stored.area_path == world.areas["first"].path and stored.cell.startswith("89")
    assert stored.occurred_from.isoformat() == "2026-05-01T05:00:00+00:00"
    assert Batch.objects.get().content is None


def test_rows_with_errors_are_told_with_their_row_and_left_out(world):
    batch = check(
        feed(world),
        csv(
            row(1, "2026-05-01 10:00"),
            row(2, "yesterday"),
            row(3, "2027-01-01 10:00"),
            row(4, "2026-05"),
            row(5, "2026-05-01 10:00", lon="7774000"),
            row(6, "2026-05-01 10:00", lat="95"),
            row(1, "2026-05-03 10:00"),
            row(8, "2026-05-01 10:00", lon="east"),
            row(9, ""),
            row(10, "2026-05-01", lon=0, lat=0),
        ),
    )
    told = {(one.row, one.code) for one in RowError.objects.filter(batch=batch, is_error=True)}
    assert told == {
        (3, "time_unread"),
        (4, "time_future"),
        (5, "time_month"),
        (6, "projected"),
        (7, "off_earth"),
        (8, "repeated"),
        (9, "number_bad"),
        (10, "time_missing"),
    }
    assert (batch.accepted, batch.refused) == (2, 8)
    assert RowError.objects.get(batch=batch, row=11).code == "zero_place"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_rows"),
        (b"a,b\n1,2\n", "no_time_column"),
        (b"PAR1xxxx", "parquet_broken"),
        (b"PK\x03\x04broken", "not_sheet"),
        (b'{"type": "Topology"}', "not_features"),
        (b"\x98\xff\x00\x01\x98", "not_text"),
    ],
)
def test_a_file_that_cannot_be_understood_says_why(world, content, code):
    batch = check(feed(world), content)
    assert RowError.objects.get(batch=batch).code == code
    with pytest.raises(Refused):
        actions.apply(actor=SYSTEM, batch_id=batch.pk)
    assert not Incident.objects.exists()


def test_xlsx_geojson_and_arcgis_give_the_same_rows(world):
    book = Workbook()
    for line in (["ref", "occurred_at", "category", "lon", "lat"], ["x", "2026-05-01 10:00", "Theft", 70.005, 50.005]):
        book.active.append(line)
    sheet = io.BytesIO()
    book.save(sheet)
    geo = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [70.005, 50.005]},
                "properties": {"ref": "g", "occurred_at": "2026-05-01T10:00", "category": "Theft"},
            }
        ],
    }
    arc = {
        "features": [
            {
                "attributes": {
                    "objectid": 7,
                    "crime_code": "1880",
                    "stat": "ст.188 ч.3",
                    "dat_sover_str": "01.05.2026 10:00",
                    "ud": "secret",
                    "fz1r18p5": "ул. Абая",
                    "fz1r18p6": "12",
                },
                "geometry": {"x": 70.005, "y": 50.005},
            }
        ]
    }
    of = feed(world)
    for content in (sheet.getvalue(), json.dumps(geo).encode()):
        actions.apply(actor=SYSTEM, batch_id=check(of, content).pk)
    actions.apply(actor=SYSTEM, batch_id=check(feed(world, "kpssu"), json.dumps(arc).encode()).pk)
    found = counted()
    assert found.n == 3 and set(map(str, found.at)) == {"2026-05-01T10:00"}
    assert found.kinds == ("burglary", "theft"), "article 188 part 3 is known"
    assert Incident.objects.get(batch__feed__code="kpssu").ref == "7"
    assert "secret" not in json.dumps(list(Incident.objects.values()), default=str)


def test_the_mapping_is_remembered_and_can_be_set_by_hand(world):
    of = feed(world)
    header = "nr,wann,was,x1,y1,wo"
    batch = check(of, csv("1,2026-05-01 10:00,Theft,70.005,50.005,Абай 1", header=header))
    assert not batch.accepted
    batch = Batch.objects.select_related("feed").get(pk=batch.pk)
    actions.remap(
        actor=SYSTEM,
        batch=batch,
        zone="Asia/Almaty",
        columns={"ref": "nr", "from": "wann", "category": "was", "lon": "x1", "lat": "y1", "to": "", "address": "wo"},
    )
    assert actions.check(batch_id=batch.pk).accepted == 1
    actions.apply(actor=SYSTEM, batch_id=batch.pk)
    of.refresh_from_db()
    assert check(of, csv("2,2026-05-02 10:00,Theft,70.005,50.005,Абай 2", header=header)).accepted == 1


@pytest.mark.parametrize(
    "header",
    [
        "Тіркеу нөмірі,Болған күні,Түрі,Бойлық,Ендік,Мекенжайы",
        "Регистрационный номер,Дата  происшествия,Вид правонарушения,Долгота,Широта,Адрес",
    ],
)
def test_columns_are_known_as_offices_name_them(world, header):
    batch = check(feed(world), csv("К-1,01.05.2026 10:00,Ұрлық,70.005,50.005,Абай 1", header=header))
    assert batch.accepted == 1
    assert set(batch.options["mapping"]) == {"ref", "from", "category", "lon", "lat", "address"}


def test_the_same_file_again_changes_nothing_and_a_corrected_one_is_a_new_version(world):
    of = feed(world)
    first = bring(of, row(1, "2026-05-01 10:00"), row(2, "2026-05-02 10:00"))
    again = bring(of, row(1, "2026-05-01 10:00"), row(2, "2026-05-02 10:00"))
    assert again.quality["written"] == {"new": 0, "changed": 0, "same": 2, "gone": 0, "twins": 0}
    mended = bring(of, row(1, "2026-05-01 12:00"), row(3, "2026-05-02 09:00"), complete=True)
    assert mended.quality["written"] == {"new": 1, "changed": 1, "same": 0, "gone": 1, "twins": 0}
    assert sorted(map(str, counted().at)) == ["2026-05-01T12:00", "2026-05-02T09:00"]
    assert [first.version, again.version, mended.version] == [1, 2, 3]
    assert Incident.objects.count() == 4, "nothing is deleted"


def test_a_withdrawn_file_gives_back_what_it_had_superseded(world):
    of = feed(world)
    bring(of, row(1, "2026-05-01 10:00"))
    second = bring(of, row(1, "2026-05-01 11:00"), row(2, "2026-05-02 10:00"))
    third = bring(of, row(1, "2026-05-01 12:00"))
    actions.withdraw(actor=SYSTEM, batch_id=second.pk)
    assert sorted(map(str, counted().at)) == ["2026-05-01T12:00"]
    actions.withdraw(actor=SYSTEM, batch_id=third.pk)
    assert sorted(map(str, counted().at)) == ["2026-05-01T10:00"]
    with pytest.raises(Refused):
        actions.withdraw(actor=SYSTEM, batch_id=third.pk)


def test_files_without_numbers_keep_twins_apart_and_know_each_other_again(world):
    of = feed(world)
    header = "occurred_at,category,lon,lat"
    lines = ["2026-05-01 10:00,Theft,70.005,50.005"] * 2
    bring(of, *lines, header=header)
    assert bring(of, *lines, header=header).quality["written"]["same"] == 2
    assert counted().n == 2


def test_what_two_sources_tell_of_is_counted_once(world):
    calls, register = feed(world, "calls", rank=200), feed(world, "register", rank=10)
    bring(calls, row("c1", "2026-05-01 10:05"), row("c2", "2026-05-01 10:05", "Fraud"), row("c3", "2026-05-01 14:00"))
    batch = bring(register, row("r1", "2026-05-01 10:00", lon=70.0055))
    assert batch.quality["written"]["twins"] == 1
    assert counted().n == 3
    assert Incident.objects.get(ref="c1").duplicate_of.ref == "r1"
    actions.withdraw(actor=SYSTEM, batch_id=batch.pk)
    assert counted().n == 3 and Incident.objects.get(ref="c1").duplicate_of is None


def test_only_whoever_analyses_the_area_of_the_feed_brings_files_in(world):
    of = feed(world)
    actions.receive(actor=world.actor("analyst"), feed=of, name="f", content=b"x")
    for name in ("head", "inspector", "duty", "admin", "auditor", "ministry", "akimat", "council", "prosecutor"):
        with pytest.raises(NotYours):
            actions.receive(actor=world.actor(name), feed=of, name="f", content=b"x")
    with pytest.raises(NotYours):
        actions.create_feed(
            actor=world.actor("analyst"),
            code="all",
            name=of and worlds.Label("a", "b", "c"),
            area_path=world.areas["country"].path,
        )


def test_a_word_is_guessed_and_a_person_decides(world):
    of = feed(world)
    bring(of, row(1, "2026-05-01 10:00", "Thefts"), row(2, "2026-05-01 10:00", "Odd thing"))
    assert KindMap.objects.get(raw="Thefts").mark == "guess"
    assert counted().kinds == ("Odd thing", "theft")
    actions.classify(actor=world.actor("analyst"), feed=of, raw="Odd thing", kind="damage")
    assert counted().kinds == ("damage", "theft")
    assert Incident.objects.get(ref="2").kind == "damage"
    with pytest.raises(Refused):
        actions.classify(actor=world.actor("analyst"), feed=of, raw="Odd thing", kind="nonsense")
    with pytest.raises(NotYours):
        actions.classify(actor=world.actor("head"), feed=of, raw="Odd thing", kind="theft")


def test_one_point_in_another_world_does_not_stretch_the_map(world):
    places = ((70.005, 50.005), (50.005, 70.005), (7.0005, 50.005), (69.0, 49.2))
    rows = [row(n, "2026-05-01 10:00", lon=lon, lat=lat) for n, (lon, lat) in enumerate(places)]
    batch = check(feed(world), csv(*rows))
    assert (batch.accepted, batch.refused) == (4, 0), "all four happened"
    assert dict(RowError.objects.filter(batch=batch).values_list("row", "code")) == {3: "swapped", 4: "far"}
    actions.apply(actor=SYSTEM, batch_id=batch.pk)
    found = counted()
    assert found.n == 4 and sorted(found.lon[found.placed]) == [69.0, 70.005]
