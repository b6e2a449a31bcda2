"""Forms of what makes work quicker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.ease.domain import FORMS, HOURS, NAME, REASONS, Form, Reason
from senim.web import forms as web
from senim.web import widgets


class FilterForm(web.Form):
    """A name for what is chosen."""

    name = forms.CharField(
        label=_("Name of the filter"), max_length=NAME, widget=forms.TextInput(attrs={"class": "w-20"}),
        help_text=_("No names of people and no personal numbers."))
    shared = forms.BooleanField(label=_("Share it with my unit"), required=False)

    def __init__(self, *args: Any, may_share: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["shared"]


class TakeForm(web.Form):
    """For what a list is taken along, and as what."""

    form = forms.ChoiceField(
        label=_("File"), choices=lambda: [(one.value, str(FORMS[one])) for one in Form],
        widget=widgets.RadioSelect)
    reason = forms.ChoiceField(
        label=_("What for"), choices=lambda: [(one.value, str(REASONS[one])) for one in Reason],
        widget=widgets.RadioSelect)
    words = forms.CharField(
        label=_("Why, in your words"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("At least 10 characters. Names and numbers of people do not belong here. It stays in the log."))


class FeedForm(web.Form):
    """Of which post a calendar is."""

    post = forms.TypedChoiceField(label=_("Post"), coerce=int)

    def __init__(self, *args: Any, posts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]


class MorningForm(web.Form):
    """When the letter of the morning comes; nothing for not at all."""

    hour = forms.TypedChoiceField(
        label=_("At what hour"), coerce=int,
        choices=lambda: [(0, _("Do not send it")), *((hour, f"{hour:02}:00") for hour in HOURS)],
        help_text=_("On days when you are on duty, and only when something is owed. It names nobody."))
