"""Opening hours as people write them, as they are stored, and whether the door is open."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.territory import hours

LUNCH = [["09:00", "13:00"], ["14:00", "18:00"]]


@pytest.mark.parametrize(("text", "stored"), [
    ("", {}), ("24/7", {"always": True}), ("круглосуточно", {"always": True}), ("тәулік бойы", {"always": True}),
    ("mon-fri 09:00-13:00, 14:00-18:00", dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), LUNCH)),
    ("дс-ср 9:00–18:00; сб 10:00-12:00", {
        **{day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed")}, "sat": [["10:00", "12:00"]]}),
    ("пн 08:00-24:00", {"mon": [["08:00", "24:00"]]}),
    ("soon", None), ("mon", None), ("fri-mon 09:00-18:00", None), ("mon 18:00-09:00", None), ("mon 25:00-26:00", None),
    ("mon 09:00-12:00, 11:00-13:00", None), ("xyz 09:00-18:00", None),
])
def test_hours_as_people_write_them(text, stored):
    assert hours.parse(text) == stored


@pytest.mark.parametrize(("clock", "is_open"), [
    ("2026-05-12 08:59", False), ("2026-05-12 09:00", True), ("2026-05-12 12:59", True), ("2026-05-12 13:00", False),
    ("2026-05-12 14:00", True), ("2026-05-16 10:00", False),
])
def test_open_now(clock, is_open):
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), LUNCH)
    assert hours.is_open(week, datetime.fromisoformat(clock)) is is_open


def test_unknown_hours_are_unknown():
    assert hours.is_open({}, datetime(2026, 5, 12)) is None
    assert hours.is_open({"always": True}, datetime(2026, 5, 12, 3)) is True


@pytest.mark.parametrize("stored", [
    [], {"day": []}, {"mon": "9-18"}, {"mon": [["09:00"]]}, {"mon": [["9:00", "18:00"]]}, {"always": 1, "mon": []},
    {"mon": [["12:00", "11:00"]]}, {"mon": [[9, 18]]},
])
def test_what_is_no_hours(stored):
    assert hours.problem(stored)


@given(st.text(max_size=60))
def test_whatever_is_parsed_is_sound(text):
    found = hours.parse(text)
    assert found is None or not found or not hours.problem(found)
