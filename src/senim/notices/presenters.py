"""What the pages show: plain values in the language of the page."""

from __future__ import annotations

from typing import Any

from senim.kernel.clock import today
from senim.kernel.scoping import Scope
from senim.notices import selectors
from senim.notices.domain import KINDS, PERSONS, STATES, WHYS, Kind, State, Why
from senim.notices.memory import Shown
from senim.notices.models import Notice
from senim.notices.permissions import can_sign, can_write
from senim.staff import api as staff
from senim.territory import api as territory
from senim.territory.api import AreaInfo

LANGUAGES = ("kk", "ru", "en")
TAGS = {State.DRAFT: "", State.READY: "warn", State.PUBLISHED: "good", State.ENDED: ""}
KIND_TAGS = {Kind.NEWS: "info", Kind.WARNING: "warn", Kind.THING: "info", Kind.MISSING: "bad", Kind.WANTED: "bad"}
ON_PAGE = 4
#: Areas that a notice may be written for.
LEVELS = tuple(level for level in territory.Level if level is not territory.Level.SETTLEMENT)


def spoken_in(titles: tuple[str, str, str], language: str) -> str:
    """The language in which a notice can be read by whoever reads `language`: Kazakh where English was not written."""
    index = LANGUAGES.index(language) if language in LANGUAGES else 0
    return language if titles[index] else "kk"


def row(one: Shown, language: str) -> dict[str, Any]:
    """A notice as residents read it. spoken: the language it is shown in; other: Russian beside Kazakh where a reader
    of English gets both, else ""."""
    spoken = spoken_in(one.titles, language)
    index = LANGUAGES.index(spoken)
    return {
        "number": one.number,
        "kind": KINDS[one.kind].in_(language),
        "tag": KIND_TAGS[one.kind],
        "title": one.titles[index],
        "text": one.texts[index],
        "alt": one.alts[index] or one.alts[0],
        "spoken": spoken,
        "differs": spoken != language,
        "title_ru": one.titles[1] if spoken != language else "",
        "text_ru": one.texts[1] if spoken != language else "",
        "has_photo": one.has_photo,
        "is_search": one.is_search,
        "is_warning": one.kind is Kind.WARNING,
        "names": one.kind in PERSONS,
        "area": territory.name_of(territory.area(one.area_id), language),
        "published": one.published_at,
        "changed": one.changed_at,
        "until": one.ends_on,
    }


def part(area: AreaInfo, language: str) -> dict[str, Any] | None:
    """What the page of a beat shows; None where there is nothing to tell. No query from memory."""
    found = selectors.current(area.path)
    if not found:
        return None
    return {"rows": [row(one, language) for one in found[:ON_PAGE]], "more": len(found) > ON_PAGE, "code": area.code}


def line(one: Notice, language: str) -> dict[str, Any]:
    """A line of the staff's list."""
    state = State(one.state)
    titles = {"kk": one.title_kk, "ru": one.title_ru, "en": one.title_en}
    return {
        "number": one.number,
        "kind": KINDS[Kind(one.kind)].in_(language),
        "title": titles.get(language) or one.title_kk or "–",
        "area": territory.name_of(territory.area(one.area_id), language),
        "state": STATES[state].in_(language),
        "tag": TAGS[state],
        "since": one.starts_on,
        "until": one.ends_on,
        "why": WHYS[Why(one.ended_why)].in_(language) if one.ended_why else "",
        "is_shown": state is State.PUBLISHED and one.starts_on <= today() <= one.ends_on,
    }


def desk(scope: Scope, one: Notice, language: str) -> dict[str, Any]:
    """The staff's page of a notice, with what this person may do."""
    kind, state = Kind(one.kind), State(one.state)
    writes, signs = can_write(scope, kind, one.area_path), can_sign(scope, kind, one.area_path)
    waits, person = state in {State.DRAFT, State.READY}, kind in PERSONS
    return {
        **line(one, language),
        "one": one,
        "person": person,
        "signer": staff.person_name(one.signed_by_id, language),
        "may_change": writes and (waits or (state is State.PUBLISHED and not person)),
        "may_ask": writes and person and state is State.DRAFT and not signs,
        "may_sign": signs and person and waits,
        "may_publish": writes and not person and waits,
        "may_end": writes and state is not State.ENDED,
    }


def area_choices(scope: Scope, kind: Kind, language: str) -> list[tuple[int, str]]:
    """Areas for whose residents this person may write, the widest first."""
    areas = [area for level in LEVELS for area in territory.areas_list(level, lang=language)]
    own = sorted((one for one in areas if can_write(scope, kind, one.path)), key=lambda one: one.path.count("/"))
    return [(one.id, territory.name_of(one, language)) for one in own]
