"""Every read of the appeals context. The first argument is who asks; lists carry their query count in a test."""

from senim.appeals.selectors.complaints import complaints_hidden
from senim.appeals.selectors.held import typed_before
from senim.appeals.selectors.joined import People, joined_by_secret, people_joined
from senim.appeals.selectors.linked import Linked, linked
from senim.appeals.selectors.lists import (
    ROW,
    Load,
    Tally,
    answered,
    area_list,
    area_rows,
    load,
    offers,
    queue,
    queue_rows,
    reopenings,
    tally,
)
from senim.appeals.selectors.nearby import Near, Spot, nearby
from senim.appeals.selectors.one import NOT_FOUND, REASON, by_secret, entered, get, identity, note_reading
from senim.appeals.selectors.public import Kept, bodies, kept, lately, templates
from senim.appeals.selectors.tellings import Telling, by_code, of_applicant, own, people_behind, tellings

__all__ = [
    "NOT_FOUND",
    "REASON",
    "ROW",
    "Kept",
    "Linked",
    "Load",
    "Near",
    "People",
    "Spot",
    "Tally",
    "Telling",
    "answered",
    "area_list",
    "area_rows",
    "bodies",
    "by_code",
    "by_secret",
    "complaints_hidden",
    "entered",
    "get",
    "identity",
    "joined_by_secret",
    "kept",
    "lately",
    "linked",
    "load",
    "nearby",
    "note_reading",
    "of_applicant",
    "offers",
    "own",
    "people_behind",
    "people_joined",
    "queue",
    "queue_rows",
    "reopenings",
    "tally",
    "tellings",
    "templates",
    "typed_before",
]
