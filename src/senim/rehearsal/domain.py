"""What can be changed, where a change stands, and what a rehearsal found. No Django here."""

from __future__ import annotations

from enum import StrEnum

from senim.kernel.labels import Label


class Matter(StrEnum):
    """What is changed."""

    BOUNDARIES = "boundaries"
    ASSIGNMENTS = "assignments"
    RULES = "rules"


MATTERS: dict[Matter, Label] = {
    Matter.BOUNDARIES: Label("Учаскелердің шекарасы", "Границы участков", "Boundaries of beats"),
    Matter.ASSIGNMENTS: Label("Учаскеге кім қызмет көрсетеді", "Кто обслуживает участок", "Who serves which beat"),
    Matter.RULES: Label("Өтінішті бағыттау және мерзім ережесі", "Правила распределения и сроков", "Rules of routing and promises"),
}


class Edit(StrEnum):
    """What is changed in the rules."""

    ADD = "add"
    END = "end"
    PROMISE = "promise"


EDITS: dict[Edit, Label] = {
    Edit.ADD: Label("Жаңа ереже", "Новое правило", "A new rule"),
    Edit.END: Label("Ережені тоқтату", "Отмена правила", "Ending a rule"),
    Edit.PROMISE: Label("Алғашқы жауап уәдесі", "Обещание первого ответа", "The promise of a first answer"),
}


class State(StrEnum):
    """Where a change stands."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    REFUSED = "refused"
    FAILED = "failed"
    APPLIED = "applied"
    WITHDRAWN = "withdrawn"


STATES: dict[State, Label] = {
    State.QUEUED: Label("кезекте", "в очереди", "waiting"),
    State.RUNNING: Label("сыналуда", "идёт проверка", "being rehearsed"),
    State.READY: Label("сыналды, қолданылған жоқ", "проверено, не применено", "rehearsed, not applied"),
    State.REFUSED: Label("сынауға болмайды", "проверить нельзя", "cannot be rehearsed"),
    State.FAILED: Label("қате шықты", "ошибка", "failed"),
    State.APPLIED: Label("қолданылды", "применено", "applied"),
    State.WITHDRAWN: Label("қайтарып алынды", "отозвано", "withdrawn"),
}
TAGS: dict[State, str] = {
    State.QUEUED: "info", State.RUNNING: "info", State.READY: "warn", State.REFUSED: "bad", State.FAILED: "bad",
    State.APPLIED: "good", State.WITHDRAWN: "",
}
UNDER_WAY = frozenset({State.QUEUED, State.RUNNING})
#: A change in these states may still become something else.
OPEN = frozenset({State.QUEUED, State.RUNNING, State.READY, State.REFUSED, State.FAILED})

#: Findings that forbid to apply a change.
BLOCKS = frozenset({"overlap", "hole", "houses_lost", "nobody", "matches_nothing", "vacant"})
#: Of these, what the author may say to be meant so.
MEANT = frozenset({"hole", "houses_lost"})

#: With fewer promises than this nothing is said of how a post keeps them.
LEAST = 20
#: The squares of the map: degrees of longitude and latitude, about 220 by 220 metres.
SQUARE = (0.003, 0.002)
#: The hours that a promise of a first answer may have.
HOURS = (4, 240)
