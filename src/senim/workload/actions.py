"""Asking for a proposal of new beats, reckoning it behind, setting a norm."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from django.db import IntegrityError, transaction

from senim.kernel import audit
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.territory import api as territory
from senim.workload import policies
from senim.workload.domain import Care, Mark, Measure, State
from senim.workload.models import NormRow, Proposal
from senim.workload.permissions import SETTERS, check, not_yours
from senim.workload.selectors import beats_of

TELL_EVERY = 0.5


def propose(*, actor: Actor, area_id: int, measure: Measure, care: Care, seed: int = 1) -> Proposal:
    """Ask for a proposal; it is reckoned behind. Raises NotYours, Refused (under way, too large, too few beats)."""
    try:
        area = territory.area(area_id)
    except KeyError:
        raise not_yours() from None
    check(actor, "workload.propose", area.path)
    beats = len(beats_of(area))
    policies.check(beats >= 2, "few_beats")
    policies.check(beats <= policies.MOST_BEATS, "too_large", n=beats, most=policies.MOST_BEATS)
    try:
        with transaction.atomic():
            row = Proposal.objects.create(
                area_id=area.id, area_path=area.path, measure=measure, care=care, seed=seed, by=actor.account_id,
                post_id=actor.post_id, asked_at=now())
            audit.record(
                actor, "workload.proposed", ("proposal", row.pk), area_path=area.path,
                data={"measure": row.measure, "care": row.care, "seed": seed})
            transaction.on_commit(lambda: _enqueue(row.pk))
    except IntegrityError:
        raise policies.refuse("under_way") from None
    return row


def _enqueue(proposal_id: int) -> None:
    from senim.workload.tasks import reckon_proposal  # noqa: PLC0415 - the task imports the actions

    reckon_proposal.enqueue(proposal_id)


def execute(*, proposal_id: int) -> Proposal:
    """Reckon it. Runs in the job worker; a lost run may be done once more, with the same answer."""
    from senim.workload.reckoning import reckon  # noqa: PLC0415 - loads h3 and the library
    from senim_analysis import AnalysisRefused  # noqa: PLC0415

    open_states = (State.QUEUED, State.RUNNING)
    claimed = Proposal.objects.filter(pk=proposal_id, state__in=open_states).update(state=State.RUNNING, progress=0)
    row = Proposal.objects.get(pk=proposal_id)
    if not claimed:
        return row
    try:
        row.result, row.state = reckon(row, _teller(row.pk)), State.DONE
    except AnalysisRefused as refusal:
        row.result = {"refusal": {language: refusal.sentence(language) for language in ("kk", "ru", "en")}}
        row.state = State.REFUSED
    except Refused as refusal:
        words = refusal.message if isinstance(refusal.message, Label) else Label(*[str(refusal)] * 3)
        row.result, row.state = {"refusal": words._asdict()}, State.REFUSED
    except Exception:
        Proposal.objects.filter(pk=proposal_id).update(state=State.FAILED, ended_at=now())
        raise
    row.progress, row.ended_at = 1.0, now()
    row.save(update_fields=["result", "state", "progress", "ended_at"])
    return row


def _teller(proposal_id: int) -> Callable[[float], None]:
    """Notes progress at most twice a second."""
    last = time.monotonic() - TELL_EVERY

    def tell(done: float) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_EVERY:
            last = time.monotonic()
            Proposal.objects.filter(pk=proposal_id).update(progress=min(1.0, max(0.0, done)))

    return tell


def set_norm(
    *, actor: Actor, code: str, low: float, high: float, mark: Mark, source: Label, since: date
) -> NormRow:
    """A norm from a day on; what held before ends the day before it and stays as it was. Raises NotYours, Refused."""
    if not (actor.scope.everything or actor.scope.has(*SETTERS)):
        raise not_yours()
    policies.check_norm(code, low, high, mark, source.kk, since, today())
    with transaction.atomic():
        for old in NormRow.objects.select_for_update().filter(code=code, valid_to__isnull=True):
            policies.check(old.valid_from < since, "norm_day", "since")
            old.valid_to = since
            old.save(update_fields=["valid_to"])
        row = NormRow.objects.create(
            code=code, low=low, high=high, mark=mark, source_kk=source.kk, source_ru=source.ru, source_en=source.en,
            valid_from=since, by=actor.account_id)
        audit.record(actor, "workload.norm_set", ("norm", row.pk), data={"code": code, "low": low, "high": high})
    return row
