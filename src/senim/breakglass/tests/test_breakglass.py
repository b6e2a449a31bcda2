"""One record for an hour: who may, what is shown, who is told, how it ends, who judges, and what stays shut for all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.appeals.actions import moves, talk
from senim.appeals.models import Appeal, Event
from senim.appeals.permissions import readable
from senim.appeals.selectors import get
from senim.appeals.tests import world as worlds
from senim.breakglass import actions, selectors
from senim.breakglass.api import Ground, look, open_record, review
from senim.breakglass.domain import MOST_A_DAY, MOST_MISSES
from senim.breakglass.models import Look, Opening
from senim.breakglass.tests.at_hand import REASON, VERDICT, opened, sent
from senim.kernel import clock, duties, ids
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.scoping import Actor, Role
from senim.kernel.testing import standing
from senim.problems.models import Problem, Source
from senim.staff import testing as staff
from senim.staff.actions import dismiss
from senim.staff.domain import EndReason, Kind

#: A working Tuesday, 10:00 in Kazakhstan.
NOW = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEAR = "Күйеуім ұрады. Мекенжай: Гүлдер 5."


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("glass")), clock.frozen(NOW):
        yield worlds.build()


@pytest.fixture
def world(built: worlds.World, db: None) -> Iterator[worlds.World]:
    with clock.frozen(NOW), translation.override("kk"):
        yield built


def refused(code: str, call: Any, **kwargs: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call(**kwargs)
    assert caught.value.code == code, caught.value.code
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            assert "%(" not in str(caught.value)
    return caught.value


def test_a_sensitive_card_opens_for_an_hour_and_closes_by_itself(world: Any) -> None:
    appeal = sent(category="home.violence", text=FEAR, place="Гүлдер 5", answers={"safe_now": "no"})
    inspector = world.actor("other")
    with pytest.raises(NotYours):
        get(inspector.scope, appeal.number)
    row = opened(inspector, appeal)
    assert row.ends_at == NOW + HOUR
    page = look(actor=inspector, opening_id=row.pk)[1]
    shown = str([(str(key), str(value)) for part in page.parts for key, value in part.rows])
    assert page.parts[0].texts == (FEAR,)
    assert "Гүлдер" not in shown, "the address of a sensitive matter is shut"
    assert "safe" not in shown
    with pytest.raises(NotYours):
        get(inspector.scope, appeal.number)  # the scope itself has not grown: no list, no act, no file, no name
    with pytest.raises(NotYours):
        talk.note(actor=inspector, appeal_id=appeal.pk, text="Сынақ")
    with clock.frozen(NOW + HOUR - timedelta(seconds=1)):
        look(actor=inspector, opening_id=row.pk)
    with clock.frozen(NOW + HOUR):
        refused("over", look, actor=inspector, opening_id=row.pk)
    assert Look.objects.filter(opening=row).count() == 2
    assert AuditEvent.objects.filter(action="breakglass.looked", is_read=True, subject_id=appeal.pk).count() == 2
    assert Event.objects.get(appeal=appeal, type="emergency").public is False


@pytest.mark.thorough
def test_the_head_is_told_in_the_same_moment_and_has_it_on_the_day(world: Any) -> None:
    row = opened(world.actor("other"), sent())
    letter = Outgoing.objects.get(template="breakglass_opened")
    assert letter.to == "head@example.kz"
    assert row.number not in str(letter.context), "a letter says nothing of the record"
    head = world.actor("head")
    duty = next(one for one in duties.of(head.scope, clock.today()) if one.key == f"breakglass:{row.pk}")
    assert duty.owed_by == NOW + timedelta(days=3)
    assert duty.url == reverse("breakglass:review", args=[row.pk])
    assert not [one for one in duties.of(world.actor("department").scope, clock.today()) if "breakglass" in one.key]
    with clock.frozen(NOW + timedelta(days=3, seconds=1)):
        assert actions.tell_late() == 1
        actions.tell_late()
        late = Outgoing.objects.filter(template="breakglass_late").values_list("to", flat=True)
        assert sorted(late) == ["department@example.kz", "head@example.kz"], "once to each"
        owed = duties.of(world.actor("department").scope, clock.today())
        assert [one for one in owed if one.key == f"breakglass:{row.pk}"], "overdue: the head further up owes it too"
        auditor = world.actor("auditor")
        assert [one.pk for one in selectors.listing(auditor.scope, state="late", offset=0, limit=9)] == [row.pk]


def test_it_cannot_be_prolonged_and_the_database_says_so(world: Any) -> None:
    actor, appeal = world.actor("other"), sent()
    row = opened(actor, appeal)
    given = {"actor": actor, "kind": "appeal", "number": appeal.number, "ground": Ground.LIFE, "reason": REASON}
    refused("open_already", open_record, token=ids.new_token(), **given)
    refused("open_already", open_record, token=row.token[::-1], **given)
    for change in ({"ends_at": NOW + 9 * HOUR}, {"ground": "life"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Opening.objects.filter(pk=row.pk).update(**change)
    with clock.frozen(NOW + HOUR):
        second = opened(actor, appeal)
        assert selectors.again(world.actor("head").scope, second) == 1, "the reviewer sees that it is the second time"
    assert Outgoing.objects.filter(template="breakglass_opened").count() == 2


@pytest.mark.thorough
def test_given_back_or_stopped_it_is_over_at_once(world: Any) -> None:
    actor, head = world.actor("other"), world.actor("head")
    for who in (actor, head):
        row = opened(actor, sent())
        with pytest.raises(NotYours):
            actions.end(actor=world.actor("juvenile"), opening_id=row.pk)
        actions.end(actor=who, opening_id=row.pk)
        actions.end(actor=who, opening_id=row.pk)
        refused("over", look, actor=actor, opening_id=row.pk)
    again = opened(actor, Appeal.objects.get(pk=row.record))
    assert again.pk != row.pk, "what was given back may be opened anew, with its own reason"


@pytest.mark.thorough
def test_a_verdict_is_somebody_elses_and_given_once(world: Any) -> None:
    actor, head = world.actor("other"), world.actor("head")
    row = opened(actor, sent())
    said = {"opening_id": row.pk, "justified": False, "words": VERDICT}
    refused("verdict_short", review, actor=head, opening_id=row.pk, justified=True, words="жақсы")
    for name in ("juvenile", "duty", "prosecutor", "auditor", "inspector"):
        with pytest.raises(NotYours):
            review(actor=world.actor(name), **said)
    staff.put_on(world.posts["head"], world.people["other"], kind=Kind.SUBSTITUTE, ends_at=NOW + timedelta(days=5))
    standing_in = staff.actor_for(world.people["other"], world.posts["head"])
    refused("own", review, actor=standing_in, **said)
    review(actor=head, **said)
    refused("reviewed", review, actor=head, **{**said, "justified": True})
    refused("reviewed", review, actor=world.actor("department"), **said)
    refused("over", look, actor=actor, opening_id=row.pk)
    assert Outgoing.objects.get(template="breakglass_not_justified").to == "department@example.kz"
    event = AuditEvent.objects.get(action="breakglass.reviewed")
    assert event.data == {"opening": row.pk, "justified": False, "late": False}
    assert VERDICT not in str(list(AuditEvent.objects.values_list("data", flat=True))), "words stay out of the log"


@pytest.mark.thorough
def test_whoever_stands_alone_above_is_told_or_nothing_is_opened(world: Any) -> None:
    far = sent()
    department = world.actor("department")
    complaint = {"actor": department, "kind": "appeal", "number": far.number, "ground": Ground.LIFE, "reason": REASON}
    refused("yours_anyway", open_record, token="t1", **complaint)
    post = staff.make_post(Role.HEAD, area_ids=(world.areas["second"].pk,))
    alone = staff.make_account()
    staff.put_on(post, alone)
    refused("nobody_above", open_record, **{**complaint, "actor": staff.actor_for(alone, post), "token": "t2"})
    assert not Opening.objects.exists()


def test_what_stays_shut_for_everyone_answers_as_what_is_not_there(world: Any) -> None:
    shut = sent(category="officer.rude", about="beat_inspector")
    foreign = sent(lon=None, lat=None, area_id=_far(world))
    said = set()
    for number in (shut.number, foreign.number, ids.new_number(), "0000", "", "7K3M-42QX-8"):
        for name in ("other", "inspector", "juvenile"):
            error = refused(
                "no_record", open_record, actor=_fresh(world, name), token=ids.new_token(), kind="appeal",
                number=number, ground=Ground.CHILD, reason=REASON)
            said.add(str(error))
    assert len(said) == 1
    row = opened(world.actor("other"), sent())
    moves.mark_about_officer(
        actor=world.actor("head"), appeal_id=row.record, post_id=world.posts["inspector"].pk, reason="Шағым екен")
    refused("shut_since", look, actor=world.actor("other"), opening_id=row.pk)


def _fresh(world: Any, name: str) -> Actor:
    """Somebody new on a post of the same kind, who has no wrong numbers yet."""
    role = worlds.STAFF[name][0]
    account, post = staff.make_officer(role, area_ids=(world.areas["second"].pk,), reports_to=world.posts["head"])
    return staff.actor_for(account, post)


def _far(world: Any) -> int:
    from senim.territory.domain import Level
    from senim.territory.tests import make

    return make.area(Level.BEAT, make.area(Level.DISTRICT, make.area(Level.REGION, world.areas["country"]))).pk


@pytest.mark.thorough
def test_guessing_numbers_and_many_records_are_stopped(world: Any) -> None:
    actor = world.actor("other")
    given = {"actor": actor, "kind": "appeal", "ground": Ground.LIFE, "reason": REASON}
    for _n in range(MOST_MISSES):
        refused("no_record", open_record, token=ids.new_token(), number=ids.new_number(), **given)
    appeal = sent()
    assert "11:00" in str(refused("misses", open_record, token=ids.new_token(), number=appeal.number, **given))
    assert AuditEvent.objects.filter(action="breakglass.missed", account_id=actor.account_id).count() == MOST_MISSES
    with clock.frozen(NOW + HOUR):
        for _n in range(MOST_A_DAY):
            opened(actor, sent())
        refused("limit", open_record, token=ids.new_token(), number=appeal.number, **given)
    with clock.frozen(NOW + timedelta(days=1, hours=1, seconds=1)):
        opened(actor, appeal)


@pytest.mark.parametrize("reason", ["", "керек", " " * 40, "ааааааааааааааааааааааааа", "1111111111111111111111"])
@pytest.mark.thorough
def test_a_reason_is_a_sentence(world: Any, reason: str) -> None:
    refused(
        "reason_short", open_record, actor=world.actor("other"), token="t", kind="appeal", number=sent().number,
        ground=Ground.LIFE, reason=reason)


def test_every_role_on_what_is_closed_to_it(world: Any) -> None:
    """Only the four roles open; nobody looks with another's opening; who left or moved looks no more."""
    appeal = sent(category="home.violence")
    row = opened(world.actor("other"), appeal)
    for name in world.people:
        actor = world.actor(name)
        if name != "other":
            with pytest.raises(NotYours):
                look(actor=actor, opening_id=row.pk)
        if Appeal.objects.filter(readable(actor.scope), pk=appeal.pk).exists() and name != "prosecutor":
            refused("yours_anyway", opened, actor=actor, appeal=appeal)
        elif name not in {"other", "juvenile", "inspector"}:
            with pytest.raises(NotYours):
                opened(actor, appeal)
    for actor in (Actor.citizen(), Actor("staff"), Actor.system()):
        with pytest.raises(NotYours):
            opened(actor, appeal)
    dismiss(actor=world.actor("head"), account_id=world.people["other"].pk, reason=EndReason.DISMISSAL)
    gone = staff.actor_for(world.people["other"])
    with pytest.raises(NotYours):
        look(actor=gone, opening_id=row.pk)


@pytest.mark.thorough
def test_the_pages_count_their_queries_and_keep_what_was_typed(world: Any, client: Client) -> None:
    staff.sign_in(client, world.people["other"])
    appeal = sent(category="home.violence", text=FEAR, place="Гүлдер 5")
    form = {"token": "once", "kind": "appeal", "number": appeal.number, "ground": "life", "reason": "қысқа сөз"}
    answer = client.post(reverse("breakglass:open"), form)
    assert answer.status_code == 422
    assert "қысқа сөз" in answer.content.decode()
    with CaptureQueriesContext(connection, ) as counted:
        answer = client.post(reverse("breakglass:open"), {**form, "reason": REASON})
    assert answer.status_code == 302, answer.content.decode()
    assert len(counted) <= 32, len(counted)
    with CaptureQueriesContext(connection) as counted:
        page = client.get(answer.url)
    assert FEAR in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert len(counted) <= 16, [one["sql"][:80] for one in counted]
    again = client.post(reverse("breakglass:open"), {**form, "reason": REASON})
    assert again.status_code == 422
    for n in range(2):
        opened(world.actor("other" if n else "juvenile"), sent(lon=worlds.FIRST[0]))
    staff.sign_in(client, world.people["head"])
    with CaptureQueriesContext(connection) as counted:
        listed = client.get(reverse("breakglass:reviews"))
    assert listed.content.decode().count(reverse("breakglass:reviews").replace("reviews/", "")) >= 3
    assert FEAR not in listed.content.decode()
    assert len(counted) <= 5, len(counted)
    url = reverse("breakglass:review", args=[Opening.objects.order_by("pk")[0].pk])
    assert client.post(url, {"verdict": "yes", "reason": "x"}).status_code == 422
    assert client.post(url, {"verdict": "yes", "reason": VERDICT}).status_code == 302
    with clock.frozen(NOW + HOUR):
        staff.sign_in(client, world.people["other"])
        assert client.get(answer.url).status_code == 410
        assert VERDICT in client.get(url).content.decode()


@pytest.mark.thorough
def test_a_problem_file_opens_to_officers_and_a_sensitive_one_to_nobody(world: Any, monkeypatch: Any) -> None:
    area = world.areas["first"]
    row = Problem.objects.create(
        number=ids.new_number(), title="Жарықсыз аула", words="Кешке ұрлық көп", kind="theft", place_kind="yard",
        area=area, area_path=area.path, stage="scan", stage_since=NOW, opened_at=NOW)
    Source.objects.create(problem=row, kind="appeals", text="Өтініш 7K3M-42QX-9", at=NOW)
    given = {"kind": "problem", "number": row.number, "ground": Ground.ABSENT, "reason": REASON}
    other = world.actor("other")
    opening = open_record(actor=other, token="p1", **given)
    page = look(actor=other, opening_id=opening.pk)[1]
    assert page.parts[0].texts == ("Жарықсыз аула", "Кешке ұрлық көп")
    assert "7K3M" not in str(page), "sources name appeals"
    refused("no_kind", open_record, actor=world.actor("duty"), token="p2", **given)
    refused("yours_anyway", open_record, actor=world.actor("head"), token="p3", **given)
    monkeypatch.setattr("senim.problems.events.sensitive_kinds", lambda _selection: {"home_violence"})
    refused("shut_since", look, actor=other, opening_id=opening.pk)
    refused("no_record", open_record, actor=_fresh(world, "other"), token="p4", **given)
