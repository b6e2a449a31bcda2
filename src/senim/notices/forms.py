"""Forms of whoever writes a notice: what a kind does not need is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.kernel import files
from senim.kernel.clock import today
from senim.notices.actions import FIELDS
from senim.notices.domain import ALT_MAX, PERSONS, TEXT_MAX, TITLE_MAX, WHYS, Kind, Values, Why
from senim.notices.models import Notice
from senim.web.forms import Form
from senim.web.widgets import DateInput, RadioSelect


def _title(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=TITLE_MAX, required=required)


def _text(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=TEXT_MAX, required=required, widget=forms.Textarea(attrs={"rows": 6})
    )


def _alt(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=ALT_MAX, required=False)


class NoticeForm(Form):
    """A notice in Kazakh and Russian, English where it is wanted."""

    area = forms.TypedChoiceField(label=_("For whose residents"), coerce=int)
    title_kk = _title(_("Heading in Kazakh"))
    text_kk = _text(_("Text in Kazakh"))
    title_ru = _title(_("Heading in Russian"))
    text_ru = _text(_("Text in Russian"))
    title_en = _title(_("Heading in English, if you write one"), required=False)
    text_en = _text(_("Text in English, if you write one"), required=False)
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("Hidden data are removed. Not a photo of people who are not searched for."),
    )
    drop = forms.BooleanField(label=_("Take the photo away"), required=False)
    alt_kk = _alt(_("What the photo shows, in Kazakh"))
    alt_ru = _alt(_("What the photo shows, in Russian"))
    alt_en = _alt(_("What the photo shows, in English"))
    ground = forms.CharField(
        label=_("Legal measure: what it is and who decided it"), max_length=200, required=False,
        help_text=_("Without a measure nobody is published."),
    )
    ground_number = forms.CharField(label=_("Number and day of the measure"), max_length=80, required=False)
    consent = forms.BooleanField(label=_("The family or the legal guardian agrees"), required=False)
    starts_on = forms.DateField(label=_("Shown from"), widget=DateInput)
    ends_on = forms.DateField(label=_("Shown until"), widget=DateInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kind: Kind, areas: Sequence[tuple[int, str]] | None, has_photo: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if areas is None:
            del self.fields["area"]
        else:
            field: Any = self.fields["area"]
            field.choices = areas
        if not has_photo:
            del self.fields["drop"]
        for name, asked in (("ground", PERSONS), ("ground_number", PERSONS), ("consent", {Kind.MISSING})):
            if kind in asked:
                self.fields[name].required = True
            else:
                del self.fields[name]
        self.fields["starts_on"].initial = today
        self.fields["photo"].widget.attrs["accept"] = files.accepted_types(("image",))
        if kind is Kind.NEWS or kind is Kind.WARNING:
            self.fields["text_kk"].help_text = _("No names of residents, nobody's number or address.")

    def values(self) -> Values:
        """What the valid form says."""
        given = {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}
        return Values(**given)

    @staticmethod
    def initial_of(one: Notice) -> dict[str, Any]:
        return {**{name: getattr(one, name) for name in FIELDS}, "version": one.version}


class SignForm(Form):
    """The signer's password once more."""

    password = forms.CharField(
        label=_("Your password, to sign"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class EndForm(Form):
    """Why it ends now."""

    why = forms.ChoiceField(label=_("Why does it end?"), widget=RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["why"]
        field.choices = [(str(one), str(WHYS[one])) for one in (Why.FOUND, Why.WITHDRAWN)]
