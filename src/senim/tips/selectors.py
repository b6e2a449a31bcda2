"""Reads. Officers read what they are named for; the sender what the code opens; everybody pooled counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope
from senim.kernel.small import pooled
from senim.territory import api as territory
from senim.territory.api import Level
from senim.tips import sealing
from senim.tips.domain import LEAST, OPEN_STATES, Told
from senim.tips.models import Naming, Picture, Tip
from senim.tips.permissions import COUNTERS, NAMERS, handled, in_force, may_name, not_yours
from senim.tips.words import REFUSALS

OPEN = sorted(str(state) for state in OPEN_STATES)


# --- whoever writes -------------------------------------------------------------------------------------------------


def offices() -> dict[int, list[Naming]]:
    """Areas whose messages somebody reads today, with who does. One query."""
    found: dict[int, list[Naming]] = {}
    for one in in_force():
        found.setdefault(one.area_id, []).append(one)
    return found


def _country() -> int | None:
    return next((area.id for area in territory.areas_list(Level.COUNTRY)), None)


def office_of(region_id: int, *, past_region: bool = False) -> int | None:
    """The area whose named officers read a message about a region: its own, else the country's. One query."""
    staffed, country = offices(), _country()
    if region_id in staffed and not past_region:
        return region_id
    return country if country in staffed else None


def written_about(language: str) -> tuple[list[tuple[int, str]], bool]:
    """(regions that a message may be about, with names; whether one may be sent past them). One query."""
    staffed = offices()
    central = _country() in staffed
    regions = territory.areas_list(Level.REGION, lang=language)
    names = [(one.id, territory.name_of(one, language)) for one in regions if central or one.id in staffed]
    return names, central


def by_code(secret_hash: bytes) -> Tip:
    """The message of a code with its talk. Three queries. NotYours for an unknown one."""
    rows = Tip.objects.filter(code_hash=secret_hash).select_related("contact")
    found = rows.prefetch_related("words__pictures").first()
    if found is None:
        raise NotYours("unknown", REFUSALS["unknown"])
    return found


def opened_on(secret_hash: bytes) -> list[datetime]:
    """When the contact was opened: the sender may know. One query."""
    rows = Tip.objects.filter(code_hash=secret_hash, events__type=Told.CONTACT_OPENED.value)
    return sorted(rows.values_list("events__at", flat=True))


def said(tip: Tip) -> list[dict[str, Any]]:
    """The talk in order, opened: by_sender, text, at, pictures. No query where words are fetched."""
    return [
        {
            "by_sender": one.by_sender,
            "text": sealing.unseal_text(one.sealed, f"{tip.number}:word"),
            "at": one.at,
            "account_id": one.account_id,
            "pictures": [picture.pk for picture in one.pictures.all()],
        }
        for one in sorted(tip.words.all(), key=lambda word: word.pk)
    ]


# --- named officers -------------------------------------------------------------------------------------------------


def inbox(scope: Scope, *, closed: bool = False, offset: int = 0, limit: int = 50) -> list[Tip] | None:
    """Messages of the regions that this person is named for, who waits longest on top; None where named for none.

    No words: those are opened one by one. Two queries.
    """
    areas = handled(scope)
    if not areas:
        return None
    rows = Tip.objects.filter(office_id__in=areas)
    rows = rows.exclude(state__in=OPEN) if closed else rows.filter(state__in=OPEN)
    ordered = rows.order_by("-received_hour", "-pk") if closed else rows.order_by("waits_since", "pk")
    return list(ordered[offset : offset + limit + 1])


def waiting(scope: Scope, limit: int) -> list[Tip]:
    """Messages whose senders wait for an answer of this person's office. Two queries, none for others."""
    areas = handled(scope)
    if not areas:
        return []
    rows = Tip.objects.filter(office_id__in=areas, state__in=OPEN, waits_since__isnull=False)
    return list(rows.order_by("waits_since", "pk")[:limit])


def one(scope: Scope, number: str) -> Tip:
    """A message with its talk and history for one of its readers. Five queries. NotYours for anybody else."""
    areas = handled(scope)
    rows = Tip.objects.filter(number=number, office_id__in=areas).select_related("contact")
    found = rows.prefetch_related("words__pictures", "events").first() if areas else None
    if found is None:
        raise not_yours()
    return found


def picture(scope: Scope, number: str, picture_id: int) -> tuple[str, bytes]:
    """(type, content) of a photo for one of the readers. Two queries."""
    areas = handled(scope)
    rows = Picture.objects.filter(pk=picture_id, word__tip__number=number, word__tip__office_id__in=areas)
    found = rows.first() if areas else None
    if found is None:
        raise not_yours()
    return found.mime, sealing.unseal(found.sealed, f"{number}:picture")


# --- who is named ---------------------------------------------------------------------------------------------------


def named_by(scope: Scope) -> list[tuple[territory.AreaInfo, list[Naming]]]:
    """The regions (and the country) whose readers this person names, with the namings not ended. One query."""
    areas = [*territory.areas_list(Level.COUNTRY), *territory.areas_list(Level.REGION)]
    own = [area for area in areas if may_name(scope, area.path)] if scope.has(*NAMERS) else []
    rows = Naming.objects.filter(area_id__in=[area.id for area in own], ended_at__isnull=True).order_by("pk")
    found: dict[int, list[Naming]] = {area.id: [] for area in own}
    for row in rows:
        found[row.area_id].append(row)
    return [(area, found[area.id]) for area in own]


def unread_regions(scope: Scope) -> list[tuple[str, datetime]]:
    """(path, since when) of the namer's regions with open messages that nobody reads any more. Two queries at most."""
    paths = scope.paths(*NAMERS)
    if scope.account_id is None or not paths:
        return []
    rows = Tip.objects.filter(inside(paths, "office_path"), state__in=OPEN).order_by("waits_since", "pk")
    oldest: dict[str, datetime] = {}
    for path, since, received in rows.values_list("office_path", "waits_since", "received_hour"):
        oldest.setdefault(path, since or received)
    staffed = {row.area_path for row in in_force()} if oldest else set()
    return [(path, since) for path, since in oldest.items() if path not in staffed]


# --- counts ---------------------------------------------------------------------------------------------------------


def _by_topic(rows: QuerySet[Tip]) -> dict[str, int]:
    return dict(rows.values_list("topic").annotate(n=Count("pk")).order_by("topic").values_list("topic", "n"))


def public_counts(
    scope: Scope,  # noqa: ARG001 - the same for everybody, and a read names who asks
    region_ids: Iterable[int],
    since: datetime,
    until: datetime,
) -> tuple[list[tuple[str, int]], int] | None:
    """(topics with their counts, the rest pooled) of the regions together; None where there are too few. One query.

    The same for everybody.
    """
    rows = Tip.objects.filter(region_id__in=list(region_ids), received_hour__gte=since, received_hour__lt=until)
    named, rest = pooled(_by_topic(rows), LEAST)
    return (named, rest) if (named or rest >= LEAST) and (rest == 0 or rest >= LEAST) else None


def office_counts(scope: Scope) -> list[tuple[int, str, int]]:
    """(office, state, how many) for the auditor: counts alone. One query. NotYours for anybody else."""
    if not scope.everything and not scope.has(*COUNTERS):
        raise not_yours()
    rows = Tip.objects.values_list("office_id", "state").annotate(n=Count("pk")).order_by("office_id", "state")
    return list(rows.values_list("office_id", "state", "n"))
