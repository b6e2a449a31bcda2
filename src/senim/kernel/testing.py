"""For the test suite: what the kernel keeps in memory and in the database begins anew with each test.

The root conftest.py names it: pytest_plugins = ["senim.kernel.testing"].
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import serializers
from django.db import connection, transaction
from django.db.migrations.state import ProjectState
from django.db.models import Model
from django.test import TransactionTestCase
from django.test.utils import override_settings
from django.utils import translation

from senim.kernel import append_only
from senim.kernel.other_process import reachable


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions, cached values and the language of the test before are forgotten."""
    # Here and not above: models can be read only after the settings, and this file is read before them.
    versions = import_module("senim.kernel.versions")
    versions.reset()
    # What this process changes it knows at once. A look at what others changed, once a second, would come into the
    # counted queries of a slow machine and not of a quick one; `other_process` tests have their own clock.
    monkeypatch.setattr(versions, "CHECK_EVERY", 3600.0)
    translation.deactivate()


@pytest.fixture(autouse=True)
def _own_data_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files, letters and digests of a test lie in a folder of its own, made when a test first asks for it."""
    folder = tmp_path_factory.getbasetemp() / "data" / f"{abs(hash(request.node.nodeid)):x}"
    with override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "files"):
        yield


@contextmanager
def standing(blocker: Any, folder: Path) -> Iterator[None]:
    """For a fixture of a whole file: what is made inside stands until its end, in a transaction never committed.

    Each test undoes what it did itself. Its own data folder goes before this one: name it again where files are read.
    """
    versions = import_module("senim.kernel.versions")
    here = override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "files")
    with blocker.unblock(), here, transaction.atomic():
        versions.reset()
        yield
        transaction.set_rollback(True)
    versions.reset()


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[None]:  # noqa: ARG001 - the tables, emptied afterwards
    """The test database where `other_process.Other` can reach it."""
    with reachable(tmp_path):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:  # noqa: ARG001 - goes before ours
    """Before the test database is made: draw it quickly, and teach its cleaning to pass the append-only triggers."""
    draw_new_tables_alone()
    _let_flush_pass()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:  # noqa: ARG001 - goes before ours
    """After the test database is made: what `prepare` brings, and a cleaning that puts back what was there."""
    with django_db_blocker.unblock():
        import_module("senim.kernel.legal").load_terms()
        _let_first_rows_stand(connection.creation.serialize_db_to_string())


def draw_new_tables_alone() -> None:
    """Let migrations draw each new table alone: half of their time."""
    # For each new table Django draws anew every model that hangs together with it, and here nearly all do: that was
    # half of the time. What nobody can know yet need not be drawn again; what changes still is. The tables come out the
    # same.
    original = ProjectState.reload_model

    def reload_model(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
        if "apps" in self.__dict__ and model_name not in self.apps.all_models[app_label]:
            self.apps.render_multiple([self.models[app_label, model_name]])
        else:
            original(self, app_label, model_name, delay)

    ProjectState.reload_model = reload_model  # type: ignore[method-assign]


def _let_flush_pass() -> None:
    # Between two transactional tests Django empties the tables; append-only tables refuse that, as they should.
    # On the class, not on this connection: while a browser's loop runs, Django makes other connections for the thread.
    kind = type(connection.ops)
    original = kind.sql_flush

    def sql_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        statements: list[str] = original(self, style, tables, **options)
        guarded = append_only.guarded(self.connection)
        before = [sql for table in guarded for sql in append_only.drop(self.connection.vendor, table)]
        after = [sql for table in guarded for sql in append_only.create(self.connection.vendor, table)]
        return [*before, *statements, *after] if statements else []

    kind.sql_flush = sql_flush  # type: ignore[method-assign]


def _let_first_rows_stand(copy: str) -> None:
    # A transactional test leaves every table empty, those too that were filled (terms of law, routing rules).
    # Whoever comes next in this process must find them, whatever the order.
    original = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def _fixture_teardown(self: Any) -> None:
        self.serialized_rollback = True  # Django's own rows come from the copy, not once more beside it
        connection._test_serialized_contents = copy  # type: ignore[attr-defined]
        original(self)
        rows: dict[type[Model], list[Model]] = {}
        for found in serializers.deserialize("json", copy):
            rows.setdefault(type(found.object), []).append(found.object)
        with transaction.atomic():
            for model, objects in rows.items():
                model._base_manager.bulk_create(objects)

    TransactionTestCase._fixture_teardown = _fixture_teardown  # type: ignore[attr-defined]


@pytest.fixture
def data_dir() -> Path:
    """The folder that this test's installation keeps its files in."""
    return Path(settings.DATA_DIR)
