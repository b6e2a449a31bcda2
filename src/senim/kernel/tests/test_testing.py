"""The machinery of the tests themselves: one test must not take from another what migrations brought."""

import pytest
from django.apps import apps
from django.test import TransactionTestCase


@pytest.mark.django_db(transaction=True)
def test_what_migrations_brought_stands_again_after_a_cleaning() -> None:
    rules = apps.get_model("appeals.Rule").objects
    brought = list(rules.order_by("pk").values())
    assert brought
    rules.filter(pk=brought[0]["id"]).delete()
    rules.filter(pk=brought[1]["id"]).update(order=999)
    TransactionTestCase()._fixture_teardown()
    assert list(rules.order_by("pk").values()) == brought
