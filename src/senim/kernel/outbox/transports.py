"""The ways out: SMTP, an SMS gateway, a webhook, and a folder for the demonstration.

A transport takes a message and returns when the other side has it, or raises `Failed`. It carries the message's
reference, so that a receiver can tell a repeated delivery: Message-ID of a letter, Idempotency-Key of a request.
"""

import hashlib
import hmac
import json
import smtplib
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from email.utils import parseaddr
from http.client import HTTPException
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from senim.kernel import keys
from senim.kernel.models import Outgoing
from senim.kernel.outbox import render
from senim.kernel.plain import canonical
from senim.kernel.storage import write_whole

#: Seconds to wait for a server.
PATIENCE = 10

Transport = Callable[[Outgoing], None]


class Failed(Exception):
    """Not delivered. `is_final`: trying again would not help. `wait`: what the server asked for."""

    is_final = False

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Refused(Failed):
    """The other side refused for good: no such address, no such message."""

    is_final = True


class Unreachable(Failed):
    """The server does not answer; the next message would fail in the same way."""


def reference(key: str) -> str:
    """What the receiver sees of a key: always the same, and silent about what the key names."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


class Opened:
    """The transports of one round; a connection is opened at first need, used for all, closed at the end."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._ready: dict[str, Transport] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def of(self, kind: str) -> Transport:
        """The transport that the settings choose for a kind of message."""
        if kind not in self._ready:
            self._ready[kind] = self._choose(kind)
        return self._ready[kind]

    def _choose(self, kind: str) -> Transport:
        if settings.LETTER_TRANSPORT == "file":
            return to_folder
        if kind == "email":
            mail = Mail()
            self._stack.callback(mail.close)
            return mail
        return to_sms_gateway if kind == "sms" else to_whom_it_concerns


def filled(message: Outgoing) -> render.Filled:
    """The text of a letter or a text message; a template that cannot be filled is a final refusal."""
    write = render.short if message.kind == "sms" else render.letter
    try:
        return write(message.template, message.context, message.language)
    except (TemplateDoesNotExist, TemplateSyntaxError, ValueError) as error:
        raise Refused(f"the template {message.template} cannot be filled: {error}") from error


# --- letters --------------------------------------------------------------------------------------------------------


class Mail:
    """Letters by SMTP over one connection."""

    def __init__(self) -> None:
        self._connection: Any = None

    def __call__(self, message: Outgoing) -> None:
        letter = self._letter(message)
        try:
            if self._connection is None:
                self._connection = get_connection(timeout=PATIENCE)
                self._connection.open()
            letter.connection = self._connection
            letter.send()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            _explain_smtp(error)
        except ValueError as error:
            raise Refused(f"the letter cannot be addressed: {error}") from error

    def _letter(self, message: Outgoing) -> EmailMessage:
        text = filled(message)
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
        headers = {
            "Message-ID": f"<{reference(message.key)}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": message.language,
        }
        if stop := message.context.get("stop_url"):
            # One click in the mail program, without our page (RFC 2369, RFC 8058).
            headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        letter = EmailMultiAlternatives(
            text.subject, text.body, settings.DEFAULT_FROM_EMAIL, [message.to], headers=headers)
        if text.html:
            letter.attach_alternative(text.html, "text/html")
        return letter

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _explain_smtp(error: Exception) -> NoReturn:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        _by_code(code, answer)
    if isinstance(error, smtplib.SMTPDataError):
        _by_code(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):
        # Sign-in, sender, greeting: the installation's own affair, which its keeper can mend.
        raise Unreachable(f"{error.smtp_code} {_text(error.smtp_error)}") from error
    raise Unreachable(f"the mail server does not answer: {error}") from error


def _by_code(code: int, answer: bytes | str) -> NoReturn:
    raise (Refused if code >= 500 else Failed)(f"{code} {_text(answer)}")


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer


# --- requests -------------------------------------------------------------------------------------------------------


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere is refused: a message goes where the settings say and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_requests = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def to_sms_gateway(message: Outgoing) -> None:
    """POST {"to", "text", "id"} to SENIM_SMS_GATEWAY_URL."""
    if not settings.SMS_GATEWAY_URL:
        raise Refused("no SMS gateway is set (SENIM_SMS_GATEWAY_URL)")
    body = canonical({"to": message.to, "text": filled(message).body, "id": reference(message.key)})
    _post(settings.SMS_GATEWAY_URL, body, message, {"Authorization": f"Bearer {settings.SMS_GATEWAY_KEY}"})


#: Hooks of contexts that sign with keys of their own, by the message's template.
_own_hooks: dict[str, Transport] = {}


def on_hook(template: str, transport: Transport) -> None:
    """Send hooks of a template by a transport of one's own, which raises Failed, Refused or Unreachable as ours do."""
    _own_hooks[template] = transport


def to_whom_it_concerns(message: Outgoing) -> None:
    """A hook, by the transport of its context or by ours."""
    _own_hooks.get(message.template, to_hook)(message)


def to_hook(message: Outgoing) -> None:
    """POST the context to the address, signed with the hook key (X-Senim-Signature: HMAC-SHA-256 of the body).

    While a key is being changed the former one signs too, in X-Senim-Signature-Before.
    """
    body = canonical({"event": message.template, "id": reference(message.key), "data": message.context})
    # Without a key the mark is one that anybody can make: the receiver asked for none.
    signed = [f"sha256={hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}" for key in keys.hooks() or [""]]
    names = ("X-Senim-Signature", "X-Senim-Signature-Before")
    _post(message.to, body, message, dict(zip(names, signed, strict=False)))


def _post(url: str, body: bytes, message: Outgoing, headers: dict[str, str]) -> None:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise Refused("not an address of the web")
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked above
        url,
        body,
        {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": reference(message.key),
            "User-Agent": "Senim",
            **headers,
        },
    )
    try:
        with _requests.open(request, timeout=PATIENCE):
            return
    except urllib.error.HTTPError as error:
        with error:
            _explain_http(error)
    except (OSError, HTTPException) as error:
        raise Unreachable(f"the server does not answer: {error}") from error


def _explain_http(error: urllib.error.HTTPError) -> None:
    if error.code == 409:
        # "This key was already used": the other side has it, from the time when we were cut off.
        return
    reason = f"{error.code} {error.reason}"
    if error.code in {408, 425, 429} or error.code >= 500:
        asked = error.headers.get("Retry-After", "")
        raise Failed(reason, timedelta(seconds=min(int(asked), 86_400)) if asked.isdigit() else None)
    raise Refused(reason)


# --- the demonstration ----------------------------------------------------------------------------------------------


def letters_folder() -> Path:
    return Path(settings.DATA_DIR) / "letters"


def to_folder(message: Outgoing) -> None:
    """Keep the message as a file; the same message again is the same file."""
    if message.kind == "hook":
        text = json.dumps(message.context, ensure_ascii=False, indent=2, sort_keys=True)
    else:
        parts = filled(message)
        text = f"{parts.subject}\n\n{parts.body}" if parts.subject else parts.body
    name = f"{message.created_at:%Y%m%d-%H%M%S}-{message.kind}-{reference(message.key)[:12]}.txt"
    try:
        write_whole(letters_folder() / name, f"{message.kind}: {message.to}\n\n{text}".encode())
    except OSError as error:
        raise Unreachable(f"the folder of letters cannot be written: {error}") from error
