"""A year of calls to 102 and of recorded offences for the invented district.

The same rhythm, places and planted patterns as in the appeals, told by two sources that know some of the same events.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from senim.appeals import api as appeals
from senim.demo.geography import REGION, House, Place, build
from senim.demo.geography.places import address
from senim.demo.geography.plane import share
from senim.demo.stories.plan import HABITS
from senim.demo.stories.rhythm import Rhythm
from senim.demo.stories.speech import Atlas
from senim.demo.stories.spots import Spots
from senim.demo.truth import PLANTED, Planted
from senim.incidents import api as incidents
from senim.kernel.clock import local
from senim.kernel.labels import Label
from senim.kernel.scoping import SYSTEM, Actor
from senim.territory import api as territory

CALLS = Label("102 шақырулары (ойдан шығарылған)", "Вызовы 102 (вымышленные)", "Calls to 102 (invented)")
OFFENCES = Label("Тіркелген құқық бұзушылықтар (ойдан шығарылған)", "Зарегистрированные правонарушения (вымышленные)",
                 "Recorded offences (invented)")
#: What is called in and how often in a year; the word on the card.
CALLED = {
    "order.noise_night": (1500, "Шу"),
    "order.alcohol": (900, "Қоғамдық орында ішімдік ішу"),
    "order.fight": (420, "Төбелес"),
    "order.hooligan": (520, "Ұсақ бұзақылық"), "home.violence": (620, "Отбасы-тұрмыстық зорлық-зомбылық"),
    "property.home": (260, "Пәтер ұрлығы"), "property.vehicle": (230, "Көліктен ұрлау"),
    "property.bicycle": (180, "Велосипед ұрлығы"), "property.other": (300, "Ұрлық"),
    "property.vandalism": (210, "Мүлікті бүлдіру"), "property.livestock": (60, "Мал ұрлығы"),
    "fraud.phone": (240, "Алаяқтық"), "road.parking": (300, "Тұрақ ережесін бұзу"),
    "care.missing": (40, "Адам жоғалту"),
}
#: What is recorded as an offence, the share of the calls that become one, and the article in the register.
RECORDED = {
    "property.home": (0.8, "ст.188 ч.3"), "property.vehicle": (0.6, "Кража из машины"),
    "property.bicycle": (0.7, "Кража велосипеда"), "property.other": (0.6, "ст.188"),
    "property.vandalism": (0.3, "ст.202"),
    "property.livestock": (0.9, "Скотокрадство"), "fraud.phone": (0.7, "ст.190"), "order.fight": (0.35, "Драка"),
}
#: Of a planted pattern so many in a hundred are called in.
CALLED_OF_PLANTED = 85
#: Every so many-th appeal of a called kind has a card of the same call.
CARD_OF_APPEAL = 9


class Calls:
    """Draws the events of the year; the same seed and end draw the same ones."""

    def __init__(self, seed: int, end: datetime) -> None:
        self.seed, self.end = seed, local(end)
        self.atlas = Atlas(build(seed))
        self.spots, self.rhythm = Spots(self.atlas, seed), Rhythm(self.end)

    def all(self, total: int) -> Iterator[tuple[str, datetime, House | Place]]:
        """(category, moment, spot) of about `total` calls, planted patterns among them."""
        for pattern in PLANTED:
            for number in range(pattern.count):
                if pattern.category in CALLED and (told := self._planted(pattern, number)):
                    yield told
        for (category, _), count in zip(CALLED.items(), share(total, [float(one) for one, _ in CALLED.values()]),
                                        strict=True):
            for number in range(count):
                rng = random.Random(f"{self.seed}:call:{category}:{number}")
                at_landmark = rng.random() < HABITS[category].share
                spot: House | Place = (self.spots.place if at_landmark else self.spots.house)(category, rng)
                yield category, self.rhythm.moment(category, rng), spot

    def _planted(self, pattern: Planted, number: int) -> tuple[str, datetime, House | Place] | None:
        rng = random.Random(f"{self.seed}:call:{pattern.key}:{pattern.category}:{pattern.first_day}:{number}")
        if rng.randrange(100) >= CALLED_OF_PLANTED:
            return None
        return pattern.category, self.rhythm.planted(pattern, rng), self.spots.near(pattern, rng)

    def place(self, spot: House | Place) -> str:
        """The address as an operator writes it: in one language or the other, with or without "street"."""
        if isinstance(spot, Place):
            return spot.name.ru
        kk, ru = address(spot, self.atlas.streets)
        return kk if spot.number[-1:] in "13579" else ru.replace(", дом ", " ")


def files(seed: int, end: datetime, total: int) -> tuple[bytes, bytes]:
    """(cards of calls, register of offences) as CSV, as an office would send them."""
    calls = Calls(seed, end)
    told = sorted(calls.all(total), key=lambda one: (one[1], one[0], one[2].key))
    cards, register = [], []
    for number, (category, at, spot) in enumerate(told, start=1):
        where = [f"{spot.lon:.6f}", f"{spot.lat:.6f}", calls.place(spot)]
        cards.append([f"102-{number:06}", f"{at:%d.%m.%Y %H:%M}", CALLED[category][1], *where, ""])
        rng = random.Random(f"{seed}:offence:{number}")
        chance, word = RECORDED.get(category, (0.0, ""))
        if rng.random() < chance:
            begun = at - timedelta(minutes=rng.randrange(1, 40))
            # A theft is noticed later: the register says from when to when.
            since = begun - timedelta(hours=rng.randrange(2, 20)) if category == "property.vehicle" else begun
            register.append([f"R-{number:06}", f"{since:%Y-%m-%d %H:%M}", f"{begun:%Y-%m-%d %H:%M}", word, *where])
    cards += _of_appeals(len(cards))
    return (_csv(["card", "called_at", "kind", "lon", "lat", "address", "appeal"], cards),
            _csv(["ref", "occurred_from", "occurred_to", "category", "lon", "lat", "address"], register))


def _of_appeals(before: int) -> list[list[str]]:
    """Cards of calls that became appeals: the view must not count them twice."""
    rows = [row for row in appeals.for_analysis(SYSTEM, ("/",)) if row.category in CALLED and row.lon is not None]
    return [
        [f"102-{before + place:06}", f"{local(row.received_at):%d.%m.%Y %H:%M}", CALLED[row.category][1],
         f"{row.lon:.4f}", f"{row.lat:.4f}", "", row.number]
        for place, row in enumerate(rows[::CARD_OF_APPEAL], start=1)]


def _csv(header: list[str], rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def bring_in(seed: int, end: datetime, total: int, actor: Actor) -> int:
    """Both files through the context's own import; the same files again change nothing. Gives how many rows."""
    area = territory.area_by_code(REGION)
    path = area.path if area else ""
    rows = 0
    for content, code, name, rank in zip(files(seed, end, total), ("demo-102", "demo-register"), (CALLS, OFFENCES),
                                         (200, 50), strict=True):
        feed = incidents.create_feed(actor=actor, code=code, name=name, area_path=path, rank=rank)
        rows += incidents.bring_in(actor=actor, feed=feed, name=f"{code}.csv", content=content).accepted
    return rows
