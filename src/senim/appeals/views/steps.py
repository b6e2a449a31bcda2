"""The pages of the report in their order: the form of each, what is kept of it, and the report that a draft tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from senim.appeals import catalogue, presenters
from senim.appeals.actions import uploads
from senim.appeals.domain import KnownAs
from senim.appeals.forms import CategoryForm, DetailsForm, FilesForm, KnownForm, PlaceForm, WordsForm
from senim.appeals.models import Draft
from senim.appeals.report import Contact, Report
from senim.web.forms import Form

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """What came with a valid page: its form, the request with the rest of it, the secret of the draft."""

    form: Any
    request: HttpRequest
    token: str


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its form, and what of it is kept."""

    code: str
    form_class: type[Form]
    keep: Callable[[Given], Values]

    def form(self, draft: Draft, *args: Any, **kwargs: Any) -> Any:
        """The page's form; the typed questions are those of the category that the draft names."""
        if self.form_class is DetailsForm:
            return DetailsForm(*args, category=catalogue.category(draft.data["category"]), **kwargs)
        return self.form_class(*args, **kwargs)


def _plain(given: Given) -> Values:
    return dict(given.form.cleaned_data)


def _category(given: Given) -> Values:
    """Another category forgets what was answered to the questions of the one before."""
    return {"answers": {}, "about": "", "to_council": False, **given.form.cleaned_data}


def _details(given: Given) -> Values:
    data = given.form.cleaned_data
    return {"answers": given.form.answers(), "about": data.get("about", ""), "to_council": bool(data.get("to_council"))}


def _place(given: Given) -> Values:
    data = given.form.cleaned_data
    chosen = presenters.place_from(data["hit"])
    point = {"lon": data["lon"], "lat": data["lat"], "area_id": None, "hit": ""}
    return {**(chosen or point), "place": data["place"]}


def _files(given: Given) -> Values:
    return {"files": uploads.keep_for_draft(token=given.token, uploads=given.request.FILES.getlist("files"))}


STEPS: tuple[Step, ...] = (
    Step("words", WordsForm, _plain),
    Step("category", CategoryForm, _category),
    Step("details", DetailsForm, _details),
    Step("place", PlaceForm, _place),
    Step("files", FilesForm, _files),
    Step("known", KnownForm, _plain),
)
ORDER = [step.code for step in STEPS]
BY_CODE = {step.code: step for step in STEPS}


def following(draft: Draft, code: str) -> str:
    """The page after this one: a category without questions has no page of details."""
    code_after = ORDER[ORDER.index(code) + 1]
    if code_after == "details":
        chosen = catalogue.category(draft.data["category"])
        if not chosen.questions and not chosen.about_officer:
            return "place"
    return code_after


def earlier(draft: Draft, number: int) -> str:
    """The page before the one of this number, by the same rule."""
    code = ORDER[number - 1]
    return "category" if code == "details" and following(draft, "category") == "place" else code


def first_missing(draft: Draft, before: str) -> str | None:
    """The first page that must be answered before this one: words, then category."""
    needed = (("words", "text"), ("category", "category"))
    for code, key in needed:
        if code == before:
            return None
        # A category may be gone with a new release while a draft still names it.
        if not draft.data.get(key) or (key == "category" and draft.data[key] not in catalogue.CATEGORIES):
            return code
    return None


def report_of(draft: Draft, language: str) -> Report:
    """The report that a complete draft tells."""
    data = draft.data
    contact = Contact(
        **{name: data.get(name, "") for name in ("name", "iin", "phone", "email", "safe_note")},
        safe_way=data.get("safe_way", "link"),
    )
    place = ", ".join(part for part in (data.get("hit"), data.get("place")) if part)
    return Report(
        kind=data["kind"],
        category=data["category"],
        text=data["text"],
        language=language,
        known_as=KnownAs(data.get("known_as") or KnownAs.ANONYMOUS),
        answers=data.get("answers", {}),
        danger=bool(data.get("danger")),
        happened_at=data.get("happened_at", ""),
        lon=data.get("lon"),
        lat=data.get("lat"),
        place=place[:300],
        area_id=data.get("area_id"),
        contact=contact,
        about=data.get("about", ""),
        to_council=bool(data.get("to_council")),
    )
