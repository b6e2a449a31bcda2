"""A chapter is made beside requests: minutes of counting, drawing and printing."""

from __future__ import annotations

from django_tasks import task

from senim.problems.chapter.actions import execute


@task()
def make(chapter_id: int) -> None:
    """Make a chapter that was asked for."""
    execute(chapter_id=chapter_id)
