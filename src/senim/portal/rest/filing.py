"""Filing an appeal and following it: the same form, rules and transaction as by Open311 and on the web."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.kernel import ids
from senim.kernel.scoping import PUBLIC
from senim.portal import selectors
from senim.portal.open311 import door as open311
from senim.portal.open311 import filing, rows
from senim.portal.open311.forms import PREFIX, RequestForm
from senim.portal.rest import answers, cursors, times
from senim.portal.rest.checking import Fault
from senim.portal.rest.door import Asked, Problem, Reply, address
from senim.portal.rest.places import next_page
from senim.portal.rest.words import beat, moment
from senim.territory import api as territory

#: What a header can carry unharmed: printable characters of ASCII, none of them a blank at either end.
NAME = re.compile(r"[!-~]([ -~]{0,198}[!-~])?")
#: A name of Open311: where in the body it stands.
PLACES = {
    "service_code": "/service", "description": "/description", "lat": "/place/point", "long": "/place/point",
    "address_id": "/place/address_id", "address_string": "/place/words", "first_name": "/applicant/first_name",
    "last_name": "/applicant/last_name", "email": "/applicant/email", "phone": "/applicant/phone",
    "emergency_told": "/emergency_told", f"{PREFIX}about]": "/about", "attribute": "/answers",
}


def file(asked: Asked) -> Reply:
    """Register an appeal for a resident, once for each Idempotency-Key. Raises Problem."""
    assert asked.key is not None
    name = reference(asked)
    form = RequestForm(as_posted(asked.body))
    if not form.is_valid():
        faults = [Fault(_place(word), word.rpartition(".")[2], text) for word, text in form.faults()]
        raise Problem(422, "not_valid", _("Mend what is named under errors and send it again."), faults=faults)
    diverted = appeals.diversions(form.cleaned_data["service_code"], form.answers())
    if appeals.Divert.EMERGENCY in diverted and not form.cleaned_data["emergency_told"]:
        raise Problem(422, "danger", _danger(), at="/emergency_told")
    sent = filing.Sent(asked.key, selectors.reference_of(asked.key, name), _fingerprint(asked.body))
    try:
        receipt, again = filing.register(asked.request, sent, filing.report_of(form))
    except filing.NameTaken:
        words = _("Something else was sent under this Idempotency-Key before.")
        raise Problem(409, "idempotency_key.taken", words, at="Idempotency-Key") from None
    except open311.Problem as problem:
        raise _told_of(problem) from None
    value: answers.Filed = {
        "number": receipt.number, "link": appeals.link(receipt.secret, rows.spoken()),
        "notices": filing.notices(form, diverted),
    }
    headers = {"Location": address(f"/appeals/{receipt.number}")} | ({"Idempotency-Replayed": "true"} if again else {})
    return Reply(value, 201, headers)


def example() -> dict[str, Any]:
    """An appeal that would be taken here: night noise somewhere in the first beat of this installation."""
    beats = territory.areas_list(territory.Level.BEAT)[:1]
    middle = territory.middle(beats[0].id) if beats else None
    point = {"point": {"lon": middle[0], "lat": middle[1]}} if middle else {"words": "Абай 12"}
    return {
        "service": "order.noise_night", "description": "Түнде қатты музыка", "place": point,
        "answers": {"repeats": "weekly"},
    }


def reference(asked: Asked) -> str:
    """The sender's own name for what is sent. Raises Problem: without one a lost reply makes two appeals of one."""
    name = asked.request.headers.get("Idempotency-Key", "").strip()
    if not NAME.fullmatch(name):
        words = _("Name what you send: the header Idempotency-Key, 1 to 200 Latin characters, new for each appeal.")
        raise Problem(400, "idempotency_key.required", words, at="Idempotency-Key")
    return name


def as_posted(body: dict[str, Any]) -> QueryDict:
    """The body by the names of Open311, whose form knows every rule."""
    place, applicant = body.get("place", {}), body.get("applicant", {})
    point = place.get("point", {})
    posted = QueryDict(mutable=True)
    values = {
        "service_code": body["service"], "description": body["description"], "lat": point.get("lat"),
        "long": point.get("lon"), "address_id": place.get("address_id"), "address_string": place.get("words"),
        "emergency_told": "true" if body.get("emergency_told") else None, f"{PREFIX}about]": body.get("about"),
        **applicant, **{f"{PREFIX}{code}]": value for code, value in body.get("answers", {}).items()},
    }
    for name, value in values.items():
        if value is not None:
            posted[name] = repr(value) if isinstance(value, float) else str(value)
    return posted


def _place(word: str) -> str:
    """Where in the body a fault of the form stands."""
    name = word.rpartition(".")[0]
    if name.startswith(PREFIX) and name not in PLACES:
        return f"/answers/{name[len(PREFIX) : -1]}"
    return PLACES.get(name, "/")


def _told_of(problem: open311.Problem) -> Problem:
    """A refusal of the form's last step, in the words of this door."""
    faults = [Fault(_place(word), word.rpartition(".")[2], str(text)) for word, text in problem.faults]
    return Problem(422, "not_valid", _("Mend what is named under errors and send it again."), faults=faults)


def _danger() -> str:
    return _(
        "What you tell is a danger to life. Call 102 or 112 now: nothing has been registered. Who cannot call sends "
        "the same once more with emergency_told=true, and it goes to the duty unit."
    )


def _fingerprint(body: Any) -> bytes:
    text = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return salted_hmac("senim.api.fingerprint", text, algorithm="sha256").digest()


# --- following --------------------------------------------------------------------------------------------------------


def listed(asked: Asked) -> Reply:
    """What the key has sent, newest first. Three queries at most besides the key's own."""
    assert asked.key is not None
    query = asked.query
    number = selectors.number_under(asked.key, query["reference"]) if "reference" in query else None
    if "reference" in query and number is None:
        return Reply({"items": [], "next": None})
    since, until = times.start(query.get("since"), "since"), times.end(query.get("until"), "until")
    found = appeals.for_outside(PUBLIC, appeals.Sought(
        numbers=(number,) if number else (), categories=(query["service"],) if "service" in query else (),
        since=since, until=until, is_open=None if "status" not in query else query["status"] == "open",
        mine=selectors.sent_by(asked.key), only_mine=True, after=cursors.after("appeals", query),
        limit=query["limit"] + 1,
    ))  # fmt: skip
    page = found[: query["limit"]]
    more = cursors.following("appeals", query, page[-1].number) if len(found) > len(page) else None
    value: answers.Appeals = {"items": [_row(seen) for seen in page], "next": next_page(asked, more)}
    return Reply(value)


def one(asked: Asked) -> Reply:
    """One appeal that the key has sent, with its steps. Raises Problem: whoever sent it otherwise, it is not there."""
    assert asked.key is not None
    number, mine = ids.parse_number(asked.parts["number"]), selectors.sent_by(asked.key)
    sought = appeals.Sought(numbers=(number or "-",), mine=mine, only_mine=True)
    found = appeals.for_outside(PUBLIC, sought) if number else []
    if not found:
        raise Problem(404, "appeal.unknown", _("There is no such appeal, or this key did not send it."))
    steps: list[answers.Step] = [
        {"code": step.type, "name": str(appeals.EVENTS.get(step.type, "")), "at": moment(step.at)}
        for step in appeals.steps_outside(PUBLIC, found[0].number, mine)
    ]
    value: answers.AppealWhole = {**_row(found[0]), "steps": steps}
    return Reply(value)


def _row(seen: appeals.Seen) -> answers.Appeal:
    state = appeals.seen_as(seen.state)
    return {
        "number": seen.number, "service": seen.category, "service_name": str(appeals.category(seen.category).label),
        "status": "open" if seen.is_open else "closed", "state": state,
        "state_name": str(appeals.PUBLIC_STATES[state]), "outcome": seen.outcome or None,
        "outcome_name": str(appeals.OUTCOMES[appeals.Outcome(seen.outcome)]) if seen.outcome else None,
        "received_at": moment(seen.received_at), "updated_at": moment(seen.updated_at),
        "promised_by": moment(seen.promise_due), "unit": rows.unit(seen.holder_id), "beat": beat(seen.area_id),
        "description": seen.text, "place": seen.place, "lon": seen.lon, "lat": seen.lat,
        "answers": dict(seen.answers or {}),
    }
