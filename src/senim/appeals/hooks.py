"""What a later context asks to be told in the same transaction: the order of contexts stays one-way, and no signals.

`proof` is what both the answer and the applicant's own page can make: the stored hash of the secret and the opening.
Quality makes the rating's token from it, so that nobody keeps the token and the applicant's page finds it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from senim.kernel.scoping import Scope


@dataclass(frozen=True, slots=True)
class Answered:
    """A final answer, as another context may know it. on_time: within the legal term; None where nobody said.

    joined: (row, proof) of each person who joined the report and follows the same answer.
    """

    appeal_id: int
    opening: int
    area_id: int | None
    area_path: str
    post_id: int | None
    at: datetime
    proof: bytes
    on_time: bool | None = None
    joined: tuple[tuple[int, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A step of the history as it is written: its event's id and type, the state after it, which body was asked."""

    appeal_id: int
    event_id: int
    type: str
    state: str
    at: datetime
    referral_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """How an answer may begin: what another context knows was done, where and when. The officer goes on from there."""

    text: str
    done: str = ""
    where: str = ""
    when: date | None = None


@dataclass(frozen=True, slots=True)
class OwnAppeal:
    """What the holder of a link may bring elsewhere. ordinary: whether it may stand behind something public."""

    id: int
    area_path: str
    ordinary: bool


_ON_ANSWER: list[Callable[[Answered], object]] = []
_ON_TAKEN_BACK: list[Callable[[Answered], object]] = []
_RATING_LINK: list[Callable[[bytes], str]] = []
_RATINGS: list[Callable[[Scope, int], str]] = []
_DRAFT: list[Callable[[Scope, str, str], Draft | None]] = []
_CAME_OF: list[Callable[[OwnAppeal], str]] = []
_ORIGIN: list[Callable[[Scope, int, str], str]] = []
_STEP: list[Callable[[Moved], object]] = []


def on_answer(listener: Callable[[Answered], object]) -> None:
    """Be called inside the transaction of every final answer."""
    if listener not in _ON_ANSWER:
        _ON_ANSWER.append(listener)


def answered(fact: Answered) -> None:
    """Tell the listeners."""
    for listener in _ON_ANSWER:
        listener(fact)


def on_answer_taken_back(listener: Callable[[Answered], object]) -> None:
    """Be called inside the transaction in which an officer takes a final answer back, seconds after it was given."""
    if listener not in _ON_TAKEN_BACK:
        _ON_TAKEN_BACK.append(listener)


def answer_taken_back(fact: Answered) -> None:
    """Tell the listeners."""
    for listener in _ON_TAKEN_BACK:
        listener(fact)


def on_rating_link(maker: Callable[[bytes], str]) -> None:
    """Give the address at which the holder of a proof rates, or "" where there is nothing to rate now."""
    if maker not in _RATING_LINK:
        _RATING_LINK.append(maker)


def rating_link(proof: bytes) -> str:
    """The address of the rating of this proof, "" where no context offers one."""
    return next((link for maker in _RATING_LINK if (link := maker(proof))), "")


def on_ratings(shower: Callable[[Scope, int], str]) -> None:
    """Show, as a piece of the page, the final ratings of an appeal as far as this person may see them; "" for none."""
    if shower not in _RATINGS:
        _RATINGS.append(shower)


def ratings(scope: Scope, appeal_id: int) -> list[str]:
    """The pieces that other contexts show on the desk of an answered appeal. Ask after the right to the appeal."""
    return [piece for shower in _RATINGS if (piece := shower(scope, appeal_id))]


def on_draft(maker: Callable[[Scope, str, str], Draft | None]) -> None:
    """Give the beginning of an answer: called with the scope, the number of the appeal and what `?draft=` names."""
    if maker not in _DRAFT:
        _DRAFT.append(maker)


def draft(scope: Scope, number: str, named: str) -> Draft | None:
    """The beginning that another context offers; None where none does. Ask after the right to the appeal."""
    return next((found for maker in _DRAFT if (found := maker(scope, number, named))), None)



def on_came_of(shower: Callable[[OwnAppeal], str]) -> None:
    """Show, as a piece of the applicant's page, what came of what an ordinary appeal told; "" for nothing."""
    if shower not in _CAME_OF:
        _CAME_OF.append(shower)


def came_of(own: OwnAppeal) -> list[str]:
    """The pieces that other contexts show to the applicant. Never asked for a sensitive appeal."""
    return [piece for shower in _CAME_OF if (piece := shower(own))]


def on_origin(shower: Callable[[Scope, int, str], str]) -> None:
    """Show, as a piece of the desk, where an appeal (id, number) came from; "" for nothing. Asked after the right."""
    if shower not in _ORIGIN:
        _ORIGIN.append(shower)


def origin(scope: Scope, appeal_id: int, number: str) -> list[str]:
    """The pieces that other contexts show of where an appeal came from."""
    return [piece for shower in _ORIGIN if (piece := shower(scope, appeal_id, number))]


def on_step(listener: Callable[[Moved], object]) -> None:
    """Be called inside the transaction of every step of an appeal's history. Listeners that have nothing to tell must
    cost no statement."""
    if listener not in _STEP:
        _STEP.append(listener)


def step(fact: Moved) -> None:
    """Tell the listeners."""
    for listener in _STEP:
        listener(fact)


def proof_of(secret_hash: bytes | memoryview, opening: int) -> bytes:
    """The proof of one opening of one appeal."""
    return bytes(secret_hash) + bytes([opening])
