"""A paper from draft to signature: filled, questioned, numbered once, never changed, checked by everyone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings

from senim.documents import composing, registry, signing, vault
from senim.documents.actions import forms, papers
from senim.documents.domain import State
from senim.documents.models import Document, Issued
from senim.documents.selectors import papers as reads
from senim.documents.tests import made
from senim.kernel import clock, duties, ids
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import PUBLIC, Actor

pytestmark = pytest.mark.django_db


def test_an_answer_is_filled_from_the_record_and_says_where_from(stage: made.Stage) -> None:
    row = stage.make(typed={"applicant": "Әлиева А."})
    values = vault.unlock(row.sealed)
    assert values["answer"]["words"] == made.SAID and values["answer"]["by"] == "record"
    assert values["applicant"] == {
        "words": "Әлиева А.",
        "source": ["қызметкер жазды", "написал сотрудник", "written by the officer"],
        "by": "officer",
        "was": "Әлиева Айгүл",
    }
    assert "Әлиева" not in row.sealed and row.ready and row.state == State.DRAFT
    blocks = reads.body(stage.world.actor("inspector").scope, row)["blocks"]
    said = "\n".join("".join(words for words, _name in one["pieces"]) for one in blocks)
    assert "3\xa0ай ішінде" in said and "{" not in said
    assert "2026 жылғы 12 мамырда тіркелген" in said.replace("\xa0", " ")
    assert AuditEvent.objects.filter(action="appeals.identity_read").exists()


def test_a_second_press_finds_the_first_paper(stage: made.Stage) -> None:
    token = ids.new_token()
    assert stage.make(token=token).pk == stage.make(token=token).pk


def test_what_has_nothing_to_say_is_refused_in_words(stage: made.Stage) -> None:
    for kind, of in (("appeal_answer", "silent"), ("appeal_redirect", "silent"), ("appeal_extension", "silent")):
        with pytest.raises(Refused) as refused:
            stage.make(kind, of)
        assert len(str(refused.value)) > 20


def test_signed_once_numbered_in_turn_and_never_changed(stage: made.Stage) -> None:
    first, second = stage.make(), stage.make("appeal_redirect", "sent_on")
    with pytest.raises(Refused, match="Құпиясөз"):
        stage.sign(first, holds=False)
    one, two = stage.sign(first), stage.sign(second)
    assert (one.number, two.number) == ("W-HEAD/2026-1", "W-HEAD/2026-2")
    with pytest.raises(Refused) as again:
        stage.sign(first)
    assert again.value.code == "signed"
    with pytest.raises(Refused):
        papers.change(actor=stage.world.actor("inspector"), document_id=first.pk, typed={}, edits=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Issued.objects.filter(pk=one.pk).update(hash="0" * 64)
    with clock.frozen(clock.now() + timedelta(days=365)):
        assert stage.sign(stage.make()).number == "W-HEAD/2027-1"


def test_everyone_may_check_that_it_is_genuine_and_reads_nothing(stage: made.Stage) -> None:
    issued = stage.sign(stage.make())
    found = reads.genuine(PUBLIC, f" № {issued.number.lower()} ", issued.code.lower().replace("-", " "))
    assert found is not None and found.unchanged and found.hash == issued.hash
    assert not hasattr(found, "sealed")
    assert reads.genuine(PUBLIC, issued.number, ids.new_number()) is None
    body = vault.unlock(issued.sealed)
    issued.sealed = vault.lock({**body, "day": "бұрын"})
    assert not reads.unchanged(issued)
    papers.withdraw(actor=stage.world.actor("head"), document_id=issued.pk, reason="Қате")
    gone = reads.genuine(PUBLIC, issued.number, issued.code)
    assert gone is not None and gone.withdrawn_at is not None
    with pytest.raises(Refused) as twice:
        papers.withdraw(actor=stage.world.actor("head"), document_id=issued.pk, reason="Қате")
    assert twice.value.code == "withdrawn"


def test_the_national_signature_is_rehearsed_and_marked_as_fake(stage: made.Stage) -> None:
    with override_settings(DOCUMENT_SIGNER="fake-national"):
        issued = stage.sign(stage.make())
        body = vault.unlock(issued.sealed)
        assert body["signed"]["fake"] and "ұлттық ЭЦҚ емес" in body["signed"]["said"]
        assert reads.unchanged(issued)
    assert signing.signer().code == "password"


def test_a_form_that_ended_is_refused_and_the_one_in_force_is_offered(stage: made.Stage) -> None:
    draft = stage.make(typed={"applicant": "Әлиева А."})
    kind = registry.kind("appeal_answer")
    texts = dict(registry.shipped(kind).versions[0].texts)
    texts["kk"] = texts["kk"].replace("# Өтінішке жауап", "# Жауап хат")
    forms.write(
        actor=Actor.system(),
        kind="appeal_answer",
        texts=texts,
        valid_from=today() + timedelta(days=1),
        valid_to=today() + timedelta(days=9),
        note="Жаңа үлгі",
        number=1,
    )
    with clock.frozen(clock.now() + timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            stage.sign(draft)
        assert refused.value.code == "form_ended" and "2-нұсқа" in str(refused.value)
        renewed = papers.renew(actor=stage.world.actor("inspector"), document_id=draft.pk)
        assert renewed.form == 2 and composing.words_of(vault.unlock(renewed.sealed))["applicant"] == "Әлиева А."
        body = vault.unlock(stage.sign(renewed).sealed)
    assert body["form"] == 2 and body["blocks"][2]["pieces"][0][0] == "Жауап хат"


def test_a_term_of_law_that_ended_stops_its_papers(stage: made.Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from senim.kernel import legal

    real = legal.term

    def term(code: str, on: date, **more: bool) -> legal.Term:
        if code == "appeal.redirect":
            raise legal.NoTerm(code)
        return real(code, on, **more)

    monkeypatch.setattr(legal, "term", term)
    with pytest.raises(Refused) as refused:
        stage.make("appeal_redirect", "sent_on")
    assert refused.value.code == "term_ended"


def test_drafts_wait_on_the_day_of_who_signs(stage: made.Stage) -> None:
    notice = stage.make("appeal_extension", "longer")
    head, inspector = stage.world.actor("head"), stage.world.actor("inspector")
    assert [one.key for one in duties.provided("documents", head.scope, today())] == [f"documents:{notice.pk}"]
    assert duties.provided("documents", inspector.scope, today()) == []
    with pytest.raises(NotYours):
        stage.sign(notice)
    stage.sign(notice, "head")
    assert duties.provided("documents", head.scope, today()) == []


def test_a_reading_copy_is_ready_without_a_signature(stage: made.Stage) -> None:
    row = stage.make(language="en")
    assert row.state == State.MADE and row.signs_id is None
    assert "A translation to read" in str(reads.body(stage.world.actor("inspector").scope, row)["marks"])


def test_two_who_change_one_draft_are_told(stage: made.Stage) -> None:
    row = stage.make()
    papers.change(actor=stage.world.actor("inspector"), document_id=row.pk, typed={"applicant": "А"}, edits=0)
    with pytest.raises(Refused) as refused:
        papers.change(actor=stage.world.actor("inspector"), document_id=row.pk, typed={"applicant": "Б"}, edits=0)
    assert refused.value.code == "changed"
    assert vault.unlock(Document.objects.get(pk=row.pk).sealed)["applicant"]["words"] == "А"


def test_another_key_opens_nothing_and_says_so(stage: made.Stage) -> None:
    row = stage.make()
    with override_settings(SECRET_KEY="another"), pytest.raises(Refused) as refused:
        reads.body(stage.world.actor("inspector").scope, row)
    assert refused.value.code == "sealed"
