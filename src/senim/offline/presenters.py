"""Devices in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from senim.offline.models import Device
from senim.offline.wording import PAGE
from senim.staff import api as staff
from senim.web.words import language, when


def groups(mine: Iterable[Device], below: Iterable[Device]) -> list[dict[str, Any]]:
    """The page of devices: the own ones, then those of people below."""
    parts = (("mine", [_row(one, "") for one in mine]), ("below", [_row(one, _name(one)) for one in below]))
    return [{"code": code, "title": str(PAGE[code]), "rows": rows} for code, rows in parts if rows]


def _name(one: Device) -> str:
    return staff.person_name(one.account_id, language())


def _row(one: Device, who: str) -> dict[str, Any]:
    facts = [
        (PAGE["since"], when(one.since)),
        (PAGE["sync"], when(one.sync_at) if one.sync_at else str(PAGE["never"])),
        (PAGE["unsent"], f"{one.unsent} ({when(one.unsent_at)})" if one.unsent_at else ""),
        (PAGE["lost_at"], when(one.lost_at) if one.lost_at else ""),
    ]
    return {
        "id": one.pk,
        "name": one.name,
        "who": who,
        "state": str(PAGE["lost" if one.lost_at else "in_use"]),
        "kind": "bad" if one.lost_at else "good",
        "rows": [{"key": str(key), "value": value} for key, value in facts if value],
        "said": lost_words(one) if one.lost_at else "",
        "lose_url": "" if one.lost_at else reverse("offline:lost", args=[one.pk]),
    }


def lost_words(one: Device) -> str:
    """What is known of a lost device: what may be lost with it, whether it was told."""
    held = str(PAGE["lost_with"]) % {"n": one.unsent, "at": when(one.unsent_at)} if one.unsent and one.unsent_at else ""
    told = f"{PAGE['told']}: {when(one.told_at)}." if one.told_at else f"{PAGE['not_told']}."
    return " ".join((held or str(PAGE["lost_none"]), told))
