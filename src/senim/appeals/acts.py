"""What is done with an appeal, verb by verb, for a context to the right that plays it through (`api.acts`)."""

from senim.appeals.actions.answer import Words, answer, ask_reopen, decide_reopening
from senim.appeals.actions.bodies import BodyValues, keep_body
from senim.appeals.actions.duplicates import mark as mark_duplicate
from senim.appeals.actions.intake import begin
from senim.appeals.actions.joining import Way, join
from senim.appeals.actions.moves import (
    act_on_referral,
    decide_transfer,
    hand_to_duty,
    offer_transfer,
    refer,
    reference_crime,
)
from senim.appeals.actions.supervise import extend, pause
from senim.appeals.actions.talk import add, ask, note, open_it, send_to_council
from senim.appeals.domain import Hand
from senim.appeals.report import secret_from, secret_hash
from senim.appeals.selectors import bodies

__all__ = [
    "BodyValues",
    "Hand",
    "Way",
    "Words",
    "act_on_referral",
    "add",
    "answer",
    "ask",
    "ask_reopen",
    "begin",
    "bodies",
    "decide_reopening",
    "decide_transfer",
    "extend",
    "hand_to_duty",
    "join",
    "keep_body",
    "mark_duplicate",
    "note",
    "offer_transfer",
    "open_it",
    "pause",
    "refer",
    "reference_crime",
    "secret_from",
    "secret_hash",
    "send_to_council",
]
