"""Who serves, which rule decides, what was promised; four eyes, what goes stale, what cannot be asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from senim.appeals.catalogue import category
from senim.appeals.domain import Target
from senim.appeals.models import Appeal, Rule
from senim.kernel import clock, legal
from senim.kernel.clock import now
from senim.kernel.scoping import Role
from senim.rehearsal import actions
from senim.rehearsal.tests.conftest import TUESDAY
from senim.rehearsal.tests.world import appeal, apply, ask, assigned, promised, refused
from senim.staff import api as staff
from senim.staff import testing
from senim.staff.models import PostArea

pytestmark = pytest.mark.django_db
TODAY, TOMORROW, THURSDAY = date(2026, 5, 12), date(2026, 5, 13), date(2026, 5, 14)


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"rehearsal:{name}", args=args)


def test_a_beat_gets_another_post_and_gets_it_back(on: Any) -> None:
    first, inspector, other = on.areas["first"].pk, on.posts["inspector"].pk, on.posts["other"].pk
    row = actions.execute(change_id=assigned(on, on.actor("department")).pk)
    told = row.result
    assert (told["n"], told["moved"], told["other_beat"]) == (17, 10, 0) and told["findings"] == []
    assert told["moves"] == [{"beats": [first, first], "posts": [inspector, other], "n": 10, "due": 10, "kept": 0,
                              "expect": None}], "ten promises are too few to say what the other post keeps"
    apply(on, row)
    for day, post in ((TODAY, inspector), (TOMORROW, other)):
        assert staff.posts_of_area(Role.INSPECTOR, first, day) == [post]
    rows = list(PostArea.objects.filter(area=first).order_by("pk").values_list("post", "valid_from", "valid_to"))
    assert rows == [(inspector, date(2020, 1, 1), TOMORROW), (other, TOMORROW, None)]
    assert refused(lambda: assigned(on, on.actor("head"), starts_on=THURSDAY)).code == "same"
    back = actions.undo(actor=on.actor("department"), change_id=row.pk, ask=ask(starts_on=TOMORROW))
    assert refused(lambda: apply(on, back)).code == "not_ready"
    apply(on, actions.execute(change_id=back.pk))
    assert staff.posts_of_area(Role.INSPECTOR, first, TOMORROW) == [inspector]
    assert PostArea.objects.filter(area=first).count() == 3, "history only grows"
    empty = testing.make_post(Role.INSPECTOR, area_ids=(on.areas["district"].pk,))
    alone = actions.assign(
        actor=on.actor("department"), area_id=on.areas["district"].pk, beats={first: (empty.pk,)}, ask=ask())
    found = actions.execute(change_id=alone.pk)
    assert [code for code, _ in found.result["findings"]] == ["vacant"]
    assert refused(lambda: apply(on, found)).code == "blocked"
    far = testing.make_post(Role.INSPECTOR)
    with_far = {first: (far.pk,)}
    assert refused(lambda: actions.assign(
        actor=on.actor("head"), area_id=on.areas["district"].pk, beats=with_far, ask=ask())).code == "post_gone"


def test_a_rule_and_a_promise_are_tried_before_they_hold(on: Any) -> None:
    last = Rule.objects.filter(conditions={}).get()
    noise = {"edit": "add", "name": ["Шу", "Шум", "Noise"], "conditions": {"category": ["order.noise_night"]},
             "target": str(Target.DUTY), "before": last.pk}
    author, admin = on.actor("ministry"), "admin"
    row = actions.execute(change_id=actions.edit_rules(actor=author, what=noise, ask=ask()).pk)
    told, duty = row.result, on.posts["duty"].pk
    assert told["moved"] == 15 and sum(n for _rule, n in told["rules"]) == 15
    assert {one["posts"][1] for one in told["moves"]} == {duty}
    apply(on, row, admin)
    rule = Rule.objects.get(name__en="Noise")
    with clock.frozen(TUESDAY + timedelta(days=1)):
        assert appeal(70.005, 50.005, 0).holder_id == duty
    with clock.frozen(TUESDAY):
        assert appeal(70.005, 50.005, 0).holder_id == on.posts["inspector"].pk, "not before its day"
    later = ask(starts_on=THURSDAY)
    overtaken = {"category": ["order.noise_night"], "danger": True}
    for changed, code in (
        ({"conditions": {}}, "no_condition"),
        ({"before": 10**9}, "no_such_rule"),
        ({}, "rule_same"),
        ({"target": str(Target.HEAD), "conditions": overtaken}, "rule_hidden"),
    ):
        assert refused(lambda changed=changed: actions.edit_rules(
            actor=author, what={**noise, **changed}, ask=later)).code == code
    nothing = {**noise, "conditions": {"category": ["home.bullying"]}}
    empty = actions.execute(change_id=actions.edit_rules(actor=author, what=nothing, ask=later).pk)
    assert [code for code, _ in empty.result["findings"]] == ["matches_nothing"]
    assert refused(lambda: apply(on, empty, admin)).code == "blocked"
    back = actions.undo(actor=author, change_id=row.pk, ask=later)
    apply(on, actions.execute(change_id=back.pk), admin)
    rule.refresh_from_db()
    assert rule.valid_to == clock.start_of(THURSDAY) and Rule.objects.filter(name__en="Noise").count() == 1
    again = actions.undo(actor=author, change_id=back.pk, ask=ask(starts_on=THURSDAY))
    assert again.what["edit"] == "add" and again.what["before"] == last.pk, "an undoing can be undone"
    actions.withdraw(actor=author, change_id=again.pk)
    assert refused(lambda: actions.edit_rules(
        actor=author, what={"edit": "end", "rule": last.pk}, ask=later)).code == "guarded"


def test_another_promise_says_which_promises_would_break(on: Any) -> None:
    ids = list(Appeal.objects.order_by("pk").values_list("pk", flat=True))
    # Of the first four one is answered after a day, one after 50 hours, one after 80, one never: the promise is 72.
    for pk, hours in zip(ids, (24, 50, 80), strict=False):
        row = Appeal.objects.get(pk=pk)
        Appeal.objects.filter(pk=pk).update(first_answer_at=row.received_at + timedelta(hours=hours))
    author = on.actor("ministry")
    shorter = actions.execute(change_id=promised(author, 48).pk)
    assert shorter.result["promise"] == [17, 2, 1, 1, 0] and shorter.result["moved"] == 0
    assert shorter.result["groups"] == [["order", [17, 2, 1, 1, 0]]]
    longer = actions.execute(change_id=promised(author, 96).pk)
    hours = category("order.noise_night").hours
    assert longer.result["promise"] == [17, 2, 3 if hours > 80 else 2, 0, 1 if hours > 80 else 0]
    for what, code in (((3, {}), "hours"), ((72, {}), "same_promise"), ((48, {"starts_on": TODAY}), "day_tomorrow")):
        assert refused(lambda what=what: promised(author, what[0], **what[1])).code == code
    apply(on, shorter, "admin")
    assert [legal.term("service.first_answer", day).value for day in (TODAY, TOMORROW)] == [72, 48]
    with clock.frozen(TUESDAY + timedelta(days=1)):
        came = appeal(70.005, 50.005, 0)
        assert came.promise_due - now() == timedelta(hours=min(48, hours))
    back = actions.undo(actor=author, change_id=shorter.pk, ask=ask(starts_on=THURSDAY))
    apply(on, actions.execute(change_id=back.pk), "admin")
    assert [legal.term("service.first_answer", day).value for day in (TOMORROW, THURSDAY)] == [48, 72]
