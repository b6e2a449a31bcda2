"""What came of what an applicant said, and what else is done around there, as a piece of the applicant's own page."""

from __future__ import annotations

from django.core import signing
from django.template.loader import render_to_string

from senim.appeals import api as appeals
from senim.kernel.scoping import PUBLIC, SYSTEM
from senim.problems.presenters.parts import language
from senim.problems.selectors.public import joined_by, of_appeal, on_beat

#: The pass with which the applicant's page joins a problem: signed, so that the link's secret stands in no form.
PASS, PASS_LIVES = "senim.problems.voice.appeal", 86_400


def came_of(appeal_id: int) -> str:
    """The published problems behind which this appeal stands, and those of its area that it may join; "" for none."""
    own = appeals.own(SYSTEM, appeal_id)
    if own is None or not own.ordinary:
        return ""
    mine = of_appeal(PUBLIC, appeal_id, language())
    known = {one.number for one in mine}
    near = [one for one in on_beat(PUBLIC, own.area_path, language()) if one.number not in known]
    if not (mine or near):
        return ""
    shown = {
        "part": {"problems": mine},
        "joined": joined_by(PUBLIC, appeal_id) if mine else set(),
        "near": near,
        "pass": signing.dumps(appeal_id, salt=PASS),
    }
    return render_to_string("problems/parts/came_of.html", shown)
