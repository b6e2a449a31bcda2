"""A change is rehearsed on past appeals, applied by a second person, and undone the same way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import h3
import pytest
from django.utils import translation
from shapely import box

from senim.appeals.models import Appeal, Event
from senim.appeals.tests import world as worlds
from senim.kernel import clock
from senim.kernel.errors import NotYours
from senim.rehearsal import actions
from senim.rehearsal.domain import State
from senim.rehearsal.tests.conftest import TUESDAY
from senim.rehearsal.tests.world import PLACES, WEST, appeal, apply, ask, draw, file, refused
from senim.territory import api as territory
from senim.territory.models import Area, Boundary
from senim.territory.tests import make
from senim.workload.models import Proposal

pytestmark = pytest.mark.django_db
TODAY, TOMORROW, THURSDAY = date(2026, 5, 12), date(2026, 5, 13), date(2026, 5, 14)


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
    assert [code for code, _ in told["findings"]] == ["renamed"] and told["holes"] == [] and told["overlaps"] == []
    assert sum(n for *_square, n in told["squares"]) == 6
    assert list(Boundary.objects.order_by("pk").values_list("pk", "digest", "valid_from", "valid_to")) == before
    apply(on, row)
    assert territory.locate(70.012, 50.005, TODAY).area_id == first
    assert territory.locate(70.012, 50.005, TOMORROW).area_id == second
    with clock.frozen(TUESDAY + timedelta(days=1)):
        meanwhile = appeal(70.012, 50.005, 0)
        assert meanwhile.holder_id == other
        day = ask(starts_on=THURSDAY, since=date(2026, 4, 1), until=TODAY)
        back = actions.undo(actor=on.actor("analyst"), change_id=row.pk, ask=day)
        assert refused(lambda: actions.undo(actor=on.actor("head"), change_id=row.pk, ask=day)).code == "undone"
        found = actions.execute(change_id=back.pk)
        assert found.result["moved"] == 6 and found.result["holes"][0][2] > 1_000_000
        blocked = refused(lambda: apply(on, found))
        assert blocked.code == "blocked" and "учаскесіз" in str(blocked), "a hole is said to be meant"
        meant = ask(starts_on=THURSDAY, since=date(2026, 4, 1), until=TODAY, holes_meant=True)
        actions.amend(actor=on.actor("analyst"), change_id=back.pk, ask=meant)
        apply(on, actions.execute(change_id=back.pk))
    assert territory.locate(70.012, 50.005, TOMORROW).area_id == second, "what held stays what held"
    assert territory.locate(70.012, 50.005, THURSDAY).area_id == first
    kept = Appeal.objects.get(pk=meanwhile.pk)
    assert kept.holder_id == other and Event.objects.filter(appeal=kept).count() == 2
    assert len(before) + 4 == Boundary.objects.count(), "history only grows"


def test_a_file_is_told_what_is_wrong_and_stays(on: Any) -> None:
    bowtie = {"type": "Polygon", "coordinates": [[[70, 50], [70.01, 50.01], [70.01, 50], [70, 50.01], [70, 50]]]}
    for first, code in (
        (bowtie, "mended"),
        (box(69.99, 50, 70.01, 50.01), "beyond_area"),
        (box(70, 50, 70.015, 50.01), "nothing_changes"),
        ({"type": "Polygon", "coordinates": [[[70, 50], [70, 50], [70, 50], [70, 50]]]}, "shape_empty"),
        ({"type": "Point", "coordinates": [70, 50]}, "shape_kind"),
        ({"type": "Polygon", "coordinates": [[[5.5e6, 7e6], [5.6e6, 7e6], [5.6e6, 7.1e6], [5.5e6, 7e6]]]}, "projected"),
    ):
        row = draw(on, first, None)
        assert row.state == State.REFUSED and code in {one[1] for one in row.result["problems"]}, (code, row.result)
        assert row.content, "the file is kept"
        for language in ("kk", "ru", "en"):
            with translation.override(language):
                _at, said, params = row.result["problems"][0]
                assert territory.issue_sentence(said, params)
        assert refused(lambda row=row: apply(on, row)).code == "not_ready"
    for content, code in ((b"{", "not_json"), (b"[]", "not_features")):
        broken = actions.draw(
            actor=on.actor("analyst"), area_id=on.areas["district"].pk, content=content, file_name="x", ask=ask())
        assert actions.execute(change_id=broken.pk).result["problems"][0][1] == code
    # A strip of 100 by 200 metres of two beats at once; a strip that nobody holds any more.
    code, strip = on.areas["first"].code, 0.0014
    lapped = draw(on, box(70, 50, 70.03 + strip, 50.01), None)
    (found,) = lapped.result["overlaps"]
    exact = territory.area_m2(box(70.03, 50, 70.03 + strip, 50.01))
    assert abs(found[3] - exact) < exact / 100 and refused(lambda: apply(on, lapped)).code == "blocked"
    cut = draw(on, box(70, 50, 70.01, 50.01), None)
    codes = {one for one, _params in cut.result["findings"]}
    assert codes == {"hole", "houses_lost", "renamed"} and cut.result["houses"]["lost"] == 4
    assert cut.result["houses"]["examples"] and cut.result["holes"][0][2] < cut.result["holes"][0][1]
    assert refused(lambda: apply(on, cut)).code == "blocked"
    far = make.area(territory.Level.DISTRICT, on.areas["region"])
    other = make.area(territory.Level.BEAT, far)
    row = actions.draw(
        actor=on.actor("admin"), area_id=on.areas["district"].pk, content=file((other.code, WEST), (code, WEST)),
        file_name="", ask=ask())
    assert {one[1] for one in actions.execute(change_id=row.pk).result["problems"]} == {"parent_differs"}


def test_a_new_beat_ends_when_it_is_undone(on: Any) -> None:
    hole = file(("NEW", box(70.015, 50, 70.03, 50.01)))
    area = on.areas["district"].pk
    row = actions.draw(actor=on.actor("analyst"), area_id=area, content=hole, file_name="", ask=ask())
    new = actions.execute(change_id=row.pk)
    assert [one for one, _params in new.result["findings"]] == ["unserved"] and new.result["moved"] == 2
    apply(on, new)
    assert territory.locate(*worlds.HOLE, TOMORROW).area_id == Area.objects.get(code="NEW").pk
    back = actions.undo(actor=on.actor("analyst"), change_id=new.pk, ask=ask(starts_on=TOMORROW, holes_meant=True))
    apply(on, actions.execute(change_id=back.pk))
    assert territory.locate(*worlds.HOLE, TOMORROW).why is territory.Why.HOLE
    assert Area.objects.get(code="NEW").closed_on == TOMORROW
    assert Area.objects.get(pk=on.areas["first"].pk).closed_on is None


def test_a_proposal_of_hexagons_moves_ground_and_loses_none(on: Any) -> None:
    first, second = on.areas["first"], on.areas["second"]
    cells = [[h3.latlng_to_cell(50.005, lon, 10), 0, to] for lon, to in ((70.012, 1), (70.004, 0))]
    told = {"beats": [{"id": first.pk}, {"id": second.pk}], "cells": cells,
            "lineage": {"territory": territory.version()}}
    proposal = Proposal.objects.create(
        area=on.areas["district"], area_path=on.areas["district"].path, measure="appeals", care="some", seed=1,
        state="done", result=told, asked_at=clock.now())
    row = actions.draw_proposal(actor=on.actor("analyst"), proposal_id=proposal.pk, ask=ask())
    found = actions.execute(change_id=row.pk).result
    before, after = (sum(one[side] for one in found["pieces"]) for side in ("before", "after"))
    assert abs(before - after) <= 2 and found["moved"] == 4, "what one beat loses the other gets"
    assert not found["overlaps"] and all(new < 1 for *_rest, new, _lon, _lat in found["holes"])
    make.moved()
    assert refused(lambda: actions.draw_proposal(
        actor=on.actor("analyst"), proposal_id=proposal.pk, ask=ask())).code == "proposal_old"
    for name in ("inspector", "prosecutor"):
        with pytest.raises(NotYours):
            actions.draw_proposal(actor=on.actor(name), proposal_id=proposal.pk, ask=ask())
