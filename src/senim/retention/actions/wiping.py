"""Emptying records by a rule: fields, rows that hang on them, files. In the transaction of the tombstones."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models
from django.db.models import Value
from django.db.models.deletion import ProtectedError
from django.db.models.functions import Cast, Concat

from senim.kernel import append_only, audit, clock, files, ids
from senim.kernel.models import StoredFile
from senim.kernel.plain import canonical
from senim.kernel.retention import Part, Rule, Way
from senim.kernel.scoping import Actor
from senim.retention.models import Going, Request, Tombstone


class RandomBytes(models.Func):
    """32 bytes of chance for each row: a print that no secret opens any more."""

    output_field: models.Field[Any, Any] = models.BinaryField()
    template = "sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))"

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        return "randomblob(32)", ()


class RandomText(models.Func):
    """64 hexadecimal digits of chance for each row."""

    output_field: models.Field[Any, Any] = models.CharField()
    template = "encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex')"

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        return "lower(hex(randomblob(32)))", ()


def _special(how: str) -> Any:
    """What a rule's value may mean besides itself."""
    return {
        "random": RandomBytes(),
        "random-text": RandomText(),
        "random-email": Concat(Value("gone-"), Cast("pk", models.CharField()), Value("@gone.invalid")),
        "nothing": None,
    }.get(how, how)


def nothing(field: Any) -> Any:
    """What stands in a field that holds nothing. Raises TypeError where a rule must say it itself."""
    if field.null:
        return None
    if isinstance(field, models.BinaryField):
        return b""
    if isinstance(field, models.JSONField):
        return field.default() if callable(field.default) else {}
    if isinstance(field, models.CharField | models.TextField):
        return ""
    raise TypeError(f"{field.model._meta.label}.{field.name}: the rule must say what stands there afterwards")


def emptied(part: Part) -> dict[str, Any]:
    """{field: what stands in it afterwards} of a part."""
    table = part.table()
    values = {name: nothing(table._meta.get_field(name)) for name in part.fields if name not in part.values}
    return {**values, **{name: _special(how) if isinstance(how, str) else how for name, how in part.values.items()}}


def wipe(rule: Rule, pks: Sequence[int]) -> None:
    """Empty records of a rule and what hangs on them. As many statements as it has parts, and a few for files."""
    guarded = append_only.guarded(connection)
    for part in reversed(rule.parts):
        table = part.table()._meta.db_table
        with append_only.opened(table) if table in guarded else nullcontext():
            _end(part, pks)


def _end(part: Part, pks: Sequence[int]) -> None:
    rows = part.rows(pks)
    loose = [pk for name in part.files for pk in rows.values_list(name, flat=True) if pk]
    if part.way is Way.DELETE:
        rows.delete()
    else:
        rows.update(**emptied(part))
    for stored in StoredFile.objects.filter(pk__in=loose):
        try:
            files.forget(stored)
        except ProtectedError:
            continue  # another record shows it too; it goes with that


def digest_of(rule: str, term: str, at: datetime, pks: Sequence[int]) -> str:
    """What the audit log keeps of records that went: SHA-256 over which, when and by which rule."""
    said = {"rule": rule, "term": term, "at": _moment(at), "subjects": sorted(pks)}
    return hashlib.sha256(canonical(said)).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def bury(actor: Actor, rule: Rule, pks: Sequence[int], request: Request | None = None) -> Going:
    """Wipe records and write their tombstones, in the transaction that is open. `pks` are locked and not gone yet."""
    at, term = clock.now(), rule.period(clock.today()).version
    wipe(rule, pks)
    digest = digest_of(rule.code, term, at, pks)
    going = Going.objects.create(rule=rule.code, term=term, at=at, rows=len(pks), digest=digest, request=request)
    Tombstone.objects.bulk_create([Tombstone(going=going, rule=rule.code, subject=pk) for pk in pks])
    audit.record(actor, "retention.ended", ("going", going.pk), data={
        "rule": rule.code, "rows": len(pks), "digest": digest, "wish": request.number if request else ""})
    return going


def new_code() -> tuple[str, bytes]:
    """A code of a request and what is stored of it."""
    import secrets  # noqa: PLC0415 - beside its one use

    code = "".join(secrets.choice(ids.ALPHABET) for _ in range(24))
    return code, code_hash(code)


def code_hash(code: str) -> bytes:
    return hashlib.sha256(b"senim data request " + code.encode()).digest()
