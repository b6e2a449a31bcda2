"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import box

from senim.territory.domain import Level
from senim.territory.models import Address, Area, BeatMember, Boundary, Street
from senim.territory.tests import make

DAYS = [date(2024, month, 1) for month in range(1, 9)]


@pytest.mark.parametrize(("start", "end"), [
    (date(2024, 6, 1), None), (date(2023, 1, 1), None), (date(2023, 1, 1), date(2024, 1, 2)),
    (date(2024, 6, 30), date(2025, 1, 1)), (date(2024, 2, 1), date(2024, 3, 1)),
])
def test_versions_of_one_boundary_do_not_overlap(db, start, end):
    area = make.area(Level.BEAT)
    make.boundary(area, box(70, 50, 71, 51), date(2024, 1, 1), date(2024, 7, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make.boundary(area, box(70, 50, 71, 51), start, end)
    make.boundary(area, box(70, 50, 71, 51), date(2024, 7, 1))
    make.boundary(make.area(Level.BEAT), box(70, 50, 71, 51), start, end)


def test_a_version_cannot_be_stretched_over_another(db):
    area = make.area(Level.BEAT)
    first = make.boundary(area, box(70, 50, 71, 51), date(2024, 1, 1), date(2024, 7, 1))
    make.boundary(area, box(70, 50, 71, 51), date(2024, 7, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Boundary.objects.filter(id=first.id).update(valid_to=date(2024, 8, 1))


def test_a_corrected_version_with_an_empty_period_is_in_nobodys_way(db):
    area = make.area(Level.BEAT)
    make.boundary(area, box(70, 50, 71, 51), date(2024, 1, 1), date(2024, 1, 1))
    make.boundary(area, box(70, 50, 71, 52), date(2024, 1, 1))
    assert area.boundaries.count() == 2


def test_a_member_belongs_to_one_beat_at_a_time(db):
    one, other, village = make.area(Level.BEAT), make.area(Level.BEAT), make.area(Level.RURAL_DISTRICT)
    make.member(one, village)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.member(other, village, date(2025, 1, 1))
    BeatMember.objects.update(valid_to=date(2025, 1, 1))
    make.member(other, village, date(2025, 1, 1))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7) | st.none()), min_size=2, max_size=6))
def test_the_database_and_the_calendar_agree_on_overlaps(db, spans):
    area = make.area(Level.BEAT)
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        last = 99 if end is None else end
        fits = start <= last and (start == last or all(a == b or last <= a or b <= start for a, b in kept))
        try:
            with transaction.atomic():
                make.boundary(area, box(70, 50, 71, 51), DAYS[start], None if end is None else DAYS[end])
        except IntegrityError:
            assert not fits, (start, end, kept)
        else:
            assert fits, (start, end, kept)
            kept.append((start, last))


def test_other_invariants(db):
    area = make.area(Level.BEAT, code="ONCE")
    street = Street.objects.create(area=area, name_kk="Абай", key="абай")
    refused = [
        lambda: make.area(Level.BEAT, code="ONCE"),
        lambda: Area.objects.create(code="", level=Level.BEAT, name_kk="a", name_ru="a"),
        lambda: Area.objects.create(code="X1", level="planet", name_kk="a", name_ru="a"),
        lambda: Area.objects.filter(id=area.id).update(parent=area),
        lambda: make.boundary(area, box(70, 50, 71, 51), date(2024, 2, 1), date(2024, 1, 1)),
        lambda: Street.objects.create(area=area, name_kk="Абай", key="абай"),
        lambda: Address.objects.create(street=street, house="1", house_key="1"),
        lambda: Address.objects.create(street=street, house="1", house_key="1", lon=70),
        lambda: Address.objects.create(street=street, house="1", house_key="1", lon=700, lat=50),
    ]
    for attempt in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
