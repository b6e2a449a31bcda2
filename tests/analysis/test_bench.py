"""The bench beside peers: an answer that differs is an error, a bar that is missed is called so."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import jobs, peer_rows, peer_table, peers


def test_an_answer_that_differs_is_called_so() -> None:
    close = {"observed": 0.0, "expected": 1e-9}
    assert peer_table.compared({"observed": 3, "expected": 2.0}, {"observed": 3, "expected": 2.0}, close) == (
        "same observed, expected"
    )
    assert peer_table.compared({"observed": 4}, {"observed": 3}, close).startswith("DIFFERS: observed 4, ours 3")
    assert peer_table.compared({"p": 0.1}, {"p": 0.1}, close) == "not comparable"


@pytest.mark.parametrize(("warm", "memory", "word"), [(0.4, 250, "met"), (0.6, 250, "MISSED"), (0.4, 350, "MISSED")])
def test_a_bar_is_met_or_missed(warm: float, memory: float, word: str) -> None:
    ran = peer_table.Ran("senim_analysis", "knox exact", 100_000, warm=warm, memory=memory, cpu=warm, ours=True)
    assert f"| 0.50 s, 300 MB: {word} |" in peer_table.row(ran)


def test_a_peer_that_is_not_here_is_named(tmp_path: Path) -> None:
    asked = peers._asked(["--peer-python", ""])
    own = peer_table.Ran("senim_analysis", "mantel 99", 5000)
    ran = peers.theirs(peer_rows.ROWS["mantel 99"][0], "mantel 99", 5000, tmp_path / "5000.npy", own, asked)
    assert ran.said == "not here: SENIM_PEER_PYTHON" and ran.warm is None


def test_every_row_has_a_job() -> None:
    assert set(peer_rows.ROWS) == set(jobs.JOBS)
    assert set(peer_rows.GROWING) <= set(jobs.JOBS)
    assert {job for job, _ in peer_rows.BARS} <= {*jobs.JOBS, peer_rows.REPORT}
