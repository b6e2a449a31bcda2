"""Values of what makes work quicker. No Django here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from senim.kernel.labels import Label

#: So many filters one person keeps of one list, and so long may their names be.
MOST_FILTERS, NAME = 20, 60
#: So many calendar addresses one person has at once.
MOST_FEEDS = 5
#: Hours at which the letter of the morning may come, Kazakhstan's clock.
HOURS = range(5, 12)
#: The letter is of the morning: so many hours after its own it comes no more.
LATE = 4


class Form(StrEnum):
    """As what a list is taken along."""

    XLSX = "xlsx"
    CSV = "csv"


FORMS = {
    Form.XLSX: Label("Excel кітабы (XLSX)", "Книга Excel (XLSX)", "Excel workbook (XLSX)"),
    Form.CSV: Label("Мәтін түріндегі кесте (CSV)", "Таблица текстом (CSV)", "Table as text (CSV)"),
}


class Reason(StrEnum):
    """For what a list leaves the system. What is not here is no reason."""

    REPORT = "report"
    MEETING = "meeting"
    CHECK = "check"
    HANDOVER = "handover"
    COUNT = "count"
    LAW = "law"


REASONS = {
    Reason.REPORT: Label("басшыға есеп", "отчёт руководству", "a report to the head"),
    Reason.MEETING: Label("жиналысқа дайындық", "подготовка к совещанию", "preparing a meeting"),
    Reason.CHECK: Label("тексеру немесе прокурор сұрауы", "проверка или запрос прокурора", "an inspection or the prosecutor's request"),
    Reason.HANDOVER: Label("істі басқа қызметкерге беру", "передача дел другому сотруднику", "handing work over to a colleague"),
    Reason.COUNT: Label("өз жұмысымды есептеу", "подсчёт своей работы", "counting my own work"),
    Reason.LAW: Label("заң талап ететін өзге негіз", "иное основание по закону", "another ground in law"),
}


def gone(kept: Mapping[str, str], known: Mapping[str, Iterable[str]]) -> list[str]:
    """Names of a filter whose value no longer exists: the select has gone, or no longer has this value."""
    return [name for name, value in kept.items() if name not in known or value not in known[name]]
