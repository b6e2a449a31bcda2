"""What came of a story: questions, answers in time or late, refusals with reasons, reopening, rating."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from senim.demo.stories import grammar
from senim.demo.stories.grammar import Line
from senim.demo.stories.model import Given, Said, Story
from senim.demo.stories.speech import date_kk, date_ru, hour_kk, hour_ru

CRIMES = frozenset({
    "property.bicycle", "property.home", "property.vehicle", "property.livestock", "property.other", "fraud.phone",
    "fraud.online", "order.fight", "drugs.selling",
})
FOUND = frozenset({"property.bicycle", "order.fight", "fraud.phone", "drugs.selling", "property.home"})
EXPLAINED = frozenset({
    "service.law", "service.paper", "service.idea", "service.thanks", "service.other", "fraud.online",
})
NO_REFUSAL = frozenset({"home.violence", "home.child_harm", "care.missing", "care.street", "service.thanks"})


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
        if first >= self.end or rng.random() < self._piled_up(story.received_at):
            return self._waiting(story, slots, rng)
        talk = self._talk(story, slots, first, rng)
        given = self._answers(story, slots, first, rng)
        opened = story.received_at + (first - story.received_at) * rng.uniform(0.15, 0.8)
        answered = replace(story, opened_at=opened, talk=talk, given=tuple(given))
        if given[-1].outcome == "plan":
            return answered
        return self._rated(self._later(answered, slots, rng), rng)

    def _piled_up(self, received: datetime) -> float:
        """The share that still waits although the usual time is over: much of the last three days, a little older."""
        days = (self.end - received) / timedelta(days=1)
        return 0.45 if days < 3 else 0.03 if days < 35 else 0.0

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
            morning = at.replace(hour=8 + rng.randrange(3), minute=rng.randrange(60)) + timedelta(days=at.hour > 20)
            late = hours >= 72 or morning - story.received_at < timedelta(hours=hours)
            at = morning if late else at
        return max(at - story.received_at, timedelta(minutes=20))

    def _withdrawn(self, story: Story, rng: random.Random) -> Story:
        at = story.received_at + timedelta(hours=rng.uniform(0.5, 40))
        return replace(story, withdrawn_at=min(at, self.end - timedelta(seconds=1)))

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
        return grammar.speak(rng.choice(self._fitting(story, section, slots)), slots, rng)

    @staticmethod
    def _fitting(story: Story, section: str, slots: dict[str, str]) -> list[Line]:
        """Patterns that this matter and moment can use, the category's own ones first."""
        for category in (story.category, "*"):
            lines = grammar.answer_lines(category, section, story.language)
            slow = "date2" in slots
            fits = [line for line in lines if line.slots <= slots.keys() and (slow or "slow" not in line.tags)]
            if section == "refuse" and lines:
                fits = [lines[REFUSALS.get(story.category, 1 if story.known_as == "anonymous" else 0)]]
            if fits:
                return fits
        raise LookupError(f"no pattern for {section} of {story.category}")

    def _talk(
        self, story: Story, slots: dict[str, str], first: datetime, rng: random.Random
    ) -> tuple[tuple[str, datetime, str], ...]:
        span = first - story.received_at
        at = [story.received_at + span * part for part in sorted(rng.uniform(0.2, 0.97) for _ in range(2))]
        chance = rng.random()
        fits = QUESTIONS.get(story.category.partition(".")[0], ())
        if chance < 0.13 and fits:
            return self._pair(story, slots, ("ask", "reply"), rng.choice(fits), at, rng)
        if chance > 0.94 and story.category != "service.thanks":
            return self._pair(story, slots, ("askback", "answerback"), rng.randrange(3), at, rng)
        return ()

    @staticmethod
    def _pair(
        story: Story, slots: dict[str, str], sections: tuple[str, str], which: int, at: list[datetime],
        rng: random.Random,
    ) -> tuple[tuple[str, datetime, str], ...]:
        """A question and its reply; the officer asks in "ask", the applicant in "askback"."""
        first, second = (
            grammar.speak(grammar.answer_lines("*", section, story.language)[which], slots, rng) for section in sections
        )
        if sections[0] == "askback":
            return ("addition", at[0], first), ("question", at[1], second)
        asked = ("question", at[0], first)
        return (asked, ("reply", at[1], second)) if rng.random() < 0.82 else (asked,)

    def _outcome(self, story: Story, rng: random.Random) -> str:
        chance, care = rng.random(), self._officer(story.spot.beat).care
        if story.category in CRIMES - EXPLAINED:
            found = 0.17 if story.category in FOUND else 0.06
            fraud = story.category == "fraud.phone"
            return "done" if chance < found else "explained" if fraud and chance > 0.7 else "registered"
        if story.category in EXPLAINED or story.category == "officer.unlawful":
            return "explained" if story.category in EXPLAINED else "done"
        if story.category not in NO_REFUSAL and chance > 0.90:
            return "refused"
        if chance > 0.78 - 0.03 * care and story.category in NO_REFUSAL | {"order.neighbours", "service.meeting"}:
            return "done"
        if story.category.startswith("home"):
            return "done" if chance < 0.8 else "partly"
        return "explained" if chance > 0.83 else "partly" if chance > 0.64 + 0.05 * care else "done"

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
        """Slots of an answer: an evening between the message and the answer on which something was done."""
        evenings = [
            evening
            for back in range(4)
            if (evening := at.replace(hour=rng.choice((19, 20, 21, 22)), minute=0) - timedelta(days=back)) < at
            and evening > story.received_at
        ]
        done = rng.choice(evenings[:2]) if evenings else at - (at - story.received_at) * 0.2
        kk = story.language == "kk"
        filled = {
            **slots, "date": self._day(done.date(), kk), "time": hour_kk(done.hour) if kk else hour_ru(done.hour),
        }
        slow = at.date() > done.date() and at - story.received_at > timedelta(days=3)
        return {**filled, "date2": self._day(at.date(), kk)} if slow else filled

    @staticmethod
    def _day(day: date, kk: bool) -> str:
        return date_kk(day) if kk else date_ru(day)

    def _letter(self, story: Story, slots: dict[str, str], body: str, rng: random.Random) -> str:
        parts = [self._say(story, "hello", slots, rng), body]
        if rng.random() < 0.6 and not story.category.startswith(("service", "home", "care")):
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
        level = {"done": 4.6, "registered": 4.2, "explained": 4.2, "partly": 3.5, "refused": 2.4}[last.outcome]
        level += self._officer(story.spot.beat).care + rng.gauss(0, 0.7)
        level -= 0.9 * (story.reopened_at is not None)
        waited = (story.given[0].at - story.received_at) / timedelta(hours=72)
        marks = [self._mark(level + shift, rng) for shift in (0.25, 0.0, 0.35 - 0.9 * waited, 0.3, -0.1)]
        solved = "yes" if level > 3.8 else "partly" if level > 3.1 else "no"
        words = ""
        if rng.random() < 0.42:
            mood = "good" if level > 3.8 else "middling" if level > 3.1 else "bad"
            lines = grammar.answer_lines("*", mood, story.language)
            noisy = story.category.startswith("order.noise")
            lines = [line for line in lines if noisy or not ("тыныш" in line.text or "тихо" in line.text)]
            words = grammar.speak(rng.choice(lines), {}, rng)
        if not any(marks):
            return story
        return replace(story, said=Said(at, tuple(marks), solved, words))  # type: ignore[arg-type]

    @staticmethod
    def _mark(level: float, rng: random.Random) -> int | None:
        return None if rng.random() < 0.05 else max(1, min(5, round(level + rng.gauss(0, 0.7))))


#: Which pair of question and reply suits a group of categories: time, entrance, video, witness, at home.
QUESTIONS = {
    "order": (0, 1, 2, 3, 4), "road": (0, 2), "property": (2, 3, 4), "animals": (0,), "drugs": (0,), "care": (4,),
    "fraud": (4,),
}
#: Which refusal suits a category; else "not confirmed" or, to the anonymous, "cannot be made precise".
REFUSALS = {"property.vandalism": 2, "service.idea": 2, "place.light": 0, "animals.stray": 0}
SECTIONS = {"done": "done", "partly": "done", "registered": "register", "refused": "refuse", "explained": "explain"}
PARTLY = {
    "kk": ("Бірақ толық шешілген жоқ, бақылауда.", "Қалған бөлігі бойынша жұмыс жалғасуда.",
           "Әзірге жартылай шешілді, екі аптадан кейін қайта қараймын."),
    "ru": ("Полностью вопрос пока не решён, держу на контроле.", "По оставшейся части работа продолжается.",
           "Пока решено частично, через две недели проверю снова."),
}
