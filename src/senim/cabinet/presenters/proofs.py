"""What an officer shows at a door, and what a resident is told."""

from __future__ import annotations

from typing import Any

import segno

from senim.cabinet.actions.proofs import VALID, Shown
from senim.cabinet.domain import ERRANDS, Checked, Errand
from senim.cabinet.models import Proof
from senim.cabinet.presenters.day import area_name
from senim.cabinet.wording import CHECKED
from senim.staff import api as staff
from senim.web.words import language


def shown(one: Shown, link: str, whole: str) -> dict[str, Any]:
    """The page of the officer: the code in two halves, where it is typed, and the same as a square for a camera."""
    return {
        "code": f"{one.code[:3]} {one.code[3:]}",
        "link": link.partition("://")[2] or link,
        "until": one.expires_at,
        "minutes": int(VALID.total_seconds() // 60),
        "errand": str(ERRANDS[one.errand]),
        "qr": segno.make(whole, error="m").svg_inline(scale=5, border=2, light="#fff", dark="#000", omitsize=False),
    }


def answer(said: Checked) -> dict[str, Any]:
    """What is said first, and what to do."""
    title, do = CHECKED[said]
    return {"said": said.value, "said_title": str(title), "said_do": str(do), "good": said is Checked.YES}


def officer(row: Proof) -> dict[str, Any]:
    """Who it is: name, rank, post, errand in neutral words, beat; the duty unit's telephone, to be quite sure."""
    person = staff.person_card(row.account_id, row.post_id, language())
    duty = staff.duty_unit(_last(row.area_path))
    card = staff.officer_card(duty, language()) if duty else None
    return {
        "person": person,
        "errand": str(ERRANDS[Errand(row.errand)]),
        "beat": area_name(row.area_path),
        "duty_phone": card.phone if card else "",
    }


def _last(path: str) -> int | None:
    last = path.strip("/").rpartition("/")[2]
    return int(last) if last.isdecimal() else None
