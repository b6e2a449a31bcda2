"""The pages: they come, they say what they should, they ask the database rarely."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.concept.domain import Said
from senim.concept.loader import concept
from senim.concept.models import Report
from senim.concept.permissions import READERS
from senim.concept.tests.test_reports import SYSTEM, pdf, report
from senim.kernel.scoping import Role
from senim.partnership.tests.world import ALL_ROLES
from senim.staff import testing as staff

PUBLIC_PAGES = {
    "concept": (), "direction": (3,), "measure": ("14.4",), "indicators": (), "figures": (), "oddities": (), "data": (),
}  # fmt: skip
STAFF_PAGES: dict[str, tuple[Any, ...]] = {"control": (), "bodies": (), "timeline": (), "control_measure": ("1.5",)}
#: The most statements of one page, with session and account.
MOST = {"control": 5, "bodies": 5, "timeline": 5, "control_measure": 6, "report": 5}


def address(name: str, *args: Any, language: str = "kk") -> str:
    with translation.override(language):
        return reverse(f"concept:{name}", args=args)


def statements(client: Any, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not one["sql"].startswith(frame) for one in captured)


@pytest.fixture
def sign(place: Any, client: Any) -> Callable[[Role], Any]:
    def come(role: Role) -> Any:
        staff.sign_in(client, place.account(role))
        return client

    return come


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_everyone_reads_the_document(db: None, client: Any, name: str, language: str) -> None:
    response = client.get(address(name, *PUBLIC_PAGES[name], language=language))
    assert response.status_code == 200
    assert statements(client, address(name, *PUBLIC_PAGES[name], language=language)) == 0


def test_every_measure_has_its_page_with_the_words_of_the_source(db: None, client: Any) -> None:
    from html import unescape

    for one in concept().measures:
        for language in ("kk", "en"):
            page = unescape(client.get(address("measure", one.number, language=language)).content.decode())
            for line in one.text.kk.split("\n"):
                assert line in page, one.number
            assert getattr(one.text, language).split("\n")[0] in page
            for odd in concept().odd_at(one.number):
                assert odd.why.in_(language) in page


def test_oddities_stand_beside_the_measure(db: None, client: Any) -> None:
    page = client.get(address("direction", 3)).content.decode()
    assert "Барлығы 18 делінген, ал жылдары бойынша қосындысы – 22." in page
    assert "Барлығы 4 011 делінген, ал жылдары бойынша қосындысы – 4 028." in page
    indicators = client.get(address("indicators")).content.decode()
    assert "он екі индикатор бар" in indicators
    assert indicators.count("<figure") == 12
    assert "−10 %" in indicators
    assert "кемінде 77 %" in indicators


def test_what_is_not_there(db: None, client: Any) -> None:
    for path in (address("direction", 4), address("measure", "17.1"), address("measure", "x")):
        assert client.get(path).status_code == 404


def test_the_data_is_the_whole_concept(db: None, client: Any) -> None:
    found = json.loads(client.get(address("data")).content)
    assert sum(len(task["measures"]) for direction in found["directions"] for task in direction["tasks"]) == 95


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_pages_of_the_control_ask_rarely(sign: Callable[[Role], Any], name: str) -> None:
    client = sign(Role.MINISTRY)
    report()
    path = address(name, *STAFF_PAGES[name])
    few = statements(client, path)
    assert few <= MOST[name]
    for number in ("1.1", "1.2", "1.3"):
        measure = concept().measure(number)
        assert measure is not None
        key = f"{number}/1/{measure.results[0].deadline.periods[0]}"
        report(measure=number, point=key, body="mia")
    for words in ("Бір.", "Екі."):
        report(said=Said.GOING, words=words)
    assert statements(client, path) == few, "as many statements for many reports as for one"


@pytest.mark.parametrize("role", ALL_ROLES)
def test_who_comes_to_the_control(place: Any, sign: Callable[[Role], Any], role: Role) -> None:
    row = report(said=Said.GOING)
    client = sign(role)
    for name, parts in STAFF_PAGES.items():
        assert client.get(address(name, *parts)).status_code == (200 if role in READERS else 403), name
    assert client.get(address("report", "1.5")).status_code == (200 if role is Role.MINISTRY else 403)
    assert client.get(address("evidence", row.pk)).status_code == (404 if role in READERS else 403)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_lists_of_the_control(sign: Callable[[Role], Any], language: str) -> None:
    client = sign(Role.MINISTRY)
    for show in ("late", "next", "differ", "done", "nonsense"):
        assert client.get(address("control", language=language), {"show": show, "body": "local"}).status_code == 200
    for number in ("1", "2", "3", "x"):
        page = client.get(address("timeline", language=language), {"direction": number}).content.decode()
        assert page.count("<rect") == {"1": 51, "2": 7, "3": 37, "x": 51}[number]
        assert page.count("<tr>") == page.count("<rect") + 1, "the picture has its table"


def test_the_map_counts_every_body_of_every_measure(sign: Callable[[Role], Any]) -> None:
    page = sign(Role.PROSECUTOR).get(address("bodies")).content.decode()
    table = page[page.index('class="table owes"') : page.index("</table>")]
    cells = re.findall(r"<td[^>]*>(\d*)", table)
    assert sum(int(one) for one in cells if one) == sum(len(one.bodies) for one in concept().measures)
    assert len(cells) == 16 * 27


def test_the_document_of_a_report_is_handed_to_readers(sign: Callable[[Role], Any]) -> None:
    row = report(link="", upload=SimpleUploadedFile("a.pdf", pdf(), "application/pdf"))
    response = sign(Role.AKIMAT).get(address("evidence", row.pk))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_a_report_is_entered_in_the_browser(sign: Callable[[Role], Any]) -> None:
    client = sign(Role.MINISTRY)
    path = address("report", "4.4")
    given = {"point": "4.4/2/2025-H1", "body": "labour", "said": "done", "words": "Алгоритм бекітілді."}
    refused = client.post(path, given)
    assert refused.status_code == 422
    assert "растайтын құжатты" in refused.content.decode()
    assert "Алгоритм бекітілді." in refused.content.decode(), "nothing is lost"
    done = client.post(path, {**given, "link": "https://example.kz/a"}, follow=True)
    assert "Есеп енгізілді." in done.content.decode()
    row = Report.objects.get()
    assert (row.measure, row.point, row.body, row.said) == ("4.4", "4.4/2/2025-H1", "labour", "done")
    assert row.by_id is not None
    assert client.post(path, {**given, "point": "9.9/9/2099"}).status_code == 422
    assert client.get(address("report", "99.1")).status_code == 404
    assert SYSTEM.account_id is None
