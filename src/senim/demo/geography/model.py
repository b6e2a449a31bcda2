"""Value objects of the invented land: plain data, no geometry engine and no Django."""

from dataclasses import dataclass, field

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A name in the three languages of the product."""

    kk: str
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Street:
    """One street of the sector; `points` are lon/lat, `length_m` is measured in the local plane (metres)."""

    key: str
    kind: str
    kk: str
    ru: str
    ru_at: str
    ru_to: str
    ru_short: str
    ru_short_at: str
    points: Ring
    length_m: float


@dataclass(frozen=True, slots=True)
class House:
    """A dwelling; `storeys` above 1 means an apartment house. `yard` names the block that it looks into."""

    key: str
    street_key: str
    number: str
    storeys: int
    entrances: int
    flats: int
    residents: int
    lon: float
    lat: float
    beat: str
    yard: str


@dataclass(frozen=True, slots=True)
class Place:
    """A public place: school, park, bar, stop... `at_kk` and `at_ru` are ready to stand after "where?".

    beat is empty for the one place that lies in the hole between the beats.
    """

    key: str
    kind: str
    name: Words
    at_kk: str
    at_ru: str
    lon: float
    lat: float
    beat: str
    street_key: str
    near_house: str


@dataclass(frozen=True, slots=True)
class PolicePoint:
    """A station, a police point or a modular post; `hours` as the territory keeps them."""

    key: str
    kind: str
    name: Words
    lon: float
    lat: float
    beat: str
    address_kk: str
    address_ru: str
    phone: str
    hours: dict[str, object]


@dataclass(frozen=True, slots=True)
class Land:
    """An area of any level; `members` are the codes of the rural districts that a beat unites."""

    code: str
    level: str
    parent: str
    name: Words
    population: int
    rings: tuple[Ring, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Geography:
    """The whole invented land. `hole` is the one block inside the city district that no beat holds, on purpose."""

    seed: int
    lands: tuple[Land, ...]
    streets: tuple[Street, ...]
    village_streets: tuple[Street, ...]
    houses: tuple[House, ...]
    village_houses: tuple[House, ...]
    places: tuple[Place, ...]
    points: tuple[PolicePoint, ...]
    hole: Ring
    blocks: dict[str, Ring] = field(default_factory=dict)

    def land(self, code: str) -> Land:
        return next(land for land in self.lands if land.code == code)

    def of_level(self, level: str) -> tuple[Land, ...]:
        return tuple(land for land in self.lands if land.level == level)
