"""The rating on one page, and the entry of a printed code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.quality.domain import WORDS_MAX, Criterion, Marks, Solved, parse_code
from senim.quality.wording import CANNOT_SAY, CRITERIA, MARKS, REFUSALS, SOLVED, TOO_EARLY
from senim.web.forms import Form
from senim.web.widgets import RadioSelect

#: What stands for "cannot say" and "too early": an answer like the others, which is kept as none.
NONE = "none"
_MARK_CHOICES = [*((str(mark), words) for mark, words in MARKS.items()), (NONE, CANNOT_SAY)]
_SOLVED_CHOICES = [*((answer.value, words) for answer, words in SOLVED.items()), (NONE, TOO_EARLY)]


class _Answer(forms.ChoiceField):
    """Radios in a row, none chosen beforehand. Leaving them all alone says as little as "cannot say"."""

    def __init__(self, label: Any, choices: list[tuple[str, Any]], hint: Any = "") -> None:
        super().__init__(label=label, help_text=hint, choices=choices, widget=RadioSelect(inline=True))

    def clean(self, value: Any) -> str:
        return super().clean(value) if value and value != NONE else ""


def _criterion(criterion: Criterion) -> _Answer:
    _name, question, hint = CRITERIA[criterion]
    return _Answer(question, _MARK_CHOICES, hint)


class RatingForm(Form):
    """Five criteria, solved or not, own words. The device is asked to remember nothing: the contact may be private."""

    sensitive = True

    lawful = _criterion(Criterion.LAWFUL)
    thorough = _criterion(Criterion.THOROUGH)
    timely = _criterion(Criterion.TIMELY)
    respectful = _criterion(Criterion.RESPECTFUL)
    informed = _criterion(Criterion.INFORMED)
    solved = _Answer(_("Is the matter solved?"), _SOLVED_CHOICES)
    words = forms.CharField(
        label=_("Anything you want to add in your own words"), required=False, max_length=WORDS_MAX,
        help_text=_("The police read this only after 24 hours. It is not published."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(one.value) for one in Criterion):
            raise ValidationError(REFUSALS["rating.empty"], code="rating.empty")
        return cleaned

    def said(self) -> Marks:
        """What the valid form says."""
        given = self.cleaned_data
        marks = {one: int(given[one.value]) for one in Criterion if given[one.value]}
        return Marks(marks, Solved(given["solved"]) if given["solved"] else None, given["words"])

    @staticmethod
    def initial_of(said: Marks | None) -> dict[str, str]:
        """An earlier rating as the form shows it."""
        if said is None:
            return {}
        marks = {one.value: str(said.marks.get(one, NONE)) for one in Criterion}
        return {**marks, "solved": said.solved.value if said.solved else NONE, "words": said.words}


class CodeForm(Form):
    """The code that is printed on an answer, a receipt or a poster at the counter."""

    sensitive = True

    key = forms.CharField(
        label=_("Code from the paper you were given"), max_length=40,
        help_text=_("Twelve letters and digits, for example 7K3M-42QX-9PTW. Capitals and dashes do not matter."),
        widget=forms.TextInput(attrs={"class": "w-20", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_key(self) -> str:
        code = parse_code(self.cleaned_data["key"])
        if code is None:
            raise ValidationError(
                _("The code has twelve letters and digits. Compare it with the paper once more."), code="code")
        return code
