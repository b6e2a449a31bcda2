"""Packed and plain, in the encodings that offices use; bombs stop before they are unpacked."""

import gzip
import io
import zipfile

import pytest

from senim.kernel.unpacking import Unfit, decoded, unpacked

WORDS = "Қарағанды, Абай көшесі"


def zipped(content, name="xl/sheet.xml"):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def test_gzip_is_unpacked_and_all_else_stays():
    assert unpacked(gzip.compress(b"a,b\n1,2\n"), 1) == b"a,b\n1,2\n"
    assert unpacked(b"a,b\n", 1) == b"a,b\n"
    assert unpacked(zipped(b"x"), 1) == zipped(b"x")
    assert unpacked(b"PK\x03\x04broken", 1) == b"PK\x03\x04broken", "its reader says what is wrong with it"


@pytest.mark.parametrize("bomb", [
    b"0" * (2**20 + 1), gzip.compress(b"0" * (2**20 + 1), mtime=0), zipped(b"0" * (2**20 + 1)),
    gzip.compress(zipped(b"0" * (2**20 + 1)), mtime=0),
])
def test_what_would_be_larger_than_the_limit_is_not_unpacked(bomb):
    with pytest.raises(Unfit) as refusal:
        unpacked(bomb, 1)
    assert refusal.value.code == "too_big"


def test_the_limit_itself_is_allowed():
    assert len(unpacked(gzip.compress(b"0" * 2**20), 1)) == 2**20


@pytest.mark.parametrize("cut", [b"\x1f\x8b\x08\x00cut", gzip.compress(b"abc" * 99, mtime=0)[:-12]])
def test_a_gzip_that_was_cut_is_no_text(cut):
    with pytest.raises(Unfit, match="not_text"):
        unpacked(cut, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_told_by_its_mark_or_its_bytes(encoding):
    assert decoded(WORDS.encode(encoding)) == WORDS


def test_windows_1251_is_taken_where_unicode_fails():
    assert decoded("Караганда, улица Абая".encode("cp1251")) == "Караганда, улица Абая"
    assert decoded(b"") == ""


@pytest.mark.parametrize("content", [b"\x98\xff", b"a\x00b", b"\xff\xfe\x00", b"\xff\xfea\x00\x00\x00"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(Unfit, match="not_text"):
        decoded(content)
