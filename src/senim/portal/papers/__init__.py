"""The poster of a beat for the stairwell: face, telephone, hours, and a code that opens the page of the beat."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from senim.documents import api as documents
from senim.documents.api import Filled, Kind, Layout, Value
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope, within
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language as usual
from senim.web.words import phone

MAKERS = frozenset({Role.INSPECTOR, Role.ASSISTANT, Role.HEAD})
NAME = Label("Кіреберіске арналған плакат", "Плакат для подъезда", "Poster for the stairwell")
PUBLIC = Label("учаскенің ашық беті", "открытая страница участка", "the public page of the beat")
CARD = Label("қызметкердің ашық карточкасы", "открытая карточка сотрудника", "the officer's public card")
MOST = 40
NOT_YOURS = Label(
    "Бұл учаске сіздің аумағыңызда емес.", "Этот участок не на вашей территории.", "This beat is not in your area."
)
VACANT = Label(
    "Бұл учаскеде қазір инспектор жоқ: плакатқа шығаратын адам жоқ.",
    "На этом участке сейчас нет инспектора: помещать на плакат некого.",
    "There is no inspector on this beat now: nobody to put on a poster.",
)


def register() -> None:
    """Call it from AppConfig.ready."""
    documents.register(
        Kind(
            "poster",
            NAME,
            of="beat",
            makers=MAKERS,
            folder=Path(__file__).parent / "poster",
            fill=fill,
            layout=Layout.POSTER,
            picture=picture,
            face=face,
            begins=begins,
        )
    )


def _beat(subject: str) -> territory.AreaInfo:
    try:
        area = territory.area(int(subject) if subject.isascii() and subject.isdigit() and len(subject) < 16 else 0)
    except KeyError:
        raise NotYours("not_yours", NOT_YOURS) from None
    if area.level is not territory.Level.BEAT:
        raise NotYours("not_yours", NOT_YOURS)
    return area


def _post(area: territory.AreaInfo) -> int:
    serving = staff.serving(area.id, Role.INSPECTOR)
    if serving is None or serving.holder is None:
        raise Refused("vacant", VACANT)
    return serving.post_id


def begins(scope: Scope) -> Sequence[tuple[str, str]]:
    """The beats of an inspector, or of a head's area where they are few. No query."""
    own = scope.paths(*MAKERS)
    beats = [one for one in territory.areas_list(territory.Level.BEAT) if within(one.path, own)]
    return [(str(one.id), territory.name_of(one, usual())) for one in beats[:MOST]] if len(beats) <= 3 else []


def fill(scope: Scope, subject: str, language: str) -> Filled:
    """What everyone may know of the officer and the beat."""
    area, spoken = _beat(subject), language or usual()
    if not scope.covers(area.path, *MAKERS):
        raise NotYours("not_yours", NOT_YOURS)
    post_id = _post(area)
    card = staff.officer_card(post_id, spoken)
    assert card is not None
    with override(spoken):
        link = f"{settings.BASE_URL}{reverse('portal:beat', args=[area.code])}"
    points = territory.points_of(area.id)
    values = {
        "beat": Value(territory.name_of(area, spoken), PUBLIC),
        "post_words": Value(", ".join(filter(None, (card.title, card.rank))), CARD),
        "inspector": Value(card.name, CARD),
        "telephone": Value(phone(card.phone), CARD),
        "hours": Value(card.hours, CARD),
        "stands_in": Value(f"{one.rank} {one.name}".strip() if (one := card.substitute) else "", CARD),
        "point": Value(points[0].address(spoken) if points else "", PUBLIC),
        "link": Value(link, PUBLIC),
    }
    return Filled(values, area.path, post_id, territory.name_of(area, spoken), language=spoken)


def picture(subject: str) -> bytes | None:
    """The face of whoever is on the post; without a photograph none: a drawn one says so in the demonstration alone."""
    post_id = _post(_beat(subject))
    card = staff.officer_card(post_id, usual())
    if card is not None and card.photo_is_invented and not settings.DEMO:
        return None
    return staff.face(post_id, usual())


def face(subject: str) -> str:
    """The address of that face, for the page."""
    card = staff.officer_card(_post(_beat(subject)), usual())
    return card.photo_url if card else ""
