"""How people name places and times, in Kazakh and in Russian."""

import random
from datetime import date, datetime, timedelta

from senim.demo.geography import Geography, House, Place, Street
from senim.demo.geography.street_names import KINDS_KK

# In the locative: "14 шілдеде".
MONTHS_KK = ("қаңтарда", "ақпанда", "наурызда", "сәуірде", "мамырда", "маусымда", "шілдеде", "тамызда", "қыркүйекте",
             "қазанда", "қарашада", "желтоқсанда")
MONTHS_RU = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
             "декабря")
DAYS_KK = ("дүйсенбіде", "сейсенбіде", "сәрсенбіде", "бейсенбіде", "жұмада", "сенбіде", "жексенбіде")
DAYS_RU = ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье")
# Case endings of the hours 1 to 12 follow how the numeral is read: бірде, үште, онда...
AT_KK = ("де", "де", "те", "те", "те", "да", "де", "де", "да", "да", "де", "де")
TO_KK = ("ге", "ге", "ке", "ке", "ке", "ға", "ге", "ге", "ға", "ға", "ге", "ге")
SINCE = {
    "kk": ("бір аптадан бері", "екі аптадан бері", "үш аптадан бері", "бір айдан бері", "екі айдан бері",
           "үш айдан бері", "жарты жылдан бері"),
    "ru": ("уже неделю", "уже две недели", "уже третью неделю", "уже месяц", "второй месяц", "третий месяц",
           "с прошлого месяца", "больше недели"),
}
_SHORT_RU = {"avenue": "пр. ", "street": "ул. ", "lane": "пер. ", "boulevard": "бульвар ", "micro": "мкр "}
_TYPES_KK = {**KINDS_KK, "micro": "шағын ауданы"}


def _part_kk(hour: int) -> str:
    if 5 <= hour < 12:
        return "таңғы"
    if hour == 12:
        return "түскі"
    return "күндізгі" if 12 < hour < 18 else "кешкі" if 18 <= hour < 23 else "түнгі"


def _part_ru(hour: int) -> str:
    return "ночи" if hour < 5 else "утра" if hour < 12 else "дня" if hour < 18 else "вечера"


def hour_kk(hour: int, ending: tuple[str, ...] = AT_KK) -> str:
    """An hour with its part of the day and a case ending: "түнгі 2-де", "кешкі 9-ға"."""
    twelve = hour % 12 or 12
    return f"{_part_kk(hour)} {twelve}-{ending[twelve - 1]}"


def hour_ru(hour: int, form: str = "at") -> str:
    """An hour: "в 2 часа ночи" or, for form "to", "2 ночи"."""
    twelve = hour % 12 or 12
    if form == "to":
        return f"{twelve} {_part_ru(hour)}"
    if twelve == 1:
        return f"в час {_part_ru(hour)}"
    return f"в {twelve} {'часа' if twelve < 5 else 'часов'} {_part_ru(hour)}"


def date_kk(day: date) -> str:
    """A calendar day in the locative: "14 шілдеде"."""
    return f"{day.day} {MONTHS_KK[day.month - 1]}"


def date_ru(day: date) -> str:
    return f"{day.day} {MONTHS_RU[day.month - 1]}"


def when(happened: datetime, now: datetime, language: str, rng: random.Random) -> str:
    """When it happened, as seen from the moment of writing: today, last night, on Saturday, on 14 July."""
    days = (now.date() - happened.date()).days
    night = happened.hour < 5
    if language == "kk":
        return _when_kk(happened, days, night, rng)
    return _when_ru(happened, days, night, rng)


def _when_kk(happened: datetime, days: int, night: bool, rng: random.Random) -> str:
    hour = hour_kk(happened.hour)
    if days == 0:
        return rng.choice(("бүгін түнде", f"бүгін {hour}")) if night else rng.choice((f"бүгін {hour}", "бүгін"))
    if days == 1:
        if happened.hour >= 22:
            return rng.choice(("кеше түнде", f"кеше {hour}"))
        return rng.choice((f"кеше {hour}", "кеше", "кеше кешке" if happened.hour >= 18 else "кеше күндіз"))
    if days < 7:
        return rng.choice((f"{DAYS_KK[happened.weekday()]}", f"{DAYS_KK[happened.weekday()]} {hour}"))
    return rng.choice((date_kk(happened.date()), "өткен аптада" if days < 14 else date_kk(happened.date())))


def _when_ru(happened: datetime, days: int, night: bool, rng: random.Random) -> str:
    hour = hour_ru(happened.hour)
    if days == 0:
        return rng.choice(("сегодня ночью", f"сегодня {hour}")) if night else rng.choice((f"сегодня {hour}", "сегодня"))
    if days == 1:
        if happened.hour >= 22:
            return rng.choice(("вчера ночью", f"вчера {hour}"))
        return rng.choice((f"вчера {hour}", "вчера", "вчера вечером" if happened.hour >= 18 else "вчера днём"))
    if days < 7:
        return rng.choice((DAYS_RU[happened.weekday()], f"{DAYS_RU[happened.weekday()]} {hour}"))
    return rng.choice((date_ru(happened.date()), "на прошлой неделе" if days < 14 else date_ru(happened.date())))


def street_kk(street: Street, village: str) -> str:
    """The locative of a street, with the village before it: "Арай көшесінде"."""
    ending = "нде" if street.kind == "street" else "нда"
    return f"{village} ауылының {street.kk}{ending}" if village else f"{street.kk}{ending}"


def house_kk(street: Street, number: str, village: str, apartment: bool, rng: random.Random) -> dict[str, str]:
    """Slots of a house in Kazakh. One writer names the house in one way."""
    short = street.kk.removesuffix(f" {_TYPES_KK[street.kind]}")
    full = f"{village} ауылы, {street.kk}" if village else street.kk
    named = rng.choice((full, full, f"{village} ауылы, {short}" if village else short))
    adr = rng.choice((f"{named}, {number}-үй", f"{named} {number}-үй", f"{named} {number}"))
    around = ("ауласында",) * 3 + ("жанында", "алдында") if apartment else ("жанында", "алдында", "тұсында")
    return {
        "adr": adr,
        "at": f"{named} {number}-үйдің {rng.choice(around)}",
        "in": f"{named} {number}-үйде",
        "street": street_kk(street, village),
    }


def house_ru(street: Street, number: str, village: str, apartment: bool, rng: random.Random) -> dict[str, str]:
    """Slots of a house in Russian."""
    lead = f"село {village}, " if village else ""
    in_village = f"в селе {village} " if village else ""
    formal = f"{street.ru}, дом {number}"
    brief = f"{_SHORT_RU[street.kind]}{street.ru_short}, {number}"
    bare = f"{street.ru_short} {number}"
    micro = street.kind == "micro"
    word = "в" if micro else "на"
    by = f"в {street.ru_at}" if micro else f"по {street.ru_to}"
    around = rng.choice(("во дворе дома",) * 3 + ("возле дома",) if apartment else ("возле дома", "рядом с домом"))
    return {
        "adr": lead + rng.choice((formal, brief, brief, bare)),
        "at": f"{in_village}{around} {rng.choice((f'{number} {by}', f'по адресу {brief}', bare))}",
        "in": f"{in_village}в доме {number} {by}",
        "street": f"{in_village}{word} {street.ru_at}",
    }


def place_slots(place: Place, street: Street, village: str, language: str) -> dict[str, str]:
    """Slots of a landmark."""
    if language == "kk":
        at = f"{village} ауылында, {place.at_kk}" if village else place.at_kk
        return {"at": at, "place": at, "street": street_kk(street, village)}
    at = f"в селе {village} {place.at_ru}" if village else place.at_ru
    lead = f"в селе {village} " if village else ""
    return {"at": at, "place": at, "street": f"{lead}{'в' if street.kind == 'micro' else 'на'} {street.ru_at}"}


def time_slots(happened: datetime, now: datetime, language: str, rng: random.Random) -> dict[str, str]:
    """Slots of time. `till` is an hour deep in the night when the event began late."""
    until = happened + timedelta(hours=rng.choice((1, 2, 2, 3)))
    late = until.hour if until.hour < 6 or until.hour >= 22 else rng.choice((23, 0, 1, 2))
    kk = language == "kk"
    return {
        "when": when(happened, now, language, rng),
        "hour": hour_kk(happened.hour) if kk else hour_ru(happened.hour),
        "till": f"{hour_kk(late, TO_KK)} дейін" if kk else f"до {hour_ru(late, 'to')}",
        "clock": f"{now:%H:%M}",
        "since": rng.choice(SINCE[language]),
    }


class Atlas:
    """The invented land by key, with the village of every rural street."""

    def __init__(self, land: Geography) -> None:
        self.land = land
        self.streets = {street.key: street for street in (*land.streets, *land.village_streets)}
        self.houses = {house.key: house for house in (*land.houses, *land.village_houses)}
        self.places = {place.key: place for place in land.places}
        villages = [area.name for area in land.of_level("settlement")]
        self.villages = {
            f"v{order:02}": (name.kk.removesuffix(" ауылы"), name.ru.removeprefix("село "))
            for order, name in enumerate(villages, start=1)
        }

    def village(self, street_key: str, language: str) -> str:
        """The village of a street in a language, empty in the city."""
        names = self.villages.get(street_key.partition("-")[0])
        return names[0 if language == "kk" else 1] if names else ""

    def house(self, house: House, language: str, rng: random.Random) -> dict[str, str]:
        """All slots of a house."""
        make = house_kk if language == "kk" else house_ru
        village = self.village(house.street_key, language)
        return make(self.streets[house.street_key], house.number, village, house.storeys > 1, rng)

    def place(self, place: Place, language: str) -> dict[str, str]:
        """All slots of a landmark; its village, if any, is that of its street."""
        return place_slots(place, self.streets[place.street_key], self.village(place.street_key, language), language)
