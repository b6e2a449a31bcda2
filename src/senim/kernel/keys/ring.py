"""The ring: which key a purpose has now, which it had, and which comes next. A file beside the data, 0600.

A key comes in three steps, so that no process ever meets something that it cannot open: `next` (everybody can read with
it), `current` (everybody writes with it), and what was current becomes `old` (read with until nothing needs it). Each
process looks at the file at most once a second; several machines get the file between the steps.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.utils.encoding import force_str

from senim.kernel import clock
from senim.kernel.storage import write_whole

LOOK_EVERY = 1.0
PURPOSES = ("signing", "vault", "marks", "hooks")
#: What it made stands without the values that it was made of.
CANNOT = "marks"


class State(StrEnum):
    """Where a key stands. RETIRED: forgotten; only its fingerprint is left."""

    NEXT = "next"
    CURRENT = "current"
    OLD = "old"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a purpose. made_at: ISO, "" where nobody wrote it down (keys older than the ring)."""

    value: str
    state: State
    made_at: str = ""
    mark: str = ""

    @property
    def fingerprint(self) -> str:
        return self.mark or fingerprint(self.value)


Ring = dict[str, list[Key]]
_lock = Lock()
_looked: float = -LOOK_EVERY
_seen: tuple[Path, int] | None = None
_ring: Ring | None = None


def fingerprint(value: str) -> str:
    """By what a key is named without being told: twelve characters of a hash; its 256 random bits need no salt."""
    return hashlib.sha256(b"senim key " + value.encode()).hexdigest()[:12]


def path() -> Path:
    """Where the ring lies."""
    return Path(settings.DATA_DIR) / "keys.json"


def sealing() -> list[str]:
    """Keys of the vault: the first seals, all open."""
    return _values("vault")


def marking() -> str:
    """The key of keyed hashes. There is one, for as long as the hashes stand."""
    return _values("marks")[0]


def hooks() -> list[str]:
    """Keys that sign what goes to webhooks: the present one, and the one before while receivers still know it."""
    return _values("hooks")


def fingerprints() -> dict[str, list[str]]:
    """What opens what stands in the database: purpose -> fingerprints of the keys that are needed."""
    ring = whole()
    return {name: [key.fingerprint for key in _usable(ring[name])] for name in ("vault", "marks")}


def whole() -> Ring:
    """The ring as it is now; without a file, what the settings say."""
    found = _look()
    return found if found is not None else _from_settings()


def save(ring: Ring) -> None:
    """Write the ring, whole or not at all, and use it at once."""
    global _looked  # noqa: PLW0603 - one ring in a process
    rows = {name: [asdict(key) for key in keys] for name, keys in ring.items()}
    write_whole(path(), json.dumps(rows, indent=1).encode())
    path().chmod(0o600)
    _looked = -LOOK_EVERY
    _look()


def new(purpose: str) -> Ring:
    """The ring with a new key for a purpose, which everybody can read with and nobody writes with yet."""
    ring = dict(whole())
    if not any(key.state is State.NEXT for key in ring[purpose]):
        made = Key(secrets.token_urlsafe(48), State.NEXT, clock.now().isoformat(timespec="seconds"))
        ring[purpose] = [*ring[purpose], made]
    return ring


def promoted(ring: Ring, purpose: str) -> Ring:
    """The ring with the next key in force and the present one old."""
    order = {State.NEXT: State.CURRENT, State.CURRENT: State.OLD}
    return {**ring, purpose: _sorted([replace(key, state=order.get(key.state, key.state)) for key in ring[purpose]])}


def retired(ring: Ring, purpose: str) -> Ring:
    """The ring without the values of old keys; their fingerprints stay, so that a copy of then can name them."""
    gone = [
        replace(key, value="", state=State.RETIRED, mark=key.fingerprint) if key.state is State.OLD else key
        for key in ring[purpose]
    ]
    return {**ring, purpose: gone}


def joined(brought: Ring, here: Ring) -> Ring:
    """The brought ring, and behind it what is here besides: as old keys, so that what they made still opens.

    There is one key of marks: the brought one.
    """
    ring: Ring = {}
    for name in PURPOSES:
        marks = {key.fingerprint for key in brought[name] if key.value}
        besides = [key for key in here[name] if key.value and key.fingerprint not in marks and name != CANNOT]
        besides = [replace(key, state=State.OLD) for key in besides]
        ring[name] = _sorted([*brought[name], *besides])
    return ring


def read(text: str) -> Ring:
    """A ring from its file. Raises ValueError."""
    rows = json.loads(text)
    try:
        ring = {name: [Key(**{**one, "state": State(one["state"])}) for one in rows.get(name, [])] for name in PURPOSES}
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a ring of keys") from error
    if any(not any(key.state is State.CURRENT for key in ring[name]) for name in PURPOSES if name != "hooks"):
        raise ValueError("not a ring of keys")
    return ring


def _values(purpose: str) -> list[str]:
    return [key.value for key in _usable(whole()[purpose])]


def _usable(keys: list[Key]) -> list[Key]:
    return _sorted([key for key in keys if key.value])


def _sorted(keys: list[Key]) -> list[Key]:
    order = [State.CURRENT, State.NEXT, State.OLD, State.RETIRED]
    return sorted(keys, key=lambda key: order.index(key.state))


def _from_settings() -> Ring:
    values = [force_str(settings.SECRET_KEY), *map(force_str, settings.SECRET_KEY_FALLBACKS)]
    keys = [Key(value, State.OLD if place else State.CURRENT) for place, value in enumerate(values)]
    hook = [Key(settings.HOOK_KEY, State.CURRENT)] if settings.HOOK_KEY else []
    return {"signing": list(keys), "vault": list(keys), "marks": keys[:1], "hooks": hook}


def _look() -> Ring | None:
    """The file, read again when it has changed; at most one look a second."""
    global _looked, _seen, _ring  # noqa: PLW0603 - one ring in a process
    file = path()
    if time.monotonic() - _looked < LOOK_EVERY and (_seen is None or _seen[0] == file):
        return _ring
    with _lock:
        try:
            state: tuple[Path, int] | None = (file, file.stat().st_mtime_ns)
        except FileNotFoundError:
            state = None
        if state != _seen:
            _ring = read(file.read_text()) if state else None
            _seen = state
            if _ring is not None:
                _tell_django(_ring)
        _looked = time.monotonic()
    return _ring


def _tell_django(ring: Ring) -> None:
    # Django asks its settings each time that it signs: sessions and links follow the ring without a restart.
    first, *others = [key.value for key in _usable(ring["signing"])]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = first, others


def signing_of(text: str) -> list[str]:
    """The signing keys of a ring's file: what the settings begin with."""
    return [key.value for key in _usable(read(text)["signing"])]


def forget() -> None:
    """Look again at once (tests)."""
    global _looked, _seen, _ring
    _looked, _seen, _ring = -LOOK_EVERY, None, None



