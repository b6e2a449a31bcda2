"""A person asks: told at once by a code, by four eyes without one; erased by four eyes, and the chain still holds."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from senim.appeals.models import Appeal, Identity
from senim.appeals.tests import world as worlds
from senim.kernel import clock, seal, verify
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.persons import Marks, Ref
from senim.quality.models import RatingToken
from senim.retention import selectors, telling, verifying
from senim.retention.actions import holds, requests
from senim.retention.domain import MASK, State, Wish, masked, shared_path
from senim.retention.models import Request, Tombstone
from senim.retention.tests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(frozen_clock: Any) -> worlds.World:
    return worlds.build()


@pytest.mark.parametrize(("text", "told"), [
    ("Телефоны +7 701 123-45-67, көрші", f"Телефоны {MASK}, көрші"),
    ("8 (701) 123 45 67 және 87011234567", f"{MASK} және {MASK}"),
    ("a.b@example.kz жазды, ЖСН 850101300123", f"{MASK} жазды, ЖСН {MASK}"),
    ("менікі: 8 700 000 00 00, APPLICANT@example.kz", "менікі: 8 700 000 00 00, APPLICANT@example.kz"),
    ("Абай 12, 34-пәтер, 2026 жылғы 12 мамыр, № 7K3M-42QX-9", "Абай 12, 34-пәтер, 2026 жылғы 12 мамыр, № 7K3M-42QX-9"),
])
def test_marks_of_others_are_masked_and_the_own_stay(text: str, told: str) -> None:
    assert masked(text, {"+77000000000", "applicant@example.kz"}) == told


def test_the_smallest_area_that_holds_several() -> None:
    assert shared_path(["/1/19/203/", "/1/19/7/"]) == "/1/19/"
    assert (shared_path([]), shared_path(["", "/1/2/"]), shared_path(["/1/", "/2/"])) == ("", "/1/2/", "")


def test_whoever_has_the_code_is_told_everything_at_once(world: worlds.World, client: Any) -> None:
    row, secret = made.appeal(text="Көршім +7 701 111 22 33 шу шығарады. Менің поштам applicant@example.kz")
    RatingToken.objects.create(token_hash=b"t" * 32, code_hash=b"c" * 32, contact_kind="appeal", contact_id=str(row.pk),
                               issued_at=now(), expires_at=now() + timedelta(days=14))
    page = client.post(reverse("retention:mine"), {"code": secret})
    said = page.content.decode()
    assert page.status_code == 200 and "Сынақ Өтініш" in said and "applicant@example.kz" in said
    assert "701 111 22 33" not in said and "701 123-45-67" not in said and MASK in said
    assert "no-store" in page["Cache-Control"] and secret not in page.request["PATH_INFO"]
    data = client.post(reverse("retention:mine"), {"code": f"http://x/kk/a/{secret}/", "act": "json"})
    told = json.loads(data.content)
    assert [one["kind"] for one in told["records"]] == ["appeals.matter", "quality.rating"]
    fields = {line["field"]: line for line in told["records"][0]["fields"]}
    assert fields["phone"]["value"] == "+77000000000" and "secret_hash" in told["records"][0]["prints_of_secrets"]
    assert "76" in told["records"][0]["not_erased_because"] and told["records"][0]["ends_on"] is None
    logged = AuditEvent.objects.filter(action="retention.told")
    assert logged.count() == 2 and secret not in json.dumps([one.data for one in logged])
    wrong = client.post(reverse("retention:mine"), {"code": "0000-0000-0000-0000"})
    assert wrong.status_code == 404 and client.post(reverse("retention:mine"), {"code": ""}).status_code == 422


def test_erasing_needs_two_people_and_leaves_the_chain_whole(world: worlds.World, client: Any) -> None:
    row, secret = made.appeal(closed_days_ago=200)
    assert Outgoing.objects.filter(key__startswith=f"appeal:{row.pk}:").exclude(to="").exists()
    page = client.post(reverse("retention:mine"), {"code": secret, "act": "erase"})
    one = Request.objects.get()
    assert page.status_code == 200 and one.number in page.content.decode() and one.by_code
    again = client.post(reverse("retention:mine"), {"code": secret, "act": "erase"})
    assert Request.objects.count() == 1 and one.number in again.content.decode()
    code = page.context["code"]

    head, above = world.actor("head"), world.actor("department")
    with pytest.raises(Refused) as refused:
        requests.confirm(actor=above, number=one.number)
    assert refused.value.code == "not_proposed"
    requests.propose(actor=head, number=one.number, grant=True, words="")
    with pytest.raises(Refused) as refused:
        requests.confirm(actor=head, number=one.number)
    assert refused.value.code == "own_proposal"
    assert Appeal.objects.get(pk=row.pk).text
    done = requests.confirm(actor=above, number=one.number)
    assert done.state == State.DONE and done.outcome == {"appeals.matter": [1, 0]}
    assert Appeal.objects.get(pk=row.pk).text == "" and Identity.objects.get(pk=row.pk).phone == ""
    assert not Outgoing.objects.filter(key__startswith=f"appeal:{row.pk}:").exclude(to="", context={}).exists()
    assert Tombstone.objects.get().going.request_id == one.pk

    seal.seal_all()
    assert verify.verify().holds and verifying.verify().holds
    everything = json.dumps([[event.data, event.subject_id] for event in AuditEvent.objects.all()], ensure_ascii=False)
    for value in (worlds.NAMED.name, worlds.NAMED.phone, worlds.NAMED.email, secret, code.replace("-", "")):
        assert value not in everything
    # The code of the record opens nothing any more; that of the request tells what came of it.
    assert client.post(reverse("retention:mine"), {"code": secret}).status_code == 404
    assert "1" in client.post(reverse("retention:mine"), {"code": code}).content.decode()
    with pytest.raises(Refused) as refused:
        requests.confirm(actor=above, number=one.number)
    assert refused.value.code == "ended"


def test_what_a_law_forbids_stays_and_its_ground_is_told(world: worlds.World) -> None:
    open_, _one = made.appeal()
    young, _two = made.appeal(closed_days_ago=20)
    old, _three = made.appeal(closed_days_ago=200)
    held, _four = made.appeal(closed_days_ago=300)
    holds.place(actor=world.actor("head"), number=held.number, reason="Сот ісі қаралып жатыр", ground="№ 5",
                ends_on=clock.today() + timedelta(days=9))
    refs = [Ref("appeals.matter", one.pk) for one in (open_, young, old, held)]
    found = selectors.barriers(refs, "ru")
    assert set(found) == {refs[0], refs[1], refs[3]}
    assert found[refs[0]].ground == "АППК, ст. 76" and found[refs[0]].until is None
    assert found[refs[1]].ground == "АППК, ст. 92" and found[refs[1]].until == clock.today() + timedelta(days=71)
    assert found[refs[3]].until == clock.today() + timedelta(days=9)
    asked = made.wish(world.actor("duty"), Wish.ERASURE)
    requests.confirm(actor=world.actor("head"), number=asked.request.number)
    assert [bool(Appeal.objects.get(pk=ref.pk).text) for ref in refs] == [True, True, False, True]
    assert Request.objects.get().outcome == {"appeals.matter": [1, 3]}


def test_without_a_code_staff_find_and_never_read(world: worlds.World, client: Any) -> None:
    made.appeal()
    duty, head = world.actor("duty"), world.actor("head")
    written = made.wish(duty)
    one = written.request
    assert one.state == State.PROPOSED and one.counts == {"appeals.matter": 1} and one.asked_by_id == duty.account_id
    said = client.post(reverse("retention:mine"), {"code": written.code}).content.decode()
    assert "Сынақ Өтініш" not in said and one.number in said
    with pytest.raises(Refused):
        requests.send_back(actor=head, number=one.number, words="жоқ")
    requests.send_back(actor=head, number=one.number, words="Құжатты қайта қараңыз")
    requests.propose(actor=head, number=one.number, grant=True, words="")
    requests.confirm(actor=world.actor("department"), number=one.number)
    said = client.post(reverse("retention:mine"), {"code": written.code}).content.decode()
    # Somebody looked: the note of the staff is told, with the neighbour's telephone masked.
    assert "Сынақ Өтініш" in said and f"Көршісі: {MASK}" in said
    Request.objects.update(ended_at=now() - timedelta(days=31))
    said = client.post(reverse("retention:mine"), {"code": written.code}).content.decode()
    assert "Сынақ Өтініш" not in said
    searched = AuditEvent.objects.get(action="retention.asked")
    assert searched.data == {"wish": "access", "found": {"appeals.matter": 1}, "by_code": False}


def test_each_bad_search_gets_its_sentence(world: worlds.World) -> None:
    duty = world.actor("duty")
    for marks, checked, code in ((Marks(), made.CHECKED, "no_marks"), (made.PERSON, " ", "checked"),
                                 (Marks(phone="+77770000001"), made.CHECKED, "nothing")):
        with pytest.raises(Refused) as refused:
            requests.find(actor=duty, marks=marks, wish=Wish.ACCESS, checked=checked, language="kk")
        assert refused.value.code == code
    made.appeal(closed_days_ago=200)
    first = made.wish(duty, Wish.ERASURE).request
    with pytest.raises(Refused) as refused:
        made.wish(duty, Wish.ERASURE)
    assert refused.value.code == "asked" and first.number in str(refused.value)
    with pytest.raises(Refused) as refused:
        requests.propose(actor=world.actor("head"), number=first.number, grant=False, words="жоқ")
    assert refused.value.code == "reason"


def test_a_complaint_about_an_officer_is_hidden_from_that_officer(world: worlds.World) -> None:
    complaint, _secret = made.appeal(closed_days_ago=200)
    Appeal.objects.filter(pk=complaint.pk).update(about_post=world.posts["head"], about_account=world.people["head"])
    number = made.wish(world.actor("duty"), Wish.ERASURE).request.number
    assert selectors.requests(world.actor("head").scope) == []
    for act in (lambda: requests.confirm(actor=world.actor("head"), number=number),
                lambda: selectors.request(world.actor("head").scope, number)):
        with pytest.raises(NotYours):
            act()
    # Whoever wrote it down sees that it is there and where it stands, and decides nothing.
    assert [one.number for one in selectors.requests(world.actor("duty").scope)] == [number]
    with pytest.raises(NotYours):
        requests.confirm(actor=world.actor("duty"), number=number)
    assert requests.confirm(actor=world.actor("prosecutor"), number=number).state == State.DONE


def test_the_database_itself_wants_two_people(world: worlds.World) -> None:
    made.appeal()
    number = made.wish(world.actor("head")).request.number
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(number=number).update(confirmed_by=world.people["head"])


def test_two_who_confirm_at_once_erase_once(world: worlds.World) -> None:
    """The second finds it ended: the row is locked before its state is read."""
    made.appeal(closed_days_ago=200)
    number = made.wish(world.actor("duty"), Wish.ERASURE).request.number
    requests.confirm(actor=world.actor("head"), number=number)
    with pytest.raises(Refused) as refused:
        requests.confirm(actor=world.actor("department"), number=number)
    assert refused.value.code == "ended" and Tombstone.objects.count() == 1


def test_lists_ask_the_same_few_questions(world: worlds.World, django_assert_max_num_queries: Any) -> None:
    for _ in range(4):
        made.appeal()
        made.wish(world.actor("duty"))
    scope = world.actor("head").scope
    with django_assert_max_num_queries(4):
        assert len(selectors.requests(scope)) == 4
    row, _secret = made.appeal()
    with django_assert_max_num_queries(24):
        telling.tell([Ref("appeals.matter", row.pk)], "kk", reviewed=True)
