"""What an officer writes: an answer, a transfer, a referral, a longer term, an appeal entered for a caller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.appeals import catalogue, policies
from senim.appeals.domain import BY_ITSELF, CHANNELS, LEGALITY, OUTCOMES
from senim.appeals.forms.parts import TEXT_MAX, choices, offer
from senim.appeals.forms.report import HIT_MAX, KnownForm
from senim.web import widgets
from senim.web.forms import FilesField, Form


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
    files = FilesField(  # type: ignore[assignment]  # a field of the form, not its uploads
        label=_("Photo of the result"), required=False, accept="image/*"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "outcome", choices(OUTCOMES))
        offer(self, "legality", choices(LEGALITY))


class ToPostForm(Form):
    """Another post and the reason."""

    post = forms.TypedChoiceField(label=_("To whom"), coerce=int)
    text = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, posts: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "post", posts)


class AboutForm(Form):
    """Whom a complaint is about, and what shows it. 0: an officer who is not known."""

    title = _("This is a complaint about an officer")
    button = _("Mark")
    post = forms.TypedChoiceField(label=_("Whom it is about"), coerce=int)
    text = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It goes to the superior at once; that officer and everyone under that officer sees it no more."),
    )

    def __init__(self, *args: Any, posts: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "post", [(0, _("The officer is not known")), *posts])


class ToBodyForm(Form):
    """Another body and what is asked of it."""

    body = forms.TypedChoiceField(label=_("Which body"), coerce=int)
    text = forms.CharField(
        label=_("What is asked"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other body sees only this text, not the applicant's words or name."),
    )

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", bodies)


class DuplicateForm(Form):
    """The appeal of the same matter that stays the main one."""

    number = forms.CharField(
        label=_("Number of the main appeal"),
        max_length=20,
        help_text=_("Both stay with you with their clocks. When you answer the main one, this one is answered too."),
    )


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
    hit = forms.CharField(required=False, widget=forms.HiddenInput, max_length=HIT_MAX)
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
        offer(self, "channel", [pair for pair in choices(CHANNELS) if pair[0] not in BY_ITSELF])
        offer(self, "kind", choices(catalogue.KINDS))
        groups = [
            (str(group.label), [(one.code, str(one.label)) for one in catalogue.of_group(group.code)])
            for group in catalogue.GROUPS
        ]
        offer(self, "category", groups)
