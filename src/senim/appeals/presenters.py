"""Rows and models made ready for pages: words of the present language, addresses, what may be done."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from senim.appeals import catalogue, clocks, hooks, letters, routing, selectors, terms
from senim.appeals.domain import (
    CHANNELS,
    EVENTS,
    HANDS,
    KNOWN_AS,
    NEXT_STEPS,
    OUTCOMES,
    PUBLIC_STATES,
    STATES,
    KnownAs,
    State,
    seen_as,
)
from senim.appeals.models import Answer, Appeal, AppealFile, Draft, Event
from senim.appeals.report import grouped
from senim.kernel import files as kernel_files
from senim.kernel.clock import now
from senim.kernel.scoping import PUBLIC, Role, Scope
from senim.kernel.text import sort_key
from senim.staff import api as staff
from senim.territory import api as territory
from senim.territory.api import Level


def language() -> str:
    return get_language() or "kk"


# --- the report ---------------------------------------------------------------------------------------------------------


def step_context(request: HttpRequest, draft: Draft, code: str, lang: str) -> dict[str, Any]:
    """What a page of the report needs beyond its form."""
    makers = {"category": _category_step, "place": _place_step, "files": _files_step}
    return makers[code](request, draft, lang) if code in makers else {}


def _category_step(request: HttpRequest, draft: Draft, lang: str) -> dict[str, Any]:
    """Suggestions from the words first, with the words that led to them; then all categories by group."""
    from senim.appeals import suggest

    found = suggest.suggest(draft.data.get("text", ""))[:3]
    chosen = draft.data.get("category", "") or request.POST.get("category", "")
    return {
        "suggested": [
            {"code": one.code, "label": str(catalogue.category(one.code).label), "words": ", ".join(one.words)}
            for one in found
        ],
        "groups": [
            {
                "label": str(group.label),
                "code": group.code,
                "items_list": [
                    {"code": item.code, "label": str(item.label), "suggested": item.code in {one.code for one in found}}
                    for item in catalogue.of_group(group.code)
                ],
                "open": any(item.code == chosen for item in catalogue.of_group(group.code)),
            }
            for group in catalogue.GROUPS
        ],
        "chosen": chosen,
    }


def _place_step(request: HttpRequest, draft: Draft, lang: str) -> dict[str, Any]:
    """The search's hits as radio buttons, or the list of areas; both without a map and without a script."""
    query = request.GET.get("q", "").strip()[:200]
    context: dict[str, Any] = {"query": query, "hits": [], "kept": draft.data.get("hit") or "", "center": centre()}
    if query:
        context["hits"] = [
            hit for hit in (hit_row(found) for found in territory.find_addresses(query, 12, lang)) if hit
        ]
        context["searched"] = True
    if "list" in request.GET or "in" in request.GET:
        context["areas"] = area_choices(request.GET.get("in", ""), lang)
    return context


def hit_row(found: Any) -> dict[str, str] | None:
    """A hit of the address search as a radio button; None where nobody could be sent there."""
    if found.lon is not None and found.lat is not None:
        return {"value": f"at:{found.lon:.6f},{found.lat:.6f},{found.label}", "label": found.label}
    return {"value": f"area:{found.area_id}", "label": found.label} if found.area_id else None


def place_from(value: str) -> dict[str, Any]:
    """What a chosen hit says: a point with its words, or a beat. Empty for anything that is neither."""
    kind, _sep, rest = value.partition(":")
    if kind == "area" and _is_area(rest):
        return {"lon": None, "lat": None, "area_id": int(rest), "hit": ""}
    parts = rest.split(",", 2)
    if kind == "at" and len(parts) >= 2:
        try:
            lon, lat = float(parts[0]), float(parts[1])
        except ValueError:
            return {}
        if abs(lon) <= 180 and abs(lat) <= 90:
            return {"lon": lon, "lat": lat, "area_id": None, "hit": parts[2][:200] if len(parts) > 2 else ""}
    return {}


def _is_area(text: str) -> bool:
    if not (text.isascii() and text.isdigit()):
        return False
    try:
        territory.area(int(text))
    except KeyError:
        return False
    return True


def centre() -> str:
    """Where a map begins: the first police point that is in use."""
    point = next(iter(territory.nearest_points(71.43, 51.13, 1)), None)
    return f"{point.lon},{point.lat}" if point else "71.43,51.13"


def area_choices(inside: str, lang: str) -> dict[str, Any]:
    """One level of the list: the areas inside `inside` (an id; "" for the top), beats as what can be chosen."""
    parent = int(inside) if _is_area(inside) else None
    infos = territory.children(parent, lang) if parent else _top(lang)
    rows = [
        {"id": info.id, "label": territory.name_of(info, lang), "is_beat": info.level == Level.BEAT} for info in infos
    ]
    trail = [*territory.ancestors(parent), territory.area(parent)] if parent else []
    return {
        "rows": rows,
        "trail": [
            {"id": info.id, "label": territory.name_of(info, lang)} for info in trail if info.level != Level.COUNTRY
        ],
    }


def _top(lang: str) -> tuple[Any, ...]:
    """The regions; where there is only one, what lies in it."""
    regions = territory.areas_list(Level.REGION, lang=lang)
    return regions if len(regions) != 1 else territory.children(regions[0].id, lang)


def _files_step(request: HttpRequest, draft: Draft, lang: str) -> dict[str, Any]:
    return {"kept_files": [file_row(row, None) for row in draft.files.select_related("file")]}


def size_words(size: int) -> str:
    return f"{max(1, round(size / 1024))} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def file_row(row: AppealFile, url: str | None) -> dict[str, Any]:
    """A file in a list: what it is, how large, what may remain in it."""
    names = {"image": _("Photo"), "sound": _("Sound"), "video": _("Video")}
    return {
        "id": row.pk,
        "name": names.get(row.file.kind, _("File")),
        "size": size_words(row.file.size),
        "url": url,
        "kind": row.file.kind,
        "note": kernel_files.note_of(row.file),
        "by_staff": row.by_staff,
    }


def check_context(draft: Draft, token: str) -> dict[str, Any]:
    """Check your answers: every answer with the page that changes it."""
    data = draft.data
    item = catalogue.category(data["category"])
    place = ", ".join(part for part in (data.get("hit") or _place_words(data), data.get("place")) if part)
    rows = [
        (_("What it is"), str(catalogue.KINDS[catalogue.Kind(data["kind"])]), "words"),
        (_("In your words"), data["text"], "words"),
        (_("When"), data.get("happened_at", ""), "words"),
        (_("About"), str(item.label), "category"),
        *((label, value, "details") for label, value in answer_rows(item, data.get("answers", {}))),
        (_("Place"), place, "place"),
        (_("Files"), str(data.get("files") or ""), "files"),
        (_("Known as"), str(KNOWN_AS[KnownAs(data.get("known_as") or KnownAs.ANONYMOUS)]), "known"),
        (_("Name"), data.get("name", ""), "known"),
        (_("Contact"), ", ".join(part for part in (data.get("phone"), data.get("email")) if part), "known"),
        (_("Safe contact"), data.get("safe_note", ""), "known"),
    ]
    return {
        "draft": draft,
        "token": token,
        "exit_draft": token,
        "danger": data.get("danger"),
        "rows": [
            {"key": key, "value": value, "change_url": reverse(f"appeals:step_{code}", args=[token])}
            for key, value, code in rows
            if value
        ],
        "no_place": not place,
    }


def _place_words(data: dict[str, Any]) -> str:
    if data.get("area_id"):
        return territory.name_of(territory.area(data["area_id"]), language())
    return _("The point on the map") if data.get("lon") is not None else ""


def answer_rows(item: catalogue.Category, answers: dict[str, str]) -> list[tuple[str, str]]:
    """Typed questions and what was answered, in words."""
    rows = []
    for question in item.questions:
        value = answers.get(question.code)
        if value:
            words = next((str(option.label) for option in question.options if option.code == value), value)
            rows.append((str(question.label), words))
    return rows


# --- the applicant's page -----------------------------------------------------------------------------------------------


def qr(text: str) -> str:
    """A QR code as SVG, dark on light in every scheme: a camera must read it."""
    return segno.make(text, error="m").svg_inline(scale=4, border=2, light="#fff", dark="#000", omitsize=False)


def card_of(post_id: int | None) -> Any:
    """The officer who holds an appeal now, as a resident may know them."""
    return staff.officer_card(post_id, language()) if post_id else None


def promise_rows(appeal: Appeal) -> list[dict[str, Any]]:
    """The clocks with their account: what is owed, by when, and why that day."""
    running = terms.of(appeal)
    first = min((running[name] for name in terms.FIRST), key=lambda clock: clock.due_at)
    rows = []
    for title, clock in ((_("First answer"), first), (_("Final answer by law"), running["legal"])):
        rows.append(
            {
                "title": title,
                "due_at": clock.due_at,
                "due_day": clock.due_day,
                "why": clocks.why(clock, language()),
                "state": str(clocks.STATES[clocks.state(clock, now())]),
                "is_late": clocks.state(clock, now()) == clocks.State.OVERDUE,
                "code": str(clocks.state(clock, now())),
            }
        )
    return rows


def timeline(events: Any, *, internal: bool) -> list[dict[str, Any]]:
    """The history as a list, newest last."""
    return [
        {
            "title": str(EVENTS[event.type]),
            "at": event.at,
            "text": _event_words(event, internal),
            "by": _by(event, internal),
        }
        for event in events
        if event.type in EVENTS
    ]


def _event_words(event: Event, internal: bool) -> str:
    data = event.data
    parts = []
    if "post" in data and (card := card_of(data["post"])):
        parts.append(f"{card.title}: {card.name}" if card.name else card.title)
    parts += [
        str(data[key]) for key in ("ground", "reason", "reference") if data.get(key) and (internal or key == "ground")
    ]
    return "\n".join(parts)


def _by(event: Event, internal: bool) -> str:
    if event.actor_kind == "citizen":
        return _("Applicant") if internal else ""
    if internal and event.account_id:
        from senim.staff.api import person_name

        return person_name(event.account_id, language())
    return ""


def answer_view(answer: Answer, appeal: Appeal, url_of: Any) -> dict[str, Any]:
    """An answer as it is shown, with its photos."""
    return {
        "outcome": str(OUTCOMES[answer.outcome]),
        "code": answer.outcome,
        "text": answer.text,
        "done": answer.done,
        "where": answer.where,  # type: ignore[index]
        "when": answer.when,
        "reason": answer.reason,
        "at": answer.at,
        "final": answer.final,
        "on_time": answer.on_time,
        "card": card_of(answer.post_id),
        "refused": answer.outcome == "refused",
        "files": [file_row(row, url_of(row)) for row in appeal.files.all() if row.answer_id == answer.pk],
    }


def applicant_context(appeal: Appeal, secret: str) -> dict[str, Any]:
    """The page at the secret link."""
    public_state = seen_as(appeal.state)
    url_of = lambda row: reverse("appeals:applicant_file", args=[secret, row.pk])  # noqa: E731 - one line, used twice
    answers = [answer_view(answer, appeal, url_of) for answer in appeal.answers_given.all()]
    link = letters.link(secret, language())
    messages = [one for one in appeal.messages.all()]
    return {
        "appeal": appeal,
        "secret": secret,
        "code": grouped(secret),
        "link": link,
        "qr": qr(link),
        "answers": answers,
        "state": str(PUBLIC_STATES[public_state]),
        "state_code": str(public_state),
        "next": str(NEXT_STEPS[public_state]),
        "card": card_of(appeal.holder_id),
        "promises": promise_rows(appeal),
        "timeline": timeline(appeal.events.all(), internal=False),
        "messages_list": messages,
        "category": str(catalogue.category(appeal.category).label),
        "files": [file_row(row, url_of(row)) for row in appeal.files.all() if row.answer_id is None],
        "is_open": appeal.state in {State.NEW, State.IN_WORK, State.ASKED, State.HANDED},
        "is_asked": appeal.state == State.ASKED,
        "is_answered": appeal.state == State.ANSWERED,
        "silent": silence_words(appeal),
        "rating_url": hooks.rating_link(hooks.proof_of(appeal.secret_hash, appeal.reopened))
        if appeal.answered_at
        else "",
        "may_reopen": appeal.state == State.ANSWERED and not hasattr(appeal, "reopening"),
        "followup": _followup(appeal),
        "referrals": [referral_row(one) for one in appeal.referrals.all()],
        "about_officer": appeal.about_unknown or appeal.about_post_id is not None,
        "exit_secret": appeal.sensitive,
        "where": appeal.place or _place_words({"area_id": appeal.area_id, "lon": appeal.lon}),
        "why": routing.sentences(appeal.route, language()),
    }


def _followup(appeal: Appeal) -> Any:
    """The question of the fourth week, where it is time and not yet answered."""
    found = getattr(appeal, "followup", None)
    return (
        found
        if found
        and found.due_at <= now()
        and found.answered_at is None
        and appeal.state in {State.ANSWERED, State.CLOSED}
        else None
    )


def silence_words(appeal: Appeal) -> Any:
    """The legal term passed without an answer: silence counts as refusal and may be complained about."""
    from senim.kernel import legal
    from senim.kernel.clock import local

    return clocks.silence(terms.of(appeal)["legal"], now(), legal.term("appeal.complaint_term", local(now()).date()))


def referral_row(referral: Any) -> dict[str, Any]:
    return {
        "body": getattr(referral.body, f"name_{language()}"),
        "state": str(HANDS[referral.state]),
        "due_at": referral.due_at,
        "text": referral.text,
        "answer": referral.answer,
        "answered_at": referral.answered_at,
        "reason": referral.reason,
        "id": referral.pk,
    }


# --- the officer's desk -------------------------------------------------------------------------------------------------


def queue_row(appeal: Appeal) -> dict[str, Any]:
    """A row of a list: number, what, where, whose, what is owed and by when."""
    moment = now()
    late = bool(appeal.owed_at and appeal.owed_at < moment)
    soon = bool(appeal.owed_at and not late and (appeal.owed_at - moment).total_seconds() < 86_400)
    return {
        "appeal": appeal,
        "url": reverse("appeals:desk", args=[appeal.number]),
        "category": str(catalogue.category(appeal.category).label),
        "state": str(STATES[State(appeal.state)]),
        "owed": owed_words(appeal),
        "owed_at": appeal.owed_at,
        "is_late": late,
        "is_soon": soon,
        "kind": "bad" if late else "warn" if soon else "",
        "short": shorten(appeal.text),
        "sensitive": appeal.sensitive,
    }


def shorten(text: str, limit: int = 140) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= limit else plain[: limit - 1].rsplit(" ", 1)[0] + "…"


def owed_words(appeal: Appeal) -> str:
    """What is owed next, in words."""
    if appeal.state == State.ASKED:
        return _("waiting for the applicant")
    if appeal.state == State.REOPEN_ASKED:
        return _("a head decides on reopening")
    return _("first answer") if appeal.first_answer_at is None else _("final answer")


def post_label(post_id: int) -> str:
    card = card_of(post_id)
    return f"{card.title} — {card.name or _('vacant')}" if card else str(post_id)


def channel_label(appeal: Appeal) -> str:
    return str(CHANNELS[appeal.channel])  # type: ignore[index]


def map_link(appeal: Appeal) -> str:
    """A geo: address, which a phone opens in its own map program; nothing is fetched from outside."""
    return (
        f"geo:{appeal.lat},{appeal.lon}?q={appeal.lat},{appeal.lon}({quote(appeal.number)})"
        if appeal.lon is not None
        else ""
    )


def facts_json(appeal: Appeal) -> str:
    """The routing facts as they were, for the trace that a specialist opens."""
    return json.dumps(appeal.route.get("facts", {}), ensure_ascii=False, indent=1)


def desk_context(appeal: Appeal, viewer: Any) -> dict[str, Any]:
    """The whole of one appeal for staff."""
    url_of = lambda row: reverse("appeals:desk_file", args=[appeal.number, row.pk])  # noqa: E731
    item = catalogue.category(appeal.category)
    return {
        "appeal": appeal,
        "category": str(item.label),
        "group": next(str(group.label) for group in catalogue.GROUPS if group.code == item.group),
        "state": str(STATES[State(appeal.state)]),
        "owed": owed_words(appeal),
        "promises": promise_rows(appeal),
        "why": routing.sentences(appeal.route, language()),
        "facts": facts_json(appeal),
        "card": card_of(appeal.holder_id),
        "answer_rows": [{"key": key, "value": value} for key, value in answer_rows(item, appeal.answers)],
        "known_as": str(KNOWN_AS[KnownAs(appeal.known_as)]),
        "channel": channel_label(appeal),
        "messages_list": list(appeal.messages.all()),
        "answers": [answer_view(answer, appeal, url_of) for answer in appeal.answers_given.all()],
        "files": [file_row(row, url_of(row)) for row in appeal.files.all() if row.answer_id is None],
        "timeline": timeline(appeal.events.all(), internal=True),
        "referrals": [referral_row(one) for one in appeal.referrals.all()],
        "paused": any(pause.ended_at is None for pause in appeal.pauses.all()),
        "map_url": map_link(appeal),
        "viewer": viewer,
        "beat": territory.name_of(territory.area(appeal.area_id), language()) if appeal.area_id else "",
    }


OPEN_TO_WORK = frozenset({State.NEW, State.IN_WORK, State.ASKED, State.HANDED})


def templates_for(appeal: Appeal) -> list[dict[str, str]]:
    """Beginnings of an answer for this category, in the applicant's language."""
    rows = [row for row in selectors.templates(PUBLIC) if appeal.category.startswith(row.category)]
    return [{"title": row.title.get(language(), ""), "text": row.text.get(appeal.language, "")} for row in rows]


def post_choices(scope: Scope) -> list[tuple[int, str]]:
    """Posts that may hold an appeal in the same district: for a transfer or an assignment."""
    roots = {"/".join(path.split("/")[:4]) + "/" for path in scope.paths()}
    found = dict.fromkeys(
        post
        for root in roots
        for role in (Role.INSPECTOR, Role.JUVENILE, Role.DUTY, Role.HEAD)
        for post in staff.posts_of_role(role, root)
    )
    return [(post, post_label(post)) for post in found if post not in scope.posts()]


def body_choices() -> list[tuple[int, str]]:
    """The other bodies that can be asked, in the order of the language."""
    rows = [(row.pk, getattr(row, f"name_{language()}")) for row in selectors.bodies(PUBLIC)]
    return sorted(rows, key=lambda row: sort_key(row[1]))
