"""Problems: what keeps happening here, why, who does what, did it work? The only door of this context.

Public, masked already: on_beat(PUBLIC, area_path, language) -> [PublicProblem] (one query), template ON_BEAT.
Reading: get(scope, number), listing(scope, ...), tasks(scope, which=...), experience(scope, ...), facts_of(scope, it).
Words: STAGES, TASK_STATES, FINDINGS, PROBLEM_KINDS, PLACES, TECHNIQUES, HEADINGS, EMMIE; tab(problem, parts, code) and
parts(scope, problem, code) give what a tab shows, for the chapter of an area.
Opening from the workbench: the address `problems:open` with ?selection=<Selection as JSON>&run=<id>&area=<id>.
REPRESENTATION: the kind of document that a problem file gives, and a visit as well (`documents.fill_from`).
Playing it through (the demonstration): `acts`, each as a person does it; `Problem` numbers are random.
"""

from django.utils.translation import gettext_lazy as _

from senim.problems import acts
from senim.problems.catalogue import EMMIE, HEADINGS, MECHANISMS, PLACES, PROBLEM_KINDS, TECHNIQUES
from senim.problems.domain import FINDINGS, STAGES, TASK_STATES, Finding, Stage, TaskState
from senim.problems.papers import REPRESENTATION
from senim.problems.presenters.file import head, tab
from senim.problems.selectors.facts import facts_of
from senim.problems.selectors.files import experience, get, listing, parts, tasks
from senim.problems.selectors.public import PublicProblem, on_beat

#: The title and the template of the part of the page of a beat; context: part.problems (list of PublicProblem).
ON_BEAT_TITLE = _("Problems we are solving together")
ON_BEAT = "problems/parts/on_beat.html"

__all__ = [
    "EMMIE",
    "FINDINGS",
    "HEADINGS",
    "MECHANISMS",
    "ON_BEAT",
    "ON_BEAT_TITLE",
    "PLACES",
    "PROBLEM_KINDS",
    "REPRESENTATION",
    "STAGES",
    "TASK_STATES",
    "TECHNIQUES",
    "Finding",
    "PublicProblem",
    "Stage",
    "TaskState",
    "acts",
    "experience",
    "facts_of",
    "get",
    "head",
    "listing",
    "on_beat",
    "parts",
    "tab",
    "tasks",
]
