"""Quorums and terms, and what looks like a person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.kernel.errors import Refused
from senim.kernel.personal import looks_personal
from senim.partnership.domain import TRANSITIONS, Quorum, QuorumKind, SessionState
from senim.partnership.policies import check_period, check_quorum, overlap


@pytest.mark.parametrize(
    ("kind", "value", "entitled", "needed"),
    [
        (QuorumKind.AT_LEAST, 7, 10, 7),
        (QuorumKind.AT_LEAST, 7, 5, 7),
        (QuorumKind.SHARE, 50, 10, 5),
        (QuorumKind.SHARE, 50, 11, 6),
        (QuorumKind.SHARE, 66, 9, 6),
        (QuorumKind.MORE_THAN, 50, 10, 6),
        (QuorumKind.MORE_THAN, 50, 11, 6),
        (QuorumKind.MORE_THAN, 66, 9, 6),
        (QuorumKind.SHARE, 100, 10, 10),
        (QuorumKind.SHARE, 1, 0, 1),
    ],
)
def test_how_many_are_needed(kind: QuorumKind, value: int, entitled: int, needed: int) -> None:
    assert Quorum(kind, value).needed(entitled) == needed


@given(st.integers(1, 99), st.integers(1, 200))
def test_more_than_is_more_than_at_least(value: int, entitled: int) -> None:
    least, more = (Quorum(kind, value).needed(entitled) for kind in (QuorumKind.SHARE, QuorumKind.MORE_THAN))
    assert least <= more <= entitled
    assert more * 100 > value * entitled and least * 100 >= value * entitled


@pytest.mark.parametrize(
    ("kind", "value"),
    [(QuorumKind.AT_LEAST, 0), (QuorumKind.SHARE, 101), (QuorumKind.SHARE, 0), (QuorumKind.MORE_THAN, 100)],
)
def test_a_quorum_that_nobody_can_reach_is_refused(kind: QuorumKind, value: int) -> None:
    with pytest.raises(Refused):
        check_quorum(Quorum(kind, value))


def test_states_end() -> None:
    assert TRANSITIONS[SessionState.CLOSED] == TRANSITIONS[SessionState.CANCELLED] == frozenset()
    assert SessionState.CLOSED not in TRANSITIONS[SessionState.PLANNED]


def test_terms_overlap_on_their_last_day() -> None:
    january = (date(2026, 1, 1), date(2026, 1, 31))
    assert overlap(january, (date(2026, 1, 31), None)) and not overlap(january, (date(2026, 2, 1), None))


@pytest.mark.parametrize(
    "text",
    [
        "Маған 8 701 123 45 67 нөміріне хабарласыңыз",
        "+7(701)123-45-67",
        "ЖСН 850101300123",
        "a.b@example.kz",
        "карта 4400 4301 1234 5678",
        "Абай 5, кв. 12",
        "12-пәтер",
        "пәтер 7",
        "в квартире 45",
    ],
)
def test_what_points_at_somebody_is_seen(text: str) -> None:
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "Абай көшесі, 12-үйдің ауласында жарық жоқ",
        "2026 жылғы 12 мамыр, 18:00",
        "540 көппәтерлі үй",
        "№ 12-5/340 хат, 97 536 тұрғын",
    ],
)
def test_ordinary_words_pass(text: str) -> None:
    assert not looks_personal(text)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 2), date(2026, 1, 31)),
        (date(2026, 1, 1), date(2026, 1, 30)),
        (date(2026, 5, 1), date(2026, 5, 31)),
        (date(2026, 2, 1), date(2026, 1, 31)),
    ],
)
def test_a_period_is_of_whole_months_that_are_over(first: date, last: date) -> None:
    with pytest.raises(Refused):
        check_period(first, last, date(2026, 5, 12))


def test_whole_months_pass() -> None:
    check_period(date(2025, 5, 1), date(2026, 4, 30), date(2026, 5, 12))
