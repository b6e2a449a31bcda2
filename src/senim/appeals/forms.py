"""Forms of the appeals context. The typed questions of a category make one form from the catalogue, not a class each."""

from __future__ import annotations

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.appeals import catalogue, policies
from senim.appeals.catalogue import Answering, Category, Question
from senim.appeals.domain import CHANNELS, KNOWN_AS, LEGALITY, OUTCOMES, Channel, KnownAs
from senim.kernel import files
from senim.kernel.iin import is_iin
from senim.web import widgets
from senim.web.forms import FilesField, Form

TEXT_MAX = 10_000


def choices(labels: Any) -> list[tuple[str, str]]:
    """(value, words in the present language) of a table of labels."""
    return [(str(code), str(label)) for code, label in labels.items()]


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
        self.fields["kind"].choices = choices(catalogue.KINDS)  # type: ignore[attr-defined]


class CategoryForm(Form):
    """The second-level category; what the words suggest stands first in the template."""

    category = forms.ChoiceField(label=_("What is it about?"), widget=widgets.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (code, str(item.label)) for code, item in catalogue.CATEGORIES.items()
        ]


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


class PlaceForm(Form):
    """Where: a house from the search, a point, a beat from the list, or words alone."""

    hit = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
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
        if (lon is None) != (lat is None) or (lon is not None and not (-180 <= lon <= 180 and -90 <= lat <= 90)):
            raise ValidationError(
                _("The position is not a place on Earth. Choose the place again or describe it in words.")
            )
        return data


class FilesForm(Form):
    """Photos, sound, video. Each file is checked before anything is kept."""

    files = FilesField(
        label=_("Photos, sound or video"),
        required=False,
        accept=files.accepted_types(("image", "sound", "video")),
        help_text=_("Up to five files. The place and device written inside a photo are removed."),
    )


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
    email = forms.EmailField(label=_("E-mail"), required=False)
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
                    "The inspector works without them. A head may open them with a reason, and every opening is logged."
                ),
                KnownAs.ANONYMOUS: _(
                    "By law an anonymous appeal need not be answered unless it tells of a crime or a threat. We still look at it, and you follow it by the link."
                ),
            }
        )
        known.choices = choices(KNOWN_AS)  # type: ignore[attr-defined]
        way = self.fields["safe_way"]
        way.widget = widgets.RadioSelect(
            hints={
                "link": _("We send nothing. You open the link yourself."),
                "sms": _("One neutral line without subject."),
                "email": _("One neutral line without subject."),
            }
        )
        way.choices = [  # type: ignore[attr-defined]
            ("link", _("Do not contact me: I will look myself")),
            ("sms", _("By SMS")),
            ("email", _("By e-mail")),
        ]

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
        if data.get("safe_way") == "sms" and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Write the phone number for the SMS."))
        if data.get("safe_way") == "email" and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the e-mail address."))
        return data

    def _forget_what_is_not_asked(self, data: dict[str, Any]) -> None:
        """Who stays anonymous gives no more than the address that the chosen way needs; the page hides the rest."""
        needed = {"sms": "phone", "email": "email"}.get(data.get("safe_way", ""))
        for name in {"name", "iin", "phone", "email"} - {needed}:
            data[name] = ""
            self.errors.pop(name, None)


def phone_or_refuse(typed: str) -> str:
    """A phone number as +77001234567, "" for none. A number without a country is Kazakhstan's."""
    if not typed.strip():
        return ""
    try:
        number = phonenumbers.parse(typed, "KZ")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("This is not a phone number. Write it like +7 700 123 45 67."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class TextForm(Form):
    """One text: a question, a reply, a note, a reason."""

    text = forms.CharField(label=_("Text"), max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label or self.fields["text"].label
        self.fields["text"].help_text = hint


class AddForm(Form):
    """The applicant's reply or addition, with files."""

    text = forms.CharField(
        label=_("Your words"), required=False, max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = FilesForm.base_fields["files"]


class SolvedForm(Form):
    """Is it still solved after four weeks?"""

    solved = forms.ChoiceField(
        label=_("Is it still solved?"),
        widget=widgets.RadioSelect(inline=True),
        choices=[("yes", _("Yes")), ("no", _("No"))],
    )
    words = forms.CharField(
        label=_("Anything to add?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FollowForm(Form):
    """The secret code of a receipt."""

    code = forms.CharField(
        label=_("Code from your receipt"),
        max_length=40,
        help_text=_("Sixteen letters and digits, for example 7K3M-42QX-9ABC-DEFG."),
    )


class AnswerForm(Form):
    """The officer's answer: what was done, where, when, or why not."""

    outcome = forms.ChoiceField(label=_("Outcome"))
    text = forms.CharField(
        label=_("Answer to the applicant"),
        max_length=TEXT_MAX,
        min_length=policies.ANSWER_MIN,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    done = forms.CharField(label=_("What was done"), max_length=500, required=False)
    where = forms.CharField(label=_("Where"), max_length=300, required=False)
    when = forms.DateField(
        label=_("When"),
        required=False,
        widget=widgets.DateInput,
        help_text=_("For an interim answer: the day of the next step."),
    )
    reason = forms.CharField(
        label=_("Why not, or why only in part"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    legality = forms.MultipleChoiceField(
        label=_("A refusal is lawful only when all five hold"), required=False, widget=widgets.CheckboxSelectMultiple
    )
    files = FilesField(label=_("Photo of the result"), required=False, accept="image/*")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = choices(OUTCOMES)  # type: ignore[attr-defined]
        self.fields["legality"].choices = choices(LEGALITY)  # type: ignore[attr-defined]


class ToPostForm(Form):
    """Another post and the reason."""

    post = forms.TypedChoiceField(label=_("To whom"), coerce=int)
    text = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, posts: list[tuple[int, str]] = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]


class ToBodyForm(Form):
    """Another body and what is asked of it."""

    body = forms.TypedChoiceField(label=_("Which body"), coerce=int)
    text = forms.CharField(
        label=_("What is asked"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other body sees only this text, not the applicant's words or name."),
    )

    def __init__(self, *args: Any, bodies: list[tuple[int, str]] = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]


class ExtendForm(Form):
    """A longer legal term."""

    until = forms.DateField(label=_("Until"), widget=widgets.DateInput)
    text = forms.CharField(label=_("Ground"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class CrimeForm(Form):
    """The registration reference of a crime and its time."""

    reference = forms.CharField(label=_("Registration reference"), max_length=40)
    registered_at = forms.DateTimeField(label=_("Registered at"), widget=widgets.DateTimeInput)


class EntryForm(KnownForm):
    """Everything on one page, for whoever enters an appeal for a caller."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    channel = forms.ChoiceField(label=_("How it came"), widget=widgets.RadioSelect(inline=True))
    kind = forms.ChoiceField(label=_("What it is"))
    category = forms.ChoiceField(label=_("Category"))
    danger = forms.BooleanField(label=_("Danger to life: passed to the duty unit at once"), required=False)
    text = forms.CharField(
        label=_("What the person tells"), max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 6})
    )
    happened_at = forms.CharField(label=_("When it happened"), max_length=120, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    place = forms.CharField(label=_("Place in words"), max_length=300, required=False)
    about = forms.ChoiceField(
        label=_("Complaint about an officer: about whom"),
        required=False,
        choices=[
            ("", "—"),
            ("beat_inspector", _("The neighbourhood inspector of the street")),
            ("head", _("The head")),
            ("unknown", _("Not known")),
        ],
    )
    field_order = (
        "channel",
        "danger",
        "kind",
        "category",
        "text",
        "happened_at",
        "address",
        "place",
        "about",
        "known_as",
        "name",
        "iin",
        "phone",
        "email",
        "safe_way",
        "safe_note",
        "key",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [pair for pair in choices(CHANNELS) if pair[0] != Channel.WEB]  # type: ignore[attr-defined]
        self.fields["kind"].choices = choices(catalogue.KINDS)  # type: ignore[attr-defined]
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (str(group.label), [(one.code, str(one.label)) for one in catalogue.of_group(group.code)])
            for group in catalogue.GROUPS
        ]
