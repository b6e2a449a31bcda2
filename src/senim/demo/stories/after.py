"""What came of a story: questions, answers in time or late, refusals with reasons, reopening, rating."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from senim.demo.stories import grammar
from senim.demo.stories.model import Given, Said, Story
from senim.demo.stories.speech import date_kk, date_ru, hour_kk, hour_ru

CRIMES = frozenset({
    "property.bicycle", "property.home", "property.vehicle", "property.livestock", "property.other", "fraud.phone",
    "fraud.online", "order.fight", "drugs.selling",
})
FOUND = frozenset({"property.bicycle", "order.fight", "fraud.phone", "drugs.selling", "property.home"})
EXPLAINED = frozenset({"service.law", "service.paper", "service.idea", "service.thanks", "service.other", "fraud.online"})
NO_REFUSAL = frozenset({"home.violence", "home.child_harm", "care.missing", "care.street", "service.thanks"})
REDIRECTED = frozenset({"place.light", "place.hatch", "road.crossing", "animals.stray"})


@dataclass(frozen=True, slots=True)
class Officer:
    """How a beat is served: the share of answers in time, the median hours to the first one, and how well."""

    on_time: float
    pace: float
    care: float


def officer(beat: str, seed: int) -> Officer:
    """The service of a beat: beats differ, and it stays so for the year."""
    rng = random.Random(f"{seed}:officer:{beat}")
    return Officer(rng.uniform(0.80, 0.97), rng.uniform(9, 26), rng.gauss(0, 0.35))


class After:
    """Writes what came of stories up to the end of the year."""

    def __init__(self, seed: int, end: datetime) -> None:
        self.seed, self.end = seed, end
        self._officers: dict[str, Officer] = {}

    def of(self, story: Story, slots: dict[str, str], hours: int, rng: random.Random) -> Story:
        """The story with its answers. `hours` is the category's term of the first answer."""
        if rng.random() < 0.012:
            return self._withdrawn(story, rng)
        first = story.received_at + self._wait(story, hours, rng)
        if first >= self.end or rng.random() < 0.004:
            return self._waiting(story, slots, rng)
        talk = self._talk(story, slots, first, rng)
        given = self._answers(story, slots, first, rng)
        opened = story.received_at + (first - story.received_at) * rng.uniform(0.15, 0.8)
        answered = replace(story, opened_at=opened, talk=talk, given=tuple(given))
        if given[-1].outcome == "plan":
            return answered
        return self._rated(self._later(answered, slots, rng), rng)

    def _officer(self, beat: str) -> Officer:
        return self._officers.setdefault(beat, officer(beat, self.seed))

    def _wait(self, story: Story, hours: int, rng: random.Random) -> timedelta:
        """Time to the first answer by a person: daytime, mostly within the category's term, sometimes late."""
        man = self._officer(story.spot.beat)
        wait = min(man.pace, hours * 0.45) * rng.lognormvariate(0, 0.55)
        wait = min(wait, hours * 0.92) if rng.random() < man.on_time else hours * rng.uniform(1.05, 2.6)
        at = story.received_at + timedelta(hours=max(wait, 0.4))
        if story.category == "home.violence":
            return at - story.received_at
        if at.hour < 8 or at.hour > 20:
            morning = at.replace(hour=8, minute=rng.randrange(60)) + timedelta(days=at.hour > 20, hours=rng.randrange(3))
            late = hours >= 72 or morning - story.received_at < timedelta(hours=hours)
            at = morning if late else at
        return max(at - story.received_at, timedelta(minutes=20))

    def _withdrawn(self, story: Story, rng: random.Random) -> Story:
        at = story.received_at + timedelta(hours=rng.uniform(0.5, 40))
        return replace(story, withdrawn_at=at) if at < self.end else story

    def _waiting(self, story: Story, slots: dict[str, str], rng: random.Random) -> Story:
        """Not answered yet: some were opened, some have a question that waits for the applicant."""
        opened = story.received_at + timedelta(hours=rng.uniform(0.5, 12))
        if opened >= self.end or rng.random() < 0.35:
            return story
        asked = opened + timedelta(minutes=rng.uniform(5, 300))
        if rng.random() < 0.2 and asked < self.end and story.known_as != "anonymous":
            return replace(story, opened_at=opened, talk=(("question", asked, self._say(story, "ask", slots, rng)),))
        return replace(story, opened_at=opened)

    def _say(self, story: Story, section: str, slots: dict[str, str], rng: random.Random) -> str:
        lines = grammar.answer_lines(story.category, section, story.language)
        fits = [line for line in lines if line.slots <= slots.keys()]
        return grammar.speak(rng.choice(fits), slots, rng)

    def _talk(
        self, story: Story, slots: dict[str, str], first: datetime, rng: random.Random
    ) -> tuple[tuple[str, datetime, str], ...]:
        span = first - story.received_at
        at = [story.received_at + span * part for part in sorted(rng.uniform(0.2, 0.97) for _ in range(2))]
        chance = rng.random()
        if chance < 0.12 and story.category.partition(".")[0] not in {"service", "home", "officer"}:
            return self._pair(story, slots, ("ask", "reply"), at, rng)
        if chance < 0.18:
            pairs = zip(*(grammar.answer_lines("*", one, story.language) for one in ("askback", "answerback")), strict=True)
            question, reply = rng.choice(list(pairs))
            return ("addition", at[0], question.text), ("question", at[1], reply.text)
        return ()

    def _pair(
        self, story: Story, slots: dict[str, str], sections: tuple[str, str], at: list[datetime], rng: random.Random
    ) -> tuple[tuple[str, datetime, str], ...]:
        pairs = list(zip(*(grammar.answer_lines("*", one, story.language) for one in sections), strict=True))
        question, reply = rng.choice([(a, b) for a, b in pairs if (a.slots | b.slots) <= slots.keys()])
        asked = ("question", at[0], grammar.speak(question, slots, rng))
        replied = ("reply", at[1], grammar.speak(reply, slots, rng))
        return (asked, replied) if rng.random() < 0.82 else (asked,)

    def _outcome(self, story: Story, rng: random.Random) -> str:
        chance, care = rng.random(), self._officer(story.spot.beat).care
        if story.category in EXPLAINED:
            return "explained"
        if story.category in CRIMES:
            found = 0.16 if story.category in FOUND else 0.0
            return "done" if chance < found else "registered" if chance < 0.80 else "explained"
        if story.category == "officer.unlawful":
            return "done"
        if story.category not in NO_REFUSAL and chance > 0.90:
            return "refused"
        if chance > 0.78 - 0.03 * care and story.category in NO_REFUSAL | {"order.neighbours", "service.meeting"}:
            return "done"
        return "explained" if chance > 0.80 else "partly" if chance > 0.64 + 0.05 * care else "done"

    def _answers(self, story: Story, slots: dict[str, str], first: datetime, rng: random.Random) -> list[Given]:
        given = []
        at = first
        if rng.random() < 0.22 and story.category not in EXPLAINED and not story.category.startswith("service"):
            plan = self._say(story, "plan", self._dated(story, slots, first, rng), rng)
            given.append(Given("plan", first, self._letter(story, slots, plan, rng), plan[:500]))
            at = first + timedelta(days=rng.choice((1, 2, 2, 3, 4, 6, 8, 11)), hours=rng.uniform(-3, 5))
            if rng.random() < 0.04:
                at += timedelta(days=rng.uniform(9, 18))
        if at >= self.end:
            return given or [self._final(story, slots, first, rng)]
        return [*given, self._final(story, slots, at, rng)]

    def _dated(self, story: Story, slots: dict[str, str], at: datetime, rng: random.Random) -> dict[str, str]:
        """Slots of an answer: the day on which something was done, between the message and the answer."""
        span = max((at.date() - story.received_at.date()).days, 0)
        done = at.date() - timedelta(days=rng.randint(0, min(span, 2)))
        hour = rng.choice((18, 19, 20, 21, 22))
        kk = story.language == "kk"
        return {
            **slots, "date": self._day(done, kk), "date2": self._day(at.date(), kk),
            "time": hour_kk(hour) if kk else hour_ru(hour),
        }

    @staticmethod
    def _day(day: date, kk: bool) -> str:
        return date_kk(day) if kk else date_ru(day)

    def _letter(self, story: Story, slots: dict[str, str], body: str, rng: random.Random) -> str:
        parts = [self._say(story, "hello", slots, rng), body]
        if rng.random() < 0.6:
            parts.append(self._say(story, "close", slots, rng))
        return " ".join(parts)

    def _final(self, story: Story, slots: dict[str, str], at: datetime, rng: random.Random) -> Given:
        outcome = self._outcome(story, rng)
        section = SECTIONS[outcome]
        filled = self._dated(story, slots, at, rng)
        body = self._say(story, section, filled, rng)
        if outcome == "partly":
            body += f" {PARTLY[story.language][rng.randrange(len(PARTLY[story.language]))]}"
        where = story.place if section in {"done", "register", "refuse"} else ""
        reason = body if outcome == "refused" else ""
        return Given(outcome, at, self._letter(story, filled, body, rng), body[:500], where, reason)

    def _later(self, story: Story, slots: dict[str, str], rng: random.Random) -> Story:
        """Reopening once, and the question after four weeks."""
        last = story.given[-1]
        bad = {"refused": 0.2, "explained": 0.06, "partly": 0.13, "done": 0.045, "registered": 0.03}[last.outcome]
        asked = last.at + timedelta(days=rng.uniform(0.5, 9))
        again = asked + timedelta(days=rng.uniform(1.5, 6))
        if rng.random() < bad and again < self.end and not story.category.startswith(("service", "officer")):
            because = self._say(story, "reopen", slots, rng)
            second = self._final(story, slots, again, rng)
            return replace(story, reopened_at=asked, reopened_because=because, given=(*story.given, second))
        if last.at + timedelta(days=30) < self.end and rng.random() < 0.24:
            return replace(story, still_solved=rng.random() < (0.8 if last.outcome in {"done", "registered"} else 0.55))
        return story

    def _rated(self, story: Story, rng: random.Random) -> Story:
        """A rating by about a third of those who were answered, on the last answer."""
        last = story.given[-1]
        at = last.at + timedelta(hours=rng.expovariate(1 / 30) + 0.05)
        anonymous = story.known_as == "anonymous"
        if rng.random() > (0.22 if anonymous else 0.36) or at >= min(self.end, last.at + timedelta(days=14)):
            return story
        level = {"done": 4.35, "registered": 3.9, "explained": 3.9, "partly": 3.3, "refused": 2.4}[last.outcome]
        level += self._officer(story.spot.beat).care + rng.gauss(0, 0.7)
        level -= 0.9 * (story.reopened_at is not None)
        waited = (story.given[0].at - story.received_at) / timedelta(hours=72)
        marks = [self._mark(level + shift, rng) for shift in (0.25, 0.0, 0.35 - 0.9 * waited, 0.3, -0.1)]
        solved = "yes" if level > 3.9 else "partly" if level > 3.1 else "no"
        words = ""
        if rng.random() < 0.42:
            mood = "good" if level > 3.9 else "middling" if level > 3.1 else "bad"
            words = grammar.speak(rng.choice(grammar.answer_lines("*", mood, story.language)), {}, rng)
        if not any(marks):
            return story
        return replace(story, said=Said(at, tuple(marks), solved, words))  # type: ignore[arg-type]

    @staticmethod
    def _mark(level: float, rng: random.Random) -> int | None:
        return None if rng.random() < 0.05 else max(1, min(5, round(level + rng.gauss(0, 0.5))))


SECTIONS = {"done": "done", "partly": "done", "registered": "register", "refused": "refuse", "explained": "explain"}
PARTLY = {
    "kk": ("Бірақ толық шешілген жоқ, бақылауда.", "Қалған бөлігі бойынша жұмыс жалғасуда.",
           "Әзірге жартылай шешілді, екі аптадан кейін қайта қараймын."),
    "ru": ("Полностью вопрос пока не решён, держу на контроле.", "По оставшейся части работа продолжается.",
           "Пока решено частично, через две недели проверю снова."),
}
