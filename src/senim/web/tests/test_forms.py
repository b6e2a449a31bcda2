"""Forms: our sentences, nothing cut, hidden characters refused, every kind of field readable to a screen reader."""

from datetime import date

import pytest
from django import forms as django_forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils.translation import override

from senim.kernel.errors import Refused
from senim.web import forms, widgets
from senim.web.gallery import SampleForm


class Words(forms.Form):
    text = django_forms.CharField(max_length=10, widget=django_forms.Textarea, label="Мәтін")
    name = django_forms.CharField(max_length=5, required=False, label="Аты", error_messages={"max_length": "own words"})
    day = django_forms.DateField(widget=widgets.DateParts, required=False, label="Күні")


def sent(**values: str) -> Words:
    data = QueryDict(mutable=True)
    data.update(values)
    return Words(data)


def render(form: forms.Form, name: str, options: str = "") -> str:
    return Template("{% load senim %}{% field form." + name + " " + options + " %}").render(Context({"form": form}))


@pytest.mark.parametrize(
    ("language", "sentence"), [("kk", "Мұны толтырыңыз."), ("ru", "Заполните это поле."), ("en", "Fill this in.")]
)
def test_an_empty_field_is_told_in_the_language(language: str, sentence: str) -> None:
    with override(language):
        assert sent(text="").errors["text"] == [sentence]


def test_too_long_is_told_and_nothing_is_cut() -> None:
    form = sent(text="a" * 12)
    with override("en"):
        assert form.errors["text"] == ["Too long: 12 characters, at most 10. Shorten it; nothing has been cut."]
        html = render(form, "text")
    assert "a" * 12 in html
    assert "maxlength" not in html


def test_an_authors_own_sentence_stays() -> None:
    assert sent(text="x", name="123456").errors["name"] == ["own words"]


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
def test_hidden_characters_are_refused_once(hidden: str) -> None:
    with override("kk"):
        found = list(sent(text=f"a{hidden}b").errors["text"])
    assert len(found) == 1
    assert "жасырын таңба" in found[0]


def test_lines_count_once_and_letters_have_one_form() -> None:
    form = sent(text="a\r\nb\r\nc\r\nd\r\ne")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == "a\nb\nc\nd\ne"
    form = sent(text="и\u0306 \u202eabc")
    assert form.is_valid()
    assert form.cleaned_data["text"] == "й abc"


def test_a_day_in_three_boxes() -> None:
    form = sent(text="x", day_day="7", day_month="3", day_year="2026")
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 7)
    form = sent(text="x", day_day="31", day_month="2", day_year="2026")
    assert "day" in form.errors
    html = render(form, "day")
    assert 'value="31"' in html
    assert 'value="2026"' in html
    assert html.count('aria-invalid="true"') == 3
    assert sent(text="x").is_valid()
    assert Words(initial={"day": date(2026, 3, 7)})["day"].subwidgets


@pytest.mark.parametrize(
    "parts", [("1", "", ""), ("x", "y", "z"), ("1-2", "3", "2026"), ("99999999", "1", "2026"), ("١", "3", "२०२६")]
)
def test_a_broken_day_never_breaks_the_page(parts: tuple[str, str, str]) -> None:
    form = sent(text="x", day_day=parts[0], day_month=parts[1], day_year=parts[2])
    form.is_valid()
    assert "<fieldset" in render(form, "day")


def test_a_field_names_its_hint_error_and_counter() -> None:
    form = SampleForm({})
    html = render(form, "text")
    assert 'aria-describedby="id_text_hint id_text_error id_text_count"' in html
    assert 'id="id_text_hint"' in html
    assert 'id="id_text_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="label" for="id_text">' in html


def test_choices_carry_their_own_hints_and_the_group_its_error() -> None:
    html = render(SampleForm({}), "kind")
    assert '<fieldset class="field" id="id_kind" aria-describedby="id_kind_error" data-error>' in html
    assert 'aria-describedby="id_kind_0_hint"' in html
    assert html.count('type="radio"') == 3


def test_the_question_is_the_heading_of_its_page() -> None:
    assert '<h1 class="label-page"><label for="id_name">' in render(SampleForm(), "name", "page=True")
    assert "<h1>" in render(SampleForm(), "kind", "page=True")


def test_html_typed_into_a_field_comes_back_as_text() -> None:
    form = SampleForm({"text": "<script>alert(1)</script>", "name": '"><img src=x>'})
    assert "<script>" not in render(form, "text")
    assert "<img" not in render(form, "name")


def test_the_summary_links_to_the_first_control_of_each_field() -> None:
    form = SampleForm({"text": "", "day_day": "x"})
    with override("en"):
        html = Template("{% load senim %}{% errors form %}").render(Context({"form": form}))
    assert 'href="#id_text">What happened? Fill this in.</a>' in html
    assert 'href="#id_name">Your name: Fill this in.</a>' in html
    assert 'href="#id_kind_0"' in html
    assert 'href="#id_day_day"' in html
    assert "autofocus" in html
    assert not Template("{% load senim %}{% errors form %}").render(Context({"form": SampleForm()})).strip()


def test_a_refusal_of_the_domain_stands_at_its_field_or_above() -> None:
    form = sent(text="x")
    form.is_valid()
    form.refuse(Refused("taken", "Somebody answered already.", field="text"))
    form.refuse(Refused("late", "Too late by %(n)d.", params={"n": 3}))
    assert form.errors["text"] == ["Somebody answered already."]
    assert form.non_field_errors() == ["Too late by 3."]


def test_a_sensitive_form_asks_the_device_to_remember_nothing() -> None:
    class Quiet(SampleForm):
        sensitive = True

    assert 'autocomplete="off"' in render(Quiet(), "name")
    assert 'autocomplete="name"' in render(SampleForm(), "name")
    assert 'type="tel"' in render(SampleForm(), "phone")


def test_files_are_counted() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils.datastructures import MultiValueDict

    class Upload(forms.Form):
        files = forms.FilesField(max_files=2, required=False)

    many = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]
    form = Upload(QueryDict(), MultiValueDict({"files": many}))
    with override("en"):
        assert form.errors["files"] == ["At most 2 files at once."]
    form = Upload(QueryDict(), MultiValueDict({"files": many[:2]}))
    assert form.is_valid()
    assert [one.name for one in form.cleaned_data["files"]] == ["0.txt", "1.txt"]
    assert Upload(QueryDict(), MultiValueDict()).is_valid()
