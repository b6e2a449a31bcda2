"""A file comes in, is checked, is written; the same file again changes nothing, a changed one what the rules let."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.appeals.actions import answer, talk
from senim.appeals.actions.answer import Words
from senim.appeals.domain import Outcome
from senim.appeals.models import Appeal
from senim.appeals.tests.world import SECOND
from senim.exchange import policies, selectors
from senim.exchange.actions import files, systems
from senim.exchange.domain import FileState, Part, Stage, Verdict
from senim.exchange.mapping import schema, writing
from senim.exchange.models import Batch, Change, Mapping, Origin
from senim.exchange.tests.world import HEAD, answered, checked, known, row, table, written
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.staff import testing as staff

pytestmark = pytest.mark.django_db


def counts(batch: Batch) -> dict[str, int]:
    told = batch.report.get("written") or batch.report
    return {name: told[name] for name in ("new", "same", "changed", "refused", "left")}


def appeal_of(number: str) -> Appeal:
    return Origin.objects.select_related("appeal").get(number=number).appeal


def test_a_file_comes_in_once(world):
    head, system = world.actor("head"), known()
    content = table([row("KZ-1"), answered("KZ-2"), row("KZ-3", Статус="Черновик"), row("KZ-4", Тема="Неведомое")])
    batch = checked(head, system, content)
    assert batch.state == FileState.CHECKED and not Origin.objects.exists() and not Appeal.objects.exists()
    assert counts(batch) == {"new": 2, "same": 0, "changed": 0, "refused": 1, "left": 1}
    assert batch.report["unknown"] == {"category": [["Неведомое", 1]]}
    assert b"KZ-1" not in bytes(batch.content) and "Неведомое".encode() not in bytes(batch.findings)

    letters = Outgoing.objects.count()
    batch = written(head, system, content)
    assert batch.state == FileState.APPLIED and batch.content is None and counts(batch)["new"] == 2
    first, second = appeal_of("KZ-1"), appeal_of("KZ-2")
    assert (first.category, first.state, first.holder_id) == ("order.noise_night", "new", world.posts["inspector"].pk)
    assert first.identity.phone == "+77000000000" and first.known_as == "named" and first.channel == "system"
    assert second.state == "answered" and second.answers_given.get().post_id is None and not hasattr(second, "followup")
    assert Outgoing.objects.count() == letters  # nobody is written to for what happened elsewhere

    again = checked(head, system, content)
    assert counts(again) == {"new": 0, "same": 2, "changed": 0, "refused": 1, "left": 1}
    with pytest.raises(Refused) as nothing:
        files.begin(actor=head, batch_id=again.pk)
    assert nothing.value.code == "nothing" and Appeal.objects.count() == 2 and not Change.objects.exists()
    line = selectors.lineage(head.scope, first.pk, whole=True)
    assert (line.number, line.row, line.sha256, line.version, line.by) == (
        "KZ-1", 2, batch.sha256, 1, head.account_id) and line.changes == ()
    told = AuditEvent.objects.filter(action="exchange.rows_brought_in").get()
    assert told.data == {"rows": 2, "first": 2, "last": 3}


def test_a_changed_row_changes_what_the_rules_allow_and_shows_the_rest(world):
    head, system, inspector = world.actor("head"), known(), world.actor("inspector")
    numbers = ("KZ-1", "KZ-2", "KZ-3", "KZ-4", "KZ-5")
    written(head, system, table([row(one, Телефон="") for one in numbers]))
    said = "Кеше пәтерге барып, иелерімен сөйлестім, ескерту жасадым."
    done = Words(Outcome.DONE, said, done="Әңгіме", where="Абай, 1", when=today())
    answer.answer(actor=inspector, appeal_id=appeal_of("KZ-4").pk, words=done)
    talk.open_it(actor=inspector, appeal_id=appeal_of("KZ-5").pk)
    later = table([
        row("KZ-1", Телефон="+77001112233", **{"Суть обращения": "Шумят каждую ночь"}),
        answered("KZ-2", Телефон=""),
        row("KZ-3", Телефон="", Тема="Парковка", Адрес="Басқа көше, 2"),
        answered("KZ-4", Телефон="", **{"Суть обращения": "Ещё слова"}),
        row("KZ-5", Телефон="", Статус="Отозвано"),
    ])  # fmt: skip
    batch = checked(head, system, later)
    assert counts(batch) == {"new": 0, "same": 0, "changed": 5, "refused": 0, "left": 0}
    shown = {one["number"]: one["parts"] for one in selectors.findings(batch)["changed"]}
    assert [(one["was"], one["now"]["ru"]) for one in shown["KZ-3"]] == [
        ("order.noise_night", "Парковка во дворе"),
        ("Абай көшесі, 1", "Басқа көше, 2, 70.005, 50.005"),
    ]
    written(head, system, later)
    first = appeal_of("KZ-1")
    assert first.text == "Ночью шумят соседи, KZ-1" and first.identity.phone == "+77001112233"
    assert first.messages.get().text.endswith("Шумят каждую ночь") and first.messages.get().kind == "addition"
    second, third, fourth, fifth = (appeal_of(one) for one in numbers[1:])
    assert second.state == "answered" and second.clocks["legal"]["ended_at"] and second.owed_at is None
    assert third.category == "order.noise_night" and "Басқа көше, 2" in third.messages.get(kind="note").text
    assert fourth.answers_given.get().text.startswith("Кеше") and not fourth.messages.exists()
    assert fifth.state == "withdrawn" and fifth.events.filter(type="withdrawn").exists()
    parts = {one.origin.number: one.parts for one in Change.objects.select_related("origin")}
    assert parts == {
        "KZ-1": {"text": "added", "applicant": "filled"}, "KZ-2": {"state": "taken", "answer": "taken"},
        "KZ-3": {"category": "noted", "place": "noted"},
        "KZ-4": {"text": "kept", "state": "kept", "answer": "kept"}, "KZ-5": {"state": "taken"},
    }  # fmt: skip
    assert counts(checked(head, system, later))["same"] == 5


def test_the_word_of_a_file_goes_only_forward():
    def verdict(state: str, stage: Stage, **more: bool) -> Verdict:
        given = {"is_open": True, "answered": False, "fills": False, **more}
        return policies.verdicts({"state": ""}, state=state, stage=stage, **given)[Part.STATE]

    assert verdict("new", Stage.IN_WORK) is Verdict.TAKEN and verdict("in_work", Stage.NEW) is Verdict.NOTED
    assert verdict("in_work", Stage.ANSWERED, answered=True) is Verdict.NOTED  # somebody here has answered meanwhile
    assert verdict("in_work", Stage.WITHDRAWN, answered=True) is Verdict.TAKEN
    assert verdict("closed", Stage.WITHDRAWN, is_open=False) is Verdict.KEPT
    assert verdict("handed", Stage.REDIRECTED) is Verdict.NOTED


def test_nobody_changes_by_a_file_what_they_may_not_see(world):
    """A head writes a file that withdraws the complaint about that very head."""
    system, department, head = known(), world.actor("department"), world.actor("head")
    complaint = row("KZ-1", Тема="Действия сотрудника полиции")
    written(department, system, table([complaint]))
    appeal = appeal_of("KZ-1")
    Appeal.objects.filter(pk=appeal.pk).update(about_post=head.post_id, about_unknown=False)
    batch = checked(head, system, table([{**complaint, "Статус": "Отозвано"}]))
    assert counts(batch)["refused"] == 1 and selectors.findings(batch)["changed"] == []
    assert batch.report["reasons"] == [["other_place", "number", 1]]
    appeal.refresh_from_db()
    assert appeal.state == "new"


def test_rows_lie_in_the_ground_of_whoever_brings_them(world):
    system, far = known(), staff.actor_for(*staff.make_officer("head", area_ids=(world.areas["second"].pk,)))
    batch = checked(far, system, table([row("KZ-1"), row("KZ-2", Долгота=str(SECOND[0]))]))
    assert counts(batch)["new"] == 1 and batch.report["reasons"] == [["not_here", "place", 1]]
    with pytest.raises(NotYours):  # a file is its bringer's alone: a colleague may be whom a row complains about
        files.find(world.actor("department"), batch.pk)
    with pytest.raises(NotYours):
        files.find(far, checked(world.actor("head"), system, table([row("KZ-9")])).pk)
    with pytest.raises(NotYours):
        files.receive(actor=world.actor("inspector"), system_id=system.pk, name="a", content=b"a")


BAD = [
    ({"Регистрационный номер": ""}, "missing"), ({"Регистрационный номер": "KZ-0"}, "repeated"),
    ({"Дата регистрации": ""}, "missing"), ({"Дата регистрации": "вчера"}, "time_unread"),
    ({"Дата регистрации": "31.02.2026"}, "time_unread"), ({"Дата регистрации": "13.05.2026 10:00"}, "time_future"),
    ({"Дата регистрации": "01.01.1999"}, "time_early"), ({"Дата регистрации": "99999999999999"}, "time_unread"),
    ({"Суть обращения": ""}, "missing"), ({"Суть обращения": "а" * 10_001}, "too_long"),
    ({"Суть обращения": "а\x1bб"}, "control"), ({"Тема": "Неведомое"}, "word_unknown"), ({"Тема": ""}, "missing"),
    ({"Статус": "Странно"}, "word_unknown"), ({"Долгота": "около"}, "number_bad"), ({"Долгота": "nan"}, "number_bad"),
    ({"Долгота": "50.005", "Широта": "70.005"}, "swapped"), ({"Долгота": "10", "Широта": "10"}, "off_land"),
    ({"Статус": "Рассмотрено"}, "answer_missing"),
    ({"Статус": "Рассмотрено", "Результат рассмотрения": "Да", "Дата ответа": "01.04.2026"}, "time_turned"),
    ({"ФИО заявителя": "Ы" * 121}, "too_long"), ({"Регистрационный номер": "\N{ZERO WIDTH SPACE}"}, "missing"),
]  # fmt: skip


def test_each_bad_row_is_told_in_three_languages_and_none_is_lost(world, client):
    head, system = world.actor("head"), known()
    rows = [row("KZ-0"), *(row(f"KZ-{place}", **change) for place, (change, _code) in enumerate(BAD, start=1))]
    batch = checked(head, system, table(rows))
    found = selectors.findings(batch)["refused"]
    assert [(one[0], one[1]) for one in found] == [(place, code) for place, (_c, code) in enumerate(BAD, start=3)]
    assert counts(batch)["new"] == 1
    staff.sign_in(client, world.people["head"])
    texts = {}
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            address = reverse("exchange:refused", args=[batch.pk])
        lines = client.get(address).content.decode("utf-8-sig").splitlines()
        texts[language] = lines
        assert lines[0].split(";")[2:] == HEAD and len(lines) >= len(BAD) + 1
    assert "вчера" in texts["ru"][4] and len({lines[4] for lines in texts.values()}) == 3
    assert AuditEvent.objects.filter(action="exchange.refused_taken", is_read=True).count() == 3


def test_an_odd_contact_loses_no_appeal(world):
    head, system = world.actor("head"), known()
    written(head, system, table([row("KZ-1", Телефон="нет"), row("KZ-2", **{"ФИО заявителя": ""})]))
    first, second = appeal_of("KZ-1"), appeal_of("KZ-2")
    assert (first.identity.phone, first.identity.safe_note) == ("", "нет")
    assert second.known_as == "anonymous" and second.identity.phone == "+77000000000" and not second.identity.name


def sheet(rows: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for one in rows:
        book.active.append(one)
    book.save(out)
    return out.getvalue()


def test_the_same_rows_in_every_form_are_the_same(world):
    from datetime import datetime

    head, system = world.actor("head"), known("table")
    heading = ["Номер", "Поступило", "Текст", "Категория", "Долгота", "Широта"]
    cells: list[object] = [17, datetime(2026, 5, 5, 10, 15), "-Шумно", "order.noise_night", 70.005, 50.005]
    plain = ["17", "2026-05-05 10:15:00", "'-Шумно", "order.noise_night", "70.005", "50.005"]
    lines = "\r\n".join("\t".join(one) for one in (heading, plain))
    objects = json.dumps([dict(zip(heading, [17, plain[1], "-Шумно", *plain[3:]], strict=True))])
    written(head, system, sheet([heading, cells]), "a.xlsx")
    for content in (lines.encode(), lines.encode("utf-16"), lines.encode("cp1251"), gzip.compress(lines.encode()),
                    objects.encode()):
        assert counts(checked(head, system, content))["same"] == 1
    first = appeal_of("17")
    assert first.language == "ru" and first.kind == "signal" and first.known_as == "anonymous"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "no_rows"), (b"\xff\xfe\x00", "not_text"), (b"PK\x03\x04 broken", "not_sheet"), (b"{", "not_json"),
     (b'{"items": 1}', "no_list"), (b"[1]", "no_list"), (b"[]", "no_rows"), (b"a;b\n1;2", "no_column"),
     ("Регистрационный номер;Регистрационный номер;Дата регистрации;Суть обращения\n1;2;3;4".encode(), "twice"),
     ("Регистрационный номер;Дата регистрации;Суть обращения".encode(), "no_rows"), (b"[" * 100_000, "not_json")],
)  # fmt: skip
def test_a_file_that_is_no_table_says_so(world, content, code):
    batch = checked(world.actor("head"), known(), content)
    assert (batch.state, batch.report["unfit"][0]) == (FileState.UNFIT, code)


def test_a_packed_bomb_stops(world, monkeypatch):
    monkeypatch.setattr("senim.exchange.reading.LIMIT_MB", 1)
    with pytest.raises(Refused) as refused:
        checked(world.actor("head"), known(), gzip.compress(b"0" * 3_000_000))
    assert refused.value.code == "too_big" and not Batch.objects.exists()


FAULTS = [
    ("=", "toml"), ("[columns]", "needed"), ("[strange]", "section"), ("system = 1", "not_text"),
    ("columns = 1", "not_table"), ('[columns]\nstrange = "x"', "field"), ("[columns]\nnumber = 1", "not_text"),
    ("[columns]\nnumber = []", "not_text"), ('[words.category]\n"Шум" = "nothing"', "value"),
    ('[words.number]\na = "b"', "field"), ('[empty]\nstate = "sleeping"', "value"), ('[empty]\nnumber = "1"', "field"),
    ('[unknown]\ncategory = "x"', "value"), ('[read]\nzone = "Mars/Olympus"', "zone"), ('[read]\norder = "x"', "value"),
    ('[read]\nstrange = "x"', "field"), ('channel = "pigeon"', "value"), ("words = 3", "not_table"),
    ("[words]\ncategory = 3", "not_table"),
]  # fmt: skip


def test_every_fault_of_a_mapping_is_told_at_once(world):
    for text, code in FAULTS:
        with pytest.raises(schema.Unfit) as unfit:
            schema.read(text)
        assert code in {one.code for one in unfit.value.faults}, text
        assert all(len({one.said(language) for language in ("kk", "ru", "en")}) == 3 for one in unfit.value.faults)
    system = known()
    with pytest.raises(schema.Unfit):
        systems.map_again(actor=world.actor("head"), system_id=system.pk, toml=systems.shipped("109"))
    assert Mapping.objects.count() == 1


@pytest.mark.parametrize("code", list(systems.SHIPPED))
def test_a_ready_mapping_says_that_it_is_assumed_and_survives_being_written(code):
    text = systems.shipped(code)
    meaning = schema.read(text)
    assert set(meaning.note) == {"kk", "ru", "en"} and meaning.system == code
    assert (code == "table") != meaning.note["en"].startswith("ASSUMPTION")
    columns = {str(one): names[0] for one, names in meaning.columns.items()}
    odd = 'Шум "Ы"\\ \t\x7f = #]'
    again = schema.read(writing.changed(text, columns=columns, words={"category": {odd: "place.light"}}, empty={}))
    assert again.columns == meaning.columns and again.words[schema.Field.CATEGORY][schema.key(odd)] == "place.light"
    assert {**meaning.words.get(schema.Field.STATE, {})} == {**again.words.get(schema.Field.STATE, {})}


def test_two_change_a_mapping_and_the_second_hears_of_it(world):
    head, system = world.actor("head"), known()
    batch = checked(head, system, table([row("KZ-1", Тема="Шумиха")]))
    columns = {str(one): names[0] for one, names in schema.read(batch.mapping.toml).columns.items()}
    change = {"columns": columns, "words": {"category": {"Шумиха": "order.noise_day"}}, "empty": {}}
    made = systems.map_from_page(actor=head, batch=batch, **change)
    assert made.version == 2 and systems.map_again(actor=head, system_id=system.pk, toml=made.toml).version == 2
    change["words"] = {"category": {"Шумиха": "place.light"}}
    with pytest.raises(Refused) as old:
        systems.map_from_page(actor=head, batch=batch, **change)
    assert old.value.code == "old_mapping"
    files.recheck(actor=head, batch_id=batch.pk)
    assert counts(files.check(batch_id=batch.pk, actor=head))["new"] == 1


def test_the_number_of_statements_does_not_grow_with_the_rows(world):
    head, system = world.actor("head"), known()

    def statements(rows: list[dict[str, str]]) -> tuple[int, int]:
        batch = files.receive(actor=head, system_id=system.pk, name="a.csv", content=table(rows))
        with CaptureQueriesContext(connection) as checking:
            files.check(batch_id=batch.pk, actor=head)
        files.begin(actor=head, batch_id=batch.pk)
        with CaptureQueriesContext(connection) as writing_:
            files.write(batch_id=batch.pk, actor=head)
        return len(checking), len(writing_)

    few = statements([answered(f"A-{number}") for number in range(3)])
    many = statements([answered(f"B-{number}") for number in range(60)])
    assert many[0] <= few[0] <= 8 and many[1] <= few[1] + 2 and few[1] <= 40, (few, many)
    changed = [answered(f"B-{number}", Адрес="Басқа") for number in range(60)]
    assert statements(changed)[1] <= 36


def test_a_person_does_it_all_in_the_browser(world, client, django_capture_on_commit_callbacks, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    system = known()
    staff.sign_in(client, world.people["operator"])
    upload = io.BytesIO(table([row("KZ-1"), row("KZ-2", Тема="Неведомое")]))
    upload.name = "export.csv"
    with django_capture_on_commit_callbacks(execute=True):
        reply = client.post(reverse("exchange:files"), {"system": system.pk, "file": upload})
    page = reply["Location"]
    with CaptureQueriesContext(connection) as read:
        shown = client.get(page).content.decode()
    assert "Неведомое" in shown and "Алынбаған жолдарсыз жазу" in shown and len(read) <= 12
    batch = Batch.objects.get()
    form = client.get(reverse("exchange:meaning", args=[batch.pk])).context["form"]
    values = {name: form[name].value() or "" for name in form.fields} | {"word-category-0": "place.light"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("exchange:meaning", args=[batch.pk]), values).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("exchange:begin", args=[batch.pk])).status_code == 302
    batch.refresh_from_db()
    assert batch.state == FileState.APPLIED and counts(batch)["new"] == 2 and batch.mapping.version == 2
    number = appeal_of("KZ-2").number
    staff.sign_in(client, world.people["inspector"])
    with CaptureQueriesContext(connection) as desk:
        assert "export.csv" in client.get(reverse("appeals:desk", args=[number])).content.decode()
    assert sum("exchange_" in one["sql"] for one in desk) == 1
    assert "export.csv" in client.get(reverse("exchange:lineage", args=[number])).content.decode()
    staff.sign_in(client, world.people["other"])
    Appeal.objects.filter(number=number).update(sensitive=True)
    assert client.get(reverse("exchange:lineage", args=[number])).status_code == 404
    assert client.get(page).status_code == 403
