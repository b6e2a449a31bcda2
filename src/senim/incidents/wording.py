"""Names and sentences of incidents in kk, ru and en."""

from __future__ import annotations

from datetime import date

from senim.appeals import api as appeals
from senim.incidents import memory
from senim.incidents.domain import Selection
from senim.kernel import formats
from senim.kernel.labels import Label
from senim.territory import api as territory

#: Words of a scan's progress.
PHASES: dict[str, Label] = {
    "places": Label("орындар қаралуда", "просматриваются места", "looking at places"),
    "near repeats": Label("жақын қайталанулар есептелуде", "считаются близкие повторы", "counting near repeats"),
    "rises": Label("өсулер қаралуда", "просматривается рост", "looking for rises"),
    "hexagons": Label("алтыбұрыштар жиналуда", "собираются шестиугольники", "gathering hexagons"),
    "hot spots": Label("ошақтар есептелуде", "считаются очаги", "reckoning hot spots"),
    "done": Label("дайын", "готово", "done"),
}
APPEALS = Label("тұрғындардың өтініштері", "обращения жителей", "residents' appeals")
OTHER = Label("басқа", "другое", "other")
EVERYTHING = Label("барлық түрлер", "все виды", "all kinds")
EVERYWHERE = Label("сіздің бүкіл аумағыңыз", "вся ваша территория", "all of your area")
INSIDE = Label("белгіленген жерде", "внутри отмеченного места", "inside the marked place")
WITH_APPEALS = Label("өтініштермен бірге", "вместе с обращениями", "with appeals")
WITHOUT_APPEALS = Label("өтініштерсіз", "без обращений", "without appeals")
FOUND_TOO = Label(
    "қызметкерлер анықтағандарымен бірге", "включая выявленные сотрудниками", "with what officers discovered"
)
SINCE = Label("{day} бастап", "с {day}", "since {day}")
UNTIL = Label("{day} дейін", "по {day}", "until {day}")
HOURS = Label("сағат {hours}", "часы {hours}", "hours {hours}")
WEEKDAYS: tuple[Label, ...] = (
    Label("дс", "пн", "Mon"),
    Label("сс", "вт", "Tue"),
    Label("ср", "ср", "Wed"),
    Label("бс", "чт", "Thu"),
    Label("жм", "пт", "Fri"),
    Label("сб", "сб", "Sat"),
    Label("жс", "вс", "Sun"),
)
MONTHS: tuple[Label, ...] = (
    Label("қаң", "янв", "Jan"),
    Label("ақп", "фев", "Feb"),
    Label("нау", "мар", "Mar"),
    Label("сәу", "апр", "Apr"),
    Label("мам", "май", "May"),
    Label("мау", "июн", "Jun"),
    Label("шіл", "июл", "Jul"),
    Label("там", "авг", "Aug"),
    Label("қыр", "сен", "Sep"),
    Label("қаз", "окт", "Oct"),
    Label("қар", "ноя", "Nov"),
    Label("жел", "дек", "Dec"),
)
#: Kinds named in a sentence; the rest is counted.
NAMED = 4


def kind_name(code: str, language: str) -> str:
    """The name of a kind, of a category of appeals, or the file's own word."""
    known = memory.state().kinds.get(code)
    if known:
        return known.name.in_(language)
    if code == "other":
        return OTHER.in_(language)
    return appeals.CATEGORIES[code].label.in_(language) if code in appeals.CATEGORIES else code


def is_sensitive(code: str) -> bool:
    """Whether a kind, or a category of appeals, is one whose places leave no function. No query."""
    kind, category = memory.state().kinds.get(code), appeals.CATEGORIES.get(code)
    return bool(kind and kind.sensitive) or bool(category and category.sensitive)


def feed_name(code: str, language: str) -> str:
    """The name of a feed, or of the appeals."""
    feed = memory.state().feed(code)
    return feed.name.in_(language) if feed else APPEALS.in_(language)


def path_name(path: str, language: str) -> str:
    """The name of the area at the end of a path; "" where it is not known."""
    last = path.rstrip("/").rpartition("/")[2]
    try:
        return territory.name_of(territory.area(int(last)), language)
    except (ValueError, KeyError):
        return ""


def of_selection(selection: Selection, language: str) -> str:
    """What is selected, in one line."""
    parts = [
        _several([kind_name(code, language) for code in selection.kinds], EVERYTHING.in_(language)),
        INSIDE.in_(language)
        if selection.polygon
        else _several(
            [name for path in selection.paths if (name := path_name(path, language))], EVERYWHERE.in_(language)
        ),
        _period(selection.since, selection.until, language),
        ", ".join(WEEKDAYS[one].in_(language) for one in selection.weekdays),
        HOURS.in_(language).format(hours=spans(selection.hours)) if selection.hours else "",
        _several([feed_name(code, language) for code in selection.feeds], ""),
        "" if selection.feeds else (WITH_APPEALS if selection.appeals else WITHOUT_APPEALS).in_(language),
        FOUND_TOO.in_(language) if selection.officer_discovered else "",
    ]
    return "; ".join(filter(None, parts))


def _several(names: list[str], nothing: str) -> str:
    shown = ", ".join(names[:NAMED])
    return (f"{shown} +{len(names) - NAMED}" if len(names) > NAMED else shown) or nothing


def _period(since: date | None, until: date | None, language: str) -> str:
    parts = [(SINCE, since, formats.Case.ABLATIVE), (UNTIL, until, formats.Case.DATIVE)]
    return " ".join(
        label.in_(language).format(day=formats.day(day, language, case)) for label, day, case in parts if day
    )


def spans(hours: tuple[int, ...]) -> str:
    """(22, 23, 0, 1) as "22-2": from hour to hour, past midnight too."""
    held = set(hours)
    if len(held) == 24:
        return "0-24"
    starts = [hour for hour in sorted(held) if (hour - 1) % 24 not in held]
    found = []
    for start in starts:
        end = start
        while end % 24 in held:
            end += 1
        found.append(f"{start}-{end % 24 or 24}")
    return ", ".join(found)
