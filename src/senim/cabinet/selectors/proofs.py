"""What a code that was confirmed still opens."""

from __future__ import annotations

from senim.cabinet.actions.proofs import VALID
from senim.cabinet.domain import Checked
from senim.cabinet.models import Proof
from senim.kernel.clock import now


def confirmed(key: int) -> int | None:
    """The person of a proof that was confirmed some minutes ago; None for any other. key: signed. One query."""
    rows = Proof.objects.filter(pk=key, said=Checked.YES.value, used_at__gt=now() - VALID)
    return rows.values_list("account_id", flat=True).first()
