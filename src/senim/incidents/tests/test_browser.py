"""An analyst's day in a real browser: a file with a bad row, the views, a scan left and found again, a problem file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.test import Client

from senim.incidents.domain import BatchState, Method, RunState, Selection
from senim.incidents.models import Batch, Incident, Run
from senim.incidents.tests import world as worlds
from senim.incidents.tests.world import csv, feed, many, row
from senim.staff import testing as staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(live_server: Any, page: Any, clock_everywhere: Any, settings: Any, transactional_db: None) -> Any:
    """An analyst at a desk; what goes on behind goes on at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    world = worlds.build()
    feed(world)
    client = Client()
    staff.sign_in(client, world.people["analyst"])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def crowd() -> list[str]:
    """A year in which one corner is full of fights, with a name that people spell in two ways."""
    fights = [
        row(f"c{n}", f"2026-0{n % 4 + 1}-{n % 27 + 1:02} 22:{n % 60:02}", "Fight", 70.0102, 50.0052,
            "Автостанция" if n % 3 else "автостанция") for n in range(60)
    ]
    return [*many(200), *fights]


def test_from_a_file_to_a_problem(live_server: Any, desk: Any, axe: Any, tmp_path: Path) -> None:
    page, start = desk, f"{live_server.url}/kk/incidents"
    file = tmp_path / "мамыр.csv"
    file.write_bytes(csv(*crowd(), row("bad", "ешқашан")))

    page.goto(f"{start}/files/")
    axe()
    page.set_input_files("input[name=file]", str(file))
    page.select_option("select[name=feed]", index=page.locator("select[name=feed] option").count() - 1)
    page.locator("form[enctype] button").click()
    page.wait_for_url("**/files/*/")
    assert "ешқашан" in page.locator("main").inner_text(), "the bad row is told with its value"
    assert Batch.objects.get().state == BatchState.STAGED and not Incident.objects.exists(), "nothing counts yet"
    axe()
    page.locator("form[action$='/apply/'] button").click()
    page.wait_for_load_state("load")
    assert Batch.objects.get().state == BatchState.APPLIED and Incident.objects.count() == 260

    page.goto(f"{start}/")
    axe()
    assert "Автостанция" in page.locator("#view-repeats").inner_text()
    page.select_option("select[name=kinds]", ["fight"])
    page.locator("#view-map", has_text="n = 60").wait_for()
    assert "kinds=fight" in page.url
    with page.expect_download() as taken:
        page.locator("#view-repeats a[download]").click()
    assert "Автостанция" in Path(taken.value.path()).read_text("utf-8-sig")

    page.goto(f"{start}/")
    page.locator("#views form:has(input[value=scan]) button").click()
    page.wait_for_url("**/runs/*/")
    run = Run.objects.get()
    assert (run.method, run.state) == (Method.SCAN, RunState.DONE), run.result
    page.goto(f"{live_server.url}/kk/staff/")
    page.goto(f"{start}/runs/")
    axe()
    page.locator(f"main a[href$='/runs/{run.pk}/']").click()
    page.wait_for_load_state("load")
    axe()
    first = page.locator(".candidates > li").first
    assert "60" in first.inner_text()
    first.locator("a.btn").click()
    page.wait_for_load_state("load")
    assert "/problems/open/" in page.url and f"run={run.pk}" in page.url
    axe()
    _open_the_file(page, axe, run.pk)


def _open_the_file(page: Any, axe: Any, run_id: int) -> None:
    """The form of a problem file, begun with what the scan found: the file keeps that very definition."""
    found = Selection.from_json(json.loads(parse_qs(urlsplit(page.url).query)["selection"][0]))
    assert found.kinds == ("fight",) or found.polygon
    page.fill("main [name=title]", "Автостанциядағы төбелестер")
    page.fill("main [name=words]", "Кешке жиі қайталанады.")
    for name in ("kind", "place_kind", "area"):
        control = page.locator(f"main select[name={name}]")
        if control.count() and not control.input_value():
            control.select_option(index=1)
    page.locator("main form button").last.click()
    page.wait_for_load_state("load")
    assert page.locator("#errors").count() == 0, page.locator("main").inner_text()
    problem = apps.get_model("problems", "Problem").objects.get()
    kept = Selection.from_json(problem.selection)
    assert problem.run_id == run_id and replace(kept, paths=found.paths) == found, problem.selection
    assert all(path.startswith(found.paths) for path in kept.paths), "the file counts its own beat of that area"
    axe()
