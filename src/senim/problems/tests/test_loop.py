"""A file from its first word to its lesson, and what every gate refuses on the way."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.problems import domain, policies
from senim.problems.actions import analysis, door, file, measure, offers, response
from senim.problems.actions.assess import run_assessment
from senim.problems.domain import Finding, RunState, Spread, Stage, TaskState
from senim.problems.models import Event, Lesson, Plan, Problem, Task
from senim.problems.selectors import files as selectors
from senim.problems.tests import world as worlds
from senim.problems.tests.world import Town
from senim.problems.views.acts import ACTS

AFTER = datetime(2026, 12, 15, 6, 0, tzinfo=UTC)
BEFORE = (date(2025, 11, 1), date(2026, 5, 10))
WATCHED = (date(2026, 6, 1), date(2026, 12, 10))


def move(town: Town, problem: Problem, to: Stage, reason: str = "") -> Problem:
    return file.move(actor=town.actor("coordinator"), problem_id=problem.pk, to=to, reason=reason)


def refused(call: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **named)
    assert str(caught.value)
    return caught.value.code


def lay(
    town: Town, *, treated: tuple[int, int], control: tuple[int, int] = (150, 150), ring: tuple[int, int] = (80, 80)
) -> None:
    """Events before and after: of the area, its comparison, its surroundings."""
    for name, counts in (("first", treated), ("second", control), ("third", ring)):
        for days, count in zip((BEFORE, WATCHED), counts, strict=True):
            town.events.spread(town.path(name), *days, count)


def assessed(town: Town, problem: Problem, clock: Any) -> Any:
    clock.to(AFTER)
    row = measure.ask_assessment(actor=town.actor("analyst"), problem_id=problem.pk)
    run_assessment(actor=town.actor("analyst"), assessment_id=row.pk)
    row.refresh_from_db()
    return row


def whole(town: Town, clock: Any, **counts: Any) -> tuple[Problem, Any]:
    """A file with a done task, assessed after its time."""
    problem = worlds.opened(town)
    lay(town, **counts)
    row = worlds.to_response(town, problem)
    clock.to(datetime(2026, 6, 2, 6, 0, tzinfo=UTC))
    _task, secret = worlds.sent(town, problem, row)
    worlds.done(secret, spent=1_200_000, began_on=date(2026, 6, 1))
    move(town, problem, Stage.ASSESS)
    return problem, assessed(town, problem, clock)


def lesson() -> measure.LessonWords:
    return measure.LessonWords(
        "Тұраққа жарық", {"effect": "Ұрлық азайды", "mechanism": "Көрінетін болды"}, {"effect": 4, "mechanism": 2}
    )


def test_a_planted_effect_is_found_and_the_file_ends_with_a_lesson(town: Town, frozen_clock: Any) -> None:
    problem, row = whole(town, frozen_clock, treated=(160, 70))
    assert (row.state, row.finding, row.spread) == (RunState.DONE, Finding.FALL, Spread.NOT_SHOWN)
    assert not row.exploratory
    assert row.prevented == pytest.approx(90, abs=10)
    assert row.cost == 1_200_000
    assert row.counts == {"treated": [160, 70], "control": [150, 150], "ring": [80, 80]}
    assert {len(row.sentences[language]) for language in ("kk", "ru", "en")} == {4}
    assert refused(move, town, problem, Stage.CLOSED) == "not_ready"
    measure.keep_lesson(actor=town.actor("coordinator"), problem_id=problem.pk, said=lesson())
    closed = move(town, problem, Stage.CLOSED)
    assert closed.closed_at is not None
    kept = Lesson.objects.get()
    assert (kept.finding, kept.techniques) == (Finding.FALL, ["7"])
    foreign = town.actor("foreign_analyst").scope
    assert [one.pk for one in selectors.experience(foreign, words="жарық", kind="vehicle")] == [kept.pk]
    assert list(selectors.experience(foreign, words="камера")) == []
    assert (
        refused(file.define, actor=town.actor("coordinator"), problem_id=problem.pk, definition=worlds.definition(town))
        == "closed"
    )


def test_nothing_happened_and_no_effect_is_shown(town: Town, frozen_clock: Any) -> None:
    problem, row = whole(town, frozen_clock, treated=(160, 156))
    assert (row.state, row.finding) == (RunState.DONE, Finding.NONE)
    assert row.prevented is None
    measure.keep_lesson(actor=town.actor("coordinator"), problem_id=problem.pk, said=lesson())
    assert move(town, problem, Stage.CLOSED).stage == Stage.CLOSED
    assert Lesson.objects.get().finding == Finding.NONE


def test_a_whole_town_that_calms_down_is_no_effect_of_ours(town: Town, frozen_clock: Any) -> None:
    _problem, row = whole(town, frozen_clock, treated=(160, 80), control=(150, 76))
    assert row.finding == Finding.NONE


@pytest.mark.parametrize(("ring", "spread"), [((80, 160), Spread.DISPLACED), ((80, 30), Spread.DIFFUSED)])
def test_what_moved_or_spread_is_said(town: Town, frozen_clock: Any, ring: Any, spread: Spread) -> None:
    _problem, row = whole(town, frozen_clock, treated=(160, 70), ring=ring)
    assert row.spread == spread


def test_counts_that_carry_no_answer_are_refused_in_words(town: Town, frozen_clock: Any) -> None:
    _problem, row = whole(town, frozen_clock, treated=(0, 5))
    assert row.state == RunState.REFUSED
    assert all(row.error[language] for language in ("kk", "ru", "en"))
    assert row.finding == ""


# --- gates -----------------------------------------------------------------------------------------------------------


def test_two_sources_of_one_kind_are_one(town: Town) -> None:
    problem = worlds.opened(town)
    actor = town.actor("coordinator")
    for number in range(3):
        file.add_source(actor=actor, problem_id=problem.pk, kind=domain.SourceKind.APPEALS, text=f"Өтініш {number}")
    with pytest.raises(Refused, match="екі түрлі дереккөз") as caught:
        move(town, problem, Stage.ANALYSE)
    assert caught.value.code == "not_ready"
    file.add_source(actor=actor, problem_id=problem.pk, kind=domain.SourceKind.SURVEY, text="Сауалнама")
    assert move(town, problem, Stage.ANALYSE).stage == Stage.ANALYSE


def test_a_response_needs_a_hypothesis_a_decision_and_a_frozen_plan(town: Town) -> None:
    problem = worlds.opened(town)
    worlds.to_analysis(town, problem)
    wanted = ["Расталған болжам жоқ", "қабылдаған ұсыным жоқ", "жоспары бекітілмеген"]
    steps = [
        lambda: worlds.held(town, problem),
        lambda: worlds.adopted(town, problem),
        lambda: measure.freeze_plan(actor=town.actor("analyst"), problem_id=problem.pk, values=worlds.values(town)),
    ]
    for place, step in enumerate(steps):
        with pytest.raises(Refused) as caught:
            move(town, problem, Stage.RESPOND)
        assert [one in str(caught.value) for one in wanted] == [number >= place for number in range(3)]
        step()
    assert move(town, problem, Stage.RESPOND).stage == Stage.RESPOND


def test_an_assessment_needs_a_done_task(town: Town) -> None:
    problem = worlds.opened(town)
    row = worlds.to_response(town, problem)
    assert refused(move, town, problem, Stage.ASSESS) == "not_ready"
    _first, one = worlds.sent(town, problem, row)
    _second, two = worlds.sent(town, problem, row, "silent")
    worlds.done(one)
    with pytest.raises(Refused, match="Ашық тапсырма"):
        move(town, problem, Stage.ASSESS)
    door.answer_link(secret=two, step=TaskState.REFUSED, text="Бұл біздің балансымызда емес")
    assert move(town, problem, Stage.ASSESS).stage == Stage.ASSESS


def test_a_hypothesis_is_held_only_after_somebody_looked_against_it(town: Town) -> None:
    problem = worlds.opened(town)
    actor = town.actor("analyst")
    row = analysis.add_hypothesis(actor=actor, problem_id=problem.pk, text="Жарық жоқ")

    def judge(state: domain.Belief) -> Any:
        return analysis.judge_hypothesis(
            actor=actor, problem_id=problem.pk, hypothesis_id=row.pk, state=state, why="Себебі"
        )

    assert refused(judge, domain.Belief.DROPPED) == "no_evidence"
    analysis.add_evidence(
        actor=actor, problem_id=problem.pk, hypothesis_id=row.pk, weight=domain.Weight.FOR, text="Қараңғыда"
    )
    assert refused(judge, domain.Belief.HELD) == "only_for"
    assert judge(domain.Belief.DROPPED).state == domain.Belief.DROPPED


def test_back_and_away_need_a_reason(town: Town) -> None:
    problem = worlds.opened(town)
    worlds.to_analysis(town, problem)
    assert refused(move, town, problem, Stage.SCAN) == "empty"
    assert move(town, problem, Stage.SCAN, "Анықтама бұлыңғыр").stage == Stage.SCAN
    assert refused(move, town, problem, Stage.CLOSED) == "empty"
    assert refused(move, town, problem, Stage.ASSESS) == "not_that_way"
    assert move(town, problem, Stage.CLOSED, "Мәселе расталмады").closed_reason == "Мәселе расталмады"


# --- never a person --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Абай 12, 45-пәтер күнде шулайды",
        "Ул. Абая 12, кв. 45: пьянки",
        "Flat 45 is noisy",
        "Семья Ивановых дебоширит во дворе",
        "Ахметовтер отбасы көршілерді мазалайды",
        "The Smith family fights every night",
    ],
)
def test_a_problem_about_one_household_is_refused(town: Town, words: str) -> None:
    assert refused(worlds.opened, town, title=words[:160]) == "household"
    assert refused(worlds.opened, town, words=words) == "household"
    assert Problem.objects.count() == 0


@pytest.mark.parametrize(
    "words",
    [
        "Аулада түнде шу: көп отбасы шағымданады",
        "Многодетные семьи боятся ходить через парк",
        "Көпбалалы отбасылар тұратын аулада жарық жоқ",
        "Абай көшесі 12 үйдің ауласы",
        "Families avoid the park after dark",
    ],
)
def test_families_as_a_theme_are_not(town: Town, words: str) -> None:
    assert worlds.opened(town, words=words).words == words


@pytest.mark.parametrize(
    "text",
    [
        "Асқаров Ержан Серікұлы ұрлап жүр",
        "Тұрақта Серікова Айгүл Қайратқызының көлігі тұр",
        "Ворует Аскаров Ержан Серикович, все знают",
        "Иванову Марию Петровну видели у входа",
        "Бар иесі Асқаров Е.С. шуды тоқтатпайды",
    ],
)
def test_no_name_of_a_person_is_shown_to_others(text: str) -> None:
    with pytest.raises(Refused) as refused:
        policies.check_not_a_household(text, field="text_kk")
    assert (refused.value.code, refused.value.field) == ("named", "text_kk")
    assert all("«" in words or "“" in words for words in refused.value.message)


@pytest.mark.parametrize(
    "text",
    [
        "Бауыржан Момышұлы даңғылы мен Абай көшесінің қиылысы",
        "Жүсіпбек Қаратай Аймауытұлы көшесіндегі тұрақ",
        "Парк имени Александра Сергеевича Пушкина",
        "улица Габита Махмутовича Мусрепова, у остановки",
        "Қала Әкімдігінің Тұрғын Үй бөлімі шамдарды жөндейді",
        "№ 12 мектеп, Төле би 45",
    ],
)
def test_a_street_may_bear_a_name(text: str) -> None:
    policies.check_not_a_household(text)


def test_no_number_of_a_person_stands_in_a_file(town: Town) -> None:
    problem = worlds.opened(town)
    actor = town.actor("analyst")
    for text in ("ЖСН 900101300123", "тел. +7 701 123 45 67", "87011234567"):
        assert (
            refused(analysis.add_finding, actor=actor, problem_id=problem.pk, question=domain.Question.WHO, text=text)
            == "person"
        )


# --- plans -----------------------------------------------------------------------------------------------------------


def freeze(town: Town, problem: Problem, reason: str = "", **changes: Any) -> Plan:
    return measure.freeze_plan(
        actor=town.actor("analyst"), problem_id=problem.pk, values=worlds.values(town, **changes), reason=reason
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"until_day": date(2026, 11, 20)}, "short"),
        ({"before_from": date(2026, 2, 1)}, "before_short"),
        ({"from_day": date(2026, 5, 1)}, "backwards"),
        ({"comparison": ()}, "no_comparison"),
        ({"smallest_effect": 0}, "effect"),
    ],
)
def test_a_plan_that_could_not_carry_a_conclusion_is_refused(town: Town, changes: Any, code: str) -> None:
    assert refused(freeze, town, worlds.opened(town), **changes) == code


def test_areas_of_a_plan_may_not_overlap(town: Town) -> None:
    problem = worlds.opened(town)
    assert refused(freeze, town, problem, comparison=(town.path("district"),)) == "overlap"
    assert refused(freeze, town, problem, ring=(town.path("second"),)) == "ring_overlap"


def test_too_early_shows_no_verdict(town: Town, frozen_clock: Any) -> None:
    problem = worlds.opened(town)
    freeze(town, problem)
    frozen_clock.to(datetime(2026, 12, 10, 6, 0, tzinfo=UTC))  # the last watched day itself
    assert refused(measure.ask_assessment, actor=town.actor("analyst"), problem_id=problem.pk) == "too_early"


def test_a_plan_changed_after_the_data_is_kept_marked_and_exploratory(town: Town, frozen_clock: Any) -> None:
    problem, _row = whole(town, frozen_clock, treated=(160, 70))
    assert refused(freeze, town, problem, smallest_effect=10) == "why"
    changed = freeze(town, problem, "Салыстыру аумағы лайықты емес екен", smallest_effect=10)
    assert (changed.version, changed.late) == (2, True)
    assert [one.version for one in problem.plans.order_by("version")] == [1, 2]
    again = measure.ask_assessment(actor=town.actor("analyst"), problem_id=problem.pk)
    run_assessment(actor=town.actor("analyst"), assessment_id=again.pk)
    again.refresh_from_db()
    assert again.exploratory
    assert "late_plan" in {one["code"] for one in again.threats}


def test_moving_the_start_into_the_future_does_not_make_a_late_plan_early(town: Town, frozen_clock: Any) -> None:
    problem = worlds.opened(town)
    freeze(town, problem)
    frozen_clock.to(AFTER)
    later = freeze(
        town, problem, "Қайта", from_day=date(2027, 1, 1), until_day=date(2027, 7, 31), before_until=date(2026, 12, 1)
    )
    assert later.late


def test_a_plan_frozen_before_the_response_is_not_late(town: Town) -> None:
    assert not freeze(town, worlds.opened(town)).late


def test_a_response_that_began_before_its_plan_is_said(town: Town, frozen_clock: Any) -> None:
    problem = worlds.opened(town)
    lay(town, treated=(160, 70))
    file.begin(actor=town.actor("akimat"), problem_id=problem.pk, day=date(2026, 4, 20))
    worlds.to_response(town, problem)
    row = assessed(town, problem, frozen_clock)
    assert row.exploratory
    assert {"began_before", "began_in_before"} <= {one["code"] for one in row.threats}


def test_a_comparison_treated_by_mistake_proves_nothing(town: Town, frozen_clock: Any) -> None:
    problem, row = whole(town, frozen_clock, treated=(160, 70))
    assert row.finding == Finding.FALL
    measure.mark_treated(actor=town.actor("head"), problem_id=problem.pk, said="Онда да шам қойылды")
    again = assessed(town, problem, frozen_clock)
    assert again.finding == Finding.CANNOT
    assert "treated" in {one["code"] for one in again.threats}


def test_a_task_of_another_file_in_the_comparison_is_found(town: Town, frozen_clock: Any) -> None:
    other = worlds.opened(town, area_id=town.area("second").pk, title="Көрші аула")
    row = worlds.to_response(town, other, comparison=(town.path("third"),), ring=())
    frozen_clock.to(datetime(2026, 7, 1, 6, 0, tzinfo=UTC))
    _task, secret = worlds.sent(town, other, row)
    worlds.done(secret, began_on=date(2026, 6, 20))
    frozen_clock.to(datetime(2026, 5, 12, 5, 0, tzinfo=UTC))
    _problem, found = whole(town, frozen_clock, treated=(160, 70))
    assert found.finding == Finding.CANNOT


def test_power_is_that_of_the_library(town: Town) -> None:
    from senim_analysis import power_before_after

    lay(town, treated=(60, 0))
    plan = freeze(town, worlds.opened(town))
    theirs = power_before_after(60, 150, reduction=0.3, periods=plan.counts["periods"]).statistic
    assert plan.power == pytest.approx(theirs, abs=0.002)
    assert plan.counts["smallest"] > 30


# --- bodies ----------------------------------------------------------------------------------------------------------


def test_the_door_of_a_body(town: Town, client: Any) -> None:
    problem = worlds.opened(town)
    row = worlds.to_response(town, problem)
    task, secret = worlds.sent(town, problem, row)
    letter = Outgoing.objects.get(template="problem_task")
    assert f"/kk/p/{secret}/" in letter.context["link"]
    assert "ұрлау" not in str(letter.context)
    door = f"/kk/p/{secret}/"
    page = client.get(door)
    assert page.status_code == 200
    assert "Тұраққа алты шам орнату" in page.content.decode()
    assert problem.title not in page.content.decode(), "the body sees its task and nothing of the file"
    assert Task.objects.get().state == TaskState.OPENED
    assert client.post(door, {"step": "done", "text": "Қойдық"}).status_code in {302, 410, 422}
    assert Task.objects.get().state == TaskState.OPENED, "what is not accepted is not done"
    assert client.post(door, {"step": "accepted"}).status_code == 302
    assert client.post(door, {"step": "done", "text": ""}).status_code == 422
    assert (
        client.post(door, {"step": "done", "text": "Алты шам", "spent": "1000", "began_on": "2026-05-12"}).status_code
        == 302
    )
    task.refresh_from_db()
    assert (task.state, task.spent, task.answer) == (TaskState.DONE, 1000, "Алты шам")
    again = client.post(door, {"step": "done", "text": "Алты шам", "spent": "9"})
    assert (again.status_code, again["Location"]) == (302, door), "pressed twice: the page with the answer, no error"
    other = client.post(door, {"step": "refused", "text": "Жоқ"})
    assert other.status_code == 422 and "Алты шам" in other.content.decode(), "said, and the answer stands there"
    task.refresh_from_db()
    assert (task.state, task.spent, task.answer) == (TaskState.DONE, 1000, "Алты шам")
    assert client.get("/kk/p/nobody-knows/").status_code == 410
    kinds = list(Event.objects.filter(actor_kind="link").values_list("type", flat=True))
    assert kinds == ["task_opened", "task_accepted", "task_done"]


def test_a_body_that_never_opens_its_link_is_listed(town: Town, frozen_clock: Any) -> None:
    problem = worlds.opened(town)
    task, _secret = worlds.sent(town, problem, worlds.to_response(town, problem), "silent")
    scope = town.actor("coordinator").scope
    assert [one.pk for one in selectors.tasks(scope, which="unopened")] == [task.pk]
    assert selectors.tasks(scope, which="overdue") == []
    frozen_clock.move(days=38)
    assert [one.pk for one in selectors.tasks(scope, which="overdue")] == [task.pk]
    assert selectors.tasks(town.actor("foreign_coordinator").scope, which="overdue") == []


def test_a_new_link_kills_the_old_one(town: Town, client: Any) -> None:
    problem = worlds.opened(town)
    task, old = worlds.sent(town, problem, worlds.to_response(town, problem))
    _task, new = response.send_again(actor=town.actor("coordinator"), problem_id=problem.pk, task_id=task.pk)
    assert client.get(f"/kk/p/{old}/").status_code == 410
    assert client.get(f"/kk/p/{new}/").status_code == 200


def test_tasks_wait_for_the_plan_but_a_broken_lamp_does_not(town: Town) -> None:
    from senim.problems.actions import audits

    problem = worlds.opened(town)
    worlds.to_analysis(town, problem)
    row = worlds.adopted(town, problem)
    assert refused(worlds.sent, town, problem, row) == "not_yet"
    audit = audits.begin_audit(
        actor=town.actor("inspector"),
        problem_id=problem.pk,
        place_kind="yard",
        place="Абай 12 ауласы",
        light=domain.Light.NIGHT,
    )

    def mark(mark: domain.Mark, text: str = "") -> Any:
        return audits.mark_heading(
            actor=town.actor("inspector"),
            problem_id=problem.pk,
            audit_id=audit.pk,
            heading="surveillance",
            mark=mark,
            text=text,
            owner_id=town.bodies["lighting"].pk,
        )

    assert refused(mark, domain.Mark.BAD) == "say_what"
    item = mark(domain.Mark.BAD, "Үш шам жанбайды")
    task, _secret = response.send_task(
        actor=town.actor("coordinator"),
        problem_id=problem.pk,
        body_id=town.bodies["lighting"].pk,
        text="Үш шамды ауыстыру",
        audit_item_id=item.pk,
    )
    assert task.state == TaskState.SENT


def test_what_the_akim_refused_is_no_task(town: Town) -> None:
    problem = worlds.opened(town)
    worlds.to_response(town, problem)
    row = response.recommend(
        actor=town.actor("analyst"), problem_id=problem.pk, proposal=response.Proposal("Тағы камера", "10")
    )
    decide: dict[str, Any] = {
        "actor": town.actor("akimat"),
        "problem_id": problem.pk,
        "recommendation_id": row.pk,
        "decider": domain.Decider.AKIM,
    }
    assert refused(response.decide, **decide, verdict=domain.Verdict.CHANGED, ground="Бірақ") == "say_change"
    response.decide(**decide, verdict=domain.Verdict.REFUSED, ground="Ақша жоқ")
    assert refused(response.decide, **decide, verdict=domain.Verdict.ACCEPTED, ground="Ойланып қалдық") == "already"
    assert refused(worlds.sent, town, problem, row) == "not_adopted"


# --- members ---------------------------------------------------------------------------------------------------------


def test_who_left_sees_the_file_no_more_and_stays_in_its_list(town: Town) -> None:
    problem = worlds.opened(town)
    outsider = town.actor("foreign_inspector")
    with pytest.raises(NotYours):
        selectors.get(outsider.scope, problem.number)
    member = file.add_member(
        actor=town.actor("coordinator"),
        problem_id=problem.pk,
        role=domain.MemberRole.PARTNER,
        post_id=town.world.posts["foreign_inspector"].pk,
    )
    assert selectors.get(outsider.scope, problem.number) == problem
    analysis.add_finding(actor=outsider, problem_id=problem.pk, question=domain.Question.WHEN, text="Кешке")
    file.end_member(
        actor=town.actor("coordinator"), problem_id=problem.pk, member_id=member.pk, why="Басқа ауданға ауысты"
    )
    with pytest.raises(NotYours):
        selectors.get(outsider.scope, problem.number)
    with pytest.raises(NotYours):
        analysis.add_finding(actor=outsider, problem_id=problem.pk, question=domain.Question.WHEN, text="Кешке")
    shown = selectors.get(town.actor("coordinator").scope, problem.number)
    assert [one.why_left for one in shown.members.all() if one.until] == ["Басқа ауданға ауысты"]


def test_a_post_that_reads_no_files_is_no_member(town: Town) -> None:
    problem = worlds.opened(town)
    assert (
        refused(
            file.add_member,
            actor=town.actor("coordinator"),
            problem_id=problem.pk,
            role=domain.MemberRole.PARTNER,
            post_id=town.world.posts["admin"].pk,
        )
        == "not_a_reader"
    )


def test_every_event_and_every_act_has_words(town: Town, frozen_clock: Any) -> None:
    problem, _row = whole(town, frozen_clock, treated=(160, 70))
    assert set(problem.events.values_list("type", flat=True)) <= set(domain.EVENTS)
    audited = set(AuditEvent.objects.filter(subject_type="problem").values_list("action", flat=True))
    assert audited == {f"problems.{one}" for one in problem.events.values_list("type", flat=True)}
    assert {act.tab for act in ACTS.values()} <= {"", "scan", "analyse", "respond", "assess", "residents"}
    assert offers.people_of([]) == 0
