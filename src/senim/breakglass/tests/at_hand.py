"""An appeal, an opening of it: a line each."""

from __future__ import annotations

from typing import Any

from senim.appeals.actions import intake
from senim.appeals.models import Appeal
from senim.appeals.tests.world import report
from senim.breakglass.actions import open_record
from senim.breakglass.domain import Ground
from senim.breakglass.models import Opening
from senim.kernel import ids
from senim.kernel.scoping import Actor

REASON = "Көрші аулада айқай, есікті ешкім ашпайды, кім тұратынын білу керек"
VERDICT = "Қызметкермен сөйлестім, күтуге болатын еді"


def sent(**changes: Any) -> Appeal:
    """An appeal of the first beat."""
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**changes))
    return Appeal.objects.get(pk=receipt.appeal_id)


def opened(actor: Actor, appeal: Appeal) -> Opening:
    return open_record(
        actor=actor, token=ids.new_token(), kind="appeal", number=appeal.number, ground=Ground.LIFE, reason=REASON)
