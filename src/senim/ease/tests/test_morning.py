"""The letter of the morning: on days of duty, at the hour, when something is owed, once; one click stops it."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from senim.ease.actions import morning
from senim.ease.models import Morning
from senim.ease.tests.conftest import TUESDAY
from senim.kernel import clock, outbox
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import Outgoing
from senim.kernel.tests.servers import mail_server
from senim.staff import actions as staff_acts

pytestmark = pytest.mark.django_db
#: 07:05 in Kazakhstan on Thursday, a day before the first answers are owed.
SEVEN = TUESDAY + timedelta(days=2) - timedelta(hours=2, minutes=55)


def wanted(world: Any, who: str = "inspector", hour: int = 7) -> Morning:
    row = morning.choose(actor=world.actor(who), hour=hour)
    assert row is not None
    return row


def letters() -> list[Outgoing]:
    return list(Outgoing.objects.filter(template="ease_morning").order_by("pk"))


def test_at_the_hour_once_and_never_twice_after_a_crash(world: Any, monkeypatch: Any) -> None:
    wanted(world)
    with clock.frozen(SEVEN - timedelta(minutes=10)):
        assert morning.send_due() == 0, "before its hour"
    with clock.frozen(SEVEN):
        def lost(*_: Any, **__: Any) -> None:
            raise RuntimeError("killed on the way")

        with monkeypatch.context() as patch:
            patch.setattr(outbox, "put", lost)
            with pytest.raises(RuntimeError):
                morning.send_due()
        assert Morning.objects.get().sent_on is None and not letters(), "neither half of it stands"
        assert morning.send_due() == 1
        assert morning.send_due() == 0
        Morning.objects.update(sent_on=None)  # a restore from yesterday
        morning.send_due()
    assert len(letters()) == 1, "the same key is never sent twice"
    with clock.frozen(SEVEN + timedelta(days=1)):
        assert morning.send_due() == 1
    Morning.objects.update(sent_on=None)
    with clock.frozen(SEVEN + timedelta(days=4, hours=5)):
        assert morning.send_due() == 0, "the morning is over"


def test_only_on_days_of_duty(world: Any) -> None:
    wanted(world)
    with clock.frozen(SEVEN + timedelta(days=2)):  # Saturday, and no shifts are written down
        assert morning.send_due() == 0
    Morning.objects.update(sent_on=None)
    saturday = clock.today() + timedelta(days=4)
    staff_acts.plan_shifts(
        actor=world.actor("head"), post_id=world.posts["inspector"].pk, days=[saturday], starts=time(9), ends=time(18))
    with clock.frozen(SEVEN + timedelta(days=1)):  # a rota is written down, and Friday is free in it
        assert morning.send_due() == 0
    with clock.frozen(SEVEN + timedelta(days=2)):
        assert morning.send_due() == 1
    Morning.objects.update(sent_on=None)
    staff_acts.register_absence(
        actor=world.actor("head"), account_id=world.people["inspector"].pk,
        starts_at=clock.now() + timedelta(days=1), ends_at=clock.now() + timedelta(days=9))
    with clock.frozen(SEVEN + timedelta(days=2)):
        assert morning.send_due() == 0, "nobody away is written to"


def test_nothing_where_nothing_is_owed(world: Any) -> None:
    wanted(world, "akimat")
    with clock.frozen(SEVEN):
        assert morning.send_due() == 0
    assert Morning.objects.get().sent_on == SEVEN.date(), "it is decided for the day"


def test_it_comes_over_the_wire_names_nobody_and_is_stopped_with_one_click(world: Any, settings: Any) -> None:
    settings.LETTER_TRANSPORT, settings.EMAIL_BACKEND = "smtp", "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL, settings.BASE_URL = "Senim <no-reply@senim.example>", "https://senim.example"
    world.people["inspector"].language = "ru"
    world.people["inspector"].save(update_fields=["language"])
    wanted(world)
    with clock.frozen(SEVEN), mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        assert morning.send_due() == 1
        assert outbox.deliver_due().sent == 1
    letter = server.letters[0]
    assert letter["To"] == "inspector@example.kz" and letter["Subject"].startswith("Ваш день: 14")
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for body in (text, html):
        assert "Ответ на обращение: 2" in body and "https://senim.example" in body
        for named in ("музыка", "Абай", "Сынақов", "79", "home.bullying"):
            assert named not in body.partition("http")[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip().strip("<>")
    assert address.startswith("https://senim.example/ru/ease/morning/stop/")
    mailer, path = Client(enforce_csrf_checks=True), address.removeprefix("https://senim.example")
    assert mailer.get(path).status_code == 200 and Morning.objects.exists(), "looking stops nothing"
    assert mailer.post(f"{path[:-2]}x/").status_code == 410 and Morning.objects.exists()
    assert mailer.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Morning.objects.exists()
    assert mailer.post(path).status_code == 200, "twice is no fault"


def test_hours_roles_and_what_a_round_costs(world: Any) -> None:
    for hour in (4, 12, -1):
        with pytest.raises(Refused) as refused:
            wanted(world, hour=hour)
        assert refused.value.code == "hour"
    with pytest.raises(NotYours):
        wanted(world, "admin")
    wanted(world)
    with clock.frozen(SEVEN), CaptureQueriesContext(connection) as one:
        morning.send_due()
    Morning.objects.all().delete()
    for who in ("inspector", "other", "head"):
        wanted(world, who)
    with clock.frozen(SEVEN + timedelta(days=1)), CaptureQueriesContext(connection) as three:
        morning.send_due()
    assert len(three) <= 2 + 3 * len(one)
    assert morning.choose(actor=world.actor("inspector"), hour=None) is None
    assert Morning.objects.filter(account=world.people["inspector"]).count() == 0
