"""A source of files is made known."""

from __future__ import annotations

from django.db import transaction

from senim.incidents import permissions
from senim.incidents.domain import FeedKind
from senim.incidents.memory import VERSION
from senim.incidents.models import Feed
from senim.kernel import audit, versions
from senim.kernel.clock import now
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor


def create_feed(
    *,
    actor: Actor,
    code: str,
    name: Label,
    kind: FeedKind = FeedKind.RESIDENT,
    area_path: str = "",
    zone: str = "Asia/Almaty",
    rank: int = 100,
) -> Feed:
    """A new feed for an area; the one that has the code already is given back as it is. Raises NotYours."""
    permissions.check_import(actor, area_path)
    with transaction.atomic():
        feed, made = Feed.objects.get_or_create(
            code=code,
            defaults={
                "name_kk": name.kk,
                "name_ru": name.ru,
                "name_en": name.en,
                "kind": kind,
                "area_path": area_path,
                "zone": zone,
                "rank": rank,
                "created_at": now(),
            },
        )
        if made:
            versions.bump(VERSION)
            audit.record(
                actor,
                "incidents.feed_created",
                ("feed", feed.pk),
                area_path=area_path,
                data={"code": code, "kind": str(kind)},
            )
    permissions.check_import(actor, feed.area_path)
    return feed
