"""From the bytes that somebody sent to the bytes and the text that were meant: packed bombs stop here."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
_MARKS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: The order matters: Windows-1251 takes nearly any bytes, so it comes last.
_ENCODINGS = ("utf-8-sig", "cp1251")


class Unfit(Exception):
    """These bytes cannot be taken; `code` says why: "too_big", "not_text". Each context has its own words for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def unpacked(content: bytes, limit_mb: int) -> bytes:
    """The file itself, unpacked where it is gzip, never more than the limit in memory. Raises Unfit.

    A workbook stays the zip that it is, but what it would unpack to is held against the limit too.
    """
    most = limit_mb * 2**20
    if content[:2] == GZIP:
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
                content = file.read(most + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise Unfit("not_text") from error
    if len(content) > most or _inside(content) > most:
        raise Unfit("too_big")
    return content


def _inside(content: bytes) -> int:
    """Bytes to which a zip says that it unpacks; 0 for what is no zip, or a broken one: its reader will say so."""
    if content[:4] != ZIP:
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return 0


def decoded(plain: bytes) -> str:
    """The text: UTF-8 (with or without a mark), UTF-16 with a mark, or Windows-1251. Raises Unfit("not_text")."""
    for encoding in ("utf-16",) if plain[:2] in _MARKS_UTF16 else _ENCODINGS:
        try:
            found = plain.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in found:
            return found
    raise Unfit("not_text")
