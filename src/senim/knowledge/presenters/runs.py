"""A run in words: its steps with the time of each tick, what is odd in it, rows of the history."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from senim.kernel import duties, formats
from senim.kernel.clock import local, today
from senim.kernel.scoping import Scope
from senim.knowledge.domain import MARKS, Mark, Step, Text
from senim.knowledge.models import Run, Tick
from senim.knowledge.presenters import cards as show
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language, number, when

FINISHED = gettext_lazy("The record is finished and kept.")
REASONS = (
    gettext_lazy("Not needed here"),
    gettext_lazy("Another service did it"),
    gettext_lazy("Could not be done in time"),
)


def run_page(run: Run, scope: Scope) -> dict[str, Any]:
    """One run. mine: it is one's own and open, so that it can be ticked."""
    text = Text.from_json(run.version.body)
    ticked = {tick.step: tick for tick in run.ticks.all() if tick.off_at is None}
    steps = [_step(one, ticked.get(one.id), run) for one in text.steps]
    mine = run.account_id == scope.account_id and run.ended_at is None
    return {
        "run": run,
        "title": str(text.title),
        "when": str(text.when),
        "number": run.version.number,
        "code": run.version.procedure.code,
        "card_url": reverse("knowledge:card", args=[run.version.procedure.code]),
        "steps": steps,
        "done": len(ticked),
        "of": len(steps),
        "left": [one["words"] for one in steps if one["ticked"] is None],
        "mine": mine,
        "whose": "" if run.account_id == scope.account_id else _who(run),
        "marks": [mark_words(run, one) for one in run.marks],
        "strange": [{"step": step, "at": at} for step, at in sorted(run.strange.items())],
        "about": (about := _about(run, scope)),
        "facts": facts(run, about),
        "taken_back": [
            {"step": next((one["words"] for one in steps if one["id"] == tick.step), tick.step), "at": tick.at}
            for tick in run.ticks.all()
            if tick.off_at is not None
        ],
        "reasons": [str(one) for one in REASONS],
    }


def _step(one: Step, tick: Tick | None, run: Run) -> dict[str, Any]:
    at = tick.at if tick is not None else None
    told = tick.told_at if tick is not None else None
    return {**show.step(one), "ticked": at, "time": short_time(at, run.started_at) if at else "", "told": told}


def _who(run: Run) -> str:
    name = staff.person_name(run.account_id, language())
    return ", ".join(filter(None, (name, staff.post_title(run.post_id, language()))))


def mark_words(run: Run, code: str) -> str:
    """What is odd, with how far the clock was off where that is it."""
    words = str(MARKS[Mark(code)])
    if code == Mark.CLOCK_OFF:
        gap = timedelta(seconds=abs(run.off_seconds))
        said = {"time": formats.duration(gap, language())}
        ahead = _("ahead by %(time)s") if run.off_seconds > 0 else _("behind by %(time)s")
        return f"{words} ({ahead % said})"
    return words


def facts(run: Run, about: str) -> list[dict[str, str]]:
    """What is kept beside the ticks."""
    rows = [
        (_("Beginning"), _both(run.started_at, run.told_start)),
        (_("End"), _both(run.ended_at, run.told_end) if run.ended_at else ""),
        (_("Arrived from the device"), str(when(run.arrived_at)) if run.offline else ""),
        (_("Where"), run.place),
        (_("In a sentence"), run.words),
        (_("Why steps stayed open"), run.why_open),
        (_("About what"), about),
        (_("Who"), _who(run)),
        (_("Version"), number(run.version.number)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _about(run: Run, scope: Scope) -> str:
    """The duty on which it was begun; "" for none."""
    if not run.about:
        return ""
    duty = duties.find(scope, today(), run.about)
    return str(duty.what) if duty is not None else _("a duty that is done or handed on")


def _both(at: datetime, told: datetime | None) -> str:
    said = str(when(at))
    return _("%(at)s (the device said %(told)s)") % {"at": said, "told": when(told)} if told else said


def run_row(run: Any, scope: Scope) -> dict[str, Any]:
    """One run in the history."""
    text = Text.from_json(run.version.body)
    open_steps = len(text.steps) - run.ticked
    status, kind = _("under way"), "warn"
    if run.ended_at is not None:
        status, kind = (_("steps left open"), "warn") if open_steps else (_("all steps ticked"), "good")
    return {
        "url": reverse("knowledge:run", args=[run.pk]),
        "title": str(text.title),
        "at": run.started_at,
        "ticked": run.ticked,
        "of": len(text.steps),
        "status": status,
        "kind": kind,
        "odd": bool(run.marks),
        "place": run.place,
        "who": "" if run.account_id == scope.account_id else staff.person_name(run.account_id, language()),
        "area": _area(run.area_path),
        "lasted": formats.duration(run.ended_at - run.started_at, language()) if run.ended_at else "",
    }


def _area(path: str) -> str:
    last = path.strip("/").rpartition("/")[2]
    try:
        return territory.name_of(territory.area(int(last)), language()) if last else ""
    except KeyError:
        return ""


def short_time(at: datetime, begun: datetime) -> str:
    """The hour of a tick of the day on which the run began, the day with it otherwise."""
    return formats.clock_time(at) if local(at).date() == local(begun).date() else str(when(at))
