"""Every personal or secret field of every model ends by a rule, and every rule can be carried out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from senim.kernel import append_only, legal, retention
from senim.kernel.classify import PERSONAL, SECRET
from senim.kernel.legal import Mark
from senim.kernel.retention import Rule, Way
from senim.kernel.schedule import jobs
from senim.retention.actions.wiping import emptied
from senim.retention.words import FIELDS, PRINTS

pytestmark = pytest.mark.django_db
RULES = list(retention.rules().values())
TODAY = date(2026, 11, 22)


def _fields() -> list[tuple[str, Any]]:
    return [
        (f"{model._meta.label}.{name}", sort)
        for model in apps.get_models() for name, sort in getattr(model, "CLASSES", {}).items()
    ]


def test_every_personal_or_secret_field_has_a_rule() -> None:
    known = retention.covered()
    without = sorted(name for name, sort in _fields() if sort in {PERSONAL, SECRET} and name not in known)
    assert without == [], "say in the context's retention.toml how long these are kept and how they end"


def test_every_rule_names_fields_that_are_there_and_says_what_stands_in_them_afterwards() -> None:
    for rule in RULES:
        for part in rule.parts:
            table = part.table()
            for name in (*part.fields, *part.values, *part.files):
                table._meta.get_field(name)
            if part.way is Way.EMPTY and rule.carried_out:
                emptied(part)
            assert part.by or part is rule.root, rule.code
            str(part.rows([1]).query)
        if rule.begins:
            str(rule.root.table()._base_manager.filter(retention.over(rule, TODAY)).query)
        names = {one.name for one in rule.root.table()._meta.get_fields()}
        assert {name.partition("__")[0] for name in (*rule.shows, *([rule.area] if rule.area else []))} <= names


def test_third_tables_that_hold_people_have_a_rule_too() -> None:
    """Sessions, e-mails and second steps of those who sign in, tasks: not ours, and full of people."""
    known = {part.model for rule in RULES for part in rule.parts}
    others = {"sessions.Session", "account.EmailAddress", "mfa.Authenticator", "django_tasks_database.DBTaskResult"}
    assert known >= others


def test_a_period_is_data_with_an_honest_mark() -> None:
    for rule in RULES:
        _honest(rule)


def _honest(rule: Rule) -> None:
    term = rule.period(TODAY)
    assert term.mark in {Mark.VERIFIED, Mark.SECONDARY, Mark.OWN} and term.source
    for code in filter(None, (rule.ground, rule.erasure.while_open, rule.erasure.floor)):
        assert legal.term(code, TODAY).mark is Mark.VERIFIED
    assert all(rule.what) and all(rule.why)
    assert not rule.job or rule.job in {job.name for job in jobs()}


def test_the_log_is_never_opened() -> None:
    tables = {part.table()._meta.db_table for rule in RULES for part in rule.parts}
    assert not tables & append_only.NEVER


def test_every_field_that_a_person_is_told_of_has_a_name() -> None:
    told = {"appeals", "reception", "quality", "partnership", "portal", "staff", "documents", "tips"}
    names = {
        name for rule in RULES if rule.context in told and rule.carried_out
        for name in (*rule.shows, *(one for part in rule.parts for one in part.fields))
    }
    assert sorted(names - FIELDS.keys() - PRINTS - {"kind"}) == []


def test_months_end_where_a_month_is_shorter() -> None:
    def months(value: int) -> Any:
        return type("T", (), {"value": value, "unit": legal.Unit.MONTHS})()

    assert retention.forward(date(2026, 1, 31), months(1)) == date(2026, 2, 28)
    assert retention.back(date(2026, 3, 31), months(1)) == date(2026, 2, 28)
    assert retention.forward(date(2026, 11, 5), months(14)) == date(2028, 1, 5)


def test_an_empty_value_is_found_for_every_kind_of_field_or_refused() -> None:
    from senim.retention.actions.wiping import nothing

    assert (nothing(models.CharField()), nothing(models.BinaryField())) == ("", b"")
    assert nothing(models.JSONField(default=dict)) == {}
    field: Any = models.IntegerField()
    field.set_attributes_from_name("n")
    field.model = apps.get_model("retention.Pass")
    with pytest.raises(TypeError):
        nothing(field)
