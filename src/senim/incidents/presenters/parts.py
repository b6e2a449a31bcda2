"""What the pages share."""

from __future__ import annotations

from senim.incidents.domain import BatchState, RunState

TAGS = {
    BatchState.STAGED: "warn",
    BatchState.APPLIED: "good",
    BatchState.WITHDRAWN: "bad",
    RunState.DONE: "good",
    RunState.REFUSED: "warn",
    RunState.FAILED: "bad",
}
