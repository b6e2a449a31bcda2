"""Appeals of one matter: linked both ways without a chain, and one answer for several, none of them half answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from senim.appeals.actions import answer as answers
from senim.appeals.actions import duplicates, intake, moves, supervise, together
from senim.appeals.actions.together import Said
from senim.appeals.apart import Why
from senim.appeals.domain import Batch, Outcome, Part
from senim.appeals.models import Answer, Appeal, Event, Together, TogetherPart
from senim.appeals.tests.test_bad_input import DONE
from senim.appeals.tests.world import SECOND, World, report
from senim.kernel import clock
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.staff import testing as staff

KK = {"text": "Жарық желісі жөнделді, бүгін кешке көшедегі шамдар қайта жанды.", "done": "Желі жөнделді", "reason": ""}
RU = {"text": "Линию починили, сегодня вечером фонари на улице снова горят.", "done": "Линию починили", "reason": ""}


def told(**changes: Any) -> Appeal:
    values = {"category": "place.light", "text": "Шам жанбайды", **changes}
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**values))
    return Appeal.objects.get(pk=receipt.appeal_id)


def link(world: World, twin: Appeal, main: Appeal, who: str = "inspector") -> str:
    """The code of the refusal, "" where there was none."""
    try:
        duplicates.mark(actor=world.actor(who), appeal_id=twin.pk, number=main.number)
    except Refused as refused:
        return "unfilled" if "%(" in str(refused) else refused.code
    return ""


def said(**changes: Any) -> Said:
    values = {"outcome": Outcome.DONE, "by_language": {"kk": KK, "ru": RU}, "where": "Абай", "when": now().date()}
    return Said(**{**values, **changes})


# --- linked ------------------------------------------------------------------------------------------------------


def test_duplicates_are_a_star_without_chain_or_circle(beats: World, client: Client) -> None:
    main, twin, third, fourth = (told() for _ in range(4))
    assert link(beats, twin, twin) == "itself"
    assert link(beats, twin, main) == ""
    assert link(beats, twin, third) == "linked"
    assert link(beats, third, twin) == "chain"  # to what is itself linked
    assert link(beats, main, third) == "chain"  # others are linked to it
    assert link(beats, main, twin) == "chain"  # a circle
    assert link(beats, third, main) == ""
    twin.refresh_from_db()
    assert (twin.holder_id, twin.state, twin.is_open) == (main.holder_id, "new", True)  # nothing moved
    staff.sign_in(client, beats.people["inspector"])
    assert twin.number in client.get(f"/en/desk/{main.number}/").content.decode()
    page = client.get(f"/en/desk/{twin.number}/").content.decode()
    assert main.number in page and "Its answer comes here too" in page
    assert client.post(f"/en/desk/{twin.number}/unlink/", {"text": " "}).status_code == 422
    assert client.post(f"/en/desk/{twin.number}/unlink/", {"text": "Басқа аула"}).status_code == 302
    said_ = client.post(f"/en/desk/{twin.number}/duplicate/", {"number": "nothing"})
    assert said_.status_code == 422 and "Both appeals must be with you" in said_.content.decode()
    twin.refresh_from_db()
    assert twin.duplicate_of_id is None
    kinds = set(Event.objects.filter(appeal__in=[main, twin]).values_list("appeal", "type", "public"))
    assert {(one.pk, kind, False) for one in (main, twin) for kind in ("duplicate", "duplicate_undone")} <= kinds
    assert Event.objects.get(appeal=twin, type="duplicate_undone").data["reason"] == "Басқа аула"
    assert link(beats, fourth, main) == "" and AuditEvent.objects.filter(action="appeals.duplicate").count() == 6


@pytest.mark.thorough
def test_what_stands_alone_and_what_is_not_yours_is_not_linked(beats: World) -> None:
    main, foreign = told(), told(lon=SECOND[0])
    sensitive, complaint = told(category="home.bullying"), told(category="officer.rude", about="beat_inspector")
    for other in (foreign, sensitive, complaint):
        assert link(beats, main, other) == "no_such", other.category
    assert link(beats, sensitive, sensitive, "juvenile") == "itself"
    child = told(category="home.bullying")
    assert link(beats, child, sensitive, "juvenile") == "apart"
    for who in set(beats.people) - {"inspector"}:
        assert link(beats, main, told(), who) in {"not_found", "not_yours"}, who
        with pytest.raises(NotYours):
            duplicates.unmark(actor=beats.actor(who), appeal_id=main.pk, reason="x")
    answered = told()
    answers.answer(actor=beats.actor("inspector"), appeal_id=answered.pk, words=DONE)
    assert link(beats, main, answered) == "wrong_state" and link(beats, answered, main) == "wrong_state"


def test_the_answer_reaches_each_as_its_own(beats: World, client: Client) -> None:
    main, twin, stopped, handed = (told() for _ in range(4))
    inspector = beats.actor("inspector")
    for one in (twin, stopped, handed):
        assert link(beats, one, main) == ""
    supervise.pause(actor=inspector, appeal_id=stopped.pk, ground="Сараптама")
    moves.assign(actor=beats.actor("head"), appeal_id=handed.pk, post_id=beats.posts["other"].pk, reason="көше")
    staff.sign_in(client, beats.people["inspector"])
    data = {"outcome": "done", "text": DONE.text, "done": DONE.done, "where": DONE.where, "when": "2026-05-12"}
    page = client.post(f"/en/desk/{main.number}/answer/", data, follow=True).content.decode()
    assert f"got the same answer: {twin.number}" in page
    assert f"{stopped.number} — Its clock is suspended" in page and f"{handed.number} — It is not with you" in page
    given = {one.appeal_id: one for one in Answer.objects.all()}
    assert set(given) == {main.pk, twin.pk} and given[twin.pk].text == DONE.text
    twin.refresh_from_db()
    assert twin.state == "answered" and all(twin.clocks[name]["ended_at"] for name in ("legal", "promise"))
    assert Appeal.objects.filter(pk__in=[stopped.pk, handed.pk], is_open=True).count() == 2


# --- one answer for several --------------------------------------------------------------------------------------


def whys(batch: Together) -> dict[int, str]:
    return dict(TogetherPart.objects.filter(together=batch).values_list("appeal", "why"))


def chosen(world: World, *found: Appeal) -> Together:
    return together.choose(actor=world.actor("inspector"), numbers=[one.number for one in found])


def refusal(call: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def test_who_may_not_be_answered_together_is_named_with_the_reason(beats: World) -> None:
    lamp, russian, twin = told(), told(language="ru"), told()
    foreign, stolen, danger, stopped, over = (
        told(lon=SECOND[0]), told(category="property.bicycle"), told(danger=True), told(), told())
    inspector = beats.actor("inspector")
    Appeal.objects.filter(pk__in=[stolen.pk, danger.pk]).update(holder=beats.posts["inspector"])
    link(beats, twin, lamp)
    supervise.pause(actor=inspector, appeal_id=stopped.pk, ground="Сараптама")
    answers.answer(actor=inspector, appeal_id=over.pk, words=DONE)
    child, private = told(category="home.teens_night"), told(category="home.bullying")
    Appeal.objects.filter(pk__in=[child.pk, private.pk]).update(holder=beats.posts["inspector"])
    noise = told(category="order.noise_night")
    both = chosen(beats, lamp, russian, twin, foreign, stolen, danger, stopped, over, child, private, noise)
    assert whys(both) == {
        lamp.pk: "", russian.pk: "", noise.pk: Why.OTHER_KIND, twin.pk: Why.TWIN, stolen.pk: Why.CRIME,
        danger.pk: Why.CRIME,
        stopped.pk: Why.SUSPENDED, over.pk: Why.STATE, child.pk: Why.CHILDREN, private.pk: Why.SENSITIVE,
    }  # the foreign one does not exist for this officer
    assert refusal(lambda: chosen(beats, lamp)).code == "choose"
    assert refusal(lambda: chosen(beats, stopped, over)).code == "nothing"
    many = [str(number) for number in range(together.MOST + 1)]
    assert refusal(lambda: together.choose(actor=inspector, numbers=many)).code == "too_many"
    Appeal.objects.filter(pk__in=[russian.pk, stopped.pk]).update(holder=beats.posts["head"])
    seen = together.choose(actor=beats.actor("head"), numbers=[lamp.number, russian.number, stopped.number])
    assert whys(seen) == {lamp.pk: Why.NOT_YOURS, russian.pk: "", stopped.pk: Why.SUSPENDED}


def test_it_is_written_looked_at_and_sent_to_each_by_the_same_action(beats: World, client: Client) -> None:
    first, second, english = told(), told(language="ru", place="Абай көшесі, 9"), told(language="en")
    staff.sign_in(client, beats.people["inspector"])
    assert first.number in client.get("/kk/desk/together/").content.decode()
    went = client.post("/kk/desk/together/", {"number": [one.number for one in (first, second, english)]})
    page = client.get(went.url).content.decode()
    assert "text_kk" in page and "text_ru" in page and "text_en" in page
    texts = {f"{name}_{code}": told_[name] for code, told_ in (("kk", KK), ("ru", RU)) for name in KK}
    common = {"outcome": "done", "where": "Абай көшесі", "when": "2026-05-12"}
    short = client.post(went.url, {**common, **texts, "text_ru": "қысқа"})
    assert short.status_code == 422 and 'id="id_text_ru' in short.content.decode()
    preview = client.post(went.url, {**common, **texts}, follow=True).content.decode()
    assert KK["text"] in preview and RU["text"] in preview and "Решено" in preview
    assert f"{english.number}</span></a>" in preview and "Өтініш берушінің тілінде мәтін жазылмаған" in preview
    assert not Answer.objects.exists()
    sent = client.post(f"{went.url}letters/", follow=True).content.decode()
    assert "2 жауап жіберілді" in sent
    assert {one.appeal_id: one.text for one in Answer.objects.all()} == {first.pk: KK["text"], second.pk: RU["text"]}
    assert AuditEvent.objects.filter(action="appeals.answered").count() == 2
    assert client.post(f"{went.url}letters/").status_code == 302 and Answer.objects.count() == 2
    english.refresh_from_db()
    assert english.state == "new"


def test_one_that_changed_meanwhile_stops_all_and_the_rest_goes_on_the_second_press(beats: World) -> None:
    first, second, third = (told() for _ in range(3))
    batch, inspector = chosen(beats, first, second, third), beats.actor("inspector")
    together.write(actor=inspector, batch_id=batch.pk, said=said())
    supervise.pause(actor=inspector, appeal_id=second.pk, ground="Сараптама")
    assert refusal(lambda: together.send(actor=inspector, batch_id=batch.pk)).code == "changed"
    assert not Answer.objects.exists() and whys(batch)[second.pk] == Why.SUSPENDED
    together.send(actor=inspector, batch_id=batch.pk)
    assert set(Answer.objects.values_list("appeal", flat=True)) == {first.pk, third.pk}
    assert refusal(lambda: together.send(actor=inspector, batch_id=batch.pk)).code == "sent_already"


def test_a_killed_process_goes_on_without_doubling(beats: World, monkeypatch: Any) -> None:
    found = [told() for _ in range(4)]
    batch, inspector = chosen(beats, *found), beats.actor("inspector")
    together.write(actor=inspector, batch_id=batch.pk, said=said())
    real, calls = answers.answer, []

    def dies(**given: Any) -> Any:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(**given)

    monkeypatch.setattr(together.answers, "answer", dies)
    with pytest.raises(KeyboardInterrupt):
        together.send(actor=inspector, batch_id=batch.pk)
    monkeypatch.setattr(together.answers, "answer", real)
    assert Answer.objects.count() == 2 and Together.objects.get(pk=batch.pk).state == Batch.SENDING
    assert together.resume() == 0  # perhaps it still runs
    with clock.frozen(now() + timedelta(minutes=2)):
        assert together.resume() == 1 and together.resume() == 0
    assert Answer.objects.count() == 4 and Event.objects.filter(type="answered").count() == 4
    assert set(TogetherPart.objects.filter(together=batch).values_list("state", flat=True)) == {Part.ANSWERED}
    assert Together.objects.get(pk=batch.pk).state == Batch.DONE


@pytest.mark.thorough
def test_nobody_reaches_the_press_of_another(beats: World, client: Client) -> None:
    batch = chosen(beats, told(), told())
    together.write(actor=beats.actor("inspector"), batch_id=batch.pk, said=said())
    pages: Sequence[str] = [f"/kk/desk/together/{batch.pk}/", f"/kk/desk/together/{batch.pk}/letters/"]
    for who in sorted(set(beats.people) - {"inspector"}):
        with pytest.raises(NotYours):
            together.write(actor=beats.actor(who), batch_id=batch.pk, said=said())
        with pytest.raises(NotYours):
            together.send(actor=beats.actor(who), batch_id=batch.pk)
    for who in ("other", "head", "operator", "analyst"):
        staff.sign_in(client, beats.people[who])
        assert {client.get(one).status_code for one in pages} <= {403, 404}
        assert {client.post(one).status_code for one in pages} <= {403, 404}
    assert not Answer.objects.exists() and not Outgoing.objects.exists()
