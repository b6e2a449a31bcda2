"""Invented notices: news of a district, a warning, a search for a thing and for a person, one that ended."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.kernel import clock
from senim.kernel.clock import frozen, local
from senim.kernel.scoping import Actor, Role
from senim.notices import api as notices
from senim.notices.api import Kind, Values, Why
from senim.territory import api as territory

#: kind, role, area, days ago, days shown, titles kk ru en, texts kk ru en
SAID: tuple[tuple[Kind, Role, str, int, int, tuple[str, str, str], tuple[str, str, str]], ...] = (
    (
        Kind.NEWS, Role.HEAD, DISTRICT, 6, 40,
        ("Кешкі қабылдау уақыты ұзарды", "Вечерний приём стал дольше", "Evening reception hours are longer"),
        ("Тұрғындардың өтініші бойынша сейсенбі мен бейсенбіде қабылдау 20:00-ге дейін жүреді.",
         "По просьбе жителей во вторник и четверг приём идёт до 20:00.",
         "At the residents' request reception lasts until 20:00 on Tuesdays and Thursdays."),
    ),
    (
        Kind.WARNING, Role.HEAD, DISTRICT, 3, 30,
        ("«Банк қызметкері» болып қоңырау шалады", "Звонят от имени «сотрудника банка»", ""),
        (("Соңғы аптада үш тұрғын SMS кодын айтып қойған. Банк кодты ешқашан сұрамайды. Тұтқаны қойып, "
         "картадағы нөмірге өзіңіз қоңырау шалыңыз."),
         ("За неделю трое жителей назвали код из SMS. Банк никогда не спрашивает код. Положите трубку и позвоните "
         "сами по номеру на карте."), ""),
    ),
    (
        Kind.THING, Role.INSPECTOR, DEMO_BEAT, 1, 20,
        ("Балалар велосипеді жоғалды", "Пропал детский велосипед", ""),
        ("Жасыл түсті, артқы дөңгелегінің қалқаны сынған. Жексенбі күні ауладан жоғалған.",
         "Зелёный, сломан задний щиток. Пропал со двора в воскресенье.", ""),
    ),
)


def load(step: Step) -> None:
    """Whole or not there."""
    with transaction.atomic():
        for one in SAID:
            _said(step, *one)
        _searches(step)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])


def _on(role: Role, code: str) -> tuple[Actor, int]:
    """Whoever is on the post of a role that covers an area, and the area."""
    area = territory.area_by_code(code)
    assert area is not None
    return on(role, area.id), area.id


def _said(
    step: Step, kind: Kind, role: Role, code: str, ago: int, days: int, titles: tuple[str, str, str],
    texts: tuple[str, str, str],
) -> None:
    at = step.end - timedelta(days=ago)
    day = local(at).date()
    with frozen(at):
        actor, area = _on(role, code)
        values = Values(
            titles[0], titles[1], texts[0], texts[1], day, day + timedelta(days=days), title_en=titles[2],
            text_en=texts[2])
        row = notices.write(actor=actor, kind=kind, area_id=area, values=values, invented=True)
        notices.publish(actor=actor, number=row.number)


def _searches(step: Step) -> None:
    """An old man who is searched for now; a girl who was found, of whom nothing is left to read."""
    for ago, name, age, found in ((1, "Есенов Қуаныш", 74, False), (20, "Омарова Аружан", 13, True)):
        at = step.end - timedelta(days=ago)
        day = local(at).date()
        with frozen(at):
            inspector, area = _on(Role.INSPECTOR, DEMO_BEAT)
            head, _area = _on(Role.HEAD, DISTRICT)
            values = Values(
                f"{name}, {age} жаста, үйіне оралмаған", f"{name}, {age}, не вернулся домой" if not found else
                f"{name}, {age}, не вернулась домой",
                "Соңғы рет кеше түсте саябақ жанында көрінген. Сұр күрте, қара бөрік. (Ойдан шығарылған адам.)",
                "В последний раз видели вчера днём у парка. Серая куртка, чёрная шапка. (Человек вымышлен.)",
                day, day + timedelta(days=14), ground="Іздеу ісі, аудандық полиция бөлімі",
                ground_number=f"DEMO-{ago}, {day:%d.%m.%Y}", consent=True)
            row = notices.write(actor=inspector, kind=Kind.MISSING, area_id=area, values=values, invented=True)
            notices.ask_signature(actor=inspector, number=row.number)
            # Nobody types a password in a rehearsal.
            notices.publish(actor=head, number=row.number, password_holds=lambda: True)
        if found:
            with frozen(at + timedelta(days=1)):
                notices.end(actor=inspector, number=row.number, why=Why.FOUND)
