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


#: As people write it in fear and in a hurry: dropped letters, a Russian keyboard, no commas.
AT_HOME = """
күйеуім ұрды
куйеуим урды
кюйеуім ұрады, қорқамын
күйеум урып тастады
күиеуим урды комектесиңіздер
куеуім ұрды
Күйеуім мені ұрып жатыр
жолдасым мені сабады
кеше жұбайым ұрды
ерім күнде ұрады
жігітім мені ұрады
енем мен күйеуім ұрады
әкем шешемді ұрып жатыр
ұлым мені ұрады, мас келеді
қызымды күйеуі ұрып жатыр
күйеуім мас болып келіп балаларды қуып жіберді
күйеуім пышақпен қорқытты
күйеуімнен қорқамын
Көршінің әйелі айқайлайды, күйеуі ұрып жатыр
муж избил
муж бьет меня
муж меня бъет
мужь бьёт
муш меня бет
муж ударил
муж поднял руку на меня
муж не выпускает из дома
муж пьет и дерется
муж с ножом помогите
бывший муж угрожает убить
бывший пришел и избил меня
сожитель избивает
мой парень меня избил
отец бьет маму
сын пьяный бьет мать
свекровь бьет
боюсь мужа
у соседей опять драка муж жену бьет
"""


@pytest.mark.parametrize("text", AT_HOME.strip().splitlines())
def test_violence_at_home_is_understood_first_and_with_nothing_silly_beside_it(text: str) -> None:
    found = [one.code for one in suggest(text)]
    assert found[0] == "home.violence"
    assert not any(code.startswith(("animals.", "care.", "road.", "property.")) for code in found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ит күйеуімді қапты", "animals.stray"),
        ("собака укусила мужа", "animals.stray"),
        ("иттер түнде үріп, мазамызды алады", "animals.stray"),
        ("мужа избили на улице", "order.fight"),
        ("күйеуімді көшеде біреулер сабап кетті", "order.fight"),
        ("көрші ұрды", "order.fight"),
        ("у мужа украли телефон", "property.other"),
        ("күйеуімнің көлігін ұрлап кетті", "property.vehicle"),
        ("отчим бьёт ребёнка", "home.child_harm"),
        ("әкесі баласын ұрады", "home.child_harm"),
    ],
)
def test_the_same_words_about_another_matter_lead_there(text: str, code: str) -> None:
    assert suggest(text)[0].code == code


def test_a_blow_without_any_other_word_names_no_animal() -> None:
    assert not [one for one in suggest("ұрды") if one.code.startswith("animals.")]
