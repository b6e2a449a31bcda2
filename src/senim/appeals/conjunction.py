"""On time and with quality: both, of the same appeal (seed 002 @210253). Pure.

85 of 100 on time and 80 of 100 good say nothing yet: 70 may be both, or 65, or 80. The share of both is counted item by
item; it is neither the product of the shares nor the smaller of them. Where only the two shares are known (a report on
paper), the answer is the pair of bounds between which it must lie, and nothing narrower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from senim.kernel.formats import number, share
from senim.kernel.intervals import Interval, frechet, wilson


@dataclass(frozen=True, slots=True)
class OnTimeAndGood:
    """Counts over the same `n` items. `unknown`: items left out because one of their flags nobody has given."""

    n: int
    on_time: int
    good: int
    both: int
    unknown: int

    @property
    def interval(self) -> Interval | None:
        """The share of both with Wilson's 95 % interval; None where n = 0."""
        return wilson(self.both, self.n)


@dataclass(frozen=True, slots=True)
class Between:
    """What two shares alone allow: between `low` and `high` of `n` items are both."""

    n: int
    low: int
    high: int


def on_time_and_good(on_time: Sequence[bool | None], *good: Sequence[bool | None]) -> OnTimeAndGood:
    """Count items that are on time and good by every one of the flags given, item by item.

    Each sequence has one flag an item, in one order; None is "nobody said", and such an item is left out of all counts.
    Raises ValueError where the sequences differ in length or no flag of quality is given.
    """
    if not good or any(len(flags) != len(on_time) for flags in good):
        raise ValueError("flags of time and of quality are needed for the same items")
    items = list(zip(on_time, *good, strict=True))
    known = [(item[0], all(item[1:])) for item in items if None not in item]
    return OnTimeAndGood(
        n=len(known),
        on_time=sum(bool(timely) for timely, _ in known),
        good=sum(fine for _, fine in known),
        both=sum(bool(timely and fine) for timely, fine in known),
        unknown=len(items) - len(known),
    )


def bounds(n: int, on_time: int, good: int) -> Between:
    """What is known of both when only the two counts are: Frechet's bounds. Raises ValueError for counts above n."""
    return Between(n, *frechet(n, on_time, good))


def sentence(result: OnTimeAndGood | Between, lang: str) -> str:
    """One sentence that says it and does not say more (kk, ru; anything else English)."""
    if isinstance(result, Between):
        return _between(result, lang)
    said = result.interval
    if said is None:
        return {"kk": "Әзірге санайтын ештеңе жоқ.", "ru": "Считать пока нечего."}.get(lang, "Nothing to count yet.")
    both, n = number(result.both, lang), number(result.n, lang)
    level = f"{share(said.low, lang)} – {share(said.high, lang)}"
    return {
        "kk": f"{n} өтініштің ішінде мерзімінде әрі сапалы қаралғаны – {both}: {share(said.share, lang)}"
        f" (95 % аралық: {level}).",
        "ru": f"Из {n} обращений и в срок, и качественно: {both}, это {share(said.share, lang)}"
        f" (95 % интервал: {level}).",
    }.get(lang, f"{both} of {n} were both on time and good: {share(said.share, lang)} (95% interval: {level}).")


def _between(result: Between, lang: str) -> str:
    low, high, n = (number(value, lang) for value in (result.low, result.high, result.n))
    return {
        "kk": f"Екі көрсеткіштен шығатыны: {n} өтініштің екі талапқа да сайы кемінде {low}, көп дегенде {high}.",
        "ru": f"По двум показателям известно лишь, что обоим отвечает не меньше {low} и не больше {high} из {n}.",
    }.get(lang, f"From the two shares alone: at least {low} and at most {high} of {n} are both.")
