"""What the pages show: rows in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.kernel.clock import today
from senim.kernel.labels import Label
from senim.kernel.scoping import PUBLIC, Role, Scope, within
from senim.kernel.text import key, sort_key
from senim.partnership.datasets import COLUMNS
from senim.partnership.domain import (
    BODY_KINDS,
    DATASETS,
    DECISION_STATES,
    GRAINS,
    ITEM_OUTCOMES,
    MEETING_STATES,
    QUORUM_KINDS,
    SEATS,
    SECTORS,
    SESSION_STATES,
    STEP_KINDS,
    BodyKind,
    Dataset,
    DecisionState,
    Grain,
    ItemOutcome,
    MeetingState,
    Quorum,
    QuorumKind,
    Seat,
    Sector,
    SessionState,
    StepKind,
)
from senim.partnership.models import Body, Decision, DisclosureRule, Export, Item, Member, Session
from senim.partnership.permissions import can
from senim.partnership.words import REFUSALS
from senim.territory import api as territory
from senim.territory.api import Level

WIDE = (Level.COUNTRY, Level.REGION, Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT)
DOWN_TO_BEATS = (*WIDE, Level.RURAL_DISTRICT, Level.SETTLEMENT, Level.BEAT)
SEAT_ORDER = list(Seat)
_SESSION_TAGS = {SessionState.PLANNED: "info", SessionState.HELD: "warn", SessionState.CLOSED: "good"}
_MEETING_TAGS = {MeetingState.PLANNED: "info", MeetingState.HELD: "good"}


def language() -> str:
    return get_language() or "kk"


def area_name(path: str) -> str:
    """The name of the area at the end of a path."""
    return territory.name_of(territory.area(int(path.strip("/").rsplit("/", 1)[-1])), language())


def area_choices(scope: Scope, roles: Iterable[Role], levels: tuple[Level, ...] = WIDE) -> list[tuple[int, str]]:
    """Areas inside the own ones, in the order of the tree, deeper ones set in."""
    own = scope.paths(*roles)
    infos = [one for level in levels for one in territory.areas_list(level, lang=language())]
    infos = [one for one in infos if scope.everything or within(one.path, own)]
    names = {one.path: territory.name_of(one, language()) for one in infos}
    infos.sort(key=lambda one: _tree_key(one.path, names))
    top = min((one.path.count("/") for one in infos), default=0)
    return [(one.id, "\u2007\u2007" * (one.path.count("/") - top) + names[one.path]) for one in infos]


def _tree_key(path: str, names: dict[str, str]) -> tuple[Any, ...]:
    steps = path.strip("/").split("/")
    ways = ("/" + "/".join(steps[:count]) + "/" for count in range(1, len(steps) + 1))
    return tuple(sort_key(names.get(way, "")) for way in ways)


def quorum_words(quorum: Quorum) -> str:
    """The quorum in a sentence's part: "more than 50 % of the members"."""
    said = {
        QuorumKind.AT_LEAST: Label("кемінде {n} мүше", "не менее {n} членов", "at least {n} members"),
        QuorumKind.SHARE: Label("мүшелердің кемінде {n} %-ы", "не менее {n} % членов", "at least {n}% of the members"),
        QuorumKind.MORE_THAN: Label(
            "мүшелердің {n} %-ынан көбі", "более {n} % членов", "more than {n}% of the members"
        ),
    }
    assert set(said) == set(QUORUM_KINDS)
    return said[quorum.kind].in_(language()).format(n=quorum.value)


# --- bodies and members -----------------------------------------------------------------------------------------------


def body_row(body: Any) -> dict[str, Any]:
    """A body in the list."""
    return {
        "body": body,
        "name": str(body.name),
        "kind": BODY_KINDS[BodyKind(body.kind)],
        "area": area_name(body.area_path),
    }


def member_row(member: Member) -> dict[str, Any]:
    return {
        "member": member,
        "sector": SECTORS[Sector(member.sector)],
        "seat": SEATS[Seat(member.seat)],
        "coming": member.starts_on > today(),
    }


def member_rows(body: Body) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Members now or soon, by their seat; and those whose term has ended, the latest first."""
    day = today()
    here = [one for one in body.members.all() if one.ends_on is None or one.ends_on >= day]
    gone = [one for one in body.members.all() if one.ends_on is not None and one.ends_on < day]
    here.sort(key=lambda one: (SEAT_ORDER.index(Seat(one.seat)), sort_key(one.full_name)))
    gone.sort(key=lambda one: (one.ends_on, one.pk), reverse=True)
    return [member_row(one) for one in here], [member_row(one) for one in gone]


def training_rows(body: Body) -> list[dict[str, Any]]:
    """Trainings, the latest first, with the names of those who took part."""
    rows = sorted(body.trainings.all(), key=lambda one: (one.held_on, one.pk), reverse=True)
    return [{"training": one, "names": [part.member.full_name for part in one.parts.all()]} for one in rows]


def member_choices(body: Body, day: Any) -> list[tuple[int, str]]:
    """The members of a day, by seat and name."""
    there = [one for one in body.members.all() if one.is_on(day)]
    there.sort(key=lambda one: (SEAT_ORDER.index(Seat(one.seat)), sort_key(one.full_name)))
    return [(one.pk, f"{one.full_name}, {one.organisation}") for one in there]


def owner_choices(body: Body) -> list[tuple[str, str]]:
    """Who can be made to execute: the members' institutions and the other bodies of the area, each once."""
    found = {key(one.organisation): one.organisation for one in body.members.all()}
    for other in appeals.acts.bodies(PUBLIC, body.area_path):
        name = getattr(other, f"name_{language()}")
        known = {key(getattr(other, f"name_{code}")) for code in Label._fields}
        if not known & found.keys():
            found[key(name)] = name
    names = sorted(found.values(), key=sort_key)
    return [("", _("Choose")), *((name, name) for name in names)]


# --- sessions ---------------------------------------------------------------------------------------------------------


def session_row(session: Any) -> dict[str, Any]:
    state = SessionState(session.state)
    return {"session": session, "state": SESSION_STATES[state], "tag": _SESSION_TAGS.get(state, "")}


def quorum_sentence(session: Session) -> str:
    """How the quorum stood, in a sentence; "" before the attendance is noted."""
    if session.present is None:
        return ""
    said = _("There is a quorum.") if session.quorate else _("There is no quorum: nothing can be decided.")
    counted = _("%(present)d of %(entitled)d members are present, %(needed)d are needed.") % {
        "present": session.present,
        "entitled": session.entitled,
        "needed": session.needed,
    }
    return f"{said} {counted}"


def attendance_rows(session: Session) -> tuple[list[Member], list[Member]]:
    """Who was there and who was not, by seat and name."""
    rows = sorted(
        session.attendance.all(),
        key=lambda one: (SEAT_ORDER.index(Seat(one.member.seat)), sort_key(one.member.full_name)),
    )
    return [one.member for one in rows if one.present], [one.member for one in rows if not one.present]


def item_row(item: Item) -> dict[str, Any]:
    return {
        "item": item,
        "outcome": ITEM_OUTCOMES[ItemOutcome(item.outcome)],
        "materials": list(item.materials.all()),
        "decisions": [decision_row(one) for one in item.decisions.all()],
        "problem": problem_link(item.problem_number),
    }


def problem_link(number: str) -> dict[str, str]:
    """The number of a problem file with its address where the house has problem files."""
    if not number:
        return {}
    try:
        return {"number": number, "url": reverse("problems:file", args=[number])}
    except NoReverseMatch:
        return {"number": number, "url": ""}


# --- decisions --------------------------------------------------------------------------------------------------------


def decision_row(row: Decision) -> dict[str, Any]:
    """A decision in words: how late it is, and how often its day was moved."""
    state = DecisionState(row.state)
    late = (today() - row.due_on).days if state is DecisionState.OPEN else 0
    tag = {DecisionState.DONE: "good", DecisionState.LIFTED: ""}.get(state, "info")
    return {
        "decision": row,
        "state": DECISION_STATES[state],
        "late": max(0, late),
        "tag": "bad" if late > 0 else tag,
        "moved": row.due_on != row.first_due_on,
    }


def step_rows(row: Decision) -> list[dict[str, Any]]:
    """The control of a decision as a timeline."""
    return [
        {
            "title": STEP_KINDS[StepKind(step.kind)],
            "at": step.at,
            "text": step.text,
            "by": step.by.get_short_name() if step.by else "",
            "before": step.due_before,
            "after": step.due_after,
        }
        for step in row.steps.all()
    ]


# --- meetings ---------------------------------------------------------------------------------------------------------


def meeting_row(row: Any) -> dict[str, Any]:
    state = MeetingState(row.state)
    return {
        "meeting": row,
        "state": MEETING_STATES[state],
        "tag": _MEETING_TAGS.get(state, ""),
        "area": area_name(row.area_path),
        "coming": state is MeetingState.PLANNED,
    }


def public_rows(rows: Iterable[Any]) -> dict[str, Any]:
    """Meetings as everyone sees them: those to come, the next first; and what was, the latest first."""
    shown = [meeting_row(row) for row in rows]
    coming = [row for row in shown if row["coming"]]
    return {"coming": coming[::-1], "past": [row for row in shown if not row["coming"]]}


# --- research ---------------------------------------------------------------------------------------------------------


def rule_words(rule: DisclosureRule) -> str:
    """The disclosure check in two sentences."""
    return _(
        "Every combination of columns that could point at somebody is shared by at least %(k)d rows; dates are no "
        "finer than a %(grain)s, places no finer than a beat. What would need more than %(most)d %% of the rows "
        "withheld is refused."
    ) % {"k": rule.k, "grain": GRAINS[Grain(rule.finest)], "most": rule.withheld_most}


def agreement_row(scope: Scope, row: Any) -> dict[str, Any]:
    """An agreement in words, and what this person may do with it."""
    over = row.ended_on is not None or row.ends_on < today()
    return {
        "agreement": row,
        "area": area_name(row.area_path),
        "over": over,
        "datasets": [DATASETS[Dataset(one)] for one in row.datasets],
        "may_export": not over and can(scope, "partnership.export", row.area_path),
        "may_end": not over and can(scope, "partnership.agree", row.area_path),
    }


def export_row(row: Export) -> dict[str, Any]:
    """A line of the log; a refused export with its reason."""
    return {
        "export": row,
        "dataset": DATASETS[Dataset(row.dataset)],
        "by": row.by.get_short_name() if row.by else "",
        "refused": REFUSALS[row.refused] if row.refused else "",
        "columns": ", ".join(str(COLUMNS[name]) for name in row.columns),
    }
