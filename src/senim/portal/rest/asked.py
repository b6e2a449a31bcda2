"""What the operations take, as types: queries and bodies are checked against the schemas made from them."""

from __future__ import annotations

from typing import Annotated, TypedDict

from django.utils.translation import gettext_lazy as _

from senim.appeals import api as appeals
from senim.portal.rest.answers import Lat, Lon, OpenClosed
from senim.portal.rest.shapes import Code, Spec
from senim.territory.api import Level

Limit = Annotated[int, Spec(says=_("How many at once."), minimum=1, maximum=1000, usual=100)]
Cursor = Annotated[str, Spec(says=_("Where the list goes on: from `next` of the page before."), longest=400)]
ServiceCode = Annotated[str, Spec(one_of=tuple(appeals.CATEGORIES), example="order.noise_night")]
#: A day, or a moment with its zone; a plus that was not escaped arrives as a blank.
DAY_OR_MOMENT = r"20\d\d-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+ -]\d\d:\d\d))?"
When = Annotated[
    str,
    Spec(
        says=_("A moment with its zone, or a day of Kazakhstan."), longest=40, pattern=f"^{DAY_OR_MOMENT}$",
        example="2026-05-12T10:00:00+05:00",
    ),
]


class NoQuery(TypedDict):
    pass


class Paged(TypedDict, total=False):
    limit: Limit
    cursor: Cursor


class AreasQuery(Paged, total=False):
    level: Level
    within: Annotated[str, Spec(says=_("Only what lies inside this area."), longest=40)]


class AppealsQuery(Paged, total=False):
    status: OpenClosed
    service: ServiceCode
    since: When
    until: When
    reference: Annotated[
        str, Spec(says=_("Your own name for it (Idempotency-Key): finds it when the reply was lost."), longest=200)
    ]


class FeaturesQuery(Paged, total=False):
    bbox: Annotated[
        list[Annotated[float, Spec(minimum=-180, maximum=180)]],
        Spec(says=_("West, south, east, north in degrees."), fewest=4, most=4, example=[70, 50, 71, 51]),
    ]
    datetime: Annotated[
        str,
        Spec(
            says=_("A moment, or two with / between them; .. for an open end. Reports alone have one."), longest=80,
            pattern=rf"^({DAY_OR_MOMENT}|((\.\.)?/)?{DAY_OR_MOMENT}(/(\.\.)?)?|{DAY_OR_MOMENT}/{DAY_OR_MOMENT})$",
            example="2026-05-01T00:00:00Z/..",
        ),
    ]


class Point(TypedDict):
    lon: Lon
    lat: Lat


class Where(TypedDict, total=False):
    """A point, a house of the register, words; the point goes before the house, the house before the words."""

    point: Point
    address_id: Annotated[int, Spec(minimum=1, maximum=2**53 - 1)]
    words: Annotated[str, Spec(longest=300)]


class Applicant(TypedDict, total=False):
    first_name: Annotated[str, Spec(longest=59)]
    last_name: Annotated[str, Spec(longest=60)]
    email: Annotated[str, Spec(longest=254)]
    phone: Annotated[str, Spec(longest=24)]


class _NeededOfAppeal(TypedDict):
    service: ServiceCode
    description: Annotated[str, Spec(shortest=1, longest=10_000)]


class NewAppeal(_NeededOfAppeal, total=False):
    place: Where
    answers: Annotated[
        dict[Code, Annotated[str, Spec(longest=200)]],
        Spec(says=_("Answers to the service's questions, by their codes.")),
    ]
    about: Annotated[str, Spec(one_of=("beat_inspector", "head", "unknown"))]
    applicant: Annotated[Applicant, Spec(says=_("Who gives no name is anonymous."))]
    emergency_told: Annotated[
        bool, Spec(says=_("The resident was told to call 102 or 112 and cannot: it goes to the duty unit."))
    ]


class AtPoint(TypedDict):
    """By a point. Sent by POST, because where somebody lives belongs in no address and no log."""

    point: Point


class InWords(TypedDict):
    """By words."""

    words: Annotated[str, Spec(shortest=1, longest=120, example="Абай 12")]


Locate = AtPoint | InWords
