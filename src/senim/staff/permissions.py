"""Who may do what with people and posts."""

from __future__ import annotations

from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import matrix
from senim.staff.load import directory
from senim.staff.matrix import Touch, action_rule
from senim.staff.messages import MESSAGES

#: Everyone with a post; the pages about oneself.
ALL = tuple(role for role in Role if role is not Role.EXECUTOR)
LEADERS = (Role.HEAD, Role.ADMIN)
#: Who says that he or she is ill. An auditor touches nothing but the log: the administrator writes that down.
OWN = tuple(role for role in ALL if role is not Role.AUDITOR)

INVITE = action_rule("staff.invite", roles=LEADERS, touches=Touch.PEOPLE, right="a head: to posts below the own")
APPOINT = action_rule(
    "staff.appoint", roles=LEADERS, touches=Touch.PEOPLE, right="a head: to posts below the own; nobody: oneself"
)
SUBSTITUTE = action_rule(
    "staff.substitute", roles=LEADERS, touches=Touch.PEOPLE, right="a head: on posts below the own; nobody: oneself"
)
END = action_rule(
    "staff.end", roles=LEADERS, touches=Touch.PEOPLE, right="a head: on posts below the own; nobody: oneself"
)
ABSENCE = action_rule("staff.absence", roles=LEADERS, touches=Touch.PEOPLE, right="a head: people below the own post")
SICK = action_rule("staff.report_sick", roles=OWN, touches=Touch.PEOPLE, right="oneself")
SHIFTS = action_rule("staff.plan_shifts", roles=[Role.HEAD], touches=Touch.PEOPLE, right="posts below the own")
SIGN_OUT = action_rule(
    "staff.sign_out_other", roles=LEADERS, touches=Touch.PEOPLE, right="a head: people below the own post"
)
PEOPLE = action_rule("staff.see_people", roles=LEADERS, touches=Touch.PEOPLE, right="a head: people below the own post")
CHANGE_CONTACT = action_rule(
    "staff.change_contact", roles=LEADERS, touches=Touch.PEOPLE, right="a head: posts below the own"
)
CHANGE_POST = action_rule("staff.change_post", roles=[Role.ADMIN], touches=Touch.PEOPLE)
REASSIGN = action_rule(
    "staff.reassign", roles=LEADERS, touches=Touch.PEOPLE, right="a head: beats of the own area; rehearsed, by a second"
)
IMPORT = action_rule("staff.import_posts", roles=[Role.ADMIN], touches=Touch.PEOPLE)
# The territory stands left of staff and cannot name its actions here itself.
IMPORT_MAP = action_rule(
    "territory.import", roles=LEADERS, touches=Touch.TERRITORY, right="a head: inside the own area"
)
CHECK_MAP = action_rule("territory.check", roles=LEADERS, touches=Touch.TERRITORY, right="a head: inside the own area")


def commands(scope: Scope, post_id: int) -> bool:
    """Whether a post lies below one that the person heads now; an administrator reaches every post."""
    if scope.everything or scope.has(Role.ADMIN):
        return True
    chain = directory().chain(post_id)
    return any(post in chain for post in scope.posts(Role.HEAD))


def check_over_post(actor: Actor, action: str, post_id: int) -> None:
    """The role may do it and the post is below the own. NotYours otherwise."""
    matrix.check(actor.scope, action)
    if not commands(actor.scope, post_id):
        raise NotYours("not_yours", MESSAGES["not_yours"])


def check_not_yourself(actor: Actor, account_id: int) -> None:
    """Nobody changes the own posts."""
    if actor.account_id == account_id:
        raise NotYours("not_yourself", MESSAGES["not_yourself"])


def check_over_person(actor: Actor, action: str, account_id: int, post_ids: list[int]) -> None:
    """The role may do it, it is somebody else, and at least one of the person's posts is below the own."""
    matrix.check(actor.scope, action)
    check_not_yourself(actor, account_id)
    if not any(commands(actor.scope, post_id) for post_id in post_ids) and not commands_all(actor.scope):
        raise NotYours("not_yours", MESSAGES["not_yours"])


def commands_all(scope: Scope) -> bool:
    """An administrator also reaches people who hold no post (yet, or any more)."""
    return scope.everything or scope.has(Role.ADMIN)
