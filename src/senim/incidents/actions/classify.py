"""What the words of files mean, and how much harm a kind weighs: decided by people, kept with who and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from senim.incidents import permissions
from senim.incidents.catalogue import GUESSES
from senim.incidents.domain import FeedKind
from senim.incidents.memory import VERSION
from senim.incidents.models import Feed, Incident, Kind, KindMap
from senim.kernel import audit, versions
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.kernel.text import key

NO_SUCH_KIND = Label("Мұндай түр жоқ.", "Такого вида нет.", "There is no such kind.")
BAD_WEIGHT = Label(
    "Салмақ 0 мен 10 000 арасында болуы керек.",
    "Вес должен быть от 0 до 10 000.",
    "A weight lies between 0 and 10 000.",
)


def decide(*, actor: Actor, feed: Feed, raw: str, kind: str) -> None:
    """Say what a feed's word means ("": nothing of ours). Every view is right at once. Raises Refused, NotYours."""
    permissions.check_import(actor, feed.area_path)
    found = Kind.objects.filter(code=kind).first()
    if kind and found is None:
        raise Refused("no_such_kind", NO_SUCH_KIND, field="kind")
    with transaction.atomic():
        KindMap.objects.update_or_create(
            feed=feed, raw=raw, defaults={"kind": found, "mark": "decided", "by": actor.account_id, "at": now()}
        )
        Incident.objects.filter(batch__feed=feed, category=raw).update(kind=kind)
        versions.bump(VERSION)
        audit.record(
            actor, "incidents.classified", ("feed", feed.pk), area_path=feed.area_path, data={"word": raw, "kind": kind}
        )


def weigh(*, actor: Actor, kind: str, harm: float, source: str) -> None:
    """Settle the harm of a kind. Raises Refused, NotYours."""
    permissions.check_catalogue(actor)
    if not 0 <= harm <= 10_000:
        raise Refused("bad_weight", BAD_WEIGHT, field="harm")
    with transaction.atomic():
        if not Kind.objects.filter(code=kind).update(harm=harm, mark="own", source=source[:200]):
            raise Refused("no_such_kind", NO_SUCH_KIND)
        versions.bump(VERSION)
        audit.record(actor, "incidents.weighed", ("kind", kind), data={"harm": harm, "source": source[:200]})


def add_kind(*, actor: Actor, code: str, name: Label, harm: float | None = None, sensitive: bool = False) -> Kind:
    """A kind that the catalogue lacks. Raises NotYours."""
    permissions.check_catalogue(actor)
    with transaction.atomic():
        kind, made = Kind.objects.get_or_create(
            code=code,
            defaults={"name_kk": name.kk, "name_ru": name.ru, "name_en": name.en, "harm": harm, "sensitive": sensitive},
        )
        if made:
            versions.bump(VERSION)
            audit.record(actor, "incidents.kind_added", ("kind", code), data={"sensitive": sensitive})
    return kind


def learn(feed: Feed, words: Iterable[str]) -> dict[str, str]:
    """{word: kind} for the words of a file; new ones get a guess that waits for a person. Inside a transaction.

    Answers of a survey are no kinds of events: nobody is asked what they mean."""
    if feed.kind == FeedKind.SURVEY:
        return {}
    known = {raw: code or "" for raw, code in KindMap.objects.filter(feed=feed).values_list("raw", "kind__code")}
    kinds = {kind.code: kind for kind in Kind.objects.all()}
    guess = _guesser(kinds)
    fresh = {word: guess(word) for word in dict.fromkeys(words) if word not in known}
    KindMap.objects.bulk_create(
        [KindMap(feed=feed, raw=word, kind=kinds.get(code), at=now()) for word, code in fresh.items()]
    )
    return known | fresh


def _guesser(kinds: dict[str, Kind]) -> Callable[[str], str]:
    names = {
        key(name): kind.code
        for kind in kinds.values()
        for name in (kind.code, kind.name_kk, kind.name_ru, kind.name_en)
    }
    articles = {kind.article: kind.code for kind in reversed(list(kinds.values())) if kind.act == "criminal"}

    def guess(word: str) -> str:
        folded = key(word)
        if folded in names:
            return names[folded]
        if GUESSES.get(folded, "") in kinds:
            return GUESSES[folded]
        # "ст.188 ч.3": the article with its part, else the article.
        article, _, part = folded.removeprefix("ст.").strip().partition(" ч.")
        return articles.get(f"{article}-{part.strip()}", articles.get(article, "")) if folded.startswith("ст.") else ""

    return guess
