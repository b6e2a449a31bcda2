"""Words and values of the staff context. No Django here.

A *post* is a chair, an *account* is a person, a *holding* is that person on that chair for a period.
Rights come from holdings alone: nobody has a right for ever, and nobody has one everywhere.
"""

from __future__ import annotations

from enum import StrEnum

from senim.kernel.scoping import Role


class Rank(StrEnum):
    """Special ranks of the police, lowest first."""

    NONE = "none"
    PRIVATE = "private"
    JUNIOR_SERGEANT = "junior_sergeant"
    SERGEANT = "sergeant"
    SENIOR_SERGEANT = "senior_sergeant"
    SERGEANT_MAJOR = "sergeant_major"
    JUNIOR_LIEUTENANT = "junior_lieutenant"
    LIEUTENANT = "lieutenant"
    SENIOR_LIEUTENANT = "senior_lieutenant"
    CAPTAIN = "captain"
    MAJOR = "major"
    LIEUTENANT_COLONEL = "lieutenant_colonel"
    COLONEL = "colonel"
    MAJOR_GENERAL = "major_general"


class Kind(StrEnum):
    """How a person is on a post: its holder, in the holder's place for a time, or learning under a mentor."""

    HOLDER = "holder"
    SUBSTITUTE = "substitute"
    TRAINEE = "trainee"


class EndReason(StrEnum):
    """Why a holding ended. A dismissal also closes the account and every session of it."""

    DISMISSAL = "dismissal"
    LEAVING = "leaving"
    MOVE = "move"
    RETURN = "return"
    MISTAKE = "mistake"


class AbsenceKind(StrEnum):
    """Why a person is away. It is known to the person and to the head above, and shown to nobody else."""

    LEAVE = "leave"
    SICKNESS = "sickness"
    TRAINING = "training"
    OTHER = "other"


class ShiftKind(StrEnum):
    """What a shift is for. An event draws the officer off the beat: residents see that, not where to."""

    BEAT = "beat"
    DUTY = "duty"
    RECEPTION = "reception"
    EVENT = "event"


#: Roles that a post may have. A trainee is a holding on the mentor's post; an executor comes by link, without account.
POST_ROLES = tuple(role for role in Role if role not in {Role.TRAINEE, Role.EXECUTOR})

#: Helpers of an inspector: without areas of their own they have those of the post that they report to.
BESIDE_ROLES = frozenset({Role.ASSISTANT, Role.CIVILIAN})

#: Roles that see no content of appeals at all, whatever their area.
BLIND_ROLES = frozenset({Role.ADMIN, Role.AUDITOR})

#: Days of the reception hours, in the order of the week.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
