"""A paper as plain data: out of a template, its values and whoever signs. The same for the page, PDF and .docx.

    {language, layout, unit, post, number, day, about, blocks: [...], grounds: [[words, caution]], marks: [...],
     signed: {officer, rank, post, at, said, fake} | None}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings

from senim.documents import markup, registry, signing, wording
from senim.documents.domain import Filled, Ground, Kind, Variable
from senim.documents.models import Document
from senim.kernel import clock, formats, legal
from senim.kernel.labels import Label
from senim.staff import api as staff
from senim.web.words import phone

Values = dict[str, dict[str, Any]]


def weave(
    variables: Mapping[str, Variable], record: Mapping[str, Mapping[str, Any]], typed: Mapping[str, str]
) -> Values:
    """What stands for each variable and where it comes from.

    record: {code: {words, source}}. An officer may say otherwise where the variable allows it, and what the record
    said is kept beside; where the record is silent, only the officer speaks.
    """
    found: Values = {}
    for code, variable in variables.items():
        kept = record.get(code)
        said = typed.get(code)
        if kept and kept["words"] and (not variable.edit or said is None or said == kept["words"]):
            found[code] = {"words": kept["words"], "source": list(kept["source"]), "by": "record", "was": ""}
        elif said is not None and (said or kept):
            was = kept["words"] if kept else ""
            found[code] = {"words": said, "source": list(wording.OFFICER), "by": "officer", "was": was}
    return found


def recorded(filled: Filled) -> dict[str, dict[str, Any]]:
    """The values of a record as `weave` takes them."""
    return {code: {"words": one.words, "source": list(one.source)} for code, one in filled.values.items()}


def kept_record(values: Values) -> dict[str, dict[str, Any]]:
    """What the record said when a draft was made."""
    return {
        code: {"words": one["words"] if one["by"] == "record" else one["was"], "source": one["source"]}
        for code, one in values.items()
        if one["by"] == "record" or one["was"]
    }


def words_of(values: Values) -> dict[str, str]:
    return {code: one["words"] for code, one in values.items()}


def is_copy(kind: Kind, language: str) -> bool:
    """Whether a paper of this kind is signed in the languages of the state, and this is another one."""
    return bool(kind.signers) and language not in markup.STATE_LANGUAGES


def body(
    row: Document, values: Values, *, number: str = "", at: datetime | None = None, by: int | None = None
) -> dict[str, Any]:
    """The paper of a document; with a number, a moment and an account as it is signed then."""
    kind = registry.kind(row.kind)
    day = clock.local(at or row.made_at).date()
    common = _common(row, number, day)
    marks = [wording.INVENTED.in_(row.language)] * (settings.DEMO or row.invented)
    if is_copy(kind, row.language):
        marks.append(wording.COPY.in_(row.language))
    elif kind.signers and not number:
        marks.append(wording.DRAFT.in_(row.language))
    return {
        "kind": row.kind,
        "language": row.language,
        "layout": kind.layout.value,
        "form": row.form,
        "unit": common["unit"],
        "post": common["post"],
        "number": number,
        "day": common["day"],
        "blocks": markup.fill(markup.parse(row.text), {**common, **words_of(values)}),
        "grounds": _once(_ground(one, day, row.language) for one in registry.shipped(kind).grounds),
        "marks": marks,
        "signed": _signed(row, at, by) if number and at else None,
    }


def _common(row: Document, number: str, day: date) -> dict[str, str]:
    """What every paper has. Until it is signed, the officer is whoever is on the post that signs."""
    card = staff.officer_card(row.signs_id or row.post_id, row.language)
    return {
        "number": number,
        "day": formats.day(day, row.language),
        "unit": card.unit if card else "",
        "post": card.title if card else "",
        "officer": card.name if card else "",
        "phone": phone(card.phone) if card else "",
    }


def _signed(row: Document, at: datetime, by: int | None) -> dict[str, Any]:
    """Who signed: the holder of the post, or whoever stood in there, which the paper says."""
    signer = signing.signer()
    card = staff.officer_card(row.signs_id, row.language) if row.signs_id else None
    held = staff.holder_of(row.signs_id, at) if row.signs_id else None
    name = staff.person_name(by, row.language) or (card.name if card else "")
    stands_in = by is not None and held is not None and by != held
    post, rank = (card.title, card.rank) if card else ("", "")
    if stands_in:
        rank = card.substitute.rank if card and card.substitute else ""
        post = f"{post} ({wording.ACTING.in_(row.language)})"
    return {
        "officer": name,
        "rank": rank,
        "post": post,
        "at": formats.moment(at, row.language),
        "said": signer.said.in_(row.language),
        "fake": signer.is_fake,
    }


def _once(grounds: Iterable[list[str]]) -> list[list[str]]:
    """Each ground once: two rows of one article read the same."""
    return [list(one) for one in dict.fromkeys(map(tuple, grounds))]


def _ground(one: Ground, day: date, language: str) -> list[str]:
    """(what a paper rests on, what one must know of that): nothing unverified is named without its mark."""
    if one.term:
        term = legal.term(one.term, day, allow_unverified=True)
        caution = term.caution(language).rstrip(".")
        return [term.citation(language), caution[:1].lower() + caution[1:]]
    return [(one.words or Label("", "", "")).in_(language), legal.MARKS[legal.Mark(one.mark)].in_(language)]


def content(made: Mapping[str, Any]) -> bytes:
    """The bytes that are signed: the same for the same paper, whoever writes them down."""
    return json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(made: Mapping[str, Any]) -> str:
    return sha256(content(made)).hexdigest()
