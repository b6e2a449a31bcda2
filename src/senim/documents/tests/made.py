"""What the tests of the documents stand on: appeals that were answered, redirected, extended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from senim.appeals.actions import answer, intake, moves, supervise
from senim.appeals.actions.answer import Words
from senim.appeals.domain import KnownAs, Outcome
from senim.appeals.models import Appeal, Body
from senim.appeals.report import Contact
from senim.appeals.tests.world import SECOND, World, report
from senim.documents.actions import papers
from senim.documents.models import Document
from senim.kernel import ids
from senim.kernel.clock import today

SAID = "Кеше пәтерге барып, иелерімен сөйлестім, ескерту жасадым."


@dataclass(slots=True)
class Stage:
    """The world and its appeals by name."""

    world: World
    appeals: dict[str, Appeal] = field(default_factory=dict)

    def make(self, kind: str = "appeal_answer", of: str = "answered", who: str = "inspector", **more: Any) -> Document:
        """A draft from one of the appeals."""
        values: dict[str, Any] = {"language": "kk", "typed": {}, "token": ids.new_token()} | more
        return papers.make(
            actor=self.world.actor(who), kind=kind, subject=self.appeals[of].number if of else "", **values
        )

    def sign(self, row: Document, who: str = "inspector", holds: bool = True) -> Any:
        return papers.sign(
            actor=self.world.actor(who), document_id=row.pk, password_holds=lambda: holds, write=False
        )


def _sent(**changes: object) -> Appeal:
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**changes))
    return Appeal.objects.get(pk=receipt.appeal_id)


def _answer(world: World, appeal: Appeal, who: str = "inspector") -> None:
    words = Words(Outcome.DONE, SAID, done="Әңгіме", where="Абай, 1", when=today())
    answer.answer(actor=world.actor(who), appeal_id=appeal.pk, words=words)


def stage(world: World) -> Stage:
    """Answered under a name, answered in the other beat, redirected, extended, not answered."""
    contact = Contact(name="Әлиева Айгүл", phone="+77010000000")
    found = {
        "answered": _sent(known_as=KnownAs.NAMED, contact=contact),
        "far": _sent(lon=SECOND[0]),
        "sent_on": _sent(),
        "longer": _sent(),
        "silent": _sent(),
    }
    _answer(world, found["answered"])
    _answer(world, found["far"], "other")
    body = Body.objects.create(
        name_kk="Әкімдік", name_ru="Акимат", name_en="Akimat", area_path=world.areas["district"].path
    )
    moves.redirect(
        actor=world.actor("inspector"), appeal_id=found["sent_on"].pk, body_id=body.pk, reason="Жолды әкімдік жөндейді"
    )
    supervise.extend(
        actor=world.actor("head"),
        appeal_id=found["longer"].pk,
        until=today() + timedelta(days=41),
        ground="Сараптама күтіліп жатыр",
    )
    for appeal in found.values():
        appeal.refresh_from_db()
    return Stage(world, found)


def words(values: Mapping[str, Any]) -> dict[str, str]:
    return {code: one["words"] for code, one in values.items()}
