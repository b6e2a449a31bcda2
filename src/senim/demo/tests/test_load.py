"""The district goes in once: a load that was killed goes on where it stopped, at any hour of any day."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from senim.appeals.models import Appeal
from senim.demo import load as loading
from senim.demo.living import SCENES, play
from senim.demo.living.play import TOTAL
from senim.demo.load import NotADemonstration, load
from senim.demo.models import Step
from senim.kernel.scoping import Actor

pytestmark = pytest.mark.django_db
SOME = 600  # more than one batch
YEAR, LAST_DAYS = ("land", "people", "appeals", "living"), ("land", "people", "living")


def silent(step, done, total):
    pass


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


def test_a_real_installation_refuses(settings):
    settings.DEMO = False
    with pytest.raises(NotADemonstration):
        load(silent)
    with pytest.raises(CommandError, match="SENIM_DEMO"):
        call_command("demo")
    assert not Step.objects.exists()


@pytest.mark.thorough
def test_a_killed_load_goes_on_where_it_stopped(demonstration):
    def die(step, done, total):
        if step == "appeals" and done >= 500:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(die, total=SOME, only=YEAR)
    kept = list(Appeal.objects.order_by("pk").values_list("number", flat=True))
    assert len(kept) == 500
    assert load(silent, total=SOME, only=YEAR) is True
    assert Appeal.objects.count() == SOME + len(SCENES)
    assert list(Appeal.objects.order_by("pk").values_list("number", flat=True)[:500]) == kept
    assert loading.ends_at() is not None


def test_killed_between_two_scenes_it_goes_on(demonstration):
    def die(step, done, total):
        if step == "living" and done == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(die, only=LAST_DAYS)
    assert loading.applicant_links() == []
    assert load(silent, only=LAST_DAYS) is True
    assert Appeal.objects.count() == len(SCENES)
    assert load(silent, only=LAST_DAYS) is False


def test_a_late_hour_and_a_weekend_do_not_matter(demonstration):
    actor = Actor.system("demo")
    for step in ("land", "people"):
        row = Step.objects.create(name=step, seed=2026, end=datetime(2026, 5, 3, 21, 30, tzinfo=UTC))
        getattr(loading, f"_{step}")(row, actor, silent)
    last = Step.objects.create(name="living", seed=2026, end=datetime(2026, 5, 3, 21, 30, tzinfo=UTC))
    play(last, actor, silent)
    assert last.done == TOTAL
