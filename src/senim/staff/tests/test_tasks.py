"""What is not needed is forgotten."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from senim.kernel import clock
from senim.kernel.scoping import Role
from senim.staff import actions, testing
from senim.staff.lockout import locked_until, note_failure
from senim.staff.models import Invitation, SignInFailure, UsedCode
from senim.staff.tasks import forget_old

pytestmark = pytest.mark.django_db


def test_what_is_old_is_forgotten_and_what_is_young_stays(world, client, settings):
    account = world.inspectors[0][0]
    post = testing.make_post(Role.INSPECTOR, reports_to=world.heads[0][1])
    actor = testing.actor_for(world.heads[0][0])
    invitation, _token = actions.invite(actor=actor, email="a@example.kz", language="kk", post_id=post.pk)
    note_failure("a@example.kz", "10.0.0.1", "password")
    UsedCode.objects.create(account=account, step=1, at=clock.now())
    testing.sign_in(client, account)
    forget_old()
    assert (SignInFailure.objects.count(), UsedCode.objects.count(), Session.objects.count()) == (1, 1, 1)
    assert Invitation.objects.get(pk=invitation.pk).revoked_at is None
    with clock.frozen(clock.now() + timedelta(days=8)):
        forget_old()
    assert (SignInFailure.objects.count(), UsedCode.objects.count(), Session.objects.count()) == (0, 0, 0)
    assert Invitation.objects.get(pk=invitation.pk).revoked_at is not None


def test_a_lock_ends_when_its_oldest_counted_failure_leaves_the_window(db, settings):
    start = clock.now()
    for minute in range(settings.STAFF_LOCK_TRIES):
        with clock.frozen(start + timedelta(minutes=minute)):
            assert locked_until("a@example.kz", "10.0.0.1") is None
            note_failure("A@example.kz ", "10.0.0.1", "password")
    with clock.frozen(start + timedelta(minutes=settings.STAFF_LOCK_TRIES)):
        assert locked_until("a@example.kz", "10.0.0.1") == start + timedelta(minutes=settings.STAFF_LOCK_WINDOW)
        assert locked_until("b@example.kz", "10.0.0.1") is None
