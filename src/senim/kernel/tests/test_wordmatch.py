"""Matching words to codes: patterns, points, and the words that are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.kernel.wordmatch import Entry, Lexicon

LEXICON = Lexicon({
    "noise": Entry(sure=("түнде шу*", "музык*+ноч*"), signs=("шу*", "громк*"), against=("ремонт*",)),
    "dogs": Entry(sure=("бродяч* соба*",), signs=("ит", "соба*", "громк*")),
})


def codes(text: str) -> list[str]:
    return [match.code for match in LEXICON.match(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Түнде шулап жатыр", ["noise"]),
        ("ТYНДЕ", []),
        ("Тунде қатты қатты шулайды", ["noise"]),  # a Russian keyboard, two words between
        ("ночью опять играет музыка", ["noise"]),  # near, in either order
        ("бродячие собаки", ["dogs"]),
        ("итальянский", []),  # "ит" is a whole word
        ("ит, ит, ит", ["dogs"]),
        ("громкая собака", ["dogs", "noise"]),
        ("", []),
    ],
)
def test_patterns(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_phrase_keeps_its_order_and_its_gap() -> None:
    assert LEXICON.match("шулайды түнде")[0].score == 1
    assert LEXICON.match("түнде а б в шулайды")[0].score == 1
    assert LEXICON.match("түнде а б шулайды")[0].score == 4


def test_words_near_each_other_stop_at_the_stretch() -> None:
    assert codes("музыка " + "и " * 11 + "ночью") == ["noise"]
    assert codes("музыка " + "и " * 12 + "ночью") == []


def test_points_count_once_are_shared_and_taken_away() -> None:
    assert LEXICON.match("громко громко громко")[0].score == 0.5
    assert LEXICON.match("шу")[0].score == 1
    assert codes("шу ремонт") == []


def test_words_are_shown_as_written_once_and_in_order() -> None:
    match = LEXICON.match("Бродячие СОБАКИ, опять собаки")[0]
    assert match.words == ("Бродячие", "СОБАКИ")


def test_an_empty_word_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Lexicon({"x": Entry(sure=("a + *",))})


@given(st.text(max_size=300), st.text(alphabet="түндешумузыкаоч ", max_size=200))
def test_any_text_is_matched_and_every_word_shown_stands_in_it(a: str, b: str) -> None:
    import unicodedata

    text = f"{a} {b}"
    for match in LEXICON.match(text):
        assert match.score > 0
        assert match.words
        assert all(word in unicodedata.normalize("NFC", text) for word in match.words)
