"""The district goes in through the contexts' own doors, once."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from senim.appeals import api as appeals
from senim.appeals.models import Appeal
from senim.demo import load as loading
from senim.demo.living import SCENES
from senim.demo.load import NotADemonstration, load
from senim.demo.models import Step
from senim.demo.people import ON_LEAVE, PASSWORD, staff
from senim.kernel.scoping import PUBLIC, Role
from senim.problems.api import Stage
from senim.problems.models import Problem
from senim.quality.models import Rating
from senim.staff import api as staff_api
from senim.territory import api as territory
from senim.territory.api import Level

pytestmark = pytest.mark.django_db
FEW = 1_500  # something in every beat
SOME = 600  # more than one batch


def silent(step, done, total):
    pass


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_a_real_installation_refuses(settings):
    settings.DEMO = False
    with pytest.raises(NotADemonstration):
        load(silent)
    with pytest.raises(CommandError, match="SENIM_DEMO"):
        call_command("demo")
    assert not Step.objects.exists()


def test_the_whole_district_loads_and_a_second_load_changes_nothing(demonstration, capsys):
    call_command("demo", appeals=FEW)
    printed = capsys.readouterr().out
    assert PASSWORD in printed
    assert all(member.email in printed for member in staff().members if member.sign_in)

    assert len(territory.areas_list(Level.BEAT)) == 30
    assert len(territory.holes()) == 1
    assert Appeal.objects.filter(invented=True).count() == FEW + len(SCENES)
    assert "/kk/a/" in printed
    assert not Appeal.objects.filter(holder=None).exists()
    assert Rating.objects.count() > FEW / 5
    why = Counter(Appeal.objects.values_list("place_why", flat=True))
    assert why["inside"] > 0.99 * FEW
    away = territory.area_by_code(next(iter(ON_LEAVE)))
    serving = staff_api.serving(away.id, Role.INSPECTOR)
    assert serving.holder.away
    assert serving.acting == serving.substitute
    kept = [appeals.kept(PUBLIC, beat.id) for beat in territory.areas_list(Level.BEAT)]
    assert all(one.due for one in kept), "the page of every beat has something to say"
    assert sum(one.promise_kept for one in kept) > 0.8 * sum(one.due for one in kept)

    assert set(Problem.objects.values_list("stage", flat=True)) == set(Stage), "a file in each stage"
    assert not Problem.objects.filter(invented=False).exists()

    with CaptureQueriesContext(connection) as asked:
        assert load(silent, total=FEW) is False
    assert len(asked) <= 2
    assert Appeal.objects.count() == FEW + len(SCENES)


def test_a_killed_load_goes_on_where_it_stopped(demonstration, monkeypatch):
    def die(step, done, total):
        if step == "appeals" and done >= 500:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(die, total=SOME)
    kept = list(Appeal.objects.order_by("pk").values_list("number", flat=True))
    assert len(kept) == 500
    assert load(silent, total=SOME) is True
    assert Appeal.objects.count() == SOME + len(SCENES)
    assert list(Appeal.objects.order_by("pk").values_list("number", flat=True)[:500]) == kept
    assert loading.ends_at() is not None
