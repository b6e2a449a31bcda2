"""Look-ups: one subject, a purpose, a ground, shown once, written down without a personal value."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image
from shapely import box

from senim.kernel import clock, duties, ids
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Role
from senim.kernel.testing import standing
from senim.registers import actions, adapters, grounds, permissions, policies, selectors
from senim.registers.domain import MOST_AN_HOUR, Purpose, SubjectKind
from senim.registers.models import LookUp
from senim.staff import testing as staff
from senim.territory.domain import Level
from senim.territory.tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 12, 7, 0, tzinfo=UTC)
#: Nobody alive was born in 1801: the check digit agrees, the person is impossible.
IIN = "010101100008"
GROUND = "appeals:TEST"


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[dict[str, Any]]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("registers")), clock.frozen(NOON):
        country = make.area(Level.COUNTRY)
        district = make.area(Level.DISTRICT, make.area(Level.REGION, country))
        beat = make.area(Level.BEAT, district)
        make.boundary(beat, box(70.0, 50.0, 70.02, 50.02))
        roles = [one for one in Role if one not in (Role.EXECUTOR, Role.TRAINEE)]
        people: dict[Any, Any] = {role: staff.make_officer(role, area_ids=(district.pk,)) for role in roles}
        other = make.area(Level.DISTRICT, make.area(Level.REGION, country))
        people["far"] = staff.make_officer(Role.INSPECTOR, area_ids=(other.pk,))
        people["far prosecutor"] = staff.make_officer(Role.PROSECUTOR, area_ids=(other.pk,))
        yield people


@pytest.fixture(autouse=True)
def _world(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.DEMO = True
    check = {"test": lambda scope, text: text if text == GROUND and scope.has(*permissions.LOOKERS) else None}
    monkeypatch.setattr(grounds, "_checks", check)
    _files(Path(live.DATA_DIR))
    with clock.frozen(NOON), translation.override("en"):
        yield


def _files(folder: Path) -> None:
    """A register of persons in a table, and one camera with one image."""
    (folder / "registers").mkdir(parents=True, exist_ok=True)
    title = 'title = {kk = "Тіркеу", ru = "Регистрация", en = "Residence"}'
    (folder / "registers" / "persons.toml").write_text(
        f'{title}\nsubject = "iin"\nkey = "iin"\nas_of = 2026-05-01\nsource = "file"\n'
        '[[column]]\nname = "place"\ntitle = {kk = "Мекен", ru = "Место", en = "Place"}\n', "utf-8")
    (folder / "registers" / "persons.csv").write_text(f"iin;place;secret\n{IIN};Абай 12;never shown\n", "utf-8")
    (folder / "cameras" / "C1").mkdir(parents=True, exist_ok=True)
    (folder / "cameras" / "cameras.csv").write_text("C1;Базар;Базар;Bazaar;70.01;50.01\nC2;Алыс;Далёкая;Far;75;45\n")
    picture = io.BytesIO()
    Image.new("RGB", (16, 16), "grey").save(picture, "JPEG")
    (folder / "cameras" / "C1" / "2026-05-12T11-30.jpg").write_bytes(picture.getvalue())
    (folder / "cameras" / "C1" / "2026-05-12T11-31.jpg").write_bytes(b"no image")


def actor(town: dict[str, Any], who: Any = Role.INSPECTOR) -> Actor:
    account, post = town[who]
    return Actor("staff", account.pk, post.pk, staff.scope_of(account.pk))


def ask(who: Actor, **changed: Any) -> Any:
    values = {"token": ids.new_token(), "register": "persons", "subject": IIN, "purpose": Purpose.APPEAL,
              "ground": GROUND, **changed}
    return actions.look_up(actor=who, **values)


def test_an_answer_is_given_once_and_only_the_question_is_kept(town: dict[str, Any]) -> None:
    found = ask(actor(town), token="one")
    assert [(str(name), value) for name, value in found.lines] == [("Place", "Абай 12")]
    assert ask(actor(town), subject=IIN[:6] + " " + IIN[6:]) is not None  # spaces are forgiven
    with pytest.raises(Refused) as refused:
        ask(actor(town), token="one")
    assert refused.value.code == "shown"
    assert ask(actor(town), register="vehicles", subject="003 CCC 00") is None
    with pytest.raises(Refused) as refused:
        ask(actor(town), register="vehicles", subject="999zzz00")
    assert refused.value.code == "unavailable"
    rows = list(LookUp.objects.order_by("id").values_list("outcome", flat=True))
    assert rows == ["found", "found", "nothing", "unavailable"]
    events = AuditEvent.objects.filter(action="registers.looked_up", is_read=True)
    assert events.count() == 4
    kept = repr(list(LookUp.objects.values())) + repr(list(events.values()))
    assert IIN not in kept and "Абай" not in kept and "CCC" not in kept
    again = {one.post_id: one.again for one in selectors.by_post(actor(town, Role.AUDITOR).scope)}
    assert again == {town[Role.INSPECTOR][1].pk: 1}
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM registers_lookup")


@pytest.mark.parametrize(("code", "changed"), [
    ("iin_length", {"subject": "01010110"}), ("iin_length", {"subject": "Асқар"}),
    ("iin_wrong", {"subject": "010101100005"}),
    ("iin_wrong", {"subject": "013301100008"}), ("plate", {"register": "vehicles", "subject": "%AAA%"}),
    ("ground_needed", {"ground": "  "}), ("ground_unknown", {"ground": "7K3M-42QX-9"}), ("purpose", {"purpose": None}),
    ("ground_unknown", {"ground": "cabinet:1"}), ("no_register", {"register": "tax"}),
])
def test_what_is_no_whole_question_is_refused(town: dict[str, Any], code: str, changed: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        ask(actor(town), **changed)
    assert refused.value.code == code and str(refused.value)[-1] == "." and not LookUp.objects.exists()


def test_a_duty_on_the_own_day_is_a_ground(town: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    duty = duties.Duty("made:1", "Бару", duties.Where("/1/"), NOON, duties.Ground.LAW, "", "")
    mine = town[Role.INSPECTOR][0].pk
    source = duties.Source("made", lambda scope, day: [duty] if scope.account_id == mine else [])
    duties.register(source)
    try:
        assert ask(actor(town), ground="made:1") is not None
        with pytest.raises(Refused):
            ask(actor(town, Role.DUTY), ground="made:1")
    finally:
        duties.unregister("made")


def test_there_is_a_limit_for_each_person(town: dict[str, Any]) -> None:
    for _ in range(MOST_AN_HOUR):
        ask(actor(town))
    with pytest.raises(Refused) as refused:
        ask(actor(town))
    assert refused.value.code == "limit" and ask(actor(town, Role.DUTY)) is not None
    with clock.frozen(NOON + timedelta(hours=2)):
        assert ask(actor(town)) is not None


def test_only_who_works_on_matters_asks_and_only_control_reads_the_log(town: dict[str, Any]) -> None:
    """Every role, and the log of another district."""
    for who in town:
        role = who if isinstance(who, Role) else Role(who.split()[-1]) if " " in who else Role.INSPECTOR
        if role in permissions.LOOKERS:
            assert ask(actor(town, who)) is not None
        else:
            with pytest.raises(NotYours):
                ask(actor(town, who))
    with pytest.raises(NotYours):
        ask(Actor.system())
    rows = len(permissions.LOOKERS)
    assert len(selectors.log(actor(town, Role.PROSECUTOR).scope, 0, 50)) == rows
    assert len(selectors.log(actor(town, "far prosecutor").scope, 0, 50)) == 1
    assert len(selectors.log(actor(town, Role.AUDITOR).scope, 0, 50)) == rows + 1
    assert selectors.log(actor(town, Role.HEAD).scope, 0, 50) == []


def test_a_camera_gives_one_image_of_one_minute(town: dict[str, Any]) -> None:
    at = datetime(2026, 5, 12, 6, 30, tzinfo=UTC)  # 11:30 by Kazakhstan's clock
    why = {"purpose": Purpose.DANGER, "ground": GROUND}
    found = actions.still(actor=actor(town), token=ids.new_token(), camera="C1", at=at, **why)
    assert found.mime == "image/jpeg" and found.content[:3] == b"\xff\xd8\xff"
    assert [one.code for one in actions.own_cameras(actor(town))] == ["C1"]
    for code, camera, moment in (
        ("camera", "C2", at), ("camera", "../C1", at), ("no_image", "C1", at - timedelta(minutes=5)),
        ("unavailable", "C1", at + timedelta(minutes=1)), ("minute_future", "C1", NOON + timedelta(minutes=1)),
        ("minute_old", "C1", NOON - timedelta(days=31)),
    ):
        with pytest.raises(Refused) as refused:
            actions.still(actor=actor(town), token=ids.new_token(), camera=camera, at=moment, **why)
        assert refused.value.code == code
    with pytest.raises(Refused):
        actions.still(actor=actor(town, "far"), token=ids.new_token(), camera="C1", at=at, **why)


def test_the_pages(town: dict[str, Any], client: Client) -> None:
    staff.sign_in(client, town[Role.INSPECTOR][0])
    page = reverse("registers:look_up")
    assert "a recording" in client.get(page).content.decode()
    sent = {"token": "t1", "register": "persons", "subject": IIN, "purpose": "appeal", "ground": GROUND}
    shown = client.post(page, sent)
    assert "Абай 12" in shown.content.decode() and "never shown" not in shown.content.decode()
    assert "no-store" in shown["Cache-Control"] and IIN not in shown.content.decode()
    assert client.post(page, sent).status_code == 422  # shown once
    wrong = client.post(page, {**sent, "token": "t2", "subject": "010101100005"})
    assert wrong.status_code == 422 and "check digit" in wrong.content.decode()
    still = {"token": "t3", "camera": "C1", "on_day": "12", "on_month": "5", "on_year": "2026", "at": "11:30",
             "purpose": "danger", "ground": GROUND}
    image = client.post(reverse("registers:still"), still)
    assert image["Content-Type"] == "image/jpeg" and "no-store" in image["Cache-Control"]
    control = Client()
    staff.sign_in(control, town[Role.PROSECUTOR][0])
    text = control.get(reverse("registers:log")).content.decode()
    assert "Residence" in text and ">TEST</td>" in text and GROUND not in text and IIN not in text
    assert control.get(page).status_code == 403 and client.get(reverse("registers:log")).status_code == 403


def test_a_broken_file_is_no_answer(town: dict[str, Any]) -> None:
    (Path(live.DATA_DIR) / "registers" / "persons.csv").unlink()
    with pytest.raises(Refused) as refused:
        ask(actor(town))
    assert refused.value.code == "unavailable"
    (Path(live.DATA_DIR) / "registers" / "persons.json").write_text(f'[{{"iin": "{IIN}", "place": "Абай 5"}}]', "utf-8")
    assert ask(actor(town)).lines[0][1] == "Абай 5"
    assert set(adapters.registers()) == {"persons", "vehicles"}
    assert policies.subject(SubjectKind.PLATE, "001 ааа 00") == "001AAA00"
