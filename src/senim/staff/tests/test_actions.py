"""Appointing, standing in, training, ending: who may, what is refused, what is written down."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from senim.kernel import clock
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Role
from senim.staff import actions, api, testing
from senim.staff.domain import EndReason, Kind
from senim.staff.models import Account, Holding, PostArea

pytestmark = pytest.mark.django_db


def refused(reason, call, /, **arguments):
    with pytest.raises(Refused) as caught:
        call(**arguments)
    assert caught.value.code == reason


def days(number):
    return clock.now() + timedelta(days=number)


@pytest.fixture
def head(world):
    return testing.actor_for(world.heads[0][0])


def test_a_head_appoints_a_substitute_for_a_post_below_and_it_is_written_down(world, head):
    stand_in, post = world.inspectors[1][0], world.inspectors[0][1]
    holding = actions.substitute(
        actor=head, post_id=post.pk, account_id=stand_in.pk, starts_at=clock.now(), ends_at=days(14)
    )
    assert post.pk in api.scope_of(stand_in).posts()
    event = AuditEvent.objects.get(action="staff.substitute")
    assert (event.account_id, event.subject_id) == (head.account_id, str(holding.pk))
    assert event.data["account_id"] == stand_in.pk
    actions.end_holding(actor=head, holding_id=holding.pk, reason=EndReason.RETURN)
    assert post.pk not in api.scope_of(stand_in).posts()
    assert api.scope_of(stand_in).posts(), "the own post stays"


def test_what_a_head_may_not_do(world, head):
    foreign, own = world.inspectors[2][1], world.heads[0][1]
    person = testing.make_account()
    for post in (foreign, own, world.chief):
        refused("not_yours", actions.appoint, actor=head, post_id=post.pk, account_id=person.pk, starts_at=clock.now())
        refused(
            "not_yours",
            actions.substitute,
            actor=head,
            post_id=post.pk,
            account_id=person.pk,
            starts_at=clock.now(),
            ends_at=days(3),
        )
    refused(
        "not_yours",
        actions.end_holding,
        actor=head,
        holding_id=world.inspectors[2][0].holdings.get().pk,
        reason=EndReason.MOVE,
    )
    refused("not_yours", actions.dismiss, actor=head, account_id=world.inspectors[2][0].pk)
    refused("not_yours", actions.invite, actor=head, email="x@example.kz", language="kk", post_id=foreign.pk)
    refused("not_yours", actions.invite, actor=head, email="x@example.kz", language="kk")
    refused("not_yours", actions.update_post, actor=head, post_id=own.pk, values={"phone_public": "+77010000000"})


@pytest.mark.parametrize(
    "role", [role for role in api.ROLES if role not in {Role.HEAD, Role.ADMIN, Role.EXECUTOR, Role.TRAINEE}]
)
def test_no_other_role_may_change_posts(world, role):
    account, _post = testing.make_officer(role, area_ids=(world.city.id,), reports_to=world.chief)
    actor, below = testing.actor_for(account), world.inspectors[0]
    with pytest.raises(NotYours):
        actions.appoint(actor=actor, post_id=below[1].pk, account_id=testing.make_account().pk, starts_at=clock.now())
    with pytest.raises(NotYours):
        actions.dismiss(actor=actor, account_id=below[0].pk)
    with pytest.raises(NotYours):
        actions.sign_out_other(actor=actor, account_id=below[0].pk)


def test_nobody_changes_the_own_posts_not_even_an_administrator(world):
    actor = testing.actor_for(world.admin_account)
    vacant = testing.make_post(Role.INSPECTOR)
    refused(
        "not_yourself",
        actions.appoint,
        actor=actor,
        post_id=vacant.pk,
        account_id=world.admin_account.pk,
        starts_at=clock.now(),
    )
    refused("not_yourself", actions.dismiss, actor=actor, account_id=world.admin_account.pk)


def test_an_administrator_cannot_be_given_a_post_that_sees(world):
    other_admin = testing.make_officer(Role.ADMIN)[0]
    vacant = testing.make_post(Role.INSPECTOR, reports_to=world.heads[0][1])
    refused(
        "blind_and_seeing",
        actions.appoint,
        actor=testing.actor_for(world.admin_account),
        post_id=vacant.pk,
        account_id=other_admin.pk,
        starts_at=clock.now(),
    )
    auditor_post = testing.make_post(Role.AUDITOR)
    refused(
        "blind_and_seeing",
        actions.appoint,
        actor=testing.actor_for(world.admin_account),
        post_id=auditor_post.pk,
        account_id=world.inspectors[0][0].pk,
        starts_at=clock.now(),
    )


def test_a_post_has_one_holder_and_one_substitute_at_a_time(world, head):
    post, person = world.inspectors[0][1], testing.make_account()
    refused("post_taken", actions.appoint, actor=head, post_id=post.pk, account_id=person.pk, starts_at=clock.now())
    first, second = world.inspectors[1][0], testing.make_account()
    actions.substitute(actor=head, post_id=post.pk, account_id=first.pk, starts_at=days(1), ends_at=days(5))
    refused(
        "post_taken",
        actions.substitute,
        actor=head,
        post_id=post.pk,
        account_id=second.pk,
        starts_at=days(4),
        ends_at=days(8),
    )
    actions.substitute(actor=head, post_id=post.pk, account_id=second.pk, starts_at=days(5.01), ends_at=days(8))


@pytest.mark.parametrize("kind", [Kind.HOLDER, Kind.SUBSTITUTE])
def test_the_database_itself_forbids_two_at_a_time(world, kind):
    post, now = testing.make_post(), clock.now()
    testing.put_on(post, testing.make_account(), kind=kind, starts_at=now, ends_at=now + timedelta(days=10))

    def overlapping(start, end):
        with transaction.atomic():
            return Holding.objects.create(
                post=post,
                account=testing.make_account(),
                kind=kind,
                starts_at=now + timedelta(days=start),
                ends_at=now + timedelta(days=end),
                created_at=now,
            )

    for start, end in ((0, 10), (-5, 1), (9, 20), (3, 4), (-5, 20)):
        with pytest.raises(IntegrityError):
            overlapping(start, end)
    after = overlapping(10, 12)
    overlapping(-3, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.filter(pk=after.pk).update(starts_at=now + timedelta(days=9))


def test_the_database_forbids_an_area_twice_on_a_post(world):
    post = world.inspectors[0][1]
    with pytest.raises(IntegrityError), transaction.atomic():
        PostArea.objects.create(post=post, area_id=world.beats[0].id, valid_from=clock.today())


def test_periods_are_sane(world, head):
    post, person = world.inspectors[0][1], testing.make_account()

    def stand_in(start, end):
        return {"actor": head, "post_id": post.pk, "account_id": person.pk, "starts_at": days(start), "ends_at": end}

    refused("substitute_end", actions.substitute, **stand_in(0, None))
    refused("period_empty", actions.substitute, **stand_in(3, days(2)))
    refused("start_past", actions.substitute, **stand_in(-9, days(2)))
    refused("period_long", actions.substitute, **stand_in(0, days(400)))
    refused("same_person", actions.substitute, **{**stand_in(0, days(5)), "account_id": world.inspectors[0][0].pk})


def test_a_dismissal_ends_everything_at_once(world, head):
    officer = world.inspectors[0][0]
    testing.put_on(world.inspectors[1][1], officer, kind=Kind.SUBSTITUTE)
    coming = testing.put_on(testing.make_post(), officer, starts_at=days(30))
    before = officer.epoch
    actions.end_holding(actor=head, holding_id=officer.holdings.order_by("id").first().pk, reason=EndReason.DISMISSAL)
    officer.refresh_from_db()
    coming.refresh_from_db()
    assert not officer.is_active
    assert officer.left_at
    assert officer.epoch == before + 1
    assert not Holding.objects.filter(account=officer).exclude(ends_at__lte=clock.now()).exclude(pk=coming.pk).exists()
    assert coming.ends_at == coming.starts_at, "taken back before it began"
    assert not api.scope_of(officer, days(40)).duties
    refused(
        "person_left",
        actions.appoint,
        actor=head,
        post_id=world.inspectors[0][1].pk,
        account_id=officer.pk,
        starts_at=clock.now(),
    )


def test_a_trainee_needs_the_mentor_who_is_on_the_post(world, head):
    post, person = world.inspectors[0][1], testing.make_account()
    common = {"actor": head, "post_id": post.pk, "account_id": person.pk, "starts_at": clock.now(), "ends_at": days(60)}
    refused("mentor_absent", actions.train, mentor_id=world.inspectors[1][0].pk, **common)
    actions.train(mentor_id=world.inspectors[0][0].pk, **common)
    assert api.scope_of(person).has(Role.TRAINEE)


def test_the_administrator_makes_posts_and_areas(world):
    actor = testing.actor_for(world.admin_account)
    post = actions.create_post(
        actor=actor, code="NEW-1", role=Role.INSPECTOR, titles=("а", "б", "c"), reports_to_id=world.heads[0][1].pk
    )
    actions.serve_area(actor=actor, post_id=post.pk, area_id=world.beats[1].id, valid_from=clock.today())
    refused(
        "area_taken",
        actions.serve_area,
        actor=actor,
        post_id=post.pk,
        area_id=world.beats[1].id,
        valid_from=clock.today(),
    )
    assert api.area_paths(post.pk) == (world.beats[1].path,)
    actions.stop_area(actor=actor, post_id=post.pk, area_id=world.beats[1].id, on=clock.today())
    assert api.area_paths(post.pk) == ()
    refused("ring", actions.update_post, actor=actor, post_id=world.heads[0][1].pk, values={"reports_to_id": post.pk})
    refused("role_post", actions.create_post, actor=actor, code="X", role=Role.TRAINEE, titles=("а", "б", "c"))


def test_every_write_is_written_down(world, head):
    before = AuditEvent.objects.count()
    admin = testing.actor_for(world.admin_account)
    person = testing.make_account()
    writes = [
        lambda: (
            actions.invite(actor=head, email="y@example.kz", language="kk", post_id=world.inspectors[0][1].pk)[0].pk
        ),
        lambda: actions.substitute(
            actor=head, post_id=world.inspectors[0][1].pk, account_id=person.pk, starts_at=clock.now(), ends_at=days(3)
        ),
        lambda: actions.register_absence(
            actor=head, account_id=world.inspectors[0][0].pk, starts_at=clock.now(), ends_at=days(3)
        ),
        lambda: actions.sign_out_other(actor=head, account_id=world.inspectors[0][0].pk),
        lambda: actions.update_post(
            actor=admin, post_id=world.inspectors[0][1].pk, values={"phone_public": "+77010000000"}
        ),
        lambda: actions.change_profile(actor=head, language="ru"),
        lambda: actions.sign_out_everywhere(actor=head),
        lambda: actions.dismiss(actor=head, account_id=world.inspectors[1][0].pk),
    ]
    for number, write in enumerate(writes, start=1):
        write()
        assert AuditEvent.objects.count() == before + number


def test_a_write_that_fails_leaves_nothing(world, head, monkeypatch):
    from senim.staff.actions import people

    def broken(*_args, **_kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(people.audit, "record", broken)
    officer = world.inspectors[0][0]
    with pytest.raises(OSError, match="full"):
        actions.dismiss(actor=head, account_id=officer.pk)
    assert Account.objects.get(pk=officer.pk).is_active
    assert api.scope_of(officer).duties


def test_the_system_may_import_but_a_citizen_may_nothing(world):
    with pytest.raises(NotYours):
        actions.dismiss(actor=Actor.citizen(), account_id=world.inspectors[0][0].pk)


def test_where_the_absent_show(world, head):
    officer, post = world.inspectors[0]
    actions.register_absence(actor=head, account_id=officer.pk, starts_at=days(0), ends_at=days(3))
    assert api.officer_card(post.pk, "en").is_away
    assert api.officer_card(post.pk, "en").substitute is None
    assert not api.officer_card(post.pk, "en", days(4)).is_away
    stand_in = world.inspectors[1][0]
    testing.put_on(post, stand_in, kind=Kind.SUBSTITUTE)
    assert api.on_post(post.pk) == stand_in.pk
