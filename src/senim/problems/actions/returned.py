"""A closed problem that is back: so many different people say, after it was closed, that it concerns them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from senim.appeals import api as appeals
from senim.kernel.clock import local, now
from senim.kernel.scoping import SYSTEM
from senim.problems.domain import OfferKind, OfferState, Stage
from senim.problems.events import sensitive_kinds
from senim.problems.models import Offer, Problem, Voice


def look(people: int, since: date, due_on: date) -> int:
    """Offer files for what came back; gives how many. Counts people as the public page does, since the later of the
    window's first day, the day after the closing, and the day after an earlier offer was answered."""
    made = 0
    for problem in Problem.objects.filter(stage=Stage.CLOSED, is_public=True, voices__said_on__gte=since).distinct():
        if problem.closed_at is not None and not sensitive_kinds(problem.selection):
            made += _offer(problem, people, since, due_on)
    return made


def _offer(problem: Problem, people: int, since: date, due_on: date) -> int:
    voices = Voice.objects.filter(problem=problem, said_on__gte=since, said_on__gt=_closed_on(problem))
    joined = sorted(one for one in voices.values_list("appeal", flat=True) if one is not None)
    count = appeals.people_behind(SYSTEM, joined) + voices.filter(appeal__isnull=True).count()
    if count < people:
        return 0
    with transaction.atomic():
        _row, new = Offer.objects.get_or_create(
            kind=OfferKind.AGAIN,
            key=f"again:{problem.pk}",
            state=OfferState.OFFERED,
            defaults={
                "again_of": problem,
                "area_path": problem.area_path,
                "area_id": problem.area_id,
                "people": count,
                "appeals": joined,
                "first_at": problem.closed_at or now(),
                "last_at": now(),
                "made_at": now(),
                "due_on": due_on,
            },
        )
    return int(new)


def _closed_on(problem: Problem) -> date:
    """The day of the closing, or on which an earlier offer of the same was answered."""
    answered = Offer.objects.filter(again_of=problem, decided_at__isnull=False).values_list("decided_at", flat=True)
    return local(max([problem.closed_at or now(), *(one for one in answered if one)])).date()
