"""A copy of a small world, in one process: what is in it, and what is refused before anything is touched."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from senim.kernel import audit, clock, files, keys, outbox, seal
from senim.kernel.keeping import archive, backup, box, command, neutral, reading, restore, scheduled, tables
from senim.kernel.models import AuditEvent, StoredFile
from senim.kernel.scoping import Actor
from senim.kernel.tests.keeping.refusals import refused

PUBLIC, PRIVATE = box.pair()
LOCKS, OPENERS = [box.PublicKey.read(PUBLIC)], [box.PrivateKey.read(PRIVATE)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch, data_dir):
    """Two events, a message, a file, a digest; read as this transaction sees it, for it is never committed."""
    from contextlib import contextmanager

    @contextmanager
    def here():
        yield reading.here()

    monkeypatch.setattr(reading, "snapshot", here)
    upload = SimpleUploadedFile("note.amr", b"#!AMR\n" + b"sound")
    stored = files.accept(upload, kinds=["sound"])
    with transaction.atomic():
        audit.record(Actor.system(), "test.one", ("test", 1), data={"б": [1, 2.5, None], "a": {"ң": "ұ\n"}})
        audit.record(Actor.system(), "test.two", ("test", 2))
        outbox.put("email", "aigul@example.kz", "audit_digest", {"day": "2026-05-12"}, "kk", "k")
    seal.seal_all()
    return stored


@pytest.fixture
def made(world, tmp_path):
    path = tmp_path / "copy.senim"
    backup.make(path, LOCKS)
    return path


def inside(path):
    with path.open("rb") as file:
        return {entry.name: entry.content.read() for entry in archive.entries(box.Reader(file, OPENERS))}


def test_a_copy_holds_rows_files_and_the_end_of_the_log(made, world, monkeypatch):
    found = restore.check(made, OPENERS)
    names = inside(made)
    assert json.loads(names["about.json"])["keys"] == keys.fingerprints()
    assert names[f"files/{world.path}"] == b"#!AMR\nsound"
    assert found.proof["tables"]["kernel_auditevent"][0] == AuditEvent.objects.count() == 2
    assert found.proof["head"]["seq"] == 2
    assert found.proof["head"]["hash"] == seal.head().hash.hex()
    assert not any("session" in name or "lease" in name for name in names), "what is as good as a password stays away"
    assert (found.proof["damaged"], found.proof["gone"]) == ([], [])


def test_no_secret_setting_is_in_a_copy(world, tmp_path, monkeypatch):
    for name in ("SENIM_SECRET_KEY", "SENIM_SMTP_PASSWORD", "SENIM_DATABASE_URL", "SENIM_BACKUP_PASSPHRASE"):
        monkeypatch.setenv(name, "the-very-secret")
    monkeypatch.setenv("SENIM_BASE_URL", "https://senim.example.kz")
    backup.make(tmp_path / "copy", LOCKS)
    told = json.loads(inside(tmp_path / "copy")["about.json"])["settings"]
    assert told["SENIM_BASE_URL"] == "https://senim.example.kz"
    assert "the-very-secret" not in json.dumps(told)


def test_every_field_of_the_house_has_a_kind():
    names = {table.name for table in tables.kept()} | tables.LEFT_OUT
    assert {model._meta.db_table for model in apps.get_models(include_auto_created=True)} <= names


def test_a_row_says_the_same_from_either_database_and_comes_back():
    table = tables.Table("t", tuple(tables.Column(kind, kind) for kind in (
        "int", "text", "bool", "moment", "day", "json", "bytes", "uuid", "decimal:2", "float", "json")))
    sqlite = (7, "ұ\n", 1, "2026-05-12 05:00:00.000120", "2026-05-12", '{"b": 1.0, "a": 1e+16}', b"\x00\xff",
              "0123456789abcdef0123456789abcdef", 15, 2.0, None)
    at = clock.now().replace(2026, 5, 12, 5, 0, 0, 120)
    from decimal import Decimal
    from uuid import UUID

    postgres = (7, "ұ\n", True, at, at.date(), '{"a": 10000000000000000, "b": 1.0}', memoryview(b"\x00\xff"),
                UUID("0123456789abcdef0123456789abcdef"), Decimal("15.00"), 2.0, None)
    one, two = neutral.Lines(table), neutral.Lines(table)
    lines = [one.line(sqlite), two.line(postgres)]
    assert one.sum.plain() == two.sum.plain()
    for line in lines:
        (row,) = neutral.rows(table, [line])
        assert row[:5] == [7, "ұ\n", True, "2026-05-12 05:00:00.000120", "2026-05-12"]
        assert json.loads(row[5]) == {"a": 1e16, "b": 1.0} and row[6] == b"\x00\xff" and row[8] == "15.00"
    with pytest.raises(ValueError, match="has 2 values"):
        list(neutral.rows(table, [b"[1,2]"]))
    # The sum asks neither for an order of rows nor forgives one that is missing or twice.
    three = neutral.Lines(table)
    three.line(sqlite)
    three.line(sqlite)
    assert three.sum.plain() != one.sum.plain()


def test_an_installation_that_is_not_empty_takes_no_copy(made, world):
    before = AuditEvent.objects.count()
    with refused("occupied"):
        restore.restore(made, restore.Wishes(OPENERS))
    assert AuditEvent.objects.count() == before
    assert files.keep.place(world.path).exists()


def test_a_copy_of_a_newer_version_is_refused_by_name(made, monkeypatch):
    found = restore.check(made, OPENERS)
    found.about["migrations"].append(["kernel", "0999_from_tomorrow"])
    with refused("newer") as refusal:
        restore._fits(found, restore.Wishes(OPENERS))
    assert "0999_from_tomorrow" in str(refusal.value)


def test_a_copy_that_needs_another_key_names_it(made, world, monkeypatch):
    found = restore.check(made, OPENERS)
    monkeypatch.setattr(restore.writing, "state_of", lambda _tables: "")
    monkeypatch.setattr(restore, "_has_files", lambda _folder: False)
    restore._fits(found, restore.Wishes(OPENERS))
    found.about["keys"] = {"vault": ["0123456789ab"], "marks": []}
    with refused("other_key") as refusal:
        restore._fits(found, restore.Wishes(OPENERS))
    assert "0123456789ab" in str(refusal.value)
    restore._fits(found, restore.Wishes(OPENERS, without_keys=True))


@pytest.mark.parametrize("bend", [lambda raw: raw[:-1], lambda raw: raw[: len(raw) // 2], lambda raw: b"PK" + raw])
def test_a_damaged_copy_is_refused_in_one_sentence(made, capsys, bend, tmp_path):
    key, bent = tmp_path / "key", tmp_path / "bent"
    key.write_text(PRIVATE)
    bent.write_bytes(bend(made.read_bytes()))
    assert command.backup([str(bent), "--check", "--key", str(key)]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_file_that_changed_on_the_disk_is_named_and_one_that_is_gone_stops_the_copy(world, tmp_path, capsys):
    place = files.keep.place(world.path)
    place.write_bytes(b"#!AMR\nother")
    assert backup.make(tmp_path / "one", LOCKS).damaged == (world.path,)
    place.unlink()
    with refused("lost_file"):
        backup.make(tmp_path / "two", LOCKS)
    assert [path.name for path in tmp_path.iterdir()] == ["one"], "nothing is left behind"


def test_a_file_whose_row_went_meanwhile_does_not_stop_the_copy(world, tmp_path, monkeypatch):
    ask = reading.Source.ask

    def purged(self, statement):
        found = ask(self, statement)
        if "kernel_storedfile" in statement:
            files.keep.place(world.path).unlink()
            StoredFile.objects.all().delete()
        return found

    monkeypatch.setattr(reading.Source, "ask", purged)
    backup.make(tmp_path / "copy", LOCKS)
    assert restore.check(tmp_path / "copy", OPENERS).proof["gone"] == [world.path]


def test_a_copy_takes_nobodys_place_and_tells_a_full_disk(made, world, tmp_path, monkeypatch):
    with refused("exists"):
        backup.make(made, LOCKS)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Packer, "file", full)
    with refused("cannot_write"):
        backup.make(tmp_path / "more", LOCKS)
    assert not (tmp_path / "more").exists()


def test_a_path_that_climbs_out_is_refused(tmp_path):
    import io

    target = io.BytesIO()
    packer = archive.Packer(target)
    packer.file("files/../../etc/passwd", ContentFile(b"x"), 1)
    packer.close()
    target.seek(0)
    with refused("damaged"):
        [entry.under("files") for entry in archive.entries(target)]


def test_copies_by_themselves(world, tmp_path, settings, frozen_clock):
    assert scheduled.make_due() is None and not scheduled.copies().are_wanted
    settings.BACKUP_DIR, settings.BACKUP_HOURS, settings.BACKUP_KEEP = str(tmp_path / "b"), 24, 2
    assert scheduled.copies().is_late, "wanted, and none is there"
    with refused("no_recipient"):
        scheduled.make_due()
    settings.BACKUP_TO = [PUBLIC]
    first = scheduled.make_due()
    assert first is not None and first.name == "senim-2026-05-12T050000Z.senim"
    assert scheduled.make_due() is None, "once in its time"
    (tmp_path / "b" / "senim-notes.senim").write_text("not ours")
    frozen_clock.move(hours=37)
    assert scheduled.copies().is_late
    scheduled.make_due()
    frozen_clock.move(hours=24)
    scheduled.make_due()
    state = scheduled.copies()
    assert (state.count, state.is_late, state.last_at) == (2, False, clock.now())
    assert not first.exists() and (tmp_path / "b" / "senim-notes.senim").exists()
    frozen_clock.move(hours=-400)
    assert scheduled.make_due() is None, "a clock that jumped back makes no copy every quarter of an hour"
    assert clock.now() + timedelta(hours=400) == state.last_at


def test_the_numbers_of_tables_are_kept():
    assert reading.here().next_numbers()["django_content_type"] > 0
    assert connection.vendor in {"sqlite", "postgresql"}
