"""When stories happen: the season, the week and the day of each category, and the planted moments."""

import itertools
import random
from bisect import bisect
from datetime import date, datetime, timedelta

from senim.demo.stories.plan import FESTIVE, HABITS, LIVELY
from senim.demo.truth import Planted

DAYS = 365


class Rhythm:
    """Draws moments of the year that ends at `end` (an aware local moment)."""

    def __init__(self, end: datetime) -> None:
        self.end = end
        self.days = [end.date() - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
        self._sums: dict[str, list[float]] = {}

    def _weigh(self, category: str) -> list[float]:
        habit = HABITS[category]
        weights = []
        for order, day in enumerate(self.days):
            # Word spreads: a third more people write at the end of the year than at its beginning.
            grown = 1 + order / DAYS / 3
            festive = FESTIVE.get((day.month, day.day), 1.0) if category in LIVELY else 1.0
            weights.append(habit.season[day.month - 1] * habit.week[day.weekday()] * grown * festive)
        self._sums[category] = list(itertools.accumulate(weights))
        return self._sums[category]

    def moment(self, category: str, rng: random.Random) -> datetime:
        """When a story was received. Night hours belong to the evening before: a Friday's night ends on Saturday."""
        sums = self._sums.get(category) or self._weigh(category)
        day = self.days[bisect(sums, rng.random() * sums[-1])]
        (hour,) = rng.choices(range(24), HABITS[category].hours)
        return self.at(day, hour, rng)

    def planted(self, planted: Planted, rng: random.Random) -> datetime:
        """A moment of a planted pattern; school holidays and summer do not stop it, only its own days do."""
        fits = [
            day
            for day in self.days[DAYS - 1 - planted.first_day : DAYS - planted.last_day]
            if not planted.weekdays or day.weekday() in planted.weekdays
        ]
        return self.at(rng.choice(fits), rng.choice(planted.hours), rng)

    def at(self, day: date, hour: int, rng: random.Random) -> datetime:
        """A moment of a day's evening and the night after it, never later than the end."""
        found = datetime(day.year, day.month, day.day, tzinfo=self.end.tzinfo)
        found += timedelta(days=hour < 5, hours=hour, minutes=rng.randrange(60), seconds=rng.randrange(60))
        while found >= self.end:
            found -= timedelta(days=1)
        return found


def lag(category: str, rng: random.Random) -> timedelta:
    """How long after the event the message was written: hours mostly, days sometimes."""
    hours = min(HABITS[category].lag * rng.lognormvariate(0, 0.9), 24 * 12)
    return timedelta(hours=hours)


def at_its_hour(category: str, happened: datetime, rng: random.Random) -> datetime:
    """An event of the night moved to the night before the message, one of the day to daylight."""
    if category in {"order.noise_night", "home.teens_night"} and 4 < happened.hour < 22:
        night = happened.replace(hour=rng.choice((22, 23))) - timedelta(days=1)
        return night + timedelta(hours=rng.choice((0, 0, 1, 2, 3)))
    if category == "order.noise_day" and (happened.hour < 7 or happened.hour > 21):
        return happened.replace(hour=rng.randint(8, 20)) - timedelta(days=1)
    if category == "place.dark" and not 16 < happened.hour < 22:
        return happened.replace(hour=rng.choice((17, 18, 18, 19, 20))) - timedelta(days=1)
    return happened
