"""Tables of the appeal: what a citizen said, what was promised, and every step since."""

from senim.appeals.models.appeal import Appeal, Draft, Identity
from senim.appeals.models.moves import Body, Extension, Followup, Pause, Referral, Reopening, Transfer
from senim.appeals.models.tables import Rule, Template
from senim.appeals.models.talk import Answer, AppealFile, Event, Message
from senim.appeals.models.together import Joined, Together, TogetherPart

__all__ = [
    "Answer",
    "Appeal",
    "AppealFile",
    "Body",
    "Draft",
    "Event",
    "Extension",
    "Followup",
    "Identity",
    "Joined",
    "Message",
    "Pause",
    "Referral",
    "Reopening",
    "Rule",
    "Template",
    "Together",
    "TogetherPart",
    "Transfer",
]
