"""A boundary that one process changes is seen by every other within two seconds, and what is taken back by none."""

import json

import pytest
import shapely
from django.db import transaction
from shapely import box

from senim.kernel import versions
from senim.kernel.clock import today
from senim.kernel.other_process import Other
from senim.kernel.scoping import Actor
from senim.territory import actions
from senim.territory.domain import ImportKind, Level
from senim.territory.models import Area
from senim.territory.tests import make

SEEN = "{'where': api.locate(70.015, 50.005).area_id, 'beats': len(api.areas_list('beat'))}"


def beats(*shapes):
    """A file of beats as an akimat hands it in: code and shape."""
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": code, "name_kk": code, "level": "beat"},
         "geometry": json.loads(shapely.to_geojson(shape))} for code, shape in shapes]}).encode()


def bring_in(*shapes):
    actions.bring_in(actor=Actor.system(), kind=ImportKind.AREAS, name="beats.geojson", content=beats(*shapes),
                     valid_from=today(), level="beat")
    return {area.code: area.pk for area in Area.objects.filter(level=Level.BEAT)}


@pytest.mark.thorough
def test_a_boundary_that_moves_is_seen_by_another_process_within_two_seconds(on_disk):
    make.boundary(make.area(Level.DISTRICT, make.area(Level.REGION)), box(69.9, 49.9, 70.1, 50.1))
    west, east = box(70, 50, 70.02, 50.01), box(70.02, 50, 70.03, 50.01)
    ids = bring_in(("W", west), ("E", east))
    with Other("senim.territory.api", SEEN) as other:
        assert other.sees() == {"where": ids["W"], "beats": 2}
        bring_in(("W", box(70, 50, 70.01, 50.01)), ("E", box(70.01, 50, 70.03, 50.01)))
        other.within_two_seconds("where", ids["E"])
        with transaction.atomic():
            Area.objects.get(code="E").boundaries.all().delete()
            versions.bump("territory")
            transaction.set_rollback(True)
        make.boundary(make.area(Level.BEAT, Area.objects.get(level=Level.DISTRICT)), box(70.05, 50.05, 70.06, 50.06))
        other.within_two_seconds("beats", 3)
        assert other.sees()["where"] == ids["E"]
