"""What a change is drawn up with, applied and undone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.appeals.api import RuleForm
from senim.kernel.clock import today
from senim.rehearsal.actions import Ask
from senim.rehearsal.domain import EDITS, HOURS
from senim.web import widgets
from senim.web.forms import Form


class AskForm(Form):
    """From which day, on which past days, why: the end of every form that draws up a change."""

    starts_on = forms.DateField(
        label=_("From which day it would hold"), widget=widgets.DateInput,
        help_text=_("It holds from the first moment of this day, in every process."))
    since = forms.DateField(label=_("Rehearse on appeals from"), widget=widgets.DateInput)
    until = forms.DateField(label=_("Rehearse on appeals until"), widget=widgets.DateInput)
    reason = forms.CharField(
        label=_("Why it is needed"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person who applies it reads this."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        last = today() - timedelta(days=1)
        first = {"starts_on": today() + timedelta(days=1), "since": last - timedelta(days=364), "until": last}
        kwargs["initial"] = {**first, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        tail = [name for name in ("starts_on", "since", "until", "reason") if name in self.fields]
        self.order_fields([*(name for name in self.fields if name not in tail), *tail])

    def ask(self) -> Ask:
        """What was asked for."""
        data = self.cleaned_data
        return Ask(
            data["starts_on"], data["since"], data["until"], data["reason"], bool(data.get("holes_meant", False)))


def _area() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("Area"), coerce=int)


def _holes() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Ground without a beat is meant so"), required=False,
        help_text=_("Appeals from there go to the duty unit."))


class BoundariesForm(AskForm):
    """New boundaries of beats from a file."""

    area = _area()
    file = forms.FileField(
        label=_("Boundaries (GeoJSON)"),
        help_text=_(
            "A FeatureCollection with “code” and a name of each beat; longitude and latitude in degrees (WGS 84)."))
    complete = forms.BooleanField(
        label=_("The file holds all beats of the area"), required=False,
        help_text=_("Beats that are not in it end on that day."))
    holes_meant = _holes()

    def __init__(self, *args: Any, areas: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["area"].choices = areas


class AmendForm(AskForm):
    """Another day, period or file."""

    file = forms.FileField(label=_("Another file (GeoJSON)"), required=False, help_text=_("Empty: the file stays."))
    holes_meant = _holes()

    def __init__(self, *args: Any, has_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_file:
            del self.fields["file"], self.fields["holes_meant"]


class AreaForm(Form):
    """Of which area."""

    area = _area()

    def __init__(self, *args: Any, areas: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["area"].choices = areas


class AssignForm(AskForm):
    """Which post serves each beat of an area."""

    def __init__(
        self, *args: Any, beats: list[tuple[int, str, tuple[int, ...]]], posts: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        """beats: id, name, posts that serve it; where several do, they stay unless one is chosen."""
        kept = {f"beat_{beat}": str(of[0]) if len(of) == 1 else "" for beat, _name, of in beats}
        kwargs["initial"] = {**kept, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.beats = beats
        choices = [("", _("As it is")), *((str(post), name) for post, name in posts)]
        for beat, name, _of in beats:
            self.fields[f"beat_{beat}"] = forms.ChoiceField(label=name, choices=choices, required=False)
        tail = ("starts_on", "since", "until", "reason")
        self.order_fields([*(f"beat_{beat}" for beat, _name, _of in beats), *tail])

    def chosen(self) -> dict[int, tuple[int, ...]]:
        """The post of each beat as chosen; beats left as they are are not in it."""
        data = self.cleaned_data
        return {
            beat: (int(post),) for beat, _name, _of in self.beats if (post := data.get(f"beat_{beat}"))
        }


class EditForm(Form):
    """What of the rules is changed."""

    edit = forms.ChoiceField(
        label=_("What is changed"), choices=[(str(code), lazystr(label)) for code, label in EDITS.items()],
        widget=widgets.RadioSelect)


class AddRuleForm(AskForm, RuleForm):
    """A rule more: the form of the table, with a period to rehearse it on."""

    def clean_starts_on(self) -> Any:
        return self.cleaned_data["starts_on"]

    def what(self) -> dict[str, Any]:
        """As `acts.edit_rules` takes it."""
        data = self.cleaned_data
        return {
            "edit": "add", "name": list(self.name()), "conditions": self.conditions(), "target": data["target"],
            "before": data["before"]}


class EndRuleForm(AskForm):
    """A rule less."""

    rule = forms.TypedChoiceField(label=_("Which rule ends"), coerce=int, widget=widgets.RadioSelect)

    def __init__(self, *args: Any, rules: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["rule"].choices = rules

    def what(self) -> dict[str, Any]:
        """As `acts.edit_rules` takes it."""
        return {"edit": "end", "rule": self.cleaned_data["rule"]}


class PromiseForm(AskForm):
    """Another promise of a first answer."""

    hours = forms.IntegerField(
        label=_("First answer within, hours"), min_value=HOURS[0], max_value=HOURS[1],
        help_text=_("Nights and days off count. Where a category promises less, that stays."))

    def what(self) -> dict[str, Any]:
        """As `acts.edit_rules` takes it."""
        return {"edit": "promise", "hours": self.cleaned_data["hours"]}


class ApplyForm(Form):
    """The password once more."""

    password = forms.CharField(
        label=_("Your password, to confirm"), max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
