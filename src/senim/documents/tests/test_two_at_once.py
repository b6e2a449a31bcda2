"""Two sign at one moment: two numbers in turn, never one twice; one paper is signed once."""

from __future__ import annotations

from functools import partial

import pytest

from senim.appeals.tests import world as worlds
from senim.cabinet.tests import made as cabinet
from senim.cabinet.tests.test_two_at_once import refused
from senim.documents.actions import papers
from senim.documents.models import Document, Issued, Series
from senim.kernel import ids
from senim.kernel.tests.at_once import together

SAID = {"name": "Омаров Ерлан", "explained": "Тыныштық уақыты айтылды."}


@pytest.fixture
def busy(on_disk: None, frozen_clock: object) -> worlds.World:
    """The world in a database that several threads reach."""
    return worlds.build()


def test_numbers_are_given_once_and_in_turn(busy: worlds.World) -> None:
    actor, visit = busy.actor("inspector"), cabinet.visit(busy)

    def draft() -> Document:
        return papers.make(
            actor=actor, kind="talk", subject=str(visit.pk), language="kk", typed=SAID, token=ids.new_token()
        )

    def sign(row: Document) -> partial[Issued]:
        return partial(papers.sign, actor=actor, document_id=row.pk, password_holds=lambda: True, write=False)

    one, two, three = draft(), draft(), draft()
    found = together(sign(one), sign(two), sign(three), sign(one))
    assert refused(found) == ["signed"]
    assert sorted(Issued.objects.values_list("serial", flat=True)) == [1, 2, 3] and Series.objects.get().last == 3
    token = ids.new_token()
    make = partial(papers.make, actor=actor, kind="talk", subject=str(visit.pk), language="kk", typed=SAID, token=token)
    assert len({row.pk for row in together(make, make)}) == 1
