"""The daily digest: the end of the chain on a day, kept where the database's keeper cannot reach it.

A file a day in DATA_DIR/digests, and a letter to SENIM_AUDIT_DIGEST_TO (the prosecutor, the council) where it is set.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import transaction

from senim.kernel import clock, outbox, seal
from senim.kernel.storage import write_whole
from senim.kernel.verify import Digest


def folder() -> Path:
    return Path(settings.DATA_DIR) / "digests"


def digest() -> Digest | None:
    """Keep today's digest: once a day, the same however often it is asked. None while the chain is empty."""
    path = folder() / f"{clock.today().isoformat()}.json"
    if path.exists():
        return read([path])[0]
    seal.seal_all()
    last = seal.head()
    if last.seq == 0:
        return None
    made = Digest(clock.today().isoformat(), last.seq, last.hash.hex())
    _send(made)
    write_whole(path, json.dumps(asdict(made)).encode())
    return made


def kept() -> list[Digest]:
    """The digests of this installation's own folder, oldest first."""
    return read(sorted(folder().glob("*.json")))


def read(paths: Iterable[Path]) -> list[Digest]:
    """Digests from files. Raises ValueError for a file that holds none."""
    found = []
    for path in paths:
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            found.append(Digest(str(values["day"]), int(values["seq"]), str(values["hash"])))
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{path} holds no digest") from error
    return found


def _send(made: Digest) -> None:
    with transaction.atomic():
        outbox.put_many(
            outbox.Message("email", to, "audit_digest", asdict(made), "ru", f"audit-digest:{made.day}:{to}")
            for to in settings.AUDIT_DIGEST_TO
        )
