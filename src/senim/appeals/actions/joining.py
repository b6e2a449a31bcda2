"""“The same happened to me”: somebody joins an open report in place of a new one, and follows its answer.

A person counts once: by the contact that they leave, else by their browser. What is kept of both is a keyed mark on
this very report. Who is counted already gets a link of the own as everybody does, and is neither counted nor told
twice: the page must not tell a stranger that the owner of a telephone has joined.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from senim.appeals import letters
from senim.appeals.actions.intake import DRAFT_GONE, RECEIPT_AGAIN, find_draft
from senim.appeals.domain import State
from senim.appeals.models import Appeal, Draft, Followup, Identity, Joined
from senim.appeals.report import Receipt, secret_from, secret_hash
from senim.appeals.selectors.nearby import JOINABLE, JOINABLE_CATEGORIES, OPEN_FOR_MORE
from senim.kernel import audit, files, keys
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.web.marks import Browser, mark_of

MATTER = "senim.appeals.joined"
NOT_FOUND = Label("Мұндай хабарлама табылмады.", "Такое сообщение не найдено.", "No such report was found.")
NOT_OPEN = Label(
    "Бұл хабарламаға енді қосылуға болмайды: жауабы дайын немесе ол жабылды. Өз хабарламаңызды жалғастырыңыз.",
    "К этому сообщению уже не присоединиться: на него ответили или оно закрыто. Продолжите своё.",
    "This report can no longer be joined: it was answered or closed. Please go on with your own.",
)
NOT_ASKED = Label(
    "Бұл сұраққа жауап беретін уақыт емес немесе сіз жауап бергенсіз.",
    "Сейчас этот вопрос не задан или вы на него уже ответили.",
    "This is not asked now, or you have answered it already.",
)


@dataclass(frozen=True, slots=True)
class Way:
    """How it is safe to tell whoever joins: by no message (the link alone), an SMS or an e-mail."""

    safe_way: str = "link"
    phone: str = ""
    email: str = ""

    @property
    def to(self) -> str:
        """The one contact that the way needs; nothing else is kept."""
        return {"sms": self.phone, "email": self.email}.get(self.safe_way, "")


def join(*, actor: Actor, token: str, number: str, way: Way, browser: Browser, language: str) -> Receipt:
    """Join an open report with a draft, which is emptied; its files go. Pressed twice, it gives the same receipt.

    token: the secret of the draft. number: of the report. Raises Refused where the draft is gone or the report is not
    open any more, NotYours where it never was one that may be joined.
    """
    secret = secret_from(keys.marking(), f"joined:{token}")
    with transaction.atomic():
        draft = find_draft(token, lock=True)
        done = Joined.objects.filter(secret_hash=secret_hash(secret)).values_list("appeal__number", "appeal").first()
        if done:
            return Receipt(done[0], secret, done[1])
        if draft.sent_as_id is not None:
            raise Refused("draft_gone", DRAFT_GONE)
        appeal = _take(number)
        row = _row(appeal, way, browser, language)
        row.secret_hash = secret_hash(secret)
        row.save(force_insert=True)
        _empty(draft)
        _counted(actor, appeal, "joined")
        letters.joined(row, secret)
    return Receipt(appeal.number, secret, appeal.pk)


def _take(number: str) -> Appeal:
    """Lock a report that may be joined: two who join at once are counted one after the other."""
    rows = Appeal.objects.select_for_update(of=("self",)).filter(JOINABLE, category__in=JOINABLE_CATEGORIES)
    found = rows.filter(number=number).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    if found.state not in OPEN_FOR_MORE:
        raise Refused("not_open", NOT_OPEN)
    return found


def _row(appeal: Appeal, way: Way, browser: Browser, language: str) -> Joined:
    """The row of whoever joins now; one that holds nothing where the person is counted already."""
    matter = f"{MATTER}.{appeal.pk}"
    mark = browser.mark_on(matter)
    contact_mark = mark_of(matter, f"to:{way.to}") if way.to else None
    row = Joined(appeal=appeal, language=language, joined_at=now())
    known = Joined.objects.filter(appeal=appeal, again=False)
    before = known.filter(mark=mark).first() if mark else None
    if contact_mark is None:
        row.again, row.mark = before is not None, None if before else mark
    elif known.filter(contact_mark=contact_mark).exists() or _is_applicant(appeal, way.to):
        row.again = True
    elif before is not None and before.contact_mark is None:  # the same person leaves a contact now
        row.again = True
        _reach(before, way, contact_mark)
        before.save()
    else:
        row.mark = mark if before is None else None
        _reach(row, way, contact_mark)
    return row


def _reach(row: Joined, way: Way, contact_mark: bytes) -> None:
    row.safe_way, row.contact_mark = way.safe_way, contact_mark
    row.phone = way.to if way.safe_way == "sms" else ""
    row.email = way.to if way.safe_way == "email" else ""


def _is_applicant(appeal: Appeal, contact: str) -> bool:
    known = Identity.objects.filter(appeal=appeal).values_list("phone", "email").first()
    return known is not None and contact.casefold() in {one.casefold() for one in known if one}


def _empty(draft: Draft) -> None:
    kept = [row.file for row in draft.files.select_related("file")]
    draft.files.all().delete()
    for stored in kept:
        files.forget(stored)
    Draft.objects.filter(pk=draft.pk).update(data={}, expires_at=now() + RECEIPT_AGAIN)


def leave(*, actor: Actor, secret_hash: bytes) -> None:
    """Take it back whole: the link, the contact and the marks are gone. Raises NotYours where there is nothing."""
    with transaction.atomic():
        row, appeal = _own(secret_hash)
        row.delete()
        if not row.again:
            _counted(actor, appeal, "left")


def solved(*, actor: Actor, secret_hash: bytes, yes: bool) -> None:
    """Whether it is still solved after four weeks: each who joined says it once, when the applicant is asked too."""
    with transaction.atomic():
        row, appeal = _own(secret_hash)
        due = Followup.objects.filter(appeal=appeal, due_at__lte=now()).exists()
        if row.again or row.solved_at or not due or appeal.state not in {State.ANSWERED, State.CLOSED}:
            raise Refused("not_asked", NOT_ASKED)
        row.still_solved, row.solved_at = yes, now()
        row.save(update_fields=["still_solved", "solved_at"])
        audit.record(actor, "appeals.joined_solved", ("appeal", appeal.pk), area_path=appeal.area_path, data={})


def _own(secret_hash: bytes) -> tuple[Joined, Appeal]:
    """What the holder of a link joined, locked: the appeal first, as everywhere."""
    mine = Joined.objects.filter(secret_hash=secret_hash)
    appeal = Appeal.objects.select_for_update(of=("self",)).filter(pk__in=mine.values("appeal")).first()
    row = mine.first() if appeal else None
    if appeal is None or row is None:
        raise NotYours("not_found", NOT_FOUND)
    return row, appeal


def _counted(actor: Actor, appeal: Appeal, what: str) -> None:
    people = Joined.objects.filter(appeal=appeal, again=False).count()
    audit.record(
        actor, f"appeals.{what}", ("appeal", appeal.pk), area_path=appeal.area_path, data={"people": people}
    )
