"""The chapter of an area: its figures are those of the selectors, it tells no secret, and it speaks three languages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from senim.incidents import api as incidents
from senim.incidents import events as incident_events
from senim.incidents import memory
from senim.incidents.tests import world as files_world
from senim.kernel import clock
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.problems import domain
from senim.problems.actions import analysis, file
from senim.problems.chapter import actions, figures, filed, parts, permissions, render, selectors, wording
from senim.problems.chapter.domain import LANGUAGES, LEAST, ChapterState, Document, Figure, Format, Pair, Period
from senim.problems.chapter.models import Chapter, ChapterFile
from senim.problems.models import Problem
from senim.problems.tests import world as worlds
from senim.problems.tests.world import Town
from senim.staff import testing as staff
from senim.territory import api as territory
from senim.territory.models import Area
from senim.territory.tests import make
from senim_analysis import poisson_interval

YEAR = Period(date(2025, 5, 13), date(2026, 5, 12))
SECRET_ADDRESS, SECRET_WORDS = "Құпия көше, 77", "жиналыста Айгүл айтқан сөз"
MAKERS = ("coordinator", "analyst", "head", "department")
READERS = (*MAKERS, "akimat", "prosecutor", "council", "juvenile")
OTHERS = ("foreign_analyst", "foreign_coordinator", "foreign_head", "foreign_akimat", "inspector", "assistant")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    memory._columns.clear()
    incident_events._shelf.clear()


@pytest.fixture
def events(town: Town) -> Town:
    """Two years of thefts in the first beat, a few other things, one sensitive kind; 4 000 residents a beat."""
    for name in ("first", "second"):
        Area.objects.filter(pk=town.area(name).pk).update(population=4000)
    make.moved()
    rows = [
        *files_world.many(300, seed=1, start=datetime(2025, 5, 13)),
        *files_world.many(200, seed=2, start=datetime(2024, 5, 10)),
        *files_world.many(3, seed=3, category="Arson", start=datetime(2025, 6, 1)),
    ]
    rows += [
        files_world.row(f"second-{number}", f"2026-03-{number + 10} 12:00", lon=70.035, address=SECRET_ADDRESS)
        for number in range(6)
    ]
    files_world.bring(files_world.feed(town.world), *rows)
    return town


def problem_of(town: Town) -> Problem:
    """A file with residents' words, an unsafe polygon, evidence and a plan whose time has not come."""
    problem = worlds.opened(
        town, selection={"kinds": ["theft"], "polygon": [[70.001, 50.001], [70.0049, 50.001], [70.0049, 50.0049]]}
    )
    file.add_source(
        actor=town.actor("coordinator"), problem_id=problem.pk, kind=domain.SourceKind.RESIDENTS, text=SECRET_WORDS
    )
    worlds.to_response(town, problem)
    analysis.set_side(
        actor=town.actor("analyst"), problem_id=problem.pk, side=domain.Side.PLACE, text="Қараңғы тұрақ", could="Базар"
    )
    return problem


def paths_of(town: Town) -> tuple[str, ...]:
    return (town.path("district"),)


def counted(town: Town, period: Period = YEAR) -> figures.Figures:
    return figures.of_area(paths_of(town), territory.area(town.area("district").pk), period)


def written(town: Town, language: str = "kk", found: figures.Figures | None = None) -> Document:
    cover = parts.Cover(clock.now(), {}, True)
    return parts.document(found or counted(town), filed.of_area(paths_of(town)), cover, language)


def words_of(document: Document) -> str:
    """Every text of a chapter, as its web page has it, without tags."""
    page = render.write(document, Format.PAGE).decode()
    return re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ")


def drawings(document: Document) -> Iterator[Figure]:
    waiting = [block for section in document.sections for block in section.blocks]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Pair):
            waiting += [*block.left, *block.right]
        elif isinstance(block, Figure):
            yield block


# --- figures ----------------------------------------------------------------------------------------------------------


def test_the_figures_are_those_of_the_selectors(events: Town) -> None:
    found, scope = counted(events), events.actor("analyst").scope
    asked = incidents.Selection(paths=paths_of(events), since=YEAR.since, until=YEAR.until)
    assert found.whole.n == incidents.events(scope, asked).n > 250
    for beat in found.beats:
        own = incidents.Selection(paths=(beat.path,), since=YEAR.since, until=YEAR.until)
        assert beat.n == incidents.events(scope, own).n
        assert not beat.kinds or sum(count for _code, count in beat.kinds) == beat.n
    assert found.outside == found.whole.n - sum(one.n for one in found.beats)
    first = next(one for one in found.beats if one.path == events.path("first"))
    rate = poisson_interval(first.n, exposure=4.0)
    assert first.rate and (first.rate.value, first.rate.low, first.rate.high) == (rate.statistic, *rate.interval)


def test_a_beat_without_residents_takes_no_rate_from_the_area(events: Town) -> None:
    beats = Area.objects.filter(level="beat", path__startswith=events.path("district"))
    beats.exclude(pk=events.area("first").pk).update(population=0)
    make.moved()
    found = counted(events)
    assert found.whole.population == 4000 and found.whole.rate
    assert next(one for one in found.beats if one.path == events.path("second")).rate is None
    said = words_of(written(events, "en", found))
    assert wording.G_NOBODY.en.partition("{")[0] in said and wording.G_POPULATION.en.partition("{")[0] not in said


def test_where_residents_are_not_counted_no_beat_is_called_usual(events: Town) -> None:
    Area.objects.filter(pk=events.area("second").pk).update(population=None)
    make.moved()
    found = counted(events)
    said = words_of(written(events, "en", found))
    assert found.whole.rate is None and wording.S_NO_RATE.en in said and wording.S_NO_HIGH.en not in said
    Area.objects.filter(pk=events.area("district").pk).update(population=9000)
    make.moved()
    assert counted(events).whole.population == 9000


def test_a_comparison_is_that_of_the_view(events: Town) -> None:
    found, scope = counted(events), events.actor("analyst").scope
    asked = incidents.Selection(paths=paths_of(events), since=YEAR.since, until=YEAR.until)
    view = next(one for one in incidents.panels(scope, asked, "en") if one.code == "compare")
    ratio = found.whole.ratio
    assert not found.uncovered and ratio is not None and ratio.high is not None
    assert view.table[1][0][3:] == [f"{ratio.value:.2f}", f"{ratio.low:.2f}–{ratio.high:.2f}"]


def test_a_new_source_is_no_rise(events: Town) -> None:
    files_world.bring(
        files_world.feed(events.world, "calls"), *files_world.many(100, seed=9, start=datetime(2025, 5, 13))
    )
    found = counted(events)
    assert found.uncovered == ("calls",) and found.whole.ratio is None and all(one.ratio is None for one in found.beats)
    assert wording.S_NO_BEFORE.kk in words_of(written(events, found=found))


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, ()),
        ({"a": 4}, ()),
        ({"a": 9, "b": 5}, (("a", 9), ("b", 5))),
        ({"a": 9, "b": 3, "c": 2}, (("a", 9), ("other", 5))),
        ({"a": 9, "b": 6, "c": 2}, (("a", 9), ("other", 8))),
        ({"a": 6, "b": 1}, (("other", 7),)),
    ],
)
def test_small_counts_are_pooled(counts: dict[str, int], told: tuple[tuple[str, int], ...]) -> None:
    assert figures.pooled(counts) == told


def test_numbers_stand_in_the_text_of_every_language(events: Town) -> None:
    found = counted(events)
    first = next(one for one in found.beats if one.path == events.path("first"))
    for language in LANGUAGES:
        said = words_of(written(events, language, found))
        assert first.rate and wording.figure(found.whole.n, language) in said
        assert f"{first.rate.value:.1f}".replace(".", "." if language == "en" else ",") in said
        view = incidents.panels(permissions.eyes((first.path,)), figures.selection((first.path,), YEAR), language)
        assert next(one.sentence for one in view if one.code == "trend").replace("\u00a0", " ") in said


# --- what is never told -----------------------------------------------------------------------------------------------


def test_no_point_no_person_and_no_words_of_residents(events: Town) -> None:
    problem = problem_of(events)
    for language in LANGUAGES:
        page = render.write(written(events, language), Format.PAGE).decode()
        assert problem.title in page and "Қараңғы тұрақ" in page and "80 %" in page
        for secret in (SECRET_ADDRESS, SECRET_WORDS, "Сынақов", "Arson-3"):
            assert secret not in page
        assert not re.search(r"\b(70|50)\.0\d{2,}", page), "a coordinate is told"
        small = re.findall(r'<td class="n">([1-4])</td>', page)
        assert all(int(one) >= LEAST for one in small), "a small count is told"


def test_a_sensitive_kind_is_not_named_for_a_beat(events: Town) -> None:
    rows = [files_world.row(f"home-{n}", f"2026-02-{n + 1:02} 21:00", "Domestic violence") for n in range(9)]
    files_world.bring(files_world.feed(events.world, "calls"), *rows)
    found = counted(events)
    first = next(one for one in found.beats if one.path == events.path("first"))
    assert sum(count for _code, count in first.kinds) == first.n and "domestic" not in dict(first.kinds)
    assert incidents.kind_name("domestic", "ru") not in words_of(written(events, "ru", found))
    assert sum(one.sensitive for one in memory.state().kinds.values()) == len(figures.SENSITIVE)
    assert all(one.sensitive == (code in figures.SENSITIVE) for code, one in memory.state().kinds.items())


def test_before_its_time_a_plan_shows_no_verdict(events: Town) -> None:
    problem_of(events)
    for language in LANGUAGES:
        said = words_of(written(events, language))
        assert wording.TOO_EARLY.in_(language).partition("{")[0] in said
        assert not any(one.in_(language) in said for one in domain.FINDINGS.values())


def test_no_hexagon_with_fewer_than_five_is_drawn(events: Town) -> None:
    maps = [one for one in drawings(written(events)) if 'class="beat"' in one.svg]
    assert len(maps) == 1
    assert min(int(one) for one in re.findall(r"<title>(\d+)</title>", maps[0].svg)) >= LEAST


# --- languages --------------------------------------------------------------------------------------------------------


def test_every_sentence_has_three_languages_with_the_same_places() -> None:
    labels = [one for one in vars(wording).values() if isinstance(one, Label)]
    for group in (wording.PHASES, wording.REFUSALS, wording.PANEL_LIMITS, wording.PANEL_INTERVALS):
        labels += group.values()
    labels += [one for row in wording.FIGURES for one in row] + list(wording.PRIVACY_RULES)
    assert len(labels) > 120
    for one in labels:
        assert all(one) and len({frozenset(re.findall(r"{(\w+)}", words)) for words in one}) == 1, one


def test_the_three_chapters_have_the_same_parts(events: Town) -> None:
    problem_of(events)
    made = [written(events, language) for language in LANGUAGES]
    shapes = [[(one.level, [type(block).__name__ for block in one.blocks]) for one in each.sections] for each in made]
    assert shapes[0] == shapes[1] == shapes[2]
    assert len({words_of(one) for one in made}) == 3
    assert not any(re.search(r"{\w+}|%\(\w+\)s", words_of(one)) for one in made)


# --- nothing happened -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_without_events_says_so_and_draws_nothing(town: Town, language: str) -> None:
    made = written(town, language)
    said = words_of(made)
    assert wording.S_NOTHING.in_(language) in said and wording.G_NO_APPEALS.in_(language) in said
    assert not list(drawings(made)) and "nan" not in said and "None" not in said
    assert render.write(made, Format.PDF).startswith(b"%PDF") and render.write(made, Format.WORD).startswith(b"PK")


def test_a_heading_that_opens_its_part_stays_with_it_on_paper(events: Town) -> None:
    page = render.write(written(events), Format.PAGE).decode()
    beats = page.index(f">{wording.BEATS.kk}</h2>")
    following = page[beats : page.index("</h3>", beats)]
    assert "<section aria-labelledby" in following and "new-page" not in following


# --- the job and its pages --------------------------------------------------------------------------------------------


def asked(town: Town, who: str = "coordinator", **more: Any) -> Chapter:
    return actions.ask(actor=town.actor(who), **{"paths": paths_of(town), "period": YEAR, **more})


@pytest.fixture
def chapter(events: Town) -> Chapter:
    problem_of(events)
    return actions.execute(chapter_id=asked(events).pk)


def test_a_chapter_is_made_in_three_languages_and_three_formats(chapter: Chapter) -> None:
    assert chapter.state == ChapterState.DONE and chapter.progress == 1.0 and not selectors.is_stale(chapter)
    kept = {(one.language, one.format): bytes(one.content) for one in ChapterFile.objects.filter(chapter=chapter)}
    assert set(kept) == {(language, form) for language in LANGUAGES for form in Format}
    from docx import Document as Word

    word = Word(io.BytesIO(kept["kk", "docx"]))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert wording.SUMMARY.kk in headings and wording.GAPS.kk in headings and len(word.inline_shapes) >= 3
    assert all(one._inline.docPr.get("descr") for one in word.inline_shapes)
    check_word(word, made=kept["ru", "docx"])
    assert kept["ru", "pdf"].startswith(b"%PDF")


def check_word(word: Any, made: bytes) -> None:
    """What an editor leans on: contents that lead to every heading, heads of tables, captions, a language, pages."""
    from docx import Document as Word

    body = word.element.body
    links = set(body.xpath(".//w:hyperlink/@w:anchor"))
    headings = "./w:p[./w:pPr/w:pStyle[starts-with(@w:val, 'Heading')]]"
    assert links and links == set(body.xpath(f"{headings}/w:bookmarkStart/@w:name"))
    assert "PAGE" in word.sections[0].footer.paragraphs[0]._p.xpath("string(.//w:instrText[1])")
    assert {one.get(one.keys()[0]) for one in body.xpath(".//w:r/w:rPr/w:lang")} == {"kk-KZ"}
    assert not body.xpath(".//w:r[not(w:rPr/w:lang)]")
    assert set(Word(io.BytesIO(made)).element.body.xpath(".//w:r/w:rPr/w:lang/@w:val")) == {"ru-RU"}
    named = [table for table in word.tables if table._tbl.tblPr.xpath("./w:tblCaption")]
    assert len(named) >= 5
    for table in named:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") and not table.rows[-1]._tr.xpath("./w:trPr/w:tblHeader")
        before = table._tbl.getprevious()
        assert before.xpath("string(./w:pPr/w:pStyle/@w:val)") == "Caption"
        assert table._tbl.tblPr.xpath("string(./w:tblCaption/@w:val)") == before.xpath("string(.)")


def test_a_chapter_says_when_the_data_have_changed(chapter: Chapter, events: Town, client: Any) -> None:
    staff.sign_in(client, events.world.people["coordinator"])
    address = f"/kk/problems/chapters/{chapter.pk}/"
    assert 'data-kind="warn"><h2>' not in client.get(address).content.decode()
    files_world.bring(files_world.feed(events.world, "late"), files_world.row("late", "2026-04-01 10:00"))
    assert client.get(address).context["stale"] is True


def test_whoever_works_over_the_area_reads_and_takes_it(chapter: Chapter, events: Town, client: Any) -> None:
    for who in READERS:
        staff.sign_in(client, events.world.people[who])
        page = client.get(f"/ru/problems/chapters/{chapter.pk}/")
        assert page.status_code == 200 and wording.SUMMARY.ru in page.content.decode(), who
        taken = client.get(f"/ru/problems/chapters/{chapter.pk}/kk.pdf")
        assert taken.status_code == 200 and taken.content.startswith(b"%PDF")
        assert taken["Content-Disposition"].startswith("attachment") and "no-store" in taken["Cache-Control"]
        assert client.get(f"/ru/problems/chapters/{chapter.pk}/kk.exe").status_code == 404


def test_a_role_that_may_not_see_gets_404(chapter: Chapter, events: Town, client: Any) -> None:
    for who in OTHERS:
        staff.sign_in(client, events.world.people[who])
        for rest in ("", "kk.pdf", "kk.docx"):
            assert client.get(f"/kk/problems/chapters/{chapter.pk}/{rest}").status_code == 404, who
        assert client.post(f"/kk/problems/chapters/{chapter.pk}/stop/").status_code == 404
        assert f"chapters/{chapter.pk}/" not in client.get("/kk/problems/chapters/").content.decode()
    for who in ("admin", "auditor", "ministry", "duty", "operator"):
        staff.sign_in(client, events.world.people[who])
        assert client.get(f"/kk/problems/chapters/{chapter.pk}/").status_code in {403, 404}, who
    with pytest.raises(NotYours):
        actions.stop(actor=events.actor("akimat"), chapter=chapter)


def test_who_may_ask(events: Town) -> None:
    for who in MAKERS:
        assert asked(events, who).state == ChapterState.QUEUED
    for who in ("akimat", "prosecutor", "council", "inspector", "foreign_head", "admin"):
        with pytest.raises(NotYours):
            asked(events, who)


def test_what_cannot_be_a_chapter_is_refused_in_words(town: Town) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    for more in (
        {"period": Period(YEAR.until, YEAR.since)},
        {"period": Period(YEAR.since, tomorrow)},
        {"paths": ()},
    ):
        with pytest.raises(Refused):
            asked(town, **more)
    for number in range(31):
        make.area(town.area("first").level, town.area("district"), code=f"M{number}")
    with pytest.raises(Refused, match="30"):
        asked(town)


def test_the_page_asks_and_finds_again(events: Town, client: Any, django_assert_max_num_queries: Any) -> None:
    staff.sign_in(client, events.world.people["coordinator"])
    beat = events.area("first").pk
    sent = {"area": events.area("district").pk, "beats": [beat], "since": "2025-05-13", "until": "2026-05-12"}
    answer = client.post("/kk/problems/chapters/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Chapter.objects.get()
    assert made.paths == [events.path("first")] and str(made.pk) in answer["Location"]
    assert client.get(answer["Location"]).context["under_way"] is True
    with django_assert_max_num_queries(12):
        assert f"chapters/{made.pk}/" in client.get("/kk/problems/chapters/").content.decode()
    actions.execute(chapter_id=made.pk)
    with django_assert_max_num_queries(12):
        assert client.get(answer["Location"]).status_code == 200


def test_it_can_be_stopped_before_and_while(events: Town, monkeypatch: Any) -> None:
    waiting = asked(events)
    actions.stop(actor=events.actor("head"), chapter=waiting)
    assert actions.execute(chapter_id=waiting.pk).state == ChapterState.CANCELLED
    going = asked(events)
    monkeypatch.setattr(actions, "TELL_EVERY", 0)
    Chapter.objects.filter(pk=going.pk).update(cancel_asked=True)
    assert actions.execute(chapter_id=going.pk).state == ChapterState.CANCELLED
    assert not ChapterFile.objects.exists()


def test_a_right_that_ended_makes_no_chapter(events: Town) -> None:
    from senim.kernel.scoping import PUBLIC

    row = asked(events)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions.staff, "scope_of", lambda *_: PUBLIC)
        made = actions.execute(chapter_id=row.pk)
    assert (made.state, made.words) == (ChapterState.REFUSED, "not_yours")


def test_without_the_extra_there_is_a_page_and_a_word_what_to_install(
    events: Town, client: Any, monkeypatch: Any
) -> None:
    monkeypatch.setitem(render.NEEDS, Format.PDF, ("no_such_package",))
    monkeypatch.setitem(render.NEEDS, Format.WORD, ("no_such_package",))
    made = actions.execute(chapter_id=asked(events).pk)
    assert {one.format for one in ChapterFile.objects.filter(chapter=made)} == {Format.PAGE}
    staff.sign_in(client, events.world.people["coordinator"])
    for address in ("/en/problems/chapters/", f"/en/problems/chapters/{made.pk}/"):
        assert "senim[reports]" in client.get(address).content.decode()


def test_of_an_area_so_many_chapters_are_kept(events: Town, monkeypatch: Any) -> None:
    monkeypatch.setattr(actions, "KEPT", 2)
    monkeypatch.setattr(render, "offered", lambda: [Format.PAGE])
    made = [actions.execute(chapter_id=asked(events).pk) for _ in range(3)]
    kept = set(ChapterFile.objects.values_list("chapter_id", flat=True))
    assert kept == {made[1].pk, made[2].pk} and Chapter.objects.count() == 3
