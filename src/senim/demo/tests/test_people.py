"""The invented staff: every beat served, nobody twice under a name, faces that say they are invented."""

from collections import Counter
from xml.etree import ElementTree

from senim.demo.geography import build
from senim.demo.names import KAZAKH_M, invented, latin
from senim.demo.people import ON_LEAVE, staff
from senim.demo.portraits import portrait
from senim.kernel.scoping import Role

BY_LINK_OR_BESIDE = {Role.TRAINEE, Role.EXECUTOR}


def test_every_role_has_a_post_and_a_printed_sign_in():
    roster = staff()
    roles = {chair.code: chair.role for chair in roster.chairs}
    assert set(roles.values()) == {str(role) for role in Role} - {str(role) for role in BY_LINK_OR_BESIDE}
    printed = {"trainee" if m.kind == "trainee" else roles[m.chair] for m in roster.members if m.sign_in}
    assert printed == {str(role) for role in Role} - {"executor"}


def test_every_beat_has_one_inspector_and_those_away_have_a_substitute():
    roster = staff()
    served = Counter(area for chair in roster.chairs if chair.role == "inspector" for area in chair.areas)
    assert served == Counter(beat.code for beat in build().of_level("beat"))
    substitutes = {member.chair for member in roster.members if member.kind == "substitute"}
    assert substitutes == {f"UPI-{beat}" for beat in ON_LEAVE}


def test_posts_come_after_the_posts_above_them():
    seen = {""}
    for chair in staff().chairs:
        assert chair.above in seen
        seen.add(chair.code)


def test_names_are_plausible_and_unique():
    people = {member.email: member.person.name for member in staff().members}
    assert len(set(people.values())) == len(people)
    families = [name.split()[0] for name in people.values()]
    assert Counter(families).most_common(1)[0][1] <= 5


def test_the_same_seed_seats_the_same_people():
    assert staff.__wrapped__(5) == staff.__wrapped__(5)
    assert staff.__wrapped__(5) != staff.__wrapped__(6)


def test_telephones_of_posts_lead_nowhere():
    assert all(not chair.phone or chair.phone.startswith("+7 000 ") for chair in staff().chairs)


def test_latin_names_read_well():
    assert latin("Жұмагүл") == "Zhumagul"
    assert latin("Щербаков") == "Shcherbakov"


def test_russian_family_names_follow_the_gender():
    import random

    rng = random.Random(1)
    women = [invented("ru", rng, "f") for _ in range(300)]
    assert any(one.family.endswith(("ва", "на", "ая")) for one in women)
    assert not any(one.given in KAZAKH_M for one in women)


def test_a_face_is_a_picture_that_names_itself_invented_and_stays_the_same():
    drawing = portrait("Селеубай <Айгүл>", "ойдан шығарылған адам")
    root = ElementTree.fromstring(drawing)
    assert root.attrib["role"] == "img"
    assert "ойдан шығарылған адам" in root[0].text
    assert drawing == portrait("Селеубай <Айгүл>", "ойдан шығарылған адам")
    assert drawing != portrait("Жусанбек Ерлан", "ойдан шығарылған адам")
