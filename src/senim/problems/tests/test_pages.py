"""The pages: every tab, every act by its form, the phone's audit, the lists, what residents see; and their queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from senim.appeals.actions import intake
from senim.appeals.tests.world import FIRST, report
from senim.kernel.clock import local
from senim.kernel.scoping import PUBLIC
from senim.problems import domain, events
from senim.problems.actions import analysis, audits, file, measure, offers, reminders
from senim.problems.models import Audit, AuditItem, Offer, Plan, Problem, ProblemAppeal, Task
from senim.problems.presenters.opening import PROBLEM_OF
from senim.problems.selectors.public import on_beat
from senim.problems.tests import world as worlds
from senim.problems.tests.test_loop import lay, lesson, whole
from senim.problems.tests.world import Town
from senim.problems.views.acts import ACTS
from senim.staff import testing as staff

#: The most statements of one page, with session and account.
MOST = 12
TABS = ("scan", "analyse", "respond", "assess", "residents", "history")


@pytest.fixture
def asked(client: Any) -> Callable[..., list[str]]:
    """The statements of one request, once everything that is kept in memory is there."""

    def ask(address: str) -> list[str]:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            said = client.get(address)
        assert said.status_code == 200, said.status_code
        frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
        return [one["sql"] for one in captured if not one["sql"].startswith(frame)]

    return ask


def filled(town: Town, problem: Problem, times: int) -> None:
    """So many of everything."""
    actor = town.actor("analyst")
    for number in range(times):
        body = town.bodies[("poor", "silent", "lighting")[number % 3]]
        if not problem.members.filter(body=body).exists():
            file.add_member(actor=actor, problem_id=problem.pk, role=domain.MemberRole.PARTNER, body_id=body.pk)
        file.add_source(actor=actor, problem_id=problem.pk, kind=domain.SourceKind.AGENCY, text=f"Дерек {number}")
        analysis.add_finding(actor=actor, problem_id=problem.pk, question=domain.Question.WHEN, text=f"Кешке {number}")
        worlds.held(town, problem)
        audit = audits.begin_audit(
            actor=actor, problem_id=problem.pk, place_kind="yard", place=f"Аула {number}", light=domain.Light.DAY
        )
        audits.mark_heading(
            actor=actor,
            problem_id=problem.pk,
            audit_id=audit.pk,
            heading="image",
            mark=domain.Mark.BAD,
            text="Қоқыс",
            owner_id=town.bodies["lighting"].pk,
        )
        row = worlds.adopted(town, problem)
        worlds.sent(town, problem, row)


def test_no_tab_asks_more_than_twelve_times_nor_grows(town: Town, client: Any, asked: Any) -> None:
    problem = worlds.opened(town)
    worlds.to_response(town, problem)
    staff.sign_in(client, town.world.people["coordinator"])
    address = f"/kk/problems/{problem.number}/{{}}/".format
    filled(town, problem, 1)
    few = {code: len(asked(address(code))) for code in TABS}
    filled(town, problem, 5)
    for code in TABS:
        statements = asked(address(code))
        assert len(statements) <= MOST, (code, "\n".join(statements))
        assert len(statements) == few[code], (code, "\n".join(statements))


def test_the_lists_do_not_grow(town: Town, client: Any, asked: Any) -> None:
    staff.sign_in(client, town.world.people["coordinator"])
    pages = ("/kk/problems/", "/kk/problems/tasks/?which=open", "/kk/problems/experience/", "/kk/problems/offers/")
    problem = worlds.opened(town)
    worlds.sent(town, problem, worlds.to_response(town, problem))
    few = {page: len(asked(page)) for page in pages}
    for number in range(4):
        other = worlds.opened(town, title=f"Тағы бір орын {number}")
        worlds.sent(town, other, worlds.to_response(town, other))
    for page in pages:
        statements = asked(page)
        assert len(statements) == few[page] <= 6, "\n".join(statements)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_tab_speaks_the_language(town: Town, client: Any, frozen_clock: Any, language: str) -> None:
    problem, _row = whole(town, frozen_clock, treated=(160, 70))
    staff.sign_in(client, town.world.people["coordinator"])
    for code in (*TABS, "views"):
        page = client.get(f"/{language}/problems/{problem.number}/{code}/")
        assert page.status_code == 200, code
        assert "%(" not in page.content.decode()
    found = client.get(f"/{language}/problems/{problem.number}/assess/").content.decode()
    assert str(domain.FINDINGS[domain.Finding.FALL].in_(language)) in found


def test_a_file_is_worked_by_its_forms(town: Town, client: Any) -> None:
    """The acts of a file, each through the page, as a person does it."""
    staff.sign_in(client, town.world.people["coordinator"])
    area = town.area("first").pk
    first = {
        "title": "Базар тұрағы",
        "words": "Көліктен ұрлау қайталанады.",
        "kind": "vehicle",
        "place_kind": "parking",
        "area": area,
    }
    refused = client.post("/kk/problems/open/", {**first, "title": "Абай 12, 45-пәтер"})
    assert refused.status_code == 422
    assert "бір отбасы" in refused.content.decode()
    chosen = json.dumps({"hours": [20, 21], "kinds": []})
    opened = client.post(f"/kk/problems/open/?run=7&selection={chosen}", {**first, "selection": chosen})
    problem = Problem.objects.get()
    assert opened["Location"].endswith(f"/problems/{problem.number}/")
    assert (problem.selection["hours"], problem.selection["paths"]) == ([20, 21], [town.path("first")])

    def do(name: str, **values: Any) -> Any:
        said = client.post(f"/kk/problems/{problem.number}/do/{name}/", values)
        assert said.status_code == 302, (name, said.content.decode()[-3000:])
        return said

    do("source", kind="survey", text="Сауалнамада 40 %")
    do("source", kind="residents", text="Жиналыста айтылды")
    do("member", who=f"b{town.bodies['lighting'].pk}", role="partner")
    do("define", **{**first, "words": "Көліктен ұрлау кешке қайталанады."})
    do("move", to="analyse")
    do("finding", question="when", text="Кешкі 8-ден кейін")
    do("side", side="place", text="Қараңғы тұрақ", controller="Күзет жоқ", could="Базар әкімшілігі")
    do("hypothesis", text="Жарық болмағандықтан")
    target = problem.hypotheses.get().pk
    do("evidence", target=target, weight="for", text="80 % қараңғыда")
    do("evidence", target=target, weight="against", text="Жарық тұрақта да бар")
    do("judge", target=target, state="held", why="Дәлел басым")
    do("recommend", text="Алты шам", technique="7", owner=town.bodies["lighting"].pk, money=900000)
    plan = {
        "comparison": [town.path("second")],
        "ring": [town.path("third")],
        "before_from": "2025-11-01",
        "before_until": "2026-05-10",
        "from_day": "2026-06-01",
        "until_day": "2026-12-10",
        "smallest_effect": 30,
        "break_day": "2026-01-15",
        "break_words": "Жаңа тіркеу нысаны",
    }
    early = client.post(f"/kk/problems/{problem.number}/do/plan/", {**plan, "until_day": "2026-08-01"})
    assert early.status_code == 422
    assert "2026-08-01" in early.content.decode(), "what was typed comes back"
    do("plan", **plan)
    assert Plan.objects.get().breaks == [{"since": "2026-01-15", "what": "Жаңа тіркеу нысаны"}]
    client.logout()
    staff.sign_in(client, town.world.people["akimat"])
    do("decide", target=problem.recommendations.get().pk, verdict="accepted", decider="akim", ground="Бар", money="")
    client.logout()
    staff.sign_in(client, town.world.people["coordinator"])
    do("move", to="respond")
    said = client.post(
        f"/kk/problems/{problem.number}/do/task/",
        {"ground": f"r{problem.recommendations.get().pk}", "body": town.bodies["lighting"].pk, "text": "Алты шам қою"},
        follow=True,
    )
    assert "/kk/p/" in said.content.decode(), "the link is shown once, for handing over"
    task = Task.objects.get()
    do("again", target=task.pk)
    do("begin", day="2026-05-12")
    do("recall", target=task.pk, text="Басқа орган жасайды")
    do("publish", title_kk="Тұрақ", text_kk="Жұмыс жүріп жатыр", title_ru="Стоянка", text_ru="Идёт работа")
    do("withdraw")
    assert client.post(f"/kk/problems/{problem.number}/do/assess/", {}).status_code == 422
    assert client.post(f"/kk/problems/{problem.number}/do/treated/", {"text": "Онда да шам"}).status_code == 302
    do("left", target=problem.members.filter(body__isnull=False).get().pk, text="Келісім аяқталды")
    do("move", to="analyse", reason="Қайта талдаймыз")
    assert client.post(f"/kk/problems/{problem.number}/do/nonsense/", {}).status_code == 404
    assert client.get(f"/kk/problems/{problem.number}/nonsense/").status_code == 404


def photo() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(made, "JPEG")
    return SimpleUploadedFile("a.jpg", made.getvalue(), "image/jpeg")


def test_an_audit_on_a_phone(town: Town, client: Any) -> None:
    problem = worlds.opened(town)
    staff.sign_in(client, town.world.people["assistant"])
    began = client.post(
        f"/kk/problems/{problem.number}/do/audit/", {"place": "Абай 12 ауласы", "place_kind": "yard", "light": "night"}
    )
    audit = Audit.objects.get()
    assert began["Location"].endswith(f"/audits/{audit.pk}/")
    page = client.get(began["Location"]).content.decode()
    assert page.count("/surveillance/") == 1
    address = f"/kk/problems/{problem.number}/audits/{audit.pk}/surveillance/"
    assert "Табиғи көріну" in client.get(address).content.decode()
    assert client.post(address, {"mark": "bad", "text": ""}).status_code == 422
    kept = client.post(
        address, {"mark": "bad", "text": "Шам жоқ", "photo": photo(), "owner": town.bodies["lighting"].pk}
    )
    assert kept["Location"].endswith("/access/"), "the next heading follows by itself"
    item = AuditItem.objects.get()
    assert (item.mark, item.text, item.owner_id) == ("bad", "Шам жоқ", town.bodies["lighting"].pk)
    shown = client.get(f"{address}photo/")
    assert shown["Content-Type"] == "image/jpeg"
    assert b"".join(shown.streaming_content)
    client.post(address, {"mark": "weak", "text": "Бір шам бар"})
    item.refresh_from_db()
    assert item.photo_id is not None, "marked again without a photo: the photo stays"
    client.logout()
    staff.sign_in(client, town.world.people["foreign_inspector"])
    assert client.get(f"{address}photo/").status_code == 404
    assert client.get(address).status_code == 404


def test_what_residents_see_and_what_they_never_do(town: Town, client: Any, frozen_clock: Any) -> None:
    receipt = intake.send(token=intake.begin(language="kk"), report=report())
    problem, _row = whole(town, frozen_clock, treated=(160, 70))
    ProblemAppeal.objects.create(problem=problem, appeal_id=receipt.appeal_id)
    beat, mine = f"/kk/beat/{town.area('first').code}/", f"/kk/a/{receipt.secret}/"
    for page in (beat, mine):
        assert "Тұрақты жарықтандыру" not in client.get(page).content.decode()
    said = file.PublicWords("Базар тұрағы", "Тұраққа шам қойылды.", "Стоянка у рынка", "Поставили фонари.")
    file.publish(actor=town.actor("head"), problem_id=problem.pk, said=said)
    for page in (beat, mine):
        text = client.get(page).content.decode()
        assert "Тұраққа шам қойылды." in text
        assert "Мұндай оқиға азайды." in text
        for secret in (problem.title, problem.number, "1200000", "160"):
            assert secret not in text, secret
    assert [one.title for one in on_beat(PUBLIC, town.path("first"), "en")] == ["Базар тұрағы"]
    assert on_beat(PUBLIC, town.path("second"), "kk") == []
    file.withdraw(actor=town.actor("head"), problem_id=problem.pk)
    assert "Тұраққа шам" not in client.get(mine).content.decode()


def test_residents_see_no_result_before_its_time(town: Town) -> None:
    problem = worlds.opened(town)
    said = file.PublicWords("Тұрақ", "Қараймыз", "Стоянка", "Смотрим")
    file.publish(actor=town.actor("coordinator"), problem_id=problem.pk, said=said)
    [shown] = on_beat(PUBLIC, town.path("first"), "kk")
    assert (shown.result, shown.stage) == ("", "Мәселе анықталып жатыр")


def test_the_experience_base_is_searched(town: Town, client: Any, frozen_clock: Any) -> None:
    problem, _row = whole(town, frozen_clock, treated=(160, 156))
    measure.keep_lesson(actor=town.actor("analyst"), problem_id=problem.pk, said=lesson())
    staff.sign_in(client, town.world.people["foreign_inspector"])
    base = "/kk/problems/experience/"
    assert "Тұраққа жарық" in client.get(f"{base}?kind=vehicle&q=ЖАРЫҚ").content.decode()
    assert "Әсері көрінбейді" in client.get(base).content.decode(), "what did not work is kept too"
    assert "Тұраққа жарық" not in client.get(f"{base}?kind=noise").content.decode()


def test_an_offer_is_answered_on_its_page(town: Town, client: Any) -> None:
    for name, lon in (("+77000000001", 70.0050), ("+77000000002", 70.0051), ("+77000000003", 70.0052)):
        told(name, lon)
    assert offers.look() == 1
    offer = Offer.objects.get()
    staff.sign_in(client, town.world.people["head"])
    page = client.get("/kk/problems/").content.decode()
    assert f"/kk/problems/offers/{offer.pk}/" in page
    address = f"/kk/problems/offers/{offer.pk}/"
    assert client.post(address, {"do": "decline", "ground": ""}).status_code == 422
    made = client.post(
        address,
        {
            "title": "Абай 1 алды",
            "words": "Түнде шу қайталанады.",
            "kind": "noise",
            "place_kind": "yard",
            "area": town.area("first").pk,
        },
    )
    assert made.status_code == 302
    problem = Problem.objects.get()
    assert problem.appeals.count() == 3
    assert client.get(address).status_code == 404, "answered once"


def told(phone: str, lon: float, **changes: Any) -> int:
    from senim.appeals.domain import KnownAs
    from senim.appeals.report import Contact

    values = {"known_as": KnownAs.NAMED, "contact": Contact(name="Сынақ", phone=phone), "lon": lon, "lat": FIRST[1]}
    return intake.send(token=intake.begin(language="kk"), report=report(**{**values, **changes})).appeal_id


def test_selections_of_the_workbench_are_read_or_refused(town: Town, client: Any) -> None:
    assert not events.is_selection({"hours": [99]})
    staff.sign_in(client, town.world.people["analyst"])
    odd = ('{"polygon": [["NaN", 2], [1, 2], [2, 3]]}', '{"polygon": [[1e999, 2], [1, 2], [2, 3]]}')
    flat = '{"polygon": [[1, 1], [1, 1], [1, 1]]}'
    for typed in ("{", "[1]", "null", '{"hours": "x"}', "x" * 30_000, *odd, flat):
        assert client.get("/kk/problems/open/", {"selection": typed}).status_code == 200
    wrong = {
        "title": "Тұрақ",
        "words": "Ұрлық",
        "kind": "vehicle",
        "place_kind": "parking",
        "area": town.area("first").pk,
        "selection": json.dumps({"hours": [99]}),
    }
    assert client.post("/kk/problems/open/", wrong).status_code == 422


def test_every_act_has_a_right_and_words_in_three_languages() -> None:
    from django.utils import translation

    for act in ACTS.values():
        said = set()
        for language in ("kk", "ru", "en"):
            with translation.override(language):
                said.add(str(act.title))
        assert len(said) == 3, act.title


def test_too_early_is_said_on_the_page(town: Town, client: Any, frozen_clock: Any) -> None:
    problem = worlds.opened(town)
    lay(town, treated=(160, 70))
    row = worlds.to_response(town, problem)
    _task, secret = worlds.sent(town, problem, row)
    worlds.done(secret, began_on=date(2026, 5, 12))
    file.move(actor=town.actor("coordinator"), problem_id=problem.pk, to=domain.Stage.ASSESS)
    frozen_clock.to(datetime(2026, 8, 1, 6, 0, tzinfo=UTC))
    staff.sign_in(client, town.world.people["analyst"])
    page = client.get(f"/kk/problems/{problem.number}/assess/").content.decode()
    assert "Әлі ерте" in page
    assert "азайды" not in page
    assert reminders.remind() == 0


@pytest.mark.parametrize("kinds", [["theft"], ["order.gathering"], ["Төбелес (файлдағы сөз)"]])
def test_the_form_begins_with_what_a_scan_found(town: Town, client: Any, kinds: list[str]) -> None:
    staff.sign_in(client, town.world.people["coordinator"])
    chosen = json.dumps({"kinds": kinds, "since": "2026-01-05", "until": "2026-03-01"}, ensure_ascii=False)
    form = client.get("/kk/problems/open/", {"selection": chosen, "run": "7"}).context["form"]
    assert form["kinds"].value() == kinds and {code for code, _name in form.fields["kinds"].choices} >= set(kinds)
    assert (form["since"].value(), form["until"].value()) == ("2026-01-05", "2026-03-01")


def test_a_file_of_a_candidate_begins_with_its_kind_place_and_period(town: Town, client: Any) -> None:
    staff.sign_in(client, town.world.people["analyst"])
    region, first = town.path("region"), town.area("first")
    ring = [[69.9995, 50.004], [70.004, 50.004], [70.004, 50.006], [69.9995, 50.006]]
    found = {"kinds": ["from_vehicle"], "paths": [region], "polygon": ring, "since": "2026-01-05"}
    page = client.get("/kk/problems/open/", {"selection": json.dumps(found), "run": "9" * 30, "area": region})
    form = page.context["form"]
    assert (form["kind"].value(), form["area"].value()) == ("vehicle", first.pk)
    assert form["place_kind"].value() is None and "50.004, 69.9995" in form["outline"].value()
    said = {name: form[name].value() or "" for name in form.fields} | {"title": "Тұрақ", "words": "Көліктен ұрлау."}
    assert client.post("/kk/problems/open/?run=%C2%B2", said).status_code == 422, "the kind of place is asked"
    assert client.post("/kk/problems/open/?run=" + "9" * 30, said | {"place_kind": "parking"}).status_code == 302
    problem = Problem.objects.get()
    assert problem.run_id is None, "an analysis that nobody sees is no origin"
    assert problem.selection["paths"] == [first.path], "the file counts its own beat, as it says while one draws"
    client.post(f"/kk/problems/{problem.number}/do/define/", said | {"place_kind": "parking", "title": "Тұрақ алды"})
    problem.refresh_from_db()
    assert (problem.title, problem.selection["paths"]) == ("Тұрақ алды", [first.path])


def test_a_new_file_begins_empty_and_asks(town: Town, client: Any) -> None:
    staff.sign_in(client, town.world.people["analyst"])
    form = client.get("/kk/problems/open/").context["form"]
    assert [form[name].value() or "" for name in ("kind", "place_kind", "area")] == ["", "", ""]
    empty = {"kind": "", "place_kind": "", "area": ""}
    sent = client.post("/kk/problems/open/", {"title": "Тұрақ", "words": "Ұрлық", **empty})
    assert sent.status_code == 422 and set(sent.context["form"].errors) == {"kind", "place_kind", "area"}


def test_a_file_counts_no_area_but_its_own(town: Town) -> None:
    from senim.problems.selection import tidy

    first, other = town.path("first"), town.path("foreign_beat")
    assert tidy({"paths": [other]}, first)["paths"] == [first]
    assert tidy({"paths": [town.path("region")]}, first)["paths"] == [first], "nothing is marked: the area alone"


def test_an_offer_brings_its_kind_and_its_first_day(town: Town, client: Any) -> None:
    for name, lon in (("+77000000001", 70.0050), ("+77000000002", 70.0051), ("+77000000003", 70.0052)):
        told(name, lon)
    offers.look()
    offer = Offer.objects.get()
    staff.sign_in(client, town.world.people["head"])
    form = client.get(f"/kk/problems/offers/{offer.pk}/").context["form"]
    assert (form["kind"].value(), form["area"].value()) == (PROBLEM_OF[offer.category], offer.area_id)
    assert form["since"].value() == local(offer.first_at).date().isoformat()


def test_a_reader_of_another_language_sees_the_title_that_residents_read(town: Town, client: Any) -> None:
    problem = worlds.opened(town)
    said = file.PublicWords("Базар тұрағы", "Жарық қойылады.", "Стоянка у рынка", "Поставят свет.")
    file.publish(actor=town.actor("head"), problem_id=problem.pk, said=said)
    staff.sign_in(client, town.world.people["head"])
    for address in ("/ru/problems/", f"/ru/problems/{problem.number}/"):
        page = client.get(address).content.decode()
        assert problem.title in page and "Стоянка у рынка" in page, address
    assert "Стоянка у рынка" not in client.get(f"/kk/problems/{problem.number}/scan/").content.decode()
