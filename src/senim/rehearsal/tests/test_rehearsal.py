"""A change is rehearsed on past appeals, applied by a second person, and undone the same way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import shapely
from django.urls import reverse
from django.utils import translation
from shapely import box

from senim.appeals.models import Appeal, Event
from senim.appeals.tests import world as worlds
from senim.cabinet.tests import made as cabinet
from senim.kernel import clock
from senim.kernel.clock import today
from senim.kernel.errors import Refused
from senim.kernel.testing import standing
from senim.rehearsal import actions
from senim.rehearsal.actions import Ask
from senim.rehearsal.domain import State
from senim.rehearsal.models import Change
from senim.territory import api as territory
from senim.territory.models import Address, Boundary, Street
from senim.territory.tests import make

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
TOMORROW = date(2026, 5, 13)
#: The first beat is 70 to 70.015, the second 70.03 to 70.04; the eastern third of the first would go to the second.
WEST, EAST = box(70, 50, 70.01, 50.01), box(70.01, 50, 70.04, 50.01)
OLD_HOLE = box(70.015, 50, 70.03, 50.01)
PLACES = [(70.005, 50.005)] * 6 + [(70.012, 50.005)] * 4 + [(70.035, 50.005)] * 5 + [worlds.HOLE] * 2


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    """Two beats with a hole between them, a month of appeals, houses in all three."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("rehearsal")), clock.frozen(TUESDAY):
        made = worlds.build()
        street = Street.objects.create(area=made.areas["district"], name_kk="Абай", name_ru="Абая", key="абай")
        for number, (lon, lat) in enumerate(PLACES):
            Address.objects.create(street=street, house=f"{number}", house_key=f"{number}", lon=lon, lat=lat)
        make.moved()
        for number, (lon, lat) in enumerate(PLACES):
            with clock.frozen(TUESDAY - timedelta(days=20 + number % 5)):
                cabinet.appeal(lon=lon, lat=lat)
        yield made


@pytest.fixture
def on(world: worlds.World, db: None) -> worlds.World:
    return world


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"rehearsal:{name}", args=args)


def ask(**changes: Any) -> Ask:
    period = {"since": date(2026, 4, 1), "until": date(2026, 5, 11)}
    values = {"starts_on": TOMORROW, **period, "reason": "Жүктеме тең емес"}
    return Ask(**{**values, **changes})


def file(*rows: tuple[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": code, "name_kk": f"{code} учаскесі"},
         "geometry": json.loads(shapely.to_geojson(shape)) if not isinstance(shape, dict) else shape}
        for code, shape in rows]}).encode()


def codes(on: Any) -> tuple[str, str]:
    return on.areas["first"].code, on.areas["second"].code


def draw(on: Any, first: Any = WEST, second: Any = EAST, who: str = "analyst", **changes: Any) -> Change:
    rows = [(code, shape) for code, shape in zip(codes(on), (first, second), strict=True) if shape is not None]
    more = {name: changes.pop(name) for name in ("complete",) if name in changes}
    row = actions.draw(
        actor=on.actor(who), area_id=on.areas["district"].pk, content=file(*rows), file_name="beats.geojson",
        ask=ask(**changes), **more)
    return actions.execute(change_id=row.pk)


def apply(on: Any, row: Change, who: str = "head", holds: bool = True) -> Change:
    return actions.apply(actor=on.actor(who), change_id=row.pk, password_holds=lambda: holds)


def test_boundaries_are_rehearsed_applied_from_a_day_and_undone(on: Any) -> None:
    before = list(Boundary.objects.order_by("pk").values_list("pk", "digest", "valid_from", "valid_to"))
    row = draw(on)
    told = row.result
    assert row.state == State.READY and told is not None, told
    # Four go from the first to the second; two in the old hole, which went to the duty unit, go to the second too.
    assert (told["n"], told["moved"], told["nobody"]) == (len(PLACES), 6, 0)
    first, second = on.areas["first"].pk, on.areas["second"].pk
    inspector, other, duty = (on.posts[name].pk for name in ("inspector", "other", "duty"))
    ways = {(tuple(one["beats"]), tuple(one["posts"])): one["n"] for one in told["moves"]}
    assert ways == {((first, second), (inspector, other)): 4, ((None, second), (duty, other)): 2}
    assert told["posts"] == sorted([[inspector, 10, 6], [other, 5, 11], [duty, 2, 0]])
    assert told["houses"] == {"n": 17, "moved": 6, "lost": 0, "examples": []}
    assert told["findings"] == [] and told["holes"] == [] and told["overlaps"] == []
    assert sum(n for *_square, n in told["squares"]) == 6
    assert list(Boundary.objects.order_by("pk").values_list("pk", "digest", "valid_from", "valid_to")) == before
    apply(on, row)
    assert territory.locate(70.012, 50.005, today()).area_id == first
    assert territory.locate(70.012, 50.005, TOMORROW).area_id == second
    with clock.frozen(TUESDAY + timedelta(days=1)):
        meanwhile = cabinet.appeal(lon=70.012, lat=50.005)
        assert meanwhile.holder_id == other
        back = actions.undo(
            actor=on.actor("analyst"), change_id=row.pk, ask=ask(starts_on=TOMORROW + timedelta(days=1)))
        with pytest.raises(Refused) as twice:
            actions.undo(actor=on.actor("analyst"), change_id=row.pk, ask=ask(starts_on=TOMORROW + timedelta(days=1)))
        assert twice.value.code == "undone"
        found = actions.execute(change_id=back.pk)
        assert found.result["moved"] == 6 and found.result["holes"][0][2] > 1_000_000
        with pytest.raises(Refused) as blocked:
            apply(on, found)
        assert blocked.value.code == "blocked" and "учаскесіз" in str(blocked.value), "a hole is said to be meant"
        actions.amend(actor=on.actor("analyst"), change_id=back.pk, ask=ask(
            starts_on=TOMORROW + timedelta(days=1), holes_meant=True))
        apply(on, actions.execute(change_id=back.pk))
    assert territory.locate(70.012, 50.005, TOMORROW).area_id == second, "what held stays what held"
    assert territory.locate(70.012, 50.005, TOMORROW + timedelta(days=1)).area_id == first
    kept = Appeal.objects.get(pk=meanwhile.pk)
    assert kept.holder_id == other and Event.objects.filter(appeal=kept).count() == 2
    assert len(before) + 4 == Boundary.objects.count(), "history only grows"
