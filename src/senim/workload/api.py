"""Load: how much falls on each beat, against which norm, and how could beats be drawn? The only door of this context.

loads(scope, area, norm) -> [BeatLoad]     the beats of an area in the order of their codes (3 queries)
norms(scope, on) -> {code: Norm}           the norms of a day with their marks (1 query)
reckoned(scope) -> [proposal_id]           proposals that are reckoned, the latest first (1 query)
redrawn(scope, proposal_id) -> Redrawn     a proposal as ground, for whoever rehearses it (1 query)
on_proposal(way)                           a way on beside a proposal
acts, Measure, Care                        proposals, for the demonstration: propose, execute, set_norm
"""

from senim.workload import actions as acts
from senim.workload.domain import Care, Measure, Norm
from senim.workload.onward import Redrawn, on_proposal, reckoned, redrawn
from senim.workload.selectors import BeatLoad, loads, norms

__all__ = [
    "BeatLoad", "Care", "Measure", "Norm", "Redrawn", "acts", "loads", "norms", "on_proposal", "reckoned", "redrawn",
]
