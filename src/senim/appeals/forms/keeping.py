"""Forms of whoever keeps the installation: other bodies and their table, routing rules, beginnings of answers."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.appeals import catalogue, rule_words
from senim.appeals.actions.beginnings import Beginning
from senim.appeals.actions.rulebook import TO
from senim.appeals.domain import OUTCOMES, TARGETS, Outcome, Target
from senim.kernel.clock import LOCAL, today
from senim.kernel.labels import Label
from senim.web import widgets
from senim.web.forms import Form

EVERYWHERE = "everywhere"


class BodyForm(Form):
    """Another body: its name in three languages, where it is asked, how it is told."""

    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The link with what is asked goes there. The body needs no account."),
    )
    area = forms.ChoiceField(label=_("Where it is asked"))

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = areas

    def path(self) -> str:
        """The chosen area's path; "" for everywhere."""
        chosen: str = self.cleaned_data["area"]
        return "" if chosen == EVERYWHERE else chosen


class BodiesTableForm(Form):
    """A table of bodies, first checked, then written."""

    file = forms.FileField(label=_("Table of bodies"), help_text=_("CSV (UTF-8) or XLSX, at most 5 MB."))
    write = forms.BooleanField(
        label=_("Write what the check found"), required=False, help_text=_("Without this the table is only checked.")
    )


# --- the routing table ------------------------------------------------------------------------------------------------

ANY = "any"
#: Complaints about officers have their own rule before all others: no rule of the page would ever see them.
OFFICERS = "officer"


def _flag(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(ANY, _("Either")), ("yes", _("Yes")), ("no", _("No"))],
        initial=ANY,
        required=False,
        widget=widgets.RadioSelect(inline=True),
    )


class RuleForm(Form):
    """A routing rule by plain controls. What is left empty holds always; at least one condition is needed."""

    target = forms.ChoiceField(label=_("Whom it sends to"), widget=widgets.RadioSelect)
    group = forms.MultipleChoiceField(
        label=_("Groups of categories"), required=False, widget=widgets.CheckboxSelectMultiple
    )
    category = forms.MultipleChoiceField(label=_("Categories"), required=False, widget=widgets.CheckboxSelectMultiple)
    kind = forms.MultipleChoiceField(
        label=_("Kinds"), required=False, widget=widgets.CheckboxSelectMultiple(inline=True)
    )
    hours_from = forms.IntegerField(label=_("Received from (hour)"), required=False, min_value=0, max_value=23)
    hours_to = forms.IntegerField(
        label=_("Received until (hour)"),
        required=False,
        min_value=1,
        max_value=24,
        help_text=_("22 and 7: the night. Both or neither."),
    )
    holiday = _flag(_("On a day off"))
    danger = _flag(_("Danger to life"))
    going_on = _flag(_("Going on now"))
    may_be_crime = _flag(_("May be a crime"))
    juvenile = _flag(_("About children"))
    placed = _flag(_("The place lies in a beat"))
    before = forms.TypedChoiceField(
        label=_("Stands before"), coerce=int, help_text=_("The first rule that holds decides.")
    )
    starts_on = forms.DateField(
        label=_("From which day"), required=False, widget=widgets.DateInput, help_text=_("Empty: at once.")
    )
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200, required=False)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200, required=False)
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=200,
        required=False,
        help_text=_("Officers read the name beside every appeal. Left empty, it is made of the rule's own words."),
    )

    FLAGS = ("holiday", "danger", "going_on", "may_be_crime", "juvenile", "placed")

    def __init__(self, *args: Any, rules: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["target"].choices = [(str(one), str(TARGETS[one])) for one in TO]
        fields["group"].choices = [
            (group.code, str(group.label)) for group in catalogue.GROUPS if group.code != OFFICERS
        ]
        fields["category"].choices = [
            (code, str(item.label)) for code, item in catalogue.CATEGORIES.items() if not item.about_officer
        ]
        fields["kind"].choices = [(str(code), str(label).partition(":")[0]) for code, label in catalogue.KINDS.items()]
        fields["before"].choices = rules
        if rules:
            fields["before"].initial = rules[-1][0]

    def clean_starts_on(self) -> date | None:
        day: date | None = self.cleaned_data["starts_on"]
        if day and day < today():
            raise ValidationError(_("A rule cannot begin in the past."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("hours_from"), data.get("hours_to")
        if (first is None) != (last is None) or (first is not None and first == last):
            self.add_error("hours_to", _("Enter both hours, one not the same as the other, or neither."))
        if not self.errors and not self.conditions():
            self.add_error(None, _("Choose at least one condition."))
        return data

    def conditions(self) -> dict[str, Any]:
        """The conditions as the table keeps them; what was left open is not there."""
        data = self.cleaned_data
        found: dict[str, Any] = {name: data[name] for name in ("category", "group", "kind") if data.get(name)}
        if data.get("hours_from") is not None and data.get("hours_to") is not None:
            found["hours"] = [data["hours_from"], data["hours_to"]]
        found |= {name: data[name] == "yes" for name in self.FLAGS if data.get(name) in {"yes", "no"}}
        return found

    def name(self) -> Label:
        """The name as typed, with the rule's own words where nothing was."""
        words = rule_words.name_of(self.conditions(), Target(self.cleaned_data["target"]))
        typed = (self.cleaned_data[f"name_{language}"] for language in Label._fields)
        return Label(*(given or own for given, own in zip(typed, words, strict=True)))

    def starts_at(self) -> datetime | None:
        return start_of(self.cleaned_data["starts_on"])


class EndRuleForm(Form):
    """When a rule ends."""

    ends_on = forms.DateField(
        label=_("The first day without it"), required=False, widget=widgets.DateInput, help_text=_("Empty: at once.")
    )

    def clean_ends_on(self) -> date | None:
        day: date | None = self.cleaned_data["ends_on"]
        if day and day < today():
            raise ValidationError(_("A rule cannot end in the past."))
        return day

    def ends_at(self) -> datetime | None:
        return start_of(self.cleaned_data["ends_on"])


def start_of(day: date | None) -> datetime | None:
    """The moment a later day begins in Kazakhstan; None for today and for no day: at once."""
    return datetime.combine(day, time.min, LOCAL) if day and day > today() else None


# --- beginnings of answers --------------------------------------------------------------------------------------------


class BeginningForm(Form):
    """A beginning of an answer in three languages."""

    category = forms.ChoiceField(label=_("For which appeals"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    title_kk = forms.CharField(label=_("Heading in Kazakh"), max_length=120)
    text_kk = forms.CharField(label=_("Text in Kazakh"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    title_ru = forms.CharField(label=_("Heading in Russian"), max_length=120)
    text_ru = forms.CharField(label=_("Text in Russian"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    title_en = forms.CharField(label=_("Heading in English"), max_length=120)
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Put in [brackets] what the officer fills in. Unchanged, a beginning cannot be sent."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        groups = [
            (str(group.label), [(group.code, _("All of the group")), *_items(group.code)]) for group in catalogue.GROUPS
        ]
        kept = self.initial.get("category", "")
        own = [] if kept in {"", *catalogue.CATEGORIES, *(one.code for one in catalogue.GROUPS)} else [kept]
        several = [(code, catalogue.name_of(code)) for code in own]  # "order.noise" stands for both kinds of noise
        fields["category"].choices = [("", _("All appeals")), *several, *groups]
        fields["outcome"].choices = [("", _("Any")), *((str(code), str(label)) for code, label in OUTCOMES.items())]

    def values(self) -> Beginning:
        data = self.cleaned_data
        title, text = (Label(*(data[f"{part}_{code}"] for code in Label._fields)) for part in ("title", "text"))
        return Beginning(title, text, data["category"], Outcome(data["outcome"]) if data["outcome"] else None)


def _items(group: str) -> list[tuple[str, str]]:
    return [(item.code, str(item.label)) for item in catalogue.of_group(group)]
