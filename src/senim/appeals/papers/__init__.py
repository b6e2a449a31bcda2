"""Papers that are made from an appeal: the answer, the notice of redirection, the notice of a longer term.

The words of an answer come from the desk, where they are written once; the beginnings that help to write them
(`models.Template`) stay what they are: words for an answer, and not a form of a document.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from senim.appeals import catalogue, selectors
from senim.appeals.domain import OUTCOMES, Outcome
from senim.appeals.models import Appeal, Body
from senim.appeals.permissions import HELPERS, HOLDERS, can_act
from senim.documents import api as documents
from senim.documents.api import Filled, Kind, Value
from senim.kernel import ids, legal
from senim.kernel.clock import local, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.formats import Case, day, quantity
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope

HERE = Path(__file__).parent
CARD = Label("өтініштің карточкасы", "карточка обращения", "the card of the appeal")
ANSWER = Label("өтінішке берілген жауап", "данный ответ", "the answer that was given")
IDENTITY = Label(
    "өтініш берушінің деректері (ашылғаны журналға түсті)",
    "данные заявителя (открытие записано в журнал)",
    "the applicant's identity (its opening is logged)",
)
HISTORY = Label("өтініштің тарихы", "история обращения", "the history of the appeal")
DECISION = Label("мерзімді ұзарту туралы шешім", "решение о продлении", "the decision to extend")
TERMS = Label("құқықтық мерзімдер", "правовые сроки", "the legal terms")
NAMES = {
    "answer": Label("Өтінішке жауап", "Ответ заявителю", "Answer to an applicant"),
    "redirect": Label("Қайта жіберу туралы хабарлама", "Уведомление о перенаправлении", "Redirect notice"),
    "extension": Label("Мерзімді ұзарту туралы хабарлама", "Уведомление о продлении срока", "Extension notice"),
}
NO_ANSWER = Label(
    "Бұл өтінішке жауап әлі берілмеген. Алдымен карточкада жауап беріңіз: қағаз соның сөзімен шығады.",
    "На это обращение ещё не ответили. Сначала ответьте в карточке: бумага составляется его словами.",
    "This appeal is not answered yet. Answer on its card first: the paper takes its words.",
)
NOT_SENT = Label(
    "Бұл өтініш басқа органға жіберілмеген.", "Это обращение не перенаправлено.", "This appeal was not sent on."
)
NOT_LONGER = Label(
    "Бұл өтініштің мерзімі ұзартылмаған.", "Срок этого обращения не продлён.", "The term of this appeal is as it was."
)


def register() -> None:
    """The three kinds; call it from AppConfig.ready."""
    both = HOLDERS | HELPERS
    for folder, fill, signers in (
        ("answer", answer, HOLDERS),
        ("redirect", redirect, HOLDERS),
        ("extension", extension, frozenset({Role.HEAD})),
    ):
        kind = Kind(
            f"appeal_{folder}",
            NAMES[folder],
            of="appeal",
            makers=both,
            signers=signers,
            folder=HERE / folder,
            fill=fill,
            word=True,
        )
        documents.register(kind)


def _appeal(scope: Scope, subject: str) -> Appeal:
    return selectors.get(scope, ids.parse_number(subject) or "")


def _filled(scope: Scope, appeal: Appeal, spoken: str, values: dict[str, Value], post_id: int | None) -> Filled:
    """The values that each of the three has, and those of its own."""
    post = appeal.holder_id or post_id
    if post is None:
        raise NotYours("not_found", selectors.NOT_FOUND)
    common = {
        "appeal": Value(appeal.number, CARD),
        "received": Value(_on(appeal.received_at, spoken), CARD),
        "matter": Value(catalogue.category(appeal.category).label.in_(spoken), CARD),
    }
    name = _applicant(scope, appeal)
    if name:
        common["applicant"] = Value(name, IDENTITY)
    # A complaint about an officer stays with whoever holds it: no head of the area finds its papers in a list.
    complaint = appeal.about_post_id is not None or appeal.about_unknown
    return Filled(
        {**common, **values},
        "" if complaint else appeal.area_path,
        post,
        appeal.number,
        owed_by=appeal.owed_at,
        about_post=appeal.about_post_id,
        about_account=appeal.about_account_id,
        language=spoken,
    )


def _on(at: datetime, spoken: str) -> str:
    """A day on which something was done, as a sentence has it."""
    return day(local(at).date(), spoken, Case.LOCATIVE)


def _applicant(scope: Scope, appeal: Appeal) -> str:
    """The name of who wrote under a name, to whoever may know it; each opening is logged."""
    if appeal.known_as != "named" or not can_act(scope, "appeals.read_identity", appeal):
        return ""
    found = selectors.identity(Actor("staff", scope.account_id, None, scope), appeal)
    return found.name if found else ""


def answer(scope: Scope, subject: str, language: str) -> Filled:
    """The newest answer. Raises Refused where there is none."""
    appeal = _appeal(scope, subject)
    spoken = language or appeal.language
    given = next(reversed(appeal.answers_given.all()), None)
    if given is None:
        raise Refused("no_answer", NO_ANSWER)
    values = {
        "outcome": Value(OUTCOMES[Outcome(given.outcome)].in_(spoken), ANSWER),
        "answer": Value(given.text, ANSWER),
        "done": Value(given.done, ANSWER),
        "where": Value(given.where, ANSWER),
        "when": Value(day(given.when, spoken) if given.when else "", ANSWER),
        "reason": Value(given.reason, ANSWER),
    }
    if given.final:
        values["complaint"] = Value(_complaint(spoken), TERMS)
    return _filled(scope, appeal, spoken, values, given.post_id)


def _complaint(spoken: str) -> str:
    term = legal.term("appeal.complaint_term", today())
    return quantity(term.value or 0, term.unit.value, spoken)


def redirect(scope: Scope, subject: str, language: str) -> Filled:
    """Where it went and why. Raises Refused where it was not sent on."""
    appeal = _appeal(scope, subject)
    spoken = language or appeal.language
    told = next((one for one in reversed(appeal.events.all()) if one.type == "redirected"), None)
    if told is None:
        raise Refused("not_sent", NOT_SENT)
    body = Body.objects.get(pk=told.data["body"])
    values = {
        "body": Value(str(getattr(body, f"name_{spoken}")), HISTORY),
        "redirected": Value(_on(told.at, spoken), HISTORY),
        "reason": Value(told.data["reason"], HISTORY),
    }
    return _filled(scope, appeal, spoken, values, told.post_id)


def extension(scope: Scope, subject: str, language: str) -> Filled:
    """The former term, the new one, the ground. Raises Refused where nothing was extended."""
    appeal = _appeal(scope, subject)
    spoken = language or appeal.language
    longer = getattr(appeal, "extension", None)
    if longer is None:
        raise Refused("not_longer", NOT_LONGER)
    values = {
        "old_due": Value(day(local(longer.old_due).date(), spoken), DECISION),
        "new_due": Value(day(local(longer.new_due).date(), spoken), DECISION),
        "decided": Value(_on(longer.decided_at, spoken), DECISION),
        "ground": Value(longer.ground, DECISION),
    }
    return _filled(scope, appeal, spoken, values, None)
