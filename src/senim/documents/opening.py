"""How a document begins: what a record says for it, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from senim.documents import composing, forms_in_force, registry
from senim.documents.composing import Values
from senim.documents.domain import Filled, Kind
from senim.documents.models import Document
from senim.documents.permissions import can_make, not_yours, signing_post
from senim.documents.presenters.paper import Paper, paper
from senim.kernel import clock
from senim.kernel.errors import Refused
from senim.kernel.scoping import Scope


@dataclass(frozen=True, slots=True)
class Opening:
    """A record read for a kind: its values, and the paper with its gaps."""

    language: str
    about: str
    record: dict[str, dict[str, Any]]
    values: Values
    paper: Paper
    form: int


def opening(scope: Scope, kind: Kind, subject: str, asked: str, usual: str) -> Opening:
    """What a record says. asked: the language that was chosen, or "": then the one in which the person wrote.

    Raises NotYours for a record or a kind that is not the asker's, Refused where no form is in force.
    """
    fill = registry.filler(kind, subject)
    if fill is None or not can_make(scope, kind):
        raise not_yours()
    filled = fill(scope, subject, asked)
    language = filled.language or asked or usual
    if not can_make(scope, kind, filled.post_id):
        raise not_yours()
    form = forms_in_force.in_force(kind, clock.today())
    record = composing.recorded(filled)
    values = composing.weave(registry.shipped(kind).variables, record, {})
    row = _unsaved(kind, filled, subject, language, form.number, form.texts.get(language) or form.texts["kk"])
    return Opening(language, filled.about, record, values, paper(row, composing.body(row, values)), form.number)


def _unsaved(kind: Kind, filled: Filled, subject: str, language: str, form: int, text: str) -> Document:
    return Document(
        kind=kind.code,
        subject=subject,
        language=language,
        form=form,
        text=text,
        post_id=filled.post_id,
        signs_id=signing_post(kind, filled.post_id) if kind.signers else None,
        about=filled.about,
        area_path=filled.area_path,
        made_at=clock.now(),
    )


def ended(kind: Kind, row: Document) -> str:
    """Why a draft cannot be signed with its form any more, in words; "" where it can."""
    try:
        forms_in_force.check_still(kind, row.form, clock.today())
    except Refused as refused:
        return str(refused)
    return ""


def starts(scope: Scope) -> list[tuple[Kind, str, str]]:
    """(kind, subject, words) of what may be begun without a record at hand: a poster of each own beat."""
    return [
        (kind, subject, words)
        for kind in registry.kinds()
        if kind.begins is not None and can_make(scope, kind)
        for subject, words in kind.begins(scope)
    ]
