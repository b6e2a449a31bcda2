"""The words of `senim backup` and `senim restore`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.kernel.errors import Refused
from senim.kernel.keeping import asking, box
from senim.kernel.keeping.words import refuse


def backup(words: Sequence[str]) -> int:
    """`senim backup FILE`. Exit code: 0 done, 1 refused or something in the copy is damaged, 2 wrong words."""
    parser = argparse.ArgumentParser(prog="senim backup")
    parser.add_argument("file", type=Path)
    asking.locks(parser)
    parser.add_argument("--key", type=Path, metavar="FILE", help="with --check: a private key")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="read a copy to its end and say what it holds; touch nothing")
    how.add_argument("--new-key", action="store_true", help="make a pair of keys: FILE gets the private one")
    asked = parser.parse_args(list(words))
    return _answered(_new_key if asked.new_key else _check if asked.check else _make, asked)


def restore(words: Sequence[str]) -> int:
    """`senim restore FILE`. Runs before the settings are read: --into and --database change them."""
    parser = argparse.ArgumentParser(prog="senim restore")
    parser.add_argument("file", type=Path)
    asking.openers(parser)
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="another folder of data (SQLite there)")
    parser.add_argument("--database", metavar="URL", help="another database, as SENIM_DATABASE_URL")
    parser.add_argument("--digest", action="append", default=[], type=Path, metavar="FILE", help="a kept digest")
    parser.add_argument("--keys", type=Path, metavar="FILE", help="the keys (senim keys export); opens as the copy")
    parser.add_argument("--without-keys", action="store_true", help="what is sealed stays sealed")
    parser.add_argument("--broken-log", action="store_true", help="take it although its audit log does not hold")
    asked = parser.parse_args(list(words))
    if asked.into:
        os.environ["SENIM_DATA_DIR"] = str(asked.into.resolve())
        os.environ.pop("SENIM_DATABASE_URL", None)
    if asked.database:
        os.environ["SENIM_DATABASE_URL"] = asked.database
    import django  # noqa: PLC0415 - after the environment is right

    django.setup()
    return _answered(_restore, asked)


def _answered(what: Any, asked: argparse.Namespace) -> int:
    try:
        return int(what(asked))
    except Refused as refusal:
        asking.say(str(refusal), sys.stderr)
        return 1


def _new_key(asked: argparse.Namespace) -> int:
    if asked.file.exists():
        raise refuse("exists", path=asked.file)
    public, private = box.pair()
    try:
        asked.file.touch(mode=0o600)
        asked.file.write_text(f"{private}\n")
    except OSError as error:
        raise refuse("cannot_write", path=asked.file, reason=error.strerror) from error
    asking.say(public)
    return 0


def _check(asked: argparse.Namespace) -> int:
    from senim.kernel.keeping.restore import check  # noqa: PLC0415 - reads models

    found = check(asked.file, asking.openers_of(asked))
    asking.say(_("Whole. Made %(at)s by version %(version)s on %(vendor)s: %(rows)s rows, %(files)s files.") % {
        "at": found.about["made_at"], "version": found.about["senim"], "vendor": found.about["vendor"],
        "rows": found.rows, "files": len(found.proof["files"]),
    })
    asking.say(f"{'keys':<10} " + " ".join(f"{name}={','.join(marks)}" for name, marks in found.about["keys"].items()))
    if head := found.proof["head"]:
        asking.say(f"{'log':<10} {head['day']} {head['seq']} {head['hash']}")
    return 0


def _make(asked: argparse.Namespace) -> int:
    from senim.kernel.keeping import backup as making  # noqa: PLC0415 - reads models

    began = time.monotonic()
    made = making.make(asked.file, asking.locks_of(asked), asking.say)
    took = time.monotonic() - began
    asking.say(f"{made.path}: {made.size / 1e6:.1f} MB, {made.rows} rows, {made.files} files, {took:.1f} s")
    for name in made.damaged:
        asking.say(_("A stored file is not what it was when it was stored: %(path)s") % {"path": name}, sys.stderr)
    return 1 if made.damaged else 0


def _restore(asked: argparse.Namespace) -> int:
    from senim.kernel import digest  # noqa: PLC0415 - reads models
    from senim.kernel.keeping.restore import Wishes  # noqa: PLC0415 - as above
    from senim.kernel.keeping.restore import restore as put_back  # noqa: PLC0415 - as above
    from senim.kernel.keys.command import read_keys  # noqa: PLC0415 - as above

    began = time.monotonic()
    openers = asking.openers_of(asked)
    try:
        kept = digest.read(asked.digest)
    except (OSError, ValueError) as error:
        raise refuse("no_digest", reason=error) from error
    ring = read_keys(asked.keys, openers) if asked.keys else None
    found = put_back(asked.file, Wishes(openers, kept, ring, asked.without_keys, asked.broken_log), asking.say)
    for name, value in sorted(found.about["settings"].items()):
        if os.environ.get(name, "") != value and value != "(set)":
            asking.say(_("There it was %(name)s=%(value)s") % {"name": name, "value": value})
    asking.say(_("Put back and proved in %(seconds)s s. Now: senim prepare, then senim serve.") % {
        "seconds": f"{time.monotonic() - began:.1f}"
    })
    return 0
