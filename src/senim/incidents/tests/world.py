"""A small world with a file of incidents: two beats, who works there, and what happened."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from senim.appeals.tests import world as appeals_world
from senim.appeals.tests.world import World
from senim.incidents import actions
from senim.incidents.domain import FeedKind
from senim.incidents.models import Batch, Feed
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

HEADER = "ref,occurred_at,category,lon,lat,address"
SYSTEM = Actor.system("test")


def build() -> World:
    return appeals_world.build()


def feed(
    world: World, code: str = "register", *, area: str = "district", kind: FeedKind = FeedKind.RESIDENT, rank: int = 100
) -> Feed:
    path = world.areas[area].path if area else ""
    return actions.create_feed(
        actor=SYSTEM, code=code, name=Label(code, code, code), kind=kind, area_path=path, rank=rank
    )


def row(ref: Any, at: str, category: str = "Theft", lon: Any = 70.005, lat: Any = 50.005, address: str = "") -> str:
    return f"{ref},{at},{category},{lon},{lat},{address}"


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def many(count: int, seed: int = 1, *, category: str = "Theft", start: datetime = datetime(2025, 5, 1)) -> list[str]:
    """Rows in the first beat over a year, in a few streets."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        at = start + timedelta(minutes=chance.randrange(370 * 1440))
        lon, lat = 70 + chance.random() * 0.015, 50 + chance.random() * 0.01
        found.append(
            row(f"{category}-{seed}-{number}", at.strftime("%Y-%m-%d %H:%M"), category, f"{lon:.5f}", f"{lat:.5f}")
        )
    return found


def bring(of: Feed, *rows: str, complete: bool = False, header: str = HEADER) -> Batch:
    batch = actions.bring_in(
        actor=SYSTEM, feed=of, name="file.csv", content=csv(*rows, header=header), complete=complete
    )
    batch.refresh_from_db()
    return batch
