"""Reads of chapters; the first argument is who asks."""

from __future__ import annotations

from senim.incidents import api as incidents
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope
from senim.problems.actions.history import NOT_FOUND
from senim.problems.chapter import permissions
from senim.problems.chapter.domain import ChapterState
from senim.problems.chapter.models import Chapter, ChapterFile


def listing(scope: Scope, limit: int = 30) -> list[Chapter]:
    """Chapters that a person may read, the newest first. One query."""
    found = Chapter.objects.filter(permissions.near(scope)).order_by("-asked_at", "-pk")[:limit]
    return [one for one in found if permissions.may_read(scope, one.paths)]


def get(scope: Scope, chapter_id: int) -> Chapter:
    """One chapter. Raises NotYours where there is none that this person may read. One query."""
    found = Chapter.objects.filter(permissions.near(scope), pk=chapter_id).first()
    if found is None or not permissions.may_read(scope, found.paths):
        raise NotYours("not_found", NOT_FOUND)
    return found


def files(scope: Scope, chapter: Chapter) -> list[ChapterFile]:
    """What a chapter was written as, without the contents. One query."""
    assert permissions.may_read(scope, chapter.paths)
    return list(ChapterFile.objects.filter(chapter=chapter).defer("content").order_by("language", "format"))


def file(scope: Scope, chapter_id: int, language: str, form: str) -> ChapterFile:
    """One file of a chapter. Raises NotYours. Two queries."""
    found = ChapterFile.objects.filter(chapter=get(scope, chapter_id), language=language, format=form).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


def is_stale(chapter: Chapter) -> bool:
    """Whether the rows under its figures have changed since it was made."""
    done = chapter.state == ChapterState.DONE and bool(chapter.lineage)
    return done and incidents.is_stale(incidents.Lineage.from_json(chapter.lineage))
