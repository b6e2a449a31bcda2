"""Contacts and ratings of the past in bulk: what the demonstration and an import bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from senim.kernel import audit, ids
from senim.kernel.scoping import Actor
from senim.quality import policies
from senim.quality.domain import (
    FINAL_AFTER,
    WORDING,
    ContactKind,
    Criterion,
    Marks,
    Participant,
    Solved,
    code_of,
    is_good,
)
from senim.quality.keys import code_hash, token_from
from senim.quality.models import Rating, RatingToken

BATCH = 500
LIFETIME = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PastContact:
    """A contact that could be rated, and what was said: `rated_at` None for who did not answer.

    marks: criterion to 1..5, at least one where rated. solved: yes, partly, no or "". on_time: whether the contact
    itself was in time. proof: as in `api.issue_token`.
    """

    contact_id: int | str
    area_id: int | None
    area_path: str
    post_id: int | None
    issued_at: datetime
    rated_at: datetime | None = None
    marks: Mapping[str, int] = field(default_factory=dict)
    solved: str = ""
    words: str = ""
    language: str = "kk"
    contact_kind: str = ContactKind.APPEAL
    participant: str = Participant.APPLICANT
    proof: bytes = b""
    on_time: bool | None = None


def import_past(records: Iterable[PastContact], *, actor: Actor) -> int:
    """Write contacts in batches, each batch in one transaction; how many ratings there were among them.

    Raises ValueError for a mark or a word that a form would not have let through.
    """
    left, rated = iter(records), 0
    while batch := list(islice(left, BATCH)):
        rated += _batch(batch, actor)
    return rated


def _batch(records: list[PastContact], actor: Actor) -> int:
    tokens = [_token(one) for one in records]
    pairs = [(one, token) for one, token in zip(records, tokens, strict=True) if one.rated_at]
    with transaction.atomic():
        RatingToken.objects.bulk_create(tokens)
        Rating.objects.bulk_create(_rating(one, token) for one, token in pairs)
        audit.record(actor, "rating.imported", ("batch", tokens[0].pk),
                     data={"issued": len(tokens), "rated": len(pairs)})
    return len(pairs)


def _token(one: PastContact) -> RatingToken:
    token = token_from(one.proof) if one.proof else ids.new_token()
    return RatingToken(
        token_hash=ids.token_hash(token), code_hash=code_hash(code_of(token)),
        contact_kind=ContactKind(one.contact_kind).value, contact_id=str(one.contact_id),
        participant=Participant(one.participant).value, area_id=one.area_id, area_path=one.area_path,
        post_id=one.post_id, issued_at=one.issued_at, expires_at=one.issued_at + LIFETIME, used_at=one.rated_at,
        on_time=one.on_time,
    )


def _rating(one: PastContact, token: RatingToken) -> Rating:
    assert one.rated_at is not None
    said = Marks({Criterion(name): mark for name, mark in one.marks.items()},
                 Solved(one.solved) if one.solved else None, one.words)
    policies.check_marks(said)
    return Rating(
        token=token, wording=WORDING, good=is_good(said), solved=one.solved, words=said.words,
        language=one.language, rated_at=one.rated_at, changed_at=one.rated_at, final_at=one.rated_at + FINAL_AFTER,
        **{criterion.value: mark for criterion, mark in said.marks.items()},
    )
