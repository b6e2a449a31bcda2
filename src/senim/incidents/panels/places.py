"""What people call a place: the spelling that files use most often. Only for whoever sees points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from senim.incidents.arrays import Ints
from senim.incidents.events import Events
from senim.incidents.importing.addresses import without_flat
from senim.incidents.models import Incident

#: Rows of a place that are asked for its spelling; more would not change which is the commonest.
ASKED = 60

def names_of(events: Events, keys: Iterable[int]) -> dict[int, str]:
    """{key of a place: its most frequent original spelling}; places without any are left out. One query.

    Events of sensitive kinds have no place in `Events`, so that no name comes from them.
    """
    ids = {int(key): _ids(events, int(key)) for key in keys}
    wanted = [id_ for some in ids.values() for id_ in some]
    if not wanted:
        return {}
    texts = dict(Incident.objects.filter(pk__in=wanted).exclude(address_text="").values_list("pk", "address_text"))
    found = {key: commonest([texts[id_] for id_ in some if id_ in texts]) for key, some in ids.items()}
    return {key: name for key, name in found.items() if name}


def _ids(events: Events, key: int) -> list[int]:
    """The newest incidents of a place; appeals, whose ids are negative, tell no spelling."""
    if not key:
        return []
    here = events.id[events.place == key]
    return [int(one) for one in here[here > 0][-ASKED:]]


def commonest(texts: Sequence[str]) -> str:
    """The spelling that occurs most, the first of equals; "" for none. Spaces and flats make no difference."""
    told = Counter(filter(None, (" ".join(without_flat(text).split()).strip(" ,;") for text in texts)))
    return told.most_common(1)[0][0] if told else ""


def busiest(events: Events, rows_of: Sequence[Ints]) -> list[int]:
    """The key of the place with the most events among each set of rows; 0 where none has a place."""
    found = []
    for rows in rows_of:
        keys, count = np.unique(events.place[rows][events.place[rows] != 0], return_counts=True)
        found.append(int(keys[count.argmax()]) if keys.size else 0)
    return found
