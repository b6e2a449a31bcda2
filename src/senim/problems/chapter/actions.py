"""Writes: a chapter is asked for, made behind, stopped. It may be left and found again; whoever asks for it last year's
chapter again gets a new one beside the old."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec

from django.conf import settings
from django.db import transaction

from senim.kernel import audit, clock
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.problems.chapter import figures, filed, parts, permissions, render, wording
from senim.problems.chapter.domain import LANGUAGES, MOST_BEATS, OPEN, ChapterState, Period
from senim.problems.chapter.models import Chapter, ChapterFile
from senim.staff import api as staff
from senim.territory import api as territory

#: Files of so many chapters of an area are kept; of older ones only the row stays.
KEPT = 5
TELL_EVERY = 0.5


class Stopped(Exception):
    """Somebody stopped this chapter."""


def ask(*, actor: Actor, paths: Iterable[str], period: Period) -> Chapter:
    """Ask for the chapter of some areas. Raises NotYours, Refused (no beats, too many, days)."""
    chosen = tuple(sorted(set(paths)))
    if not chosen:
        raise Refused("no_beats", wording.NO_BEATS, field="area")
    permissions.check_make(actor, chosen)
    if period.since > period.until or period.until > clock.today():
        raise Refused("days", wording.DAYS, field="until")
    _check_size(chosen)
    with transaction.atomic():
        made = Chapter.objects.create(
            area_path=common(chosen),
            paths=list(chosen),
            since=period.since,
            until=period.until,
            by=actor.account_id,
            post_id=actor.post_id,
            asked_at=clock.now(),
        )
        audit.record(
            actor,
            "problems.chapter_asked",
            ("chapter", made.pk),
            area_path=made.area_path,
            data={"areas": len(chosen), "since": period.since.isoformat(), "until": period.until.isoformat()},
        )
        transaction.on_commit(lambda: _enqueue(made.pk))
    return made


def _check_size(paths: tuple[str, ...]) -> None:
    count = len(figures.beats_of(paths))
    if not count:
        raise Refused("no_beats", wording.NO_BEATS, field="area")
    if count > MOST_BEATS:
        raise Refused(
            "too_many",
            wording.Label(
                *(wording.TOO_MANY.in_(language).format(most=MOST_BEATS, count=count) for language in LANGUAGES)
            ),
            field="area",
        )


def common(paths: tuple[str, ...]) -> str:
    """The path of the smallest area that holds all of these."""
    levels = [path.strip("/").split("/") for path in paths]
    shared = [one[0] for one in zip(*levels, strict=False) if len(set(one)) == 1]
    return f"/{'/'.join(shared)}/" if shared else "/"


def _enqueue(chapter_id: int) -> None:
    from senim.problems.chapter.tasks import make  # noqa: PLC0415 - the task imports the actions

    make.enqueue(chapter_id)


def stop(*, actor: Actor, chapter: Chapter) -> None:
    """Stop a chapter: at once where it waits, at the next page where it is being made."""
    permissions.check_make(actor, chapter.paths)
    with transaction.atomic():
        Chapter.objects.filter(pk=chapter.pk, state=ChapterState.QUEUED).update(
            state=ChapterState.CANCELLED, ended_at=clock.now()
        )
        Chapter.objects.filter(pk=chapter.pk, state=ChapterState.RUNNING).update(cancel_asked=True)
        audit.record(actor, "problems.chapter_stopped", ("chapter", chapter.pk), area_path=chapter.area_path)


def execute(*, chapter_id: int) -> Chapter:
    """Make what was asked for; in the job worker. A chapter whose worker was lost may be made once more."""
    claimed = Chapter.objects.filter(pk=chapter_id, state__in=OPEN).update(state=ChapterState.RUNNING, progress=0)
    row = Chapter.objects.get(pk=chapter_id)
    if not claimed:
        return row
    began = time.monotonic()
    if refusal := _refusal(row):
        return _end(row, ChapterState.REFUSED, refusal)
    try:
        files = _make(row, _teller(row.pk))
    except Stopped:
        return _end(row, ChapterState.CANCELLED)
    except Exception:
        _end(row, ChapterState.FAILED, "failed")
        raise
    row.seconds = round(time.monotonic() - began, 1)
    with transaction.atomic():
        ChapterFile.objects.filter(chapter=row).delete()
        ChapterFile.objects.bulk_create(files)
        _forget_older(row)
        return _end(row, ChapterState.DONE)


def _refusal(row: Chapter) -> str:
    """Why it cannot be made: the right has ended meanwhile, or the library is not installed."""
    if row.by is not None and not permissions.may_make(staff.scope_of(row.by), row.paths):
        return "not_yours"
    return "" if find_spec("scipy") else "no_analysis"


def _end(row: Chapter, state: ChapterState, words: str = "") -> Chapter:
    row.state, row.words, row.ended_at, row.progress = state, words, clock.now(), 1.0
    row.save(update_fields=["state", "words", "ended_at", "progress", "seconds", "lineage"])
    return row


def _make(row: Chapter, tell: Callable[[float, str], None]) -> list[ChapterFile]:
    tell(0.01, "count")
    paths = tuple(row.paths)
    counted = figures.of_area(paths, _title(row), Period(row.since, row.until))
    held = filed.of_area(paths)
    row.lineage = counted.whole.lineage.to_json()
    cover = parts.Cover(clock.now(), _by(row), settings.DEMO)
    forms = render.offered()
    steps, done = len(LANGUAGES) * (len(counted.beats) + 10 * len(forms)), 0
    made = []

    def step(by: int, words: str) -> None:
        nonlocal done
        done += by
        tell(0.15 + 0.85 * done / steps, words)

    for language in LANGUAGES:
        document = parts.document(counted, held, cover, language, lambda: step(1, "write"))
        for form in forms:
            content = render.write(document, form)
            made.append(ChapterFile(chapter=row, language=language, format=form, content=content, size=len(content)))
            step(10, "print")
    return made


def _title(row: Chapter) -> territory.AreaInfo:
    return territory.area(int(row.area_path.strip("/").rpartition("/")[2]))


def _by(row: Chapter) -> dict[str, str]:
    """The post that asked, by its title; never the person."""
    return {language: staff.post_title(row.post_id, language) for language in LANGUAGES} if row.post_id else {}


def _forget_older(row: Chapter) -> None:
    old = Chapter.objects.filter(area_path=row.area_path, state=ChapterState.DONE).exclude(pk=row.pk)
    ChapterFile.objects.filter(
        chapter__in=list(old.order_by("-asked_at", "-pk").values_list("pk", flat=True)[KEPT - 1 :])
    ).delete()


def _teller(chapter_id: int) -> Callable[[float, str], None]:
    """Notes progress at most twice a second; stops a chapter that somebody stopped."""
    last = 0.0

    def tell(done: float, words: str) -> None:
        nonlocal last
        if time.monotonic() - last < TELL_EVERY:
            return
        last = time.monotonic()
        Chapter.objects.filter(pk=chapter_id).update(progress=min(1.0, done), words=words)
        if Chapter.objects.filter(pk=chapter_id, cancel_asked=True).exists():
            raise Stopped

    return tell
