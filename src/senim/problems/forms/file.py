"""The forms on the page of a file."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.kernel.errors import Refused
from senim.problems import catalogue, domain, place
from senim.problems.forms.parts import a_day, choices, long_text, offer, one_line, tenge
from senim.web import widgets
from senim.web.forms import Form

NOT_NAMED = _("not named")
CHOOSE = _("choose")


class DefinitionForm(Form):
    """What the problem is and which events count as it."""

    title = one_line(
        _("Title"), 160, hint=_("The place and what keeps happening: “Thefts from cars at the market car park”.")
    )
    words = long_text(
        _("Definition"),
        5000,
        rows=5,
        hint=_("What happens, where, to whom, since when, how one would see that it is over. No names, no flats."),
    )
    kind = forms.ChoiceField(label=_("Kind of problem"))
    place_kind = forms.ChoiceField(label=_("Kind of place"))
    area = forms.ChoiceField(label=_("Area"))
    kinds = forms.MultipleChoiceField(
        label=_("Events that count"),
        required=False,
        widget=widgets.CheckboxSelectMultiple(inline=True),
        help_text=_("None chosen: all kinds."),
    )
    since = a_day(_("Events from"), required=False)
    until = a_day(_("Events until"), required=False)
    outline = long_text(
        _("Outline of the place"),
        4000,
        rows=4,
        required=False,
        hint=_(
            "A corner on each line, latitude first: 46.0616, 69.9128. At least three, in order along the edge. "
            "Left empty, "
            "the whole area counts."
        ),
    )
    selection = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, areas: Any, kinds: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if "outline" not in self.initial:
            self.initial["outline"] = _outline_of(self.initial.get("selection"))
        # Nothing is chosen for anybody: a file that nobody thought about would be a theft in a yard of the whole city.
        offer(self, "kind", choices(catalogue.PROBLEM_KINDS), empty=CHOOSE)
        offer(self, "place_kind", choices(catalogue.PLACES), empty=CHOOSE)
        offer(self, "area", areas, empty=CHOOSE)
        offer(self, "kinds", kinds)
        if not kinds:
            del self.fields["kinds"]

    def clean_outline(self) -> str:
        """What was typed; a clear sentence where it goes around no place."""
        typed = str(self.cleaned_data["outline"])
        try:
            place.parse(typed)
        except Refused as refused:
            raise forms.ValidationError(str(refused), code=refused.code) from refused
        return typed


def _outline_of(kept: Any) -> str:
    """The outline of a selection that a form begins with; "" for none, or for what is no selection."""
    try:
        return place.words(json.loads(kept or "{}").get("polygon") or ())
    except (ValueError, TypeError, AttributeError):
        return ""


class SourceForm(Form):
    """What the definition rests on."""

    kind = forms.ChoiceField(label=_("Source"))
    text = long_text(_("What it says"), 1000, hint=_("In a sentence: what, how many, since when."))
    reference = one_line(_("Where it can be found"), 300, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "kind", choices(domain.SOURCES))


class MemberForm(Form):
    """Who joins."""

    who = forms.ChoiceField(label=_("Who"))
    role = forms.ChoiceField(label=_("What they do here"))

    def __init__(self, *args: Any, posts: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "who", [*((f"p{pk}", name) for pk, name in posts), *((f"b{pk}", name) for pk, name in bodies)])
        offer(self, "role", choices(domain.MEMBER_ROLES))


class OneOfForm(Form):
    """One row of a list and a text about it."""

    target = forms.ChoiceField(label=_("Which"))
    text = long_text(_("Why"), 500)

    def __init__(self, *args: Any, rows: Any, label: Any = None, words: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "target", rows)
        if label:
            self.fields["target"].label = label
        if words:
            self.fields["text"].label = words


class FindingForm(Form):
    """What is known under one of six questions."""

    question = forms.ChoiceField(label=_("Question"))
    text = long_text(_("What is known"), 2000)
    source = one_line(_("Where it is from"), 300, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "question", choices(domain.QUESTIONS))


class SideForm(Form):
    """A side of the triangle."""

    side = forms.ChoiceField(label=_("Side"))
    text = long_text(_("What is it like?"), 2000, hint=_("Kinds of people and places, never a person."))
    controller = one_line(_("Who controls it now"), 500, required=False, hint=_("Guardian, handler or place manager."))
    could = one_line(_("Who could act"), 500, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "side", choices(domain.SIDES))


class HypothesisForm(Form):
    """Why it may happen."""

    text = long_text(
        _("Hypothesis"),
        1000,
        hint=_("So that it can turn out wrong: “It happens because …, therefore we should see …”."),
    )


class EvidenceForm(Form):
    """What speaks for or against a hypothesis."""

    target = forms.ChoiceField(label=_("Hypothesis"))
    weight = forms.ChoiceField(label=_("It speaks"), widget=widgets.RadioSelect(inline=True))
    text = long_text(_("What it shows"), 1000)
    source = one_line(_("Where it is from"), 300, required=False)

    def __init__(self, *args: Any, rows: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "target", rows)
        offer(self, "weight", choices(domain.WEIGHTS))


class JudgeForm(Form):
    """What becomes of a hypothesis."""

    target = forms.ChoiceField(label=_("Hypothesis"))
    state = forms.ChoiceField(label=_("Judgement"), widget=widgets.RadioSelect(inline=True))
    why = long_text(_("Why"), 1000)

    def __init__(self, *args: Any, rows: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "target", rows)
        offer(self, "state", choices(domain.BELIEFS))


class AuditForm(Form):
    """Which place is walked, in which light."""

    place = one_line(_("Place"), 300, hint=_("A yard, a passage, a stop: by its street and house, without flats."))
    place_kind = forms.ChoiceField(label=_("Kind of place"))
    light = forms.ChoiceField(label=_("When"), widget=widgets.RadioSelect(inline=True))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "place_kind", choices(catalogue.PLACES))
        offer(self, "light", choices(domain.LIGHTS))


class RecommendForm(Form):
    """What is proposed."""

    text = long_text(_("What to do"), 2000)
    technique = forms.ChoiceField(
        label=_("How it would work"), help_text=_("Twenty-five situational techniques and three social measures.")
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    money = tenge(_("Money, tenge"))
    due_on = a_day(_("Until which day"), required=False)
    expected = one_line(_("What it should bring"), 500, required=False)
    elsewhere = long_text(_("What worked elsewhere"), 1000, rows=2, required=False)

    def __init__(self, *args: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        grouped = [
            (
                str(name),
                [
                    (code, f"{code}. {words}" if code.isdigit() else str(words))
                    for code, (mechanism, words, _example) in catalogue.TECHNIQUES.items()
                    if mechanism == group
                ],
            )
            for group, name in catalogue.MECHANISMS.items()
        ]
        field = self.fields["technique"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = grouped
        offer(self, "owner", bodies, empty=NOT_NAMED)


class DecideForm(Form):
    """What the akim or the commission decided."""

    target = forms.ChoiceField(label=_("Recommendation"))
    verdict = forms.ChoiceField(label=_("Decision"), widget=widgets.RadioSelect())
    decider = forms.ChoiceField(label=_("Who decided"), widget=widgets.RadioSelect(inline=True))
    ground = long_text(_("Ground"), 1000, rows=2)
    changed_to = long_text(_("What was changed"), 2000, rows=2, required=False)
    money = tenge(_("Money given, tenge"), hint=_("Empty: as proposed."))

    def __init__(self, *args: Any, rows: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "target", rows)
        offer(self, "verdict", choices(domain.VERDICTS))
        offer(self, "decider", choices(domain.DECIDERS))


class TaskForm(Form):
    """What another body is asked to do."""

    ground = forms.ChoiceField(label=_("What it follows from"))
    body = forms.ChoiceField(label=_("Body"))
    text = long_text(
        _("What we ask for"),
        2000,
        hint=_("In neutral words: the body sees this text, the place and nothing else of the file."),
    )
    due_on = a_day(_("Until which day"), required=False, hint=_("Empty: the usual term."))

    def __init__(self, *args: Any, grounds: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "ground", grounds)
        offer(self, "body", bodies)


class PlanForm(Form):
    """How the response will be judged, before it starts."""

    comparison = forms.MultipleChoiceField(
        label=_("Comparison area"),
        widget=widgets.CheckboxSelectMultiple(inline=True),
        help_text=_("Like the area, without the response, not beside it."),
    )
    ring = forms.MultipleChoiceField(
        label=_("Surroundings to watch"),
        required=False,
        widget=widgets.CheckboxSelectMultiple(inline=True),
        help_text=_("Where the problem could move to."),
    )
    buffer = forms.IntegerField(
        label=_("Buffer around a drawn place, metres"), required=False, min_value=0, max_value=3000
    )
    before_from = a_day(_("Before: from"))
    before_until = a_day(_("Before: until"))
    from_day = a_day(_("The response starts"))
    until_day = a_day(_("Watched until"), hint=_("At least six months."))
    smallest_effect = forms.IntegerField(label=_("Smallest fall that matters, %"), min_value=1, max_value=90)
    break_day = a_day(
        _("Counting changed on"), required=False, hint=_("A new form, a new office, a campaign: a break in the series.")
    )
    break_words = one_line(_("How it changed"), 300, required=False)
    words = long_text(_("Why this comparison"), 1500, rows=2, required=False)
    reason = one_line(_("Why the plan is changed"), 500, required=False)

    def __init__(self, *args: Any, areas: Any, changes: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "comparison", areas)
        offer(self, "ring", areas)
        if not changes:
            del self.fields["reason"]


class TextForm(Form):
    """One text."""

    text = long_text(_("Text"), 500)

    def __init__(self, *args: Any, label: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if label:
            self.fields["text"].label = label


class DayForm(Form):
    """One day."""

    day = a_day(_("Day"))


class NothingForm(Form):
    """A button alone."""


class MoveForm(Form):
    """To another stage."""

    to = forms.ChoiceField(label=_("Stage"))
    reason = long_text(_("Reason"), 500, rows=2, required=False, hint=_("Needed to go back or to give up."))

    def __init__(self, *args: Any, stages: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "to", stages)


class LessonForm(Form):
    """What the next group should know."""

    title = one_line(_("Title"), 160)
    effect = long_text(catalogue.EMMIE["effect"], 1500, rows=2)
    effect_quality = forms.ChoiceField(label=_("How sure"))
    mechanism = long_text(catalogue.EMMIE["mechanism"], 1500, rows=2, required=False)
    mechanism_quality = forms.ChoiceField(label=_("How sure"))
    moderators = long_text(catalogue.EMMIE["moderators"], 1500, rows=2, required=False)
    moderators_quality = forms.ChoiceField(label=_("How sure"))
    implementation = long_text(catalogue.EMMIE["implementation"], 1500, rows=2, required=False)
    implementation_quality = forms.ChoiceField(label=_("How sure"))
    economics = long_text(catalogue.EMMIE["economics"], 1500, rows=2, required=False)
    economics_quality = forms.ChoiceField(label=_("How sure"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in catalogue.EMMIE:
            offer(self, f"{name}_quality", choices(catalogue.QUALITY))


class PublishForm(Form):
    """What residents may read."""

    title_kk = one_line(_("Title in Kazakh"), 160)
    text_kk = long_text(_("Text in Kazakh"), 1500)
    title_ru = one_line(_("Title in Russian"), 160)
    text_ru = long_text(_("Text in Russian"), 1500)
    title_en = one_line(_("Title in English"), 160, required=False)
    text_en = long_text(_("Text in English"), 1500, required=False)
