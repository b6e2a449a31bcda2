"""The catalogue of appeals as services with typed questions, and what the interface says of itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.appeals.api import Answering, Category, Kind, Question
from senim.portal.open311.formats import FORMATS

#: When what the interface answers last changed.
CHANGESET = "2026-11-22T00:00:00+05:00"
DATATYPE = {
    Answering.CHOICE: "singlevaluelist",
    Answering.YES_NO: "singlevaluelist",
    Answering.TEXT: "string",
    Answering.NUMBER: "number",
}
#: What sort of appeal a group of categories mostly is; everything else is a signal.
KIND_OF_GROUP = {"officer": Kind.COMPLAINT, "service": Kind.QUESTION}
KIND_OF = {"service.thanks": Kind.THANKS, "service.idea": Kind.SUGGESTION, "service.patrol": Kind.SIGNAL}
#: Groups in which a place is not asked for: it may be nowhere, or too much to say.
PLACELESS = frozenset({"fraud", "home", "officer", "service", "care"})


def kind_of(category: Category) -> Kind:
    """What sort of appeal a request of a category is."""
    return KIND_OF.get(category.code) or KIND_OF_GROUP.get(category.group, Kind.SIGNAL)


def services() -> list[dict[str, Any]]:
    """Every category as a service, in the present language."""
    groups = {group.code: str(group.label) for group in appeals.GROUPS}
    return [
        {
            "service_code": one.code,
            "service_name": str(one.label),
            "description": _service_words(one),
            "metadata": bool(one.questions) or one.about_officer,
            "type": "realtime",
            "keywords": "",
            "group": groups[one.group],
        }
        for one in appeals.CATEGORIES.values()
    ]


def _service_words(one: Category) -> str:
    words = _("The first answer comes within %(hours)d hours. In danger to life call 102 or 112.")
    private = _("Requests of this service are not published.")
    told = words % {"hours": one.hours}
    return told if one.public else f"{told} {private}"


def definition(category: Category) -> dict[str, Any]:
    """The typed questions of a category as a service definition."""
    asked = [_attribute(order, question) for order, question in enumerate(category.questions, 1)]
    if category.about_officer:
        asked += [_listed(len(asked) + 1, "about", _("Who is it about?"), about_choices())]
    return {"service_code": category.code, "attributes": asked}


def about_choices() -> list[tuple[str, str]]:
    """Whom a complaint about an officer can be about, as on the page."""
    return [
        ("beat_inspector", _("The neighbourhood inspector of my street")),
        ("head", _("The head of the local police service")),
        ("unknown", _("Somebody else, or I do not know")),
    ]


def _attribute(order: int, question: Question) -> dict[str, Any]:
    options = [(option.code, str(option.label)) for option in question.options]
    unit = str(question.unit) if question.unit else ""
    return _listed(order, question.code, str(question.label), options, DATATYPE[question.answering], unit)


def _listed(
    order: int, code: str, label: str, options: list[tuple[str, str]], datatype: str = "singlevaluelist", unit: str = ""
) -> dict[str, Any]:
    return {
        "variable": True,
        "code": code,
        "datatype": datatype,
        "required": False,
        "datatype_description": unit,
        "order": order,
        "description": label,
        "values": [{"key": key, "name": name} for key, name in options],
    }


def discovery() -> dict[str, Any]:
    """Where the interface is and who hands out keys."""
    return {
        "changeset": CHANGESET,
        "contact": settings.BASE_URL,
        "key_service": _("The administrator of this service hands out keys."),
        "endpoints": [
            {
                "specification": "http://wiki.open311.org/GeoReport_v2",
                "url": f"{settings.BASE_URL}/open311/v2/",
                "changeset": CHANGESET,
                "type": "test" if settings.DEMO else "production",
                "formats": [kind.partition(";")[0] for kind in reversed(FORMATS.values())],
            }
        ],
    }
