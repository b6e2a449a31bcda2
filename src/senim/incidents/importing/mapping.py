"""Which column of a file is what: by what was settled for the feed, by known schemas, by usual names."""

from __future__ import annotations

from dataclasses import dataclass

from senim.incidents.importing.reading import LAT, LON
from senim.kernel.labels import Label

#: Our columns in the order of the form. A file needs a time, or a day with an hour beside it.
ROLES: dict[str, Label] = {
    "from": Label("Уақыты (не басталуы)", "Время (или начало)", "Time (or its beginning)"),
    "to": Label("Аяқталуы", "Окончание", "End"),
    "clock": Label("Сағаты бөлек бағанда", "Час в отдельном столбце", "Hour in a column of its own"),
    "category": Label("Түрі", "Вид", "Kind"),
    "lon": Label("Бойлық", "Долгота", "Longitude"),
    "lat": Label("Ендік", "Широта", "Latitude"),
    "address": Label("Мекенжай", "Адрес", "Address"),
    "house": Label("Үйі бөлек бағанда", "Дом в отдельном столбце", "House in a column of its own"),
    "area": Label("Учаскесі (коды не атауы)", "Участок (код или название)", "Beat (code or name)"),
    "ref": Label("Оқиғаның нөмірі", "Номер события", "Number of the event"),
    "appeal": Label("Өтініштің нөмірі", "Номер обращения", "Number of the appeal"),
}

USUAL: dict[str, tuple[str, ...]] = {
    "from": (
        "occurred_from",
        "occurred_at",
        "occurred_at_local",
        "date_start",
        "datetime",
        "date_time",
        "dispatch_local",
        "dispatch_date_time",
        "incident_datetime",
        "dat_sover_str",
        "dat_sover",
        "rta_date",
        "time",
        "date",
        "дата и время",
        "дата совершения",
        "дата",
        "күні",
        "уақыты",
        "болған күні",
        "болған уақыты",
        "болған күні мен уақыты",
        "күні мен уақыты",
        "оқиға күні",
        "тіркелген күні",
        "дата события",
        "дата происшествия",
        "дата регистрации",
    ),
    "to": ("occurred_to", "date_end", "end", "окончание", "аяқталуы"),
    "clock": ("hour", "clock", "fd1r05p1", "час", "время", "сағаты"),
    "category": (
        "category",
        "offence",
        "offense",
        "offence_type",
        "stat",
        "text_general_code",
        "kind",
        "type",
        "crash_type_code",
        "fd1r08p1",
        "вид",
        "answer",
        "ответ",
        "жауап",
        "категория",
        "статья",
        "түрі",
        "санаты",
        "баб",
        "бабы",
        "оқиға түрі",
        "құқық бұзушылық түрі",
        "вид события",
        "вид происшествия",
        "вид правонарушения",
    ),
    "lon": ("lon", "longitude", "lng", "point_x", "x", "долгота", "бойлық", LON),
    "lat": ("lat", "latitude", "point_y", "y", "широта", "ендік", LAT),
    "address": (
        "address",
        "street",
        "place",
        "fz1r18p5",
        "адрес",
        "улица",
        "мекенжай",
        "мекенжайы",
        "мекен-жайы",
        "көше",
    ),
    "house": ("house", "fz1r18p6", "дом", "үй"),
    "area": ("beat", "beat_code", "участок", "учаске"),
    "ref": (
        "ref",
        "id",
        "uid",
        "dc_key",
        "incident_id",
        "card",
        "card_number",
        "objectid",
        "globalid",
        "номер",
        "номер карточки",
        "нөмірі",
        "карта нөмірі",
        "тіркеу нөмірі",
        "оқиға нөмірі",
        "номер события",
        "регистрационный номер",
    ),
    "appeal": ("appeal", "appeal_number", "обращение", "өтініш"),
}


@dataclass(frozen=True, slots=True)
class Schema:
    """A layout that is known beforehand. needs: columns by which it is told; never: columns that are not taken in."""

    code: str
    name: Label
    needs: frozenset[str]
    mapping: dict[str, str]
    never: frozenset[str] = frozenset()


SCHEMAS: tuple[Schema, ...] = (
    Schema(
        "kpssu_crime",
        Label(
            "Құқықтық статистика комитетінің қылмыс картасы",
            "Карта преступности Комитета по правовой статистике",
            "Crime map of the Committee on Legal Statistics",
        ),
        frozenset({"crime_code", "stat"}),
        {
            "from": "dat_sover_str",
            "category": "stat",
            "lon": LON,
            "lat": LAT,
            "address": "fz1r18p5",
            "house": "fz1r18p6",
            "ref": "objectid",
        },
        # The number of the case identifies people: it never enters.
        frozenset({"ud"}),
    ),
    Schema(
        "kpssu_crash",
        Label(
            "Құқықтық статистика комитетінің ЖКО картасы",
            "Карта ДТП Комитета по правовой статистике",
            "Crash map of the Committee on Legal Statistics",
        ),
        frozenset({"rta_date", "fd1r08p1"}),
        {"from": "rta_date", "clock": "fd1r05p1", "category": "fd1r08p1", "lon": LON, "lat": LAT, "ref": "objectid"},
    ),
    Schema(
        "card_102",
        Label("102 шақыру карточкалары", "Карточки вызовов 102", "Cards of calls to 102"),
        frozenset({"card", "called_at"}),
        {
            "from": "called_at",
            "category": "kind",
            "lon": "lon",
            "lat": "lat",
            "address": "address",
            "ref": "card",
            "appeal": "appeal",
        },
    ),
)


def schema_of(names: list[str]) -> Schema | None:
    """The known layout of a file, if it is one."""
    have = {name.lower() for name in names}
    return next((one for one in SCHEMAS if one.needs <= have), None)


def settle(names: list[str], remembered: dict[str, str]) -> dict[str, str]:
    """{our column: the file's}: what the feed remembers where the file has it, a known schema, usual names."""
    lower = {" ".join(name.lower().split()): name for name in reversed(names)}
    schema = schema_of(names)
    found: dict[str, str] = {}
    for role in ROLES:
        known = [remembered.get(role, ""), (schema.mapping.get(role, "") if schema else "")]
        usual = () if remembered else USUAL[role]
        for name in (*known, *usual):
            if name and name.lower() in lower and lower[name.lower()] not in found.values():
                found[role] = lower[name.lower()]
                break
    return found
