"""What the plan of the Concept promises to build near people: measure 16.2, to be compared with what is there."""

from __future__ import annotations

from senim.concept.loader import concept
from senim.reach.api import Promise

#: The measure of the equipment of the administrative police, and which of its quantities are doors for people.
MEASURE, DOORS = "16.2", ("учаскелік полиция пункті", "стационарлық модульдік бекет")
SOURCE = (
    "Тұжырымдаманың іс-қимыл жоспары, {}-шара", "План действий Концепции, мероприятие {}",
    "Action plan of the Concept, measure {}",
)


def promises() -> list[Promise]:
    """Points and posts by years, as the plan prints them. No query."""
    measure = concept().measure(MEASURE)
    if measure is None:
        return []
    kk, ru, en = (text.format(MEASURE) for text in SOURCE)
    return [
        Promise(tuple(one.name), tuple(sorted(one.years.items())), MEASURE, (kk, ru, en), tuple(measure.text))
        for one in measure.quantities if one.name.kk in DOORS
    ]
