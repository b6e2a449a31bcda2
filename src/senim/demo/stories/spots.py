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

UNEVEN = 1.0


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

    def house(self, category: str, rng: random.Random) -> House:
        """A house, by its people and by how lively it is in this group of categories."""
        sums = self._sums.get(category) or self._weigh(category)
        return self.houses[bisect(sums, rng.random() * sums[-1])]

    def _weigh(self, category: str) -> list[float]:
        habit = HABITS[category]
        rng = random.Random(f"{self.seed}:lively:{category.partition('.')[0]}")
        weights = []
        for house in self.houses:
            rural = house.beat.startswith("TMR")
            factor = habit.rural if rural else habit.private if house.storeys == 1 else 1.0
            weights.append(house.residents * factor * rng.lognormvariate(0, UNEVEN))
        self._sums[category] = list(itertools.accumulate(weights))
        return self._sums[category]

    def place(self, category: str, rng: random.Random) -> Place:
        """A landmark of the kinds that the category knows, livelier ones more often."""
        kinds = HABITS[category].places
        found = [place for place in self.atlas.land.places if place.kind in kinds]
        lively = [random.Random(f"{self.seed}:{place.key}").lognormvariate(0, 0.7) for place in found]
        rural = HABITS[category].rural
        weights = [
            weight * (0.08 * rural if place.beat.startswith("TMR") else 1.0)
            for place, weight in zip(found, lively, strict=True)
        ]
        return rng.choices(found, weights)[0]

    def near(self, planted: Planted, rng: random.Random) -> House | Place:
        """A spot of a planted pattern."""
        what, _, name = planted.around.partition(":")
        if what == "beat":
            return rng.choice(self._of(lambda house: house.beat == name and (house.storeys > 1 or "TMR" in name)))
        if what == "yard":
            return rng.choice(self._of(lambda house: house.yard == name))
        if what == "street":
            return rng.choice(self._of(lambda house: house.street_key == f"s{int(name):03}"))
        if what == "house":
            return [house for house in self.houses if house.storeys == 5][int(name)]
        return self.atlas.places[what]

    def _of(self, fits: Callable[[House], bool]) -> list[House]:
        return [house for house in self.houses if fits(house)]

    def distance(self, one: Spot, other: Spot) -> float:
        """Metres between two spots."""
        (ax, ay), (bx, by) = to_metres(one.lon, one.lat), to_metres(other.lon, other.lat)
        return float(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5)
