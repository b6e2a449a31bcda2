"""What is brought in: four years of the demonstration district before its own, and a year of an invented city."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

#: Events of the city: as many as Philadelphia had in 2024; years before the demonstration's own.
ROWS, BEFORE = 160_371, 4


def district_years() -> Iterator[list[str]]:
    """Rows of the four years, drawn as the demonstration draws its own: the same streets, other events."""
    from senim.demo.incidents import CALLED, Calls
    from senim.demo.load import SEED, ends_at
    from senim.demo.models import Step

    end = ends_at()
    assert end is not None, "the demonstration is not loaded"
    total = Step.objects.get(name="incidents").total // 2
    for back in range(BEFORE, 0, -1):
        calls = Calls(SEED, end - timedelta(days=365 * back))
        calls.seed = SEED + back  # the same streets, other events
        told = sorted(calls.all(total), key=lambda one: (one[1], one[0], one[2].key))
        for number, (category, at, spot) in enumerate(told):
            yield [
                *(f"{back}-{number}", f"{at:%d.%m.%Y %H:%M}", CALLED[category][1]),
                *(f"{spot.lon:.6f}", f"{spot.lat:.6f}", calls.place(spot)),
            ]


def city_year() -> Iterator[list[str]]:
    """Rows of the city, laid around the middle of the demonstration district; the same each time."""
    from bench.city import SIDE, events
    from senim.demo.geography.plane import CENTRE_LAT, CENTRE_LON, M_PER_LAT, M_PER_LON
    from senim.kernel.clock import today

    found, chance = events(ROWS), random.Random(1)
    since = datetime.combine(today() - timedelta(days=370), datetime.min.time())
    words = ("Шу", "Төбелес", "Ұрлық", "Пәтер ұрлығы", "Көліктен ұрлау", "Мүлікті бүлдіру", "Алаяқтық", "Басқа")
    for number, (x, y, t) in enumerate(zip(*found, strict=True)):
        lon, lat = CENTRE_LON + (x - SIDE / 2) / M_PER_LON, CENTRE_LAT + (y - SIDE / 2) / M_PER_LAT
        at = since + timedelta(days=float(t))
        street = f"Көше {int(x) // 400}-{int(y) // 400} {int(x) % 90 + 1}"
        word = chance.choices(words, (30, 10, 20, 6, 8, 9, 9, 8))[0]
        yield [str(number), f"{at:%Y-%m-%d %H:%M}", word, f"{lon:.6f}", f"{lat:.6f}", street]


def table(rows: Iterator[list[str]]) -> bytes:
    """A file of them."""
    text = io.StringIO()
    csv.writer(text).writerows([["ref", "occurred_at", "category", "lon", "lat", "address"], *rows])
    return text.getvalue().encode()
