"""The page at the secret link."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from senim.appeals import catalogue, clocks, hooks, letters, routing, terms
from senim.appeals.domain import HEAD_DECIDES, NEXT_STEPS, PUBLIC_STATES, State, seen_as
from senim.appeals.models import Appeal, AppealFile, Followup
from senim.appeals.presenters.parts import (
    answer_view,
    card_of,
    file_row,
    language,
    place_words,
    promise_rows,
    qr,
    referral_row,
    timeline,
)
from senim.appeals.report import grouped
from senim.appeals.selectors import of_applicant
from senim.kernel import legal
from senim.kernel.clock import local, now


def applicant_context(appeal: Appeal, secret: str) -> dict[str, Any]:
    """The applicant's page. secret: "" where the browser has it open and only the hash is known: none is shown."""
    public_state = seen_as(appeal.state)

    def url_of(row: AppealFile) -> str:
        if appeal.sensitive:  # a link to a photo would bring the secret into the history
            return reverse("appeals:opened_file", args=[row.pk])
        return reverse("appeals:applicant_file", args=[secret, row.pk])

    answers = [answer_view(answer, appeal, url_of) for answer in appeal.answers_given.all()]
    link = letters.link(secret, language()) if secret else ""
    messages = list(appeal.messages.all())
    return {
        "appeal": appeal,
        "secret": secret,
        "code": grouped(secret),
        "link": link,
        "qr": qr(link) if link else "",
        "in_session": not secret,
        "answers": answers,
        "state": str(PUBLIC_STATES[public_state]),
        "state_code": str(public_state),
        "next": str(HEAD_DECIDES if appeal.state == State.REOPEN_ASKED else NEXT_STEPS[public_state]),
        "card": card_of(appeal.holder_id),
        "promises": promise_rows(appeal),
        "timeline": timeline(appeal.events.all(), internal=False),
        "messages_list": messages,
        "category": str(catalogue.category(appeal.category).label),
        "files": [file_row(row, url_of(row)) for row in appeal.files.all() if row.answer_id is None],
        "is_open": appeal.state in {State.NEW, State.IN_WORK, State.ASKED, State.HANDED},
        "is_asked": appeal.state == State.ASKED,
        "is_answered": appeal.state == State.ANSWERED,
        "silent": silence_words(appeal),
        "came_of": [] if appeal.sensitive else hooks.came_of(of_applicant(appeal)),
        "rating_url": hooks.rating_link(hooks.proof_of(appeal.secret_hash, appeal.reopened))
        if appeal.answered_at
        else "",
        "may_reopen": appeal.state == State.ANSWERED and not hasattr(appeal, "reopening"),
        "followup": _followup(appeal),
        "referrals": [referral_row(one) for one in appeal.referrals.all()],
        "about_officer": appeal.about_unknown or appeal.about_post_id is not None,
        "exit_secret": appeal.sensitive,
        "where": appeal.place or place_words({"area_id": appeal.area_id, "lon": appeal.lon}),
        "why": routing.sentences(appeal.route, language()),
    }


def _followup(appeal: Appeal) -> Followup | None:
    """The question of the fourth week, where it is time and not yet answered."""
    found = getattr(appeal, "followup", None)
    return (
        found
        if found
        and found.due_at <= now()
        and found.answered_at is None
        and appeal.state in {State.ANSWERED, State.CLOSED}
        else None
    )


def silence_words(appeal: Appeal) -> Any:
    """The legal term passed without an answer: silence counts as refusal and may be complained about."""
    return clocks.silence(terms.of(appeal)["legal"], now(), legal.term("appeal.complaint_term", local(now()).date()))
