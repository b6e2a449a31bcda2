"""Puts the invented people on their posts through the staff context."""

from datetime import datetime, timedelta
from typing import Any

from senim.demo.people import PASSWORD, Member, Staff, latin_name
from senim.kernel import clock
from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff
from senim.territory import api as territory


def seat(roster: Staff, now: datetime, actor: Actor) -> None:
    """Posts in the order of command, accounts, holdings, absences. Call it inside a transaction."""
    posts: dict[str, Any] = {}
    for chair in roster.chairs:
        areas = tuple(info.id for code in chair.areas if (info := territory.area_by_code(code)))
        names = {f"title_{code}": chair.titles[i] for i, code in enumerate(("kk", "ru", "en"))}
        names |= {f"unit_{code}": chair.units[i] for i, code in enumerate(("kk", "ru", "en"))}
        post = staff.testing.make_post(
            Role(chair.role), area_ids=areas, reports_to=posts.get(chair.above), code=chair.code,
            phone_public=chair.phone, hours=chair.hours, **names)
        posts[chair.code] = post
    accounts = {member.email: _account(member) for member in roster.members}
    for member in roster.members:
        if not (member.away and member.kind == "substitute"):
            _hold(member, posts[member.chair], accounts, now)
    for member in roster.members:
        if member.away and member.kind == "holder":
            _leave(member, roster, accounts, now, actor)


def _leave(member: Member, roster: Staff, accounts: dict[str, Any], now: datetime, actor: Actor) -> None:
    """A leave, written down on the day it began; the neighbour stands in until it is over."""
    assert member.away is not None
    begins, ends = (now + timedelta(days=days) for days in member.away)
    neighbour = next(
        (one.email for one in roster.members if one.chair == member.chair and one.kind == "substitute"), None)
    with clock.frozen(begins):
        staff.actions.register_absence(
            actor=actor, account_id=accounts[member.email].pk, starts_at=begins, ends_at=ends,
            kind=staff.AbsenceKind.LEAVE, substitute_id=accounts[neighbour].pk if neighbour else None)


def _account(member: Member) -> Any:
    return staff.demo_account(
        member.email, PASSWORD if member.sign_in else None, family_name=member.person.family,
        given_name=member.person.given, language=member.language, latin_name=latin_name(member.person),
        rank=member.rank)


def _hold(member: Member, post: Any, accounts: dict[str, Any], now: datetime) -> None:
    kind = staff.Kind(member.kind)
    begins = now - timedelta(days=member.since)
    ends = None if member.until is None else now - timedelta(days=member.until)
    staff.testing.put_on(
        post, accounts[member.email], kind=kind, starts_at=begins, ends_at=ends,
        mentor=accounts.get(member.mentor))
