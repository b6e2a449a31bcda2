"""Forms of agreements, exports and the disclosure rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.partnership import datasets
from senim.partnership.actions.research import AgreementValues, ExportValues
from senim.partnership.domain import DATASETS, EXPORT_FORMATS, GRAINS, Dataset, ExportFormat
from senim.partnership.forms.bodies import Choices, choices, day, words
from senim.web import widgets
from senim.web.forms import Form


class AgreementForm(Form):
    """An agreement with a university."""

    institution = forms.CharField(label=_("University or institute"), max_length=200)
    contact = forms.CharField(label=_("Responsible person there"), max_length=200)
    number = forms.CharField(label=_("Number of the agreement"), max_length=60)
    purpose = words(_("Purpose of the research"), rows=3, most=2000)
    area = forms.TypedChoiceField(label=_("Area of the data"), coerce=int)
    datasets = forms.MultipleChoiceField(
        label=_("Which data"), choices=choices(DATASETS), widget=widgets.CheckboxSelectMultiple
    )
    starts_on = day(_("Agreed from"))
    ends_on = day(_("Agreed until"))

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = areas

    def values(self) -> AgreementValues:
        data = {name: value for name, value in self.cleaned_data.items() if name != "area"}
        return AgreementValues(**{**data, "datasets": tuple(Dataset(one) for one in data["datasets"])})


class ExportForm(Form):
    """An export under an agreement."""

    dataset = forms.ChoiceField(label=_("Data"), widget=widgets.RadioSelect)
    first = day(_("First day"), hint=_("The first of a month."))
    last = day(_("Last day of the period"), hint=_("The end of a month that is over."))
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=widgets.CheckboxSelectMultiple,
        help_text=_("The fewer, the finer they stay. What a dataset does not have is left out."),
    )
    format = forms.ChoiceField(
        label=_("Format"), choices=choices(EXPORT_FORMATS), widget=widgets.RadioSelect(inline=True), initial="csv"
    )

    def __init__(self, *args: Any, agreed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["dataset"].choices = [(one, str(DATASETS[Dataset(one)])) for one in agreed]
        fields["columns"].choices = [(name, str(label)) for name, label in datasets.COLUMNS.items()]

    def values(self) -> ExportValues:
        data = self.cleaned_data
        return ExportValues(
            Dataset(data["dataset"]), data["first"], data["last"], tuple(data["columns"]), ExportFormat(data["format"])
        )


class RuleForm(Form):
    """The disclosure check from a day on."""

    valid_from = day(_("Valid from"))
    k = forms.IntegerField(
        label=_("Least rows in a combination"),
        min_value=3,
        max_value=100,
        help_text=_("No combination of period, area and kind is given with fewer rows."),
    )
    kinds = forms.IntegerField(label=_("Least different outcomes in a combination"), min_value=1, max_value=10)
    finest = forms.ChoiceField(label=_("Finest date"), choices=choices(GRAINS), widget=widgets.RadioSelect(inline=True))
    withheld_most = forms.IntegerField(label=_("Most per cent withheld"), min_value=0, max_value=50)
    ground = forms.CharField(label=_("Ground"), max_length=300)
