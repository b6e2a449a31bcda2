"""Forms of bodies, members, sessions, minutes and control."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.kernel.clock import LOCAL
from senim.partnership.actions.bodies import BodyValues, MemberValues
from senim.partnership.domain import (
    BODY_KINDS,
    ITEM_OUTCOMES,
    QUORUM_KINDS,
    SEATS,
    SECTORS,
    BodyKind,
    ItemOutcome,
    QuorumKind,
    Seat,
    Sector,
)
from senim.web import widgets
from senim.web.forms import Form

Choices = Sequence[tuple[Any, Any]]


def choices(names: Any, *left_out: str) -> Callable[[], list[tuple[str, str]]]:
    """An enum's table of names as choices, in the language of each request."""
    return lambda: [(value.value, str(label)) for value, label in names.items() if value not in left_out]


def words(label: Any, *, rows: int = 4, most: int = 4000, required: bool = True, hint: Any = "") -> forms.CharField:
    """A field of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint, widget=area)


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=hint, widget=widgets.DateInput)


class _Where(Form):
    """A form that chooses an area among one's own."""

    def __init__(self, *args: Any, areas: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "area" in self.fields:
            field: Any = self.fields["area"]
            field.choices = areas
            if not areas:
                del self.fields["area"]


class BodyForm(_Where):
    """A body: kind, area, names, act, quorum."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices(BODY_KINDS), widget=widgets.RadioSelect)
    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    act = forms.CharField(
        label=_("Deciding act"), max_length=300, required=False, help_text=_("Number, day and who signed it.")
    )
    founded_on = day(_("Founded on"))
    quorum_kind = forms.ChoiceField(label=_("Quorum"), choices=choices(QUORUM_KINDS), widget=widgets.RadioSelect)
    quorum_value = forms.IntegerField(
        label=_("Number or per cent"),
        min_value=1,
        max_value=1000,
        help_text=_("As the act says it. “More than half” is: more than, 50."),
    )

    def values(self) -> BodyValues:
        data = self.cleaned_data
        return BodyValues(
            kind=BodyKind(data["kind"]),
            name_kk=data["name_kk"],
            name_ru=data["name_ru"],
            name_en=data["name_en"],
            act=data["act"],
            founded_on=data["founded_on"],
            quorum_kind=QuorumKind(data["quorum_kind"]),
            quorum_value=data["quorum_value"],
        )


class EndForm(Form):
    """The last day, with a reason."""

    on = day(_("Last day"))


class MemberForm(Form):
    """A member and their term."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    organisation = forms.CharField(label=_("Institution"), max_length=200)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=choices(SECTORS))
    seat = forms.ChoiceField(
        label=_("Place in the body"), choices=choices(SEATS), initial=Seat.MEMBER.value, widget=widgets.RadioSelect
    )
    released = forms.BooleanField(label=_("Released from the main work for the group"), required=False)
    starts_on = day(_("Term from"))
    ends_on = day(_("Term until"), required=False, hint=_("The last day. Empty: until it is ended."))
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254, help_text=_("Calls to sessions go there.")
    )
    language = forms.ChoiceField(
        label=_("Language of letters"),
        choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
        widget=widgets.RadioSelect(inline=True),
        initial="kk",
    )

    def values(self) -> MemberValues:
        data = {**self.cleaned_data}
        return MemberValues(**{**data, "sector": Sector(data["sector"]), "seat": Seat(data["seat"])})


class EndMemberForm(Form):
    """When and why a member leaves."""

    on = day(_("Last day of the term"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class TrainingForm(Form):
    """A training and who took part."""

    title = forms.CharField(label=_("What was taught"), max_length=200)
    held_on = day(_("Day"))
    hours = forms.IntegerField(label=_("Hours"), min_value=1, max_value=500)
    taught_by = forms.CharField(label=_("Taught by"), max_length=200)
    members = forms.TypedMultipleChoiceField(
        label=_("Who took part"), coerce=int, widget=widgets.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.choices = members


class WhenForm(Form):
    """Day, time and place of a session or a meeting."""

    day = day(_("Day"))
    time = forms.TimeField(label=_("Time"), widget=widgets.TimeInput)
    place = forms.CharField(label=_("Place"), max_length=200)

    def starts_at(self) -> datetime:
        """The moment in Kazakhstan."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], LOCAL)


class ReasonForm(Form):
    """Why something is called off."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class ItemForm(Form):
    """An item of the agenda."""

    title = forms.CharField(label=_("What it is about"), max_length=300)
    text = words(_("What the body is asked to decide"), required=False)
    reporter = forms.CharField(label=_("Who reports"), max_length=200, required=False)
    problem_number = forms.CharField(
        label=_("Number of the problem file"),
        max_length=20,
        required=False,
        help_text=_("For example 7K3M-42QX-9, where the item is about one."),
        widget=forms.TextInput(attrs={"class": "w-20", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class MaterialForm(Form):
    """A material: a file or a link."""

    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(label=_("PDF or picture"), required=False, widget=widgets.FileInput)
    link = forms.CharField(label=_("Or a link"), max_length=500, required=False, help_text=_("Begins with https://"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and bool(data.get("file")) == bool(data.get("link")):
            raise ValidationError(_("Attach a file or write a link: one of the two."))
        return data


class AttendanceForm(Form):
    """Who is there; guests in words."""

    present = forms.TypedMultipleChoiceField(
        label=_("Who is there"), coerce=int, required=False, widget=widgets.CheckboxSelectMultiple
    )
    chaired_by = forms.TypedChoiceField(label=_("Chaired by"), coerce=int, required=False, empty_value=None)
    kept_by = forms.TypedChoiceField(label=_("Minutes kept by"), coerce=int, required=False, empty_value=None)
    guests = words(_("Invited persons"), rows=2, required=False, hint=_("They have no vote and do not count."))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["present"].choices = members
        fields["chaired_by"].choices = fields["kept_by"].choices = [("", "–"), *members]


class HeardForm(Form):
    """What was said on an item and what became of it."""

    heard = words(_("What was said"), rows=8, most=10000)
    outcome = forms.ChoiceField(
        label=_("What became of it"),
        widget=widgets.RadioSelect,
        choices=choices(ITEM_OUTCOMES, ItemOutcome.OPEN),
    )


class DecisionForm(Form):
    """A decision: text, executing body, day, votes."""

    text = words(_("What was decided"))
    owner = forms.ChoiceField(label=_("Who executes it"))
    due_on = day(_("To be executed by"))
    votes_for = forms.IntegerField(label=_("Votes for"), min_value=0, max_value=1000)
    votes_against = forms.IntegerField(label=_("Votes against"), min_value=0, max_value=1000, initial=0)
    votes_abstained = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=1000, initial=0)

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.choices = owners

    def votes(self) -> tuple[int, int, int]:
        data = self.cleaned_data
        return data["votes_for"], data["votes_against"], data["votes_abstained"]


class CorrectionForm(Form):
    """A mistake in closed minutes."""

    text = words(_("What is wrong, and how it should read"))


class ReportForm(Form):
    """Progress of a decision."""

    text = words(_("What has been done so far"))


class ExtendForm(Form):
    """More time."""

    due_on = day(_("New day"))
    text = words(_("Ground"), rows=2)


class ExecuteForm(Form):
    """Executed."""

    on = day(_("Executed on"))
    text = words(_("What was done"))


class LiftForm(Form):
    """Taken off control without execution."""

    text = words(_("Why it will not be executed"), rows=3)
