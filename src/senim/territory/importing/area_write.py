"""Writing a plan of areas: rows, paths, boundaries, members, ends. Called inside the transaction of the import."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat

from senim.kernel.clock import now
from senim.territory.domain import RANK
from senim.territory.importing.areas import Draft
from senim.territory.models import Area, BeatMember, Boundary, ImportRun


def make(fresh: list[Draft]) -> dict[str, int]:
    """Insert new areas level by level and give them their paths. Returns ids of all areas by code."""
    ids: dict[str, int] = dict(Area.objects.values_list("code", "id"))
    for drafts in _generations(fresh):
        made = Area.objects.bulk_create(
            [_row(draft, ids.get(draft.parent_code)) for draft in drafts], batch_size=500)
        ids.update((area.code, area.id) for area in made)
        _give_paths()
    return ids


def _generations(fresh: list[Draft]) -> Iterator[list[Draft]]:
    """New areas so that each comes after the area above it: by level, and villages before what lies in them."""
    for _rank, group in groupby(fresh, key=lambda draft: RANK[draft.level]):
        waiting = list(group)
        while waiting:
            codes = {draft.code for draft in waiting}
            ready = [draft for draft in waiting if draft.parent_code not in codes]
            yield ready
            waiting = [draft for draft in waiting if draft.parent_code in codes]


def _row(draft: Draft, parent_id: int | None) -> Area:
    kk, ru, en = draft.names
    return Area(code=draft.code, level=draft.level, parent_id=parent_id, name_kk=kk or ru, name_ru=ru or kk, name_en=en,
                population=draft.population, population_on=draft.population_on)


def _give_paths() -> None:
    slash = Value("/")
    own = Cast("id", CharField())
    Area.objects.filter(path="", parent__isnull=True).update(path=Concat(slash, own, slash))
    above = Area.objects.filter(id=OuterRef("parent_id")).values("path")[:1]
    Area.objects.filter(path="").update(path=Concat(Subquery(above), own, slash))


def rename(renamed: list[tuple[int, Draft]]) -> None:
    rows = {area.id: area for area in Area.objects.filter(id__in=[id_ for id_, _ in renamed])}
    for id_, draft in renamed:
        area = rows[id_]
        kk, ru, en = draft.names
        area.name_kk, area.name_ru, area.name_en = kk or area.name_kk, ru or area.name_ru, en or area.name_en
        if draft.population is not None:
            area.population, area.population_on = draft.population, draft.population_on
        area.closed_on = None
    fields = ["name_kk", "name_ru", "name_en", "population", "population_on", "closed_on"]
    Area.objects.bulk_update(rows.values(), fields, batch_size=200)


def reshape(drafts: list[Draft], ids: dict[str, int], run: ImportRun, day: date) -> None:
    """End the version of the day, begin the new one; it lasts as long as the old one would have."""
    areas = [ids[draft.code] for draft in drafts]
    ends = _end_on(Boundary, "area_id", areas, day)
    Boundary.objects.bulk_create([
        Boundary(
            area_id=ids[draft.code], geometry=draft.shape.text, digest=draft.shape.digest, area_m2=draft.shape.area_m2,
            note=draft.shape.note[:60], valid_from=day, valid_to=ends.get(ids[draft.code]), source=run.source,
            run=run, created_at=now())
        for draft in drafts if draft.shape
    ], batch_size=200)


def _end_on(model: Any, owner: str, owners: list[int], day: date) -> dict[int, date | None]:
    """End the rows of `owners` that hold on `day`; returns until when a row that begins on `day` may last."""
    ends: dict[int, date | None] = {}
    for start in range(0, len(owners), 500):
        part = Q(**{f"{owner}__in": owners[start:start + 500]})
        later = model.objects.filter(part, valid_from__gt=day).exclude(valid_to=F("valid_from"))
        # The earliest later version comes last and stays.
        ends.update(later.order_by("-valid_from").values_list(owner, "valid_from"))
        holding = model.objects.filter(part, valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
        holding.update(valid_to=day)
    return ends


def regroup(drafts: list[Draft], ids: dict[str, int], day: date) -> None:
    """Give beats the members that the file names; a member leaves the beat that it belonged to."""
    for draft in drafts:
        beat, wanted = ids[draft.code], {ids[code] for code in draft.members or ()}
        holding = BeatMember.objects.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
        kept = set(holding.filter(beat_id=beat, member_id__in=wanted).values_list("member_id", flat=True))
        holding.filter(beat_id=beat).exclude(member_id__in=wanted).update(valid_to=day)
        ends = _end_on(BeatMember, "member_id", sorted(wanted - kept), day)
        BeatMember.objects.bulk_create([
            BeatMember(beat_id=beat, member_id=member, valid_from=day, valid_to=ends.get(member))
            for member in sorted(wanted - kept)
        ])


def close(ids: list[int], day: date) -> None:
    Area.objects.filter(id__in=ids).update(closed_on=day)
    for model, owner in ((Boundary, "area_id"), (BeatMember, "beat_id")):
        model.objects.filter(Q(**{f"{owner}__in": ids}), Q(valid_to__isnull=True) | Q(valid_to__gt=day),
                             valid_from__lte=day).update(valid_to=day)
        model.objects.filter(**{f"{owner}__in": ids}, valid_from__gt=day).update(valid_to=F("valid_from"))
