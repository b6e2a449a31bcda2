"""What the plan promises near people is what the plan prints."""

from senim.concept import building
from senim.reach import plans


def test_measure_16_2_promises_points_and_posts() -> None:
    found = {one.names[2]: dict(one.years) for one in plans.promises()}
    assert found == {
        "police points of inspectors": {2024: 55, 2025: 69}, "stationary modular posts": {2024: 35, 2025: 35}}
    assert all(one.number == "16.2" and len(set(one.source)) == 3 for one in building.promises())
