"""What a file of areas would change, and the change itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import shapely
from django.db.models import Q

from senim.territory.domain import RANK, AreaInfo, Level
from senim.territory.importing.area_write import close, make, regroup, rename, reshape
from senim.territory.importing.areas import (
    COUNTRY,
    Draft,
    Drafts,
    fits_above,
    in_order,
    kato_parents,
    overlaps_among,
    read,
)
from senim.territory.importing.issues import Bad, Issue, Issues
from senim.territory.importing.plan import Counts, Options, Tick
from senim.territory.models import Boundary, ImportRun
from senim.territory.snapshot import Snapshot

#: Overlaps below this many square metres are the noise of drawing.
NOISE_M2 = 500.0


@dataclass
class AreaPlan:
    """Areas to make, names to change, boundaries and memberships to begin and to end on `options.valid_from`."""

    options: Options
    issues: Issues
    counts: Counts = field(default_factory=Counts)
    paths: set[str] = field(default_factory=set)
    fresh: list[Draft] = field(default_factory=list)
    renamed: list[tuple[int, Draft]] = field(default_factory=list)
    reshaped: list[Draft] = field(default_factory=list)
    regrouped: list[Draft] = field(default_factory=list)
    closing: list[AreaInfo] = field(default_factory=list)

    def write(self, run: ImportRun) -> None:
        """See `Plan`. New areas first, level by level; then names, boundaries, members, ends."""
        ids = make(self.fresh)
        rename(self.renamed)
        reshape(self.reshaped, ids, run, self.options.valid_from)
        regroup(self.regrouped, ids, self.options.valid_from)
        close([info.id for info in self.closing], self.options.valid_from)


def plan(content: bytes, options: Options, snap: Snapshot, tick: Tick) -> AreaPlan:
    """Read a file of areas and compare it with what is kept. Raises Bad where the whole file is wrong."""
    drafts = read(content, options, tick)
    made = AreaPlan(options, drafts.issues)
    _add_country(drafts, snap)
    known = _Known(snap, drafts, options.valid_from)
    for draft in in_order(iter(drafts.by_code.values())):
        try:
            draft.parent_code = known.parent_of(draft)
            known.check_members(draft)
        except Bad as bad:
            made.issues.error(bad.at(draft.row))
            known.lost.add(draft.code)
            continue
        _sort_in(draft, made, known)
    if options.complete:
        _missing(made, drafts, snap)
    for one, other, common in overlaps_among(list(drafts.by_code.values()), NOISE_M2):
        made.issues.note(Issue(one.row, "overlap", {"code": other.code, "m2": round(common)}))
    return made


def _add_country(drafts: Drafts, snap: Snapshot) -> None:
    """Regions need a country above them; the file of regions seldom carries it."""
    code, kk, ru, en = COUNTRY
    if code in snap.by_code or code in drafts.by_code:
        return
    if any(draft.level is Level.REGION for draft in drafts.by_code.values()):
        drafts.by_code[code] = Draft(0, code, Level.COUNTRY, (kk, ru, en), "", None, None, None)


class _Known:
    """What is kept already, as far as the file concerns it."""

    def __init__(self, snap: Snapshot, drafts: Drafts, day: date) -> None:
        self.snap = snap
        self.drafts = drafts.by_code
        self.day = day
        self.lost: set[str] = set()
        self.has_shapes = any(draft.shape for draft in drafts.by_code.values())
        self.shapes = _digests_on(day)
        self.members: dict[int, set[int]] = defaultdict(set)
        for row in snap.members_on(day):
            self.members[row.id].add(row.area_id)

    def info(self, code: str) -> AreaInfo | None:
        return self.snap.areas.get(self.snap.by_code.get(code, -1))

    def _level(self, code: str) -> Level | None:
        if code in self.drafts and code not in self.lost:
            return self.drafts[code].level
        info = self.info(code)
        return info.level if info else None

    def parent_of(self, draft: Draft) -> str:
        """Code of the area above. Raises Bad where it is unknown, of a wrong level, or another one than before."""
        old = self.info(draft.code)
        if old and draft.guessed:
            draft.level = old.level
        if old and old.level != draft.level:
            raise Bad("level_differs", code=draft.code, old=str(old.level), new=str(draft.level))
        if old is None:
            return self._parent(draft)
        kept = self.snap.areas[old.parent_id].code if old.parent_id else ""
        if draft.parent and kept not in (draft.parent, *self._above(draft.parent)):
            raise Bad("parent_differs", code=draft.code, old=kept or "—", new=draft.parent[:40])
        return kept

    def _parent(self, draft: Draft) -> str:
        if draft.level is Level.COUNTRY:
            return ""
        if draft.parent:
            level = self._level(draft.parent)
            if level is None:
                raise Bad("parent_unknown", codes=draft.parent[:40])
            if not fits_above(level, draft.level) or self._in_ring(draft):
                raise Bad("parent_level", parent=draft.parent)
            return draft.parent
        above = kato_parents(draft.code) if draft.level is not Level.BEAT else ()
        candidates = [*above, COUNTRY[0]] if draft.level is Level.REGION else [*above]
        for code in candidates:
            level = self._level(code)
            if level is not None and fits_above(level, draft.level):
                return code
        if around := self._around(draft):
            return around
        raise Bad("parent_unknown", codes=", ".join(candidates[-3:]) or "—")

    def _above(self, code: str) -> Iterator[str]:
        """Codes above an area of the file or of what is kept: a file may name a nearer parent than is kept."""
        seen = {code}
        while code:
            info, draft = self.info(code), self.drafts.get(code)
            above = self.snap.areas[info.parent_id].code if info and info.parent_id else ""
            code = above or (draft.parent_code or draft.parent if draft else "")
            if code in seen:
                return
            seen.add(code)
            yield code

    def _in_ring(self, draft: Draft) -> bool:
        """Whether following the parents named in the file leads back to the area itself."""
        seen = {draft.code}
        above = draft.parent
        while above in self.drafts:
            if above in seen:
                return True
            seen.add(above)
            above = self.drafts[above].parent
        return False

    def _around(self, draft: Draft) -> str:
        """The smallest area of a higher level that holds the middle of the shape, of the file or of what is kept."""
        if draft.members:
            info = self.info(draft.members[0])
            return self.snap.areas[info.parent_id].code if info and info.parent_id else ""
        if draft.shape is None:
            return ""
        middle = draft.shape.shape.representative_point()
        kept = [
            (-unit.rank, unit.area_m2, self.snap.areas[unit.area_id].code)
            for unit in self.snap.day(self.day).around.around(middle.x, middle.y)
        ]
        here = [
            (-RANK[one.level], one.shape.area_m2, one.code) for one in self.drafts.values()
            if one.shape and one.level is not Level.BEAT and RANK[one.level] < RANK[draft.level]
            and one.code not in self.lost and shapely.contains_xy(one.shape.shape, middle.x, middle.y)
        ]
        fitting = [found for found in (*kept, *here) if -found[0] < RANK[draft.level]]
        return min(fitting)[2] if fitting else ""

    def check_members(self, draft: Draft) -> None:
        for code in draft.members or ():
            if self._level(code) is None:
                raise Bad("area_unknown", code=code[:40])


def _digests_on(day: date) -> dict[int, str]:
    rows = Boundary.objects.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    return dict(rows.values_list("area_id", "digest"))


def _sort_in(draft: Draft, made: AreaPlan, known: _Known) -> None:
    """New, changed or the same? One area may be renamed and reshaped and counts once."""
    for note in draft.notes:
        made.issues.note(note)
    old = known.info(draft.code)
    if old is None:
        made.counts.new += 1
        made.fresh.append(draft)
        made.paths.add(_path_above(draft, known))
        if known.has_shapes and draft.shape is None and draft.row and not draft.members:
            made.issues.note(Issue(draft.row, "no_shape"))
    is_renamed = old is not None and _differs(old, draft)
    is_reshaped = draft.shape is not None and (old is None or known.shapes.get(old.id) != draft.shape.digest)
    is_regrouped = draft.members is not None and _members_differ(draft, old, known)
    if old is not None and is_renamed:
        made.renamed.append((old.id, draft))
    if is_reshaped:
        made.reshaped.append(draft)
    if is_regrouped:
        made.regrouped.append(draft)
    if old is not None:
        changed = is_renamed or is_reshaped or is_regrouped
        made.counts.changed += changed
        made.counts.same += not changed
        if changed:
            made.paths.add(old.path)


def _path_above(draft: Draft, known: _Known) -> str:
    """Path of the nearest area above a new one that is kept already; "" where it is a root."""
    code = draft.parent_code
    while code:
        if info := known.info(code):
            return info.path
        code = known.drafts[code].parent_code if code in known.drafts else ""
    return ""


def _differs(old: AreaInfo, draft: Draft) -> bool:
    is_other_name = any(new and new != kept for new, kept in zip(draft.names, old.names, strict=True))
    return is_other_name or old.closed_on is not None or draft.population not in (None, old.population)


def _members_differ(draft: Draft, old: AreaInfo | None, known: _Known) -> bool:
    wanted = {known.snap.by_code.get(code) for code in draft.members or ()}
    return old is None or wanted != known.members.get(old.id, set())


def _missing(made: AreaPlan, drafts: Drafts, snap: Snapshot) -> None:
    """With a complete file: areas of its levels, in the parents it names, that it no longer holds."""
    groups = {(draft.level, draft.parent_code) for draft in drafts.by_code.values() if draft.row}
    for info in snap.areas.values():
        parent = snap.areas[info.parent_id].code if info.parent_id else ""
        if (info.level, parent) in groups and info.code not in drafts.by_code and info.closed_on is None:
            made.closing.append(info)
            made.counts.closed += 1
            made.paths.add(info.path)
            made.issues.note(Issue(0, "closed", {"code": info.code}))
