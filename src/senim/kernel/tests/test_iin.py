"""The number's own rule: only a right date, century and check digit pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.kernel.iin import check_digit, is_iin


def made(eleven: str) -> str | None:
    digit = check_digit(eleven)
    return None if digit is None else f"{eleven}{digit}"


def test_a_made_number_passes_and_its_neighbour_does_not() -> None:
    number = made("90010130001")
    assert number is not None and is_iin(number)
    assert not is_iin(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize("text", ["", "90010130001", "abcdefghijkl", "٩٠٠١٠١٣٠٠٠١٠", "901301300017", "900101900019"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert not is_iin(text)


@given(st.integers(0, 9_999), st.integers(1, 9))
def test_a_wrong_check_digit_never_passes(tail: int, shift: int) -> None:
    number = made(f"8506153{tail:04d}")
    if number is not None:
        assert is_iin(number)
        assert not is_iin(number[:11] + str((int(number[11]) + shift) % 10))
