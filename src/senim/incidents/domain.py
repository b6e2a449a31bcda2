"""What an incident, a file of incidents, a selection and a run are. No Django, no database."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from senim.kernel.labels import Label
from senim.kernel.scoping import within


class FeedKind(StrEnum):
    """Who noticed. What officers find by looking says where they looked, so it is left out unless asked for."""

    RESIDENT = "resident"
    SENSOR = "sensor"
    OFFICER_DISCOVERED = "officer_discovered"
    #: Answers to a question: a layer of its own, never events.
    SURVEY = "survey"


class BatchState(StrEnum):
    """Where a file stands. `staged`: read and checked, nothing of it counts yet."""

    WAITING = "waiting"
    READING = "reading"
    STAGED = "staged"
    WRITING = "writing"
    APPLIED = "applied"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class RunState(StrEnum):
    """Where a long analysis stands. `refused`: no honest answer can be given, and the result says why."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    REFUSED = "refused"


class Method(StrEnum):
    """The analyses that run behind."""

    SCAN = "scan"
    NEAR_REPEAT = "near_repeat"
    HOT_SPOTS = "hot_spots"


class Geocode(StrEnum):
    """How well the place is known."""

    POINT = "point"
    ROUNDED = "rounded"
    AREA = "area"
    NONE = "none"


#: States in which a run still goes on.
ENDED_RUNS = frozenset({RunState.DONE, RunState.CANCELLED, RunState.FAILED, RunState.REFUSED})
#: States of a file whose content is still kept.
KEPT = frozenset({BatchState.WAITING, BatchState.READING, BatchState.STAGED, BatchState.WRITING})

FEED_KINDS: dict[FeedKind, Label] = {
    FeedKind.RESIDENT: Label("тұрғындар хабарлаған", "сообщили жители", "reported by residents"),
    FeedKind.SENSOR: Label("құрылғы тіркеген", "записали датчики", "recorded by sensors"),
    FeedKind.OFFICER_DISCOVERED: Label(
        "қызметкерлер анықтаған", "выявили сотрудники", "discovered by officers"
    ),
    FeedKind.SURVEY: Label(
        "сауалнама: атауы - сұрағы, «түрі» - жауабы",
        "опрос: название — вопрос, «вид» — ответ",
        "a survey: its name is the question, the “kind” is the answer",
    ),
}
GEOCODES: dict[Geocode, Label] = {
    Geocode.POINT: Label("нүкте", "точка", "point"),
    Geocode.ROUNDED: Label("шамамен", "примерно", "roughly"),
    Geocode.AREA: Label("тек аумағы", "только территория", "area only"),
    Geocode.NONE: Label("белгісіз", "неизвестно", "unknown"),
}
BATCH_STATES: dict[BatchState, Label] = {
    BatchState.WAITING: Label("кезекте", "в очереди", "waiting"),
    BatchState.READING: Label("оқылып жатыр", "читается", "being read"),
    BatchState.STAGED: Label("тексерілді, қолданылған жоқ", "проверен, не применён", "checked, not applied"),
    BatchState.WRITING: Label("жазылып жатыр", "записывается", "being written"),
    BatchState.APPLIED: Label("қолданылды", "применён", "applied"),
    BatchState.WITHDRAWN: Label("қайтарып алынды", "отозван", "withdrawn"),
    BatchState.DISCARDED: Label("қолданылмай өшірілді", "удалён без применения", "thrown away"),
}
RUN_STATES: dict[RunState, Label] = {
    RunState.QUEUED: Label("кезекте", "в очереди", "waiting"),
    RunState.RUNNING: Label("есептеліп жатыр", "считается", "running"),
    RunState.DONE: Label("дайын", "готово", "done"),
    RunState.CANCELLED: Label("тоқтатылды", "остановлено", "stopped"),
    RunState.FAILED: Label("қате шықты", "сбой", "failed"),
    RunState.REFUSED: Label("жауап берілмейді", "ответа не будет", "refused"),
}
METHODS: dict[Method, Label] = {
    Method.SCAN: Label("Ықтимал мәселелерді іздеу", "Поиск возможных проблем", "Search for candidate problems"),
    Method.NEAR_REPEAT: Label("Жақын қайталанулар", "Близкие повторы", "Near repeats"),
    Method.HOT_SPOTS: Label("Ошақтар: жаңа, тұрақты, бұрынғы", "Очаги: новые, постоянные, бывшие",
                            "Hot spots: new, lasting, former"),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events are meant: the definition that every view and every run shares.

    kinds: codes of kinds, or the file's own words where they are not mapped; feeds: codes of feeds; paths: area paths
    ("/1/19/"); polygon: corners (lon, lat); since, until: local days, both included; hours 0..23; weekdays 0 Monday.
    appeals: whether residents' appeals join; officer_discovered: whether what officers found by looking joins.
    """

    kinds: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    polygon: tuple[tuple[float, float], ...] = ()
    since: date | None = None
    until: date | None = None
    hours: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    appeals: bool = True
    officer_discovered: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain data; what is not narrowed is left out."""
        usual = Selection()
        found: dict[str, Any] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value != getattr(usual, one.name):
                found[one.name] = _plain(value)
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Selection:
        """The selection of `to_json`. Raises ValueError for anything else."""
        try:
            return cls(
                kinds=tuple(map(str, data.get("kinds", ()))),
                feeds=tuple(map(str, data.get("feeds", ()))),
                paths=tuple(map(str, data.get("paths", ()))),
                polygon=tuple((_finite(lon), _finite(lat)) for lon, lat in data.get("polygon", ())),
                since=_day(data.get("since")),
                until=_day(data.get("until")),
                hours=_whole(data.get("hours", ()), 24),
                weekdays=_whole(data.get("weekdays", ()), 7),
                appeals=bool(data.get("appeals", True)),
                officer_discovered=bool(data.get("officer_discovered", False)),
            )
        except (TypeError, AttributeError) as error:
            raise ValueError("this is no selection") from error

    def within(self, roots: tuple[str, ...]) -> Selection | None:
        """The same, cut down to areas that one may see; None where nothing is left."""
        if not self.paths:
            return replace(self, paths=roots) if roots else None
        kept = {path for path in self.paths if within(path, roots)}
        kept |= {root for root in roots if within(root, self.paths)}
        return replace(self, paths=tuple(sorted(kept))) if kept else None

    def sentence(self, language: str) -> str:
        """What is selected, in words of kk, ru or en."""
        from senim.incidents.wording import of_selection  # noqa: PLC0415 - names of kinds and areas stand in memory

        return of_selection(self, language)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("a corner lies on earth")
    return number


def _whole(values: Any, end: int) -> tuple[int, ...]:
    found = tuple(sorted({int(one) for one in values}))
    if any(not 0 <= one < end for one in found):
        raise ValueError("out of range")
    return found


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a figure rests on: which versions of which files, how many rows, the newest event, the selection.

    batches: (feed code, version) in order; appeals are named "appeals" with the last of them.
    """

    batches: tuple[tuple[str, int], ...]
    rows: int
    newest: str
    selection: dict[str, Any]
    digest: str = field(default="")

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Lineage:
        """The lineage of `to_json`."""
        batches = tuple((str(code), int(version)) for code, version in data["batches"])
        return cls(batches, int(data["rows"]), str(data["newest"]), dict(data["selection"]), str(data["digest"]))


def digest_of(parts: Any) -> str:
    """A short digest of plain data: equal for equal data, whatever the order of its keys."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:24]
