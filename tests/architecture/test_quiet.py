"""The test run itself: no network, and a warning is an error."""

import socket
import warnings

import pytest


def test_a_test_cannot_reach_the_network() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as plug, pytest.raises(RuntimeError, match="this machine"):
        plug.connect(("192.0.2.1", 80))


def test_a_test_can_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as plug:
        assert plug.getpeername() == server.getsockname()


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("careless", stacklevel=1)


def test_the_clock_stands_until_it_is_moved(frozen_clock) -> None:  # type: ignore[no-untyped-def]
    from senim.kernel.clock import now, today

    before = now()
    assert now() == before
    frozen_clock.move(hours=15)
    assert (now() - before).total_seconds() == 15 * 3600
    assert today().isoformat() == "2026-05-13"
