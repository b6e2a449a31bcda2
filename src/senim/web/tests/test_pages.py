"""Pages that belong to no context, the headers of every answer and the switch of languages."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from senim.web import exits, geo
from senim.web.context import language_links
from senim.web.headers import dress, secret_page

LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
def demo():
    with override_settings(DEMO=True):
        yield


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["design/", "design/?errors=1", "design/staff/"])
def test_the_gallery_renders_every_part(client: Client, demo: None, language: str, path: str) -> None:
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert f'<html lang="{language}">' in text
    assert 'class="demo"' in text
    assert "style=" not in text, "the policy forbids styles inside pages"
    assert "onclick" not in text


def test_the_gallery_is_not_shown_outside_demonstration(client: Client) -> None:
    assert client.get("/kk/design/").status_code == 404


def test_no_banner_outside_the_demonstration(client: Client) -> None:
    assert b'class="demo"' not in client.get("/kk/nowhere/").content


def test_a_public_page_asks_the_database_nothing(client: Client, demo: None) -> None:
    # pytest-django closes the database here: any query would fail the test.
    assert client.get("/ru/design/").status_code == 200


def test_the_policy_has_no_exceptions(client: Client, demo: None) -> None:
    headers = client.get("/kk/design/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=(self)" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


@override_settings(SECURE_HSTS_SECONDS=3600, MAP_TILE_ORIGIN="https://tiles.example.kz", HTTPS=True)
def test_an_installation_opens_what_it_owns(client: Client) -> None:
    headers = client.get("/robots.txt").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=3600")
    assert "img-src 'self' https://tiles.example.kz;" in headers["Content-Security-Policy"]
    assert "upgrade-insecure-requests" in headers["Content-Security-Policy"]


def test_public_pages_are_asked_for_again_and_errors_are_not_kept(client: Client, demo: None) -> None:
    assert client.get("/kk/design/").headers["Cache-Control"] == "private, no-cache"
    assert "no-store" in client.get("/kk/nowhere/").headers["Cache-Control"]
    assert "max-age" in client.get("/robots.txt").headers["Cache-Control"]


def test_what_stands_behind_a_secret_link_is_neither_kept_nor_found() -> None:
    request = RequestFactory().get("/kk/a/token/")
    answer = dress(request, secret_page(lambda _request: HttpResponse("private"))(request))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_language_switch_keeps_page_and_query() -> None:
    links = {one.code: one for one in language_links("/kk/a/7K3M?tab=2", "kk")}
    assert links["ru"].url == "/ru/a/7K3M?tab=2"
    assert links["kk"].current
    assert not links["en"].current
    assert {one.url for one in language_links("/healthz", "ru")} == {"/kk/", "/ru/", "/en/"}
    assert language_links("/kkk/x", "kk")[0].url == "/kk/", "a prefix is a whole word"


@pytest.mark.django_db
def test_health_answers_when_the_database_does(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_robots_keep_away_from_links_of_appeals(client: Client, demo: None) -> None:
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    with override_settings(DEMO=False):
        assert b"Disallow: /kk/a/" in client.get("/robots.txt").content


@pytest.mark.django_db
def test_quick_exit_forgets_and_leads_away_without_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def broken(request: object) -> None:
        raise RuntimeError("a part of the house is broken")

    monkeypatch.setattr(exits, "_forgetters", [broken, lambda request: seen.append(request.session.get("draft"))])
    client = Client(enforce_csrf_checks=True)
    session = client.session
    session["draft"] = "what nobody may find"
    session.save()
    answer = client.post("/kk/exit/")
    assert answer.status_code == 200
    assert seen == ["what nobody may find"]
    assert answer.headers["Refresh"].startswith("0; url=https://")
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.session.get("draft") is None
    assert client.get("/kk/exit/").status_code == 302


def test_the_base_map_is_what_the_house_provides(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    feature = {"type": "Feature", "geometry": None, "properties": {"kind": "street", "name": "Абай"}}
    monkeypatch.setattr(geo, "_providers", [lambda box: asked.append(box) or [feature]])
    answer = client.get("/geo/base.json?box=71.3,51.0,71.6,51.3")
    assert answer.json()["features"] == [feature]
    assert asked == [(71.3, 51.0, 71.6, 51.3)]
    assert client.get("/geo/base.json?box=1,2,abc,4").status_code == 400
    assert client.get("/geo/base.json?box=nan,nan,nan,nan").status_code == 400
    assert client.get("/geo/base.json?box=1,2,3").status_code == 400


def test_budgets_on_the_wire() -> None:
    weigh = lambda name: len(gzip.compress(Path(finders.find(name)).read_bytes()))  # noqa: E731
    assert weigh("web/senim.css") < 20_000
    scripts = sum(weigh(f"web/{name}.js") for name in ("forms", "page", "live", "place"))
    assert scripts < 12_000


def test_a_citizens_page_is_light(client: Client, demo: None) -> None:
    page = client.get("/kk/design/").content
    names = ("web/senim.css", "web/forms.js", "web/page.js", "web/place.js", "web/icon.svg")
    assert (
        len(gzip.compress(page)) + sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in names)
        < 60_000
    )
    assert b"leaflet.js" not in page.replace(b'data-leaflet="/static/leaflet/leaflet.js"', b""), (
        "fetched on demand only"
    )
