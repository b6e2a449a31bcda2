"""One proposal of new beats for the invented district, reckoned as the job does it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff
from senim.territory import api as territory
from senim.workload.api import Care, Measure, acts


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - the head asks
    """The head asks how appeals could be shared out more evenly; whole or not there."""
    area = territory.area_by_code(DISTRICT)
    assert area is not None
    post = staff.posts_covering(Role.HEAD, area.id)[0]
    account = staff.on_post(post)
    assert account is not None
    head = Actor("staff", account, post, staff.scope_of(account))
    with transaction.atomic():
        row = acts.propose(actor=head, area_id=area.id, measure=Measure.APPEALS, care=Care.SOME, seed=step.seed)
        acts.execute(proposal_id=row.pk)
    tell("workload", 1, 1)
