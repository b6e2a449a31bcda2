"""Load: beats in their own order, chance said to be chance; proposals reckoned behind and never applied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.appeals.tests import world as worlds
from senim.cabinet.tests import made as cabinet
from senim.kernel import clock
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.testing import standing
from senim.staff import testing as staff
from senim.territory import api as territory
from senim.territory.models import Address, Area, Boundary, Street
from senim.territory.tests import make
from senim.workload import actions, presenters, selectors
from senim.workload.domain import Beside, Care, Mark, Measure, State
from senim.workload.models import NormRow, Proposal
from senim.workload.units import spread, units_of

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
HIGH, LOW = 90, 30


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    """Two beats side by side, the first with three times the houses and residents."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("workload")), clock.frozen(TUESDAY):
        made = worlds.build()
        street = Street.objects.create(area=made.areas["district"], name_kk="Абай", name_ru="Абая", key="абай")
        for beat, west, count in (("first", 70.0, HIGH), ("second", 70.03, LOW)):
            for number in range(count):
                Address.objects.create(
                    street=street, house=f"{beat}{number}", house_key=f"{beat}{number}",
                    lon=west + 0.0005 + (number % 10) * 0.0009, lat=50.0005 + (number // 10) * 0.0009)
        Area.objects.filter(pk=made.areas["first"].pk).update(population=9000)
        Area.objects.filter(pk=made.areas["second"].pk).update(population=3000)
        make.moved()
        yield made


@pytest.fixture
def on(world: worlds.World, db: None) -> worlds.World:
    return world


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"workload:{name}", args=args)


def propose(on: Any, who: str = "head", **changes: Any) -> Proposal:
    asked = {"measure": Measure.RESIDENTS, "care": Care.MANY, **changes}
    return actions.propose(actor=on.actor(who), area_id=on.areas["district"].pk, **asked)


def test_beats_are_counted_in_their_own_order_and_noise_is_noise(on: Any) -> None:
    for number in range(30):
        with clock.frozen(TUESDAY - timedelta(days=40 + number % 3)):
            cabinet.appeal(**({} if number < 27 else {"lon": worlds.SECOND[0]}))
    scope = on.actor("head").scope
    area = selectors.area(scope, on.areas["district"].pk)
    norms = selectors.norms(scope, today())
    selectors.loads(scope, area, selectors.visit_norm(norms))
    with CaptureQueriesContext(connection) as asked:
        rows = selectors.loads(scope, area, selectors.visit_norm(norms))
    assert len(asked) <= 3
    assert [one.area.code for one in rows] == sorted(one.area.code for one in rows)
    first, second = rows
    assert (first.appeals.n, second.appeals.n) == (27, 3)
    assert first.appeals.beside is Beside.MORE and second.appeals.beside is Beside.LESS
    assert 17 < first.appeals.low < 18.5 and 39 < first.appeals.high < 40
    assert first.events.beside is Beside.UNKNOWN, "nothing was told: nothing is compared"
    assert (first.per_inspector, second.per_inspector) == (9000, 3000)
    norm = norms["residents_per_inspector"]
    assert norm.mark is Mark.SECONDARY and [norm.place(one.per_inspector) for one in rows] == ["above", "within"]
    assert selectors._count(12, 20, 1, 2, 0.975).beside is Beside.NOISE


def test_a_proposal_is_reckoned_behind_and_shown_and_changes_nothing(on: Any, client: Any) -> None:
    borders = list(Boundary.objects.order_by("pk").values_list("pk", "digest", "valid_to"))
    row = propose(on)
    with pytest.raises(Refused) as refused:
        propose(on)
    assert refused.value.code == "under_way"
    staff.sign_in(client, on.people["head"])
    page = client.get(address("proposal", row.pk))
    assert page.status_code == 200 and "hx-trigger" in page.content.decode()
    done = actions.execute(proposal_id=row.pk)
    assert done.state == State.DONE and done.result is not None
    beats = {one["id"]: one for one in done.result["beats"]}
    first, second = (beats[on.areas[name].pk] for name in ("first", "second"))
    assert first["before"] == 9000 and second["before"] == 3000
    assert abs(first["after"] - second["after"]) < 2500 and first["after"] + second["after"] == pytest.approx(12000)
    moved = done.result["moves"]
    assert len(moved) == 1 and moved[0]["residents"] == done.result["moved_residents"] > 0
    assert moved[0]["houses"] == pytest.approx(moved[0]["residents"] / 100, abs=1)
    assert list(Boundary.objects.order_by("pk").values_list("pk", "digest", "valid_to")) == borders
    said = {"kk": "өздігінен қолданылмайды", "ru": "Само оно не применяется", "en": "never applied"}
    for language, words in said.items():
        text = client.get(address("proposal", row.pk).replace("/kk/", f"/{language}/")).content.decode()
        assert words in text and "<svg" in text
    again = actions.execute(proposal_id=row.pk)
    assert again.result == done.result, "a second worker does nothing"
    make.moved()
    assert presenters.result(done)["stale"]


def test_units_are_today_s_beats_and_records_without_a_place_are_spread(on: Any) -> None:
    area = territory.area(on.areas["district"].pk)
    beats = tuple(selectors.beats_of(area))
    units = units_of(territory.houses_within(area.id), beats)
    assert units.houses.sum() == HIGH + LOW
    assert np.bincount(units.beat, units.residents).tolist() == pytest.approx([9000, 3000])
    assert {tuple(sorted(pair)) for pair in units.borders.tolist()} == {tuple(pair) for pair in units.borders.tolist()}
    lon = np.array([70.003, np.nan, 70.012, 70.003])
    lat = np.array([50.003, np.nan, 50.009, 50.003])
    load, lost = spread(units, lon, lat, np.array([0, 0, 0, -1]))
    assert lost == 1 and load.sum() == pytest.approx(3) == np.bincount(units.beat, load)[0]


def test_what_cannot_be_reckoned_is_refused_in_words(on: Any, client: Any) -> None:
    with pytest.raises(Refused) as refused:
        actions.propose(
            actor=on.actor("head"), area_id=on.areas["first"].pk, measure=Measure.RESIDENTS, care=Care.FEW)
    assert refused.value.code == "few_beats"
    nothing = actions.execute(proposal_id=propose(on, measure=Measure.EVENTS).pk)
    assert nothing.state == State.REFUSED and "нөл" in nothing.result["refusal"]["kk"]
    Area.objects.filter(pk=on.areas["second"].pk).update(population=None)
    make.moved()
    unknown = actions.execute(proposal_id=propose(on).pk)
    assert unknown.state == State.REFUSED and "beat" in unknown.result["refusal"]["ru"]
    staff.sign_in(client, on.people["head"])
    assert unknown.result["refusal"]["kk"] in client.get(address("proposal", unknown.pk)).content.decode()


def test_who_sees_and_asks(on: Any, client: Any) -> None:
    area, row = on.areas["district"].pk, propose(on)
    for name in set(on.people) - {"head", "department", "analyst", "ministry"}:
        scope = on.actor(name).scope
        for read, number in ((selectors.area, area), (selectors.proposal, row.pk)):
            with pytest.raises(NotYours):
                read(scope, number)
    for name in set(on.people) - {"head", "department", "analyst"}:
        with pytest.raises(NotYours):
            propose(on, name)
    far = make.area(territory.Level.DISTRICT, on.areas["region"])
    make.moved()
    with pytest.raises(NotYours):
        actions.propose(actor=on.actor("head"), area_id=far.pk, measure=Measure.RESIDENTS, care=Care.FEW)
    source = Label("Бұйрық", "Приказ", "Order")
    for name in set(on.people) - {"ministry"}:
        with pytest.raises(NotYours):
            actions.set_norm(
                actor=on.actor(name), code="residents_per_inspector", low=1, high=2, mark=Mark.OWN, source=source,
                since=date(2026, 6, 1))
    norm = actions.set_norm(
        actor=on.actor("ministry"), code="residents_per_inspector", low=2500, high=2500, mark=Mark.VERIFIED,
        source=source, since=date(2026, 6, 1))
    assert selectors.norms(on.actor("head").scope, date(2026, 5, 31))["residents_per_inspector"].high == 5000
    assert selectors.norms(on.actor("head").scope, date(2026, 6, 1))["residents_per_inspector"].high == 2500
    assert NormRow.objects.filter(code=norm.code).count() == 2
    for low, high, since, code in ((5, 4, date(2026, 7, 1), "norm_order"), (1, 2, date(2026, 5, 12), "norm_day")):
        with pytest.raises(Refused) as refused:
            actions.set_norm(
                actor=on.actor("ministry"), code="residents_per_inspector", low=low, high=high, mark=Mark.OWN,
                source=source, since=since)
        assert refused.value.code == code
    staff.sign_in(client, on.people["head"])
    link = address("beats_of", area)
    client.get(link)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(link)
    assert page.status_code == 200 and len(asked) <= 9, len(asked)
    assert "тексерілмеген" in page.content.decode(), "the mark of the norm stands on the page"
    assert client.get(address("beats_of", far.pk)).status_code == 404
    said = {"measure": "residents", "care": "some", "seed": "7"}
    actions.execute(proposal_id=row.pk)
    assert "/proposals/" in client.post(address("propose", area), said).url
