"""Areas: GeoJSON of any KATO level and of beats, or the KATO classifier as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import shapely

from senim.territory.domain import RANK, Level, may_contain
from senim.territory.importing import names, reading
from senim.territory.importing.issues import Bad, Issue, Issues
from senim.territory.importing.places import Shape, read_shape
from senim.territory.importing.plan import Counts, Options, Tick
from senim.territory.shapes import area_m2

COUNTRY = ("000000000", "Қазақстан Республикасы", "Республика Казахстан", "Republic of Kazakhstan")

#: Names under which files carry what we ask for, the surest first; compared in lower case.
PROPERTIES: dict[str, tuple[str, ...]] = {
    "code": ("code", "kato", "kato_code", "beat", "te", "cod"),
    "name_kk": ("name_kk_kato", "name_kk", "name:kk", "name_kaz", "adm2_kk", "adm1_kk", "adm0_kk", "kaz_name"),
    "name_ru": ("name_ru_kato", "name_ru", "name:ru", "name_rus", "adm2_ru", "adm1_ru", "adm0_ru", "rus_name"),
    "name_en": ("name_en", "name:en", "name_eng", "adm2_en", "adm1_en", "adm0_en"),
    "name": ("name", "title"),
    "parent": ("parent", "parent_code", "adm1_kato"),
    "population": ("population", "pop", "total"),
    "population_on": ("population_on", "as_of"),
    "level": ("level",),
    "members": ("members", "rural_districts"),
}
KATO_LEVELS = ("oblast", "district", "sub_district", "settlement")


@dataclass(slots=True)
class Draft:
    """One area as the file has it."""

    row: int
    code: str
    level: Level
    #: As the file has them, so that a missing one does not overwrite what is kept.
    names: tuple[str, str, str]
    parent: str
    population: int | None
    shape: Shape | None
    members: tuple[str, ...] | None
    #: Nobody said the level, it was read off the code or the classifier: what is kept knows better.
    guessed: bool = False
    population_on: date | None = None
    #: Filled in by the plan.
    parent_code: str = ""
    notes: list[Issue] = field(default_factory=list)


@dataclass
class Drafts:
    """All readable areas of a file by code, in file order, and what was wrong with the others."""

    by_code: dict[str, Draft] = field(default_factory=dict)
    issues: Issues = field(default_factory=Issues)
    counts: Counts = field(default_factory=Counts)

    def add(self, draft: Draft) -> None:
        """Take one more; raises Bad where its code stood in an earlier row."""
        if draft.code in self.by_code:
            raise Bad("code_twice", code=draft.code, row=self.by_code[draft.code].row)
        self.by_code[draft.code] = draft


def read(content: bytes, options: Options, tick: Tick) -> Drafts:
    """Read the file. Raises Bad where the whole file is wrong."""
    drafts = Drafts()
    total, source = _source(content)
    for row, properties, geometry in source:
        try:
            drafts.add(_draft(row, properties, geometry, options))
        except Bad as bad:
            drafts.issues.error(bad.at(row))
        tick(row, total)
    return drafts


Source = Iterator[tuple[int, Mapping[str, Any], object]]


def _source(content: bytes) -> tuple[int, Source]:
    if reading.is_json(content):
        found = reading.features(content)
        return len(found), _from_features(found)
    aliases = {name: names_ for name, names_ in PROPERTIES.items() if name != "name"}
    listed = list(reading.rows(content, aliases, ("code",)))
    return len(listed), ((line, properties, None) for line, properties in listed)


def _from_features(found: list[Any]) -> Source:
    for row, feature in enumerate(found, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        yield row, properties if isinstance(properties, dict) else {}, feature.get("geometry") if properties else {}


def _draft(row: int, properties: Mapping[str, Any], geometry: object, options: Options) -> Draft:
    lowered = {str(name).strip().lower(): value for name, value in properties.items()}

    def take(name: str) -> str:
        listed = (options.mapping[name].lower(),) if name in options.mapping else PROPERTIES[name]
        value = next((lowered[one] for one in listed if lowered.get(one) not in (None, "")), "")
        return " ".join(str(value).split())

    code = take("code").removesuffix(".0")
    if not code:
        raise Bad("no_code")
    _fits(code, "code", 24)
    level = _level(code, take("level"), take("name_ru"), options)
    shape = read_shape(geometry)
    # A KATO code says itself what lies above it.
    parent = take("parent").removesuffix(".0") or ("" if kato_parents(code) else options.area_code)
    draft = Draft(
        row, code, level, _names(take), parent, _population(take("population")), shape,
        _members(lowered, options, level), guessed=not options.level and take("level") not in list(Level))
    draft.population_on = _day(take("population_on"))
    draft.notes = [Issue(row, note, params) for note, params in shape.notes] if shape else []
    return draft


def _fits(text: str, column: str, limit: int) -> None:
    if len(text) > limit:
        raise Bad("too_long", column=column, limit=limit)


def _level(code: str, given: str, name_ru: str, options: Options) -> Level:
    """The level said for the file, or in the row, or else what the KATO code itself says."""
    if given in KATO_LEVELS and not options.level:
        return names.kato_level(given, name_ru)
    level = options.level or given or names.level_of_code(code)
    if not level:
        raise Bad("level_missing")
    if level not in list(Level):
        raise Bad("level_bad", level=level[:40])
    # Files of districts also carry those of Astana, Almaty and Shymkent, which are parts of a city.
    return Level.CITY_DISTRICT if level == Level.DISTRICT and names.in_great_city(code) else Level(level)


def _names(take: Any) -> tuple[str, str, str]:
    kk, ru, plain = names.kazakh(take("name_kk")), names.russian(take("name_ru")), take("name")
    if not (kk or ru or plain):
        raise Bad("no_name")
    found = (kk or ("" if ru else plain), ru or ("" if kk else plain), take("name_en"))
    for text, column in zip(found, ("name_kk", "name_ru", "name_en"), strict=True):
        _fits(text, column, 160)
    return found


def _population(text: str) -> int | None:
    value = reading.number(text, "population")
    if value is None:
        return None
    if not 0 <= value < 2**31:
        raise Bad("number_bad", text=text[:40], column="population")
    return int(value)


def _day(text: str) -> date | None:
    # Published tables say "undated" too; the number is worth keeping without its day.
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _members(lowered: Mapping[str, Any], options: Options, level: Level) -> tuple[str, ...] | None:
    name = options.mapping.get("members", "").lower()
    listed = (name,) if name else PROPERTIES["members"]
    value = next((lowered[one] for one in listed if lowered.get(one) is not None), None)
    if value is None or value == "":
        return None
    if level is not Level.BEAT:
        raise Bad("members_only_beats")
    parts = value if isinstance(value, list) else str(value).replace(",", " ").replace(";", " ").split()
    return tuple(dict.fromkeys(str(part).strip() for part in parts))


def kato_parents(code: str) -> tuple[str, ...]:
    """Codes above a nine-digit KATO code, the nearest first: 103230100 lies in 103230000, 103200000, 100000000."""
    if not (code.isdigit() and len(code) == 9):
        return ()
    above = (code[:6] + "000", code[:5] + "0000", code[:4] + "00000", code[:3] + "000000", code[:2] + "0000000")
    return tuple(one for one in dict.fromkeys(above) if one != code and int(one) < int(code))


def overlaps_among(drafts: list[Draft], least_m2: float) -> Iterator[tuple[Draft, Draft, float]]:
    """Pairs of beats of the file whose shapes overlap by more than `least_m2` square metres."""
    shaped = [draft for draft in drafts if draft.shape and draft.level is Level.BEAT]
    if len(shaped) < 2:
        return
    forms = [draft.shape.shape for draft in shaped if draft.shape]
    for i, j in shapely.STRtree(forms).query(forms, predicate="intersects").T:
        if i < j and (common := area_m2(forms[i].intersection(forms[j]))) > least_m2:
            yield shaped[i], shaped[j], common


def fits_above(parent: Level, own: Level) -> bool:
    """Whether an area of level `own` may lie in one of level `parent`."""
    return may_contain(parent, own)


def in_order(drafts: Iterator[Draft]) -> list[Draft]:
    """The highest levels first, so that a parent is there before its children."""
    return sorted(drafts, key=lambda draft: (RANK[draft.level], draft.row))
