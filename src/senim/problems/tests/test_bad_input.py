"""What goes wrong in the life of a file: nothing is lost, and the page of a person says it in a clear sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from senim.kernel.errors import Refused
from senim.problems import domain
from senim.problems.actions import file, measure
from senim.problems.actions.assess import run_assessment
from senim.problems.models import Assessment, Plan, Problem
from senim.problems.tests import world as worlds
from senim.problems.tests.test_loop import AFTER, lay
from senim.problems.tests.world import Town
from senim.staff import testing as staff

LANGUAGES = ("kk", "ru", "en")
PLAN = {
    "before_from": "2025-11-01",
    "before_until": "2026-05-10",
    "from_day": "2026-06-01",
    "until_day": "2026-12-10",
    "smallest_effect": 30,
}


def told(client: Any, problem: Problem, tab: str, language: str) -> str:
    answer = client.get(f"/{language}/problems/{problem.number}/{tab}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def does(client: Any, problem: Problem, name: str, language: str = "kk", status: int = 302, **data: Any) -> str:
    """Send the form of an act as a person does; gives the page that follows."""
    address = f"/{language}/problems/{problem.number}/do/{name}/"
    answer = client.post(address, data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return str((client.get(answer["Location"]) if status == 302 else answer).content.decode())


def assessed(town: Town, problem: Problem, clock: Any) -> Assessment:
    clock.to(AFTER)
    row = measure.ask_assessment(actor=town.actor("analyst"), problem_id=problem.pk)
    run_assessment(actor=town.actor("analyst"), assessment_id=row.pk)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(
    ("language", "now", "later"),
    [
        ("kk", "бақылау кезеңі басталып қойған", "болжам айтады, бірақ дәлел болмайды"),
        ("ru", "период наблюдения уже шёл", "подсказывает, но не доказывает"),
        ("en", "The watched period had begun", "suggests and does not prove"),
    ],
)
def test_a_plan_changed_after_the_data(
    town: Town, client: Any, frozen_clock: Any, language: str, now: str, later: str
) -> None:
    problem = worlds.opened(town)
    lay(town, treated=(160, 70))
    worlds.done(worlds.sent(town, problem, worlds.to_response(town, problem))[1])
    frozen_clock.to(datetime(2026, 9, 1, 6, 0, tzinfo=UTC))
    staff.sign_in(client, town.world.people["analyst"])
    ring = {"comparison": [town.path("third")]}
    refused = does(client, problem, "plan", language, status=422, **PLAN, **ring)
    assert {"kk": "бұрынғы жоспар сақталады", "ru": "прежний план", "en": "earlier plan is kept"}[language] in refused
    assert now in does(client, problem, "plan", language, **PLAN, **ring, reason="Салыстыру аумағы бұзылды")
    assert list(Plan.objects.order_by("version").values_list("version", "late")) == [(1, False), (2, True)]
    assert told(client, problem, "respond", language).count("<h3>") > 1
    file.move(actor=town.actor("coordinator"), problem_id=problem.pk, to=domain.Stage.ASSESS)
    row = assessed(town, problem, frozen_clock)
    assert row.exploratory
    staff.sign_in(client, town.world.people["analyst"])
    assert later in told(client, problem, "assess", language)


@pytest.mark.parametrize(
    ("language", "now", "later"),
    [
        ("kk", "жоспары бекітілмей тұрып басталған", "қорытынды оның көмектескенін дәлелдемейді"),
        ("ru", "раньше, чем зафиксирован план", "вывод не докажет, что она помогла"),
        ("en", "began before its plan was frozen", "will not prove that it worked"),
    ],
)
def test_a_response_that_began_before_its_plan(town: Town, client: Any, language: str, now: str, later: str) -> None:
    problem = worlds.opened(town)
    worlds.to_response(town, problem)
    staff.sign_in(client, town.world.people["coordinator"])
    assert later not in told(client, problem, "respond", language)
    assert now in does(client, problem, "begin", language, day="2026-04-01")
    assert later in told(client, problem, "respond", language)


def test_a_body_that_began_early_is_seen_too(town: Town, client: Any) -> None:
    problem = worlds.opened(town)
    _task, secret = worlds.sent(town, problem, worlds.to_response(town, problem))
    worlds.done(secret, began_on=date(2026, 3, 3))
    staff.sign_in(client, town.world.people["akimat"])
    assert "2026 жылғы 3 наурыз" in told(client, problem, "respond", "kk").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "шара болмаса не болатынын көрсетпейді"),
        ("ru", "не показывает, что было бы без меры"),
        ("en", "no longer shows what would have been"),
    ],
)
def test_a_comparison_area_treated_by_mistake(
    town: Town, client: Any, frozen_clock: Any, language: str, said: str
) -> None:
    problem = worlds.opened(town)
    lay(town, treated=(160, 70))
    worlds.done(worlds.sent(town, problem, worlds.to_response(town, problem))[1])
    file.move(actor=town.actor("coordinator"), problem_id=problem.pk, to=domain.Stage.ASSESS)
    staff.sign_in(client, town.world.people["coordinator"])
    assert said not in told(client, problem, "assess", language)
    other = worlds.opened(town, title="Басқа орын", area_id=town.area("second").pk)
    row = worlds.to_response(town, other, comparison=(town.path("third"),), ring=())
    worlds.done(worlds.sent(town, other, row)[1])
    assert said in told(client, problem, "assess", language)
    found = assessed(town, problem, frozen_clock)
    assert found.finding == domain.Finding.CANNOT
    staff.sign_in(client, town.world.people["coordinator"])
    assert domain.FINDINGS[domain.Finding.CANNOT].in_(language) in told(client, problem, "assess", language)


@pytest.mark.parametrize(
    ("language", "said", "lead"),
    [
        ("kk", "1 тапсырмасы әлі ашық", "жетекші қосыңыз"),
        ("ru", "ещё открыта 1 задача", "добавьте ведущего"),
        ("en", "1 task of this body is still open", "add a lead"),
    ],
)
def test_a_member_who_left_loses_nothing(town: Town, client: Any, language: str, said: str, lead: str) -> None:
    problem = worlds.opened(town)
    task, _secret = worlds.sent(town, problem, worlds.to_response(town, problem))
    body = file.add_member(
        actor=town.actor("coordinator"),
        problem_id=problem.pk,
        role=domain.MemberRole.PARTNER,
        body_id=town.bodies["lighting"].pk,
    )
    staff.sign_in(client, town.world.people["analyst"])
    page = does(client, problem, "left", language, target=body.pk, text="Қайта құрылды")
    assert said in page
    assert lead not in page
    task.refresh_from_db()
    assert task.state == domain.TaskState.SENT
    own = problem.members.get(role=domain.MemberRole.LEAD)
    assert lead in does(client, problem, "left", language, target=own.pk, text="Басқа жұмысқа ауысты")
    assert "Басқа жұмысқа ауысты" in told(client, problem, "scan", language)
    assert problem.recommendations.filter(decision__isnull=False).count() == 1


HOUSEHOLDS = (
    "Абай 12, 45-пәтердегі шу",
    "Шум в кв. 45 на Абая 12",
    "The Akhmetov family is loud",
    "Семья Ивановых шумит",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", HOUSEHOLDS)
def test_a_problem_about_one_household(town: Town, client: Any, language: str, title: str) -> None:
    staff.sign_in(client, town.world.people["coordinator"])
    data = {
        "title": title,
        "words": "Түнде шулайды.",
        "kind": "noise",
        "place_kind": "yard",
        "area": town.area("first").pk,
    }
    answer = client.post(f"/{language}/problems/open/", data)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert {"kk": "бір отбасы не бір пәтер", "ru": "об одной семье или квартире", "en": "one household"}[
        language
    ] in shown
    assert "Түнде шулайды." in shown, "what was typed is still there"
    assert not Problem.objects.exists()


def test_a_plan_is_frozen_once_and_a_new_version_untreats_no_area(town: Town) -> None:
    problem = worlds.opened(town)
    who = {"actor": town.actor("analyst"), "problem_id": problem.pk}
    values = worlds.values(town)
    measure.freeze_plan(**who, values=values)
    with pytest.raises(Refused) as refused:
        measure.freeze_plan(**who, values=values, reason="Екі рет басылды")
    assert refused.value.code == "same_plan" and problem.plans.count() == 1
    measure.mark_treated(**who, said="Онда да шам қойылды")
    changed = replace(values, smallest_effect=values.smallest_effect + 5)
    assert measure.freeze_plan(**who, values=changed, reason="Шегі басқа").treated == "Онда да шам қойылды"
    elsewhere = replace(values, comparison=(town.path("third"),), ring=())
    assert measure.freeze_plan(**who, values=elsewhere, reason="Басқа аумақ").treated == ""


def test_a_response_begins_in_living_memory(town: Town) -> None:
    problem = worlds.opened(town)
    who = {"actor": town.actor("analyst"), "problem_id": problem.pk}
    with pytest.raises(Refused) as refused:
        file.begin(**who, day=date(1, 1, 1))
    assert (refused.value.code, refused.value.field) == ("long_ago", "day")
    assert file.begin(**who, day=date(2024, 1, 1)).began_on == date(2024, 1, 1)


def test_too_early_names_the_day_as_each_language_writes_it(town: Town) -> None:
    problem = worlds.opened(town)
    who = {"actor": town.actor("analyst"), "problem_id": problem.pk}
    measure.freeze_plan(**who, values=worlds.values(town, until_day=date(2026, 12, 10)))
    with pytest.raises(Refused) as refused:
        measure.ask_assessment(**who)
    said = [refused.value.message.in_(language).replace("\N{NO-BREAK SPACE}", " ") for language in LANGUAGES]
    assert "10 желтоқсаннан кейін" in said[0] and "после 10 декабря" in said[1] and "December" in said[2]
