"""Where the table of days (`calendar_days.csv`) comes from: the `holidays` package, checked against what is published.

    python -m senim.kernel.calendar_source > src/senim/kernel/calendar_days.csv

The package costs 45 MB and 0.3 s in every process, so it is asked once, here, and for years outside the table.

What the package does, read in `holidays/countries/kazakhstan.py` (0.109): every national and state holiday goes
into `dts_observed`, and one that falls on Saturday or Sunday gives the next working day off
(SAT_SUN_TO_NEXT_WORKDAY, since 2002). Orthodox Christmas (7 January) and Eid al-Adha (Kurban Ait) do not go in, so
they do not move: Law on holidays, article 5. Days of rest moved by decree are in `KazakhstanStaticHolidays` (Labour
Code, article 85, paragraph 3). The five-day week is meant throughout. Kurban Ait after 2025 is the package's estimate.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from senim.kernel.workdays import Day, Kind

YEARS = range(2016, 2041)

#: code -> Kazakh, Russian and English name; the code is made from the package's English name.
NAMES: dict[str, tuple[str, str, str]] = {
    "new_years_day": ("Жаңа жыл", "Новый год", "New Year"),
    "orthodox_christmas": ("Православиелік Рождество", "Православное Рождество", "Orthodox Christmas"),
    "international_womens_day": (
        "Халықаралық әйелдер күні", "Международный женский день", "International Women's Day",
    ),
    "constitution_day": ("Конституция күні", "День Конституции", "Constitution Day"),
    "nowruz_holiday": ("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    "kazakhstans_people_solidarity_holiday": (
        "Қазақстан халқының бірлігі мерекесі", "Праздник единства народа Казахстана",
        "Unity Day of the People of Kazakhstan",
    ),
    "defender_of_the_fatherland_day": (
        "Отан қорғаушы күні", "День защитника Отечества", "Defender of the Fatherland Day",
    ),
    "victory_day": ("Жеңіс күні", "День Победы", "Victory Day"),
    "capital_day": ("Астана күні", "День столицы", "Capital City Day"),
    "republic_day": ("Республика күні", "День Республики", "Republic Day"),
    "first_president_day": ("Тұңғыш Президент күні", "День Первого Президента", "First President's Day"),
    "independence_day": ("Тәуелсіздік күні", "День Независимости", "Independence Day"),
    "eid_al_adha": ("Құрбан айт", "Курбан-айт", "Kurban Ait"),
    "day_off": ("ауыстырылған демалыс күні", "перенесённый выходной", "day of rest moved here"),
    "work_day": (
        "ауыстырылған жұмыс күні", "рабочий день вместо перенесённого выходного", "working day: its rest was moved",
    ),
}

#: Orders of the Minister of Labour that moved a day of rest, by the day that became off. Number: the package's
#: address of the act; date: the press.
ACTS = {
    date(2024, 5, 8): "№ 109, 17.04.2024 (adilet.zan.kz G24G0000109)",
    date(2025, 1, 3): "№ 436, 21.11.2024 (adilet.zan.kz G24G0000436)",
}

#: Years whose published calendar was compared with the package. Anything else is the law's rule alone.
#: 2024: help.inbuh.kz/6801 (working-time balance of the Ministry of Labour, by month), mugalzhar.kz/archives/20849.
#: 2025: pobipb.kz (246 working days).
#: 2026: stan.kz (the Ministry's list) without 30-31 August, which the new Constitution took away (taspanews.kz,
#: 18.03.2026, Ministry of Labour); Kurban Ait on 27 May: kazpravda.kz, 14.01.2026 (the Spiritual Administration).
PUBLISHED = (2024, 2025, 2026)

_MOVED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")


def ask_package(year: int) -> list[Day]:
    """The days of one year that the `holidays` package knows, in order (imports the package: slow, large)."""
    import holidays  # noqa: PLC0415 - 45 MB that only this line needs

    known = holidays.country_holidays("KZ", years=[year, year + 1], language="en_US")
    days = {day: _read(day, label) for day, label in known.items()}
    for day in list(days.values()):
        if day.moved_from:
            names = NAMES["work_day"]
            days[day.moved_from] = Day(day.moved_from, Kind.MOVED_WORKING, *names, day.act, day.day, day.mark)
    return sorted(day for day in days.values() if day.day.year == year)


def _read(day: date, label: str) -> Day:
    """One label of the package as a day; of two holidays on one day the first that is not merely observed."""
    name = min(label.split("; "), key=lambda text: "observed" in text)
    mark = "published" if day.year in PUBLISHED else "estimated" if "estimated" in name else "rule"
    if moved := _MOVED.match(name):
        month, number, year = map(int, moved.groups())
        come_from = date(year, month, number)
        return Day(day, Kind.MOVED_OFF, *NAMES["day_off"], ACTS.get(day, ""), come_from, mark)
    plain = name.partition(" (")[0]
    code = re.sub(r"\W+", "_", plain.lower().replace("'", ""))
    kind = Kind.OBSERVED if "observed" in name else Kind.HOLIDAY
    return Day(day, kind, *NAMES.get(code, (plain, plain, plain)), mark=mark)


def write_table(days: Iterable[Day], out: TextIO) -> None:
    """The days as CSV rows with a head row."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["day", "kind", "kk", "ru", "en", "act", "moved_from", "mark"])
    for one in days:
        rows.writerow([one.day, one.kind, one.kk, one.ru, one.en, one.act, one.moved_from or "", one.mark])


def read_table(source: Iterable[str]) -> Iterator[Day]:
    """The days of a CSV table as `write_table` makes it."""
    for row in csv.DictReader(source):
        moved = date.fromisoformat(row["moved_from"]) if row["moved_from"] else None
        kind = Kind(row["kind"])
        yield Day(date.fromisoformat(row["day"]), kind, row["kk"], row["ru"], row["en"], row["act"], moved, row["mark"])


if __name__ == "__main__":
    write_table((day for year in YEARS for day in ask_package(year)), sys.stdout)
