"""The paper that is made from a problem file: a representation on removing causes and conditions.

It names a place and what lets offences happen there; whatever looks like a person is refused, as in the file itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from senim.documents import api as documents
from senim.documents.api import Filled, Kind, Value
from senim.kernel import ids
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope
from senim.problems.domain import Belief
from senim.problems.models import Problem
from senim.problems.permissions import NOT_YOURS
from senim.problems.policies import check_not_a_household
from senim.problems.selectors.files import get, parts
from senim.territory import api as territory

REPRESENTATION = "representation"
MAKERS = frozenset({Role.INSPECTOR, Role.ASSISTANT, Role.TRAINEE, Role.JUVENILE, Role.HEAD})
SIGNERS = frozenset({Role.INSPECTOR, Role.HEAD})
NAME = Label(
    "Себептер мен жағдайларды жою туралы ұсыныс",
    "Представление об устранении причин и условий",
    "Representation on causes and conditions",
)
FILE = Label("мәселе ісі", "дело о проблеме", "the problem file")
HELD = Label(
    "істегі расталған болжамдар", "подтверждённые версии в деле", "hypotheses of the file that are held"
)
DECIDED = Label("істегі ұсынымдар", "рекомендации в деле", "recommendations of the file")


def register() -> None:
    """Call it from AppConfig.ready."""
    documents.register(
        Kind(
            REPRESENTATION,
            NAME,
            of="problem",
            makers=MAKERS,
            signers=SIGNERS,
            folder=Path(__file__).parent / REPRESENTATION,
            fill=fill,
            check=no_person,
            word=True,
        )
    )


def no_person(words: Mapping[str, str]) -> None:
    """Raises Refused at the first part that seems to name a person or a household, as the file itself does."""
    for code in ("place", "found", "causes", "measures"):
        check_not_a_household(words.get(code, ""), field=code)


def post_over(scope: Scope, path: str) -> int:
    """The own post that serves an area, or a part of it. Raises NotYours."""
    for duty in scope.duties:
        near = any(path.startswith(own) or own.startswith(path) for own in duty.paths)
        if duty.role in MAKERS and near:
            return duty.post_id
    raise NotYours("not_yours", NOT_YOURS)


def fill(scope: Scope, subject: str, language: str) -> Filled:
    """What the file says: the pattern, the causes that are held, what was recommended."""
    problem = get(scope, ids.parse_number(subject) or "")
    spoken = language or "kk"
    causes = [one.text for one in parts(scope, problem, "analyse").hypotheses if one.state == Belief.HELD]
    measures = [one.text for one in parts(scope, problem, "respond").recommendations]
    values = {
        "place": Value(_place(problem, spoken), FILE),
        "found": Value("\n".join(filter(None, (problem.title, problem.words))), FILE),
        "causes": Value("\n".join(causes), HELD),
        "measures": Value("\n".join(measures), DECIDED),
        "file": Value(problem.number, FILE),
    }
    return Filled(
        values, problem.area_path, post_over(scope, problem.area_path), f"{problem.number}: {problem.title}",
        language=spoken,
    )


def _place(problem: Problem, spoken: str) -> str:
    return territory.name_of(territory.area(problem.area_id), spoken) if problem.area_id else ""
