"""Every act on an appeal: its right, its form, what it does with a valid form, what is said then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.appeals import hooks, presenters, selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import duplicates, moves, supervise, talk, uploads
from senim.appeals.actions.answer import Words
from senim.appeals.domain import Outcome
from senim.appeals.forms import (
    AboutForm,
    AnswerForm,
    CrimeForm,
    DuplicateForm,
    ExtendForm,
    GroundForm,
    TextForm,
    ToBodyForm,
    ToPostForm,
)
from senim.appeals.models import Appeal
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.staff.api import StaffRequest
from senim.web.undoing import AGAIN


@dataclass(frozen=True, slots=True)
class Doing:
    """One time that an act is done: by whom, on what, with which valid answers of its form."""

    actor: Actor
    appeal: Appeal
    data: dict[str, Any]
    request: StaffRequest


@dataclass(frozen=True, slots=True)
class Act:
    """One act on an appeal: its right, its form, what it does with a valid form, and what is said then.

    form: called with the request and the appeal, and with what was posted. may_be_undone: for some seconds.
    """

    right: str
    form: Callable[..., Any]
    do: Callable[[Doing], object]
    said: Any
    may_be_undone: bool = False


def _text(label: Any, hint: Any = "", form: Any = TextForm) -> Callable[..., Any]:
    return lambda _request, _appeal, *args: form(*args, label=label, hint=hint)


def _posts(request: StaffRequest, _appeal: Appeal, *args: Any) -> Any:
    return ToPostForm(*args, posts=presenters.post_choices(request.scope))


def _about(request: StaffRequest, _appeal: Appeal, *args: Any) -> Any:
    return AboutForm(*args, posts=presenters.officer_choices(request.scope))


def _bodies(_request: StaffRequest, appeal: Appeal, *args: Any) -> Any:
    return ToBodyForm(*args, bodies=presenters.body_choices(appeal))


def _answering(request: StaffRequest, appeal: Appeal, *args: Any) -> Any:
    """The answer's form; `?draft=` puts in what another context knows (the words of a visit), `?again=` what was
    just taken back."""
    if args:
        return AnswerForm(*args)
    if again := request.GET.get(AGAIN, "")[:60]:
        return AnswerForm(initial=selectors.typed_before(request.scope, appeal, again))
    named = request.GET.get("draft", "")[:40]
    begun = hooks.draft(request.scope, appeal.number, named) if named else None
    return AnswerForm(initial=asdict(begun) if begun else None)


def _form(form: Any) -> Callable[..., Any]:
    return lambda _request, _appeal, *args: form(*args)


def _answer(doing: Doing) -> object:
    data = doing.data
    stored = uploads.accept(doing.request.FILES.getlist("files"), kinds=("image",))
    said = Words(
        Outcome(data["outcome"]),
        data["text"],
        done=data["done"],
        where=data["where"],
        when=data["when"],
        reason=data["reason"],
        legality=dict.fromkeys(data["legality"], True),
        file_ids=tuple(one.pk for one in stored),
    )
    return answers.answer(actor=doing.actor, appeal_id=doing.appeal.pk, words=said)


def _said(action: Callable[..., object]) -> Callable[[Doing], object]:
    return lambda doing: action(actor=doing.actor, appeal_id=doing.appeal.pk, text=doing.data["text"])


ACTS: dict[str, Act] = {
    "answer": Act("appeals.answer", _answering, _answer, _("The answer is sent."), may_be_undone=True),
    "ask": Act(
        "appeals.ask",
        _text(_("Question to the applicant")),
        _said(talk.ask),
        _("The question is sent."),
    ),
    "note": Act(
        "appeals.note",
        _text(_("Note for colleagues"), _("The applicant does not see it.")),
        _said(talk.note),
        _("The note is kept."),
    ),
    "recommend": Act(
        "appeals.recommend",
        _text(_("Recommendation")),
        _said(talk.recommend),
        _("The recommendation is sent."),
    ),
    "transfer": Act(
        "appeals.offer_transfer",
        _posts,
        lambda doing: moves.offer_transfer(
            actor=doing.actor, appeal_id=doing.appeal.pk, post_id=doing.data["post"], reason=doing.data["text"]
        ),
        _("Offered. It stays with you until it is accepted."),
        may_be_undone=True,
    ),
    "assign": Act(
        "appeals.assign",
        _posts,
        lambda doing: moves.assign(
            actor=doing.actor, appeal_id=doing.appeal.pk, post_id=doing.data["post"], reason=doing.data["text"]
        ),
        _("Assigned."),
        may_be_undone=True,
    ),
    "about": Act(
        "appeals.mark_about_officer",
        _about,
        lambda doing: moves.mark_about_officer(
            actor=doing.actor,
            appeal_id=doing.appeal.pk,
            post_id=doing.data["post"] or None,
            reason=doing.data["text"],
        ),
        Label(
            "Шағым деп белгіленді: жоғары тұрған басшыға берілді.",
            "Отмечено как жалоба: передано вышестоящему руководителю.",
            "Marked as a complaint: it went to the superior.",
        ),
    ),
    "duplicate": Act(
        "appeals.mark_duplicate",
        _form(DuplicateForm),
        lambda doing: duplicates.mark(
            actor=doing.actor, appeal_id=doing.appeal.pk, number=doing.data["number"]
        ),
        _("Linked both ways. Each stays where it is; the answer goes to both."),
    ),
    "unlink": Act(
        "appeals.mark_duplicate",
        _text(_("Why they are not the same"), form=GroundForm),
        lambda doing: duplicates.unmark(actor=doing.actor, appeal_id=doing.appeal.pk, reason=doing.data["text"]),
        _("The link is taken away."),
    ),
    "refer": Act(
        "appeals.refer",
        _bodies,
        lambda doing: moves.refer(
            actor=doing.actor, appeal_id=doing.appeal.pk, body_id=doing.data["body"], text=doing.data["text"]
        ),
        _("The other body has its own link and its own clock."),
    ),
    "redirect": Act(
        "appeals.redirect",
        _bodies,
        lambda doing: moves.redirect(
            actor=doing.actor, appeal_id=doing.appeal.pk, body_id=doing.data["body"], reason=doing.data["text"]
        ),
        _("Redirected; the applicant is told."),
        may_be_undone=True,
    ),
    "hand": Act(
        "appeals.hand_to_duty",
        _text(_("Signs of a crime")),
        lambda doing: moves.hand_to_duty(actor=doing.actor, appeal_id=doing.appeal.pk, reason=doing.data["text"]),
        _("The duty unit has it now."),
        may_be_undone=True,
    ),
    "crime": Act(
        "appeals.reference_crime",
        _form(CrimeForm),
        lambda doing: moves.reference_crime(
            actor=doing.actor,
            appeal_id=doing.appeal.pk,
            reference=doing.data["reference"],
            registered_at=doing.data["registered_at"],
        ),
        _("The reference is kept."),
    ),
    "pause": Act(
        "appeals.pause",
        _text(_("Ground of the suspension"), form=GroundForm),
        lambda doing: supervise.pause(actor=doing.actor, appeal_id=doing.appeal.pk, ground=doing.data["text"]),
        _("The clock is suspended; the applicant is told."),
    ),
    "extend": Act(
        "appeals.extend",
        _form(ExtendForm),
        lambda doing: supervise.extend(
            actor=doing.actor, appeal_id=doing.appeal.pk, until=doing.data["until"], ground=doing.data["text"]
        ),
        _("Extended; the applicant is told."),
    ),
    "reopen": Act(
        "appeals.decide_reopening",
        _text(_("Ground of the decision"), form=GroundForm),
        lambda doing: answers.decide_reopening(
            actor=doing.actor,
            appeal_id=doing.appeal.pk,
            accept=doing.request.POST.get("accept") == "yes",
            ground=doing.data["text"],
        ),
        _("Decided; the applicant is told."),
    ),
}
