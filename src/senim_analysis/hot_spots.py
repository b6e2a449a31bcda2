"""Hot spots as areas that one can visit: places that lie thick, weighed by harm, with an outline and a size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse, stats
from scipy.sparse.csgraph import connected_components
from scipy.spatial import ConvexHull, QhullError, cKDTree

from senim_analysis.artefacts import ONE_PLACE
from senim_analysis.checks import Floats, Ints, counts, points, positive, same_length
from senim_analysis.errors import AnalysisRefused
from senim_analysis.grid import PAIR_BUDGET, TOO_MANY_PAIRS
from senim_analysis.outlines import area_of, outline
from senim_analysis.result import Note, Result
from senim_analysis.words import NOT_A_PERSON, Percent, Words

NOTHING_WEIGHS = Words(
    "Барлық салмақ нөл: зиян жоқ, аумақ та жоқ.",
    "Все веса равны нулю: нет вреда, нет и очагов.",
    "All weights are zero: no harm, no hot spots.",
)
CHOSEN = Words(
    "Шек берілмеген: {least} алынды — тең таралғанда {radius} м шеңберде кездейсоқ 1000-нан бір рет қана жиналатын мөлшер.",
    "Порог не задан: взято {least} — столько в круге {radius} м при ровном размещении бывает случайно раз на 1000.",
    "No threshold was given: {least} is used, which a circle of {radius} m would hold by chance once in 1000 if all lay evenly.",
)
SPLIT = Words(
    "{count} үлкен аймақ жоғарырақ шекпен бөлінді: оларды аралап шығу мүмкін емес еді.",
    "{count} больших областей разделены более высоким порогом: их нельзя было обойти.",
    "{count} large areas were divided by a higher threshold: nobody could have walked them.",
)
ONE_POINT = Words(
    "{count} аймақ бір ғана мекенжайдан тұрады: бекеттің, сауда үйінің немесе қала орталығының адресі ме, тексеріңіз.",
    "{count} областей состоят из одного адреса: проверьте, не отдел ли это, магазин или центр города.",
    "{count} areas are a single address: see whether it is a station, a mall or the centre of the town.",
)
FOUND = Words(
    "Аймақ саны: {n}; {area} км² жерде оқиғалардың {events}-ы және зиянның {harm}-ы. Бірінші аймақ ({x}; {y}): {count} оқиға, "
    "{square} га.",
    "Областей: {n}; на {area} км² — {events} событий и {harm} вреда. Первая ({x}; {y}): {count} событий на {square} га.",
    "Areas: {n}; {area} km² hold {events} of the events and {harm} of the harm. The first ({x}; {y}): {count} events "
    "on {square} ha.",
)
NONE = Words(
    "{radius} м шеңберде {least} жиналатын жер жоқ: оқиғалар шашыраңқы.",
    "Нигде в круге {radius} м не набирается {least}: события рассеяны.",
    "Nowhere does a circle of {radius} m hold {least}: the events are scattered.",
)


@dataclass(frozen=True, slots=True)
class HotSpot:
    """One area. outline: [k, 2], a closed ring around its thick places, metres; members: indices of its events."""

    x: float
    y: float
    count: int
    harm: float
    area: float
    span: float
    places: int
    outline: Floats
    members: Ints

    def to_dict(self) -> dict[str, Any]:
        """Plain data, without the members."""
        own = {name: getattr(self, name) for name in ("x", "y", "count", "harm", "area", "span", "places")}
        return {**own, "outline": self.outline.tolist()}


@dataclass(frozen=True, slots=True, kw_only=True)
class HotSpots(Result):
    """`areas`: the hot spots, the most harm first; labels: [event], which of them it belongs to, -1 for none.

    share: of all events, harm_share: of all harm, that lie in them; area: of all of them, km².
    """

    areas: tuple[HotSpot, ...]
    labels: Ints
    share: float
    harm_share: float
    area: float

    def to_dict(self) -> dict[str, Any]:
        own = {name: getattr(self, name) for name in ("method", "n", "share", "harm_share", "area")}
        return {
            "kind": "HotSpots",
            **own,
            "parameters": dict(self.parameters),
            "notes": [note.to_dict() for note in self.notes],
            "areas": [one.to_dict() for one in self.areas],
            "labels": self.labels.tolist(),
        }

    def sentence(self, language: str) -> str:
        if not self.areas:
            return NONE.fill(language, dict(self.parameters))
        first = self.areas[0]
        params = {
            "n": len(self.areas),
            "area": self.area,
            "events": Percent(self.share),
            "harm": Percent(self.harm_share),
            "x": round(first.x),
            "y": round(first.y),
            "count": first.count,
            "square": first.area / 1e4,
        }
        return f"{FOUND.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def hot_spots(
    x: Any,
    y: Any,
    *,
    weights: Any = None,
    radius: float = 150.0,
    least: float | None = None,
    longest: float = 1000.0,
) -> HotSpots:
    """Areas in which events lie thick, weighed by harm: DBSCAN (Ester et al. 1996) on places, with outlines.

    x, y: metres; weights: [event], harm of each (1 where not given). A place is thick if the events within `radius` of it
    weigh at least `least`; thick places within `radius` of each other make an area, the others join the nearest thick
    place within reach. Thick places that reach further than `longest` are divided by a rising threshold, for a chain
    through a dense quarter is not a place. Raises AnalysisRefused for degrees, for too many pairs and where nothing weighs.
    """
    across, up = points(x, y)
    weight = np.ones(across.size) if weights is None else counts(weights, "weights")
    same_length(x=across, weights=weight)
    reach, span = positive(radius, "radius"), positive(longest, "longest")
    if not weight.any():
        raise AnalysisRefused("nothing_weighs", NOTHING_WEIGHS)
    places, where = np.unique(np.column_stack([across, up]), axis=0, return_inverse=True)
    where = where.ravel()
    harm = np.bincount(where, weights=weight, minlength=len(places)).astype(np.float64)
    need = _least(places, weight, reach) if least is None else positive(least, "least")
    tree = cKDTree(places)
    pairs = _pairs(tree, reach)
    around = harm + np.bincount(pairs[:, 0], harm[pairs[:, 1]], len(places))
    around = around + np.bincount(pairs[:, 1], harm[pairs[:, 0]], len(places))
    labels, divided = _areas(places, pairs, around, need, span)
    labels = _joined(places, labels, reach)
    areas, order = _described(places, labels, where, weight, around >= need, reach)
    member = order[labels[where]]
    inside = member >= 0
    notes = _notes(areas, need, reach, chosen=least is None, divided=divided)
    notes += (Note("one_place", ONE_PLACE),) if len(places) == 1 else ()
    return HotSpots(
        method="harm-weighted DBSCAN on places",
        n=across.size,
        parameters={"radius": radius, "least": need, "longest": longest, "weighted": weights is not None},
        notes=notes,
        areas=areas,
        labels=member,
        share=float(inside.mean()),
        harm_share=float(weight[inside].sum() / weight.sum()),
        area=sum(one.area for one in areas) / 1e6,
    )


def _least(places: Floats, weight: Floats, radius: float) -> float:
    """The weight that a circle would exceed once in 1000 if all events lay evenly over the hull of all places."""
    try:
        ground = float(ConvexHull(places).volume)
    except (QhullError, ValueError):
        ground = 0.0
    mean = weight.size * np.pi * radius**2 / max(ground, np.pi * radius**2)
    typical = float((weight**2).sum() / weight.sum())
    return float(stats.poisson.isf(0.001, mean) + 1) * typical


def _pairs(tree: cKDTree, radius: float) -> Ints:
    """[pair, 2] of places within the radius; counted before they are made."""
    many = (int(tree.count_neighbors(tree, radius)) - tree.n) // 2
    if many > PAIR_BUDGET:
        raise AnalysisRefused("too_many_pairs", TOO_MANY_PAIRS, pairs=many, budget=PAIR_BUDGET)
    found: Ints = tree.query_pairs(radius, output_type="ndarray").astype(np.int64)
    return found


def _areas(places: Floats, pairs: Ints, around: Floats, need: float, longest: float) -> tuple[Ints, int]:
    """Which area each thick place belongs to, -1 for the others; and how many areas had to be divided."""
    labels = np.full(len(places), -1, dtype=np.int64)
    waiting, made, divided = [(around >= need, need, True)], 0, 0
    while waiting:
        thick, limit, first = waiting.pop()
        both = pairs[thick[pairs[:, 0]] & thick[pairs[:, 1]]]
        for group in _groups(both, np.flatnonzero(thick)):
            if _span(places[group]) <= longest or around[group].max() <= limit:
                labels[group] = made
                made += 1
                continue
            divided += first
            # Just above the quietest tenth of the group: slow enough not to lose its core.
            higher = max(float(np.quantile(around[group], 0.1)), limit * 1.1)
            rest = np.zeros(len(places), dtype=bool)
            rest[group] = around[group] >= higher
            if rest.any():
                waiting.append((rest, higher, False))
            else:
                labels[group] = made
                made += 1
    return labels, divided


def _groups(pairs: Ints, who: Ints) -> list[Ints]:
    """Connected groups among the places `who`."""
    if not who.size:
        return []
    local = np.searchsorted(who, pairs)
    graph = sparse.coo_array((np.ones(len(pairs)), (local[:, 0], local[:, 1])), shape=(who.size, who.size))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    return [who[part] for part in np.split(order, np.flatnonzero(np.diff(label[order])) + 1)]


def _span(places: Floats) -> float:
    """The diagonal of the box around the places: never less than their greatest distance, at most 1.4 times it."""
    return float(np.hypot(*np.ptp(places, axis=0)))


def _joined(places: Floats, labels: Ints, radius: float) -> Ints:
    """Places that are not thick join the area of the nearest thick place within the radius."""
    core = np.flatnonzero(labels >= 0)
    if not core.size:
        return labels
    rest = np.flatnonzero(labels < 0)
    away, nearest = cKDTree(places[core]).query(places[rest], distance_upper_bound=radius * (1 + 1e-12))
    out = labels.copy()
    near = np.isfinite(away)
    out[rest[near]] = labels[core[nearest[near]]]
    return out


def _described(
    places: Floats, labels: Ints, where: Ints, weight: Floats, thick: Any, radius: float
) -> tuple[tuple[HotSpot, ...], Ints]:
    """The areas, the most harm first, and the new number of each old label (the last entry is for -1)."""
    total = int(labels.max()) + 1
    renumber = np.full(total + 1, -1, dtype=np.int64)
    if not total:
        return (), renumber
    of_event = labels[where]
    harm = np.bincount(of_event[of_event >= 0], weight[of_event >= 0], total)
    members = [np.flatnonzero(of_event == label) for label in range(total)]
    areas = []
    for number, label in enumerate(np.lexsort((np.arange(total), -harm))):
        renumber[label] = number
        mine = members[label]
        at = np.flatnonzero(labels == label)
        ring = outline(places[at[thick[at]]] if thick[at].any() else places[at], radius / 2)
        share = weight[mine] / weight[mine].sum() if weight[mine].any() else np.full(mine.size, 1 / mine.size)
        centre = share @ places[where[mine]]
        areas.append(
            HotSpot(
                x=float(centre[0]),
                y=float(centre[1]),
                count=int(mine.size),
                harm=float(harm[label]),
                area=area_of(ring),
                span=_span(places[at]),
                places=int(at.size),
                outline=ring,
                members=mine,
            )
        )
    return tuple(areas), renumber


def _notes(areas: tuple[HotSpot, ...], need: float, radius: float, *, chosen: bool, divided: int) -> tuple[Note, ...]:
    notes = [Note("chosen", CHOSEN, {"least": need, "radius": radius})] if chosen else []
    if divided:
        notes.append(Note("split", SPLIT, {"count": divided}))
    single = sum(one.places == 1 for one in areas)
    if single:
        notes.append(Note("one_point", ONE_POINT, {"count": single}))
    return tuple(notes)
