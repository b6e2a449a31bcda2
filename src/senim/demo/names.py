"""Invented people: given names that anybody may have, and family names joined at random. Nobody real is meant."""

import random
from typing import NamedTuple

KAZAKH_M = ("Айдос", "Бауыржан", "Дархан", "Ерлан", "Жандос", "Қанат", "Мақсат", "Нұржан", "Олжас", "Рүстем", "Санжар",
            "Талғат", "Асхат", "Дәурен", "Ержан", "Жасұлан", "Мирас", "Серік", "Тимур", "Арман")
KAZAKH_F = ("Айгүл", "Ботагөз", "Дана", "Жанар", "Кәмила", "Ләззат", "Мәдина", "Назгүл", "Перизат", "Сәуле", "Тоғжан",
            "Ұлжан", "Шынар", "Айжан", "Гүлнұр", "Еркежан", "Инкар", "Маржан", "Салтанат", "Әсел")
KAZAKH_FAMILY = ("Селеубай", "Жусанбек", "Тұмарбек", "Қарлығабай", "Бозшағылұлы", "Көктембай", "Арайбек", "Таңсықбай",
                 "Құралбай", "Ошақбай", "Керегебай", "Самалбек", "Бұлақбай", "Терекбай", "Айдынбай", "Керуенбай",
                 "Арқабай", "Дабысбек", "Жетекбай", "Көкжалбай", "Қамысбай", "Мұнарбек", "Орманбек",
                 "Саздыбай", "Тасбұлақ", "Үйеңкібай", "Шалғынбай", "Шетенбай", "Ырысбай", "Селебек", "Шағалабай",
                 "Шырақбек", "Жайлаубай", "Мойылбек", "Тоғайбек")
RUSSIAN_M = ("Андрей", "Виктор", "Денис", "Евгений", "Игорь", "Максим", "Олег", "Павел", "Роман", "Сергей")
RUSSIAN_F = ("Анна", "Вера", "Галина", "Елена", "Ирина", "Марина", "Наталья", "Ольга", "Светлана", "Татьяна")
RUSSIAN_FAMILY = ("Ковыльнин", "Полынцев", "Степняков", "Карагачев", "Тополин", "Родниковский", "Ветошников",
                  "Озёрнин", "Жаворонцев", "Перелескин", "Лужаев", "Вязников", "Калинниковский",
                  "Берестинцев", "Снегиринский", "Мельникович", "Колодезев", "Пристанцев")
OTHER = (("Ким", "Виктория", "f"), ("Пак", "Алексей", "m"), ("Шмидтман", "Ирма", "f"), ("Вебергер", "Артур", "m"),
         ("Алимжонов", "Рустам", "m"), ("Хасиятов", "Ильдар", "m"), ("Байрамзаде", "Эльмира", "f"),
         ("Козаченюк", "Оксана", "f"))
_LATIN = str.maketrans({
    "А": "A", "Ә": "A", "Б": "B", "В": "V", "Г": "G", "Ғ": "Gh", "Д": "D", "Е": "E", "Ё": "Yo", "Ж": "Zh", "З": "Z",
    "И": "I", "Й": "I", "К": "K", "Қ": "Q", "Л": "L", "М": "M", "Н": "N", "Ң": "Ng", "О": "O", "Ө": "O", "П": "P",
    "Р": "R", "С": "S", "Т": "T", "У": "U", "Ұ": "U", "Ү": "U", "Ф": "F", "Х": "Kh", "Һ": "H", "Ц": "Ts", "Ч": "Ch",
    "Ш": "Sh", "Щ": "Shch", "Ъ": "", "Ы": "Y", "І": "I", "Ь": "", "Э": "E", "Ю": "Yu", "Я": "Ya",
})


class Person(NamedTuple):
    """An invented person; gender is "f" or "m"."""

    family: str
    given: str
    gender: str

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}"


def latin(text: str) -> str:
    """A Latin spelling of a name."""
    return "".join(one.upper().translate(_LATIN).title() if one.isupper() else one.upper().translate(_LATIN).lower()
                   for one in text)


def _russian_family(stem: str, gender: str) -> str:
    if gender == "m":
        return stem
    if stem.endswith("ич"):
        return stem
    return f"{stem[:-2]}ая" if stem.endswith("ий") else f"{stem}а"


def invented(language: str, rng: random.Random, gender: str = "") -> Person:
    """A person who writes in a language: mostly Kazakh, else Russian or another of the country's peoples."""
    gender = gender or rng.choice("fm")
    chance = rng.random()
    if chance < (0.97 if language == "kk" else 0.3):
        given = rng.choice(KAZAKH_F if gender == "f" else KAZAKH_M)
        return Person(rng.choice(KAZAKH_FAMILY), given, gender)
    if chance < 0.82 or language == "kk":
        given = rng.choice(RUSSIAN_F if gender == "f" else RUSSIAN_M)
        return Person(_russian_family(rng.choice(RUSSIAN_FAMILY), gender), given, gender)
    family, given, _ = rng.choice([one for one in OTHER if one[2] == gender])
    return Person(family, given, gender)
