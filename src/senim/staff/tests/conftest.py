import pytest

from senim.kernel import clock
from senim.kernel.scoping import Role
from senim.staff import testing
from senim.territory import api as territory
from senim.territory.domain import Level
from senim.territory.models import Area


class World:
    """A city with two districts and beats, a department, a head for each district, an inspector for each beat."""

    def __init__(self):
        self.country = area("KZ", Level.COUNTRY, None)
        self.city = area("35", Level.REGION, self.country)
        self.districts = [area(f"35{n}", Level.CITY_DISTRICT, self.city) for n in (1, 2)]
        self.beats = [
            area(f"B{n}{m}", Level.BEAT, district) for n, district in enumerate(self.districts) for m in (0, 1)
        ]
        bump()
        self.chief_account, self.chief = testing.make_officer(Role.HEAD, area_ids=(self.city.id,))
        self.heads = [
            testing.make_officer(Role.HEAD, area_ids=(district.id,), reports_to=self.chief)
            for district in self.districts
        ]
        self.inspectors = [
            testing.make_officer(Role.INSPECTOR, area_ids=(beat.id,), reports_to=self.heads[index // 2][1])
            for index, beat in enumerate(self.beats)
        ]
        self.admin_account, self.admin = testing.make_officer(Role.ADMIN, area_ids=(self.country.id,))


def area(code, level, parent):
    row = Area.objects.create(code=code, level=level, parent=parent, name_kk=f"{code} ауданы", name_ru=f"район {code}")
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    return row


def bump():
    from django.db import transaction

    from senim.kernel import versions

    with transaction.atomic():
        versions.bump("territory")


@pytest.fixture
def world(db):
    made = World()
    assert territory.area(made.city.id).path == made.city.path
    return made


@pytest.fixture
def later():
    """A function that freezes the clock some days from now."""
    from datetime import timedelta

    return lambda **delta: clock.frozen(clock.now() + timedelta(**delta))


@pytest.fixture(autouse=True)
def _no_counts_of_other_tests():
    """allauth counts tries in the process's cache."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Argon2 is slow on purpose; these tests are not about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
