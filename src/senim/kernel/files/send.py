"""Sending a kept file to somebody who may see it. The view asks the permission; this only answers."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from senim.kernel.files.keep import place
from senim.kernel.models import StoredFile

_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
_PIECE = 1 << 16


def respond(request: HttpRequest, stored: StoredFile, *, name: str = "") -> HttpResponseBase:
    """The file, shown in place (a document is downloaded), with parts on request: players of video ask for them.

    name: what it is called when it is saved, without its ending. 404 where the disk has lost it, 416 for a part
    that is not there. The device keeps nothing of it.
    """
    path = place(stored.path)
    if not path.exists():
        return HttpResponse(status=404)
    if asked := request.headers.get("Range"):
        return _dress(_part(path, stored, asked), stored, name)
    return _dress(FileResponse(path.open("rb"), content_type=stored.mime), stored, name)


def _part(path: Path, stored: StoredFile, asked: str) -> HttpResponseBase:
    bounds = _bounds(asked, stored.size)
    if bounds is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
    first, last = bounds
    response = StreamingHttpResponse(_read(path, first, last - first + 1), status=206, content_type=stored.mime)
    response["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _bounds(asked: str, size: int) -> tuple[int, int] | None:
    match = _RANGE.match(asked.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size - 1) if int(last) else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None


def _read(path: Path, start: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while length > 0 and (piece := file.read(min(_PIECE, length))):
            length -= len(piece)
            yield piece


def _dress(response: HttpResponseBase, stored: StoredFile, name: str) -> HttpResponseBase:
    ending = stored.path.rpartition(".")[2]
    file_name = f"{name or stored.sha256[:12]}.{ending}"
    header = content_disposition_header(stored.kind == "document", file_name)
    response["Content-Disposition"] = header or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Accept-Ranges"] = "bytes"
    return response

