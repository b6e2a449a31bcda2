"""The few pages that belong to no context: health, robots, quick exit, base map, the gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from senim.kernel.access import public
from senim.web import exits, gallery, geo
from senim.web.headers import secret_page, shared_page

#: What no search engine should walk into: secret links, drafts, workplaces.
CLOSED = ("a", "r", "report", "follow", "referral", "desk", "staff", "ease", "territory", "keeping", "exit", "design")


@public
def health(_request: HttpRequest) -> HttpResponse:
    """200 "ok" when the database answers, 503 when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@public
@shared_page(3600)
def robots(_request: HttpRequest) -> HttpResponse:
    """Public pages may be found, links of appeals and staff pages not; a demonstration is not to be found at all."""
    closed = ["/"] if settings.DEMO else [f"/{code}/{part}/" for code, _ in settings.LANGUAGES for part in CLOSED]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@public
@shared_page(86400)
def favicon(_request: HttpRequest) -> HttpResponse:
    """The icon, where browsers look for it unasked."""
    return HttpResponseRedirect(static("web/icon.svg"))


# Exempt from the forgery check: a stale token must never keep a person on the page. Its only effect is to forget.
@csrf_exempt
@secret_page
@public
def quick_exit(request: HttpRequest) -> HttpResponse:
    """POST: forget the session and its drafts, then an empty page that goes on to a neutral one. GET: the first page.

    An empty page and not a redirect: it replaces what is on the screen at once, also where the neutral site is slow,
    and the policy that forms are sent only to ourselves stays whole.
    """
    if request.method != "POST":
        return HttpResponseRedirect("/")
    exits.forget_all(request)
    address = getattr(settings, "QUICK_EXIT_URL", "https://www.kazhydromet.kz/")
    response = render(request, "web/exit.html", {"address": address})
    response["Refresh"] = f"0; url={address}"
    response["Clear-Site-Data"] = '"storage"'
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return response


@gzip_page
@public
@shared_page(300)
def base_map(request: HttpRequest) -> HttpResponse:
    """GeoJSON of streets and areas inside `?box=west,south,east,north`."""
    try:
        box = geo.parse_box(request.GET.get("box", ""))
    except ValueError:
        return JsonResponse({"error": "box=west,south,east,north"}, status=400)
    return JsonResponse(geo.collection(box), content_type="application/geo+json")


@public
def design(request: HttpRequest) -> HttpResponse:
    """Every component on one page: for tests, screenshots and whoever builds the next page."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "web/gallery.html", gallery.context(request))


@public
def design_staff(request: HttpRequest) -> HttpResponse:
    """The same components in the dense layout of the staff."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "web/gallery_staff.html", gallery.context(request))
