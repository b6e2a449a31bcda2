"""Files of blank forms: open to everyone."""

from __future__ import annotations

from senim.documents.models import BlankFile
from senim.kernel.scoping import Scope


def printed(scope: Scope) -> dict[tuple[str, str, str], str]:  # noqa: ARG001 - public
    """{(code, language, format): digest of the text}. One query."""
    rows = BlankFile.objects.values_list("code", "language", "format", "digest")
    return {(code, language, form): digest for code, language, form, digest in rows}


def file(scope: Scope, code: str, language: str, form: str) -> bytes | None:  # noqa: ARG001 - public
    """A blank form to take away. One query."""
    row = BlankFile.objects.filter(code=code, language=language, format=form).first()
    return bytes(row.content) if row else None
