"""Other bodies: who keeps them, by page and by table; nothing half done, nothing deleted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from senim.appeals import presenters, selectors
from senim.appeals.actions import bodies as acts
from senim.appeals.actions import intake
from senim.appeals.actions.bodies import BodyValues
from senim.appeals.models import Appeal, Body
from senim.appeals.selectors import keeping as reads
from senim.appeals.tests.world import report
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import PUBLIC, Role
from senim.staff.api import testing
from senim.territory.domain import Level
from senim.territory.tests import make

HEADS = "name_kk,name_ru,name_en,email,area\n"


def values(area_path="", name="Жарық", **changes):
    return BodyValues(
        **{
            "name_kk": name,
            "name_ru": f"{name} (ru)",
            "name_en": f"{name} (en)",
            "email": "light@example.kz",
            "area_path": area_path,
            **changes,
        }
    )


def path(world, name="district"):
    from senim.territory import api as territory

    return territory.area(world.areas[name].pk).path


def test_an_administrator_keeps_all_and_a_head_the_own_area(world):
    everywhere = acts.keep_body(actor=world.actor("admin"), values=values())
    own = acts.keep_body(actor=world.actor("head"), values=values(path(world)))
    with pytest.raises(Refused) as refused:
        acts.keep_body(actor=world.actor("head"), values=values(path(world, "region"), name="Басқа"))
    assert refused.value.field == "area"
    with pytest.raises(NotYours):
        acts.switch_body(actor=world.actor("head"), body_id=everywhere.pk, active=False)
    with pytest.raises(NotYours):
        acts.keep_body(actor=world.actor("inspector"), values=values(path(world), name="Инспектордікі"))
    assert {body.pk for body in reads.all_bodies(world.actor("head").scope)} == {everywhere.pk, own.pk}


def test_the_same_name_stands_once_in_an_area(world):
    admin = world.actor("admin")
    acts.keep_body(actor=admin, values=values())
    with pytest.raises(Refused):
        acts.keep_body(actor=admin, values=values(name="ЖАРЫҚ"))
    acts.keep_body(actor=admin, values=values(path(world)))
    assert Body.objects.count() == 2


def test_switched_off_it_is_asked_no_more_and_stays(world):
    admin = world.actor("admin")
    body = acts.keep_body(actor=admin, values=values())
    assert [one.pk for one in selectors.bodies(PUBLIC)] == [body.pk]
    acts.switch_body(actor=admin, body_id=body.pk, active=False)
    acts.switch_body(actor=admin, body_id=body.pk, active=False)
    assert selectors.bodies(PUBLIC) == []
    assert Body.objects.filter(pk=body.pk).exists()
    assert AuditEvent.objects.filter(action="appeals.body_off").count() == 1


def test_the_desk_offers_only_bodies_of_the_appeals_area_the_nearest_first(world, client):
    """A body of another district cannot be asked, neither by the list nor by a forged number."""
    elsewhere = make.area(Level.DISTRICT, world.areas["region"])
    areas = {
        "Республика": "", "Облыс": world.areas["region"].path, "Аудан Б": world.areas["district"].path,
        "Аудан А": world.areas["district"].path, "Учаске": world.areas["first"].path,
        "Көрші учаске": world.areas["second"].path, "Басқа аудан": elsewhere.path,
    }
    Body.objects.all().delete()
    kept = {
        name: Body.objects.create(name_kk=name, name_ru=name, name_en=name, area_path=path).pk
        for name, path in areas.items()
    }
    appeal = Appeal.objects.get(pk=intake.send(token=intake.begin(language="kk"), report=report()).appeal_id)
    offered = [name for _, name in presenters.body_choices(appeal)]
    assert offered == ["Учаске", "Аудан А", "Аудан Б", "Облыс", "Республика"]
    appeal.area_path = ""
    assert len(presenters.body_choices(appeal)) == len(areas)
    testing.sign_in(client, world.people["inspector"])
    forged = {"body": kept["Басқа аудан"], "text": "Сіздің құзыретіңіз"}
    for name in ("refer", "redirect"):
        assert client.post(f"/kk/desk/{appeal.number}/{name}/", forged).status_code == 422


def test_the_log_names_fields_and_no_address(world):
    admin = world.actor("admin")
    body = acts.keep_body(actor=admin, values=values())
    acts.keep_body(actor=admin, body_id=body.pk, values=values(email="new@example.kz"))
    acts.keep_body(actor=admin, body_id=body.pk, values=values(email="new@example.kz"))
    rows = list(AuditEvent.objects.filter(subject_type="body").order_by("pk"))
    assert [row.action for row in rows] == ["appeals.body_added", "appeals.body_changed"]
    assert rows[1].data == {"fields": ["email"]}
    assert "example.kz" not in str([row.data for row in rows])


def table(*rows):
    return (HEADS + "".join(f"{row}\n" for row in rows)).encode()


def test_a_table_is_rehearsed_then_written_and_then_changes_nothing(world):
    admin, code = world.actor("admin"), world.areas["district"].code
    content = table(f"Жарық,Свет,Light,light@example.kz,{code}", "Су,Вода,Water,water@example.kz,")
    tried = acts.bring_in_bodies(actor=admin, content=content, write=False)
    assert (tried.new, tried.problems, Body.objects.count()) == (2, [], 0)
    assert not AuditEvent.objects.filter(subject_type="body").exists()
    acts.bring_in_bodies(actor=admin, content=content, write=True)
    assert set(Body.objects.values_list("name_en", "area_path")) == {("Light", path(world)), ("Water", "")}
    again = acts.bring_in_bodies(actor=admin, content=content, write=True)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    changed = acts.bring_in_bodies(actor=admin, content=table("Су,Вода,Water,new@example.kz,"), write=True)
    assert (changed.changed, Body.objects.get(name_en="Water").email) == (1, "new@example.kz")
    assert AuditEvent.objects.filter(action="appeals.bodies_imported").count() == 2


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",Свет,Light,light@example.kz,", "empty"),
        ("Жарық,Свет,Light,light,", "email"),
        ("Жарық,Свет,Light,light@example.kz,NOWHERE", "area"),
        (f"{'Ж' * 201},Свет,Light,light@example.kz,", "long"),
    ],
)
def test_one_wrong_row_stops_the_whole_table(world, row, code):
    made = acts.bring_in_bodies(
        actor=world.actor("admin"), content=table("Су,Вода,Water,water@example.kz,", row), write=True
    )
    assert [(one.row, one.code) for one in made.problems] == [(3, code)]
    assert str(made.problems[0])
    assert not Body.objects.exists()


def test_a_row_twice_and_an_area_of_others_are_named(world):
    twice = table("Су,Вода,Water,water@example.kz,", "су,Вода,Water,water@example.kz,")
    made = acts.bring_in_bodies(actor=world.actor("admin"), content=twice, write=True)
    assert [one.code for one in made.problems] == ["twice"]
    head = acts.bring_in_bodies(actor=world.actor("head"), content=table("Су,Вода,Water,water@example.kz,"), write=True)
    assert [one.code for one in head.problems] == ["not_here"]
    assert not Body.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"PK\x03\x04 no workbook", b"name_kk\nx", "атауы;название\n;".encode()]
)
def test_what_is_no_table_is_a_sentence(world, content):
    made = acts.bring_in_bodies(actor=world.actor("admin"), content=content, write=True)
    assert made.problems and all(str(one) for one in made.problems)


# --- the pages ------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(world, client):
    def sign_in(name):
        testing.sign_in(client, world.people[name])
        return client

    return sign_in


@pytest.mark.parametrize("name", ["admin", "head", "inspector", "duty", "auditor", "prosecutor"])
def test_who_may_open_the_pages(world, page, name):
    body = acts.keep_body(actor=world.actor("admin"), values=values(path(world)))
    client, may = page(name), name in {"admin", "head"}
    for address in (
        reverse("appeals:bodies"),
        reverse("appeals:add_body"),
        reverse("appeals:bodies_table"),
        reverse("appeals:change_body", args=[body.pk]),
    ):
        assert client.get(address).status_code == (200 if may else 403), address
    switched = client.post(reverse("appeals:switch_body", args=[body.pk]), {"active": "no"}).status_code
    assert switched == (302 if may else 403)
    assert Body.objects.get().active is not may


def test_a_head_adds_changes_and_switches_off(world, page):
    client = page("head")
    sent = {"name_kk": "Жарық", "name_ru": "Свет", "name_en": "Light", "email": "light@example.kz", "area": path(world)}
    assert client.post(reverse("appeals:add_body"), sent).status_code == 302
    body = Body.objects.get()
    assert body.area_path == path(world)
    assert client.post(reverse("appeals:add_body"), sent).status_code == 422
    assert client.post(reverse("appeals:add_body"), {**sent, "name_kk": "Су", "area": "everywhere"}).status_code == 422
    client.post(reverse("appeals:change_body", args=[body.pk]), {**sent, "email": "other@example.kz"})
    body.refresh_from_db()
    assert body.email == "other@example.kz"
    client.post(reverse("appeals:switch_body", args=[body.pk]), {"active": "no"})
    assert not Body.objects.get().active


def test_another_district_is_not_changed_and_a_foreign_one_not_there(world, page):
    everywhere = acts.keep_body(actor=world.actor("admin"), values=values())
    client = page("head")
    assert client.get(reverse("appeals:change_body", args=[everywhere.pk])).status_code == 403
    assert client.get(reverse("appeals:change_body", args=[everywhere.pk + 1])).status_code == 404


def test_a_table_is_checked_and_written_on_its_page(world, page):
    client = page("admin")
    upload = lambda: SimpleUploadedFile("bodies.csv", table("Су,Вода,Water,water@example.kz,"))  # noqa: E731
    assert client.post(reverse("appeals:bodies_table"), {"file": upload()}).status_code == 200
    assert not Body.objects.exists()
    assert client.post(reverse("appeals:bodies_table"), {"file": upload(), "write": "on"}).status_code == 200
    assert Body.objects.get().name_en == "Water"
    wrong = SimpleUploadedFile("bodies.csv", table(",,,,"), "text/csv")
    assert client.post(reverse("appeals:bodies_table"), {"file": wrong}).status_code in {200, 422}


def test_roles_are_in_the_matrix():
    from senim.staff.matrix import rule_of

    assert rule_of("appeals.keep_bodies").roles == {Role.ADMIN, Role.HEAD}
