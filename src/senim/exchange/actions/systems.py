"""Other systems and what their columns and words mean."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files

from django.db import IntegrityError, transaction

from senim.exchange import permissions
from senim.exchange.mapping import schema, writing
from senim.exchange.models import Batch, Mapping, System
from senim.exchange.wording import REFUSALS
from senim.kernel import audit, clock
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

#: Ready mappings that come with this release, by code, with the names of their systems.
SHIPPED: dict[str, Label] = {
    "table": Label("Өз кестеміз", "Наша таблица", "Our own table"),
    "e-otinish": Label("e-Өтініш (болжам)", "e-Otinish (предположение)", "e-Otinish (an assumption)"),
    "109": Label("109 орталығы (болжам)", "Центр 109 (предположение)", "109 contact centre (an assumption)"),
}


@dataclass(frozen=True, slots=True)
class SystemValues:
    """A system as it is entered."""

    code: str
    name: Label
    area_path: str = ""


def shipped(code: str) -> str:
    """The TOML of a ready mapping."""
    return (files("senim.exchange.mapping") / "shipped" / f"{code}.toml").read_text(encoding="utf-8")


def known(*, actor: Actor, code: str, area_path: str = "") -> System:
    """The system of a ready mapping; made where it is not there."""
    found = System.objects.filter(code=code).first()
    values = SystemValues(code, SHIPPED[code], area_path)
    return found or create(actor=actor, values=values, toml=shipped(code))


def ready_for(ready: str, code: str) -> str:
    """A ready mapping for a system of another code."""
    return re.sub(r'(?m)^system = ".*"$', f'system = "{code}"', shipped(ready), count=1)


def create(*, actor: Actor, values: SystemValues, toml: str) -> System:
    """Make a system known with its first mapping. Raises NotYours, Refused, schema.Unfit."""
    permissions.check_keep(actor.scope, "exchange.keep_system")
    meaning = schema.read(toml)
    if meaning.system and meaning.system != values.code:
        raise schema.Unfit([schema.Fault("system", meaning.system)])
    try:
        with transaction.atomic():
            system = System.objects.create(
                code=values.code, name_kk=values.name.kk, name_ru=values.name.ru, name_en=values.name.en,
                area_path=values.area_path, created_at=clock.now(), created_by=actor.account_id,
            )
            _version(actor, system, toml)
            audit.record(
                actor, "exchange.system_made", ("exchange_system", system.pk), area_path=system.area_path,
                data={"code": system.code},
            )
    except IntegrityError as error:
        raise Refused("code_taken", REFUSALS["code_taken"], field="code") from error
    return system


def map_again(*, actor: Actor, system_id: int, toml: str, after: int | None = None) -> Mapping:
    """Keep the next version of a mapping; the same text again is the same version.

    after: the version that was read before; somebody else's next one is not written over. Raises NotYours, Refused,
    schema.Unfit.
    """
    with transaction.atomic():
        system = System.objects.select_for_update(no_key=True).filter(pk=system_id).first()
        if system is None:
            raise NotYours("not_found", REFUSALS["no_system"])
        permissions.check_map(actor, system.area_path)
        meaning = schema.read(toml)
        if meaning.system and meaning.system != system.code:
            raise schema.Unfit([schema.Fault("system", meaning.system)])
        last = Mapping.objects.filter(system=system).order_by("-version").first()
        if last is not None and last.toml == toml:
            return last
        if after is not None and last is not None and last.version != after:
            raise Refused("old_mapping", REFUSALS["old_mapping"])
        return _version(actor, system, toml)


def map_from_page(
    *, actor: Actor, batch: Batch, columns: dict[str, str], words: dict[str, dict[str, str]], empty: dict[str, str]
) -> Mapping:
    """The next version of a file's mapping with what was chosen on its page."""
    toml = writing.changed(batch.mapping.toml, columns=columns, words=words, empty=empty)
    return map_again(actor=actor, system_id=batch.system_id, toml=toml, after=batch.mapping.version)


def _version(actor: Actor, system: System, toml: str) -> Mapping:
    last = Mapping.objects.filter(system=system).order_by("-version").values_list("version", flat=True).first()
    made = Mapping.objects.create(
        system=system, version=(last or 0) + 1, toml=toml, sha256=hashlib.sha256(toml.encode()).hexdigest(),
        at=clock.now(), by=actor.account_id,
    )
    audit.record(
        actor, "exchange.mapped", ("exchange_system", system.pk), area_path=system.area_path,
        data={"code": system.code, "version": made.version, "sha256": made.sha256},
    )
    return made
