"""Parquet through the whole door: dry run, columns remembered, rows with errors, bombs, and no reader at all."""

import io
import sys
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from senim.incidents import actions, events
from senim.incidents.domain import Selection
from senim.incidents.importing import reading
from senim.incidents.importing.issues import SENTENCES
from senim.incidents.models import Batch, Incident, RowError
from senim.incidents.tests.world import SYSTEM, bring, feed, row
from senim.kernel.errors import Refused
from senim.kernel.scoping import SYSTEM as HOUSE

pa = pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
pq = pytest.importorskip("pyarrow.parquet")

AT = datetime(2026, 5, 1, 10)


def written(**columns):
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def usual(**changes):
    """Three rows: the second without a place, the third in the future."""
    return written(**{
        "ref": [1001, 1002, 1003],
        "occurred_at": pa.array([AT, AT, datetime(2027, 1, 1, 9)], pa.timestamp("ns")),
        "category": pa.array(["Theft", "Fraud", "Theft"]).dictionary_encode(),
        "lon": pa.array([Decimal("70.005"), None, Decimal("70.005")], pa.decimal128(9, 6)),
        "lat": [50.005, float("nan"), 50.005],
        "address": ["Абай көшесі 12", None, ""],
        **changes,
    })


def check(of, content):
    return actions.check(batch_id=actions.receive(actor=SYSTEM, feed=of, name="f.parquet", content=content).pk)


def test_a_dry_run_tells_rows_and_errors_and_applying_counts(world):
    of = feed(world)
    batch = check(of, usual(crew=[{"name": "x"}] * 3, tags=[["a"]] * 3))
    assert (batch.rows, batch.accepted, batch.refused) == (3, 2, 1) and not Incident.objects.exists()
    told = set(RowError.objects.filter(batch=batch).values_list("row", "code", "value", "is_error"))
    assert told == {
        (3, "time_future", "2027-01-01 09:00:00", True), (2, "no_place", ", ", False),
        (0, "nested", "crew", False), (0, "nested", "tags", False),
    }
    assert "crew" not in batch.options["columns"]
    actions.apply(actor=SYSTEM, batch_id=batch.pk)
    found = events.events(HOUSE, Selection(appeals=False))
    assert found.n == 2 and set(map(str, found.at)) == {"2026-05-01T10:00"}
    stored = Incident.objects.get(ref="1001")
    assert (stored.lon, stored.lat, stored.area_path) == (70.005, 50.005, world.areas["first"].path)


def test_it_says_the_same_as_the_csv_of_the_same_rows(world):
    of = feed(world)
    bring(of, row(1001, "2026-05-01 10:00", address="Абай көшесі 12"), row(1002, "2026-05-01 10:00", "Fraud", "", ""))
    batch = actions.bring_in(actor=SYSTEM, feed=of, name="again.parquet", content=usual())
    batch.refresh_from_db()
    assert batch.quality["written"] == {"new": 0, "changed": 0, "same": 2, "gone": 0, "twins": 0}


def test_moments_with_a_zone_and_days_without_an_hour(world):
    zoned = pa.array([datetime(2026, 5, 1, 5, tzinfo=UTC)] * 3, pa.timestamp("us", "UTC"))
    actions.bring_in(actor=SYSTEM, feed=feed(world), name="z", content=usual(occurred_at=zoned))
    assert {str(at) for at in events.events(HOUSE, Selection(appeals=False)).at} == {"2026-05-01T10:00"}
    days = pa.array([datetime(2026, 5, 1), datetime(2026, 5, 2), None], pa.timestamp("us"))
    batch = check(feed(world, "days"), usual(occurred_at=days))
    assert batch.quality["timed"] == 0 and batch.accepted == 2


def test_its_columns_are_set_by_hand_and_remembered(world):
    of = feed(world)
    content = written(nr=[1], wann=[AT], was=["Theft"], x1=[70.005], y1=[50.005])
    batch = Batch.objects.select_related("feed").get(pk=check(of, content).pk)
    assert RowError.objects.get(batch=batch).code == "no_time_column"
    assert set(batch.options["columns"]) == {"nr", "wann", "was", "x1", "y1"}
    columns = {"ref": "nr", "from": "wann", "category": "was", "lon": "x1", "lat": "y1"}
    actions.remap(actor=SYSTEM, batch=batch, zone="Asia/Almaty", columns=columns)
    assert actions.check(batch_id=batch.pk).accepted == 1
    actions.apply(actor=SYSTEM, batch_id=batch.pk)
    of.refresh_from_db()
    assert of.mapping == columns
    assert check(of, content).accepted == 1


def test_a_bomb_is_refused_by_what_it_says_of_itself(world, monkeypatch):
    rows = 400_000
    packed = written(occurred_at=pa.array([AT] * rows, pa.timestamp("s")), ref=pa.array([None] * rows, pa.int8()))
    assert len(packed) < 10_000
    monkeypatch.setattr(reading, "LIMIT_ROWS", rows - 1)
    error = RowError.objects.get(batch=check(feed(world), packed))
    assert (error.code, error.value) == ("parquet_many_rows", "400000")
    monkeypatch.setattr(reading, "LIMIT_ROWS", rows)
    monkeypatch.setattr(reading, "LIMIT_MB", 0)
    with pytest.raises(reading.Bad, match="too_big"):
        reading._parquet(packed)


@pytest.mark.parametrize(("content", "code"), [
    (b"PAR1" + b"\x15\x04" * 50, "parquet_broken"),
    (written(who=[{"name": "x"}]), "parquet_nested"),
    (written(occurred_at=pa.array([], pa.timestamp("s"))), "no_rows"),
])
def test_a_file_that_cannot_be_understood_says_why(world, content, code):
    batch = check(feed(world), content)
    assert RowError.objects.get(batch=batch).code == code
    with pytest.raises(Refused):
        actions.apply(actor=SYSTEM, batch_id=batch.pk)


@pytest.mark.parametrize("missing", ["pyarrow", "senim_analysis.io"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_without_the_extra_page_and_command_name_it(world, client, monkeypatch, tmp_path, missing, language):
    from senim.staff import testing as staff

    monkeypatch.setitem(sys.modules, missing, None)
    batch = check(feed(world), usual())
    staff.sign_in(client, world.people["analyst"])
    said = SENTENCES["parquet_absent"].in_(language).format(value="senim[parquet]")
    assert said in client.get(f"/{language}/incidents/files/{batch.pk}/").content.decode()
    assert (batch.rows, batch.accepted, batch.refused) == (0, 0, 0)
    (tmp_path / "a.parquet").write_bytes(usual())
    errors = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_incidents", str(tmp_path / "a.parquet"), feed="new", language=language, stderr=errors)
    assert said in errors.getvalue()
