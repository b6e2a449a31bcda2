"""What came of what an applicant said, as a piece of the applicant's own page."""

from __future__ import annotations

from django.template.loader import render_to_string

from senim.kernel.scoping import PUBLIC
from senim.problems.presenters.parts import language
from senim.problems.selectors.public import of_appeal


def came_of(appeal_id: int) -> str:
    """The published problems that this appeal was a beginning of; "" where there is none."""
    found = of_appeal(PUBLIC, appeal_id, language())
    return render_to_string("problems/parts/came_of.html", {"part": {"problems": found}}) if found else ""
