"""The keepers' pages in a real browser: uploading, the map with its lists, accessibility, without scripts."""

import json
import os
from typing import Any

import pytest
import shapely
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from shapely import box

from senim.kernel.scoping import Role
from senim.territory.domain import Level
from senim.territory.models import Area
from senim.territory.tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def keeper(page: Any, live_server: Any) -> Any:
    """A head signed in, with a district of two beats, a hole and an overlap."""
    testing = pytest.importorskip("senim.staff.testing")
    district = make.area(Level.DISTRICT, make.area(Level.REGION, name="Қарағанды облысы"), name="Қазыбек би ауданы")
    make.boundary(district, box(73, 49.7, 73.2, 49.8))
    for code, west, east in (("W", 73, 73.1), ("E", 73.09, 73.19)):
        make.boundary(make.area(Level.BEAT, district, code=code, name=f"{code} учаскесі"), box(west, 49.7, east, 49.8))
    account, _post = testing.make_officer(Role.HEAD, area_ids=(district.id,))
    client = Client()
    testing.sign_in(client, account)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.set_viewport_size({"width": 1100, "height": 900})
    return page


def address(live_server: Any, name: str, language: str = "kk") -> str:
    with override(language):
        return f"{live_server.url}{reverse(f'territory:{name}')}"


def picture(page: Any, name: str) -> None:
    """A screenshot for whoever wants to look: SENIM_PICTURES names the folder."""
    if folder := os.environ.get("SENIM_PICTURES"):
        page.screenshot(path=f"{folder}/territory-{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_check_is_a_map_and_lists(keeper: Any, live_server: Any, axe: Any, language: str) -> None:
    keeper.goto(address(live_server, "check", language))
    assert keeper.locator("svg.territory-map path.hole").count() == 1
    assert keeper.locator("svg.territory-map path.overlap").count() == 1
    assert "W учаскесі" in keeper.locator("main").inner_text()
    picture(keeper, f"check-{language}")
    axe()


def test_a_file_goes_in_by_the_keyboard_and_says_what_it_would_change(
    keeper: Any, live_server: Any, axe: Any, tmp_path: Any,
) -> None:
    keeper.goto(address(live_server, "imports"))
    axe()
    picture(keeper, "imports")
    file = tmp_path / "beats.geojson"
    shapes = {"N": box(73.19, 49.7, 73.2, 49.8), "": box(73, 49.7, 73.1, 49.8)}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": code, "name_kk": "Солтүстік"},
         "geometry": json.loads(shapely.to_geojson(shape))} for code, shape in shapes.items()]}))
    keeper.check("input[name=kind][value=areas]")
    keeper.set_input_files("input[name=file]", str(file))
    keeper.select_option("select[name=level]", "beat")
    keeper.press("main form .btn", "Enter")
    keeper.wait_for_url("**/imports/*/")
    assert "2-жол:" in keeper.locator("main").inner_text()
    axe()
    picture(keeper, "import")
    keeper.click("button:has-text('Қате жолдарсыз енгізу')")
    keeper.wait_for_load_state()
    assert Area.objects.get(code="N").name_kk == "Солтүстік"
    picture(keeper, "applied")


@pytest.mark.parametrize("name", ["check", "imports"])
def test_nothing_is_cut_off_on_a_narrow_screen(keeper: Any, live_server: Any, name: str) -> None:
    keeper.set_viewport_size({"width": 320, "height": 600})
    keeper.goto(address(live_server, name, "ru"))
    assert keeper.evaluate("document.documentElement.scrollWidth") <= 320
