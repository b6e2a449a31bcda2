"""A street name spelt four ways is one street; what is another street or house stays another."""

import pytest

from senim.incidents.importing.addresses import keys, street_text


@pytest.mark.parametrize("spelt", [
    ("Абай көшесі 12", "ул. Абая 12", "абай 12-үй", "УЛИЦА АБАЯ, Д. 12", "Абая ул 12 кв 5", "Абай көш., 12, 5-пәтер"),
    ("Ленин көшесі, 3/2", "ул. Ленина, 3/2", "Ленина 3/2", "ул.Ленина 3/2"),
    ("пр. Бухар-Жырау 20", "пр-т Бухар Жырау, 20", "Бухар жырау д-лы 20", "БУХАР-ЖЫРАУ 20"),
    ("ул. Ауэзова 7", "М. Әуезов көшесі 7", "Ауезова, 7", "улица М. Ауэзова, дом 7"),
    ("Степной-2 шағын ауданы 12", "мкр. Степной-2, 12", "микрорайон Степной 2, дом 12", "Степной 2 мкр д 12"),
    ("Сәтбаев көшесі 9а", "Сәтбаев к-сі 9-а", "Сәтбаева 9 А", "ул. К. Сәтбаева, 9а"),
    ("1-й переулок 3", "1 пер. 3"), ("ул. Гоголя 3", "Гоголь көшесі 3"), ("Советская 4", "Совет көшесі 4"),
    ("Қабанбай батыр көшесі 1", "ул. Кабанбай Батыра, 1"),
])
def test_spellings_of_one_house_meet(spelt):
    assert len({keys(one) for one in spelt}) == 1, {keys(one) for one in spelt}


@pytest.mark.parametrize(("one", "other"), [
    ("ул. Калинина 4", "ул. Калиева 4"), ("Степной-2, 12", "Степной-3, 12"), ("Абая 12", "Абая 12а"),
    ("Абая 1/2", "Абая 12"), ("ул. Абая 12", "ул. Абаева 12"), ("1-й переулок 3", "2-й переулок 3"),
])
def test_others_stay_apart(one, other):
    assert keys(one) != keys(other)


def test_nothing_has_no_key_and_the_street_alone_has_no_house():
    assert keys("") == keys("ул.") == ("", "")
    assert keys("Степной-2")[0] == keys("Степной-2")[1], "the 2 is no house"


@pytest.mark.parametrize(("address", "street"), [
    ("ул. Абая, дом 12, кв. 5", "ул. Абая"), ("Абай көшесі 12-үй", "Абай көшесі"),
    ("мкр. Степной-2, 12", "мкр. Степной-2"),
    ("9 мая", "9 мая"), ("", ""), ("Парк", "Парк"),
])
def test_a_street_is_shown_as_it_was_written(address, street):
    assert street_text(address) == street
