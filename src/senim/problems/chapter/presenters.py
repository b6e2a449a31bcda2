"""A chapter in a list, and on its own page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from senim.kernel import formats
from senim.problems.chapter import render, wording
from senim.problems.chapter.domain import FORMATS, OPEN, STATES, ChapterState, Format
from senim.problems.chapter.models import Chapter, ChapterFile
from senim.problems.presenters.parts import area_of_path, language, paths_words
from senim.staff import api as staff

TAGS = {
    ChapterState.QUEUED: "info",
    ChapterState.RUNNING: "info",
    ChapterState.DONE: "good",
    ChapterState.CANCELLED: "",
    ChapterState.REFUSED: "warn",
    ChapterState.FAILED: "bad",
}
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
MEGABYTE = 1_000_000


def row(one: Chapter) -> dict[str, Any]:
    """A chapter in a line."""
    state = ChapterState(one.state)
    area = area_of_path(one.area_path)
    return {
        "area": area if one.paths == [one.area_path] else f"{area}: {paths_words(one.paths)}",
        "period": formats.period(one.since, one.until, language()),
        "state": str(STATES[state]),
        "kind": TAGS[state],
        "asked_at": one.asked_at,
        "by": staff.post_title(one.post_id, language()) if one.post_id else "",
        "url": reverse("problems:chapter", args=[one.pk]),
    }


def shown(one: Chapter, files: Sequence[ChapterFile]) -> dict[str, Any]:
    """A chapter on its page, with what can be taken away, by language."""
    going = ChapterState(one.state) in OPEN
    return {
        "chapter": one,
        "row": row(one),
        "under_way": going,
        "percent": round(100 * one.progress),
        "phase": str(wording.PHASES.get(one.words, "")) if going else "",
        "refusal": "" if going else str(wording.REFUSALS.get(one.words, "")),
        "missing": missing(),
        "downloads": [
            {
                "language": NAMES[code],
                "code": code,
                "files": [
                    _download(one, each) for each in files if each.language == code and each.format != Format.PAGE
                ],
            }
            for code in NAMES
        ],
    }


def _download(one: Chapter, each: ChapterFile) -> dict[str, Any]:
    return {
        "name": str(FORMATS[Format(each.format)]),
        "size": f"{formats.number(each.size / MEGABYTE, language(), 1)} MB",
        "url": reverse("problems:chapter_file", args=[one.pk, each.language, each.format]),
    }


def missing() -> str:
    """What to install where this machine cannot write every format; "" where it can."""
    return "" if len(render.offered()) == len(Format) else render.EXTRA
