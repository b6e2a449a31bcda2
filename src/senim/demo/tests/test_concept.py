"""The invented reports on the Concept: every standing is there, and each says that it is invented."""

from __future__ import annotations

from collections import Counter

from senim.concept.api import Standing, stands
from senim.concept.models import Report
from senim.demo import concept as invented
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor


def test_the_demonstration_shows_every_standing(db: None, frozen_clock: object) -> None:
    made = invented.play(2026, now())
    assert made == Report.objects.count() > 80
    found = Counter(row.standing for row in stands(Actor.system("test").scope, today()))
    assert {Standing.DONE, Standing.DIFFERS, Standing.OVERDUE, Standing.LATER} <= set(found)
    assert found[Standing.DONE] > found[Standing.OVERDUE], "most is done"
    assert not Report.objects.exclude(words__startswith="Демонстрация үшін ойдан шығарылған").exists()


def test_the_same_seed_reports_the_same(db: None, frozen_clock: object) -> None:
    def told() -> list[tuple[str, str, str]]:
        Report.objects.all().delete()
        invented.play(7, now())
        return list(Report.objects.values_list("point", "body", "said"))

    assert told() == told()
