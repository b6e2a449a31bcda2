"""The trigger: different people, one place or one matter; clicks, sensitive appeals and complaints do not count."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from senim.appeals.api import Telling
from senim.appeals.domain import KnownAs
from senim.appeals.models import Appeal
from senim.appeals.report import Contact
from senim.kernel import legal
from senim.kernel.clock import LOCAL
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import LegalTerm
from senim.kernel.versions import reset
from senim.problems.actions import offers
from senim.problems.domain import OfferKind, OfferState
from senim.problems.models import Offer
from senim.problems.selectors import files as selectors
from senim.problems.tests import world as worlds
from senim.problems.tests.test_pages import told
from senim.problems.tests.world import Town

PHONES = [f"+7700000000{number}" for number in range(1, 7)]


def test_three_people_at_one_place_offer_a_file(town: Town) -> None:
    for phone in PHONES[:2]:
        told(phone, 70.005)
    assert offers.look() == 0
    told(PHONES[2], 70.0053)
    assert (offers.look(), offers.look()) == (1, 0)
    offer = Offer.objects.get()
    assert (offer.kind, offer.people, len(offer.appeals)) == (OfferKind.PLACE, 3, 3)
    assert offer.due_on > date(2026, 5, 12)


def test_one_person_three_times_is_one_person(town: Town) -> None:
    for _time in range(5):
        told(PHONES[0], 70.005)
    told(PHONES[1], 70.005)
    assert offers.look() == 0


def test_all_who_said_nothing_of_themselves_are_one(town: Town) -> None:
    for _time in range(9):
        told("", 70.005, known_as=KnownAs.ANONYMOUS, contact=Contact())
    assert offers.look() == 0
    told(PHONES[0], 70.005)
    told(PHONES[1], 70.005)
    assert offers.look() == 1
    assert Offer.objects.get().people == 3


def test_sensitive_appeals_and_complaints_never_count(town: Town) -> None:
    for phone in PHONES[:3]:
        told(phone, 70.005, category="home.bullying")
    assert Appeal.objects.filter(sensitive=True).count() == 3
    for phone in PHONES[3:5]:
        told(phone, 70.005)
    assert offers.look() == 0


def test_what_belongs_to_casework_offers_no_file(town: Town) -> None:
    for category in ("order.neighbours", "care.elder", "service.idea"):
        for phone in PHONES[:3]:
            told(phone, 70.005, category=category)
    assert offers.look() == 0


def test_what_is_far_or_old_does_not_count(town: Town, frozen_clock: Any) -> None:
    told(PHONES[0], 70.005, place="Абай көшесі, 1")
    frozen_clock.move(days=190)
    told(PHONES[1], 70.005, place="Абай көшесі, 1")
    told(PHONES[2], 70.007, place="Тың көшесі, 9")
    assert offers.look() == 0


def test_one_matter_in_one_street_spelt_four_ways(town: Town) -> None:
    for phone, lon, place in (
        (PHONES[0], 70.002, "Абай көшесі, 1"),
        (PHONES[1], 70.006, "ул. Абая 15, кв. 3"),
        (PHONES[2], 70.010, "АБАЙ к-сі 40"),
    ):
        told(phone, lon, place=place)
    assert offers.look() == 1
    assert Offer.objects.get().kind == OfferKind.THEME


@pytest.mark.parametrize(
    "place", ["Абай көшесі, 12", "ул. Абая, 12 кв. 3", "Абая улица д. 12", "АБАЙ к-сі 12", "абай көш. 40-үй", "Абай"]
)
def test_a_street_has_one_key(place: str) -> None:
    assert offers.street_key(place) == offers.street_key("Абай көшесі")


def test_other_streets_have_other_keys() -> None:
    streets = ["Абай көшесі", "Сарыарқа даңғылы", "Тың көшесі", "улица Ленина", "Бейбітшілік"]
    assert len({offers.street_key(one) for one in streets}) == len(streets)


def test_a_flat_is_cut_from_the_place() -> None:
    for place in ("Абай көшесі, 12, 45-пәтер", "ул. Абая, 12, кв. 45", "Абай 12 кв 45"):
        assert "45" not in offers.house_of(place)
        assert "12" in offers.house_of(place)


def test_the_threshold_is_a_row(town: Town) -> None:
    for phone in PHONES[:2]:
        told(phone, 70.005)
    LegalTerm.objects.filter(code="problem.trigger_people").update(value=2)
    reset()
    assert legal.term("problem.trigger_people", date(2026, 5, 12)).value == 2
    assert offers.look() == 1


def test_a_declined_offer_is_not_made_again_by_the_same_appeals(town: Town) -> None:
    for phone in PHONES[:3]:
        told(phone, 70.005)
    offers.look()
    offer = Offer.objects.get()
    with pytest.raises(NotYours):
        offers.decline_offer(actor=town.actor("foreign_head"), offer_id=offer.pk, ground="Бөтен")
    with pytest.raises(NotYours):
        offers.decline_offer(actor=town.actor("inspector"), offer_id=offer.pk, ground="Өз учаскем")
    offers.decline_offer(actor=town.actor("head"), offer_id=offer.pk, ground="Жөндеу жүріп жатыр")
    with pytest.raises(Refused):
        offers.open_offer(actor=town.actor("head"), offer_id=offer.pk, definition=worlds.definition(town))
    told(PHONES[3], 70.005)
    assert offers.look() == 0
    assert Offer.objects.get().state == OfferState.DECLINED
    assert selectors.offers(town.actor("head").scope) == []


def test_no_appeal_stands_in_two_groups_and_the_strongest_come_first() -> None:
    at = datetime(2026, 5, 1, tzinfo=LOCAL)

    def telling(number: int, lon: float, person: str) -> Telling:
        return Telling(number, "order.noise_night", 1, "/1/", f"Көше {number}", lon, 50.0, at, person)

    rows = [telling(n, 70 + (n % 2) * 0.01, f"p{n}") for n in range(12)] + [telling(99, 70.02, "p99")]
    groups = offers.groups_of(rows, offers.Rules(people=3, since=date(2026, 1, 1), radius=60))
    members = [one.appeal_id for group in groups for one in group.told]
    assert sorted(members) == sorted(set(members)) == list(range(12))
    assert [group.people for group in groups] == [6, 6]
