"""The main job: report, receipt, answer, rating, reopening, the head's decision, the second answer."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.journeys.conftest import House, OpenTab, each_once, fits, look
from tests.journeys.people import ANSWER, Officer, Resident, number_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXTS = {
    "kk": "Түнде көршілер қатты музыка қосады, балалар ұйықтай алмайды.",
    "ru": "Ночью соседи громко включают музыку, дети не могут уснуть.",
    "en": "The neighbours play loud music at night and the children cannot sleep.",
}
AGAIN = "Түнде тағы да шулады, ескертуден кейін де."


def loop(resident: Resident, inspector: Officer, head: Officer) -> None:
    """From the first word to the second answer."""
    resident.tell(TEXTS[resident.language], "order.noise_night", details={"repeats": "weekly"})
    assert resident.says("Сынақов Inspector"), "the receipt names who answers"
    number = number_of(resident)

    inspector.queue()
    inspector.press(f"a[href$='/desk/{number}/']")
    assert inspector.says(TEXTS[resident.language])
    inspector.answer()

    resident.follow()
    assert resident.says(ANSWER)
    resident.rate()
    resident.follow()
    resident.ask_reopen(AGAIN)

    head.go("desk/reopenings/")
    head.press(f"a[href$='/desk/{number}/']")
    assert head.says(AGAIN)
    head.act("reopen", text="Екінші рет тексеру керек")

    inspector.open(number)
    inspector.answer(ANSWER + " Екінші рет бардым.")
    resident.follow()
    assert resident.says("Екінші рет бардым.")
    assert not resident.page.locator("form[action$='/reopen/']").count(), "one asks once"


#: Language: width of the resident's and of the officer's screen, night, how closely each screen is looked at.
SCREENS = {"kk": (390, 1280, False, look), "ru": (1280, 390, True, look), "en": (390, 1280, False, fits)}


@pytest.mark.parametrize("language", list(SCREENS))
def test_the_whole_loop_in(language: str, house: House, tab: OpenTab) -> None:
    ours, theirs, dark, see = SCREENS[language]
    once, seen = each_once(see), set()

    def each(page: Any) -> None:
        seen.add(page.locator("h1").first.inner_text())
        assert page.locator("html").get_attribute("lang") == language
        once(page)

    resident = Resident(tab(width=ours, dark=dark), house, language, each)
    inspector = Officer(tab(width=theirs, dark=dark), house, language, each)
    head = Officer(tab(width=theirs, dark=dark), house, language, each)
    if language == "kk":  # a code of the second step is good once
        inspector.sign_in("inspector")
    else:
        inspector.come_in("inspector")
    head.come_in("head")
    loop(resident, inspector, head)
    assert len(seen) >= 12, "every screen of the way was seen"


def test_without_javascript(house: House, tab: OpenTab) -> None:
    resident, inspector, head = (
        Resident(tab(js=False), house),
        Officer(tab(js=False), house),
        Officer(tab(js=False), house),
    )
    for officer, name in ((inspector, "inspector"), (head, "head")):
        officer.come_in(name)
    loop(resident, inspector, head)


def test_a_photo_comes_along_without_its_place(house: House, tab: OpenTab, tmp_path: Any) -> None:
    from PIL import Image

    from senim.appeals.models import AppealFile

    photo = tmp_path / "yard.jpg"
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (50.0, 0.0, 0.0)}
    Image.effect_noise((900, 700), 60).convert("RGB").save(photo, exif=exif)
    resident = Resident(tab(), house)
    resident.begin()
    resident.words(TEXTS["kk"])
    resident.category("order.noise_night")
    resident.details()
    resident.place("Шәкәрім 12/3")
    resident.files(str(photo))
    resident.known("named", name="Сынақ Өтініш", phone="+7 700 000 00 00")
    resident.send()
    assert len(re.findall(rb"/Type\s*/Page\b", resident.page.pdf(format="A4"))) == 1, "the receipt is one sheet"
    kept = AppealFile.objects.get(appeal__number=number_of(resident))
    assert kept.file.kind == "image"
    inspector = Officer(tab(width=1280), house)
    inspector.come_in("inspector")
    inspector.open(number_of(resident))
    link = inspector.page.locator(".files a").first.get_attribute("href")
    shown = inspector.page.request.get(f"{house.url}{link}")
    assert shown.ok and shown.headers["content-type"].startswith("image/")
    assert b"GPS" not in shown.body() and b"Exif" not in shown.body()
    stranger = tab()
    assert stranger.request.get(f"{house.url}{link}", max_redirects=0).status == 302


# --- by keyboard alone ----------------------------------------------------------------


def tab_to(page: Any, selector: str, most: int = 90) -> None:
    """Press Tab until the control has the focus, and see that the focus can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            box = page.evaluate(
                "(({top, bottom}) => top < innerHeight && bottom > 0)(document.activeElement.getBoundingClientRect())"
            )
            assert box, f"{selector} has the focus out of sight"
            return
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


def choose(page: Any, name: str, value: str) -> None:
    """A radio button: Tab to its group, arrows to the answer, Space where none is chosen yet."""
    tab_to(page, f"input[name={name}]")
    for _ in range(60):
        page.keyboard.press("Space")
        if page.evaluate("() => document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
        if page.evaluate("() => document.activeElement.value") == value:
            return
    raise AssertionError(f"no way to {name}={value}")


def write(page: Any, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.insert_text(text)


def enter(page: Any, selector: str) -> None:
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_by_keyboard_alone(house: House, tab: OpenTab) -> None:
    on = "main form[method=post] button.btn"
    page = tab(width=1280)
    page.goto(f"{house.url}/ru/report/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    choose(page, "danger", "no")
    enter(page, on)
    choose(page, "kind", "signal")
    write(page, "textarea[name=text]", TEXTS["ru"])
    enter(page, on)
    choose(page, "category", "order.noise_night")
    enter(page, on)
    choose(page, "repeats", "weekly")
    enter(page, on)
    write(page, "input[name=q]", "Абая 1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "input[name=hit]")
    page.keyboard.press("Space")
    enter(page, "main form[method=post] > button.btn")
    enter(page, on)
    choose(page, "known_as", "anonymous")
    enter(page, on)
    enter(page, on)
    assert page.locator("strong.code").is_visible()
    code = page.locator("strong.code").inner_text()
    officer = tab(width=1280)
    inspector = Officer(officer, house, "ru")
    inspector.come_in("inspector")
    inspector.open(number_of(Resident(page, house, code=code)))
    tab_to(officer, "select[name=outcome]")
    officer.keyboard.press("ArrowDown")
    write(officer, "textarea[name=text]", ANSWER)
    write(officer, "input[name=done]", "Беседа проведена")
    write(officer, "input[name=where]", "улица Абая, 1")
    tab_to(officer, "input[name=when]")
    officer.keyboard.type("01012026")
    enter(officer, "#do-answer button.btn")
    assert inspector.says(ANSWER)
