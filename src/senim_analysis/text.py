"""Texts that tell of the same thing: groups by shared pieces of words, which endings and misspellings hardly change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from senim_analysis.checks import NOT_FLAT, Ints, enough, share, whole
from senim_analysis.choices import one_of
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result, plain
from senim_analysis.words import Words

#: Pieces of this many letters, the edges of words marked.
PIECES = (3, 4, 5)
#: A piece in more than this share of the texts joins nothing.
COMMON = 0.05
BLOCK = 512

STOP = {
    "kk": "және мен бен пен немесе бар жоқ бұл сол осы ол біз сіз олар үшін туралы деп еді екен болып болды болады керек "
    "өте тағы ғой емес кейін бойы дейін сәлеметсіз сәлем рақмет өтініш өтінемін маған менің біздің жылы күні сағат",
    "ru": "и в во на не что как по из за от до для или но а то это этот эта эти был была было были есть нет очень уже "
    "также мы вы они он она мне нас вас прошу здравствуйте добрый день спасибо просьба меня мой наш который при под "
    "над через году года день часов",
    "en": "the a an and or of to in on at for from by with is are was were be been it this that these those there we you "
    "they he she my our your please hello thank thanks not no but as very also has have had which when",
}
#: Kazakh letters as they are typed on a Russian keyboard, and letters that people do not tell apart.
FOLD = str.maketrans("әғқңөұүһіёй", "агкноуухиеи")
WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
SENTENCE = re.compile(r"[.!?…:;\n]\s*$")

EMPTY = Words(
    "{count} мәтін бос немесе сөзсіз: олар ешбір топқа кірмеді.",
    "{count} текстов пусты или без слов: они не вошли ни в одну группу.",
    "{count} texts are empty or have no words: they are in no group.",
)
REPEATED = Words(
    "{count} мәтін бір-бірін сөзбе-сөз дерлік қайталайды: бір оқиға бірнеше рет жазылған болуы мүмкін.",
    "{count} текстов почти дословно повторяют другой: возможно, одно событие записано несколько раз.",
    "{count} texts repeat another almost word for word: one event may have been recorded several times.",
)
NOT_TEXTS = Words(
    "Мәтіндер жолдар тізімі болуы керек.", "Тексты — это список строк.", "The texts must be a list of strings."
)
FOUND = Words(
    "{n} мәтіннің ішінде топқа біріккені: {inside}, топ саны: {many}. Ең үлкені — {size} мәтін: {words}.",
    "Из {n} текстов в группы собрались {inside}, групп: {many}. В самой большой {size}: {words}.",
    "Groups: {many}, with {inside} of {n} texts. The largest has {size}: {words}.",
)
NONE = Words(
    "{n} мәтіннің арасында бір-біріне ұқсас топ жоқ.",
    "Среди {n} текстов нет похожих групп.",
    "Among {n} texts no groups are alike.",
)


@dataclass(frozen=True, slots=True)
class TextCluster:
    """members: indices of the texts; words: what they share and others do not, names left out; cohesion: mean likeness
    to their middle, 0 to 1."""

    members: Ints
    words: tuple[str, ...]
    cohesion: float

    def to_dict(self) -> dict[str, Any]:
        return {name: plain(getattr(self, name)) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextClusters(Result):
    """`clusters`: the largest first; labels: [text], which of them, -1 for none."""

    clusters: tuple[TextCluster, ...]
    labels: Ints

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "TextClusters",
            "method": self.method,
            "n": self.n,
            "parameters": plain(self.parameters),
            "notes": plain(self.notes),
            "clusters": [one.to_dict() for one in self.clusters],
            "labels": self.labels.tolist(),
        }

    def sentence(self, language: str) -> str:
        if not self.clusters:
            return NONE.fill(language, {"n": self.n})
        first = self.clusters[0]
        params = {
            "n": self.n,
            "inside": int((self.labels >= 0).sum()),
            "many": len(self.clusters),
            "size": int(first.members.size),
            "words": ", ".join(first.words) or "—",
        }
        return FOUND.fill(language, params)


def text_clusters(
    texts: Sequence[str], *, language: str, similarity: float = 0.25, least: int = 3, words: int = 5
) -> TextClusters:
    """Groups of texts that tell of the same: TF-IDF over pieces of 3-5 letters, cosine, connected components.

    texts: [text] in one language (kk, ru, en; Kazakh may be typed on a Russian keyboard); similarity: cosine from which two
    texts are linked, 0 to 1; a group whose texts are far from their middle is divided by a higher one; least: size of a
    group; words: how many of its words are given. Digits and what is written as a name are never given.
    Raises AnalysisRefused for anything but a list of strings.
    Source: Salton, Buckley 1988.
    """
    one_of(language, "language", tuple(STOP))
    level, smallest = share(similarity, "similarity"), max(2, whole(least, "least"))
    raw = _checked(texts)
    tokens = [_tokens(one, language) for one in raw]
    vectors = _vectors(tokens)
    groups, repeated = _groups(vectors, level, smallest)
    order = sorted(groups, key=lambda one: (-one.size, int(one[0])))
    labels = np.full(len(raw), -1, dtype=np.int64)
    for number, one in enumerate(order):
        labels[one] = number
    named, everywhere = _names(raw), Counter(word for one in tokens for word in set(one))
    clusters = tuple(
        TextCluster(one, _telling(tokens, one, everywhere, named, words), _cohesion(vectors, one)) for one in order
    )
    empty = sum(not one for one in tokens)
    notes = [Note("empty", EMPTY, {"count": empty})] if empty else []
    if repeated:
        notes.append(Note("repeated", REPEATED, {"count": repeated}))
    return TextClusters(
        method="TF-IDF of letter pieces, connected components",
        n=len(raw),
        parameters={"language": language, "similarity": similarity, "least": smallest},
        notes=tuple(notes),
        clusters=clusters,
        labels=labels,
    )


def _checked(texts: Any) -> list[str]:
    if isinstance(texts, str) or np.ndim(texts) != 1:
        raise AnalysisRefused("not_flat", NOT_FLAT, name="texts")
    raw = ["" if one is None else one for one in texts]
    if not all(isinstance(one, str) for one in raw):
        raise AnalysisRefused("not_texts", NOT_TEXTS)
    enough(len(raw), 2)
    return raw


def _folded(word: str) -> str:
    return word.casefold().translate(FOLD)


_STOPPED = {language: frozenset(_folded(word) for word in words.split()) for language, words in STOP.items()}


def _tokens(text: str, language: str) -> list[str]:
    words = (_folded(word) for word in WORD.findall(text))
    return [word for word in words if len(word) > 1 and word not in _STOPPED[language]]


def _vectors(tokens: list[list[str]]) -> sparse.csr_array:
    """[text, piece], rows of length 1 (or nothing)."""
    words = {word: place for place, word in enumerate(sorted(set().union(*tokens)))}
    pieces: dict[str, int] = {}
    made = [[pieces.setdefault(one, len(pieces)) for one in _pieces(word)] for word in words]
    used = _binary([[words[word] for word in one] for one in tokens], len(words))
    counted = used @ _binary(made, len(pieces))
    counted.data = 1 + np.log(counted.data)
    n = counted.shape[0]
    often = np.asarray((counted > 0).sum(0)).ravel()
    weight = np.where(often <= max(COMMON * n, 20), np.log((1 + n) / (1 + often)) + 1, 0.0)
    weighed = sparse.csr_array(counted @ sparse.diags_array(weight))
    weighed.eliminate_zeros()
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(1)).ravel())
    return sparse.csr_array(sparse.diags_array(1 / np.where(length > 0, length, 1.0)) @ weighed)


def _pieces(word: str) -> list[str]:
    marked = f" {word} "
    return [marked[at : at + size] for size in PIECES for at in range(len(marked) - size + 1)]


def _binary(rows: list[list[int]], columns: int) -> sparse.csr_array:
    """How often each column stands in each row."""
    start = np.cumsum([0, *(len(row) for row in rows)])
    flat = np.array([one for row in rows for one in row], dtype=np.int64)
    matrix = sparse.csr_array((np.ones(flat.size), flat, start), shape=(len(rows), max(1, columns)))
    matrix.sum_duplicates()
    return matrix


def _groups(vectors: sparse.csr_array, level: float, least: int) -> tuple[list[Ints], int]:
    """Groups of at least `least` texts, and how many texts repeat another."""
    links = _links(vectors, level)
    repeated = np.unique(links.row[links.data > 0.97]).size
    waiting = [(np.arange(vectors.shape[0]), level)]
    found = []
    while waiting:
        who, limit = waiting.pop()
        inside = np.zeros(vectors.shape[0], dtype=bool)
        inside[who] = True
        kept = inside[links.row] & inside[links.col] & (links.data >= limit)
        at = np.searchsorted(who, links.row[kept]), np.searchsorted(who, links.col[kept])
        graph = sparse.coo_array((links.data[kept], at), shape=(who.size, who.size))
        _, label = connected_components(graph, directed=False)
        order = np.argsort(label, kind="stable")
        for group in np.split(who[order], np.flatnonzero(np.diff(label[order])) + 1):
            if group.size < least:
                continue
            if _cohesion(vectors, group) >= level or limit >= 0.9:
                found.append(np.sort(group))
            else:
                waiting.append((np.sort(group), limit + 0.05))
    return found, int(repeated)


def _links(vectors: sparse.csr_array, level: float) -> sparse.coo_array:
    """Pairs of texts with a cosine of at least `level`, each once, found in stripes: no n x n matrix."""
    turned = sparse.csc_array(vectors.T)
    rows, columns, values = [], [], []
    for start in range(0, vectors.shape[0], BLOCK):
        stripe = sparse.coo_array(vectors[start : start + BLOCK] @ turned)
        row = stripe.row + start
        kept = (stripe.data >= level) & (stripe.col > row)
        rows.append(row[kept])
        columns.append(stripe.col[kept])
        values.append(stripe.data[kept])
    at = np.concatenate(rows).astype(np.int64), np.concatenate(columns).astype(np.int64)
    return sparse.coo_array((np.concatenate(values), at), shape=(vectors.shape[0],) * 2)


def _cohesion(vectors: sparse.csr_array, group: Ints) -> float:
    """Mean cosine of the texts with their middle."""
    total = sparse.csr_array(np.ones((1, group.size))) @ vectors[group]
    return float(np.sqrt((total.data**2).sum()) / group.size)


def _names(texts: list[str]) -> frozenset[str]:
    """Words that may be names of people, streets, firms: capital inside a sentence at least as often as small, or never
    small."""
    capital, small, met = Counter[str](), Counter[str](), set[str]()
    for text in texts:
        for found in WORD.finditer(text):
            word = _folded(found.group())
            met.add(word)
            before = text[max(0, found.start() - 6) : found.start()].rstrip(" \t\"'«„(")
            if found.group()[0].islower():
                small[word] += 1
            elif before and not SENTENCE.search(before) and not text.isupper():
                capital[word] += 1
    return frozenset(word for word in met if not small[word] or capital[word] >= small[word])


def _telling(
    tokens: list[list[str]], group: Ints, everywhere: Counter[str], named: frozenset[str], many: int
) -> tuple[str, ...]:
    """Words in at least a third of the group's texts, most of all those that others do not use."""
    inside: Counter[str] = Counter()
    for one in group:
        inside.update({word for word in tokens[one] if len(word) > 3 and word not in named})
    n = len(tokens)
    scored = {
        word: count / group.size * float(np.log((1 + n) / (1 + everywhere[word])))
        for word, count in inside.items()
        if count >= max(2, group.size / 3)
    }
    return tuple(sorted(scored, key=lambda word: (-scored[word], word))[:many])
