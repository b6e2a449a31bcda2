"""The life of data. The only door of this context.

find(actor=..., marks=..., wish=..., checked=..., language=...) -> Written     somebody came with a document
confirm(actor=..., number=...)      the second person; propose and send_back likewise
place(actor=..., number=..., reason=..., ground=..., ends_on=...) -> Hold
count_all()                         look ahead: what is over, what waits, when the next goes
run()                               the purge of today, for at most so many seconds

Rules stand with the tables that they end: kernel/retention.py.
"""

from senim.retention.actions.holds import lift, place
from senim.retention.actions.requests import Written, confirm, find, propose, send_back
from senim.retention.domain import Wish
from senim.retention.purge import count_all, run

__all__ = ["Wish", "Written", "confirm", "count_all", "find", "lift", "place", "propose", "run", "send_back"]
