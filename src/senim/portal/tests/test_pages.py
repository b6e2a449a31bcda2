"""The public pages: found by address, by list, by place; small, cheap, honest about what is not known."""

from datetime import timedelta

import pytest
from shapely import box

from senim.appeals.models import Appeal
from senim.kernel import ids
from senim.kernel.clock import now
from senim.kernel.scoping import Role
from senim.portal import slots
from senim.portal.api import Part, Vector, register
from senim.quality import api as quality
from senim.staff import testing
from senim.staff.domain import Kind
from senim.territory import words
from senim.territory.domain import Level
from senim.territory.models import Address, Point, Street, StreetWord
from senim.territory.tests import make

pytestmark = pytest.mark.django_db
HOURS = {"tue": [["09:00", "13:00"]], "thu": [["18:00", "20:00"]]}


class District:
    """Two beats side by side in a city of a region, an inspector on the first, a duty unit above."""

    def __init__(self):
        country = make.area(Level.COUNTRY, code="KZ", name="Қазақстан")
        self.region = make.area(Level.REGION, country, code="35", name="Қарағанды облысы")
        self.city = make.area(Level.CITY, self.region, code="3510", name="Қарағанды")
        self.beat, self.other = (make.area(Level.BEAT, self.city, code=f"B-{n}", name=f"№ {n} учаске") for n in (1, 2))
        make.boundary(self.region, box(70, 49, 76, 51))
        make.boundary(self.city, box(73, 49.7, 73.2, 49.9))
        make.boundary(self.beat, box(73.0, 49.8, 73.1, 49.9))
        make.boundary(self.other, box(73.1, 49.8, 73.2, 49.9))
        duty = testing.make_post(
            Role.DUTY, area_ids=(self.city.pk,), phone_public="+77212000102", title_kk="Кезекші бөлім")
        self.post = testing.make_post(
            Role.INSPECTOR, area_ids=(self.beat.pk,), reports_to=duty, hours=HOURS, phone_public="+77010000001",
            title_kk="Учаскелік инспектор")
        self.account = testing.make_account(name="Ахметов Ерлан Серікұлы")
        testing.put_on(self.post, self.account)
        Point.objects.create(
            code="P1", kind="police_point", name_kk="1-пункт", name_ru="Пункт 1", lon=73.05, lat=49.85, area=self.beat,
            hours={"always": True}, address_kk="Абай 1")
        self.street("Абай", ("12", 73.05, 49.85))
        self.long = self.street("Бұқар жырау", ("1", 73.05, 49.85), ("90", 73.15, 49.85))
        make.moved()

    def street(self, name, *houses):
        street = Street.objects.create(area=self.city, name_kk=name, name_ru=name, key=name.lower())
        for word in words.street_words((name,)):
            StreetWord.objects.create(street=street, word=word)
        for house, lon, lat in houses:
            Address.objects.create(street=street, house=house, house_key=house.lower(), lon=lon, lat=lat)
        return street


@pytest.fixture(autouse=True)
def clock(frozen_clock):
    return frozen_clock


@pytest.fixture
def district():
    return District()


def appeals(area, many, *, category="order.noise_night", in_time=True, outcome="done", days_ago=60):
    at = now() - timedelta(days=days_ago)
    late = timedelta(days=0 if in_time else 40)
    Appeal.objects.bulk_create(
        Appeal(number=ids.new_number(), secret_hash=ids.token_hash(ids.new_token()), kind="signal", category=category,
               language="kk", text="Мәтін", known_as="named", received_at=at, area=area, area_path=area.path,
               state="answered", promise_due=at + timedelta(hours=72), legal_due=at + timedelta(days=21),
               answered_at=at + timedelta(days=2) + late, first_answer_at=at + timedelta(days=1) + late,
               outcome=outcome)
        for _ in range(many))


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", ["", "find/", "find/list/", "about/", "terms/", "beat/B-1/", "find/list/3510/"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_opens_without_a_script_and_is_small(client, district, language, path):
    page = client.get(f"/{language}/{path}")
    assert page.status_code == 200
    assert len(page.content) < 100_000
    assert f'lang="{language}"' in page.content.decode()


def test_danger_comes_first_on_the_first_page(client, district):
    text = text_of(client.get("/kk/"))
    main = text[text.index("<main"):]
    assert main.index("tel:102") < main.index("/kk/report/") < main.index("/kk/follow/")


def test_an_address_leads_to_the_beat(client, district):
    text = text_of(client.post("/kk/find/", {"q": "абай 12"}))
    assert "/kk/beat/B-1/" in text
    assert "/kk/beat/B-2/" not in text


def test_an_unknown_address_says_what_to_do(client, district):
    text = text_of(client.post("/kk/find/", {"q": "<b>Жоқ көше</b>"}))
    assert "ештеңе табылмады" in text
    assert "<b>Жоқ" not in text
    assert "тізімнен таңдаңыз" in text_of(client.post("/kk/find/", {"q": ""}))


def test_where_somebody_lives_stands_in_no_address(client, district):
    page = client.post("/kk/find/", {"q": "абай 12"})
    assert page.status_code == 200, "no redirect that would carry it"
    assert "no-store" in page["Cache-Control"]


def test_where_i_am(client, district):
    inside = client.post("/kk/find/", {"lon": "73.05", "lat": "49.85"})
    assert inside.url == "/kk/beat/B-1/"
    hole = text_of(client.post("/kk/find/", {"lon": "73.05", "lat": "49.75"}))
    assert "Кезекші бөлім" in hole
    assert "tel:+77212000102" in hole
    assert "тыс" in text_of(client.post("/kk/find/", {"lon": "0", "lat": "0"}))
    for lon, lat in (("999", "5"), ("nan", "nan"), ("1e400", "0"), ("x", "y")):
        assert client.post("/kk/find/", {"lon": lon, "lat": lat}).status_code == 200


def test_the_list_leads_to_the_beat_without_map_or_search(client, district):
    assert "/kk/find/list/35/" in text_of(client.get("/kk/find/list/"))
    assert "/kk/find/list/3510/" in text_of(client.get("/kk/find/list/35/"))
    city = text_of(client.get("/kk/find/list/3510/"))
    assert "№ 1 учаске" in city
    assert f"/kk/find/street/{district.long.pk}/" in city
    assert client.get("/kk/find/list/B-1/").url == "/kk/beat/B-1/"


def test_a_street_of_one_beat_leads_on_and_of_several_asks_for_the_house(client, district):
    abai = Street.objects.get(name_kk="Абай")
    assert client.get(f"/kk/find/street/{abai.pk}/").url == "/kk/beat/B-1/"
    asked = text_of(client.get(f"/kk/find/street/{district.long.pk}/"))
    assert "/kk/beat/B-1/" in asked
    assert "/kk/beat/B-2/" in asked
    assert client.get("/kk/find/street/987654/").status_code == 404


def test_the_page_of_a_beat_names_who_serves(client, district):
    text = text_of(client.get("/kk/beat/B-1/"))
    assert "Ахметов Ерлан Серікұлы" in text
    assert "tel:+77010000001" in text
    assert "Қазір ашық, жабылуы: 13:00" in text
    assert "бейсенбі" in text
    assert "1-пункт" in text
    assert "Тәулік бойы ашық" in text


def test_a_substitute_is_named_while_the_inspector_is_away(client, district):
    stand_in = testing.make_account(name="Омарова Айгүл")
    testing.put_on(district.post, stand_in, kind=Kind.SUBSTITUTE)
    text = text_of(client.get("/kk/beat/B-1/"))
    assert "Омарова Айгүл" in text
    assert text.index("Ахметов") < text.index("Омарова")


def test_a_beat_without_inspector_says_so_and_names_the_duty_unit(client, district):
    text = text_of(client.get("/kk/beat/B-2/"))
    assert "ешкім жоқ" in text
    assert "tel:+77212000102" in text


def test_promises_are_shown_with_interval_and_number(client, district):
    appeals(district.beat, 30)
    appeals(district.beat, 10, in_time=False)
    text = text_of(client.get("/en/beat/B-1/"))
    assert "75\N{NO-BREAK SPACE}%" in text
    assert "n = 40" in text
    assert "most likely between 60" in text
    assert "Wilson" in text


def test_ratings_say_why_they_are_not_there_yet(client, district):
    for number in range(7):
        token = quality.issue_token("appeal", number, district.beat.pk, None, now() - timedelta(days=3))
        quality.rate(token, {"lawful": 5})
    assert "n = 0: жариялауға әзірге аз." in text_of(client.get("/kk/beat/B-1/"))


def test_ratings_are_shown_from_twenty_on(client, district, clock):
    for number in range(20):
        token = quality.issue_token("appeal", number, district.beat.pk, None, on_time=number < 15)
        quality.rate(token, {"lawful": 5, "timely": 2 if number % 2 else 4}, "yes")
    clock.move(days=1)
    text = text_of(client.get("/en/beat/B-1/"))
    assert "n = 20" in text
    assert "84–100 %" in text
    both = text[text.index("On time and with quality"):]
    assert both.index("40\N{NO-BREAK SPACE}%") < both.index("within the legal term (75 %) and good (50 %)")
    assert "Not enough yet" in text, "three criteria got no mark"
    assert "Answered: 20 of 20" in text


def test_what_was_done_pools_what_is_rare(client, district):
    appeals(district.beat, 5)
    appeals(district.beat, 1, category="drugs.selling")
    appeals(district.beat, 2, category="road.parking")
    text = text_of(client.get("/en/beat/B-1/"))
    assert "Noise at night" in text
    assert "Other matters" in text
    assert "Drug dealing" not in text
    assert "Answers of the last 90 days: 8" in text


def test_the_page_of_a_beat_costs_at_most_twelve_queries(client, district, django_assert_max_num_queries):
    appeals(district.beat, 30)
    client.get("/kk/beat/B-1/")
    with django_assert_max_num_queries(12):
        client.get("/kk/beat/B-1/")


def test_an_unknown_beat_is_not_there_and_a_closed_one_leads_up(client, district, clock):
    assert client.get("/kk/beat/B-99/").status_code == 404
    assert client.get("/kk/beat/3510/").url == "/kk/find/list/3510/"
    district.other.closed_on = now().date()
    district.other.save()
    make.moved()
    assert client.get("/kk/beat/B-2/").url == "/kk/find/list/3510/"


def test_a_later_context_adds_its_part_and_an_empty_vector_is_absent(client, district):
    assert "v-partnership" not in text_of(client.get("/kk/beat/B-1/"))
    stats = {"stats": [], "sentence": "Келесі кездесу: 14 мамыр"}
    register(Vector.PARTNERSHIP, "test.meeting", lambda beat: Part("Кездесу", "portal/parts/stats.html", stats))
    try:
        text = text_of(client.get("/kk/beat/B-1/"))
    finally:
        slots.unregister("test.meeting")
    assert "v-partnership" in text
    assert "Келесі кездесу: 14 мамыр" in text


def test_every_legal_term_stands_on_its_page_with_its_mark(client, district):
    from senim.kernel import legal

    text = text_of(client.get("/en/terms/"))
    assert all(f'id="{term.code}"' in text for term in legal.terms())
    assert "the text was not found" in text, "what nobody verified says so"


def test_an_installation_without_territory_says_so(client):
    assert "жүктелмеген" in text_of(client.get("/kk/find/list/"))
