"""Files that resemble what other systems export, over the small invented world of the appeals."""

from __future__ import annotations

import csv
import io
from typing import Any

from senim.appeals.tests.world import FIRST, SECOND, World
from senim.exchange.actions import files, systems
from senim.exchange.actions.systems import SHIPPED, SystemValues
from senim.exchange.models import Batch, System
from senim.kernel.scoping import Actor

HEAD = [
    "Регистрационный номер", "Дата регистрации", "Суть обращения", "Тема", "Вид обращения", "Статус", "Адрес",
    "Долгота", "Широта", "ФИО заявителя", "Телефон", "Результат рассмотрения", "Дата ответа",
]


def row(number: str, **changes: str) -> dict[str, str]:
    """A row of the shape that resembles e-Otinish."""
    plain = {
        "Регистрационный номер": number, "Дата регистрации": "05.05.2026 10:15",
        "Суть обращения": f"Ночью шумят соседи, {number}", "Тема": "Нарушение тишины", "Вид обращения": "Заявление",
        "Статус": "Зарегистрировано", "Адрес": "Абай көшесі, 1", "Долгота": str(FIRST[0]), "Широта": str(FIRST[1]),
        "ФИО заявителя": "Сынақ Өтініш", "Телефон": "8 700 000 00 00", "Результат рассмотрения": "", "Дата ответа": "",
    }
    return {**plain, **changes}


def answered(number: str, **changes: str) -> dict[str, str]:
    """A row of an appeal that was answered there."""
    said = {"Статус": "Рассмотрено", "Результат рассмотрения": "Проведена беседа.", "Дата ответа": "06.05.2026 09:00"}
    return row(number, **{**said, **changes})


def table(rows: list[dict[str, str]]) -> bytes:
    """Rows as a CSV file in Windows-1251, as such systems like to write it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def known(code: str = "e-otinish", area_path: str = "") -> System:
    """A system with its ready mapping."""
    values = SystemValues(code, SHIPPED[code], area_path)
    return systems.create(actor=Actor.system(), values=values, toml=systems.shipped(code))


def checked(actor: Actor, system: System, content: bytes, name: str = "export.csv") -> Batch:
    batch = files.receive(actor=actor, system_id=system.pk, name=name, content=content)
    return files.check(batch_id=batch.pk, actor=actor)


def written(actor: Actor, system: System, content: bytes, name: str = "export.csv") -> Batch:
    batch = checked(actor, system, content, name)
    files.begin(actor=actor, batch_id=batch.pk)
    return files.write(batch_id=batch.pk, actor=actor)


def far(**changes: Any) -> dict[str, str]:
    """A row of a place in the other beat."""
    return row("99", Долгота=str(SECOND[0]), **changes)


__all__ = ["HEAD", "World", "answered", "checked", "far", "known", "row", "table", "written"]
