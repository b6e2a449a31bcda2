"""A document is made from a record, changed while it is a draft, signed once, withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import F

from senim.documents import composing, forms_in_force, policies, registry, signing, vault
from senim.documents.actions.common import log, taken
from senim.documents.composing import Values
from senim.documents.domain import Entry, Filled, Kind, State
from senim.documents.models import Document, Issued, PaperFile, Series, Withdrawal
from senim.documents.permissions import can_change, can_make, can_sign, can_withdraw, not_yours, signing_post
from senim.kernel import clock, duties, ids
from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff

LONGEST = 6000


def make(
    *,
    actor: Actor,
    kind: str,
    subject: str,
    language: str,
    typed: Mapping[str, str],
    token: str,
    invented: bool = False,
) -> Document:
    """Make a draft of a kind from a record. The same token twice is one draft.

    Raises NotYours for a record or a kind that is not the actor's, Refused where no form is in force, where the record
    has nothing to say yet, or where something typed cannot be.
    """
    one = registry.kind(kind)
    fill = registry.filler(one, subject)
    if fill is None or not can_make(actor.scope, one):
        raise not_yours()
    if known := _known(actor, token):
        return known
    filled = fill(actor.scope, subject, language)
    if not can_make(actor.scope, one, filled.post_id):
        raise not_yours()
    form = forms_in_force.in_force(one, clock.today())
    row = _new(actor, one, filled, subject, language)
    row.token, row.invented = token, invented
    row.form, row.text = form.number, form.texts.get(language) or form.texts["kk"]
    _write(row, one, composing.weave(registry.shipped(one).variables, composing.recorded(filled), _tidied(typed)))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            log(actor, "made", row, row.area_path, kind=kind, form=row.form, ready=row.ready)
            _finish(actor, row, one)
    except IntegrityError:
        if known := _known(actor, token):
            return known
        raise
    return row


def _known(actor: Actor, token: str) -> Document | None:
    return Document.objects.filter(token=token, made_by=actor.account_id).first()


def _new(actor: Actor, kind: Kind, filled: Filled, subject: str, language: str) -> Document:
    at = clock.now()
    signs = signing_post(kind, filled.post_id) if kind.signers and not composing.is_copy(kind, language) else None
    return Document(
        kind=kind.code,
        subject=subject,
        language=language,
        about=filled.about[:200],
        area_path=filled.area_path,
        post_id=filled.post_id,
        signs_id=signs,
        about_post_id=filled.about_post,
        about_account_id=filled.about_account,
        owed_by=filled.owed_by or duties.end_of(clock.local(at).date()),
        made_by_id=actor.account_id,
        made_at=at,
        changed_by_id=actor.account_id,
        changed_at=at,
    )


def _tidied(typed: Mapping[str, str]) -> dict[str, str]:
    return {code: words.strip()[:LONGEST] for code, words in typed.items()}


def _write(row: Document, kind: Kind, values: Values) -> None:
    """Put values into a draft, checked. Raises Refused at the variable that cannot be so."""
    variables = registry.shipped(kind).variables
    words = composing.words_of(values)
    for code, variable in variables.items():
        policies.check_entry(variable, words.get(code, ""))
    if kind.check is not None:
        kind.check(words)
    iin = next((words.get(code, "") for code, one in variables.items() if one.entry is Entry.IIN), "")
    row.person = vault.mark_of(iin) if iin else None
    row.sealed = vault.lock(values)
    row.ready = not policies.missing(variables, words)


def _finish(actor: Actor, row: Document, kind: Kind) -> None:
    """What needs no signature is made as soon as nothing is missing."""
    if row.ready and (not kind.signers or composing.is_copy(kind, row.language)):
        row.state = State.MADE
        row.save(update_fields=["state"])
        log(actor, "finished", row, row.area_path)
        transaction.on_commit(lambda: _enqueue(row.pk))


def _enqueue(document_id: int) -> None:
    from senim.documents.tasks import print_paper  # noqa: PLC0415 - the task imports the actions

    print_paper.enqueue(document_id)


def change(*, actor: Actor, document_id: int, typed: Mapping[str, str], edits: int) -> Document:
    """Say it otherwise while it is a draft. edits: how often it had been saved when the page was opened."""
    with transaction.atomic():
        row = _draft(actor, document_id)
        policies.check(row.edits == edits, "changed")
        kind = registry.kind(row.kind)
        kept = composing.kept_record(vault.unlock(row.sealed))
        _write(row, kind, composing.weave(registry.shipped(kind).variables, kept, _tidied(typed)))
        _saved(actor, row)
        log(actor, "changed", row, row.area_path, edits=row.edits, ready=row.ready)
        _finish(actor, row, kind)
    return row


def renew(*, actor: Actor, document_id: int) -> Document:
    """The same draft with the form in force and the record as it is now; what the officer wrote stays."""
    with transaction.atomic():
        row = _draft(actor, document_id)
        kind = registry.kind(row.kind)
        fill = registry.filler(kind, row.subject)
        if fill is None:
            raise not_yours()
        filled = fill(actor.scope, row.subject, row.language)
        form = forms_in_force.in_force(kind, clock.today())
        row.form, row.text = form.number, form.texts.get(row.language) or form.texts["kk"]
        typed = {code: one["words"] for code, one in vault.unlock(row.sealed).items() if one["by"] == "officer"}
        _write(row, kind, composing.weave(registry.shipped(kind).variables, composing.recorded(filled), typed))
        _saved(actor, row)
        log(actor, "renewed", row, row.area_path, form=row.form)
        _finish(actor, row, kind)
    return row


def _draft(actor: Actor, document_id: int) -> Document:
    row = taken(actor, document_id)
    if not can_change(actor.scope, row):
        raise not_yours()
    policies.check_draft(row.state)
    return row


def _saved(actor: Actor, row: Document) -> None:
    row.edits += 1
    row.changed_by_id, row.changed_at = actor.account_id, clock.now()
    row.save()


def sign(*, actor: Actor, document_id: int, password_holds: Callable[[], bool], write: bool = True) -> Issued:
    """Sign: number, text, checksum and signature in one transaction. Never twice.

    password_holds: whether the password that was just given is the signer's; asked last, so that it is not asked for
    nothing. Raises NotYours, Refused (something missing, a form that ended, a wrong password).
    """
    with transaction.atomic():
        row = taken(actor, document_id)
        kind = registry.kind(row.kind)
        if not can_sign(actor.scope, row, kind) or row.signs_id is None:
            raise not_yours()
        policies.check_draft(row.state)
        values = vault.unlock(row.sealed)
        lacking = policies.missing(registry.shipped(kind).variables, composing.words_of(values))
        policies.check(not lacking, "missing", names=", ".join(str(one.name) for one in lacking))
        forms_in_force.check_still(kind, row.form, clock.today())
        policies.check(password_holds(), "password", "password")
        issued = _issue(actor, row, values)
        row.state = State.SIGNED
        row.save(update_fields=["state"])
        log(actor, "signed", row, row.area_path, number=issued.number, hash=issued.hash)
        if write:
            transaction.on_commit(lambda: _enqueue(row.pk))
    return issued


def _issue(actor: Actor, row: Document, values: Values) -> Issued:
    at = clock.now()
    assert row.signs_id is not None
    unit, year = unit_of(row.signs_id), clock.local(at).year
    serial = _next(unit, year)
    number = f"{unit}/{year}-{serial}".upper()
    made = composing.body(row, values, number=number, at=at, by=actor.account_id)
    signer = signing.signer()
    who = signing.Who(actor.account_id, row.signs_id, staff.person_name(actor.account_id))
    return Issued.objects.create(
        document=row,
        number=number,
        unit=unit,
        year=year,
        serial=serial,
        code=ids.new_number(),
        kind=row.kind,
        sealed=vault.lock(made),
        hash=composing.digest(made),
        signer=signer.code,
        signature=signer.sign(composing.content(made), who),
        account_id=actor.account_id,
        post_id=row.signs_id,
        at=at,
    )


def unit_of(post_id: int) -> str:
    """Whose series of numbers a post writes in: that of its head, or its own where there is none above."""
    own = staff.post_info(post_id)
    head = staff.post_info(post_id if own and own.role is Role.HEAD else staff.head_of(post_id) or post_id)
    assert head is not None
    return head.code[:40]


def _next(unit: str, year: int) -> int:
    """The next number of a unit in a year: the row is locked until the signature stands or falls with it."""
    Series.objects.get_or_create(unit=unit, year=year)
    Series.objects.filter(unit=unit, year=year).update(last=F("last") + 1)
    return Series.objects.get(unit=unit, year=year).last


def withdraw(*, actor: Actor, document_id: int, reason: str) -> Withdrawal:
    """Take a signed paper back, with the reason. It keeps its number and its text; the public check tells it."""
    with transaction.atomic():
        row = taken(actor, document_id)
        if not can_withdraw(actor.scope, row, registry.kind(row.kind)):
            raise not_yours()
        policies.check_signed(row.state)
        policies.check(bool(reason.strip()), "reason", "reason")
        row.state = State.WITHDRAWN
        row.save(update_fields=["state"])
        made = Withdrawal.objects.create(
            document=row, reason=reason.strip()[:300], account_id=actor.account_id, at=clock.now()
        )
        log(actor, "withdrawn", row, row.area_path)
    return made


def keep_files(*, actor: Actor, document_id: int, made: Mapping[str, bytes]) -> None:
    """Keep the finished paper in each format."""
    with transaction.atomic():
        row = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
        PaperFile.objects.filter(document=row).delete()
        PaperFile.objects.bulk_create(
            PaperFile(document=row, format=form, sealed=vault.lock_file(content)) for form, content in made.items()
        )
        log(actor, "printed", row, row.area_path, formats=sorted(made))
