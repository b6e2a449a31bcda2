"""Forms that stand on pages of their own: a heading of an audit, the door of a body, the answer to an offer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.problems import domain
from senim.problems.forms.file import NOT_NAMED
from senim.problems.forms.parts import a_day, choices, long_text, offer, one_line, tenge
from senim.web import widgets
from senim.web.forms import FilesField, Form


class HeadingForm(Form):
    """What is seen under one heading of an audit."""

    mark = forms.ChoiceField(label=_("What do you see?"), widget=widgets.RadioSelect())
    text = long_text(_("What exactly"), 1000, rows=3, required=False, hint=_("Needed where it is weak or bad."))
    photo = FilesField(
        label=_("Photo"),
        required=False,
        max_files=1,
        accept="image/*",
        help_text=_("Of the place, without faces and number plates."),
    )
    owner = forms.ChoiceField(label=_("Whose it is to mend"), required=False)

    def __init__(self, *args: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "mark", choices(domain.MARKS))
        offer(self, "owner", bodies, empty=NOT_NAMED)


class DoneForm(Form):
    """What the body did, or why not."""

    text = long_text(_("What was done, or why not"), 2000, rows=4)
    began_on = a_day(_("When the work began"), required=False)
    spent = tenge(
        _("Spent, tenge"), hint=_("So that the group can say what a prevented event cost. May be left empty.")
    )


class DeclineForm(Form):
    """Why no file is opened."""

    ground = long_text(_("Why no file is opened"), 500)


class ThoughtForm(Form):
    """What a resident thinks of a problem."""

    text = long_text(
        _("What do you think, and how would you solve it?"),
        domain.THOUGHT_MAX,
        rows=4,
        hint=_("No names and no addresses of people."),
    )


class VoiceForm(Form):
    """Whether somebody joins with an appeal of theirs."""

    code = one_line(
        _("Code or link of your appeal, if you have one"),
        200,
        required=False,
        hint=_("Then you are counted once with all your appeals, and see on their pages what came of it."),
    )
