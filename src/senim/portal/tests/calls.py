"""What the tests of the REST interface share: a call, an appeal as it is sent, an answer held to its description."""

from __future__ import annotations

from typing import Any

from django.test import Client

from senim.appeals.tests.world import FIRST
from senim.portal.rest import answers
from senim.portal.rest.checking import faults_of
from senim.portal.rest.table import OPERATIONS, shapes_of

ROOT = "/api/v1"
BY_NAME = {one.name: one for one in OPERATIONS}
WORDS = "Түнде қатты музыка"


def call(client: Client, path: str, key: str = "", body: Any = None, **headers: str) -> Any:
    """GET, or POST where there is a body. headers: with _ for -."""
    given = {name.replace("_", "-"): value for name, value in headers.items()} | ({"X-Api-Key": key} if key else {})
    if body is None:
        return client.get(f"{ROOT}{path}", headers=given)
    return client.post(f"{ROOT}{path}", body, content_type="application/json", headers=given)


def appeal(**changes: Any) -> dict[str, Any]:
    """A whole appeal; None leaves a part out."""
    values = {
        "service": "order.noise_night", "description": WORDS,
        "place": {"point": {"lon": FIRST[0], "lat": FIRST[1]}}, **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def file(client: Client, key: str, name: str = "a-1", language: str = "kk", **changes: Any) -> Any:
    return call(client, "/appeals", key, appeal(**changes), Idempotency_Key=name, Accept_Language=language)


def held(response: Any, name: str, status: int = 200) -> Any:
    """The JSON of an answer, once it is what the description says of this operation."""
    assert response.status_code == status, response.content.decode()
    shapes = shapes_of("kk")
    faults = list(faults_of(response.json(), shapes.of(BY_NAME[name].gives), shapes))
    assert faults == [], (name, faults)
    assert response["Content-Type"] == BY_NAME[name].media
    return response.json()


def refused(response: Any) -> tuple[int, str, list[tuple[str, str]]]:
    """Status, word and faults of a refusal, which must be a problem."""
    value = response.json()
    shapes = shapes_of("kk")
    assert response["Content-Type"] == "application/problem+json"
    assert list(faults_of(value, shapes.of(answers.ProblemDetails), shapes)) == []
    assert value["status"] == response.status_code and value["title"] and value["detail"]
    return value["status"], value["code"], [(one["at"], one["code"]) for one in value["errors"]]
