"""Rights follow posts and periods: who may, who serves, who commands, and who is shut out."""

from datetime import timedelta

import pytest

from senim.kernel import clock
from senim.kernel.scoping import PUBLIC, Role
from senim.staff import api, testing
from senim.staff.domain import Kind

pytestmark = pytest.mark.django_db


def test_a_scope_has_the_post_and_the_path_of_its_area(world):
    account, post = world.inspectors[0]
    scope = api.scope_of(account)
    assert scope.has(Role.INSPECTOR)
    assert scope.posts() == {post.pk}
    assert scope.paths() == (world.beats[0].path,)
    assert scope.covers(world.beats[0].path)
    assert not scope.covers(world.beats[1].path)
    assert api.scope_of(None) == PUBLIC
    assert api.scope_of(10**9) == PUBLIC


def test_a_scope_costs_no_query_once_the_directory_is_read(world, django_assert_num_queries):
    account, _post = world.inspectors[0]
    api.scope_of(account)
    with django_assert_num_queries(0):
        api.scope_of(account.pk)
        api.serving(world.beats[0].id, Role.INSPECTOR)
        api.officer_card(world.inspectors[0][1].pk, "kk")


def test_a_holding_gives_rights_only_within_its_period(world):
    account, post = testing.make_account(), world.inspectors[0][1]
    now = clock.now()
    testing.put_on(
        post, account, kind=Kind.SUBSTITUTE, starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=5)
    )
    moments = {-1: False, 1: False, 2: True, 4: True, 5: False, 9: False}
    for days, held in moments.items():
        assert api.scope_of(account, now + timedelta(days=days)).has(Role.INSPECTOR) is held, days


def test_a_substitute_acts_with_the_posts_rights_and_is_shown(world):
    account, post = testing.make_account(name="Орынбасар Әсел"), world.inspectors[0][1]
    testing.put_on(post, account, kind=Kind.SUBSTITUTE)
    scope = api.scope_of(account)
    assert scope.posts(Role.INSPECTOR) == {post.pk}
    assert scope.paths() == (world.beats[0].path,)
    serving = api.serving(world.beats[0].id, Role.INSPECTOR)
    assert serving.holder.account_id == world.inspectors[0][0].pk
    assert serving.substitute.account_id == account.pk == serving.acting.account_id
    card = api.officer_card(post.pk, "kk")
    assert card.is_away
    assert card.substitute.name == "Орынбасар Әсел"


def test_a_trainee_sees_under_a_mentor_and_loses_it_without_the_mentor(world):
    mentor, post = world.inspectors[0]
    trainee = testing.make_account()
    testing.put_on(post, trainee, kind=Kind.TRAINEE, mentor=mentor)
    scope = api.scope_of(trainee)
    assert scope.has(Role.TRAINEE)
    assert not scope.has(Role.INSPECTOR)
    assert scope.posts() == {post.pk}
    api.actions.dismiss(actor=testing.actor_for(world.heads[0][0]), account_id=mentor.pk)
    assert not api.scope_of(trainee).duties


def test_a_rural_assistant_works_in_the_inspectors_queue(world):
    inspector_post = world.inspectors[0][1]
    account, own = testing.make_officer(Role.ASSISTANT, reports_to=inspector_post)
    scope = api.scope_of(account)
    assert scope.posts(Role.ASSISTANT) == {own.pk, inspector_post.pk}
    assert scope.paths() == (world.beats[0].path,)
    assert not scope.has(Role.INSPECTOR)


def test_serving_climbs_to_the_area_around(world):
    _account, post = testing.make_officer(Role.JUVENILE, area_ids=(world.districts[0].id,))
    assert api.serving(world.beats[1].id, Role.JUVENILE).post_id == post.pk
    assert api.serving(world.beats[2].id, Role.JUVENILE) is None
    duty = testing.make_officer(Role.DUTY, area_ids=(world.city.id,))[1]
    assert api.duty_unit(world.beats[3].id) == duty.pk
    assert api.duty_unit(None) == duty.pk


def test_who_commands(world):
    inspector_post, head_post = world.inspectors[0][1], world.heads[0][1]
    assert api.post_chain(inspector_post.pk) == (head_post.pk, world.chief.pk)
    assert api.head_of(inspector_post.pk) == head_post.pk
    assert api.head_of(world.chief.pk) is None
    assert api.is_under(world.inspectors[0][0].pk, head_post.pk)
    assert api.is_under(world.heads[0][0].pk, head_post.pk)
    assert not api.is_under(world.inspectors[2][0].pk, head_post.pk)
    assert api.posts_of_role(Role.INSPECTOR, world.districts[0].path) == [p.pk for _a, p in world.inspectors[:2]]
    assert api.posts_covering(Role.HEAD, world.beats[0].id) == [head_post.pk, world.chief.pk]


def hidden_from(account, *, about_post, about_account, at=None):
    scope = api.scope_of(account, at)
    return about_post in scope.shut_out_posts or about_account in scope.shut_out_accounts


def test_a_complaint_is_hidden_from_the_officer_and_from_all_below_at_any_depth(db):
    above, rows = None, []
    for depth in range(12):
        account, post = testing.make_officer(Role.HEAD if depth < 11 else Role.INSPECTOR, reports_to=above)
        rows.append((account, post))
        above = post
    for about in range(12):
        about_account, about_post = rows[about]
        for reader in range(12):
            hidden = hidden_from(rows[reader][0], about_post=about_post.pk, about_account=about_account.pk)
            assert hidden is (reader >= about), (about, reader)


def test_a_complaint_follows_the_person_to_another_post(world):
    officer, first = world.inspectors[0]
    complaint = {"about_post": first.pk, "about_account": officer.pk}
    actor = testing.actor_for(world.chief_account)
    head_account, second = world.heads[1]
    below = world.inspectors[2][0]
    assert not hidden_from(below, **complaint)
    api.actions.end_holding(actor=actor, holding_id=head_account.holdings.get().pk, reason=api.EndReason.MOVE)
    api.actions.end_holding(actor=actor, holding_id=officer.holdings.get().pk, reason=api.EndReason.MOVE)
    api.actions.appoint(actor=actor, post_id=second.pk, account_id=officer.pk, starts_at=clock.now())
    assert hidden_from(officer, **complaint), "the officer, on the new post"
    assert hidden_from(below, **complaint), "the officer's new subordinates"
    assert not hidden_from(world.heads[0][0], **complaint), "the head of the former post decides"
    assert not hidden_from(world.chief_account, **complaint)


def test_a_substitute_is_shut_out_like_the_holder_and_hides_from_those_below(world):
    stand_in = world.inspectors[3][0]
    testing.put_on(world.heads[0][1], stand_in, kind=Kind.SUBSTITUTE)
    about = {"about_post": -1, "about_account": stand_in.pk}
    assert hidden_from(world.inspectors[0][0], **about), "the substitute sits above now"
    assert hidden_from(stand_in, about_post=world.heads[0][1].pk, about_account=world.heads[0][0].pk)


def test_who_left_is_still_known_as_whom_the_complaint_is_about(world):
    officer, post = world.inspectors[0]
    moment = clock.now()
    api.actions.dismiss(actor=testing.actor_for(world.heads[0][0]), account_id=officer.pk)
    assert api.holder_of(post.pk, moment) == officer.pk
    assert api.on_post(post.pk) is None
    card = api.officer_card(post.pk, "ru")
    assert card.is_vacant
    assert card.name == ""


def test_a_ring_in_bad_data_ends(db):
    from django.db import transaction

    from senim.staff.actions.common import touched
    from senim.staff.models import Post

    first, second = testing.make_post(Role.HEAD), testing.make_post(Role.HEAD)
    with transaction.atomic():
        Post.objects.filter(pk=first.pk).update(reports_to=second)
        Post.objects.filter(pk=second.pk).update(reports_to=first)
        touched()
    assert api.post_chain(first.pk) == (second.pk,)
    assert api.scope_of(None) == PUBLIC
