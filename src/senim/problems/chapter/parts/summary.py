"""The first page after the cover: the whole chapter in sentences."""

from __future__ import annotations

from collections import Counter

from senim.problems import domain as problems
from senim.problems.chapter import wording as w
from senim.problems.chapter.domain import Bullets, Section, Text
from senim.problems.chapter.figures import stands_out
from senim.problems.chapter.parts import annex
from senim.problems.chapter.parts.common import Writing, one_digit

NAMED = 3


def section(writing: Writing) -> Section:
    """What one should know who reads no further."""
    told = _events(writing) if writing.figures.whole.n else [writing.name(w.S_NOTHING)]
    gaps = annex.gap_words(writing)
    items = [*told, *_files(writing), *([writing.say(w.S_GAPS, n=len(gaps))] if gaps else [])]
    return Section(writing.name(w.SUMMARY), 1, (Text(items[0], "lead"), Bullets(tuple(items[1:]))), own_page=True)


def _events(writing: Writing) -> list[str]:
    figures = writing.figures
    whole, language = figures.whole, writing.language
    found = [writing.say(w.S_EVENTS, period=writing.period, n=whole.n, said=whole.said_n)]
    if whole.rate and whole.rate.high is not None:
        numbers = {name: one_digit(getattr(whole.rate, name), language) for name in ("value", "low", "high")}
        found.append(writing.say(w.S_RATE, **numbers))
    found.append(_ratio(writing))
    if common := _named(writing, whole.kinds):
        found.append(writing.say(w.S_KINDS, kinds=common))
    if said := _named(writing, whole.said):
        found.append(writing.say(w.S_SAID, kinds=said))
    views = writing.views(figures.paths)
    if "clock" in views:
        found.append(views["clock"].sentence)
    if whole.rate is None:
        return [*found, writing.name(w.S_NO_RATE)]
    high = [writing.beat_name(one) for one in figures.beats if stands_out(one, whole)]
    found.append(writing.say(w.S_HIGH, beats="; ".join(high)) if high else writing.name(w.S_NO_HIGH))
    return found


def _ratio(writing: Writing) -> str:
    ratio = writing.figures.whole.ratio
    if ratio is None:
        return writing.name(w.S_NO_BEFORE)
    verdict = w.ROSE if ratio.low > 1 else w.FELL if ratio.high is not None and ratio.high < 1 else w.SAME
    numbers = {name: w.two(getattr(ratio, name), writing.language) for name in ("value", "low", "high")}
    return writing.say(w.S_RATIO, verdict=writing.name(verdict), **numbers)


def _named(writing: Writing, counts: tuple[tuple[str, int], ...]) -> str:
    shown = [(code, count) for code, count in counts if code != "other"][:NAMED]
    return ", ".join(f"{_low(writing.kind(code))} ({w.figure(count, writing.language)})" for code, count in shown)


def _low(name: str) -> str:
    return name[:1].lower() + name[1:]


def _files(writing: Writing) -> list[str]:
    if not writing.filed:
        return [writing.name(w.S_NO_FILES)]
    stages = Counter(one.stage for one in writing.filed)
    words = ", ".join(
        f"{_low(name.in_(writing.language))} – {stages[stage]}"
        for stage, name in problems.STAGES.items()
        if stages[stage]
    )
    found = [writing.say(w.S_FILES, n=len(writing.filed), stages=words, late=sum(one.late for one in writing.filed))]
    done = [one.parts["assess"].assessments[0] for one in writing.filed if one.facts.assessed]
    worked = sum(one.finding == problems.Finding.FALL for one in done)
    said = writing.say(w.S_ASSESSED, n=len(done), worked=worked) if done else writing.name(w.S_NONE_ASSESSED)
    return [*found, said]
