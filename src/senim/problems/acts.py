"""What is done in a file, verb by verb, for a context to the right that plays it through (`api.acts`)."""

from senim.problems import tasks
from senim.problems.actions.analysis import add_evidence, add_finding, add_hypothesis, judge_hypothesis, set_side
from senim.problems.actions.audits import begin_audit, mark_heading
from senim.problems.actions.door import answer_link, open_link
from senim.problems.actions.file import (
    Definition,
    PublicWords,
    add_member,
    add_source,
    begin,
    define,
    end_member,
    move,
    open_problem,
    publish,
    withdraw,
)
from senim.problems.actions.measure import (
    LessonWords,
    PlanValues,
    ask_assessment,
    freeze_plan,
    keep_lesson,
    mark_treated,
)
from senim.problems.actions.offers import decline_offer, look, open_offer
from senim.problems.actions.response import Proposal, decide, recall_task, recommend, send_task
from senim.problems.actions.voices import join
from senim.problems.domain import (
    Belief,
    Decider,
    Light,
    Mark,
    MemberRole,
    Question,
    Side,
    SourceKind,
    Verdict,
    Weight,
)


def compute(assessment_id: int) -> None:
    """Compute an assessment here and now, as the job does. Loads the heavy library."""
    tasks.assess.func(assessment_id)


__all__ = [
    "Belief",
    "Decider",
    "Definition",
    "LessonWords",
    "Light",
    "Mark",
    "MemberRole",
    "PlanValues",
    "Proposal",
    "PublicWords",
    "Question",
    "Side",
    "SourceKind",
    "Verdict",
    "Weight",
    "add_evidence",
    "add_finding",
    "add_hypothesis",
    "add_member",
    "add_source",
    "answer_link",
    "ask_assessment",
    "begin",
    "begin_audit",
    "compute",
    "decide",
    "decline_offer",
    "define",
    "end_member",
    "freeze_plan",
    "join",
    "judge_hypothesis",
    "keep_lesson",
    "look",
    "mark_heading",
    "mark_treated",
    "move",
    "open_link",
    "open_offer",
    "open_problem",
    "publish",
    "recall_task",
    "recommend",
    "send_task",
    "set_side",
    "withdraw",
]
