"""What the operations answer, as types: the description is made from them, and tests hold every answer to them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from django.utils.translation import gettext_lazy as _

from senim.appeals.api import KINDS, PublicState
from senim.portal.rest.shapes import Code, Moment, Spec
from senim.territory.api import Level, PointKind, Why

Text = Annotated[str, Spec(says=_("In the language of Accept-Language."))]
Lon = Annotated[float, Spec(minimum=-180, maximum=180)]
Lat = Annotated[float, Spec(minimum=-90, maximum=90)]
Share = Annotated[float | None, Spec(says=_("Per cent; null while too few cases stand behind it."))]
Next = Annotated[str | None, Spec(says=_("The address of the next page; null on the last one."), form="uri")]
Number = Annotated[str, Spec(says=_("The number of an appeal."), example="7K3M-42QX-9")]
OpenClosed = Literal["open", "closed"]
ReportKind = Annotated[str, Spec(one_of=tuple(str(one) for one in KINDS))]


class Link(TypedDict):
    href: Annotated[str, Spec(form="uri")]
    rel: str
    type: NotRequired[str]
    title: NotRequired[Text]


class Landing(TypedDict):
    title: Text
    description: Text
    links: list[Link]


class Conformance(TypedDict):
    conformsTo: list[str]


# --- catalogue --------------------------------------------------------------------------------------------------------


class Option(TypedDict):
    code: Code
    name: Text


class Question(TypedDict):
    code: Code
    name: Text
    kind: Literal["choice", "yes_no", "text", "number"]
    unit: Text | None
    options: list[Option]


class ServiceBrief(TypedDict):
    code: Code
    name: Text
    group: Code
    group_name: Text
    kind: ReportKind
    hours: Annotated[int, Spec(says=_("Hours within which the first answer of a person is promised."))]
    public: Annotated[bool, Spec(says=_("Whether appeals of this service are shown to everyone, masked."))]
    needs_place: Annotated[bool, Spec(says=_("Whether an appeal has to say where."))]


class Service(ServiceBrief):
    questions: list[Question]
    about: Annotated[list[Option], Spec(says=_("Whom a complaint can be about; empty for other services."))]


class Services(TypedDict):
    items: list[ServiceBrief]


# --- territory --------------------------------------------------------------------------------------------------------


class Names(TypedDict):
    kk: str
    ru: str
    en: str


class AreaBrief(TypedDict):
    code: Annotated[str, Spec(says=_("KATO code of an administrative area, the own code of a beat."))]
    level: Level
    name: Text
    parent: str | None


class Area(AreaBrief):
    names: Names
    above: Annotated[list[AreaBrief], Spec(says=_("The areas around it, the widest first."))]
    population: int | None
    members: Annotated[list[AreaBrief], Spec(says=_("Rural districts and settlements that a beat unites."))]


class Areas(TypedDict):
    items: list[AreaBrief]
    next: Next


class StandIn(TypedDict):
    name: str
    rank: str
    phone: str


class Hours(TypedDict):
    days: str
    times: str


class Officer(TypedDict):
    name: Annotated[str, Spec(says=_("Empty where the post is vacant."))]
    rank: str
    title: str
    unit: str
    phone: str
    hours: list[Hours]
    photo: Annotated[str | None, Spec(form="uri")]
    photo_is_invented: bool
    away: bool
    substitute: StandIn | None


class Serving(TypedDict):
    why: Annotated[Why, Spec(says=_("inside: one beat; several: beats overlap, the smallest answers; hole: none."))]
    beat: AreaBrief | None
    inspector: Officer | None
    duty: Annotated[Officer | None, Spec(says=_("Whom to call when nobody is there."))]


class House(TypedDict):
    address_id: Annotated[int | None, Spec(says=_("For filing an appeal at this house; null for a whole street."))]
    label: str
    lon: Lon | None
    lat: Lat | None
    beat: AreaBrief | None


class Found(TypedDict):
    serving: Annotated[Serving | None, Spec(says=_("For a point. Null where words were sent."))]
    houses: Annotated[list[House], Spec(says=_("For words: what they may mean, the best first."))]


# --- appeals ----------------------------------------------------------------------------------------------------------


class Filed(TypedDict):
    number: Number
    link: Annotated[str, Spec(says=_("The resident's own page. Hand it on and keep it nowhere."), form="uri")]
    notices: Annotated[list[str], Spec(says=_("What the resident has to be told."))]


class Step(TypedDict):
    code: str
    name: Text
    at: Moment


class Appeal(TypedDict):
    number: Number
    service: Code
    service_name: Text
    status: OpenClosed
    state: PublicState
    state_name: Text
    outcome: Annotated[str | None, Spec(says=_("The kind of the last answer. Its words are the resident's."))]
    outcome_name: Text | None
    received_at: Moment
    updated_at: Annotated[Moment, Spec(says=_("The last change that the applicant sees."))]
    promised_by: Annotated[Moment, Spec(says=_("The promise for the first answer."))]
    unit: Text
    beat: AreaBrief | None
    description: str
    place: str
    lon: Lon | None
    lat: Lat | None
    answers: dict[str, str]


class AppealWhole(Appeal):
    steps: Annotated[list[Step], Spec(says=_("What happened, as the applicant sees it, the oldest first."))]


class Appeals(TypedDict):
    items: list[Appeal]
    next: Next


# --- figures ----------------------------------------------------------------------------------------------------------


class Figure(TypedDict):
    code: Code
    name: Text
    definition: Text
    source: Text
    unit: Literal["%"]
    n: Annotated[int, Spec(says=_("How many cases stand behind it."))]
    least: Annotated[int, Spec(says=_("It is published from so many cases on."))]
    value: Share
    low: Annotated[Share, Spec(says=_("Lower end of the 95 % interval."))]
    high: Annotated[Share, Spec(says=_("Upper end of the 95 % interval."))]
    since: Moment
    until: Moment


class Figures(TypedDict):
    area: AreaBrief
    figures: list[Figure]
    asked: Annotated[int, Spec(says=_("How many were asked to rate within the year."))]
    answered: int


# --- features ---------------------------------------------------------------------------------------------------------



class Collection(TypedDict):
    id: str
    title: Text
    description: Text
    itemType: Literal["feature"]
    crs: list[str]
    links: list[Link]


class Collections(TypedDict):
    collections: list[Collection]
    links: list[Link]


class Geometry(TypedDict):
    type: Literal["Point", "Polygon", "MultiPolygon"]
    coordinates: list[Any]


class BeatProperties(TypedDict):
    code: str
    name: Text
    parent: str | None
    page: Annotated[str, Spec(form="uri")]


class PointProperties(TypedDict):
    kind: PointKind
    name: Text
    address: str
    phone: str
    hours: Annotated[str, Spec(says=_("In words."))]
    open_now: bool | None
    area: str | None


class ReportProperties(TypedDict):
    number: Number
    service: Code
    service_name: Text
    group: Code
    status: OpenClosed
    outcome: str | None
    received_hour: Annotated[Moment, Spec(says=_("Cut to the hour: a minute would tell who called."))]
    updated_hour: Moment
    promised_hour: Moment
    beat: str | None
    beat_name: Text | None


class _Feature(TypedDict):
    type: Literal["Feature"]
    id: str
    links: NotRequired[list[Link]]


class BeatFeature(_Feature):
    geometry: Geometry
    properties: BeatProperties


class PointFeature(_Feature):
    geometry: Geometry
    properties: PointProperties


class ReportFeature(_Feature):
    geometry: Annotated[Geometry | None, Spec(says=_("A point inside the beat, made of its boundary alone."))]
    properties: ReportProperties


class Features(TypedDict):
    type: Literal["FeatureCollection"]
    features: list[BeatFeature | PointFeature | ReportFeature]
    links: list[Link]
    numberReturned: int


Feature = BeatFeature | PointFeature | ReportFeature


# --- refusals ---------------------------------------------------------------------------------------------------------


class ProblemPart(TypedDict):
    at: Annotated[str, Spec(says=_("A JSON pointer into the body, or the name of a parameter."))]
    code: str
    detail: Text


class ProblemDetails(TypedDict):
    type: str
    title: Text
    status: int
    detail: Text
    code: Annotated[str, Spec(says=_("An unchanging word for programs."))]
    errors: list[ProblemPart]
