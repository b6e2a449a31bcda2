"""What a page is when it is read aloud: landmarks, headings in order, names of what can be pressed or filled.

`faults(html)` gives a sentence for each thing that a person who listens would stumble over. The walk asks it of every
page; what only a browser knows (contrast, focus, the tree itself) is asked by axe in the journeys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_SILENT = {"script", "style", "template", "title"}
_NAMED_OTHERWISE = ("aria-label", "aria-labelledby", "title")
#: A day in figures is read as three numbers; days stand in words, or in a <time> with a machine's day beside. Papers
#: and cited sources ("…, 23.05.2025, @29930") are shown as they were written.
_FIGURES = re.compile(r"(?<![\d.-])(?:\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![\d.-])")
_CITED = re.compile(r"@\d|№|Дереккөз|Источник|Source|«")
_LITERAL = {"time", "code", "textarea", "option", "kbd", "pre", "article", "mark"}
#: What the house says itself: there an abbreviation that nobody can guess by ear is spelt out (<abbr title>).
_OURS = {"h1", "h2", "h3", "h4", "button", "label", "legend", "th", "dt", "summary", "caption", "nav"}
_SHORT = re.compile(r"(?<!\w)(?:МВД|ІІМ|ДП|ПД|ОВД|ІІО|КУИ|СТЖБ|УИП|УПП|ЕРДР|СДТБТ)(?!\w)")


@dataclass
class _Element:
    tag: str
    given: dict[str, str]
    words: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[_Element] = []
        self.found: list[_Element] = []
        self.faults: list[str] = []
        self.labelled: set[str] = set()
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = _Element(tag, {name: value or "" for name, value in attrs})
        self.found.append(one)
        if tag == "label" and "for" in one.given:
            self.labelled.add(one.given["for"])
        if alt := one.given.get("alt") or one.given.get("aria-label"):
            self._say(alt)
        if tag not in _VOID:
            self.open.append(one)
            self.hidden += one.given.get("aria-hidden") == "true" or tag in _SILENT
        # With the element itself at the end.
        one.given["_inside"] = " ".join(each.tag + " svg" * (each.given.get("role") == "img") for each in self.open)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            one = self.open.pop()
            self.hidden -= one.given.get("aria-hidden") == "true" or one.tag in _SILENT
            if one.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.hidden or not data.strip():
            return
        self._say(data.strip())
        inside = {one.tag for one in self.open}
        if (figure := _FIGURES.search(data)) and not (inside & _LITERAL or _CITED.search(data)):
            self.faults.append(f"a day in figures: {figure[0]}")
        if (short := _SHORT.search(data)) and inside & _OURS and "abbr" not in inside and "«" not in data:
            self.faults.append(f"an abbreviation that is not spelt out: {short[0]}")

    def _say(self, words: str) -> None:
        for one in self.open:
            one.words.append(words)


def faults(html: str, language: str = "") -> list[str]:
    """Sentences; none for a page that can be listened to."""
    page = _Page()
    page.feed(html)
    page.close()
    by_tag: dict[str, list[_Element]] = {}
    for one in page.found:
        by_tag.setdefault(one.tag, []).append(one)
    ids = {one.given["id"] for one in page.found if one.given.get("id")}
    return list(dict.fromkeys([
        *page.faults, *_landmarks(by_tag, language), *_headings(page.found), *_tables(by_tag),
        *_names(page, ids), *_ids(page.found), *_live(page.found)]))


def _landmarks(by_tag: dict[str, list[_Element]], language: str) -> list[str]:
    said = []
    if len(by_tag.get("main", ())) != 1:
        said.append(f"{len(by_tag.get('main', ()))} main parts")
    spoken = by_tag["html"][0].given.get("lang", "") if "html" in by_tag else ""
    if not spoken or (language and spoken != language):
        said.append(f"the page says it is in {spoken!r}")
    navs = [one for one in by_tag.get("nav", ()) if not any(one.given.get(name) for name in _NAMED_OTHERWISE)]
    said += ["a navigation without a name"] * bool(navs)
    links = [one for one in by_tag.get("a", ()) if one.given.get("hreflang") and not one.given.get("lang")]
    return said + ["a word of another language is not marked with lang"] * bool(links)


def _headings(found: list[_Element]) -> list[str]:
    heads = [one for one in found if re.fullmatch("h[1-6]", one.tag)]
    # A paper shown on a page has headings of its own; the panel of the keys is no part of the page.
    own = [one for one in heads if not {"dialog", "article"} & set(one.given["_inside"].split())]
    if not any(one.tag == "h1" for one in own):
        own = [one for one in heads if "dialog" not in one.given["_inside"]]
    levels = [int(one.tag[1]) for one in own]
    said = [] if levels.count(1) == 1 else [f"{levels.count(1)} first headings"]
    jumps = [f"h{a} is followed by h{b}" for a, b in pairwise(levels) if b > a + 1]
    empty = [one for one in heads if not one.words]
    return said + jumps + ["an empty heading"] * bool(empty)


def _tables(by_tag: dict[str, list[_Element]]) -> list[str]:
    tables, captions = by_tag.get("table", ()), by_tag.get("caption", ())
    named = [one for one in tables if any(one.given.get(name) for name in _NAMED_OTHERWISE)]
    said = ["a table without a caption"] * (len(tables) > len(captions) + len(named))
    heads = [one for one in by_tag.get("th", ()) if not one.given.get("scope")]
    said += [f"a head of a table without a scope: {' '.join(one.words)[:40]}" for one in heads[:1]]
    return said + ["a table without heads"] * (bool(tables) and not by_tag.get("th"))


def _names(page: _Page, ids: set[str]) -> list[str]:
    said = []
    for one in page.found:
        given = one.given
        named = any(given.get(name) for name in _NAMED_OTHERWISE)
        # A control with an id gets its words from the script that makes it work.
        hidden = given.get("aria-hidden") == "true" or given.get("tabindex") == "-1"
        if one.tag in {"a", "button", "summary"} and not (named or one.words or hidden) and (
                one.tag != "a" or "href" in given):
            where = given.get("href", given.get("class", ""))[:60]
            said += [f"a {one.tag} without words: {where}"] * ("id" not in given)
        if one.tag == "img" and "alt" not in given:
            said.append(f"a picture without alt: {given.get('src', '')[:60]}")
        if one.tag == "svg" and not (named or given.get("aria-hidden") or "svg" in given["_inside"].split()[:-1]):
            said.append("a drawing that is neither named nor hidden")
        fillable = one.tag in {"select", "textarea"} or (
            one.tag == "input" and given.get("type") not in {"hidden", "submit", "button", "image", "reset"})
        if fillable and not named and given.get("id") not in page.labelled and " label" not in f" {given['_inside']}":
            said.append(f"a field without a label: {given.get('name', '')}")
        for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
            lost = [each for each in given.get(name, "").split() if each not in ids and given.get("type") != "hidden"]
            said += [f"{name} names {each}, which is not there" for each in lost]
    return said


def _ids(found: list[_Element]) -> list[str]:
    seen: set[str] = set()
    said = []
    for one in found:
        if (each := one.given.get("id")) and "template" not in one.given["_inside"]:
            said += [f"the id {each} stands twice"] * (each in seen)
            seen.add(each)
    return said


def _live(found: list[_Element]) -> list[str]:
    live = [one for one in found if one.given.get("aria-live") or one.given.get("role") in {"status", "alert"}]
    return [] if live else ["no part that tells what happened (role=status)"]
