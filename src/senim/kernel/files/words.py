"""What is said to a person about files: why one is refused, and what may remain in one that is kept."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from senim.kernel.errors import Refused
from senim.kernel.files.signatures import ALL, Kind, is_archive, is_heic, is_program
from senim.kernel.models import StoredFile

#: What `StoredFile.note` holds.
POSITION_REMOVED, POSITION_MAY_REMAIN = "position_removed", "position_may_remain"

NOTES = {
    POSITION_REMOVED: _("The place where it was taken has been removed from the file."),
    POSITION_MAY_REMAIN: _(
        "A recording of this format may hold the place where it was made; it is kept as it was sent."
    ),
}
KIND_NAMES = {
    Kind.IMAGE: _("photos"),
    Kind.SOUND: _("sound"),
    Kind.VIDEO: _("video"),
    Kind.DOCUMENT: _("PDF documents"),
}


def note_of(stored: StoredFile) -> Any:
    """What a person should know of the position in a kept file: a lazy sentence, or an empty one."""
    return NOTES.get(stored.note, "")


def accepted_types(kinds: Iterable[str]) -> str:
    """For the `accept` attribute of a file field. Phones turn their own formats into these."""
    return ",".join(dict.fromkeys(one.mime for one in ALL if one.kind in set(kinds)))


def too_large() -> Refused:
    text = _("The file is larger than %(limit)s MB. Send a shorter recording or a smaller photo.")
    return Refused("file.too_large", text, params={"limit": settings.FILE_MAX_BYTES // (1024 * 1024)})


def empty() -> Refused:
    return Refused("file.empty", _("The file is empty."))


def no_room() -> Refused:
    text = _(
        "There is no room for the file just now. What you wrote is not lost: send it without the file, "
        "or try the file again later."
    )
    return Refused("file.no_room", text)


def broken() -> Refused:
    return Refused("file.broken", _("The file is damaged or not complete: it cannot be opened."))


def too_many_pixels() -> Refused:
    return Refused("file.pixels", _("The picture has too many pixels. Send it in a smaller size."))


def wrong_kind(kinds: Iterable[str]) -> Refused:
    names = ", ".join(str(KIND_NAMES[Kind(kind)]) for kind in kinds)
    return Refused("file.kind", _("Here only these can be sent: %(kinds)s."), params={"kinds": names})


def unknown(head: bytes, kinds: Iterable[str]) -> Refused:
    """Why a file whose type is not accepted is refused, as plainly as its first bytes allow."""
    if is_program(head):
        return Refused("file.program", _("This is a program, whatever its name says. Programs are not accepted."))
    if is_heic(head):
        text = _("This photo is in a format that many machines cannot show (HEIC). Save it as JPEG and send that.")
        return Refused("file.heic", text)
    if is_archive(head):
        text = _("This is an archive or an office document. Send the photos or recordings themselves.")
        return Refused("file.archive", text)
    return wrong_kind(kinds)
