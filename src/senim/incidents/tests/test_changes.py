"""The page of a file says what it would change, where two sources disagree, and which streets it took for one."""

import pytest

from senim.incidents import actions, events
from senim.incidents.actions import forecast
from senim.incidents.domain import BatchState, Selection
from senim.incidents.importing import issues
from senim.incidents.models import Batch, Incident, RowError
from senim.incidents.tests.world import SYSTEM, bring, csv, feed, row
from senim.kernel.scoping import SYSTEM as HOUSE
from senim.staff import testing as staff


def check(of, *rows, complete=False):
    content = csv(*rows)
    return actions.check(
        batch_id=actions.receive(actor=SYSTEM, feed=of, name="июнь.csv", content=content, complete=complete).pk
    )


def page(world, client, batch, language="en"):
    staff.sign_in(client, world.people["analyst"])
    return client.get(f"/{language}/incidents/files/{batch.pk}/").content.decode()


FIRST = [row(1, "2026-05-01 10:00"), row(2, "2026-05-02 10:00", "Fraud"), row(3, "2026-05-03 10:00", lon=70.004)]


def test_a_new_version_says_beforehand_what_it_would_change(world, client):
    of = feed(world)
    assert check(of, *FIRST).quality["would"] == {"new": 3, "changed": 0, "same": 0, "gone": 0, "again": None}
    bring(of, *FIRST)
    mended = check(
        of, row(1, "2026-05-01 12:30"), row(2, "2026-05-02 10:00", "Theft"), row(4, "2026-05-03 11:00"), complete=True
    )
    assert mended.quality["would"] == {"new": 1, "changed": 2, "same": 0, "gone": 1, "again": None}
    told = {one.row: (one.code, one.value, one.is_error) for one in RowError.objects.filter(batch=mended)}
    assert told == {
        2: ("differs", "2026-05-01 10:00 → 2026-05-01 12:30", False), 3: ("differs", "Fraud → Theft", False),
    }
    text = page(world, client, mended)
    assert "If applied: 1 new events, 2 changed, 0 the same." in text and "not in the file: 1." in text
    assert "It was told otherwise before: 2026-05-01 10:00 → 2026-05-01 12:30" in text
    assert events.events(HOUSE, Selection(appeals=False)).n == 3, "nothing has happened yet"
    actions.apply(actor=SYSTEM, batch_id=mended.pk)
    mended.refresh_from_db()
    written = {name: mended.quality["written"][name] for name in ("new", "changed", "same", "gone")}
    assert written == {name: mended.quality["would"][name] for name in written}
    assert "If applied" not in page(world, client, mended)


@pytest.mark.parametrize(("language", "said"), [
    ("kk", "Дәл осы файл бұрын қолданылған (1-нұсқа). Қолдансаңыз, ештеңе өзгермейді"),
    ("ru", "Этот самый файл уже применён (версия 1). Если применить, ничего не изменится"),
    ("en", "This very file was applied before (version 1). Applying it would change nothing"),
])
def test_the_same_file_again_is_known_for_what_it_is(world, client, language, said):
    of = feed(world)
    bring(of, *FIRST)
    assert said in page(world, client, check(of, *FIRST), language)


def test_where_a_place_changed_the_page_names_the_column_and_no_place(world, client):
    of = feed(world)
    bring(of, row(1, "2026-05-01 10:00", address="Абай 12"))
    moved = check(of, row(1, "2026-05-01 10:00", address="Сәтбаев 99"))
    one = RowError.objects.get(batch=moved)
    assert (one.row, one.column, one.code, one.value) == (2, "address", "differs_place", "")
    assert "The place or the number of the appeal is not what it was" in page(world, client, moved)


def test_two_sources_that_disagree_are_told_with_how_far_apart(world, client):
    calls, register = feed(world, "calls", rank=200), feed(world, "register", rank=10)
    bring(calls, row("c1", "2026-05-01 10:25"), row("c2", "2026-05-02 10:00"))
    batch = bring(register, row("r1", "2026-05-01 10:00", lon=70.0055), row("r2", "2026-05-02 10:00"))
    assert batch.quality["twins"] == {"calls": {"count": 2, "minutes": 25, "metres": 36, "ours": 1}}
    text = page(world, client, batch)
    assert "“calls” tells of too: 2 (at most 25 minutes and 36 metres apart). Each counts once, by this file." in text
    late = bring(calls, row("c3", "2026-05-03 10:00"))
    assert late.quality["twins"] == {} and Incident.objects.filter(duplicate_of=None).count() == 3
    last = bring(feed(world, "third", rank=300), row("t1", "2026-05-03 10:05"))
    assert last.quality["twins"]["calls"]["ours"] == 0
    assert "по источнику «calls»" in page(world, client, last, "ru")
    actions.withdraw(actor=SYSTEM, batch_id=last.pk)
    last.refresh_from_db()
    assert last.state == BatchState.WITHDRAWN and "«calls»" not in page(world, client, last, "ru")


def test_a_street_spelt_four_ways_is_shown_as_one(world, client):
    ways = ["Абай көшесі 12", '"ул. Абая, 14"', "АБАЯ 3", "абай көш. 12-үй", "Абай көшесі 7", "Ленин көшесі 1"]
    batch = check(feed(world), *[row(n, "2026-05-01 10:00", address=one) for n, one in enumerate(ways)])
    assert batch.quality["spelt"] == {"count": 1, "examples": [["Абай көшесі", "АБАЯ", "абай көш", "ул. Абая"]]}
    assert "Абай көшесі · АБАЯ · абай көш · ул. Абая" in page(world, client, batch, "kk")
    assert forecast.spellings([]) == {"count": 0, "examples": []}
    once = check(feed(world), row(9, "2026-05-01 10:00", address="Абай көшесі 12"))
    assert "Streets spelt" not in page(world, client, once)


def test_many_notes_of_one_sort_crowd_out_no_other(world):
    of = feed(world)
    many = [row(n, "2026-05-01 10:00", lon="", lat="") for n in range(1200)]
    bring(of, *many)
    batch = check(of, *many[:-1], row(1199, "2026-05-02 10:00", lon="", lat=""), row("bad", "never"))
    kept = list(RowError.objects.filter(batch=batch).values_list("code", flat=True))
    assert kept.count("no_place") == issues.KEPT_NOTES and kept.count("differs") == kept.count("time_unread") == 1
    assert Batch.objects.get(pk=batch.pk).quality["issues"]["no_place"] == 1200
