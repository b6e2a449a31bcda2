"""The REST interface over the wire: schemathesis looks for faults, GDAL reads the layers, the curl lines of the how-to
do what they say; and a public client of Open311 follows what was filed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.test import override_settings

from senim.appeals.models import Appeal
from senim.appeals.tests import world as worlds
from senim.kernel.clock import now
from senim.portal import keyed
from senim.portal.models import Filed
from senim.portal.rest import door
from senim.portal.tests.calls import appeal
from senim.portal.tests.outside import key_for, told

pytestmark = [pytest.mark.loopback, pytest.mark.django_db(transaction=True)]
HERE = Path(__file__).parent
HOW_TO = HERE.parents[3] / "docs/how-to/join-by-api.md"
OWN = {"no_proxy": "*", "NO_PROXY": "*", "PYTHONWARNINGS": "ignore"}


@pytest.fixture
def served(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """A server that says its own address in its links, and a key that may send all day."""
    monkeypatch.setattr(door.CALLS, "most", 0)
    keyed.SENT.forget()
    worlds.build()
    with override_settings(BASE_URL=live_server.url):
        yield live_server.url, key_for(per_hour=100_000)[1]


def ask(address: str, key: str = "", body: Any = None, **headers: str) -> Any:
    given = {"Content-Type": "application/json", **({"X-Api-Key": key} if key else {}), **headers}
    with urlopen(Request(address, json.dumps(body).encode() if body else None, given), timeout=20) as answer:
        return json.load(answer)


def public_ones(site: str, key: str, many: int) -> list[str]:
    """Appeals of two hours ago, so that everyone sees them."""
    made = [
        ask(f"{site}/api/v1/appeals", key, appeal(description=f"№ {n}"), **{"Idempotency-Key": f"g-{n}"})["number"]
        for n in range(many)
    ]  # fmt: skip
    Appeal.objects.update(received_at=now() - timedelta(hours=2))
    return made


def look_for_faults(site: str, key: str, tmp_path: Path, examples: int, phases: str) -> str:
    """Schemathesis from outside, with a seed, as a program of its own. What it said."""
    pytest.importorskip("schemathesis", reason="needs schemathesis: requirements-test.lock has it")
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "run",
        f"{site}/api/v1/openapi.json", "--header", f"X-Api-Key: {key}", "--header", "Accept-Language: en",
        "--seed", "311", "--generation-database", "none", "--max-examples", str(examples), "--continue-on-failure",
        "--request-timeout", "30", "--phases", phases,
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **OWN}, capture_output=True, text=True, timeout=3600, check=False
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    return done.stdout


@pytest.mark.thorough
def test_schemathesis_finds_nothing(served: tuple[str, str], tmp_path: Path) -> None:
    site, key = served
    public_ones(site, key, 2)
    said = look_for_faults(site, key, tmp_path, examples=4, phases="examples,fuzzing,stateful")
    assert "generated" in said and "failure" not in said.rpartition("Test cases:")[2]


@pytest.mark.soak
def test_schemathesis_finds_nothing_in_many_tries(served: tuple[str, str], tmp_path: Path) -> None:
    site, key = served
    public_ones(site, key, 2)
    examples = int(os.environ.get("SENIM_SOAK_EXAMPLES", "1000"))
    look_for_faults(site, key, tmp_path, examples, phases="examples,coverage,fuzzing,stateful")


@pytest.mark.thorough
def test_gdal_reads_the_layers_as_ogc_features(served: tuple[str, str], tmp_path: Path) -> None:
    """ogr2ogr copies every page of the public reports into a GeoPackage; pyogrio reads the GeoJSON of one page."""
    site, key = served
    numbers = public_ones(site, key, 5)
    tried = 0
    if shutil.which("ogr2ogr"):
        copied = tmp_path / "reports.geojson"
        for command in (
            ["ogr2ogr", "-f", "GeoJSON", str(copied), f"OAPIF:{site}/api/v1", "reports", "-oo", "PAGE_SIZE=2"],
            ["ogrinfo", "-ro", "-so", f"OAPIF:{site}/api/v1", "reports"],
            ["ogrinfo", "-ro", "-so", "-al", f"{site}/api/v1/collections/beats/items"],
        ):
            done = subprocess.run(
                command, env={**os.environ, **OWN}, capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 0 and "ERROR" not in done.stderr, done.stdout + done.stderr
        features = json.loads(copied.read_text("utf-8"))["features"]
        assert {one["properties"]["number"] for one in features} == set(numbers)
        assert "Feature Count: 2" in done.stdout
        tried += 1
    try:
        import pyogrio
    except ImportError:
        pyogrio = None
    if pyogrio is not None:
        seen = pyogrio.read_info(_read(site))
        assert (seen["features"], seen["geometry_type"], seen["crs"]) == (5, "Point", "EPSG:4326")
        tried += 1
    if not tried:
        pytest.skip("needs GDAL: apt install gdal-bin, or pip install pyogrio")


def _read(site: str) -> bytes:
    with urlopen(f"{site}/api/v1/collections/reports/items", timeout=20) as answer:
        body: bytes = answer.read()
    return body


@pytest.mark.thorough
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_public_client_follows_what_was_filed(served: tuple[str, str], form: str) -> None:
    """`georeport` from PyPI: services, a definition, lists, one request. It files nothing, so that the POST is made by
    the library that it stands on, with the parts that its own definition names."""
    georeport = pytest.importorskip("georeport", reason="needs georeport: requirements-test.lock has it")
    requests = pytest.importorskip("requests")
    site, key = served
    client = georeport.GeoReport(f"{site}/open311/v2", jurisdiction="kz.senim", api_key=key, output_format=form)
    services = {one["service_code"]: one for one in client.get_service_list()}
    assert services["order.noise_night"]["metadata"] in (True, "true")
    definition = client.get_service_definition("order.noise_night")["attributes"]
    attribute = (definition if form == "json" else definition["attribute"])[0]
    values = attribute["values"] if form == "json" else attribute["values"]["value"]
    report = {**told(), f"attribute[{attribute['code']}]": values[0]["key"], "api_key": client.api_key,
              "jurisdiction_id": client.jurisdiction}
    filed = requests.post(f"{client.root_address}/requests.json", data=report, timeout=20)
    number = filed.json()[0]["service_request_id"]
    Appeal.objects.filter(number=number).update(received_at=now() - timedelta(hours=2))
    assert client.get_service_request(number)["status"] == "open"
    listed = client.get_service_requests(service_code="order.noise_night", status="open")
    (seen,) = listed if form == "json" else [listed]
    assert seen["service_request_id"] == number and not seen["description"] and seen["expected_datetime"]
    Appeal.objects.filter(number=number).update(state="answered", outcome="done", is_open=False)
    assert client.get_service_request(number)["status"] == "closed"


@pytest.mark.thorough
def test_six_at_once_under_one_name_are_one_appeal(served: tuple[str, str]) -> None:
    site, key = served

    def send(_n: int) -> str:
        number: str = ask(f"{site}/api/v1/appeals", key, appeal(), **{"Idempotency-Key": "one"})["number"]
        return number

    with ThreadPoolExecutor(6) as pool:
        numbers = set(pool.map(send, range(6)))
    assert len(numbers) == Appeal.objects.count() == Filed.objects.count() == 1


def commands() -> list[str]:
    """The lines of the how-to that call curl, with those that go on after a backslash."""
    text = HOW_TO.read_text("utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.startswith("    curl")]


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_every_command_of_the_how_to_does_what_it_says(served: tuple[str, str]) -> None:
    site, key = served
    beat = ask(f"{site}/api/v1/areas?level=beat")["items"][0]["code"]
    environment = {**os.environ, **OWN, "SENIM": site, "KEY": key, "BEAT": beat}
    said = {}
    for command in commands():
        done = subprocess.run(
            ["bash", "-ec", command.replace("curl -s", "curl -s --fail-with-body")], env=environment, text=True,
            capture_output=True, timeout=60, check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        said[command] = done.stdout
    assert len(said) == 9
    (filed,) = (json.loads(text) for command, text in said.items() if "Idempotency-Key" in command)
    (lost,) = (json.loads(text) for command, text in said.items() if "reference=" in command)
    assert [one["number"] for one in lost["items"]] == [filed["number"]]
    assert lost["items"][0]["answers"] == {"repeats": "weekly"}
