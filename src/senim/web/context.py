"""What every page knows: the product, the languages of this page, whether the data are invented, who is signed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from senim.web import nav

#: Names of the languages in themselves: the short form stands at the beginning of the long one, so that a person who
#: speaks the visible words to a device is understood.
LANGUAGES = {"kk": ("Қаз", "Қазақша"), "ru": ("Рус", "Русский"), "en": ("Eng", "English")}
#: Where the keys "g d" and "g q" lead, for whom these links are open.
KEYS = {"day": "cabinet:day", "queue": "appeals:queue"}
PREFIX = re.compile(r"^/(kk|ru|en)(?=/|$)")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the switch and the address of the same page in it."""

    code: str
    short: str
    name: str
    url: str
    current: bool


def language_links(path: str, current: str | None) -> list[LanguageLink]:
    """The same page in each language. `path` is the full path with its query; one without a language leads home."""

    def address(code: str) -> str:
        return PREFIX.sub(f"/{code}", path, count=1) if PREFIX.match(path) else f"/{code}/"

    return [
        LanguageLink(code, short, name, address(code), code == current) for code, (short, name) in LANGUAGES.items()
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Costs no query on public pages."""
    # The bar and the keys ask for the same links: once a page, and on no page that has neither.
    links = cache(lambda: nav.links_for(getattr(request, "scope", None), request.path))
    return {
        "DEMO": getattr(settings, "DEMO", False),
        "language_links": SimpleLazyObject(lambda: language_links(request.get_full_path(), get_language())),
        "nav": SimpleLazyObject(lambda: nav.bar_of(links())),
        "footer_links": SimpleLazyObject(nav.footer_links),
        "who": SimpleLazyObject(lambda: who(request)),
        "keys": SimpleLazyObject(lambda: keys(request, links())),
        "sign_out_url": SimpleLazyObject(lambda: nav.address("account_logout")),
        "neutral_url": getattr(settings, "QUICK_EXIT_URL", "https://www.kazhydromet.kz/"),
    }


def who(request: HttpRequest) -> dict[str, str] | None:
    """Name and post of who is signed in, or None. The staff middleware may set `request.post_label`."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    name = getattr(getattr(request, "actor", None), "label", "") or user.get_username()
    return {"name": str(name), "post": str(getattr(request, "post_label", "") or "")}


def keys(request: HttpRequest, links: list[nav.Link]) -> dict[str, Any]:
    """Whether the keys work for this person (an account says it of itself), and where two of them lead. No query.

    links: those that this person's roles open.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not getattr(user, "shortcuts", True):
        return {"on": False}
    open_to = {link.url for link in links}
    found = {name: nav.address(url) for name, url in KEYS.items()}
    return {"on": True, **{name: url for name, url in found.items() if url in open_to}}
