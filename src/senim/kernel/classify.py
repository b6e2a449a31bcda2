"""What a stored field is to the people it speaks of. A test refuses a model field that is not classified."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """Four classes, from what everyone may see to what nobody may read back."""

    OPEN = "open"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SECRET = "secret"  # noqa: S105 - the name of a class, not a password


OPEN = Sensitivity.OPEN
INTERNAL = Sensitivity.INTERNAL
PERSONAL = Sensitivity.PERSONAL
SECRET = Sensitivity.SECRET
