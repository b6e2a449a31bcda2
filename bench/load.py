"""Clients that keep their connection and ask as fast as they are answered."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """One request: method, path, body, headers, and the status that is right."""

    method: str
    path: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a load. Times in milliseconds."""

    done: int
    per_second: float
    p50: float
    p95: float
    wrong: int


def run(port: int, requests: Sequence[Request], clients: int = 4, warm: int = 20) -> Measured:
    """Send all requests by so many clients at once; the first `warm` are not counted."""
    for request in requests[:warm]:
        list(answers(port, iter([request])))
    left = iter(requests[warm:])
    lock = threading.Lock()
    times: list[float] = []
    wrong: list[int] = []

    def draw() -> Iterator[Request]:
        while True:
            with lock:
                found = next(left, None)
            if found is None:
                return
            yield found

    def client() -> None:
        for taken, ok in answers(port, draw()):
            times.append(taken)
            if not ok:
                wrong.append(1)

    took = _timed(client, clients)
    cuts = statistics.quantiles(times, n=20)
    return Measured(len(times), len(times) / took, statistics.median(times), cuts[18], len(wrong))


def _timed(client: Callable[[], None], clients: int) -> float:
    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def answers(port: int, requests: Iterator[Request]) -> Iterator[tuple[float, bool]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        for request in requests:
            began = time.perf_counter()
            connection.request(request.method, request.path, request.body, dict(request.headers))
            answer = connection.getresponse()
            answer.read()
            yield (time.perf_counter() - began) * 1000, answer.status == request.status
    finally:
        connection.close()
