"""An open appeal on one's own desk is a ground for looking into a register."""

from __future__ import annotations

from senim.appeals.models import Appeal
from senim.appeals.permissions import visible
from senim.kernel import ids
from senim.kernel.scoping import Role, Scope
from senim.registers import api as registers

#: Whose desk an appeal may lie on: seeing it from above is no ground.
_HANDS = (Role.INSPECTOR, Role.JUVENILE, Role.DUTY)


def holds(scope: Scope, text: str) -> str | None:
    """The number of an open appeal that one of the asker's posts holds, in one form; else None. One query at most."""
    number = ids.parse_number(text)
    if number is None:
        return None
    mine = Appeal.objects.filter(visible(scope), number=number, is_open=True, holder_id__in=scope.posts(*_HANDS))
    return number if mine.exists() else None


def register() -> None:
    """Tell the registers."""
    registers.register_ground("appeals", holds)
