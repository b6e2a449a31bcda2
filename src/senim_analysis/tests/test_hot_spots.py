"""Hot spots: areas that one can walk, harm that counts, and classes of change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim_analysis import AnalysisRefused, hot_spot_change
from senim_analysis.hot_spot_change import hot_spot_classes
from senim_analysis.hot_spots import hot_spots
from senim_analysis.neighbours import grid_neighbours
from senim_analysis.outlines import area_of, outline

CHANCE = np.random.default_rng(21)
SCATTER = CHANCE.uniform(0, 5000, (300, 2))
FIRST, SECOND = CHANCE.normal((1000, 1000), 50, (80, 2)), CHANCE.normal((4000, 3500), 60, (60, 2))
TOWN = np.vstack([SCATTER, FIRST, SECOND])


def test_planted_clusters_are_found_and_scatter_is_not() -> None:
    ours = hot_spots(*TOWN.T, radius=150, least=20)
    assert len(ours.areas) == 2 and ours.n == 440
    assert (ours.areas[0].x, ours.areas[0].y) == pytest.approx((1000, 1000), abs=30)
    assert (ours.labels[300:380] == 0).all() and (ours.labels[380:] == 1).all()
    assert (ours.labels[:300] >= 0).sum() < 15
    assert ours.areas[0].count == (ours.labels == 0).sum() and ours.share == pytest.approx((ours.labels >= 0).mean())


def test_without_a_threshold_chance_sets_one_and_says_so() -> None:
    ours = hot_spots(*TOWN.T, radius=150)
    assert len(ours.areas) == 2 and ours.notes[0].code == "chosen"
    quiet = [hot_spots(*CHANCE.uniform(0, 5000, (2, 400)), radius=150).share for _ in range(20)]
    assert np.mean(quiet) < 0.03


def test_harm_decides_what_comes_first() -> None:
    harm = np.ones(440)
    harm[380:] = 10
    ours = hot_spots(*TOWN.T, weights=harm, radius=150, least=20)
    assert ours.areas[0].harm == pytest.approx(harm[ours.labels == 0].sum()) and ours.areas[0].x > 3000
    assert ours.harm_share > ours.share


def test_the_definition_of_dbscan() -> None:
    """Against the textbook, with all distances at hand."""
    x, y = np.vstack([CHANCE.normal(300, 120, (60, 2)), CHANCE.uniform(0, 1500, (60, 2))]).T
    ours = hot_spots(x, y, radius=100, least=5, longest=1e9)
    away = np.hypot(x[:, None] - x, y[:, None] - y)
    core = (away <= 100).sum(1) >= 5
    label = np.arange(x.size)
    for _ in range(x.size):
        label = np.where(core, np.min(np.where((away <= 100) & core, label, x.size), axis=1), label)
    same = label[core][:, None] == label[core]
    assert (same == (ours.labels[core][:, None] == ours.labels[core])).all()
    assert ((ours.labels >= 0) == ((away <= 100) & core).any(1)).all()


def test_events_at_one_address_are_one_place() -> None:
    ours = hot_spots([100.0] * 30 + [900.0], [100.0] * 30 + [900.0], radius=50, least=10)
    assert len(ours.areas) == 1 and ours.areas[0].places == 1 and ours.notes[0].code == "one_point"
    assert ours.areas[0].area == pytest.approx(np.pi * 25**2, rel=0.03)


def test_a_chain_through_a_dense_quarter_is_divided() -> None:
    cores = np.vstack([CHANCE.normal((at, 500), 40, (150, 2)) for at in (500, 1700, 2900)])
    street = np.column_stack([CHANCE.uniform(500, 2900, 250), CHANCE.normal(500, 20, 250)])
    x, y = np.vstack([cores, street]).T
    whole = hot_spots(x, y, radius=100, least=8, longest=1e9)
    assert len(whole.areas) == 1
    parts = hot_spots(x, y, radius=100, least=8, longest=900)
    assert len(parts.areas) >= 3 and "split" in {note.code for note in parts.notes}
    assert sorted(one.x for one in parts.areas[:3]) == pytest.approx([500, 1700, 2900], abs=150)
    assert max(one.span for one in parts.areas) < 900 + 2 * 100


def test_outlines_hold_their_places() -> None:
    for one in hot_spots(*TOWN.T, radius=150, least=20).areas:
        ring = one.outline
        assert (ring[0] == ring[-1]).all() and 1e3 < one.area < 1e6
        side = np.diff(ring, axis=0)
        turn = side[:-1, 0] * side[1:, 1] - side[:-1, 1] * side[1:, 0]
        assert (turn >= -1e-6).all(), "convex, counter-clockwise"


def test_an_outline_of_two_circles() -> None:
    ring = outline(np.array([[0.0, 0.0], [100.0, 0.0]]) + 5e6, 10)
    assert area_of(ring) == pytest.approx(100 * 20 + np.pi * 100, rel=0.01)


@given(st.floats(0, 6.28), st.floats(-1e6, 1e6))
def test_turned_and_moved_maps_have_the_same_areas(turn: float, move: float) -> None:
    c, s = np.cos(turn), np.sin(turn)
    x, y = TOWN.T
    ours = hot_spots(c * x - s * y + move, s * x + c * y - move, radius=151.5, least=20)
    assert [one.count for one in ours.areas] == [one.count for one in hot_spots(x, y, radius=151.5, least=20).areas]


def test_order_does_not_matter_and_inputs_stay() -> None:
    order = CHANCE.permutation(440)
    x, y = TOWN.T.copy()
    ours = hot_spots(x, y, radius=150, least=20)
    again = hot_spots(x[order], y[order], radius=150, least=20)
    assert (again.labels == ours.labels[order]).all() and (x == TOWN[:, 0]).all()


def test_sentences_and_plain_data() -> None:
    ours = hot_spots(*TOWN.T, radius=150, least=20)
    assert "Областей: 2;" in ours.sentence("ru") and "Аймақ саны: 2;" in ours.sentence("kk")
    assert ours.to_dict()["areas"][0]["outline"][0] == ours.areas[0].outline[0].tolist()
    none = hot_spots(*TOWN.T, radius=5, least=50)
    assert not none.areas and "scattered" in none.sentence("en") and (none.labels == -1).all()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"x": []}, "lengths"),
        ({"x": [], "y": []}, "too_few"),
        ({"weights": [0, 0]}, "nothing_weighs"),
        ({"weights": [1]}, "lengths"),
        ({"radius": 0}, "positive"),
        ({"least": -1}, "positive"),
        ({"x": [73.0871, 73.1012], "y": [49.8012, 49.8125]}, "degrees"),
    ],
)
def test_refusals(asked: dict[str, object], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        hot_spots(**{"x": [1.0, 900.0], "y": [5.0, 900.0], **asked})
    assert refused.value.code == code


# --- classes of change -----------------------------------------------------------------------------------------------


def test_new_lasting_former_and_intermittent() -> None:
    counts = np.random.default_rng(3).poisson(4, (10, 30, 30)).astype(float)
    counts[:, 3:6, 3:6] += 12  # all the time
    counts[8:, 3:6, 22:25] += 12  # lately
    counts[:6, 22:25, 3:6] += 12  # before
    counts[::3, 22:25, 22:25] += 12  # now and then
    ours = hot_spot_classes(counts, grid_neighbours(30, 30))
    kinds = ours.classes.reshape(30, 30)
    assert (kinds[3:6, 3:6] == "lasting").all() and (kinds[3:6, 22:25] == "new").all()
    assert (kinds[22:25, 3:6] == "former").all() and (kinds[22:25, 22:25] == "intermittent").all()
    assert (kinds[12:18, 12:18] == "none").all() and ours.share.reshape(30, 30)[4, 4] == 1
    assert set(ours.where("new")) >= {3 * 30 + 22, 4 * 30 + 23}
    assert "lasting" in ours.sentence("en") and set(ours.classes) <= set(hot_spot_change.CLASSES)


def test_pure_chance_has_no_hot_spots() -> None:
    counts = np.random.default_rng(4).poisson(5, (12, 900))
    assert (hot_spot_classes(counts, grid_neighbours(30, 30)).classes != "none").sum() <= 2


def test_empty_periods_are_noted_and_few_are_refused() -> None:
    counts = np.random.default_rng(4).poisson(5, (5, 25))
    counts[2] = 0
    assert hot_spot_classes(counts, grid_neighbours(5, 5)).notes[0].code == "empty_periods"
    with pytest.raises(AnalysisRefused):
        hot_spot_classes(counts[:3], grid_neighbours(5, 5))
    with pytest.raises(AnalysisRefused):
        hot_spot_classes(counts[0], grid_neighbours(5, 5))
