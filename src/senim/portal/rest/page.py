"""The table of operations for people: what the page about joining shows."""

from __future__ import annotations

from typing import Any

from senim.portal.domain import RIGHTS
from senim.portal.rest.door import ROOT
from senim.portal.rest.table import OPERATIONS, TAGS


def parts() -> list[dict[str, Any]]:
    """Each part of the interface with its operations: method, address, what it is for, what a key has to open."""
    return [
        {
            "title": title,
            "rows": [
                {
                    "method": one.method, "pieces": f"{ROOT}{one.path}".split("/"), "text": one.summary,
                    "right": RIGHTS[one.needs] if one.needs else "",
                }
                for one in OPERATIONS
                if one.tag == tag
            ],
        }
        for tag, title in TAGS.items()
    ]
