"""Two devices of the invented inspector: one in use, one that was lost with three entries on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.kernel import clock
from senim.kernel.scoping import Actor, Role
from senim.offline.api import acts
from senim.staff import api as staff
from senim.territory import api as territory

Tell = Callable[[str, int, int], None]
DAY = timedelta(days=1)


def play(step: Step, actor: Actor, tell: Tell) -> None:  # noqa: ARG001 - the officers act
    """Whole or not there."""
    area = territory.area_by_code(DEMO_BEAT)
    assert area is not None
    post = staff.posts_covering(Role.INSPECTOR, area.id)[0]
    above = staff.head_of(post)
    assert above is not None
    inspector, head = _on(post), _on(above)
    with transaction.atomic():
        with clock.frozen(step.end - 9 * DAY):
            _row, mark, _key = acts.register(actor=inspector, name="Ескі телефон (ойдан шығарылған)")
        with clock.frozen(step.end - 4 * DAY):
            acts.heard(token=mark, unsent=3)
        with clock.frozen(step.end - 3 * DAY):
            acts.mark_lost(actor=head, device_id=_row.pk)
        with clock.frozen(step.end - 2 * DAY):
            _row, mark, _key = acts.register(actor=inspector, name="Қызметтік планшет (ойдан шығарылған)")
            acts.heard(token=mark, unsent=0)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("offline", 1, 1)


def _on(post: int) -> Actor:
    account = staff.holder_of(post)
    assert account is not None
    return Actor("staff", account, post, staff.scope_of(account))
