"""Two processes that find the same letter due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from senim.appeals.actions import intake
from senim.appeals.tests import world as worlds
from senim.ease.actions import feeds, morning
from senim.ease.models import FeedEntry
from senim.ease.tests.conftest import TUESDAY
from senim.kernel import clock
from senim.kernel.models import Outgoing
from senim.kernel.tests.at_once import together

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def test_one_letter_and_one_calendar() -> None:
    with clock.frozen(TUESDAY):
        made = worlds.build()
        intake.send(token=intake.begin(language="kk"), report=worlds.report())
        who = made.actor("inspector")
        morning.choose(actor=who, hour=7)
        _feed, secret = feeds.subscribe(actor=who, post_id=made.posts["inspector"].pk, language="kk")
    with clock.frozen(TUESDAY + timedelta(days=2) - timedelta(hours=2, minutes=55)):
        assert sorted(together(morning.send_due, morning.send_due)) == [0, 1]
        told = [given[1] for given in together(lambda: feeds.read(secret=secret), lambda: feeds.read(secret=secret))]
        assert told[0] == told[1] and FeedEntry.objects.count() == len(told[0])
    assert Outgoing.objects.filter(template="ease_morning").count() == 1
