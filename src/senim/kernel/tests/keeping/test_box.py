"""The sealed file: what comes out is what went in, and anything else is refused."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.kernel.errors import Refused
from senim.kernel.keeping import box
from senim.kernel.tests.keeping.refusals import refused

PIECE = 64
PUBLIC, PRIVATE = box.pair()
LOCK, OPENER = box.PublicKey.read(PUBLIC), box.PrivateKey.read(PRIVATE)


@pytest.fixture(autouse=True, scope="module")
def _small_pieces():
    # Faults sit at the seams of pieces: with small ones a few hundred bytes have many.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(box, "PIECE", PIECE)
        yield


def sealed(content: bytes, *locks: box.Lock) -> bytes:
    target = io.BytesIO()
    writer = box.Writer(target, locks or [LOCK])
    for at in range(0, len(content), 50):
        writer.write(content[at : at + 50])
    writer.finish()
    return target.getvalue()


def opened(whole: bytes, opener: box.Opener = OPENER) -> bytes:
    return box.Reader(io.BytesIO(whole), [opener]).readall()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 5 * PIECE + 7])
def test_what_comes_out_is_what_went_in(size):
    content = bytes(range(256)) * 2
    assert opened(sealed(content[:size])) == content[:size]


WHOLE = None


def whole() -> bytes:
    global WHOLE  # noqa: PLW0603 - one file for all examples
    WHOLE = WHOLE or sealed(bytes(3 * PIECE))
    return WHOLE


@settings(max_examples=200)
@given(st.data())
def test_a_flipped_bit_anywhere_is_refused(data):
    place = data.draw(st.integers(0, len(whole()) * 8 - 1))
    bent = bytearray(whole())
    bent[place // 8] ^= 1 << (place % 8)
    with pytest.raises(Refused):
        opened(bytes(bent))


def test_a_file_cut_off_anywhere_is_refused():
    for size in range(len(whole())):
        with pytest.raises(Refused):
            opened(whole()[:size])


def test_pieces_swapped_repeated_left_out_or_added_are_refused():
    size = PIECE + box.TAG
    head = whole()[: len(whole()) - 3 * size]
    one, two, three = (whole()[len(head) + at * size :][:size] for at in range(3))
    for bent in ([two, one, three], [one, one, two, three], [one, three], [one, two], [one, two, three, three]):
        with refused("damaged"):
            opened(head + b"".join(bent))
    with refused("damaged"):
        opened(whole() + b"x")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "foreign"),
        (b"SQLite format 3\x00" + bytes(500), "foreign"),
        (box.MAGIC, "damaged"),
        (box.MAGIC + b"\xff\xff\xff\xff" + bytes(100), "damaged"),
        (box.MAGIC + (9).to_bytes(4, "big") + b'{"a": []}' + bytes(100), "damaged"),
        (box.MAGIC + (2).to_bytes(4, "big") + b"[]" + bytes(100), "damaged"),
        (box.MAGIC + (14).to_bytes(4, "big") + b'{"locks":[{}]}' + bytes(100), "locked"),
        (box.MAGIC + (13).to_bytes(4, "big") + b'{"locks":[1]}' + bytes(100), "damaged"),
    ],
)
def test_what_is_no_sealed_file_is_refused(content, code):
    with pytest.raises(Refused) as refusal:
        opened(content)
    assert refusal.value.code == f"keeping.{code}"


def test_a_passphrase_opens_and_another_does_not(monkeypatch):
    monkeypatch.setattr(box, "MEMORY_KIB", 64)
    monkeypatch.setattr(box, "PASSES", 1)
    monkeypatch.setattr(box, "LANES", 1)
    made = sealed(b"words", box.Passphrase("сегіз жүз алма ағашы"), LOCK)
    assert opened(made, box.Passphrase("сегіз жүз алма ағашы")) == b"words"
    assert opened(made) == b"words", "several locks: each opens"
    for other in (box.Passphrase("сегіз жүз алма ағаш"), box.PrivateKey.read(box.pair()[1])):
        with refused("locked"):
            opened(made, other)
    with refused("short"):
        sealed(b"", box.Passphrase("short"))


def test_a_file_that_asks_for_all_memory_is_refused():
    lock = {"kind": "passphrase", "salt": "AAAA", "passes": 1, "memory_kib": 1 << 30, "lanes": 1, "key": "AAAA"}
    with refused("damaged"):
        box.Passphrase("long enough words").unwrap(lock)


#: Named: a key in the name of a test differs in each process, and they must agree on the names.
NO_KEYS = {
    "empty": "",
    "without": "senim-public-",
    "short": "senim-public-AAAA",
    "private": PRIVATE,
    "longer": f"{PUBLIC}x",
    "letters": "senim-public-не",
}


@pytest.mark.parametrize("text", NO_KEYS.values(), ids=NO_KEYS)
def test_what_is_no_key_is_refused(text):
    with refused("not_public"):
        box.PublicKey.read(text)
    with refused("not_private"):
        box.PrivateKey.read(PUBLIC)
