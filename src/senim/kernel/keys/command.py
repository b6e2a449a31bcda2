"""The words of `senim keys`, for the keeper of an installation."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from senim.kernel import clock, storage
from senim.kernel.errors import Refused
from senim.kernel.keeping import asking, box
from senim.kernel.keeping.words import refuse
from senim.kernel.keys import ring, rotation, sealed_columns

WHAT = {
    "signing": _("sessions, cookies and links that carry a signature"),
    "vault": _("papers, protected messages, secrets of second steps: sealed in the database"),
    "marks": _("keyed hashes of codes and contacts; cannot be changed"),
    "hooks": _("what goes to webhooks"),
}


def run(words: Sequence[str]) -> int:
    """Do what the words say and print it. Exit code: 0 done, 1 refused, 2 wrong words."""
    parser = argparse.ArgumentParser(prog="senim keys")
    verbs = parser.add_subparsers(dest="verb")
    verbs.add_parser("list", help="every key: fingerprint, state, age, what for")
    for name, text in (
        ("prepare", "make the next key and write it down; for several machines: copy keys.json, then rotate"),
        ("rotate", "a new key in force; for the vault everything is sealed again; go on after a cut"),
        ("retire", "forget the old keys of a purpose"),
    ):
        verbs.add_parser(name, help=text).add_argument("name")
    for name, text in (("export", "all keys into a sealed file"), ("import", "keys from a sealed file")):
        verb = verbs.add_parser(name, help=text)
        verb.add_argument("file", type=Path)
        asking.locks(verb) if name == "export" else asking.openers(verb)
    asked = parser.parse_args(list(words))
    try:
        return _do(asked)
    except Refused as refusal:
        asking.say(str(refusal), sys.stderr)
        return 1


def _do(asked: argparse.Namespace) -> int:
    if asked.verb in (None, "list"):
        _list()
    elif asked.verb == "prepare":
        asking.say(f"{asked.name}: {rotation.prepare(asked.name)}")
    elif asked.verb == "rotate":
        rotation.rotate(asked.name, asking.say)
    elif asked.verb == "retire":
        rotation.retire(asked.name, asking.say)
    elif asked.verb == "export":
        export(asked.file, asking.locks_of(asked))
    else:
        ring.save(ring.joined(read_keys(asked.file, asking.openers_of(asked)), ring.whole()))
    return 0


def _list() -> None:
    for purpose, keys in ring.whole().items():
        asking.say(f"{purpose}: {WHAT[purpose]}")
        for key in keys:
            asking.say(f"  {key.fingerprint}  {key.state:<8} {_age(key.made_at)}")
    for column in sealed_columns():
        asking.say(f"  vault seals {column.name}")


def _age(made_at: str) -> str:
    if not made_at:
        return str(_("age not written down"))
    days = (clock.now() - datetime.fromisoformat(made_at)).days
    return str(_("made %(day)s, %(days)s days ago")) % {"day": made_at[:10], "days": days}


def export(path: Path, locks: Sequence[box.Lock]) -> None:
    """All keys, sealed, in a file of its own: it lies apart from the copies that need it. Raises Refused."""
    if path.exists():
        raise refuse("exists", path=path)
    rows = {name: [asdict(key) for key in keys] for name, keys in ring.whole().items()}
    with storage.part(path.parent.resolve()) as new:
        sealed = box.Writer(new.file, locks)
        sealed.write(json.dumps({"senim keys": 1, "ring": rows}).encode())
        sealed.finish()
        new.keep(path.resolve())


def read_keys(path: Path, openers: Sequence[box.Opener]) -> ring.Ring:
    """The keys of a file that `export` wrote. Raises Refused."""
    try:
        with path.open("rb") as file:
            found = json.loads(box.Reader(file, openers).readall())
        return ring.read(json.dumps(found["ring"]))
    except OSError as error:
        raise refuse("no_file", path=path, reason=error.strerror) from error
    except (ValueError, KeyError, TypeError):
        raise refuse("no_keys") from None
