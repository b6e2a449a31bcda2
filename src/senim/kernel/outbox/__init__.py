"""The outbox: what must leave the house, written in the transaction of what it tells, delivered afterwards.

    outbox.put("email", to=address, template="appeal_answered", context={...}, language="kk",
               key=f"appeal:{appeal.pk}:answered:{answer.pk}")

The same key twice is one message. Delivery is at least once: a process killed between sending and noting it sends
again, with the same reference (Message-ID, Idempotency-Key), so that a receiver who looks at it gets it once.
Templates: templates/outbound/<template>.txt (letters; the first line is the subject), <template>.sms.txt.
"""

from senim.kernel.outbox.deliver import Tally, deliver_due, reap
from senim.kernel.outbox.put import Message, put, put_many
from senim.kernel.outbox.queue import Entry, State, again, counts, entries, forget_ended, queue, withdraw
from senim.kernel.outbox.transports import Failed, Refused, Unreachable, on_hook

__all__ = [
    "Entry", "Failed", "Message", "Refused", "State", "Tally", "Unreachable", "again", "counts", "deliver_due",
    "entries", "forget_ended", "on_hook", "put", "put_many", "queue", "reap", "withdraw",
]
