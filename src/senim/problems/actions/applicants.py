"""Residents are told what came of what they said: neutrally, at the link they have, and only who asked to be told."""

from __future__ import annotations

from senim.appeals import api as appeals
from senim.kernel.clock import now
from senim.problems.actions.voices import appeal_ids
from senim.problems.models import Problem, ProblemAppeal

#: What is news to an applicant, once each: shown to residents, decided, assessed, closed.
STEPS = ("published", "decided", "assessed", "closed")


def tell(problem: Problem, step: str) -> int:
    """Tell the applicants behind a file that there is news at their link; gives how many. In the caller's transaction.

    A file that is not shown to residents has nothing to show there, and tells nobody. Sensitive appeals are never
    behind a file, and `news_of_many` leaves them out once more.
    """
    assert step in STEPS
    if not problem.is_public:
        return 0
    told = appeals.news_of_many(appeal_ids(problem), f"problem:{problem.pk}:{step}")
    ProblemAppeal.objects.filter(problem=problem, appeal__in=told).update(told_at=now())
    return len(told)
