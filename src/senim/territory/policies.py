"""May this happen to an import in its state? `check_x` raises, `can_x` is its twin. No Django here."""

from __future__ import annotations

from collections.abc import Iterable

from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import within
from senim.territory.domain import ImportState

NOT_CHECKED = Label(
    "Алдымен файл тексерілсін: тексерілмеген немесе енгізіліп қойған файлды енгізуге болмайды.",
    "Сначала файл нужно проверить: непроверенный или уже применённый файл применить нельзя.",
    "The file has to be checked first: one that is not checked, or was applied already, cannot be applied.")
HAS_ERRORS = Label(
    "Файлда қателер бар, сондықтан ештеңе енгізілген жоқ. Қателерді түзетіп, файлды қайта жүктеңіз немесе қате "
    "жолдарды қалдырып енгізуді таңдаңыз.",
    "В файле есть ошибки, поэтому ничего не изменено. Исправьте их и загрузите файл снова или выберите загрузку "
    "без ошибочных строк.",
    "The file has errors, so nothing was changed. Correct them and bring the file again, or choose to leave out the "
    "rows with errors.")
TERRITORY_MOVED = Label(
    "Тексеруден кейін аумақ өзгерді. Файлды қайта тексеріңіз.",
    "После проверки территория изменилась. Проверьте файл ещё раз.",
    "The territory has changed since the check. Check the file again.")
ROOT_NEEDED = Label(
    "Файл сіздің аумағыңыздан тыс жерлерді өзгертеді. Оны әкімші енгізе алады.",
    "Файл меняет то, что лежит вне вашей территории. Его может загрузить администратор.",
    "The file changes what lies outside your territory. The administrator can bring it in.")


def can_apply(state: str, error_count: int, *, skip_bad: bool) -> bool:
    """Whether a checked file may be written now."""
    return state in (ImportState.CHECKED, ImportState.REFUSED) and (skip_bad or not error_count)


def check_apply(state: str, error_count: int, *, skip_bad: bool) -> None:
    """Raises Refused where `can_apply` says no."""
    if state not in (ImportState.CHECKED, ImportState.REFUSED):
        raise Refused("not_checked", NOT_CHECKED)
    if error_count and not skip_bad:
        raise Refused("has_errors", HAS_ERRORS)


def can_touch(paths: Iterable[str], own: Iterable[str]) -> bool:
    """Whether all touched area paths lie in areas of a person's own ("" is above all of them)."""
    roots = tuple(own)
    return all(path and within(path, roots) for path in paths)
