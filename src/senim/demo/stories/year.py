"""The whole invented year: chance by the habits of each category, and the planted patterns among it."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from senim.appeals.api import CATEGORIES
from senim.demo.geography import House, Place, build
from senim.demo.geography.plane import share
from senim.demo.names import invented
from senim.demo.stories.after import After
from senim.demo.stories.model import Story
from senim.demo.stories.plan import HABITS
from senim.demo.stories.rhythm import Rhythm, at_its_hour, lag
from senim.demo.stories.speech import Atlas, date_kk, date_ru, hour_kk, hour_ru
from senim.demo.stories.spots import Spots, spot_of
from senim.demo.stories.writing import Writer, phone, slots, tags_of
from senim.demo.truth import PLANTED, Planted

TOTAL = 12_000
KINDS = {"service.law": "question", "service.paper": "question", "service.meeting": "question",
         "service.idea": "suggestion", "service.thanks": "thanks", "officer.rude": "complaint",
         "officer.inaction": "complaint", "officer.unlawful": "complaint"}
CHANNELS = (("web", 79), ("call_102", 6), ("call_1402", 5), ("counter", 4), ("visit", 4), ("road", 2))


def year(seed: int, end: datetime, total: int = TOTAL) -> list[Story]:
    """All stories received before `end` (aware, local) in 365 days, in order of time. Same arguments, same stories."""
    teller = Teller(seed, end)
    stories = sorted(teller.all(total), key=lambda story: (story.received_at, story.text))
    return [replace(story, order=order) for order, story in enumerate(stories, start=1)]


class Teller:
    """Tells stories one after another; every story has its own dice, so that a change of one moves no other."""

    def __init__(self, seed: int, end: datetime) -> None:
        self.seed, self.end = seed, end
        self.atlas = Atlas(build(seed))
        self.spots = Spots(self.atlas, seed)
        self.rhythm = Rhythm(end)
        self.after = After(seed, end)

    def all(self, total: int) -> Iterator[Story]:
        planted = Counter[str]()
        for pattern in PLANTED:
            for number in range(pattern.count):
                planted[pattern.category] += 1
                yield self.planted(pattern, number)
        weights = [max(habit.weight - planted[code], 1.0) for code, habit in HABITS.items()]
        for code, count in zip(HABITS, share(total - planted.total(), weights), strict=True):
            for number in range(count):
                yield self.chance(code, number)

    def _dice(self, *names: object) -> random.Random:
        return random.Random(":".join(map(str, (self.seed, *names))))

    def planted(self, pattern: Planted, number: int) -> Story:
        """A story of a planted pattern: the event is at its hours, the message follows."""
        rng = self._dice(pattern.key, pattern.category, pattern.first_day, number)
        happened = self.rhythm.planted(pattern, rng)
        at = min(happened + lag(pattern.category, rng) / 2, self.end - timedelta(minutes=rng.randint(2, 50)))
        spot = self.spots.near(pattern, rng)
        story = self._tell(pattern.category, spot, min(happened, at), at, rng, pattern.words)
        return replace(story, cluster=pattern.key)

    def chance(self, category: str, number: int) -> Story:
        """A story that just happened."""
        rng = self._dice(category, number)
        at = self.rhythm.moment(category, rng)
        at_landmark = rng.random() < HABITS[category].share
        spot: House | Place = (self.spots.place if at_landmark else self.spots.house)(category, rng)
        return self._tell(category, spot, at_its_hour(category, at - lag(category, rng), rng), at, rng)

    def _language(self, spot: House | Place, rng: random.Random) -> str:
        return "kk" if rng.random() < (0.92 if spot.beat.startswith("TMR") else 0.567) else "ru"

    def _tell(
        self, category: str, spot: House | Place, happened: datetime, at: datetime, rng: random.Random, about: str = ""
    ) -> Story:
        language = self._language(spot, rng)
        gender = "f" if category == "home.violence" else rng.choice("fffmm")
        role = rng.choice(("victim", "victim", "witness"))
        filled, numbers = slots(self.atlas, spot, category, happened, at, language, rng)
        writer = Writer(category, language, tags_of(spot, at, gender, role), filled, isinstance(spot, Place), rng)
        writer.about = about
        if not writer.can():
            return self._tell(category, self._another(category, spot, rng), happened, at, rng, about)
        person = invented(language, rng, gender)
        known_as = self._known_as(category, rng)
        text = writer.message()
        story = Story(
            order=0, kind=KINDS.get(category, "complaint" if rng.random() < 0.06 else "signal"), category=category,
            language=language, text=text, received_at=at, happened=self._happened(happened, language),
            spot=spot_of(spot), place=self._place(spot, language), known_as=known_as, channel=self._channel(rng),
            answers=self._answers(category, filled, numbers, happened, at, rng), about=self._about(category, rng),
            name="" if known_as == "anonymous" else person.name,
            phone="" if known_as == "anonymous" or rng.random() < 0.25 else phone(rng),
        )
        filled = {**filled, "adr": story.place, "at": filled["at"], "in": filled.get("in", filled["at"])}
        told = self.after.of(story, filled, CATEGORIES[category].hours, rng)
        registered = any(one.outcome == "registered" for one in told.given)
        return replace(told, crime_reference=f"DEMO-{rng.randrange(10**6):06}") if registered else told

    def _another(self, category: str, spot: House | Place, rng: random.Random) -> House | Place:
        """A spot at which the category's sentences fit: another landmark, or a house with a yard."""
        if HABITS[category].places and isinstance(spot, House) and rng.random() < 0.5:
            return self.spots.place(category, rng)
        return self.spots.house(category, rng)

    def _place(self, spot: House | Place, language: str) -> str:
        street = self.atlas.streets[spot.street_key]
        village = self.atlas.village(spot.street_key, language)
        if isinstance(spot, Place):
            return spot.name.kk if language == "kk" else spot.name.ru
        if language == "kk":
            return f"{village} ауылы, {street.kk}, {spot.number}-үй" if village else f"{street.kk}, {spot.number}-үй"
        return f"село {village}, {street.ru}, дом {spot.number}" if village else f"{street.ru}, дом {spot.number}"

    @staticmethod
    def _happened(happened: datetime, language: str) -> str:
        if language == "kk":
            return f"{date_kk(happened.date())}, {hour_kk(happened.hour)}"
        return f"{date_ru(happened.date())}, {hour_ru(happened.hour)}"

    @staticmethod
    def _known_as(category: str, rng: random.Random) -> str:
        chance = rng.random()
        if CATEGORIES[category].sensitive or category.startswith("drugs"):
            return "confidential" if chance < 0.55 else "named" if chance < 0.82 else "anonymous"
        return "named" if chance < 0.62 else "confidential" if chance < 0.76 else "anonymous"

    @staticmethod
    def _channel(rng: random.Random) -> str:
        names, weights = zip(*CHANNELS, strict=True)
        return str(rng.choices(names, weights)[0])

    @staticmethod
    def _about(category: str, rng: random.Random) -> str:
        if not CATEGORIES[category].about_officer:
            return ""
        chance = rng.random()
        likely = 0.75 if category == "officer.inaction" else 0.3
        return "beat_inspector" if chance < likely else "unknown" if chance < 0.95 else "head"

    @staticmethod
    def _answers(
        category: str, filled: dict[str, str], numbers: dict[str, int], happened: datetime, at: datetime,
        rng: random.Random,
    ) -> dict[str, str]:
        """Answers to the category's typed questions, those that people do not skip."""
        found = {}
        for question in CATEGORIES[category].questions:
            if rng.random() < 0.15:
                continue
            value = _answer(question, filled, numbers, at - happened < timedelta(minutes=50), rng)
            if value:
                found[question.code] = value
        return found


def _answer(question: Any, filled: dict[str, str], numbers: dict[str, int], now: bool, rng: random.Random) -> str:
    if question.answering == "number":
        return str(numbers.get(question.code, 3))
    if question.answering == "text":
        return filled["plate"] if question.code == "plate" else ""
    if question.code == "now":
        return "yes" if now else "no"
    codes = [option.code for option in question.options]
    if question.code == "repeats":
        return rng.choices(codes, (2, 4, 4, 3))[0]
    # An answer that would send a person to 102 first is rare here: those called.
    weights = [0.08 if option.divert else 1.0 for option in question.options]
    return rng.choices(codes, weights)[0]
