"""How a text looks when it was typed on a phone: no capitals, Russian letters for Kazakh ones, slips, mixed words."""

import random
import re

# Kazakh letters that a Russian keyboard lacks, and what people press instead.
_TWINS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_MIXED = (
    (r"\bКөршілеріміз\b", "Соседтеріміз"), (r"\bкөршілер\b", "соседтер"), (r"\bКөршілер\b", "Соседтер"),
    (r"\bкөршім\b", "соседім"), (r"\bКөршім\b", "Соседім"), (r"\bауласында\b", "дворында"),
    (r"\bАуламызда\b", "Дворымызда"), (r"\bауламызда\b", "дворымызда"), (r"\bаулада\b", "дворда"),
    (r"\bучаскелік инспектор", "участковый"), (r"\bУчаскелік инспектор\b", "Участковый"),
    (r"\bшара қолдан", "меры қолдан"), (r"\bШара қолдан", "Меры қолдан"), (r"\bкөліктер\b", "машиналар"),
    (r"\bаялдамасында\b", "остановкасында"), (r"\bкөше жарығы\b", "көшенің светі"), (r"\bжарық жоқ\b", "свет жоқ"),
    (r"\bБалалар алаңында\b", "Детский площадкада"), (r"\bбалалар алаңында\b", "детский площадкада"),
    (r"\bөтінемін\b", "пожалуйста"), (r"\bкүн сайын\b", "каждый день"), (r"\bжөндеу\b", "ремонт"),
    (r"\bхаттама\b", "протокол"), (r"\bайыппұл", "штраф"), (r"\bАйыппұл", "Штраф"), (r"\bАрызды\b", "Заявлениені"),
)
_FILLERS = ("Короче, ", "Вообще, ", "Вот, ", "Просто ", "Кароче, ")
_WORD = re.compile(r"\b[а-яёәғқңөұүһі]{6,}\b")


def mixed(text: str, rng: random.Random) -> str:
    """Kazakh with Russian words in it, as in the courtyards."""
    for pattern, word in _MIXED:
        text = re.sub(pattern, word, text)
    if rng.random() < 0.3:
        text = rng.choice(_FILLERS) + text[:1].lower() + text[1:]
    return text


def twins(text: str) -> str:
    """Kazakh typed on a Russian keyboard."""
    return text.translate(_TWINS)


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 2)
    how = rng.random()
    if how < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if how < 0.75 else word[:at] + word[at] + word[at:]


def slips(text: str, rng: random.Random) -> str:
    """A typing slip or two: two letters swapped, one lost or one doubled, in long words only."""
    words = list(_WORD.finditer(text))
    for found in sorted(rng.sample(words, min(len(words), rng.choice((1, 1, 2)))), key=lambda one: -one.start()):
        text = text[: found.start()] + _slip(found.group(), rng) + text[found.end() :]
    return text


def loose(text: str, rng: random.Random) -> str:
    """No capital at the beginning, no full stop at the end, commas forgotten here and there."""
    text = re.sub(r", (?!\d)", lambda found: found.group() if rng.random() < 0.5 else " ", text)
    if rng.random() < 0.7:
        text = text[:1].lower() + text[1:]
    if rng.random() < 0.3:
        text = text.replace(". ", " ").replace("! ", " ")
    return text.rstrip(".") if rng.random() < 0.8 else text


def typed(text: str, language: str, rng: random.Random) -> str:
    """The text as this person's hands put it down."""
    hand = rng.random()
    if language == "kk":
        text = mixed(text, rng) if rng.random() < 0.13 else text
        text = twins(text) if rng.random() < 0.12 else text
    if hand > 0.80:
        text = slips(loose(text, rng), rng)
    elif hand > 0.50:
        text = loose(text, rng)
    mood = rng.random()
    if mood < 0.04:
        return text.rstrip(".!? ") + "!!!"
    if mood < 0.05 and len(text) < 120:
        return text.upper()
    return text
