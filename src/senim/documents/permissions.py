"""Who makes a document, who signs it, who sees it, who keeps the forms."""

from __future__ import annotations

from django.db.models import Q

from senim.documents.domain import Kind
from senim.documents.models import Document
from senim.documents.wording import REFUSALS
from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff
from senim.staff.api import Touch

#: Who may make some kind at all; each kind names its own among them.
MAKERS = frozenset(
    {
        Role.INSPECTOR,
        Role.ASSISTANT,
        Role.TRAINEE,
        Role.JUVENILE,
        Role.DUTY,
        Role.HEAD,
        Role.PROSECUTOR,
        Role.ANALYST,
        Role.GROUP_COORDINATOR,
    }
)
SIGNERS = MAKERS - {Role.ASSISTANT, Role.TRAINEE, Role.ANALYST}
#: Who helps on a post without reading who wrote to it: a paper may name an applicant.
HELPERS = frozenset({Role.ASSISTANT, Role.TRAINEE})
#: Who writes versions of forms. No word of a citizen stands in one.
KEEPERS = frozenset({Role.ADMIN, Role.MINISTRY})

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "documents.make": (MAKERS, Touch.CONTENT, "a kind of the own role, a record that one sees, of the own post"),
    "documents.change": (MAKERS, Touch.CONTENT, "the draft is of the own post, or waits for one's signature"),
    "documents.sign": (SIGNERS, Touch.CONTENT, "the draft waits for the signature of the own post"),
    "documents.withdraw": (SIGNERS, Touch.CONTENT, "signed by the own post, or by one below the own"),
    "documents.read": (MAKERS, Touch.CONTENT, "of the own post; a head: in the own area"),
    "documents.keep_forms": (KEEPERS, Touch.SETTINGS, ""),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    """What is not there and what may not be seen are answered in the same words."""
    return NotYours("not_yours", REFUSALS["not_yours"])


def visible(scope: Scope) -> Q:
    """The condition that a person may read a document: of the own posts, to be signed there, in the area of a head.

    Who helps on a post reads there what was begun by the own hand alone: a paper of the post may name an applicant.
    A paper of a complaint about an officer is hidden from that officer and from everyone below, as the complaint is.
    """
    if scope.everything:
        return Q()
    mine = Q(post__in=scope.posts(*(MAKERS - HELPERS))) | Q(signs__in=scope.posts(*SIGNERS))
    mine |= Q(post__in=scope.posts(*HELPERS), made_by=scope.account_id)
    mine |= inside(scope.paths(Role.HEAD)) & Q(about_post__isnull=True)
    shut = Q(about_post__in=scope.shut_out_posts) | Q(about_account__in=scope.shut_out_accounts)
    return mine & ~shut


def can_make(scope: Scope, kind: Kind, post_id: int | None = None) -> bool:
    """Whether a person may make a kind; where asked, as a paper of that post: one's own, or one below a head's."""
    if scope.everything:
        return True
    if post_id is None:
        return scope.has(*kind.makers)
    below = Role.HEAD in kind.makers and bool(scope.posts(Role.HEAD) & set(staff.post_chain(post_id)))
    return below or post_id in scope.posts(*kind.makers)


def can_change(scope: Scope, row: Document) -> bool:
    if scope.everything:
        return True
    return row.post_id in scope.posts(*MAKERS) or (row.signs_id is not None and row.signs_id in scope.posts(*SIGNERS))


def can_sign(scope: Scope, row: Document, kind: Kind) -> bool:
    return scope.everything or (row.signs_id is not None and row.signs_id in scope.posts(*kind.signers))


def can_withdraw(scope: Scope, row: Document, kind: Kind) -> bool:
    """Whoever signed for that post, and a head above it."""
    if can_sign(scope, row, kind):
        return True
    return row.signs_id is not None and bool(scope.posts(Role.HEAD) & set(staff.post_chain(row.signs_id)))


def signing_post(kind: Kind, post_id: int) -> int | None:
    """The post whose signature a paper of a post needs: itself, or the nearest above that may sign the kind."""
    for one in (post_id, *staff.post_chain(post_id)):
        info = staff.post_info(one)
        if info is not None and info.active and info.role in kind.signers:
            return one
    return None


def check_keep(actor: Actor) -> None:
    if not (actor.scope.everything or actor.scope.has(*KEEPERS)):
        raise not_yours()
