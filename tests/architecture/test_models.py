"""What is stored: every field has a class, every table can be made from nothing, in one line."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader

from senim.kernel.classify import Sensitivity
from tests.architecture.house import our_models


def fields_of(model: type[models.Model]) -> set[str]:
    return {field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)}


OWN = [model for model in our_models() if not model._meta.auto_created]


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type[models.Model]) -> None:
    classes = getattr(model, "CLASSES", None)
    assert classes is not None, "say CLASSES = {field: OPEN | INTERNAL | PERSONAL | SECRET}"
    assert fields_of(model) - set(classes) == set(), "not classified"
    inherited = {field.name for field in model._meta.get_fields()}
    assert set(classes) - inherited == set(), "classified, but not a field"
    assert all(isinstance(value, Sensitivity) for value in classes.values())


def test_there_is_something_to_classify() -> None:
    assert len(our_models()) > 8


@pytest.mark.django_db
def test_the_code_has_no_change_without_a_migration() -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=3)
    except SystemExit:
        pytest.fail("a model changed and no migration says so: senim django makemigrations")


@pytest.mark.parametrize("label", [c.label for c in apps.get_app_configs() if c.name.startswith("senim.")])
def test_migrations_of_a_context_are_one_line(label: str) -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    ours = [key for key in graph.nodes if key[0] == label]
    for key in ours:
        before = [parent.key for parent in graph.node_map[key].parents if parent.key[0] == label]
        after = [child.key for child in graph.node_map[key].children if child.key[0] == label]
        assert len(before) <= 1 and len(after) <= 1, f"{key} branches"
    numbers = sorted(name[:4] for _label, name in ours)
    assert numbers == [f"{n:04d}" for n in range(1, len(ours) + 1)]


def test_money_time_and_place_are_never_naive() -> None:
    naive = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add)
    ]
    assert naive == [], "auto_now asks the machine for the time; the action asks the clock"
