"""Tables of the partnership."""

from senim.partnership.models.bodies import Body, Member, Training, TrainingPart
from senim.partnership.models.control import Decision, Step
from senim.partnership.models.meetings import Meeting, Question
from senim.partnership.models.research import Agreement, DisclosureRule, Export
from senim.partnership.models.sessions import Attendance, Correction, Item, Material, Session

__all__ = [
    "Agreement",
    "Attendance",
    "Body",
    "Correction",
    "Decision",
    "DisclosureRule",
    "Export",
    "Item",
    "Material",
    "Meeting",
    "Member",
    "Question",
    "Session",
    "Step",
    "Training",
    "TrainingPart",
]
