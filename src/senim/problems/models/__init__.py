"""The tables of the problems context."""

from senim.problems.chapter.models import Chapter, ChapterFile
from senim.problems.models.analysis import Evidence, Finding, Hypothesis, Side
from senim.problems.models.audit import Audit, AuditItem
from senim.problems.models.file import Event, Member, Problem, ProblemAppeal, Source
from senim.problems.models.measure import Assessment, Lesson, Plan
from senim.problems.models.offers import Offer
from senim.problems.models.response import Decision, Recommendation, Task
from senim.problems.models.thoughts import Thought
from senim.problems.models.voices import Voice

__all__ = [
    "Assessment",
    "Audit",
    "AuditItem",
    "Chapter",
    "ChapterFile",
    "Decision",
    "Event",
    "Evidence",
    "Finding",
    "Hypothesis",
    "Lesson",
    "Member",
    "Offer",
    "Plan",
    "Problem",
    "ProblemAppeal",
    "Recommendation",
    "Side",
    "Source",
    "Task",
    "Thought",
    "Voice",
]
