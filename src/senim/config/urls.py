"""The map of the house: every page lies under its language, so that a link keeps the language it was sent in.

What only programs ask for has no language in its address; they say it with Accept-Language.
"""

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from senim.portal.rest import urls as rest

#: Where each context's addresses begin. The portal owns the root.
MOUNTS = [
    ("web", ""),
    ("territory", "territory/"),
    ("staff", "staff/"),
    ("breakglass", "emergency/"),
    ("ease", "ease/"),
    ("documents", "papers/"),
    ("knowledge", "know/"),
    ("registers", "registers/"),
    ("notices", ""),
    ("tips", ""),
    ("appeals", ""),
    ("quality", ""),
    ("incidents", "incidents/"),
    ("problems", ""),
    ("partnership", "partnership/"),
    ("gatherings", "gatherings/"),
    ("reach", "near/"),
    ("passport", "passport/"),
    ("offline", "day/offline/"),
    ("workload", "workload/"),
    ("rehearsal", "rehearsal/"),
    ("reception", "reception/"),
    ("cabinet", "day/"),
    ("concept", "concept/"),
    ("retention", "data/"),
    ("exchange", "exchange/"),
    ("portal", ""),
]


def mounted(name: str) -> bool:
    return f"senim.{name}" in settings.INSTALLED_APPS and find_spec(f"senim.{name}.urls") is not None


urlpatterns = [
    path("", include("senim.web.plain_urls")),
    path("open311/", include("senim.portal.open311.urls")),
    path("exchange/", include("senim.exchange.door_urls")),
    path("calendar/", include("senim.ease.feed_urls")),
    path("api/v1", rest.bare, name="api-bare"),
    path("api/v1/", include("senim.portal.rest.urls")),
    *i18n_patterns(
        path("check/", include("senim.cabinet.check_urls")),
        *(path(prefix, include(f"senim.{name}.urls")) for name, prefix in MOUNTS if mounted(name)),
    ),
]

handler400 = "senim.web.errors.bad_request"
handler403 = "senim.web.errors.forbidden"
handler404 = "senim.web.errors.not_found"
handler500 = "senim.web.errors.server_error"
