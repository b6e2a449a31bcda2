"""Forms of the appeals context."""

from senim.appeals.forms.applicant import AddForm, FollowForm, SolvedForm
from senim.appeals.forms.desk import (
    AboutForm,
    AnswerForm,
    CrimeForm,
    DuplicateForm,
    EntryForm,
    ExtendForm,
    ToBodyForm,
    ToPostForm,
)
from senim.appeals.forms.parts import TEXT_MAX, GroundForm, TextForm, phone_or_refuse
from senim.appeals.forms.report import (
    CategoryForm,
    DangerForm,
    DetailsForm,
    FilesForm,
    JoinForm,
    KnownForm,
    PlaceForm,
    WordsForm,
)

__all__ = [
    "TEXT_MAX",
    "AboutForm",
    "AddForm",
    "AnswerForm",
    "CategoryForm",
    "CrimeForm",
    "DangerForm",
    "DetailsForm",
    "DuplicateForm",
    "EntryForm",
    "ExtendForm",
    "FilesForm",
    "FollowForm",
    "GroundForm",
    "JoinForm",
    "KnownForm",
    "PlaceForm",
    "SolvedForm",
    "TextForm",
    "ToBodyForm",
    "ToPostForm",
    "WordsForm",
    "phone_or_refuse",
]
