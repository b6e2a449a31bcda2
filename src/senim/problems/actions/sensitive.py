"""Kinds of events that have no public face, and that not every post may choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.problems import events
from senim.problems.models import Problem
from senim.problems.permissions import can_act

SENSITIVE = Label(
    "Бұл сезімтал оқиға түрі, оны сіздің лауазымыңыз таңдай алмайды: %(kinds)s. Алып тастаңыз не талдаушыға айтыңыз.",
    "Это деликатный вид событий, ваша должность не может его выбрать: %(kinds)s. Уберите его или "
    "обратитесь к аналитику.",
    "This kind of event is sensitive and your post may not choose it: %(kinds)s. Leave it out, or ask the analyst.",
)
NOT_PUBLIC = Label(
    "Бұл істі тұрғындарға көрсетуге болмайды: анықтамасында сезімтал оқиға түрі бар (%(kinds)s).",
    "Это дело нельзя показать жителям: в определении есть деликатный вид событий (%(kinds)s).",
    "This file cannot be shown to residents: its definition holds a sensitive kind of event (%(kinds)s).",
)
HIDE_FIRST = Label(
    "Іс тұрғындарға көрсетілген: сезімтал оқиға түрін қоспас бұрын оны жасырыңыз (%(kinds)s).",
    "Дело показано жителям: сначала скройте его, потом добавляйте деликатный вид событий (%(kinds)s).",
    "The file is shown to residents: hide it before you add a sensitive kind of event (%(kinds)s).",
)


def check_kinds(actor: Actor, problem: Problem, selection: dict[str, Any]) -> None:
    """Raise Refused where a sensitive kind is chosen by a post that may not, or comes into a file that is shown."""
    found = events.sensitive_kinds(selection)
    added = found - events.sensitive_kinds(problem.selection or {})
    if added and not can_act(actor.scope, "problems.choose_sensitive", problem):
        raise Refused("sensitive", _naming(SENSITIVE, added), field="kinds")
    if found and problem.is_public:
        raise Refused("hide_first", _naming(HIDE_FIRST, found), field="kinds")


def check_public(problem: Problem) -> None:
    """Raise Refused where a file holds a sensitive kind: residents never see such a file."""
    if found := events.sensitive_kinds(problem.selection):
        raise Refused("not_public", _naming(NOT_PUBLIC, found))


def _naming(said: Label, kinds: Iterable[str]) -> Label:
    """A sentence with the names of kinds in each language."""
    return Label(
        *(
            sentence % {"kinds": ", ".join(sorted(events.kind_name(code, language) for code in kinds))}
            for language, sentence in zip(("kk", "ru", "en"), said, strict=True)
        )
    )
