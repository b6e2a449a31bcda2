"""The patterns planted in the invented year, told openly: later parts are tried on whether they find them.

Everything else in the year is chance: houses differ in how much happens there, but nothing else was arranged.
Days count back from the end of the year (0 is the last day). Hours are local.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """One arranged pattern: `count` stories of `category` between two days, at these hours, around one spot.

    around: key of a landmark or "yard:<block>" or "beat:<code>" or "street:<order>" or "house:<order>".
    weekdays: 0 is Monday; empty means any. confidential: tests and screens must not show the house.
    words: a piece of the sentence with which every message of the pattern begins.
    """

    key: str
    category: str
    around: str
    count: int
    first_day: int
    last_day: int
    hours: tuple[int, ...]
    weekdays: tuple[int, ...] = ()
    radius: float = 120.0
    confidential: bool = False
    words: str = ""
    about: str = ""


NIGHT = (22, 23, 23, 0, 0, 1, 1, 2)
PLANTED: tuple[Planted, ...] = (
    Planted("yard_noise", "order.noise_night", "yard:b0907", 66, 230, 12, NIGHT, (4, 5, 6), 170,
            about="A courtyard of nine-storey houses where nights are loud, mostly at weekends."),
    Planted("dark_passage", "place.dark", "passage", 28, 300, 20, (17, 18, 18, 19, 19, 20), (0, 1, 2, 3, 4),
            about="An unlit, overgrown passage between schools No. 4 and No. 9, after the second shift."),
    Planted("dark_passage", "property.other", "passage", 5, 290, 30, (18, 19, 19), (0, 1, 2, 3, 4),
            about="Telephones snatched in the same passage."),
    Planted("near_repeat", "property.home", "yard:b0108", 9, 76, 63, (10, 11, 13, 14, 15), (0, 1, 2, 3, 4), 260,
            about="Nine burglaries in one quarter of private houses within two weeks, by day."),
    Planted("bar_assaults", "order.fight", "bar1", 20, 350, 3, (23, 0, 0, 1, 2), (4, 5, 6),
            about="Fights in front of one bar on weekend nights."),
    Planted("bar_assaults", "order.alcohol", "bar1", 22, 350, 3, (21, 22, 23, 0), (4, 5, 6),
            about="Drinking in front of the same bar."),
    Planted("repeated_domestic", "home.violence", "house:7", 7, 290, 9, (20, 21, 22, 23, 0), (), 1, confidential=True,
            about="One flat from which calls come again and again: a case to protect, never to show."),
    Planted("fraud_wave", "fraud.phone", "beat:ARQ-14", 34, 58, 38, (10, 11, 11, 12, 14, 15, 16), (0, 1, 2, 3, 4),
            words="омофон", about="Three weeks of telephone fraud about door phones, four neighbouring beats (1)."),
    Planted("fraud_wave", "fraud.phone", "beat:ARQ-15", 28, 58, 38, (10, 11, 11, 12, 14, 15, 16), (0, 1, 2, 3, 4),
            words="омофон", about="The same wave (2)."),
    Planted("fraud_wave", "fraud.phone", "beat:ARQ-16", 22, 56, 38, (10, 11, 12, 14, 15, 16), (0, 1, 2, 3, 4),
            words="омофон", about="The same wave (3)."),
    Planted("stray_dogs", "animals.stray", "bazaar", 40, 340, 120, (7, 7, 8, 8, 9, 18), (), 150,
            about="A pack of dogs at the bazaar's bins."),
    Planted("bicycle_series", "property.bicycle", "beat:ARQ-18", 24, 200, 158, (17, 18, 19, 19, 20), (),
            about="Six weeks of bicycles taken from the entrances of one beat."),
    Planted("livestock_series", "property.livestock", "beat:TMR-06", 15, 110, 40, (6, 7, 8), (),
            about="Livestock taken at night in two rural districts under one inspector."),
    Planted("school_parking", "road.parking", "lyceum", 42, 330, 5, (7, 7, 8, 8), (0, 1, 2, 3, 4),
            about="Cars in front of the lyceum in the quarter of an hour before lessons."),
    Planted("dark_street", "place.light", "street:31", 24, 130, 92, (18, 19, 20, 21), (), 200,
            about="A whole street without light for five weeks, then mended."),
    Planted("factory_teens", "place.abandoned", "factory", 16, 260, 90, (17, 18, 19, 20, 21), (),
            about="Teenagers in the former sewing factory."),
    Planted("graffiti", "drugs.graffiti", "beat:ARQ-10", 18, 165, 130, (9, 12, 15, 17), (),
            about="A wave of drug advertising on the walls of one beat."),
    Planted("park_before", "order.alcohol", "park", 54, 364, 186, (18, 19, 20, 21, 22), (),
            about="Drinking in the park before the light and the patrol came, half a year ago."),
    Planted("park_after", "order.alcohol", "park", 12, 184, 2, (18, 19, 20, 21, 22), (),
            about="The same place after that: a fall that did not happen at the comparison place."),
    Planted("park_comparison", "order.alcohol", "station", 40, 364, 186, (18, 19, 20, 21, 22), (),
            about="The comparison place before."),
    Planted("park_comparison", "order.alcohol", "station", 38, 184, 2, (18, 19, 20, 21, 22), (),
            about="The comparison place after: about as much a day as before."),
)


def clusters() -> dict[str, int]:
    """How many stories each planted pattern holds."""
    found: dict[str, int] = {}
    for planted in PLANTED:
        found[planted.key] = found.get(planted.key, 0) + planted.count
    return found
