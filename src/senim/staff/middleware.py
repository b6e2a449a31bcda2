"""Who is asking, and may they come here: sets request.scope and request.actor, refuses what is not declared.

The order of questions for a page that is not public: is somebody signed in; is the session still good; was the second
step done; does the person hold a post (of the named roles) now. Reading the account is the one query; the duties come
from memory, and the account's own row says when that memory is old (`duty_version`), so that a dismissal or a
substitution works at the next request in every process.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from senim.kernel import clock
from senim.kernel.access import Access
from senim.kernel.scoping import PUBLIC, Actor, Role, Scope
from senim.staff import sessions
from senim.staff.cards import index_of
from senim.staff.directory import PostRow
from senim.staff.labels import ROLES
from senim.staff.load import directory_at_least, path_of
from senim.staff.models import Account
from senim.web import errors

CITIZEN = Actor.citizen()
#: What a page or a form of staff is asked with. None means anything else, so none has to refuse it.
METHODS = ("GET", "HEAD", "OPTIONS", "POST")


class AccessMiddleware:
    """Stands last before the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Anonymous visitors without a session cost nothing; with one, it is read only when somebody asks.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            request.scope = SimpleLazyObject(lambda: _resolve(request).scope)  # type: ignore[attr-defined]
            request.actor = SimpleLazyObject(lambda: _resolve(request))  # type: ignore[attr-defined]
        else:
            request.scope, request.actor = PUBLIC, CITIZEN  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],  # noqa: ARG002 - the signature is Django's
        kwargs: dict[str, Any],  # noqa: ARG002 - the signature is Django's
    ) -> HttpResponse | None:
        access: Access | None = getattr(view, "access", None)
        if access is None:
            return _undeclared(request, view)
        if access.kind == "public":
            return None
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        actor = _resolve(request)
        request.scope, request.actor = actor.scope, actor  # type: ignore[attr-defined]
        if actor.account_id is None:
            return sign_in_first(request)
        if access.kind == "account":
            return None
        return _second_step(request) or _by_post(request, access, actor.scope)


def _undeclared(request: HttpRequest, view: Callable[..., Any]) -> HttpResponse:
    if settings.DEBUG:
        raise ImproperlyConfigured(
            f"{view.__module__}.{view.__qualname__} says nothing of who may come (kernel.access)"
        )
    return errors.forbidden(request)


def _resolve(request: HttpRequest) -> Actor:
    """The actor of a request, worked out once."""
    known = getattr(request, "_senim_actor", None)
    if known is None:
        known = _actor(request)
        request._senim_actor = known  # type: ignore[attr-defined]  # noqa: SLF001 - our own note on the request
    return known


def _actor(request: HttpRequest) -> Actor:
    account = request.user
    if not isinstance(account, Account):
        return CITIZEN
    now = clock.now()
    if not sessions.is_good(request.session, account, now):
        logout(request)
        return CITIZEN
    sessions.note_use(request.session, now)
    found = directory_at_least(account.pk, account.duty_version)
    scope = found.scope(account.pk, now, path_of)
    post = scope.duties[0].post_id if scope.duties else None
    if post is not None:
        request.post_label = _post_label(request, found.posts[post], scope.duties[0].role)  # type: ignore[attr-defined]
    return Actor("staff", account.pk, post, scope, account.get_short_name())


def _post_label(request: HttpRequest, post: PostRow, role: Role) -> str:
    """What stands beside the name on every page: the post's title; a trainee is not called by the mentor's."""
    language = getattr(request, "LANGUAGE_CODE", "kk")
    return ROLES[role].in_(language) if role is Role.TRAINEE else post.titles[index_of(language)]


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back. What was typed into a form is given back on the spot, never kept by us."""
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = reverse("account_login")
        return response
    if request.method == "GET":
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    lines = [
        _("You were signed out: the page stood idle, or you signed out elsewhere. Nothing has been sent."),
        _("Sign in again in another window. Then come back here and send what you typed."),
    ]
    return errors.page(
        request, 401, errors.Message(_("Your session has ended"), lines), given_back=errors.given_back(request)
    )


def _second_step(request: HttpRequest) -> HttpResponse | None:
    if request.session.get(sessions.SECOND):
        return None
    return HttpResponseRedirect(reverse("staff:second-step"))


def _by_post(request: HttpRequest, access: Access, scope: Scope) -> HttpResponse | None:
    if not scope.duties:
        lines = [
            _("Your account works, but no post is assigned to you today."),
            _("Ask the head of your service to assign one."),
        ]
        return errors.page(request, 403, errors.Message(_("You hold no post now"), lines))
    if access.kind == "role" and not scope.has(*access.roles):
        return errors.forbidden(request)
    return None
