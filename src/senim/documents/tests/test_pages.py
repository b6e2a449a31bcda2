"""The pages: filled and questioned, signed with the password, checked by everyone, and nobody else's to see."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib.util import find_spec
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.cabinet.tests import made as cabinet
from senim.documents import acts, blanks_shelf, registry, vault
from senim.documents.actions import papers
from senim.documents.domain import State
from senim.documents.models import Document, FormVersion, Issued, PaperFile
from senim.documents.selectors import papers as reads
from senim.documents.tasks import files_of, print_blanks
from senim.documents.tests import made
from senim.kernel import ids
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.problems.tests import world as group
from senim.staff import testing as staff

pytestmark = pytest.mark.django_db
IIN, OTHER = "900101300017", "850202400025"


def address(name: str, **parts: Any) -> str:
    with translation.override("kk"):
        return reverse(f"documents:{name}", kwargs=parts)


def signed_in(stage: made.Stage, who: str) -> Client:
    client = Client()
    stage.world.people[who].refresh_from_db()  # the test before may have given a password that was undone
    staff.sign_in(client, stage.world.people[who])
    return client


def test_from_the_card_of_an_appeal_to_a_signed_paper(stage: made.Stage) -> None:
    stage.world.people["inspector"].set_password("Қара-тұлпар-77")
    stage.world.people["inspector"].save()
    client = signed_in(stage, "inspector")
    number = stage.appeals["answered"].number
    card = client.get(reverse("appeals:desk", args=[number])).content.decode()
    url = next(one for one in re.findall(r'href="([^"]+)"', card) if "appeal_answer" in one)
    page = client.get(url).content.decode()
    assert "<mark" in page and made.SAID in page and "Әлиева Айгүл" in page
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    sent = client.post(url, {"token": token[1], "applicant": "Әлиева Айгүл"})
    row = Document.objects.latest("pk")
    assert sent.status_code == 302 and row.state == State.DRAFT
    at = address("paper", document_id=row.pk)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(at).content.decode()
    assert len(asked) <= 9, [one["sql"][:90] for one in asked]
    assert "өтінішке берілген жауап" in shown and "ЖОБА" in shown
    wrong = client.post(address("sign", document_id=row.pk), {"password": "басқа"})
    assert wrong.status_code == 422 and "Құпиясөз дұрыс емес" in wrong.content.decode()
    assert client.post(address("sign", document_id=row.pk), {"password": "Қара-тұлпар-77"}).status_code == 302
    issued = Issued.objects.get(document=row)
    assert issued.number in client.get(address("sheet", document_id=row.pk)).content.decode()
    assert AuditEvent.objects.filter(action="documents.read", is_read=True).count() >= 3
    checked = Client().get(address("check"), {"number": issued.number, "code": issued.code}).content.decode()
    assert "түпнұсқа" in checked and issued.hash in checked and "Әлиева" not in checked and made.SAID not in checked
    assert Client().get(address("check"), {"number": issued.number, "code": "0000-0000-0"}).status_code == 404
    with CaptureQueriesContext(connection) as asked:
        assert issued.number in client.get(address("papers")).content.decode()
    assert len(asked) <= 9, [one["sql"][:90] for one in asked]


@pytest.mark.parametrize("who", ["other", "juvenile", "duty", "analyst", "ministry", "admin", "auditor", "council"])
def test_nobody_else_sees_or_touches_a_paper(stage: made.Stage, who: str) -> None:
    draft = stage.make()
    issued = stage.sign(stage.make("appeal_redirect", "sent_on"))
    client, actor = signed_in(stage, who), stage.world.actor(who)
    for name in ("paper", "change", "sheet"):
        assert client.get(address(name, document_id=draft.pk)).status_code in {403, 404}
    for name in ("sign", "renew", "withdraw"):
        assert client.post(address(name, document_id=draft.pk), {"password": "x", "reason": "x"}).status_code in {
            403,
            404,
        }
    assert client.get(address("file", document_id=issued.pk, form="pdf")).status_code in {403, 404}
    for act in (
        lambda: papers.change(actor=actor, document_id=draft.pk, typed={}, edits=0),
        lambda: papers.renew(actor=actor, document_id=draft.pk),
        lambda: papers.sign(actor=actor, document_id=draft.pk, password_holds=lambda: True),
        lambda: papers.withdraw(actor=actor, document_id=issued.pk, reason="Жоқ"),
        lambda: stage.make(who=who),
    ):
        with pytest.raises(NotYours):
            act()
    assert Document.objects.get(pk=draft.pk).state == State.DRAFT


def test_a_head_sees_the_area_and_a_complaint_hides_from_whom_it_is_about(stage: made.Stage) -> None:
    row = stage.make()
    head, inspector = stage.world.actor("head"), stage.world.actor("inspector")
    assert reads.get(head.scope, row.pk).pk == row.pk
    with pytest.raises(NotYours):  # the head reads, and does not sign in the place of the inspector
        papers.sign(actor=head, document_id=row.pk, password_holds=lambda: True)
    Document.objects.filter(pk=row.pk).update(about_post=stage.world.posts["inspector"])
    with pytest.raises(NotYours):
        reads.get(inspector.scope, row.pk)


def test_a_talk_names_somebody_sealed_and_tells_of_another_spelling(stage: made.Stage) -> None:
    visit = cabinet.visit(stage.world)
    said = {"explained": "Шу түнде тыйым салынған.", "name": "Омаров Ерлан", "iin": IIN}
    actor = stage.world.actor("inspector")

    def make(**other: str) -> Document:
        return papers.make(
            actor=actor, kind="talk", subject=str(visit.pk), language="kk", typed=said | other, token=ids.new_token()
        )

    first, second = make(), make(name="Омаров Ерланъ")
    assert first.ready and "Омаров" not in first.sealed + first.about and IIN not in first.sealed
    assert reads.same_person(actor.scope, second) == ["Омаров Ерлан"]
    page = signed_in(stage, "inspector").get(address("paper", document_id=second.pk)).content.decode()
    assert "басқаша жазылған" in page and Document.objects.filter(person=second.person).count() == 2
    for wrong in ("900101300018", "12", "abc"):
        with pytest.raises(Refused) as refused:
            make(iin=wrong)
        assert refused.value.code == "iin" and refused.value.field == "iin"
    assert not make(explained="").ready
    with pytest.raises(Refused) as lacking:
        stage.sign(make(explained=""))
    assert "Не түсіндірілді" in str(lacking.value)
    with pytest.raises(NotYours):
        papers.make(
            actor=stage.world.actor("other"), kind="talk", subject=str(visit.pk), language="kk", typed=said, token="t"
        )


def test_a_representation_speaks_of_a_place_and_never_of_a_person(stage: made.Stage) -> None:
    actor, visit = stage.world.actor("inspector"), cabinet.visit(stage.world, words="Жертөле есігі ашық тұр.")
    said = {"organisation": "ПИК", "causes": "Құлып жоқ", "measures": "Құлып салу", "reply": "30.06.2026"}

    def make(**other: str) -> Document:
        return papers.make(
            actor=actor,
            kind="representation",
            subject=f"visit:{visit.pk}",
            language="ru",
            typed=said | other,
            token=ids.new_token(),
        )

    row = make()
    assert row.ready and row.signs_id == stage.world.posts["inspector"].pk
    assert "из вторичного источника" in str(reads.body(actor.scope, row)["grounds"])
    for other, code in (
        ({"causes": "Виноват Сериков Берик Асанович"}, "named"),
        ({"found": "звонить +7 701 000 00 00"}, "person"),
        ({"reply": "31.06.2026"}, "day"),
    ):
        with pytest.raises(Refused) as refused:
            make(**other)
        assert refused.value.code == code
    town = group.settle(stage.world)
    problem = group.opened(town)
    head = stage.world.actor("head")
    filed = papers.make(
        actor=head, kind="representation", subject=problem.number, language="kk", typed=said, token=ids.new_token()
    )
    values = made.words(vault.unlock(filed.sealed))
    assert values["file"] == problem.number and problem.title in values["found"]


def test_an_owner_is_told_every_fault_of_a_form(stage: made.Stage) -> None:
    client = signed_in(stage, "admin")
    at = address("form", kind="talk")
    texts = dict(registry.shipped(registry.kind("talk")).versions[0].texts)
    day = today() + timedelta(days=3)
    sent = {**texts, "number": 1, "valid_from": day.isoformat(), "note": "Түзету"}
    bad = {
        **sent,
        "kk": texts["kk"].replace("{matter}", "{mater}"),
        "ru": texts["ru"].replace("{explained}", "").replace("{place}", "{place"),
    }
    told = client.post(at, bad).content.decode()
    assert "Қазақша, 9-жол: {mater} деген айнымалы жоқ. Мүмкін, {matter} шығар?" in told
    assert "Русский: {explained}" in told and "Русский, 4-жол: жақша" in told and FormVersion.objects.count() == 0
    assert client.post(at, sent).status_code == 302 and FormVersion.objects.get().number == 2
    assert client.post(at, {**sent, "number": 1}).status_code == 422
    assert client.post(at, {**sent, "number": 2, "valid_from": "2020-01-01"}).status_code == 422
    assert signed_in(stage, "inspector").get(at).status_code == 403


def test_every_form_of_this_release_speaks_of_the_same_variables() -> None:
    from senim.documents.actions.forms import faults

    checked = [one for one in registry.kinds() if one.folder]
    assert len(checked) >= 6
    for one in checked:
        assert faults(one, registry.shipped(one).versions[0].texts) == [], one.code
    for blank in blanks_shelf.shelf():
        with translation.override("kk"):
            sizes = {len(blanks_shelf.explanation(blank, one)) for one in blank.notes}
        assert set(blank.texts) == {"kk", "ru", "en"} and len(sizes) == 1, blank.code


@pytest.mark.skipif(find_spec("typst") is None, reason="typst is not installed")
def test_papers_and_blanks_become_files(stage: made.Stage) -> None:
    row = stage.make()
    stage.sign(row)
    acts.print_paper.func(row.pk)
    client = signed_in(stage, "inspector")
    pdf = client.get(address("file", document_id=row.pk, form="pdf"))
    assert pdf.content[:5] == b"%PDF-" and b"%PDF" not in bytes(PaperFile.objects.get(format="pdf").sealed)
    assert client.get(address("file", document_id=row.pk, form="docx")).content[:2] == b"PK"
    print_blanks()
    public = Client()
    assert public.get(address("blank_file", code="appeal", spoken="kk", form="pdf")).content[:5] == b"%PDF-"
    with CaptureQueriesContext(connection) as asked:
        print_blanks()
    assert len(asked) == 1
    page = public.get(address("blank", code="complaint")).content.decode()
    assert "92-бап" in page and "тексерілмеген" in page
    poster = papers.make(
        actor=stage.world.actor("inspector"),
        kind="poster",
        subject=str(stage.world.areas["first"].pk),
        language="ru",
        typed={"telephone": "102"},
        token=ids.new_token(),
    )
    from senim.documents.presenters.paper import paper

    kind = registry.kind("poster")
    face = kind.picture(poster.subject) if kind.picture else b""
    made_of = paper(poster, reads.body(stage.world.actor("inspector").scope, poster), face or b"")
    assert poster.state == State.MADE and files_of(made_of, word=False)["pdf"][:5] == b"%PDF-"
