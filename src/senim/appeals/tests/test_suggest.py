"""What the words of an appeal suggest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.appeals.catalogue import CATEGORIES
from senim.appeals.suggest import lexicon, suggest


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("Түнде ауламызда шулайды, балалар ұйықтай алмайды", "order.noise_night", "шулайды"),
        ("Тунде аулада шулайды, уйкы жок", "order.noise_night", "шулайды"),
        ("Соседи сверху до утра слушают музыку, спать невозможно", "order.noise_night", "спать"),
        ("Сосед целый день сверлит, ремонт второй месяц", "order.noise_day", "сверлит"),
        ("У подъезда каждый вечер распивают водку", "order.alcohol", "распивают"),
        ("Вчера во дворе подрались, один с ножом", "order.fight", "подрались"),
        ("Баламның велосипеді подъезден жоғалды", "property.bicycle", "велосипеді"),
        ("Пока были на даче, обокрали квартиру", "property.home", "обокрали"),
        ("Ночью с машины сняли колёса", "property.vehicle", "колёса"),
        ("Өрістен екі сиырымды айдап кетті", "property.livestock", "сиырымды"),
        ("Позвонили из банка, спрашивали код из смс", "fraud.phone", "код"),
        ("Инстаграмнан телефон тапсырыс беріп едім, алдап кетті", "fraud.online", "Инстаграмнан"),
        ("Муж опять поднимает руку, боюсь идти домой", "home.violence", "боюсь"),
        ("Күйеуім ұрады", "home.violence", "Күйеуім"),
        ("Бывший парень преследует меня после работы", "home.stalking", "преследует"),
        ("Қызымды мектепте мазақ етеді", "home.bullying", "мазақ"),
        ("В подвале нашли шприцы", "drugs.use", "шприцы"),
        ("На стене дома надпись с телеграм каналом", "drugs.graffiti", "надпись"),
        ("Машины паркуются на газоне", "road.parking", "газоне"),
        ("По нашей улице гоняют на большой скорости", "road.speeding", "гоняют"),
        ("Бағдаршам екі аптадан бері істемейді", "road.crossing", "Бағдаршам"),
        ("Көшеде жарық жоқ, шамдар жанбайды", "place.light", "шамдар"),
        ("Открытый люк возле садика", "place.hatch", "люк"),
        ("Стая бродячих собак у школы", "animals.stray", "бродячих"),
        ("Сосед гуляет с бойцовской собакой без намордника", "animals.unleashed", "намордника"),
        ("Участковый нахамил мне и бросил трубку", "officer.rude", "нахамил"),
        ("Инспектор пара сұрады", "officer.unlawful", "пара"),
        ("Хочу записаться на личный приём", "service.meeting", "приём"),
        ("Большое спасибо участковому за помощь", "service.thanks", "спасибо"),
    ],
)
def test_first_suggestion_and_the_word_that_led_to_it(text: str, code: str, word: str) -> None:
    first = suggest(text)[0]
    assert first.code == code
    assert word in first.words


def test_what_says_nothing_suggests_nothing() -> None:
    assert suggest("Қайырлы күн!") == []
    assert suggest("") == []
    assert suggest("asdf 123") == []


def test_every_category_but_the_last_resort_has_words_in_both_languages() -> None:
    assert set(lexicon().codes) == set(CATEGORIES) - {"service.other"}


def test_a_text_of_ten_thousand_letters_is_read_by_its_beginning() -> None:
    text = "Көршілер түнде шулайды. " + "слово " * 1700 + "бродячие собаки"
    assert [one.code for one in suggest(text)][:1] == ["order.noise_night"]
    assert "animals.stray" not in [one.code for one in suggest(text)]


@given(st.text(max_size=400))
def test_any_text_is_safe(text: str) -> None:
    found = suggest(text, limit=2)
    assert len(found) <= 2
    assert all(one.code in CATEGORIES for one in found)
