"""The design system in a real browser: rules of accessibility, narrow screens, no script, and what the scripts add."""

import re
from typing import Any

import pytest
from django.test import override_settings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "textarea[name=text]"


@pytest.fixture(autouse=True)
def _demo() -> Any:
    with override_settings(DEMO=True):
        yield


@pytest.mark.parametrize("path", ["kk/design/", "ru/design/?errors=1", "en/design/staff/?errors=1", "kk/nowhere/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(live_server: Any, page: Any, axe: Any, path: str, scheme: str) -> None:
    if "nowhere" in path:  # its 404 stands in the console, as it should
        page.on("console", lambda said: None)
        page.route(re.compile("nowhere"), _as_found)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/{path}")
    axe()


def until(page: Any, expression: str) -> None:
    """Wait for a condition in the page. (Playwright's own waiting evaluates a string, which the policy forbids.)"""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def _as_found(route: Any) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, status=200)


@pytest.mark.parametrize("path", ["kk/design/?errors=1", "ru/design/", "en/design/staff/"])
def test_nothing_is_cut_off_at_400_percent(live_server: Any, page: Any, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 %
    page.goto(f"{live_server.url}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_targets_are_large_enough_for_a_thumb(live_server: Any, page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/kk/design/")
    small = page.evaluate("""() => [...document.querySelectorAll(
            ".btn, .langs a, summary, input:not([type=hidden]), select, .foot a")]
        .filter((e) => e.offsetParent).map((e) => [e.closest(".choice") || e, e])
        .map(([box, e]) => [e.outerHTML.slice(0, 80), Math.min(box.getBoundingClientRect().height, 99)])
        .filter(([, high]) => high < 43.5)""")
    assert small == []


def test_the_summary_has_the_focus_and_leads_to_the_field(live_server: Any, page: Any) -> None:
    page.goto(f"{live_server.url}/kk/design/?errors=1")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "text"


def test_without_a_script_the_page_is_whole(live_server: Any, chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{live_server.url}/kk/design/?errors=1")
    assert tab.locator("[data-here], [data-map], [data-print], [data-copy]").first.is_hidden()
    assert tab.locator("#id_text_count").inner_text().startswith("Ең көбі 2000")
    tab.route("https://**", lambda route: route.fulfill(body="weather", content_type="text/plain"))
    tab.get_by_role("button", name="Беттен тез шығу").click()
    tab.wait_for_url("https://www.kazhydromet.kz/")
    context.close()


def test_a_draft_is_kept_restored_and_forgotten(live_server: Any, page: Any) -> None:
    page.goto(f"{live_server.url}/kk/design/")
    page.fill(TEXT, "Аулада жарық жоқ")
    page.check("input[name=kind][value=complaint]")
    page.check("input[name=noise][value=night]")
    until(page, "localStorage.getItem('senim:draft:gallery')?.includes('complaint')")
    until(page, "localStorage.getItem('senim:draft:gallery')?.includes('night')")
    page.wait_for_timeout(500)
    page.reload()
    assert page.input_value(TEXT) == "Аулада жарық жоқ"
    assert page.is_checked("input[name=kind][value=complaint]")
    assert page.is_checked("input[name=noise][value=night]")
    assert "password" not in page.evaluate("localStorage.getItem('senim:draft:gallery')")
    page.route("https://**", lambda route: route.fulfill(body="weather", content_type="text/plain"))
    with page.expect_request(lambda request: request.url.endswith("/kk/exit/")):
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("https://www.kazhydromet.kz/")
    page.goto(f"{live_server.url}/kk/design/")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.input_value(TEXT) == ""


def test_a_lost_network_keeps_the_page_and_says_so(live_server: Any, page: Any) -> None:
    page.goto(f"{live_server.url}/kk/design/")
    page.fill(TEXT, "Жазғаным жоғалмасын")
    page.context.set_offline(True)
    page.get_by_role("button", name="Жалғастыру").click()
    assert "Байланыс жоқ" in page.locator("#toast").inner_text()
    assert page.input_value(TEXT) == "Жазғаным жоғалмасын"
    page.context.set_offline(False)


def test_a_double_click_sends_once(live_server: Any, page: Any) -> None:
    sent = []
    page.goto(f"{live_server.url}/kk/design/")
    page.route(
        "**/kk/design/",
        lambda route: (
            (sent.append(1), route.fulfill(status=204)) if route.request.method == "POST" else route.continue_()
        ),
    )
    page.get_by_role("button", name="Жалғастыру").dblclick()
    page.wait_for_timeout(300)
    assert sent == [1]


def test_characters_are_counted_as_people_count(live_server: Any, page: Any) -> None:
    page.goto(f"{live_server.url}/kk/design/")
    page.fill(TEXT, "қ😀")
    assert page.locator("#id_text_count").inner_text() == "Қалған таңба: 1998"
    page.fill(TEXT, "а" * 2005)
    assert page.locator("#id_text_count").inner_text() == "Артық таңба: 5"
    assert page.input_value(TEXT) == "а" * 2005


def test_where_i_am_and_the_map_fill_the_place(live_server: Any, page: Any) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 51.128, "longitude": 71.43})
    page.goto(f"{live_server.url}/kk/design/")
    page.click("[data-here]")
    until(page, "document.getElementById('id_lon').value === '71.430000'")
    assert page.input_value("#id_lat") == "51.128000"
    page.click("[data-map]")
    page.wait_for_selector(".map .leaflet-pane", state="attached")
    until(page, "document.activeElement.matches('[data-canvas]')")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    until(page, "document.getElementById('id_lon').value !== '71.430000'")


def test_a_large_photo_is_made_small_before_it_is_sent(live_server: Any, page: Any, tmp_path: Any) -> None:
    from PIL import Image

    path = tmp_path / "yard.jpg"
    Image.effect_noise((3000, 2400), 90).convert("RGB").save(path, quality=95)
    page.goto(f"{live_server.url}/kk/design/")
    page.set_input_files("input[name=photos]", str(path))
    page.wait_for_selector("[data-list] li")
    size = page.evaluate("document.querySelector('input[name=photos]').files[0].size")
    assert size < path.stat().st_size / 2


def test_a_form_of_a_page_is_accepted_under_its_referrer_rule(live_server: Any, page: Any) -> None:
    seen = []
    page.goto(f"{live_server.url}/kk/design/")
    page.route(
        "**/kk/design/",
        lambda route: (
            (seen.append(route.request.all_headers().get("origin")), route.fulfill(status=204))
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    page.get_by_role("button", name="Жалғастыру").click()
    page.wait_for_timeout(300)
    assert seen == [live_server.url]


def test_on_paper_there_is_only_what_belongs_there(live_server: Any, page: Any) -> None:
    page.goto(f"{live_server.url}/kk/design/")
    page.emulate_media(media="print")
    for gone in (".langs", ".exit", ".skip", ".pager", "[data-print]", ".btn"):
        assert page.locator(gone).first.is_hidden(), gone
    assert page.locator("h1").is_visible()
    assert len(page.pdf(format="A4")) > 10_000


def test_a_failed_part_of_a_staff_page_is_told_and_the_page_stays(live_server: Any, chromium: Any) -> None:
    context = chromium.new_context()  # not `page`: the failures of this test stand in its console
    tab = context.new_page()
    tab.goto(f"{live_server.url}/kk/design/staff/")
    tab.fill(TEXT, "Жазғаным орнында")
    tab.evaluate("htmx.ajax('GET', '/kk/nowhere/', {target: '.crumbs'}).catch(() => 0)")
    until(tab, "document.getElementById('toast').textContent.startsWith('Мұндай бет жоқ.')")
    context.set_offline(True)
    tab.evaluate("htmx.ajax('GET', '/kk/design/', {target: '.crumbs'}).catch(() => 0)")
    until(tab, "document.getElementById('toast').textContent.includes('Байланыс жоқ')")
    assert tab.locator(".crumbs").count() == 1
    assert tab.input_value(TEXT) == "Жазғаным орнында"
    context.close()


def test_what_changed_gets_the_focus(live_server: Any, page: Any) -> None:
    page.goto(f"{live_server.url}/kk/design/staff/")
    part = "{target: '#main', select: '#main', swap: 'outerHTML'}"
    page.evaluate(f"htmx.ajax('GET', '/kk/design/staff/?errors=1', {part})")
    until(page, "document.activeElement.id === 'errors'")
    page.fill("textarea[name=text]", "аб")
    assert page.locator("#id_text_count").inner_text().endswith("1998"), "the counter works in what was swapped in"
