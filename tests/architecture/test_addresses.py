"""Every URL says who may come, and what says nothing is refused."""

import pytest
from django.test import Client

from senim.kernel.access import Access
from senim.kernel.scoping import Role
from tests.architecture.house import addresses

#: Views that packages bring. They are reached only through our own mounting, which says who may come.
FOREIGN: set[str] = set()


def test_every_address_declares_who_may_come() -> None:
    silent = [f"{one.route} ({one.view.__module__})" for one in addresses() if one.access is None]
    assert [row for row in silent if row not in FOREIGN] == []


def test_a_declaration_is_one_of_four() -> None:
    kinds = {one.access.kind for one in addresses() if isinstance(one.access, Access)}
    assert kinds <= {"public", "account", "staff", "role"}
    assert all(one.access.roles <= set(Role) for one in addresses() if one.access and one.access.kind == "role")


def test_names_are_not_given_twice() -> None:
    names = [one.name for one in addresses() if one.name]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def example(kind: str) -> object:
    """A part of an address that exists nowhere: what it names is not there, whoever asks."""
    return {"int": 987654321, "uuid": "00000000-0000-4000-8000-000000000000"}.get(kind, "nothing-here")


def path_of(one: object) -> str:
    from django.urls import reverse
    from django.urls.converters import IntConverter, UUIDConverter

    kinds = {IntConverter: "int", UUIDConverter: "uuid"}
    parts = {name: example(kinds.get(type(part), "str")) for name, part in one.converters.items()}  # type: ignore[attr-defined]
    return reverse(one.name, kwargs=parts)  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("one", [a for a in addresses() if a.name and a.is_ours], ids=lambda a: a.name)
def test_a_stranger_gets_a_page_or_a_door_and_never_a_fault(one: object, client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get(path_of(one))
    assert answer.status_code < 500 or answer.status_code == 503
    if one.access.kind != "public":  # type: ignore[attr-defined]
        assert answer.status_code in (302, 401, 403, 404, 405), "a stranger was let in"
        if answer.status_code == 302:
            assert "sign-in" in answer["Location"], "a stranger is led to the door and nowhere else"
