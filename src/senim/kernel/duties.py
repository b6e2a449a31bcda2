"""What somebody owes on a day: the one interface by which any context puts a duty on the list of an officer.

    # senim/appeals/duties.py, registered in AppConfig.ready
    duties.register(Source("appeals", rows=owed, show=shown, settle=settle, hand_on=hand_on, words_to=words_to))

A source names its rows for a scope and a day; one statement reads those of all sources, however many there are. It
masks what the asker may not see: whoever shows the list adds no secrecy of its own and does not know who asked. A scope
without an account is somebody above who looks at a day below: what only the officer may know stays out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from senim.kernel import together, versions
from senim.kernel.clock import start_of
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Scope

#: A day shows what is overdue and what is owed within so many days.
HORIZON = timedelta(days=7)

GONE = Label(
    "Бұл міндет тізімде жоқ: орындалған, берілген немесе енді сізге қатысты емес.",
    "Этого дела в списке уже нет: оно выполнено, передано или больше вас не касается.",
    "This is no longer on the list: it is done, handed on, or no longer yours.",
)


class Ground(StrEnum):
    """On what a duty rests."""

    LAW = "law"
    PROMISE = "promise"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Where:
    """A place: the path of its area, WGS84 degrees where they are known, and words."""

    path: str
    words: str = ""
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is owed. Words are texts or anything that becomes one when it is shown.

    key: "source:what", the same for as long as the duty stands. owed_by: aware. ground, because: on what it rests,
    and that in words. told: what is known of it, in short. outcomes: what settles it with one tap, (code, words).
    purpose: the code of the visit that it would lead to, "" where nobody has to go anywhere. carried: whether the
    officer may take it along on a device without a network; what its source does not allow stays on the server.
    """

    key: str
    what: Any
    where: Where
    owed_by: datetime
    ground: Ground
    because: Any
    url: str
    told: Any = ""
    outcomes: tuple[tuple[str, Any], ...] = ()
    purpose: str = ""
    carried: bool = False


Provider = Callable[[Scope, date], Sequence[Duty]]
Rows = Callable[[Scope, date], "QuerySet[Any] | None"]
Show = Callable[[Sequence[Any], Scope, date], Sequence[Duty]]


@dataclass(frozen=True, slots=True)
class Source:
    """A context's side of its duties: what it owes lies in rows, or `provide` answers by whatever it takes.

    rows(scope, day): the rows that matter, or None where nothing can be owed; the house reads those of all sources in
    one statement (`together`: name the columns with `only`). It asks neither the database nor the clock: the same scope
    and day select the same until a version moves, so the statement is made once and kept.
    show(rows, scope, day): the duties in them.
    settle(actor, key, code): one of the outcomes; answers what is said then. hand_on(actor, key, reason): the duty
    goes to somebody else, because of a conflict of interest; answers what is said then. words_to(key, visit): the
    address at which the words of a visit become the beginning of what is owed in writing.
    """

    name: str
    provide: Provider | None = None
    rows: Rows | None = None
    show: Show | None = None
    settle: Callable[[Actor, str, str], Any] | None = None
    hand_on: Callable[[Actor, str, str], Any] | None = None
    words_to: Callable[[str, int], str] | None = None


_sources: dict[str, Source] = {}

#: Statements of scopes and days by the versions they were made at: half of what reading a day costs is making one.
_made: dict[tuple[Any, ...], together.Statement] = {}
MOST_MADE = 500
versions.forgets(_made.clear)


def register(source: Source) -> None:
    """Add a source; registering its name again replaces it."""
    _sources[source.name] = source
    _made.clear()


def unregister(name: str) -> None:
    """Take a source away again (tests)."""
    _sources.pop(name, None)
    _made.clear()


def end_of(day: date) -> datetime:
    """The last moment of a day in Kazakhstan: by then what is owed "by the 12th" is owed."""
    return start_of(day + timedelta(days=1)) - timedelta(seconds=1)


def until(day: date) -> datetime:
    """The end of what the list of a day shows."""
    return end_of(day) + HORIZON


def of(scope: Scope, day: date) -> list[Duty]:
    """Everything that a scope owes by the end of the horizon of a day, what is owed first on top."""
    found = [duty for source in _sources.values() if source.provide for duty in source.provide(scope, day)]
    for name, fetched in _statement(scope, day).fetch().items():
        found += _shown(_sources[name], fetched, scope, day)
    return sorted(found, key=lambda duty: (duty.owed_by, duty.key))


def _statement(scope: Scope, day: date) -> together.Statement:
    at = versions.numbers()
    if (kept := _made.get((scope, day, at))) is not None:
        return kept
    asked = {name: rows for name, one in _sources.items() if one.rows and (rows := one.rows(scope, day)) is not None}
    made = together.statement(asked)
    if at is not None:
        if len(_made) >= MOST_MADE:
            _made.clear()
        _made[scope, day, at] = made
    return made


def _shown(source: Source, rows: Sequence[Any], scope: Scope, day: date) -> Sequence[Duty]:
    return source.show(rows, scope, day) if source.show else ()


def each(make: Callable[[Any], Duty]) -> Show:
    """A `show` that makes one duty of each row."""
    return lambda rows, _scope, _day: [make(row) for row in rows]


def provided(name: str, scope: Scope, day: date) -> list[Duty]:
    """The duties of one source alone; none of one that nobody registered."""
    source = _sources.get(name)
    if source is None:
        return []
    found = list(source.provide(scope, day)) if source.provide else []
    rows = source.rows(scope, day) if source.rows else None
    return [*found, *_shown(source, list(rows), scope, day)] if rows is not None else found


def find(scope: Scope, day: date, key: str) -> Duty | None:
    """One duty of the list by its key, asked of its source alone."""
    return next((duty for duty in provided(key.partition(":")[0], scope, day) if duty.key == key), None)


def settle(actor: Actor, key: str, code: str) -> Any:
    """Settle a duty with one of its outcomes; the words to say then. Raises Refused and NotYours."""
    source = _sources.get(key.partition(":")[0])
    if source is None or source.settle is None:
        raise Refused("gone", GONE)
    return source.settle(actor, key, code)


def can_hand_on(key: str) -> bool:
    """Whether this duty may go to somebody else because of a conflict of interest."""
    source = _sources.get(key.partition(":")[0])
    return source is not None and source.hand_on is not None


def hand_on(actor: Actor, key: str, reason: str) -> Any:
    """Give a duty to somebody else; the words to say then. Raises Refused and NotYours."""
    source = _sources.get(key.partition(":")[0])
    if source is None or source.hand_on is None:
        raise Refused("gone", GONE)
    return source.hand_on(actor, key, reason)


def words_to(key: str, visit: int) -> str:
    """Where the words of a visit become the beginning of an answer; "" where nothing is owed in writing."""
    source = _sources.get(key.partition(":")[0])
    return source.words_to(key, visit) if source is not None and source.words_to is not None else ""
