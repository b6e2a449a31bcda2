"""The forms of the staff pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.kernel import clock
from senim.staff.domain import POST_ROLES, EndReason, Rank
from senim.staff.labels import END_REASONS, RANKS, ROLES
from senim.staff.models import Account
from senim.staff.national import oidc
from senim.staff.reading import area_ids_of, hours_of, phone_of
from senim.staff.signin_forms import NEW, PASSWORD_HINT, password_field
from senim.web.forms import Form
from senim.web.widgets import DateInput, RadioSelect

LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))


def start_of(day: date) -> datetime:
    """The moment a day begins in Kazakhstan; now for today, so that a right given today works at once."""
    return clock.now() if day == clock.today() else clock.start_of(day)


def end_of(day: date) -> datetime:
    """The moment a day is over in Kazakhstan."""
    return clock.start_of(day + timedelta(days=1))


class PeopleForm(Form):
    """A form that chooses one of the people whom the reader may put on a post."""

    account = forms.TypedChoiceField(label=_("Person"), coerce=int)

    def __init__(self, *args: Any, people: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["account"]
        field.choices = [("", "—"), *((person.pk, _with_rank(person)) for person in people)]


def _with_rank(person: Account) -> str:
    rank = str(RANKS[Rank(person.rank)])
    return f"{person.full_name}, {rank}" if rank else person.full_name


class SubstituteForm(PeopleForm):
    """Who stands in, from which day to which."""

    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Last day"), widget=DateInput, help_text=_("The right ends by itself when this day is over.")
    )
    field_order = ("account", "starts_on", "ends_on")


class AppointForm(PeopleForm):
    """Who holds the post, from which day."""

    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput, required=False)
    field_order = ("account", "starts_on", "ends_on")


class TraineeForm(PeopleForm):
    """Who learns on the post, and until when. The mentor is whoever is on it now."""

    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, *args: Any, said: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = said


class EndForm(Form):
    """Why a holding ends."""

    reason = forms.ChoiceField(
        label=_("Why does it end?"),
        widget=RadioSelect(
            hints={
                EndReason.DISMISSAL: _("Closes the account at once, on every device."),
                EndReason.LEAVING: _("Closes the account at once, on every device."),
            }
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reason"]
        field.choices = [(str(reason), str(label)) for reason, label in END_REASONS.items()]


class AbsenceForm(Form):
    """From which day to which a person is away. Why is not asked."""

    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput)


class InviteForm(Form):
    """Whom to invite, and to which post."""

    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The invitation goes there. It is also the name to sign in with.")
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=LANGUAGES, initial="kk", widget=RadioSelect(inline=True)
    )
    post = forms.TypedChoiceField(label=_("Post"), coerce=int, required=False, empty_value=None)
    iin = forms.CharField(
        label=_("Personal number (IIN), if the person will sign in with the national identity"),
        max_length=14, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Only a print of it is kept, to compare with. It cannot be read from there."),
    )

    def __init__(self, *args: Any, posts: list[tuple[int, str]], post_required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not oidc.is_on():
            del self.fields["iin"]
        field: Any = self.fields["post"]
        field.choices, field.required = [("", "—"), *posts], post_required


class AcceptForm(Form):
    """Who the invited person is, and a password."""

    family_name = forms.CharField(label=_("Family name"), max_length=80)
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        max_length=160,
        required=False,
        help_text=_("As in the passport; for the English pages."),
    )
    rank = forms.ChoiceField(label=_("Rank"), required=False)
    language = forms.ChoiceField(label=_("Language of your pages"), choices=LANGUAGES, widget=RadioSelect(inline=True))
    password1 = password_field(_("Password"), NEW, PASSWORD_HINT)
    password2 = password_field(_("Password once more"), NEW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rank"]
        field.choices = [(str(rank), str(label) or "—") for rank, label in RANKS.items()]

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first:
            try:
                password_validation.validate_password(first, Account(**self.names()))
            except ValidationError as error:
                self.add_error("password1", error)
        if first and second and first != second:
            self.add_error(
                "password2", ValidationError(_("The two passwords differ. Type the same one twice."), code="differ")
            )
        return data

    def names(self) -> dict[str, str]:
        """What is kept of the person."""
        data = self.cleaned_data
        names = {name: data.get(name, "") for name in ("family_name", "given_name", "patronymic", "latin_name")}
        return {**names, "rank": data.get("rank") or str(Rank.NONE)}


class LanguageForm(Form):
    """The language of one's own pages and letters."""

    language = forms.ChoiceField(label=_("Language of your pages"), choices=LANGUAGES, widget=RadioSelect(inline=True))


class ContactForm(Form):
    """How residents reach a post."""

    phone_public = forms.CharField(label=_("Telephone for residents"), max_length=40, required=False)
    hours = forms.CharField(
        label=_("Receives visitors"),
        max_length=300,
        required=False,
        help_text=_("For example: mon-fri 18:00-20:00; sat 10:00-12:00"),
    )

    def clean_phone_public(self) -> str:
        try:
            return phone_of(self.cleaned_data["phone_public"])
        except ValueError as error:
            raise ValidationError(_("Write the telephone with +7 and ten digits."), code="phone") from error

    def clean_hours(self) -> dict[str, Any]:
        found = hours_of(self.cleaned_data["hours"])
        if found is None:
            raise ValidationError(_("These hours cannot be read. Write them as in the example."), code="hours")
        return found


class PostForm(ContactForm):
    """A post, as the administrator arranges it."""

    code = forms.CharField(label=_("Code"), max_length=40)
    role = forms.ChoiceField(label=_("Role"))
    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=160)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=160)
    title_en = forms.CharField(label=_("Title in English"), max_length=160)
    unit_kk = forms.CharField(label=_("Unit in Kazakh"), max_length=200, required=False)
    unit_ru = forms.CharField(label=_("Unit in Russian"), max_length=200, required=False)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=200, required=False)
    reports_to_id = forms.TypedChoiceField(label=_("Reports to"), coerce=int, required=False, empty_value=None)
    areas = forms.CharField(
        label=_("Areas"), required=False, max_length=2000, help_text=_("KATO or beat codes, separated by commas.")
    )
    active = forms.BooleanField(label=_("The post exists"), required=False, initial=True)
    field_order = (
        "code",
        "role",
        "title_kk",
        "title_ru",
        "title_en",
        "unit_kk",
        "unit_ru",
        "unit_en",
        "reports_to_id",
        "areas",
        "phone_public",
        "hours",
        "active",
    )

    def __init__(self, *args: Any, posts: list[tuple[int, str]], fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: Any = self.fields["role"]
        roles.choices = [(str(role), str(ROLES[role])) for role in POST_ROLES]
        above: Any = self.fields["reports_to_id"]
        above.choices = [("", "—"), *posts]
        if fixed:
            # A post keeps its code and its role; the server takes neither from the form.
            del self.fields["code"], self.fields["role"]

    def clean_areas(self) -> list[int]:
        found, unknown = area_ids_of(self.cleaned_data["areas"])
        if unknown:
            text = _("There is no area with this code: %(codes)s.")
            raise ValidationError(text, code="area", params={"codes": ", ".join(unknown)})
        return found


class PhotoForm(Form):
    """One's own portrait."""

    photo = forms.FileField(
        label=_("Photograph"),
        help_text=_("JPEG, PNG or WebP. Residents see it beside your name. Place and camera are removed."),
    )


class ImportForm(Form):
    """A table of posts."""

    file = forms.FileField(label=_("Table of posts"), help_text=_("CSV (UTF-8) or XLSX, at most 5 MB."))
    write = forms.BooleanField(
        label=_("Write what the check found"), required=False, help_text=_("Without this the table is only checked.")
    )
