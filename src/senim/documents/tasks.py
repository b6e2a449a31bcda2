"""Papers and blank forms become files beside requests."""

from __future__ import annotations

from importlib.util import find_spec

from django.utils.translation import override
from django_tasks import task

from senim.documents import blanks_shelf, registry
from senim.documents.actions import blanks as blank_acts
from senim.documents.actions.papers import keep_files
from senim.documents.domain import LANGUAGES, State
from senim.documents.presenters.paper import Paper, paper
from senim.documents.selectors import blanks as blank_reads
from senim.documents.selectors.papers import body, by_id
from senim.kernel.schedule import every
from senim.kernel.scoping import SYSTEM, Actor

ACTOR = Actor.system("documents")


def files_of(made: Paper, *, word: bool) -> dict[str, bytes]:
    """A paper in the formats that this installation can write."""
    found: dict[str, bytes] = {}
    if find_spec("typst") is not None:
        from senim.documents.render.pdf import pdf  # noqa: PLC0415 - of the extra `reports`, in jobs only

        found["pdf"] = pdf(made)
    if word and find_spec("docx") is not None:
        from senim.documents.render.word import word as docx  # noqa: PLC0415

        found["docx"] = docx(made)
    return found


@task()
def print_paper(document_id: int) -> None:
    """Print a signed or finished document; without the extra `reports` there is the page alone."""
    row = by_id(SYSTEM, document_id)
    if row is None or row.state == State.DRAFT:
        return
    kind = registry.kind(row.kind)
    with override(row.language):
        picture = (kind.picture(row.subject) if kind.picture else None) or b""
        made = files_of(paper(row, body(SYSTEM, row), picture), word=kind.word)
    keep_files(actor=ACTOR, document_id=row.pk, made=made)


@every(600)
def print_blanks() -> None:
    """Print the blank forms whose text, or whose legal terms, changed; one query where nothing did."""
    if find_spec("typst") is None:
        return
    kept = blank_reads.printed(SYSTEM)
    for one in blanks_shelf.shelf():
        for language in LANGUAGES:
            with override(language):
                made = blanks_shelf.paper(one, language)
                digest = blanks_shelf.digest(made)
                if kept.get((one.code, language, "pdf")) != digest:
                    blank_acts.keep(
                        actor=ACTOR, code=one.code, language=language, digest=digest, made=files_of(made, word=True)
                    )
