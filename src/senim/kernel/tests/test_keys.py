"""New keys while the system runs: nobody is signed out, nothing stays closed, a cut is no harm."""

import json
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as live
from django.urls import reverse

from senim.documents import vault as papers
from senim.kernel import keys
from senim.kernel.errors import Refused
from senim.kernel.keeping import box
from senim.kernel.keys import command, resealing, ring, rotation
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Role
from senim.kernel.tests.keeping.refusals import refused
from senim.quality import keys as ratings
from senim.staff import testing as staff
from senim.staff import vault as second_step
from senim.tips import sealing

pytestmark = pytest.mark.django_db
OLD = "only-for-tests-" + "x" * 40


@pytest.fixture(autouse=True)
def _own_ring():
    ring.forget()
    yield
    ring.forget()


def rotate(purpose):
    told = []
    rotation.rotate(purpose, told.append, wait=lambda _seconds: None)
    return told


@pytest.fixture
def authenticator():
    account, _post = staff.make_officer(Role.INSPECTOR)
    kinds = Authenticator.Type
    Authenticator.objects.create(user=account, type=kinds.TOTP, data={"secret": second_step.lock("ABC")})
    codes = {"seed": second_step.lock("seed"), "used_mask": 5}
    Authenticator.objects.create(user=account, type=kinds.RECOVERY_CODES, data=codes)
    return account


def test_without_a_ring_all_purposes_use_the_settings():
    assert keys.sealing() == [OLD] and keys.marking() == OLD and keys.hooks() == []
    assert keys.fingerprints() == {"vault": [keys.fingerprint(OLD)], "marks": [keys.fingerprint(OLD)]}


def test_everything_sealed_opens_after_the_old_key_is_gone(authenticator):
    rotate("vault")
    assert OLD not in keys.sealing() and len(keys.sealing()) == 1
    found = {one.type: one.data for one in Authenticator.objects.filter(user=authenticator)}
    assert second_step.unlock(found["totp"]["secret"]) == "ABC"
    assert second_step.unlock(found["recovery_codes"]["seed"]) == "seed"
    assert found["recovery_codes"]["used_mask"] == 5
    states = [key.state for key in ring.whole()["vault"]]
    assert states == [ring.State.CURRENT, ring.State.RETIRED]
    assert ring.whole()["vault"][1].fingerprint == keys.fingerprint(OLD), "a copy of then can still name its key"
    actions = set(AuditEvent.objects.filter(subject_type="key").values_list("action", flat=True))
    assert actions == {"keys.rotated", "keys.retired"}
    assert oct(ring.path().stat().st_mode)[-3:] == "600"


def test_each_vault_seals_again_only_what_is_under_an_older_key():
    paper, file, tip = papers.lock({"name": "Әлия"}), papers.lock_file(b"%PDF"), sealing.seal(b"word", "7:word")
    assert papers.again(paper) is None and papers.again(file) is None and sealing.again(tip, "7:word") is None
    ring.save(ring.promoted(ring.new("vault"), "vault"))
    fresh = papers.again(paper), papers.again(file), sealing.again(tip, "7:word")
    ring.save(ring.retired(ring.whole(), "vault"))
    assert papers.unlock(fresh[0]) == {"name": "Әлия"} and papers.unlock_file(fresh[1]) == b"%PDF"
    assert sealing.unseal(fresh[2], "7:word") == b"word"
    with pytest.raises(Refused):
        papers.unlock(paper)
    with pytest.raises(Refused):
        sealing.again(tip, "7:word")


def test_a_cut_run_goes_on_and_a_row_no_key_opens_keeps_the_old_key(authenticator, monkeypatch):
    monkeypatch.setattr(resealing, "BATCH", 1)
    whole = resealing._column

    def dies(_column):
        raise KeyboardInterrupt

    monkeypatch.setattr(resealing, "_column", dies)
    with pytest.raises(KeyboardInterrupt):
        rotate("vault")
    mark = keys.fingerprint(keys.sealing()[0])
    assert OLD in keys.sealing(), "until it is done the old key reads"
    monkeypatch.setattr(resealing, "_column", whole)
    rotate("vault")
    assert keys.fingerprint(keys.sealing()[0]) == mark, "no third key for a run that goes on"

    def closed(_row):
        raise Refused("sealed", "closed")

    monkeypatch.setattr(resealing, "sealed_columns", lambda: [keys.Sealed("mfa.Authenticator", "data", closed)])
    with refused("keys.others"):
        rotate("vault")
    assert len(keys.sealing()) == 2


def test_somebodys_writing_between_look_and_change_is_not_lost(authenticator, monkeypatch):
    again = second_step.again

    def written_meanwhile(row):
        fresh = again(row.data)
        Authenticator.objects.filter(pk=row.pk).update(data={**row.data, "used_mask": 77})
        return fresh

    ring.save(ring.promoted(ring.new("vault"), "vault"))
    monkeypatch.setattr(
        resealing, "sealed_columns", lambda: [keys.Sealed("mfa.Authenticator", "data", written_meanwhile)]
    )
    assert resealing.reseal()[0].sealed == 0
    assert {one.data["used_mask"] for one in Authenticator.objects.all()} == {77}


def test_nobody_is_signed_out_by_a_new_signing_key(client):
    account, _post = staff.make_officer(Role.ADMIN)
    staff.sign_in(client, account)
    mark, code = ratings.code_hash("ABCD"), ratings.token_from(b"proof")
    rotate("signing")
    assert live.SECRET_KEY != OLD and live.SECRET_KEY_FALLBACKS == [OLD]
    assert client.get(reverse("web:running")).status_code == 200
    assert (ratings.code_hash("ABCD"), ratings.token_from(b"proof")) == (mark, code), "marks keep their key"
    rotation.retire("signing")
    assert live.SECRET_KEY_FALLBACKS == [] and keys.sealing() == [OLD]


def test_both_hook_keys_sign_for_a_time(settings, monkeypatch):
    with refused("keys.no_hook"):
        rotate("hooks")
    settings.HOOK_KEY = "first"
    rotate("hooks")
    assert len(keys.hooks()) == 2 and keys.hooks()[1] == "first"
    rotation.retire("hooks")
    assert len(keys.hooks()) == 1


@pytest.mark.parametrize(("name", "code"), [("marks", "keys.marks"), ("воздух", "keys.unknown")])
def test_what_cannot_be_changed_says_why(name, code, capsys):
    with refused(code):
        rotate(name)
    assert command.run(["rotate", name]) == 1 and capsys.readouterr().err.strip()
    assert not ring.path().exists()


def test_keys_leave_and_come_back_sealed(tmp_path, capsys):
    rotate("vault")
    public, private = box.pair()
    (tmp_path / "key").write_text(private)
    file = tmp_path / "keys.senim"
    assert command.run(["export", str(file), "--to", public]) == 0
    assert keys.sealing()[0].encode() not in file.read_bytes()
    before = ring.whole()
    ring.path().unlink()
    ring.forget()
    assert command.run(["import", str(file), "--key", str(tmp_path / "key")]) == 0
    assert ring.whole()["vault"][0] == before["vault"][0] and keys.marking() == OLD
    assert command.run(["list"]) == 0
    told = capsys.readouterr().out
    assert keys.fingerprint(keys.sealing()[0]) in told and keys.sealing()[0] not in told
    for content in (b"", json.dumps({"ring": {}}).encode()):
        (tmp_path / "bad").write_bytes(content)
        assert command.run(["import", str(tmp_path / "bad"), "--key", str(tmp_path / "key")]) == 1


def test_nobody_takes_the_key_of_everything_for_a_purpose():
    """A new seal or mark asks `kernel.keys`: only so does a new key reach it."""
    root = Path(__file__).resolve().parents[2]
    allowed = {"config/settings.py", "kernel/keys/ring.py"}
    files = (path for path in root.rglob("*.py") if "tests" not in path.parts)
    found = {str(path.relative_to(root)) for path in files if "settings.SECRET_KEY" in path.read_text()}
    assert found - allowed - {"documents/vault.py"} == set()
