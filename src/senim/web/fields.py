"""How a bound field becomes what the field template shows: kind, ids, hint, errors and options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from senim.web.widgets import DateParts

#: The nearest class in the family of a widget says how its field is laid out.
KINDS: dict[type[forms.Widget], str] = {
    forms.Widget: "input",
    forms.Textarea: "textarea",
    forms.Select: "input",
    forms.RadioSelect: "choices",
    forms.CheckboxSelectMultiple: "choices",
    forms.CheckboxInput: "check",
    DateParts: "dates",
    forms.FileInput: "file",
    forms.HiddenInput: "hidden",
    forms.MultipleHiddenInput: "hidden",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button or checkbox with its words."""

    tag: SafeString
    id: str
    label: Any
    hint: Any
    hint_id: str


def kind_of(widget: forms.Widget) -> str:
    """textarea, choices, check, dates, file, hidden, or input for everything that is one line."""
    return next(KINDS[cls] for cls in type(widget).__mro__ if cls in KINDS)


def focus_id(bound: BoundField) -> str:
    """The id of the first control of a field: where the error summary leads."""
    kind = kind_of(bound.field.widget)
    if kind == "choices":
        return f"{bound.auto_id}_0"
    return f"{bound.auto_id}_day" if kind == "dates" else bound.auto_id


def described_by(bound: BoundField, counted: bool) -> str:
    """Ids of hint, errors and counter, in the order in which a reader should hear them."""
    given = [(bound.help_text, "hint"), (bound.errors, "error"), (counted, "count")]
    return " ".join(f"{bound.auto_id}_{name}" for there, name in given if there)


def options(bound: BoundField) -> list[Option]:
    """The radio buttons or checkboxes of a field, in order, groups flattened."""
    hints = getattr(bound.field.widget, "hints", {})
    found = []
    for index, sub in enumerate(bound.subwidgets):
        hint = hints.get(str(sub.data["value"]))
        hint_id = f"{bound.auto_id}_{index}_hint" if hint else ""
        if hint_id:
            sub.data["attrs"]["aria-describedby"] = hint_id
        else:
            sub.data["attrs"].pop("aria-describedby", None)
        sub.data["attrs"].pop("aria-invalid", None)
        found.append(Option(sub.tag(), sub.id_for_label, sub.choice_label, hint, hint_id))
    return found


def context(bound: BoundField, **extra: Any) -> dict[str, Any]:
    """Everything that web/parts/field.html shows."""
    widget = bound.field.widget
    kind = kind_of(widget)
    limit = widget.attrs.get("data-max") if kind in {"textarea", "input"} else None
    counted = bool(limit) and (kind == "textarea" or extra.get("counter", False))
    describes = described_by(bound, counted)
    attrs: dict[str, str | bool] = {"aria-describedby": describes} if describes else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound,
        "kind": kind,
        "id": bound.auto_id,
        "control_id": focus_id(bound),
        "limit": limit if counted else None,
        "describes": describes,
        "inline": getattr(widget, "inline", False),
        "options": options(bound) if kind == "choices" else [],
        "control": bound.as_widget(attrs=attrs) if kind != "choices" else "",
        "optional": not bound.field.required,
        **extra,
    }
