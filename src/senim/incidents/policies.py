"""May this happen to a file or a run in this state? No Django."""

from __future__ import annotations

from senim.incidents.domain import ENDED_RUNS, BatchState, RunState
from senim.kernel.errors import Refused
from senim.kernel.labels import Label

NOT_YOURS = Label(
    "Бұл деректерге құқығыңыз жоқ: аумақ сіздікі емес немесе лауазымыңыз бұған жол бермейді.",
    "У вас нет права на эти данные: территория не ваша или должность этого не позволяет.",
    "You may not do this: the area is not yours, or your post does not allow it.",
)
NOT_CHECKED = Label(
    "Файл тексерілмеген немесе оны біреу қолданып қойған. Бетті жаңартыңыз.",
    "Файл не проверен, или его уже кто-то применил. Обновите страницу.",
    "The file is not checked, or somebody has applied it meanwhile. Reload the page.",
)
NOTHING_TO_APPLY = Label(
    "Файлда қабылдауға болатын жол жоқ. Бағандарды қайта белгілеп, қайта тексеріңіз.",
    "В файле нет строк, которые можно принять. Назначьте столбцы заново и проверьте ещё раз.",
    "No row of the file can be taken. Set the columns again and check once more.",
)
NOT_APPLIED = Label(
    "Тек қолданылған файлды қайтарып алуға болады.",
    "Отозвать можно только применённый файл.",
    "Only a file that was applied can be withdrawn.",
)
RUN_ENDED = Label("Есеп аяқталып қойған.", "Расчёт уже закончен.", "The analysis has ended already.")
NOTHING_SELECTED = Label(
    "Сіздің аумағыңызда мұндай таңдау жоқ: аумақты өзгертіңіз.",
    "В вашей территории такой выборки нет: измените территорию.",
    "Nothing of this selection lies in your areas: change the area.",
)


def check_apply(state: str, accepted: int) -> None:
    """Raises Refused unless the file was checked and has rows to take."""
    if state != BatchState.STAGED:
        raise Refused("not_checked", NOT_CHECKED)
    if not accepted:
        raise Refused("nothing_to_apply", NOTHING_TO_APPLY)


def can_apply(state: str, accepted: int) -> bool:
    """The twin of `check_apply`."""
    return state == BatchState.STAGED and accepted > 0


def check_withdraw(state: str) -> None:
    """Raises Refused unless the file counts now."""
    if state != BatchState.APPLIED:
        raise Refused("not_applied", NOT_APPLIED)


def check_cancel(state: str) -> None:
    """Raises Refused where there is nothing to stop."""
    if state in {str(one) for one in ENDED_RUNS}:
        raise Refused("run_ended", RUN_ENDED)


def can_cancel(state: str) -> bool:
    """The twin of `check_cancel`."""
    return RunState(state) not in ENDED_RUNS
