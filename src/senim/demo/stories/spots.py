"""Where stories happen. Some houses see much, most see little, as everywhere: a few places hold half of the trouble."""

import itertools
import random
from bisect import bisect
from collections.abc import Callable

from senim.demo.geography import House, Place
from senim.demo.geography.plane import to_metres
from senim.demo.stories.model import Spot
from senim.demo.stories.plan import HABITS
from senim.demo.stories.speech import Atlas
from senim.demo.truth import Planted

UNEVEN = 0.8
Fits = Callable[[House], bool]


def spot_of(thing: House | Place) -> Spot:
    """A house or a landmark as a story's spot."""
    kind = "house" if isinstance(thing, House) else "place"
    return Spot(thing.key, kind, thing.beat, thing.lon, thing.lat)


class Spots:
    """Draws houses and landmarks for each category; the same seed draws the same ones."""

    def __init__(self, atlas: Atlas, seed: int) -> None:
        self.atlas = atlas
        self.seed = seed
        self.houses = list(atlas.houses.values())
        self._sums: dict[str, list[float]] = {}
        self._lively: dict[str, list[float]] = {}
        self._choices: dict[str, tuple[list[Place], list[float]]] = {}
        self._near: dict[str, list[House]] = {}

    def house(self, category: str, rng: random.Random) -> House:
        """A house, by its people and by how lively it is in this group of categories."""
        sums = self._sums.get(category) or self._weigh(category)
        return self.houses[bisect(sums, rng.random() * sums[-1])]

    def _weigh(self, category: str) -> list[float]:
        habit = HABITS[category]
        group = category.partition(".")[0]
        if group not in self._lively:
            rng = random.Random(f"{self.seed}:lively:{group}")
            self._lively[group] = [house.residents * rng.lognormvariate(0, UNEVEN) for house in self.houses]
        weights = [
            weight * (habit.rural if house.beat.startswith("TMR") else habit.private if house.storeys == 1 else 1.0)
            for weight, house in zip(self._lively[group], self.houses, strict=True)
        ]
        self._sums[category] = list(itertools.accumulate(weights))
        return self._sums[category]

    def place(self, category: str, rng: random.Random) -> Place:
        """A landmark of the kinds that the category knows, livelier ones more often."""
        if category not in self._choices:
            self._choices[category] = self._weighed_places(category)
        places, weights = self._choices[category]
        return rng.choices(places, weights)[0]

    def _weighed_places(self, category: str) -> tuple[list[Place], list[float]]:
        kinds = HABITS[category].places
        found = [place for place in self.atlas.land.places if place.kind in kinds]
        lively = [random.Random(f"{self.seed}:{place.key}").lognormvariate(0, 0.4) for place in found]
        rural = HABITS[category].rural
        weights = [
            weight * (0.08 * rural if place.beat.startswith("TMR") else 1.0)
            for place, weight in zip(found, lively, strict=True)
        ]
        return found, weights

    def near(self, planted: Planted, rng: random.Random) -> House | Place:
        """A spot of a planted pattern."""
        what, _, name = planted.around.partition(":")
        if what == "beat":
            fits: Fits = lambda house: house.beat == name and (house.storeys > 1 or "TMR" in name)  # noqa: E731
            return rng.choice(self._of(planted.around, fits))
        if what == "yard":
            return rng.choice(self._of(planted.around, lambda house: house.yard == name))
        if what == "street":
            return rng.choice(self._of(planted.around, lambda house: house.street_key == f"s{int(name):03}"))
        if what == "house":
            return [house for house in self.houses if house.storeys == 5][int(name)]
        return self.atlas.places[what]

    def _of(self, key: str, fits: Fits) -> list[House]:
        if key not in self._near:
            self._near[key] = [house for house in self.houses if fits(house)]
        return self._near[key]

    def distance(self, one: Spot, other: Spot) -> float:
        """Metres between two spots."""
        (ax, ay), (bx, by) = to_metres(one.lon, one.lat), to_metres(other.lon, other.lat)
        return float(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5)
