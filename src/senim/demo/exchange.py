"""Files of two invented systems: one that was written, one that waits for a person, one of 109 with an agreement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.exchange import api as exchange
from senim.kernel import clock
from senim.kernel.scoping import Actor, Role
from senim.territory import api as territory
from senim.territory.api import Level

#: (their category, what is told); every word invented.
TOLD = (
    ("Нарушение тишины", "Ночью во дворе громко играет музыка."),
    ("Освещение", "Не горит фонарь у входа в подъезд."),
    ("Парковка", "Машину ставят на тротуаре, с коляской не пройти."),
    ("Бродячие животные", "Стая собак у детской площадки."),
    ("Бытовой конфликт", "Соседи ссорятся из-за лестничной площадки."),
    ("Разъяснение законодательства", "Как оформить временную регистрацию?"),
)
NAMES = ("Ойдан Шығарылған", "Вымышленный Заявитель", "Сынақ Тұрғын")


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:
    """Whole or not there."""
    with transaction.atomic():
        rng = Random(step.seed)
        operator = on(Role.OPERATOR, DISTRICT)
        mine = territory.area_by_code(DISTRICT)
        assert mine is not None
        system = exchange.systems.known(actor=actor, code="e-otinish")
        rows = [_row(rng, number, mine.path, step) for number in range(1, 41)]
        exchange.files.bring_in(
            actor=operator, system_id=system.pk, name="e-otinish-qyrkuiek.csv", content=_table(rows[:32]))
        waits = exchange.files.receive(
            actor=operator, system_id=system.pk, name="e-otinish-qarasha.csv", content=_table(_next_month(rows)))
        exchange.files.check(batch_id=waits.pk, actor=operator)
        exchange.systems.known(actor=actor, code="table")
        _centre(actor, operator, rng, mine.path, step)
    tell("exchange", 1, 1)


def _point(rng: Random, path: str) -> tuple[float, float]:
    beats = [one for one in territory.areas_list(Level.BEAT) if one.path.startswith(path)]
    point = territory.middle(rng.choice(beats).id)
    assert point is not None
    return point


def _row(rng: Random, number: int, path: str, step: Step) -> dict[str, str]:
    lon, lat = _point(rng, path)
    category, text = TOLD[number % len(TOLD)]
    came = clock.local(step.end) - timedelta(days=20 - number % 18, hours=number % 9)
    row = {
        "Регистрационный номер": f"ЗТ-2026-{4100 + number}", "Дата регистрации": f"{came:%d.%m.%Y %H:%M}",
        "Суть обращения": f"{text} (ойдан шығарылған)", "Тема": category, "Вид обращения": "Заявление",
        "Статус": "Зарегистрировано", "Адрес": "", "Долгота": f"{lon:.5f}", "Широта": f"{lat:.5f}",
        "ФИО заявителя": NAMES[number % 3], "Телефон": f"+7 700 000 {number:02d} 00", "Результат рассмотрения": "",
        "Дата ответа": "",
    }
    if number % 3 == 0:
        row |= _answer(came + timedelta(hours=30 + number % 7))
    return row


def _answer(at: datetime) -> dict[str, str]:
    return {
        "Статус": "Рассмотрено", "Результат рассмотрения": "Проведена беседа (ойдан шығарылған).",
        "Дата ответа": f"{at:%d.%m.%Y %H:%M}",
    }


def _next_month(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Some that say the same, some that say otherwise, some new, some that cannot be taken."""
    again = [dict(row) for row in rows[24:32]]
    again[0]["Суть обращения"] += " Это повторяется каждую ночь."
    again[1] |= {"Статус": "Отозвано"}
    again[3]["Тема"] = "Парковка"
    fresh = [dict(row) for row in rows[32:]]
    fresh[0]["Тема"] = fresh[1]["Тема"] = "Шум строительной техники"
    fresh[2]["Дата регистрации"] = "вчера вечером"
    fresh[3]["Долгота"], fresh[3]["Широта"] = fresh[3]["Широта"], fresh[3]["Долгота"]
    return [*again, *fresh]


def _table(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _centre(actor: Actor, operator: Actor, rng: Random, path: str, step: Step) -> None:
    """The 109 centre: a JSON file, and an agreement by which it is told what became of its requests."""
    system = exchange.systems.known(actor=actor, code="109")
    requests = []
    for number in range(1, 13):
        lon, lat = _point(rng, path)
        came = clock.local(step.end) - timedelta(days=number)
        requests.append({
            "id": 90_000 + number, "created": came.isoformat(timespec="minutes"), "status": "accepted",
            "description": "Көше шамы жанбайды (ойдан шығарылған)", "category": {"name": "Не горит фонарь"},
            "lang": "kk",
            "address": {"text": "", "lon": round(lon, 5), "lat": round(lat, 5)},
            "applicant": {"name": "Сынақ Тұрғын", "phone": f"+7 700 000 00 {number:02d}"},
        })
    terms = exchange.Terms(
        "https://109.senim.example/senim", active=True, agreement="№ 7 (ойдан шығарылған)", until=None,
        tells=(exchange.Tells.DUE, exchange.Tells.OUTCOME), body_id=None)
    exchange.partners.agree(actor=actor, system_id=system.pk, terms=terms)
    exchange.files.bring_in(
        actor=operator, system_id=system.pk, name="109.json", content=json.dumps({"requests": requests}).encode())

