"""Whatever a person can read is said in Kazakh and Russian, the words of Django and allauth too."""

from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from senim.kernel.catalogues import OVERRIDES, Found, is_translated, po_path, read_catalogue, strings_of

DJANGO = Path(django.__file__).parent
ALLAUTH = Path(allauth.__file__).parent

#: What of the frameworks a person can meet: forms and their refusals, sign-in, its messages and letters.
REACHABLE = [
    DJANGO / "forms",
    DJANGO / "contrib/auth/forms.py",
    DJANGO / "contrib/auth/password_validation.py",
    DJANGO / "core/validators.py",
    DJANGO / "core/paginator.py",
    DJANGO / "db/models/base.py",
    DJANGO / "template/defaultfilters.py",
    DJANGO / "utils/dateformat.py",
    DJANGO / "utils/dates.py",
    DJANGO / "utils/text.py",
    DJANGO / "utils/timesince.py",
    *(ALLAUTH / "account" / name for name in ("adapter.py", "fields.py", "forms.py", "flows", "internal", "views.py")),
    *(ALLAUTH / "mfa" / name for name in ("adapter.py", "base", "recovery_codes", "totp")),
    *(ALLAUTH / "templates" / name / part for name in ("account", "mfa") for part in ("messages", "email")),
]
SHIPPED = [DJANGO / "conf", DJANGO / "contrib/auth", ALLAUTH]


def reachable() -> Iterator[Found]:
    for place in REACHABLE:
        if place.exists():
            yield from strings_of(place)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_framework_strings_that_a_person_can_meet(language: str) -> None:
    books = [read_catalogue(po_path(folder, language), language) for folder in (OVERRIDES, *SHIPPED)]
    found = {one.key: one for one in reachable()}
    assert len(found) > 200
    missing = [
        f"{one.where}: {one.msgid!r}"
        for one in found.values()
        if not any(is_translated(book.get(one.msgid, one.context)) for book in books)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "Бұл құпиясөз тым кең таралған."), ("ru", "Введённый пароль слишком широко распространён.")],
)
def test_our_catalogue_is_the_one_that_speaks(language: str, said: str) -> None:
    from django.contrib.auth.password_validation import CommonPasswordValidator

    with translation.override(language), pytest.raises(ValidationError) as refused:
        CommonPasswordValidator().validate("password")
    assert refused.value.messages == [said]
