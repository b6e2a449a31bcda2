"""Acts of the first tab: definition, sources, members; and moving to another stage."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from senim.problems import domain, events, place
from senim.problems.actions import file
from senim.problems.forms import file as forms
from senim.problems.permissions import ACTIONS as RIGHTS
from senim.problems.presenters import parts as names
from senim.problems.presenters.file import stages
from senim.problems.selectors import files as selectors
from senim.problems.views.acts.base import Act, Doing, plain
from senim.staff import api as staff
from senim.territory import api as territory

#: What of a selection no field of the form shows: it stays as it was.
KEPT = ("polygon", "hours", "weekdays", "feeds", "appeals", "officer_discovered")
DEFINERS = RIGHTS["problems.define"]


def definition_of(data: dict[str, Any]) -> file.Definition:
    """The definition that a form says; a selection from the workbench stands, with the form's own days, kinds and
    outline. Raises Refused where the outline lies in another area."""
    kept = json.loads(data.get("selection") or "{}")
    selection = {**(kept if isinstance(kept, dict) else {}), "since": data.get("since"), "until": data.get("until")}
    if "kinds" in data:
        selection["kinds"] = data["kinds"]
    area = int(data["area"])
    if "outline" in data:
        selection["polygon"] = place.parse(data["outline"])
    if "outline" in data and selection["polygon"]:
        place.check_inside(selection["polygon"], territory.area(area))
    return file.Definition(data["title"], data["words"], data["kind"], data["place_kind"], area, selection)


def _define_form(doing: Doing, *args: Any) -> Any:
    problem, chosen = doing.problem, doing.problem.selection
    initial = {
        "title": problem.title,
        "words": problem.words,
        "kind": problem.kind,
        "place_kind": problem.place_kind,
        "area": problem.area_id,
        "kinds": chosen.get("kinds"),
        "since": chosen.get("since"),
        "until": chosen.get("until"),
        "selection": json.dumps({name: chosen.get(name) for name in KEPT}),
    }
    areas = names.area_choices((problem.area_path, *doing.request.scope.paths(*DEFINERS)))
    return forms.DefinitionForm(*args, initial=initial, areas=areas, kinds=events.kind_choices(names.language()))


def _member_form(doing: Doing, *args: Any) -> Any:
    return forms.MemberForm(*args, posts=names.post_choices(doing.problem.area_path), bodies=doing.bodies())


def _add_member(doing: Doing) -> object:
    who = doing.data["who"]
    chosen: dict[str, Any] = {"post_id" if who[0] == "p" else "body_id": int(who[1:])}
    return file.add_member(**doing.who, role=domain.MemberRole(doing.data["role"]), **chosen)


def _left_form(doing: Doing, *args: Any) -> Any:
    rows = [
        (one.pk, names.body_name(one.body) or staff.post_title(one.post_id, names.language()))
        for one in doing.problem.members.all()
        if one.until is None
    ]
    return forms.OneOfForm(*args, rows=rows, label=_("Who"), words=_("Why they left"))


def _left(doing: Doing) -> object:
    member = file.end_member(**doing.who, member_id=int(doing.data["target"]), why=doing.data["text"])
    if member.body_id and (waiting := selectors.open_tasks_of(doing.request.scope, doing.problem, member.body_id)):
        said = ngettext(
            "%(n)s task of this body is still open: take it back, or wait for the answer.",
            "%(n)s tasks of this body are still open: take them back, or wait for the answers.",
            waiting,
        )
        messages.warning(doing.request, said % {"n": waiting})
    return member


def _move_form(doing: Doing, *args: Any) -> Any:
    return forms.MoveForm(*args, stages=stages(doing.problem))


ACTS: dict[str, Act] = {
    "define": Act(
        "problems.define",
        "scan",
        _("Change the definition"),
        _("Keep"),
        _define_form,
        lambda d: file.define(**d.who, definition=definition_of(d.data)),
        _("The definition is kept."),
    ),
    "source": Act(
        "problems.add_source",
        "scan",
        _("Add a source"),
        _("Add"),
        plain(forms.SourceForm),
        lambda d: file.add_source(
            **d.who, kind=domain.SourceKind(d.data["kind"]), text=d.data["text"], reference=d.data["reference"]
        ),
        _("The source is added."),
    ),
    "member": Act(
        "problems.keep_members",
        "scan",
        _("Add a member"),
        _("Add"),
        _member_form,
        _add_member,
        _("The member is added."),
    ),
    "left": Act(
        "problems.keep_members",
        "scan",
        _("Somebody left"),
        _("Keep"),
        _left_form,
        _left,
        _("Noted, with the day. What they wrote stays; whoever saw the file only as a member sees it no more."),
        when=lambda d: any(one.until is None for one in d.problem.members.all()),
    ),
    "move": Act(
        "problems.move",
        "",
        _("Go to another stage"),
        _("Go"),
        _move_form,
        lambda d: file.move(**d.who, to=domain.Stage(d.data["to"]), reason=d.data["reason"]),
        _("The stage is changed."),
    ),
}
