"""Error pages: what happened, what the person can do now, and what was typed given back. Never a trace."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from senim.kernel.errors import NotYours, Refused

#: Names of fields whose values are never written back into a page: passwords, one-time codes, the forgery token.
NEVER_BACK = re.compile(r"password|csrf|otp|secret|^code$", re.IGNORECASE)
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class TooMany(Exception):
    """Too many requests from one place; `retry_after` in seconds."""

    def __init__(self, retry_after: int = 60) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class Unavailable(Exception):
    """A part that is needed does not answer now; nothing was written."""


@dataclass(frozen=True, slots=True)
class Message:
    """The words of an error page: a title, what happened and what to do."""

    title: str
    lines: list[str] = field(default_factory=list)


def page(request: HttpRequest, status: int, message: Message, **extra: Any) -> HttpResponse:
    """An error page, or one plain sentence where a script asked (shown as a toast)."""
    if getattr(request, "htmx", False) or request.headers.get("HX-Request"):
        text = " ".join([message.title + ".", *message.lines])
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    html = render_to_string("web/errors/page.html", {"message": message, "status": status, **extra}, request)
    return HttpResponse(html, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where Django refused the size of what was sent."""
    if isinstance(exception, TOO_BIG):
        return too_large(request)
    if isinstance(exception, DisallowedHost):
        return HttpResponse("Bad request", status=400, content_type="text/plain")
    return page(
        request,
        HTTPStatus.BAD_REQUEST,
        Message(
            _("We could not read what was sent"), [_("The request was damaged on the way. Go back and send it again.")]
        ),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: the whole sending is too large."""
    return page(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        Message(
            _("That is too much to send at once"),
            [
                _("Go back: your words are still there. Attach fewer or smaller files, at most five, and send again."),
                _("You can add more files later, one by one, on the page of your appeal."),
            ],
        ),
    )


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: signed in, but not allowed to do this."""
    return page(
        request,
        HTTPStatus.FORBIDDEN,
        Message(
            _("This is not open to your post"),
            [_("If it belongs to your duties, ask the head of your unit to check your post in the system.")],
        ),
    )


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: also the answer for what a person may not see."""
    return page(
        request,
        HTTPStatus.NOT_FOUND,
        Message(
            _("There is no such page"),
            [
                _("Check the address: a secret link must be whole, to the last letter."),
                _("If the link came in a message, copy it from there again or type the number of your appeal."),
            ],
        ),
    )


def not_yours(request: HttpRequest, exception: NotYours) -> HttpResponse:
    """403 with the sentence of the rule that refused."""
    return page(request, HTTPStatus.FORBIDDEN, Message(_("You cannot do this"), [str(exception)]))


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """409: a rule of the house refused; what was typed comes back."""
    return page(request, HTTPStatus.CONFLICT, Message(_("This cannot be done now"), [str(exception)]))


def too_many(request: HttpRequest, exception: TooMany | None = None) -> HttpResponse:
    """429, with what was typed given back."""
    seconds = exception.retry_after if exception else 60
    response = page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        Message(
            _("Too many requests from your network"),
            [_("Wait a few minutes and try again. In danger call 102 now: the telephone has no such limit.")],
        ),
        given_back=given_back(request),
    )
    response["Retry-After"] = str(seconds)
    return response


@requires_csrf_token
def unavailable(request: HttpRequest) -> HttpResponse:
    """503: nothing was written; the same form can be sent again from this page."""
    response = page(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        Message(
            _("The service is not answering for the moment"),
            [_("Nothing was saved twice and nothing is lost. Wait a minute and try again."), _("In danger call 102.")],
        ),
        given_back=given_back(request),
    )
    response["Retry-After"] = "60"
    return response


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. If even the page cannot be made, three plain sentences."""
    try:
        return page(
            request,
            HTTPStatus.INTERNAL_SERVER_ERROR,
            Message(
                _("We made a mistake"),
                [_("It is on our side, and it has been noted. Try again in a few minutes."), _("In danger call 102.")],
            ),
            given_back=given_back(request),
        )
    except Exception:  # noqa: BLE001 - the page of last resort must not fail
        return HttpResponse(
            "Бізде қате шықты. Біраздан кейін қайталаңыз. Қауіп төнсе, 102-ге қоңырау шалыңыз.\n"
            "У нас произошла ошибка. Повторите позже. При опасности звоните 102.\n"
            "We made a mistake. Try again later. In danger call 102.\n",
            status=500,
            content_type="text/plain; charset=utf-8",
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 of the forgery check. An expired session or a cleared cookie is no reason to lose a page of words:
    where the browser says that the form came from our own page, it is given back with a fresh token."""
    back = given_back(request)
    lines = [_("This happens when a page stays open for long or cookies were cleared. Nothing has been sent yet.")]
    if back is None:
        lines.append(_("Open the page again from its beginning and fill it in once more."))
    return page(request, HTTPStatus.FORBIDDEN, Message(_("The form had expired"), lines), given_back=back)


def came_from_us(request: HttpRequest) -> bool:
    """Whether the browser itself says that our page sent this form. Silence is no: another site may have typed it."""
    try:
        own = f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return False
    return request.headers.get("Origin") == own or request.headers.get("Sec-Fetch-Site") == "same-origin"


def given_back(request: HttpRequest) -> dict[str, Any] | None:
    """The typed form as {action, pairs, texts, files}, or None where there is none or it did not come from our page."""
    if request.method != "POST" or not came_from_us(request):
        return None
    try:
        posted, files = request.POST, request.FILES
    except (MultiPartParserError, UnreadablePostError, OSError, *TOO_BIG):
        return None
    pairs = [(name, value) for name, values in posted.lists() for value in values if not NEVER_BACK.search(name)]
    if not pairs:
        return None
    texts = [value for _name, value in pairs if len(value) > 20 or " " in value.strip()]
    return {"action": request.get_full_path(), "pairs": pairs, "texts": texts, "files": bool(files)}
