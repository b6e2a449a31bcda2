"""How an appeal comes in: through a draft that a resident fills, or entered by staff for a caller."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from senim.appeals import catalogue, letters, rules, terms
from senim.appeals.actions.history import owed
from senim.appeals.domain import KnownAs, State
from senim.appeals.models import Appeal, AppealFile, Draft, Event, Identity
from senim.appeals.permissions import check_act
from senim.appeals.report import Contact, Receipt, Report, commitments, random_secret, secret_from, secret_hash
from senim.kernel import audit, files, ids, keys, text, versions
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.staff import api as staff

DRAFT_LIVES = timedelta(hours=24)
SENSITIVE_DRAFT_LIVES = timedelta(hours=1)
#: After sending, the draft's address shows the receipt again for so long (a double click, a lost reply), then nothing.
RECEIPT_AGAIN = timedelta(minutes=15)
TEXT_MAX = 10_000

DRAFT_GONE = Label(
    "Бастаған өтінішіңіз енді жоқ: мерзімі өтті немесе өшірілді. Қайта бастаңыз.",
    "Этого черновика больше нет: срок истёк или он удалён. Начните заново.",
    "This draft is gone: it has expired or was deleted. Please start again.",
)
TOO_LONG = Label(
    "Мәтін тым ұзын: 10 000 таңбадан аспасын. Қалғанын кейін қоса аласыз.",
    "Текст слишком длинный: не больше 10 000 знаков. Остальное можно добавить позже.",
    "The text is too long: 10,000 characters at most. You can add the rest later.",
)
NO_TEXT = Label("Не болғанын жазыңыз.", "Напишите, что случилось.", "Say what happened.")
UNKNOWN_CATEGORY = Label("Мұндай санат жоқ.", "Такой категории нет.", "There is no such category.")
UNKNOWN_ANSWER = Label(
    "Жауаптардың бірі бұл санаттың сұрақтарына сай емес. Сұрақтарға қайта жауап беріңіз.",
    "Один из ответов не подходит к вопросам этой категории. Ответьте на вопросы заново.",
    "One of the answers does not fit the questions of this category. Please answer them again.",
)
NO_NAME = Label(
    "Аты-жөніңізді жазыңыз немесе «Анонимді» дегенді таңдаңыз.",
    "Напишите имя или выберите «Анонимно».",
    "Give your name or choose to stay anonymous.",
)


# --- drafts -------------------------------------------------------------------------------------------------


def begin(*, language: str) -> str:
    """A new empty draft; returns the secret of its address."""
    token, at = ids.new_token(), now()
    Draft.objects.create(
        token_hash=ids.token_hash(token), language=language, created_at=at, expires_at=at + DRAFT_LIVES
    )
    return token


def find_draft(token: str, *, lock: bool = False) -> Draft:
    """The draft of a secret. Raises Refused where it is gone."""
    rows = Draft.objects.select_for_update() if lock else Draft.objects.all()
    found = rows.filter(token_hash=ids.token_hash(token)).first()
    if found is None or found.expires_at <= now():
        raise Refused("draft_gone", DRAFT_GONE)
    return found


def open_draft(token: str) -> Draft:
    """The locked draft of a secret, to be written in. Raises Refused where it is gone or was sent: it stays empty."""
    found = find_draft(token, lock=True)
    if found.sent_as_id is not None:
        raise Refused("draft_gone", DRAFT_GONE)
    return found


def keep(*, token: str, values: Mapping[str, Any], language: str) -> Draft:
    """Keep one page's answers. A sensitive category shortens the draft's life."""
    with transaction.atomic():
        draft = open_draft(token)
        if "category" in values and values["category"] != draft.data.get("category"):
            values = {"answers": {}, "about": "", "to_council": False, **values}  # those were other questions
        draft.data = {**draft.data, **values}
        draft.language = language
        code = draft.data.get("category", "")
        draft.sensitive = code in catalogue.CATEGORIES and catalogue.category(code).sensitive
        draft.expires_at = now() + (SENSITIVE_DRAFT_LIVES if draft.sensitive else DRAFT_LIVES)
        draft.save()
    return draft


def discard(*, token: str) -> None:
    """Quick exit and "start again": nothing of the draft remains. Unknown drafts are discarded too, silently."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(token_hash=ids.token_hash(token)).first()
        if draft is None:
            return
        kept = [row.file for row in draft.files.select_related("file")]
        draft.delete()
        for stored in kept:
            files.forget(stored)


# --- registration -------------------------------------------------------------------------------------------


def send(*, token: str, report: Report | Callable[[Draft], Report]) -> Receipt:
    """Register what a draft tells. Pressed twice, it gives the same receipt and registers once.

    report: the report, or how it is read from the locked draft.
    """
    secret = secret_from(keys.marking(), token)
    return _numbered(lambda: _send(token, report, secret))


def _send(token: str, report: Report | Callable[[Draft], Report], secret: str) -> Receipt:
    draft = find_draft(token, lock=True)
    if draft.sent_as_id is not None:
        number = Appeal.objects.values_list("number", flat=True).get(pk=draft.sent_as_id)
        return Receipt(number, secret, draft.sent_as_id)
    appeal = register(Actor.citizen(), report(draft) if callable(report) else report, secret)
    if draft.data.get("files"):
        AppealFile.objects.filter(draft=draft).update(appeal=appeal, draft=None)
    Draft.objects.filter(pk=draft.pk).update(sent_as=appeal, data={}, expires_at=now() + RECEIPT_AGAIN)
    return Receipt(appeal.number, secret, appeal.pk)


def _numbered(register_once: Callable[[], Receipt]) -> Receipt:
    """Run a registration in its transaction; again where its number was taken.

    Among a million appeals 40 random bits meet once in a million registrations: asking first would cost each of them
    a statement.
    """
    for _ in range(2):
        try:
            with transaction.atomic():
                return register_once()
        except IntegrityError as error:
            # The secret is taken where staff pressed twice at once: the second finds what the first has registered.
            if "number" not in str(error) and "secret_hash" not in str(error):
                raise
    with transaction.atomic():
        return register_once()


def enter(*, actor: Actor, report: Report, key: str = "") -> Receipt:
    """Register for a caller (102, 1402, counter, visit, on the road). `key`: the form's own, against a double press."""
    check_act(actor, "appeals.enter")
    secret = secret_of_entry(actor.account_id, key) if key else random_secret()
    return _numbered(lambda: _enter(actor, report, secret))


def secret_of_entry(account_id: int | None, key: str) -> str:
    """The secret of what somebody enters with the form of a key."""
    return secret_from(keys.marking(), f"staff:{account_id}:{key}")


def _enter(actor: Actor, report: Report, secret: str) -> Receipt:
    again = Appeal.objects.filter(secret_hash=secret_hash(secret)).values_list("number", "pk").first()
    if again:
        return Receipt(again[0], secret, again[1])
    appeal = register(actor, report, secret)
    return Receipt(appeal.number, secret, appeal.pk)


def check_report(report: Report) -> catalogue.Category:
    """Raise Refused where the report cannot be registered as it is; give its category."""
    if report.category not in catalogue.CATEGORIES:
        raise Refused("unknown_category", UNKNOWN_CATEGORY, field="category")
    if catalogue.strangers(report.category, dict(report.answers)):
        raise Refused("unknown_answer", UNKNOWN_ANSWER, field="answers")
    if not report.text.strip():
        raise Refused("no_text", NO_TEXT, field="text")
    if len(report.text) > TEXT_MAX:
        raise Refused("too_long", TOO_LONG, field="text")
    if report.known_as is not KnownAs.ANONYMOUS and not report.contact.name.strip():
        raise Refused("no_name", NO_NAME, field="name")
    return catalogue.category(report.category)


def register(actor: Actor, report: Report, secret: str) -> Appeal:
    """One appeal: routed, clocked, written with history, audit and letters in the caller's transaction."""
    at = report.received_at or now()
    category = check_report(report)
    place = rules.place_of(report, at)
    route = rules.route(report, category, place, at)
    appeal = _row(actor, report, category, place, route, at, secret)
    terms.put(appeal, terms.start(at, category))
    owed(appeal)
    appeal.number = ids.new_number()
    appeal.save(force_insert=True)
    _history(actor, appeal, at)
    identity = _identity(appeal, report.contact, report.known_as)
    audit.record(
        actor,
        "appeals.registered",
        ("appeal", appeal.pk),
        area_path=appeal.area_path,
        data={
            "number": appeal.number,
            "category": appeal.category,
            "holder": appeal.holder_id,
            **(commitments(report.contact, bytes(identity.key)) if identity else {}),
        },
    )
    letters.registered(appeal, identity, secret)
    letters.holder(appeal)
    return appeal


def _row(
    actor: Actor,
    report: Report,
    category: catalogue.Category,
    place: rules.Place,
    route: rules.Route,
    at: datetime,
    secret: str,
) -> Appeal:
    return Appeal(
        secret_hash=secret_hash(secret),
        kind=report.kind,
        category=category.code,
        language=report.language,
        text=report.text.strip(),
        search=text.key(f"{report.text} {report.place}")[:2000],
        answers=dict(report.answers),
        channel=report.channel,
        known_as=report.known_as,
        sensitive=category.sensitive,
        danger=report.danger,
        happened_at=report.happened_at,
        received_at=at,
        lon=report.lon,
        lat=report.lat,
        place=report.place,
        area_id=place.area_id,
        # Without a place it lies where its holder works, else no head and no prosecutor would ever see it.
        area_path=place.path or next(iter(staff.area_paths(route.post_id, at)), "") if route.post_id else place.path,
        boundary_id=place.boundary_id,
        place_why=place.why,
        state=State.NEW,
        holder_id=route.post_id,
        route=route.trace,
        rules_version=versions.current("rules"),
        about_post_id=route.about_post,
        about_account_id=route.about_account,
        about_unknown=route.about_unknown,
        to_council=report.to_council and category.about_officer,
        entered_by_id=actor.account_id,
    )


def _history(actor: Actor, appeal: Appeal, at: datetime) -> None:
    common = {
        "appeal": appeal,
        "at": at,
        "actor_kind": actor.kind,
        "account_id": actor.account_id,
        "post_id": actor.post_id,
    }
    Event.objects.bulk_create(
        [
            Event(type="registered", data={"channel": appeal.channel}, **common),
            Event(type="routed", data={"post": appeal.holder_id}, **common),
        ]
    )


def _identity(appeal: Appeal, contact: Contact, known_as: KnownAs) -> Identity | None:
    """Kept apart, and only what was given. An anonymous applicant may still leave a way to be told."""
    if not contact.anything():
        return None
    anonymous = known_as is KnownAs.ANONYMOUS
    return Identity.objects.create(
        appeal=appeal,
        name="" if anonymous else contact.name.strip(),
        iin="" if anonymous else contact.iin,
        phone=contact.phone,
        email=contact.email,
        safe_way=contact.safe_way,
        safe_note=contact.safe_note,
        key=secrets.token_bytes(32),
    )


def receipt_of(*, token: str) -> Receipt:
    """The receipt of a draft that was sent a short while ago. Raises Refused where it was not, or the time is over."""
    draft = find_draft(token)
    if draft.sent_as_id is None:
        raise Refused("draft_gone", DRAFT_GONE)
    number = Appeal.objects.values_list("number", flat=True).get(pk=draft.sent_as_id)
    return Receipt(number, secret_from(keys.marking(), token), draft.sent_as_id)
