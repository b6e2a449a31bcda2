"""Kernel density and counts on a grid: exact at the centres, nothing lost on an edge, nothing chosen in silence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim_analysis import AnalysisRefused, stamps
from senim_analysis.density import dual_density, kernel_density, suggested_bandwidth
from senim_analysis.raster import grid_counts

EXTENT = (0.0, 0.0, 2000.0, 1000.0)
CHANCE = np.random.default_rng(12)
X, Y = CHANCE.uniform(0, 2000, 400), CHANCE.uniform(0, 1000, 400)


def direct(x: np.ndarray, y: np.ndarray, h: float, cells: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    across, up = np.meshgrid(*cells)
    u = ((across[..., None] - x) ** 2 + (up[..., None] - y) ** 2) / h**2
    return 1e6 * (3 / np.pi / h**2 * np.maximum(1 - u, 0) ** 2).sum(-1)


def test_one_event_has_the_published_shape() -> None:
    ours = kernel_density([550], [450], bandwidth=300, cell=100, extent=EXTENT)
    assert ours.density.shape == (10, 20)
    assert ours.density[4, 5] == pytest.approx(1e6 * 3 / np.pi / 300**2)
    assert ours.density[4, 7] == pytest.approx(1e6 * 3 / np.pi / 300**2 * (1 - 4 / 9) ** 2)
    assert ours.density[4, 8] == 0 and ours.density[0, 5] == 0


def test_quartic_is_the_direct_sum() -> None:
    ours = kernel_density(X, Y, bandwidth=230, cell=50, extent=EXTENT)
    assert ours.density == pytest.approx(direct(X, Y, 230, (ours.x, ours.y)))


def test_gaussian_is_the_direct_sum() -> None:
    ours = kernel_density(X, Y, bandwidth=100, cell=50, extent=EXTENT, kernel="gaussian")
    across, up = np.meshgrid(ours.x, ours.y)
    square = (across[..., None] - X) ** 2 + (up[..., None] - Y) ** 2
    full = 1e6 * np.exp(-square / 2 / 100**2).sum(-1) / (2 * np.pi * 100**2)
    assert ours.density == pytest.approx(full, rel=1e-4, abs=1e-5 * full.max())


@pytest.mark.parametrize("kernel", ["quartic", "gaussian"])
def test_without_numba_the_same(kernel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"bandwidth": 170.0, "cell": 60.0, "extent": EXTENT, "kernel": kernel, "weights": X / 100}
    with_it = kernel_density(X, Y, **asked).density
    monkeypatch.setattr(stamps, "HAVE_NUMBA", False)
    assert kernel_density(X, Y, **asked).density == pytest.approx(with_it, abs=1e-9)


@pytest.mark.parametrize("kernel", ["quartic", "gaussian"])
def test_all_events_are_in_the_surface(kernel: str) -> None:
    ours = kernel_density(X, Y, bandwidth=100, cell=20, extent=(-600, -600, 2600, 1600), kernel=kernel)
    assert ours.density.sum() * 0.02 * 0.02 == pytest.approx(400, rel=2e-3)


def test_events_beyond_the_edge_still_reach_in() -> None:
    ours = kernel_density([-50], [500], bandwidth=300, cell=100, extent=EXTENT)
    assert ours.density[:, 0].max() > 0
    assert (ours.inside, ours.outside, ours.n) == (0, 1, 1) and ours.notes[0].code == "outside"


def test_the_edge_is_marked_where_the_kernel_reaches_over_it() -> None:
    edge = kernel_density(X, Y, bandwidth=200, cell=100, extent=EXTENT).edge
    assert edge[0].all() and edge[1].all() and edge[:, 1].all()
    assert not edge[2:-2, 2:-2].any()


def test_outside_the_study_area_there_is_nothing_to_read() -> None:
    area = np.ones((10, 20), bool)
    area[:, 12:] = False
    ours = kernel_density(X, Y, bandwidth=200, cell=100, extent=EXTENT, mask=area)
    assert np.isnan(ours.density[:, 12:]).all() and np.isfinite(ours.density[:, :12]).all()
    assert ours.edge[5, 11] and not ours.edge[5, 9]


def test_turned_and_moved_maps_give_turned_and_moved_densities() -> None:
    ours = kernel_density(X, Y, bandwidth=230, cell=50, extent=EXTENT).density
    turned = kernel_density(-Y, X, bandwidth=230, cell=50, extent=(-1000, 0, 0, 2000)).density
    assert turned == pytest.approx(ours.T[:, ::-1])
    moved = kernel_density(X + 5e5, Y + 5.5e6, bandwidth=230, cell=50, extent=(5e5, 5.5e6, 5e5 + 2000, 5.5e6 + 1000))
    assert moved.density == pytest.approx(ours, abs=1e-6)


def test_weights_are_repeated_events() -> None:
    once = kernel_density([500, 900], [500, 300], bandwidth=300, cell=100, extent=EXTENT, weights=[3, 1])
    thrice = kernel_density([500] * 3 + [900], [500] * 3 + [300], bandwidth=300, cell=100, extent=EXTENT)
    assert once.density == pytest.approx(thrice.density)


def test_two_layers() -> None:
    asked = {"bandwidth": 300.0, "cell": 100.0, "extent": EXTENT}
    crime, people = kernel_density(X, Y, **asked), kernel_density(X, Y, **asked, weights=np.full(400, 2.0))
    assert dual_density(crime, people).values[4, 10] == pytest.approx(0.5)
    assert dual_density(crime, people, form="log_ratio").values[4, 10] == pytest.approx(np.log(0.5))
    assert dual_density(crime, people, form="relative_difference").values[4, 10] == pytest.approx(0)
    assert dual_density(people, crime, form="difference").values == pytest.approx(crime.density)
    assert np.isnan(dual_density(crime, people, least=1e9).values).all()
    with pytest.raises(AnalysisRefused):
        dual_density(crime, kernel_density(X, Y, bandwidth=200, cell=100, extent=EXTENT))


def test_a_suggested_bandwidth_sees_both_coordinates() -> None:
    """One peer's rule reads x alone."""
    assert suggested_bandwidth(X, Y) == pytest.approx(suggested_bandwidth(-Y, X))
    c, s = np.cos(0.7), np.sin(0.7)
    assert suggested_bandwidth(c * X - s * Y, s * X + c * Y) == pytest.approx(suggested_bandwidth(X, Y))
    assert suggested_bandwidth(X, Y * 3) > 1.1 * suggested_bandwidth(X, Y)
    assert suggested_bandwidth(X * 1000, Y * 1000) == pytest.approx(1000 * suggested_bandwidth(X, Y))


# --- counts ----------------------------------------------------------------------------------------------------------


def test_a_quartic_kernel_as_smooth_as_a_gaussian_is_2_8_times_as_wide() -> None:
    """The bandwidths of least error go with (integral of K^2 / variance^2)^(1/6) in the plane; 2.6 holds on a line."""
    u = (np.arange(200_000) + 0.5) / 200_000
    kernel, ring = 3 / np.pi * (1 - u**2) ** 2, 2 * np.pi * u / u.size
    rough, variance = (kernel**2 * ring).sum(), (kernel * u**2 * ring).sum() / 2
    factor = (rough / variance**2 * 4 * np.pi) ** (1 / 6)
    assert round(factor, 1) == 2.8 and "2.8 times" in (suggested_bandwidth.__doc__ or "")


def test_points_on_the_edges_are_not_lost() -> None:
    ours = grid_counts([0, 100, 200, 200, 50], [0, 100, 200, 0, 200], cell=100, extent=(0, 0, 200, 200))
    assert ours.counts.sum() == ours.inside == 5 and ours.outside == 0
    assert ours.counts.tolist() == [[1, 1], [1, 2]]


@given(
    st.lists(st.tuples(st.integers(-5, 25), st.integers(-5, 25)), min_size=1, max_size=40), st.sampled_from([1, 3, 7.5])
)
def test_in_and_out_are_all(at: list[tuple[int, int]], cell: float) -> None:
    x, y = np.array(at, dtype=float).T
    ours = grid_counts(x, y, cell=cell, extent=(0, 0, 20, 10))
    assert ours.inside + ours.outside == ours.n == len(at)
    assert ours.counts.sum() == ours.inside


def test_sentences_say_where_and_how_many() -> None:
    ours = kernel_density(X, Y, bandwidth=230, cell=50, extent=(0, 0, 1000, 1000))
    assert all(ours.sentence(language) for language in ("kk", "ru", "en"))
    assert f"outside {ours.outside}" in ours.sentence("en")
    piled = kernel_density([5] * 60, [7] * 60, bandwidth=100, cell=80, extent=EXTENT)
    assert {note.code for note in piled.notes} == {"stacked", "coarse"}
    assert grid_counts(X, Y, cell=50, extent=EXTENT).to_dict()["inside"] == 400


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"extent": (0, 0, -5, 10)}, "extent"),
        ({"extent": (0, 0, 5)}, "extent"),
        ({"cell": 0}, "positive"),
        ({"cell": 0.01}, "too_many_cells"),
        ({"bandwidth": -1}, "positive"),
        ({"kernel": "triangle"}, "unknown"),
        ({"weights": [1]}, "lengths"),
        ({"weights": [-1, 1]}, "negative"),
        ({"mask": [[True]]}, "mask"),
        ({"x": [73.0871, 73.1012], "y": [49.8012, 49.8125]}, "degrees"),
        ({"x": [1, np.nan]}, "not_numbers"),
        ({"x": [], "y": []}, "too_few"),
    ],
)
def test_refusals(change: dict[str, object], code: str) -> None:
    asked = {"x": [1.0, 2.0], "y": [1.0, 2.0], "bandwidth": 100, "cell": 50, "extent": EXTENT, **change}
    with pytest.raises(AnalysisRefused) as refused:
        kernel_density(**asked)
    assert refused.value.code == code
