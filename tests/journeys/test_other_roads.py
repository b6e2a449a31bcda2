"""The roads that are not the main one: danger, fear, an officer complained of, a caller, another body."""

from __future__ import annotations

from typing import Any

import pytest

from senim.appeals.models import Appeal, Draft
from tests.journeys.conftest import House, OpenTab, each_once, look
from tests.journeys.people import Officer, Resident, number_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: What a device may not hold after a sensitive report: words, name, code.
FEAR = "Күйеуім ұрады, қорқамын"


def kept_on_device(page: Any) -> str:
    """Everything that the page's origin has on the device and a script can read."""
    return page.evaluate(
        "() => JSON.stringify([...[localStorage, sessionStorage].map(Object.entries), document.cookie, name])"
    )


# --- danger ----------------------------------------------------------------


def test_danger_shows_the_telephones_before_anything_is_asked(house: House, tab: OpenTab) -> None:
    resident = Resident(tab(), house, "kk", each_once(look))
    resident.begin(danger=True)
    assert resident.page.locator(".call a[href='tel:102']").is_visible()
    assert resident.page.locator(".call a[href='tel:112']").is_visible()
    assert not resident.page.locator("main textarea").count()
    resident.on()
    assert resident.page.locator(".notice[data-kind=bad]").is_visible(), "102 stays in sight while one writes"
    resident.words("Есікті сындырып жатыр, үйде балалар бар.")
    resident.category("order.hooligan")
    resident.details()
    resident.place("Абай 1")
    resident.files()
    resident.known()
    resident.send()
    duty = house.world.posts["duty"]
    assert Appeal.objects.get(number=number_of(resident)).holder_id == duty.pk
    officer = Officer(tab(width=1280), house)
    officer.come_in("duty")
    officer.queue()
    row = officer.page.locator(f"tr:has(a[href$='/desk/{number_of(resident)}/'])")
    assert row.locator(".tag[data-kind=bad]").count(), "danger is marked in the list"


def test_an_answer_that_tells_of_danger_leads_to_the_telephone(house: House, tab: OpenTab) -> None:
    resident = Resident(tab(), house, "ru", each_once(look))
    resident.begin()
    resident.words("Звонят из банка и просят перевести деньги.")
    resident.category("fraud.phone")
    resident.details(money_gone="yes")
    assert "/help/bank/" in resident.page.url
    assert resident.page.locator(".call a[href='tel:102']").is_visible()
    resident.press("main p > a.btn-second")
    assert resident.page.url.endswith("/place/")


# --- fear: the device keeps nothing ----------------------------------------------------------------


def test_in_a_sensitive_category_the_device_keeps_nothing(house: House, tab: OpenTab) -> None:
    page = tab()
    resident = Resident(page, house, "kk", each_once(look))
    resident.tell(FEAR, "home.violence", details={"safe_now": "yes"})
    secret = resident.code.replace("-", "")
    addresses = page.evaluate(
        "() => [location.href, document.referrer, ...performance.getEntriesByType('navigation').map(e => e.name)]"
    )
    assert not any(secret in address for address in addresses), "the secret is not in the address bar"
    resident.go("follow/")
    page.fill("input[name=code]", resident.code)
    resident.press("main form button.btn")
    assert resident.says(FEAR)
    page.locator("details:has(textarea[name=text]) > summary").first.click()
    page.fill("details textarea[name=text]", "Ол қазір үйде жоқ")
    resident.press("details[open] button.btn")
    assert resident.says("Ол қазір үйде жоқ")
    assert secret not in page.url
    for word in (FEAR, secret, resident.code, "Ол қазір"):
        assert word not in kept_on_device(page)
    assert not page.locator(f"a[href*='{secret}']").count(), "no link that would write the secret into the history"
    page.goto(f"{house.url}/kk/a/{secret}/")
    assert page.url.endswith("/kk/follow/open/") and resident.says(FEAR)
    addresses = page.evaluate("() => performance.getEntriesByType('navigation').map((one) => one.name)")
    assert secret not in page.content() and secret not in "".join([*addresses, kept_on_device(page)])
    page.locator("details:has(textarea[name=text]) > summary").first.click()
    page.fill("details textarea[name=text]", "Қазір көршіде отырмын")
    resident.press("details[open] button.btn")
    assert page.url.endswith("/kk/follow/open/") and resident.says("Қазір көршіде отырмын")
    stored = page.request.post(f"{house.url}/kk/follow/", form={"code": resident.code})
    assert "no-store" in stored.headers["cache-control"]


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without"])
def test_quick_exit_forgets_the_draft_here_and_there(house: House, tab: OpenTab, js: bool) -> None:
    page = tab(js=js)
    resident = Resident(page, house)
    resident.begin()
    resident.words(FEAR)
    resident.category("home.violence")
    draft = page.url
    before = Draft.objects.count()
    page.locator(".exit button").click()
    page.wait_for_url("https://www.kazhydromet.kz/**")
    for _ in range(40):
        if Draft.objects.count() == before - 1:
            break
        page.wait_for_timeout(50)
    assert Draft.objects.count() == before - 1, "the server has forgotten"
    back = page.goto(draft)
    assert back.status == 410
    assert FEAR not in page.content()
    if js:
        assert "[[],[]" in kept_on_device(page)


def test_quick_exit_from_the_receipt_leaves_nothing_for_the_way_back(house: House, tab: OpenTab) -> None:
    page = tab()
    resident = Resident(page, house)
    resident.tell(FEAR, "home.violence")
    receipt, code = page.url, resident.code
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("https://www.kazhydromet.kz/**")
    page.wait_for_timeout(400)
    page.goto(receipt)
    assert code not in page.content()
    assert Appeal.objects.filter(number=number_of(resident)).exists(), "what was sent stays with the house"


# --- a complaint about an officer ----------------------------------------------------------------


def test_a_complaint_about_an_officer_is_seen_above_and_by_the_council_alone(house: House, tab: OpenTab) -> None:
    page = tab()
    resident = Resident(page, house, "ru", each_once(look))
    resident.begin()
    resident.words("Инспектор накричал на меня и выгнал из кабинета.", kind="complaint")
    resident.category("officer.rude")
    page.check("input[name=about][value=beat_inspector]")
    page.check("input[name=to_council]")
    resident.on()
    resident.place("Абай 1")
    resident.files()
    resident.known("confidential", name="Сынақ Өтініш", phone="+7 700 000 00 00")
    resident.send()
    assert resident.says("Сынақов Head")
    assert "Сынақов Inspector" not in page.locator("main").inner_text()
    number = number_of(resident)
    for name, seen in (("inspector", 404), ("duty", 404), ("operator", 404), ("head", 200), ("council", 200)):
        officer = Officer(tab(width=1280), house)
        officer.come_in(name)
        assert officer.page.goto(f"{house.url}/ru/desk/{number}/").status == seen, name
    officer.look = look
    officer.act("recommend", text="Рекомендуем провести беседу об этике и извиниться.")
    officer.look(officer.page)
    assert "Сынақ Өтініш" not in officer.page.content()
    resident.go("follow/")
    page.fill("input[name=code]", resident.code)
    resident.press("main form button.btn")
    assert resident.says("Рекомендуем провести беседу")


# --- a caller, another body ----------------------------------------------------------------


def test_an_operator_enters_for_a_caller_who_follows_by_the_code(house: House, tab: OpenTab) -> None:
    page = tab(width=1280)
    operator = Officer(page, house, "ru", each_once(look))
    operator.come_in("operator")
    operator.go("desk/enter/")
    operator.press("button[name=register]")
    assert page.locator("#errors").is_visible()
    page.select_option("select[name=category]", "road.parking")
    page.fill("textarea[name=text]", "Машины стоят на газоне, скорая не проедет.")
    page.fill("input[name=address]", "Абая 40")
    operator.press("button[name=find]")
    assert page.input_value("textarea[name=text]").startswith("Машины"), "what was typed stays"
    page.fill("input[name=name]", "Сынақ Қоңырау")
    operator.press("button[name=register]")
    code = page.locator("strong.code").inner_text()
    assert operator.says("Сынақов Other"), "the house on the other side belongs to the other inspector"
    caller = Resident(tab(), house, "ru", code=code)
    caller.go("follow/")
    caller.page.fill("input[name=code]", code.lower().replace("-", " "))
    caller.press("main form button.btn")
    assert caller.says("Машины стоят на газоне")


def test_another_body_answers_by_its_link(house: House, tab: OpenTab) -> None:
    from senim.kernel.models import Outgoing

    resident = Resident(tab(), house)
    resident.tell("Көшеде шам жанбайды.", "place.light")
    inspector = Officer(tab(width=1280), house, "kk", each_once(look))
    inspector.come_in("inspector")
    inspector.open(number_of(resident))
    inspector.act("refer", body="Аудан әкімдігі", text="Абай көшесіндегі шамдарды жөндеуді сұраймыз.")
    letter = Outgoing.objects.filter(template="referral_offered").latest("id")
    link = letter.context["link"].split("/kk/", 1)[1]
    body = Resident(tab(), house, "kk", each_once(look))
    body.go(link)
    assert body.says("Абай көшесіндегі шамдарды жөндеуді сұраймыз.")
    assert "Көшеде шам жанбайды" not in body.page.content(), "the applicant's words stay here"
    body.press("button[value=accepted]")
    body.page.fill("textarea[name=text]", "Шамдар ауыстырылды.")
    body.press("button[value=answered]")
    inspector.open(inspector.number)
    assert inspector.says("Шамдар ауыстырылды.")


def test_the_inspector_asks_and_the_applicant_replies(house: House, tab: OpenTab) -> None:
    resident = Resident(tab(), house)
    resident.tell("Аулада иттер жүр.", "animals.stray")
    inspector = Officer(tab(width=1280), house)
    inspector.come_in("inspector")
    inspector.open(number_of(resident))
    inspector.act("ask", text="Қай подъездің жанында?")
    resident.look = each_once(look)
    resident.follow()
    assert resident.says("Қай подъездің жанында?")
    resident.page.fill("section.card textarea[name=text]", "Екінші подъезд")
    resident.press("section.card button.btn")
    inspector.open(inspector.number)
    assert inspector.says("Екінші подъезд")


def test_what_is_refused_comes_back_with_everything_typed(house: House, tab: OpenTab) -> None:
    resident = Resident(tab(), house)
    resident.tell("Көрші шулайды.", "order.noise_day")
    inspector = Officer(tab(width=390), house, "ru", each_once(look))
    inspector.come_in("inspector")
    inspector.open(number_of(resident))
    inspector.page.select_option("select[name=outcome]", "refused")
    inspector.page.fill(
        "#do-answer textarea[name=text]", "Проверил обращение на месте, оснований для мер закон не даёт."
    )
    assert inspector.page.locator("input[name=legality]").count() == 5
    assert inspector.page.locator("input[name=legality]").first.is_visible()
    inspector.press("#do-answer form button.btn")
    assert inspector.page.locator("#errors").is_visible()
    assert inspector.page.input_value("#do-answer textarea[name=text]").startswith("Проверил")
    assert Appeal.objects.get(number=inspector.number).state == "new"
