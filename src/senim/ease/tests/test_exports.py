"""A list taken along: with a reason and a log, the rows of the person, no formula, no stranger's name, flat memory."""

from __future__ import annotations

import csv
import io
import tracemalloc
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from senim.appeals.actions import intake
from senim.appeals.models import Appeal
from senim.appeals.tests import world as worlds
from senim.appeals.tests.world import report
from senim.ease import lists
from senim.ease.actions import exports
from senim.ease.domain import Form, Reason
from senim.ease.lists import Column, StaffList
from senim.ease.models import Export
from senim.kernel import spreadsheet
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Role
from senim.staff import testing as staff

pytestmark = pytest.mark.django_db
WHY = {"form": "csv", "reason": "report", "words": "Апталық есеп үшін"}


def table(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_a_spreadsheet_user_does_the_job(world: Any, sign_in: Any) -> None:
    """Opens the list, says why, gets a workbook, sums and sorts in it: dates are dates, text is text, letters whole."""
    text = '=HYPERLINK("http://x";"ә") Ұлы Құрманғазы көшесі'
    intake.send(token=intake.begin(language="kk"), report=report(text=text))
    page = sign_in("inspector")
    asked = page.get("/kk/ease/take/appeals.queue/?category=order").content.decode()
    assert "Тәртіп пен тыныштық" in asked
    answer = page.post("/kk/ease/take/appeals.queue/?category=order", {**WHY, "form": "xlsx"})
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet, about = book.worksheets
    head = [cell.value for cell in sheet[1]]
    assert sheet.title == "Менің кезегім" and sheet.freeze_panes == "A2" and "Мәтін" in head
    rows = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    mine = Appeal.objects.filter(holder=world.posts["inspector"], category__startswith="order")
    assert {row["Нөмірі"].value for row in rows} == set(mine.values_list("number", flat=True)) and len(rows) == 3
    received = next(cell for name, cell in rows[0].items() if isinstance(cell.value, datetime))
    assert received.is_date and received.value.hour == 10, "Kazakhstan's clock"
    odd = next(row["Мәтін"] for row in rows if "Құрманғазы" in row["Мәтін"].value)
    assert odd.data_type == "s" and odd.quotePrefix and odd.value.startswith("=HYPERLINK"), "a text and no formula"
    assert "Жолдар" in [row[0].value for row in about.iter_rows()]


def test_the_same_as_csv_opens_in_excel_and_holds_no_formula(world: Any, sign_in: Any) -> None:
    intake.send(token=intake.begin(language="kk"), report=report(text="=cmd|' /C calc'!A0"))
    answer = sign_in("inspector").post("/kk/ease/take/appeals.queue/", WHY)
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert any(cell.startswith("'=cmd") for row in rows for cell in row)
    assert not any(cell.startswith(("=", "@", "+cmd")) for row in rows for cell in row)
    number = Appeal.objects.get(sensitive=True).number
    rows = table(sign_in("head").post("/kk/ease/take/appeals.area/?state=all", WHY))
    sensitive = next(row for row in rows if row[0] == number)
    assert sensitive[-2:] == ["", ""], "of a sensitive appeal neither text nor place"


def test_who_what_why_how_many_is_written_down_and_no_searched_word(world: Any, sign_in: Any) -> None:
    page = sign_in("inspector")
    rows = table(page.post("/kk/ease/take/appeals.queue/?due=soon&q=музыка", WHY))
    row = Export.objects.get()
    event = AuditEvent.objects.filter(action="ease.export").latest("pk")
    assert (row.rows, row.chosen, row.searched, row.words) == (len(rows) - 1, {"due": "soon"}, True, WHY["words"])
    assert event.is_read and event.account_id == world.people["inspector"].pk and event.subject_id == str(row.pk)
    assert event.data["rows"] == row.rows and event.data["reason"] == "report" and event.data["searched"] is True
    assert "музыка" not in str(event.data) + str(row.chosen)
    assert WHY["words"] in page.get("/kk/ease/taken/").content.decode()
    assert WHY["words"] in sign_in("head").get("/kk/ease/taken/").content.decode(), "the head above reads it"
    for who in ("other", "prosecutor", "juvenile"):
        assert WHY["words"] not in sign_in(who).get("/kk/ease/taken/").content.decode()


def test_without_a_reason_nothing_leaves(world: Any, sign_in: Any) -> None:
    page = sign_in("inspector")
    for wrong in ({}, {"words": ""}, {"words": "керек"}, {"words": "Азаматтың ЖСН 900101300123"}, {"reason": "fun"},
                  {"form": "exe"}, {"words": "x" * 301}):
        answer = page.post("/kk/ease/take/appeals.queue/", {**WHY, **wrong} if wrong else {})
        assert answer.status_code == 422, wrong
        assert wrong.get("words", "") in answer.content.decode(), "what was typed stands there still"
    assert not Export.objects.exists() and page.get("/kk/ease/take/no.such/").status_code == 404


@pytest.mark.parametrize("who_takes", [
    ("inspector", "admin"), pytest.param(tuple(worlds.STAFF), marks=pytest.mark.thorough)], ids=["some", "all"])
def test_personal_columns_and_foreign_rows_stay(world: Any, sign_in: Any, who_takes: tuple[str, ...]) -> None:
    """Each role takes its own rows and columns; a list that is not open to the role is not there."""
    helper = staff.make_account()
    staff.put_on(world.posts["inspector"], helper, kind=staff.Kind.TRAINEE, mentor=world.people["inspector"])
    for who in who_takes:
        page, scope = sign_in(who), world.actor(who).scope
        for one in lists.everything():
            answer = page.post(f"/kk/ease/take/{one.code}/", WHY)
            if not scope.has(*one.roles):
                assert answer.status_code in {403, 404}, (who, one.code)
                continue
            rows = table(answer)
            assert len(rows) - 1 == one.rows(scope, lists.read(one, {}, scope)).count(), (who, one.code)
            assert len(rows[0]) == len(one.columns_for(scope))
    client = Client()
    staff.sign_in(client, helper)
    head = table(client.post("/kk/ease/take/appeals.queue/", WHY))[0]
    assert "Мәтін" not in head and "Нөмірі" in head
    assert "жеке дерек" in client.get("/kk/ease/take/appeals.queue/").content.decode()
    stranger = staff.actor_for(*staff.make_officer(Role.MINISTRY))
    with pytest.raises(NotYours):
        exports.take(actor=stranger, code="appeals.queue", asked=lists.Asked({}), form=Form.CSV,
                     reason=Reason.REPORT, words=WHY["words"], language="kk")


class Many:
    """Rows that are made while they are read, as a cursor of the database gives them."""

    def __init__(self, n: int) -> None:
        self.n = n

    def count(self) -> int:
        return self.n

    def __getitem__(self, part: slice) -> Many:
        return Many(min(self.n, part.stop))

    def iterator(self, chunk_size: int) -> Any:
        return iter(range(self.n))


def many(n: int) -> StaffList:
    columns = tuple(Column(f"c{at}", f"№ {at}", lambda row, at=at: f"Қала {row}-{at}") for at in range(8))
    counted = Column("people", "Адам", lambda row: row % 9, people=True)
    return StaffList("test.many", "Көп", "staff:mine", frozenset({Role.INSPECTOR}), lambda _s, _a: Many(n), (
        *columns, counted))


@pytest.fixture
def listed() -> Any:
    yield lambda n: lists.register(many(n))
    lists._lists.pop("test.many", None)


def test_small_counts_of_people_are_masked(world: Any, sign_in: Any, listed: Any) -> None:
    listed(9)
    rows = table(sign_in("inspector").post("/kk/ease/take/test.many/", WHY))
    assert [row[-1] for row in rows[1:]] == ["0", "<5", "<5", "<5", "<5", "5", "6", "7", "8"]


def taken(world: Any, form: Form) -> exports.Taken:
    return exports.take(
        actor=world.actor("inspector"), code="test.many", asked=lists.Asked({}), form=form, reason=Reason.REPORT,
        words=WHY["words"], language="kk")


def test_queries_do_not_grow_with_rows(world: Any, sign_in: Any) -> None:
    page, counts = sign_in("inspector"), []
    for _round in range(2):
        page.get("/kk/ease/take/appeals.queue/")
        with CaptureQueriesContext(connection) as asked:
            table(page.post("/kk/ease/take/appeals.queue/", WHY))
        counts.append(len(asked))
        for _number in range(3):
            intake.send(token=intake.begin(language="kk"), report=report())
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("most", [
    pytest.param(4_000, marks=pytest.mark.thorough), pytest.param(100_000, marks=pytest.mark.soak)])
def test_many_rows_take_no_more_memory_than_few(world: Any, listed: Any, most: int) -> None:
    """What is held at once does not grow with the rows (a workbook waits on the disk)."""
    peaks = []
    for n in (1_000, most):
        listed(n)
        for form in Form:
            done = taken(world, form)
            tracemalloc.start()
            if form is Form.CSV:
                size = sum(map(len, spreadsheet.csv_pieces(done.rows)))
            else:
                with spreadsheet.xlsx_file(done.head, done.rows, title="x") as file:
                    size = file.seek(0, 2)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
            assert size > n * 10
    xlsx_few, csv_few, xlsx_all, csv_all = peaks
    assert csv_all < csv_few + 500_000 and xlsx_all < xlsx_few + 1_000_000, peaks


@pytest.mark.parametrize(("cell", "said"), [
    ("=1+1", "'=1+1"), ("+7 701", "+7701"), ("@SUM(A1)", "'@SUM(A1)"), ("-2", "-2"), ("\t=1", "'\t=1"),
    ("12 000,5", "12000,5"), (None, ""), (True, "True"), (Decimal("1.50"), "1.50"),
])
def test_a_cell_of_a_csv(cell: Any, said: str) -> None:
    assert spreadsheet.as_text(cell) == said


def test_a_refusal_names_its_field(world: Any, listed: Any) -> None:
    listed(1)
    with pytest.raises(Refused) as refused:
        exports.take(actor=world.actor("inspector"), code="test.many", asked=lists.Asked({}), form=Form.CSV,
                     reason=Reason.LAW, words="аз", language="kk")
    assert (refused.value.code, refused.value.field) == ("reason", "words")
