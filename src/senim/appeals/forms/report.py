"""The pages of the report. The typed questions of a category make one form from the catalogue, not a class each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.appeals import catalogue
from senim.appeals.catalogue import Answering, Category, Question
from senim.appeals.domain import KNOWN_AS, KnownAs
from senim.appeals.forms.parts import TEXT_MAX, choices, offer, phone_or_refuse
from senim.kernel import files as kernel_files
from senim.kernel.iin import is_iin
from senim.web import widgets
from senim.web.forms import FilesField, Form


class DangerForm(Form):
    """The first question of all."""

    danger = forms.ChoiceField(
        label=_("Is anyone's life or health in danger right now?"),
        widget=widgets.RadioSelect(inline=True),
        choices=[("yes", _("Yes")), ("no", _("No"))],
    )


class WordsForm(Form):
    """What it is and what happened, in own words."""

    kind = forms.ChoiceField(label=_("What do you want to send?"), widget=widgets.RadioSelect)
    text = forms.CharField(
        label=_("Tell it in your own words"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What happens, when and how often. Please do not write other people's names unless it matters."),
    )
    happened_at = forms.CharField(
        label=_("When did it happen?"),
        max_length=120,
        required=False,
        help_text=_("For example: yesterday at 23:00, every Friday night. You may leave it empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", choices(catalogue.KINDS))


class CategoryForm(Form):
    """The second-level category; what the words suggest stands first in the template."""

    category = forms.ChoiceField(label=_("What is it about?"), widget=widgets.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "category", [(code, str(item.label)) for code, item in catalogue.CATEGORIES.items()])


class DetailsForm(Form):
    """The typed questions of one category. None of them must be answered."""

    def __init__(self, *args: Any, category: Category, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in category.questions:
            self.fields[question.code] = field_of(question)
        if category.about_officer:
            self.fields["about"] = forms.ChoiceField(
                label=_("Who is it about?"),
                widget=widgets.RadioSelect,
                required=False,
                choices=[
                    ("beat_inspector", _("The neighbourhood inspector of my street")),
                    ("head", _("The head of the local police service")),
                    ("unknown", _("Somebody else, or I do not know")),
                ],
            )
            self.fields["to_council"] = forms.BooleanField(
                label=_("Send it to the advisory body of the public council too"),
                required=False,
                help_text=_("It sees the complaint without your name and gives a recommendation."),
            )

    def answers(self) -> dict[str, str]:
        """What was answered, without the empty and without what is not a question of the category."""
        own = {"about", "to_council"}
        return {
            code: str(value) for code, value in self.cleaned_data.items() if code not in own and value not in (None, "")
        }


def field_of(question: Question) -> forms.Field:
    """The form field of a typed question."""
    label = str(question.label)
    if question.answering in {Answering.CHOICE, Answering.YES_NO}:
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=[(one.code, str(one.label)) for one in question.options],
            widget=widgets.RadioSelect(inline=question.answering is Answering.YES_NO),
        )
    if question.answering is Answering.NUMBER:
        unit = f" ({question.unit})" if question.unit else ""
        return forms.IntegerField(label=label + unit, required=False, min_value=0, max_value=10**10)
    return forms.CharField(label=label, required=False, max_length=200)


#: A chosen place with its words, as presenters.hit_row writes it.
HIT_MAX = 300


class PlaceForm(Form):
    """Where: a house from the search, a point, a beat from the list, or words alone."""

    hit = forms.CharField(required=False, widget=forms.HiddenInput, max_length=HIT_MAX)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    place = forms.CharField(
        label=_("Describe the place"),
        max_length=300,
        required=False,
        help_text=_("Entrance, yard, stop, landmark. Without an exact address this helps to find it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        lon, lat = data.get("lon"), data.get("lat")
        if lon is None and lat is None:
            return data
        if lon is None or lat is None or not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise ValidationError(
                _("The position is not a place on Earth. Choose the place again or describe it in words.")
            )
        return data


class FilesForm(Form):
    """Photos, sound, video. Each file is checked before anything is kept."""

    files = FilesField(  # type: ignore[assignment]  # a field of the form, not its uploads
        label=_("Photos, sound or video"),
        required=False,
        accept=kernel_files.accepted_types(("image", "sound", "video")),
        help_text=_("Up to five files. The place and device written inside a photo are removed."),
    )


def offer_ways(form: Form) -> None:
    """The ways by which an applicant may be told, each with what it means."""
    way = form.fields["safe_way"]
    way.widget = widgets.RadioSelect(
        hints={
            "link": _("We send nothing. You open the link yourself."),
            "sms": _("One neutral line without subject."),
            "email": _("One neutral line without subject."),
        }
    )
    ways = [
        ("link", _("Do not contact me: I will look myself")),
        ("sms", _("By SMS")),
        ("email", _("By e-mail")),
    ]
    offer(form, "safe_way", ways)


def check_way(form: Form, data: dict[str, Any]) -> None:
    """The chosen way needs its address."""
    if data.get("safe_way") == "sms" and not data.get("phone") and "phone" not in form.errors:
        form.add_error("phone", _("Write the phone number for the SMS."))
    if data.get("safe_way") == "email" and not data.get("email") and "email" not in form.errors:
        form.add_error("email", _("Write the e-mail address."))


class KnownForm(Form):
    """How to be known, and how it is safe to be told."""

    sensitive = True
    known_as = forms.ChoiceField(label=_("How do you want to be known?"))
    name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    iin = forms.CharField(
        label=_("IIN (12 digits)"),
        max_length=12,
        required=False,
        help_text=_("Needed only for a formal appeal under the law. You may leave it empty."),
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=24, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    safe_way = forms.ChoiceField(label=_("How may we tell you that there is news?"), initial="link")
    safe_note = forms.CharField(
        label=_("When and how is it safe to contact you?"),
        max_length=300,
        required=False,
        help_text=_("For example: only by day; do not call, he checks my phone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.fields["known_as"]
        known.widget = widgets.RadioSelect(
            hints={
                KnownAs.NAMED: _("The inspector sees your name and contact."),
                KnownAs.CONFIDENTIAL: _(
                    "The inspector works without them. A head of that area may open them, only with a reason, and "
                    "every opening is logged."
                ),
                KnownAs.ANONYMOUS: _(
                    "By law an anonymous appeal need not be answered unless it tells of a crime or a threat. "
                    "We still look at it, and you follow it by the link."
                ),
            }
        )
        offer(self, "known_as", choices(KNOWN_AS))
        offer_ways(self)

    def clean_iin(self) -> str:
        iin = self.cleaned_data["iin"].strip()
        if iin and not is_iin(iin):
            raise ValidationError(_("This is not an IIN: check the twelve digits or leave it empty."))
        return iin

    def clean_phone(self) -> str:
        return phone_or_refuse(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("known_as") == KnownAs.ANONYMOUS:
            self._forget_what_is_not_asked(data)
        elif not data.get("name"):
            self.add_error("name", _("Write your name or choose to stay anonymous."))
        check_way(self, data)
        return data

    def _forget_what_is_not_asked(self, data: dict[str, Any]) -> None:
        """Who stays anonymous gives no more than the address that the chosen way needs; the page hides the rest."""
        needed = {"sms": "phone", "email": "email"}.get(data.get("safe_way", ""))
        for name in {"name", "iin", "phone", "email"} - {needed}:
            data[name] = ""
            self.errors.pop(name, None)


class JoinForm(Form):
    """How it is safe to tell whoever joins a report; nothing else is asked."""

    sensitive = True
    safe_way = forms.ChoiceField(label=_("How may we tell you that there is news?"), initial="link")
    phone = KnownForm.base_fields["phone"]
    email = KnownForm.base_fields["email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_ways(self)

    def clean_phone(self) -> str:
        return phone_or_refuse(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        needed = {"sms": "phone", "email": "email"}.get(data.get("safe_way", ""))
        for name in {"phone", "email"} - {needed}:
            data[name] = ""
            self.errors.pop(name, None)
        check_way(self, data)
        return data
