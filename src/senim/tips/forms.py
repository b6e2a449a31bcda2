"""Forms of whoever writes, of the named officers, and of those who name them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.kernel import files, ids
from senim.kernel.clock import LOCAL
from senim.tips.codes import read_code
from senim.tips.domain import CONTACT_MAX, OUTCOMES, PICTURES_MAX, REASON_MAX, TEXT_MAX, TOPICS, Outcome, Topic, Way
from senim.web.forms import FilesField, Form
from senim.web.widgets import DateInput, RadioSelect, TimeInput

Choices = Sequence[tuple[Any, Any]]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field: Any = form.fields[name]
    field.choices = choices


def _words(label: Any, hint: Any = "", rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=TEXT_MAX,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "spellcheck": "false"}),
    )


def _photos() -> Any:
    return FilesField(
        label=_("Photos"),
        required=False,
        max_files=PICTURES_MAX,
        accept=files.accepted_types(("image",)),
        help_text=_(
            "Up to three photos; hidden data are removed. A voice, a video or a document could give you away: "
            "describe them in words."
        ),
    )


class WriteForm(Form):
    """The one page on which a message is written. `once`: the form's own random value, against a second press."""

    sensitive = True
    topic = forms.ChoiceField(label=_("What is your message about?"), widget=RadioSelect)
    region = forms.TypedChoiceField(label=_("In which region?"), coerce=int)
    past_region = forms.BooleanField(
        label=_("Not to the police of this region"),
        required=False,
        help_text=_("A central officer reads it. Choose this when it concerns the local police themselves."),
    )
    text = _words(
        _("What do you know?"),
        _("What happens, where and when; how do you know it. Write nothing that only you can know about yourself."),
        rows=9,
    )
    contact = forms.CharField(
        label=_("How may we reach you, and when is it safe?"),
        max_length=CONTACT_MAX,
        required=False,
        help_text=_("A telephone number or an address that nobody else reads. It is encrypted apart."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    files = _photos()
    once = forms.CharField(widget=forms.HiddenInput, max_length=43, min_length=43)

    def __init__(self, *args: Any, way: Way, regions: Choices, central: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "topic", [(str(one), str(label)) for one, label in TOPICS.items()])
        _offer(self, "region", [("", _("Choose the region")), *regions] if len(regions) > 1 else regions)
        self.fields["once"].initial = ids.new_token()
        if not central or not regions:
            del self.fields["past_region"]
        if way is Way.ANONYMOUS:
            del self.fields["contact"]
        else:
            self.fields["contact"].required = True

    @property
    def topic_chosen(self) -> Topic:
        return Topic(self.cleaned_data["topic"])


class CodeForm(Form):
    """The code typed by hand."""

    sensitive = True
    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Twenty letters and digits. Capitals and dashes do not matter."),
        widget=forms.TextInput(attrs={"class": "w-20", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(
                _("The code has twenty letters and digits. Compare it once more: O and 0, I and 1 are the same."),
                code="code",
            )
        return code


class AddForm(Form):
    """More words, more photos."""

    sensitive = True
    text = _words(_("Write more or answer"))
    files = _photos()


class ReplyForm(Form):
    """A named officer's answer."""

    sensitive = True
    text = _words(
        _("Reply to the sender"),
        _("Only whoever has the code reads this. Plain words; ask one thing at a time; do not ask who they are."),
    )


class HandForm(Form):
    """What the duty unit registered."""

    reference = forms.CharField(label=_("Registration number of the duty unit"), max_length=40)
    day = forms.DateField(label=_("Day of the registration"), widget=DateInput)
    time = forms.TimeField(label=_("Time of the registration"), widget=TimeInput)

    def registered_at(self) -> datetime:
        """The moment, aware, as it was typed on Kazakhstan's clock."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], LOCAL)


class CloseForm(Form):
    """The end of a message."""

    sensitive = True
    outcome = forms.ChoiceField(label=_("Outcome of the check"), widget=RadioSelect)
    text = _words(_("Last words to the sender"), _("What was done, as far as it can be told, and thanks."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "outcome", [(str(one), str(label)) for one, label in OUTCOMES.items()])

    @property
    def came_of_it(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])


class ReasonForm(Form):
    """Why the contact has to be opened."""

    reason = forms.CharField(
        label=_("Why do you need the contact?"),
        max_length=REASON_MAX,
        help_text=_("The reason is kept. The sender sees that the contact was opened, and on which day."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NameForm(Form):
    """Who is named, by which order, until when."""

    account = forms.TypedChoiceField(label=_("Who"), coerce=int)
    ground = forms.CharField(label=_("Order: number and day"), max_length=200)
    ends_on = forms.DateField(label=_("Named until"), help_text=_("At most a year."), widget=DateInput)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "account", people)
