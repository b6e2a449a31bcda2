"""Who may see a day, a visit, a return, a report, and who may do what with it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from senim.cabinet.domain import Standing
from senim.cabinet.models import Operation, Report, Visit
from senim.cabinet.wording import NOT_YOURS
from senim.kernel.areas import around, inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff
from senim.staff.api import Touch

#: Who goes to places and writes down what came of it: in their own right, and beside a mentor who confirms it.
WRITERS = frozenset({Role.INSPECTOR, Role.ASSISTANT, Role.JUVENILE, Role.CIVILIAN})
LEARNERS = frozenset({Role.TRAINEE})
VISITORS = WRITERS | LEARNERS
READERS = VISITORS | {Role.HEAD}
#: Whose visits are the police's: they stand under an operation. A civilian's are not.
OFFICERS = VISITORS - {Role.CIVILIAN}
#: Who confirms what a trainee wrote: whoever is on the post; the head above where nobody is.
MENTORS = frozenset({Role.INSPECTOR, Role.JUVENILE})
CONFIRMERS = MENTORS | {Role.HEAD}
#: Who defines an operation over an area.
DEFINERS = frozenset({Role.HEAD, Role.MINISTRY})
#: Whose post a return is of.
RETURNERS = frozenset({Role.INSPECTOR, Role.JUVENILE})
RETURN_READERS = DEFINERS | RETURNERS | {Role.ASSISTANT}
REPORTERS = frozenset({Role.INSPECTOR, Role.HEAD})

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "cabinet.see_day": (READERS, Touch.CONTENT, "the own post, or one below the own"),
    "cabinet.visit": (VISITORS, Touch.CONTENT, "the visit is of the own post; a trainee's waits for the mentor"),
    "cabinet.correct": (VISITORS, Touch.CONTENT, "the visit is of the own post; a trainee: the own, until confirmed"),
    "cabinet.confirm": (CONFIRMERS, Touch.CONTENT, "a trainee's, on the own post; a head: where nobody is there"),
    "cabinet.show_who_i_am": (VISITORS, Touch.PEOPLE, "oneself, on the own post"),
    "cabinet.stand_aside": (VISITORS, Touch.CONTENT, "the duty is on the own list"),
    "cabinet.define_operation": (DEFINERS, Touch.NUMBERS, "the operation's area lies in the own area"),
    "cabinet.confirm_return": (RETURNERS, Touch.NUMBERS, "the return is of the own post"),
    "cabinet.write_report": (REPORTERS, Touch.CONTENT, "the beat lies in the own area"),
    "cabinet.publish_report": (REPORTERS, Touch.CONTENT, "the beat lies in the own area"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", NOT_YOURS)




def visible(scope: Scope) -> Q:
    """The condition that a person may read a visit: of the own posts, or in the area of a head."""
    if scope.everything:
        return Q()
    return Q(post__in=scope.posts(*VISITORS)) | inside(scope.paths(Role.HEAD))


def can_see_day(scope: Scope, post_id: int) -> bool:
    """Whether a person may look at the day of a post: one's own, or one below that visits belong to."""
    if post_id in scope.posts(*READERS):
        return True
    post = staff.post_info(post_id)
    above = scope.posts(Role.HEAD)
    return post is not None and post.role in WRITERS and bool(above & set(staff.post_chain(post_id)))


def can_write(scope: Scope, visit: Visit) -> bool:
    """Whoever is on the post in an own right; a trainee the own visits, until they are confirmed."""
    if scope.everything or visit.post_id in scope.posts(*WRITERS):
        return True
    own = visit.account_id == scope.account_id and visit.post_id in scope.posts(*LEARNERS)
    return own and visit.standing in {Standing.WAITS, Standing.RETURNED}


def learns(scope: Scope, post_id: int) -> bool:
    """Whether a person is on a post only to learn: what is written there waits for the mentor."""
    return not scope.everything and post_id not in scope.posts(*WRITERS)


def can_decide(scope: Scope, visit: Visit, at: datetime) -> bool:
    """Whoever holds the trainee's post or stands in on it; the head above where nobody is there. Nobody the own."""
    if visit.account_id is not None and visit.account_id == scope.account_id:
        return False
    if scope.everything or visit.post_id in scope.posts(*MENTORS):
        return True
    above = scope.posts(Role.HEAD) & set(staff.post_chain(visit.post_id))
    return bool(above) and not staff.is_manned(visit.post_id, at)


def can_define(scope: Scope, path: str) -> bool:
    return scope.covers(path, *DEFINERS)


def operations_seen(scope: Scope) -> Q:
    """Operations of one's areas, and those of the areas around that reach into them."""
    if scope.everything:
        return Q()
    paths = scope.paths(*RETURN_READERS)
    return inside(paths) | Q(area_path__in={above for path in paths for above in around(path)})


def can_see_whole(scope: Scope, operation: Operation) -> bool:
    """Whether a person sees the counts of every post in an operation, as far as the own area goes."""
    return scope.everything or bool(seen_paths(scope, operation.area_path))


def seen_paths(scope: Scope, path: str) -> tuple[str, ...]:
    """The parts of an area whose counts a head or the ministry sees: where the own areas and the area meet."""
    if scope.everything:
        return (path,)
    own = scope.paths(*DEFINERS)
    if any(path.startswith(one) for one in own):
        return (path,)
    return tuple(one for one in own if one.startswith(path))


def can_report(scope: Scope, path: str) -> bool:
    return scope.covers(path, *REPORTERS)


def reports_seen(scope: Scope) -> Q:
    return Q() if scope.everything else inside(scope.paths(*REPORTERS))


def check_write(actor: Actor, visit: Visit) -> None:
    if not can_write(actor.scope, visit):
        raise not_yours()


def check_report(actor: Actor, report: Report) -> None:
    if not can_report(actor.scope, report.area_path):
        raise not_yours()
