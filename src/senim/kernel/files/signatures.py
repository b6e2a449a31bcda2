"""What a file is, by its first bytes."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a person would call it."""

    IMAGE = "image"
    SOUND = "sound"
    VIDEO = "video"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Type:
    """A type that is accepted: its kind, its media type, the ending of its name, and the family that cleans it."""

    kind: Kind
    mime: str
    ending: str
    family: str


JPEG = Type(Kind.IMAGE, "image/jpeg", "jpg", "JPEG")
PNG = Type(Kind.IMAGE, "image/png", "png", "PNG")
WEBP = Type(Kind.IMAGE, "image/webp", "webp", "WEBP")
GIF = Type(Kind.IMAGE, "image/gif", "gif", "GIF")
MP4 = Type(Kind.VIDEO, "video/mp4", "mp4", "boxes")
MOV = Type(Kind.VIDEO, "video/quicktime", "mov", "boxes")
GP3 = Type(Kind.VIDEO, "video/3gpp", "3gp", "boxes")
M4A = Type(Kind.SOUND, "audio/mp4", "m4a", "boxes")
WEBM = Type(Kind.VIDEO, "video/webm", "webm", "stream")
WEBM_SOUND = Type(Kind.SOUND, "audio/webm", "webm", "stream")
OGG = Type(Kind.SOUND, "audio/ogg", "ogg", "stream")
OGV = Type(Kind.VIDEO, "video/ogg", "ogv", "stream")
MP3 = Type(Kind.SOUND, "audio/mpeg", "mp3", "id3")
AMR = Type(Kind.SOUND, "audio/amr", "amr", "plain")
PDF = Type(Kind.DOCUMENT, "application/pdf", "pdf", "plain")

ALL = (JPEG, PNG, WEBP, GIF, MP4, MOV, GP3, M4A, WEBM, WEBM_SOUND, OGG, OGV, MP3, AMR, PDF)
#: How many bytes `recognise` looks at.
LOOK = 4096

_STARTS = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"#!AMR": AMR,
    b"%PDF-": PDF,
}
_BRANDS = {b"qt  ": MOV, b"M4A ": M4A, b"M4B ": M4A}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"dex\n")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def recognise(head: bytes) -> Type | None:
    """The type that the first bytes say, or None."""
    for start, found in _STARTS.items():
        if head.startswith(start):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return _matroska(head)
    if head[:4] == b"OggS":
        return OGV if b"\x80theora" in head[:512] else OGG
    return MP3 if _is_mp3(head) else None


def is_program(head: bytes) -> bool:
    """Whether it is something that a machine would run (an AMR recording also begins with #!)."""
    return head.startswith(_PROGRAMS) and not head.startswith(b"#!AMR")


def is_archive(head: bytes) -> bool:
    """Whether other files are packed inside; office documents are such archives too."""
    return head.startswith(_ARCHIVES)


def is_heic(head: bytes) -> bool:
    """Whether it is a photo in the format of newer iPhones, which most machines cannot show."""
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def _by_brand(brand: bytes) -> Type | None:
    if is_heic(b"    ftyp" + brand):
        return None
    return GP3 if brand.startswith((b"3gp", b"3g2")) else _BRANDS.get(brand, MP4)


def _matroska(head: bytes) -> Type | None:
    if b"webm" not in head[:64]:
        return None
    has_picture = any(codec in head for codec in (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG4"))
    return WEBM if has_picture or b"A_OPUS" not in head else WEBM_SOUND


def _is_mp3(head: bytes) -> bool:
    if head[:3] == b"ID3":
        return True
    # A frame header: eleven bits of sync, MPEG 1/2/2.5 layer III, a real bit rate and sample rate.
    return (
        len(head) > 2
        and head[0] == 0xFF
        and head[1] & 0xE0 == 0xE0
        and head[1] & 0x06 == 0x02
        and head[1] & 0x18 != 0x08
        and head[2] & 0xF0 not in (0x00, 0xF0)
        and head[2] & 0x0C != 0x0C
    )
