"""A POST becomes an appeal: the same rules, clocks, history, audit and letters as on the web, in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.appeals.api import Contact, Divert, KnownAs, Receipt, Report
from senim.kernel import audit
from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.portal import selectors
from senim.portal.domain import Right
from senim.portal.keyed import SENT
from senim.portal.models import ApiKey, Filed
from senim.portal.open311 import words
from senim.portal.open311.door import Problem, needs_key
from senim.portal.open311.forms import RequestForm
from senim.portal.open311.rows import spoken
from senim.territory import api as territory

ENCODED = ("application/x-www-form-urlencoded", "multipart/form-data")
#: What is not of the report itself: the same report may come with another of these.
NOT_THE_REPORT = frozenset({"api_key", "jurisdiction_id", "device_id", "account_id"})


@dataclass(frozen=True, slots=True)
class Sent:
    """A report on its way: by which key, under which name of the sender's own, and a mark of what was sent."""

    key: ApiKey
    reference: bytes | None
    fingerprint: bytes


def file_request(request: HttpRequest) -> dict[str, Any]:
    """Register what was posted, once for each name that its sender gave it. Raises Problem."""
    key = needs_key(request, Right.FILE)
    if request.content_type not in ENCODED:
        words_ = _("A request is sent form-encoded (application/x-www-form-urlencoded), as the specification says.")
        raise Problem(400, "form_encoded_only", words_)
    form = RequestForm(request.POST)
    if not form.is_valid():
        raise Problem(400, *form.faults()[0], *form.faults()[1:])
    told = bool(form.cleaned_data["emergency_told"])
    diverted = appeals.diversions(form.cleaned_data["service_code"], form.answers())
    if Divert.EMERGENCY in diverted and not told:
        raise Problem(400, "danger", _emergency())
    sent = Sent(key, _reference(request, form, key), _fingerprint(request))
    try:
        receipt, _again = register(request, sent, report_of(form))
    except NameTaken:
        raise Problem(409, "reference_taken", _("Another report was sent under this name before.")) from None
    said = [_("Received. Follow it and talk here: %(link)s") % {"link": appeals.link(receipt.secret, spoken())}]
    said += notices(form, diverted)
    if form.cleaned_data["media_url"] or request.FILES:
        said.append(_("Pictures are not fetched or taken here: add them at that link."))
    return {
        "service_request_id": receipt.number,
        "service_notice": " ".join(said),
        "account_id": None,
    }


def _emergency() -> str:
    return _(
        "What you tell is a danger to life. Call 102 or 112 now: nothing has been registered. Who cannot call sends "
        "the same once more with emergency_told=true, and it goes to the duty unit."
    )


def _reference(request: HttpRequest, form: RequestForm, key: ApiKey) -> bytes | None:
    """A keyed hash of the sender's own name for the report: the header, else the parameter. None without one."""
    header = request.headers.get("Idempotency-Key", "").strip()
    if len(header) > 200:
        raise Problem(400, "idempotency_key.max_length", _("Idempotency-Key is at most 200 characters long."))
    name = header or form.cleaned_data["client_reference"]
    return selectors.reference_of(key, name) if name else None


def _fingerprint(request: HttpRequest) -> bytes:
    pairs = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_THE_REPORT)
    return salted_hmac("senim.open311.fingerprint", repr(pairs), algorithm="sha256").digest()


class NameTaken(Exception):
    """Another report was sent under this name before."""


def register(request: HttpRequest, sent: Sent, report: Report) -> tuple[Receipt, bool]:
    """Register a report once for each name, counted against the key's limit; whether it had been before.

    Two at once under one name: the second finds what the first has registered. Raises NameTaken, TooMany, Refused.
    """
    again = sent.reference is not None and selectors.filed_under(sent.key, sent.reference) is not None
    if not again:
        SENT.check(request, times=sent.key.per_hour)
        SENT.note(request)
    try:
        return _file(sent, report), again
    except IntegrityError:
        if sent.reference is None:
            raise
        return _file(sent, report), True


def _file(sent: Sent, report: Report) -> Receipt:
    with transaction.atomic():
        known = selectors.filed_under(sent.key, sent.reference) if sent.reference else None
        if known and bytes(known.fingerprint) != sent.fingerprint:
            raise NameTaken
        name = f"{sent.key.pk}:{hashlib.sha256(sent.reference).hexdigest()}" if sent.reference else ""
        actor = Actor.citizen()
        receipt = appeals.take_in(actor=actor, report=report, key=name)
        if known is None:
            Filed.objects.create(
                appeal_id=receipt.appeal_id, key=sent.key, reference=sent.reference, fingerprint=sent.fingerprint,
                at=now(),
            )
            audit.record(actor, "portal.request_filed", ("api_key", sent.key.pk), data={"appeal": receipt.appeal_id})
    return receipt


def report_of(form: RequestForm) -> Report:
    """The report that a valid POST tells. Raises Problem where its address_id is none."""
    data, category = form.cleaned_data, form.category
    assert category is not None
    name = " ".join(part for part in (data["first_name"], data["last_name"]) if part)
    way = "email" if data["email"] and not category.sensitive else "link"
    return Report(
        kind=words.kind_of(category),
        category=category.code,
        text=data["description"],
        language=spoken(),
        known_as=KnownAs.NAMED if name else KnownAs.ANONYMOUS,
        answers=form.answers(),
        channel=appeals.Channel.OPEN311,
        danger=bool(data["emergency_told"]),
        contact=Contact(name=name, phone=data["phone"], email=data["email"], safe_way=way),
        about=form.about(),
        **_place(data),
    )


def _place(data: dict[str, Any]) -> dict[str, Any]:
    """The point where one was given, else the house of the register, else the only house that the words name."""
    said = data["address_string"]
    if data["lat"] is not None:
        return {"lat": data["lat"], "lon": data["long"], "place": said}
    if data["address_id"] is not None:
        hit = territory.house(data["address_id"], spoken())
        if hit is None:
            raise Problem(400, "address_id.unknown", _("There is no such address_id."))
    else:
        exact = [one for one in territory.find_addresses(said, 2, spoken()) if one.exact] if said else []
        hit = exact[0] if len(exact) == 1 else None
    if hit is None:
        return {"place": said}
    label = ", ".join(dict.fromkeys(part for part in (hit.label, said) if part))[:300]
    if hit.lon is not None:
        return {"lon": hit.lon, "lat": hit.lat, "place": label}
    return {"area_id": hit.area_id, "place": label}


def notices(form: RequestForm, diverted: tuple[Divert, ...]) -> list[str]:
    """Whom the resident is told to call."""
    calls = {
        Divert.EMERGENCY: _("In danger to life call 102 or 112."),
        Divert.BANK: _(
            "Call your bank at once by the number on your card and ask to stop the transfer. The first hour matters "
            "most. Then call 102."
        ),
    }
    return [calls[one] for one in dict.fromkeys((*_danger_of(form), *diverted)) if one in calls]


def _danger_of(form: RequestForm) -> list[Divert]:
    """Whether the service is one that asks of a danger to life, whatever was answered."""
    asked = form.category.questions if form.category else ()
    found = any(option.divert is Divert.EMERGENCY for question in asked for option in question.options)
    return [Divert.EMERGENCY] if found else []
