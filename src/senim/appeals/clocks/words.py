"""The account of a clock in words: Kazakh, Russian and English, each written as itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any

from senim.appeals.clocks.model import Clock, ClockError, State, Step
from senim.kernel.clock import local
from senim.kernel.formats import Case, clock_time, day, moment, quantity
from senim.kernel.labels import Label

Params = Mapping[str, Any]

STATES: dict[State, Label] = {
    State.RUNNING: Label("Мерзімі өткен жоқ", "В сроке", "Running"),
    State.SOON: Label("Мерзімі таяу", "Срок близко", "Due soon"),
    State.OVERDUE: Label("Мерзімі өтті", "Просрочено", "Overdue"),
    State.SUSPENDED: Label("Мерзім тоқтап тұр", "Срок приостановлен", "Suspended"),
    State.KEPT: Label("Мерзімінде орындалды", "Выполнено в срок", "Kept"),
    State.BROKEN: Label("Кешіктірілді", "Выполнено с опозданием", "Broken"),
    State.VOID: Label("Күшін жойды", "Больше не действует", "Nothing owed"),
}

REFUSALS: dict[str, Label] = {
    "unusable": Label(
        "Бұл мерзім тексерілмеген, сондықтан онымен есептеуге болмайды.",
        "Этот срок не проверен, считать по нему нельзя.",
        "This term is not verified, so nothing is computed with it.",
    ),
    "needs_calendar": Label(
        "Жұмыс күндерін санау үшін күнтізбе керек.", "Для счёта рабочих дней нужен календарь.",
        "Counting working days needs a calendar.",
    ),
    "ended": Label("Бұл мерзім аяқталған.", "Этот срок уже завершён.", "This clock has ended."),
    "suspended": Label("Мерзім қазір тоқтап тұр.", "Срок сейчас приостановлен.", "The clock is suspended."),
    "running": Label("Мерзім тоқтап тұрған жоқ.", "Срок не приостановлен.", "The clock is not suspended."),
    "overdue": Label(
        "Мерзім өтіп кетті: енді оны тоқтата тұруға да, ұзартуға да болмайды.",
        "Срок уже прошёл: его нельзя ни приостановить, ни продлить.",
        "The clock is overdue: it can be neither suspended nor extended.",
    ),
    "no_ground": Label("Негізін жазыңыз.", "Напишите основание.", "Write the ground."),
    "not_days": Label(
        "Сағатпен есептелетін уәде ұзартылмайды.", "Обещание в часах не продлевается.",
        "A promise in hours is not extended.",
    ),
    "already_extended": Label(
        "Мерзім бұрын ұзартылған.", "Срок уже продлевали.", "The term was extended before.",
    ),
    "not_later": Label(
        "Жаңа күн қазіргі соңғы күннен кейін болуы керек.", "Новый день должен быть позже нынешнего последнего дня.",
        "The new day must be later than the present one.",
    ),
    "too_late": Label(
        "Мерзімді екі айдан асыруға болмайды. Ең соңғы күн: {last}.",
        "Срок нельзя продлить больше чем до двух месяцев. Последний возможный день: {last}.",
        "The term cannot be longer than two months. The last day possible: {last}.",
    ),
    "day_off": Label(
        "Бұл жұмыс күні емес. Келесі жұмыс күні: {next}.", "Это нерабочий день. Следующий рабочий день: {next}.",
        "This is a day off. The next working day: {next}.",
    ),
}


def refusal(error: ClockError, lang: str) -> str:
    """Why a clock refused, in words; days in it are written out."""
    shown = {name: day(value, lang) if isinstance(value, date) else value for name, value in error.params.items()}
    return REFUSALS[error.code].in_(lang).format(**shown)


def why(clock: Clock, lang: str) -> list[str]:
    """The whole account of a clock, one sentence or two to a step."""
    return sentences(clock.trace, lang)


def sentences(trace: Iterable[Step], lang: str) -> list[str]:
    """A trace in words (kk, ru; anything else English)."""
    language = lang if lang in ("kk", "ru") else "en"
    return [_WORDS[step.code](step.params, language) for step in trace]


def in_short(clock: Clock, lang: str) -> str:
    """One line for a receipt: the term, from when, what is not counted. The due day itself is not repeated."""
    amount = quantity(clock.basis.value, clock.basis.unit, lang)
    cite = clock.basis.citation.get(lang, "") if clock.basis.mark != "own" else ""
    origin = f" ({cite})" if cite else ""
    since = local(clock.started_at)
    if clock.due_day is None:
        begun = {"kk": f"{moment(since, 'kk')} бастап", "ru": f"с {moment(since, 'ru')}"}
        return f"{amount}{origin}, {begun.get(lang, f'from {moment(since, lang)}')}."
    begun = {
        "kk": f"{day(clock.registered, 'kk', Case.ABLATIVE)} бастап {amount}{origin}",
        "ru": f"{amount} с {day(clock.registered, 'ru')}{origin}",
    }
    off = [one for step in clock.trace if step.code == "skipped" for one in step.params["days"]]
    line = begun.get(lang, f"{amount} from {day(clock.registered, lang)}{origin}")
    not_counted = {"kk": "есепке кірмейді", "ru": "не считаются"}.get(lang, "not counted")
    return f"{line}; {not_counted}: {_listed(off, lang)}." if off else f"{line}."


# --- pieces ---------------------------------------------------------------------------------------------------------


def _d(text: str, lang: str, case: Case = Case.NOMINATIVE) -> str:
    return day(date.fromisoformat(text), lang, case)


def _m(text: str, lang: str) -> str:
    return moment(datetime.fromisoformat(text), lang)


def _on(text: str, lang: str) -> str:
    """The day of a moment, as "on that day" is said."""
    found = local(datetime.fromisoformat(text)).date()
    return day(found, lang, Case.LOCATIVE)


def _listed(days: Iterable[Params], lang: str) -> str:
    """Days off with their reasons, those of one reason and month together: «23, 24 наурыз (Наурыз мейрамы)»."""
    parts = []
    for _, same in groupby(days, key=lambda one: (one["day"][:7], one["why"].get(lang), one.get("act"))):
        group = list(same)
        last = date.fromisoformat(group[-1]["day"])
        numbers = ", ".join(str(int(one["day"][8:])) for one in group)
        reason = ", ".join(filter(None, (group[-1]["why"].get(lang), group[-1].get("act"))))
        words = day(last, lang, year=False).replace(str(last.day), numbers, 1)
        parts.append(f"{words} ({reason})" if reason else words)
    return ", ".join(parts)


def _received(p: Params, lang: str) -> str:
    if lang == "kk":
        return f"Өтініш түскен уақыт: {_m(p['at'], lang)}."
    at = datetime.fromisoformat(p["at"])
    when, hour = day(local(at).date(), lang), clock_time(at)
    return f"Обращение поступило {when} в {hour}." if lang == "ru" else f"Received on {when} at {hour}."


def _registered_next(p: Params, lang: str) -> str:
    reason, when = p["why"].get(lang, ""), _d(p["day"], lang, Case.LOCATIVE)
    return {
        "kk": f"Бұл жұмыс күні емес ({reason}), сондықтан өтініш {when} тіркелді.",
        "ru": f"Это нерабочий день ({reason}), поэтому обращение зарегистрировано {when}.",
    }.get(lang, f"That was a day off ({reason}), so it is registered on {when}.")


def _term(p: Params, lang: str) -> str:
    amount = quantity(p["value"], p["unit"], lang)
    if p["unit"] == "hours":
        return {
            "kk": f"Уәде еткен мерзіміміз – {amount}; түн мен демалыс күндері де саналады.",
            "ru": f"Наше обещание – {amount}; ночи и выходные тоже считаются.",
        }.get(lang, f"Our promise is {amount}; nights and days off count too.")
    cite = p["citation"].get(lang, "")
    origin = f" ({cite})" if cite else ""
    return {
        "kk": f"Мерзімі – {amount}{origin}, тіркелген күннің ертеңінен бастап саналады.",
        "ru": f"Срок – {amount}{origin}, считая со дня после регистрации.",
    }.get(lang, f"The term is {amount}{origin}, counted from the day after registration.")


def _skipped(p: Params, lang: str) -> str:
    listed = _listed(p["days"], lang)
    return {
        "kk": f"Есепке кірмейтін күндер: {listed}, сондай-ақ сенбі мен жексенбі.",
        "ru": f"Не считаются: {listed}, а также субботы и воскресенья.",
    }.get(lang, f"Not counted: {listed}, and Saturdays and Sundays.")


def _due(p: Params, lang: str) -> str:
    return {
        "kk": f"Жауап {_d(p['day'], 'kk', Case.ABLATIVE)} кешіктірілмей берілуге тиіс.",
        "ru": f"Ответ должен быть дан не позднее {_d(p['day'], 'ru')}.",
    }.get(lang, f"An answer is owed by the end of {_d(p['day'], lang)}.")


def _due_at(p: Params, lang: str) -> str:
    at = _m(p["at"], lang)
    return {
        "kk": f"Жауап берудің ең соңғы уақыты: {at}.", "ru": f"Ответ – не позднее: {at}.",
    }.get(lang, f"An answer is owed by {at}.")


def _suspended(p: Params, lang: str) -> str:
    when, ground = _on(p["at"], lang), p["ground"].rstrip(".")
    return {
        "kk": f"Мерзім {when} тоқтатыла тұрды. Негізі: {ground}.",
        "ru": f"Срок приостановлен {when}. Основание: {ground}.",
    }.get(lang, f"The clock was suspended on {when}. Ground: {ground}.")


def _resumed(p: Params, lang: str) -> str:
    when = _on(p["at"], lang)
    due = _d(p["due"], lang) if "due" in p else _m(p["due_at"], lang)
    return {
        "kk": f"Мерзім {when} қайта жүре бастады. Енді соңғы мерзімі: {due}.",
        "ru": f"Срок возобновлён {when}. Теперь последний срок: {due}.",
    }.get(lang, f"The clock runs again since {when}. It is now due on {due}.")


def _extended(p: Params, lang: str) -> str:
    ground, cite = p["ground"].rstrip("."), p["citation"].get(lang, "")
    origin = f" ({cite})" if cite else ""
    new = {"kk": _d(p["until"], "kk", Case.DATIVE)}.get(lang, _d(p["until"], lang))
    return {
        "kk": f"Мерзім {new} дейін ұзартылды{origin}. Негізі: {ground}.",
        "ru": f"Срок продлён до {new}{origin}. Основание: {ground}.",
    }.get(lang, f"The term was extended to {new}{origin}. Ground: {ground}.")


def _moved(p: Params, lang: str) -> str:
    named = [one for one in p["days"] if one.get("why")]
    listed = f": {_listed(named, lang)}" if named else ""
    old, new = _d(p["old"], lang, Case.ABLATIVE), _d(p["new"], lang, Case.DATIVE)
    return {
        "kk": f"Жұмыс күнтізбесі өзгерді{listed}. Соңғы күн {old} {new} ауысты.",
        "ru": f"Рабочий календарь изменился{listed}. Последний день перенесён с {old} на {new}.",
    }.get(lang, f"The working calendar changed{listed}. The due day moved from {old} to {new}.")


def _ended(p: Params, lang: str) -> str:
    at = _m(p["at"], lang)
    kept = {"kk": "Мерзімінде орындалды", "ru": "Выполнено в срок"}.get(lang, "Kept in time")
    late = {"kk": "Мерзімінен кеш орындалды", "ru": "Выполнено с опозданием"}.get(lang, "Late")
    return f"{kept if p['kept'] else late}: {at}."


def _void(p: Params, lang: str) -> str:
    at = _m(p["at"], lang)
    return {
        "kk": f"Бұл мерзім енді жүрмейді: {at}.", "ru": f"Этот срок больше не идёт: {at}.",
    }.get(lang, f"This clock no longer runs: {at}.")


def _went_back(p: Params, lang: str) -> str:
    at = _m(p["taken"], lang)
    return {
        "kk": f"Сервердің сағаты артқа кеткен, сондықтан соңғы белгілі уақыт алынды: {at}.",
        "ru": f"Часы сервера ушли назад, поэтому взято последнее известное время: {at}.",
    }.get(lang, f"The server's clock went back, so the last known time was taken: {at}.")


_WORDS: dict[str, Callable[[Params, str], str]] = {
    "received": _received, "registered_next": _registered_next, "term": _term, "skipped": _skipped, "due": _due,
    "due_at": _due_at, "suspended": _suspended, "resumed": _resumed, "extended": _extended, "moved": _moved,
    "ended": _ended, "void": _void, "clock_went_back": _went_back,
}
