"""On what ground somebody looks something up: a duty on the own day, or what another context knows of the own desk."""

from __future__ import annotations

from collections.abc import Callable

from senim.kernel import duties
from senim.kernel.clock import today
from senim.kernel.scoping import Scope
from senim.registers import policies

#: check(scope, text) -> the ground in one form where it stands on this person's desk, else None.
Check = Callable[[Scope, str], str | None]
_checks: dict[str, Check] = {}


def register_ground(name: str, check: Check) -> None:
    """Say once (in `AppConfig.ready`) what else is a ground; registering a name again replaces it."""
    _checks[name] = check


def ground(scope: Scope, text: str) -> str:
    """The ground in one form. Raises Refused where it is empty, or stands on no desk of this person."""
    text = text.strip()
    if not text:
        raise policies.refuse("ground_needed", field="ground")
    if ":" in text and duties.find(scope, today(), text) is not None:
        return text[:120]
    for check in _checks.values():
        if found := check(scope, text):
            return found[:120]
    raise policies.refuse("ground_unknown", field="ground")
