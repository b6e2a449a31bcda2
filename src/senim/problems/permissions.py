"""Who may see a problem file and who may do what in it.

Sight is one condition for the database (`visible`): the area of one's duty, or membership of one's post. Acting needs
sight and a role in ACTIONS, over the area of the problem or as a member who has not left.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope
from senim.problems.models import Member, Problem
from senim.staff import api as staff

#: Who works a file.
WORKERS = frozenset({Role.ANALYST, Role.GROUP_COORDINATOR})
#: Who knows the place and brings what is known of it.
LOCAL = frozenset({Role.HEAD, Role.INSPECTOR})
#: Who opens the files of an area.
READERS = WORKERS | LOCAL | {Role.AKIMAT, Role.PROSECUTOR, Role.COUNCIL, Role.ASSISTANT, Role.JUVENILE}
TASK_READERS = WORKERS | {Role.HEAD, Role.AKIMAT, Role.PROSECUTOR}

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, frozenset[Role]] = {
    "problems.open": WORKERS | {Role.HEAD},
    "problems.define": WORKERS,
    "problems.add_source": WORKERS | LOCAL,
    "problems.keep_members": WORKERS,
    "problems.add_finding": WORKERS | LOCAL,
    "problems.set_side": WORKERS | LOCAL,
    "problems.add_hypothesis": WORKERS | LOCAL,
    "problems.add_evidence": WORKERS | LOCAL,
    "problems.judge_hypothesis": WORKERS,
    "problems.audit": WORKERS | LOCAL | {Role.ASSISTANT, Role.AKIMAT},
    "problems.recommend": WORKERS,
    "problems.decide": frozenset({Role.AKIMAT}),
    "problems.send_task": WORKERS | {Role.AKIMAT},
    "problems.plan": frozenset({Role.ANALYST, Role.GROUP_COORDINATOR}),
    "problems.mark_treated": WORKERS | {Role.AKIMAT, Role.HEAD},
    "problems.begin": WORKERS | {Role.AKIMAT},
    "problems.assess": frozenset({Role.ANALYST, Role.GROUP_COORDINATOR}),
    "problems.keep_lesson": WORKERS,
    "problems.move": WORKERS,
    "problems.publish": frozenset({Role.GROUP_COORDINATOR, Role.HEAD}),
    "problems.judge_thought": frozenset({Role.GROUP_COORDINATOR}) | LOCAL,
    "problems.answer_offer": WORKERS | {Role.HEAD},
    # Officers only: the group's coordinator is none, and neither are the bodies around the table.
    "problems.choose_sensitive": frozenset({Role.ANALYST, Role.HEAD}),
}
for _name, _roles in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, right="the problem lies in the area, or the post is a member of the file")

NOT_YOURS = Label(
    "Бұл әрекетке құқығыңыз жоқ: іс сіздің аумағыңызда емес не лауазымыңыз бұған жол бермейді.",
    "У вас нет права на это действие: дело не вашей территории или ваша должность этого не позволяет.",
    "You may not do this: the file is not of your area, or your post does not allow it.",
)



def membership(scope: Scope) -> Exists:
    """The condition that a post of this person is a member now."""
    mine = Member.objects.filter(problem=OuterRef("pk"), until__isnull=True, post__in=scope.posts())
    return Exists(mine)


def visible(scope: Scope) -> Q:
    """The condition that a person may see a file."""
    if scope.everything:
        return Q()
    if not scope.has(*READERS):
        return Q(pk__in=())
    return inside(scope.paths(*READERS)) | Q(membership(scope))


def is_member(scope: Scope, problem: Problem) -> bool:
    """Whether a post of this person is a member now, of a role that reads files at all."""
    posts = scope.posts(*READERS)
    return bool(posts) and any(one.post_id in posts for one in problem.members.all() if one.until is None)


def can_act(scope: Scope, action: str, problem: Problem) -> bool:
    """Whether a person who sees this file may do this in it."""
    roles = ACTIONS[action]
    if scope.everything or scope.covers(problem.area_path, *roles):
        return True
    return scope.has(*roles) and is_member(scope, problem)


def can_in_area(scope: Scope, action: str, area_path: str) -> bool:
    """Whether a person may do this in an area where no file is yet."""
    return scope.covers(area_path, *ACTIONS[action])


def check_act(actor: Actor, action: str, problem: Problem) -> None:
    """Raise NotYours where `can_act` is false."""
    if not can_act(actor.scope, action, problem):
        raise NotYours("not_yours", NOT_YOURS)


def check_in_area(actor: Actor, action: str, area_path: str) -> None:
    """Raise NotYours where `can_in_area` is false."""
    if not can_in_area(actor.scope, action, area_path):
        raise NotYours("not_yours", NOT_YOURS)
