"""Procedures as checklists: their text in three languages, their versions, what is odd in a run. No Django here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from senim.kernel.labels import Label

#: A device's clock may differ so much before it is marked, and runs so old are marked too.
CLOCK_SLACK = timedelta(minutes=10)
OLD = timedelta(days=31)


class Group(StrEnum):
    """Where a procedure stands in the list."""

    CONTACT = "contact"
    PATROL = "patrol"
    EMERGENCY = "emergency"
    STANDARD = "standard"


GROUPS: dict[Group, Label] = {
    Group.CONTACT: Label("Азаматпен сөйлескенде", "При разговоре с гражданином", "When talking with a citizen"),
    Group.PATROL: Label("Жолда және нарядта", "На дороге и в наряде", "On the road and on patrol"),
    Group.EMERGENCY: Label("Төтенше жағдайда", "При чрезвычайных ситуациях", "In emergencies"),
    Group.STANDARD: Label("Стандартты рәсімдер", "Стандартные процедуры", "Standard procedures"),
}


class State(StrEnum):
    """A version is written by the owner, sent to a second person and approved; only then it can come into force."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"


STATES: dict[State, Label] = {
    State.DRAFT: Label("жазылып жатыр", "готовится", "being written"),
    State.WAITING: Label("бекітуді күтіп тұр", "ждёт утверждения", "waits for approval"),
    State.APPROVED: Label("бекітілген", "утверждена", "approved"),
}


class Standing(StrEnum):
    """On what a text rests."""

    STUDY = "study"
    AWAITS = "awaits"
    OWNER = "owner"


STANDINGS: dict[Standing, Label] = {
    Standing.STUDY: Label(
        "Мәтін ғылыми материалдан алынған, ведомство бұйрығымен әлі салыстырылмаған",
        "Текст взят из научных материалов, с приказом ведомства ещё не сверен",
        "Taken from research papers, not yet compared with an order of the ministry",
    ),
    Standing.AWAITS: Label(
        "Мәтінін иесі бекітуі керек: дереккөздерде қадамдары жоқ",
        "Текст должен утвердить владелец: в источниках шагов нет",
        "The text is to be approved by the owner: the sources give no steps",
    ),
    Standing.OWNER: Label("Иесі бекіткен мәтін", "Текст утверждён владельцем", "Text approved by the owner"),
}

#: The papers that the shipped texts come from; "@" gives the place in their text, in characters.
SOURCES: dict[str, Label] = {
    "000_adb36bf71e7568f7.txt": Label(
        "Ә. Тұңғышбаев, магистрлік жоба, Мемлекеттік басқару академиясы, 2023",
        "А. Тунгышбаев, магистерский проект, Академия государственного управления, 2023",
        "A. Tungyshbayev, master's project, Academy of Public Administration, 2023",
    ),
    "002_67f9ab10427f4cd8.txt": Label(
        "ІІМ Алматы академиясының дөңгелек үстел материалдары, 23.05.2025",
        "Материалы круглого стола Алматинской академии МВД, 23.05.2025",
        "Papers of a round table, Almaty Academy of the Ministry of Internal Affairs, 23.05.2025",
    ),
}


class Mark(StrEnum):
    """What is odd in a run; it is kept all the same, and said."""

    CLOCK_OFF = "clock_off"
    AHEAD = "ahead"
    LONG_AGO = "long_ago"
    ORDER = "order"
    OLD_VERSION = "old_version"
    LAW_ENDED = "law_ended"
    OTHER_STEPS = "other_steps"
    NO_REASON = "no_reason"


MARKS: dict[Mark, Label] = {
    Mark.CLOCK_OFF: Label(
        "Құрылғының сағаты дұрыс емес еді: екі уақыт та сақталды",
        "Часы устройства шли неверно: сохранены оба времени",
        "The device's clock was wrong: both times are kept",
    ),
    Mark.AHEAD: Label(
        "Құрылғы әлі келмеген уақытты айтты: жеткен уақыты бірге сақталды",
        "Устройство назвало время, которое ещё не настало: рядом сохранено время получения",
        "The device named a time that had not come: when it arrived is kept beside it",
    ),
    Mark.LONG_AGO: Label(
        "31 күннен кейін жеткен", "Получено позже чем через 31 день", "Arrived more than 31 days later"
    ),
    Mark.ORDER: Label(
        "Белгілердің уақыты басы мен аяғына сыймайды",
        "Время отметок не укладывается между началом и концом",
        "Times of ticks lie outside the beginning and the end",
    ),
    Mark.OLD_VERSION: Label(
        "Сол күні басқа нұсқа қолданыста болған",
        "В тот день действовала другая версия",
        "Another version was in force on that day",
    ),
    Mark.LAW_ENDED: Label(
        "Рәсімнің күші сол күнге дейін тоқтаған",
        "К тому дню процедура уже утратила силу",
        "The procedure had ended by that day",
    ),
    Mark.OTHER_STEPS: Label(
        "Бұл нұсқада жоқ қадамдарға белгі қойылған: саналмайды, бірақ сақталды",
        "Отмечены шаги, которых нет в этой версии: не считаются, но сохранены",
        "Steps that this version does not have were ticked: not counted, but kept",
    ),
    Mark.NO_REASON: Label(
        "Ашық қалған қадамдардың себебі айтылмаған",
        "Не сказано, почему шаги остались открытыми",
        "Not said why steps were left open",
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. id: the same from version to version as long as it is the same step. source: "FILE @OFFSET"."""

    id: str
    text: Label
    source: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a source says of a procedure without giving steps, or (as an oddity) what is wrong in its print."""

    text: Label
    source: str
    printed: str


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one version. basis: the act that approves it, in the owner's words."""

    title: Label
    when: Label
    steps: tuple[Step, ...]
    remarks: tuple[Remark, ...] = ()
    oddities: tuple[Remark, ...] = ()
    standing: Standing = Standing.OWNER
    basis: str = ""

    @property
    def ready(self) -> bool:
        """Whether there is anything to tick."""
        return bool(self.steps)

    @property
    def digest(self) -> str:
        """The mark of what is said (SHA-256, hex)."""
        return hashlib.sha256(json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def step(self, name: str) -> Step | None:
        return next((one for one in self.steps if one.id == name), None)

    def to_json(self) -> dict[str, Any]:
        """As it is stored: every word in three languages."""
        return {
            "title": self.title._asdict(),
            "when": self.when._asdict(),
            "steps": [
                {"id": one.id, **one.text._asdict(), "source": one.source, "printed": one.printed}
                for one in self.steps
            ],
            "remarks": [_remark(one) for one in self.remarks],
            "oddities": [_remark(one) for one in self.oddities],
            "standing": self.standing.value,
            "basis": self.basis,
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Text:
        """The text that was stored."""
        return cls(
            title=_label(body["title"]),
            when=_label(body["when"]),
            steps=tuple(Step(one["id"], _label(one), one["source"], one["printed"]) for one in body["steps"]),
            remarks=tuple(Remark(_label(one), one["source"], one["printed"]) for one in body["remarks"]),
            oddities=tuple(Remark(_label(one), one["source"], one["printed"]) for one in body["oddities"]),
            standing=Standing(body["standing"]),
            basis=body["basis"],
        )


def _label(row: Mapping[str, str]) -> Label:
    return Label(row["kk"], row["ru"], row["en"])


def _remark(one: Remark) -> dict[str, Any]:
    return {**one.text._asdict(), "source": one.source, "printed": one.printed}


@dataclass(frozen=True, slots=True)
class Told:
    """What a device tells of a run: its own clock throughout, aware. sent_at: that clock when it sent this, if known."""

    started_at: datetime
    ended_at: datetime | None
    ticks: Mapping[str, datetime]
    sent_at: datetime | None = None

    def off(self, arrived: datetime) -> timedelta:
        """How far the device's clock runs ahead (negative: behind); nothing within the slack of ten minutes."""
        gap = self.sent_at - arrived if self.sent_at is not None else timedelta()
        return gap if abs(gap) > CLOCK_SLACK else timedelta()


def clock_marks(told: Told, arrived: datetime) -> list[Mark]:
    """What is odd in the times that a device tells."""
    off = told.off(arrived)
    times = [told.started_at, *told.ticks.values(), *([told.ended_at] if told.ended_at else [])]
    first, last = told.started_at - CLOCK_SLACK, (told.ended_at or max(times)) + CLOCK_SLACK
    found = {
        Mark.CLOCK_OFF: bool(off),
        Mark.AHEAD: max(times) - off > arrived + CLOCK_SLACK,
        Mark.LONG_AGO: told.started_at - off < arrived - OLD,
        Mark.ORDER: any(not first <= one <= last for one in times),
    }
    return [mark for mark, holds in found.items() if holds]


def true_time(told: datetime, off: timedelta, arrived: datetime) -> datetime:
    """When it was, as far as can be known: the device's time without its error, never after it arrived."""
    return min(told - off, arrived)
