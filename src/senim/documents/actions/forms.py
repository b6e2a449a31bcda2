"""Versions of forms: an owner writes a new one; what was made with an older one keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from senim.documents import forms_in_force, markup, policies, registry
from senim.documents.actions.common import log
from senim.documents.domain import COMMON, SPOKEN, Kind
from senim.documents.models import FormVersion
from senim.documents.permissions import check_keep, not_yours
from senim.documents.wording import FAULTS
from senim.kernel import clock
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor


def faults(kind: Kind, texts: Mapping[str, str]) -> list[str]:
    """What is wrong with the texts of a form, in words that name the language, the line and the variable."""
    known = {code: one.required for code, one in registry.shipped(kind).variables.items()}
    return [_said(one) for one in markup.faults(texts, known, COMMON)]


def _said(one: markup.Fault) -> str:
    words = FAULTS["unknown_near" if one.code == "unknown" and one.hint else one.code]
    values = {"language": SPOKEN.get(one.language, ""), "line": one.line, "name": one.name, "hint": one.hint}
    return str(words) % values


def write(
    *,
    actor: Actor,
    kind: str,
    texts: Mapping[str, str],
    valid_from: date,
    valid_to: date | None,
    note: str,
    number: int,
) -> FormVersion:
    """A new version of a form. number: of the newest when the page was opened.

    Raises Refused with every fault of the texts, for a day that has been, or where somebody wrote one meanwhile.
    """
    check_keep(actor)
    one = registry.kind(kind)
    if one.folder is None:
        raise not_yours()
    if told := faults(one, texts):
        raise Refused("faults", "\n".join(told))
    policies.check(valid_from >= clock.today(), "valid_from", "valid_from")
    policies.check(valid_to is None or valid_to >= valid_from, "not_later", "valid_to")
    newest = forms_in_force.versions(one)[0]
    policies.check(newest.number == number, "changed")
    policies.check(valid_from > newest.valid_from, "not_later", "valid_from")
    try:
        with transaction.atomic():
            row = FormVersion.objects.create(
                kind=kind,
                number=newest.number + 1,
                texts={language: text for language, text in texts.items() if text.strip()},
                valid_from=valid_from,
                valid_to=valid_to,
                note=note,
                account_id=actor.account_id,
                at=clock.now(),
            )
            log(actor, "form_written", row, "", kind=kind, number=row.number)
    except IntegrityError:
        raise policies.refuse("changed") from None
    return row
