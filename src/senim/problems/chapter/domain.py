"""A chapter as an order, and as a document of plain parts that three writers know how to write. No Django import."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from senim.kernel.labels import Label

LANGUAGES = ("kk", "ru", "en")
#: Beats that a chapter holds at most.
MOST_BEATS = 30
#: Fewer events than this are not told by kind, hour or month.
LEAST = 5
#: Fewer events than this carry no drawing of hours and months.
LEAST_DRAWN = 30
#: Days of a chapter where nobody names its beginning.
YEAR = 365


class ChapterState(StrEnum):
    """Where a chapter stands as a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    FAILED = "failed"


STATES: dict[ChapterState, Label] = {
    ChapterState.QUEUED: Label("Кезекте", "В очереди", "Queued"),
    ChapterState.RUNNING: Label("Жазылып жатыр", "Составляется", "Being made"),
    ChapterState.DONE: Label("Дайын", "Готова", "Ready"),
    ChapterState.CANCELLED: Label("Тоқтатылды", "Остановлена", "Stopped"),
    ChapterState.REFUSED: Label("Жасалмады", "Не составлена", "Not made"),
    ChapterState.FAILED: Label("Қате болды", "Сбой", "Failed"),
}
OPEN = frozenset({ChapterState.QUEUED, ChapterState.RUNNING})


class Format(StrEnum):
    """What a chapter is written as. `page`: a piece of a web page."""

    PAGE = "page"
    PDF = "pdf"
    WORD = "docx"


FORMATS: dict[Format, Label] = {
    Format.PAGE: Label("Веб-бет", "Веб-страница", "Web page"),
    Format.PDF: Label("Басып шығаруға (PDF)", "Для печати (PDF)", "For printing (PDF)"),
    Format.WORD: Label("Өңдеуге (Word, .docx)", "Для правки (Word, .docx)", "For editing (Word, .docx)"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a chapter, both included, and the equally long time before them."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def before(self) -> Period:
        return Period(self.since - timedelta(days=self.days), self.since - timedelta(days=1))


# --- what a document is made of ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. kind: "" plain, "lead" the first thing to read, "small" sources and limits, "warn" what to mind."""

    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, side by side."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; numeric: how many of the last columns hold numbers. widths: shares of the columns, or nothing."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: int = 0
    note: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with the sentence that says what it shows, and its table twin."""

    title: str
    sentence: str
    svg: str
    width: int
    height: int
    key: tuple[str, ...] = ()
    note: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns on paper; one under the other where there is no room."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A small heading inside a section; not in the table of contents."""

    words: str


Block = Text | Bullets | Facts | Table | Figure | Pair | Head


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 1 or 2 with what stands under it. own_page: begins a new page on paper."""

    title: str
    level: int
    blocks: tuple[Block, ...]
    own_page: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A chapter in one language. mark: what every page says, such as that all is invented."""

    language: str
    title: str
    subtitle: str
    cover: Facts
    mark: str
    contents: str
    sections: tuple[Section, ...] = field(default=())
