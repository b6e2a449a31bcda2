"""Proof that it is a real officer: once, for minutes, and nothing kept of who asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from senim.appeals.tests import world as worlds
from senim.cabinet.actions import proofs
from senim.cabinet.domain import Checked, Errand
from senim.cabinet.models import Proof
from senim.cabinet.tests import made
from senim.kernel import clock
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Role
from senim.kernel.testing import standing
from senim.staff import testing as staff
from senim.staff.actions import dismiss, report_sick
from senim.staff.domain import Kind
from senim.web import throttle

TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("proofs")), clock.frozen(TUESDAY):
        yield worlds.build()


@pytest.fixture
def world(built: worlds.World, db: None) -> Iterator[worlds.World]:
    with clock.frozen(TUESDAY):
        yield built


def shown(world: Any, who: str = "inspector", **more: Any) -> proofs.Shown:
    given = {"post_id": world.posts[who].pk, "area_path": world.areas["first"].path, **more}
    return proofs.show(actor=world.actor(who), **given)


def page() -> str:
    with translation.override("kk"):
        return reverse("check:page")


def test_a_code_is_good_once_and_for_ten_minutes(world: Any) -> None:
    first = shown(world, purpose="round")
    assert len(first.code) == 6 and first.errand is Errand.ROUND
    typed = first.code.lower()
    told = proofs.check(key=f" {typed[:3]}-{typed[3:]} ")
    assert told.answer is Checked.YES and told.proof is not None
    assert told.proof.account_id == world.people["inspector"].pk
    assert proofs.check(key=first.code).answer is Checked.USED
    second = shown(world)
    with clock.frozen(TUESDAY + timedelta(minutes=10)):
        assert proofs.check(key=second.code).answer is Checked.OLD
    third = shown(world)
    assert proofs.check(key=second.code).answer is Checked.OLD, "a new code ends the one before"
    assert proofs.check(key=third.code).answer is Checked.YES
    for wrong in ("", "ABC", "000000", "'; --", "Ә" * 6, "7" * 4000):
        assert proofs.check(key=wrong).answer is Checked.WRONG
    kept = list(Proof.objects.values())
    assert first.code not in str(kept), "the code itself stands nowhere"
    asked = AuditEvent.objects.filter(action="cabinet.proof_checked").last()
    assert asked.data == {"said": "yes"} and asked.account_id is None


def test_who_was_dismissed_or_is_away_is_not_confirmed(world: Any) -> None:
    code = shown(world).code
    dismiss(actor=world.actor("head"), account_id=world.people["inspector"].pk)
    told = proofs.check(key=code)
    assert (told.answer, told.proof) == (Checked.GONE, None)
    assert proofs.check(key=code).answer is Checked.USED
    other = shown(world, "other", area_path=world.areas["second"].path).code
    report_sick(actor=world.actor("other"), ends_at=TUESDAY + timedelta(days=2))
    assert proofs.check(key=other).answer is Checked.GONE
    with pytest.raises(Refused) as error:
        shown(world, "other")
    assert error.value.code == "away"


def test_nobody_shows_a_code_of_a_foreign_post(world: Any) -> None:
    for name in world.people:
        own = name in {"inspector", "juvenile", "other"}
        if own:
            assert shown(world, name).code
        if name != "inspector":
            with pytest.raises(NotYours):
                shown(world, name, post_id=world.posts["inspector"].pk)
    with pytest.raises(NotYours):
        proofs.show(actor=Actor.citizen(), post_id=world.posts["inspector"].pk, area_path="/1/")
    for _code in range(proofs.MOST - 1):
        shown(world)
    with pytest.raises(Refused) as error:
        shown(world)
    assert error.value.code == "proof_many"


def test_the_resident_reads_who_and_why_in_neutral_words(world: Any, client: Any) -> None:
    """From a duty about a sensitive matter: the page says nothing of it, nor whose address it is."""
    appeal = made.appeal(category="home.bullying", place="Құпия көше, 7")
    staff.sign_in(client, world.people["inspector"])
    with translation.override("kk"):
        answer = client.post(reverse("cabinet:show_me"), {"duty": f"appeals:{appeal.number}"})
    assert answer.status_code == 200
    code = answer.context["code"].replace(" ", "")
    assert "<svg" in answer.content.decode()
    client.logout()
    seen = client.get(f"{page()}?code={code}").content.decode()
    assert f'value="{code}"' in seen and "<script>" not in seen
    assert Proof.objects.get().used_at is None, "a look at the link uses nothing up"
    answer = client.post(page(), {"code": code})
    text = answer.content.decode()
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert world.people["inspector"].full_name in text and "қызметтік шаруа" in text
    for secret in ("Құпия көше", appeal.number, "home.bullying", appeal.text):
        assert secret not in text
    face = re.search(r'src="(/kk/check/face/[^"]+)"', text).group(1)
    assert client.get(face).status_code == 200
    with clock.frozen(TUESDAY + timedelta(minutes=11)):
        assert client.get(face).status_code == 404
    assert client.get("/kk/check/face/no-face/").status_code == 404
    again = client.post(page(), {"code": code})
    assert again.status_code == 422 and "102" in again.content.decode()


def test_a_trainee_a_civilian_and_a_substitute_are_called_what_they_are(world: Any, client: Any) -> None:
    trainee = staff.make_account("t@example.kz", name="Жас Қызметкер")
    staff.put_on(world.posts["inspector"], trainee, kind=Kind.TRAINEE, mentor=world.people["inspector"])
    civilian, own = staff.make_officer(Role.CIVILIAN, reports_to=world.posts["inspector"])
    staff.put_on(world.posts["inspector"], world.people["other"], kind=Kind.SUBSTITUTE)
    path, post = world.areas["first"].path, world.posts["inspector"].pk
    said = {
        trainee: (post, "Тәлімгері"),
        civilian: (own.pk, "полиция қызметкері емес"),
        world.people["other"]: (post, "орнына уақытша"),
    }
    for person, (post_id, words) in said.items():
        code = proofs.show(actor=staff.actor_for(person), post_id=post_id, area_path=path).code
        assert words in client.post(page(), {"code": code}).content.decode()


def test_guessing_is_stopped_and_says_whom_to_call(world: Any, client: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(throttle.CHECKS, "most", 3)
    for _guess in range(3):
        assert client.post(page(), {"code": "ZZZZZZ"}).status_code == 422
    stopped = client.post(page(), {"code": shown(world).code})
    assert stopped.status_code == 429 and "102" in stopped.content.decode()
    assert not Proof.objects.filter(used_at__isnull=False).exists()
    assert client.get(page()).status_code == 200
