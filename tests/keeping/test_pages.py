"""The pages of whoever keeps the installation: who may open them, and what they show and hide."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from senim.kernel import audit, outbox, seal, tasks
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.scoping import Actor, Role
from senim.staff.api import testing

pytestmark = pytest.mark.django_db

OPEN_TO = {
    "web:running": {Role.ADMIN, Role.AUDITOR},
    "web:queue": {Role.ADMIN},
    "web:log": {Role.AUDITOR},
}


@pytest.fixture
def as_role(client):
    """Sign in as somebody who holds a post of a role."""

    def sign_in(role: Role):
        account, _post = testing.make_officer(role)
        testing.sign_in(client, account)
        return client

    return sign_in


@pytest.fixture
def message():
    with transaction.atomic():
        context = {"day": "2026-05-12", "seq": 1, "hash": "ab"}
        outbox.put("email", "aigul@example.kz", "audit_digest", context, "kk", "k")
    return Outgoing.objects.get(key="k")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.HEAD, Role.INSPECTOR])
@pytest.mark.parametrize("name", list(OPEN_TO))
def test_who_may_open_them(as_role, role, name):
    assert as_role(role).get(reverse(name)).status_code == (200 if role in OPEN_TO[name] else 403)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_queue_shows_what_is_wrong_and_hides_to_whom(as_role, message, language):
    Outgoing.objects.update(dead_at="2026-05-12T00:00Z", last_error="550 no such user")
    with translation.override(language):
        page = as_role(Role.ADMIN).get(reverse("web:queue"), {"state": "dead"}).content.decode()
    assert "550 no such user" in page
    assert "aigul" not in page


def test_a_keeper_tries_again_and_withdraws(as_role, message):
    client = as_role(Role.ADMIN)
    Outgoing.objects.filter(pk=message.pk).update(dead_at="2026-05-12T00:00Z")
    assert client.get(reverse("web:queue-again", args=[message.pk])).status_code == 405
    client.post(reverse("web:queue-again", args=[message.pk]))
    assert Outgoing.objects.get(pk=message.pk).dead_at is None
    client.post(reverse("web:queue-withdraw", args=[message.pk]))
    assert Outgoing.objects.get(pk=message.pk).last_error == "withdrawn"
    assert client.post(reverse("web:queue-withdraw", args=[message.pk])).status_code == 302
    assert {"outbox.again", "outbox.withdraw"} <= set(AuditEvent.objects.values_list("action", flat=True))


def test_a_broken_log_is_seen_by_its_keepers(as_role, monkeypatch):
    from senim.kernel import schedule, verify

    broken = verify.Verdict(2, 0, (verify.Broken(verify.Fault.CHANGED, 3, 17),))
    monkeypatch.setattr(verify, "verify", lambda _kept: broken)
    (job,) = (job for job in schedule.jobs() if job.run is tasks.check_log)
    assert not schedule.run(job)
    page = as_role(Role.AUDITOR).get(reverse("web:running")).content.decode()
    assert "changed: place 3, row 17" in page


def test_reading_the_log_is_in_the_log(as_role):
    with transaction.atomic():
        audit.record(Actor.system(), "test.thing", ("thing", 7), data={"n": 1})
    seal.seal_all()
    client = as_role(Role.AUDITOR)
    page = client.get(reverse("web:log"), {"action": "test."}).content.decode()
    assert "test.thing" in page
    assert AuditEvent.objects.filter(action="audit.read", is_read=True).count() == 1
    found = client.get(reverse("web:log"), {"type": "thing", "id": "8"}).content.decode()
    assert "test.thing" not in found


@pytest.mark.parametrize("value", ["x", "1; drop table", "9" * 30, "١"])
def test_a_number_that_is_none_is_not_found(as_role, value):
    assert as_role(Role.AUDITOR).get(reverse("web:log"), {"account": value}).status_code == 404


def test_an_auditor_sees_the_own_area(as_role, client):
    from senim.kernel import audit_log
    from senim.kernel.errors import NotYours
    from senim.kernel.scoping import PUBLIC, Duty, Scope

    with transaction.atomic():
        for path in ("/1/2/", "/1/20/", ""):
            audit.record(Actor.system(), "test.thing", ("thing", 1), area_path=path, data={"path": path})
    auditor = Actor("staff", 1, 1, Scope(1, (Duty(Role.AUDITOR, 1, ("/1/2/",)),)))
    rows = audit_log.read(actor=auditor, sought=audit_log.Sought(action="test."))
    assert {row.data["path"] for row in rows} == {"/1/2/", ""}
    with pytest.raises(NotYours):
        audit_log.read(actor=Actor("staff", 1, 1, PUBLIC), sought=audit_log.Sought())
