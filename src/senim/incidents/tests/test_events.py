"""Selections as arrays: cut to the own areas, joined with appeals without counting twice, stale when rows change."""

import subprocess
import sys
from datetime import date

import numpy as np
import pytest

from senim.appeals.actions import intake
from senim.appeals.tests import world as appeals_world
from senim.incidents import actions, api, memory
from senim.incidents.domain import FeedKind, Lineage, Selection
from senim.incidents.tests.world import SYSTEM, bring, feed, many, row
from senim.kernel import ids
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.kernel.scoping import SYSTEM as HOUSE
from senim.staff import api as staff

FILES = Selection(appeals=False)


def appeal(**changes):
    return intake.register(Actor.citizen(), appeals_world.report(**changes), ids.new_token())


def test_each_sees_the_own_areas_and_nobody_else_anything(world):
    bring(
        feed(world, area="country"),
        row(1, "2026-05-01 10:00"),
        row(2, "2026-05-01 10:00", lon=70.035),
        row(3, "2026-05-01 10:00", lon=10, lat=10),
    )
    counts = {
        name: api.events(world.actor(name).scope, FILES).n
        for name in ("analyst", "head", "department", "inspector", "duty", "admin", "auditor", "akimat", "ministry")
    }
    assert counts == {
        "analyst": 2,
        "head": 2,
        "department": 2,
        "inspector": 0,
        "duty": 0,
        "admin": 0,
        "auditor": 0,
        "akimat": 0,
        "ministry": 0,
    }
    assert api.events(PUBLIC, FILES).n == 0 and api.events(HOUSE, FILES).n == 3
    account, post = staff.testing.make_officer(Role.HEAD, area_ids=(world.areas["first"].pk,))
    beat = staff.testing.actor_for(account, post).scope
    assert api.events(beat, FILES).n == 1
    assert api.events(beat, Selection(appeals=False, paths=(world.areas["second"].path,))).n == 0
    assert api.events(beat, Selection(appeals=False, paths=(world.areas["country"].path,))).n == 1


def test_a_selection_is_what_it_says(world):
    bring(
        feed(world),
        row(1, "2026-05-01 23:10"),
        row(2, "2026-05-02 09:00"),
        row(3, "2026-05-03", "Fraud"),
        row(4, "2026-05-04 23:50", lon=70.012),
    )

    def found(**narrowed):
        return api.events(HOUSE, Selection(appeals=False, **narrowed)).n

    assert found(kinds=("theft",)) == 3 and found(kinds=("fraud",)) == 1 and found(feeds=("nobody",)) == 0
    assert found(since=date(2026, 5, 2)) == 3 and found(until=date(2026, 5, 2)) == 2
    assert found(hours=(23,)) == 2, "a day without an hour has no hour"
    assert found(weekdays=(4,)) == 1 and found(weekdays=(4, 5, 6, 0)) == 4
    square = ((70.004, 50.004), (70.006, 50.004), (70.006, 50.006), (70.004, 50.006))
    assert found(polygon=square) == 3
    assert found(paths=(world.areas["second"].path,)) == 0


def test_a_selection_survives_json_and_speaks_three_languages(world):
    one = Selection(
        kinds=("theft",),
        paths=(world.areas["first"].path,),
        since=date(2026, 1, 1),
        until=date(2026, 5, 1),
        hours=(0, 22, 23),
        weekdays=(5, 6),
        polygon=((70.0, 50.0), (70.1, 50.0), (70.1, 50.1)),
        appeals=False,
    )
    assert Selection.from_json(one.to_json()) == one
    assert Selection().to_json() == {}
    said = {language: one.sentence(language) for language in ("kk", "ru", "en")}
    assert "Ұрлық" in said["kk"] and "22-1" in said["ru"] and "Theft" in said["en"] and len(set(said.values())) == 3
    for broken in ({"hours": [25]}, {"polygon": [1]}, {"since": "soon"}, {"kinds": 3}):
        with pytest.raises(ValueError, match=r".*"):
            Selection.from_json(broken)


def test_appeals_join_and_a_call_that_became_an_appeal_counts_once(world):
    kept = appeal()
    appeal(category="home.violence")
    joined = api.events(world.actor("analyst").scope, Selection())
    assert joined.n == 1 and joined.kinds == ("noise",) and joined.sources == ("appeals",)
    header = "card,called_at,kind,lon,lat,address,appeal"
    bring(
        feed(world, "cards"),
        f"c1,2026-05-12 09:50,Шу,70.005,50.005,,{kept.number}",
        "c2,2026-05-11 09:50,Шу,70.005,50.005,,",
        header=header,
    )
    joined = api.events(world.actor("analyst").scope, Selection())
    assert joined.n == 2 and joined.sources == ("cards",)
    assert api.events(world.actor("analyst").scope, Selection(feeds=("appeals",))).n == 0


def test_what_officers_discover_joins_only_when_asked(world):
    bring(feed(world, "raids", kind=FeedKind.OFFICER_DISCOVERED), row(1, "2026-05-01 10:00"))
    assert api.events(HOUSE, FILES).n == 0
    assert api.events(HOUSE, Selection(appeals=False, officer_discovered=True)).n == 1
    assert api.events(HOUSE, Selection(appeals=False, feeds=("raids",))).n == 1


def test_the_place_of_a_sensitive_kind_leaves_no_selector(world):
    bring(feed(world), row(1, "2026-05-01 22:00", "Domestic violence"), row(2, "2026-05-01 10:00"))
    found = api.events(HOUSE, FILES)
    hidden = found.kind == found.kinds.index("domestic")
    for column in (found.lon, found.lat, found.x, found.y):
        assert np.isnan(column[hidden]).all() and np.isfinite(column[~hidden]).all()
    assert (found.place[hidden] == 0).all() and (found.cell[hidden] == 0).all()
    square = ((69.0, 49.0), (71.0, 49.0), (71.0, 51.0), (69.0, 51.0))
    inside = api.events(HOUSE, Selection(appeals=False, polygon=square))
    assert inside.kinds == ("theft",), "a polygon must not tell where a home is"


def test_a_lineage_is_stale_when_its_rows_change_and_only_then(world):
    of, other = feed(world), feed(world, "other")
    bring(of, row(1, "2026-05-01 10:00"))
    lineage = api.events(HOUSE, Selection(appeals=False, feeds=("register",))).lineage
    assert lineage.batches == (("register", 1),) and lineage.rows == 1
    lineage = Lineage.from_json(lineage.to_json())
    bring(other, row(9, "2026-05-02 10:00"))
    assert not api.is_stale(lineage)
    batch = bring(of, row(2, "2026-05-01 11:00"))
    assert api.is_stale(lineage)
    actions.withdraw(actor=SYSTEM, batch_id=batch.pk)
    assert not api.is_stale(lineage)


def test_public_counts_are_pooled_and_say_nothing_of_homes(world):
    bring(
        feed(world),
        *many(30),
        *many(3, 2, category="Fraud"),
        *many(4, 3, category="Arson"),
        *many(20, 4, category="Domestic violence"),
    )
    assert api.safe_counts(world.areas["district"].path) == [
        ("theft", 30 - _old(30)),
        ("other", 7 - _old(3, 2) - _old(4, 3)),
    ]
    assert api.safe_counts(world.areas["second"].path) == []


def _old(count, seed=1):
    """How many of `many` are older than the public year."""
    return sum(line.split(",")[1] < "2025-05-12" for line in many(count, seed))


def test_memory_is_bounded_and_what_is_dropped_is_read_again(world, settings):
    bring(feed(world), *many(500))
    settings.INCIDENTS_MEMORY_BYTES = 1000
    assert api.events(HOUSE, FILES).n == 500
    assert not memory._columns._kept
    settings.INCIDENTS_MEMORY_BYTES = 10_000_000
    first = api.events(HOUSE, FILES)
    assert api.events(HOUSE, FILES) is first


def test_a_web_process_loads_no_heavy_stack():
    code = (
        "import django, sys; django.setup(); import senim.config.urls, senim.incidents.api, senim.incidents.views, "
        "senim.incidents.tasks; print([m for m in ('scipy', 'numba', 'senim_analysis', 'pyarrow') if m in sys.modules])"
    )
    import os

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
