"""What is too much is refused before it costs anything."""

from __future__ import annotations

import io
from typing import Any

import pytest

from senim.appeals.actions import intake
from senim.web.middleware import most_of_a_body


class Endless(io.RawIOBase):
    """A body that must not be read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")


@pytest.mark.parametrize(
    "address", ["/kk/follow/", "/kk/report/", "/kk/report/{token}/files/", "/kk/exit/", "/kk/nowhere/"]
)
def test_a_huge_body_is_refused_unread(world: Any, client: Any, address: str) -> None:
    said = client.generic(
        "POST",
        address.format(token=intake.begin(language="kk")),
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(most_of_a_body() + 1),
        **{"wsgi.input": Endless()},
    )
    assert said.status_code in {404, 413}
    assert said.status_code == 413 or "nowhere" in address
    assert "<h1" in said.content.decode()


@pytest.mark.parametrize("length", ["", "x", "-1", "9" * 40, "\u0663"])
def test_a_forged_length_is_no_error(world: Any, client: Any, length: str) -> None:
    said = client.post("/kk/follow/", {"code": "0" * 16}, CONTENT_LENGTH=length)
    assert said.status_code in {200, 400, 413, 422}
