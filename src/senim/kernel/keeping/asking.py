"""What the verbs of the keeper ask alike: with what a file is sealed, and with what it opens."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from senim.kernel.keeping import box
from senim.kernel.keeping.words import refuse

#: The passphrase, where no file of it is named: for a schedule whose secrets come by the environment.
PASSPHRASE = "SENIM_BACKUP_PASSPHRASE"  # noqa: S105 - the name of a variable


def locks(parser: argparse.ArgumentParser) -> None:
    """The words that say with what a file is sealed."""
    parser.add_argument("--to", action="append", default=[], metavar="KEY", help="a public key; several may be named")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line; else it is asked")


def openers(parser: argparse.ArgumentParser) -> None:
    """The words that say with what a file opens."""
    parser.add_argument("--key", type=Path, metavar="FILE", help="a private key")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line; else it is asked")


def locks_of(asked: argparse.Namespace) -> list[box.Lock]:
    """The locks that the words name. Raises Refused where they name none."""
    named: list[box.Lock] = [box.PublicKey.read(text) for text in asked.to]
    if asked.passphrase_file or not named:
        named.append(box.Passphrase(_passphrase(asked.passphrase_file, "no_lock", twice=True)))
    return named


def openers_of(asked: argparse.Namespace) -> list[box.Opener]:
    """What the words name to open with. Raises Refused where they name nothing."""
    if asked.key:
        return [box.PrivateKey.read(read_line(asked.key))]
    return [box.Passphrase(_passphrase(asked.passphrase_file, "no_opener", twice=False))]


def read_line(path: Path) -> str:
    """The first line of a file. Raises Refused."""
    try:
        return (path.read_text(encoding="utf-8").splitlines() or [""])[0].strip()
    except OSError as error:
        raise refuse("no_file", path=path, reason=error.strerror) from error
    except UnicodeDecodeError:
        raise refuse("no_file", path=path, reason="UTF-8") from None


def say(text: Any, stream: TextIO | None = None) -> None:
    """A line for the terminal."""
    (stream or sys.stdout).write(f"{text}\n")
    (stream or sys.stdout).flush()


def _passphrase(path: Path | None, otherwise: str, *, twice: bool) -> str:
    if path:
        return read_line(path)
    if given := os.environ.get(PASSPHRASE):
        return given
    if not sys.stdin.isatty():
        raise refuse(otherwise)
    typed = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != typed:
        raise refuse("twice")
    return typed
