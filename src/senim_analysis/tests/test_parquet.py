"""Real Parquet files: every type that offices write, what is refused, and files that unpack to more than they weigh."""

from __future__ import annotations

import io
import json
import struct
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from senim_analysis.errors import AnalysisRefused
from senim_analysis.io import incidents, tables
from senim_analysis.io.parquet import LAT, LON, Limits, Unfit, read

pa = pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
pq = pytest.importorskip("pyarrow.parquet")

AT = datetime(2026, 5, 1, 10, 30)


def written(columns: dict[str, Any], metadata: dict[bytes, bytes] | None = None, **options: Any) -> bytes:
    table = columns if isinstance(columns, pa.Table) else pa.table(columns)
    made = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata) if metadata else table, made, **options)
    return made.getvalue()


def one(values: Any, kind: Any = None) -> list[str]:
    return read(written({"c": pa.array(values, kind)})).columns["c"]


@pytest.mark.parametrize(
    ("values", "kind", "said"),
    [
        ([" Ұрлық ", None, ""], pa.string(), ["Ұрлық", "", ""]),
        (["a", None], pa.large_string(), ["a", ""]),
        (["a", "b", None, "a"], pa.dictionary(pa.int8(), pa.string()), ["a", "b", "", "a"]),
        ([7, None, -1], pa.int64(), ["7", "", "-1"]),
        ([2**64 - 1], pa.uint64(), ["18446744073709551615"]),
        ([1.0, 70.005, float("nan"), None], pa.float64(), ["1", "70.005", "", ""]),
        ([0.5], pa.float32(), ["0.5"]),
        ([Decimal("70.00500"), None, Decimal("100.00000")], pa.decimal128(12, 5), ["70.005", "", "100"]),
        ([Decimal(12000)], pa.decimal256(40, 0), ["12000"]),
        ([True, False, None], pa.bool_(), ["true", "false", ""]),
        ([date(2026, 5, 1), None], pa.date32(), ["2026-05-01", ""]),
        ([date(2026, 5, 1)], pa.date64(), ["2026-05-01"]),
        ([time(10, 30)], pa.time64("ns"), ["10:30:00"]),
        ([AT, None], pa.timestamp("ms"), ["2026-05-01 10:30:00", ""]),
        ([AT], pa.timestamp("ns"), ["2026-05-01 10:30:00"]),
        ([AT.replace(tzinfo=UTC)], pa.timestamp("us", "Asia/Almaty"), ["2026-05-01 15:30:00+05:00"]),
        ([None, None], pa.null(), ["", ""]),
        ([AT.replace(hour=0, minute=0), None], pa.timestamp("us"), ["2026-05-01", ""]),
        ([AT.replace(hour=0, minute=0), AT], pa.timestamp("us"), ["2026-05-01 00:00:00", "2026-05-01 10:30:00"]),
    ],
)
def test_each_type_becomes_the_text_of_a_table(values: Any, kind: Any, said: list[str]) -> None:
    assert one(values, kind) == said


def test_nanoseconds_of_a_moment_are_cut() -> None:
    assert one([1_777_631_400_000_000_123], pa.timestamp("ns")) == ["2026-05-01 10:30:00"]


def test_columns_that_are_no_plain_values_are_left_out_by_name() -> None:
    table = {
        "ref": [1, 2],
        "tags": [["a"], []],
        "who": [{"name": "x"}, None],
        "map": pa.array([[("a", 1)], []], pa.map_(pa.string(), pa.int64())),
        "photo": [b"\xff\xd8", None],
        "a.b": ["x", "y"],
        "__index_level_0__": [0, 1],
    }
    found = read(written(table))
    assert found.columns == {"ref": ["1", "2"], "a.b": ["x", "y"]}
    assert found.left_out == ("tags", "who", "map", "photo") and found.rows == 2
    with pytest.raises(Unfit) as refusal:
        read(written({"who": [{"name": "x"}]}))
    assert (refusal.value.code, refusal.value.value) == ("nested", "who")


def test_a_name_that_is_there_twice_counts_once() -> None:
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"]), pa.array(["c"])], names=["kind", " kind", "kind"])
    found = read(written(table))
    assert found.columns == {"kind": ["a"]} and found.twice == ("kind", "kind")


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "lz4", "brotli"])
@pytest.mark.parametrize("use_dictionary", [True, False])
def test_every_packing_and_many_parts(compression: str, use_dictionary: bool) -> None:
    rows = 25_000
    table = {"ref": [f"n{n}" for n in range(rows)], "kind": ["Theft", None] * (rows // 2), "n": list(range(rows))}
    packed = written(table, compression=compression, use_dictionary=use_dictionary, row_group_size=7_000)
    found = read(packed)
    assert found.rows == rows and found.columns["ref"] == table["ref"]
    assert found.columns["n"][-1] == "24999" and found.columns["kind"][:3] == ["Theft", "", "Theft"]


def test_points_of_geoparquet_are_degrees() -> None:
    def point(*at: float, order: str = "<", kind: int = 1) -> bytes:
        return struct.pack(f"{order}BI{len(at)}d", order == "<", kind, *at)

    shapes = [point(70.5, 50.25), point(71, 51, order=">"), point(72, 52, 300, kind=1001), None, point(1, 2, kind=2)]
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}
    found = read(written({"ref": list(range(5)), "geometry": shapes}, {b"geo": json.dumps(geo).encode()}))
    assert found.columns[LON] == ["70.5", "71", "72", "", ""] and found.columns[LAT][:3] == ["50.25", "51", "52"]
    geo["columns"]["geometry"]["crs"] = {"id": {"authority": "EPSG", "code": 32642}}
    elsewhere = read(written({"ref": list(range(5)), "geometry": shapes}, {b"geo": json.dumps(geo).encode()}))
    assert elsewhere.left_out == ("geometry",) and LON not in elsewhere.columns
    assert read(written({"ref": [1]}, {b"geo": b"not json"})).columns == {"ref": ["1"]}


def test_what_a_file_says_of_itself_is_held_against_the_limits_before_it_is_read() -> None:
    many = written({"a": pa.array([None] * 3_000_000, pa.int8()), "b": pa.array([7] * 3_000_000)})
    assert len(many) < 20_000, "a bomb: a few kilobytes"
    for limits, code, value in (
        (Limits(rows=2_000_000), "many_rows", "3000000"),
        (Limits(cells=5_000_000), "many_rows", "3000000"),
        (Limits(megabytes=0), "too_big", "0"),
    ):
        with pytest.raises(Unfit) as refusal:
            read(many, limits)
        assert (refusal.value.code, refusal.value.value) == (code, value)


def test_a_long_word_told_often_is_stored_once() -> None:
    word = "ә" * 200_000
    packed = written({"a": pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), [word])})
    assert len(packed) < 1_000_000, "40 GB of letters"
    column = read(packed, Limits(megabytes=64)).columns["a"]
    assert len(column) == 100_000 and len({id(cell) for cell in column}) <= 10
    with pytest.raises(Unfit, match="too_big"):
        read(packed, Limits(megabytes=1))


@pytest.mark.parametrize("cut", [b"PAR1", b"PAR1" + b"\x15\x04" * 50, b"PAR1" * 9])
def test_what_is_broken_says_so(cut: bytes) -> None:
    with pytest.raises(Unfit, match="broken"):
        read(cut)


def test_any_byte_may_be_wrong() -> None:
    packed = bytearray(written({"ref": [f"n{n}" for n in range(500)], "at": [AT] * 500}))
    for place in range(0, len(packed), 7):
        hurt = bytes(packed[:place]) + bytes([packed[place] ^ 0xFF]) + bytes(packed[place + 1 :])
        with suppress(Unfit):
            assert read(hurt, Limits(rows=1000, cells=4000, megabytes=1)).rows <= 1000
    for length in range(0, len(packed), 11):
        with pytest.raises(Unfit):
            read(bytes(packed[:length]))


def town(path: Path, **more: Any) -> Path:
    table = {
        "longitude": [73.0 + n % 40 / 1000 for n in range(200)],
        "latitude": [49.8 + n % 20 / 1000 for n in range(200)],
        "occurred_at": [datetime(2026, 1 + n % 4, 1 + n % 28, n % 24) for n in range(200)],
        "category": pa.array(["Ұрлық", "Бұзақылық"] * 100).dictionary_encode(),
        **more,
    }
    path.write_bytes(written(table))
    return path


def test_a_file_of_incidents_is_loaded(tmp_path: Path) -> None:
    found = incidents.load(town(tmp_path / "a.parquet", inner=[{"a": 1}] * 200), incidents.Columns())
    assert found.quality.placed == 200 and found.timed.all() and set(found.kinds) == {"Ұрлық", "Бұзақылық"}
    said = [note.to_dict()["en"] for note in found.quality.notes]
    assert any("inner" in text and "left out" in text for text in said)
    renamed = town(tmp_path / "b.csv")
    assert tables.read(renamed).rows == 200, "what it is shows in its first bytes"


def test_the_command_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = town(tmp_path / "a.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(AnalysisRefused) as refusal:
        tables.read(path)
    for language in ("kk", "ru", "en"):
        assert "pip install 'senim[parquet]'" in refusal.value.sentence(language)


@pytest.mark.parametrize(
    ("columns", "code"),
    [({"who": [{"a": 1}]}, "parquet_nested"), ({"a": pa.array([], pa.int8())}, "empty_file")],
)
def test_a_parquet_without_rows_or_plain_columns_is_refused(tmp_path: Path, columns: Any, code: str) -> None:
    (tmp_path / "a.parquet").write_bytes(written(columns))
    with pytest.raises(AnalysisRefused) as refusal:
        tables.read(tmp_path / "a.parquet")
    assert refusal.value.code == code
