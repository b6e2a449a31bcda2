"""How an appeal passes to other hands: transfer, referral, redirection, the duty unit."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction

from senim.appeals import clocks, letters, rules, terms
from senim.appeals.actions.history import beside, move, recall_offers, remember, take, told
from senim.appeals.actions.talk import GROUND_MAX, words
from senim.appeals.domain import Hand, State, Target
from senim.appeals.models import Appeal, Body, Referral, Transfer
from senim.appeals.permissions import WORKERS, check_act, offered
from senim.appeals.policies import check_open
from senim.appeals.report import random_secret, secret_hash
from senim.kernel import calendar, legal
from senim.kernel.clock import LOCAL, local, now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.staff import api as staff

NOT_TO_THEM = Label(
    "Шағым үстінен шағым түскен қызметкерге де, оның қол астындағыларға да берілмейді.",
    "Жалоба не передаётся тому, на кого она подана, и его подчинённым.",
    "A complaint is not passed to that officer or to anyone under that officer.",
)
NO_SUCH_POST = Label("Мұндай лауазым жоқ.", "Такой должности нет.", "There is no such post.")
ALREADY_OFFERED = Label(
    "Бұл өтініш басқа қызметкерге ұсынылып қойған.",
    "Обращение уже предложено другому сотруднику.",
    "It is already offered to somebody.",
)
DECIDED = Label(
    "Бұл ұсыныс бойынша шешім қабылданған.",
    "По этому предложению решение уже принято.",
    "This offer has been decided already.",
)
WRONG_TIME = Label(
    "Тіркелген уақытты тексеріңіз: ол болашақта немесе өтініштен бір жылдан бұрын бола алмайды.",
    "Проверьте время регистрации: оно не может быть в будущем или на год раньше обращения.",
    "Check the time of registration: it cannot lie ahead, or a year before the appeal.",
)
ALREADY_ABOUT = Label(
    "Бұл өтініш қызметкердің үстінен түскен шағым деп белгіленген.",
    "Это обращение уже отмечено как жалоба на сотрудника.",
    "It is marked as a complaint about an officer already.",
)
LINK_GONE = Label(
    "Сілтеме жарамсыз немесе мерзімі өткен. Жіберушіден жаңасын сұраңыз.",
    "Ссылка недействительна или устарела. Попросите отправителя прислать новую.",
    "This link is not valid or has expired. Ask the sender for a new one.",
)
NO_DUTY = Label(
    "Бұл аумақта кезекші бөлім белгіленбеген.",
    "Для этой территории не указана дежурная часть.",
    "No duty unit is set for this area.",
)


def check_may_hold(appeal: Appeal, post_id: int) -> None:
    """Raise Refused where a complaint would come to the officer complained of or to anyone under that officer."""
    post = staff.post_info(post_id)
    if post is None or not post.active or post.role not in WORKERS:
        raise Refused("no_such_post", NO_SUCH_POST, field="post")
    if appeal.about_post_id and (post_id == appeal.about_post_id or appeal.about_post_id in staff.post_chain(post_id)):
        raise Refused("not_to_them", NOT_TO_THEM, field="post")
    if appeal.about_unknown and post_id not in staff.post_chain(appeal.holder_id or 0) and post_id != appeal.holder_id:
        raise Refused("not_to_them", NOT_TO_THEM, field="post")
    theirs = staff.scope_of(appeal.about_account_id).posts()  # wherever they sit now
    if theirs & {post_id, *staff.post_chain(post_id)}:
        raise Refused("not_to_them", NOT_TO_THEM, field="post")


def offer_transfer(*, actor: Actor, appeal_id: int, post_id: int, reason: str) -> Transfer:
    """Offer the appeal to another post. It stays here, with its clocks, until that post accepts."""
    said = words(reason, GROUND_MAX)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.offer_transfer")
        check_open(appeal.state)
        check_may_hold(appeal, post_id)
        if Transfer.objects.filter(appeal=appeal, state=Hand.OFFERED).exists():
            raise Refused("already_offered", ALREADY_OFFERED)
        offer = Transfer.objects.create(
            appeal=appeal,
            from_post_id=appeal.holder_id,
            to_post_id=post_id,
            reason=said,
            offered_at=now(),
            account_id=actor.account_id,
        )
        beside(appeal, offered=offer.pk)
        told(appeal, actor, "transfer_offered", data={"post": post_id, "transfer": offer.pk}, public=False, save=False)
    return offer


def decide_transfer(*, actor: Actor, transfer_id: int, accept: bool) -> Transfer:
    """The post to which it was offered accepts (then it holds the appeal) or declines."""
    check_act(actor, "appeals.decide_transfer")
    with transaction.atomic():
        # The appeal first, as everywhere: two locks taken in two orders would wait for each other.
        mine = Transfer.objects.filter(pk=transfer_id, to_post__in=actor.scope.posts(*WORKERS))
        appeal = Appeal.objects.select_for_update(of=("self",)).filter(pk__in=mine.values("appeal")).first()
        if appeal is None:
            raise NotYours("not_found", DECIDED)
        offer = mine.filter(offered(actor.scope)).first()
        if offer is None:
            raise Refused("decided", DECIDED)
        remember(appeal)
        beside(appeal, decided=offer.pk)
        offer.state = Hand.ACCEPTED if accept else Hand.DECLINED
        offer.decided_at, offer.decided_by = now(), actor.account_id
        offer.save()
        if accept:
            check_may_hold(appeal, offer.to_post_id)
            appeal.holder_id = offer.to_post_id
        told(
            appeal,
            actor,
            "transferred" if accept else "transfer_declined",
            data={"post": offer.to_post_id},
            public=accept,
        )
    return offer


def assign(*, actor: Actor, appeal_id: int, post_id: int, reason: str) -> Appeal:
    """A head or the duty unit gives an appeal of the area to a post (a vacancy, a hole, a wrong beat)."""
    said = words(reason, GROUND_MAX)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.assign")
        check_open(appeal.state)
        check_may_hold(appeal, post_id)
        recall_offers(appeal)
        appeal.holder_id = post_id
        told(appeal, actor, "transferred", data={"post": post_id, "reason": said})
    return appeal


def mark_about_officer(*, actor: Actor, appeal_id: int, post_id: int | None, reason: str) -> Appeal:
    """A head says that this is a complaint about whoever held a post when it came, or (None) an officer not known.

    In any state: it leaves at once everybody whom it is about and everybody under them, and goes to the superior. A
    complaint about nobody known may be marked again once the officer is known, a named one never.
    """
    said = words(reason, GROUND_MAX)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.mark_about_officer")
        if appeal.about_post_id is not None or (appeal.about_unknown and post_id is None):
            raise Refused("already_about", ALREADY_ABOUT)
        if post_id is not None and staff.post_info(post_id) is None:
            raise Refused("no_such_post", NO_SUCH_POST, field="post")
        recall_offers(appeal)
        appeal.about_post_id, appeal.about_unknown = post_id, post_id is None
        appeal.about_account_id = staff.holder_of(post_id, appeal.received_at) if post_id is not None else None
        appeal.holder_id, steps = rules.superior(rules.place_again(appeal), post_id, now())
        appeal.route = appeal.route | {
            "target": str(Target.SUPERIOR), "steps": ["marked", *steps], "post": appeal.holder_id
        }
        told(
            appeal,
            actor,
            "marked_about",
            data={"post": appeal.holder_id, "reason": said},
            audited={"about_post": post_id, "holder": appeal.holder_id},
        )
        letters.news(appeal, "marked_about")
        letters.holder(appeal)
    return appeal


def refer(*, actor: Actor, appeal_id: int, body_id: int, text: str) -> tuple[Referral, str]:
    """Ask another body for its part, by a link with its own clock. The appeal stays. Returns referral and secret."""
    said = words(text)
    body = Body.objects.get(pk=body_id, active=True)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.refer")
        check_open(appeal.state)
        return ask_body(actor, appeal, body, said)


def ask_body(actor: Actor, appeal: Appeal, body: Body, said: str) -> tuple[Referral, str]:
    """The referral itself, its clock and its letter, in the caller's transaction; the caller has the right to it."""
    secret, at = random_secret(), now()
    term = legal.term("service.referral", local(at).date())
    due = calendar.add_working_days(local(at).date(), int(term.value or 10)).day
    referral = Referral.objects.create(
        appeal=appeal,
        body=body,
        token_hash=secret_hash(secret),
        text=said,
        offered_at=at,
        due_at=end_of(due),
        account_id=actor.account_id,
    )
    told(appeal, actor, "referred", data={"body": body.pk, "referral": referral.pk}, save=False)
    letters.executor(referral.pk, body.email, secret, appeal.language, due.isoformat())
    return referral, secret


def end_of(day: date) -> datetime:
    """The last second of a local day."""
    return datetime.combine(day, time(23, 59, 59), LOCAL)


def find_referral(secret: str) -> Referral:
    """The referral of a link, read by whoever holds it. Links die thirty days after their answer or their due day."""
    found = Referral.objects.select_related("body", "appeal").filter(token_hash=secret_hash(secret)).first()
    if found is None or (found.answered_at or found.due_at) + timedelta(days=30) < now():
        raise Refused("link_gone", LINK_GONE)
    return found


def act_on_referral(*, secret: str, step: Hand, text: str = "") -> Referral:
    """The other body accepts, declines with a reason, or answers."""
    said = words(text) if step in {Hand.DECLINED, Hand.ANSWERED} else ""
    with transaction.atomic():
        referral = find_referral(secret)
        appeal = Appeal.objects.select_for_update().get(pk=referral.appeal_id)
        _step_of_body(appeal, referral, step, said)
    return referral


def act_for_body(*, partner: int, referral_id: int, step: Hand, text: str = "") -> Referral:
    """The same for a body (its id) whose own system tells it by a signed message.

    An answer without a word of acceptance before it is both. Raises NotYours where this body was not asked
    so, Refused where the matter is decided.
    """
    said = words(text) if step in {Hand.DECLINED, Hand.ANSWERED} else ""
    with transaction.atomic():
        referral = Referral.objects.select_related("body").filter(pk=referral_id, body=partner).first()
        if referral is None:
            raise NotYours("not_found", LINK_GONE)
        appeal = Appeal.objects.select_for_update().get(pk=referral.appeal_id)
        referral.refresh_from_db(fields=["state"])
        if step is Hand.ANSWERED and referral.state == Hand.OFFERED:
            _step_of_body(appeal, referral, Hand.ACCEPTED, "")
        _step_of_body(appeal, referral, step, said)
    return referral


def _step_of_body(appeal: Appeal, referral: Referral, step: Hand, said: str) -> None:
    """One step of a body on a locked appeal. Raises Refused where it is not the turn of this step."""
    allowed = {Hand.OFFERED: {Hand.ACCEPTED, Hand.DECLINED}, Hand.ACCEPTED: {Hand.ANSWERED, Hand.DECLINED}}
    if step not in allowed.get(Hand(Referral.objects.values_list("state", flat=True).get(pk=referral.pk)), set()):
        raise Refused("decided", DECIDED)
    referral.state = step
    if step is Hand.ANSWERED:
        referral.answer, referral.answered_at = said, now()
    else:
        referral.reason, referral.decided_at = said[:500], now()
    referral.save()
    told(
        appeal,
        Actor.link(str(referral.body_id)),
        f"referral_{step}",
        data={"referral": referral.pk},
        public=step is not Hand.DECLINED,
        save=False,
    )


def redirect(*, actor: Actor, appeal_id: int, body_id: int, reason: str) -> Appeal:
    """Not our competence: sent to the competent body within three working days, with notice to the applicant."""
    said = words(reason)
    body = Body.objects.get(pk=body_id, active=True)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.redirect")
        at = now()
        term = legal.term("appeal.redirect", local(appeal.received_at).date())
        clock = clocks.redirect_due(appeal.received_at, calendar.current(), term)
        move(appeal, State.REDIRECTED)
        recall_offers(appeal)
        appeal.closed_at = at
        terms.void(appeal, at, "redirected")
        told(
            appeal, actor, "redirected", data={"body": body.pk, "reason": said}, audited={"in_term": at <= clock.due_at}
        )
        letters.news(appeal, "redirected")
        letters.news_to_joined(appeal, "redirected")
    return appeal


def hand_to_duty(*, actor: Actor, appeal_id: int, reason: str) -> Appeal:
    """A crime: the duty unit holds it from now on and enters the registration reference."""
    said = words(reason)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.hand_to_duty")
        duty = staff.duty_unit(appeal.area_id)
        if duty is None:
            raise Refused("no_duty", NO_DUTY)
        check_may_hold(appeal, duty)
        move(appeal, State.HANDED)
        recall_offers(appeal)
        appeal.holder_id = duty
        told(appeal, actor, "handed", data={"reason": said})
    return appeal


def reference_crime(*, actor: Actor, appeal_id: int, reference: str, registered_at: datetime) -> Appeal:
    """Keep the registration reference of a crime and its time. This system registers no crimes."""
    said = words(reference)[:40]
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.reference_crime")
        check_open(appeal.state)
        if not appeal.received_at - timedelta(days=366) <= registered_at <= max(now(), appeal.received_at):
            raise Refused("wrong_time", WRONG_TIME, field="registered_at")
        appeal.crime_reference, appeal.crime_registered_at = said, registered_at
        if appeal.state != State.HANDED:
            move(appeal, State.HANDED)
        told(appeal, actor, "crime_referenced", data={"reference": said})
    return appeal
