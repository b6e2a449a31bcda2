"""Taking a file in, and letting it go."""

import hashlib
import shutil
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import ForeignObjectRel

from senim.kernel import clock, storage
from senim.kernel.files import pictures, recordings, words
from senim.kernel.files.signatures import LOOK, Kind, Type, recognise
from senim.kernel.models import StoredFile

MEDIA = (Kind.IMAGE, Kind.SOUND, Kind.VIDEO)
#: How long a file may wait for the row that it belongs to.
SWEPT_AFTER = timedelta(days=1)


def accept(upload: File[bytes], *, kinds: Collection[str] = MEDIA) -> StoredFile:
    """Check a file, make it harmless and keep it. Call it before the transaction: decoding takes its time.

    kinds: of "image", "sound", "video", "document". The same content twice lies on the disk once. Raises Refused
    with a sentence for the person: too large, empty, another kind, damaged, too many pixels, no room.
    """
    found = _recognised(upload, kinds)
    try:
        _check_room()
        kept = _picture(upload, found, kinds) if found.kind is Kind.IMAGE else _recording(upload, found, kinds)
    except OSError as error:
        if error.errno in storage.NO_ROOM:
            raise words.no_room() from error
        raise
    kept.save(force_insert=True)
    return kept


def picture(upload: File[bytes]) -> pictures.Picture:
    """A photo, checked and drawn anew as `accept` does, of which nothing is kept: for a context that seals it itself.

    Raises Refused with a sentence for the person, as `accept` does.
    """
    found = _recognised(upload, (Kind.IMAGE,))
    _check_kind(found, (Kind.IMAGE,))
    return pictures.draw_anew(cast("BinaryIO", upload), found)


def _recognised(upload: File[bytes], kinds: Collection[str]) -> Type:
    """What a file is by its first bytes, whatever its name says."""
    if (upload.size or 0) > settings.FILE_MAX_BYTES:
        raise words.too_large()
    upload.seek(0)
    head = upload.read(LOOK)
    upload.seek(0)
    if not head:
        raise words.empty()
    found = recognise(head)
    if found is None:
        raise words.unknown(head, kinds)
    return found


def forget(stored: StoredFile) -> None:
    """Remove a file's row, and its content from the disk once nothing else has it and the transaction is committed."""
    with transaction.atomic():
        stored.delete()
        transaction.on_commit(lambda: _remove_unused(stored.path))


def sweep() -> int:
    """Remove what no row refers to: files of abandoned forms, parts that a killed process left. Gives how many."""
    limit = clock.now() - SWEPT_AFTER
    loose = StoredFile.objects.filter(created_at__lt=limit)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            column = relation.field.name
            # Django's own name for the manager that hides no row.
            every_row = relation.related_model._base_manager  # noqa: SLF001
            loose = loose.exclude(pk__in=every_row.exclude(**{column: None}).values(column))
    rows = list(loose[:1000])
    for row in rows:
        forget(row)
    return len(rows) + _sweep_disk(limit.timestamp())


def place(path: str) -> Path:
    """Where on the disk a stored path lies."""
    return Path(settings.MEDIA_ROOT) / path


def _check_room() -> None:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < settings.FILE_MIN_FREE_BYTES:
        raise words.no_room()


def _check_kind(found: Type, kinds: Collection[str]) -> None:
    if found.kind not in kinds:
        raise words.wrong_kind(kinds)


def _picture(upload: File[bytes], found: Type, kinds: Collection[str]) -> StoredFile:
    _check_kind(found, kinds)
    drawn = pictures.draw_anew(cast("BinaryIO", upload), found)
    row = _row(hashlib.sha256(drawn.content).hexdigest(), drawn.type, len(drawn.content), words.POSITION_REMOVED)
    row.width, row.height = drawn.width, drawn.height
    if not _is_kept(row):
        storage.write_whole(place(row.path), drawn.content)
    return row


def _recording(upload: File[bytes], found: Type, kinds: Collection[str]) -> StoredFile:
    with storage.part(Path(settings.MEDIA_ROOT)) as part:
        size = _copy(upload, part.file)
        cleaned = recordings.clean(part.file, size, found)
        _check_kind(cleaned.type, kinds)
        row = _row(_sha256(part.file), cleaned.type, size, cleaned.note)
        if not _is_kept(row):
            part.keep(place(row.path))
    return row


def _copy(upload: File[bytes], target: BinaryIO) -> int:
    size = 0
    for chunk in upload.chunks():
        size += target.write(chunk)
        if size > settings.FILE_MAX_BYTES:
            raise words.too_large()
    return size


def _sha256(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(1 << 16):
        digest.update(piece)
    return digest.hexdigest()


def _row(sha256: str, found: Type, size: int, note: str) -> StoredFile:
    return StoredFile(
        sha256=sha256,
        mime=found.mime,
        kind=found.kind,
        size=size,
        path=f"{sha256[:2]}/{sha256[2:4]}/{sha256}.{found.ending}",
        created_at=clock.now(),
        note="" if found.kind is Kind.DOCUMENT else note,
    )


def _is_kept(row: StoredFile) -> bool:
    path = place(row.path)
    if not path.exists():
        return False
    # Somebody sent the same before; touched, so that the sweep of this moment does not take it.
    path.touch()
    return True


def _remove_unused(path: str) -> None:
    if not StoredFile.objects.filter(path=path).exists():
        storage.wipe(place(path))


def _sweep_disk(made_before: float) -> int:
    root = Path(settings.MEDIA_ROOT)
    if not root.exists():
        return 0
    removed = list(storage.leftovers(root, made_before))
    for folder in root.glob("??/??"):
        beginning = f"{folder.parent.name}/{folder.name}/"
        known = set(StoredFile.objects.filter(path__startswith=beginning).values_list("path", flat=True))
        removed += [
            file
            for file in folder.iterdir()
            if str(file.relative_to(root)) not in known and file.stat().st_mtime < made_before
        ]
    for file in removed:
        storage.wipe(file)
    return len(removed)


