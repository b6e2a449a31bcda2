"""What residents see of an appeal while an officer may still take the last step back: the appeal as it stands.

In its first seconds a step is the officer's own. It costs nothing to look: only where something happened just now the
database is asked whether it may still be taken back.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings

from senim.appeals.models import Appeal, Event
from senim.kernel import undo
from senim.kernel.clock import now
from senim.kernel.scoping import Scope

#: A press on many may be taken back a little longer than the seconds that are set.
LONGEST = timedelta(minutes=2)


def as_it_stands(appeal: Appeal) -> Appeal:
    """The appeal, in memory, without what may still be taken back and without what was. One query, mostly none."""
    events: list[Event] = list(appeal.events.all())
    gone = {one.data.get("event") for one in events if one.type == "undone"}
    answers = list(appeal.answers_given.all())
    if settings.UNDO_SECONDS and any(one.at > now() - LONGEST for one in events):
        for step in undo.pending(("appeal", appeal.pk)):
            gone.add(step.before["event"])
            answers = [one for one in answers if one.pk != step.before.get("answer")]
            _before(appeal, step.before["was"])
            if "followup" in step.before and hasattr(appeal, "followup"):
                appeal.followup.due_at = now() + LONGEST
    kept = appeal.__dict__.setdefault("_prefetched_objects_cache", {})
    kept["events"] = [one for one in events if one.pk not in gone and one.type != "undone"]
    kept["answers_given"] = answers
    return appeal


def typed_before(scope: Scope, appeal: Appeal, token: str) -> dict[str, Any] | None:
    """What this person typed into an answer that was just taken back: it begins the next try. One query."""
    step = undo.taken_back(scope.account_id, token)
    return step.before.get("words") if step and step.subject_id == str(appeal.pk) else None


def _before(appeal: Appeal, was: dict[str, object]) -> None:
    for field in Appeal._meta.concrete_fields:
        if field.attname in was:
            value = was[field.attname]
            setattr(appeal, field.attname, field.to_python(value) if isinstance(value, str) else value)
