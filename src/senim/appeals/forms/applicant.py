"""What an applicant says later: an addition, whether it is still solved, the code of the receipt."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.appeals.forms.parts import TEXT_MAX
from senim.appeals.forms.report import FilesForm
from senim.web import widgets
from senim.web.forms import Form


class AddForm(Form):
    """The applicant's reply or addition, with files."""

    text = forms.CharField(
        label=_("Your words"), required=False, max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = FilesForm.base_fields["files"]  # type: ignore[assignment]  # a field of the form, not its uploads


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
