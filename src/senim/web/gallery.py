"""What the gallery shows: every component with words of the service, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from senim.kernel import clock
from senim.web import charts, widgets
from senim.web.forms import FilesField, Form


class SampleForm(Form):
    """One field of every kind."""

    text = django_forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=2000,
        widget=django_forms.Textarea,
        help_text=gettext_lazy("In your own words. Do not write the number of your identity card."),
    )
    name = django_forms.CharField(label=gettext_lazy("Your name"), max_length=100)
    phone = django_forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("For example +7 701 123 45 67"),
    )
    email = django_forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    kind = django_forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            ("signal", gettext_lazy("A signal")),
            ("complaint", gettext_lazy("A complaint")),
            ("thanks", gettext_lazy("Thanks")),
        ],
        widget=widgets.RadioSelect(
            hints={
                "signal": gettext_lazy("Something is wrong in the street or the house"),
                "complaint": gettext_lazy("Your rights were violated"),
            }
        ),
    )
    solved = django_forms.ChoiceField(
        label=gettext_lazy("Is it solved?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=widgets.RadioSelect(inline=True),
    )
    noise = django_forms.MultipleChoiceField(
        label=gettext_lazy("When is it heard?"),
        required=False,
        widget=widgets.CheckboxSelectMultiple,
        choices=[
            ("day", gettext_lazy("By day")),
            ("evening", gettext_lazy("In the evening")),
            ("night", gettext_lazy("At night")),
        ],
    )
    district = django_forms.ChoiceField(
        label=gettext_lazy("District"), choices=[("", "—"), ("1", "Алматы"), ("2", "Есіл")]
    )
    day = django_forms.DateField(
        label=gettext_lazy("Which day?"), widget=widgets.DateParts, help_text=gettext_lazy("For example 27 3 2026")
    )
    until = django_forms.DateField(label=gettext_lazy("Until which day?"), widget=widgets.DateInput, required=False)
    time = django_forms.TimeField(label=gettext_lazy("At what time?"), widget=widgets.TimeInput, required=False)
    photos = FilesField(
        label=gettext_lazy("Photos, sound or video"),
        required=False,
        accept="image/*,audio/*,video/*",
        help_text=gettext_lazy("Up to five files. The place of the shot is removed from photos."),
    )
    agree = django_forms.BooleanField(label=gettext_lazy("Write to me when there is an answer"))
    lon = django_forms.FloatField(widget=django_forms.HiddenInput, required=False)
    lat = django_forms.FloatField(widget=django_forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Person:
    """An invented officer in the shape of staff's officer card."""

    name: str
    title: str = ""
    rank: str = ""
    phone: str = ""
    hours: str = ""
    photo_url: str = ""
    is_away: bool = False
    substitute: Any = None


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything the gallery template names. `?errors=1` shows the form refused."""
    refused = request.GET.get("errors")
    return {
        "form": SampleForm({"text": "", "phone": "12", "day_day": "31", "day_month": "2", "day_year": "2026"})
        if refused
        else SampleForm(),
        "plain_form": SampleForm(auto_id="p_%s"),
        **lists(),
        **pieces(),
        "charts": sample_charts(),
    }


def lists() -> dict[str, Any]:
    """Rows for lists, tables, tasks, tabs and the timeline."""
    now = clock.now()
    return {
        "crumbs": [{"label": _("First page"), "url": "/"}, {"label": _("Components")}],
        "rows": [
            {"key": _("Place"), "value": "Сарыарқа даңғылы, 12", "change_url": "#"},
            {"key": _("When"), "value": _("every night"), "change_url": "#"},
            {"key": _("Answer owed by"), "value": "—"},
        ],
        "head": [
            {"label": _("Street")},
            {"label": _("Appeals"), "number": True},
            {"label": _("On time"), "number": True},
        ],
        "table": [["Сарыарқа", "124", "92 %"], ["Кенесары", "88", "85 %"], ["Бөгенбай батыр", "61", "97 %"]],
        "events": [
            {"title": _("Received"), "at": now - timedelta(days=3), "by": _("System")},
            {
                "title": _("The inspector read it"),
                "at": now - timedelta(days=2),
                "by": "Асқар Ерланұлы",
                "text": _("I will come this evening and look."),
            },
            {"title": _("Answer owed by this day"), "at": now + timedelta(days=12), "next": True},
        ],
        "tasks": [
            {"title": _("Place"), "url": "#", "status": _("Done"), "kind": "good"},
            {"title": _("What happened?"), "url": "#", "status": _("To do"), "kind": "info"},
            {"title": _("Contact"), "hint": _("Opens when the place is known"), "status": _("Not yet")},
        ],
        "tabs": [
            {"label": _("Open"), "url": "#open", "current": True, "count": 12},
            {"label": _("Answered"), "url": "#answered", "count": 240},
            {"label": _("All"), "url": "#all"},
        ],
        "files": [{"name": "IMG_2041.jpg", "size": "412 KB", "url": "#"}],
    }


def pieces() -> dict[str, Any]:
    """Officer cards and statistics."""
    other = Person("Динара Сейітқызы", phone="+77770001122")
    return {
        "moment": clock.now() - timedelta(hours=5),
        "today": date(2026, 3, 27),
        "officer": Person(
            "Асқар Ерланұлы Жұмабеков",
            _("Neighbourhood inspector"),
            _("captain"),
            "+77172716102",
            _("Tuesday and Thursday 18:00–20:00, Saturday 10:00–13:00"),
        ),
        "away": Person("Марат Қанатұлы Оспанов", _("Neighbourhood inspector"), "", "+77172716103", "", "", True, other),
        "stat": {
            "label": _("Answered in the promised time"),
            "value": 92.4,
            "low": 88.1,
            "high": 95.3,
            "unit": " %",
            "n": 212,
            "response": 31,
            "definition": _("Appeals with a meaningful answer within 72 hours, of all appeals of the quarter."),
            "source": _("The records of this system"),
        },
        "few": {"label": _("How residents rate the inspector"), "too_few": True, "n": 7, "least": 20},
    }


def sample_charts() -> list[charts.Chart]:
    """One chart of each kind."""
    months = [_("January"), _("February"), _("March"), _("April"), _("May"), _("June")]
    return [
        charts.bar(
            _("Appeals by category"),
            _("Noise is the most frequent, road trouble the least."),
            [(_("Noise"), 340), (_("Yard and lighting"), 212), (_("Road"), 45)],
            label=_("Category"),
            value=_("Appeals"),
        ),
        charts.line(
            _("Appeals by month"),
            _("Appeals grew in spring; answers kept pace."),
            months,
            [
                charts.Series(_("Received"), [80, 92, 130, 128, 141, 150]),
                charts.Series(_("Answered"), [75, 90, 110, None, 139, 149]),
            ],
            label=_("Month"),
        ),
        charts.dot(
            _("Ratings by criterion"),
            _("Respect is rated highest; the intervals overlap."),
            [(_("Lawful"), 4.2, 3.9, 4.5), (_("Thorough"), 3.8, 3.3, 4.3), (_("Respectful"), 4.6, 4.4, 4.8)],
            label=_("Criterion"),
            value=_("Mean"),
            interval=_("Interval"),
            low=1,
            high=5,
        ),
    ]
