"""Words as people write them: keys, sorting, stems, language."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.kernel.text import ALPHABET, detect_language, key, loose_key, sort_key, spans, stem, stems, tokens

CYRILLIC = st.text(alphabet=ALPHABET + ALPHABET.upper() + " -.,«»", max_size=60)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Қонаев  КӨШЕСІ\n", "қонаев көшесі"),
        ("Ёлка", "елка"),
        ("«Көктем»\u00a0— 2", '"көктем" - 2'),
        ("и\u0306од", "йод"),  # й in two pieces
        ("Aбай", "абай"),  # Latin A
        ("CЕНIМ", "сенім"),  # Latin C and I
        ("ҚAPA", "қара"),
        ("Əуезов", "әуезов"),  # the schwa of another alphabet
        ("COBA", "coba"),  # a Latin word stays one
        ("iPhone 15", "iphone 15"),
        ("а\u200bб\u00adв", "абв"),
        ("12/3 – 4", "12/3 - 4"),
        ("д’Артаньян", "д'артаньян"),
        ("", ""),
    ],
)
def test_key(written: str, expected: str) -> None:
    assert key(written) == expected


@pytest.mark.parametrize(
    ("kazakh", "russian_keyboard"),
    [("Қонаев көшесі", "Конаев кошеси"), ("ұрлық", "урлык"), ("гауһар", "гаухар"), ("Үңгір", "Унгир"), ("әже", "аже")],
)
def test_what_a_russian_keyboard_makes_of_kazakh_is_found(kazakh: str, russian_keyboard: str) -> None:
    assert loose_key(kazakh) == loose_key(russian_keyboard)
    assert key(kazakh) != key(russian_keyboard)


@given(st.text(max_size=80))
def test_keys_of_keys_are_themselves(text: str) -> None:
    assert key(key(text)) == key(text)
    assert loose_key(loose_key(text)) == loose_key(text)
    assert loose_key(key(text)) == loose_key(text)


@given(st.text(max_size=80))
def test_nothing_breaks_and_nothing_invisible_is_left(text: str) -> None:
    made = key(text)
    assert made == made.strip()
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in made)
    assert isinstance(sort_key(text), str)
    assert detect_language(text) in ("kk", "ru", "other")
    assert all(tokens(text))
    for lang in ("kk", "ru", "", "en"):
        assert len(stems(text, lang)) == len(tokens(text))


@given(CYRILLIC)
def test_composed_or_not_and_great_or_small_are_one(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert key(apart) == key(text) == key(text.upper())
    assert sort_key(apart) == sort_key(text) == sort_key(text.upper())


@given(st.text(max_size=80))
def test_spans_point_at_what_was_written(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    for token in spans(text):
        assert plain[token.start : token.end] == token.text
        assert loose_key(token.text) == token.key


def test_the_alphabet_has_its_42_letters_in_order() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 42
    letters = list(ALPHABET.upper())
    random.Random(1).shuffle(letters)
    assert "".join(sorted(letters, key=sort_key)).lower() == ALPHABET


def test_names_sort_as_in_a_kazakh_dictionary() -> None:
    right = [
        "2-шағын аудан", "10-шағын аудан", "Abay", "Абай", "Айтеке би", "Әбілхайыр", "Әуезов", "Бөгенбай", "Гоголь",
        "Ғабдуллин", "Ерубаев", "Жамбыл", "Кеңес", "Қабанбай", "Назарбаев", "Оспанов", "Өмірзақ", "Сәтбаев",
        "Торайғыров", "Уәлиханов", "Ұлытау", "Үшқоңыр", "Фурманов", "Хан Тәңірі", "Шевченко", "Ықылас", "Ілияс", "Юрий",
    ]
    mixed = right.copy()
    random.Random(2).shuffle(mixed)
    assert sorted(mixed, key=sort_key) == right


@given(st.lists(st.integers(0, 10**8), max_size=10))
def test_numbers_sort_by_value(numbers: list[int]) -> None:
    assert sorted(map(str, numbers), key=sort_key) == [str(number) for number in sorted(numbers)]


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("kk", "ит иттер иттердің итке иттен иттерден"),
        ("kk", "көрші көршім көршілер көршілерім көршімнің көршілердің"),
        ("kk", "аула ауласы аулада аулаларымызда ауламыздағы"),
        ("kk", "көше көшесі көшеде көшесінде көшедегі"),
        ("kk", "үй үйі үйде үйінің үйлер"),
        ("kk", "жарық жарығы жарықты"),
        ("kk", "бала балалар балалардың баламды балаға"),
        ("kk", "мектеп мектебі мектептегі мектептен"),
        ("kk", "велосипед велосипедім велосипедімді велосипедтер"),
        ("ru", "собака собаки собаками собаку собак"),
        ("ru", "сосед соседи соседей соседа соседям"),
        ("ru", "парковка парковку парковки парковками"),
        ("ru", "пьяный пьяные пьяных пьяного"),
        ("ru", "телефон телефону телефоном телефоны"),
        ("ru", "машина машины машиной машинами"),
    ],
)
def test_forms_of_one_word_share_a_stem(lang: str, forms: str) -> None:
    assert len({stem(loose_key(form), lang) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ауламызда түнде шулайды", "kk"),
        ("Коршим арак ишип шулап жатыр, тыныштык жок", "kk"),
        ("менин велосипедим урланды кеше", "kk"),
        ("саламатсызба уйдин касында иттер кобейип кетти", "kk"),
        ("Рахмет!", "kk"),
        ("Во дворе каждую ночь шумят", "ru"),
        ("На улице Құрманғазы 5 сломали дверь в подъезде", "ru"),
        ("Спасибо участковому", "ru"),
        ("Hello there", "other"),
        ("12345 ???", "other"),
        ("", "other"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert detect_language(text) == expected


def test_a_language_is_guessed_where_none_is_given() -> None:
    assert stems("Ауладағы иттер") == stems("Ауладағы иттер", "kk") == ["аула", "ит"]
    assert stems("Бродячие собаки") == ["бродяч", "собак"]
    assert stems("stray dogs") == ["stray", "dogs"]
