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
from datetime import timedelta
from enum import StrEnum

from senim.kernel import ids


class ContactKind(StrEnum):
    """What a person had with the police. Any of them can issue a token."""

    APPEAL = "appeal"
    VISIT = "visit"
    FRONT_OFFICE = "front_office"
    RECEPTION = "reception"
    ROAD = "road"
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
