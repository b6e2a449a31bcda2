"""Once, fourteen days, correctable for a day, seen by nobody before: the rules on a real database."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Duty, Role, Scope
from senim.quality import actions, api, selectors
from senim.quality.domain import ContactKind, Criterion, Marks, Participant, Solved
from senim.quality.models import Rating, RatingToken
from senim.staff import testing

pytestmark = pytest.mark.django_db
GOOD = {one.value: 5 for one in Criterion}


@pytest.fixture(autouse=True)
def clock(frozen_clock):
    return frozen_clock


def issue(contact=1, **more):
    return api.issue_token("appeal", contact, None, None, **more)


def refusal(key, marks=GOOD):
    with pytest.raises(Refused) as caught:
        api.rate(key, marks)
    return caught.value.code


def test_only_hashes_are_kept():
    token = issue()
    row = RatingToken.objects.get()
    kept = (bytes(row.token_hash), bytes(row.code_hash))
    assert kept[0] == hashlib.sha256(token.encode()).digest()
    assert token.encode() not in kept
    assert api.code_of(token).encode() not in kept


def test_a_rating_is_kept_with_its_marks_and_becomes_final_after_a_day():
    token = issue(on_time=False)
    rated = api.rate(token, {"lawful": 5, "informed": 2}, "partly", " Рақмет ", "kk")
    row = Rating.objects.get()
    assert (row.lawful, row.thorough, row.informed, row.solved, row.words) == (5, None, 2, "partly", "Рақмет")
    assert rated.final_at == now() + timedelta(hours=24)
    assert RatingToken.objects.get().used_at == now()
    assert (RatingToken.objects.get().on_time, row.good) == (False, False)


def test_the_printed_code_opens_the_same_rating():
    token = issue()
    api.rate(api.code_of(token).lower().replace("-", " "), GOOD)
    assert selectors.invited(token).said.marks[Criterion.LAWFUL] == 5
    assert Rating.objects.count() == 1


def test_a_double_click_is_one_rating():
    token = issue()
    first = api.rate(token, GOOD)
    second = api.rate(token, GOOD)
    assert Rating.objects.count() == 1
    assert (first.corrected, second.corrected) == (False, True)
    assert first.final_at == second.final_at


def test_it_can_be_corrected_for_a_day_and_not_a_second_longer(clock):
    token = issue()
    api.rate(token, GOOD)
    clock.move(hours=23, minutes=59, seconds=59)
    assert api.rate(token, {"lawful": 1}).corrected
    assert Rating.objects.get().lawful == 1
    assert Rating.objects.get().thorough is None
    clock.move(seconds=1)
    assert refusal(token) == "rating.final"
    assert Rating.objects.get().lawful == 1


def test_fourteen_days_and_not_a_second_longer(clock):
    token = issue()
    other = issue(2)
    clock.move(days=14, seconds=-1)
    api.rate(token, GOOD)
    clock.move(seconds=1)
    assert refusal(other) == "rating.expired"
    assert api.rate(token, {"lawful": 2}).corrected, "a rating given in time stays correctable for its day"


def test_forged_and_odd_keys_are_one_answer():
    issue()
    for key in ("x", "7K3M-42QX-9PTW", "а" * 500, "' OR 1=1 --", "\x00", "%s%s", "../../etc"):
        assert refusal(key) == "rating.unknown"


def test_a_newer_answer_withdraws_the_unused_token_and_keeps_the_used_one():
    old = issue()
    new = issue()
    assert refusal(old) == "rating.withdrawn"
    api.rate(new, GOOD)
    newest = issue()
    api.rate(newest, {"lawful": 1})
    assert Rating.objects.count() == 2, "a bad answer is not washed away by a better one"


def test_victim_and_offender_rate_the_same_case_apart():
    victim = api.issue_token("case", 9, None, None, participant="victim")
    offender = api.issue_token("case", 9, None, None, participant="offender")
    api.rate(victim, GOOD)
    api.rate(offender, {"lawful": 1})
    kinds = set(RatingToken.objects.filter(rating__isnull=False).values_list("participant", flat=True))
    assert kinds == {Participant.VICTIM, Participant.OFFENDER}


def test_the_contacts_own_page_finds_the_token_again_by_its_proof():
    token = issue(proof=b"secret-hash:0")
    assert api.token_from(b"secret-hash:0") == token
    assert api.token_from(b"secret-hash:1") != token
    assert api.rating_path(token).endswith(f"/r/{token}/")


@pytest.mark.parametrize("role", list(Role))
def test_no_member_of_staff_can_rate(role):
    token = issue()
    actor = Actor("staff", 5, 6, Scope(5, (Duty(role, 6, ("/1/",)),)))
    with pytest.raises(Refused) as caught:
        actions.rate(actor=actor, key=token, said=Marks({Criterion.LAWFUL: 5}), language="kk")
    assert caught.value.code == "rating.staff"
    assert not Rating.objects.exists()


def test_nobody_on_the_staff_sees_a_rating_before_it_is_final(clock):
    head = testing.make_post(Role.HEAD)
    post = testing.make_post(reports_to=head)
    other = testing.make_post(reports_to=head)
    token = api.issue_token("appeal", 1, None, post.pk, area_path="/1/2/")
    api.rate(token, {"lawful": 2}, "no", "жаман")

    def scope(role, post, path="/1/"):
        return Scope(5, (Duty(role, post.pk, (path,)),))

    mine, above = scope(Role.INSPECTOR, post), scope(Role.HEAD, head)
    strangers = [scope(Role.INSPECTOR, other), scope(Role.HEAD, other), scope(Role.TRAINEE, post),
                 scope(Role.ADMIN, post), scope(Role.PROSECUTOR, head), scope(Role.OPERATOR, other)]
    assert [seen(one) for one in (mine, above)] == [0, 0]
    clock.move(hours=24)
    assert [seen(one) for one in (mine, above)] == [2, 2]
    assert [seen(one) for one in strangers] == [0] * 6, "sharing the area is no right"
    one = api.final_ratings(mine, "appeal", 1)[0]
    assert (one.said.words, one.said.solved, one.participant) == ("жаман", Solved.NO, Participant.APPLICANT)
    assert api.final_ratings(mine, "visit", 1) == []


def seen(scope):
    return len(api.final_ratings(scope, "appeal", 1)) + len(selectors.latest(scope))


def test_the_log_says_that_and_never_what_or_by_which_secret():
    token = issue()
    api.rate(token, {"lawful": 2}, "no", "жаман")
    api.rate(token, {"lawful": 3}, "no", "жаман")
    events = list(AuditEvent.objects.order_by("id"))
    assert [one.action for one in events] == ["rating.issue", "rating.give", "rating.correct"]
    written = " ".join(f"{one.data} {one.subject_id} {one.action}" for one in events)
    assert not any(secret in written for secret in (token, api.code_of(token), "жаман", "lawful"))


def test_a_clock_that_jumps_back_spoils_nothing(clock):
    token = issue()
    api.rate(token, GOOD)
    clock.move(hours=-5)
    assert api.rate(token, {"lawful": 4}).corrected
    row = Rating.objects.get()
    assert (row.lawful, row.changed_at) == (4, row.rated_at)


def test_a_failure_between_the_writes_leaves_nothing(monkeypatch):
    token = issue()
    monkeypatch.setattr(actions.audit, "record", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        api.rate(token, GOOD)
    assert not Rating.objects.exists()
    assert RatingToken.objects.get().used_at is None


def test_the_database_refuses_what_the_rules_refuse():
    issue()
    row = RatingToken.objects.get()
    times = {"rated_at": now(), "changed_at": now(), "final_at": now() + timedelta(hours=24), "good": True}
    for marks in ({}, {"lawful": 6}, {"lawful": 0}, {"lawful": 3, "solved": "maybe"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(token=row, wording=1, language="kk", **times, **marks)
    with pytest.raises(IntegrityError), transaction.atomic():
        RatingToken.objects.create(
            token_hash=b"a" * 32, code_hash=b"b" * 32, contact_kind=ContactKind.APPEAL, contact_id="1",
            issued_at=now(), expires_at=now() + timedelta(days=14))


def test_statements_are_few(django_assert_max_num_queries):
    issue(7)  # the legal terms come into memory
    with django_assert_max_num_queries(5):  # savepoint, withdraw, insert, audit, release
        token = issue()
    with django_assert_max_num_queries(7):  # savepoint, token, earlier rating, used, insert, audit, release
        api.rate(token, GOOD)
