"""Visits: two taps and a sentence, nothing lost, nothing twice, the old kept."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import translation
from PIL import Image

from senim.appeals.models import Transfer
from senim.cabinet.actions import visits as acts
from senim.cabinet.models import Aside, Correction, Visit
from senim.cabinet.selectors import day as days
from senim.cabinet.selectors import visits as reads
from senim.cabinet.tests import made
from senim.kernel import clock, duties, ids
from senim.kernel.clock import local, now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Role
from senim.staff import testing as staff


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"cabinet:{name}", args=args)


def filled(page: Any, **changes: Any) -> dict[str, Any]:
    """What the form would send as it stands."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if name not in {"photo", "outcome"}}
    data["at"] = local(form.initial["at"]).strftime("%Y-%m-%dT%H:%M")
    return {name: "" if value is None else value for name, value in {**data, **changes}.items()}


def refused(act: Any, code: str) -> None:
    with pytest.raises(Refused) as error:
        act()
    assert error.value.code == code and "%(" not in str(error.value)


def test_from_a_duty_two_taps_and_a_sentence(world: Any, client: Any) -> None:
    appeal = made.appeal()
    staff.sign_in(client, world.people["inspector"])
    link = f"{address('new_visit')}?duty=appeals:{appeal.number}"
    assert link in client.get(address("day")).content.decode()  # the first tap
    page = client.get(link)
    answer = client.post(link, filled(page, words="Сөйлестім, түсінді.", outcome="talked"))  # the second
    assert answer.status_code == 302
    visit = Visit.objects.get()
    assert (visit.about, visit.place, visit.purpose) == (f"appeals:{appeal.number}", "Абай көшесі, 1", "appeal")
    assert visit.lon == pytest.approx(appeal.lon) and visit.area_path == world.areas["first"].path
    assert visit.post_id == world.posts["inspector"].pk and visit.account_id == world.people["inspector"].pk
    assert AuditEvent.objects.filter(action="cabinet.visit", subject_id=str(visit.pk)).exists()


def test_its_words_are_the_beginning_of_the_answer(world: Any, client: Any) -> None:
    appeal = made.appeal()
    visit = made.visit(world, about=f"appeals:{appeal.number}", words="Көршімен сөйлестім, музыка өшірілді.")
    staff.sign_in(client, world.people["inspector"])
    page = client.get(address("visit", visit.pk))
    link = page.context["answer_url"]
    assert link.endswith("#do-answer") and appeal.number in link
    form = client.get(link.partition("#")[0]).context["forms"]["answer"]
    assert form["text"].value() == form["done"].value() == visit.words and form["where"].value() == visit.place
    assert form["when"].value() == local(visit.at).date()
    other = made.appeal()
    wrong = link.replace(appeal.number, other.number).partition("#")[0]
    assert not client.get(wrong).context["forms"]["answer"]["text"].value(), "a visit about something else"


def test_a_second_press_finds_the_first_visit(world: Any) -> None:
    token, who = ids.new_token(), world.actor("inspector")
    given = {"values": made.values(world), "token": token, "post_id": world.posts["inspector"].pk}
    first = acts.record(actor=who, **given)
    assert acts.record(actor=who, **given).pk == first.pk and Visit.objects.count() == 1


def test_two_presses_at_one_moment_are_one_visit(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looks before the first has written: the database says no, and the first is what it gets."""
    token, look, blind = ids.new_token(), acts._known, [True]
    given = {"values": made.values(world), "token": token, "post_id": world.posts["inspector"].pk}
    first = acts.record(actor=world.actor("inspector"), **given)
    monkeypatch.setattr(acts, "_known", lambda *asked: None if blind.pop() else look(*asked))
    blind[:] = [False, True]
    assert acts.record(actor=world.actor("inspector"), **given).pk == first.pk and Visit.objects.count() == 1


def test_the_token_of_another_is_no_door(world: Any) -> None:
    visit = made.visit(world)
    with pytest.raises(NotYours):
        acts.record(
            actor=world.actor("other"),
            values=made.values(world),
            token=visit.token,
            post_id=world.posts["other"].pk,
        )


def test_bad_input_is_answered_with_a_sentence(world: Any) -> None:
    def write(**changes: Any) -> Any:
        return lambda: made.visit(world, **changes)

    refused(write(place="  "), "no_place")
    refused(write(at=now() + timedelta(days=1)), "future")
    refused(write(at=now() - timedelta(days=40)), "long_ago")
    refused(write(words="ЖСН 900101300123 болды"), "iin")
    refused(write(next_on=today()), "next_words")
    refused(write(next_words="Қайта бару"), "next_when")
    refused(write(next_words="Қайта бару", next_on=today() - timedelta(days=1)), "next_day")
    refused(write(operation_id=made.operation(world).pk), "operation_over")
    refused(write(operation_id=10**9), "operation_over")
    assert not Visit.objects.exists()
    made.visit(world, at=now() + timedelta(minutes=5))  # a device that runs a little ahead


def test_what_was_typed_comes_back_with_the_refusal(world: Any, client: Any) -> None:
    staff.sign_in(client, world.people["inspector"])
    page = client.get(address("new_visit"))
    words = "Ұзақ сөйлем, жоғалмауы керек"
    for changes, said in (
        ({"at": "2027-01-01T10:00"}, "Құрылғының сағаты"),
        ({"at": ""}, "Күні мен уақытын"),
        ({"where": "", "typed": ""}, "Қай жерде"),
        ({"outcome": ""}, "төмендегі түймелердің"),
        ({"outcome": "nonsense"}, "төмендегі түймелердің"),
    ):
        answer = client.post(address("new_visit"), filled(page, **{"words": words, "outcome": "calm", **changes}))
        text = answer.content.decode()
        assert answer.status_code == 422 and said in text and words in text, changes
    assert not Visit.objects.exists()


def picture(size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", size, "teal").save(kept, "JPEG")
    return SimpleUploadedFile("yard.jpg", kept.getvalue(), "image/jpeg")


def test_a_photo_of_forty_megabytes_is_refused_and_the_words_stay(world: Any, client: Any, settings: Any) -> None:
    settings.FILE_MAX_BYTES = 2000
    staff.sign_in(client, world.people["inspector"])
    page = client.get(address("new_visit"))
    large = SimpleUploadedFile("yard.jpg", picture().read() + b"0" * 4000, "image/jpeg")
    sent = filled(page, words="Аула", outcome="calm", photo=large)
    answer = client.post(address("new_visit"), sent)
    assert answer.status_code == 422 and "Аула" in answer.content.decode() and not Visit.objects.exists()
    text = SimpleUploadedFile("yard.jpg", b"not a picture", "image/jpeg")
    assert client.post(address("new_visit"), {**sent, "photo": text}).status_code == 422
    answer = client.post(address("new_visit"), {**sent, "photo": picture()})
    assert answer.status_code == 302, answer.context["form"].errors
    visit = Visit.objects.get()
    shown = client.get(address("photo", visit.pk))
    assert shown.status_code == 200 and shown["Content-Type"].startswith("image/")
    assert b"".join(shown.streaming_content)  # read to its end, which closes the file
    staff.sign_in(client, world.people["other"])
    assert client.get(address("photo", visit.pk)).status_code == 404


def test_a_typed_place_and_a_position_of_the_device(world: Any, client: Any) -> None:
    staff.sign_in(client, world.people["inspector"])
    page = client.get(address("new_visit"))
    sent = filled(page, typed="5-мектептің артындағы аула", lon="70.035", lat="50.005", outcome="calm")
    assert client.post(address("new_visit"), sent).status_code == 302
    visit = Visit.objects.get()
    assert visit.area_path == world.areas["second"].path and visit.place == "5-мектептің артындағы аула"
    for lon, lat in (("700", "50"), ("x", "50"), ("", "50"), ("nan", "50")):
        token = ids.new_token()
        answer = client.post(address("new_visit"), {**sent, "token": token, "lon": lon, "lat": lat})
        assert answer.status_code in {302, 422}
        if answer.status_code == 302:
            assert Visit.objects.get(token=token).lon is None


def test_places_of_late_are_offered(world: Any, client: Any) -> None:
    made.visit(world, place="№ 5 мектеп")
    staff.sign_in(client, world.people["inspector"])
    page = client.get(address("new_visit"))
    assert "№ 5 мектеп" in page.content.decode()
    sent = filled(page, where="recent-0", outcome="calm")
    assert client.post(address("new_visit"), sent).status_code == 302
    assert Visit.objects.filter(place="№ 5 мектеп").count() == 2


def test_a_correction_keeps_the_old(world: Any, client: Any) -> None:
    visit = made.visit(world, words="Ескі сөз")
    staff.sign_in(client, world.people["inspector"])
    page = client.get(address("correct", visit.pk))
    sent = filled(page, words="Жаңа сөз", outcome="settled", reason="Қате жаздым", where="kept")
    assert client.post(address("correct", visit.pk), sent).status_code == 302
    visit.refresh_from_db()
    assert (visit.words, visit.outcome, visit.version) == ("Жаңа сөз", "settled", 1)
    text = client.get(address("visit", visit.pk)).content.decode()
    assert "Ескі сөз" in text and "Қате жаздым" in text
    row = Correction.objects.get()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE cabinet_correction SET reason = 'x' WHERE id = %s", [row.pk])


def test_two_who_correct_one_visit_are_told_of_each_other(world: Any, client: Any) -> None:
    visit = made.visit(world, words="Бірінші")
    acts.correct(
        actor=world.actor("inspector"),
        visit_id=visit.pk,
        values=made.values(world, words="Екіншінің сөзі"),
        version=0,
        reason="x",
    )
    staff.sign_in(client, world.people["inspector"])
    page = client.get(address("correct", visit.pk))
    sent = filled(page, words="Менің сөзім", outcome="calm", reason="y", where="kept", version=0)
    answer = client.post(address("correct", visit.pk), sent)
    text = answer.content.decode()
    assert answer.status_code == 422 and "Менің сөзім" in text and "Екіншінің сөзі" in text
    again = {**sent, "version": answer.context["form"]["version"].value()}
    assert client.post(address("correct", visit.pk), again).status_code == 302
    assert [row.before["words"] for row in Correction.objects.order_by("number")] == ["Бірінші", "Екіншінің сөзі"]


def test_a_next_step_is_a_duty_until_it_is_done(world: Any) -> None:
    who = world.actor("inspector")
    visit = made.visit(world, next_words="Құлыпты тексеру", next_on=today())
    assert [one.key for one in days.day(who.scope, today()).today] == [f"visits:{visit.pk}"]
    with pytest.raises(NotYours):
        duties.settle(world.actor("other"), f"visits:{visit.pk}", "done")
    duties.settle(who, f"visits:{visit.pk}", "done")
    duties.settle(who, f"visits:{visit.pk}", "done")
    assert days.day(who.scope, today()).today == []


def test_a_relative_hands_the_matter_on_in_words(world: Any, client: Any) -> None:
    appeal = made.appeal()
    key = f"appeals:{appeal.number}"
    staff.sign_in(client, world.people["inspector"])
    link = f"{address('aside')}?duty={key}"
    assert client.post(link, {}).status_code == 422
    answer = client.post(link, {"sure": "on"}, follow=True)
    assert "басшыңызға ұсынылды" in answer.content.decode()
    offer = Transfer.objects.get()
    assert offer.to_post_id == world.posts["head"].pk and "Мүдделер қақтығысы" in offer.reason
    refused(lambda: made.visit(world, about=key), "aside")
    assert f"new/?duty={key}" not in client.get(address("day")).content.decode()
    refused(lambda: acts.stand_aside(actor=world.actor("inspector"), about=key), "aside")
    assert Aside.objects.count() == 1
    with pytest.raises(NotYours):
        acts.stand_aside(actor=world.actor("other"), about=key)


def test_an_assistant_prepares_the_list_of_the_inspector(world: Any, client: Any) -> None:
    appeal = made.appeal()
    key = f"appeals:{appeal.number}"
    account, _post = staff.make_officer(Role.ASSISTANT, reports_to=world.posts["inspector"])
    staff.sign_in(client, account)
    text = client.get(address("day")).content.decode()
    assert f"new/?duty={key}" in text and 'name="outcome"' not in text, "taking into work is the holder's"
    page = client.get(f"{address('new_visit')}?duty={key}")
    sent = filled(page, words="Көршіні таптым", outcome="talked")
    assert client.post(f"{address('new_visit')}?duty={key}", sent).status_code == 302
    visit = Visit.objects.get()
    assert (visit.post_id, visit.account_id) == (world.posts["inspector"].pk, account.pk)
    answer = client.post(f"{address('aside')}?duty={key}", {"sure": "on"}, follow=True)
    assert "инспекторда қалады" in answer.content.decode() and not Transfer.objects.exists()
    assert client.post(f"{address('new_visit')}?duty={key}", filled(page, outcome="calm")).status_code in {302, 422}
    assert Visit.objects.count() == 1


def test_where_nobody_is_above_nothing_is_declared(world: Any) -> None:
    appeal = made.appeal()
    post = world.posts["inspector"]
    type(post).objects.filter(pk=post.pk).update(reports_to=None)
    from senim.staff.actions.common import touched

    touched(world.people["inspector"].pk)
    refused(
        lambda: acts.stand_aside(actor=world.actor("inspector"), about=f"appeals:{appeal.number}"), "nobody_above"
    )
    assert not Aside.objects.exists()


def test_who_reads_whose_visits(world: Any) -> None:
    visit = made.visit(world)
    seen = {
        name
        for name in world.people
        if any(one.pk == visit.pk for one in reads.visits(world.actor(name).scope))
    }
    assert seen == {"inspector", "head", "department"}
    for name in set(world.people) - seen:
        with pytest.raises(NotYours):
            reads.visit(world.actor(name).scope, visit.pk)


def test_who_writes_whose_visits(world: Any) -> None:
    visit = made.visit(world)
    for name in world.people:
        if name == "inspector":
            continue
        who = world.actor(name)
        with pytest.raises(NotYours):
            acts.record(
                actor=who, values=made.values(world), token=ids.new_token(), post_id=world.posts["inspector"].pk
            )
        with pytest.raises(NotYours):
            acts.correct(actor=who, visit_id=visit.pk, values=made.values(world), version=0, reason="x")
        with pytest.raises(NotYours):
            acts.step_done(actor=who, visit_id=visit.pk)
    for name in ("juvenile", "other"):
        assert made.visit(world, name).post_id == world.posts[name].pk
    with pytest.raises(NotYours):
        made.visit(world, "head")


def test_the_list_of_visits_is_one_query(world: Any, django_assert_num_queries: Any) -> None:
    for _ in range(5):
        made.visit(world)
    scope = world.actor("inspector").scope
    with django_assert_num_queries(1):
        assert len(reads.visits(scope)) == 5
    with django_assert_num_queries(1):
        reads.recent_places(scope)


def test_a_visit_of_yesterday_stands_on_yesterday(world: Any) -> None:
    made.visit(world, at=now() - timedelta(days=1))
    scope, posts = world.actor("inspector").scope, [world.posts["inspector"].pk]
    assert reads.on_day(scope, posts, today()) == []
    assert len(reads.on_day(scope, posts, today() - timedelta(days=1))) == 1
    with clock.frozen(now() + timedelta(days=1)):
        assert days.day(scope, today()).done == []
