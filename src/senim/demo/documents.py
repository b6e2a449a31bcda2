"""Papers of the invented district: signed ones, drafts that wait for a signature, a poster. By the real actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import translation

from senim.appeals import api as appeals
from senim.cabinet import api as cabinet
from senim.cabinet.api import Purpose
from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.documents import api as documents
from senim.kernel import clock
from senim.kernel.clock import frozen
from senim.kernel.scoping import Actor, Role
from senim.problems.api import REPRESENTATION
from senim.staff import api as staff
from senim.territory import api as territory

MADE = 6
CAUSES = "Жертөле есігінің құлпы сынған, есік ашық тұр.\nЖертөле алдындағы шам жанбайды."
MEASURES = "Жертөлеге құлып салу, кілттің кімде екенін тұрғындарға айту.\nЖертөле алдына датчигі бар шам орнату."
TALK = {
    "name": "Ойдан Шығарылған Азамат",
    "explained": "Түнде тыныштықты бұзуға болмайтыны айтылды.\nТағы қайталанса, хаттама толтырылуы мүмкін.",
    "said": "Түсіндім, музыканы кешке қоспаймын.",
}


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - officers act
    """Whole or not there."""
    with transaction.atomic(), translation.override("kk"):
        _papers(step)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("documents", MADE, MADE)


def _papers(step: Step) -> None:
    inspector = on(Role.INSPECTOR, DEMO_BEAT, staff.holder_of)
    beat = territory.area_by_code(DEMO_BEAT)
    assert beat is not None
    with frozen(step.end - timedelta(hours=3)):
        for number in appeals.answered(inspector.scope, 2):
            _sign(inspector, _make(inspector, "appeal_answer", number))
    visits = [one for one in cabinet.visits_of(inspector.scope, limit=40) if one.words]
    found = next((one.pk for one in visits if one.purpose == Purpose.PLACE), visits[0].pk)
    with frozen(step.end - timedelta(hours=1)):
        said = {"organisation": "«Жайлы үй» ПИК (ойдан шығарылған)", "causes": CAUSES, "measures": MEASURES}
        reply = f"{clock.local(step.end + timedelta(days=30)):%d.%m.%Y}"
        _make(inspector, REPRESENTATION, f"visit:{found}", said | {"reply": reply})
        _make(inspector, "talk", str(next(one.pk for one in visits if one.pk != found)), TALK)
        _make(inspector, "poster", str(beat.id))
        head = on(Role.HEAD, DISTRICT, staff.holder_of)
        for number in appeals.answered(head.scope, 1):
            _make(head, "appeal_answer", number)


def _make(actor: Actor, kind: str, subject: str, typed: dict[str, str] | None = None) -> int:
    made = documents.acts.papers.make(
        actor=actor,
        kind=kind,
        subject=subject,
        language="kk",
        typed=typed or {},
        token=f"demo:{kind}:{subject}",
        invented=True,
    )
    return made.pk


def _sign(actor: Actor, document_id: int) -> None:
    documents.acts.papers.sign(actor=actor, document_id=document_id, password_holds=lambda: True)
