"""A recording that stands for the state's register of vehicles: invented plates, invented answers, marked as such."""

from __future__ import annotations

from datetime import date

from senim.kernel.labels import Label
from senim.registers.domain import Answer, SubjectKind, Unavailable

_MAKE = Label("маркасы", "марка", "make")
_COLOUR = Label("түсі", "цвет", "colour")
_WANTED = Label("іздеуде", "в розыске", "wanted")
#: plate: (make, colour, wanted). A region of 00 does not exist.
RECORDED = {
    "001AAA00": ("ойдан шығарылған седан", "ақ", "жоқ"),
    "002BBB00": ("ойдан шығарылған жүк көлігі", "көк", "иә"),
}
#: Asked for this one the recording does not answer, so that this can be seen too.
SILENT = "999ZZZ00"


class RecordedRegister:
    """Answers from a recording; every page says so."""

    code = "vehicles"
    title = Label("Көлік тізілімі (жазба)", "Реестр транспорта (запись)", "Vehicle register (a recording)")
    subject = SubjectKind.PLATE
    fake = True

    def look_up(self, subject: str) -> Answer | None:
        """The recorded answer; None for what is not recorded. Raises Unavailable for one plate."""
        if subject == SILENT:
            raise Unavailable(self.code)
        found = RECORDED.get(subject)
        if found is None:
            return None
        return Answer(tuple(zip((_MAKE, _COLOUR, _WANTED), found, strict=True)), date(2026, 1, 1), "ойдан шығарылған")
