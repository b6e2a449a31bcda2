"""One answer as JSON or XML, by the names of GeoReport v2. Nothing is parsed here: requests come form-encoded."""

from __future__ import annotations

import json
import re
from typing import Any

from django.utils.html import escape

#: Format of the address: its content type.
FORMATS = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
#: What one of a list is called in XML.
ONE_OF = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}
#: Characters that XML 1.0 cannot hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(form: str, root: str, value: Any) -> str:
    """The answer as text. root: the outermost element in XML; JSON has none."""
    if form == "xml":
        return f'<?xml version="1.0" encoding="utf-8"?>\n{_element(root, value)}\n'
    return json.dumps(value, ensure_ascii=False) + "\n"


def _element(name: str, value: Any) -> str:
    inner = _inner(name, value)
    return f"<{name}>{inner}</{name}>" if inner else f"<{name}/>"


def _inner(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return "".join(_element(key, one) for key, one in value.items())
    if isinstance(value, list):
        return "".join(_element(ONE_OF[name], one) for one in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return escape(NOT_XML.sub("\ufffd", str(value)))
