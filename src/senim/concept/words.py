"""Words of the Concept that are data: units, refusals, and deadlines as each language says them."""

from __future__ import annotations

from datetime import date

from senim.concept.domain.deadlines import REPEATS, Deadline, Period, Repeat
from senim.kernel import formats
from senim.kernel.labels import Label

UNITS: dict[str, Label] = {
    "percent": Label("%", "%", "%"),
    "points": Label("балл", "баллов", "points"),
    "per_100k": Label("100 мың тұрғынға шаққанда", "на 100 тыс. населения", "per 100 thousand residents"),
    "rank": Label("орын", "место", "place"),
    "index": Label("индекс, 0 – 1", "индекс, 0 – 1", "index, 0–1"),
    "count": Label("бірлік", "единиц", "number"),
    "thousand": Label("мың", "тыс.", "thousand"),
    "million": Label("миллион", "млн", "million"),
    "kg": Label("кг", "кг", "kg"),
    "litres": Label("литр", "литров", "litres"),
    "tenge": Label("теңге", "тенге", "tenge"),
    "billion_tenge": Label("млрд теңге", "млрд тенге", "billion tenge"),
}

REFUSALS: dict[str, Label] = {
    "not_yours": Label(
        "Бұл әрекетке құқығыңыз жоқ: есепті министрлік қызметкері енгізеді.",
        "У вас нет права на это действие: отчёт вносит сотрудник министерства.",
        "You may not do this: an officer of the ministry enters the report.",
    ),
    "no_measure": Label(
        "Жоспарда мұндай іс-шара жоқ.", "В плане нет такого мероприятия.", "The plan has no such measure."
    ),
    "no_point": Label(
        "Бұл іс-шараның мұндай мерзімі жоқ. Тізімнен таңдаңыз.",
        "У этого мероприятия нет такого срока. Выберите из списка.",
        "This measure has no such deadline. Choose one of the list.",
    ),
    "no_body": Label(
        "Бұл орган осы іс-шараның орындаушысы емес. Тізімнен таңдаңыз.",
        "Этот орган не исполняет это мероприятие. Выберите из списка.",
        "This body does not answer for this measure. Choose one of the list.",
    ),
    "no_words": Label(
        "Не істелгенін бірер сөйлеммен жазыңыз.",
        "Напишите в нескольких словах, что сделано.",
        "Write in a few words what was done.",
    ),
    "personal": Label(
        "Мәтінде адамның дерегі бар сияқты (ЖСН, телефон, пошта). Оны алып тастаңыз.",
        "В тексте, похоже, есть данные человека (ИИН, телефон, почта). Уберите их.",
        "The text seems to hold data of a person (IIN, telephone, e-mail). Take them out.",
    ),
    "no_evidence": Label(
        "«Орындалды» деу үшін растайтын құжатты тіркеңіз немесе сілтемесін жазыңыз.",
        "Чтобы отметить «исполнено», приложите подтверждающий документ или ссылку на него.",
        "To say that it is done, attach the document that shows it, or a link to it.",
    ),
    "bad_link": Label(
        "Сілтеме https:// деп басталуы керек.", "Ссылка должна начинаться с https://.", "The link begins with https://."
    ),
    "too_early": Label(
        "Бұл кезең әлі басталған жоқ: оны орындалды деуге болмайды.",
        "Этот период ещё не начался: отметить его исполненным нельзя.",
        "This period has not begun: it cannot be done yet.",
    ),
    "same_again": Label(
        "Осы орган дәл осы сөздермен есеп берген. Өзгеріс болса, соны жазыңыз.",
        "Этот орган уже отчитался теми же словами. Напишите, что изменилось.",
        "This body has reported in the same words. Write what has changed.",
    ),
}

_EN_ORDER = ("", "1st", "2nd", "3rd", "4th")


def period_name(one: Period) -> Label:
    """A period in three languages: "2024 жылғы 4-тоқсан", "4 квартал 2024 года", "4th quarter of 2024"."""
    year = one.year
    if not one.part:
        return Label(f"{year} жыл", f"{year} год", f"{year}")
    number = int(one.part[1:])
    if one.part[0] == "Q":
        return Label(
            f"{year} жылғы {number}-тоқсан", f"{number} квартал {year} года", f"{_EN_ORDER[number]} quarter of {year}"
        )
    if one.part[0] == "H":
        half = "first" if number == 1 else "second"
        return Label(f"{year} жылғы {number}-жартыжылдық", f"{number} полугодие {year} года", f"{half} half of {year}")
    return Label(*(formats.month(date(year, number, 1), language) for language in ("kk", "ru", "en")))


def deadline_name(one: Deadline, printed: str) -> Label:
    """A deadline in three languages: Kazakh as the source prints it, the others from the notation."""
    kk = " ".join(printed.split())
    first, last = one.begins.year, one.ends.year
    if one.repeat is Repeat.SPAN:
        return Label(kk, f"{first} – {last} годы", f"{first}–{last}")
    if one.repeat in {Repeat.ONCE, Repeat.FIXED}:
        names = [period_name(period) for period in one.periods]
        return Label(kk, "; ".join(name.ru for name in names), "; ".join(name.en for name in names))
    how = REPEATS[one.repeat]
    if ".." in one.notation.partition(" each ")[0] and " then " not in one.notation:
        return Label(kk, f"{first} – {last} годы, {how.ru}", f"{first}–{last}, {how.en}")
    name = period_name(one.periods[0])
    return Label(kk, f"{name.ru}, далее {how.ru}", f"{name.en}, then {how.en}")
