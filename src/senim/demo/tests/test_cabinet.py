"""The invented inspectors have been out: visits, an operation, a report, and something to do today."""

from datetime import timedelta

import pytest
from django.test.utils import override_settings

from senim.cabinet.models import Operation, Report, Visit
from senim.demo import load as loading
from senim.demo.cabinet import BEATS
from senim.demo.models import Step
from senim.kernel import duties
from senim.kernel.clock import frozen, local
from senim.kernel.scoping import Role
from senim.kernel.testing import standing
from senim.staff import api as staff
from senim.staff.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker, tmp_path_factory):
    """The district, its people and their months, without the year of appeals."""
    folder = tmp_path_factory.mktemp("cabinet")
    with standing(django_db_blocker, folder), override_settings(DEMO=True):
        steps = ("land", "people", "living", "partnership", "cabinet", "rota")
        loading.load(lambda step, done, total: None, only=steps)
        yield Step.objects.get(name="cabinet")


def test_several_inspectors_wrote_their_visits_down(played):
    civilian = 1
    assert Visit.objects.values("post").distinct().count() == len(BEATS) + civilian
    assert Visit.objects.count() > 300 and not Visit.objects.filter(invented=False).exists()
    assert not Visit.objects.filter(at__gt=played.end).exists()


def test_one_operation_and_one_published_report(played):
    assert Operation.objects.count() == 1
    report = Report.objects.get()
    assert report.state == "published" and set(report.published["texts"]) == {"kk", "ru", "en"}


def test_the_inspector_of_the_demonstration_finds_a_day(played):
    account = Account.objects.get(email="inspector@demo.senim.example")
    with frozen(played.end):
        owed = duties.of(staff.scope_of(account.pk), local(played.end).date())
    kinds = {one.key.partition(":")[0] for one in owed}
    assert {"appeals", "visits", "returns"} <= kinds


def test_a_trainee_waits_for_the_mentor_and_the_calendar_has_its_gap(played):
    assert {"own", "waits", "returned", "confirmed"} >= set(Visit.objects.values_list("standing", flat=True))
    assert Visit.objects.filter(standing="returned").count() == 1
    with frozen(played.end):
        posts = staff.posts_of_role(Role.INSPECTOR, staff.area_paths(_post("HEAD-ARQ"))[0])
        gone = [found for post in posts if (found := staff.away(post, played.end)) is not None]
        day = local(played.end).date()
        days = staff.rosters(posts, day, day + timedelta(days=27))
    assert {one.covered for one in gone} == {True, False}
    assert sum(len(one.shifts) for rows in days.values() for one in rows) > 200


def _post(code):
    from senim.staff.models import Post

    return Post.objects.get(code=code).pk
