"""Notices that are shown now, in memory: every page of a beat asks for them and they change a few times a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from senim.kernel.versions import Cached
from senim.notices.domain import SEARCHES, Kind, State
from senim.notices.models import Notice

NAME = "notices"


@dataclass(frozen=True, slots=True)
class Shown:
    """A published notice as residents read it. titles, texts, alts: kk, ru, en ("" where it was not written)."""

    number: str
    kind: Kind
    area_id: int
    path: str
    titles: tuple[str, str, str]
    texts: tuple[str, str, str]
    alts: tuple[str, str, str]
    has_photo: bool
    starts_on: date
    ends_on: date
    published_at: datetime
    changed_at: datetime

    @property
    def is_search(self) -> bool:
        return self.kind in SEARCHES

    def is_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def _load() -> tuple[Shown, ...]:
    rows = Notice.objects.filter(state=State.PUBLISHED.value).order_by("-published_at", "-pk")
    return tuple(
        Shown(
            one.number, Kind(one.kind), one.area_id, one.area_path,
            (one.title_kk, one.title_ru, one.title_en), (one.text_kk, one.text_ru, one.text_en),
            (one.alt_kk, one.alt_ru, one.alt_en), one.photo_id is not None, one.starts_on, one.ends_on,
            one.published_at or one.changed_at, one.changed_at,
        )
        for one in rows
    )


_cached: Cached[tuple[Shown, ...]] = Cached(NAME, _load)


def published() -> tuple[Shown, ...]:
    """All published notices, the newest first; which of them are shown today is asked with `is_on`."""
    return _cached.get()
