"""What leaves the house to an applicant: neutral words that reveal nothing on a shared phone, and a link.

The text of an appeal, its category and its number never stand in a message. In sensitive categories nothing is sent
unless the applicant named a safe way.
"""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.utils import translation

from senim.appeals.domain import State
from senim.appeals.models import Appeal, Identity, Joined
from senim.kernel import outbox
from senim.staff import api as staff

KINDS = {"sms": "sms", "email": "email"}


def address_of(identity: Identity | None) -> tuple[str, str] | None:
    """The kind and address by which this applicant may be told, or None: only the way they called safe."""
    if identity is None or identity.safe_way not in KINDS:
        return None
    to = identity.phone if identity.safe_way == "sms" else identity.email
    return (KINDS[identity.safe_way], to) if to else None


def link(secret: str, language: str) -> str:
    """The address at which an appeal is followed."""
    return f"{settings.BASE_URL}/{language}/a/{secret}/"


def registered(appeal: Appeal, identity: Identity | None, secret: str) -> None:
    """Tell that something was received, with the link. The secret is known only now: it is not stored."""
    tell(appeal, identity, "appeal_registered", {"link": link(secret, appeal.language)}, "registered")


def tell(appeal: Appeal, identity: Identity | None, template: str, context: dict[str, str], step: str) -> None:
    """Put one neutral message into the outbox, keyed so that the same step never tells twice."""
    found = address_of(identity)
    if found is None:
        return
    kind, to = found
    outbox.put(
        kind, to=to, template=template, context=context, language=appeal.language, key=f"appeal:{appeal.pk}:{step}"
    )


def news(appeal: Appeal, step: str) -> None:
    """Tell that there is news at the link the applicant has."""
    identity = Identity.objects.filter(appeal=appeal).first()
    tell(appeal, identity, "appeal_news", {}, step)


def joined(row: Joined, secret: str) -> None:
    """Give whoever joined a report the own link; as neutral as every letter, and only where a contact is kept."""
    if (to := row.phone or row.email) and not row.again:
        context = {"link": link(secret, row.language)}
        outbox.put(
            KINDS[row.safe_way], to=to, template="appeal_registered", context=context, language=row.language,
            key=f"joined:{row.pk}:registered",
        )


def news_to_joined(appeal: Appeal, step: str, rows: Collection[Joined] | None = None) -> None:
    """Tell each who joined a report, once, that there is news at the own link: one INSERT, however many they are.

    Nobody is told of what became sensitive or a complaint about an officer since.
    """
    if is_closed_to_joined(appeal):
        return
    everybody = Joined.objects.filter(appeal=appeal, again=False) if rows is None else rows
    outbox.put_many(
        outbox.Message(KINDS[one.safe_way], one.phone or one.email, "appeal_news", {}, one.language,
                       f"joined:{one.pk}:{step}")
        for one in everybody
        if one.safe_way in KINDS and (one.phone or one.email)
    )


def is_closed_to_joined(appeal: Appeal) -> bool:
    """Whether a report became something that only its applicant may follow."""
    return appeal.sensitive or appeal.about_unknown or appeal.about_post_id is not None


def news_of_many(ids: Collection[int], step: str) -> list[int]:
    """Tell the applicants of ordinary appeals that there is news at their link; gives the ids of those who are told.

    Only who named a safe way; never of a sensitive appeal, nor of one that was withdrawn. In the caller's transaction.
    """
    known = Identity.objects.filter(appeal__in=ids, appeal__sensitive=False).exclude(appeal__state=State.WITHDRAWN)
    found = [(one, to) for one in known.select_related("appeal").order_by("pk") if (to := address_of(one))]
    outbox.put_many(
        outbox.Message(kind, to, "appeal_news", {}, one.appeal.language, f"appeal:{one.pk}:{step}")
        for one, (kind, to) in found
    )
    return [one.pk for one, _to in found]


#: Steps of the trace after which the holder is somebody whose queue is not the daily work.
UNUSUAL = frozenset({"outside", "prosecutor"})


def holder(appeal: Appeal) -> None:
    """Tell whoever got a complaint outside the usual line that it waits, without a word of it. A clock is running."""
    if appeal.holder_id is None or UNUSUAL.isdisjoint(appeal.route.get("steps", ())):
        return
    staff.write_to_post(
        appeal.holder_id,
        template="appeal_waits",
        address="/desk/",
        key=f"appeal:{appeal.pk}:holder:{appeal.holder_id}",
    )


def executor(referral_id: int, email: str, secret: str, language: str, due: str) -> None:
    """Tell another body that it is asked, with its own link."""
    if not email:
        return
    with translation.override(language):
        address = f"{settings.BASE_URL}/{language}/referral/{secret}/"
    outbox.put(
        "email",
        to=email,
        template="referral_offered",
        context={"link": address, "due": due},
        language=language,
        key=f"referral:{referral_id}:offered",
    )
