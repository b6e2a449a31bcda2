"""The problem files of the area, each in the form in which others may read it; and what was learnt elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from senim.kernel import formats
from senim.kernel.clock import local
from senim.problems.chapter import wording as w
from senim.problems.chapter.domain import Block, Bullets, Facts, Head, Section, Table, Text
from senim.problems.chapter.filed import QUOTED, Filed, lessons_for
from senim.problems.chapter.parts.common import Writing
from senim.problems.presenters import file as shown
from senim.problems.presenters.parts import area_of_path

DASH = "–"


def sections(writing: Writing) -> Iterator[Section]:
    """A heading, then a section a file."""
    said = w.AS_WRITTEN if writing.filed else w.S_NO_FILES
    yield Section(writing.name(w.FILES), 1, (Text(writing.name(said), "small"),), own_page=True)
    for number, one in enumerate(writing.filed):
        yield Section(one.problem.title, 2, tuple(_file(writing, one)), own_page=number > 0)


def _file(writing: Writing, one: Filed) -> Iterator[Block]:
    yield from _opening(writing, one)
    analysis = shown.tab(one.problem, one.parts["analyse"], "analyse")
    parts = (
        (w.RESTS_ON, _rests_on(writing, one)),
        (w.QUESTIONS, _known(analysis)),
        (w.TRIANGLE, _triangle(writing, analysis)),
        (w.HYPOTHESES, _hypotheses(writing, analysis)),
        (w.AUDITS, _audits(writing, analysis)),
        (w.DECISIONS, _proposals(writing, one)),
        (w.TASKS, _tasks(writing, one)),
    )
    for title, block in parts:
        if isinstance(block, Bullets):
            yield Head(writing.name(title))
        if block is not None:
            yield block
    if empty := [writing.name(title).lower() for title, block in parts if block is None]:
        yield Text(writing.say(w.NONE_YET, parts=", ".join(empty)), "small")
    yield from _assessment(writing, one)


def _opening(writing: Writing, one: Filed) -> Iterator[Block]:
    head = shown.head(one.problem)
    opened = formats.day(local(one.problem.opened_at).date(), writing.language)
    rows = (
        (w.STAGE, head["stage"]),
        (w.AREA, head["area"]),
        (w.OPENED, opened),
        (w.KIND, head["kind"]),
        (w.PLACE_KIND, head["place"]),
    )
    yield Facts(tuple((writing.name(name), str(words)) for name, words in rows))
    yield Text(writing.next_step(one), "lead")
    yield Head(writing.name(w.DEFINITION))
    yield Text(one.problem.words)
    yield Text(f"{writing.name(w.COUNTED)}: {_selection(writing, one)}", "small")


def _selection(writing: Writing, one: Filed) -> str:
    """The events that count, with the names of their kinds; a drawn place is named as such, never by its corners."""
    from senim.incidents import api as incidents  # noqa: PLC0415 - kinds are named where they are counted

    return incidents.Selection.from_json(one.problem.selection).sentence(writing.language)


def _list(items: list[str]) -> Bullets | None:
    return Bullets(tuple(items)) if items else None


def _rests_on(writing: Writing, one: Filed) -> Bullets | None:
    parts = one.parts["scan"]
    rows = shown.tab(one.problem, parts, "scan")["sources"]
    hidden = writing.name(w.WORDS_KEPT)
    items = [
        writing.say(w.SOURCE_LINE, kind=row["kind"], text=row["text"] if source.kind in QUOTED else hidden)
        for row, source in zip(rows, parts.sources, strict=True)
    ]
    if parts.appeals:
        items.append(writing.say(w.APPEALS_BEHIND, n=parts.appeals))
    return _list(items)


def _known(analysis: dict[str, Any]) -> Bullets | None:
    asked = [row for row in analysis["questions"] if row["rows"]]
    return _list([f"{row['name']} {' '.join(found.text for found in row['rows'])}" for row in asked])


def _triangle(writing: Writing, analysis: dict[str, Any]) -> Table | None:
    rows = tuple(
        (
            one["name"],
            one["row"].text,
            f"{one['controller']}: {one['row'].controller or DASH}",
            one["row"].could or DASH,
        )
        for one in analysis["sides"]
        if one["row"]
    )
    head = tuple(writing.name(one) for one in (w.SIDE, w.IS_LIKE, w.CONTROLLER, w.COULD))
    return Table(writing.name(w.TRIANGLE), head, rows, 0, "", (2, 4, 3, 3)) if rows else None


def _hypotheses(writing: Writing, analysis: dict[str, Any]) -> Table | None:
    """What was supposed, what speaks for and against it, and what the group makes of it."""
    rows = tuple(
        (
            one["text"],
            " ".join(row.text for row in one["evidence_for"]) or DASH,
            " ".join(row.text for row in one["evidence_against"]) or DASH,
            f"{one['state']}. {one['why']}" if one["why"] else str(one["state"]),
        )
        for one in analysis["hypotheses"]
    )
    head = tuple(writing.name(one) for one in (w.HYPOTHESIS, w.EV_FOR, w.EV_AGAINST, w.VERDICT))
    return Table(writing.name(w.HYPOTHESES), head, rows, 0, "", (4, 4, 4, 3)) if rows else None


def _audits(writing: Writing, analysis: dict[str, Any]) -> Bullets | None:
    # The place that an auditor wrote may be an address: its kind is told, not its words.
    return _list(
        [
            writing.say(
                w.AUDIT_LINE,
                place=one["kind"],
                light=str(one["light"]).lower(),
                marked=one["marked"],
                of=one["of"],
                wrong=one["wrong"],
            )
            for one in analysis["audits"]
        ]
    )


def _proposals(writing: Writing, one: Filed) -> Table | None:
    rows = shown.tab(one.problem, one.parts["respond"], "respond")["recommendations"]
    head = tuple(writing.name(name) for name in (w.WHAT_DO, w.OWNER, w.MONEY, w.DECIDED))
    said = tuple(_proposal(writing, row) for row in rows)
    return Table(writing.name(w.DECISIONS), head, said, 0, "", (5, 3, 2, 4)) if rows else None


def _tasks(writing: Writing, one: Filed) -> Table | None:
    rows = shown.tab(one.problem, one.parts["respond"], "respond")["tasks"]
    head = tuple(writing.name(name) for name in (w.BODY, w.TASK, w.DUE, w.STATE))
    return (
        Table(writing.name(w.TASKS), head, tuple(_task(writing, row) for row in rows), 0, "", (3, 5, 3, 3))
        if rows
        else None
    )


def _proposal(writing: Writing, row: dict[str, Any]) -> tuple[str, ...]:
    decision = row["decision"]
    words = writing.name(w.UNDECIDED)
    if decision:
        because = decision["changed_to"] or decision["ground"]
        words = f"{decision['verdict']} ({str(decision['decider']).lower()}): {because}"
    what = f"{row['text']} ({row['technique']})" if row["technique"] else row["text"]
    money = decision["money"] if decision and decision["money"] else row["money"]
    return what, row["owner"] or DASH, w.figure(money, writing.language) if money else DASH, words


def _task(writing: Writing, row: dict[str, Any]) -> tuple[str, ...]:
    state = f"{row['state']}, {writing.name(w.OVERDUE)}" if row["overdue"] else row["state"]
    return row["body"], row["text"], formats.day(row["due_on"], writing.language), state


def _assessment(writing: Writing, one: Filed) -> Iterator[Block]:
    found = shown.tab(one.problem, one.parts["assess"], "assess")
    yield Head(writing.name(w.ASSESSMENT))
    plan = found["plan"]
    if plan is None:
        yield Text(writing.name(w.NO_PLAN))
        return
    yield Text(_plan(writing, plan, one))
    done = next((row for row in found["assessments"] if row["is_done"] and row["version"] == plan["version"]), None)
    if found["too_early"]:
        yield Text(
            writing.say(w.TOO_EARLY, until=formats.day(plan["until_day"], writing.language, formats.Case.DATIVE)),
            "lead",
        )
    elif done is None:
        yield Text(writing.name(w.NOT_ASSESSED))
    else:
        yield from _result(writing, done)


def _plan(writing: Writing, plan: dict[str, Any], one: Filed) -> str:
    language = writing.language
    compared = one.parts["assess"].plans[0].comparison.get("paths") or ()
    said = writing.say(
        w.PLAN_LINE,
        frozen=formats.day(local(plan["frozen_at"]).date(), language),
        effect=plan["effect"],
        before=formats.period(plan["before_from"], plan["before_until"], language),
        after=formats.period(plan["from_day"], plan["until_day"], language),
        comparison=", ".join(map(area_of_path, compared)),
    )
    if plan["power"] is None:
        return said
    weak = f" {writing.name(w.WEAK)}" if plan["is_weak"] else ""
    return f"{said} {writing.say(w.POWER_LINE, power=plan['power'])}{weak}"


def _result(writing: Writing, done: dict[str, Any]) -> Iterator[Block]:
    if done["exploratory"]:
        yield Text(writing.name(w.EXPLORATORY), "warn")
    if done["sentences"]:
        yield Text(done["sentences"][0], "lead")
        yield Bullets(tuple(done["sentences"][1:]))
    rows = tuple((name, *(w.figure(count, writing.language) for count in counts)) for name, *counts in done["rows"])
    if rows:
        head = (writing.name(w.EVENTS), writing.name(w.BEFORE), writing.name(w.AFTER))
        yield Table(writing.name(w.EVENTS), head, rows, 2)
    if done["cost_each"]:
        yield Text(writing.say(w.COST_EACH, cost=done["cost_each"]))
    if done["threats"]:
        yield Bullets(tuple(str(one) for one in done["threats"] if one))


def experience(writing: Writing) -> Section:
    """What the next group should know, from any area."""
    found = [shown.lesson(one) for one in lessons_for(writing.filed, writing.figures.paths)]
    blocks: list[Block] = [Text(writing.name(w.EXPERIENCE_LEAD), "lead")]
    if not found:
        blocks.append(Text(writing.name(w.NO_EXPERIENCE)))
    for one in found:
        blocks.append(Head(f"{one['title']} ({one['finding'].lower()})"))
        if one["exploratory"]:
            blocks.append(Text(writing.name(w.EXPLORATORY), "warn"))
        blocks.append(
            Facts(tuple((f"{part['name']} – {part['quality'].lower()}", part["text"]) for part in one["parts"]))
        )
    return Section(writing.name(w.EXPERIENCE), 1, tuple(blocks), own_page=bool(found))
