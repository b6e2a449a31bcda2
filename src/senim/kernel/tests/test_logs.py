"""No secret of an address reaches a log."""

import logging

import pytest
from django.conf import settings

from senim.kernel import ids
from senim.kernel.logs import NoSecrets, without_secrets

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
