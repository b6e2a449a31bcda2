"""The beginning: what there is, what it conforms to, and the description that programs read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from senim.portal.rest import answers, describe
from senim.portal.rest.door import JSON, Asked, Reply, address

OPENAPI = "application/vnd.oai.openapi+json;version=3.1"
CONFORMS = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
]


def landing(_asked: Asked) -> Reply:
    """Where everything is."""
    value: answers.Landing = {
        "title": _("Senim: interface for other systems"),
        "description": _(
            "Services, territory, appeals, published figures and public reports. In danger to life call 102 or 112."
        ),
        "links": [
            {"href": address("/"), "rel": "self", "type": JSON, "title": _("This page")},
            {"href": address("/openapi.json"), "rel": "service-desc", "type": OPENAPI, "title": _("The description")},
            {"href": address("/conformance"), "rel": "conformance", "type": JSON, "title": _("What it conforms to")},
            {"href": address("/collections"), "rel": "data", "type": JSON, "title": _("Places as layers")},
        ],
    }
    return Reply(value)


def conformance(_asked: Asked) -> Reply:
    """Of OGC API Features the core and GeoJSON. OpenAPI 3.0 is not claimed: ours is 3.1."""
    value: answers.Conformance = {"conformsTo": CONFORMS}
    return Reply(value)


def openapi(_asked: Asked) -> Reply:
    """The description, in the present language."""
    return Reply(describe.document())
