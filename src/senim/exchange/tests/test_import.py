"""A file comes in, is checked, is written; the same file again changes nothing."""

from __future__ import annotations

import pytest

from senim.appeals.models import Appeal
from senim.exchange import selectors
from senim.exchange.domain import FileState
from senim.exchange.models import Change, Origin
from senim.exchange.tests.world import answered, checked, known, row, table, written

pytestmark = pytest.mark.django_db


def counts(batch):
    told = batch.report.get("written") or batch.report
    return {name: told[name] for name in ("new", "same", "changed", "refused", "left")}


def test_a_file_comes_in_once(world):
    head, system = world.actor("head"), known()
    content = table([row("KZ-1"), answered("KZ-2"), row("KZ-3", Статус="Черновик"), row("KZ-4", Тема="Неведомое")])
    batch = checked(head, system, content)
    assert batch.state == FileState.CHECKED and not Origin.objects.exists() and not Appeal.objects.exists()
    assert counts(batch) == {"new": 2, "same": 0, "changed": 0, "refused": 1, "left": 1}
    assert batch.report["unknown"] == {"category": [["Неведомое", 1]]}

    batch = written(head, system, content)
    assert batch.state == FileState.APPLIED and batch.content is None and counts(batch)["new"] == 2
    first, second = (Origin.objects.select_related("appeal").get(number=one).appeal for one in ("KZ-1", "KZ-2"))
    assert (first.category, first.state, first.holder_id) == ("order.noise_night", "new", world.posts["inspector"].pk)
    assert first.identity.phone == "+77000000000" and first.known_as == "named"
    assert second.state == "answered" and second.answers_given.get().post_id is None and not hasattr(second, "followup")

    again = checked(head, system, content)
    assert counts(again) == {"new": 0, "same": 2, "changed": 0, "refused": 1, "left": 1}
    assert Appeal.objects.count() == 2
    line = selectors.lineage(head.scope, first.pk, whole=True)
    assert (line.number, line.row, line.sha256, line.version, line.by) == (
        "KZ-1", 2, batch.sha256, 1, head.account_id) and line.changes == ()
    assert not Change.objects.exists()
