"""Dates, periods and numbers as each language writes them. Pure: a date goes in, words come out.

Kazakh month names take their case ending by vowel harmony; only the four cases that are written here are offered,
because only they are surely right for every month and number.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from senim.kernel.clock import local

NBSP = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"


class Case(StrEnum):
    """The cases of Kazakh that formats offer: қазан, қазанға, қазанда, қазаннан."""

    NOMINATIVE = "nominative"
    DATIVE = "dative"
    LOCATIVE = "locative"
    ABLATIVE = "ablative"


MONTHS_KK = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)
MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)
#: The same standing alone: "май 2026 года".
MONTHS_RU_ALONE = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
WEEKDAYS = {
    "kk": ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

_FRONT, _BACK = "әеиіөүэ", "аоұыуёюя"
_VOICELESS = "пфкқтсшщчцхһбвгд"
_ENDINGS = {
    # after a vowel or a voiced consonant, a voiceless one, a nasal; each for back and front vowels
    Case.DATIVE: (("ға", "ге"), ("қа", "ке"), ("ға", "ге")),
    Case.LOCATIVE: (("да", "де"), ("та", "те"), ("да", "де")),
    Case.ABLATIVE: (("дан", "ден"), ("тан", "тен"), ("нан", "нен")),
}
_UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_POWERS = (("жүз", 100), ("мың", 1000), ("миллион", 10**6), ("миллиард", 10**9))


def kk_ending(word: str, case: Case) -> str:
    """The case ending of a Kazakh word of one harmony: "қазан" -> "нан". "" for the nominative."""
    if case is Case.NOMINATIVE:
        return ""
    front = next((letter in _FRONT for letter in reversed(word) if letter in _FRONT + _BACK), False)
    if word == "елу":  # у is either; this numeral is front: елуге
        front = True
    last = word[-1]
    kind = 2 if last in "мнң" else 1 if last in _VOICELESS else 0
    return _ENDINGS[case][kind][front]


def _last_word(number: int) -> str:
    """The last word of a number read aloud: 14 -> төрт, 40 -> қырық, 3000 -> мың."""
    if number == 0 or number % 10:
        return _UNITS[number % 10]
    if number % 100:
        return _TENS[number % 100 // 10]
    return next(word for word, power in reversed(_POWERS) if number % power == 0)


def kk_number(number: int, case: Case) -> str:
    """A whole number with its case ending: 14 -> "14-тен", 6 -> "6-дан", 20 -> "20-ға". Raises ValueError below 0."""
    if number < 0:
        raise ValueError("a negative number has no ending here")
    ending = kk_ending(_last_word(number), case)
    return f"{number}-{ending}" if ending else str(number)


def kk_ordinal(number: int) -> str:
    """The ordinal in figures: 3 -> "3-ші", 6 -> "6-шы". Raises ValueError below 1."""
    if number < 1:
        raise ValueError("an ordinal starts at 1")
    word = _last_word(number)
    front = kk_ending(word, Case.LOCATIVE)[-1] == "е"
    return f"{number}-{'ші' if front else 'шы'}"


def day(value: date, lang: str, case: Case = Case.NOMINATIVE, *, year: bool = True) -> str:
    """A calendar day: «2026 жылғы 14 желтоқсан», "14 декабря 2026 года", "14 December 2026".

    `case` is the Kazakh case of the month; Russian and English do not change. `year=False` leaves the year out.
    """
    if lang == "kk":
        month = MONTHS_KK[value.month - 1]
        words = f"{value.day}{NBSP}{month}{kk_ending(month, case)}"
        return f"{value.year}{NBSP}жылғы {words}" if year else words
    if lang == "ru":
        words = f"{value.day}{NBSP}{MONTHS_RU[value.month - 1]}"
        return f"{words} {value.year}{NBSP}года" if year else words
    words = f"{value.day}{NBSP}{MONTHS_EN[value.month - 1]}"
    return f"{words} {value.year}" if year else words


def month(first: date, lang: str) -> str:
    """A calendar month by one of its days: «2026 жылғы мамыр», "май 2026 года", "May 2026"."""
    year, at = first.year, first.month - 1
    if lang == "kk":
        return f"{year} жылғы {MONTHS_KK[at]}"
    return f"{MONTHS_RU_ALONE[at]} {year} года" if lang == "ru" else f"{MONTHS_EN[at]} {year}"


def weekday(value: date, lang: str) -> str:
    """The name of the day of the week."""
    return WEEKDAYS.get(lang, WEEKDAYS["en"])[value.weekday()]


def clock_time(value: datetime) -> str:
    """Hours and minutes in Kazakhstan: "09:05". Raises ValueError for a moment without a zone."""
    return local(value).strftime("%H:%M")


def moment(value: datetime, lang: str, *, year: bool = True) -> str:
    """Day and time in Kazakhstan: «2026 жылғы 14 желтоқсан, 18:00»."""
    return f"{day(local(value).date(), lang, year=year)}, {clock_time(value)}"


def period(first: date, last: date, lang: str) -> str:
    """From day to day, as short as it stays clear: «2026 жылғы 1–14 желтоқсан», "1 ноября – 14 декабря 2026 года"."""
    if first == last:
        return day(first, lang)
    same_year = first.year == last.year
    if same_year and first.month == last.month:
        return day(last, lang).replace(f"{last.day}{NBSP}", f"{first.day}{DASH}{last.day}{NBSP}", 1)
    if lang == "kk" and same_year:
        return f"{day(first, lang)} {DASH} {day(last, lang, year=False)}"
    return f"{day(first, lang, year=not same_year)} {DASH} {day(last, lang)}"


def number(value: float, lang: str, places: int = 0) -> str:
    """A number with its thousands apart: "97 536" (Kazakh, Russian; decimal comma), "97,536" (English)."""
    text = f"{value:,.{places}f}"
    if lang in ("kk", "ru"):
        text = text.replace(",", NBSP).replace(".", ",")
    return text


def share(value: float, lang: str, places: int = 0) -> str:
    """A share (0-1) as per cent: "85 %" (Kazakh, Russian), "85%" (English)."""
    return number(value * 100, lang, places) + (f"{NBSP}%" if lang in ("kk", "ru") else "%")


def ru_plural(count: int, one: str, few: str, many: str) -> str:
    """The Russian form of a noun after a number: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    last, tens = abs(count) % 10, abs(count) % 100
    if last == 1 and tens != 11:
        return one
    return few if 2 <= last <= 4 and not 12 <= tens <= 14 else many


_NOUNS = {
    "working_days": ("жұмыс күні", ("рабочий день", "рабочих дня", "рабочих дней"), ("working day", "working days")),
    "days": ("күн", ("день", "дня", "дней"), ("day", "days")),
    "hours": ("сағат", ("час", "часа", "часов"), ("hour", "hours")),
    "minutes": ("минут", ("минута", "минуты", "минут"), ("minute", "minutes")),
    "months": ("ай", ("месяц", "месяца", "месяцев"), ("month", "months")),
    "people": ("адам", ("человек", "человека", "человек"), ("person", "people")),
    "metres": ("метр", ("метр", "метра", "метров"), ("metre", "metres")),
}


def quantity(count: int, unit: str, lang: str) -> str:
    """A number with its unit: «15 жұмыс күні», "15 рабочих дней", "1 hour".

    Units: working_days, days, hours, minutes, months, people, metres; raises KeyError for another.
    """
    kk, ru, en = _NOUNS[unit]
    noun = {"kk": kk, "ru": ru_plural(count, *ru)}.get(lang, en[0] if count == 1 else en[1])
    return f"{number(count, lang)}{NBSP}{noun}"


def duration(value: timedelta, lang: str) -> str:
    """A length of time in its two greatest units: «2 күн 4 сағат», "2 дня 4 часа"; below a minute "0 minutes"."""
    minutes = int(abs(value).total_seconds() // 60)
    parts = [(minutes // 1440, "days"), (minutes // 60 % 24, "hours"), (minutes % 60, "minutes")]
    said = [quantity(count, unit, lang) for count, unit in parts if count][:2]
    return " ".join(said) or quantity(0, "minutes", lang)
