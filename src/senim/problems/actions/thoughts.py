"""Residents' thoughts on a published problem: said by a browser, counted once, shown when the group has read them."""

from __future__ import annotations

from django.db import transaction

from senim.kernel import audit
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import PUBLIC, Actor
from senim.problems.actions import voices
from senim.problems.actions.history import NOT_FOUND, its, take, words
from senim.problems.domain import THOUGHT_MAX, ThoughtState
from senim.problems.models import Problem, Thought
from senim.problems.selectors.public import shown


def say(*, actor: Actor, number: str, mark: bytes, text: str, language: str) -> Thought:
    """Say a thought, or another one in its place. Whoever says one is counted among the people behind the problem.

    Raises NotYours where the problem is not shown, Refused for an empty or long text and for a person's number in it.
    """
    said = words(text, THOUGHT_MAX)
    with transaction.atomic():
        problem = shown(PUBLIC, number, lock=True)
        if problem is None:
            raise NotYours("not_found", NOT_FOUND)
        made, _new = Thought.objects.update_or_create(
            problem=problem,
            mark=mark,
            defaults={
                "text": said, "language": language, "state": ThoughtState.WAITING, "said_on": today(),
                "judged_at": None, "account_id": None,
            },
        )
        voices.join(actor=actor, number=number, mark=mark)
        _told(actor, problem, "thought")
    return made


def take_back(*, actor: Actor, number: str, mark: bytes) -> bool:
    """The browser takes its thought back; nothing of it stays. Whether there was one."""
    with transaction.atomic():
        problem = shown(PUBLIC, number, lock=True)
        if problem is None:
            raise NotYours("not_found", NOT_FOUND)
        gone, _by_model = Thought.objects.filter(problem=problem, mark=mark).delete()
        if gone:
            _told(actor, problem, "thought_taken_back")
    return bool(gone)


def judge(*, actor: Actor, problem_id: int, thought_id: int, show: bool) -> None:
    """Somebody of the group has read it: residents see it, or they do not. It may be judged again."""
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.judge_thought")
        row = its(Thought.objects.filter(problem=problem), thought_id)
        row.state = ThoughtState.SHOWN if show else ThoughtState.HIDDEN
        row.judged_at, row.account_id = now(), actor.account_id
        row.save(update_fields=["state", "judged_at", "account_id"])
        _told(actor, problem, "thought_shown" if show else "thought_hidden")


def _told(actor: Actor, problem: Problem, what: str) -> None:
    audit.record(actor, f"problems.{what}", ("problem", problem.pk), area_path=problem.area_path)
