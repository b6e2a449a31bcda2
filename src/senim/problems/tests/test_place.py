"""The place of a problem: what is refused in which words, what is measured, who may ask, and drawing in a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from senim.incidents.tests import world as incidents
from senim.kernel.errors import Refused
from senim.problems import place
from senim.problems.models import Problem
from senim.problems.tests import world as worlds
from senim.staff import testing as staff

#: A square of the first beat, and what lies in it and beside it.
SQUARE = "50.002, 70.002\n50.008, 70.002\n50.008, 70.009\n50.002, 70.009"
INSIDE, BESIDE = (70.005, 50.005), (70.012, 50.005)


@pytest.mark.parametrize(
    "line", ["50.002, 70.009", "50.002,70.009", "50.002 70.009", "50,002; 70,009", "  50.002\t70.009 "]
)
def test_a_corner_is_read_as_people_write_it(line: str) -> None:
    assert place.parse(f"{line}\n50.01 70.01\n50.01 70.02") == [(70.009, 50.002), (70.01, 50.01), (70.02, 50.01)]


def test_an_outline_survives_its_own_words() -> None:
    corners = place.parse(SQUARE)
    assert place.parse(place.words(corners)) == corners and place.parse("") == []
    assert place.parse(SQUARE + "\n50.002, 70.002") == corners, "closed by its first corner again"


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("50.002, 70.002\n50.008, 70.002", "outline_few", "үш нүкте"),
        ("50.002, 70.002\n50.002, 70.002\n50.008, 70.002", "outline_few", "қазір 2"),
        ("50 70\n50.01 70.01\n50.01 70\n50 70.01", "outline_crosses", "қиып өтеді"),
        ("50 70\n50.01 70\n50.02 70", "outline_line", "бір сызықтың"),
        ("осында\n50 70\n50.01 70", "outline_line", "1-жол"),
        ("50 70\n50.01 70\n150 70.01", "outline_off_earth", "3-жол"),
        ("\n".join(f"{50 + n / 1000} {70 + n * n / 1e6}" for n in range(101)), "outline_many", "101"),
    ],
)
def test_what_goes_around_no_place_is_refused_in_words(typed: str, code: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        place.parse(typed)
    assert refused.value.code == code and said in refused.value.message.kk
    assert all("{" not in refused.value.message.in_(language) for language in ("kk", "ru", "en"))


def test_size_is_right_to_a_percent() -> None:
    assert place.hectares(place.parse(SQUARE)) == pytest.approx(33.4, rel=0.01)


@pytest.fixture
def full(town: worlds.Town) -> worlds.Town:
    """Seven events in the square, four beside it, one of a sensitive kind in it."""
    rows = [incidents.row(f"i{n}", f"2026-03-0{n + 1} 10:00", "Theft", *INSIDE) for n in range(7)]
    rows += [incidents.row(f"b{n}", f"2026-03-0{n + 1} 10:00", "Theft", *BESIDE) for n in range(4)]
    rows += [incidents.row("v", "2026-03-01 10:00", "Domestic violence", *INSIDE)]
    incidents.bring(incidents.feed(town.world), *rows)
    return town


def asked(client: Client, town: worlds.Town, language: str = "kk", area: str = "first", **sent: Any) -> Any:
    told = {"area": town.area(area).pk, "outline": SQUARE, **sent}
    return client.post(f"/{language}/problems/outline/", told)


def test_a_drawn_place_is_measured(
    full: worlds.Town, client: Client, django_assert_max_num_queries: Any
) -> None:
    staff.sign_in(client, full.world.people["analyst"])
    asked(client, full)
    with django_assert_max_num_queries(10):
        page = asked(client, full)
    assert page.context["events"] == "7" and page.context["hectares"].startswith("33") and not page.context["beyond"]
    assert 'data-box="70.0,50.0,70.015,50.01"' in page.content.decode()
    assert "incidents/hexagons" in page.context["shapes"]
    assert asked(client, full, since="2026-03-03").context["events"] == "5"
    assert asked(client, full, outline="").context.get("events") is None
    wide = asked(client, full, outline=SQUARE.replace("70.009", "70.0155"))
    assert wide.context["events"] == "11" and wide.context["beyond"] == 2


@pytest.mark.parametrize(("language", "words"), [("kk", "қиып өтеді"), ("ru", "пересекает"), ("en", "crosses itself")])
def test_what_is_wrong_is_said_while_drawing(full: worlds.Town, client: Client, language: str, words: str) -> None:
    staff.sign_in(client, full.world.people["analyst"])
    page = asked(client, full, language, outline="50 70\n50.01 70.01\n50.01 70\n50 70.01")
    assert page.status_code == 200 and words in page.content.decode() and "events" not in page.context


def test_a_small_outline_finds_no_single_event_for_whoever_sees_none(full: worlds.Town, client: Client) -> None:
    tiny = "50.0045, 70.0115\n50.0055, 70.0115\n50.0055, 70.0125\n50.0045, 70.0125"
    staff.sign_in(client, full.world.people["coordinator"])
    assert asked(client, full, outline=tiny).context["events"] == "< 5"
    staff.sign_in(client, full.world.people["analyst"])
    assert asked(client, full, outline=tiny).context["events"] == "4"


def test_who_may_measure_what(full: worlds.Town, client: Client) -> None:
    allowed = {"analyst": 200, "coordinator": 200, "head": 200}
    others = ("inspector", "duty", "operator", "admin", "auditor", "akimat", "council", "prosecutor", "assistant")
    for name, status in {**allowed, **dict.fromkeys(others, 403), "foreign_analyst": 404, "foreign_head": 404}.items():
        staff.sign_in(client, full.world.people[name])
        assert asked(client, full).status_code == status, name
    assert Client().post("/kk/problems/outline/").status_code == 401
    staff.sign_in(client, full.world.people["head"])
    assert asked(client, full, area="foreign").status_code == 404
    staff.sign_in(client, full.world.people["analyst"])
    assert client.post("/kk/problems/outline/", {"area": "x"}).status_code == 404
    assert client.post("/kk/problems/outline/", {"area": "", "outline": SQUARE}).status_code == 200, "none chosen yet"
    assert asked(client, full, since="never").status_code == 404
    assert client.get("/kk/problems/outline/").status_code == 405


def test_what_is_measured_is_what_the_file_will_count(full: worlds.Town, client: Client) -> None:
    """A candidate that reaches over the border of its beat: what lies beyond is told, and does not count."""
    staff.sign_in(client, full.world.people["analyst"])
    wide = "50.002, 70.004\n50.008, 70.004\n50.008, 70.017\n50.002, 70.017"
    kept = json.dumps({"paths": [full.path("region")], "hours": [23]})
    for more in ({}, {"selection": kept}, {"selection": "{"}):
        said = asked(client, full, outline=wide, **more).content.decode()
        assert "нүкте іс аумағынан тыс" in said and "есептелмейді" in said
    assert "оқиға саны: 0" in asked(client, full, outline=wide, selection=kept).content.decode(), "hours count too"


def form(town: worlds.Town, **more: Any) -> dict[str, Any]:
    told = {"title": "Базар", "words": "Кешке қайталанады.", "kind": "vehicle", "place_kind": "parking"}
    return {**told, "area": town.area("first").pk, "outline": SQUARE, **more}


def test_a_typed_place_is_kept_without_a_script(full: worlds.Town, client: Client) -> None:
    staff.sign_in(client, full.world.people["analyst"])
    assert client.post("/kk/problems/open/", form(full)).status_code == 302
    problem = Problem.objects.get()
    assert problem.selection["polygon"] == [list(one) for one in place.parse(SQUARE)]
    page = client.get(f"/kk/problems/{problem.number}/views/")
    assert page.context["place"]["events"] == "7" and "33" in page.context["place"]["hectares"]
    shown = client.get(f"/kk/problems/{problem.number}/scan/").content.decode()
    assert "50.002, 70.002\n50.008, 70.002" in shown.replace("\r", ""), "the form begins with what is kept"
    client.post(f"/kk/problems/{problem.number}/do/define/", form(full, outline=""))
    problem.refresh_from_db()
    assert problem.selection["polygon"] == [], "emptied, the whole area counts"


@pytest.mark.parametrize(
    ("outline", "words"),
    [
        ("50.002, 70.002\n50.008, 70.002", "үш нүкте"),
        (SQUARE.replace("70.00", "70.03"), "іс аумағынан тыс"),
        (SQUARE.replace("50.00", "10.00").replace("70.00", "10.00"), "бірде-бір учаскеге кірмейді"),
    ],
)
def test_a_bad_place_comes_back_with_all_that_was_typed(
    full: worlds.Town, client: Client, outline: str, words: str
) -> None:
    staff.sign_in(client, full.world.people["analyst"])
    page = client.post("/kk/problems/open/", form(full, outline=outline))
    shown = page.content.decode()
    assert page.status_code == 422 and words in shown and "Кешке қайталанады." in shown and outline[:14] in shown
    assert not Problem.objects.exists()


# --- in a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(
    live_server: Any, page: Any, transactional_db: None, clock_everywhere: Any, monkeypatch: pytest.MonkeyPatch
) -> tuple[Any, str]:
    """An analyst at a new file."""
    town = worlds.build(monkeypatch)
    rows = [incidents.row(n, f"2026-03-{n % 27 + 1:02} 10:00", lon=70.005 + n % 5 / 5e3) for n in range(40)]
    incidents.bring(incidents.feed(town.world), *rows)
    client = Client()
    staff.sign_in(client, town.world.people["analyst"])
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/kk/problems/open/")
    page.select_option("main select[name=area]", str(town.area("first").pk))
    return page, live_server.url


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_place_is_drawn_by_hand_and_by_key(desk: tuple[Any, str], axe: Any) -> None:
    page, _address = desk
    outline, measured = page.locator("[name=outline]"), page.locator("[data-measured]")

    def lines() -> list[str]:
        return [line for line in outline.input_value().split("\n") if line]

    page.locator("[data-draw] [data-open]").click()
    page.locator("[data-draw][data-drawn]").wait_for()
    canvas = page.locator("[data-draw] [data-canvas]")
    canvas.scroll_into_view_if_needed()

    def tap(across: float, down: float) -> None:
        box = canvas.bounding_box()
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)

    for across, down in ((0.25, 0.2), (0.75, 0.2), (0.75, 0.8)):
        tap(across, down)
    assert len(lines()) == 3
    tap(0.25, 0.9)
    page.locator("[data-draw] [data-undo]").click()
    assert len(lines()) == 3, "the last point is taken away"
    page.get_by_text("ішіндегі оқиға саны").wait_for()
    first = lines()[0]
    # A corner is dragged, and moved by key.
    corner = page.locator("[data-draw] .corner").first.bounding_box()
    page.mouse.move(corner["x"] + 14, corner["y"] + 14)
    page.mouse.down()
    page.mouse.move(corner["x"] + 30, corner["y"] + 40, steps=4)
    page.mouse.up()
    moved = lines()[0]
    assert moved != first
    page.locator("[data-draw] .corner").first.focus()
    page.keyboard.press("ArrowLeft")
    assert lines()[0] != moved and len(lines()) == 3
    # A crossing outline is told at once.
    tap(0.5, 0.05)
    measured.get_by_text("қиып өтеді").wait_for()
    canvas.focus()
    page.keyboard.press("Backspace")
    assert len(lines()) == 3
    # By key alone: the middle of the map.
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert len(lines()) == 4
    page.keyboard.press("Backspace")
    measured.get_by_text("га;").wait_for()
    axe()
    page.fill("main [name=title]", "Базар тұрағы")
    page.fill("main [name=words]", "Кешке қайталанады.")
    page.select_option("main select[name=kind]", "vehicle")
    page.select_option("main select[name=place_kind]", "parking")
    kept = place.parse(outline.input_value())
    page.locator("main form button.btn:not([type=button])").click()
    page.wait_for_load_state("load")
    assert page.locator("#errors").count() == 0, page.locator("main").inner_text()
    assert [tuple(one) for one in Problem.objects.get().selection["polygon"]] == kept
