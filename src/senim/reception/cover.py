"""Who receives: the officer, whoever stands in, or nobody. From memory; what the duty calendar says holds at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from senim.kernel.scoping import Role
from senim.reception.memory import Place
from senim.staff import api as staff


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whoever receives at a moment. stands_in: in the place of the officer, who is away (why is nobody's business)."""

    post_id: int
    account_id: int
    name: str
    stands_in: bool


def receiver(post_id: int, at: datetime, language: str = "kk") -> Receiver | None:
    """Who receives on a post at a moment, now or to come; None where nobody is there. No query."""
    away = staff.away(post_id, at, language)
    if away is not None:
        if away.substitute is None or not away.covered:
            return None
        return Receiver(post_id, away.substitute.account_id, away.substitute.name, stands_in=True)
    account = staff.on_post(post_id, at)
    if account is None:
        return None
    return Receiver(post_id, account, staff.person_name(account, language), stands_in=False)


def answering(place: Place, at: datetime) -> int | None:
    """The post that receives at a place at a moment: the first of those that answer for it where somebody is there.

    A post answers for itself alone. For a point: the post that the head named, the inspector of its area, the duty
    unit. Where nobody is there the first of them; None where no post answers at all.
    """
    posts = _posts(place, at)
    return next((one for one in posts if receiver(one, at)), posts[0] if posts else None)


def _posts(place: Place, at: datetime) -> list[int]:
    if place.post_id is not None:
        return [place.post_id]
    if place.closed:
        return []
    found = [place.answers] if place.answers else []
    if place.area_id is not None:
        serving = staff.serving(place.area_id, Role.INSPECTOR, at)
        found += [serving.post_id] if serving else []
        duty = staff.duty_unit(place.area_id, at)
        found += [duty] if duty else []
    return list(dict.fromkeys(found))


def is_manned(place: Place, at: datetime) -> bool:
    """Whether somebody receives at a place at a moment."""
    return any(receiver(one, at) for one in _posts(place, at))
