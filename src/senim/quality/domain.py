"""What a rating is: who rates which contact, the five criteria with their readings, and how a share is published.

The five criteria of individual service come from three seeds that do not use the same words:

=====================  ==========================================  ===================================================
source                 words                                       what they are said of
=====================  ==========================================  ===================================================
seed 003, task 11      заңдылық, жан-жақтылық, уақтылылық,         service to applicants, victims and offenders
(line 789)             сыйластық және хабардарлық
seed 002 @235339       заңдылығы, жан-жақтылығы, дер кезде,        "полицейлердің ...": the officers
(line 6963)            сыйластығы және ахуалдан хабардар болуы
seed 001 (line 6)      заңды, уақтылы, жан-жақты ақпараттанды-     service to everyone who turns to the police
                       рылған, сыпайы
=====================  ==========================================  ===================================================

Four agree. The fifth does not, so each criterion carries its readings and says which one the question asks.
`docs/explanation/five-criteria.md` tells the same to people.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from senim.kernel import ids
from senim.kernel.intervals import Interval, wilson


class ContactKind(StrEnum):
    """What a person had with the police. Any of them can issue a token."""

    APPEAL = "appeal"
    VISIT = "visit"
    FRONT_OFFICE = "front_office"
    STOP = "stop"
    PROTOCOL = "protocol"
    CASE = "case"


class Participant(StrEnum):
    """Measure 11.1 of the Concept: applicants, victims, offenders and other participants rate, each as such."""

    APPLICANT = "applicant"
    VICTIM = "victim"
    OFFENDER = "offender"
    OTHER = "other"


class Solved(StrEnum):
    """Whether the person sees the matter as solved. Leaving it open is an answer too and is stored as none."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Criterion(StrEnum):
    """The five, in the order of the Concept (seed 003, task 11)."""

    LAWFUL = "lawful"
    THOROUGH = "thorough"
    TIMELY = "timely"
    RESPECTFUL = "respectful"
    INFORMED = "informed"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a criterion. `asked` marks the reading that the form's question asks."""

    text: str
    source: str
    asked: bool
    why: str


READINGS: dict[Criterion, tuple[Reading, ...]] = {
    Criterion.LAWFUL: (
        Reading(
            "the police kept to the law and named the ground for what they did",
            "seed 003:789 заңдылық; seed 002 @235339 заңдылығы; seed 001:6 заңды",
            True,
            "a person cannot audit legality, but sees whether a ground was named and rights were explained",
        ),
    ),
    Criterion.THOROUGH: (
        Reading(
            "the matter was heard out and looked at from all sides, with knowledge of the local situation",
            "seed 003:789 жан-жақтылық; seed 002 @235339 жан-жақтылығы",
            True,
            "in both lists it stands alone as a criterion of its own",
        ),
        Reading(
            "the information given was comprehensive (жан-жақты ақпараттандырылған)",
            "seed 001:6",
            False,
            "there the adverb belongs to 'informed'; the Concept is later and separates the two",
        ),
    ),
    Criterion.TIMELY: (
        Reading(
            "the police came and answered when it was needed and in the promised time",
            "seed 003:789 уақтылылық; seed 002 @235339 дер кезде; seed 001:6 уақтылы",
            True,
            "the three agree",
        ),
    ),
    Criterion.RESPECTFUL: (
        Reading(
            "the person was treated politely and with respect",
            "seed 003:789 сыйластық; seed 002 @235339 сыйластығы; seed 001:6 сыпайы",
            True,
            "the three agree",
        ),
    ),
    Criterion.INFORMED: (
        Reading(
            "the person was kept informed: what was being done, what comes next, whom to ask",
            "seed 003:789 хабардарлық, where line 775 uses хабардар ету of informing citizens; "
            "seed 001:6 ақпараттандырылған",
            True,
            "the Concept is the act in force; it speaks of service to a person, "
            "and only the person can say whether they were told",
        ),
        Reading(
            "the officer knows the situation (ахуалдан хабардар болуы)",
            "seed 002 @235339 (line 6963), said of the officers",
            False,
            "a fair reading of the older text; a person judges it as part of thoroughness, so it is asked there",
        ),
    ),
}

#: The wording a rating answered. A changed question starts a new number; numbers are never mixed in one figure.
WORDING = 1

LOWEST, HIGHEST = 1, 5
#: From this mark on a rating counts as good.
GOOD_FROM = 4
#: Fewer finals than this are not published (issue 2, part 8).
PUBLISH_FROM = 20
#: A share of promises kept is shown from so many on: below, a single answer would be the figure.
PROMISES_FROM = 5
#: Finals join and leave a published figure this many at a time, so that two releases never differ by one person.
BLOCK = 5
#: The year a published figure looks back on.
WINDOW = timedelta(days=365)
#: A rating can be corrected by the same link this long; then it is final and officers may see it.
FINAL_AFTER = timedelta(hours=24)
WORDS_MAX = 2000

_CODE_LENGTH = 12


def code_of(token: str) -> str:
    """The short code printed beside a link, such as "7K3M-42QX-9PTW": 60 bits drawn from the token, one way."""
    number = int.from_bytes(hashlib.sha256(b"senim.rating.code:" + token.encode()).digest()[:8])
    letters = "".join(ids.ALPHABET[(number >> (5 * place)) & 31] for place in range(_CODE_LENGTH))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def parse_code(text: str) -> str | None:
    """The code a person meant, or None; forgives what `ids.tidy` forgives."""
    plain = ids.tidy(text)
    if len(plain) != _CODE_LENGTH or any(letter not in ids.ALPHABET for letter in plain):
        return None
    return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person says: criterion to 1..5 (a missing one is "cannot say"), solved or None, own words."""

    marks: dict[Criterion, int]
    solved: Solved | None = None
    words: str = ""


def is_good(said: Marks) -> bool:
    """Whether the person found the service good as a whole: marks of 4 on average and the matter not left unsolved.

    The seeds ask for "on time and with quality" and leave open who judges the quality; here the person served does.
    """
    return sum(said.marks.values()) >= GOOD_FROM * len(said.marks) and said.solved is not Solved.NO


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
    """The counts that one query gives for an area; everything published is computed from them.

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
    """A conjunction (seed 002 @210253): contacts in time, good ones, and both of the same contact, each of the same n."""

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
