"""Documents: papers out of templates, filled from the record. The only door of this context.

A context registers its kinds when it starts (its own `papers.py`):

    documents.register(Kind("appeal_answer", Label(...), of="appeal", makers=..., signers=..., folder=..., fill=fill))

folder holds about.toml (variables with their names, grounds, version, first day) and kk.txt, ru.txt, en.txt.
fill(scope, subject, language) -> Filled: values with their sources; NotYours for a record that is not the asker's.

fill_from(kind, of, fill)            a kind of another context, also made from one's own records ("of:which")
new_url(kind, subject)               where a document of a record is made
offers(scope, of, subject)           [(words, address)] of what a person may make from a record; on a page
                                     {% load papers %}{% papers "appeal" appeal.number %} shows them
Value, Filled, Kind, Layout, Row     what a kind speaks in
acts                                 the writes, for the demonstration
"""

from __future__ import annotations

from urllib.parse import quote

from django.urls import reverse

from senim.documents import acts, registry
from senim.documents.domain import Filled, Kind, Layout, Row, Value
from senim.documents.permissions import can_make
from senim.documents.registry import fill_from, register, unregister
from senim.kernel.labels import Label
from senim.kernel.scoping import Scope

__all__ = [
    "Filled",
    "Kind",
    "Layout",
    "Row",
    "Value",
    "acts",
    "fill_from",
    "new_url",
    "offers",
    "register",
    "unregister",
]


def new_url(kind: str, subject: str) -> str:
    """Where a document of a kind is made from a record."""
    return f"{reverse('documents:new', args=[kind])}?of={quote(subject)}"


def offers(scope: Scope, of: str, subject: str) -> list[tuple[Label, str]]:
    """What a person may make from a record, with the address. No query: the record is asked when it is opened."""
    own = [(kind, subject) for kind in registry.kinds() if kind.of == of and kind.fill is not None]
    more = [(kind, f"{of}:{subject}") for kind in registry.also_from(of)]
    return [(kind.name, new_url(kind.code, which)) for kind, which in (*own, *more) if can_make(scope, kind)]
