"""From openings to what the pages show. No query here."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from senim.breakglass import registry
from senim.breakglass.domain import GROUNDS, STANDINGS, Ground, Standing, is_open, standing
from senim.breakglass.models import Opening
from senim.breakglass.permissions import OPENERS, above, can_end, can_review
from senim.breakglass.registry import Kind, Page
from senim.kernel import clock
from senim.kernel.scoping import Actor, Scope
from senim.staff import api as staff
from senim.web.words import language

TAGS = {
    Standing.OPEN: "info",
    Standing.WAITS: "warn",
    Standing.LATE: "bad",
    Standing.JUSTIFIED: "good",
    Standing.NOT_JUSTIFIED: "bad",
}


def kind_name(code: str) -> str:
    """A kind in words; its code where its context is gone."""
    kind = registry.kinds().get(code)
    return str(kind.name) if kind else code


def offered(found: dict[str, Kind]) -> list[dict[str, Any]]:
    """What may be opened, what it opens and what stays shut."""
    return [{"name": str(one.name), "opens": str(one.opens), "keeps": str(one.keeps)} for one in found.values()]


def row(one: Opening, scope: Scope) -> dict[str, Any]:
    """An opening in words: who, what, why, how long, how often looked, and how it stands."""
    ending, review = getattr(one, "ending", None), getattr(one, "review", None)
    state = standing(
        clock.now(), ends_at=one.ends_at, ended_at=ending.at if ending else None, review_by=one.review_by,
        justified=review.justified if review else None)
    said = {words.what: words.text for words in one.words.all()}
    return {
        "id": one.pk,
        "at": one.at,
        "ends_at": min(ending.at, one.ends_at) if ending else one.ends_at,
        "is_open": is_open(clock.now(), one.ends_at, ending.at if ending else None),
        "what": f"{kind_name(one.kind)} {one.number}",
        "who": staff.person_name(one.account_id, language()),
        "post": staff.post_title(one.post_id, language()),
        "told": _head(one.told),
        "ground": str(GROUNDS[Ground(one.ground)]),
        "reason": said.get("reason", ""),
        "looks": getattr(one, "n_looks", 0),
        "review_by": one.review_by,
        "state": str(STANDINGS[state]),
        "tag": TAGS[state],
        "verdict": said.get("review", ""),
        "reviewed_at": review.at if review else None,
        "reviewer": staff.person_name(review.account_id, language()) if review else "",
        "ended_by": staff.person_name(ending.account_id, language()) if ending else "",
        "url": reverse("breakglass:review", args=[one.pk]),
        "own": one.account_id == scope.account_id,
        "can_review": review is None and can_review(scope, one),
        "can_end": can_end(scope, one),
    }


def _head(post_id: int) -> str:
    return ": ".join(filter(None, (
        staff.post_title(post_id, language()), staff.person_name(staff.on_post(post_id), language()))))


def told(actor: Actor) -> str:
    """Whom an opening of this person would tell now; "" for nobody."""
    duty = next((one for one in actor.scope.duties if one.role in OPENERS), None)
    posts = above(actor.account_id, duty.post_id) if duty and actor.account_id is not None else ()
    return _head(posts[0]) if posts else ""


def page(one: Page) -> dict[str, Any]:
    """A record as its context shows it."""
    return {
        "title": str(one.title),
        "parts": [
            {"title": part.title, "rows": [{"key": key, "value": value} for key, value in part.rows],
             "texts": part.texts}
            for part in one.parts
            if part.rows or part.texts
        ],
    }
