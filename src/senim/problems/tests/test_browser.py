"""A file through all four stages in a real browser, with the door of a body; every tab looked at by axe on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from senim.problems import domain
from senim.problems.actions import file
from senim.problems.actions.assess import run_assessment
from senim.problems.models import Assessment, Lesson, Plan, Problem
from senim.problems.tests import world as worlds
from senim.problems.tests.test_loop import lay
from senim.staff import testing as staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(clock_everywhere: Any, monkeypatch: Any) -> worlds.Town:
    made = worlds.build(monkeypatch)
    lay(made, treated=(160, 70))
    return made


@pytest.fixture
def enter(live_server: Any, page: Any, town: worlds.Town) -> Callable[[str], None]:
    """Sit down as somebody: the session of a signed-in person in the browser."""
    page.set_viewport_size({"width": 390, "height": 844})

    def sit(name: str) -> None:
        client = Client()
        staff.sign_in(client, town.world.people[name])
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )

    return sit


def fill(page: Any, within: str, **values: Any) -> None:
    """Each answer into its control, whatever its kind."""
    for name, value in values.items():
        many = value if isinstance(value, list) else [value]
        control = page.locator(f"{within} [name={name}]").first
        kind = control.evaluate("one => one.type")
        if kind in {"radio", "checkbox"}:
            for one in many:
                page.check(f"{within} input[name={name}][value='{one}']")
        elif kind == "select-one":
            control.select_option(str(value))
        else:
            control.fill(str(value))


def test_a_file_goes_through_all_four_stages(
    live_server: Any, page: Any, axe: Any, town: worlds.Town, enter: Callable[[str], None], clock_everywhere: Any
) -> None:
    def do(name: str, **values: Any) -> None:
        page.locator(f"#do-{name} > summary").click()
        fill(page, f"#do-{name}", **values)
        page.locator(f"#do-{name} form button").click()
        page.wait_for_load_state("load")
        assert page.locator("#errors").count() == 0, page.locator("main").inner_text()

    def tab(code: str) -> None:
        page.goto(f"{live_server.url}/kk/problems/{Problem.objects.get().number}/{code}/")
        axe()

    enter("coordinator")
    page.goto(f"{live_server.url}/kk/problems/open/")
    axe()
    fill(
        page,
        "main",
        title="Базар тұрағы",
        words="Көліктен ұрлау қайталанады.",
        kind="vehicle",
        place_kind="parking",
        area=town.area("first").pk,
    )
    page.locator("main form button:not([type=button])").last.click()
    page.wait_for_load_state("load")
    do("source", kind="survey", text="Сауалнамада 40 %")
    do("source", kind="residents", text="Жиналыста айтылды")
    do("move", to="analyse")
    axe()
    do("side", side="place", text="Қараңғы тұрақ")
    do("hypothesis", text="Жарық жоқ болғандықтан")
    target = Problem.objects.get().hypotheses.get().pk
    do("evidence", target=target, weight="for", text="Қараңғыда")
    do("evidence", target=target, weight="against", text="Жарықта да бар")
    do("judge", target=target, state="held", why="Дәлел басым")
    do("audit", place="Тұрақ", place_kind="parking", light="night")
    axe()
    page.locator("main ul.tasks a").first.click()
    axe()
    fill(page, "main", mark="bad", text="Шам жоқ")
    page.locator("main form button:not([type=button])").last.click()
    tab("respond")
    do("recommend", text="Алты шам", technique="7", money=900000)
    do(
        "plan",
        comparison=[town.path("second")],
        ring=[town.path("third")],
        before_from="2025-11-01",
        before_until="2026-05-10",
        from_day="2026-06-01",
        until_day="2026-12-10",
        smallest_effect=30,
    )
    assert not Plan.objects.get().late
    enter("akimat")
    tab("respond")
    do(
        "decide",
        target=Problem.objects.get().recommendations.get().pk,
        verdict="accepted",
        decider="akim",
        ground="Бар",
    )
    enter("coordinator")
    tab("respond")
    do("move", to="respond")
    ground = f"r{Problem.objects.get().recommendations.get().pk}"
    do("task", ground=ground, body=town.bodies["lighting"].pk, text="Алты шам қою")
    shown = page.locator("main, body").first.inner_text()
    link = next(word for word in shown.split() if "/kk/p/" in word)
    _body(live_server, page, axe, link)
    tab("respond")
    do("move", to="assess")
    tab("assess")
    assert "Әлі ерте" in page.locator("main").inner_text()
    clock_everywhere.at = datetime(2026, 12, 15, 6, 0, tzinfo=UTC)
    enter("analyst")
    tab("assess")
    do("assess")
    axe()
    run_assessment(actor=town.actor("analyst"), assessment_id=Assessment.objects.get().pk)
    tab("assess")
    assert domain.FINDINGS[domain.Finding.FALL].kk in page.locator("main").inner_text()
    do("lesson", title="Тұраққа жарық", effect="Ұрлық азайды", effect_quality="4")
    do("move", to="closed")
    axe()
    assert Problem.objects.get().stage == domain.Stage.CLOSED
    assert Lesson.objects.get().finding == domain.Finding.FALL
    page.goto(f"{live_server.url}/kk/problems/experience/?kind=vehicle")
    axe()
    assert "Тұраққа жарық" in page.locator("main").inner_text()


def _body(live_server: Any, page: Any, axe: Any, link: str) -> None:
    """Somebody at the body opens the letter's link: no account, no cookie."""
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/kk/p/{link.rstrip('/').rsplit('/', 1)[1]}/")
    axe()
    page.locator("button[value=accepted]").click()
    page.wait_for_load_state("load")
    axe()
    fill(page, "main", text="Алты шам қойылды", spent=880000, began_on=date(2026, 5, 12).isoformat())
    page.locator("button[value=done]").click()
    page.wait_for_load_state("load")
    assert "Алты шам қойылды" in page.locator("main").inner_text()
    page.context.add_cookies(cookies)


def test_me_too_works_by_keyboard_without_a_script(
    live_server: Any, page: Any, axe: Any, chromium: Any, town: worlds.Town
) -> None:
    made = worlds.opened(town)
    words = file.PublicWords("Базар тұрағы", "Тұраққа жарық керек.", "Стоянка у базара", "Нужен свет.")
    problem = file.publish(actor=town.actor("coordinator"), problem_id=made.pk, said=words)
    address = f"{live_server.url}/kk/problem/{problem.public_number}/"
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    axe()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)
    tab.focus("main form button")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("text=Сіз саналдыңыз")
    tab.go_back()
    tab.reload()
    assert Problem.objects.get().people == 1
    tab.focus("button[name=back]")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("text=Қайтарып алынды.")
    assert Problem.objects.get().people == 0
    tab.click("summary")
    tab.fill("[name=code]", "0000")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("text=код бізде жоқ")
    context.close()
