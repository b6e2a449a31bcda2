"""What a changed row of another system may change here. No Django import.

The house's own work stands above a file: what an officer has done is never undone by one, and what decides who holds an
appeal and by when it is due (kind, category, place, moment) is what it was when the appeal came in. A difference that
changes nothing is left as a note for whoever holds the appeal: nothing that the other system says is lost.
"""

from __future__ import annotations

from collections.abc import Mapping

from senim.exchange.domain import Part, Stage, Verdict

#: States of ours from which a state of theirs leads on, and to which.
_FORWARD: dict[str, frozenset[Stage]] = {
    "new": frozenset({Stage.IN_WORK, Stage.ANSWERED, Stage.REDIRECTED, Stage.WITHDRAWN}),
    "in_work": frozenset({Stage.ANSWERED, Stage.REDIRECTED, Stage.WITHDRAWN}),
    "asked": frozenset({Stage.ANSWERED, Stage.REDIRECTED, Stage.WITHDRAWN}),
    "handed": frozenset({Stage.ANSWERED, Stage.WITHDRAWN}),
}


def moves(state: str, stage: Stage, *, answered: bool) -> bool:
    """Whether a state of theirs moves an appeal of ours on. answered: somebody here has given an answer, even an
    interim one: then only the applicant's own withdrawal still counts."""
    if answered and stage is not Stage.WITHDRAWN:
        return False
    return stage in _FORWARD.get(state, frozenset())


def verdicts(
    parts: Mapping[str, str], *, state: str, is_open: bool, answered: bool, stage: Stage, fills: bool
) -> dict[Part, Verdict]:
    """What becomes of each differing part. fills: the row has a contact where the appeal lacks it."""
    aside = Verdict.NOTED if is_open else Verdict.KEPT
    moved = moves(state, stage, answered=answered)
    found: dict[Part, Verdict] = {}
    for part in map(Part, parts):
        if part in (Part.STATE, Part.ANSWER):
            found[part] = Verdict.TAKEN if moved else aside
        elif part is Part.TEXT:
            found[part] = Verdict.ADDED if is_open else Verdict.KEPT
        elif part is Part.APPLICANT:
            found[part] = Verdict.FILLED if fills else aside
        else:
            found[part] = aside
    return found
