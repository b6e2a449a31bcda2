"""Codes, readings and what may be published, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.kernel import ids
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor, Duty, Role, Scope
from senim.quality import policies
from senim.quality.domain import (
    PUBLISH_FROM,
    READINGS,
    WORDS_MAX,
    Criterion,
    Marks,
    Solved,
    code_of,
    is_good,
    parse_code,
)
from senim.quality.figures import Tally, publish


def test_each_criterion_says_which_reading_is_asked_and_where_it_comes_from():
    assert set(READINGS) == set(Criterion)
    for readings in READINGS.values():
        assert sum(one.asked for one in readings) == 1
        assert all(one.source and one.why for one in readings)


def test_the_fifth_criterion_keeps_the_other_reading():
    other = [one for one in READINGS[Criterion.INFORMED] if not one.asked]
    assert "ахуалдан хабардар болуы" in other[0].text


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_read_back_however_it_is_typed(secret):
    code = code_of(secret.hex())
    assert parse_code(code) == code
    assert parse_code(code.lower().replace("-", " ")) == code
    assert parse_code(code.replace("0", "O").replace("1", "l")) == code


def test_a_link_token_is_never_taken_for_a_code():
    assert parse_code(ids.new_token()) is None
    assert parse_code("") is None
    assert parse_code("7K3M-42QX-9") is None
    assert parse_code("7K3M-42QX-9PT!") is None


def tally(finals, counted, per_criterion=None, solved=None):
    per_criterion = (counted, counted, 5 * counted) if per_criterion is None else per_criterion
    return Tally(finals, counted, asked=100, answered=finals, said=dict.fromkeys(Criterion, per_criterion),
                 solved=solved or {Solved.YES: counted})


def test_seven_ratings_say_only_that_they_are_seven():
    result = publish(tally(7, 5))
    assert (result.n, result.enough, result.criteria, result.solved) == (7, False, (), ())
    assert result.response.value == pytest.approx(0.07)


def test_twenty_ratings_are_published_with_interval_and_mean():
    result = publish(tally(21, 20, (20, 15, 82), {Solved.YES: 10, Solved.NO: 10}))
    assert result.enough
    assert result.n == 20
    first = result.criteria[0]
    assert first.criterion is Criterion.LAWFUL
    assert first.good.value == 0.75
    assert first.mean == 4.1
    assert (round(first.good.interval.low, 3), round(first.good.interval.high, 3)) == (0.531, 0.888)
    assert dict(result.solved)[Solved.YES].value == 0.5


def test_a_criterion_that_few_could_judge_is_held_back_alone():
    counts = tally(40, 40)
    counts.said[Criterion.LAWFUL] = (19, 3, 40)
    lawful, *others = publish(counts).criteria
    assert (lawful.enough, lawful.good.n, lawful.good.hits, lawful.mean) == (False, 19, 0, None)
    assert all(one.enough for one in others)


def test_the_number_shown_is_below_the_bar_whenever_it_is_said_not_to_be_enough():
    result = publish(tally(23, 15))
    assert not result.enough
    assert result.n == 15


@given(st.integers(0, 60), st.integers(0, 60))
def test_nothing_but_counts_below_the_bar(finals, counted):
    result = publish(tally(finals, min(finals, counted)))
    assert result.enough == (min(finals, counted) >= PUBLISH_FROM)
    assert result.enough or (result.criteria == () and result.solved == () and result.n < PUBLISH_FROM)


def test_on_time_and_with_quality_is_a_conjunction():
    """Seed 002 @210253: 85 of 100 on time, 80 good, 70 both is 70, neither 80 nor 85."""
    counts = Tally(100, 100, 100, 100, dict.fromkeys(Criterion, (100, 80, 400)), {}, (100, 85, 80, 70))
    both = publish(counts).both
    assert (both.on_time.value, both.good.value, both.both.value) == (0.85, 0.80, 0.70)
    assert publish(Tally(40, 40, 40, 40, {}, {}, (19, 19, 19, 19))).both is None


@pytest.mark.parametrize(("marks", "solved", "good"), [
    ((5, 3), None, True), ((4, 3), None, False), ((5, 5, 5, 5, 5), Solved.NO, False), ((4,), Solved.PARTLY, True)])
def test_good_is_four_on_average_and_not_left_unsolved(marks, solved, good):
    assert is_good(Marks(dict(zip(Criterion, marks, strict=False)), solved)) is good


STAFF = Actor("staff", 1, 2, Scope(1, (Duty(Role.INSPECTOR, 2, ("/1/",)),)))


@pytest.mark.parametrize("actor", [STAFF, Actor.system(), Actor("staff"), Actor("citizen", account_id=4)])
def test_only_the_person_served_may_rate(actor):
    assert not policies.can_be_rater(actor)
    with pytest.raises(Refused) as refusal:
        policies.check_rater(actor)
    assert refusal.value.code == "rating.staff"


def test_a_citizen_may_rate():
    assert policies.can_be_rater(Actor.citizen())
    assert policies.can_be_rater(Actor.link("rating"))


def test_an_empty_rating_and_endless_words_are_refused():
    with pytest.raises(Refused) as refusal:
        policies.check_marks(Marks({}, Solved.YES, "words alone"))
    assert refusal.value.code == "rating.empty"
    with pytest.raises(Refused):
        policies.check_marks(Marks({Criterion.LAWFUL: 5}, words="а" * (WORDS_MAX + 1)))
    with pytest.raises(ValueError, match="1 to 5"):
        policies.check_marks(Marks({Criterion.LAWFUL: 6}))
