"""Two at one moment: the last place is given once, and one visitor comes once."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from senim.kernel import clock
from senim.kernel.tests.at_once import together
from senim.reception.actions import desk
from senim.reception.models import Booking, Talk
from senim.reception.tests import world as worlds
from senim.reception.tests.world import at, book

TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


def test_the_last_place_and_one_visitor(on_disk: None) -> None:
    with clock.frozen(TUESDAY):
        place = worlds.build()
        held = book(place, at(0, 18), 9)
        wanted = [partial(book, place, at(2, 18), number) for number in (1, 2, 3)]
        found = together(*wanted)
        assert sorted(one for one in found if isinstance(one, str)) == ["taken", "taken"]
        same = together(*[partial(book, place, at(2, 18, 15 * number), 4) for number in (1, 2)])
        assert sorted(one for one in same if isinstance(one, str)) == ["twice"]
        assert Booking.objects.count() == 3
        with clock.frozen(at(0, 18)):
            inspector = place.actor("inspector")
            tapped = together(*[partial(desk.came, actor=inspector, booking_id=held.booking_id)] * 2)
        assert sorted(one for one in tapped if isinstance(one, str)) == ["settled"] and Talk.objects.count() == 1
