"""Pages of those who keep the map: what they show, who may come, and that a file goes in step by step."""

import gzip
import json

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from shapely import box

from senim.kernel import versions
from senim.kernel.scoping import Actor, Role
from senim.territory import api, forms, tasks
from senim.territory.domain import ImportState, Level
from senim.territory.geo import beat_collection
from senim.territory.models import Area, ImportRun, Miss
from senim.territory.tests import make


def geojson(*codes, level="beat", x=72.1):
    features = [
        {"type": "Feature", "properties": {"code": code, "name_kk": code, "level": level},
         "geometry": json.loads(shapely.to_geojson(box(x + n / 10, 49.1, x + 0.1 + n / 10, 49.2)))}
        for n, code in enumerate(codes)]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.fixture
def district(db):
    region = make.area(Level.REGION)
    make.boundary(region, box(70, 48, 75, 51))
    district = make.area(Level.DISTRICT, region, name="Қазыбек би ауданы")
    make.boundary(district, box(72, 49, 73, 50))
    return district


@pytest.fixture
def staff():
    """Staff's helpers for tests, reached past its door as staff itself offers them."""
    testing = pytest.importorskip("senim.staff.testing")

    def sign_in(client, role, *areas):
        account, _post = testing.make_officer(role, area_ids=tuple(area.id for area in areas))
        testing.sign_in(client, account)
        return account

    return sign_in


def upload(client, content, **more):
    data = {"kind": "areas", "file": SimpleUploadedFile("beats.geojson", content), "level": "",
            "valid_from": "2024-06-08", **more}
    return client.post(reverse("territory:imports"), data, follow=True)


def test_a_head_brings_in_beats_step_by_step(client, staff, district):
    staff(client, Role.HEAD, district)
    page = upload(client, geojson("B1", "B2"))
    run = ImportRun.objects.get()
    assert page.redirect_chain[-1][0] == reverse("territory:import", args=[run.id])
    assert run.state == ImportState.CHECKED
    assert not Area.objects.filter(code="B1").exists(), "a check changes nothing"
    page = client.post(reverse("territory:apply", args=[run.id]), follow=True)
    assert page.status_code == 200
    assert Area.objects.get(code="B1").parent == district
    assert client.get(reverse("territory:imports")).context["runs"][0]["state"]


def test_errors_are_shown_row_by_row_in_the_language_of_the_page(client, staff, district):
    staff(client, Role.ADMIN)
    for language, words in (("kk", "2-жол:"), ("ru", "Строка 2:"), ("en", "Row 2:")):
        with override(language):
            page = upload(client, geojson("B1", "B1"))
        assert words in page.content.decode()
        assert ImportRun.objects.latest("id").error_count == 1
    run = ImportRun.objects.latest("id")
    refused = client.post(reverse("territory:apply", args=[run.id]), follow=True)
    assert not Area.objects.filter(code="B1").exists()
    assert 'data-kind="bad"' in refused.content.decode()
    client.post(reverse("territory:apply", args=[run.id]), {"skip": "1"})
    assert Area.objects.filter(code="B1").exists()


def test_a_file_can_be_checked_again_and_thrown_away(client, staff, district, monkeypatch):
    staff(client, Role.ADMIN)
    upload(client, geojson("B1"))
    run = ImportRun.objects.get()
    asked = []
    monkeypatch.setattr(type(tasks.check_import), "enqueue", lambda _self, run_id: asked.append(run_id))
    client.post(reverse("territory:recheck", args=[run.id]))
    assert asked == [run.id]
    client.post(reverse("territory:discard", args=[run.id]))
    run.refresh_from_db()
    assert (run.state, run.content) == (ImportState.FAILED, None)
    assert client.get(reverse("territory:apply", args=[run.id])).status_code == 405


def test_a_large_file_is_checked_beside_the_request(client, staff, district, monkeypatch):
    staff(client, Role.ADMIN)
    monkeypatch.setattr(tasks, "AT_ONCE", 10)
    page = upload(client, geojson("B1"))
    run = ImportRun.objects.get()
    assert run.state == ImportState.WAITING
    assert 'http-equiv="refresh"' in page.content.decode()
    assert "<progress" in page.content.decode()
    tasks.check_import.func(run.id)
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED


def test_an_upload_without_a_file_says_so(client, staff, district):
    staff(client, Role.ADMIN)
    page = client.post(reverse("territory:imports"), {"kind": "areas", "valid_from": "2024-06-08"})
    assert page.status_code == 422
    assert "file" in page.context["form"].errors


#: A trainee and an executor hold no posts of their own.
OTHERS = [role for role in Role if role not in {Role.ADMIN, Role.HEAD, Role.TRAINEE, Role.EXECUTOR}]


def test_a_huge_upload_is_refused_before_it_is_read(client, staff, district, monkeypatch):
    staff(client, Role.ADMIN)
    monkeypatch.setattr(forms, "LIMIT_MB", 0)
    page = upload(client, geojson("B1"))
    assert page.status_code == 422
    assert not ImportRun.objects.exists()


def test_a_packed_bomb_stops_at_the_limit(client, staff, district):
    staff(client, Role.ADMIN)
    page = upload(client, gzip.compress(b" " * (130 * 2**20)))
    assert page.status_code == 422
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("role", OTHERS)
def test_others_do_not_keep_the_map(client, staff, district, role):
    staff(client, role, district)
    for name in ("check", "imports"):
        assert client.get(reverse(f"territory:{name}")).status_code in (403, 404)
    assert upload(client, geojson("B1")).status_code in (403, 404)
    assert not ImportRun.objects.exists()


def test_nobody_sees_anothers_files_but_the_administrator(client, staff, district):
    staff(client, Role.HEAD, district)
    upload(client, geojson("B1"))
    run = ImportRun.objects.get()
    client.logout()
    assert client.get(reverse("territory:imports")).status_code == 302
    staff(client, Role.HEAD, district)
    assert client.get(reverse("territory:import", args=[run.id])).status_code == 404
    assert client.post(reverse("territory:apply", args=[run.id])).status_code == 404
    client.logout()
    staff(client, Role.ADMIN)
    assert client.get(reverse("territory:import", args=[run.id])).status_code == 200


def test_a_head_may_not_change_another_district(client, staff, district):
    other = make.area(Level.DISTRICT, make.area(Level.REGION))
    staff(client, Role.HEAD, other)
    upload(client, geojson("B1"))
    client.post(reverse("territory:apply", args=[ImportRun.objects.get().id]))
    assert not Area.objects.filter(code="B1").exists()


# --- the check ------------------------------------------------------------------------------------------------------


@pytest.fixture
def beats(district):
    west, east, lost = (make.area(Level.BEAT, district, code=code, name=code) for code in ("W", "E", "L"))
    make.boundary(west, box(72, 49, 72.5, 50))
    make.boundary(east, box(72.45, 49, 73, 49.9))
    return west, east, lost


def test_the_check_finds_what_is_wrong(beats, district, django_assert_max_num_queries):
    found = api.check(lambda area_id: area_id == beats[0].id)
    assert [hole.area_id for hole in found.holes] == [district.id]
    assert found.holes[0].m2 == pytest.approx(398.5e6, rel=0.01)
    assert api.locate(found.holes[0].lon, found.holes[0].lat).why == "hole"
    assert [(one.one_id, one.other_id) for one in found.overlaps] == [(beats[0].id, beats[1].id)]
    assert api.locate(found.overlaps[0].lon, found.overlaps[0].lat).why == "several"
    assert [info.code for info in found.shapeless] == ["L"]
    assert [info.code for info in found.unserved] == ["E", "L"]
    assert not found.is_clean
    with django_assert_max_num_queries(2):  # the squares missed, and a look at the versions
        assert api.check(lambda _area_id: True).holes == found.holes
    assert api.holes() == found.holes


def test_a_whole_map_is_clean(district):
    for number in range(4):
        beat = make.area(Level.BEAT, district)
        make.boundary(beat, box(72 + number / 4, 49, 72.25 + number / 4, 50))
    found = api.check(lambda _area_id: True)
    assert found.is_clean, found


def test_the_page_of_the_check_has_a_map_and_its_list(client, staff, beats, district):
    staff(client, Role.HEAD, district)
    api.note_miss(api.locate(72.8, 49.95), 72.8, 49.95)
    api.note_miss(api.locate(72.8001, 49.9501), 72.8001, 49.9501)
    page = client.get(reverse("territory:check")).content.decode()
    assert '<svg class="territory-map"' in page
    assert 'class="hole"' in page
    assert 'class="overlap"' in page
    assert "W / E" in page
    miss = Miss.objects.get()
    assert (miss.x, miss.y, miss.times, miss.path) == (72800, 49950, 2, district.path)


def test_a_head_sees_the_own_district_only(client, staff, beats):
    other = make.area(Level.DISTRICT, make.area(Level.REGION))
    staff(client, Role.HEAD, other)
    page = client.get(reverse("territory:check")).content.decode()
    assert "W / E" not in page


def test_a_place_inside_a_beat_is_no_miss(beats):
    api.note_miss(api.locate(72.1, 49.5), 72.1, 49.5)
    assert not Miss.objects.exists()


# --- open shapes ----------------------------------------------------------------------------------------------------


def test_open_boundaries_of_beats(client, beats, district, django_assert_num_queries, monkeypatch):
    with override("kk"):
        url = reverse("territory:beats")
    found = client.get(url).json()
    assert [(one["properties"]["code"], one["properties"]["kind"]) for one in found["features"]] == [
        ("W", "beat"), ("E", "beat")]
    assert client.get(url, {"within": district.code}).json() == found
    assert client.get(url, {"within": "nowhere"}).status_code == 404
    monkeypatch.setattr(versions, "CHECK_EVERY", 60)
    with django_assert_num_queries(0):
        client.get(url)


def test_simplified_beats_still_meet(district):
    wave = [(72.5 + 0.00003 * (n % 2), 49 + n / 1000) for n in range(1001)]
    west, east = make.area(Level.BEAT, district), make.area(Level.BEAT, district)
    make.boundary(west, shapely.Polygon([(72, 49), *wave, (72, 50)]))
    make.boundary(east, shapely.Polygon([(73, 49), *wave, (73, 50)]))
    shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in beat_collection(None, "kk")["features"]]
    assert sum(shapely.get_num_coordinates(shape) for shape in shapes) < 2000
    assert shapes[0].intersection(shapes[1]).area == pytest.approx(0, abs=1e-9)
    assert shapely.union_all(shapes).geom_type == "Polygon"


def test_the_base_map_carries_what_the_installation_owns(client, beats, district):
    lines = json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "Абай даңғылы", "highway": "primary"},
         "geometry": {"type": "LineString", "coordinates": [[72.1, 49.1], [72.2, 49.1]]}}]}).encode()
    api.bring_in(actor=Actor.system(), kind=api.ImportKind.STREETS, name="s", content=lines, valid_from=make.START)
    near = client.get("/geo/base.json", {"box": "72.09,49.05,72.19,49.15"}).json()["features"]
    assert {(one["properties"]["kind"], one["properties"]["name"]) for one in near} == {
        ("beat", "W"), ("street", "Абай даңғылы")}
    assert client.get("/geo/base.json", {"box": "nonsense"}).status_code == 400
    far = client.get("/geo/base.json", {"box": "60,40,88,56"}).json()["features"]
    assert {one["properties"]["kind"] for one in far} == {"beat"}


def test_staff_says_which_beats_have_nobody(staff, client, beats):
    testing = pytest.importorskip("senim.staff.testing")
    testing.make_officer(Role.INSPECTOR, area_ids=(beats[0].id,))
    assert [info.code for info in api.check().unserved or ()] == ["E", "L"]
