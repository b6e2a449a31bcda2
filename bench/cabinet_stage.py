"""python -m bench.cabinet_stage JOB: what the bench of the cabinet needs from inside Django; prints one line of JSON.

ready: gives the demonstration's inspector 4 000 residents and 830 appeals a year, signs in, counts the statements of
the day. report: signs the last quarter's report of the beat and prints it in three languages, as the job would.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from typing import Any

RESIDENTS, CALLS, OPEN = 4_000, 830, 15


def ready() -> dict[str, Any]:
    """The session of the inspector, the statements of the day and the bytes of its page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from senim.staff import testing as staff

    account, area = _inspector(), _beat()
    _calls(area)
    client = Client()
    staff.sign_in(client, account)
    client.get("/kk/day/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/kk/day/")
    assert page.status_code == 200
    cookie = str(client.cookies["sessionid"].value)
    return {"session": cookie, "statements": len(asked), "bytes": len(page.content), "area": area.pk, "code": area.code}


def _inspector() -> Any:
    from senim.demo.people import DOMAIN
    from senim.staff.models import Account

    return Account.objects.get(email=f"inspector@{DOMAIN}")


def _beat() -> Any:
    from senim.demo.people import DEMO_BEAT
    from senim.territory.models import Area

    return Area.objects.get(code=DEMO_BEAT)


def _calls(area: Any) -> None:
    """So many appeals of the year in the beat, the last ones open."""
    from senim.appeals.domain import Outcome
    from senim.appeals.models import Appeal
    from senim.appeals.past import PastAnswer, PastAppeal, import_past
    from senim.appeals.tests.world import report
    from senim.kernel.clock import now
    from senim.kernel.scoping import Actor

    type(area).objects.filter(pk=area.pk).update(population=RESIDENTS)
    since = now() - timedelta(days=365)
    here = Appeal.objects.filter(area_path__startswith=area.path)
    missing = CALLS - here.filter(received_at__gte=since).count()
    houses = list(here.filter(lon__isnull=False).values_list("lon", "lat")[:200])

    def one(number: int) -> PastAppeal:
        at = now() - timedelta(hours=1 + number * (24 if number < OPEN else 365 * 24 / CALLS) / 5)
        lon, lat = houses[number % len(houses)]
        said = "Барып, әңгіме жүргіздім, ескерту жасадым."
        done = PastAnswer(Outcome.DONE, at + timedelta(hours=30), said, "Әңгіме", "Аула")
        return PastAppeal(report(received_at=at, lon=lon, lat=lat), answers=() if number < OPEN else (done,))

    for _row in import_past(map(one, range(max(missing, OPEN))), actor=Actor.system()):
        pass


def report() -> dict[str, Any]:
    """Seconds by the clock and of the processor from the signature to the three papers."""
    from senim.cabinet.actions import reports
    from senim.cabinet.domain import Quarter
    from senim.cabinet.models import Report, ReportFile
    from senim.cabinet.tasks import print_report
    from senim.kernel.clock import today
    from senim.staff import testing as staff

    area, quarter, actor = _beat(), Quarter.of(today()).before(), staff.actor_for(_inspector())
    standing = Report.objects.filter(area=area, year=quarter.year, quarter=quarter.number).first()
    words = {"done": "Бес аулада жарық жөнделді."}
    edits = standing.edits if standing else 0
    reports.keep(actor=actor, area_id=area.pk, quarter=quarter, spoken="kk", texts=words, edits=edits)
    began, busy = time.perf_counter(), time.process_time()
    row = reports.publish(
        actor=actor, area_id=area.pk, quarter=quarter, password_holds=lambda: True, write=False
    )
    print_report.call(row.pk, row.version)
    took, busy = time.perf_counter() - began, time.process_time() - busy
    return {"took": took, "busy": busy, "files": ReportFile.objects.filter(report=row).count()}


JOBS = {"ready": ready, "report": report}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senim.config.settings")
    import django

    django.setup()
    print(json.dumps(JOBS[sys.argv[1]]()))
