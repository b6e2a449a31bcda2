"""The whole district, loaded once through the contexts' own doors: everybody and everything has a place in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from senim.appeals import api as appeals
from senim.appeals.models import Appeal
from senim.demo import alike
from senim.demo.living import SCENES
from senim.demo.load import load
from senim.demo.people import DEMO_BEAT, ON_LEAVE, PASSWORD, staff
from senim.exchange.models import Origin
from senim.kernel.clock import now, today
from senim.kernel.scoping import PUBLIC, Role
from senim.kernel.testing import standing
from senim.partnership.api import meetings_for
from senim.partnership.models import Body, Decision, Export, Question, Session
from senim.problems.api import Stage
from senim.problems.models import Assessment, Lesson, Problem
from senim.quality.models import Rating
from senim.staff import api as staff_api
from senim.territory import api as territory
from senim.territory.api import Level

pytestmark = pytest.mark.django_db
FEW = 1_500  # something in every beat


@pytest.fixture(scope="module")
def printed(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """What `senim demo` says when it has loaded the district."""
    out = StringIO()
    folder = tmp_path_factory.mktemp("district")
    with standing(django_db_blocker, folder), override_settings(DEMO=True):
        with redirect_stdout(out):
            call_command("demo", appeals=FEW)
        yield out.getvalue()


@pytest.fixture(autouse=True)
def _demonstration(printed: str, settings: Any) -> None:
    settings.DEMO = True


def test_it_says_how_to_sign_in_and_what_to_open(printed: str) -> None:
    assert PASSWORD in printed
    assert all(member.email in printed for member in staff().members if member.sign_in)
    assert "/kk/a/" in printed


def test_every_beat_lives() -> None:
    assert len(territory.areas_list(Level.BEAT)) == 30
    assert len(territory.holes()) == 1
    later = len(alike.TOLD) + Origin.objects.count()  # one dark street, and what came by a file of another system
    assert Appeal.objects.filter(invented=True).count() == FEW + len(SCENES) + later
    assert not Appeal.objects.filter(holder=None).exists()
    assert Rating.objects.count() > FEW / 5
    why = Counter(Appeal.objects.values_list("place_why", flat=True))
    assert why["inside"] > 0.99 * FEW
    kept = [appeals.kept(PUBLIC, beat.id) for beat in territory.areas_list(Level.BEAT)]
    assert all(one.due for one in kept), "the page of every beat has something to say"
    assert sum(one.promise_kept for one in kept) > 0.8 * sum(one.due for one in kept)


def test_who_is_on_leave_has_a_substitute() -> None:
    away = territory.area_by_code(next(iter(ON_LEAVE)))
    assert away is not None
    serving = staff_api.serving(away.id, Role.INSPECTOR)
    assert serving is not None and serving.holder is not None and serving.holder.away
    assert serving.acting == serving.substitute


def test_there_is_a_file_in_each_stage() -> None:
    assert set(Problem.objects.values_list("stage", flat=True)) == set(Stage)
    assert not Problem.objects.filter(invented=False).exists()


def test_the_effect_that_was_planted_is_found() -> None:
    found = Assessment.objects.get(problem__title="Саябақта ішімдік ішу")
    assert found.finding == "fall" and found.problem.stage == Stage.CLOSED
    assert Lesson.objects.get(problem=found.problem).finding == "fall"


def test_the_group_lives() -> None:
    """It sits, owes, meets residents, and gives a university nothing in which somebody could be found."""
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


def test_a_second_load_changes_nothing() -> None:
    before = Appeal.objects.count()
    assert before > FEW + len(SCENES), "those of the invented year and what offices wrote for visitors"
    with CaptureQueriesContext(connection) as asked:
        assert load(lambda _step, _done, _of: None, total=FEW) is False
    assert len(asked) <= 2
    assert Appeal.objects.count() == before
