"""Local and global autocorrelation: published numbers, invariances, and what is refused."""

import csv
import struct
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.spatial import cKDTree

from senim_analysis import AnalysisRefused
from senim_analysis.local import getis_ord, getis_ord_general, grid_neighbours, moran

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "oracle_pysal"
needs_pysal = pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/data/oracle_pysal")

POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], dtype=float)
VALUES = np.array([2, 3, 3.2, 5, 8, 7])
GI = [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]
GI_STAR = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]


def within(points: np.ndarray, distance: float) -> sparse.csr_array:
    pairs = cKDTree(points).query_pairs(distance, output_type="ndarray")
    both = np.vstack([pairs, pairs[:, ::-1]])
    return sparse.csr_array((np.ones(len(both)), both.T), shape=(len(points), len(points)))


BAND = within(POINTS, 15)


def test_six_points_of_getis_and_ord() -> None:
    assert getis_ord(VALUES, BAND, star=False).z == pytest.approx(GI, abs=1e-7)
    assert getis_ord(VALUES, BAND).z == pytest.approx(GI_STAR, abs=1e-7)


def test_the_place_itself_counts_once_whether_or_not_the_matrix_says_so() -> None:
    with_self = BAND + sparse.eye_array(6)
    assert getis_ord(VALUES, with_self).z == pytest.approx(GI_STAR, abs=1e-7)
    assert getis_ord(VALUES, with_self, star=False).z == pytest.approx(GI, abs=1e-7)


def test_what_peers_call_row_standardised_is_our_effect_and_not_a_z() -> None:
    assert getis_ord(VALUES, BAND, star=False).effect[0] == pytest.approx(-0.62074534, abs=1e-8)
    assert getis_ord(VALUES, BAND).effect[0] == pytest.approx(-0.62488094, abs=1e-8)


def test_general_g_of_the_six_points() -> None:
    general = getis_ord_general(VALUES, BAND)
    assert general.statistic == pytest.approx(0.55709779, abs=1e-8)
    assert general.p_value == pytest.approx(0.172936, abs=1e-6)
    assert "0,5571" in general.sentence("ru") and "0.5571" in general.sentence("en")


def test_moments_of_a_local_sum_are_those_of_shuffled_values() -> None:
    chance = np.random.default_rng(3)
    sums = [chance.permutation(VALUES)[[0, 1, 3]].sum() for _ in range(20_000)]
    ours = getis_ord(VALUES, BAND)
    assert ours.expected[0] == pytest.approx(np.mean(sums), abs=0.05)
    assert ours.sd[0] == pytest.approx(np.std(sums), rel=0.02)


def test_grid_neighbours_are_the_eight_around() -> None:
    near = grid_neighbours(3, 4)
    assert near.sum(1).tolist() == [3, 5, 5, 3, 5, 8, 8, 5, 3, 5, 5, 3]
    assert near.indices[near.indptr[5] : near.indptr[6]].tolist() == [0, 1, 2, 4, 6, 8, 9, 10]
    assert grid_neighbours(5, 5, 2).sum(1)[12] == 24
    assert grid_neighbours(1, 1).nnz == 0


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 3))
def test_neighbours_are_mutual_and_never_oneself(rows: int, columns: int, reach: int) -> None:
    dense = grid_neighbours(rows, columns, reach).toarray()
    assert (dense == dense.T).all() and not dense.diagonal().any() and set(np.unique(dense)) <= {0, 1}


def test_a_planted_cluster_is_found_and_nothing_else_under_chance() -> None:
    chance = np.random.default_rng(11)
    counts = chance.poisson(4, (60, 60)).astype(float)
    near = grid_neighbours(60, 60)
    assert getis_ord(counts.ravel(), near).hot.sum() <= 2
    counts[20:24, 30:34] += 8
    found = getis_ord(counts.ravel(), near)
    assert found.hot.reshape(60, 60)[20:24, 30:34].sum() >= 15 and found.hot.sum() < 40
    assert "3 600" in found.sentence("kk").replace("\N{NO-BREAK SPACE}", " ").replace("\N{THIN SPACE}", " ")


def test_false_discovery_holds_on_null_maps() -> None:
    near, chance = grid_neighbours(20, 20), np.random.default_rng(5)
    maps = [getis_ord(chance.poisson(10, 400), near) for _ in range(200)]
    assert np.mean([(one.hot | one.cold).any() for one in maps]) < 0.09


def test_rare_events_do_not_make_hot_spots_out_of_chance() -> None:
    near, chance = grid_neighbours(60, 60), np.random.default_rng(6)
    maps = [getis_ord(chance.poisson(0.5, 3600), near) for _ in range(40)]
    assert np.mean([one.hot.any() for one in maps]) < 0.12
    normal = [(one.p_normal * 3600 < 0.05).any() for one in maps]
    assert np.mean(normal) > 0.25, "the normal tail, which peers use, would not hold"


def test_units_and_order_do_not_matter() -> None:
    chance = np.random.default_rng(1)
    values, near = chance.gamma(2.0, size=49), grid_neighbours(7, 7)
    order = chance.permutation(49)
    ours = getis_ord(values, near).z
    assert getis_ord(values * 1000 + 5e6, near).z == pytest.approx(ours, abs=1e-6)
    assert getis_ord(values[order], near[order][:, order]).z == pytest.approx(ours[order])


def test_places_without_neighbours_are_named_not_judged() -> None:
    far = within(np.vstack([POINTS, [[900, 900]]]), 15)
    ours = getis_ord([*VALUES, 50], far, star=False)
    assert np.isnan(ours.z[6]) and not ours.hot[6] and ours.notes[0].code == "islands"
    assert ours.to_dict()["z"][6] is None


def test_inputs_stay_as_they_were() -> None:
    values, near = VALUES.copy(), BAND.copy()
    getis_ord(values, near)
    moran(values, near, permutations=9, seed=1)
    assert (values == VALUES).all() and (near != BAND).nnz == 0


@pytest.mark.parametrize(
    ("values", "neighbours", "code"),
    [
        ([1, 1, 1, 1, 1, 1], BAND, "all_equal"),
        (VALUES, BAND * 0.5, "not_neighbours"),
        (VALUES, BAND[:5, :5], "not_neighbours"),
        (VALUES, BAND.toarray(), "not_neighbours"),
        ([1, 2, float("nan"), 4, 5, 6], BAND, "not_numbers"),
        ([1, 2], sparse.csr_array((2, 2)), "too_few"),
    ],
)
def test_refusals(values: object, neighbours: object, code: str) -> None:
    for ask in (getis_ord, getis_ord_general, moran):
        with pytest.raises(AnalysisRefused) as refused:
            ask(values, neighbours)
        assert refused.value.code == code and refused.value.sentence("kk")


# --- Moran -----------------------------------------------------------------------------------------------------------


def test_moments_agree_with_permutations() -> None:
    values = np.random.default_rng(2).gamma(1.0, size=64)
    ours = moran(values, grid_neighbours(8, 8), permutations=4999, seed=4, alternative="two-sided")
    assert ours.expected == pytest.approx(-1 / 63)
    assert ours.p_value == pytest.approx(ours.p_analytical, abs=0.04)


def test_the_smallest_p_is_one_over_b_plus_one_and_workers_do_not_matter() -> None:
    values = np.add.outer(np.arange(8.0), np.arange(8.0)).ravel()
    alone = moran(values, grid_neighbours(8, 8), permutations=99, seed=9)
    assert alone.p_value == 0.01 and alone.z > 5
    noise = np.random.default_rng(0).random(64)
    with ThreadPoolExecutor(2) as two:
        assert (
            moran(noise, grid_neighbours(8, 8), seed=9, executor=two).p_value
            == moran(noise, grid_neighbours(8, 8), seed=9).p_value
        )


def test_p_is_even_under_chance() -> None:
    chance, near = np.random.default_rng(8), grid_neighbours(6, 6)
    p = np.array([moran(chance.random(36), near, permutations=39, seed=k).p_value for k in range(300)])
    assert abs((p <= 0.05).mean() - 0.05) < 0.03 and abs(p.mean() - 0.5) < 0.06


def gal(path: Path) -> sparse.csr_array:
    """A neighbour file: after the head, pairs of lines `place count` and the neighbours."""
    words = path.read_text().split("\n")
    head = words[0].split()
    n, place = int(head[1] if len(head) > 1 else head[0]), 1
    rows: list[int] = []
    columns: list[int] = []
    while place < len(words) and words[place].strip():
        who, many = map(int, words[place].split())
        if many:
            rows += [who - 1] * many
            columns += [int(one) - 1 for one in words[place + 1].split()]
        place += 2
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(n, n))


def dbf(path: Path, name: str) -> list[float]:
    """One numeric column of a dBASE table."""
    raw = path.read_bytes()
    records, head, size = struct.unpack("<IHH", raw[4:12])
    at, columns = 1, {}
    for k in range(32, head - 1, 32):
        columns[raw[k : k + 11].split(b"\0")[0].decode()] = (at, raw[k + 16])
        at += raw[k + 16]
    start, width = columns[name]
    return [float(raw[head + r * size + start : head + r * size + start + width]) for r in range(records)]


@needs_pysal
def test_columbus_and_st_louis() -> None:
    crime = dbf(DATA / "columbus" / "columbus.dbf", "CRIME")
    queen = gal(DATA / "columbus" / "columbus.gal")
    assert moran(crime, queen, permutations=0).statistic == pytest.approx(0.50019, abs=5e-6)
    assert moran(crime, rook(DATA / "columbus" / "columbus.shp"), permutations=0).statistic == pytest.approx(
        0.52367, abs=5e-6
    )
    with (DATA / "stl" / "stl_hom.csv").open(newline="") as file:
        homicides = [float(row["HR8893"]) for row in csv.DictReader(file)]
    assert moran(homicides, gal(DATA / "stl" / "stl.gal"), permutations=0).statistic == pytest.approx(
        0.243656, abs=5e-7
    )


def rook(path: Path) -> sparse.csr_array:
    """Who shares a side (two vertices in a row), from the rings of a shapefile."""
    raw, at, sides, place = path.read_bytes(), 100, {}, 0
    while at < len(raw):
        length = struct.unpack(">i", raw[at + 4 : at + 8])[0] * 2
        body = raw[at + 8 : at + 8 + length]
        parts, vertices = struct.unpack("<2i", body[36:44])
        starts = [*struct.unpack(f"<{parts}i", body[44 : 44 + 4 * parts]), vertices]
        xy = np.frombuffer(body, "<f8", 2 * vertices, 44 + 4 * parts).reshape(-1, 2)
        for first, last in pairwise(starts):
            ring = [tuple(one) for one in xy[first:last]]
            for one, two in pairwise(ring):
                sides.setdefault(frozenset((one, two)), set()).add(place)
        at, place = at + 8 + length, place + 1
    dense = np.zeros((place, place))
    for owners in sides.values():
        for one in owners:
            for two in owners - {one}:
                dense[one, two] = 1
    return sparse.csr_array(dense)
