"""Who wrote, how to reach them and the secret of their link stand where they must and nowhere else."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from PIL import Image

from senim.appeals import selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import intake, moves, talk, uploads
from senim.appeals.actions.answer import Words
from senim.appeals.domain import KnownAs, Outcome
from senim.appeals.models import Appeal, AppealFile, Body
from senim.appeals.report import Contact, Receipt, secret_hash
from senim.appeals.tests.world import World, report
from senim.kernel.clock import now
from senim.kernel.logs import NoSecrets, without_secrets
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.outbox import render
from senim.kernel.scoping import Actor
from senim.staff import testing as staff
from senim.staff.actions.leaving import close_account
from senim.staff.domain import EndReason

WHO = Contact(
    name="Қайыржанова Ботагөз",
    iin="900101400012",
    phone="+77015556677",
    email="botagoz.secret@example.kz",
    safe_way="email",
    safe_note="Күйеуім жұмыста болғанда, 10-нан 12-ге дейін",
)
PERSONAL = (WHO.name, "Ботагөз", WHO.iin, WHO.phone, "701 555", WHO.email, WHO.safe_note, "Күйеуім жұмыста")
DONE = Words(
    Outcome.DONE,
    "Кеше кешке пәтерге барып, иелерімен сөйлестім, ескерту жасадым.",
    done="Әңгіме жүргізілді",
    where="Абай көшесі, 1",
    when=date(2026, 5, 12),
)


def told(world: World, known_as: KnownAs, **changes: Any) -> tuple[Appeal, Receipt]:
    """An appeal with a whole life: question, reply, note, referral, answer, request to reopen."""
    receipt = intake.send(
        token=intake.begin(language="ru"), report=report(known_as=known_as, contact=WHO, language="ru", **changes)
    )
    appeal, secret = Appeal.objects.get(pk=receipt.appeal_id), secret_hash(receipt.secret)
    holder = world.actor(next(name for name, post in world.posts.items() if post.pk == appeal.holder_id))
    body = Body.objects.create(name_kk="Әкімдік", name_ru="Акимат", name_en="Akimat", email="akimat@example.kz")
    talk.ask(actor=holder, appeal_id=appeal.pk, text="Қай пәтер?")
    talk.add(secret_hash=secret, text="12-пәтер")
    talk.note(actor=holder, appeal_id=appeal.pk, text="Барып қайту керек")
    moves.refer(actor=holder, appeal_id=appeal.pk, body_id=body.pk, text="Шам жанбайды")
    answers.answer(actor=holder, appeal_id=appeal.pk, words=DONE)
    answers.ask_reopen(secret_hash=secret, reason="Шешілмеді")
    return appeal, receipt


def shown(client: Any, addresses: list[str]) -> Iterator[tuple[str, str]]:
    for address in addresses:
        said = client.get(address)
        yield address, (b"".join(said) if said.streaming else said.content).decode("utf-8", "replace")


@pytest.mark.parametrize("known_as", list(KnownAs))
def test_no_page_of_staff_shows_who_wrote_until_it_is_asked_for(world: World, client: Any, known_as: KnownAs) -> None:
    appeal, _ = told(world, known_as)
    for name in ("inspector", "head", "department", "duty", "operator", "prosecutor"):
        staff.sign_in(client, world.people[name])
        desk = f"/ru/desk/{appeal.number}/"
        lists = ["/ru/desk/", "/ru/desk/area/?state=all", "/ru/desk/load/", "/ru/desk/reopenings/"]
        searched = [f"/ru/desk/area/?state=all&q={word}" for word in ("Ботагөз", WHO.phone, WHO.iin)]
        for address, page in shown(client, [desk, f"{desk}letter/", *lists, *searched]):
            typed = PERSONAL if "q=" not in address else tuple(one for one in PERSONAL if "Ботагөз" not in one)
            assert not any(one in page for one in typed if one not in address), (name, address)


def test_no_word_of_who_wrote_is_found_by_searching(world: World) -> None:
    told(world, KnownAs.NAMED)
    for word in ("Ботагөз", "77015556677", WHO.iin, "example.kz"):
        assert selectors.area_list(world.actor("head").scope, state="all", words=word) == []


def test_the_page_behind_the_link_does_not_tell_whose_it_is(world: World, client: Any) -> None:
    """Whoever takes the telephone out of her hand reads the appeal, but not the name, the numbers or the safe hours."""
    _, receipt = told(world, KnownAs.NAMED)
    for address, page in shown(client, [f"/ru/a/{receipt.secret}/{what}" for what in ("", "receipt/", "letter/")]):
        assert not any(one in page for one in PERSONAL), address


@pytest.mark.parametrize("known_as", list(KnownAs))
def test_the_log_of_the_house_and_the_history_hold_no_personal_value(world: World, known_as: KnownAs) -> None:
    appeal, _ = told(world, known_as)
    selectors.note_reading(world.actor("inspector"), appeal)
    if known_as is KnownAs.NAMED:
        selectors.identity(world.actor("inspector"), appeal)
    rows = [*AuditEvent.objects.values_list("data", flat=True), *appeal.events.values_list("data", flat=True)]
    assert rows
    for row in rows:
        assert not any(one in str(row) for one in PERSONAL), row


def dump() -> Iterator[tuple[str, str]]:
    """Every table with all that it holds, as text."""
    for model in apps.get_models():
        for row in model._default_manager.values():
            yield model._meta.label, " ".join(str(value) for value in row.values())


def test_an_identity_lies_in_its_own_table_alone(world: World) -> None:
    told(world, KnownAs.CONFIDENTIAL)
    where = {label for label, row in dump() if any(one in row for one in PERSONAL)}
    assert where == {"appeals.Identity", "kernel.Outgoing"}  # the address that a message goes to
    assert all(WHO.name not in str(one.context) + one.template for one in Outgoing.objects.all())


def test_no_secret_is_stored_besides_the_message_that_carries_it(world: World) -> None:
    token = intake.begin(language="kk")
    receipt = intake.send(token=token, report=report(known_as=KnownAs.NAMED, contact=WHO))
    assert {label for label, row in dump() if receipt.secret in row} == {"kernel.Outgoing"}
    assert not [label for label, row in dump() if token in row]


# --- messages -------------------------------------------------------------------------------------------------------

#: What nobody who looks at the telephone may learn.
TELLING = (
    "полиц", "police", "өтініш", "обращен", "appeal", "жалоб", "шағым", "complain", "инспектор", "inspector", "участк",
    "насил", "зорлық", "violence", "102",
)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("template", ["appeal_registered", "appeal_news"])
def test_a_message_says_nothing_to_whoever_else_reads_it(template: str, language: str) -> None:
    for fill in (render.letter, render.short):
        filled = str(fill(template, {"link": "LINK"}, language)).lower()
        assert not [word for word in TELLING if word in filled], filled


def test_every_message_of_an_appeals_life_is_one_of_the_neutral_ones(world: World) -> None:
    appeal, receipt = told(world, KnownAs.NAMED)
    mine = Outgoing.objects.exclude(template="referral_offered")
    assert mine.count() >= 3
    for one in mine:
        assert one.template in {"appeal_registered", "appeal_news"}
        said = str(one.context)
        assert appeal.number not in said and appeal.text not in said and appeal.category not in said
    told_body = Outgoing.objects.get(template="referral_offered")
    assert receipt.secret not in str(told_body.context) and WHO.email != told_body.to


def test_nothing_is_sent_where_no_safe_way_was_named(world: World) -> None:
    contact = Contact(name=WHO.name, phone=WHO.phone, email=WHO.email, safe_way="link")
    intake.send(token=intake.begin(language="kk"), report=report(known_as=KnownAs.NAMED, contact=contact))
    assert not Outgoing.objects.exists()


def test_the_other_body_learns_no_place_of_a_sensitive_matter(world: World, client: Any) -> None:
    body = Body.objects.create(name_kk="Әкімдік", name_ru="Акимат", name_en="Akimat")
    receipt = intake.send(token=intake.begin(language="kk"), report=report(category="home.bullying", contact=WHO))
    _, secret = moves.refer(actor=world.actor("juvenile"), appeal_id=receipt.appeal_id, body_id=body.pk, text="Көмек")
    page = client.get(f"/kk/referral/{secret}/").content.decode()
    assert "Көмек" in page
    assert not any(one in page for one in (*PERSONAL, "Абай көшесі, 1", Appeal.objects.get().text))


# --- logs and faults ------------------------------------------------------------------------------------------------


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the product's own handler would write."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(NoSecrets())
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["line"]["format"], style="{"))
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def test_a_fault_shows_and_logs_neither_secret_nor_words(
    world: World, client: Any, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, receipt = told(world, KnownAs.NAMED)
    client.raise_request_exception = False

    def broken(*_args: Any) -> None:
        raise RuntimeError(f"cannot read /kk/a/{receipt.secret}/ of {WHO.email}, {WHO.phone}")

    monkeypatch.setattr("senim.appeals.presenters.applicant.qr", broken)
    for method, address in (("get", f"/kk/a/{receipt.secret}/"), ("get", f"/kk/a/{receipt.secret}/receipt/")):
        said = getattr(client, method)(address)
        assert said.status_code == 500
        page = said.content.decode()
        assert "RuntimeError" not in page and "Traceback" not in page and not any(one in page for one in PERSONAL)
    client.put(f"/kk/a/{receipt.secret}/add/")
    client.get(f"/kk/a/{receipt.secret}/file/999/")
    assert "RuntimeError" in log.getvalue()
    assert receipt.secret not in log.getvalue() and not any(one in log.getvalue() for one in PERSONAL)


def test_a_row_that_the_database_refuses_does_not_reach_the_log(world: World, log: io.StringIO) -> None:
    _, receipt = told(world, KnownAs.NAMED)
    appeal = Appeal.objects.get(pk=receipt.appeal_id)
    appeal.text, appeal.place, appeal.lon, appeal.lat = f"{WHO.name}\n\n{WHO.phone}", WHO.safe_note, 500.0, 0.0
    try:
        with transaction.atomic():
            appeal.save()
    except IntegrityError:
        logging.getLogger("senim").exception("could not be kept")
    assert "appeal_on_earth" in log.getvalue()
    assert not any(one in log.getvalue() for one in PERSONAL)
    assert connection.vendor != "postgresql" or "DETAIL: …" in log.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /kk/a/ABCDEFGHJKMNPQRS/",  # one code in four hundred has no digit
        "Not Found: /kk/a/abcdefghjkmnpqrs/receipt/",
        "Not Found: /kk/a/ABCD-EFGH-JKMN-PQRS/",
        "/ru/referral/ABCDEFGHJKMNPQRS/",
        "could not reach botagoz.secret@example.kz",
        "gateway refused +77015556677",
    ],
)
def test_what_could_tell_is_put_out_of_sight(text: str) -> None:
    clean = without_secrets(text)
    assert "…" in clean
    assert not any(one in clean.lower() for one in ("abcd", "defgh", "botagoz", "7701555"))


def test_no_secret_address_is_kept_or_found_by_anybody(world: World, client: Any) -> None:
    _, receipt = told(world, KnownAs.NAMED)
    token = intake.begin(language="kk")
    addresses = [f"/kk/a/{receipt.secret}/", f"/kk/a/{receipt.secret}/receipt/", f"/kk/a/{'0' * 16}/"]
    addresses += [f"/kk/report/{token}/words/", f"/kk/report/{token}/check/", "/kk/follow/"]
    for address in addresses:
        said = client.get(address)
        assert "noindex" in said["X-Robots-Tag"] and "no-store" in said["Cache-Control"], address
        assert said["Referrer-Policy"] == "same-origin"
        assert not said.cookies.get("sessionid")
    robots = client.get("/robots.txt").content.decode()
    for part in ("a", "report", "follow", "referral", "desk", "r"):
        assert all(f"Disallow: /{language}/{part}/" in robots for language in ("kk", "ru", "en")), part


# --- files ----------------------------------------------------------------------------------------------------------


def test_the_name_of_a_file_is_forgotten_and_nobody_else_reaches_it(world: World, client: Any) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    token = intake.begin(language="kk")
    uploads.keep_for_draft(token=token, uploads=[SimpleUploadedFile(f"{WHO.name}.png", drawn.getvalue())])
    receipt = intake.send(token=token, report=report())
    other = intake.send(token=intake.begin(language="kk"), report=report())
    kept = AppealFile.objects.get()
    assert not [label for label, row in dump() if WHO.name in row]
    said = client.get(f"/kk/a/{receipt.secret}/file/{kept.pk}/")
    assert said.status_code == 200 and b"".join(said)
    assert "Ботагөз" not in str(said.headers) and said["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/kk/a/{other.secret}/file/{kept.pk}/").status_code == 404
    number = Appeal.objects.get(pk=other.appeal_id).number
    staff.sign_in(client, world.people["inspector"])
    assert client.get(f"/kk/desk/{number}/file/{kept.pk}/").status_code == 404


# --- who has just left ---------------------------------------------------------------------------------------------


def test_a_dismissal_ends_an_open_session_at_the_next_click(world: World, client: Any) -> None:
    receipt = intake.send(token=intake.begin(language="kk"), report=report())
    number = Appeal.objects.get(pk=receipt.appeal_id).number
    staff.sign_in(client, world.people["inspector"])
    assert client.get(f"/kk/desk/{number}/").status_code == 200
    with transaction.atomic():
        close_account(Actor.system(), world.people["inspector"], EndReason.DISMISSAL, now())
    for address in ("/kk/desk/", f"/kk/desk/{number}/", f"/kk/desk/{number}/letter/"):
        assert client.get(address).status_code == 302, address
    text = "Түсіндірдім: " + "ы" * 40
    said = client.post(f"/kk/desk/{number}/answer/", {"outcome": "explained", "text": text})
    assert said.status_code == 401 and Appeal.objects.get().state == "new"
    assert Appeal.objects.get().text not in said.content.decode()
