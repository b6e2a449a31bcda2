"""What more than one page shows: the officer, the promises, the history, an answer, a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import segno
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from senim.appeals import catalogue, clocks, terms
from senim.appeals.domain import EVENTS, HANDS, OUTCOMES, STAFF_EVENTS, Hand, Outcome
from senim.appeals.models import Answer, Appeal, AppealFile, Event, Referral
from senim.kernel import files as kernel_files
from senim.kernel.clock import now
from senim.staff import api as staff
from senim.staff.api import OfficerCard
from senim.territory import api as territory


def language() -> str:
    return get_language() or "kk"


def qr(text: str) -> str:
    """A QR code as SVG, dark on light in every scheme: a camera must read it."""
    return segno.make(text, error="m").svg_inline(scale=4, border=2, light="#fff", dark="#000", omitsize=False)


def card_of(post_id: int | None) -> OfficerCard | None:
    """The officer who holds an appeal now, as a resident may know them."""
    return staff.officer_card(post_id, language()) if post_id else None


def promise_rows(appeal: Appeal) -> list[dict[str, Any]]:
    """The clocks with their account: what is owed, by when, and why that day."""
    running = terms.of(appeal)
    first = min((running[name] for name in terms.FIRST), key=lambda clock: clock.due_at)
    rows = []
    for title, clock in ((_("First answer"), first), (_("Final answer by law"), running["legal"])):
        rows.append(
            {
                "title": title,
                "due_at": clock.due_at,
                "due_day": clock.due_day,
                "why": clocks.why(clock, language()),
                "state": str(clocks.STATES[clocks.state(clock, now())]),
                "is_late": clocks.state(clock, now()) == clocks.State.OVERDUE,
                "code": str(clocks.state(clock, now())),
            }
        )
    return rows


def timeline(events: Iterable[Event], *, internal: bool) -> list[dict[str, Any]]:
    """The history as a list, newest last, in words for the applicant or for colleagues."""
    names = STAFF_EVENTS if internal else EVENTS
    return [
        {
            "title": str(names[event.type]),
            "at": event.at,
            "text": _event_words(event, internal),
            "by": _by(event, internal),
        }
        for event in events
        if event.type in names
    ]


def _event_words(event: Event, internal: bool) -> str:
    data = event.data
    parts = []
    if "post" in data and (card := card_of(data["post"])):
        parts.append(f"{card.title}: {card.name}" if card.name else card.title)
    parts += [
        str(data[key]) for key in ("ground", "reason", "reference") if data.get(key) and (internal or key == "ground")
    ]
    return "\n".join(parts)


def _by(event: Event, internal: bool) -> str:
    if event.actor_kind == "citizen":
        return _("Applicant") if internal else ""
    if internal and event.account_id:
        return staff.person_name(event.account_id, language())
    return ""


def answer_view(answer: Answer, appeal: Appeal, url_of: Callable[[AppealFile], str]) -> dict[str, Any]:
    """An answer as it is shown, with its photos."""
    return {
        "outcome": str(OUTCOMES[Outcome(answer.outcome)]),
        "code": answer.outcome,
        "text": answer.text,
        "done": answer.done,
        "where": answer.where,
        "when": answer.when,
        "reason": answer.reason,
        "at": answer.at,
        "final": answer.final,
        "on_time": answer.on_time,
        "card": card_of(answer.post_id),
        "refused": answer.outcome == "refused",
        "files": [file_row(row, url_of(row)) for row in appeal.files.all() if row.answer_id == answer.pk],
    }


def size_words(size: int) -> str:
    return f"{max(1, round(size / 1024))} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def file_row(row: AppealFile, url: str | None) -> dict[str, Any]:
    """A file in a list: what it is, how large, what may remain in it."""
    names = {"image": _("Photo"), "sound": _("Sound"), "video": _("Video")}
    return {
        "id": row.pk,
        "name": names.get(row.file.kind, _("File")),
        "size": size_words(row.file.size),
        "url": url,
        "kind": row.file.kind,
        "note": kernel_files.note_of(row.file),
        "by_staff": row.by_staff,
    }


def answer_rows(item: catalogue.Category, answers: dict[str, str]) -> list[tuple[str, str]]:
    """Typed questions and what was answered, in words."""
    rows = []
    for question in item.questions:
        value = answers.get(question.code)
        if value:
            words = next((str(option.label) for option in question.options if option.code == value), value)
            rows.append((str(question.label), words))
    return rows


def place_words(data: dict[str, Any]) -> str:
    if data.get("area_id"):
        return territory.name_of(territory.area(data["area_id"]), language())
    return _("The point on the map") if data.get("lon") is not None else ""


def referral_row(referral: Referral) -> dict[str, Any]:
    return {
        "body": getattr(referral.body, f"name_{language()}"),
        "state": str(HANDS[Hand(referral.state)]),
        "due_at": referral.due_at,
        "text": referral.text,
        "answer": referral.answer,
        "answered_at": referral.answered_at,
        "reason": referral.reason,
        "id": referral.pk,
    }
