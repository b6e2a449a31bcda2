"""What the pages of the exchange show, in words of the reader's language."""

from __future__ import annotations

from typing import Any

from senim.appeals import api as appeals
from senim.exchange.actions.systems import shipped
from senim.exchange.domain import (
    FATES,
    FILE_STATES,
    OPEN_FILE,
    PARTS,
    TELLS,
    UNDER_WAY,
    VERDICTS,
    Fate,
    Field,
    FileState,
    Part,
    Tells,
    Verdict,
)
from senim.exchange.mapping import schema
from senim.exchange.models import Batch, Mapping, System, Told
from senim.exchange.rows import sentence
from senim.exchange.selectors import Lineage, name_of
from senim.exchange.wording import FILE
from senim.kernel.labels import Label
from senim.kernel.outbox import Entry
from senim.staff import api as staff
from senim.territory import api as territory
from senim.territory.api import Level

REASON = Label("Қабылданбау себебі", "Почему не принято", "Why it was refused")
LINE = Label("Файлдағы жолы", "Строка файла", "Row in the file")
EXAMPLE = Label(
    "Түнде қатты музыка қосады (үлгі жол: өшіріп тастаңыз)",
    "Ночью громкая музыка (пример: удалите строку)",
    "Loud music at night (an example: delete this row)",
)
#: Refused rows on the page; the file has all.
SHOWN = 30
_TAGS = {
    FileState.CHECKED: "info", FileState.APPLIED: "good", FileState.UNFIT: "bad", FileState.WRITING: "warn",
}


def file_line(batch: Batch, lang: str) -> dict[str, Any]:
    """A row of the list of files."""
    state = FileState(batch.state)
    told = batch.report.get("written") or batch.report
    return {
        "id": batch.pk, "file": batch.file_name, "system": name_of(batch.system).in_(lang), "at": batch.created_at,
        "state": FILE_STATES[state].in_(lang), "tag": _TAGS.get(state, ""), "rows": batch.total,
        "counts": [told.get(str(fate), 0) for fate in (Fate.NEW, Fate.CHANGED, Fate.REFUSED)],
    }


def file_page(batch: Batch, findings: dict[str, Any], lang: str) -> dict[str, Any]:
    """Everything of one file."""
    state, report = FileState(batch.state), batch.report
    written = report.get("written")
    told = written or report
    unfit = report.get("unfit")
    checked = state in (FileState.CHECKED, FileState.WRITING, FileState.APPLIED)
    unknown = sum(len(words) for words in report.get("unknown", {}).values())
    return {
        "batch": batch, **file_line(batch, lang), "under_way": state in UNDER_WAY,
        "progress": batch.done if batch.total and state is FileState.WRITING else None, "total": batch.total,
        "wrong": FILE[unfit[0]].in_(lang).format(value=unfit[1]) if unfit else "",
        "figures": [(FATES[fate].in_(lang), told.get(str(fate), 0), str(fate)) for fate in Fate
                    if fate is not Fate.LEFT or told.get(str(fate))] if checked else [],
        "written": bool(written),
        "can_begin": state is FileState.CHECKED and bool(report.get("new") or report.get("changed")),
        "stands": state is FileState.WRITING,
        "nothing": state is FileState.CHECKED and not (report.get("new") or report.get("changed")),
        "can_discard": state in OPEN_FILE, "can_map": state in OPEN_FILE and bool(report.get("header")),
        "reasons": [
            (sentence_of_kind(code, field, lang), many) for code, field, many in report.get("reasons", [])
        ],
        "unknown": unknown, "absent": ", ".join(report.get("absent", [])), "unplaced": report.get("unplaced", 0),
        "refused": [
            {"line": line, "text": sentence(code, field, value, lang)}
            for line, code, field, value, _cells in findings["refused"][:SHOWN]
        ],
        "more_refused": max(0, len(findings["refused"]) - SHOWN), "has_refused": bool(findings["refused"]),
        "differences": [_difference(one, lang) for one in findings["changed"]],
        "sha256": in_groups(batch.sha256), "version": batch.mapping.version,
        "who": staff.person_name(batch.by, lang) if batch.by else "",
        "note": schema.read(batch.mapping.toml).note.get(lang, ""),
    }


def in_groups(digest: str) -> str:
    """A digest as it can be compared by eye, and broken on a narrow screen."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def sentence_of_kind(code: str, field: str, lang: str) -> str:
    """A reason without the value of a row."""
    return sentence(code, field, "…", lang)


def _difference(one: dict[str, Any], lang: str) -> dict[str, Any]:
    return {
        "row": one["row"], "number": one["number"], "appeal": one["appeal"],
        "parts": [
            {
                "part": PARTS[Part(part["part"])].in_(lang), "verdict": VERDICTS[Verdict(part["verdict"])].in_(lang),
                "taken": part["verdict"] not in (Verdict.NOTED, Verdict.KEPT), "was": _was(part, lang),
                "now": part["now"][lang],
            }
            for part in one["parts"]
        ],
    }


def _was(part: dict[str, Any], lang: str) -> str:
    value = part["was"]
    if not value:
        return ""
    if part["part"] == Part.STATE:
        return appeals.STATES[appeals.State(value)].in_(lang)
    if part["part"] == Part.CATEGORY:
        return appeals.category(value).label.in_(lang)
    if part["part"] == Part.KIND:
        return next(label.in_(lang) for code, label in appeals.KINDS.items() if code == value)
    return str(value)


def refused_table(findings: dict[str, Any], lang: str) -> Any:
    """The refused rows as they came, behind the reason and the line; the headings are the file's own."""
    yield [REASON.in_(lang), LINE.in_(lang), *findings["header"]]
    for line, code, field, value, cells in findings["refused"]:
        yield [sentence(code, field, value, lang), line, *cells]


def template_table(lang: str) -> list[list[str]]:
    """The headings of our own table and one row that shows how."""
    columns = schema.read(shipped("table")).columns
    place = {"kk": 0, "ru": 1, "en": 2}[lang]
    sample = {
        Field.NUMBER: "1", Field.RECEIVED: "27.03.2026 18:30", Field.TEXT: EXAMPLE.in_(lang),
        Field.CATEGORY: appeals.category("order.noise_night").label.in_(lang), Field.PLACE: "Абай 1",
    }
    return [[names[place] for names in columns.values()], [sample.get(one, "") for one in columns]]


def lineage_page(one: Lineage, number: str, lang: str) -> dict[str, Any]:
    """Where an appeal came from."""
    return {
        "number": number, "origin": one, "sha256": in_groups(one.sha256), "system": one.system.in_(lang),
        "who": staff.person_name(one.by, lang) if one.by else "",
        "changes": [
            {
                "at": at, "row": row, "file": file,
                "parts": [
                    f"{PARTS[Part(part)].in_(lang)}: {VERDICTS[Verdict(verdict)].in_(lang)}"
                    for part, verdict in parts.items()
                ],
            }
            for at, row, file, _batch, parts in one.changes
        ],
    }


def system_line(one: System, lang: str) -> dict[str, Any]:
    """A row of the list of systems."""
    partner = getattr(one, "partner", None)
    return {
        "code": one.code, "name": name_of(one).in_(lang), "area": area_name(one.area_path, lang),
        "tells": bool(partner and partner.active), "agreement": partner.agreement if partner else "",
    }


def system_page(one: System, versions: list[Mapping], lang: str) -> dict[str, Any]:
    """One system."""
    partner = getattr(one, "partner", None)
    told = [TELLS[Tells(each)].in_(lang) for each in partner.tells] if partner else []
    return {**system_line(one, lang), "system": one, "versions": versions, "partner": partner, "told": told}


_MESSAGES: dict[str, Label] = {
    "waiting": Label("кезекте", "в очереди", "waiting"),
    "sending": Label("жіберіліп жатыр", "отправляется", "being sent"),
    "sent": Label("жеткізілді", "доставлено", "delivered"),
    "dead": Label("жеткізілмеді", "не доставлено", "not delivered"),
}
_MESSAGE_TAGS = {"sent": "good", "dead": "bad", "waiting": "warn"}


def event_line(event: Told, message: Entry | None) -> dict[str, Any]:
    """A row of what a partner was told. What is no longer in the outbox was delivered long ago."""
    state = str(message.state) if message else "sent"
    return {
        "id": event.pk, "seq": event.seq, "event": event.event, "type": str(appeals.EVENTS[event.type]), "at": event.at,
        "state": str(_MESSAGES[state]), "tag": _MESSAGE_TAGS.get(state, ""), "dead": state == "dead",
        "attempts": message.attempts if message else 0, "error": message.error if message else "",
        "next_at": message.next_at if message else None,
    }


def area_name(path: str, lang: str) -> str:
    """The name of the area of a path; "" for the whole country."""
    return territory.name_of(territory.area(int(path.strip("/").rsplit("/", 1)[-1])), lang) if path else ""


def areas(lang: str) -> list[tuple[str, str]]:
    """Areas for which a system may be kept: (path, name)."""
    found = [
        one for level in (Level.REGION, Level.DISTRICT, Level.CITY) for one in territory.areas_list(level)
    ]
    return [(one.path, territory.name_of(one, lang)) for one in found]

