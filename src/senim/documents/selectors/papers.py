"""Documents that a person may see, one of them, those that wait for a signature; and the public check of one."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from senim.documents import composing, policies, registry, signing, vault
from senim.documents.domain import Entry, State
from senim.documents.models import Document, Issued, PaperFile
from senim.documents.permissions import SIGNERS, not_yours, visible
from senim.kernel import audit, duties, ids
from senim.kernel.scoping import Actor, Scope

MOST = 200


def listing(scope: Scope, *, offset: int = 0, limit: int = 50, **asked: str) -> tuple[list[Document], bool]:
    """(a page of `listing_rows`, whether there are more). One query."""
    found = list(listing_rows(scope, **asked)[offset : offset + limit + 1])
    return found[:limit], len(found) > limit


def listing_rows(scope: Scope, *, state: str = "", kind: str = "") -> QuerySet[Document]:
    """Documents that a person may see, the newest first."""
    rows = Document.objects.filter(visible(scope)).select_related("issued").order_by("-made_at", "-pk").defer("text")
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    return rows


def get(scope: Scope, document_id: int) -> Document:
    """One document. Raises NotYours. One query."""
    rows = Document.objects.filter(visible(scope), pk=document_id)
    row = rows.select_related("issued", "withdrawal").first()
    if row is None:
        raise not_yours()
    return row


def of_subject(scope: Scope, kinds: list[str], subject: str) -> list[Document]:
    """The documents that were made from a record. One query."""
    rows = Document.objects.filter(visible(scope), kind__in=kinds, subject=subject).select_related("issued")
    return list(rows.order_by("-made_at", "-pk")[:20])


def note_reading(actor: Actor, row: Document) -> None:
    """Log that a paper that speaks of people was opened."""
    audit.record(
        actor, "documents.read", ("document", row.pk), area_path=row.area_path, reads=True, data={"kind": row.kind}
    )


def to_sign(scope: Scope, day: date) -> QuerySet[Document] | None:
    """Ready drafts that wait for the signature of a post of this person; None for who signs nothing."""
    posts = scope.posts(*SIGNERS)
    if not posts:
        return None
    rows = Document.objects.filter(
        visible(scope), signs__in=posts, state=State.DRAFT, ready=True, owed_by__lte=duties.until(day)
    )
    return rows.only("kind", "area_path", "owed_by", "about").order_by("owed_by", "pk")[:MOST]


def same_person(scope: Scope, row: Document) -> list[str]:
    """Other spellings under the same IIN in papers that this person may see. Told, never merged. One query."""
    if row.person is None:
        return []
    others = Document.objects.filter(visible(scope), person=row.person).exclude(pk=row.pk).order_by("-pk")[:20]
    return policies.spellings(_name(row), [_name(one) for one in others])


def _name(row: Document) -> str:
    variables = registry.shipped(registry.kind(row.kind)).variables
    code = next((code for code, one in variables.items() if one.entry is Entry.NAME), "")
    return str(vault.unlock(row.sealed).get(code, {}).get("words", ""))


def body(scope: Scope, row: Document) -> dict[str, Any]:  # noqa: ARG001 - what a scope may see was asked with `get`
    """The paper: as it was signed, or as the draft stands."""
    issued = getattr(row, "issued", None)
    found: dict[str, Any] = (
        vault.unlock(issued.sealed) if issued is not None else composing.body(row, vault.unlock(row.sealed))
    )
    return found


def by_id(scope: Scope, document_id: int) -> Document | None:
    """For the printing job."""
    rows = Document.objects.filter(visible(scope), pk=document_id)
    return rows.select_related("issued", "withdrawal").first()


def formats(scope: Scope, document_id: int) -> list[str]:
    """In which formats a paper is printed. Ask after the right to the document."""
    rows = PaperFile.objects.filter(visible_file(scope), document=document_id)
    return sorted(rows.values_list("format", flat=True))


def file(scope: Scope, document_id: int, form: str) -> bytes | None:
    """A printed paper. One query."""
    row = PaperFile.objects.filter(visible_file(scope), document=document_id, format=form).first()
    return vault.unlock_file(row.sealed) if row else None


def visible_file(scope: Scope) -> Q:
    """The condition that a file is of a paper that a person may see."""
    return Q(document__in=Document.objects.filter(visible(scope)).values("pk"))


@dataclass(frozen=True, slots=True)
class Genuine:
    """What everyone may know of a paper whose number and code they hold: never what it says."""

    number: str
    kind: str
    at: datetime
    post_id: int
    hash: str
    unchanged: bool
    signer: str
    withdrawn_at: datetime | None


def genuine(scope: Scope, number: str, code: str) -> Genuine | None:  # noqa: ARG001 - the code is the right
    """Whether a paper is ours and what was signed stands unchanged; None where number and code name none."""
    meant = ids.parse_number(code)
    row = Issued.objects.filter(number=tidy(number)).select_related("document__withdrawal").first()
    if row is None or meant is None or not hmac.compare_digest(row.code, meant):
        return None
    gone = getattr(row.document, "withdrawal", None)
    return Genuine(
        row.number, row.kind, row.at, row.post_id, row.hash, unchanged(row), row.signer, gone.at if gone else None
    )


def tidy(number: str) -> str:
    """A number as it was typed: capitals, blanks and the sign № do not matter."""
    return "".join(number.split()).upper().removeprefix("№").translate(str.maketrans("–—", "--"))[:60]


def unchanged(row: Issued) -> bool:
    """Whether what is kept still has its checksum, and the signature is of it."""
    made = vault.unlock(row.sealed)
    signer = signing.signer_of(row.signer)
    held = signer is None or signer.holds(composing.content(made), row.signature)
    return composing.digest(made) == row.hash and held
