"""What is counted is what a naive count over the same rows gives; and no release singles out a person."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.appeals.api import on_time_and_good
from senim.kernel import ids
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.quality import api, selectors
from senim.quality.domain import (
    BLOCK,
    FINAL_AFTER,
    GOOD_FROM,
    PUBLISH_FROM,
    WINDOW,
    WORDING,
    Criterion,
    Marks,
    Solved,
    is_good,
)
from senim.quality.figures import Tally
from senim.quality.models import Rating, RatingToken
from senim.territory.models import Area

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
TWO_WEEKS = timedelta(days=14)


@pytest.fixture
def beat(db):
    return Area.objects.create(code="T1", level="beat", path="/1/", name_kk="Т1", name_ru="Т1")


def contact(area, days_ago, marks=None, solved="", on_time=None, withdrawn=False):
    """One token issued so many days before AT; rated an hour later with `marks`, or not at all where None."""
    issued = AT - timedelta(days=days_ago)
    rated = issued + timedelta(hours=1) if marks is not None else None
    secret = ids.new_token()
    token = RatingToken.objects.create(
        token_hash=ids.token_hash(secret), code_hash=ids.token_hash("c" + secret), contact_kind="appeal",
        contact_id=secret[:30], area=area, area_path=area.path, issued_at=issued, expires_at=issued + TWO_WEEKS,
        used_at=rated, on_time=on_time, withdrawn_at=issued if withdrawn else None)
    if rated:
        Rating.objects.create(
            token=token, wording=WORDING, language="kk", rated_at=rated, changed_at=rated, solved=solved,
            good=is_good(said_by(marks, solved)),
            final_at=rated + FINAL_AFTER, **marks)
    return token


def said_by(marks, solved):
    return Marks({Criterion(one): mark for one, mark in marks.items()}, Solved(solved) if solved else None)


def naive(rows):
    """The same counts from plain tuples (days ago, marks or None, solved, on time), by loops."""
    start = AT - WINDOW
    finals, asked, answered = [], 0, 0
    for days_ago, marks, solved, on_time in rows:
        issued = AT - timedelta(days=days_ago)
        final_at = issued + timedelta(hours=1) + FINAL_AFTER
        is_final = marks is not None and final_at <= AT
        if is_final:
            finals.append((final_at, marks, solved, on_time))
        is_over = is_final or (marks is None and issued + TWO_WEEKS <= AT)
        asked += issued >= start and is_over
        answered += issued >= start and is_final
    finals.sort(key=lambda one: one[0])
    blocks = [finals[place:place + BLOCK] for place in range(0, len(finals) - len(finals) % BLOCK, BLOCK)]
    inside = [one for block in blocks if block[0][0] >= start for one in block]
    said = {}
    for criterion in Criterion:
        given_marks = [marks[criterion.value] for _, marks, _, _ in inside if marks.get(criterion.value)]
        said[criterion] = (len(given_marks), sum(mark >= GOOD_FROM for mark in given_marks), sum(given_marks))
    solved_by = {one: sum(solved == one.value for _, _, solved, _ in inside) for one in Solved}
    in_year = sum(one[0] >= start for one in finals)
    both = on_time_and_good(
        [on_time for *_, on_time in inside], [is_good(said_by(marks, solved)) for _, marks, solved, _ in inside])
    timed = (both.n, both.on_time, both.good, both.both)
    return Tally(in_year, len(inside), asked, answered, said, solved_by, timed)


a_mark = st.integers(1, 5)
some_marks = st.dictionaries(st.sampled_from([one.value for one in Criterion]), a_mark, min_size=1)
# Distinct moments: two finals of one instant would be ordered by id, which plain tuples do not have.
some_rows = st.lists(
    st.tuples(st.integers(0, 500), st.none() | some_marks, st.sampled_from(["", "yes", "partly", "no"]),
              st.none() | st.booleans()),
    max_size=40, unique_by=lambda row: row[0])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=some_rows)
def test_what_is_counted_is_what_a_loop_would_count(beat, rows):
    Rating.objects.all().delete()
    RatingToken.objects.all().delete()
    for row in rows:
        contact(beat, *row)
    assert selectors.tally(beat.pk, AT) == naive(rows)


ALL = {one.value: 4 for one in Criterion}


def test_one_query_however_many(beat, django_assert_num_queries):
    for day in range(30):
        contact(beat, 20 + day, ALL)
    with django_assert_num_queries(1):
        result = api.published(beat.pk, AT)
    assert (result.n, result.enough) == (30, True)


def test_nothing_is_published_from_nineteen_and_all_from_twenty(beat):
    for day in range(19):
        contact(beat, 20 + day, ALL)
    assert not api.published(beat.pk, AT).enough
    assert api.published(beat.pk, AT).n == 19
    contact(beat, 60, ALL)
    result = api.published(beat.pk, AT)
    assert result.enough
    assert all(one.good.value == 1 and one.mean == 4 for one in result.criteria)


def test_what_is_not_yet_final_counts_nowhere(beat):
    for day in range(PUBLISH_FROM):
        contact(beat, 20 + day, ALL)
    contact(beat, 0.5, {"lawful": 1})
    result = api.published(beat.pk, AT)
    assert result.n == 20
    assert (result.response.hits, result.response.n) == (20, 20)


def test_the_response_counts_those_who_had_their_time(beat):
    for day in range(PUBLISH_FROM):
        contact(beat, 20 + day, ALL)
    contact(beat, 15)  # expired
    contact(beat, 10)  # still open
    contact(beat, 30, withdrawn=True)  # never asked in the end
    assert (api.published(beat.pk, AT).response.hits, api.published(beat.pk, AT).response.n) == (20, 21)


def test_two_releases_never_differ_by_fewer_than_a_block(beat):
    for day in range(PUBLISH_FROM):
        contact(beat, 40 + day, ALL)
    seen = [api.published(beat.pk, AT)]
    for day in range(12):
        contact(beat, 30 - day, {"lawful": 1})
        seen.append(api.published(beat.pk, AT))
    assert [one.n for one in seen] == [20] * 5 + [25] * 5 + [30] * 3
    lawful = [one.criteria[0].good.hits for one in seen]
    assert lawful == [20] * 13


def test_another_beat_is_another_matter(beat):
    other = Area.objects.create(code="T2", level="beat", path="/2/", name_kk="Т2", name_ru="Т2")
    for day in range(PUBLISH_FROM):
        contact(other, 20 + day, ALL)
    assert api.published(beat.pk, AT).n == 0
    assert api.published(beat.pk, AT).response.value is None


def test_the_past_comes_in_bulk_as_it_was(beat):
    records = [
        api.PastContact(n, beat.pk, beat.path, None, AT - timedelta(days=40 + n), proof=b"p%d" % n,
                        **({"rated_at": AT - timedelta(days=39 + n), "marks": ALL, "solved": "yes"} if n % 2 else {}))
        for n in range(60)]
    assert api.import_past(records, actor=Actor.system()) == 30
    result = api.published(beat.pk, AT)
    assert (result.n, result.response.hits, result.response.n) == (30, 30, 60)
    assert dict(result.solved)[Solved.YES].value == 1
    with pytest.raises(Refused):
        api.import_past([api.PastContact(1, None, "", None, AT, rated_at=AT)], actor=Actor.system())
