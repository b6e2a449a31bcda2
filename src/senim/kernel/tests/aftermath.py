"""What must hold after any number of kills, before anything is repaired, and after the reaper has come by."""

import hashlib
from datetime import timedelta
from pathlib import Path

from senim.kernel import clock, outbox, seal, verify
from senim.kernel.models import AuditEvent, Lease, Outgoing, StoredFile
from senim.kernel.tests.killer import MESSAGES


def check_nothing_lost_or_half_done(data_dir: Path) -> int:
    """Rows, events and messages agree, what was acknowledged is there, files are whole. Gives how many rounds stand."""
    rounds = {row.name.removeprefix("round:") for row in Lease.objects.filter(name__startswith="round:")}
    events = list(AuditEvent.objects.filter(action="test.round").values_list("subject_id", flat=True))
    assert sorted(events) == sorted(rounds), "an event for each row, and once"
    keys = set(Outgoing.objects.values_list("key", flat=True))
    assert keys == {f"{name}:{number}" for name in rounds for number in range(MESSAGES)}
    acknowledged = data_dir / "acknowledged"
    lines = acknowledged.read_text().split() if acknowledged.exists() else []
    assert set(lines) <= rounds, "what was promised is kept"
    for row in StoredFile.objects.all():
        assert (data_dir / "files" / row.path).exists()
    for file in (data_dir / "files").glob("??/??/*"):
        if not file.name.startswith(".part-"):
            assert hashlib.sha256(file.read_bytes()).hexdigest() == file.stem, "a file with a name is whole"
    assert verify.verify().holds
    return len(rounds)


def check_all_arrives(data_dir: Path) -> None:
    """After the leases of the dead have ended everything is delivered, each message known once to its receiver."""
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        outbox.reap()
        while outbox.deliver_due().sent:
            pass
    waiting = Outgoing.objects.filter(sent_at=None)
    assert not waiting.exists(), list(waiting.values_list("key", "last_error"))
    letters = [path for path in (data_dir / "letters").iterdir() if not path.name.startswith(".part-")]
    assert len(letters) == Outgoing.objects.count()
    seal.seal_all()
    verdict = verify.verify()
    assert (verdict.holds, verdict.waiting) == (True, 0)
    assert verdict.checked == AuditEvent.objects.count()
