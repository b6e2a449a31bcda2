"""Agreements and exports: under an agreement only, through the check only, every one in the log."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from senim.appeals.models import Appeal
from senim.kernel import ids
from senim.kernel.clock import today
from senim.kernel.errors import Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Role
from senim.partnership.actions import research as acts
from senim.partnership.actions.research import AgreementValues, ExportValues
from senim.partnership.domain import Dataset, ExportFormat, Grain
from senim.partnership.models import Agreement, DisclosureRule, Export
from senim.partnership.permissions import AGREERS, RESEARCH_READERS
from senim.partnership.selectors import research as reads
from senim.partnership.tests.test_meetings import code_of, page
from senim.partnership.tests.test_pages import statements
from senim.partnership.tests.test_rights import may
from senim.partnership.tests.world import ALL_ROLES
from senim.staff import testing as staff

SYSTEM = Actor.system()
ALL_COLUMNS = ("period", "area", "channel", "category", "outcome", "in_term")


@pytest.fixture(autouse=True)
def rule(place: Any) -> DisclosureRule:
    """The rule that an installation comes with."""
    given = {"k": 5, "kinds": 2, "finest": "month", "withheld_most": 10, "ground": "x"}
    return DisclosureRule.objects.get_or_create(valid_from=date(2026, 1, 1), defaults=given)[0]


def agreed(place: Any, **changes: Any) -> Agreement:
    given: dict[str, Any] = {
        "number": "7/2026",
        "institution": "Қарағанды университеті",
        "contact": "Сынақов Ғалым",
        "purpose": "Жарық пен бұзақылық",
        "datasets": (Dataset.APPEALS,),
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    return acts.agree(actor=SYSTEM, values=AgreementValues(**{**given, **changes}), area_id=place.mine.pk)


def wanted(**changes: Any) -> ExportValues:
    given: dict[str, Any] = {
        "dataset": Dataset.APPEALS,
        "first": date(2026, 1, 1),
        "last": date(2026, 4, 30),
        "columns": ALL_COLUMNS,
        "format": ExportFormat.JSON,
    }
    return ExportValues(**{**given, **changes})


def appeals(place: Any, count: int, *, area: str = "first", category: str = "order.noise_night", **more: Any) -> None:
    where = place.world.areas[area]
    for number in range(count):
        at = datetime(2026, 3, 1 + number % 28, 22, tzinfo=UTC)
        Appeal.objects.create(
            **{
                "number": ids.new_number(),
                "secret_hash": hashlib.sha256(f"{area}{category}{number}{more}".encode()).digest(),
                "kind": "signal",
                "category": category,
                "language": "kk",
                "text": "Құпия сөз",
                "known_as": "anonymous",
                "received_at": at,
                "promise_due": at,
                "legal_due": at + timedelta(days=15),
                "state": "answered",
                "answered_at": at + timedelta(days=10 + number % 9),
                "outcome": "done" if number % 2 else "no_ground",
                "area": where,
                "area_path": where.path,
                **more,
            }
        )


def test_an_export_holds_no_person_and_its_codebook(place: Any) -> None:
    appeals(place, 30)
    appeals(place, 2, area="second", category="order.public_drinking")
    appeals(place, 9, sensitive=True)
    made = acts.export(actor=SYSTEM, agreement_id=agreed(place).pk, values=wanted())
    told = json.loads(made.content)
    rows, book = told["rows"], told["codebook"]
    assert len(rows) + book["disclosure"]["rows_withheld"] == 32
    assert set(rows[0]) == set(ALL_COLUMNS) and rows[0]["period"].startswith("2026-0")
    assert "Құпия" not in made.content.decode() and book["disclosure"]["smallest_combination"] >= 5
    assert {column["name"] for column in book["columns"]} == set(ALL_COLUMNS)
    assert made.export.digest == hashlib.sha256(made.content).hexdigest()
    assert AuditEvent.objects.filter(action="partnership.exported").count() == 1


def test_a_csv_comes_with_its_codebook_and_twice_the_same(place: Any) -> None:
    appeals(place, 30)
    agreement = agreed(place)
    first, again = (
        acts.export(actor=SYSTEM, agreement_id=agreement.pk, values=wanted(format=ExportFormat.CSV)) for _ in range(2)
    )
    assert first.content == again.content and first.export.pk != again.export.pk
    with zipfile.ZipFile(io.BytesIO(first.content)) as bundle:
        assert set(bundle.namelist()) == {"data.csv", "codebook.json"}
        rows = list(csv.DictReader(io.StringIO(bundle.read("data.csv").decode())))
    assert len(rows) == 30 and {row["area"] for row in rows} == {place.world.areas["first"].code}


def test_what_is_too_little_is_refused_in_words_and_logged(place: Any) -> None:
    appeals(place, 3)
    assert code_of(acts.export, actor=SYSTEM, agreement_id=agreed(place).pk, values=wanted()) == "too_small"
    row = Export.objects.get()
    assert (row.refused, row.digest, row.rows) == ("too_small", "", 0)


@pytest.mark.parametrize(
    ("agreement", "values", "code"),
    [
        ({"ends_on": date(2026, 5, 1)}, {}, "agreement_over"),
        ({"starts_on": date(2026, 6, 1)}, {}, "agreement_over"),
        ({}, {"dataset": Dataset.INCIDENTS}, "not_agreed"),
        ({}, {"last": date(2026, 4, 29)}, "period"),
        ({}, {"last": date(2026, 5, 31)}, "period"),
        ({}, {"columns": ("outcome",)}, "no_words"),
    ],
)
def test_what_no_agreement_covers(place: Any, agreement: dict[str, Any], values: dict[str, Any], code: str) -> None:
    appeals(place, 30)
    made = agreed(place, **agreement)
    assert code_of(acts.export, actor=SYSTEM, agreement_id=made.pk, values=wanted(**values)) == code


def test_an_ended_agreement_gives_nothing(place: Any) -> None:
    appeals(place, 30)
    made = agreed(place)
    acts.end_agreement(actor=SYSTEM, agreement_id=made.pk, reason="Мақсаты өзгерді")
    assert code_of(acts.export, actor=SYSTEM, agreement_id=made.pk, values=wanted()) == "agreement_over"
    assert code_of(acts.end_agreement, actor=SYSTEM, agreement_id=made.pk, reason="x") == "agreement_over"


def test_the_threshold_is_data(place: Any, frozen_clock: Any) -> None:
    appeals(place, 9)
    made = agreed(place)
    given = {"actor": SYSTEM, "kinds": 1, "finest": Grain.QUARTER, "withheld_most": 10, "ground": "Академия кеңесі"}
    later = today() + timedelta(days=1)
    assert code_of(acts.set_rule, **given, k=2, valid_from=later) == "threshold_low"
    assert code_of(acts.set_rule, **given, k=9, valid_from=today() - timedelta(days=1)) == "rule_past"
    acts.set_rule(**given, k=10, valid_from=later)
    assert code_of(acts.set_rule, **given, k=12, valid_from=later) == "rule_twice"
    acts.export(actor=SYSTEM, agreement_id=made.pk, values=wanted())
    frozen_clock.move(days=1)
    assert code_of(acts.export, actor=SYSTEM, agreement_id=made.pk, values=wanted()) == "too_small"
    assert list(Export.objects.order_by("pk").values_list("rule__k", flat=True)) == [5, 10]


def test_roles_and_research(place: Any) -> None:
    appeals(place, 30)
    made = agreed(place)
    acts.export(actor=SYSTEM, agreement_id=made.pk, values=wanted())
    values = AgreementValues("1", "x", "x", "x", (Dataset.APPEALS,), today(), today())
    calls: list[tuple[Any, Any]] = [
        (AGREERS, lambda who, _at: acts.agree(actor=who, values=values, area_id=place.mine.pk)),
        (AGREERS, lambda who, _at: acts.end_agreement(actor=who, agreement_id=made.pk, reason="x")),
        ({Role.ANALYST}, lambda who, _at: acts.export(actor=who, agreement_id=made.pk, values=wanted())),
    ]
    ruled = {"k": 7, "kinds": 1, "finest": Grain.MONTH, "withheld_most": 5, "ground": "x", "valid_from": today()}
    for role in ALL_ROLES:
        who, far = place.actor(role), place.actor(role, "far")
        for number, (roles, call) in enumerate(calls):
            assert may(call, who, {}) is (role in roles), (role, number)
            assert not may(call, far, {}), (role, number)
        assert may(lambda actor, _at: acts.set_rule(actor=actor, **ruled), who, {}) is (role is Role.ADMIN), role
        seen = len(reads.agreements(who.scope)), len(reads.exports(who.scope))
        assert seen == ((1, 1) if role in RESEARCH_READERS else (0, 0)), role
        assert reads.agreements(far.scope) == [] and reads.exports(far.scope) == []


def test_research_by_the_forms(place: Any, client: Any) -> None:
    appeals(place, 30)
    staff.sign_in(client, place.account(Role.AKIMAT))
    given = {
        "institution": "Академия",
        "contact": "Сынақов",
        "number": "3",
        "purpose": "Жарық",
        "area": place.mine.pk,
        "datasets": ["appeals"],
        "starts_on": "2026-05-01",
        "ends_on": "2026-12-31",
    }
    assert client.post(page("partnership:agree"), given).status_code == 302
    made = Agreement.objects.get()
    staff.sign_in(client, place.account(Role.ANALYST))
    form = client.get(page("partnership:export", made.pk)).content.decode()
    assert "кемінде 5 жол" in form
    asked = {
        "dataset": "appeals",
        "first": "2026-01-01",
        "last": "2026-04-30",
        "columns": list(ALL_COLUMNS),
        "format": "csv",
    }
    wrong = client.post(page("partnership:export", made.pk), {**asked, "last": "2026-04-12"})
    assert wrong.status_code == 422 and "толық айлардан" in wrong.content.decode()
    file = client.post(page("partnership:export", made.pk), asked)
    assert file.status_code == 200 and "attachment" in file["Content-Disposition"]
    few = statements(client, page("partnership:research"))
    for _ in range(10):
        client.post(page("partnership:export", made.pk), asked)
    assert statements(client, page("partnership:research")) == few <= 7
    staff.sign_in(client, place.account(Role.AUDITOR))
    assert "Академия" in client.get(page("partnership:research")).content.decode()
    staff.sign_in(client, place.account(Role.ADMIN))
    new = {
        "valid_from": "2026-06-01",
        "k": "8",
        "kinds": "2",
        "finest": "quarter",
        "withheld_most": "5",
        "ground": "Кеңес",
    }
    assert client.post(page("partnership:rule"), {**new, "k": "1"}).status_code == 422
    assert client.post(page("partnership:rule"), new).status_code == 302
    assert "кемінде 8 жол" in client.get(page("partnership:rule")).content.decode()


def test_the_database_keeps_an_export_honest(place: Any) -> None:
    appeals(place, 30)
    acts.export(actor=SYSTEM, agreement_id=agreed(place).pk, values=wanted())
    for changes in ({"digest": "", "refused": ""}, {"refused": "too_small"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Export.objects.update(**changes)
    with pytest.raises(Refused):
        acts.export(actor=SYSTEM, agreement_id=Agreement.objects.get().pk, values=wanted(columns=()))
