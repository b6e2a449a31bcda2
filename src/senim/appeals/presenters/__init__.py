"""Rows and models made ready for pages: words of the present language, addresses, what may be done."""

from senim.appeals.presenters.applicant import applicant_context
from senim.appeals.presenters.desk import (
    OPEN_TO_WORK,
    body_choices,
    desk_context,
    officer_choices,
    post_choices,
    post_label,
    queue_row,
    shorten,
    templates_for,
)
from senim.appeals.presenters.joined import joined_context, near_row
from senim.appeals.presenters.parts import (
    answer_rows,
    answer_view,
    card_of,
    file_row,
    promise_rows,
    qr,
    referral_row,
    timeline,
)
from senim.appeals.presenters.places import area_choices, hit_row, place_from
from senim.appeals.presenters.report import check_context, step_context

__all__ = [
    "OPEN_TO_WORK",
    "answer_rows",
    "answer_view",
    "applicant_context",
    "area_choices",
    "body_choices",
    "card_of",
    "check_context",
    "desk_context",
    "file_row",
    "hit_row",
    "joined_context",
    "near_row",
    "officer_choices",
    "place_from",
    "post_choices",
    "post_label",
    "promise_rows",
    "qr",
    "queue_row",
    "referral_row",
    "shorten",
    "step_context",
    "templates_for",
    "timeline",
]
