"""What a sender does: write, write more, delete the contact. The right is the code; no account stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from senim.kernel import ids, keys
from senim.kernel.clock import now
from senim.kernel.files.pictures import Picture as Drawn
from senim.territory import api as territory
from senim.tips import policies, sealing
from senim.tips.actions.common import by_code, told_by_sender
from senim.tips.codes import code_from, code_hash
from senim.tips.domain import OPEN_STATES, SHOWN_AGAIN, Sent, State, Told, Topic, Way, hour_of
from senim.tips.models import Contact, Picture, Tip, Word
from senim.tips.selectors import office_of


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it is written. region_id: the region it is about; past_region: to the office past all regions."""

    way: Way
    topic: Topic
    text: str
    language: str
    region_id: int
    past_region: bool = False
    contact: str = ""
    pictures: tuple[Drawn, ...] = ()
    invented: bool = False


def send(*, token: str, written: Written) -> Sent:
    """Take a message in and give its code. Pressed twice, one message and the same code, for two hours.

    token: the form's own random value. Raises Refused: nothing said, too long, no contact, nobody named to read it.
    """
    policies.check_text(written.text)
    policies.check_contact(written.way, written.contact)
    code = code_from(keys.marking(), token)
    for _ in range(2):
        try:
            with transaction.atomic():
                return _again(code) or _register(code, written)
        except IntegrityError as error:
            # A second press at the same moment, or a number that is taken: the next turn finds it or draws another.
            if "code_hash" not in str(error) and "number" not in str(error):
                raise
    with transaction.atomic():
        return _again(code) or _register(code, written)


def _again(code: str) -> Sent | None:
    """The message of this form, where it was sent already."""
    found = Tip.objects.filter(code_hash=code_hash(code)).first()
    if found is None:
        return None
    if now() - found.received_hour > SHOWN_AGAIN:
        raise policies.refuse("again")
    return Sent(code, found.number)


def _register(code: str, written: Written) -> Sent:
    office = office_of(written.region_id, past_region=written.past_region)
    if office is None:
        raise policies.refuse("no_office", "region")
    hour = hour_of(now())
    tip = Tip.objects.create(
        number=ids.new_number(),
        code_hash=code_hash(code),
        way=written.way.value,
        topic=written.topic.value,
        region_id=written.region_id,
        office_id=office,
        office_path=territory.area(office).path,
        language=written.language,
        waits_since=hour,
        received_hour=hour,
        invented=written.invented,
    )
    _say(tip, written.text, written.pictures)
    if written.way is Way.CONFIDENTIAL:
        Contact.objects.create(tip=tip, sealed=sealing.seal_text(written.contact.strip(), f"{tip.number}:contact"))
    told_by_sender(tip, Told.RECEIVED)
    return Sent(code, tip.number)


def _say(tip: Tip, text: str, pictures: Sequence[Drawn]) -> None:
    word = Word.objects.create(
        tip=tip, by_sender=True, sealed=sealing.seal_text(text.strip(), f"{tip.number}:word"), at=hour_of(now())
    )
    Picture.objects.bulk_create(
        Picture(word=word, mime=one.type.mime, sealed=sealing.seal(one.content, f"{tip.number}:picture"))
        for one in pictures
    )


def add(*, secret_hash: bytes, text: str, pictures: Sequence[Drawn] = ()) -> Tip:
    """The sender writes more. A closed message opens again by it. secret_hash: the stored hash of the code."""
    policies.check_text(text)
    with transaction.atomic():
        tip = by_code(secret_hash)
        last = tip.words.filter(by_sender=False).order_by("-pk").values_list("pk", flat=True).first() or 0
        unanswered = list(tip.words.filter(by_sender=True, pk__gt=last).order_by("pk"))
        if not pictures and unanswered and _is_same(tip, unanswered[-1], text):
            return tip
        policies.check_not_flooding(len(unanswered))
        _say(tip, text, pictures)
        hour = told_by_sender(tip, Told.ADDED)
        tip.waits_since = tip.waits_since or hour
        if State(tip.state) not in OPEN_STATES:
            tip.state, tip.closed_at, tip.outcome = State.OPEN.value, None, ""
        tip.save(update_fields=["waits_since", "state", "closed_at", "outcome"])
    return tip


def _is_same(tip: Tip, word: Word, text: str) -> bool:
    """The page was sent again, by a reload or a second press: no session tells that, the words do."""
    return sealing.unseal_text(word.sealed, f"{tip.number}:word") == text.strip()


def forget_contact(*, secret_hash: bytes) -> Tip:
    """The sender takes the contact back; from now on the message is anonymous. Twice changes nothing."""
    with transaction.atomic():
        tip = by_code(secret_hash)
        gone, _by_model = Contact.objects.filter(tip=tip).delete()
        if gone:
            told_by_sender(tip, Told.CONTACT_FORGOTTEN)
    return tip
