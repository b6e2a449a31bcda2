"""The clocks of an appeal: what is owed, by when, and why that day. Pure: no Django, no database, no present moment.

A clock is frozen at registration with its term (value, unit, act, article, version) and the version of the calendar.
Its due day is never stored as truth: it is computed again from the start, the term, the pauses and the calendar, so it
follows a decree, and every move leaves a step in the trace. All moments are aware; days are Kazakhstan's.

Rules and where they come from: an appeal that comes on a day off is registered on the next working day; N working days
are counted from the day after registration; on the last day the clock runs until midnight. A pause takes no working
day away: the days left when it began are left when it ends. A clock of hours runs day and night.
"""

from senim.appeals.clocks.changes import (
    Extended,
    end,
    extend,
    latest_extension,
    monotone,
    recompute,
    resume,
    suspend,
    void,
)
from senim.appeals.clocks.model import OWING, Basis, Clock, ClockError, Pause, State, Step, TermLike
from senim.appeals.clocks.standing import Silence, left, owed_next, silence, state
from senim.appeals.clocks.starting import category_due, end_of, legal_due, promise_due, redirect_due, start
from senim.appeals.clocks.words import STATES, in_short, refusal, sentences, why

__all__ = [
    "OWING", "STATES", "Basis", "Clock", "ClockError", "Extended", "Pause", "Silence", "State", "Step", "TermLike",
    "category_due", "end", "end_of", "extend", "in_short", "latest_extension", "left", "legal_due", "monotone",
    "owed_next", "promise_due", "recompute", "redirect_due", "refusal", "resume", "sentences", "silence", "start",
    "state", "suspend", "void", "why",
]
