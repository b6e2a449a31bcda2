"""Returns: a saved filter, counted and never typed; confirmed once, by whose post it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import translation

from senim.cabinet import counting
from senim.cabinet.actions import returns as acts
from senim.cabinet.actions.returns import OperationValues
from senim.cabinet.domain import month_before, month_end
from senim.cabinet.models import Operation, Return
from senim.cabinet.selectors import returns as reads
from senim.cabinet.tests import made
from senim.kernel import duties
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.staff import testing as staff


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"cabinet:{name}", args=args)


@pytest.fixture
def laid(world: Any) -> Operation:
    """An operation that ended yesterday, with five visits of which three count: two in the first beat, one beside."""
    ago = now() - timedelta(days=3)
    made.visit(world, at=ago)
    made.visit(world, at=ago)
    made.visit(world, at=ago, purpose="school")
    made.visit(world, at=now() - timedelta(hours=1))
    made.visit(world, "other", at=ago, area_path=world.areas["second"].path, lon=None, lat=None)
    return made.operation(world)


def test_what_counts_is_what_the_definition_says(world: Any, laid: Operation) -> None:
    counted = reads.counted(world.actor("head").scope, laid)
    assert counted.n == 3
    assert counted.by_path == {world.areas["first"].path: 2, world.areas["second"].path: 1}
    assert counted.by_post == {world.posts["inspector"].pk: 2, world.posts["other"].pk: 1}


def test_an_inspector_sees_the_own_counts_and_the_ministry_all(world: Any, laid: Operation) -> None:
    assert reads.counted(world.actor("inspector").scope, laid).n == 2
    assert reads.counted(world.actor("other").scope, laid).n == 1
    assert reads.counted(world.actor("ministry").scope, laid).n == 3
    for name in ("analyst", "council", "prosecutor", "admin", "auditor", "operator", "akimat", "duty"):
        with pytest.raises(NotYours):
            reads.operation(world.actor(name).scope, laid.pk)


def test_a_marked_operation_counts_what_was_put_under_it(world: Any) -> None:
    one = made.operation(world, marked_only=True, purposes=(), until=today(), due_on=today())
    made.visit(world)
    made.visit(world, operation_id=one.pk)
    assert reads.counted(world.actor("head").scope, one).n == 1


def test_the_row_and_the_filter_say_the_same(world: Any, laid: Operation) -> None:
    from senim.cabinet.models import Visit

    narrow = made.operation(world, outcomes=("calm",))
    for one in (laid, narrow):
        by_filter = set(counting.selected(one).values_list("pk", flat=True))
        assert by_filter == {row.pk for row in Visit.objects.all() if counting.counts(one, row)}


def test_it_stands_on_the_day_already_filled_and_is_confirmed_with_one_tap(
    world: Any, laid: Operation, client: Any
) -> None:
    who = world.actor("inspector")
    duty = next(one for one in duties.of(who.scope, today()) if one.key.startswith("returns:"))
    assert "2" in str(duty.what) and duty.outcomes
    staff.sign_in(client, world.people["inspector"])
    client.post(address("settle"), {"key": duty.key, "outcome": "confirm"})
    row = Return.objects.get()
    assert (row.n, row.post_id, row.figures["n"]) == (2, world.posts["inspector"].pk, 2)
    assert all(not one.key.startswith("returns:") for one in duties.of(who.scope, today()))
    with pytest.raises(Refused):
        duties.settle(who, duty.key, "confirm")
    assert len(reads.confirmed(world.actor("head").scope, laid)) == 1
    assert reads.confirmed(world.actor("other").scope, laid) == []
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cabinet_return")


def test_a_running_operation_cannot_be_confirmed(world: Any) -> None:
    one = made.operation(world, until=today(), due_on=today())
    with pytest.raises(Refused) as refused:
        acts.confirm_operation(
            actor=world.actor("inspector"), operation_id=one.pk, post_id=world.posts["inspector"].pk
        )
    assert refused.value.code == "not_over"


def test_nobody_confirms_for_another(world: Any, laid: Operation) -> None:
    for name in world.people:
        if name == "inspector":
            continue
        who, post = world.actor(name), world.posts["inspector"].pk
        with pytest.raises(NotYours):
            acts.confirm_operation(actor=who, operation_id=laid.pk, post_id=post)
        with pytest.raises(NotYours):
            acts.confirm_month(actor=who, month=date(2026, 4, 1), post_id=post)
    far = made.operation(world, "second")
    with pytest.raises(NotYours):
        acts.confirm_operation(
            actor=world.actor("inspector"), operation_id=far.pk, post_id=world.posts["inspector"].pk
        )


def values(**changes: Any) -> OperationValues:
    given = {"names": ("а", "б", "c"), "since": today(), "until": today(), "due_on": today()}
    return OperationValues(**{**given, **changes})


def test_who_defines_where(world: Any) -> None:
    may = {"head", "department", "ministry"}
    for name in world.people:
        if name in may:
            acts.define(actor=world.actor(name), values=values(), area_id=world.areas["district"].pk)
            continue
        with pytest.raises(NotYours):
            acts.define(actor=world.actor(name), values=values(), area_id=world.areas["district"].pk)
    with pytest.raises(NotYours):
        acts.define(actor=world.actor("head"), values=values(), area_id=world.areas["region"].pk)
    with pytest.raises(NotYours):
        acts.define(actor=world.actor("head"), values=values(), area_id=10**9)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"since": date(2026, 6, 2), "until": date(2026, 6, 1), "due_on": date(2026, 6, 3)}, "period_order"),
        ({"since": date(2026, 1, 1), "until": date(2027, 6, 1), "due_on": date(2027, 6, 1)}, "period_long"),
        ({"since": date(2026, 6, 1), "until": date(2026, 6, 5), "due_on": date(2026, 6, 4)}, "deadline"),
    ],
)
def test_days_that_do_not_fit_are_refused(world: Any, changes: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        acts.define(actor=world.actor("head"), values=values(**changes), area_id=world.areas["district"].pk)
    assert refused.value.code == code


def test_the_month_of_a_post(world: Any, client: Any) -> None:
    made.visit(world, at=now() - timedelta(days=20))
    made.visit(world)
    post, april = world.posts["inspector"].pk, date(2026, 4, 1)
    who = world.actor("inspector")
    counted, row = reads.month(who.scope, post, april)
    assert counted.n == 1 and row is None
    acts.confirm_month(actor=who, month=april, post_id=post)
    assert reads.month(world.actor("head").scope, post, april)[1] is not None
    for name in ("other", "juvenile", "ministry", "analyst"):
        with pytest.raises(NotYours):
            reads.month(world.actor(name).scope, post, april)
    staff.sign_in(client, world.people["inspector"])
    for month in ("2026-13", "x", "2026-4", "0000-01"):
        assert client.get(address("month", post, month)).status_code == 404


def test_the_file_carries_definition_and_day_and_no_formula(world: Any, laid: Operation, client: Any) -> None:
    Operation.objects.filter(pk=laid.pk).update(name_kk="=1+1")
    staff.sign_in(client, world.people["head"])
    text = client.get(address("operation_csv", laid.pk)).content.decode("utf-8-sig")
    assert text.startswith("'=1+1") and ";3" in text and "Сапарлар" in text
    page = client.get(address("operation", laid.pk)).content.decode()
    assert "Аулалар мен көшелерді аралау" in page and "Саналған уақыты" in page


def test_a_head_defines_one_on_a_page(world: Any, client: Any) -> None:
    staff.sign_in(client, world.people["head"])
    sent = {
        "name_kk": "Жаз", "name_ru": "Лето", "name_en": "Summer", "area": world.areas["district"].pk,
        "since": "2026-06-01", "until": "2026-06-10", "due_on": "2026-06-12", "purposes": ["round"],
    }
    assert client.post(address("define"), {**sent, "due_on": "2026-06-01"}).status_code == 422
    assert client.post(address("define"), sent).status_code == 302
    assert Operation.objects.get().purposes == ["round"]


def test_months() -> None:
    assert month_before(date(2026, 1, 15)) == date(2025, 12, 1)
    assert month_end(date(2024, 2, 1)) == date(2024, 2, 29) and month_end(date(2026, 12, 1)) == date(2026, 12, 31)
