"""Error pages: a clear sentence in the language, no trace, and what was typed given back to who typed it."""

import errno

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import override

from senim.kernel.errors import NotYours, Refused
from senim.web import errors
from senim.web.middleware import SecurityHeadersMiddleware

OURS = {"HTTP_ORIGIN": "http://testserver"}


def posted(data: dict[str, object], **headers: str) -> HttpRequest:
    return RequestFactory().post("/kk/report/text/", data, **headers)  # type: ignore[return-value]


def answer_to(exception: Exception, request: HttpRequest) -> HttpResponse | None:
    return SecurityHeadersMiddleware(lambda _request: HttpResponse()).process_exception(request, exception)


@pytest.mark.parametrize(
    ("language", "title"), [("kk", "Мұндай бет жоқ"), ("ru", "Такой страницы нет"), ("en", "There is no such page")]
)
def test_a_missing_page_is_told_in_the_language_of_its_address(client: Client, language: str, title: str) -> None:
    answer = client.get(f"/{language}/no/such/page/")
    assert answer.status_code == 404
    assert title in answer.content.decode()


@pytest.mark.parametrize(
    ("exception", "status"),
    [
        (Refused("x", "The term has passed."), 409),
        (NotYours("x", "This is of another beat."), 403),
        (errors.TooMany(30), 429),
        (OperationalError("database is locked"), 503),
        (errors.Unavailable(), 503),
        (OSError(errno.ENOSPC, "full"), 503),
    ],
)
def test_what_the_house_knows_has_a_page(exception: Exception, status: int) -> None:
    with override("en"):
        answer = answer_to(exception, posted({"text": "Our yard is dark"}, **OURS))
    assert answer is not None
    assert answer.status_code == status
    assert b"Traceback" not in answer.content
    if isinstance(exception, Refused):
        assert str(exception).encode() in answer.content


def test_what_the_house_does_not_know_is_a_server_error() -> None:
    assert answer_to(ValueError("secret"), posted({})) is None
    with override("kk"):
        answer = errors.server_error(posted({"text": "Ауламыз қараңғы"}, **OURS))
    assert answer.status_code == 500
    assert "Бізден қате кетті" in answer.content.decode()
    assert "Ауламыз қараңғы" in answer.content.decode()


def test_a_broken_page_still_speaks_three_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "page", lambda *a, **k: 1 / 0)
    text = errors.server_error(posted({})).content.decode()
    assert "Бізде қате" in text
    assert "ошибка" in text
    assert "mistake" in text


def test_too_large_is_413_and_other_damage_is_400() -> None:
    request = RequestFactory().get("/kk/")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request, None).status_code == 400


def test_a_script_gets_a_sentence_and_not_a_page() -> None:
    request = RequestFactory().post("/kk/x/", HTTP_HX_REQUEST="true")
    with override("en"):
        answer = errors.refused(request, Refused("x", "Somebody answered already."))
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode() == "This cannot be done now. Somebody answered already."


def test_an_expired_form_is_given_back_to_our_own_page() -> None:
    request = posted(
        {"text": "Two\nlines <b>", "tick": ["a", "b"], "password": "hunter2", "csrfmiddlewaretoken": "x"}, **OURS
    )
    html = errors.csrf_failure(request).content.decode()
    assert '<textarea name="text" hidden' in html
    assert "Two\nlines &lt;b&gt;</textarea>" in html
    assert html.count('name="tick"') == 2
    assert "hunter2" not in html
    assert 'action="/kk/report/text/"' in html


@pytest.mark.parametrize(
    "headers",
    [{}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_ORIGIN": "null"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}],
)
def test_what_another_site_typed_is_not_one_press_from_being_sent(headers: dict[str, str]) -> None:
    html = errors.csrf_failure(posted({"text": "typed by somebody else"}, **headers)).content.decode()
    assert "typed by somebody else" not in html


@override_settings(DEMO=True)
def test_the_forgery_check_ends_on_this_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/kk/design/", {"text": "a long enough text"}, **OURS)
    assert answer.status_code == 403
    assert "a long enough text" in answer.content.decode()
    assert "Форманың мерзімі өтіп кетті" in answer.content.decode()
