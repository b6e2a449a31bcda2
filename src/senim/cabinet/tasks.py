"""A published report becomes a PDF beside requests."""

from __future__ import annotations

from importlib.util import find_spec

from django_tasks import task

from senim.cabinet.actions.reports import keep_files
from senim.cabinet.presenters.reports import document
from senim.cabinet.selectors.reports import by_id
from senim.kernel.scoping import SYSTEM, Actor
from senim.territory.api import LANGUAGES


@task()
def print_report(report_id: int, version: int) -> None:
    """Print a published report in three languages; without typst there is the page alone."""
    row = by_id(SYSTEM, report_id)
    if row is None or row.version != version or find_spec("typst") is None:
        return
    from senim.cabinet.render.pdf import pdf  # noqa: PLC0415 - typst is of the extra `reports`, in jobs only

    made = {language: pdf(document(row, language)) for language in LANGUAGES}
    keep_files(actor=Actor.system("cabinet"), report_id=row.pk, version=version, made=made)
