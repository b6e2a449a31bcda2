"""Run inside an installation: what the clients of a long run need, and what must hold after it. Prints JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any


def main(verb: str, *words: str) -> None:
    """stage COUNT: drafts ready to be sent and a member of staff signed in; after: what stands."""
    import django

    django.setup()
    print(json.dumps({"stage": stage, "after": after}[verb](*words)))


def stage(count: str) -> dict[str, Any]:
    """Drafts ready to be sent and the session of the inspector whose beat they lie in."""
    from bench.stage import _drafts
    from django.test import Client

    from senim.appeals.tests import world as worlds
    from senim.staff import testing as staff

    world = worlds.build()
    client = Client()
    staff.sign_in(client, world.people["inspector"])
    return {"drafts": _drafts(int(count)), "session": client.cookies["sessionid"].value}


def after() -> dict[str, Any]:
    """Counts that must agree, and whether the chain holds."""
    from senim.appeals.models import Appeal, Draft, Event
    from senim.kernel import seal, verify
    from senim.kernel.models import AuditEvent, Outgoing

    seal.seal_all()
    verdict = verify.verify()
    received = Counter(Event.objects.filter(type="registered").values_list("appeal_id", flat=True))
    audited = Counter(AuditEvent.objects.filter(action="appeals.registered").values_list("subject_id", flat=True))
    return {
        "appeals": Appeal.objects.count(),
        "sent": Draft.objects.filter(sent_as__isnull=False).count(),
        "one_draft_each": Draft.objects.filter(sent_as__isnull=False).values("sent_as").distinct().count(),
        "received": [len(received), max(received.values(), default=0)],
        "audited": [len(audited), max(audited.values(), default=0)],
        "letters": Outgoing.objects.count(),
        "chain": [verdict.holds, verdict.checked, verdict.waiting, AuditEvent.objects.count()],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
