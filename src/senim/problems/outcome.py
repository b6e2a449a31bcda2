"""What came of what an applicant said, and what else is done around there, as a piece of the applicant's own page."""

from __future__ import annotations

from django.core import signing
from django.template.loader import render_to_string

from senim.appeals import api as appeals
from senim.kernel.scoping import PUBLIC
from senim.problems.presenters.parts import language
from senim.problems.selectors.public import of_appeal

#: The pass with which the applicant's page joins a problem: signed, so that the link's secret stands in no form.
PASS, PASS_LIVES = "senim.problems.voice.appeal", 86_400


def came_of(own: appeals.OwnAppeal) -> str:
    """The published problems behind which this appeal stands, and those of its area that it may join; "" for none.

    One query, on a page that asks few.
    """
    if not own.ordinary:
        return ""
    found = of_appeal(PUBLIC, own, language())
    if not (found.mine or found.near):
        return ""
    shown = {
        "part": {"problems": found.mine},
        "joined": found.joined,
        "near": found.near,
        "pass": signing.dumps(own.id, salt=PASS),
    }
    return render_to_string("problems/parts/came_of.html", shown)
