"""Periods in words."""

from __future__ import annotations

from datetime import date

from senim.cabinet.domain import Quarter
from senim.cabinet.wording import QUARTER
from senim.kernel.labels import Label
from senim.web.words import language

MONTHS = (
    Label("қаңтар", "январь", "January"),
    Label("ақпан", "февраль", "February"),
    Label("наурыз", "март", "March"),
    Label("сәуір", "апрель", "April"),
    Label("мамыр", "май", "May"),
    Label("маусым", "июнь", "June"),
    Label("шілде", "июль", "July"),
    Label("тамыз", "август", "August"),
    Label("қыркүйек", "сентябрь", "September"),
    Label("қазан", "октябрь", "October"),
    Label("қараша", "ноябрь", "November"),
    Label("желтоқсан", "декабрь", "December"),
)


def month_words(first: date) -> str:
    """ "2026 жылғы мамыр", "май 2026 года", "May 2026"."""
    name = MONTHS[first.month - 1]
    shown = Label(f"{first.year} жылғы {name.kk}", f"{name.ru} {first.year} года", f"{name.en} {first.year}")
    return str(shown)


def quarter_words(one: Quarter, spoken: str | None = None) -> str:
    """ "2026 жылғы 2-тоқсан" in a language, the present one where none is named."""
    return QUARTER.in_(spoken or language()) % {"year": one.year, "number": one.number}
