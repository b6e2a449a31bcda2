"""Beginnings of answers: kept by heads. A beginning is a help; unchanged none can be sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from senim.appeals.domain import Outcome
from senim.appeals.models import Template
from senim.appeals.permissions import check_act
from senim.kernel import audit, ids
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

ACTION = "appeals.keep_templates"
NO_SUCH = Label("Мұндай жазба жоқ.", "Такой записи нет.", "There is no such record.")


@dataclass(frozen=True, slots=True)
class Beginning:
    """`category`: a category, a group or "" for all. `outcome` may be empty."""

    title: Label
    text: Label
    category: str = ""
    outcome: Outcome | None = None


def keep_beginning(*, actor: Actor, values: Beginning, template_id: int | None = None) -> Template:
    """Add a beginning, or change one."""
    check_act(actor, ACTION)
    with transaction.atomic():
        row = Template(code=f"own-{ids.new_number()}")
        if template_id is not None:
            found = Template.objects.select_for_update().filter(pk=template_id).first()
            if found is None:
                raise NotYours("not_found", NO_SUCH)
            row = found
        row.title, row.text = values.title._asdict(), values.text._asdict()
        row.category, row.outcome = values.category, str(values.outcome or "")
        row.save()
        action = "appeals.template_changed" if template_id else "appeals.template_added"
        audit.record(actor, action, ("template", row.pk), data={"code": row.code, "category": row.category})
    return row
