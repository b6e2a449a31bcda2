"""A paper as it is shown: on the page, in PDF and in .docx alike."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import override

from senim.documents import wording
from senim.documents.domain import Layout
from senim.documents.models import Document
from senim.documents.registry import kind as kind_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language. blocks: {is, name, pieces: [[words, variable]], lines}; after: on a page of its own."""

    language: str
    layout: Layout
    title: str
    blocks: list[dict[str, Any]]
    unit: str = ""
    post: str = ""
    number: str = ""
    day: str = ""
    marks: list[str] = field(default_factory=list)
    grounds: list[tuple[str, str]] = field(default_factory=list)
    grounds_title: str = ""
    signed: list[tuple[str, str]] = field(default_factory=list)
    said: str = ""
    fake: bool = False
    check: str = ""
    hash: str = ""
    hash_title: str = ""
    qr: str = ""
    watermark: str = ""
    foot: str = ""
    after: list[dict[str, Any]] = field(default_factory=list)
    after_title: str = ""
    picture: list[int] = field(default_factory=list)


def paper(row: Document, made: dict[str, Any], picture: bytes = b"") -> Paper:
    """A document with its body (`selectors.papers.body`), and how its genuineness is checked where it is signed."""
    said = row.language
    issued = getattr(row, "issued", None)
    signed = made["signed"]
    blocks = made["blocks"]
    gone = row.state == "withdrawn"
    draft = kind_of(row.kind).signers and issued is None and wording.DRAFT.in_(said) in made["marks"]
    shown = Paper(
        language=said,
        layout=Layout(made["layout"]),
        title=title_of(blocks),
        blocks=blocks,
        unit=made["unit"],
        post=made["post"],
        number=made["number"],
        day=made["day"],
        marks=[*made["marks"], *([wording.WITHDRAWN.in_(said)] if gone else [])],
        grounds=[(words, caution) for words, caution in made["grounds"]],
        grounds_title=wording.GROUNDS.in_(said),
        signed=_signature(signed, said) if signed else [],
        said=signed["said"] if signed else "",
        fake=bool(signed and signed["fake"]),
        watermark=wording.WITHDRAWN.in_(said) if gone else ("ЖОБА" if draft else ""),
        foot=" · ".join(filter(None, (made["number"], made["day"]))),
        picture=list(picture),
        qr=qr(_link_of(blocks)) if _link_of(blocks) else "",
    )
    return with_check(shown, issued) if issued is not None else shown


def _link_of(blocks: list[dict[str, Any]]) -> str:
    """The address that a poster's QR code leads to: the variable `link`."""
    return next((words for one in blocks for words, name in one["pieces"] if name == "link"), "")


def _signature(signed: dict[str, Any], language: str) -> list[tuple[str, str]]:
    who = " ".join(filter(None, (signed["rank"], signed["officer"])))
    return [(wording.SIGNED.in_(language), who), ("", signed["post"]), ("", signed["at"])]


def with_check(shown: Paper, issued: Any) -> Paper:
    """The same with number, code and checksum of what was signed."""
    from dataclasses import replace  # noqa: PLC0415 - beside its one use

    with override(shown.language):
        path = reverse("documents:check")
    url = f"{settings.BASE_URL}{path}"
    words = wording.CHECK.in_(shown.language) % {"url": url, "code": issued.code}
    return replace(
        shown,
        check=words,
        hash=issued.hash,
        hash_title=wording.HASH.in_(shown.language),
        qr=qr(f"{url}?number={issued.number}&code={issued.code}"),
    )


def title_of(blocks: list[dict[str, Any]]) -> str:
    found = next((one for one in blocks if one["is"] == "title"), None)
    return "".join(words for words, _name in found["pieces"]) if found else ""


def qr(text: str) -> str:
    """A QR code as SVG, dark on light: a camera must read it."""
    drawn = str(segno.make(text, error="m").svg_inline(scale=4, border=2, light="#fff", dark="#000"))
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


#: All others are paragraphs.
TAGS = {"title": "h1", "head": "h2"}


def html(one: dict[str, Any], marked: bool, own: Collection[str] = ()) -> SafeString:
    """A block for the page. marked: what came from the record, what the officer wrote (`own`), what is missing."""
    words = format_html_join("", "{}", ((_piece(said, name, marked, own),) for said, name in one["pieces"]))
    kind = one["is"]
    if kind == "fact":
        return format_html('<dl class="facts"><div><dt>{}</dt><dd>{}</dd></div></dl>', one["name"], words)
    if kind == "space":
        return SafeString('<p class="rule"></p>' * one["lines"])
    tag = SafeString(TAGS.get(kind, "p"))
    return format_html('<{} class="p-{}">{}</{}>', tag, kind, words, tag)


def _piece(words: str, variable: str, marked: bool, own: Collection[str]) -> SafeString:
    lines = format_html_join(SafeString("<br>"), "{}", ((line,) for line in words.split("\n")))
    if not variable:
        return lines
    if not words:
        return SafeString('<mark class="gap">________</mark>')
    if not marked:
        return conditional_escape(lines)
    return format_html('<mark class="{}">{}</mark>', "own" if variable in own else "known", lines)
