"""A working day in the city and one in a village, the network cut in the middle; then the papers that come of it.

Everything is done at a telephone and counted. `SENIM_SHOTS=folder` keeps pictures of the screens, `SENIM_WRITE=1`
writes the counted table into docs/explanation/working-day.md, which otherwise must agree.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from PIL import Image
from playwright.sync_api import expect

from senim.appeals.models import Appeal
from senim.cabinet.domain import Quarter
from senim.cabinet.models import Report, Return, Visit
from senim.cabinet.tests import made
from senim.kernel import clock
from senim.kernel.calendar import is_working
from senim.kernel.clock import LOCAL
from senim.knowledge.models import Run
from senim.offline.models import Entry
from senim.staff.models import Holding, UsedCode
from tests.journeys.conftest import PASSWORD, SECRET, House, OpenTab, look
from tests.journeys.working_day import Screen, table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOC = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "working-day.md"
#: 830 calls a year are 3.4 on a working day.
APPEALS = 3
PHRASE = "дала қоңыр жел сегіз"
WORDS = (
    "Ауланы араладым, тыныш.",
    "Үй басқарушысымен жарық туралы сөйлестім.",
    "Дүкен иесіне кешкі тәртіпті ескерттім.",
    "Көршілердің дауын тыңдадым, келісті.",
    "Мектеп жолында балалармен сөйлестім.",
    "Бос тұрған үйді қарадым, есігі жабық.",
)
SAID = {
    "kk": "Он ауланы араладым, екі дау бітті. Мектеп жолындағы жарықты әкімдікпен қараймын.",
    "ru": "Обошёл десять дворов, два спора закончились миром. Свет у школы смотрю вместе с акиматом.",
}
ANSWER = "Екі көршімен де сөйлестім, түнгі уақытта шуламауға келісті. Бір аптадан кейін қайта барамын."


def last_working_days() -> tuple[date, date]:
    """The last two working days of this quarter: what is done then must stand in its report."""
    last = Quarter.of(clock.today()).last
    found = (last - timedelta(days=back) for back in range(20) if is_working(last - timedelta(days=back)))
    day = next(found)
    return next(found), day


def shot(screen: Screen, name: str) -> None:
    if folder := os.environ.get("SENIM_SHOTS"):
        screen.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def photo() -> dict[str, Any]:
    held = BytesIO()
    Image.radial_gradient("L").resize((1600, 1200)).convert("RGB").save(held, "JPEG", quality=90)
    return {"name": "yard.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


def sign_in(screen: Screen, house: House, who: str) -> None:
    """Password and code; the telephone's keyring knows the address and the password: a tap each."""
    account = house.world.people[who]
    screen.go(f"{house.url}/kk/staff/sign-in/")
    screen.fill("input[name=login]", account.email)
    screen.fill("input[name=password]", PASSWORD)
    screen.tap("main form button.btn", opens=True)
    for _attempt in range(3):  # once more where its half minute ended meanwhile
        if not screen.page.locator("input[name=code]").count():
            break
        UsedCode.objects.all().delete()  # a code is good once, and half a day passes here in half a minute
        counter = next(totp.yield_hotp_counters_from_time())  # by the library's own clock, which nobody holds
        screen.write("input[name=code]", totp.format_hotp_value(totp.hotp_value(SECRET, counter)))
        screen.tap("main form button.btn", opens=True)
    assert "/staff/sign-in" not in screen.page.url, screen.page.inner_text("main")


def morning(screen: Screen, house: House, who: str) -> None:
    """Sign in, look at the day, take it along, sealed."""
    with screen.part("signing in"):
        sign_in(screen, house, who)
    shell = f"{house.url}/kk/day/offline/"
    with screen.part("morning: look at the day, take it along"):
        screen.go(f"{house.url}/kk/day/")
        look(screen.page)
        shot(screen, f"{who}-1-day")
        screen.go(shell)
        screen.page.wait_for_selector("html[data-ready]")
        screen.write("#device-name", "Телефон")
        screen.write("#new-pass", PHRASE)
        screen.write("#new-pass-again", PHRASE)
        screen.tap("#f-setup button")
        screen.page.wait_for_selector("#work:visible")
        look(screen.page)
        shot(screen, f"{who}-2-taken")


def visits_without_network(screen: Screen, places: list[str], first: int = 0) -> None:
    """Two taps and a sentence for each; what is there already is not typed."""
    for number, place in enumerate(places, start=first):
        with screen.part("visits without a network"):
            screen.tap("a[href='#new']")
            screen.write("#v-place", place)
            screen.write("#v-words", WORDS[number % len(WORDS)])
            if number == first:
                screen.tap("#v-more summary")
                screen.page.set_input_files("#v-photo", photo())
                screen.page.wait_for_selector("#photo-shown:visible")
                shot(screen, f"visit-{first}")
            screen.tap("#outcomes button")
            screen.page.wait_for_selector("#v-queue:visible")
        screen.later(minutes=25)


def card_without_network(screen: Screen) -> None:
    """One procedure gone through, tick by tick."""
    with screen.part("a procedure, ticked"):
        screen.tap("a[href='#cards']")
        screen.tap("#card-list details:has(.btn) summary")
        screen.tap("#card-list details[open] .btn", shows=True)
        screen.page.wait_for_selector("#card-list input[type=checkbox]")
        for box in screen.page.locator("#card-list input[type=checkbox]").all():
            screen.parts[-1].taps += 1
            box.check()
        shot(screen, "card")
        screen.tap("#card-list .btn")
        screen.page.wait_for_selector("#v-queue:visible, #card-list [data-card]:visible")


def back_in_the_network(screen: Screen, house: House, who: str, expected: int) -> None:
    """The session has ended meanwhile: sign in again, open what is carried, and it goes by itself."""
    screen.page.context.set_offline(False)
    with screen.part("signing in"):
        sign_in(screen, house, who)
    with screen.part("back in the network: all of it goes"):
        screen.go(f"{house.url}/kk/day/offline/#queue")
        unlock(screen)
        screen.page.wait_for_selector("#queue-list .empty", timeout=30_000)
        shot(screen, "sent")
    assert Entry.objects.filter(device__account=house.world.people[who]).count() == expected


def unlock(screen: Screen) -> None:
    screen.page.wait_for_selector("#unlock:visible")
    screen.write("#pass", PHRASE)
    screen.tap("#f-unlock button")
    screen.page.wait_for_selector("#work:visible")


def city(screen: Screen, house: House, day: date) -> None:
    """Ten visits and a procedure without a network, three appeals answered from the words of their visits."""
    screen.at(datetime.combine(day, time(9, 0), LOCAL))
    waiting = [made.appeal() for _ in range(APPEALS)]
    morning(screen, house, "inspector")
    screen.page.context.set_offline(True)
    visits_without_network(screen, [f"Абай көшесі, {number}" for number in range(3, 13)])
    card_without_network(screen)
    back_in_the_network(screen, house, "inspector", 11)
    for one in waiting:
        answer_one(screen, house, day, one)


def answer_one(screen: Screen, house: House, day: date, one: Appeal) -> None:
    """The visit's words become the beginning of the answer."""
    with screen.part("appeals: visit, then the answer from its words"):
        screen.go(f"{house.url}/kk/day/")
        screen.tap(f"a.btn[href*='{one.number}']", opens=True)
        screen.write("textarea[name=words]", ANSWER)
        look(screen.page)
        screen.tap(".outcomes button[value=settled]", opens=True)
        screen.tap("p.cluster a.btn", opens=True)
        assert ANSWER in screen.page.locator("#do-answer textarea[name=text]").input_value(), "nothing is typed twice"
        screen.choose("#do-answer select[name=outcome]", "done")
        screen.write("#do-answer input[name=done]", "Келісім")
        screen.write("#do-answer input[name=where]", "Абай көшесі, 1")
        screen.page.fill("#do-answer input[name=when]", day.isoformat())
        screen.tap("#do-answer form button.btn", opens=True)
        shot(screen, "answered")
    assert Appeal.objects.get(pk=one.pk).state == "answered"


def papers(screen: Screen, house: House, day: date, operation: int) -> None:
    """The next morning: the operation's return and the quarter's report stand there already."""
    counted = Visit.objects.filter(post=house.world.posts["inspector"]).count()
    screen.at(datetime.combine(day + timedelta(days=1), time(9, 0), LOCAL))
    quarter = Quarter.of(day)
    screen.at(max(screen.clock.at, datetime.combine(quarter.last + timedelta(days=1), time(9, 0), LOCAL)))
    with screen.part("signing in"):
        sign_in(screen, house, "inspector")
    with screen.part("papers: the operation's return, the quarter's report"):
        screen.go(f"{house.url}/kk/day/returns/operations/{operation}/")
        assert screen.page.locator(".stat-value").inner_text() == str(counted)
        shot(screen, "return")
        screen.tap(".return-acts button[value=confirm]", opens=True)
        beat = house.world.areas["first"].pk
        screen.go(f"{house.url}/kk/day/reports/{beat}/{quarter.year}/{quarter.number}/")
        assert re.search(rf"\b{counted}\b", screen.page.locator("main").inner_text()), "the visits stand in the report"
        for spoken, words in SAID.items():
            screen.tap(f"a[href$='spoken={spoken}']", opens=True)
            screen.write("textarea[name=done]", words)
            screen.tap("form.stack button.btn", opens=True)
        screen.write("input[name=password]", PASSWORD)
        screen.tap("form[action*=publish] button.btn", opens=True)
        look(screen.page)
        shot(screen, "report")
    assert Return.objects.get(operation=operation).n == counted
    assert Report.objects.get(area=beat, quarter=quarter.number).version == 1


def village(screen: Screen, house: House, day: date) -> None:
    """The network is away from morning to evening: six visits, a procedure, one thing to mend."""
    screen.at(datetime.combine(day, time(8, 30), LOCAL))
    morning(screen, house, "other")
    screen.page.context.set_offline(True)
    visits_without_network(screen, [f"Тың көшесі, {number}" for number in range(1, 7)], first=1)
    card_without_network(screen)
    with screen.part("the telephone was put away and opened again"):
        screen.page.reload()
        unlock(screen)
        expect(screen.page.locator("#count")).to_have_text("7", timeout=30_000)
    back_in_the_network(screen, house, "other", 7)


def test_two_working_days(house: House, tab: OpenTab, clock_everywhere: Any) -> None:
    clock_everywhere.at = Holding.objects.latest("starts_at").starts_at  # everybody has a post since then
    before, day = last_working_days()
    clock_everywhere.at = datetime.combine(before, time(8, 0), LOCAL)
    running = made.operation(house.world, since=day, until=day, due_on=day + timedelta(days=3), purposes=())
    days: dict[str, Screen] = {}
    for name, walk, on in (("village", village, before), ("city", city, day)):
        screen = days[name] = Screen(tab(width=390), clock_everywhere)
        screen.page.context.set_default_timeout(30_000)
        walk(screen, house, on)
    assert Visit.objects.filter(post=house.world.posts["inspector"]).count() == 10 + APPEALS
    assert Visit.objects.filter(post=house.world.posts["other"]).count() == 6
    assert Visit.objects.exclude(photo=None).count() == 2 and Run.objects.count() == 2
    papers(days["city"], house, day, running.pk)
    for name, screen in days.items():
        assert screen.minutes < 30, f"{name}: {screen.minutes:.1f} minutes of screen"
    told = table(days)
    if os.environ.get("SENIM_WRITE"):
        text = DOC.read_text("utf-8")
        DOC.write_text(text[: text.index("| day |")] + told + "\n", encoding="utf-8")
    assert told in DOC.read_text("utf-8"), "SENIM_WRITE=1 pytest tests/journeys/test_working_day.py"
