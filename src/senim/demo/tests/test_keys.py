"""The key that the demonstration prints."""

import pytest

from senim.demo.keys import api_key
from senim.kernel.scoping import Actor
from senim.portal import actions
from senim.portal.api import is_in_force
from senim.portal.models import ApiKey

pytestmark = pytest.mark.django_db


def test_it_is_the_same_each_time_and_another_after_it_was_revoked(frozen_clock: object) -> None:
    first = api_key()
    assert api_key() == first and is_in_force(first) and ApiKey.objects.count() == 1
    actions.revoke_key(actor=Actor.system("test"), key_id=ApiKey.objects.get().pk)
    assert not is_in_force(first)
    assert api_key() != first and is_in_force(api_key())
