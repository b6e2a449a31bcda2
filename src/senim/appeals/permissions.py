"""Who may see an appeal and who may do what with it.

Sight is one condition for the database (`visible`), so that lists and single appeals follow the same rule.
What one may not see does not exist. Acting needs sight, a role in ACTIONS and, for the holder's work, the post itself.
"""

from __future__ import annotations

from django.db.models import F, Q

from senim.appeals.domain import Hand
from senim.appeals.models import Appeal, Transfer
from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff

WORKERS = frozenset({Role.INSPECTOR, Role.JUVENILE, Role.DUTY, Role.HEAD})
HELPERS = frozenset({Role.ASSISTANT, Role.TRAINEE})
#: Who may hold an appeal: whoever works on them, and the prosecutor for a complaint about a head with nobody above.
HOLDERS = WORKERS | {Role.PROSECUTOR}
#: Who opens the appeals of an area, each as far as `visible` lets them.
READERS = HOLDERS | HELPERS | {Role.OPERATOR, Role.COUNCIL}

#: The role-by-action matrix of this context. A role that is not named is refused.
#: "holder": only with the post that holds the appeal. "area": with an area that contains it.
ACTIONS: dict[str, tuple[str, frozenset[Role]]] = {
    "appeals.open": ("holder", HOLDERS),
    "appeals.ask": ("holder", HOLDERS),
    "appeals.answer": ("holder", HOLDERS),
    "appeals.note": ("holder", HOLDERS | HELPERS),
    "appeals.refer": ("holder", HOLDERS),
    "appeals.redirect": ("holder", HOLDERS),
    "appeals.hand_to_duty": ("holder", WORKERS - {Role.DUTY}),
    "appeals.reference_crime": ("holder", frozenset({Role.DUTY, Role.HEAD})),
    "appeals.offer_transfer": ("holder", HOLDERS),
    "appeals.pause": ("holder", HOLDERS),
    "appeals.mark_duplicate": ("holder", HOLDERS),
    "appeals.extend": ("area", frozenset({Role.HEAD})),
    "appeals.decide_reopening": ("area", frozenset({Role.HEAD})),
    "appeals.assign": ("area", frozenset({Role.HEAD, Role.DUTY})),
    "appeals.mark_about_officer": ("area", frozenset({Role.HEAD})),
    "appeals.read_identity": ("holder", HOLDERS),
    "appeals.unveil": ("area", frozenset({Role.HEAD})),
    "appeals.recommend": ("area", frozenset({Role.COUNCIL})),
    "appeals.enter": (
        "any",
        frozenset({Role.DUTY, Role.OPERATOR, Role.INSPECTOR, Role.JUVENILE, Role.HEAD, Role.ASSISTANT}),
    ),
    "appeals.decide_transfer": ("any", WORKERS),
    "appeals.answer_together": ("any", HOLDERS),
    "appeals.see_load": ("any", frozenset({Role.HEAD, Role.PROSECUTOR})),
    "appeals.edit_rules": ("any", frozenset({Role.ADMIN})),
    "appeals.keep_bodies": ("any", frozenset({Role.ADMIN, Role.HEAD})),
    "appeals.keep_templates": ("any", frozenset({Role.HEAD})),
}
#: What touches how the installation is set up, and no word of a citizen.
SETTINGS = frozenset({"appeals.edit_rules", "appeals.keep_bodies", "appeals.keep_templates"})

#: The right to the very object, in words, for the generated matrix.
_REACH = {"holder": "holds the appeal's post", "area": "the appeal lies in the area", "any": ""}
for _name, (_reach, _roles) in ACTIONS.items():
    staff.action_rule(
        _name,
        roles=_roles,
        right=_REACH[_reach],
        touches=staff.Touch.SETTINGS if _name in SETTINGS else staff.Touch.CONTENT,
    )

NOT_YOURS = Label(
    "Бұл әрекетке құқығыңыз жоқ: өтініш басқа қызметкерде немесе лауазымыңыз бұған жол бермейді.",
    "У вас нет права на это действие: обращение у другого сотрудника или ваша должность этого не позволяет.",
    "You may not do this: the appeal is with somebody else, or your post does not allow it.",
)



def visible(scope: Scope) -> Q:
    """The condition that a person may see an appeal.

    The holder sees it; heads, duty units and prosecutors see their area; inspectors the ordinary past of their beat;
    operators what they entered and the ordinary appeals of their area; council members what was sent to them.
    A complaint about an officer is seen by its holder, the prosecutor and, where sent, the council - never by the
    officer complained of or anyone under that officer (`shut_out_posts` are one's own posts and all above them).
    """
    if scope.everything:
        return Q()
    mine = Q(holder__in=scope.posts(*HOLDERS, *HELPERS))
    area = inside(scope.paths(Role.HEAD, Role.DUTY))
    ordinary = inside(scope.paths(Role.INSPECTOR, Role.OPERATOR, Role.ASSISTANT)) & Q(sensitive=False)
    entered = Q(entered_by=scope.account_id) if scope.has(Role.OPERATOR, Role.DUTY) else Q(pk__in=())
    not_complaint = Q(about_post__isnull=True, about_unknown=False)
    law = inside(scope.paths(Role.PROSECUTOR))
    council = inside(scope.paths(Role.COUNCIL)) & Q(to_council=True)
    return (mine | ((area | ordinary | entered) & not_complaint) | law | council) & not_shut_out(scope)


def not_shut_out(scope: Scope, appeal: str = "") -> Q:
    """The condition that an appeal is no complaint about this person, this post or anyone above. `appeal`: a prefix.

    A complaint about nobody known waits with the topmost head. Whoever stands in there while holding a post below may
    be the very officer meant, and does not see it; the head and the prosecutor do.
    """
    shut = Q(**{f"{appeal}about_post__in": scope.shut_out_posts})
    shut |= Q(**{f"{appeal}about_account__in": scope.shut_out_accounts})
    own = scope.posts()
    if over := own & {above for post in own for above in staff.post_chain(post)}:
        shut |= Q(**{f"{appeal}about_unknown": True, f"{appeal}holder__in": over})
    return ~shut


def offered(scope: Scope) -> Q:
    """The condition that a transfer is offered to a post of this person now: by whoever still holds an open appeal."""
    return Q(
        to_post__in=scope.posts(*WORKERS),
        state=Hand.OFFERED,
        from_post=F("appeal__holder"),
        appeal__is_open=True,
    ) & not_shut_out(scope, "appeal__")


def readable(scope: Scope) -> Q:
    """What may be opened: what is visible, and what is offered, since nobody should have to accept it unread."""
    if scope.everything:
        return Q()
    return visible(scope) | Q(pk__in=Transfer.objects.filter(offered(scope)).values("appeal"))


def can_act(scope: Scope, action: str, appeal: Appeal | None = None) -> bool:
    """Whether a person who sees this appeal may do this with it."""
    reach, roles = ACTIONS[action]
    if scope.everything:
        return True
    if reach == "any":
        return scope.has(*roles)
    if appeal is None:
        return False
    if reach == "holder":
        return appeal.holder_id in scope.posts(*roles)
    return scope.covers(appeal.area_path, *roles) or (Role.HEAD in roles and appeal.holder_id in scope.posts(Role.HEAD))


def check_act(actor: Actor, action: str, appeal: Appeal | None = None) -> None:
    """Raise NotYours where `can_act` is false."""
    if not can_act(actor.scope, action, appeal):
        raise NotYours("not_yours", NOT_YOURS)
