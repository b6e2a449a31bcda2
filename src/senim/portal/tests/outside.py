"""What the tests of other applications share: a key, a request as the specification names its parts."""

from __future__ import annotations

from typing import Any

from django.test import Client

from senim.appeals.tests.world import FIRST
from senim.kernel.scoping import Actor
from senim.portal.actions import KeyValues, hand_out_key
from senim.portal.models import ApiKey

V2 = "/open311/v2"
WORDS = "Түнде қатты музыка"


def key_for(name: str = "Қосымша", per_hour: int = 100) -> tuple[ApiKey, str]:
    return hand_out_key(actor=Actor.system("test"), values=KeyValues(name, "app@example.kz", per_hour))


def told(**changes: Any) -> dict[str, Any]:
    """A whole request; None leaves a part out."""
    values = {"service_code": "order.noise_night", "description": WORDS, "lat": FIRST[1], "long": FIRST[0]}
    return {name: value for name, value in {**values, **changes}.items() if value is not None}


def file(client: Client, key: str, form: str = "json", headers: Any = None, **changes: Any) -> Any:
    return client.post(f"{V2}/requests.{form}", {"api_key": key, **told(**changes)}, headers=headers or {})


def number_of(response: Any) -> str:
    assert response.status_code == 200, response.content.decode()
    number: str = response.json()[0]["service_request_id"]
    return number


def listed(client: Client, **asked: Any) -> list[str]:
    response = client.get(f"{V2}/requests.json", asked)
    assert response.status_code == 200, response.content.decode()
    return [row["service_request_id"] for row in response.json()]


def refused(response: Any) -> tuple[int, list[str]]:
    """Status and unchanging words of a refusal, which must have the form of the specification."""
    rows = response.json()
    assert all(row["code"] == response.status_code and row["description"] for row in rows), rows
    return response.status_code, [row["reason"] for row in rows]
