"""What other contexts tell us: an answered appeal issues the right to rate it, and its page asks for the link again."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from senim.appeals.api import Answered
from senim.kernel.clock import now
from senim.kernel.scoping import Actor, Scope
from senim.quality import actions, policies, presenters, selectors
from senim.quality.domain import ContactKind
from senim.quality.keys import token_from


def appeal_answered(fact: Answered) -> str:
    """Issue the token of a final answer, in the transaction of the answer. The officer who answers never gets it.

    Whoever joined the report and follows the same answer gets a token of the own, in the same few statements for all.
    """
    if fact.joined:
        actions.issue_to_joined(
            actor=Actor.system("quality"), contact_id=str(fact.appeal_id), area_id=fact.area_id,
            area_path=fact.area_path, post_id=fact.post_id, at=fact.at, on_time=fact.on_time, joined=fact.joined,
        )
    return actions.issue_token(
        actor=Actor.system("quality"), contact_kind=ContactKind.APPEAL, contact_id=fact.appeal_id, area_id=fact.area_id,
        area_path=fact.area_path, post_id=fact.post_id, at=fact.at, proof=fact.proof,
        on_time=fact.on_time,
    )


def appeal_answer_taken_back(fact: Answered) -> None:
    """The answer was taken back seconds after it was given: nobody can have rated it, and nobody will."""
    actions.recall_tokens(
        actor=Actor.system("quality"), area_path=fact.area_path, contact_id=str(fact.appeal_id),
        proofs=(fact.proof, *(proof for _row, proof in fact.joined)),
    )


def appeal_rating_link(proof: bytes) -> str:
    """The address where the applicant rates this answer, "" when it can no longer be rated (1 query)."""
    token = token_from(proof)
    return reverse("quality:rate", args=[token]) if policies.can_rate(selectors.state(token), now()) else ""


def appeal_ratings(scope: Scope, appeal_id: int) -> str:
    """The final ratings of an appeal for its desk, oldest first; "" where none may be seen yet (1 query)."""
    found = selectors.final_ratings(scope, ContactKind.APPEAL, appeal_id)
    rows = [presenters.of_contact(one, get_language() or "kk") for one in found]
    return render_to_string("quality/parts/of_contact.html", {"rows": rows}) if rows else ""
