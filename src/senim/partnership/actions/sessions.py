"""A session is called, its agenda grows, or it is called off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from senim.kernel import files, ids, outbox
from senim.kernel.clock import local, now
from senim.kernel.scoping import Actor
from senim.partnership.actions import common
from senim.partnership.domain import SessionState
from senim.partnership.models import Body, Item, Material, Session
from senim.partnership.policies import check as must
from senim.partnership.policies import check_planned, check_writable

PLAN, BRING = "partnership.plan_session", "partnership.bring_item"
MATERIALS = ("document", "image")


def plan(*, actor: Actor, body_id: int, starts_at: datetime, place: str) -> Session:
    """Call a session and write to the members of its day who gave an address."""
    day = local(starts_at).date()
    with transaction.atomic():
        body = common.body(actor, PLAN, body_id)
        must(body.ended_on is None, "body_ended")
        must(day >= body.founded_on, "before_founding", field="starts_at")
        last = body.sessions.aggregate(last=Max("number"))["last"] or 0
        session = Session.objects.create(body=body, number=last + 1, starts_at=starts_at, place=place, planned_at=now())
        _write(session, "session_called")
        common.log(actor, "session_planned", session, body.area_path, body=body.pk, number=session.number)
    return session


def move(*, actor: Actor, session_id: int, starts_at: datetime, place: str) -> Session:
    """Another time or place; the members are told."""
    with transaction.atomic():
        session = common.session(actor, PLAN, session_id)
        check_planned(SessionState(session.state))
        must(local(starts_at).date() >= session.body.founded_on, "before_founding", field="starts_at")
        if (session.starts_at, session.place) != (starts_at, place):
            session.starts_at, session.place = starts_at, place
            session.save(update_fields=["starts_at", "place"])
            _write(session, "session_moved")
            common.log(actor, "session_moved", session, session.body.area_path)
    return session


def cancel(*, actor: Actor, session_id: int, reason: str) -> Session:
    """Call a session off, with the reason; the members are told."""
    with transaction.atomic():
        session = common.session(actor, PLAN, session_id)
        check_planned(SessionState(session.state))
        session.state, session.reason = SessionState.CANCELLED.value, reason
        session.save(update_fields=["state", "reason"])
        _write(session, "session_cancelled")
        common.log(actor, "session_cancelled", session, session.body.area_path)
    return session


def _write(session: Session, template: str) -> None:
    """A letter to each member of the session's day. Only news of the future is sent."""
    if session.starts_at <= now():
        return
    body: Body = session.body
    for member in body.members.exclude(email=""):
        if member.is_on(session.day):
            context = {
                "body": body.name.in_(member.language),
                "place": session.place,
                "reason": session.reason,
                "when": local(session.starts_at).strftime("%d.%m.%Y %H:%M"),
            }
            outbox.put(
                "email",
                to=member.email,
                template=template,
                context=context,
                language=member.language,
                key=f"partnership:{template}:{session.pk}:{member.pk}:{int(session.starts_at.timestamp())}",
            )


def bring_item(
    *, actor: Actor, session_id: int, title: str, text: str = "", reporter: str = "", problem_number: str = ""
) -> Item:
    """Put an item on the agenda, at its end, until the minutes are closed. problem_number: of a problem file, or ""."""
    number = ids.parse_number(problem_number) if problem_number.strip() else ""
    must(number is not None, "bad_number", field="problem_number")
    with transaction.atomic():
        session = common.session(actor, BRING, session_id)
        check_writable(SessionState(session.state))
        last = session.items.aggregate(last=Max("number"))["last"] or 0
        item = Item.objects.create(
            session=session,
            number=last + 1,
            title=title,
            text=text,
            reporter=reporter,
            problem_number=number or "",
            brought_by_id=actor.account_id,
        )
        common.log(actor, "item_brought", item, session.body.area_path, session=session.pk)
    return item


def drop_item(*, actor: Actor, item_id: int) -> None:
    """Take an item off the agenda of a session that is still to come. Its materials go with it."""
    with transaction.atomic():
        item = common.item(actor, PLAN, item_id)
        check_planned(SessionState(item.session.state))
        common.log(actor, "item_dropped", item, item.session.body.area_path, session=item.session_id)
        for material in item.materials.select_related("file"):
            stored: Any = material.file
            material.delete()
            if stored is not None:
                files.forget(stored)
        item.delete()


def add_material(
    *, actor: Actor, item_id: int, title: str, upload: File[bytes] | None = None, link: str = ""
) -> Material:
    """Add a PDF, a picture or a link to an item, until the minutes are closed."""
    must(bool(link) != (upload is not None), "no_words", field="link")
    must(not link or link.startswith("https://"), "bad_link", field="link")
    stored = files.accept(upload, kinds=MATERIALS) if upload is not None else None
    with transaction.atomic():
        item = common.item(actor, BRING, item_id)
        check_writable(SessionState(item.session.state))
        material = Material.objects.create(item=item, title=title, file=stored, link=link, added_at=now())
        common.log(actor, "material_added", material, item.session.body.area_path, item=item.pk)
    return material
