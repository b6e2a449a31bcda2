"""Reads the directory from the database: five queries, whatever the size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from senim.kernel import clock, versions
from senim.kernel.scoping import PUBLIC, Role, Scope
from senim.staff.directory import AbsenceRow, AreaRow, Directory, HoldingRow, PersonRow, PostRow
from senim.staff.domain import Kind
from senim.staff.models import Absence, Account, Holding, Post, PostArea

VERSION = "staff"


def read() -> Directory:
    """A fresh directory from the tables."""
    return Directory.of(
        posts=list(_posts()),
        people=list(_people()),
        holdings=[
            HoldingRow(pk, post, account, Kind(kind), mentor, start, end)
            for pk, post, account, kind, mentor, start, end in Holding.objects.order_by("starts_at", "id").values_list(
                "id", "post_id", "account_id", "kind", "mentor_id", "starts_at", "ends_at"
            )
        ],
        areas=[
            AreaRow(*row)
            for row in PostArea.objects.order_by("id").values_list("post_id", "area_id", "valid_from", "valid_to")
        ],
        absences=[
            AbsenceRow(*row)
            for row in Absence.objects.values_list("account_id", "starts_at", "ends_at", "kind", "id")
        ],
    )


def _posts() -> Iterator[PostRow]:
    rows = Post.objects.order_by("id").values_list(
        "id",
        "code",
        "role",
        "title_kk",
        "title_ru",
        "title_en",
        "unit_kk",
        "unit_ru",
        "unit_en",
        "reports_to_id",
        "phone_public",
        "hours",
        "active",
    )
    for row in rows:
        pk, code, role, *names, reports_to, phone, hours, active = row
        titles, units = tuple(names[:3]), tuple(names[3:])
        yield PostRow(pk, code, Role(role), titles, units, reports_to, phone, hours, active)  # type: ignore[arg-type]


def _people() -> Iterator[PersonRow]:
    rows = Account.objects.values_list(
        "id",
        "family_name",
        "given_name",
        "patronymic",
        "latin_name",
        "rank",
        "language",
        "is_active",
        "duty_version",
        "photo_id",
    )
    for pk, family, given, patronymic, latin, rank, language, active, duty_version, photo in rows:
        name = " ".join(part for part in (family, given, patronymic) if part)
        yield PersonRow(pk, name, latin, rank, language, active, duty_version, photo)


DIRECTORY: versions.Cached[Directory] = versions.Cached(VERSION, read)


#: A directory that somebody supposes, for this thread alone: "what if this post served that beat?"
_supposed: ContextVar[Directory | None] = ContextVar("senim_supposed_staff", default=None)


def directory() -> Directory:
    """The directory as of now; reloaded when its version moved (seen in every process within two seconds)."""
    return _supposed.get() or DIRECTORY.get()


@contextmanager
def supposing(supposed: Directory) -> Iterator[None]:
    """Let who serves and who commands be answered by another directory inside the block. Nobody's rights change."""
    token = _supposed.set(supposed)
    try:
        yield
    finally:
        _supposed.reset(token)


def directory_at_least(account_id: int, duty_version: int) -> Directory:
    """A directory that knows the duties of the account's row, which was just read; memory may be older."""
    found = DIRECTORY.get()
    person = found.people.get(account_id)
    if person is None or person.duty_version < duty_version:
        versions.reset()
        found = DIRECTORY.get()
    return found


def path_of(area_id: int) -> str:
    """An area's path, "" where the territory does not know the area (any more)."""
    from senim.territory import api as territory  # noqa: PLC0415 - the snapshot of the territory loads shapely

    try:
        return str(territory.area(area_id).path)
    except LookupError:
        return ""


def scope_of(account: Account | int | None, at: datetime | None = None) -> Scope:
    """What an account may reach at a moment (now without one). PUBLIC for nobody and for who has left."""
    if account is None:
        return PUBLIC
    account_id = account if isinstance(account, int) else account.pk
    return directory().scope(account_id, at or clock.now(), path_of)
