"""Who serves, who commands, who is under whom: answers from memory, for the other contexts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256

from senim.kernel import clock
from senim.kernel.scoping import Role, within
from senim.staff.cards import Serving, index_of, name_in, serving_post
from senim.staff.directory import Directory, PostRow
from senim.staff.domain import Kind
from senim.staff.load import directory, path_of


def _up(area_id: int) -> Iterator[int]:
    # The path carries the ids of the areas around, root first.
    ids = [int(part) for part in path_of(area_id).split("/") if part]
    yield from reversed(ids or [area_id])


def _covering(found: Directory, area_id: int, role: Role, at: datetime) -> Iterator[PostRow]:
    on = clock.local(at).date()
    for one in _up(area_id):
        yield from found.posts_of_area(one, on, role)


def serving(area_id: int, role: Role, at: datetime | None = None, language: str = "kk") -> Serving | None:
    """Who serves an area in a role at a moment: the post with this area or with the nearest area around it.

    Of several posts the one with somebody present comes first, then the older. None where nobody has the area.
    """
    found, moment = directory(), at or clock.now()
    best: tuple[int, int, Serving] | None = None
    on = clock.local(moment).date()
    for one in _up(area_id):
        for post in found.posts_of_area(one, on, role):
            answer = serving_post(found, post, moment, language)
            key = 0 if answer.acting and not (answer.substitute is None and answer.acting.away) else 1
            if best is None or key < best[0]:
                best = (key, post.id, answer)
        if best is not None:
            return best[2]
    return None


def has_inspector(area_id: int) -> bool:
    """Whether an inspector, or whoever stands in, serves a beat now."""
    found = serving(area_id, Role.INSPECTOR)
    return found is not None and found.acting is not None


def posts_of_role(role: Role, path: str, at: datetime | None = None) -> list[int]:
    """Ids of active posts of a role that serve an area at or below `path`, by id."""
    found, on = directory(), clock.local(at or clock.now()).date()
    return [
        post.id
        for post in found.posts.values()
        if post.active
        and post.role is role
        and any(within(path_of(area), [path]) for area in found.area_ids(post.id, on))
    ]


def posts_covering(role: Role, area_id: int, at: datetime | None = None) -> list[int]:
    """Ids of active posts of a role whose area holds `area_id`, nearest area first."""
    return list(dict.fromkeys(post.id for post in _covering(directory(), area_id, role, at or clock.now())))


def posts_of_area(role: Role, area_id: int, on: date) -> list[int]:
    """Ids of active posts of a role with exactly this area on a day."""
    return [post.id for post in directory().posts_of_area(area_id, on, role)]


def seats(path: str, at: datetime) -> str:
    """A mark of who would serve an area and what lies around it at a moment: every active post there and those above
    them, their areas, and who is on them. It moves with each of these and with nothing else."""
    found, on = directory(), clock.local(at).date()
    areas = {post.id: tuple(filter(None, map(path_of, found.area_ids(post.id, on)))) for post in found.posts.values()}
    near = {id_ for id_, paths in areas.items() if any(one.startswith(path) or path.startswith(one) for one in paths)}
    near |= {above for id_ in near for above in found.chain(id_)}
    told = [
        (post.id, str(post.role), post.active, post.reports_to, areas[post.id], *found.accounts_on(post.id, at))
        for post in (found.posts[id_] for id_ in sorted(near) if id_ in found.posts)
    ]
    return sha256(repr(told).encode()).hexdigest()[:16]


def duty_unit(area_id: int | None, at: datetime | None = None) -> int | None:
    """The duty post for an area: the nearest around it. Without an area, or where none covers it: the highest one."""
    if area_id is not None and (found := posts_covering(Role.DUTY, area_id, at)):
        return found[0]
    posts = [post for post in directory().posts.values() if post.active and post.role is Role.DUTY]
    return min(posts, key=lambda post: (len(directory().chain(post.id)), post.id)).id if posts else None


def post_chain(post_id: int) -> tuple[int, ...]:
    """Posts above a post, nearest first."""
    return directory().chain(post_id)


def posts_below(post_id: int) -> frozenset[int]:
    """Posts below a post, at any depth. No query."""
    return frozenset(directory().below(post_id))


def head_of(post_id: int) -> int | None:
    """The nearest head above a post."""
    posts = directory().posts
    above = (one for one in directory().chain(post_id) if one in posts)
    return next((one for one in above if posts[one].role is Role.HEAD and posts[one].active), None)


def is_under(account_id: int, post_id: int, at: datetime | None = None) -> bool:
    """Whether a person is on the post or on one below it at a moment, in any way (holder, substitute, trainee)."""
    found = directory()
    return any(
        holding.post_id == post_id or post_id in found.chain(holding.post_id)
        for holding in found.holdings(account_id, at or clock.now())
    )


def holder_of(post_id: int, at: datetime | None = None) -> int | None:
    """The account that held a post at a moment, also if the person has left since: whom a complaint is about."""
    return directory().ever_on_post(post_id, at or clock.now())


def on_post(post_id: int, at: datetime | None = None) -> int | None:
    """The account to turn to on a post now: the substitute while there is one, else the holder. None: nobody."""
    found, moment = directory(), at or clock.now()
    stand_in = found.on_post(post_id, Kind.SUBSTITUTE, moment)
    return stand_in if stand_in is not None else found.on_post(post_id, Kind.HOLDER, moment)


def substitute_of(post_id: int, at: datetime | None = None) -> int | None:
    """The account that stands in on a post now, or None."""
    return directory().on_post(post_id, Kind.SUBSTITUTE, at or clock.now())


def post_info(post_id: int) -> PostRow | None:
    """A post as the memory holds it; None where there is none."""
    return directory().posts.get(post_id)


def area_paths(post_id: int, at: datetime | None = None) -> tuple[str, ...]:
    """Paths of the areas that a post serves at a moment."""
    on = clock.local(at or clock.now()).date()
    return tuple(filter(None, map(path_of, directory().area_ids(post_id, on))))


def person_name(account_id: int | None, language: str = "kk") -> str:
    """A person's name, also of who has left; "" for nobody."""
    person = directory().people.get(account_id) if account_id is not None else None
    return name_in(person, language) if person else ""


def post_title(post_id: int | None, language: str = "kk") -> str:
    """A post's title and unit in a language; "" for none."""
    post = directory().posts.get(post_id) if post_id is not None else None
    if post is None:
        return ""
    index = index_of(language)
    return ", ".join(filter(None, (post.titles[index] or post.titles[0], post.units[index] or post.units[0])))
