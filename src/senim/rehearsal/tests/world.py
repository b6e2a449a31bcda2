"""Changes for tests: boundaries that were drawn up and rehearsed in the small world of the appeals."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import shapely
from shapely import box

from senim.appeals.tests import world as worlds
from senim.cabinet.tests import made as cabinet
from senim.kernel import clock
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.rehearsal import actions
from senim.rehearsal.actions import Ask
from senim.rehearsal.models import Change

#: The first beat of the world is 70 to 70.015, the second 70.03 to 70.04: the eastern third and the hole between them
#: would go to the second.
WEST, EAST = box(70, 50, 70.01, 50.01), box(70.01, 50, 70.04, 50.01)

PLACES = [(70.005, 50.005)] * 6 + [(70.012, 50.005)] * 4 + [(70.035, 50.005)] * 5 + [worlds.HOLE] * 2


def file(*rows: tuple[str, Any]) -> bytes:
    """A file as an akimat hands it in: code and shape."""
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": code, "name_kk": f"{code} учаскесі"},
         "geometry": shape if isinstance(shape, dict) else json.loads(shapely.to_geojson(shape))}
        for code, shape in rows]}).encode()


def ask(**changes: Any) -> Ask:
    """From tomorrow, on the last forty days."""
    period: dict[str, Any] = {"since": today() - timedelta(days=41), "until": today() - timedelta(days=1)}
    values = {"starts_on": today() + timedelta(days=1), **period, "reason": "Жүктеме тең емес"}
    return Ask(**{**values, **changes})


def appeal(lon: float, lat: float, days: float = 5) -> Any:
    """An appeal that came some days ago."""
    with clock.frozen(now() - timedelta(days=days)):
        return cabinet.appeal(lon=lon, lat=lat)


def asked(world: worlds.World, actor: Actor, first: Any = WEST, second: Any = EAST, **changes: Any) -> Change:
    """The two beats drawn anew, not rehearsed yet."""
    codes = (world.areas["first"].code, world.areas["second"].code)
    more = {name: changes.pop(name) for name in ("complete",) if name in changes}
    rows = [(code, shape) for code, shape in zip(codes, (first, second), strict=True) if shape is not None]
    return actions.draw(
        actor=actor, area_id=world.areas["district"].pk, content=file(*rows), file_name="beats.geojson",
        ask=ask(**changes), **more)


def drawn(world: worlds.World, actor: Actor | None = None) -> Change:
    """The two beats drawn anew and rehearsed on one appeal that would move."""
    appeal(70.012, 50.005)
    return actions.execute(change_id=asked(world, actor or world.actor("analyst")).pk)


def assigned(world: worlds.World, actor: Actor, **changes: Any) -> Change:
    """The first beat given to the inspector of the second."""
    beats = {world.areas["first"].pk: (world.posts["other"].pk,)}
    return actions.assign(actor=actor, area_id=world.areas["district"].pk, beats=beats, ask=ask(**changes))


def promised(actor: Actor, hours: int = 48, **changes: Any) -> Change:
    """Another promise of a first answer."""
    return actions.edit_rules(actor=actor, what={"edit": "promise", "hours": hours}, ask=ask(**changes))


def draw(on: Any, first: Any = WEST, second: Any = EAST, who: str = "analyst", **changes: Any) -> Change:
    return actions.execute(change_id=asked(on, on.actor(who), first, second, **changes).pk)


def apply(on: Any, row: Change, who: str = "head", holds: bool = True) -> Change:
    return actions.apply(actor=on.actor(who), change_id=row.pk, password_holds=lambda: holds)


def refused(act: Any) -> Refused:
    with pytest.raises(Refused) as found:
        act()
    assert len({str(words) for words in found.value.message}) == 3, "a sentence in three languages"
    return found.value
