"""The individual identification number (ЖСН, ИИН): twelve digits with a birth date, a century and a check digit."""

from datetime import date

_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURY = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


def check_digit(eleven: str) -> int | None:
    """The twelfth digit of eleven, or None where no number has these eleven (the second weighing gives 10 too)."""
    for weights in (_FIRST, _SECOND):
        rest = sum(int(digit) * weight for digit, weight in zip(eleven, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def is_iin(text: str) -> bool:
    """Whether twelve digits can be somebody's number: the date exists, the century is known, the check digit agrees."""
    if len(text) != 12 or not text.isascii() or not text.isdigit() or text[6] not in _CENTURY:
        return False
    try:
        date(_CENTURY[text[6]] + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return False
    return check_digit(text[:11]) == int(text[11])
