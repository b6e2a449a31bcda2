"""Acts of the assessment, and what residents may see."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.problems.actions import file, measure
from senim.problems.forms import file as forms
from senim.problems.views.acts.base import Act, Doing, plain


def _lesson_form(doing: Doing, *args: Any) -> Any:
    row = doing.parts.lesson
    initial = (
        {name: getattr(row, name) for name in forms.LessonForm.base_fields} if row else {"title": doing.problem.title}
    )
    return forms.LessonForm(*args, initial=initial)


def _lesson(doing: Doing) -> object:
    data = doing.data
    said = measure.LessonWords(
        data["title"],
        {name: data[name] for name in measure.EMMIE},
        {name: int(data[f"{name}_quality"] or 0) for name in measure.EMMIE},
    )
    return measure.keep_lesson(**doing.who, said=said)


def _publish_form(doing: Doing, *args: Any) -> Any:
    initial = {name: getattr(doing.problem, f"public_{name}") for name in forms.PublishForm.base_fields}
    return forms.PublishForm(*args, initial=initial)


ACTS: dict[str, Act] = {
    "assess": Act(
        "problems.assess",
        "assess",
        _("Make the assessment"),
        _("Compute"),
        plain(forms.NothingForm),
        lambda d: measure.ask_assessment(**d.who),
        _("It is being computed; this page shows it when it is ready."),
        when=lambda d: bool(d.parts.plans),
    ),
    "treated": Act(
        "problems.mark_treated",
        "assess",
        _("Something was done in the comparison area too"),
        _("Mark"),
        plain(forms.TextForm, label=_("What was done there, and when")),
        lambda d: measure.mark_treated(**d.who, said=d.data["text"]),
        _("It is marked: the comparison proves nothing now."),
        when=lambda d: bool(d.parts.plans),
    ),
    "lesson": Act(
        "problems.keep_lesson",
        "assess",
        _("Write the lesson"),
        _("Keep"),
        _lesson_form,
        _lesson,
        _("The lesson is in the experience base."),
        when=lambda d: bool(d.parts.assessments),
    ),
    "publish": Act(
        "problems.publish",
        "residents",
        _("Show to residents"),
        _("Show"),
        _publish_form,
        lambda d: file.publish(**d.who, said=file.PublicWords(**d.data)),
        _("Residents see it on the page of the beat."),
    ),
    "withdraw": Act(
        "problems.publish",
        "residents",
        _("Hide from residents"),
        _("Hide"),
        plain(forms.NothingForm),
        lambda d: file.withdraw(**d.who),
        _("It is hidden."),
        when=lambda d: d.problem.is_public,
    ),
}
