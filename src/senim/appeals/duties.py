"""What appeals put on the day of an officer: own open appeals by their clocks, and transfers that were offered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from senim.appeals.actions import moves, talk
from senim.appeals.catalogue import category
from senim.appeals.domain import State
from senim.appeals.models import Appeal, Transfer
from senim.appeals.permissions import HELPERS, HOLDERS, NOT_YOURS, WORKERS, not_shut_out, offered
from senim.appeals.presenters.desk import owed_words, shorten
from senim.kernel import duties
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Scope
from senim.staff import api as staff

MOST = 200
FIELDS = (
    "id", "number", "category", "state", "text", "place", "owed_at", "first_answer_at", "sensitive", "danger",
    "promise_due", "legal_due", "lon", "lat", "area_path", "reopened", "holder", "about_post", "about_unknown",
)
OFFERED = ("number", "category", "area_path", "sensitive", "place", "owed_at", "legal_due")
PROMISED = Label("Тұрғынға берілген уәде", "Обещание жителю", "A promise to the resident")
LAW = Label("Әкімшілік рәсімдік-процестік кодекс", "Административный процедурно-процессуальный кодекс",
            "Administrative Procedural Code")
OFFER = Label("Өтінішті қабылдау ұсынылды", "Предложено принять обращение", "An appeal is offered to you")
ASKED = Label("Әріптес сұрап отыр", "Просит коллега", "A colleague asks")
OPEN, ACCEPT, DECLINE = (
    Label("Жұмысқа алу", "Взять в работу", "Take into work"),
    Label("Қабылдау", "Принять", "Accept"),
    Label("Қайтару", "Отклонить", "Decline"),
)
OPENED = Label("Өтініш жұмысқа алынды.", "Обращение взято в работу.", "The appeal is taken into work.")
ACCEPTED = Label("Өтініш енді сізде.", "Обращение теперь у вас.", "The appeal is now yours.")
DECLINED = Label("Өтініш қайтарылды.", "Обращение возвращено.", "The appeal goes back.")
HANDED = Label(
    "Өтініш басшыңызға ұсынылды. Ол қабылдағанша тізіміңізде тұрады, бірақ сіз оған бармайсыз.",
    "Обращение предложено вашему руководителю. Пока он не принял, оно в вашем списке, но вы по нему не ходите.",
    "The appeal is offered to your head. Until it is accepted it stays on your list, but you do not go there.",
)
NOBODY_ABOVE = Label(
    "Жоғарыда басшы тағайындалмаған. Кезекші бөлімге хабарласыңыз.",
    "Руководитель над вами не назначен. Свяжитесь с дежурной частью.",
    "No head above you is appointed. Call the duty unit.",
)


def register() -> None:
    """Both sources; call it from AppConfig.ready."""
    duties.register(Source("appeals", rows=owed, show=shown, settle=take_into_work, hand_on=hand_on, words_to=words_to))
    duties.register(Source("transfers", rows=offers, show=duties.each(_offer), settle=decide))


def owed(scope: Scope, day: date) -> QuerySet[Appeal]:
    """Open appeals of the posts of a scope that are owed by the end of the horizon."""
    rows = Appeal.objects.filter(
        not_shut_out(scope),
        holder__in=scope.posts(*HOLDERS, *HELPERS),
        is_open=True,
        owed_at__lte=duties.until(day),
    ).exclude(state=State.ASKED)
    if scope.account_id is None:  # somebody above looks on: a complaint about an officer is its holder's alone
        rows = rows.filter(about_post__isnull=True, about_unknown=False)
    return rows.only(*FIELDS).order_by("owed_at", "id")[:MOST]


def shown(rows: Sequence[Appeal], scope: Scope, day: date) -> list[Duty]:  # noqa: ARG001 - `owed` asked for the day
    """Appeals as duties; who holds one may take it into work with a tap."""
    mine = scope.posts(*HOLDERS)
    return [_duty(one, one.holder_id in mine) for one in rows]


def _duty(appeal: Appeal, holds: bool) -> Duty:
    hidden = appeal.sensitive
    promised = appeal.first_answer_at is None and appeal.promise_due <= appeal.legal_due
    place = Where(appeal.area_path) if hidden else Where(appeal.area_path, appeal.place, appeal.lon, appeal.lat)
    assert appeal.owed_at is not None
    return Duty(
        key=f"appeals:{appeal.number}",
        what=f"{category(appeal.category).label}: {owed_words(appeal)}",
        where=place,
        owed_by=appeal.owed_at,
        ground=Ground.PROMISE if promised else Ground.LAW,
        because=PROMISED if promised else LAW,
        url=reverse("appeals:desk", args=[appeal.number]),
        told="" if hidden else shorten(appeal.text),
        outcomes=(("open", OPEN),) if holds and appeal.state == State.NEW else (),
        purpose="appeal",
        # A sensitive matter and a complaint about an officer never lie on a device.
        carried=not (hidden or appeal.about_post_id or appeal.about_unknown),
    )


def offers(scope: Scope, day: date) -> QuerySet[Transfer] | None:  # noqa: ARG001 - an offer has no day: it waits now
    """Transfers offered to the posts of a scope: owed by the clock of the appeal."""
    if scope.account_id is None:
        return None
    rows = Transfer.objects.filter(offered(scope)).select_related("appeal")
    return rows.only("reason", *(f"appeal__{field}" for field in OFFERED)).order_by("id")[:MOST]


def _offer(offer: Transfer) -> Duty:
    appeal = offer.appeal
    return Duty(
        key=f"transfers:{offer.pk}",
        what=f"{OFFER}: {category(appeal.category).label}",
        where=Where(appeal.area_path, "" if appeal.sensitive else appeal.place),
        owed_by=appeal.owed_at or appeal.legal_due,
        ground=Ground.DECISION,
        because=ASKED,
        url=reverse("appeals:desk", args=[appeal.number]),
        told=offer.reason,
        outcomes=(("accept", ACCEPT), ("decline", DECLINE)),
    )


def _appeal_of(actor: Actor, key: str) -> Appeal:
    number = key.partition(":")[2]
    held = Appeal.objects.filter(not_shut_out(actor.scope), holder__in=actor.scope.posts(*HOLDERS), number=number)
    found = held.only("id", "holder").first()
    if found is None:
        raise NotYours("not_yours", NOT_YOURS)
    return found


def take_into_work(actor: Actor, key: str, code: str) -> Label:
    """The one outcome of an appeal that needs no words: it is taken into work."""
    appeal = _appeal_of(actor, key)
    if code != "open":
        raise Refused("gone", duties.GONE)
    talk.open_it(actor=actor, appeal_id=appeal.pk)
    return OPENED


def decide(actor: Actor, key: str, code: str) -> Label:
    """Accept or decline an offered transfer."""
    number = key.partition(":")[2]
    if code not in {"accept", "decline"} or not number.isdecimal() or not actor.scope.has(*WORKERS):
        raise NotYours("not_yours", NOT_YOURS)
    moves.decide_transfer(actor=actor, transfer_id=int(number), accept=code == "accept")
    return ACCEPTED if code == "accept" else DECLINED


def hand_on(actor: Actor, key: str, reason: str) -> Label:
    """An officer who is close to somebody concerned offers the appeal to the head above."""
    appeal = _appeal_of(actor, key)
    head = staff.head_of(appeal.holder_id) if appeal.holder_id else None
    if head is None:
        raise Refused("nobody_above", NOBODY_ABOVE)
    moves.offer_transfer(actor=actor, appeal_id=appeal.pk, post_id=head, reason=reason)
    return HANDED


def words_to(key: str, visit: int) -> str:
    """The answer of the appeal with the words of a visit as its beginning."""
    return f"{reverse('appeals:desk', args=[key.partition(':')[2]])}?draft={visit}#do-answer"
