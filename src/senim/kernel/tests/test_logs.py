"""No secret of an address reaches a log."""

import logging

import pytest
from django.conf import settings

from senim.kernel import ids
from senim.kernel.logs import NoSecrets, quiet, said_of, without_secrets

SECRETS = [ids.new_token(), "7K3M-42QX-9PTW", "0123456789ABCDEF", "0123-4567-89AB-CDEF", "a" * 43]
PATHS = [
    "/kk/r/{}/", "/ru/a/{}/thanks/?x=1", "Method Not Allowed (PUT): /kk/r/{}", '"GET /en/referral/{}/ HTTP/1.1"',
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("secret", SECRETS, ids=len)
def test_a_secret_of_an_address_is_put_out_of_sight(path, secret):
    assert secret not in without_secrets(path.format(secret))
    assert "…" in without_secrets(path.format(secret))


@pytest.mark.parametrize(
    "text", ["/kk/beat/B-12/", "/static/web/senim.0123456789ab.css", "/kk/appeals/queue/", "12 appeals in 30 ms"])
def test_what_is_no_secret_stays(text):
    assert without_secrets(text) == text


def test_every_handler_of_the_product_hides_secrets():
    assert settings.LOGGING["handlers"]
    assert all("no_secrets" in one["filters"] for one in settings.LOGGING["handlers"].values())
    assert settings.LOGGING["filters"]["no_secrets"]["()"] == "senim.kernel.logs.NoSecrets"


def test_a_record_is_rewritten_and_passes():
    secret = ids.new_token()
    said = ("Not Found", f"/kk/r/{secret}/")
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", said, None)
    assert NoSecrets().filter(record)
    assert record.getMessage() == "Not Found: /kk/r/…/"


MARKS = ["8 701 555 66 77", "+77015556677", "87015556677", "a.b@example.kz", "900101400012", "Қайыржанова Ботагөз",
         "Абай көшесі, 1", "7K3M-42QX-9PTW-0000", "ip=10.1.2.3", "/kk/find/?q=Botagoz"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_of_a_person_is_put_out_of_sight_wherever_it_stands(mark):
    said = quiet(f"Traceback (most recent call last):\n  x\nmodule.SomeError: bad {mark} here")
    assert mark not in said and "…" in said and "module.SomeError: bad " in said


@pytest.mark.parametrize("text", [
    "2026-11-22 21:22:33,123 INFO senim.x: 12 rows", "7K3M-42QX-9", "job 1732312345678", "127.0.0.1:8000", "v5.2.19"])
def test_times_numbers_of_the_house_and_versions_stay(text):
    assert without_secrets(text) == text


def test_what_an_error_quotes_is_not_kept():
    assert said_of(ValueError("invalid literal for int() with base 10: 'Botagoz K'")) == (
        "ValueError: invalid literal for int() with base 10: …")
    assert said_of(KeyError("Botagoz")) == "KeyError: …"


def test_the_web_servers_own_log_passes_the_filter():
    from gunicorn.config import Config

    from senim.kernel.logs import QuietServerLog

    made = QuietServerLog(Config())
    assert all(any(isinstance(one, NoSecrets) for one in handler.filters) for handler in made.error_log.handlers)
