"""The passport: written with a source and a day, nobody in it who need not be, nothing lost when two write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.cabinet.tests import made as cabinet
from senim.incidents.tests import world as files
from senim.kernel import clock, duties
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC
from senim.passport import actions, api, selectors
from senim.passport.domain import Section
from senim.passport.models import Doubt, Entry, Version
from senim.staff import testing as staff

pytestmark = pytest.mark.django_db
SCHOOL: dict[str, Any] = {"kind": "school", "name": "№ 12 мектеп", "place": "Абай көшесі", "source": "Аралау"}
LEADER: dict[str, Any] = {
    "kind": "elders", "name": "Ақсақалдар алқасы", "person": "Сынақ Ақсақал", "contact": "+7 701 000 00 00",
    "basis": "agreed", "agreed_on": date(2026, 5, 2), "source": "Кездесу"}
ALONE: dict[str, Any] = {"kind": "alone", "count": 3, "source": "Әлеуметтік қорғау тізімі"}
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"passport:{name}", args=args)


def add(world: Any, who: str = "inspector", section: Section = Section.PLACES, **content: Any) -> Entry:
    said = {"observed_on": today(), **(content or SCHOOL)}
    return actions.add(actor=world.actor(who), area_id=world.areas["first"].pk, section=section, content=said)


def code_of(refused: Any) -> tuple[str, str | None]:
    return refused.value.code, refused.value.field


def test_what_is_written_has_a_source_a_day_and_nobody_who_did_not_agree(on: Any) -> None:
    wrong: list[tuple[Section, dict[str, Any], tuple[str, str]]] = [
        (Section.PLACES, {**SCHOOL, "source": " "}, ("needed", "source")),
        (Section.PLACES, {**SCHOOL, "observed_on": date(2026, 5, 13)}, ("future", "observed_on")),
        (Section.PLACES, {**SCHOOL, "observed_on": date(2015, 5, 13)}, ("long_ago", "observed_on")),
        (Section.PLACES, {**SCHOOL, "kind": "palace"}, ("kind", "kind")),
        (Section.RISKS, {**SCHOOL, "kind": "dark", "place": "12 үй, 5 пәтер"}, ("personal", "place")),
        (Section.GROUPS, {**ALONE, "words": "Асан 8 701 234 56 78"}, ("personal", "words")),
        (Section.LEADERS, {**LEADER, "basis": "seen"}, ("no_basis", "basis")),
        (Section.LEADERS, {**LEADER, "agreed_on": None}, ("agreed_when", "agreed_on")),
        (Section.PRIORITIES, {"name": "Жарық", "words": "12 аула", "due_on": date(2026, 5, 12), "source": "x"},
         ("due", "due_on")),
    ]
    for section, content, expected in wrong:
        with pytest.raises(Refused) as refused:
            add(on, section=section, **content)
        assert code_of(refused) == expected
    assert not Entry.objects.exists() and not Version.objects.exists()
    row = add(on, section=Section.GROUPS, **ALONE, person="Асан", place="Абай 1")
    assert row.content == {"kind": "alone", "count": 3, "source": ALONE["source"], "observed_on": "2026-05-12"}, (
        "a group has no field for a person or a place")
    for number in range(5):
        add(on, section=Section.PRIORITIES, name=f"{number}", words="x", due_on=date(2026, 12, 1), source="x")
    with pytest.raises(Refused) as refused:
        add(on, section=Section.PRIORITIES, name="6", words="x", due_on=date(2026, 12, 1), source="x")
    assert refused.value.code == "enough"


def test_two_who_write_one_entry_are_told_and_nothing_is_lost(on: Any, client: Any) -> None:
    assistant, _post = staff.make_officer("assistant", area_ids=(on.areas["first"].pk,))
    row = add(on)
    staff.sign_in(client, assistant)
    said = {**SCHOOL, "observed_on": "2026-05-12", "edits": "1"}
    actions.change(actor=on.actor("inspector"), entry_id=row.pk, edits=1,
                   content={**SCHOOL, "name": "№ 12 лицей", "observed_on": today()})
    answer = client.post(address("change", row.pk), {**said, "name": "№ 12 гимназия"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "№ 12 лицей" in text and "№ 12 гимназия" in text
    again = answer.context["form"]["edits"].value()
    assert client.post(address("change", row.pk), {**said, "name": "№ 12 гимназия", "edits": again}).status_code == 302
    names = [one.content["name"] for one in Version.objects.filter(entry=row).order_by("number")]
    assert names == ["№ 12 мектеп", "№ 12 лицей", "№ 12 гимназия"]
    history = client.get(address("history", row.pk)).content.decode()
    assert all(name in history for name in names)


def test_after_a_year_the_day_asks_whether_it_is_still_true(on: Any) -> None:
    row, scope = add(on), on.actor("inspector").scope
    assert not [one for one in duties.of(scope, today()) if one.key.startswith("passport")]
    with clock.frozen(TUESDAY + timedelta(days=390)):
        owed = [one for one in duties.of(scope, today()) if one.key.startswith("passport")]
        assert len(owed) == 1 and owed[0].key == f"passport:{on.areas['first'].pk}"
        assert selectors.of(scope, on.areas["first"].pk).entries[Section.PLACES][0].stale
        assert not duties.of(on.actor("other").scope, today())
        actions.confirm(actor=on.actor("inspector"), entry_id=row.pk)
        assert not [one for one in duties.of(scope, today()) if one.key.startswith("passport")]
    row.refresh_from_db()
    assert row.content["observed_on"] == "2026-05-12" and row.confirmed_on > date(2027, 5, 1)


def test_what_is_no_longer_so_goes_into_history_with_its_reason(on: Any) -> None:
    row, actor = add(on, shown=True, **SCHOOL), on.actor("inspector")
    with pytest.raises(Refused):
        actions.end(actor=actor, entry_id=row.pk, reason=" ")
    actions.end(actor=actor, entry_id=row.pk, reason="Жабылды")
    with pytest.raises(Refused) as refused:
        actions.change(actor=actor, entry_id=row.pk, content={**SCHOOL, "observed_on": today()}, edits=2)
    assert refused.value.code == "ended"
    assert api.on_beat(on.areas["first"].pk, "kk") is None
    assert [one.pk for one in selectors.ended(actor.scope, on.areas["first"].pk)] == [row.pk]


def test_who_reads_how_much(on: Any, client: Any) -> None:
    add(on, section=Section.GROUPS, **ALONE)
    add(on, section=Section.LEADERS, **LEADER)
    add(on, shown=True, **SCHOOL)
    area = on.areas["first"].pk
    near, far = (api.of(on.actor(who).scope, area) for who in ("head", "akimat"))
    assert "Сынақ Ақсақал" in str(near) and "Сынақ Ақсақал" not in str(far) and "+7 701" not in str(far)
    groups = {name: next(one for one in of["sections"] if one["code"] == "groups")["rows"][0]["count"]
              for name, of in (("near", near), ("far", far))}
    assert groups["near"] == "3" and "5" in groups["far"] and "3" not in groups["far"]
    for who in ("other", "council", "admin", "auditor", "operator"):
        with pytest.raises(NotYours):
            api.of(on.actor(who).scope, area)
    page = client.get(address("on_beat", on.areas["first"].code)).content.decode()
    assert "№ 12 мектеп" in page and "Ақсақал" not in page and "alone" not in page
    shown = api.on_beat(area, "kk")
    assert shown is not None and [one["title"] for one in shown["groups"][0]["rows"]] == ["№ 12 мектеп"]
    assert not selectors.beats(PUBLIC)


def test_every_act_is_refused_to_every_role_but_its_own(on: Any) -> None:
    row = add(on)
    area = on.areas["first"].pk
    doubt = actions.question(actor=on.actor("head"), area_id=area, figure="houses", showed="3", words="Аз")
    for name in set(on.people) - {"inspector"}:
        actor = on.actor(name)
        for act in (
            lambda actor=actor: actions.add(actor=actor, area_id=area, section=Section.PLACES, content=SCHOOL),
            lambda actor=actor: actions.change(actor=actor, entry_id=row.pk, content=SCHOOL, edits=1),
            lambda actor=actor: actions.confirm(actor=actor, entry_id=row.pk),
            lambda actor=actor: actions.end(actor=actor, entry_id=row.pk, reason="x"),
        ):
            if name == "assistant":
                continue
            with pytest.raises(NotYours):
                act()
        if name not in {"head", "department", "analyst"}:
            with pytest.raises(NotYours):
                actions.answer(actor=actor, doubt_id=doubt.pk, words="x")
    for number in (row.pk + 1000,):
        with pytest.raises(NotYours):
            actions.confirm(actor=on.actor("inspector"), entry_id=number)
    actions.answer(actor=on.actor("analyst"), doubt_id=doubt.pk, words="Жаңа үйлер тізілімге енбеген.")
    assert Doubt.objects.get().answered_at is not None
    with pytest.raises(Refused) as refused:
        actions.answer(actor=on.actor("head"), doubt_id=doubt.pk, words="x")
    assert refused.value.code == "answered"


def test_the_numbers_have_windows_intervals_and_a_year_before(on: Any, settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    rows = [files.row(number, f"2026-0{1 + number % 4}-10 10:00") for number in range(1, 13)]
    rows += [files.row(100 + number, f"2025-0{1 + number % 4}-10 10:00") for number in range(1, 3)]
    files.bring(files.feed(on), *rows)
    for _ in range(3):
        cabinet.appeal()
    area = on.areas["first"].pk
    found = {one.code: one for one in selectors.of(on.actor("inspector").scope, area).figures}
    assert found["population"].value == 4000 and found["houses"].value == 3 and found["streets"].value == 1
    assert found["appeals"].value == 0, "May has not ended: whole months only"
    events = next(one for code, one in found.items() if code.startswith("feed:"))
    assert (events.since, events.until) == (date(2025, 5, 1), date(2026, 4, 30))
    assert events.value == 12 and events.low is not None and 6 < events.low < 7 and events.rate is not None
    assert round(events.rate[0], 1) == 3.0, "twelve events for 4 000 residents"
    far = {one.code: one for one in selectors.of(on.actor("akimat").scope, area).figures}
    assert not any(code.startswith("feed:") for code in far) and far["came"].value == 0
    with clock.frozen(TUESDAY + timedelta(days=31)):
        later = {one.code: one for one in selectors.of(on.actor("akimat").scope, area).figures}
        assert later["appeals"].few and later["appeals"].value is None, "three are fewer than five"


def test_the_page_costs_few_queries_and_stands_in_three_languages(on: Any, client: Any) -> None:
    for section, content in ((Section.PLACES, SCHOOL), (Section.LEADERS, LEADER), (Section.GROUPS, ALONE)):
        for _ in range(4):
            add(on, section=section, **content)
    staff.sign_in(client, on.people["inspector"])
    link = address("beat", on.areas["first"].pk)
    client.get(link)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(link)
    assert page.status_code == 200 and len(asked) <= 12, len(asked)
    for language, words in (("kk", "Учаске паспорты"), ("ru", "Паспорт участка"), ("en", "Passport of the beat")):
        assert words in client.get(link.replace("/kk/", f"/{language}/")).content.decode()
    assert client.get(address("beats")).url.endswith(link)
    question = address("question", on.areas["first"].pk, "houses")
    assert client.post(question, {"words": "Тағы екі үй бар"}).status_code == 302
    assert "Тағы екі үй бар" in client.get(link).content.decode()
    for section in Section:
        assert client.get(address("add", on.areas["first"].pk, section.value)).status_code == 200
    assert client.get(address("add", on.areas["second"].pk, "places")).status_code == 404
    said = {**SCHOOL, "observed_on": "2026-05-12"}
    assert client.post(address("add", on.areas["first"].pk, "places"), said).status_code == 302
