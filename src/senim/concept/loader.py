"""Reads the data files of the Concept and refuses what is not whole: an unknown key, a wrong type, a sum that does not
agree and is not marked as odd, a deadline whose words and notation differ, a body that no list knows.

The files stand in `data/`, one for each part of the document, so that a person can lay them beside the source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from senim.concept.domain import (
    YEARS,
    Abbreviation,
    Aim,
    Body,
    Concept,
    Direction,
    Executor,
    Expected,
    Figure,
    Indicator,
    Kind,
    Measure,
    Oddity,
    OddKind,
    Passport,
    Quantity,
    Result,
    Task,
    Than,
)
from senim.concept.domain.deadlines import parse, read
from senim.concept.words import UNITS
from senim.kernel.labels import Label
from senim.kernel.rows import BadDataError, Row, check, known, unique

T = TypeVar("T")


@lru_cache(maxsize=1)
def concept() -> Concept:
    """The Concept of this release, read once a process."""
    return build(lambda name: files("senim.concept").joinpath("data", name).read_text(encoding="utf-8"))


def build(read_file: Callable[[str], str]) -> Concept:
    """The Concept from its files; raises BadDataError. read_file gives the text of a name: "direction-1.toml"."""

    def book(name: str) -> Row:
        try:
            return Row(tomllib.loads(read_file(name), parse_float=Decimal), name)
        except tomllib.TOMLDecodeError as error:
            raise BadDataError(f"{name}: {error}") from error

    bodies = _all(book("bodies.toml"), "body", _body)
    by_short = {one.short: one for one in bodies}
    unique(by_short.values(), "bodies.toml")
    made = Concept(
        passport=_passport(book("passport.toml")),
        directions=tuple(_direction(book(f"direction-{number}.toml"), by_short) for number in (1, 2, 3)),
        indicators=_all(book("indicators.toml"), "indicator", lambda row: _indicator(row, by_short)),
        expected=_all(book("results.toml"), "result", _expected),
        figures=_all(book("baseline.toml"), "figure", _figure),
        oddities=_all(book("oddities.toml"), "oddity", _oddity),
        abbreviations=_all(book("abbreviations.toml"), "abbreviation", _abbreviation),
        bodies=bodies,
    )
    _cross(made)
    return made


def _all(book: Row, key: str, make: Callable[[Row], T]) -> tuple[T, ...]:
    made = []
    for row in book.rows(key, "code"):
        made.append(make(row))
        row.end()
    book.end()
    return tuple(made)


def _passport(book: Row) -> Passport:
    made = Passport(
        book.label("title"), book.label("act"), book.text("adopted"), book.text("address"), book.text("developer")
    )
    book.end()
    return made


def _body(row: Row) -> Body:
    short = row.text("kk")
    shorts = Label(short, row.text("short_ru"), row.text("short_en"))
    return Body(short, shorts, row.text("code"), row.label("name"))


def _executors(row: Row, bodies: Mapping[str, Body], *, may_lack: bool = False) -> tuple[Executor, ...]:
    listed, agreed = row.many("bodies", str, may_lack=may_lack), row.many("by_agreement", str)
    check(set(agreed) <= set(listed), row.where, "by_agreement names a body that is not responsible")
    check(set(listed) <= set(bodies), row.where, "bodies names a body that is not in bodies.toml")
    unique(listed, row.where)
    return tuple(Executor(bodies[one], one in agreed) for one in listed)


def _direction(book: Row, bodies: Mapping[str, Body]) -> Direction:
    number, at, title = book.whole("number"), book.whole("at"), book.label("title")
    tasks = []
    for row in book.rows("task"):
        task, place, words = row.whole("number"), row.whole("at"), row.label("title")
        measures = tuple(_measure(one, bodies) for one in row.rows("measure"))
        numbers = [one.number for one in measures]
        check(numbers == [f"{task}.{place}" for place in range(1, len(numbers) + 1)], row.where, "numbers have a gap")
        tasks.append(Task(task, place, words, measures))
        row.end()
    book.end()
    return Direction(number, at, title, tuple(tasks))


def _measure(row: Row, bodies: Mapping[str, Body]) -> Measure:
    made = Measure(
        number=row.text("number"),
        at=row.whole("at"),
        text=row.label("text"),
        bodies_printed=row.text("bodies_printed"),
        bodies=_executors(row, bodies),
        results=tuple(_result(one) for one in row.rows("result", "at")),
        quantities=tuple(_quantity(one) for one in row.rows("quantity", "name_en", may_lack=True)),
    )
    check(bool(made.results and made.bodies), row.where, "no result or no body")
    first, last = made.results[0].deadline.begins.year, made.results[-1].deadline.ends.year
    for one in made.quantities:
        agrees = one.total is None or not (years := one.by_year(first, last)) or sum(years.values()) == one.total
        check(agrees or bool(one.odd), row.where, f"{one.name.en}: the years do not add up and nothing marks it")
    row.end()
    return made


def _result(row: Row) -> Result:
    at, form, printed, due = row.whole("at"), row.label("form"), row.text("printed"), row.text("due")
    try:
        deadline, words = parse(due), read(printed)
    except ValueError as error:
        raise BadDataError(f"{row.where}: deadline {error}") from error
    check(words == due, row.where, f"the words say {words}, the notation {due}")
    row.end()
    return Result(at, form, printed, deadline)


def _years(row: Row, kind: tuple[type, ...]) -> dict[int, Any]:
    found = row.take("years", dict, {}, may_lack=True)
    right = all(key.isdigit() and int(key) in YEARS and isinstance(value, kind) for key, value in found.items())
    check(right, row.where, f"years is {found!r}")
    return {int(key): value for key, value in found.items()}


def _quantity(row: Row) -> Quantity:
    total, yearly = row.take("total", int, may_lack=True), row.take("yearly", int, may_lack=True)
    made = Quantity(row.label("name"), total, yearly, _years(row, (int,)), row.text("odd", ""))
    check(bool(made.total or made.yearly or made.years), row.where, "no number")
    row.end()
    return made


def _indicator(row: Row, bodies: Mapping[str, Body]) -> Indicator:
    years = {year: Decimal(value) for year, value in _years(row, (int, Decimal)).items()}
    check(tuple(years) == YEARS, row.where, "a year is missing")
    return Indicator(
        number=row.whole("number"),
        code=row.text("code"),
        at=row.whole("at"),
        printed=row.text("printed"),
        plan=row.text("plan", ""),
        plan_at=row.take("plan_at", int, may_lack=True),
        name=row.label("name"),
        kind=known(row, "kind", Kind),
        aim=known(row, "aim", Aim),
        unit=_unit(row),
        years=years,
        least=frozenset(row.many("least", int)),
        bodies=_executors(row, bodies, may_lack=True),
    )


def _unit(row: Row) -> str:
    unit = row.text("unit")
    check(unit in UNITS, row.where, f"unit {unit!r} is not known")
    return unit


def _expected(row: Row) -> Expected:
    number, code, at, text = row.whole("number"), row.text("code"), row.whole("at"), row.label("text")
    value = row.decimal("value")
    if value is None:
        raise BadDataError(f"{row.where}: value is missing")
    than = known(row, "than", Than)
    return Expected(number, code, at, text, _unit(row), than, value, row.decimal("was"), row.decimal("also"))


def _figure(row: Row) -> Figure:
    points = {key: _value(value, row.where) for key, value in row.take("points", dict).items()}
    check(bool(points), row.where, "no points")
    return Figure(
        code=row.text("code"),
        part=row.text("part"),
        at=row.many("at", int, may_lack=False),
        name=row.label("name"),
        unit=_unit(row),
        key=row.text("key", "period"),
        about=bool(row.take("about", bool, False, may_lack=True)),
        points=points,
        odd=row.text("odd", ""),
    )


def _value(value: Any, where: str) -> Decimal | tuple[Decimal, Decimal]:
    if isinstance(value, list) and len(value) == 2:
        low, high = (Decimal(one) for one in value)
        check(low <= high, where, "from is above to")
        return low, high
    check(isinstance(value, int | Decimal) and not isinstance(value, bool), where, f"{value!r} is not a number")
    return Decimal(value)


def _oddity(row: Row) -> Oddity:
    return Oddity(
        code=row.text("code"),
        kind=known(row, "kind", OddKind),
        at=row.many("at", int, may_lack=False),
        printed=row.many("printed", str, may_lack=False),
        why=row.label("why"),
        measures=row.many("measures", str),
        indicators=row.many("indicators", int),
        figures=row.many("figures", str),
        says=row.decimal("says"),
        adds=row.decimal("adds"),
    )


def _abbreviation(row: Row) -> Abbreviation:
    return Abbreviation(row.text("list"), row.whole("at"), row.text("kk"), row.label("full"))


def _cross(made: Concept) -> None:
    """What one file says of another."""
    for name in ("indicators", "expected", "figures", "oddities", "bodies"):
        unique((one.code for one in getattr(made, name)), name)
    numbers, places = {one.number for one in made.measures}, {one.number for one in made.indicators}
    figures, odd = {one.code for one in made.figures}, {one.code for one in made.oddities}
    for one in made.oddities:
        there = {*one.measures} <= numbers and {*one.indicators} <= places and {*one.figures} <= figures
        check(there, f"oddity {one.code}", "names what is not there")
    for code in _odd_codes(made):
        check(code in odd, "data", f"oddity {code!r} is not in oddities.toml")
    check([one.number for one in made.tasks] == list(range(1, len(made.tasks) + 1)), "tasks", "numbers have a gap")


def _odd_codes(made: Concept) -> Iterator[str]:
    yield from (one.odd for one in made.figures if one.odd)
    yield from (one.odd for measure in made.measures for one in measure.quantities if one.odd)
