"""A version as it is written: its names, and a row for each step in three languages."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.kernel.labels import Label
from senim.knowledge.domain import Standing, Step, Text
from senim.web import widgets
from senim.web.forms import Form

LANGUAGES = ("kk", "ru", "en")
NAMES = {"kk": _("In Kazakh"), "ru": _("In Russian"), "en": _("In English")}


class TextForm(Form):
    title_kk = forms.CharField(label=_("Name, in Kazakh"), max_length=120)
    title_ru = forms.CharField(label=_("Name, in Russian"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Name, in English"), max_length=120, required=False)
    when_kk = forms.CharField(label=_("When it is used, in Kazakh"), max_length=200)
    when_ru = forms.CharField(label=_("When it is used, in Russian"), max_length=200, required=False)
    when_en = forms.CharField(label=_("When it is used, in English"), max_length=200, required=False)
    basis = forms.CharField(
        label=_("By which document"), max_length=300, required=False, help_text=_("Kind, date and number of the act.")
    )
    public = forms.BooleanField(label=_("Residents may read it"), required=False)
    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class StepForm(Form):
    """order: the place in the list; an empty Kazakh text takes the step away."""

    id = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    order = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)
    kk = forms.CharField(label=NAMES["kk"], max_length=300, required=False)
    ru = forms.CharField(label=NAMES["ru"], max_length=300, required=False)
    en = forms.CharField(label=NAMES["en"], max_length=300, required=False)


StepForms = forms.formset_factory(StepForm, extra=3, max_num=40, absolute_max=60)


class ApproveForm(Form):
    valid_from = forms.DateField(label=_("In force from"), widget=widgets.DateInput)


class BackForm(Form):
    why = forms.CharField(label=_("What is to be changed"), max_length=600, required=False)


class EndForm(Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    valid_to = forms.DateField(label=_("Last day"), widget=widgets.DateInput)
    why = forms.CharField(
        label=_("Why it ends"), max_length=300, required=False, help_text=_("Which act, of which day.")
    )


def initial(text: Text, public: bool, edits: int) -> dict[str, Any]:
    """A version as its form shows it."""
    names = {f"title_{one}": text.title.in_(one) for one in LANGUAGES}
    times = {f"when_{one}": text.when.in_(one) for one in LANGUAGES}
    return {**names, **times, "basis": text.basis, "public": public, "edits": edits}


def initial_steps(text: Text) -> list[dict[str, Any]]:
    return [{"id": one.id, "order": place, **one.text._asdict()} for place, one in enumerate(text.steps, 1)]


def text_of(data: dict[str, Any], rows: Iterable[dict[str, Any]], old: Text) -> Text:
    """What was written, as a text. A step whose words stay keeps its source; a changed one is the owner's."""
    known = {one.id: one for one in old.steps}
    kept = [row for row in rows if row and row.get("kk", "").strip()]
    kept.sort(key=lambda row: (row.get("order") or 999))
    return Text(
        title=Label(*(data[f"title_{one}"].strip() for one in LANGUAGES)),
        when=Label(*(data[f"when_{one}"].strip() for one in LANGUAGES)),
        steps=tuple(_step(row, known) for row in kept),
        remarks=old.remarks,
        oddities=old.oddities,
        standing=Standing.OWNER if kept else Standing.AWAITS,
        basis=data["basis"].strip(),
    )


def _step(row: dict[str, Any], known: dict[str, Step]) -> Step:
    text = Label(*(row[one].strip() for one in LANGUAGES))
    old = known.get(row["id"])
    if old is None:
        return Step(f"own-{secrets.token_hex(4)}", text)
    return old if old.text == text else Step(old.id, text)
