"""The face of whoever holds a post, as a file for paper: the photograph, or a drawn portrait that says so."""

from __future__ import annotations

from senim.kernel.files.keep import place
from senim.kernel.models import StoredFile
from senim.staff import portraits, presenters
from senim.staff.cards import name_in
from senim.staff.domain import Kind
from senim.staff.load import directory


def face(post_id: int, language: str) -> bytes:
    """JPEG, PNG or SVG. One query where there is a photograph."""
    found = directory()
    holder = found.on_post(post_id, Kind.HOLDER, presenters.now())
    one = found.people.get(holder) if holder is not None else None
    if one is not None and one.photo_id is not None:
        return _read(StoredFile.objects.get(pk=one.photo_id))
    name = name_in(one, language) if one else ""
    return portraits.portrait(name, presenters.portrait_label(vacant=one is None)).encode()


def _read(row: StoredFile) -> bytes:
    return place(row.path).read_bytes()
