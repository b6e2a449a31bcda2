"""python -m bench.workbench_stage JOB ...: one job of the workbench inside Django; prints one line of JSON.

[{"what", "said", "value", "busy", "bar": [limit, unit]}]: what was measured, the figure in words, by the clock and of a
processor as numbers, and its bar.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.workbench_files import city_year, district_years, table

VIEW = 100_000
CITY, GIVEN, YEARS = "bench-city", "bench-given", "bench-years"
MOST_QUERIES = 12
ROUNDS = 9
Told = list[dict[str, Any]]


def years() -> Told:
    """Four years before the demonstration's own, drawn as its own is, in one file."""
    from senim.demo.geography import REGION
    from senim.territory import api as territory

    content = table(district_years())
    area = territory.area_by_code(REGION)
    return _brought_in("four years of the district before its own", YEARS, content, area.path if area else "")


def city(file: str = "", zone: str = "Asia/Almaty") -> Told:
    """A year of a city: a file that is given, or an invented one around the middle of the demonstration district."""
    from senim.territory import api as territory

    content = Path(file).read_bytes() if file else table(city_year())
    path = territory.areas_list(territory.Level.COUNTRY)[0].path
    name, code = (Path(file).name, GIVEN) if file else ("invented", CITY)
    told = _brought_in(f"a city's year ({name})", code, content, path, zone)
    told[0]["bar"] = [40, "s"]
    return told


def again() -> Told:
    """The invented city's year once more, as a new and complete version: of a hundred rows one mended, one gone."""
    rows = [row for number, row in enumerate(city_year()) if number % 100 != 50]
    for row in rows[::100]:
        row[2] = "Басқа"
    from senim.territory import api as territory

    path = territory.areas_list(territory.Level.COUNTRY)[0].path
    told = _brought_in("that year again, a new and complete version", CITY, table(iter(rows)), path, complete=True)
    told[0]["bar"] = [40, "s"]
    return told


def _brought_in(
    what: str, code: str, content: bytes, path: str, zone: str = "Asia/Almaty", *, complete: bool = False
) -> Told:
    from senim.incidents import actions
    from senim.kernel.labels import Label
    from senim.kernel.scoping import Actor

    actor = Actor.system("bench")
    feed = actions.create_feed(actor=actor, code=code, name=Label(code, code, code), area_path=path, zone=zone)
    marks, busy = [time.perf_counter()], time.process_time()
    batch = actions.receive(actor=actor, feed=feed, name=f"{code}.csv", content=content, complete=complete)
    marks.append(time.perf_counter())
    batch = actions.check(batch_id=batch.pk)
    marks.append(time.perf_counter())
    actions.apply(actor=actor, batch_id=batch.pk)
    marks.append(time.perf_counter())
    received, checked, applied = (after - before for before, after in pairwise(marks))
    assert batch.accepted > 0.99 * batch.rows, (batch.accepted, batch.rows, batch.quality["issues"])
    busy = time.process_time() - busy
    said = (
        f"{marks[-1] - marks[0]:.1f} s for {_count(batch.rows)} rows "
        f"(received {received:.1f}, checked {checked:.1f}, applied {applied:.1f}), "
        f"{busy:.1f} s of a processor, {_memory()}"
    )
    return [{"what": f"import of {what}", "said": said, "value": marks[-1] - marks[0], "busy": busy}]


def scan(of: str) -> Told:
    """The job *scan* as the worker does it: of the district's five years with its appeals, or of a city's year."""
    from senim.demo.geography import REGION
    from senim.incidents import actions
    from senim.incidents.actions.runs import execute
    from senim.incidents.domain import RunState, Selection
    from senim.incidents.events import APPEALS
    from senim.kernel.scoping import Actor
    from senim.territory import api as territory

    cities = {CITY: "the invented city's year", GIVEN: "the given city's year"}
    area = territory.area_by_code(REGION)
    district = Selection(paths=(area.path if area else "/",), feeds=("demo-102", "demo-register", YEARS, APPEALS))
    chosen = Selection(feeds=(of,), appeals=False) if of in cities else district
    run = actions.start_run(actor=Actor.system("bench"), method="scan", selection=chosen)
    began, busy = time.perf_counter(), time.process_time()
    run = execute(run_id=run.pk)
    took, busy = time.perf_counter() - began, time.process_time() - busy
    assert run.state == RunState.DONE, (run.state, run.result)
    found = f"{len(run.result['problems'])} candidates and {len(run.result['patterns'])} patterns"
    rows = _count(int(run.lineage["rows"]))
    said = f"{took:.1f} s for {rows} events, {found}, {busy:.1f} s of a processor, {_memory()}"
    what = f"scan of {cities.get(of, 'the five years of the district')}"
    return [{"what": what, "said": said, "value": took, "busy": busy, "bar": [30, "s"]}]


def views() -> Told:
    """Each view of 100 000 events of the city and the page of all; another selection each time, without a net."""
    client, scope = _analyst()
    first, last = _period()

    def page(back: int) -> None:
        asked = {"feeds": CITY, "since": first, "until": last - timedelta(days=back), "without_appeals": "on"}
        _ok(client.get("/kk/incidents/", asked, HTTP_HX_REQUEST="true"))

    fresh, _busy = _timed(lambda: page(0))
    told = [
        {"what": "page of all views, the first of a process", "said": f"{fresh:.0f} ms", "value": fresh},
        _rounds(f"page of all views, {_count(VIEW)} events", page, 1),
    ]
    for place, (name, draw) in enumerate(_makers(), start=1):
        # A window of the same length each time, begun on another day of the city's year.
        told.append(_rounds(f"view “{name}” alone", _drawn(draw, scope, first, last), place * 10))
    return told


def _drawn(draw: Callable[[Any], Any], scope: Any, first: date, last: date) -> Callable[[int], Any]:
    return lambda back: draw(_events(scope, first, last, back))


def _events(scope: Any, first: date, last: date, back: int) -> Any:
    from senim.incidents.domain import Selection
    from senim.incidents.events import events

    until = last + timedelta(days=90) - timedelta(days=back)
    found = events(scope, Selection(feeds=(CITY,), since=until - (last - first), until=until, appeals=False))
    assert found.n > 0.8 * VIEW, found.n
    return found


def _makers() -> list[tuple[str, Callable[[Any], Any]]]:
    """Each view that needs nothing but the events: with its sentence, drawing, table and notes."""
    from senim.incidents.panels import clock, concentration, days, hexagons, kernel, repeats, trend

    plain = {"clock": clock, "trend": trend, "calendar": days, "concentration": concentration, "repeats": repeats}
    return [
        ("map", lambda found: hexagons.panel(found, "kk", named=True)),
        ("density", lambda found: kernel.panel(found, "kk", named=True)),
        *((name, lambda found, one=one: one.panel(found, "kk")) for name, one in plain.items()),
    ]


def _rounds(what: str, draw: Callable[[int], Any], back: int) -> dict[str, Any]:
    """Nine redraws, each of another selection: the middle and the slowest of them."""
    both = [_timed(lambda number=number: draw(back + number)) for number in range(ROUNDS)]
    times, busy = [one for one, _ in both], statistics.median(one for _, one in both)
    middle, worst = statistics.median(times), max(times)
    said = f"p50 {middle:.0f} ms, slowest {worst:.0f} ms, {busy:.0f} ms of a processor"
    return {"what": what, "said": said, "value": middle, "busy": busy, "bar": [300, "ms"]}


def _period() -> tuple[date, date]:
    """From the first event of the city to its 100 000th."""
    from senim.incidents.models import Incident

    rows = Incident.objects.filter(batch__feed__code=CITY).order_by("minute").values_list("minute", flat=True)
    start = date(1970, 1, 1)
    return start + timedelta(days=rows[0] // 1440), start + timedelta(days=rows[min(VIEW, len(rows) - 1)] // 1440)


def files() -> Told:
    """The list of problem files and each tab of one: statements and time of a page that was opened before."""
    from senim.problems.models import Problem

    client, _scope = _analyst()
    number = Problem.objects.order_by("pk").values_list("number", flat=True).first()
    tabs = ("", "scan/", "analyse/", "respond/", "assess/", "residents/", "history/")
    told = [_page("list of problem files", lambda: _ok(client.get("/kk/problems/")))]
    worst = [_page(f"problem file, {tab or 'first page'}", lambda tab=tab: _tab(client, number, tab)) for tab in tabs]
    return [*told, max(worst, key=lambda one: float(one["value"]))]


def _tab(client: Any, number: str | None, tab: str) -> None:
    _ok(client.get(f"/kk/problems/{number}/{tab}", follow=False), also=302)


def _page(what: str, ask: Callable[[], Any]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    count = sum(not one["sql"].startswith(frame) for one in captured)
    times = [_timed(ask)[0] for _ in range(ROUNDS)]
    said = f"{count} statements, p50 {statistics.median(times):.0f} ms"
    return {"what": what, "said": said, "value": count, "bar": [MOST_QUERIES, "statements"]}


def _analyst() -> tuple[Any, Any]:
    """A signed-in client of the analyst of the whole country, and the scope."""
    from django.conf import settings
    from django.test import Client

    from senim.kernel.scoping import Role
    from senim.staff import api as staff
    from senim.territory import api as territory

    settings.ALLOWED_HOSTS = ["*"]
    country = territory.areas_list(territory.Level.COUNTRY)[0]
    name = f"bench-{os.getpid()}"
    account = staff.testing.make_account(f"{name}@example.kz")
    staff.testing.put_on(staff.testing.make_post(Role.ANALYST, area_ids=(country.id,), code=name), account)
    client = Client(raise_request_exception=True)
    staff.testing.sign_in(client, account)
    return client, staff.scope_of(account.pk)


def _ok(answer: Any, also: int = 200) -> None:
    assert answer.status_code in (200, also), (answer.status_code, answer.content[:400])


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    """(milliseconds by the clock, milliseconds of a processor)."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


def _memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", " ")


JOBS: dict[str, Callable[..., Told]] = {
    "years": years,
    "city": city,
    "again": again,
    "scan": scan,
    "views": views,
    "files": files,
}

if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(JOBS[sys.argv[1]](*sys.argv[2:])))
