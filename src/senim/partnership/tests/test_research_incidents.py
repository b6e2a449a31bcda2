"""Incidents for a university, from the file that came in to the file that goes out."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest

from senim.incidents import actions as incidents
from senim.incidents.tests import world as files
from senim.kernel.clock import today
from senim.kernel.errors import NotYours
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Role
from senim.partnership.actions import research as acts
from senim.partnership.domain import Dataset, ExportFormat
from senim.partnership.models import DisclosureRule, Export
from senim.partnership.selectors import research as reads
from senim.partnership.tests.test_meetings import code_of, page
from senim.partnership.tests.test_research import agreed, wanted
from senim.staff import testing as staff

HEAD = ("period", "area", "time_of_day", "kind")
SECOND = {"lon": 70.035}


@pytest.fixture
def full(place: Any) -> Any:
    """March and April: thefts by night and by day in two beats, a few frauds, violence at home, a word nobody knows."""
    DisclosureRule.objects.get_or_create(
        valid_from=date(2026, 1, 1),
        defaults={"k": 5, "kinds": 2, "finest": "month", "withheld_most": 10, "ground": "x"},
    )
    rows = []
    for month in (3, 4):
        rows += [files.row(f"n{month}{n}", f"2026-0{month}-{n + 1:02d} 23:10", "Theft") for n in range(28)]
        rows += [files.row(f"d{month}{n}", f"2026-0{month}-{n + 1:02d} 11:10", "Theft", **SECOND) for n in range(15)]
        rows += [files.row(f"h{month}{n}", f"2026-0{month}-{n + 1:02d} 23:10", "Domestic violence") for n in range(9)]
        rows += [files.row(f"u{month}{n}", f"2026-0{month}-{n + 1:02d} 23:10", "Әлгі Сынақов тағы") for n in range(7)]
    rows += [files.row("f1", "2026-03-02", "Fraud", address="Абай 12"), files.row("f2", "2026-04-02 08:00", "Fraud")]
    files.bring(files.feed(place.world), *rows)
    incidents.classify(
        actor=place.actor(Role.ANALYST),
        feed=files.Feed.objects.get(),
        raw="Domestic violence",
        kind="domestic",
    )
    return place


def asked(**changes: Any) -> Any:
    return wanted(**{"dataset": Dataset.INCIDENTS, "columns": HEAD, **changes})


def exported(place: Any, **changes: Any) -> Any:
    made = agreed(place, datasets=(Dataset.INCIDENTS,))
    return acts.export(actor=place.actor(Role.ANALYST), agreement_id=made.pk, values=asked(**changes))


def test_from_the_agreement_to_the_file(full: Any) -> None:
    made = exported(full)
    told = json.loads(made.content)
    rows, book = told["rows"], told["codebook"]
    beats = {full.world.areas[name].code for name in ("first", "second")}
    assert {tuple(row) for row in rows} == {HEAD}
    assert {row["area"] for row in rows} <= beats and {row["period"] for row in rows} == {"2026-03", "2026-04"}
    assert sum(row["kind"] == "theft" for row in rows) == 86
    counted: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.values())
        counted[key] = counted.get(key, 0) + 1
    assert min(counted.values()) >= 5 and book["disclosure"]["smallest_combination"] == min(counted.values())
    assert len(rows) + book["disclosure"]["rows_withheld"] == 102, "violence at home is not handed out"
    assert book["dataset"] == "incidents" and {one["name"] for one in book["columns"]} == set(HEAD)
    assert all(one[language] for one in book["columns"] for language in ("kk", "ru", "en"))
    row = Export.objects.get()
    assert row.digest == hashlib.sha256(made.content).hexdigest() and row.rows == len(rows)
    event = AuditEvent.objects.get(action="partnership.exported")
    assert event.data["digest"] == row.digest and event.data["rows"] == len(rows)


def test_it_holds_no_place_no_number_and_no_word_of_the_file(full: Any) -> None:
    text = exported(full).content.decode()
    for secret in ("Сынақов", "domestic", "Domestic", "Абай", "70.0", "50.0", "23:10", "-02", '"n3'):
        assert secret not in text, secret
    assert "unclassified" in text


def test_what_is_rare_is_pooled_or_withheld(full: Any) -> None:
    rows = json.loads(exported(full).content)["rows"]
    assert not any(row["kind"] == "fraud" for row in rows), "two frauds would be two people"
    alone = json.loads(exported(full, columns=("kind",)).content)
    assert {row["kind"] for row in alone["rows"]} == {"all"}, "with fourteen others two would stand out"
    assert len(alone["rows"]) == 102 and alone["codebook"]["columns"][0]["step"] == "all"


def test_too_few_are_refused_and_the_refusal_stays_in_the_log(place: Any, full: Any) -> None:
    made = agreed(place, datasets=(Dataset.INCIDENTS,))
    few = asked(first=date(2026, 1, 1), last=date(2026, 1, 31))
    assert code_of(acts.export, actor=place.actor(Role.ANALYST), agreement_id=made.pk, values=few) == "too_small"
    assert Export.objects.get().refused == "too_small"


def test_a_withdrawn_file_is_in_no_later_export(full: Any) -> None:
    before = json.loads(exported(full).content)
    batch = files.Batch.objects.get()
    incidents.withdraw(actor=full.actor(Role.ANALYST), batch_id=batch.pk)
    made = reads.agreements(full.actor(Role.ANALYST).scope)[0]
    assert before["rows"]
    assert code_of(acts.export, actor=full.actor(Role.ANALYST), agreement_id=made.pk, values=asked()) == "too_small"


def test_only_the_analyst_of_the_area_takes_it(full: Any) -> None:
    made = agreed(full, datasets=(Dataset.INCIDENTS,))
    for who in (full.actor(Role.ANALYST, "far"), full.actor(Role.HEAD), full.actor(Role.GROUP_COORDINATOR)):
        with pytest.raises(NotYours):
            acts.export(actor=who, agreement_id=made.pk, values=asked())
    assert not Export.objects.exists()


def test_by_the_form_as_a_zip(full: Any, client: Any) -> None:
    made = agreed(full, datasets=(Dataset.INCIDENTS,), starts_on=today())
    staff.sign_in(client, full.account(Role.ANALYST))
    given = {
        "dataset": "incidents",
        "first": "2026-03-01",
        "last": "2026-04-30",
        "columns": list(HEAD),
        "format": ExportFormat.CSV.value,
    }
    file = client.post(page("partnership:export", made.pk), given)
    assert file.status_code == 200 and file["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(file) if file.streaming else file.content)) as bundle:
        rows = list(csv.reader(io.StringIO(bundle.read("data.csv").decode())))
        assert json.loads(bundle.read("codebook.json"))["disclosure"]["rows"] == len(rows) - 1
    assert tuple(rows[0]) == HEAD
    refused = client.post(page("partnership:export", made.pk), {**given, "dataset": "appeals"})
    assert refused.status_code == 422
