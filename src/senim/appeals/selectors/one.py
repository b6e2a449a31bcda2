"""One appeal: whole, as staff or its applicant may see it; who the applicant is; that it was read."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from senim.appeals.models import Answer, Appeal, AppealFile, Event, Identity, Message
from senim.appeals.permissions import NOT_YOURS, can_act, readable
from senim.appeals.selectors.held import as_it_stands
from senim.appeals.selectors.joined import PEOPLE
from senim.kernel import audit
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Scope

NOT_FOUND = Label("Мұндай өтініш табылмады.", "Такое обращение не найдено.", "No such appeal was found.")
REASON = Label(
    "Не үшін ашатыныңызды жазыңыз: бұл журналға түседі.",
    "Напишите, зачем открываете: это попадёт в журнал.",
    "Say why you open it: this goes into the log.",
)


#: By which right the applicant is opened; an anonymous one by none.
RIGHTS = {"named": "appeals.read_identity", "confidential": "appeals.unveil"}


def get(scope: Scope, number: str) -> Appeal:
    """One appeal with its talk, answers, history and files. Raises NotYours where it may not be seen. 6 queries."""
    found = _whole(Appeal.objects.filter(readable(scope), number=number).annotate(people=PEOPLE)).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


def by_secret(secret_hash: bytes) -> Appeal:
    """The applicant's own appeal, by the secret of the link. Internal notes and internal history do not come along."""
    shown = Prefetch("messages", Message.objects.exclude(kind="note").order_by("id"))
    seen = Prefetch("events", Event.objects.filter(public=True).order_by("id"))
    found = _whole(Appeal.objects.filter(secret_hash=secret_hash), shown, seen).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return as_it_stands(found)


def _whole(
    rows: QuerySet[Appeal], messages: Prefetch[str] | None = None, events: Prefetch[str] | None = None
) -> QuerySet[Appeal]:
    return rows.select_related("reopening", "followup", "extension").prefetch_related(
        messages or Prefetch("messages", Message.objects.order_by("id")),
        events or Prefetch("events", Event.objects.order_by("id")),
        Prefetch("answers_given", Answer.objects.order_by("id")),
        Prefetch("files", AppealFile.objects.select_related("file").order_by("id")),
        "referrals__body",
        "pauses",
    )


def entered(scope: Scope, appeal_id: int) -> Appeal:
    """What this person has just entered for a caller, whoever holds it now. One query."""
    return Appeal.objects.get(pk=appeal_id, entered_by=scope.account_id)


def identity(actor: Actor, appeal: Appeal, *, reason: str = "") -> Identity | None:
    """Who the applicant is, of an appeal that the actor sees. Every opening is logged.

    A named one's is for the holder. A confidential one's is for a head of that area, whoever holds the appeal, and
    never without a reason: so it was promised when the applicant chose. The way by which an anonymous applicant is told
    is for the outbox alone. Raises NotYours where the person may not.
    """
    right = RIGHTS.get(appeal.known_as)
    if right is None or not can_act(actor.scope, right, appeal):
        raise NotYours("not_yours", NOT_YOURS)
    if right == "appeals.unveil" and not reason.strip():
        raise NotYours("reason", REASON)
    found = Identity.objects.filter(appeal=appeal).first()
    if found is not None:
        audit.record(
            actor,
            "appeals.identity_read",
            ("appeal", appeal.pk),
            area_path=appeal.area_path,
            reads=True,
            data={"number": appeal.number, "known_as": appeal.known_as, "reason": reason.strip()[:300]},
        )
    return found


def note_reading(actor: Actor, appeal: Appeal) -> None:
    """Log that a sensitive card was opened."""
    if appeal.sensitive:
        audit.record(
            actor,
            "appeals.read",
            ("appeal", appeal.pk),
            area_path=appeal.area_path,
            reads=True,
            data={"number": appeal.number},
        )
