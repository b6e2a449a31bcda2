"""Rows of the lists: files, offers, tasks of bodies, lessons, techniques."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from senim.kernel.clock import today
from senim.kernel.text import sort_key
from senim.problems import catalogue, domain
from senim.problems.models import Offer, Problem, Task
from senim.problems.presenters import file, measure
from senim.problems.presenters.parts import area_name, category_name


def row(one: Any) -> dict[str, Any]:
    """A file in a list. one: a Problem with n_open and n_overdue."""
    problem: Problem = one
    return {
        **file.head(problem),
        "number": problem.number,
        "title": problem.title,
        "url": reverse("problems:file", args=[problem.number]),
        "since": problem.stage_since,
        "open": one.n_open,
        "overdue": one.n_overdue,
        "is_public": problem.is_public,
    }


def offer(one: Offer) -> dict[str, Any]:
    """An offer: how many people, of what, where, by when it is to be answered."""
    return {
        "id": one.pk,
        "kind": str(domain.OFFER_KINDS[domain.OfferKind(one.kind)]),
        "people": one.people,
        "appeals": len(one.appeals),
        "category": one.again_of.title if one.again_of else category_name(one.category),
        "again": bool(one.again_of),
        "area": area_name(one.area_id),
        "place": one.place,
        "first_at": one.first_at,
        "last_at": one.last_at,
        "due_on": one.due_on,
        "overdue": one.due_on < today(),
        "url": reverse("problems:offer", args=[one.pk]),
    }


def task(one: Task) -> dict[str, Any]:
    """A task with its file."""
    shown = file.task(one, today())
    days = (today() - one.due_on).days
    return {
        **shown,
        "sort": sort_key(shown["body"]),
        "days_late": max(0, days),
        "file": one.problem.title,
        "url": file.tab_url(one.problem, "respond"),
    }


def lesson(one: Any) -> dict[str, Any]:
    return measure.lesson(one)


def library() -> list[dict[str, Any]]:
    """The techniques by mechanism, each with an example."""
    return [
        {
            "name": str(name),
            "rows": [
                {"code": code if code.isdigit() else "", "name": str(words), "example": str(example)}
                for code, (mechanism, words, example) in catalogue.TECHNIQUES.items()
                if mechanism == group
            ],
        }
        for group, name in catalogue.MECHANISMS.items()
    ]
