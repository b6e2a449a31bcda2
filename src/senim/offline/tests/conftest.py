"""One world for a file, and what a device would send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from conftest import TUESDAY
from django.db import transaction

from senim.appeals.tests import world as worlds
from senim.kernel import clock, ids
from senim.kernel.clock import now
from senim.kernel.testing import standing
from senim.offline import actions
from senim.offline.actions.entries import known_of
from senim.offline.domain import Answered, Clock


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[worlds.World]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("offline")), clock.frozen(TUESDAY):
        yield worlds.build()


@pytest.fixture
def world(db: None, built: worlds.World, frozen_clock: object) -> Iterator[worlds.World]:
    """Two beats with everybody who works there, at 10:00 on a working Tuesday; what a test does is undone."""
    with transaction.atomic():
        yield built
        transaction.set_rollback(True)


@pytest.fixture
def device(world: worlds.World) -> Any:
    """A device of the inspector: its row; .mark and .key are its secrets."""
    row, mark, key = actions.register(actor=world.actor("inspector"), name="Планшет")
    row.mark, row.key = mark, f"{mark}.{key}"
    return row


def item(**changes: Any) -> dict[str, Any]:
    """A visit as a device sends it; what is no part of an item is a value of the visit."""
    outer = ("token", "kind", "at", "typed", "off", "choices", "bundle_at", "ended")
    row: dict[str, Any] = {
        "token": ids.new_token(),
        "kind": "visit",
        "at": (now() - timedelta(hours=1)).isoformat(),
        "typed": False,
        "values": {
            "place": "Абай көшесі, 1",
            "path": "",
            "lon": worlds.FIRST[0],
            "lat": worlds.FIRST[1],
            "purpose": "round",
            "outcome": "talked",
            "words": "Аула тыныш.",
            "next_words": "",
            "next_on": "",
            "about": "",
        },
    }
    row["values"] |= {name: value for name, value in changes.items() if name not in outer and name != "values"}
    return row | {name: value for name, value in changes.items() if name in outer or name == "values"}


@pytest.fixture
def bring(world: worlds.World, device: Any) -> Callable[..., Answered]:
    """`bring(row, ahead=timedelta(...), who="inspector")`: one item comes in, from a clock that runs ahead."""

    def act(row: Any, *, ahead: timedelta = timedelta(0), who: str = "inspector", photo: Any = None) -> Answered:
        actor = world.actor(who)
        known = known_of(actor, [row])
        return actions.take(actor=actor, device=device, row=row, clock=Clock(ahead), known=known, photo=photo)

    return act
