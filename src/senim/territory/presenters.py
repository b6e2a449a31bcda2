"""What the staff pages show, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from senim.kernel.clock import now, today
from senim.territory import checking, drawing, policies
from senim.territory.domain import AreaInfo, ImportKind, ImportState, Level, Why, name_of
from senim.territory.importing.issues import SENTENCES, sentence
from senim.territory.labels import KINDS, LEVELS, STATE_TAGS, STATES, WHY
from senim.territory.models import ImportRun
from senim.territory.snapshot import snapshot
from senim.web.words import number

#: Errors and notes on one page; the rest is counted.
SHOWN = 200
#: Work that has not ended by then may have been killed: offer to begin again.
STUCK_AFTER = timedelta(minutes=5)


def language() -> str:
    return (get_language() or "kk")[:2]


def run_line(run: ImportRun) -> dict[str, Any]:
    """A line of the history."""
    state = ImportState(run.state)
    return {
        "id": run.id, "file": run.file_name, "kind": str(KINDS[ImportKind(run.kind)]), "state": str(STATES[state]),
        "tag": STATE_TAGS[state], "at": run.created_at, "from": run.valid_from, "counts": counts(run),
    }


def counts(run: ImportRun) -> str:
    """"New: 3, changed: 1 ..." or nothing before the check."""
    if not run.counts:
        return ""
    words = (("new", _("new")), ("changed", _("changed")), ("same", _("the same")), ("closed", _("ended")))
    parts = [f"{word}: {number(run.counts[name])}" for name, word in words if run.counts.get(name)]
    return ", ".join(parts) or _("nothing")


def run_page(run: ImportRun) -> dict[str, Any]:
    """Everything of one import."""
    state = ImportState(run.state)
    under_way = state in (ImportState.WAITING, ImportState.READING, ImportState.WRITING)
    is_whole_file = any(row == 0 for row, _code, _params in run.errors)
    return {
        "run": run, **run_line(run), "level": str(LEVELS[Level(run.level)]) if run.level else "",
        "errors": _issues(run.errors), "more_errors": max(0, run.error_count - SHOWN),
        "notes": _issues(run.notes), "more_notes": max(0, len(run.notes) - SHOWN),
        "under_way": under_way,
        "progress": run.phase_done if run.phase_total else None, "total": run.phase_total,
        "can_apply": policies.can_apply(state, run.error_count, skip_bad=False) and run.checked_at is not None,
        "can_skip": bool(run.error_count) and not is_whole_file
        and policies.can_apply(state, run.error_count, skip_bad=True),
        "is_stuck": under_way and now() - run.created_at > STUCK_AFTER,
        "can_discard": state not in (ImportState.DONE, ImportState.FAILED),
        "nothing_new": state is ImportState.CHECKED and not any(
            run.counts.get(name) for name in ("new", "changed", "closed")),
    }


def _issues(stored: list[Any]) -> list[dict[str, Any]]:
    return [{"row": row, "text": sentence(code, params)} for row, code, params in stored[:SHOWN] if code in SENTENCES]


# --- the check ------------------------------------------------------------------------------------------------------


def check_page(report: checking.Report) -> dict[str, Any]:
    """Lists of what is wrong and the map of it."""
    lang, snap = language(), snapshot()

    def called(area_id: int) -> str:
        return name_of(snap.areas[area_id], lang)

    return {
        "report": report,
        "holes": [[called(hole.area_id), _km2(hole.m2), place(hole.lon, hole.lat)] for hole in report.holes[:SHOWN]],
        "overlaps": [[f"{called(one.one_id)} / {called(one.other_id)}", _km2(one.m2), place(one.lon, one.lat)]
                     for one in report.overlaps[:SHOWN]],
        "shapeless": [_beat(info, lang) for info in report.shapeless[:SHOWN]],
        "unserved": [_beat(info, lang) for info in (report.unserved or ())[:SHOWN]],
        "asked_serving": report.unserved is not None,
        "missed": [[place(one.lon, one.lat), str(WHY[Why(one.why)]), number(one.times)]
                   for one in report.missed[:SHOWN]],
        "map": _map(report, lang),
    }


def _beat(info: AreaInfo, lang: str) -> dict[str, str]:
    above = snapshot().areas.get(info.parent_id or 0)
    return {"name": name_of(info, lang), "code": info.code, "above": name_of(above, lang) if above else ""}


def _km2(m2: float) -> str:
    if m2 >= 100_000:
        return _("%(n)s km²") % {"n": number(m2 / 1e6, 2)}
    return _("%(n)s m²") % {"n": number(round(m2))}


def place(lon: float, lat: float) -> str:
    """Coordinates as a keeper of the map types them into any map."""
    return f"{lat:.5f}, {lon:.5f}"


def _map(report: checking.Report, lang: str) -> Any:
    snap = snapshot()
    beats = ((name_of(snap.areas[unit.area_id], lang), unit.shape) for unit in snap.day(today()).beats.units)
    holes = (("hole", _("Hole"), hole.shape) for hole in report.holes[:SHOWN])
    overlaps = (("overlap", _("Overlap"), one.shape) for one in report.overlaps[:SHOWN]
                if one.shape.geom_type in ("Polygon", "MultiPolygon"))
    return drawing.draw(beats, (*holes, *overlaps), _("Beats, holes between them and overlaps"))
