"""A report as one document, for the page and for paper alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from senim.cabinet.domain import PURPOSES, TEXTS, Purpose, Quarter
from senim.cabinet.models import Report
from senim.cabinet.presenters import wording as words
from senim.cabinet.presenters.words import quarter_words
from senim.kernel import formats
from senim.kernel.clock import local
from senim.quality import api as quality
from senim.staff import api as staff
from senim.territory import api as territory


@dataclass(frozen=True, slots=True)
class Section:
    """A part: words and a table of (name, value), either may be empty. lang: of the words, where not the document's."""

    title: str
    words: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    small: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report in one language."""

    language: str
    title: str
    subtitle: str
    lead: str
    mark: str
    sections: tuple[Section, ...]
    signed: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def document(row: Report, language: str) -> Document:
    """A published report as it was signed."""
    return build(
        row.area_id,
        Quarter(row.year, row.quarter),
        row.published["figures"],
        row.published["texts"],
        language,
        signed=_signature(row, language),
    )


def build(
    area_id: int,
    quarter: Quarter,
    counted: dict[str, Any],
    texts: dict[str, dict[str, str]],
    language: str,
    signed: tuple[tuple[str, str], ...] = (),
) -> Document:
    """A report out of its figures and texts; without a signature it says that it is a draft."""
    area = territory.area(area_id)
    said = [_text(part, texts, language) for part in TEXTS]
    parts = [
        said[0],
        _visits(counted, language),
        _appeals(counted, language),
        _quality(counted, language),
        _problems(counted, language),
        _meetings(counted, language),
        *said[1:],
        _how(counted, language),
    ]
    marks = [words.INVENTED.in_(language)] * settings.DEMO + [words.DRAFT.in_(language)] * (not signed)
    return Document(
        language,
        f"{words.TITLE.in_(language)}: {territory.name_of(area, language)}",
        quarter_words(quarter, language),
        words.LEAD.in_(language),
        ". ".join(marks),
        tuple(one for one in parts if one is not None),
        signed,
    )


def _signature(row: Report, language: str) -> tuple[tuple[str, str], ...]:
    who = ", ".join(
        filter(None, (staff.person_name(row.signed_by_id, language), staff.post_title(row.signed_post_id, language)))
    )
    day = formats.day(local(row.signed_at).date(), language) if row.signed_at else ""
    return (
        (words.SIGNED.in_(language), who),
        (words.PUBLISHED.in_(language), day),
        (words.VERSION.in_(language), str(row.version)),
    )


def _text(part: str, texts: dict[str, dict[str, str]], language: str) -> Section | None:
    """A written part; in Kazakh, and said so, where this language has none."""
    own = texts.get(language, {}).get(part, "")
    kazakh = texts.get("kk", {}).get(part, "")
    title = TEXTS[part][0].in_(language)
    if own:
        return Section(title, own)
    return Section(f"{title} ({words.OTHER_LANGUAGE.in_(language)})", kazakh, lang="kk") if kazakh else None


def _n(value: int | None, language: str) -> str:
    return words.FEW.in_(language) if value is None else formats.number(float(value), language, 0)


def _visits(counted: dict[str, Any], language: str) -> Section:
    found = counted["visits"]
    rows = [(PURPOSES[Purpose(code)].in_(language), _n(n, language)) for code, n in found["named"]]
    if found["rest"]:
        rows.append((words.REST.in_(language), _n(found["rest"], language)))
    total = words.VISITS_N.in_(language).format(n=_n(found["n"], language))
    return Section(words.VISITS.in_(language), total, tuple(rows))


def _share(one: dict[str, Any], language: str) -> str:
    return words.KEPT_VALUE.in_(language).format(**one)


def _appeals(counted: dict[str, Any], language: str) -> Section:
    found = counted["appeals"]
    kept = _share(found["kept"], language) if found["kept"] else words.NOT_ENOUGH.in_(language)
    rows = (
        (words.RECEIVED.in_(language), _n(found["received"], language)),
        (words.ANSWERED.in_(language), _n(found["answered"], language)),
        (words.KEPT.in_(language), kept),
    )
    return Section(words.APPEALS.in_(language), rows=rows)


def _quality(counted: dict[str, Any], language: str) -> Section:
    found = counted["quality"]
    title = words.QUALITY.in_(language)
    if not found["enough"]:
        return Section(title, words.QUALITY_FEW.in_(language).format(n=found["n"], least=found["least"]))
    names = {code.value: label[0] for code, label in quality.CRITERIA.items()}
    rows = tuple((_in(names[one["criterion"]], language), _share(one, language)) for one in found["rows"])
    return Section(title, words.QUALITY_LEAD.in_(language), rows)


def _in(label: Any, language: str) -> str:
    from django.utils.translation import override  # noqa: PLC0415 - kept beside its one use

    with override(language):
        return str(label)


def _problems(counted: dict[str, Any], language: str) -> Section | None:
    rows = tuple(
        (one["title"], " · ".join(filter(None, (one["stage"], one["result"]))))
        for one in counted["problems"].get(language, ())
    )
    return Section(words.PROBLEMS.in_(language), rows=rows) if rows else None


def _meetings(counted: dict[str, Any], language: str) -> Section:
    found = counted["meetings"]
    title = words.MEETINGS.in_(language)
    promised = words.MEETINGS_KEPT.in_(language).format(**found) if found.get("promised") else ""
    if not found["n"]:
        return Section(title, " ".join(filter(None, (words.NO_MEETINGS.in_(language), promised))))
    held = words.MEETINGS_N.in_(language).format(n=found["n"], came=_n(found["came"], language))
    return Section(title, f"{held} {promised}".strip())


def _how(counted: dict[str, Any], language: str) -> Section:
    at = formats.moment(datetime.fromisoformat(counted["at"]), language)
    return Section(words.HOW.in_(language), words.HOW_WORDS.in_(language).format(at=at), small=True)
