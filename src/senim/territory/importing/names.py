"""Official names: the abbreviations of the KATO classifier written out, and the levels that they betray."""

from __future__ import annotations

import re

from senim.territory.domain import Level

#: Astana, Almaty, Shymkent: regions of KATO whose districts are parts of a city.
GREAT_CITIES = ("71", "75", "79")

#: Beginnings and ends of the classifier's names. Order matters: the longer abbreviation first.
_RU = (
    (r"^(.*?)\s*Г\.\s?А\.$", r"\1, городская администрация"), (r"^г\.\s*(?=\S)", "город "),
    (r"^с\.о\.\s*(?=\S)", "сельский округ "), (r"^с\.а\.\s*(?=\S)", "сельская администрация "),
    (r"^р\.а\.\s*(?=\S)", "районная администрация "), (r"^с\.\s*(?=\S)", "село "), (r"^п\.\s*(?=\S)", "посёлок "),
    (r"^ст\.\s*(?=\S)", "станция "), (r"^рзд\.\s*(?=\S)", "разъезд "), (r"\s*с\.о\.?$", " сельский округ"),
    (r"\s*с\.а\.$", " сельская администрация"), (r"\s*п\.а\.$", " поселковая администрация"),
    (r"\s*г\.а\.?$", " городская администрация"), (r"\s*р\.а\.$", " районная администрация"),
    (r"\bим\.\s*", "имени "),
)
_KK = (
    (r"\s*Қ\.\s?Ә\.$", " қалалық әкімдігі"), (r"\s*қ\.ә\.?$", " қалалық әкімдігі"),
    (r"\s*а\.о\.?$", " ауылдық округі"), (r"\s*а\.ә\.?$", " әкімдігі"), (r"\s*к\.ә\.?$", " кенттік әкімдігі"),
    (r"\s*қ\.$", " қаласы"), (r"\s*к\.$", " кенті"), (r"\s*ст\.$", " станциясы"), (r"\s*рзд\.$", " разъезі"),
    (r"\s*уч\.$", " учаскесі"), (r"(?<=\S)\s*а\.$", " ауылы"), (r"\s*атын\.\s*", " атындағы "),
)


def russian(name: str) -> str:
    """"г.Астана" is "город Астана", "Архатский с.о." is "Архатский сельский округ"."""
    return _written_out(name, _RU)


def kazakh(name: str) -> str:
    """"Астана қ." is "Астана қаласы", "Арқат а.о." is "Арқат ауылдық округі"."""
    return _written_out(name, _KK)


def _written_out(name: str, rules: tuple[tuple[str, str], ...]) -> str:
    text = " ".join(name.split())
    for pattern, words in rules:
        text = re.sub(pattern, words, text)
    return " ".join(text.split())


def in_great_city(code: str) -> bool:
    """Whether a KATO code is a part of a city of republican significance."""
    return len(code) == 9 and code.isdigit() and code[:2] in GREAT_CITIES and code[2:] != "0000000"


def level_of_code(code: str) -> Level | None:
    """The level that a nine-digit KATO code shows by its zeros; None where it does not (or is a beat's own code)."""
    if not (len(code) == 9 and code.isdigit()):
        return None
    if code == "000000000":
        return Level.COUNTRY
    if code[2:] == "0000000":
        return Level.REGION
    if in_great_city(code):
        return Level.CITY_DISTRICT
    return {"00000": Level.DISTRICT, "10000": Level.CITY}.get(code[4:])


def kato_level(level: str, name_ru: str) -> Level:
    """Our level of a row of the classifier (its columns `level` and `name_ru`)."""
    if level == "oblast":
        return Level.REGION
    if level == "district":
        return Level.DISTRICT
    plain = name_ru.strip().lower()
    if level == "sub_district":
        if plain.startswith("г.") or plain.endswith("г.а."):
            return Level.CITY
        is_city_part = plain.startswith(("район ", "р.а.")) or plain.endswith((" район", "р.а."))
        return Level.CITY_DISTRICT if is_city_part else Level.RURAL_DISTRICT
    return Level.SETTLEMENT
