"""Reception hours now and next, and small counts pooled."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.portal.domain import POOL_BELOW, VECTORS, Vector, pooled, reception

ALMATY = ZoneInfo("Asia/Almaty")
HOURS = {"tue": [["09:00", "13:00"], ["14:00", "18:00"]], "thu": [["18:00", "24:00"]]}


def at(day, hour, minute=0):
    return datetime(2026, 5, day, hour, minute, tzinfo=ALMATY)  # 12 May 2026 is a Tuesday


@pytest.mark.parametrize(("moment", "until", "next_from"), [
    (at(12, 8), None, at(12, 9)),
    (at(12, 9), at(12, 13), at(12, 14)),
    (at(12, 13), None, at(12, 14)),
    (at(12, 17, 59), at(12, 18), at(14, 18)),
    (at(12, 18), None, at(14, 18)),
    (at(14, 23, 59), at(15, 0), at(19, 9)),
    (at(15, 0), None, at(19, 9)),
])
def test_open_until_and_next(moment, until, next_from):
    found = reception(HOURS, moment)
    assert (found.open_until, found.next_from) == (until, next_from)


def test_a_week_with_one_hour_finds_the_same_hour_next_week():
    assert reception({"tue": [["09:00", "10:00"]]}, at(12, 10)).next_from == at(19, 9)


def test_round_the_clock_and_unknown():
    assert reception({"always": True}, at(12, 3)).always
    assert reception({}, at(12, 3)) is None


def test_the_four_vectors_are_named_in_three_languages():
    assert list(VECTORS) == list(Vector)
    assert all(all(label) for label in VECTORS.values())


codes = st.sampled_from(["noise", "theft", "parking", ""])
rows_of_counts = st.dictionaries(st.tuples(codes, st.sampled_from(["done", "partly", "refused"])), st.integers(1, 9))


@given(rows_of_counts)
def test_nothing_rare_is_ever_named_and_nothing_is_invented(counts):
    rows = [(kind, outcome, times) for (kind, outcome), times in counts.items()]
    deeds = pooled(rows)
    assert all(deed.times >= POOL_BELOW for deed in deeds)
    assert sum(deed.times for deed in deeds) <= sum(times for *_, times in rows)
    named = {(deed.kind, deed.outcome): deed.times for deed in deeds if deed.kind}
    assert named == {key: times for key, times in counts.items() if key[0] and times >= POOL_BELOW}


@given(rows_of_counts)
def test_the_order_of_the_rows_does_not_matter(counts):
    rows = [(kind, outcome, times) for (kind, outcome), times in counts.items()]
    assert pooled(rows) == pooled(reversed(rows))
