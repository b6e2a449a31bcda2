"""Writes: a token is issued with the contact, and used by the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from senim.kernel import audit, ids, legal
from senim.kernel.clock import local, now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.quality import policies
from senim.quality.domain import FINAL_AFTER, WORDING, ContactKind, Criterion, Marks, Participant, code_of, is_good
from senim.quality.keys import code_hash, find, joined_contact, token_from
from senim.quality.models import Rating, RatingToken

RATED = Label(
    "Жауап бағаланып қойған, сондықтан қайтаруға болмайды.",
    "Ответ уже оценили, поэтому отменить его нельзя.",
    "The answer was rated already, so it cannot be taken back.",
)


@dataclass(frozen=True, slots=True)
class Rated:
    """What became of a rating: the moment it becomes final, and whether it was the first or a correction."""

    final_at: datetime
    corrected: bool


def issue_token(
    *,
    actor: Actor,
    contact_kind: ContactKind,
    contact_id: int | str,
    area_id: int | None,
    area_path: str,
    post_id: int | None,
    participant: Participant = Participant.APPLICANT,
    at: datetime | None = None,
    proof: bytes = b"",
    on_time: bool | None = None,
) -> str:
    """Issue the right to rate one contact and answer the secret token, which is stored nowhere.

    An unused token of the same contact and person is withdrawn: the newest answer is the one that is rated. With a
    `proof` the token is made from it (see `keys.token_from`), so that the contact's own page can find it again.
    """
    at = at or now()
    token = token_from(proof) if proof else ids.new_token()
    with transaction.atomic():
        RatingToken.objects.filter(
            contact_kind=contact_kind.value, contact_id=str(contact_id), participant=participant.value,
            used_at__isnull=True, withdrawn_at__isnull=True,
        ).update(withdrawn_at=at)
        row = RatingToken.objects.create(
            token_hash=ids.token_hash(token), code_hash=code_hash(code_of(token)), contact_kind=contact_kind.value,
            contact_id=str(contact_id), participant=participant.value, area_id=area_id, area_path=area_path,
            post_id=post_id, issued_at=at, expires_at=at + _lifetime(at), on_time=on_time,
        )
        audit.record(actor, "rating.issue", ("rating_token", row.pk), area_path=area_path,
                     data={"kind": contact_kind, "about": str(contact_id)})
    return token


def issue_to_joined(
    *,
    actor: Actor,
    contact_id: str,
    area_id: int | None,
    area_path: str,
    post_id: int | None,
    at: datetime,
    on_time: bool | None,
    joined: Sequence[tuple[int, bytes]],
) -> None:
    """Issue the right to rate to everybody who joined a report, (row, proof) each: three statements, however many.

    Their contact is "appeal+row", so that the ratings of different people about one answer are told apart.
    """
    contacts = {joined_contact(contact_id, row): token_from(proof) for row, proof in joined}
    with transaction.atomic():
        RatingToken.objects.filter(
            contact_kind=ContactKind.APPEAL.value, contact_id__in=list(contacts), used_at__isnull=True,
            withdrawn_at__isnull=True,
        ).update(withdrawn_at=at)
        RatingToken.objects.bulk_create(
            RatingToken(
                token_hash=ids.token_hash(token), code_hash=code_hash(code_of(token)),
                contact_kind=ContactKind.APPEAL.value, contact_id=contact, participant=Participant.APPLICANT.value,
                area_id=area_id, area_path=area_path, post_id=post_id, issued_at=at, expires_at=at + _lifetime(at),
                on_time=on_time,
            )
            for contact, token in contacts.items()
        )
        audit.record(actor, "rating.issue_joined", ("appeal", contact_id), area_path=area_path,
                     data={"kind": ContactKind.APPEAL, "people": len(contacts)})


def recall_tokens(*, actor: Actor, area_path: str, contact_id: str, proofs: Sequence[bytes]) -> None:
    """The contact did not happen after all: its tokens go, and what they had withdrawn may be rated again.

    Raises Refused where one was used already: what a person said is not erased.
    """
    hashes = [ids.token_hash(token_from(proof)) for proof in proofs]
    with transaction.atomic():
        rows = list(RatingToken.objects.select_for_update().filter(token_hash__in=hashes))
        if any(row.used_at for row in rows):
            raise Refused("rated", RATED)
        RatingToken.objects.filter(pk__in=[row.pk for row in rows]).delete()
        RatingToken.objects.filter(
            contact_kind=ContactKind.APPEAL.value, contact_id__in=[row.contact_id for row in rows], used_at=None,
            withdrawn_at__in={row.issued_at for row in rows},
        ).update(withdrawn_at=None)
        audit.record(actor, "rating.recall", ("appeal", contact_id), area_path=area_path, data={"tokens": len(rows)})


def rate(*, actor: Actor, key: str, said: Marks, language: str) -> Rated:
    """Store or correct what a person says, by link token or printed code. Sending twice gives one rating.

    Refuses: staff, an unknown, withdrawn or expired key, a rating that is final, an empty rating.
    """
    policies.check_rater(actor)
    policies.check_marks(said)
    at = now()
    with transaction.atomic():
        token = find(RatingToken.objects.select_for_update(), key)
        earlier = Rating.objects.filter(pk=token.pk).first() if token else None
        policies.check_rate(state_of(token, earlier), at)
        assert token is not None
        rating = _write(token, earlier, said, language, at)
        # The log says that a rating was given, never what it said or by which secret.
        audit.record(actor, "rating.correct" if earlier else "rating.give", ("rating_token", token.pk),
                     area_path=token.area_path, data={"kind": token.contact_kind})
    return Rated(rating.final_at, corrected=earlier is not None)


def _lifetime(at: datetime) -> timedelta:
    term = legal.term("rating.token", local(at).date())
    return timedelta(days=term.value or 14)


def state_of(token: RatingToken | None, rating: Rating | None) -> policies.TokenState | None:
    """What the policies need to know of a token."""
    if token is None:
        return None
    return policies.TokenState(token.expires_at, token.withdrawn_at, rating.final_at if rating else None)


def _write(token: RatingToken, rating: Rating | None, said: Marks, language: str, at: datetime) -> Rating:
    if rating is None:
        rating = Rating(token=token, rated_at=at, final_at=at + FINAL_AFTER)
        RatingToken.objects.filter(pk=token.pk).update(used_at=at)
    for criterion in Criterion:
        setattr(rating, criterion.value, said.marks.get(criterion))
    rating.wording, rating.good = WORDING, is_good(said)
    rating.solved = said.solved.value if said.solved else ""
    rating.words = said.words.strip()
    rating.language = language
    # A clock that jumps back must not make a correction older than the rating.
    rating.changed_at = max(at, rating.rated_at)
    rating.save(force_insert=rating._state.adding)  # noqa: SLF001 - one statement, not a try and a retry
    return rating
