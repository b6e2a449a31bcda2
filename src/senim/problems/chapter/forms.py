"""The form that asks for a chapter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.kernel.scoping import Scope, within
from senim.problems.chapter import figures, permissions
from senim.problems.chapter.domain import MOST_BEATS
from senim.problems.forms.parts import a_day, offer
from senim.problems.presenters import parts as names
from senim.problems.presenters.parts import language
from senim.territory import api as territory
from senim.web import widgets
from senim.web.forms import Form


class ChapterForm(Form):
    """Of which area or beats, of which days."""

    area = forms.ChoiceField(label=_("Area"), help_text=_("A chapter holds at most 30 beats."))
    beats = forms.MultipleChoiceField(
        label=_("Only these beats"),
        required=False,
        widget=widgets.CheckboxSelectMultiple(),
        help_text=_("None ticked: all beats of the area."),
    )
    since = a_day(_("Events of the days from"))
    until = a_day(_("Until, this day included"))

    def __init__(self, *args: Any, scope: Scope, **more: Any) -> None:
        super().__init__(*args, **more)
        self.roots = scope.paths(*permissions.MAKERS)
        offer(self, "area", names.area_choices(self.roots))
        beats = figures.beats_of(self.roots)
        offer(self, "beats", [(one.id, territory.name_of(one, language())) for one in beats[: 4 * MOST_BEATS]])

    def paths(self) -> tuple[str, ...]:
        """The areas that the chapter is of: the ticked beats that lie in the area, or all of it."""
        area = territory.area(int(self.cleaned_data["area"]))
        ticked = [territory.area(int(one)).path for one in self.cleaned_data["beats"]]
        chosen = tuple(path for path in ticked if within(path, (area.path,)))
        return chosen if ticked else (area.path,)
