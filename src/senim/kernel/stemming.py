"""Light stemmers for Kazakh and Russian in loose letters (see `text.loose_key`). Pure.

They take endings off until a short stem is left; they know no dictionary. Two forms of one word should give one stem;
that two words give one stem now and then is the price. Input: one word, small, loose letters.
"""

import re

_VOWEL = re.compile("[аеиоуыэюя]")

# Kazakh: layers of endings from the outside in. Each layer is taken off at most once, in this order, so that a stem is
# not eaten letter by letter. Loose letters fold ә/а, і/и, ң/н, ғ/г, қ/к, ұ/ү/у together. The number is the shortest
# stem that the layer may leave.
_CASES = "нын|нин|дын|дин|тын|тин|мен|бен|пен|менен|дан|ден|тан|тен|нан|нен"
_KK_LAYERS = tuple(
    (re.compile(f"(?:{endings})$"), shortest)
    for endings, shortest in (
        # person of the verb and of the predicate
        ("мын|мин|бын|бин|пын|пин|сын|син|сыз|сиз|мыз|миз|быз|биз|пыз|пиз|сындар|синдер|сыздар|сиздер", 4),
        # finite and adverbial verbs
        ("майды|мейди|байды|бейди|пайды|пейди|ады|еди|йды|йди|ып|ип|(?<=[аеиы])п|маса|месе|са|се", 3),
        # -дағы, -дегі: what is somewhere
        ("дагы|деги|тагы|теги|ндагы|ндеги", 3),
        # case
        (f"{_CASES}|да|де|та|те|нда|нде|га|ге|ка|ке|на|не|ды|ди|ты|ти|ны|ни", 3),
        # possession
        ("ымыз|имиз|мыз|миз|ыныз|иниз|ныз|низ|сы|си|ым|им|ын|ин|(?<=[ае])м", 3),
        # plural
        ("лар|лер|дар|дер|тар|тер", 3),
        # participles
        ("маган|меген|баган|беген|паган|пеген|ган|ген|кан|кен|атын|етин|йтын|йтин", 3),
        # makers of nouns and adjectives
        ("шылык|шилик|лык|лик|дык|дик|тык|тик|лы|ли|сыз|сиз|шы|ши", 4),
        # the vowel that joins an ending to a stem, or is its last one
        ("ы|и", 3),
    )
)
#: Words of two letters whose endings may be taken off.
_KK_SHORT = frozenset(("ит", "уй", "ат", "от", "су", "ай", "ел", "ер", "ой", "ас", "ок"))
#: Nouns whose last letters look like an ending.
_KK_WHOLE = frozenset(("мектеп", "китап", "талап", "себеп", "есеп", "адам", "салем", "орын", "тиын"))


_KK_SOFT = 3


def stem_kk(word: str) -> str:
    """A Kazakh word without plural, possession, case, person and the commonest tenses: аулаларымызда -> аула."""
    for layer, shortest in _KK_LAYERS:
        shorter = layer.sub("", word)
        if word in _KK_WHOLE or shorter == word:
            continue
        if shorter in _KK_SHORT or (len(shorter) >= shortest and _VOWEL.search(shorter)):
            word = shorter
    return _hardened(word)


def _hardened(word: str) -> str:
    # Before a vowel қ, к and п grow soft (жарық, жарығы; кітап, кітабы). No Kazakh stem ends in the soft ones.
    soft = word[-1:]
    return word[:-1] + {"г": "к", "б": "п"}[soft] if soft in ("г", "б") and len(word) > _KK_SOFT else word


# Russian after Porter's algorithm for Russian (snowballstem.org/algorithms/russian/stemmer.html), by its own tables.
_GERUND = re.compile(r"(?:(?<=[ая])(?:вшись|вши|в)|ившись|ывшись|ивши|ывши|ив|ыв)$")
_REFLEXIVE = re.compile(r"(?:ся|сь)$")
_ADJECTIVE = re.compile(
    r"(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$"
)
_PARTICIPLE = re.compile(r"(?:(?<=[ая])(?:ющ|вш|ем|нн|щ)|ивш|ывш|ующ)$")
_VERB = re.compile(
    r"(?:(?<=[ая])(?:ете|йте|ешь|нно|ла|на|ли|ем|ло|но|ет|ют|ны|ть|й|л|н)|"
    r"ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю)$"
)
_NOUN = re.compile(
    r"(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|[аеийоуыьюя])$"
)
_DERIVED = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?<=[аеиоуыэюя][бвгджзклмнпрстфхцчшщ])(?:ость|ост)$")
_SUPERLATIVE = re.compile(r"(?:ейше|ейш)$")


def stem_ru(word: str) -> str:
    """A Russian word without the endings of noun, adjective and verb: собаками -> собак, шумели -> шумел."""
    first = _VOWEL.search(word)
    if first is None:
        return word
    head, tail = word[: first.end()], word[first.end() :]
    cut = _GERUND.sub("", tail)
    tail = _ended(_REFLEXIVE.sub("", tail)) if cut == tail else cut
    tail = _DERIVED.sub("", tail.removesuffix("и"))
    if tail.endswith("нн"):
        tail = tail[:-1]
    return head + _SUPERLATIVE.sub("", tail).removesuffix("ь")


def _ended(tail: str) -> str:
    cut = _ADJECTIVE.sub("", tail)
    if cut != tail:
        return _PARTICIPLE.sub("", cut)
    cut = _VERB.sub("", tail)
    return cut if cut != tail else _NOUN.sub("", tail)
