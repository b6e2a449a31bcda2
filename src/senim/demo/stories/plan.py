"""How much of what happens, when and where: the rhythm of each category over the year, the week and the day."""

from typing import NamedTuple

# ruff: noqa: E501 - the table of habits is read by rows, one category a row

NIGHT = (9, 9, 7, 4, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 6, 9, 11)
EVENING = (3, 2, 1, 1, 0.5, 0.5, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5, 6, 8, 10, 11, 10, 8, 5)
DAY = (0.3, 0.2, 0.1, 0.1, 0.1, 0.3, 1, 3, 6, 9, 10, 9, 7, 7, 8, 8, 7, 6, 4, 3, 3, 2, 1, 0.6)
OFFICE = (0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4, 2, 6, 11, 13, 12, 9, 8, 11, 12, 9, 6, 3, 2, 2, 1.5, 1, 0.5)
MORNING = (0.5, 0.3, 0.2, 0.2, 0.4, 2, 8, 12, 11, 8, 6, 5, 4, 4, 4, 4, 5, 6, 6, 5, 3, 2, 1, 0.7)
WIDE = (2, 1.5, 1, 1, 1, 1, 2, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 6, 5, 4, 3)

EVEN = (1,) * 12
SUMMER = (0.5, 0.5, 0.7, 1, 1.4, 1.9, 2.1, 1.9, 1.2, 0.8, 0.6, 0.7)
WARM = (0.3, 0.3, 0.7, 1.2, 1.6, 1.7, 1.6, 1.6, 1.3, 0.9, 0.5, 0.4)
BICYCLE = (0.1, 0.1, 0.4, 1.5, 2.3, 2.2, 1.9, 1.7, 1.2, 0.5, 0.2, 0.1)
WINTER = (1.8, 1.6, 1.1, 0.7, 0.4, 0.3, 0.3, 0.5, 0.9, 1.4, 1.9, 2.1)
AUTUMN = (0.4, 0.4, 0.6, 0.8, 0.8, 0.7, 0.8, 1.1, 2.1, 2.4, 1.9, 0.7)
SPRING = (0.9, 1.1, 1.7, 1.5, 1.1, 0.9, 0.8, 0.8, 1, 1, 0.9, 0.8)
SCHOOL = (1, 1.2, 1, 1.2, 1, 0.15, 0.1, 0.3, 1.5, 1.4, 1.2, 1.1)

FLAT = (1,) * 7
WEEKEND = (0.7, 0.6, 0.7, 0.9, 1.4, 1.9, 1.5)
WORKING = (1.3, 1.25, 1.2, 1.2, 1.1, 0.5, 0.35)
SUNDAY = (0.8, 0.8, 0.8, 0.8, 0.9, 1.6, 1.7)


class Habit(NamedTuple):
    """A category's weight in the year, its rhythms, and the share of stories that happen at a landmark.

    places: kinds of landmarks; lag: hours between the event and the message (median); rural: weight of a village house.
    """

    weight: float
    season: tuple[float, ...]
    week: tuple[float, ...]
    hours: tuple[float, ...]
    places: tuple[str, ...] = ()
    share: float = 0.0
    lag: float = 3.0
    rural: float = 0.6
    private: float = 1.0


HABITS: dict[str, Habit] = {
    "order.noise_night": Habit(1300, SUMMER, WEEKEND, NIGHT, ("bar",), 0.08, 1.5, 0.4, 0.6),
    "order.noise_day": Habit(520, SPRING, SUNDAY, DAY, ("shop", "bazaar"), 0.07, 2, 0.2, 0.5),
    "order.alcohol": Habit(500, SUMMER, WEEKEND, EVENING, ("shop", "bar", "park", "stop", "transport"), 0.5, 2, 0.7, 0.8),
    "order.gathering": Habit(600, WARM, WEEKEND, EVENING, ("garages", "park", "school", "stop", "abandoned"), 0.25, 3, 0.4, 0.6),
    "order.fight": Habit(160, SUMMER, WEEKEND, NIGHT, ("bar", "park", "stop", "college"), 0.85, 6, 0.6),
    "order.hooligan": Habit(230, WARM, WEEKEND, EVENING, ("stop", "bazaar", "park", "shop"), 0.5, 8, 0.6),
    "order.neighbours": Habit(610, SPRING, FLAT, DAY, (), 0, 20, 0.8, 1.3),
    "property.bicycle": Habit(310, BICYCLE, FLAT, EVENING, ("shop", "school", "sport", "clinic"), 0.25, 8, 0.4, 0.7),
    "property.home": Habit(250, EVEN, WORKING, WIDE, (), 0, 5, 0.8, 1.6),
    "property.vehicle": Habit(210, WINTER, FLAT, MORNING, ("shop", "bazaar", "park"), 0.2, 7, 0.3, 0.6),
    "property.livestock": Habit(110, AUTUMN, FLAT, MORNING, (), 0, 10, 60, 0.0),
    "property.vandalism": Habit(240, WARM, SUNDAY, DAY, ("stop", "park", "school"), 0.25, 12, 0.4, 0.4),
    "property.other": Habit(250, EVEN, FLAT, WIDE, ("bazaar", "stop", "clinic", "shop", "transport"), 0.7, 5, 0.4),
    "fraud.phone": Habit(640, EVEN, WORKING, OFFICE, (), 0, 4, 0.9),
    "fraud.online": Habit(420, (1, 1, 1.1, 1, 1, 0.9, 0.8, 1, 1.1, 1.1, 1.5, 1.6), FLAT, OFFICE, (), 0, 30, 0.7),
    "home.violence": Habit(250, (1.5, 1, 1.2, 1, 1.1, 1.1, 1.1, 1.1, 1, 0.9, 0.9, 1.4), WEEKEND, NIGHT, (), 0, 9, 0.9),
    "home.stalking": Habit(55, EVEN, FLAT, EVENING, ("stop", "school", "college"), 0.3, 20, 0.4),
    "home.child_harm": Habit(45, EVEN, FLAT, EVENING, (), 0, 20, 0.8),
    "home.bullying": Habit(85, SCHOOL, WORKING, EVENING, ("school",), 0.8, 26, 0.8),
    "home.teens_night": Habit(165, SUMMER, WEEKEND, NIGHT, ("park", "shop", "stop", "sport"), 0.5, 0.7, 0.6),
    "drugs.selling": Habit(125, WARM, FLAT, EVENING, ("garages", "wasteland", "park", "abandoned"), 0.3, 10, 0.2),
    "drugs.use": Habit(105, EVEN, FLAT, EVENING, ("garages", "wasteland", "abandoned", "park", "railyard"), 0.6, 8, 0.3),
    "drugs.graffiti": Habit(135, SPRING, FLAT, DAY, ("school", "stop", "garages", "college"), 0.35, 20, 0.1, 0.3),
    "road.parking": Habit(850, EVEN, WORKING, MORNING, ("shop", "clinic", "school", "bazaar", "stop"), 0.2, 1.5, 0.1, 0.4),
    "road.speeding": Habit(380, SUMMER, WEEKEND, EVENING, ("school", "stop"), 0.15, 3, 1.0, 1.2),
    "road.crossing": Habit(220, SCHOOL, WORKING, MORNING, ("school", "stop", "kindergarten", "clinic"), 0.75, 10, 0.3),
    "road.abandoned_car": Habit(190, SPRING, FLAT, DAY, ("garages", "shop"), 0.15, 24, 0.3, 0.6),
    "place.light": Habit(600, WINTER, FLAT, EVENING, ("stop", "school", "transport"), 0.2, 4, 0.8, 1.3),
    "place.dark": Habit(150, WINTER, WORKING, EVENING, ("passage", "bridge", "garages", "wasteland"), 1.0, 12, 0.0),
    "place.abandoned": Habit(100, WARM, FLAT, EVENING, ("abandoned", "railyard"), 0.5, 15, 0.6, 1.4),
    "place.hatch": Habit(210, SPRING, FLAT, DAY, ("stop", "school", "shop"), 0.2, 2, 0.3),
    "animals.stray": Habit(610, SPRING, FLAT, MORNING, ("school", "bazaar", "kindergarten", "shop"), 0.35, 3, 1.0, 1.4),
    "animals.unleashed": Habit(230, WARM, SUNDAY, EVENING, (), 0, 4, 0.3),
    "animals.grazing": Habit(130, (0.2, 0.2, 0.6, 1.3, 1.6, 1.6, 1.5, 1.5, 1.6, 1.2, 0.5, 0.2), FLAT, MORNING, (), 0, 5, 40, 0.4),
    "care.elder": Habit(130, WINTER, WORKING, DAY, (), 0, 4, 0.8),
    "care.street": Habit(150, WINTER, FLAT, EVENING, ("stop", "transport", "bazaar"), 0.6, 0.8, 0.1),
    "care.missing": Habit(38, WARM, FLAT, EVENING, (), 0, 5, 0.8),
    "officer.rude": Habit(70, EVEN, WORKING, DAY, ("stop", "park", "shop"), 0.3, 30, 0.5),
    "officer.inaction": Habit(130, EVEN, WORKING, DAY, (), 0, 70, 0.6),
    "officer.unlawful": Habit(24, EVEN, WORKING, EVENING, ("stop", "shop"), 0.5, 30, 0.5),
    "service.law": Habit(260, EVEN, WORKING, OFFICE, (), 0, 1, 0.6),
    "service.paper": Habit(280, (1, 1, 1, 1, 1, 1.1, 1.2, 1.6, 1.4, 1, 1, 0.8), WORKING, OFFICE, (), 0, 1, 0.9),
    "service.meeting": Habit(190, EVEN, WORKING, OFFICE, ("school",), 0.1, 1, 0.8),
    "service.patrol": Habit(190, SUMMER, FLAT, EVENING, ("park", "school", "stop", "bar"), 0.45, 10, 0.4),
    "service.idea": Habit(150, SPRING, FLAT, DAY, ("park", "school", "stop"), 0.3, 1, 0.4),
    "service.thanks": Habit(240, EVEN, FLAT, DAY, (), 0, 40, 0.8),
    "service.other": Habit(150, EVEN, WORKING, DAY, ("stop", "bazaar", "shop"), 0.4, 3, 0.5),
}

#: Extra days and how much livelier they are for noise, drinking, fights and violence at home.
FESTIVE = {(1, 1): 2.6, (1, 2): 1.6, (3, 8): 1.5, (3, 21): 1.7, (3, 22): 1.9, (3, 23): 1.5, (5, 7): 1.2, (7, 6): 1.3,
           (8, 30): 1.2, (10, 25): 1.2, (12, 16): 1.2, (12, 31): 2.4}
LIVELY = frozenset({"order.noise_night", "order.alcohol", "order.fight", "home.violence", "order.gathering"})
#: Sums that people name, thousands of tenge.
SUMS = {"property.bicycle": (35, 220), "property.home": (120, 1900), "property.vehicle": (30, 420),
        "property.livestock": (150, 2400), "property.vandalism": (20, 300), "property.other": (25, 380),
        "fraud.phone": (60, 2800), "fraud.online": (15, 900)}
