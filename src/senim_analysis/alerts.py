"""Alert zones: where another incident is likelier for some days after one. Each zone carries the moment it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from senim_analysis.artefacts import artefacts, space_time
from senim_analysis.checks import Floats, Ints, days, points, positive
from senim_analysis.errors import AnalysisRefused
from senim_analysis.near_repeat_table import NearRepeatResult
from senim_analysis.outlines import area_of, outline
from senim_analysis.result import Note, Result, plain
from senim_analysis.words import NOT_A_PERSON, Words

NO_REACH = Words(
    "distance пен interval не near_repeat кестесі керек: аймақ өлшенген әсерден шығады, ойдан емес.",
    "Нужны distance и interval или таблица near_repeat: зона выводится из измеренного эффекта, а не из головы.",
    "Give distance and interval, or a near_repeat table: a zone follows from a measured effect, not from a guess.",
)
NOT_MEASURED = Words(
    "Қашықтық пен мерзім берілген, near_repeat кестесі емес: олардың осы деректерде өлшенгенін тексеріңіз.",
    "Расстояние и срок заданы, а не взяты из таблицы near_repeat: проверьте, что они измерены на этих данных.",
    "Distance and time were given and not taken from a near_repeat table: check that they were measured on these data.",
)
NO_EFFECT = Words(
    "Кестеде жақын қайталану әсері жоқ: аймақ жарияланбайды.",
    "В таблице нет эффекта близких повторов: зон не объявляется.",
    "The table shows no near-repeat effect: no zone is declared.",
)
LATER = Words(
    "{count} оқиға көрсетілген сәттен кейін болған: олар ескерілмеді.",
    "Событий позже названного момента: {count}; они не учтены.",
    "Events after the given moment: {count}; they are left out.",
)
ZONES = Words(
    "Әрекеттегі аймақ: {many}, ауданы {area} га, бәрі {interval} тәулік ішіндегі {events} оқиғадан. Ең өзектісі: x {x}, y {y} "
    "маңы, {count} оқиға, мерзімі {left} тәуліктен кейін бітеді.",
    "Действующих зон: {many}, площадь {area} га, все от {events} событий за {interval} сут. Самая насущная: у x {x}, y {y}, "
    "событий {count}, истекает через {left} сут.",
    "Zones in force: {many}, {area} ha, all from {events} events of the last {interval} days. The most pressing: near "
    "x {x}, y {y}, {count} events, it expires in {left} days.",
)
NONE = Words(
    "Қазір әрекеттегі аймақ жоқ.",
    "Действующих зон сейчас нет.",
    "No zone is in force now.",
)


@dataclass(frozen=True, slots=True)
class AlertZone:
    """x, y: of its newest event; start, end: from the first of its events until the last effect has gone, in days of t;
    until: the same end as datetime64 where times came so; members: indices, newest first; area: m²; outline: [k, 2].
    """

    x: float
    y: float
    start: float
    end: float
    until: np.datetime64 | None
    area: float
    outline: Floats
    members: Ints

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {name: plain(getattr(self, name)) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertZones(Result):
    """`zones`: those in force at `at` (days of t), most events first, then the freshest; area: of all of them, m².

    `radius`, `lasts`: metres and days for which one event makes its surroundings likelier.
    """

    zones: tuple[AlertZone, ...]
    at: float
    radius: float
    lasts: float
    area: float
    #: x, y, t of the events in force.
    active: Floats

    def covers(self, x: Any, y: Any, at: Any = None) -> npt.NDArray[np.bool_]:
        """[place]: whether it lies within an effect that has not expired at a moment (days of t; the zones' own if None)."""
        across, up = points(x, y)
        moment = self.at if at is None else float(at)
        alive = self.active[(self.active[:, 2] <= moment) & (moment - self.active[:, 2] < self.lasts)]
        if not len(alive):
            return np.zeros(across.size, dtype=bool)
        away, _ = cKDTree(alive[:, :2]).query(np.column_stack([across, up]))
        inside: npt.NDArray[np.bool_] = away <= self.radius
        return inside

    def to_dict(self) -> dict[str, Any]:
        names = ("method", "n", "parameters", "notes", "at", "radius", "lasts", "area")
        own = {name: plain(getattr(self, name)) for name in names}
        return {"kind": "AlertZones", **own, "zones": [one.to_dict() for one in self.zones]}

    def sentence(self, language: str) -> str:
        if not self.zones:
            return f"{NONE.fill(language)} {NOT_A_PERSON.fill(language)}"
        first = self.zones[0]
        params = {
            "many": len(self.zones),
            "area": self.area / 1e4,
            "interval": self.lasts,
            "events": len(self.active),
            "x": round(first.x),
            "y": round(first.y),
            "count": int(first.members.size),
            "left": first.end - self.at,
        }
        return f"{ZONES.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def alert_zones(
    x: Any,
    y: Any,
    t: Any,
    *,
    distance: float | None = None,
    interval: float | None = None,
    table: NearRepeatResult | None = None,
    at: Any = None,
) -> AlertZones:
    """Zones that are in force at a moment, each with its expiry.

    x, y: [event] metres; t: [event] datetime64 or float days; at: the moment (as t is; the last event if None). An
    event makes `distance` metres around it a zone for `interval` days, or for as far and as long as a near_repeat
    `table` measured (`.acts`; no effect, no zone). Events within `distance` of a newer one share its zone, so that
    zones stay areas that one can walk. Places, never persons. Raises AnalysisRefused for degrees and missing reach.
    Sources: reach of near repeats: Johnson et al. 2007; the zones and their expiry: a rule of our own.
    """
    reach = _reach(distance, interval, table)
    raw, (x, y, t) = np.asarray(t), space_time(x, y, t, least=1)
    moment = _moment(raw, t, at)
    later = int((t > moment).sum())
    notes = artefacts(x, y, t, raw) if x.size > 1 else ()
    notes += (Note("later", LATER, {"count": later}),) if later else ()
    notes += (Note("not_measured", NOT_MEASURED),) if table is None else ()
    notes += () if reach else (Note("no_effect", NO_EFFECT),)
    radius, lasts = reach or (0.0, 0.0)
    fresh = np.flatnonzero((t <= moment) & (moment - t < lasts))
    zones = tuple(_zone(group, x, y, t, raw, radius, lasts) for group in _groups(fresh, x, y, t, radius))
    return AlertZones(
        method="near-repeat alert zones; " + ("as measured" if table else "as given"),
        n=x.size,
        parameters={"distance": distance, "interval": interval, "at": at, "measured": table is not None},
        notes=notes,
        zones=tuple(sorted(zones, key=lambda one: (-one.members.size, -one.end, one.x, one.y))),
        at=moment,
        radius=radius,
        lasts=lasts,
        area=float(sum(one.area for one in zones)),
        active=np.column_stack([x[fresh], y[fresh], t[fresh]]),
    )


def _reach(
    distance: float | None, interval: float | None, table: NearRepeatResult | None
) -> tuple[float, float] | None:
    """Metres and days; None where the table shows no effect."""
    if table is not None and distance is None and interval is None:
        acts = table.acts
        if acts and not np.isfinite(acts).all():
            raise AnalysisRefused("no_reach", NO_REACH)
        return acts
    if distance is None or interval is None:
        raise AnalysisRefused("no_reach", NO_REACH)
    return positive(distance, "distance"), positive(interval, "interval")


def _moment(raw: npt.NDArray[Any], t: Floats, at: Any) -> float:
    """The moment on the scale of t."""
    if at is None:
        return float(t.max())
    if np.issubdtype(raw.dtype, np.datetime64):
        first = raw.min().astype("datetime64[D]")
        return float((np.datetime64(at) - first) / np.timedelta64(1, "D"))
    return float(days([at])[0])


def _groups(fresh: Ints, x: Floats, y: Floats, t: Floats, radius: float) -> list[Ints]:
    """Newest first: an event that no zone has yet begins one and takes what lies within the radius of it."""
    if not fresh.size:
        return []
    order = fresh[np.lexsort((fresh, y[fresh], x[fresh], -t[fresh]))]
    at = np.column_stack([x[order], y[order]])
    tree, free = cKDTree(at), np.ones(order.size, dtype=bool)
    groups = []
    for place in range(order.size):
        if free[place]:
            near = np.array(sorted(tree.query_ball_point(at[place], radius)), dtype=np.int64)
            mine = near[free[near]]
            free[mine] = False
            groups.append(order[mine])
    return groups


def _zone(
    members: Ints, x: Floats, y: Floats, t: Floats, raw: npt.NDArray[Any], radius: float, lasts: float
) -> AlertZone:
    newest = members[0]
    ring = outline(np.unique(np.column_stack([x[members], y[members]]), axis=0), radius)
    until = None
    if np.issubdtype(raw.dtype, np.datetime64):
        until = raw[newest].astype("datetime64[s]") + np.timedelta64(round(lasts * 86_400), "s")
    return AlertZone(
        x=float(x[newest]),
        y=float(y[newest]),
        start=float(t[members].min()),
        end=float(t[newest] + lasts),
        until=until,
        area=area_of(ring),
        outline=ring,
        members=members,
    )
