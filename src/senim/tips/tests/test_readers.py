"""Whoever reads: named persons and nobody else, every opening written down, and what the others see (nothing)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from senim.kernel import duties
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.scoping import Actor, Role
from senim.staff import testing as staff
from senim.staff.actions.leaving import close_account
from senim.staff.domain import EndReason
from senim.tips import codes, presenters, selectors
from senim.tips import duties as on_the_day
from senim.tips.actions import desk, intake, naming
from senim.tips.domain import Outcome, State, Topic
from senim.tips.models import Event, Naming, Picture, Tip
from senim.tips.tests.world import ALL_ROLES, CONTACT, SAID, Place, confidential, sent

REASON = "Қауіпсіз кездесу орнын келісу үшін"


def attempts(number: str) -> dict[str, Any]:
    """Every act on a message, by whoever is given."""
    return {
        "read": lambda actor: desk.note_opened(actor=actor, number=number),
        "one": lambda actor: selectors.one(actor.scope, number),
        "picture": lambda actor: selectors.picture(actor.scope, number, Picture.objects.get().pk),
        "reply": lambda actor: desk.reply(actor=actor, number=number, text="Сынақ"),
        "hand": lambda actor: desk.hand_over(actor=actor, number=number, reference="1", registered_at=now()),
        "close": lambda actor: desk.close(actor=actor, number=number, outcome=Outcome.CONFIRMED, text="Сынақ"),
        "contact": lambda actor: desk.open_contact(actor=actor, number=number, reason=REASON),
    }


def test_no_role_opens_a_message_and_every_act_is_refused(place: Place) -> None:
    """Every act by every role over the whole region, by the reader of another region, by whoever named, by nobody."""
    number = confidential(place).number
    foreign = [staff.actor_for(place.of(role)) for role in ALL_ROLES]
    foreign += [staff.actor_for(place.far), place.world.actor("department"), Actor.citizen(), Actor("staff")]
    before = list(Tip.objects.values())
    for actor in foreign:
        for what, act in attempts(number).items():
            assert isinstance(tried(act, actor), NotYours), (actor.scope.duties, what)
        assert not selectors.inbox(actor.scope) and not duties_of(actor)
    assert list(Tip.objects.values()) == before and not Event.objects.exclude(type="received").exists()
    nobody = {str(refusal(act)) for act in attempts("0000-0000-0").values()}
    assert nobody == {str(refusal(attempts(number)["one"]))}, "what is not there and what is not yours sound the same"


def tried(act: Any, actor: Actor) -> Exception | None:
    try:
        act(actor)
    except Refused as refused:
        return refused
    return None


def refusal(act: Any) -> NotYours:
    with pytest.raises(NotYours) as error:
        act(Actor("staff"))
    return error.value


def duties_of(actor: Actor) -> list[Any]:
    return [one for one in on_the_day.owed(actor.scope, today()) if "unnamed" not in one.key]


def test_pages_of_the_staff_by_role(place: Place, client: Any) -> None:
    """404 for a message, its photo, its contact; the list says only that one is not named; the auditor counts."""
    number = confidential(place).number
    pk = Picture.objects.get().pk
    paths = [f"/kk/protected/{number}/", f"/kk/protected/{number}/contact/", f"/kk/protected/{number}/photo/{pk}/"]
    for role in (Role.HEAD, Role.DUTY, Role.MINISTRY, Role.ADMIN, Role.AUDITOR, Role.PROSECUTOR, Role.INSPECTOR):
        staff.sign_in(client, place.of(role))
        assert {client.get(path).status_code for path in paths} <= {403, 404}, role
        page = client.get("/kk/protected/")
        assert page.status_code in {200, 403} and number not in page.content.decode()
        counted = client.get("/kk/protected/counts/")
        assert counted.status_code == (200 if role is Role.AUDITOR else 403)
        if role is Role.AUDITOR:
            assert number not in counted.content.decode() and "5-тен аз" in counted.content.decode()


def test_a_reader_works(place: Place, client: Any) -> None:
    made = confidential(place, topic=Topic.VIOLENCE)
    staff.sign_in(client, place.world.people["duty"])
    listed = client.get("/kk/protected/").content.decode()
    assert made.number in listed and SAID not in listed and CONTACT not in listed
    page = client.get(f"/kk/protected/{made.number}/").content.decode()
    assert SAID in page and CONTACT not in page and "алдымен жіберушінің қауіпсіздігі" in page
    opened = AuditEvent.objects.filter(action="tips.opened").get()
    assert opened.is_read and opened.data == {} and opened.account_id == place.world.people["duty"].pk
    photo = client.get(f"/kk/protected/{made.number}/photo/{Picture.objects.get().pk}/")
    assert photo["Content-Type"] == "image/jpeg" and "no-store" in photo["Cache-Control"]
    act = f"/kk/protected/{made.number}/"
    assert client.post(f"{act}reply/", {"text": ""}).status_code == 422
    assert client.post(f"{act}reply/", {"text": "Қауіпсізсіз бе?"}).status_code == 302
    assert client.post(f"{act}hand/", {"reference": "", "day": "2026-05-12", "time": "10:00"}).status_code == 422
    assert client.post(f"{act}hand/", {"reference": "7", "day": "2026-05-11", "time": "10:00"}).status_code == 422
    assert client.post(f"{act}hand/", {"reference": "7", "day": "2026-05-12", "time": "10:00"}).status_code == 302
    assert client.post(f"{act}contact/", {"reason": "керек"}).status_code == 422
    shown = client.post(f"{act}contact/", {"reason": REASON})
    assert CONTACT in shown.content.decode()
    logged = AuditEvent.objects.filter(action="tips.contact_opened").get()
    assert logged.is_read and Event.objects.filter(type="contact_opened", data__reason=REASON).exists()
    assert client.post(f"{act}close/", {"outcome": "confirmed", "text": "Рақмет"}).status_code == 302
    assert client.post(f"{act}close/", {"outcome": "confirmed", "text": "Рақмет"}).status_code == 422
    tip = Tip.objects.get()
    assert (tip.state, tip.reference, tip.outcome) == (State.CLOSED, "7", "confirmed")
    assert client.get(f"{act}nonsense/").status_code == 405 and client.post(f"{act}nonsense/").status_code == 404
    assert not Outgoing.objects.exists(), "nothing is pushed"


def test_the_day_says_that_somebody_waits_and_nothing_else(place: Place, django_assert_num_queries: Any) -> None:
    made = sent(place, topic=Topic.VIOLENCE)
    on_the_day.owed(place.reader.scope, today())  # the terms of the law come into memory
    with django_assert_num_queries(2):
        own = on_the_day.owed(place.reader.scope, today())
    assert [one.key for one in own] == [f"tips:{made.number}"]
    said = f"{own[0].what} {own[0].because} {own[0].told} {own[0].where.words}"
    assert not any(word in said.lower() for word in ("зорлық", "насил", SAID[:8].lower()))
    assert own[0].owed_by == Tip.objects.get().waits_since + timedelta(hours=24)
    with django_assert_num_queries(0):
        assert on_the_day.owed(place.world.actor("inspector").scope, today()) == []
    desk.reply(actor=place.reader, number=made.number, text="Рақмет")
    assert on_the_day.owed(place.reader.scope, today()) == []
    assert duties.find(place.reader.scope, today(), f"tips:{made.number}") is None


def test_a_reader_who_leaves_reads_no_more_and_whoever_names_is_told(place: Place) -> None:
    number = sent(place).number
    department = place.world.actor("department")
    assert not on_the_day.owed(department.scope, today())
    for name in ("duty", "head"):
        close_account(Actor.system(), place.world.people[name], EndReason.DISMISSAL, now())
        with pytest.raises(NotYours):
            selectors.one(staff.actor_for(place.world.people[name]).scope, number)
    told = on_the_day.owed(department.scope, today())
    assert len(told) == 1 and number not in f"{told[0]}" and "unnamed" in told[0].key
    with pytest.raises(Refused):
        sent(place)


def test_naming(place: Place, client: Any) -> None:
    """By the head of the whole region; not oneself, not twice, not whom the region does not employ, not for ever."""
    department, region = place.world.actor("department"), place.region.pk
    head, inspector = place.of(Role.HEAD), place.world.people["inspector"]
    until = today() + timedelta(days=100)

    def name(actor: Actor, account: Any, ground: str = "№ 7", ends_on: date = until, area: int = region) -> Naming:
        return naming.name(actor=actor, area_id=area, account_id=account.pk, ground=ground, ends_on=ends_on)

    made = name(department, head)
    assert made.named_by_id == department.account_id
    for code, attempt in {
        "tips.not_oneself": lambda: name(department, place.world.people["department"]),
        "tips.already": lambda: name(department, head),
        "tips.not_there": lambda: name(department, inspector),
        "tips.no_ground": lambda: name(department, place.of(Role.DUTY), ground=" "),
        "tips.bad_period": lambda: name(department, place.of(Role.DUTY), ends_on=today() + timedelta(days=900)),
        "not_yours": lambda: name(department, place.far, area=place.far_region.pk),
    }.items():
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == code
    for role in ALL_ROLES:
        actor = staff.actor_for(place.of(role))
        if role is not Role.HEAD and role is not Role.MINISTRY:
            with pytest.raises(NotYours):
                name(actor, place.of(Role.DUTY))
            with pytest.raises(NotYours):
                naming.end(actor=actor, naming_id=made.pk)
    with pytest.raises(NotYours):
        name(place.world.actor("head"), place.of(Role.DUTY))  # a district's head does not name for the region
    number = sent(place).number
    reader = staff.actor_for(head)
    assert selectors.one(reader.scope, number)
    naming.end(actor=department, naming_id=made.pk)
    naming.end(actor=department, naming_id=made.pk)
    with pytest.raises(NotYours):
        selectors.one(reader.scope, number)
    assert AuditEvent.objects.filter(action__in=("tips.name", "tips.end_naming"), subject_id=str(made.pk)).count() == 2


def test_naming_pages(place: Place, client: Any) -> None:
    staff.sign_in(client, place.world.people["department"])
    page = client.get("/kk/protected/named/").content.decode()
    assert "Duty" in page
    new = f"/kk/protected/named/{place.region.pk}/new/"
    assert "Department" not in client.get(new).content.decode().split("<select")[1]
    given = {"account": place.of(Role.HEAD).pk, "ground": "№ 7, 12.05.2026", "ends_on": "2026-12-31"}
    assert client.post(new, given).status_code == 302
    made = Naming.objects.latest("pk")
    assert client.post(f"/kk/protected/named/{made.pk}/end/").status_code == 302
    made.refresh_from_db()
    assert made.ended_at is not None
    assert client.get(f"/kk/protected/named/{place.far_region.pk}/new/").status_code == 404
    staff.sign_in(client, place.world.people["head"])
    assert client.get("/kk/protected/named/").status_code == 404


def test_no_page_or_search_of_the_house_finds_a_message(place: Place, client: Any) -> None:
    made = confidential(place)
    for name in ("department", "inspector", "prosecutor", "operator"):
        staff.sign_in(client, place.world.people[name])
        searched = [f"/kk/desk/area/?state=all&q={word}" for word in ("есірткі", made.number)]
        for path in (*searched, "/kk/desk/", "/kk/day/"):
            page = client.get(path, follow=True).content.decode()
            assert "Үшінші подъезде" not in page and (made.number not in page or "q=" in path), (name, path)
    admin = place.world.people["admin"]
    staff.sign_in(client, admin)
    for path in ("/kk/keeping/log/", "/kk/keeping/queue/", "/kk/keeping/"):
        assert "Үшінші подъезде" not in client.get(path).content.decode()


def test_no_other_table_points_here_and_here_points_at_nobody(place: Place) -> None:
    """Nothing joins a message to a person: no key to an account or a file, no key from any other context."""
    own = {"Tip", "Word", "Picture", "Contact", "Event"}
    for model in apps.get_models():
        for one in model._meta.get_fields():
            target = getattr(one, "related_model", None)
            if not one.concrete or target is None:
                continue
            if model._meta.app_label == "tips" and model.__name__ in own:
                assert target._meta.label in {"tips.Tip", "tips.Word", "territory.Area"}, one
            elif target._meta.app_label == "tips":
                pytest.fail(f"{model._meta.label}.{one.name} points at {target._meta.label}")


def test_public_counts_are_pooled(place: Place, frozen_clock: Any) -> None:
    for topic, times in ((Topic.DRUGS, 12), (Topic.VIOLENCE, 3)):
        for _ in range(times):
            sent(place, topic=topic)
    assert presenters.figures("kk") is None, "the present month is not over"
    frozen_clock.move(days=60)
    found = presenters.figures("kk")
    assert found and found["rows"] == [] and found["rest"] == 15, "three could be told from the total"
    frozen_clock.move(days=-60)
    for _ in range(8):
        sent(place, topic=Topic.WEAPONS)
    frozen_clock.move(days=60)
    found = presenters.figures("kk")
    assert found and [n for _name, n in found["rows"]] == [12] and found["rest"] == 11
    Tip.objects.exclude(topic="violence").delete()
    assert presenters.figures("kk") is None


def test_two_at_once_write_and_close(place: Place) -> None:
    """A reader closes while the sender writes: whoever comes second finds the row as the first left it."""
    made = sent(place)
    secret = codes.code_hash(made.code)
    desk.close(actor=place.reader, number=made.number, outcome=Outcome.CONFIRMED, text="Рақмет")
    intake.add(secret_hash=secret, text="Тағы болды")
    tip = Tip.objects.get()
    assert (tip.state, tip.outcome, tip.closed_at) == (State.OPEN, "", None) and tip.waits_since is not None
    desk.reply(actor=place.world.actor("head"), number=made.number, text="Естідік")
    assert len(selectors.one(place.reader.scope, made.number).words.all()) == 4


def test_query_counts(place: Place, django_assert_max_num_queries: Any) -> None:
    numbers = [sent(place).number for _ in range(5)]
    with django_assert_max_num_queries(2):
        rows = selectors.inbox(place.reader.scope)
    assert rows is not None and len(rows) == 5
    with django_assert_max_num_queries(6):
        presenters.desk(selectors.one(place.reader.scope, numbers[0]), "kk")
