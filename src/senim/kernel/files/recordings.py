"""Sound and video: the stream stays as it is, the places where phones write the position are blanked.

MP4, QuickTime, 3GP and M4A are boxes: 4 bytes of length, 4 of type, content (ISO/IEC 14496-12, 4.2). The position
stands in `udta` (©xyz, loci) or in `meta` (com.apple.quicktime.location.ISO6709), XMP in `uuid`. Those boxes become
`free` boxes of the same length filled with zeros: no offset moves, so the recording still plays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from senim.kernel.files import words
from senim.kernel.files.signatures import M4A, Kind, Type

_BLANKED = {b"udta", b"meta", b"uuid"}
_OPENED = {b"moov", b"trak", b"mdia"}
#: Tracks beside picture and sound may hold a position for every second (action cameras).
_KNOWN_TRACKS = {b"vide", b"soun", b"hint", b"tmcd", b"clcp", b"sbtl", b"text"}
_MOST_BOXES = 20_000
_PIECE = 1 << 16


@dataclass(slots=True)
class _Seen:
    boxes: int = 0
    has_index: bool = False
    tracks: set[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a recording turned out to be, and what is known of the position in it (`words.NOTES`)."""

    type: Type
    note: str


def clean(file: BinaryIO, size: int, found: Type) -> Cleaned:
    """Blank the position in a recording of `size` bytes, in place. Raises Refused where its structure is damaged."""
    if found.family == "boxes":
        return _clean_boxes(file, size, found)
    if found.family == "id3":
        _blank_tag(file)
    may_remain = found.family == "stream"
    return Cleaned(found, words.POSITION_MAY_REMAIN if may_remain else words.POSITION_REMOVED)


def _clean_boxes(file: BinaryIO, size: int, found: Type) -> Cleaned:
    seen = _Seen(tracks=set())
    _walk(file, 0, size, seen)
    tracks = seen.tracks or set()
    if not seen.has_index or not tracks:
        raise words.broken()
    if found.kind is Kind.VIDEO and b"vide" not in tracks:
        found = M4A
    is_known = tracks <= _KNOWN_TRACKS
    return Cleaned(found, words.POSITION_REMOVED if is_known else words.POSITION_MAY_REMAIN)


def _walk(file: BinaryIO, start: int, end: int, seen: _Seen, depth: int = 0) -> None:
    for kind, place, body, after in _boxes(file, start, end, seen):
        if kind in _BLANKED:
            file.seek(place + 4)
            file.write(b"free")
            _zero(file, body, after)
        elif kind in _OPENED and depth < 8:
            seen.has_index |= kind == b"moov"
            _walk(file, body, after, seen, depth + 1)
        elif kind == b"hdlr" and seen.tracks is not None:
            file.seek(body + 8)
            seen.tracks.add(file.read(4))


def _boxes(file: BinaryIO, start: int, end: int, seen: _Seen) -> Iterator[tuple[bytes, int, int, int]]:
    """Boxes between two offsets: (type, where it begins, where its content begins, where the next begins)."""
    place = start
    while place + 8 <= end:
        file.seek(place)
        head = file.read(16)
        length, body = int.from_bytes(head[:4], "big"), place + 8
        if length == 1:
            length, body = int.from_bytes(head[8:16], "big"), place + 16
        elif length == 0:
            length = end - place
        seen.boxes += 1
        if place + length < body or place + length > end or seen.boxes > _MOST_BOXES:
            raise words.broken()
        yield head[4:8], place, body, place + length
        place += length


def _zero(file: BinaryIO, start: int, end: int) -> None:
    file.seek(start)
    left = end - start
    while left > 0:
        left -= file.write(bytes(min(left, _PIECE)))


def _blank_tag(file: BinaryIO) -> None:
    """An MP3's tags: the frames of ID3v2 become its padding, ID3v1 at the end loses its words."""
    file.seek(0)
    head = file.read(10)
    if head[:3] == b"ID3":
        length = 0
        for byte in head[6:10]:
            length = length << 7 | byte & 0x7F
        end = file.seek(0, 2)
        if 10 + length > end:
            raise words.broken()
        # Flags off: no extended header, no footer, nothing but padding follows.
        file.seek(5)
        file.write(b"\0")
        _zero(file, 10, 10 + length)
    if file.seek(0, 2) >= 128:
        file.seek(-128, 2)
        if file.read(3) == b"TAG":
            _zero(file, file.tell(), file.tell() + 125)
