"""The duty calendar: absence and substitution are one mechanism, shifts fit together, reasons stay private."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from senim.kernel import clock
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Role
from senim.kernel.testing import standing
from senim.staff import actions, api, rota, rota_checks, testing
from senim.staff.domain import AbsenceKind, EndReason, ShiftKind
from senim.staff.models import Absence, Holding, Shift

TUESDAY = datetime(2026, 5, 12, 10, 0, tzinfo=clock.LOCAL)
TODAY = TUESDAY.date()


def midnight(days: int) -> datetime:
    return datetime.combine(TODAY + timedelta(days=days), time.min, clock.LOCAL)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    from senim.staff.tests.conftest import World

    with standing(django_db_blocker, tmp_path_factory.mktemp("rota")), clock.frozen(TUESDAY):
        yield World()


@pytest.fixture
def town(made, db):
    with clock.frozen(TUESDAY):
        yield made


@pytest.fixture
def head(town):
    return testing.actor_for(town.heads[0][0])


def refused(code, act, **more):
    with pytest.raises(Refused) as caught:
        act(**more)
    assert caught.value.code == code
    return str(caught.value)


def gone(head, person, first, last, substitute=None, kind=AbsenceKind.LEAVE):
    return actions.register_absence(
        actor=head,
        account_id=person.pk,
        starts_at=midnight(first),
        ends_at=midnight(last + 1),
        kind=kind,
        substitute_id=substitute.pk if substitute else None,
    )


def test_an_absence_with_a_substitute_is_a_substitution_and_ends_with_it(town, head):
    (officer, post), (stand_in, own) = town.inspectors[:2]
    absence = gone(head, officer, 0, 9, stand_in)
    assert api.scope_of(stand_in).posts(Role.INSPECTOR) == {post.pk, own.pk}, "sees the queue of both"
    serving = api.serving(town.beats[0].id, Role.INSPECTOR)
    assert serving.acting.account_id == stand_in.pk
    away = api.away(post.pk, TODAY)
    assert (away.kind, away.last_day, away.covered) == ("leave", TODAY + timedelta(days=9), True)
    assert (away.substitute.account_id, away.substitute_post) == (stand_in.pk, own.pk)
    assert api.away(post.pk, TODAY + timedelta(days=10)) is None
    assert api.away(own.pk, TODAY) is None
    longer = midnight(15)
    actions.change_absence(actor=head, absence_id=absence.pk, ends_at=longer)
    assert Holding.objects.get(absence=absence).ends_at == longer
    actions.come_back(actor=head, absence_id=absence.pk)
    assert api.away(post.pk, clock.now()) is None
    assert Holding.objects.get(absence=absence).ended_reason == EndReason.RETURN
    assert not api.scope_of(stand_in, clock.now() + timedelta(seconds=1)).posts() & {post.pk}
    refused("absence_over", actions.come_back, actor=head, absence_id=absence.pk)
    assert "leave" not in str(list(AuditEvent.objects.values_list("data", flat=True))), "why stays out of the log"


def test_illness_is_told_by_the_officer_and_covered_by_the_head(town, head):
    (officer, post), (stand_in, _own) = town.inspectors[:2]
    absence = actions.report_sick(actor=testing.actor_for(officer), ends_at=midnight(4))
    assert (absence.starts_at, absence.kind) == (clock.now(), AbsenceKind.SICKNESS)
    away = api.away(post.pk, clock.now())
    assert away.substitute is None and not away.covered
    misfits = rota_checks.clashes(api.rosters([post.pk], TODAY, TODAY + timedelta(days=6)), TODAY)
    assert [(one.kind, one.first) for one in misfits] == [("uncovered", TODAY)]
    actions.cover(actor=head, absence_id=absence.pk, account_id=stand_in.pk)
    assert api.on_post(post.pk) == stand_in.pk
    assert not rota_checks.clashes(api.rosters([post.pk], TODAY, TODAY + timedelta(days=6)), TODAY)
    refused("covered_already", actions.cover, actor=head, absence_id=absence.pk, account_id=stand_in.pk)
    # The substitute falls ill as well: the post is open again, and the head sees both.
    actions.report_sick(actor=testing.actor_for(stand_in), ends_at=midnight(3))
    assert not api.away(post.pk, clock.now()).covered
    actions.come_back(actor=testing.actor_for(officer), absence_id=absence.pk)
    assert api.on_post(post.pk) == officer.pk


def test_contradictions_are_said_and_nothing_is_written(town, head):
    (officer, post), (second, _p), (far, _q) = town.inspectors[:3]
    gone(head, officer, 2, 5)
    said = refused("absence_overlaps", gone, head=head, person=officer, first=4, last=8)
    assert "2026" in said
    assert "14" in said
    refused("stand_in_away", gone, head=head, person=second, first=3, last=4, substitute=officer)
    refused("same_person", gone, head=head, person=second, first=3, last=4, substitute=second)
    refused("period_empty", gone, head=head, person=second, first=4, last=2)
    refused("start_past", gone, head=head, person=second, first=-9, last=2)
    assert Absence.objects.filter(account=second).count() == 0
    with pytest.raises(NotYours):
        gone(head, far, 1, 2)
    with pytest.raises(NotYours):
        gone(head, town.heads[0][0], 1, 2)
    leave = gone(head, second, 1, 3)
    with pytest.raises(NotYours):
        actions.come_back(actor=testing.actor_for(second), absence_id=leave.pk)
    with pytest.raises(NotYours):
        actions.come_back(actor=testing.actor_for(far), absence_id=leave.pk)
    with pytest.raises(NotYours):
        actions.change_absence(actor=testing.actor_for(town.heads[1][0]), absence_id=leave.pk, ends_at=midnight(9))
    assert api.away(post.pk, TODAY) is None


def plan(head, post, *days, starts=time(9), ends=time(18), kind=ShiftKind.BEAT):
    wanted = [TODAY + timedelta(days=day) for day in days]
    return actions.plan_shifts(actor=head, post_id=post.pk, days=wanted, starts=starts, ends=ends, kind=kind)


def test_shifts_fit_together(town, head):
    (officer, post), (second, own) = town.inspectors[:2]
    plan(head, post, 0, 1, 2)
    assert [one.words for one in api.shift(post.pk, TODAY)] == ["09:00–18:00"]
    with pytest.raises(Refused, match="09:00–18:00") as caught:
        plan(head, post, 1, starts=time(17), ends=time(2))
    assert caught.value.code == "shift_overlaps"
    plan(head, post, 1, starts=time(22), ends=time(6), kind=ShiftKind.DUTY)
    with pytest.raises(Refused, match="22:00–06:00"):
        plan(head, post, 2, starts=time(5), ends=time(8))
    plan(head, post, 4, 5, starts=time(8), ends=time(8), kind=ShiftKind.DUTY)
    with pytest.raises(Refused) as caught:
        plan(head, post, -1)
    assert caught.value.code == "shift_past"
    assert "12" in str(caught.value)
    with pytest.raises(Refused) as caught:
        plan(head, post, 400)
    assert caught.value.code == "shift_far"
    gone(head, second, 3, 4)
    with pytest.raises(Refused) as caught:
        plan(head, own, 3)
    assert caught.value.code == "shift_nobody"
    assert Shift.objects.filter(post=own).count() == 0
    with pytest.raises(NotYours):
        plan(head, town.inspectors[2][1], 1)
    with pytest.raises(NotYours):
        plan(testing.actor_for(officer), post, 6)
    today = Shift.objects.get(post=post, day=TODAY)
    refused("shift_begun", actions.drop_shifts, actor=head, shift_ids=[today.pk])
    later = Shift.objects.get(post=post, day=TODAY + timedelta(days=2))
    assert actions.drop_shifts(actor=head, shift_ids=[later.pk]) == 1


def test_one_person_in_two_places_is_said(town, head):
    (officer, post), (second, own) = town.inspectors[:2]
    plan(head, post, 1)
    plan(head, own, 1)
    gone(head, officer, 1, 1, second)
    found = rota_checks.clashes(api.rosters([post.pk, own.pk], TODAY, TODAY + timedelta(days=3)), TODAY)
    assert [(one.kind, one.account_id) for one in found] == [("two_places", second.pk)]
    assert {found[0].post_id, found[0].other_post} == {post.pk, own.pk}


def test_asking_costs_no_query_or_one(town, head, django_assert_num_queries):
    (officer, post), (second, own) = town.inspectors[:2]
    gone(head, officer, 0, 9, second)
    plan(head, own, 1, 2)
    api.away(post.pk, TODAY)
    with django_assert_num_queries(0):
        assert api.away(post.pk, TODAY).covered
    with django_assert_num_queries(1):
        days = api.rosters([post.pk, own.pk], TODAY, TODAY + timedelta(days=30))
    assert len(days[own.pk]) == 31
    assert days[own.pk][1].shifts[0].on_beat
    assert days[post.pk][0].acting.account_id == second.pk


def test_who_sees_which_absence(town, head, client):
    """Every role on a foreign absence: nothing. The reason: the person and the heads above; never the sheet."""
    (officer, _post), (second, _own) = town.inspectors[:2]
    absence = gone(head, officer, 0, 4, second, kind=AbsenceKind.TRAINING)
    pages = [reverse("staff:absence", args=[absence.pk]), reverse("staff:back", args=[absence.pk])]
    reason = str(show_reason())
    allowed = {officer.pk, town.heads[0][0].pk, town.chief_account.pk}
    people = [officer, second, town.heads[0][0], town.heads[1][0], town.chief_account, town.admin_account]
    people += [testing.make_officer(role, area_ids=(town.districts[0].id,))[0] for role in Role if role in ASKED]
    for person in people:
        testing.sign_in(client, person)
        answer = client.get(pages[0])
        may = person.pk in allowed or person == town.admin_account
        assert answer.status_code == (200 if may else 404), person
        assert (reason in answer.content.decode()) is (person.pk in allowed)
        if not may:
            assert client.post(pages[1]).status_code == 404
        calendar = client.get(reverse("staff:rota")).content.decode()
        sheet = calendar.partition("<table")[2].partition("</section>")[0]
        assert reason not in sheet
    assert Absence.objects.get(pk=absence.pk).ends_at == midnight(5)


ASKED = {Role.JUVENILE, Role.ASSISTANT, Role.DUTY, Role.OPERATOR, Role.ANALYST, Role.AUDITOR, Role.PROSECUTOR}


def show_reason():
    from senim.staff.labels import ABSENCE_KINDS

    return ABSENCE_KINDS[AbsenceKind.TRAINING].in_("kk")


def test_the_pages_do_what_they_say(town, head, client, django_assert_max_num_queries):
    (officer, post), (second, _own) = town.inspectors[:2]
    testing.sign_in(client, town.heads[0][0])
    day = TODAY.isoformat()
    form = {"account": officer.pk, "kind": "leave", "starts_on": day, "ends_on": day, "substitute": second.pk}
    assert client.post(reverse("staff:away"), form).status_code == 302
    assert api.on_post(post.pk) == second.pk
    again = client.post(reverse("staff:away"), form)
    assert again.status_code == 422
    shifts = {"first": day, "last": day, "weekdays": [0, 1, 2], "starts": "09:00", "ends": "18:00", "kind": "beat"}
    assert client.post(reverse("staff:shifts", args=[post.pk]), shifts).status_code == 302
    with django_assert_max_num_queries(8):
        page = client.get(reverse("staff:rota") + "?view=month&from=2026-05-01").content.decode()
    assert "9–18" in page
    assert "09:00–18:00" in page, "the same in words"
    testing.sign_in(client, officer)
    sick = client.post(reverse("staff:ill"), {"ends_on": day})
    assert sick.status_code == 422, "the days overlap with the leave, and it is said"
    assert client.get(reverse("staff:rota") + "?view=week&from=nonsense").status_code == 200


def test_a_shift_over_midnight_is_of_the_day_it_begins():
    begin, end = rota.moments(date(2026, 5, 12), time(20), time(8))
    assert (begin.date(), end.date()) == (date(2026, 5, 12), date(2026, 5, 13))


def test_residents_read_who_is_there_and_never_why(town, head, django_assert_num_queries):
    from senim.staff.presence import There, public_days

    (officer, post), (second, _own) = town.inspectors[:2]
    beat = town.beats[0].id
    with translation.override("en"):
        assert api.presence_of(beat, clock.now(), "en")["today"] == "on the beat, by telephone"
    plan(head, post, 0, 1)
    plan(head, post, 2, starts=time(18), ends=time(20), kind=ShiftKind.RECEPTION)
    plan(head, post, 3, kind=ShiftKind.EVENT)
    gone(head, officer, 5, 6, second, kind=AbsenceKind.SICKNESS)
    gone(head, officer, 7, 8, kind=AbsenceKind.SICKNESS)
    days = public_days(post.pk, TODAY, TODAY + timedelta(days=8), "kk")
    assert [one.state for one in days] == [
        There.ON_BEAT,
        There.ON_BEAT,
        There.RECEIVES,
        There.OFF_BEAT,
        There.REST,
        There.ON_BEAT,
        There.ON_BEAT,
        There.NOBODY,
        There.NOBODY,
    ]
    assert [one.stands_in for one in days][4:7] == [False, True, True]
    with django_assert_num_queries(1):
        shown = api.presence_of(beat, clock.now(), "kk")
    with django_assert_num_queries(0):
        shown = api.presence_of(beat, clock.now(), "kk")
    from senim.staff.labels import ABSENCE_KINDS

    assert second.full_name in str(shown)
    assert not [kind for kind in AbsenceKind if ABSENCE_KINDS[kind].in_("kk") in str(shown).replace("демалыс күні", "")]


def test_a_head_covers_with_one_tap_and_gives_a_trainee_a_new_mentor(town, head, django_assert_num_queries):
    from senim.kernel import duties
    from senim.staff import duties as staff_duties
    from senim.staff.domain import Kind

    (officer, post), (second, _own) = town.inspectors[:2]
    trainee = testing.make_account(name="Жас Қызметкер")
    until = midnight(700)
    testing.put_on(post, trainee, kind=Kind.TRAINEE, mentor=officer, ends_at=until)
    actions.report_sick(actor=testing.actor_for(officer), ends_at=midnight(3))
    assert not api.away(post.pk, clock.now()).covered
    with django_assert_num_queries(0):
        owed = staff_duties.owed(head.scope, TODAY)
    assert [one.key.partition("-")[0] for one in owed] == ["staff:cover"]
    assert [int(code) for code, _words in owed[0].outcomes] == [second.pk]
    far = testing.actor_for(town.heads[1][0])
    assert not staff_duties.owed(far.scope, TODAY)
    for stranger in (far, testing.actor_for(second), testing.actor_for(town.inspectors[2][0])):
        with pytest.raises(NotYours):
            duties.settle(stranger, owed[0].key, str(second.pk))
    duties.settle(head, owed[0].key, str(second.pk))
    assert api.on_post(post.pk) == second.pk
    assert api.scope_of(trainee).has(Role.TRAINEE), "the mentor is ill, not gone"
    actions.dismiss(actor=head, account_id=officer.pk)
    assert not api.scope_of(trainee).duties
    (left,) = staff_duties.owed(head.scope, TODAY)
    with pytest.raises(NotYours):
        duties.settle(far, left.key, str(second.pk))
    duties.settle(head, left.key, str(second.pk))
    assert api.scope_of(trainee).has(Role.TRAINEE)
    assert api.mentor_of(trainee.pk, post.pk, clock.now()) == second.pk
    assert Holding.objects.filter(account=trainee, ends_at=until, mentor=second).exists(), "until the same day"
    assert not staff_duties.owed(head.scope, TODAY)


def test_two_years_beside_a_mentor_are_data_and_the_posts_say_what_they_may(town):
    from senim.staff import matrix, presenters
    from senim.staff.powers import POWERS

    assert presenters.mentoring_ends(date(2026, 11, 22)) == date(2028, 11, 21)
    assert presenters.mentoring_ends(date(2024, 2, 29)) == date(2026, 2, 27)
    assert "102079" in presenters.mentoring_words()
    for role, powers in POWERS.items():
        for action in powers.needs:
            assert role in matrix.rule_of(action).roles, (role, action)
        for action in powers.lacks:
            assert role not in matrix.rule_of(action).roles, (role, action)
    assert len({(one.needs, one.lacks) for one in POWERS.values()}) == 3
