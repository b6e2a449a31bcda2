"""Answers of residents to a question, as a layer: they come in like any file and never count as events.

A survey is a feed of the kind "survey": its name is the question, its rows are answers (the file's "kind"), each with
its day and its beat (by coordinates, or by the code or name of the area). What is told of it is a share by beat.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from senim.incidents import memory, permissions
from senim.incidents.arrays import DUPLICATE, SUPERSEDED, UNKNOWN, Ints
from senim.incidents.domain import FeedKind, Lineage, Selection, digest_of
from senim.incidents.memory import BatchInfo, FeedInfo
from senim.kernel.scoping import SYSTEM, Scope, within

#: Fewer answers are not told by themselves: they are pooled, and where even the pool is smaller, left out.
LEAST = 10
_EPOCH = np.datetime64("1970-01-01", "m")


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to one question in one's areas. path: [answer], number in `paths`; said: [answer], number in `words`;
    first, last: days, both within."""

    feed: FeedInfo
    path: Ints
    paths: tuple[str, ...]
    said: Ints
    words: tuple[str, ...]
    lineage: Lineage

    @property
    def n(self) -> int:
        return int(self.said.size)


def known(scope: Scope) -> list[FeedInfo]:
    """The surveys whose area meets the own ones. No query."""
    roots = permissions.reach(scope)
    return [one for one in memory.state().feeds.values() if one.kind is FeedKind.SURVEY and _meets(one, roots)]


def _meets(feed: FeedInfo, roots: Iterable[str]) -> bool:
    path = feed.area_path
    return not path or within(path, tuple(roots)) or any(within(root, (path,)) for root in roots)


def choices(scope: Scope, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(question, [("code|answer", answer)]) of every survey that may be seen. Answers that fewer than LEAST people gave
    anywhere are not offered: they may be somebody's own words. A query for each file, none where it stands in memory.
    """
    found = []
    for feed in known(scope):
        told = answers(SYSTEM, feed.code, Selection())
        if told is not None:
            count = np.bincount(told.said, minlength=len(told.words))
            common = [word for word, many in zip(told.words, count, strict=True) if many >= LEAST]
            offered = [(f"{feed.code}|{word}", word) for word in common]
            if offered:
                found.append((feed.name.in_(language), offered))
    return found


def answers(scope: Scope, code: str, selection: Selection) -> Answers | None:
    """The answers to a question in the areas and the months of a selection; None for no survey of one's own.

    Kinds, hours, weekdays and drawn places of the selection do not narrow it, and its days are widened to whole months:
    two selections that differ by a day or a house would tell a single answer.
    """
    feed = next((one for one in known(scope) if one.code == code), None)
    allowed = selection.within(permissions.reach(scope))
    if feed is None or allowed is None:
        return None
    used = [one for one in memory.state().batches if one.feed_id == feed.id]
    since, until = months(allowed)
    parts = [_of_batch(one, allowed.paths, since, until) for one in used]
    paths = tuple(sorted({path for part in parts for path in part[0]}))
    words = tuple(sorted({word for part in parts for word in part[1]}))
    path_at, word_at = ({name: place for place, name in enumerate(names)} for names in (paths, words))
    minutes = [minute for part in parts for minute in part[2]]
    newest = str((_EPOCH + np.timedelta64(max(minutes), "m")).astype("datetime64[D]")) if minutes else ""
    versions = tuple((code, one.version) for one in used)
    narrowed = Selection(feeds=(code,), paths=allowed.paths, since=since, until=until).to_json()
    digest = digest_of([versions, narrowed, len(minutes), [(one.id, one.stamp) for one in used]])
    return Answers(
        feed,
        np.array([path_at[path] for part in parts for path in part[0]], dtype=np.int64),
        paths,
        np.array([word_at[word] for part in parts for word in part[1]], dtype=np.int64),
        words,
        Lineage(versions, len(minutes), newest, narrowed, digest),
    )


def months(selection: Selection) -> tuple[date | None, date | None]:
    """The days of a selection widened to whole months."""
    since = selection.since.replace(day=1) if selection.since else None
    if selection.until is None:
        return since, None
    after = (selection.until.replace(day=1) + timedelta(days=32)).replace(day=1)
    return since, after - timedelta(days=1)


def _of_batch(
    batch: BatchInfo, roots: tuple[str, ...], since: date | None, until: date | None
) -> tuple[list[str], list[str], list[int]]:
    """(path, answer, minute) of every answer of a file that counts."""
    held = memory.columns(batch)
    keep = ((held.flags & (DUPLICATE | SUPERSEDED)) == 0) & (held.minute != UNKNOWN)
    keep &= np.array(["/" in roots or within(path, roots) for path in held.paths] or [False])[held.path]
    if since:
        keep &= held.minute >= _minute(since)
    if until:
        keep &= held.minute < _minute(until) + 1440
    rows = np.flatnonzero(keep)
    return (
        [held.paths[one] for one in held.path[rows]],
        [held.raws[one] for one in held.raw[rows]],
        held.minute[rows].tolist(),
    )


def _minute(day: date) -> int:
    return int((np.datetime64(day, "m") - _EPOCH) / np.timedelta64(1, "m"))
