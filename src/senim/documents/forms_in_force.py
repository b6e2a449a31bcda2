"""Which version of a form is in force on a day, and whether what it rests on still is."""

from __future__ import annotations

from datetime import date

from senim.documents import registry
from senim.documents.domain import Ground, Kind, Version
from senim.documents.models import FormVersion
from senim.documents.policies import refuse
from senim.documents.wording import REFUSALS
from senim.kernel import formats, legal
from senim.kernel.errors import Refused
from senim.web.words import language


def versions(kind: Kind) -> list[Version]:
    """All versions of a form, the newest first: those of the release and those that its owner wrote. One query.

    A version ends the day before the next one begins, whoever wrote it.
    """
    written = [
        Version(row.number, row.texts, row.valid_from, row.valid_to, shipped=False, note=row.note)
        for row in FormVersion.objects.filter(kind=kind.code)
    ]
    return sorted([*registry.shipped(kind).versions, *written], key=lambda one: one.number, reverse=True)


def in_force(kind: Kind, day: date) -> Version:
    """The version of a day: of several the newest. Raises Refused where none is in force, or its ground is not."""
    found = versions(kind)
    now = next((one for one in found if one.covers(day)), None)
    if now is None:
        ended = max((one.valid_to for one in found if one.valid_to), default=None)
        if ended is None:
            raise refuse("no_form")
        raise refuse("form_ended_none", day=formats.day(ended, language()))
    check_grounds(registry.shipped(kind).grounds, day)
    return now


def check_still(kind: Kind, number: int, day: date) -> None:
    """That a paper may still be issued with a version. Raises Refused that names the one in force now."""
    now = in_force(kind, day)
    if now.number == number:
        return
    used = next((one for one in versions(kind) if one.number == number), None)
    ended = (used.valid_to if used else None) or date.fromordinal(now.valid_from.toordinal() - 1)
    raise refuse("form_ended", number=number, now=now.number, day=formats.day(ended, language()))


def check_grounds(grounds: tuple[Ground, ...], day: date) -> None:
    """That the terms on which a form rests stand on the day. Raises Refused that names the one that does not."""
    for one in grounds:
        if not one.term:
            continue
        try:
            legal.term(one.term, day, allow_unverified=True)
        except legal.NoTerm:
            raise Refused("term_ended", REFUSALS["term_ended"], params={"term": one.term}) from None
