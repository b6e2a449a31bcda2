"""The role-by-action matrix: what nobody named is refused, and two roles can never be given content."""

import pytest

from senim.kernel.errors import NotYours
from senim.kernel.scoping import SYSTEM, Duty, Role, Scope
from senim.staff import matrix
from senim.staff.matrix import Touch, UndeclaredAction, action_rule


@pytest.fixture
def _own_rules(monkeypatch):
    monkeypatch.setattr(matrix, "_RULES", {})


def scope(role, post_id=1, paths=("/1/2/",)):
    return Scope(account_id=1, duties=(Duty(role, post_id, paths),))


@pytest.mark.usefixtures("_own_rules")
def test_only_the_named_roles_may():
    action_rule("things.do", roles=[Role.INSPECTOR, Role.HEAD])
    for role in Role:
        assert matrix.can(scope(role), "things.do") is (role in {Role.INSPECTOR, Role.HEAD})
    assert not matrix.can(Scope(), "things.do")
    assert matrix.can(SYSTEM, "things.do")
    with pytest.raises(NotYours):
        matrix.check(scope(Role.TRAINEE), "things.do")


@pytest.mark.usefixtures("_own_rules")
def test_role_post_and_area_have_to_meet_in_one_duty():
    action_rule("things.do", roles=[Role.INSPECTOR])
    both = Scope(account_id=1, duties=(Duty(Role.INSPECTOR, 1, ("/1/2/",)), Duty(Role.ANALYST, 2, ("/1/3/",))))
    assert matrix.can(both, "things.do", post_id=1)
    assert not matrix.can(both, "things.do", post_id=2)
    assert matrix.can(both, "things.do", path="/1/2/7/")
    assert not matrix.can(both, "things.do", path="/1/3/7/")
    assert not matrix.can(both, "things.do", path="/1/22/")


@pytest.mark.usefixtures("_own_rules")
def test_an_undeclared_action_is_an_error_not_a_yes():
    with pytest.raises(UndeclaredAction):
        matrix.can(scope(Role.HEAD), "things.forgotten")


@pytest.mark.usefixtures("_own_rules")
@pytest.mark.parametrize(
    ("role", "touches"),
    [
        (Role.ADMIN, Touch.CONTENT),
        (Role.ADMIN, Touch.AUDIT),
        (Role.AUDITOR, Touch.CONTENT),
        (Role.AUDITOR, Touch.PEOPLE),
    ],
)
def test_administrator_and_auditor_cannot_be_given_content(role, touches):
    with pytest.raises(ValueError, match=str(role)):
        action_rule("things.do", roles=[role, Role.HEAD], touches=touches)


@pytest.mark.usefixtures("_own_rules")
def test_one_action_has_one_meaning():
    action_rule("things.do", roles=[Role.HEAD])
    action_rule("things.do", roles=[Role.HEAD])
    with pytest.raises(ValueError, match="twice"):
        action_rule("things.do", roles=[Role.INSPECTOR])


def test_the_table_is_made_from_the_rules():
    text = matrix.matrix_markdown()
    assert text.endswith("\n")
    assert "## staff" in text
    assert "| `staff.import_posts` | people | `admin` |" in text
    for rule in matrix.rules():
        assert f"`{rule.action}`" in text
        assert rule.roles, rule.action


def test_every_role_has_a_name_in_three_languages():
    from senim.staff.domain import EndReason, Kind, Rank
    from senim.staff.labels import END_REASONS, KINDS, RANKS, ROLES

    for enum, table in ((Role, ROLES), (Rank, RANKS), (Kind, KINDS), (EndReason, END_REASONS)):
        assert set(table) == set(enum)
        for key, label in table.items():
            assert all(label) or key is Rank.NONE, key


def test_every_field_is_classified():
    from django.apps import apps

    for model in apps.get_app_config("staff").get_models():
        names = {field.name for field in model._meta.get_fields() if getattr(field, "concrete", False)}
        assert set(model.CLASSES) == names, model
