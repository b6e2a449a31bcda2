"""A client over the wire: files and follows a request on a running server; and every command of the how-to.

The client is written here from the specification alone. The one public client for Python (`three` 0.8.0) was written
for Python 2 and has no wheel, so it is no dependency of ours; with its `ifilter` put back it does the same steps.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest

from senim.appeals.models import Appeal
from senim.appeals.tests import world as worlds
from senim.kernel.clock import now
from senim.kernel.ids import parse_number
from senim.portal.tests.outside import key_for, told

pytestmark = pytest.mark.django_db(transaction=True)
HOW_TO = Path(__file__).resolve().parents[4] / "docs/how-to/join-by-open311.md"


class Client:
    """A client of GeoReport v2: endpoint and format from the discovery, everything else by its names."""

    def __init__(self, site: str, form: str, key: str) -> None:
        self.form, self.key = form, key
        found = json.loads(self._read(f"{site}/open311/discovery.json")[1])["endpoints"][0]
        assert {"xml": "text/xml", "json": "application/json"}[form] in found["formats"]
        # The discovery names the installation's public address; a test's server stands elsewhere.
        self.endpoint = site + re.sub(r"^https?://[^/]+", "", found["url"])

    @staticmethod
    def _read(address: str, data: dict[str, Any] | None = None) -> tuple[int, bytes]:
        request = Request(address, urlencode(data).encode() if data else None)
        try:
            with urlopen(request, timeout=20) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            return error.code, error.read()

    def ask(self, what: str, data: dict[str, Any] | None = None, **asked: Any) -> tuple[int, list[dict[str, Any]]]:
        query = "?" + urlencode(asked) if asked else ""
        status, body = self._read(f"{self.endpoint}{what}.{self.form}{query}", data)
        if self.form == "json":
            return status, json.loads(body)
        tree = ElementTree.fromstring(body)
        return status, [{part.tag: part.text for part in one} for one in tree]


@pytest.fixture
def served(live_server: Any) -> Iterator[tuple[str, str]]:
    worlds.build()
    return live_server.url, key_for()[1]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_client_files_and_follows_a_request(served: tuple[str, str], form: str) -> None:
    site, key = served
    client = Client(site, form, key)
    _status, services = client.ask("services")
    assert any(one["service_code"] == "place.light" for one in services)
    report = told(service_code="place.light", first_name="Айгүл", **{"attribute[whole]": "yes"})
    status, (made,) = client.ask("requests", {"api_key": key, **report})
    number = made["service_request_id"]
    assert status == 200 and parse_number(number) == number
    _status, (row,) = client.ask(f"requests/{number}", api_key=key)
    assert (row["status"], row["description"]) == ("open", report["description"])
    Appeal.objects.filter(number=number).update(
        state="answered", outcome="done", received_at=now() - timedelta(hours=2)
    )
    _status, rows = client.ask("requests", service_code="place.light")
    (seen,) = rows
    assert (seen["service_request_id"], seen["status"], seen["description"]) == (number, "closed", None)
    status, (error,) = client.ask("requests", {"api_key": "forged", **report})
    assert (status, str(error["code"]), error["reason"]) == (403, "403", "key_unknown")


def test_two_at_once_under_one_name_are_one_request(served: tuple[str, str]) -> None:
    site, key = served
    client = Client(site, "json", key)
    report = {"api_key": key, "client_reference": "one", **told()}
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _number: client.ask("requests", report), range(6)))
    assert [status for status, _rows in answers] == [200] * 6
    assert len({rows[0]["service_request_id"] for _status, rows in answers}) == 1
    assert Appeal.objects.count() == 1


def commands() -> list[str]:
    """The lines of the how-to that call curl, with those that go on after a backslash."""
    text = HOW_TO.read_text("utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.startswith("    curl")]


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_every_command_of_the_how_to_does_what_it_says(served: tuple[str, str]) -> None:
    site, key = served
    environment = {**os.environ, "SENIM": site, "KEY": key, "no_proxy": "*"}
    said = {}
    for command in commands():
        done = subprocess.run(
            ["bash", "-ec", command.replace("curl -s", "curl -s --fail-with-body")], env=environment, text=True,
            capture_output=True, timeout=60, check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        said[command] = done.stdout
    assert len(said) == 7
    (filed,) = (json.loads(text) for command, text in said.items() if "--data" in command)
    (lost,) = (json.loads(text) for command, text in said.items() if "/tokens/" in command)
    (mine,) = (json.loads(text) for command, text in said.items() if "mine=true" in command)
    assert filed[0]["service_request_id"] == lost[0]["service_request_id"] == mine[0]["service_request_id"]
    assert mine[0]["attributes"] == [{"code": "repeats", "value": "weekly"}]
