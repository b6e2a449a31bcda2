"""Partners: what they may know by which agreement, where it is sent, the two keys."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from senim.exchange import permissions, seal
from senim.exchange.delivery import address
from senim.exchange.domain import Tells
from senim.exchange.models import Partner, System
from senim.exchange.origin import VERSION
from senim.exchange.wording import REFUSALS
from senim.kernel import audit, clock, versions
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Actor

RIGHT = "exchange.keep_partner"


@dataclass(frozen=True, slots=True)
class Terms:
    """How a partner is told: where, on what ground, until when, what, and for which body it answers."""

    address: str
    active: bool
    agreement: str
    until: date | None
    tells: tuple[Tells, ...]
    body_id: int | None


@dataclass(frozen=True, slots=True)
class Keys:
    """The two keys of a partner, shown once: with `out` our events are signed, with `in_` the partner signs."""

    out: str
    in_: str


def agree(*, actor: Actor, system_id: int, terms: Terms) -> Keys | None:
    """Keep the terms of a partner; the first time gives its keys. Raises NotYours, Refused."""
    permissions.check_keep(actor.scope, RIGHT)
    _check(terms)
    try:
        with transaction.atomic():
            system = _system(system_id)
            keys, partner = _partner(system)
            partner.address, partner.active, partner.agreement = terms.address, terms.active, terms.agreement
            partner.until, partner.body_id = terms.until, terms.body_id
            partner.tells = [str(one) for one in terms.tells]
            partner.changed_at = clock.now()
            partner.save()
            versions.bump(VERSION)
            audit.record(
                actor, "exchange.partner_kept", ("exchange_system", system.pk), area_path=system.area_path,
                data={
                    "code": system.code, "active": partner.active, "tells": partner.tells, "body": terms.body_id,
                    "agreement": partner.agreement, "until": terms.until.isoformat() if terms.until else "",
                },
            )
    except IntegrityError as error:
        raise Refused("body_taken", REFUSALS["body_taken"], field="body") from error
    return keys


def _check(terms: Terms) -> None:
    if terms.address:
        target = address.read(terms.address)
        with suppress(OSError):  # a name that does not answer today is tried by the outbox
            address.resolve(target)
    if terms.tells and not terms.agreement.strip():
        raise Refused("no_agreement", REFUSALS["no_agreement"], field="agreement")
    if terms.until is not None and terms.until < today() and terms.active:
        raise Refused("agreement_over", REFUSALS["agreement_over"], field="until")


def _system(system_id: int) -> System:
    system = System.objects.select_for_update(no_key=True).filter(pk=system_id).first()
    if system is None:
        raise NotYours("not_found", REFUSALS["no_system"])
    return system


def _partner(system: System) -> tuple[Keys | None, Partner]:
    found = Partner.objects.select_for_update().filter(system=system).first()
    if found is not None:
        return None, found
    out, out_kept = seal.new_key()
    in_, in_kept = seal.new_key()
    return Keys(out, in_), Partner(system=system, out_key=out_kept, in_key=in_kept)


def new_keys(*, actor: Actor, system_id: int) -> Keys:
    """Two new keys in place of the old, which open and sign nothing from that moment. Raises NotYours."""
    permissions.check_keep(actor.scope, RIGHT)
    with transaction.atomic():
        system = _system(system_id)
        partner = Partner.objects.select_for_update().filter(system=system).first()
        if partner is None:
            raise NotYours("not_found", REFUSALS["no_system"])
        out, partner.out_key = seal.new_key()
        in_, partner.in_key = seal.new_key()
        partner.changed_at = clock.now()
        partner.save(update_fields=["out_key", "in_key", "changed_at"])
        audit.record(actor, "exchange.keys_changed", ("exchange_system", system.pk), area_path=system.area_path)
    return Keys(out, in_)
