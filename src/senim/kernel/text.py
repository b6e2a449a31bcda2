"""Words as people write them: keys for search and sorting, stems for matching, and which language it is.

Databases are never asked what Cyrillic is: what is searched or sorted is a key made here, compared by code point.

    key("Қонаев  КӨШЕСІ")            "қонаев көшесі"   one spelling of the same letters
    loose_key("Қонаев көшесі")       "конаев кошеси"   as a Russian keyboard has it: either finds the other
    sort_key("Ұлы дала")             sorts as a dictionary of the 42 Kazakh letters; numbers by value
    stems("Ауладағы иттер", "kk")    ["аула", "ит"]

`key` and `loose_key` are idempotent. Letters of Latin look (Aбай with a Latin A) are mended inside words that are
otherwise Cyrillic.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from senim.kernel.stemming import stem_kk, stem_ru

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
KAZAKH_ONLY = frozenset("әғқңөұүһі")

#: Kazakh letters and what stands for them on a Russian keyboard.
_TWINS = str.maketrans("әғқңөұүһі", "агкноуухи")
_LOOKS_UPPER = dict(zip("ABCEHKMOPTXYI", "АВСЕНКМОРТХУІ", strict=True))
_LOOKS_LOWER = dict(zip("aceopxyikh", "асеорхуікһ", strict=True))
_LOOKS = str.maketrans(_LOOKS_UPPER | _LOOKS_LOWER)
#: Letters of other alphabets that old fonts and wrong keyboards put in place of Kazakh ones.
_STRAY = str.maketrans("əƏɵƟїЇҡҠӄӃӊӉӨӘ", "әӘөӨіІқҚқҚңҢӨӘ")
_DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_QUOTES = str.maketrans(dict.fromkeys("«»„“”‟〝〞＂", '"') | dict.fromkeys("‘’‚‛ʼ`´", "'"))
_RUN = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
_DIGITS = re.compile(r"\d+")
_CYRILLIC = re.compile("[\N{CYRILLIC CAPITAL LETTER IE WITH GRAVE}-\N{CYRILLIC SMALL LETTER PALOCHKA}]")
_LATIN = re.compile("[A-Za-z]")


def key(text: str) -> str:
    """One spelling: composed letters, small, ё as е, one kind of dash, quote and space, nothing invisible.

    Punctuation stays (numbers of appeals and houses need it); `tokens` takes it away.
    """
    plain = unicodedata.normalize("NFC", text).translate(_STRAY)
    plain = _RUN.sub(_mended, plain)
    # Folding can take letters apart and small letters can look Latin where great ones did not: so once more.
    plain = unicodedata.normalize("NFC", plain.casefold()).replace("ё", "е")
    plain = _DASHES.sub("-", plain.translate(_QUOTES))
    return " ".join("".join(filter(_is_seen, plain)).split())


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in ("Cf", "Cc", "Cs")


def _mended(match: re.Match[str]) -> str:
    run = match[0]
    return run.translate(_LOOKS) if _LATIN.search(run) and _CYRILLIC.search(run) else run


def loose_key(text: str) -> str:
    """The key as a Russian keyboard would have it: қ and к, і and и, ә and а are one letter. Punctuation stays."""
    return key(text).translate(_TWINS)


_ORDER = {letter: chr(0x401 + place) for place, letter in enumerate(ALPHABET)}


def sort_key(text: str) -> str:
    """A text that sorts by code point as a Kazakh dictionary does: numbers by value, then Latin, then the 42 letters.

    Case and punctuation do not count. Made to be stored beside a name and indexed.
    """
    mended = _RUN.sub(_mended, unicodedata.normalize("NFC", text).translate(_STRAY))
    words = " ".join(_SORTED.findall(unicodedata.normalize("NFC", mended.casefold())))
    return "".join(_ORDER.get(letter, letter) for letter in _DIGITS.sub(_by_value, words))


_SORTED = re.compile(r"[^\W_]+")


def _by_value(match: re.Match[str]) -> str:
    # A longer number is a greater one: its length goes first (so a key of a key would be another: they are made once).
    digits = match[0].lstrip("0") or "0"
    return chr(0x30 + min(len(digits), 9)) + digits


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as written, its loose key, and where it stands in the composed (NFC) text."""

    text: str
    key: str
    start: int
    end: int


def spans(text: str) -> list[Token]:
    """The words of a text in order, with their places; a hyphen or apostrophe inside a word belongs to it."""
    plain = unicodedata.normalize("NFC", text)
    folded = _DASHES.sub("-", plain.translate(_QUOTES))
    return [Token(plain[m.start() : m.end()], loose_key(m[0]), m.start(), m.end()) for m in _WORD.finditer(folded)]


def tokens(text: str) -> list[str]:
    """The words of a text by their loose keys, without punctuation."""
    return [token.key for token in spans(text)]


def stems(text: str, lang: str = "") -> list[str]:
    """The words of a text without their endings, in loose letters (kk, ru; otherwise the language is guessed)."""
    language = lang if lang in ("kk", "ru") else detect_language(text)
    return [stem(word, language) for word in tokens(text)]


@lru_cache(maxsize=20_000)
def stem(word: str, lang: str) -> str:
    """One loose word without its ending. Not a dictionary form: only good for comparing with another stem."""
    if lang == "kk":
        return stem_kk(word)
    return stem_ru(word) if lang == "ru" else word


# --- which language -------------------------------------------------------------------------------------------------


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Frequent words in loose letters; words that both languages write alike are left out.
_FREQUENT_KK = _words(
    "жане бен пен емес бар жок осы бул сол ол олар биз сиз менин онын биздин сиздин маган оган бизге сизге керек "
    "болды болып болса болсын деп екен едим еди жатыр тур жур отыр кун кунде туни тунде кеше бугин ертен казир "
    "кайда кашан калай неге нелер кандай кайсы барлык бири биреу ешким уй уйде кошеде кошеси аула аулада ауласында "
    "арасында касында жанында алдында артында устинде астында туралы ушин кейин дейин бойы гана тагы да де та те "
    "рахмет ракмет истейин истеймиз истеу кабылдау куни кундери ашык уйге уйим патер есик есиртки "
    "рахмет салем салеметсиз кешириниз отинем отинемин сурак сураймын айтыныз берсе берди алды кетти келди шыкты "
    "кийин жаксы жаман улкен кишкентай бала балалар адам адамдар кызметкер коршим коршилер итер иттер "
    "болады болмайды турады жатады жургизуши мас шу шулап айкай урлап урланды жогалды сынган жарык карангы"
)
_FREQUENT_RU = _words(
    "и в во не на что он она они это как по но из у за от так же все вы мы я ты его ее их мне нам нас вас меня "
    "был была было были бы если или уже еще только когда где кто чтобы для до при об под над без после перед "
    "там тут здесь сейчас вчера сегодня завтра ночью днем утром вечером каждый каждую постоянно очень нет есть "
    "дом дома доме двор дворе дворе улице улица подъезд подъезде сосед соседи соседей ребенок дети люди человек "
    "прошу помогите спасибо здравствуйте добрый день пожалуйста примите меры который которые этот эта эти"
)
_ENDS_KK = re.compile(
    r"\w{3,}(?:лар|лер|дар|дер|тар|тер|нын|нин|дын|дин|тын|тин|нда|нде|дан|ден|нан|нен|ган|ген|кан|кен|"
    r"ады|еди|йды|йди|ып|ип|ыпты|ипти|дилар|жатыр|дагы|деги|тагы|теги|мыз|миз|ныз|низ|уге|уга|имиз|ымыз|иниздер|ыныздар|пеген|маган|меген)$"
)
_ENDS_RU = re.compile(
    r"\w{3,}(?:ого|его|ому|ему|ыми|ими|ами|ями|ать|ять|ить|еть|ться|тся|ает|ют|ешь|ишь|ила|али|или|ение|ость|ый|ий|ая|ое|ые)$"
)


def detect_language(text: str) -> str:
    """"kk", "ru" or "other": by letters, frequent words and endings; Kazakh typed on a Russian keyboard is Kazakh.

    A short text of Cyrillic letters without any sign of Kazakh is taken for Russian.
    """
    kazakh = russian = cyrillic = 0
    for token in spans(text)[:400]:
        cyrillic += bool(_CYRILLIC.search(token.text))
        if KAZAKH_ONLY.intersection(token.text.casefold()):
            kazakh += 2
        else:
            kazakh += 2 * (token.key in _FREQUENT_KK) + bool(_ENDS_KK.match(token.key))
            russian += 2 * (token.key in _FREQUENT_RU) + bool(_ENDS_RU.match(token.key))
    if not cyrillic:
        return "other"
    return "kk" if kazakh > russian else "ru"
