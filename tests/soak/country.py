"""Run inside an installation: an invented country of 6 000 beats, each with its inspector, and a million appeals.

python -m tests.soak.country APPEALS          {"sessions": {who: session}, "beats": ..., "appeals": ...}
"""

from __future__ import annotations

import json
import sys
from typing import Any

REGIONS, DISTRICTS, BEATS = 20, 15, 20
#: Degrees: a beat is a square of some 700 metres, a district a row of them.
STEP = 0.008


def main(appeals: str) -> None:
    """Build everything and print what the walk needs."""
    import django

    django.setup()
    from bench.stage import _million
    from django.test import Client

    from senim.appeals.models import Appeal
    from senim.appeals.tests import world as worlds
    from senim.staff import testing as staff

    world = worlds.build()
    beats = _country(world)
    sessions = {"inspector of many": _million(world, int(appeals))}
    for who in ("head", "department", "analyst", "prosecutor", "ministry", "admin", "auditor", "akimat"):
        client = Client()
        staff.sign_in(client, world.people[who])
        sessions[who] = client.cookies["sessionid"].value
    print(json.dumps({"sessions": sessions, "beats": beats, "appeals": Appeal.objects.count()}))


def _country(world: Any) -> int:
    """Regions, districts and beats with boundaries side by side, a head for each district and an inspector a beat."""
    from django.db import transaction
    from shapely import box

    from senim.kernel.scoping import Role
    from senim.staff import testing as staff
    from senim.territory.domain import Level
    from senim.territory.tests import make

    country = world.areas["country"]
    made = 0
    for region in range(REGIONS):
        with transaction.atomic():
            above = make.area(Level.REGION, country)
            for district in range(DISTRICTS):
                under = make.area(Level.DISTRICT, above)
                head = staff.make_post(Role.HEAD, area_ids=(under.pk,), reports_to=world.posts["department"])
                staff.put_on(head, staff.make_account())
                for beat in range(BEATS):
                    one = make.area(Level.BEAT, under)
                    x, y = 52 + beat * STEP + region * BEATS * STEP, 42 + district * STEP
                    make.boundary(one, box(x, y, x + STEP, y + STEP))
                    post = staff.make_post(Role.INSPECTOR, area_ids=(one.pk,), reports_to=head)
                    staff.put_on(post, staff.make_account())
                    made += 1
    return made


if __name__ == "__main__":
    main(*sys.argv[1:])
