"""What people come with: every category as a service, with its typed questions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.portal.open311 import words as services
from senim.portal.rest import answers
from senim.portal.rest.door import Asked, Problem, Reply


def listed(_asked: Asked) -> Reply:
    """Every service, in the order of the report."""
    found: answers.Services = {"items": [_brief(one) for one in appeals.CATEGORIES.values()]}
    return Reply(found)


def one(asked: Asked) -> Reply:
    """One service with its questions. Raises Problem."""
    if asked.parts["service"] not in appeals.CATEGORIES:
        raise Problem(404, "service.unknown", _("There is no such service."))
    category = appeals.category(asked.parts["service"])
    found: answers.Service = {
        **_brief(category),
        "questions": [_question(one) for one in category.questions],
        "about": [{"code": code, "name": name} for code, name in services.about_choices()]
        if category.about_officer
        else [],
    }
    return Reply(found)


def _brief(one: appeals.Category) -> answers.ServiceBrief:
    groups = {group.code: group for group in appeals.GROUPS}
    return {
        "code": one.code, "name": str(one.label), "group": one.group, "group_name": str(groups[one.group].label),
        "kind": services.kind_of(one), "hours": one.hours, "public": one.code in appeals.PUBLIC_CATEGORIES,
        "needs_place": one.group not in services.PLACELESS,
    }


def _question(one: appeals.Question) -> answers.Question:
    return {
        "code": one.code, "name": str(one.label), "kind": one.answering.value,
        "unit": str(one.unit) if one.unit else None,
        "options": [{"code": option.code, "name": str(option.label)} for option in one.options],
    }
