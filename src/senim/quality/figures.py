"""From final ratings to what may be published. Pure arithmetic: no Django, no database, no present moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from senim.kernel.intervals import Interval, wilson
from senim.quality.domain import BLOCK, GOOD_FROM, PUBLISH_FROM, Criterion, Solved


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n` with the 95 % Wilson interval; shares are fractions 0..1. None where n = 0."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.hits, self.n)


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of an area; everything published is computed from them.

    said: criterion to (people who gave a mark, of them 4 or 5, sum of marks). solved: answer to people.
    finals: all finals of the year. counted: those in whole blocks, to which said and solved refer.
    asked, answered: tokens of the year that can no longer change, and those of them that were rated.
    timed: people counted whose contact is known to have been in time or not, as (n, in time, good, both).
    """

    finals: int
    counted: int
    asked: int
    answered: int
    said: dict[Criterion, tuple[int, int, int]]
    solved: dict[Solved, int]
    timed: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Final:
    """A final rating as counting needs it: issued and final within the year, in time or not, good, solved, marks."""

    issued_lately: bool
    final_lately: bool
    on_time: bool | None
    good: bool
    solved: str
    marks: tuple[int | None, ...]


def count(finals: Sequence[Final], ran_out: int) -> Tally:
    """Count all finals of an area, oldest first; `ran_out`: tokens of the year that expired unused.

    Finals are numbered from the first one ever and counted in whole blocks of BLOCK, at both ends of the year: a block
    that the start of the year cuts is out, one that is not yet full is not yet in.
    """
    before = next((place for place, one in enumerate(finals) if one.final_lately), len(finals))
    inside = finals[-(-before // BLOCK) * BLOCK : len(finals) - len(finals) % BLOCK]
    answered = sum(one.issued_lately for one in finals)
    timed = [one for one in inside if one.on_time is not None]
    return Tally(
        finals=len(finals) - before,
        counted=len(inside),
        asked=answered + ran_out,
        answered=answered,
        said={criterion: _said([one.marks[place] for one in inside]) for place, criterion in enumerate(Criterion)},
        solved={answer: sum(one.solved == answer for one in inside) for answer in Solved},
        timed=(
            len(timed), sum(bool(one.on_time) for one in timed), sum(one.good for one in timed),
            sum(bool(one.on_time and one.good) for one in timed)),
    )


def _said(marks: list[int | None]) -> tuple[int, int, int]:
    given = [mark for mark in marks if mark is not None]
    return len(given), sum(mark >= GOOD_FROM for mark in given), sum(given)


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion over an area. `enough` False: fewer than PUBLISH_FROM gave a mark, only `good.n` is said."""

    criterion: Criterion
    good: Share
    mean: float | None
    enough: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What everyone may see about an area. `enough` False: only `n` and `response` say anything."""

    n: int
    enough: bool
    response: Share
    criteria: tuple[CriterionResult, ...] = ()
    solved: tuple[tuple[Solved, Share], ...] = ()
    both: OnTimeAndGood | None = None


@dataclass(frozen=True, slots=True)
class OnTimeAndGood:
    """A conjunction (seed 002 @210253): contacts in time, good ones, and those that are both, of the same n."""

    on_time: Share
    good: Share
    both: Share


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises of an area that came due in a period: first answer, legal term, and both kept (a conjunction)."""

    first: Share
    term: Share
    both: Share
    since: datetime
    until: datetime


def publish(tally: Tally) -> Published:
    """From counts to what may be shown: nothing but n and the response below PUBLISH_FROM."""
    response = Share(tally.answered, tally.asked)
    if tally.counted < PUBLISH_FROM:
        n = tally.finals if tally.finals < PUBLISH_FROM else tally.counted
        return Published(n=n, enough=False, response=response)
    told = sum(tally.solved.values())
    solved = tuple((answer, Share(tally.solved.get(answer, 0), told)) for answer in Solved)
    return Published(
        n=tally.counted,
        enough=True,
        response=response,
        criteria=tuple(_result(criterion, *tally.said.get(criterion, (0, 0, 0))) for criterion in Criterion),
        solved=solved if told >= PUBLISH_FROM else (),
        both=_both(*tally.timed),
    )


def _both(n: int, on_time: int, good: int, both: int) -> OnTimeAndGood | None:
    if n < PUBLISH_FROM:
        return None
    return OnTimeAndGood(Share(on_time, n), Share(good, n), Share(both, n))


def _result(criterion: Criterion, n: int, good: int, total: int) -> CriterionResult:
    if n < PUBLISH_FROM:
        return CriterionResult(criterion, Share(0, n), None, enough=False)
    return CriterionResult(criterion, Share(good, n), total / n, enough=True)
