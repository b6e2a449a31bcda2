"""Files: what they are, not what they are called; harmless when kept; whole on the disk or not there."""

import errno
import os
import shutil
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from senim.kernel import files, storage
from senim.kernel.errors import Refused
from senim.kernel.files import keep
from senim.kernel.files.signatures import recognise
from senim.kernel.models import StoredFile

pytestmark = pytest.mark.django_db
AKTAU = b"+43.6481+051.1722/"


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(format_: str = "JPEG", size=(40, 20), mode="RGB", **options) -> bytes:
    buffer = BytesIO()
    image = Image.new(mode, size, "red" if mode != "L" else 90)
    image.putpixel((0, 0), (0, 0, 255) if mode == "RGB" else image.getpixel((1, 1)))
    image.save(buffer, format_, **options)
    return buffer.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def track(handler: bytes) -> bytes:
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))), box(b"udta", box(b"name", b"x")))


def recording(*handlers: bytes, brand: bytes = b"isom", extra: bytes = b"") -> bytes:
    position = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7" + AKTAU))
    apple = box(b"meta", box(b"ilst", AKTAU))
    movie = box(b"moov", box(b"mvhd", bytes(100)), *(track(handler) for handler in handlers), position, apple)
    return box(b"ftyp", brand, bytes(4), brand) + movie + box(b"mdat", b"stream" * 50) + extra


def stored_bytes(row: StoredFile) -> bytes:
    return keep.place(row.path).read_bytes()


# --- pictures -------------------------------------------------------------------------------------------------------


def photo_with_position(orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 38.0, 53.0), 3: "E", 4: (51.0, 10.0, 20.0)})
    return picture(exif=exif, comment=b"taken at home")


def test_a_photo_keeps_its_pixels_upright_and_nothing_else():
    content = photo_with_position()
    assert b"PhoneMaker" in content
    row = files.accept(upload(content))
    kept = stored_bytes(row)
    with Image.open(BytesIO(kept)) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (20, 40), "it was lying on its side; the note that said so is gone, so it stands"
        assert not {"exif", "comment", "xmp", "icc_profile"} & set(image.info)
    assert b"PhoneMaker" not in kept
    assert b"home" not in kept
    assert (row.kind, row.mime, row.width, row.height) == ("image", "image/jpeg", 20, 40)
    assert row.path.endswith(f"{row.sha256}.jpg")
    assert str(files.note_of(row))


@pytest.mark.parametrize(("format_", "mode", "mime"), [
    ("PNG", "RGB", "image/jpeg"), ("PNG", "RGBA", "image/png"), ("PNG", "L", "image/jpeg"),
    ("WEBP", "RGB", "image/jpeg"), ("GIF", "P", "image/jpeg"), ("JPEG", "CMYK", "image/jpeg"),
])
def test_every_kind_of_picture_becomes_one_of_two(format_, mode, mime):
    assert files.accept(upload(picture(format_, mode=mode))).mime == mime


def test_a_large_photo_is_made_smaller():
    row = files.accept(upload(picture(size=(5200, 1300))))
    assert (row.width, row.height) == (2560, 640)


def test_an_image_bomb_is_refused_before_it_is_decoded(settings):
    settings.FILE_MAX_PIXELS = 10_000
    with pytest.raises(Refused) as refusal:
        files.accept(upload(picture("PNG", size=(200, 200))))
    assert refusal.value.code == "file.pixels"
    settings.FILE_MAX_PIXELS = 4_000_000
    small = picture("PNG", size=(8, 8))
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + small[24:29]
    header_only = small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]
    with pytest.raises(Refused) as refusal:
        files.accept(upload(header_only))
    assert refusal.value.code == "file.pixels"


def test_a_progressive_jpeg_gets_no_discount(settings):
    settings.FILE_MAX_PIXELS = 7_000_000
    assert files.accept(upload(picture(size=(5200, 5200)))).width == 2560
    with pytest.raises(Refused) as refusal:
        files.accept(upload(picture(size=(5200, 5200), progressive=True)))
    assert refusal.value.code == "file.pixels"


@pytest.mark.parametrize("cut", [30, 200, 500])
def test_a_photo_cut_off_by_a_lost_network_is_refused(cut):
    with pytest.raises(Refused) as refusal:
        files.accept(upload(picture(size=(300, 300))[:cut]))
    assert refusal.value.code == "file.broken"


# --- what it is, not what it is called ------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "code"), [
    (b"MZ" + bytes(200), "file.program"),
    (b"\x7fELF" + bytes(200), "file.program"),
    (b"#!/bin/sh\nrm -rf /\n", "file.program"),
    (b"PK\x03\x04" + bytes(200), "file.archive"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "file.kind"),
    (b"<html><script>alert(1)</script>", "file.kind"),
    (box(b"ftyp", b"heic", bytes(4)), "file.heic"),
    (b"%PDF-1.7 ...", "file.kind"),
    (b"", "file.empty"),
    (b"\xff\xd8\xff", "file.broken"),
    (box(b"ftyp", b"isom", bytes(4)), "file.broken"),
    (box(b"ftyp", b"isom", bytes(4)) + b"\x00\x00\xff\xffmoov", "file.broken"),
])
def test_what_is_not_a_recording_is_refused_whatever_its_name(content, code):
    with pytest.raises(Refused) as refusal:
        files.accept(upload(content, "video.mp4"))
    assert refusal.value.code == code
    assert str(refusal.value)
    assert not StoredFile.objects.exists()


def test_a_kind_that_is_not_asked_for_is_refused():
    with pytest.raises(Refused) as refusal:
        files.accept(upload(recording(b"vide")), kinds=["image"])
    assert refusal.value.code == "file.kind"
    assert files.accept(upload(b"%PDF-1.7 x"), kinds=["document"]).mime == "application/pdf"


def test_a_file_over_the_cap_is_refused_also_when_its_size_is_lied_about(settings):
    settings.FILE_MAX_BYTES = 2 * 1024 * 1024
    big = upload(recording(b"vide", extra=box(b"free", bytes(2 * 1024 * 1024))))
    with pytest.raises(Refused) as refusal:
        files.accept(big)
    assert "2" in str(refusal.value)
    big.size = 10
    with pytest.raises(Refused):
        files.accept(big)
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.mp4"))


STARTS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\0\0\0\x14ftypisom", b"ID3\4\0\0", b"OggS"]


@given(st.binary(max_size=300), st.sampled_from(STARTS))
@hypothesis_settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_kept_or_refused_with_a_sentence(settings, tail, start):
    settings.FILE_MIN_FREE_BYTES = 0
    sentence = "kept"
    try:
        files.accept(upload(start + tail))
    except Refused as refusal:
        sentence = str(refusal)
    assert sentence


# --- sound and video ------------------------------------------------------------------------------------------------


def test_the_position_of_a_video_is_blanked_and_no_offset_moves():
    content = recording(b"vide", b"soun")
    row = files.accept(upload(content, "IMG_1.MOV"))
    kept = stored_bytes(row)
    assert AKTAU in content
    assert AKTAU not in kept
    assert len(kept) == len(content)
    assert kept.index(b"mdat") == content.index(b"mdat")
    assert kept[kept.index(b"mdat") :] == content[content.index(b"mdat") :]
    assert (row.kind, row.mime, row.note) == ("video", "video/mp4", "position_removed")


@pytest.mark.parametrize(("content", "mime", "note"), [
    (recording(b"soun"), "audio/mp4", "position_removed"),
    (recording(b"soun", brand=b"M4A "), "audio/mp4", "position_removed"),
    (recording(b"vide", brand=b"qt  "), "video/quicktime", "position_removed"),
    (recording(b"vide", brand=b"3gp5"), "video/3gpp", "position_removed"),
    (recording(b"vide", b"meta"), "video/mp4", "position_may_remain"),
    (b"\x1a\x45\xdf\xa3\x9fB\x82\x84webm" + b"V_VP8" + bytes(99), "video/webm", "position_may_remain"),
    (b"\x1a\x45\xdf\xa3\x9fB\x82\x84webm" + b"A_OPUS" + bytes(99), "audio/webm", "position_may_remain"),
    (b"OggS" + bytes(60), "audio/ogg", "position_may_remain"),
    (b"#!AMR\n" + bytes(60), "audio/amr", "position_removed"),
    (b"\xff\xfb\x90\x64" + bytes(400), "audio/mpeg", "position_removed"),
])
def test_recordings_are_known_and_say_what_may_remain(content, mime, note):
    row = files.accept(upload(content))
    assert (row.mime, row.note) == (mime, note)
    assert files.note_of(row)


def test_the_tags_of_an_mp3_are_blanked():
    tag = b"ID3\4\0\0" + bytes([0, 0, 0, 40]) + b"TIT2" + AKTAU.ljust(36)
    content = tag + b"\xff\xfb\x90\x64" + bytes(400) + b"TAG" + b"home".ljust(125)
    kept = stored_bytes(files.accept(upload(content)))
    assert AKTAU not in kept
    assert b"home" not in kept
    assert len(kept) == len(content)


# --- on the disk ----------------------------------------------------------------------------------------------------


def test_the_same_content_lies_on_the_disk_once_and_goes_with_its_last_row(django_capture_on_commit_callbacks):
    first, second = (files.accept(upload(recording(b"vide"))) for _ in range(2))
    assert first.path == second.path
    assert first.pk != second.pk
    with django_capture_on_commit_callbacks(execute=True):
        files.forget(first)
    assert keep.place(second.path).exists()
    with django_capture_on_commit_callbacks(execute=True):
        files.forget(second)
    assert not keep.place(second.path).exists()


@pytest.mark.parametrize("content", [picture(), recording(b"vide")])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_a_sentence_and_leaves_nothing_half(settings, monkeypatch, content, code):
    def full(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(Refused) as refusal:
        files.accept(upload(content))
    assert refusal.value.code == "file.no_room"
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert not StoredFile.objects.exists()


def test_a_disk_that_is_nearly_full_keeps_its_room_for_the_database(monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=1024)
    monkeypatch.setattr(keep.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Refused) as refusal:
        files.accept(upload(picture()))
    assert refusal.value.code == "file.no_room"


def test_a_fault_of_the_disk_is_not_hidden_as_a_refusal(monkeypatch):
    def fault(_descriptor: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(storage.os, "fsync", fault)
    with pytest.raises(OSError, match="input/output"):
        files.accept(upload(picture()))


def test_what_nothing_refers_to_is_swept_after_a_day(settings, frozen_clock, django_capture_on_commit_callbacks):
    row = files.accept(upload(picture()))
    root = Path(settings.MEDIA_ROOT)
    orphan, left = root / "ab" / "cd" / "abcd.jpg", root / ".part-killed"
    for path in (orphan, left):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (0, 0))
    fresh = root / ".part-working"
    fresh.write_bytes(b"x")
    os.utime(fresh, (frozen_clock.now.timestamp(),) * 2)
    os.utime(keep.place(row.path), (0, 0))
    assert files.sweep() == 2
    assert keep.place(row.path).exists()
    assert fresh.exists()
    frozen_clock.move(hours=25)
    with django_capture_on_commit_callbacks(execute=True):
        files.sweep()
    assert not StoredFile.objects.exists()
    assert not keep.place(row.path).exists()


# --- on the way out -------------------------------------------------------------------------------------------------


def body(response) -> bytes:
    content = b"".join(response.streaming_content)
    response.close()
    return content


def test_a_file_is_sent_so_that_nothing_in_it_can_run():
    row = files.accept(upload(recording(b"vide")))
    response = files.respond(RequestFactory().get("/"), row, name="видео")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith("inline")
    assert body(response) == stored_bytes(row)


@pytest.mark.parametrize(("asked", "status", "part"), [
    ("bytes=0-9", 206, slice(0, 10)), ("bytes=5-", 206, slice(5, None)), ("bytes=-4", 206, slice(-4, None)),
    ("bytes=0-99999999", 206, slice(0, None)), ("bytes=99999999-", 416, None), ("bytes=-", 416, None),
    ("words=1-2", 416, None),
])
def test_players_get_the_part_that_they_ask_for(asked, status, part):
    row = files.accept(upload(recording(b"vide")))
    response = files.respond(RequestFactory().get("/", headers={"Range": asked}), row)
    assert response.status_code == status
    if part is not None:
        content = body(response)
        assert content == stored_bytes(row)[part]
        assert int(response["Content-Length"]) == len(content)


def test_a_file_that_the_disk_lost_is_not_found():
    row = files.accept(upload(recording(b"vide")))
    keep.place(row.path).unlink()
    assert files.respond(RequestFactory().get("/"), row).status_code == 404


def test_the_field_offers_what_is_accepted():
    assert files.accepted_types(["image"]) == "image/jpeg,image/png,image/webp,image/gif"
    assert recognise(b"\xff\xfb\x90\x64").mime == "audio/mpeg"
    assert recognise(b"\xff\xff\xff\xff") is None
