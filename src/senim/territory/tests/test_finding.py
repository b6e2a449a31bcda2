"""Finding an address by what a person typed, in three languages and with either keyboard."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.kernel.scoping import Actor
from senim.territory import actions, api, words
from senim.territory.domain import ImportKind, Level
from senim.territory.tests import make

ROWS = """street_kk,street_ru,other_names,house,area
Абай даңғылы,проспект Абая,,12,351010000
Абай даңғылы,проспект Абая,,12/3,351010000
Абай даңғылы,проспект Абая,,12а,351010000
Абай даңғылы,проспект Абая,,120,351010000
Абай көшесі,улица Абая,,12,351810000
Бұқар жырау даңғылы,проспект Бухар-Жырау,Советский проспект,12,351010000
Әлихан Бөкейхан көшесі,улица Алихана Бокейхана,,5,351010000
Қабанбай батыр көшесі,улица Кабанбай батыра,,7,351010000
8 Наурыз көшесі,улица 8 Марта,,3,351010000
7 шағын ауданы,7 микрорайон,,25,351010000
12 шағын ауданы,12 микрорайон,,7,351010000
Гоголь көшесі,улица Гоголя,,44/2,351010000
Тұрар Рысқұлов көшесі,улица Турара Рыскулова,,1,351810000
"""


@pytest.fixture
def town(db):
    district = make.area(Level.DISTRICT, make.area(Level.REGION))
    for code, name in (("351010000", "Қарағанды қаласы"), ("351810000", "Теміртау қаласы")):
        make.area(Level.CITY, district, code=code, name=name)
    actions.bring_in(actor=Actor.system(), kind=ImportKind.ADDRESSES, name="a.csv", content=ROWS.encode(),
                     valid_from=date(2024, 6, 8))


@pytest.mark.parametrize(("query", "label"), [
    ("Абай даңғылы 12", "Абай даңғылы, 12, Қарағанды қаласы"),
    ("абай 12/3", "Абай даңғылы, 12/3, Қарағанды қаласы"),
    ("пр. Абая, д. 12 А", "Абай даңғылы, 12а, Қарағанды қаласы"),
    ("Abay ave 12A", "Абай даңғылы, 12а, Қарағанды қаласы"),
    ("Абая 12 кв. 45", "Абай даңғылы, 12, Қарағанды қаласы"),
    ("Абай 12-45", "Абай даңғылы, 12, Қарағанды қаласы"),
    ("Теміртау, Абай 12", "Абай көшесі, 12, Теміртау қаласы"),
    ("ул. Абая 12 Темиртау", "Абай көшесі, 12, Теміртау қаласы"),
    ("Бухар-Жырау 12", "Бұқар жырау даңғылы, 12, Қарағанды қаласы"),
    ("бухар жырау", "Бұқар жырау даңғылы, 12, Қарағанды қаласы"),
    ("Советский 12", "Бұқар жырау даңғылы, 12, Қарағанды қаласы"),
    ("Бокейхана 5", "Әлихан Бөкейхан көшесі, 5, Қарағанды қаласы"),
    ("алихан бокейхан к-си 5", "Әлихан Бөкейхан көшесі, 5, Қарағанды қаласы"),
    ("кабанбай 7", "Қабанбай батыр көшесі, 7, Қарағанды қаласы"),
    ("8 марта 3", "8 Наурыз көшесі, 3, Қарағанды қаласы"),
    ("7 мкр 25 үй", "7 шағын ауданы, 25, Қарағанды қаласы"),
    ("12 мкр дом 7", "12 шағын ауданы, 7, Қарағанды қаласы"),
    ("Гоголя 44/2", "Гоголь көшесі, 44/2, Қарағанды қаласы"),
    ("гоголь, 44\\2 пәтер 6", "Гоголь көшесі, 44/2, Қарағанды қаласы"),
    ("рыскул 1", "Тұрар Рысқұлов көшесі, 1, Теміртау қаласы"),
])
def test_what_people_type_finds_the_house(town, query, label, django_assert_max_num_queries):
    api.version()
    with django_assert_max_num_queries(3):  # two, and one look at the versions a second
        found = api.find_addresses(query)
    assert found, query
    assert found[0].label == label


def test_labels_in_the_language_of_the_reader(town):
    assert api.find_addresses("Гоголь 44/2", lang="ru")[0].label == "улица Гоголя, 44/2, Қарағанды қаласы ru"


def test_exact_houses_stand_before_those_that_begin_alike(town):
    found = api.find_addresses("Абай 12", limit=20)
    assert [(hit.house, hit.exact) for hit in found if "даңғылы" in hit.label] == [
        ("12", True), ("12/3", False), ("12а", False), ("120", False)]


def test_an_unknown_house_still_offers_the_street(town):
    found = api.find_addresses("Гоголь 99")
    assert [(hit.address_id, hit.house, hit.exact) for hit in found] == [(None, "", False)]


def test_nothing_is_asked_for_nothing(town, django_assert_num_queries):
    api.version()
    for query in ("", "  ", "улица", "даңғылы көшесі", "!?", "кв 5"):
        assert api.find_addresses(query) == []
    assert api.find_addresses("Ешқандай 12") == []


def test_choosing_from_lists(town):
    region = api.areas_list(Level.REGION)[0]
    districts = api.areas_list(Level.DISTRICT, region.id)
    cities = api.children(districts[0].id)
    assert [info.names[0] for info in cities] == ["Қарағанды қаласы", "Теміртау қаласы"]
    streets = api.streets_of(cities[0].id)
    assert [street.name("kk") for street in streets] == [
        "7 шағын ауданы", "8 Наурыз көшесі", "12 шағын ауданы", "Абай даңғылы", "Әлихан Бөкейхан көшесі",
        "Бұқар жырау даңғылы", "Гоголь көшесі", "Қабанбай батыр көшесі"]
    houses = api.houses_of(streets[3].id)
    assert [hit.house for hit in houses] == ["12", "12/3", "12а", "120"]
    assert api.houses_of(10**9) == ()
    assert api.beats_of_street(streets[3].id) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_breaks_the_search(town, text):
    assert isinstance(api.find_addresses(text), list)


@pytest.mark.parametrize(("written", "key"), [
    ("12 А", "12а"), ("12A", "12а"), ("12-а", "12а"), ("12 корпус 3", "12к3"), ("12 / 3", "12/3"), ("д. 5", "5"),
    ("№ 7", "7"), ("15-17", "15-17"), ("7/2Б", "7/2б"), ("үй 9", "9"),
])
def test_house_numbers_are_written_one_way(written, key):
    assert words.house_key(written) == key
    assert words.house_key(words.house_key(written)) == key


@given(st.text(max_size=40))
def test_keys_of_any_text_are_stable(text):
    assert words.house_key(words.house_key(text)) == words.house_key(text)
    low, high = words.bounds(words.stem("абай"))
    assert low <= "абай" < high
