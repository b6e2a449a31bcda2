"""Pages of whoever keeps the installation: the queue of messages, how it runs, the audit log."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from senim.kernel import audit_log, health, outbox
from senim.kernel.access import role
from senim.kernel.audit_log import Sought
from senim.kernel.outbox import State
from senim.kernel.scoping import Role

STATES = {
    State.WAITING: (gettext_lazy("Waiting"), "info"),
    State.SENDING: (gettext_lazy("Being sent"), "info"),
    State.SENT: (gettext_lazy("Sent"), "good"),
    State.DEAD: (gettext_lazy("Not delivered"), "bad"),
}
KINDS = {"email": gettext_lazy("Letter"), "sms": gettext_lazy("Text message"), "hook": gettext_lazy("Webhook")}
ACTORS = {
    "staff": gettext_lazy("A member of staff"),
    "citizen": gettext_lazy("Citizen"),
    "link": gettext_lazy("Holder of a link"),
    "system": gettext_lazy("The system"),
}
ROWS = 100


@role(Role.ADMIN)
def queue(request: HttpRequest) -> HttpResponse:
    """Messages that wait, went or failed; without addresses and words."""
    scope: Any = request.scope  # type: ignore[attr-defined]
    asked = request.GET.get("state", "")
    state = State(asked) if asked in STATES else None
    numbers = outbox.counts(scope)
    here = reverse("web:queue")
    tabs = [{"label": _("All"), "url": here, "current": state is None, "count": None}]
    for one, (label, _kind) in STATES.items():
        tabs.append({"label": label, "url": f"{here}?state={one}", "current": state is one, "count": numbers[one]})
    rows = [
        {"entry": entry, "kind": KINDS[entry.kind], "state": STATES[entry.state][0], "tag": STATES[entry.state][1]}
        for entry in outbox.queue(scope, state, ROWS)
    ]
    return render(request, "web/keeping_queue.html", {"rows": rows, "tabs": tabs})


@require_POST
@role(Role.ADMIN)
def again(request: HttpRequest, message_id: int) -> HttpResponse:
    """Try a message that failed once more."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    done = outbox.again(actor=actor, message_id=message_id)
    return _told(request, done, _("The message will be tried again."))


@require_POST
@role(Role.ADMIN)
def withdraw(request: HttpRequest, message_id: int) -> HttpResponse:
    """Let a waiting message not be sent."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    done = outbox.withdraw(actor=actor, message_id=message_id)
    return _told(request, done, _("The message will not be sent."))


def _told(request: HttpRequest, done: bool, said: str) -> HttpResponse:
    """What came of it, on the queue again."""
    if done:
        messages.success(request, said)
    else:
        messages.warning(request, _("Nothing was changed: the message has moved on since this page was opened."))
    return redirect("web:queue")


@role(Role.ADMIN, Role.AUDITOR)
def running(request: HttpRequest) -> HttpResponse:
    """The chain, the queue in numbers, the jobs."""
    scope: Any = request.scope  # type: ignore[attr-defined]
    state = health.health(scope)
    numbers = [{"label": label, "count": state.messages[one]} for one, (label, _kind) in STATES.items()]
    context = {"state": state, "numbers": numbers, "sees_queue": scope.has(Role.ADMIN)}
    return render(request, "web/keeping_running.html", context)


@role(Role.AUDITOR)
def log(request: HttpRequest) -> HttpResponse:
    """The audit log, newest first; that it was read is in it afterwards."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    sought = _sought(request)
    rows = audit_log.read(actor=actor, sought=sought, limit=ROWS)
    older = request.GET.copy()
    if len(rows) == ROWS:
        older["before"] = str(rows[-1].id)
    shown = [{"row": row, "actor": ACTORS.get(row.actor_kind, row.actor_kind)} for row in rows]
    context = {"rows": shown, "sought": sought, "older": f"?{older.urlencode()}" if len(rows) == ROWS else ""}
    return render(request, "web/keeping_log.html", context)


def _sought(request: HttpRequest) -> Sought:
    given = {name: request.GET.get(name, "").strip()[:60] for name in ("action", "type", "id", "account", "before")}
    for name in ("account", "before"):
        if given[name] and not (given[name].isascii() and given[name].isdigit() and len(given[name]) < 19):
            raise Http404
    return Sought(
        action=given["action"],
        subject_type=given["type"],
        subject_id=given["id"],
        account_id=int(given["account"]) if given["account"] else None,
        reads_only="reads" in request.GET,
        before=int(given["before"]) if given["before"] else None,
    )
