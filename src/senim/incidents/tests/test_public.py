"""What everyone may read of the events of a beat: whole months, pooled, with intervals, and nothing nearer."""

import pytest

from senim.incidents import api, selectors
from senim.incidents.domain import FeedKind
from senim.incidents.tests.world import bring, feed, row
from senim.kernel import clock
from senim.kernel.intervals import poisson as interval

TITLES = {"kk": "Мұнда 12 айда не тіркелді", "ru": "Что зарегистрировано здесь", "en": "What was recorded here"}
SECRET = "Құпия көшесі 7"


@pytest.fixture
def told(world):
    """In the year before May 2026: six thefts and two fights, words without a kind, homes, finds of officers."""
    rows = [row(f"t{n}", f"2026-0{n % 4 + 1}-10 10:00", address=SECRET) for n in range(6)]
    rows += [row(f"f{n}", "2026-03-05 10:00", "Fight") for n in range(2)]
    rows += [row(f"w{n}", "2026-03-06 10:00", "Сәбит Сәбитов төбелесі №7") for n in range(6)]
    rows += [row(f"d{n}", "2026-03-07 10:00", "Domestic violence") for n in range(9)]
    rows += [row("may", "2026-05-02 10:00"), row("old", "2025-04-30 23:00"), row("first", "2025-05-01 00:10")]
    bring(feed(world), *rows)
    found = [row(f"o{n}", "2026-03-06 10:00", "Fight") for n in range(20)]
    bring(feed(world, "patrol", kind=FeedKind.OFFICER_DISCOVERED), *found)
    return world


def test_whole_months_are_pooled(told):
    year = selectors.safe_year(told.areas["first"].path, clock.now())
    assert (str(year.first), str(year.last)) == ("2025-05-01", "2026-04-30")
    assert year.rows == (("theft", 7), ("other", 8)) and year.feeds == ("register",)
    assert selectors.safe_year(told.areas["second"].path, clock.now()) is None


def test_the_window_does_not_move_by_the_day(told, frozen_clock):
    before = selectors.safe_year(told.areas["first"].path, clock.now())
    frozen_clock.move(days=18)
    assert selectors.safe_year(told.areas["first"].path, clock.now()) == before
    frozen_clock.move(days=2)
    assert selectors.safe_year(told.areas["first"].path, clock.now()).rows == (("theft", 7), ("other", 8))


def test_a_word_of_a_file_is_told_to_nobody(told):
    path = told.areas["first"].path
    words = str(api.safe_counts(path)) + str(api.year_for(path, clock.now(), "kk"))
    assert "Сәбит" not in words and "domestic" not in words


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_of_a_beat_tells_it_in_every_language(told, client, language):
    text = client.get(f"/{language}/beat/{told.areas['first'].code}/").content.decode()
    assert TITLES[language] in text and "3–14" in text
    assert SECRET not in text and "70.005" not in text and "Сәбит" not in text
    other = client.get(f"/{language}/beat/{told.areas['second'].code}/").content.decode()
    assert TITLES[language] not in other, "a part without anything to tell is absent"


def test_intervals_against_garwoods_exact_ones():
    # Exact limits: Garwood (1936) as tabulated by Ulm (1990).
    for count, low, high in ((5, 1.62, 11.67), (10, 4.80, 18.39), (50, 37.11, 65.92), (100, 81.36, 121.63)):
        assert interval(count) == pytest.approx((low, high), rel=0.015)
    assert interval(0)[0] == 0
