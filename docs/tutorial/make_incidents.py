# ruff: noqa: INP001 - a script for readers, no package
"""python make_incidents.py: writes incidents.csv, a year of an invented town of Kazakhstan, for the tutorial.

What is in it is known, because it was put there: evening thefts at a market, burglaries that follow one another in a
few streets, a measure against them in one quarter from 1 July; and what real files hold as well: calls without an hour,
a station as the default place, rows written twice, rows without a place.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import numpy as np

LON, LAT = 73.09, 49.80
STATION = (1500.0, -900.0)
MARKET = (-800.0, 400.0)
#: Centres of quarters, metres from the middle of the town. Locks and lamps came to the first one on 1 July; the second
#: lies at the other end of the town, the third next door.
QUARTERS = {"Orbita": (2600.0, 2200.0), "Stepnoi": (-2700.0, -2300.0), "Severny": (2600.0, 3300.0)}
MEASURE = 181  # days from 1 January
Rows = list[tuple[float, float, float, str]]


def main(file: str = "incidents.csv") -> None:
    chance = np.random.default_rng(2025)
    rows = careless(chance, burglaries(chance) + thefts(chance) + calls(chance))
    rows.sort(key=lambda row: row[2])
    with Path(file).open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["number", "when", "lon", "lat", "quarter", "offence"])
        for number, (x, y, day, offence) in enumerate(rows, 1):
            lon, lat = ("", "") if math.isnan(x) else degrees(x, y)
            writer.writerow([number, moment(day), lon, lat, quarter(x, y), offence])


def burglaries(chance: np.random.Generator) -> Rows:
    """A third in the quarters; every fourth is followed by one within 150 metres and a week or so."""
    rows: Rows = []
    for name, (x, y) in QUARTERS.items():
        for day in chance.uniform(0, 365, 130):
            if name == "Orbita" and day > MEASURE and chance.random() < 0.55:
                continue
            rows.append((*house(chance, x, y, 350), day, "burglary"))
    rows += [(*house(chance, 0, 0, 2600), day, "burglary") for day in chance.uniform(0, 365, 330)]
    followed = [row for row in rows if chance.random() < 0.25]
    for x, y, day, offence in followed:
        later = day + chance.exponential(5)
        if later < 365:
            rows.append((*house(chance, x, y, 60), later, offence))
    return rows


def thefts(chance: np.random.Generator) -> Rows:
    """At the market, at the end of a working day and most of all before the weekend; some everywhere."""
    rows: Rows = []
    while len(rows) < 260:
        day = int(chance.integers(0, 365))
        if (day + 2) % 7 in {4, 5} or chance.random() < 0.3:  # 1 January 2025 was a Wednesday
            x, y = MARKET[0] + 20 * chance.integers(-2, 3), MARKET[1] + 20 * chance.integers(-2, 3)
            rows.append((x, y, day + chance.normal(18.5, 1.2) / 24, "theft"))
    return rows + [(*house(chance, 0, 0, 2600), day, "theft") for day in chance.uniform(0, 365, 400)]


def calls(chance: np.random.Generator) -> Rows:
    """Noise, fights and broken things, anywhere; every second call about noise is kept without an hour."""
    rows: Rows = []
    for offence, count in (("noise", 450), ("fight", 220), ("vandalism", 260)):
        for day in chance.uniform(0, 365, count):
            whole = offence == "noise" and chance.random() < 0.5
            rows.append((*house(chance, 0, 0, 2600), float(int(day)) if whole else day, offence))
    return rows


def careless(chance: np.random.Generator, rows: Rows) -> Rows:
    """What offices do to rows: the station for want of an address, no place at all, the same row twice."""
    spoiled = []
    for x, y, day, offence in rows:
        lot = chance.random()
        place = STATION if lot < 0.05 else (math.nan, math.nan) if lot < 0.055 else (x, y)
        spoiled.append((*place, day, offence))
    return spoiled + [spoiled[place] for place in chance.choice(len(rows), 12, replace=False)]


def house(chance: np.random.Generator, x: float, y: float, spread: float) -> tuple[float, float]:
    """A house about there; houses stand 25 metres apart."""
    return tuple(25.0 * np.round((np.array([x, y]) + chance.normal(0, spread, 2)) / 25.0))  # type: ignore[return-value]


def quarter(x: float, y: float) -> str:
    """The quarter of a place; nothing in between."""
    away = {name: math.hypot(x - east, y - north) for name, (east, north) in QUARTERS.items()}
    nearest = min(away, key=lambda name: away[name])
    return nearest if away[nearest] < 900 else ""


def degrees(x: float, y: float) -> tuple[Any, Any]:
    return f"{LON + x / (111_320 * math.cos(math.radians(LAT))):.6f}", f"{LAT + y / 111_195:.6f}"


def moment(day: float) -> str:
    """Local time, to the minute."""
    at = np.datetime64("2025-01-01T00:00", "m") + np.timedelta64(int(day * 1440), "m")
    return str(at).replace("T", " ")


if __name__ == "__main__":
    main()
