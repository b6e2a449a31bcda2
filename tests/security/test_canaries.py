"""A day of traffic with marked values: none of them reaches a log line, the audit, a failed job or a failed task.

The values go in by forms, by the interface for applications, by errors and by jobs, as a telephone, a personal number,
a name, an address, an e-mail and a secret. What a table holds in clear is listed, and is exactly what is expected.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from senim.appeals.actions import intake
from senim.appeals.domain import KnownAs
from senim.appeals.models import Appeal
from senim.appeals.report import Contact
from senim.appeals.tests import world as worlds
from senim.kernel import outbox, schedule
from senim.kernel.classify import PERSONAL, SECRET
from senim.kernel.logs import NoSecrets
from senim.kernel.models import AuditEvent, JobRun, Outgoing
from senim.kernel.work import _worker
from senim.retention import purge
from senim.staff import testing as staff

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

NAME, LATIN, STREET = "Канарейқызы Дәмеш", "Kanareikyzy", "Құстың көшесі, 77-үй"
PHONE, IIN, EMAIL = "+77779998877", "900101400012", "kanarei.one@example.kz"
MARKS = (NAME, "Канарейқызы", LATIN, STREET, "Құстың", PHONE, "777 999 88 77", "7779998877", IIN, EMAIL)
#: Where the values may stand in clear, and why: docs/explanation/safety-of-people.md.
IN_CLEAR = {
    "appeals.Appeal", "appeals.Identity", "appeals.Draft", "appeals.Message", "appeals.Event", "kernel.Outgoing",
    "reception.Booking", "sessions.Session",
}


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that any logger says, at DEBUG, as the handler of the product writes it."""
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    handler.addFilter(NoSecrets())
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["line"]["format"], style="{"))
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    yield kept
    root.handlers[:] = before
    root.setLevel(level)
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)


@task()
def _breaks(said: str) -> None:
    raise ValueError(f"cannot take {said!r}: {said} {PHONE} {EMAIL}")


def _no_view(*_args: Any, **_more: Any) -> Any:
    raise RuntimeError(f"{NAME}, {STREET}, {PHONE}, {IIN}, '{LATIN}'")


def _day(world: worlds.World, monkeypatch: pytest.MonkeyPatch) -> str:
    """Residents, staff, applications, jobs; refused and broken requests. Gives the secret of the appeal."""
    contact = Contact(name=NAME, iin=IIN, phone=PHONE, email=EMAIL, safe_way="email", safe_note=STREET)
    said = worlds.report(known_as=KnownAs.NAMED, contact=contact, text=f"{NAME} {LATIN} {PHONE}", place=STREET)
    receipt = intake.send(token=intake.begin(language="kk"), report=said)
    client = Client(raise_request_exception=False)
    secret = receipt.secret
    for path in (f"/kk/a/{secret}/", f"/kk/a/{secret}x/", f"/kk/a/{secret}/nothing/", f"/kk/t/{secret}/",
                 f"/kk/nothing/?q={NAME}&phone={PHONE}", f"/kk/{LATIN}@example.kz/",
                 f"/open311/v2/requests.json?api_key={secret}"):
        client.get(path)
    for form, values in (
        ("/kk/reception/", {"q": STREET}), (reverse("retention:mine"), {"code": secret}),
        (reverse("retention:mine"), {"code": PHONE}),
        ("/open311/v2/requests.json", {"phone": PHONE, "description": NAME}),
        ("/kk/staff/login/", {"login": EMAIL, "password": LATIN}), ("/kk/find/", {"q": STREET}),
    ):
        client.post(form, values)
    client.post("/api/v1/requests/", data=json.dumps({"name": NAME, "phone": PHONE}), content_type="application/json")
    head = Client(raise_request_exception=False)
    staff.sign_in(head, world.people["head"])
    head.get("/kk/desk/area/", {"q": PHONE})
    head.post(reverse("retention:hold"), {"number": PHONE, "reason": NAME, "ground": STREET})
    number = Appeal.objects.get(pk=receipt.appeal_id).number
    head.get(f"/kk/desk/{number}/")
    with monkeypatch.context() as broken:
        broken.setattr("senim.retention.telling.tell", _no_view)
        assert client.post(reverse("retention:mine"), {"code": secret}).status_code == 500
        broken.setattr("senim.retention.purge.run", _no_view)
        schedule.run(next(job for job in schedule.jobs() if job.name == "retention.end_by_rule"))
        broken.setattr("senim.kernel.outbox.transports.Opened.of", lambda *_args: _no_view)
        outbox.deliver_due()
    _breaks.enqueue(NAME)
    _worker("canary", batch=True).run_task(DBTaskResult.objects.latest("enqueued_at"))
    purge.run(rest=False)
    return secret


def test_no_marked_value_reaches_a_log_the_audit_or_a_fault(
    db: None, frozen_clock: Any, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = worlds.build()
    # As it is served; the tests' own task runner would run a task where it is given.
    with override_settings(DEBUG=False):
        secret = _day(world, monkeypatch)
    logged = lines.getvalue()
    assert "RuntimeError" in logged and len(logged.splitlines()) > 30
    for mark in (*MARKS, secret, f"{secret[:4]}-{secret[4:8]}"):
        assert mark not in logged, [line for line in logged.splitlines() if mark in line][:3]
    audit = json.dumps([[one.action, one.subject_id, one.data] for one in AuditEvent.objects.all()], ensure_ascii=False)
    kept = (JobRun.objects.values_list("error"), DBTaskResult.objects.values_list("traceback"))
    faults = " ".join(said for rows in (*kept, Outgoing.objects.values_list("last_error")) for (said,) in rows)
    assert "RuntimeError" in faults
    for mark in (*MARKS, secret):
        assert mark not in audit and mark not in faults, mark


def test_tables_hold_in_clear_only_what_they_say_and_what_ends(
    db: None, frozen_clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = _day(worlds.build(), monkeypatch)
    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        for row in model._base_manager.values():
            for name, value in row.items():
                if any(mark in str(value) for mark in (*MARKS, secret)):
                    found.setdefault(model._meta.label, set()).add(name)
    found.pop("django_tasks_database.DBTaskResult")  # what the task of this very test was given; kept seven days
    assert found.keys() <= IN_CLEAR, found
    for label, names in found.items():
        classes = getattr(apps.get_model(label), "CLASSES", None)
        assert classes is None or {classes[name] for name in names} <= {PERSONAL, SECRET}, (label, names)
