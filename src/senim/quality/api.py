"""Ratings of the service: the door of the quality context.

Any contact with the police can issue a right to rate it; the person uses it once, by link or by printed code, within
the term "rating.token" (14 days), and may correct the rating for 24 hours. Then it is final: only then may an officer
see it, and only from 20 finals a year is anything but their number published.

    token = api.issue_token("appeal", appeal.pk, area_id, post_id, now())      # inside the action that answers
    api.rating_path(token)                                                     # what the letter links to
    api.code_of(token)                                                         # what is printed beside the link
    api.published(area_id), api.promises(area_id)                              # for the page of a beat
    api.final_ratings(scope, "appeal", appeal.pk)                              # for the card of the contact
    api.import_past(records, actor=...)                                        # PastContact: the past in bulk

An answered appeal issues its right by itself (`contacts`, through the hooks of appeals).

`contact_kind` is one of ContactKind, `participant` one of Participant (measure 11.1 of the Concept).
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from senim.kernel.scoping import Actor, Scope
from senim.quality import actions, selectors
from senim.quality.actions import Rated
from senim.quality.domain import (
    BLOCK,
    FINAL_AFTER,
    PROMISES_FROM,
    PUBLISH_FROM,
    WINDOW,
    ContactKind,
    Criterion,
    Marks,
    Participant,
    Solved,
    code_of,
)
from senim.quality.figures import CriterionResult, OnTimeAndGood, Promises, Published, Share
from senim.quality.keys import token_from
from senim.quality.past import PastContact, import_past
from senim.quality.selectors import FinalRating, promises, published
from senim.quality.wording import CRITERIA, SOLVED

__all__ = [
    "BLOCK", "CRITERIA", "FINAL_AFTER", "PROMISES_FROM", "PUBLISH_FROM", "SOLVED", "WINDOW", "ContactKind",
    "Criterion", "CriterionResult", "FinalRating", "Marks", "OnTimeAndGood", "Participant", "PastContact", "Promises",
    "Published", "Rated", "Share", "Solved", "code_of", "final_ratings", "import_past", "issue_token",
    "promises", "published", "rate", "rating_path", "token_from",
]


def issue_token(
    contact_kind: str,
    contact_id: int | str,
    area_id: int | None,
    post_id: int | None,
    at: datetime | None = None,
    *,
    area_path: str = "",
    participant: str = Participant.APPLICANT,
    actor: Actor | None = None,
    proof: bytes = b"",
    on_time: bool | None = None,
) -> str:
    """Issue the right to rate one contact; call it inside the transaction of the contact (3 statements).

    Answers the secret token: it goes into the link and nowhere else. `proof`: bytes that only this contact and this
    answer have (say the hash of the appeal's secret and the number of the answer); `token_from(proof)` then gives the
    same token again, for the contact's own page.

    `on_time`: whether the contact itself was in time, for the figure "on time and with quality".

    An unused token of the same contact and participant is withdrawn: the newest answer is the one that is rated.
    Raises ValueError for an unknown kind or participant, Refused never.
    """
    return actions.issue_token(
        actor=actor or Actor.system("quality"), contact_kind=ContactKind(contact_kind), contact_id=contact_id,
        area_id=area_id, area_path=area_path, post_id=post_id, participant=Participant(participant), at=at,
        proof=proof, on_time=on_time,
    )


def rate(key: str, marks: dict[str, int], solved: str | None = None, words: str = "", language: str = "kk") -> Rated:
    """Rate as the person does (the demonstration and tests use it): marks is criterion to 1..5."""
    said = Marks({Criterion(one): mark for one, mark in marks.items()}, Solved(solved) if solved else None, words)
    return actions.rate(actor=Actor.citizen(), key=key, said=said, language=language)


def final_ratings(scope: Scope, contact_kind: str, contact_id: int | str) -> list[FinalRating]:
    """Final ratings of a contact (1 query); ask only after the right to the contact itself has been checked."""
    return selectors.final_ratings(scope, ContactKind(contact_kind), contact_id)


def rating_path(token: str) -> str:
    """The address, without the host, of the page where this token is used, in the present language."""
    return reverse("quality:rate", args=[token])
