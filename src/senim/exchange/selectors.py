"""Reads of the exchange, each inside what the person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from senim.exchange import permissions, seal
from senim.exchange.models import Batch, Change, Heard, Mapping, Origin, Partner, System, Told
from senim.exchange.wording import REFUSALS
from senim.kernel import outbox
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import SYSTEM, Scope

LISTED = 100


def name_of(system: System) -> Label:
    return Label(system.name_kk, system.name_ru, system.name_en)


def systems_of(scope: Scope) -> list[System]:
    """Systems whose files the person may bring in. One query."""
    rows = System.objects.order_by("code")
    return [one for one in rows if permissions.ground(scope, one.area_path)]


def all_systems(scope: Scope) -> list[System]:
    """All systems, for who keeps them, each with its partner. One query. Raises NotYours."""
    permissions.check_keep(scope, "exchange.keep_system")
    return list(System.objects.select_related("partner").order_by("code"))


def system(scope: Scope, code: str) -> System:
    """One system, for who keeps it or brings in its files. One query. Raises NotYours."""
    found = System.objects.select_related("partner").filter(code=code).first()
    keeps = scope.everything or scope.has(*permissions.KEEPERS)
    if found is None or not (keeps or permissions.ground(scope, found.area_path)):
        raise NotYours("not_found", REFUSALS["no_system"])
    return found


def mappings(scope: Scope, of: System) -> list[Mapping]:  # noqa: ARG001 - whoever has the system has its mappings
    """Versions of a mapping, the newest first. One query."""
    return list(Mapping.objects.filter(system=of).order_by("-version")[:LISTED])


def batches(scope: Scope) -> list[Batch]:
    """The newest files that the person brought in. One query."""
    rows = Batch.objects.select_related("system", "mapping").defer("content", "findings", "mapping__toml")
    mine = rows if scope.everything else rows.filter(by=scope.account_id)
    found = []
    for one in mine.order_by("-pk")[:LISTED]:
        try:
            permissions.check_file(scope, one.by, one.ground)
        except NotYours:
            continue
        found.append(one)
    return found


def batch(scope: Scope, batch_id: int) -> Batch:
    """One file, without its content. One query. Raises NotYours."""
    rows = Batch.objects.select_related("system", "mapping").defer("content")
    found = rows.filter(pk=batch_id).first()
    if found is None:
        raise NotYours("not_found", REFUSALS["no_file"])
    permissions.check_file(scope, found.by, found.ground)
    return found


def findings(found: Batch) -> dict[str, Any]:
    """The refused rows and the differences of a file that the person has; empty where they are forgotten."""
    return seal.unpack_data(found.findings) or {"header": [], "refused": [], "changed": []}


def partner(scope: Scope, code: str) -> Partner | None:  # noqa: ARG001 - whoever signs is asked for by the name alone
    """The active partner of a system. One query."""
    return Partner.objects.filter(system__code=code, active=True).first()


def told(scope: Scope, of: System, offset: int) -> list[tuple[Told, outbox.Entry | None]]:
    """What a partner was told, the newest first, each with its message in the outbox. Two queries. Raises NotYours."""
    permissions.check_keep(scope, "exchange.keep_partner")
    rows = list(Told.objects.filter(partner=of.pk).defer("body").order_by("-seq")[offset : offset + LISTED + 1])
    messages = outbox.entries(SYSTEM, [key_of(one) for one in rows])
    return [(one, messages.get(key_of(one))) for one in rows]


def key_of(one: Told) -> str:
    """The key of an event's message in the outbox: another one each time that somebody sends it again."""
    return f"exchange:{one.event}" + (f":{one.sent_again}" if one.sent_again else "")


def given_up(scope: Scope, of: System) -> int:
    """How many of a partner's last events were given up. Two queries. Raises NotYours."""
    permissions.check_keep(scope, "exchange.keep_partner")
    rows = Told.objects.filter(partner=of.pk).only("event", "sent_again").order_by("-seq")[: 10 * LISTED]
    messages = outbox.entries(SYSTEM, [key_of(one) for one in rows])
    return sum(one.state is outbox.State.DEAD for one in messages.values())


def heard(scope: Scope, of: System) -> list[Heard]:
    """What a partner told last. One query. Raises NotYours."""
    permissions.check_keep(scope, "exchange.keep_partner")
    return list(Heard.objects.filter(partner=of.pk).order_by("-pk")[:20])


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where an appeal came from, and which later files said otherwise. by: an account, or None for the system."""

    appeal_id: int
    system: Label
    code: str
    number: str
    at: datetime
    row: int
    batch_id: int
    file_name: str
    sha256: str
    version: int
    by: int | None
    changes: tuple[tuple[datetime, int, str, int, dict[str, str]], ...]


def lineage(scope: Scope, appeal_id: int, *, whole: bool = False) -> Lineage | None:  # noqa: ARG001 - the appeal is theirs
    """The origin of an appeal that the person may see. One query; two with its changes."""
    rows = Origin.objects.select_related("system", "batch", "batch__mapping")
    found = rows.defer("batch__content", "batch__findings", "batch__mapping__toml").filter(pk=appeal_id).first()
    if found is None:
        return None
    told = Change.objects.filter(origin=found).values_list("at", "row", "batch__file_name", "batch_id", "parts")
    return Lineage(
        found.pk, name_of(found.system), found.system.code, found.number, found.at, found.row, found.batch_id,
        found.batch.file_name, found.batch.sha256, found.batch.mapping.version, found.batch.by,
        tuple(told.order_by("pk")) if whole else (),
    )


def whole_lineage(scope: Scope, appeal_id: int) -> Lineage:
    """The origin with what later files said. Two queries. Raises NotYours where the appeal came in by no file."""
    found = lineage(scope, appeal_id, whole=True)
    if found is None:
        raise NotYours("not_found", REFUSALS["no_file"])
    return found
