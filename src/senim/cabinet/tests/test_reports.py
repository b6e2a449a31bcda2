"""The report to residents: from what was entered already, nobody recognisable, signed, quick."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.cabinet import figures
from senim.cabinet.actions import reports as acts
from senim.cabinet.domain import Quarter
from senim.cabinet.models import Report, ReportFile
from senim.cabinet.presenters.reports import document
from senim.cabinet.selectors import reports as reads
from senim.cabinet.tests import made
from senim.kernel import clock
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC, Actor
from senim.kernel.small import LEAST, masked, pooled
from senim.partnership.actions import meetings
from senim.staff import testing as staff

SYSTEM = Actor.system()
FIRST = Quarter(2026, 1)
#: A day of that quarter.
MARCH = datetime(2026, 3, 20, 6, 0, tzinfo=UTC)


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"cabinet:{name}", args=args)


def place(world: Any) -> figures.Place:
    beat = world.areas["first"]
    return figures.Place(beat.pk, beat.path, FIRST)


def write(
    world: Any,
    who: str = "inspector",
    spoken: str = "kk",
    edits: int = 0,
    quarter: Quarter = FIRST,
    **texts: str,
) -> Report:
    return acts.keep(
        actor=world.actor(who),
        area_id=world.areas["first"].pk,
        quarter=quarter,
        spoken=spoken,
        texts={"done": "Аула жарықтандырылды.", **texts},
        edits=edits,
    )


def both(world: Any) -> None:
    write(world)
    write(world, spoken="ru", edits=1)


def publish(world: Any, who: str = "inspector", holds: bool = True, quarter: Quarter = FIRST) -> Report:
    return acts.publish(
        actor=world.actor(who),
        area_id=world.areas["first"].pk,
        quarter=quarter,
        password_holds=lambda: holds,
        write=False,
    )


def visits(world: Any, count: int, **changes: Any) -> None:
    with clock.frozen(MARCH):
        for _ in range(count):
            made.visit(world, "system", **changes)


def test_counts_below_five_are_pooled_and_nothing_can_be_reckoned() -> None:
    assert pooled({"a": 9, "b": 2, "c": 4}) == ([("a", 9)], 6)
    assert pooled({"a": 9, "b": 6, "c": 2}) == ([("a", 9)], 8), "the smallest joins a pool of two"
    assert pooled({"a": 3}) == ([], 3) and masked(3) is None
    assert pooled({}) == ([], 0) and masked(0) == 0
    for counts in ({"a": n, "b": m, "c": k} for n in range(9) for m in range(9) for k in range(9)):
        named, rest = pooled(counts)
        assert sum(n for _name, n in named) + rest == sum(counts.values())
        assert all(n >= LEAST for _name, n in named)
        assert rest == 0 or rest >= LEAST or not named


def test_the_figures_come_from_what_was_entered(world: Any) -> None:
    visits(world, 6)
    visits(world, 2, purpose="school")
    made.visit(world)  # of the next quarter
    with clock.frozen(MARCH):
        soon, area = now() + timedelta(hours=1), world.areas["first"].pk
        row = meetings.announce(actor=SYSTEM, area_id=area, starts_at=soon, place="x", topic="y")
    with clock.frozen(MARCH + timedelta(days=1)):
        meetings.hold(actor=SYSTEM, meeting_id=row.pk, residents=31, told="Жарық")
    found = figures.of(place(world))
    assert found["visits"] == {"n": 8, "named": [], "rest": 8}, "two are pooled with the six"
    assert found["meetings"] == {"n": 1, "came": 31, "promised": 0, "kept": 0}
    assert found["appeals"]["received"] == 0 and found["appeals"]["kept"] is None
    assert found["quality"]["enough"] is False


def test_appeals_are_counted_by_the_days_of_the_quarter(world: Any) -> None:
    with clock.frozen(MARCH):
        for _ in range(6):
            made.appeal()
    found = figures.of(place(world))["appeals"]
    assert found["received"] == 6 and found["answered"] == 0 and found["due"] == 6
    assert found["kept"]["share"] == 0 and found["kept"]["n"] == 6
    made.appeal()
    assert figures.of(place(world))["appeals"]["received"] == 6


def test_it_is_made_in_ten_queries(world: Any) -> None:
    visits(world, 40)
    figures.of(place(world))
    with CaptureQueriesContext(connection) as asked:
        figures.of(place(world))
    assert len(asked) <= 10


def test_signing_needs_the_password_the_words_and_the_end_of_the_quarter(world: Any) -> None:
    with pytest.raises(Refused) as refused:
        publish(world)
    assert refused.value.code == "no_words"
    write(world)
    with pytest.raises(Refused) as refused:
        publish(world)
    assert refused.value.code == "no_words", "Russian is missing"
    write(world, spoken="ru", edits=1)
    with pytest.raises(Refused) as refused:
        publish(world, holds=False)
    assert refused.value.code == "password" and Report.objects.get().state == "draft"
    write(world, quarter=Quarter(2026, 2))
    with pytest.raises(Refused) as refused:
        publish(world, quarter=Quarter(2026, 2))
    assert refused.value.code == "quarter_open"
    row = publish(world)
    assert (row.state, row.version, row.signed_by_id) == ("published", 1, world.people["inspector"].pk)


def test_what_is_published_stays_as_it_was_signed(world: Any) -> None:
    both(world)
    publish(world)
    visits(world, 7)
    write(world, edits=2, done="Басқа сөз")
    row = reads.published(PUBLIC, world.areas["first"].pk)[0]
    shown = document(row, "kk")
    assert "Басқа сөз" not in str(shown) and row.published["figures"]["visits"]["n"] == 0
    assert publish(world).version == 2
    row = reads.published(PUBLIC, world.areas["first"].pk)[0]
    assert "Басқа сөз" in str(document(row, "kk")) and row.published["figures"]["visits"]["n"] == 7


def test_a_text_that_names_somebody_is_refused(world: Any) -> None:
    for words in ("Асан 8 701 234 56 78", "ЖСН 900101300123", "a@example.kz", "12 үй, 5 пәтер"):
        with pytest.raises(Refused) as refused:
            write(world, done=words)
        assert refused.value.code == "personal" and refused.value.field == "done"


def test_two_who_write_one_report_are_told(world: Any, client: Any) -> None:
    write(world, "head", done="Басшының сөзі")
    staff.sign_in(client, world.people["inspector"])
    link = address("report", world.areas["first"].pk, 2026, 1)
    answer = client.post(link, {"edits": "0", "done": "Менің сөзім"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Менің сөзім" in text and "Басшының сөзі" in text
    again = {"edits": answer.context["form"]["edits"].value(), "done": "Менің сөзім"}
    assert client.post(link, again).status_code == 302
    assert Report.objects.get().texts["kk"]["done"] == "Менің сөзім"


def test_who_writes_and_signs(world: Any) -> None:
    may = {"inspector", "head", "department"}
    both(world)
    for name in set(world.people) - may:
        with pytest.raises(NotYours):
            write(world, name, edits=2)
        with pytest.raises(NotYours):
            publish(world, name)
        with pytest.raises(NotYours):
            reads.report(world.actor(name).scope, world.areas["first"].pk, FIRST)
    for version, name in enumerate(sorted(may), start=1):
        assert publish(world, name).version == version


def test_the_password_is_asked_on_the_page(world: Any, client: Any) -> None:
    account = world.people["inspector"]
    account.set_password("Дұрыс құпиясөз 1")
    account.save()
    both(world)
    staff.sign_in(client, account)
    link = address("publish", world.areas["first"].pk, 2026, 1)
    answer = client.post(link, {"password": "жаңылыс"})
    assert answer.status_code == 422 and "Құпиясөз қате" in answer.content.decode()
    assert client.post(link, {"password": "Дұрыс құпиясөз 1"}).status_code == 302
    assert Report.objects.get().state == "published"


def test_everyone_reads_it_on_the_page_of_the_beat(world: Any, client: Any) -> None:
    both(world)
    code = world.areas["first"].code
    link = address("public_report", code, 2026, 1)
    assert client.get(link).status_code == 404, "a draft is not there"
    publish(world)
    assert "Аула жарықтандырылды." in client.get(link).content.decode()
    assert link in client.get(f"/kk/beat/{code}/").content.decode()
    assert link in client.get(address("told", code)).content.decode()
    english = client.get(link.replace("/kk/", "/en/")).content.decode()
    assert 'lang="kk"' in english and "The text is in Kazakh" in english
    for bad in (address("public_report", code, 2026, 4), link.replace(code, "nowhere"), link.replace("2026", "1026")):
        assert client.get(bad).status_code == 404


@pytest.mark.skipif(find_spec("typst") is None, reason="typst is not installed")
def test_it_is_printed_in_three_languages(world: Any, client: Any) -> None:
    from senim.cabinet.tasks import print_report

    both(world)
    row = publish(world)
    print_report.func(row.pk, 1)
    assert {file.language for file in ReportFile.objects.all()} == {"kk", "ru", "en"}
    code = world.areas["first"].code
    answer = client.get(address("pdf", code, 2026, 1, "kk"))
    assert answer.content.startswith(b"%PDF") and answer["Content-Type"] == "application/pdf"
    assert client.get(address("pdf", code, 2026, 1, "de")).status_code == 404
    publish(world)
    print_report.func(row.pk, 1)
    assert set(ReportFile.objects.values_list("version", flat=True)) == {1}, "an old job changes nothing"


def test_quarters() -> None:
    assert Quarter.of(date(2026, 3, 31)) == FIRST and FIRST.last == date(2026, 3, 31)
    assert FIRST.before() == Quarter(2025, 4) and Quarter(2025, 4).after() == FIRST
    assert Quarter(2026, 4).last == date(2026, 12, 31)
