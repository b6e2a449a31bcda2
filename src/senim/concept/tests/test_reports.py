"""Reports of bodies: they add up to a history, nothing is changed, and only the keepers enter them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from senim.concept import actions, selectors
from senim.concept.actions import ReportValues
from senim.concept.domain import Said, Standing
from senim.concept.loader import concept
from senim.concept.models import Report
from senim.concept.permissions import ACTIONS, KEEPERS, READERS, REPORT, can
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.partnership.tests.world import ALL_ROLES

SYSTEM = Actor.system()
LINK = "https://example.kz/1"


def values(**changes: Any) -> ReportValues:
    given = {"point": "1.5/1/2024-H2", "body": "mia", "said": Said.DONE, "words": "Бекітілді.", "link": LINK}
    return ReportValues(**{**given, **changes})


def report(actor: Actor = SYSTEM, measure: str = "1.5", upload: Any = None, **changes: Any) -> Report:
    return actions.report(actor=actor, measure=measure, values=values(**changes), upload=upload)


def stand(key: str, day: date | None = None) -> selectors.Stand:
    return next(one for one in selectors.stands(SYSTEM.scope, day or today()) if one.point.key == key)


def test_a_report_is_kept_with_its_evidence_and_audited(place: Any) -> None:
    assert stand("1.5/1/2024-H2").standing is Standing.OVERDUE
    row = report(link="", upload=SimpleUploadedFile("a.pdf", pdf(), "application/pdf"))
    assert row.file is not None
    assert row.file.kind == "document"
    assert stand("1.5/1/2024-H2").standing is Standing.DONE
    event = AuditEvent.objects.filter(action="concept.reported").latest("id")
    assert event.data == {"measure": "1.5", "point": "1.5/1/2024-H2", "body": "mia", "said": "done"}


def pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def test_the_last_word_counts_and_the_history_stays(place: Any) -> None:
    report(said=Said.GOING, words="Дайындалуда.")
    report(said=Said.DONE)
    report(said=Said.NOT, words="Кері қайтарылды.", link="")
    assert [row.said for row in selectors.reports(SYSTEM.scope, "1.5")] == ["not", "done", "going"]
    assert stand("1.5/1/2024-H2").standing is Standing.OVERDUE


def test_two_bodies_that_differ_are_kept_apart(place: Any) -> None:
    report()
    report(body="local", said=Said.NOT, words="Әлі енгізілмеді.", link="")
    one = stand("1.5/1/2024-H2")
    assert one.standing is Standing.DIFFERS
    assert [body.code for body in one.moves] == ["mia"]
    assert {body: word for body, (word, _at) in one.said.items()} == {"mia": Said.DONE, "local": Said.NOT}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("no_measure", {"measure": "17.1"}),
        ("no_point", {"point": "1.5/1/2025-H2"}),
        ("no_point", {"point": "1.1/1/2024-Q4"}),
        ("no_body", {"body": "health"}),
        ("no_body", {"body": "nobody"}),
        ("no_words", {"words": "  \n"}),
        ("personal", {"words": "Жауапты 990101300123"}),
        ("personal", {"words": "Қоңырау: +7 701 123 45 67"}),
        ("no_evidence", {"link": ""}),
        ("bad_link", {"link": "http://example.kz"}),
        ("bad_link", {"said": Said.GOING, "link": "javascript:alert(1)"}),
        ("too_early", {"measure": "9.2", "point": "9.2/1/2028-M06"}),
        ("too_early", {"measure": "7.2", "body": "local", "point": "7.2/1/2028"}),
    ],
)
def test_what_is_refused_and_nothing_is_written(place: Any, code: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        report(**{"measure": "1.5", **changes})
    assert refused.value.code == code
    assert not Report.objects.exists()


def test_the_same_words_twice_are_one_report(place: Any) -> None:
    report()
    with pytest.raises(Refused, match="сөздермен"):
        report()
    assert Report.objects.count() == 1


def test_the_database_refuses_done_without_evidence(place: Any) -> None:
    row = report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=row.pk).update(link="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=row.pk).update(said="maybe")


@pytest.mark.parametrize("role", ALL_ROLES)
def test_only_the_ministry_enters_reports(place: Any, role: Role) -> None:
    actor = place.actor(role)
    allowed = role in KEEPERS
    assert can(actor.scope, REPORT) is allowed
    if allowed:
        assert report(actor).by_id == actor.account_id
        return
    with pytest.raises(NotYours):
        report(actor)
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", ALL_ROLES)
def test_only_readers_see_what_was_reported(place: Any, role: Role) -> None:
    row = report()
    scope, measure = place.actor(role).scope, concept().measure("1.5")
    assert measure is not None
    reads = [
        lambda: selectors.stands(scope, today()),
        lambda: selectors.stands_of(scope, measure, today()),
        lambda: selectors.reports(scope, "1.5"),
        lambda: selectors.report(scope, row.pk),
    ]
    for read in reads:
        if role in READERS:
            assert read()
            continue
        with pytest.raises(NotYours):
            read()


def test_the_public_reads_no_reports(place: Any) -> None:
    with pytest.raises(NotYours):
        selectors.stands(PUBLIC, today())
    with pytest.raises(NotYours):
        selectors.report(SYSTEM.scope, 0)


def test_every_act_of_the_context_is_tried() -> None:
    assert set(ACTIONS) == {REPORT}


def test_a_moved_holiday_moves_the_last_day(place: Any) -> None:
    from senim.kernel import calendar

    before = stand("4.4/2/2025-H1").on
    assert before.by == before.ends == date(2025, 6, 30)
    calendar.decree(actor=SYSTEM, day=date(2025, 6, 30), working=False, ground="Сынақ")
    after = stand("4.4/2/2025-H1").on
    assert after.ends == date(2025, 6, 30)
    assert after.by == date(2025, 7, 1)


def test_what_each_body_owes_adds_up(place: Any) -> None:
    report()
    day = today()
    rows = selectors.stands(SYSTEM.scope, day)
    shares = {one.body.code: one for one in selectors.shares(rows, day)}
    assert shares["mia"].measures == 87
    assert shares["local"].measures == 36
    assert sum(one.leads for one in shares.values()) == 95
    assert shares["mia"].done == 1
    assert all(0 <= one.done <= one.due and one.past <= one.due for one in shares.values())
    assert [one.body for one in selectors.shares(rows, day)] == [b for b in concept().bodies if b.code in shares]
    assert shares["mia"].ahead is None or shares["mia"].ahead >= day - timedelta(days=0)
