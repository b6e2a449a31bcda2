"""The clocks: the days that the law means, pauses, extensions, decrees, and words for all of it."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.appeals import clocks
from senim.appeals.clocks import Basis, Clock, ClockError, State
from senim.kernel.calendar import build
from senim.kernel.clock import LOCAL, local
from senim.kernel.formats import NBSP
from senim.kernel.workdays import Day, Kind


@dataclass(frozen=True)
class Term:
    """A legal term as clocks see it."""

    code: str
    value: int | None
    unit: str
    mark: str = "verified"
    version: str = "v1"

    @property
    def usable(self) -> bool:
        return self.mark != "memory"

    def citation(self, lang: str) -> str:
        return {"kk": "ӘРПК, 76-бап", "ru": "АППК, ст. 76"}.get(lang, "APPC, art. 76")


ANSWER = Term("appeal.answer", 15, "working_days")
REDIRECT = Term("appeal.redirect", 3, "working_days")
MOST = Term("appeal.extension_max", 2, "months")
NOTICE = Term("appeal.extension_notice", 3, "working_days")
COMPLAINT = Term("appeal.complaint_term", 3, "months")
KZ = build([])


def at(day: int, hour: int = 10, month: int = 11, year: int = 2026, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LOCAL)


def decreed(day: date, working: bool, act: str = "№ 5") -> Day:
    kind = Kind.MOVED_WORKING if working else Kind.MOVED_OFF
    return Day(day, kind, "жарлық", "указ", "decree", act, mark="decree")


def text(lines: list[str] | str) -> str:
    return (lines if isinstance(lines, str) else "\n".join(lines)).replace(NBSP, " ")


# --- starting -------------------------------------------------------------------------------------------------------


def test_fifteen_working_days_step_over_independence_day() -> None:
    clock = clocks.legal_due(at(27, 14, minute=5), KZ, ANSWER)
    assert clock.due_day == date(2026, 12, 21)
    assert clock.due_at == datetime(2026, 12, 22, tzinfo=LOCAL)
    assert [step.code for step in clock.trace] == ["received", "term", "skipped", "due"]


def test_an_appeal_of_saturday_is_registered_on_monday() -> None:
    saturday, monday = (clocks.legal_due(at(day), KZ, ANSWER) for day in (21, 23))
    assert saturday.registered == date(2026, 11, 23)
    assert saturday.due_day == monday.due_day == date(2026, 12, 14)
    assert "registered_next" in [step.code for step in saturday.trace]


def test_the_day_is_kazakhstans_not_utcs() -> None:
    late = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)  # 00:30 on Monday the 23rd in Almaty
    assert clocks.legal_due(late, KZ, ANSWER).registered == date(2026, 11, 23)
    assert "registered_next" not in [step.code for step in clocks.legal_due(late, KZ, ANSWER).trace]


def test_redirection_takes_three_working_days() -> None:
    assert clocks.redirect_due(at(20), KZ, REDIRECT).due_day == date(2026, 11, 25)


def test_the_promise_runs_day_and_night() -> None:
    clock = clocks.promise_due(at(20, 14))
    assert clock.due_at == at(23, 14)
    assert clock.due_day is None
    assert clocks.promise_due(at(20, 14), Term("service.first_answer", 48, "hours", "own")).due_at == at(22, 14)
    assert clocks.category_due(at(20, 14), 24).due_at == at(21, 14)


def test_calendar_days_and_months_end_on_a_working_day() -> None:
    assert clocks.start("x", at(23), Basis("x", 12, "days"), KZ).due_day == date(2026, 12, 7)  # the 5th is Saturday
    assert clocks.start("x", at(30, month=12), Basis("x", 2, "months"), KZ).due_day == date(2027, 3, 1)


def test_what_cannot_be_computed_is_refused() -> None:
    with pytest.raises(ClockError, match="unusable"):
        clocks.legal_due(at(20), KZ, replace(ANSWER, mark="memory"))
    with pytest.raises(ClockError, match="unusable"):
        clocks.legal_due(at(20), KZ, Term("appeal.silence", None, "rule"))
    with pytest.raises(ClockError, match="needs_calendar"):
        clocks.start("x", at(20), Basis("x", 3, "days"))


# --- how it stands --------------------------------------------------------------------------------------------------


def test_states_in_order_of_time() -> None:
    clock = clocks.promise_due(at(20, 14))
    assert clocks.state(clock, at(20, 15)) is State.RUNNING
    assert clocks.state(clock, at(23, 1)) is State.SOON
    assert clocks.state(clock, at(23, 14)) is State.SOON
    assert clocks.state(clock, at(23, 14, minute=1)) is State.OVERDUE
    assert clocks.state(clocks.end(clock, at(23, 14)), at(30)) is State.KEPT
    assert clocks.state(clocks.end(clock, at(23, 15)), at(30)) is State.BROKEN
    assert clocks.state(clocks.void(clock, at(21), "withdrawn"), at(30)) is State.VOID
    assert clocks.state(clock, at(20, 15), soon=timedelta(days=9)) is State.SOON


def test_ending_twice_keeps_the_first_end() -> None:
    kept = clocks.end(clocks.promise_due(at(20)), at(21))
    assert clocks.end(kept, at(30)) == kept
    assert clocks.void(kept, at(30), "withdrawn") == kept


def test_what_is_owed_next_is_due_first_and_not_paused() -> None:
    legal, promise = clocks.legal_due(at(20), KZ, ANSWER), clocks.promise_due(at(20))
    assert clocks.owed_next([legal, promise]) == promise
    paused = clocks.suspend(promise, at(21), "ground")
    assert clocks.owed_next([legal, paused]) == legal
    assert clocks.owed_next([paused]) == paused
    assert clocks.owed_next([clocks.end(promise, at(21))]) is None


def test_silence_is_a_refusal_the_day_after() -> None:
    clock = clocks.legal_due(at(23), KZ, ANSWER)
    assert clocks.silence(clock, at(14, 23, month=12), COMPLAINT) is None
    found = clocks.silence(clock, at(15, 1, month=12), COMPLAINT)
    assert found == clocks.Silence(date(2026, 12, 15), date(2027, 3, 15))
    assert clocks.silence(clocks.end(clock, at(1, month=12)), at(15, month=12), COMPLAINT) is None
    assert clocks.silence(clocks.promise_due(at(1)), at(20), COMPLAINT) is None


# --- pauses ---------------------------------------------------------------------------------------------------------


def test_a_pause_keeps_the_days_that_were_left() -> None:
    clock = clocks.legal_due(at(23), KZ, ANSWER)  # due 14.12
    paused = clocks.suspend(clock, at(25), "Expert opinion")
    assert clocks.state(paused, at(1, month=3, year=2027)) is State.SUSPENDED
    resumed = clocks.resume(paused, at(9, month=12), KZ)
    assert resumed.due_day == date(2026, 12, 29)
    assert KZ.working_days_between(date(2026, 11, 25), date(2026, 12, 14)) == 13
    assert KZ.working_days_between(date(2026, 12, 9), date(2026, 12, 29)) == 13


def test_a_paused_promise_keeps_its_hours() -> None:
    clock = clocks.suspend(clocks.promise_due(at(20, 14)), at(21, 14), "ground")
    assert clocks.left(clock, at(30)) == timedelta(hours=48)
    assert clocks.resume(clock, at(25, 10)).due_at == at(27, 10)


@pytest.mark.parametrize("code", ["suspended", "overdue", "no_ground", "ended"])
def test_a_pause_that_may_not_be(code: str) -> None:
    clock = clocks.promise_due(at(20))
    tries = {
        "suspended": lambda: clocks.suspend(clocks.suspend(clock, at(21), "g"), at(21), "g"),
        "overdue": lambda: clocks.suspend(clock, at(24), "g"),
        "no_ground": lambda: clocks.suspend(clock, at(21), " "),
        "ended": lambda: clocks.suspend(clocks.end(clock, at(21)), at(21), "g"),
    }
    with pytest.raises(ClockError, match=code):
        tries[code]()


def test_resuming_what_runs_is_refused() -> None:
    with pytest.raises(ClockError, match="running"):
        clocks.resume(clocks.promise_due(at(20)), at(21))
    with pytest.raises(ClockError, match="needs_calendar"):
        clocks.resume(clocks.suspend(clocks.legal_due(at(20), KZ, ANSWER), at(23), "g"), at(24))


# --- extensions -----------------------------------------------------------------------------------------------------


def extend(clock: Clock, until: date, moment: datetime, ground: str = "Expert opinion") -> clocks.Extended:
    return clocks.extend(clock, until, moment, ground=ground, most=MOST, notice=NOTICE, calendar=KZ)


def test_an_extension_starts_the_clock_of_its_notice() -> None:
    clock = clocks.legal_due(at(23), KZ, ANSWER)
    assert clocks.latest_extension(clock, MOST) == date(2027, 1, 23)
    longer = extend(clock, date(2027, 1, 22), at(11, month=12))
    assert longer.clock.due_day == date(2027, 1, 22)
    assert longer.notice.due_day == date(2026, 12, 17)  # three working days after Friday 11.12, over the 16th
    assert longer.clock.basis == clock.basis


@pytest.mark.parametrize(
    ("code", "until"),
    [("too_late", date(2027, 1, 25)), ("not_later", date(2026, 12, 14)), ("day_off", date(2027, 1, 7))],
)
def test_days_that_an_extension_may_not_reach(code: str, until: date) -> None:
    with pytest.raises(ClockError, match=code) as caught:
        extend(clocks.legal_due(at(23), KZ, ANSWER), until, at(11, month=12))
    for lang in ("kk", "ru", "en"):
        assert "{" not in clocks.refusal(caught.value, lang)


def test_extensions_that_may_not_be() -> None:
    clock, until = clocks.legal_due(at(23), KZ, ANSWER), date(2027, 1, 22)
    early = at(11, month=12)
    tries = {
        "overdue": lambda: extend(clock, until, at(15, month=12)),
        "already_extended": lambda: extend(extend(clock, date(2027, 1, 15), early).clock, until, early),
        "suspended": lambda: extend(clocks.suspend(clock, early, "g"), until, early),
        "no_ground": lambda: extend(clock, until, early, ground=""),
        "not_days": lambda: extend(clocks.promise_due(at(23)), until, at(24)),
        "ended": lambda: extend(clocks.end(clock, early), until, early),
    }
    for code, attempt in tries.items():
        with pytest.raises(ClockError, match=code):
            attempt()


def test_a_pause_after_an_extension_moves_the_extended_day() -> None:
    longer = extend(clocks.legal_due(at(23), KZ, ANSWER), date(2027, 1, 15), at(11, month=12)).clock
    resumed = clocks.resume(clocks.suspend(longer, at(14, month=12), "g"), at(21, month=12), KZ)
    assert resumed.due_day == date(2027, 1, 22)


# --- decrees --------------------------------------------------------------------------------------------------------


def test_a_decree_moves_the_due_day_and_says_so() -> None:
    clock = clocks.legal_due(at(23), KZ, ANSWER)
    after = KZ.with_days([decreed(date(2026, 12, 10), working=False)], "v2")
    moved = clocks.recompute(clock, after, at(1, month=12))
    assert (moved.due_day, moved.calendar_version) == (date(2026, 12, 15), "v2")
    assert moved.basis == clock.basis
    step = moved.trace[-1]
    assert step.code == "moved"
    assert (step.params["old"], step.params["new"]) == ("2026-12-14", "2026-12-15")
    assert step.params["days"][0]["act"] == "№ 5"
    assert clocks.recompute(moved, after, at(2, month=12)) == moved


def test_a_decree_elsewhere_moves_nothing() -> None:
    clock = clocks.legal_due(at(23), KZ, ANSWER)
    after = KZ.with_days([decreed(date(2027, 2, 1), working=False)], "v2")
    same = clocks.recompute(clock, after, at(1, month=12))
    assert same == replace(clock, calendar_version="v2")


def test_a_decree_that_comes_too_late_makes_nobody_late() -> None:
    clock = clocks.legal_due(at(23), KZ, ANSWER)  # due 14.12
    after = KZ.with_days([decreed(date(2026, 11, day), working=True) for day in (28, 29)], "v2")
    assert clocks.recompute(clock, after, at(1, month=12)).due_day == date(2026, 12, 10)
    assert clocks.recompute(clock, after, at(11, month=12)).due_day == date(2026, 12, 11)
    assert clocks.recompute(clock, after, at(20, month=12)).due_day == date(2026, 12, 14)


def test_a_decree_leaves_paused_ended_and_hourly_clocks() -> None:
    after = KZ.with_days([decreed(date(2026, 12, 10), working=False)], "v2")
    legal = clocks.legal_due(at(23), KZ, ANSWER)
    for clock in (clocks.suspend(legal, at(24), "g"), clocks.end(legal, at(24))):
        assert clocks.recompute(clock, after, at(1, month=12)) == replace(clock, calendar_version="v2")
    hourly = clocks.promise_due(at(23))
    assert clocks.recompute(hourly, after, at(1, month=12)) == hourly


def test_a_paused_clock_follows_the_calendar_when_it_resumes() -> None:
    paused = clocks.suspend(clocks.legal_due(at(23), KZ, ANSWER), at(25), "g")
    after = KZ.with_days([decreed(date(2026, 12, 10), working=False)], "v2")
    seen = clocks.recompute(paused, after, at(26))
    assert seen.due_day == date(2026, 12, 14)
    assert clocks.resume(seen, at(25), after).due_day == date(2026, 12, 15)


def test_an_extended_day_taken_away_by_a_decree_moves_to_the_next() -> None:
    longer = extend(clocks.legal_due(at(23), KZ, ANSWER), date(2027, 1, 15), at(11, month=12)).clock
    after = KZ.with_days([decreed(date(2027, 1, 15), working=False)], "v2")
    assert clocks.recompute(longer, after, at(12, month=12)).due_day == date(2027, 1, 18)


# --- time that goes back --------------------------------------------------------------------------------------------


def test_a_machine_whose_clock_goes_back_is_not_believed() -> None:
    clock = clocks.suspend(clocks.promise_due(at(20)), at(22), "g")
    resumed = clocks.resume(clock, at(21))
    assert resumed.pauses[-1].end == at(22)
    assert resumed.due_at == at(23)
    assert "clock_went_back" in [step.code for step in resumed.trace]
    ended = clocks.end(resumed, at(1))
    assert ended.ended_at == at(22)
    assert clocks.monotone(at(5), at(4)) == at(5)


# --- what must always hold ------------------------------------------------------------------------------------------

moments = st.datetimes(datetime(2017, 1, 1), datetime(2035, 12, 31)).map(lambda one: one.replace(tzinfo=UTC))
spans = st.timedeltas(timedelta(0), timedelta(days=40))
decrees = st.sets(st.tuples(st.integers(0, 90), st.booleans()), max_size=8)


@given(moments, st.integers(0, 60))
def test_the_due_day_is_worked_and_counted(received: datetime, count: int) -> None:
    clock = clocks.start("x", received, Basis("x", count, "working_days"), KZ)
    assert clock.due_day is not None
    assert KZ.is_working(clock.due_day)
    assert KZ.is_working(clock.registered)
    assert KZ.working_days_between(clock.registered, clock.due_day) == count
    assert clock.due_at > received


@given(moments, st.integers(1, 30), st.lists(st.tuples(spans, spans), max_size=4))
def test_pauses_keep_what_was_left(received: datetime, count: int, pauses: list[tuple[timedelta, timedelta]]) -> None:
    clock, now = clocks.start("x", received, Basis("x", count, "working_days"), KZ), received
    for run, rest in pauses:
        stop, now = now + run, now + run + rest
        if stop > clock.due_at:
            return
        assert clock.due_day is not None
        left = KZ.working_days_between(max(clock.registered, local(stop).date()), clock.due_day)
        clock = clocks.resume(clocks.suspend(clock, stop, "g"), now, KZ)
        again = KZ.working_days_between(max(clock.registered, local(now).date()), clock.due_day)
        assert again == left or (left == 0 and clock.due_day == KZ.on_or_after(local(now).date()))


@given(moments, st.integers(1, 200), st.lists(st.tuples(spans, spans), max_size=4))
def test_hours_are_never_lost_or_won(received: datetime, hours: int, pauses: list[tuple[timedelta, timedelta]]) -> None:
    clock, now, rested = clocks.promise_due(received, hours), received, timedelta()
    for run, rest in pauses:
        stop = now + run
        if stop > clock.due_at:
            return
        now, rested = stop + rest, rested + rest
        clock = clocks.resume(clocks.suspend(clock, stop, "g"), now)
    assert clock.due_at == received + timedelta(hours=hours) + rested


@given(moments, st.integers(1, 30), decrees, spans)
def test_recomputing_agrees_with_starting_anew(
    received: datetime, count: int, marks: set[tuple[int, bool]], later: timedelta,
) -> None:
    basis, day = Basis("x", count, "working_days"), local(received).date()
    clock = clocks.start("x", received, basis, KZ)
    after = KZ.with_days([decreed(clock.registered + timedelta(days=n + 1), works) for n, works in marks], "v2")
    moved = clocks.recompute(clock, after, received)
    fresh = after.due_day(clock.registered, count)
    assert moved.due_day is not None
    assert moved.due_day == fresh
    guarded = clocks.recompute(clock, after, received + later)
    assert guarded.due_day is not None
    assert after.is_working(guarded.due_day)
    assert guarded.due_day >= min(fresh, day)


@given(moments, st.integers(1, 30), spans, spans, st.sampled_from(["working_days", "days", "hours"]))
def test_a_stored_clock_comes_back_as_it_was(
    received: datetime, count: int, run: timedelta, rest: timedelta, unit: str,
) -> None:
    clock = clocks.start("x", received, Basis("x", count, unit, "own", "v", {"kk": "т"}), KZ)
    if received + run <= clock.due_at:
        clock = clocks.suspend(clock, received + run, "g")
        assert Clock.from_dict(json.loads(json.dumps(clock.to_dict()))) == clock
        clock = clocks.resume(clock, received + run + rest, KZ)
    clock = clocks.end(clock, received + run + rest)
    assert Clock.from_dict(json.loads(json.dumps(clock.to_dict()))) == clock
    for lang in ("kk", "ru", "en"):
        assert all(line.endswith(".") and "{" not in line for line in clocks.why(clock, lang))


@given(st.lists(st.tuples(moments, st.integers(1, 400)), min_size=1, max_size=8))
def test_nothing_open_is_due_before_what_is_owed_next(items: list[tuple[datetime, int]]) -> None:
    every = [clocks.promise_due(received, hours) for received, hours in items]
    first = clocks.owed_next(every)
    assert first is not None
    assert first.due_at == min(one.due_at for one in every)


# --- words ----------------------------------------------------------------------------------------------------------


def test_the_account_reads_well_in_kazakh() -> None:
    clock = clocks.legal_due(at(28, 14, minute=5), KZ, ANSWER)
    assert text(clocks.why(clock, "kk")).splitlines() == [
        "Өтініш түскен уақыт: 2026 жылғы 28 қараша, 14:05.",
        "Бұл жұмыс күні емес (сенбі), сондықтан өтініш 2026 жылғы 30 қарашада тіркелді.",
        "Мерзімі – 15 жұмыс күні (ӘРПК, 76-бап), тіркелген күннің ертеңінен бастап саналады.",
        "Есепке кірмейтін күндер: 16 желтоқсан (Тәуелсіздік күні), сондай-ақ сенбі мен жексенбі.",
        "Жауап 2026 жылғы 22 желтоқсаннан кешіктірілмей берілуге тиіс.",
    ]


def test_the_account_reads_well_in_russian_and_english() -> None:
    clock = clocks.legal_due(at(28, 14, minute=5), KZ, ANSWER)
    assert text(clocks.why(clock, "ru")).splitlines() == [
        "Обращение поступило 28 ноября 2026 года в 14:05.",
        "Это нерабочий день (суббота), поэтому обращение зарегистрировано 30 ноября 2026 года.",
        "Срок – 15 рабочих дней (АППК, ст. 76), считая со дня после регистрации.",
        "Не считаются: 16 декабря (День Независимости), а также субботы и воскресенья.",
        "Ответ должен быть дан не позднее 22 декабря 2026 года.",
    ]
    assert text(clocks.why(clock, "en")).splitlines()[-1] == "An answer is owed by the end of 22 December 2026."


def test_days_of_one_holiday_are_named_together() -> None:
    clock = clocks.legal_due(at(16, month=3), KZ, ANSWER)
    assert "23, 24, 25 наурыз (Наурыз мейрамы)" in text(clocks.why(clock, "kk"))
    assert "23, 24, 25 March (Nauryz)" in text(clocks.why(clock, "en"))


def test_a_receipt_has_one_line() -> None:
    clock = clocks.legal_due(at(27), KZ, ANSWER)
    assert text(clocks.in_short(clock, "kk")) == (
        "2026 жылғы 27 қарашадан бастап 15 жұмыс күні (ӘРПК, 76-бап); есепке кірмейді: 16 желтоқсан (Тәуелсіздік күні)."
    )
    assert text(clocks.in_short(clocks.promise_due(at(20, 14)), "ru")) == "72 часа, с 20 ноября 2026 года, 14:00."


def test_moves_pauses_and_extensions_read_well() -> None:
    clock = clocks.legal_due(at(23), KZ, ANSWER)
    after = KZ.with_days([decreed(date(2026, 12, 10), working=False)], "v2")
    clock = clocks.recompute(clock, after, at(1, month=12))
    clock = clocks.resume(clocks.suspend(clock, at(2, month=12), "Сараптама"), at(4, month=12), after)
    clock = clocks.extend(
        clock, date(2027, 1, 15), at(7, month=12), ground="Сараптама", most=MOST, notice=NOTICE, calendar=after,
    ).clock
    assert text(clocks.why(clock, "kk")).splitlines()[-4:] == [
        (
            "Жұмыс күнтізбесі өзгерді: 10 желтоқсан (жарлық, № 5). "
            "Соңғы күн 2026 жылғы 14 желтоқсаннан 2026 жылғы 15 желтоқсанға ауысты."
        ),
        "Мерзім 2026 жылғы 2 желтоқсанда тоқтатыла тұрды. Негізі: Сараптама.",
        "Мерзім 2026 жылғы 4 желтоқсанда қайта жүре бастады. Енді соңғы мерзімі: 2026 жылғы 18 желтоқсан.",
        "Мерзім 2027 жылғы 15 қаңтарға дейін ұзартылды (ӘРПК, 76-бап). Негізі: Сараптама.",
    ]


def test_every_refusal_and_state_has_three_languages() -> None:
    from senim.appeals.clocks.words import REFUSALS

    assert set(clocks.STATES) == set(State)
    assert all(all(label) for label in (*REFUSALS.values(), *clocks.STATES.values()))
