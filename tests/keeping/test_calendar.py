"""Decrees and legal terms on the keeper's pages: seen before they stand, in the log, followed by every due day."""

from datetime import date

import pytest
from django.urls import reverse

from senim.appeals.actions import watch
from senim.appeals.actions.intake import register
from senim.appeals.models import Appeal
from senim.appeals.report import random_secret
from senim.appeals.tests import world as worlds
from senim.kernel import calendar, legal
from senim.kernel.models import AuditEvent, CalendarDay
from senim.kernel.scoping import Actor, Role
from senim.staff.api import testing

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)
SENT = {"day": "2026-05-20", "kind": "off", "ground": "Ауыстырылған күн / Перенос", "act": "№ 1, 15.05.2026"}


@pytest.fixture
def admin(frozen_clock, client):
    """An administrator on the working Tuesday, over the small world with one open appeal."""
    world = worlds.build()
    register(Actor.citizen(), worlds.report(), random_secret())
    testing.sign_in(client, world.people["admin"])
    return client


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.HEAD, Role.INSPECTOR, Role.PROSECUTOR])
@pytest.mark.parametrize("name", ["web:calendar", "web:calendar-add", "web:terms"])
def test_who_may_open_them(client, role, name):
    legal.load_terms()
    testing.sign_in(client, testing.make_officer(role)[0])
    assert client.get(reverse(name)).status_code == (200 if role is Role.ADMIN else 403)


def test_a_decree_is_counted_first_and_entered_then(admin):
    shown = admin.post(reverse("web:calendar-add"), SENT)
    assert shown.status_code == 200
    assert [one.count for one in shown.context["effects"]] == [1]
    assert not CalendarDay.objects.exists()
    assert admin.post(reverse("web:calendar-add"), {**SENT, "sure": "yes"}).status_code == 302
    assert not calendar.is_working(DAY)
    assert AuditEvent.objects.filter(action="calendar.decree", account_id__isnull=False).count() == 1
    before = Appeal.objects.get().legal_due
    assert watch.follow_calendar() == 1
    assert Appeal.objects.get().legal_due > before
    assert "№ 1, 15.05.2026" in admin.get(reverse("web:calendar")).content.decode()


def test_taken_back_the_day_is_what_it_was(admin):
    admin.post(reverse("web:calendar-add"), {**SENT, "sure": "yes"})
    watch.follow_calendar()
    address = reverse("web:calendar-revoke", args=["2026-05-20"])
    assert [one.count for one in admin.get(address).context["effects"]] == [1]
    assert calendar.decrees(DAY, DAY)
    assert admin.post(address).status_code == 302
    assert calendar.is_working(DAY)
    assert admin.post(address).status_code == 404
    assert AuditEvent.objects.filter(action="calendar.revoke").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "2026-05-16"}, "kind"),
        ({"kind": "working"}, "kind"),
        ({"day": "1890-01-01"}, "day"),
        ({"day": "2028-01-03"}, "day"),
        ({"day": ""}, "day"),
        ({"ground": ""}, "ground"),
        ({"moved_from": "2026-05-20"}, "moved_from"),
    ],
)
def test_what_is_no_decree_is_a_sentence_at_its_field(admin, changes, field):
    answer = admin.post(reverse("web:calendar-add"), {**SENT, **changes, "sure": "yes"})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not CalendarDay.objects.exists()


def test_a_second_decree_replaces_the_first(admin):
    admin.post(reverse("web:calendar-add"), {**SENT, "sure": "yes"})
    admin.post(reverse("web:calendar-add"), {**SENT, "act": "№ 2", "sure": "yes"})
    assert [one.act for one in calendar.decrees(DAY, DAY)] == ["№ 2"]


@pytest.mark.parametrize("day", ["2026-05-21", "yesterday", "2026-13-40"])
def test_a_day_without_a_decree_is_not_there(admin, day):
    assert admin.get(reverse("web:calendar-revoke", args=[day])).status_code == 404


def test_nothing_is_written_by_asking_what_would_be(admin):
    version = calendar.current().version
    calendar.as_if(DAY, calendar.Day(DAY, calendar.Kind.MOVED_OFF, "а", "а", "a", "", None, "decree"))
    assert calendar.current().version == version


# --- legal terms ------------------------------------------------------------------------------


def verify_page():
    term = legal.term("appeal.answer", date(2026, 5, 12))
    return reverse("web:terms-verify", args=[term.code, term.valid_from.isoformat()])


def test_a_term_is_marked_as_compared_by_name_and_day(admin):
    sent = {"by": "Заңгер Сынақов", "at": "2026-05-11", "sure": "on"}
    assert admin.get(verify_page()).status_code == 200
    assert admin.post(verify_page(), sent).status_code == 302
    term = legal.term("appeal.answer", date(2026, 5, 12))
    assert (term.verified_by, term.verified_at) == ("Заңгер Сынақов", date(2026, 5, 11))
    assert term.caution("kk") == ""
    assert "Заңгер Сынақов" in admin.get(reverse("web:terms")).content.decode()
    assert AuditEvent.objects.filter(action="legal.verify").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"), [({"by": " "}, "by"), ({"at": "2026-05-13"}, "at"), ({"sure": ""}, "sure")]
)
def test_a_comparison_without_name_past_day_and_word_is_refused(admin, changes, field):
    sent = {"by": "Заңгер", "at": "2026-05-11", "sure": "on", **changes}
    answer = admin.post(verify_page(), {name: value for name, value in sent.items() if value})
    assert answer.status_code == 422 and field in answer.context["form"].errors


def test_our_own_promises_and_unknown_rows_are_not_there(admin):
    own = legal.term("service.first_answer", date(2026, 5, 12))
    for code, since in ((own.code, own.valid_from), ("no.such", own.valid_from), ("appeal.answer", date(1999, 1, 1))):
        assert admin.get(reverse("web:terms-verify", args=[code, since.isoformat()])).status_code == 404
    assert admin.get(reverse("web:terms-verify", args=["appeal.answer", "never"])).status_code == 404
