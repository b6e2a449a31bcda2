"""A table of the house as an answer: never kept by the browser, never shown in place of a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from senim.kernel.spreadsheet import CSV, XLSX


def csv_answer(content: bytes | Iterable[bytes], name: str) -> HttpResponseBase:
    """CSV, whole or in pieces as they come. name: without its ending."""
    answer = HttpResponse(content, content_type=CSV) if isinstance(content, bytes) else StreamingHttpResponse(
        content, content_type=CSV)
    return _dress(answer, f"{name}.csv")


def xlsx_answer(content: IO[bytes], name: str) -> HttpResponseBase:
    """A workbook; its file is closed when it is sent."""
    return _dress(FileResponse(content, content_type=XLSX), f"{name}.xlsx")


def _dress(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
