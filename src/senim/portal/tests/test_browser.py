"""The public pages in a real browser: accessibility, a narrow screen, no script, the keyboard, paper."""

from datetime import timedelta

import pytest

from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.portal.tests.test_pages import District, appeals
from senim.quality import api as quality

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATHS = ["", "find/", "find/list/3510/", "beat/B-1/", "beat/B-2/", "about/", "terms/", "r/"]


@pytest.fixture
def district():
    made = District()
    appeals(made.beat, 12)
    past = [
        quality.PastContact(
            n, made.beat.pk, made.beat.path, made.post.pk, now() - timedelta(days=40 + n), on_time=True,
            rated_at=now() - timedelta(days=39 + n), marks={"lawful": 5, "timely": 4}, solved="yes")
        for n in range(25)]
    quality.import_past(past, actor=Actor.system())
    return made


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_axe_finds_nothing(live_server, page, axe, district, language):
    page.set_viewport_size({"width": 390, "height": 844})
    for path in PATHS:
        page.goto(f"{live_server.url}/{language}/{path}")
        axe()


def test_axe_finds_nothing_on_the_rating(live_server, page, axe, district):
    link = quality.rating_path(quality.issue_token("appeal", "x", district.beat.pk, district.post.pk))
    page.goto(f"{live_server.url}{link}")
    axe()
    page.click("main form .actions button")
    axe()
    assert page.evaluate("document.activeElement.id") == "errors"


def test_nothing_is_cut_off_at_400_percent(live_server, page, district):
    page.set_viewport_size({"width": 320, "height": 256})
    for path in PATHS:
        page.goto(f"{live_server.url}/ru/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_inspector_is_found_without_a_script(live_server, chromium, district):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{live_server.url}/kk/")
    tab.fill("input[name=q]", "абай 12")
    tab.click("main form .actions button")
    tab.click("a[href='/kk/beat/B-1/']")
    assert "Ахметов Ерлан" in tab.inner_text("main")
    context.close()


def test_a_rating_is_given_by_keyboard_and_without_a_script(live_server, chromium, district):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    link = quality.rating_path(quality.issue_token("appeal", "x", district.beat.pk, district.post.pk))
    tab.goto(f"{live_server.url}{link}")
    tab.focus("#id_lawful_0")
    tab.keyboard.press("Space")
    tab.keyboard.press("ArrowRight")
    tab.focus("#id_words")
    tab.keyboard.type("Рақмет")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/thanks/")
    assert "Рақмет. Бағаңыз сақталды." in tab.inner_text("main")
    context.close()


def test_the_page_of_a_beat_comes_out_on_paper(live_server, page, district):
    page.goto(f"{live_server.url}/kk/beat/B-1/")
    page.emulate_media(media="print")
    assert page.is_hidden("main .actions")
    assert page.is_visible("text=Ахметов Ерлан")
    assert len(page.pdf(format="A4")) > 5_000
