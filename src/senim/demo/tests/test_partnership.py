"""The invented group sits, owes, meets residents, and gives a university nothing in which somebody could be found."""

from __future__ import annotations

from typing import Any

import pytest

from senim.demo.load import load
from senim.demo.people import DEMO_BEAT
from senim.kernel.clock import now, today
from senim.partnership.api import meetings_for
from senim.partnership.models import Body, Decision, Export, Question, Session
from senim.territory import api as territory

pytestmark = pytest.mark.django_db


def test_the_group_lives(settings: Any) -> None:
    settings.DEMO = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load(lambda _step, _done, _of: None, total=600)
    group = Body.objects.get()
    assert sum(one.is_on(today()) for one in group.members.all()) == 10 and group.members.count() == 11
    assert list(Session.objects.order_by("number").values_list("state", flat=True)) == ["closed", "planned"]
    assert Session.objects.get(number=1).quorate
    assert sorted(Decision.objects.values_list("state", flat=True)) == ["done", "open", "open"]
    assert Decision.objects.filter(state="open", due_on__lt=today()).count() == 1
    assert Question.objects.filter(published_at__isnull=False).count() == 2
    beat = territory.area_by_code(DEMO_BEAT)
    assert beat is not None
    shown = meetings_for(beat.path, now())
    assert shown is not None and len(shown["coming"]) == len(shown["past"]) == 1
    assert Export.objects.count() == 1
    assert not load(lambda _step, _done, _of: None, total=600), "a second load changes nothing"
