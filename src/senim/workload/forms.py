"""What a proposal is asked for with, and a norm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.web import widgets
from senim.web.forms import Form
from senim.workload.domain import CARES, MARKS, MEASURES, NORMS


def _choices(names: Any) -> list[tuple[str, Any]]:
    return [(str(code), lazystr(label)) for code, label in names.items()]


class ProposalForm(Form):
    """Which load is to be more even, and how many residents may get another inspector for it."""

    measure = forms.ChoiceField(
        label=_("Which load should be more even"), choices=_choices(MEASURES), widget=widgets.RadioSelect)
    care = forms.ChoiceField(
        label=_("How many residents may get another inspector"), choices=_choices(CARES), widget=widgets.RadioSelect,
        initial="some")
    seed = forms.IntegerField(
        label=_("Seed of the search"), min_value=0, max_value=999_999, initial=1,
        help_text=_("The same number gives the same proposal; another one looks from elsewhere."))


class NormForm(Form):
    """A norm from a day on."""

    code = forms.ChoiceField(label=_("Which norm"), choices=_choices(NORMS))
    low = forms.FloatField(label=_("At least"), min_value=0)
    high = forms.FloatField(label=_("At most"), min_value=0)
    mark = forms.ChoiceField(label=_("How sure it is"), choices=_choices(MARKS), widget=widgets.RadioSelect)
    source_kk = forms.CharField(label=_("Source in Kazakh: act, article"), max_length=300)
    source_ru = forms.CharField(label=_("Source in Russian"), max_length=300)
    source_en = forms.CharField(label=_("Source in English"), max_length=300)
    since = forms.DateField(label=_("Holds from"), widget=widgets.DateInput)
