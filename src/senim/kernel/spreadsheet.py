"""Cells of a CSV file that somebody opens in a spreadsheet."""

import re

#: A cell that begins so is reckoned, not read, by a spreadsheet (OWASP, CSV injection).
_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d[\d \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]*(?:[.,]\d+)*\s?%?")
_SPACES = re.compile(r"(?<=\d)[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}](?=\d{3})")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers, without spaces between thousands."""
    text = str(cell)
    if _NUMBER.fullmatch(text):
        return _SPACES.sub("", text)
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA) or text[:1] in _FORMULA else text
