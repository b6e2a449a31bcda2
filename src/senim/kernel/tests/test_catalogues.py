"""The tool that holds the three languages: what it finds, what it refuses, what it writes."""

from pathlib import Path

import pytest

from senim.kernel import catalogues
from senim.kernel.catalogues import Found, check, compile_folder, po_path, strings_of, unused, update

TEMPLATE = """
{% load i18n %}
   <p>{% translate "Don't wait" %} {{ x|default:_("None yet") }}</p>
{% blocktranslate trimmed count n=rows %}
     {{ n }} row
     {% plural %}
     {{ n }} rows
{% endblocktranslate %}
{% comment %} an 'unbalanced quote {% endcomment %}
{% translate "May" context "month" as may %}
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext_lazy

A = _("Dear "
      "%(name)s")
B = ngettext_lazy("%(n)d day", "%(n)d days", "n")
C = _(A)
"""
ENTRY = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plurals}\\n"\n\n{body}\n'


@pytest.fixture
def context(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "a.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def write(folder: Path, language: str, body: str) -> None:
    path = po_path(folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ENTRY.format(plurals=catalogues.PLURALS[language], body=body), encoding="utf-8")


def reasons(folder: Path) -> set[tuple[str, str]]:
    return {(problem.language, problem.why) for problem in check(folder)}


def test_finds_strings_of_code_and_templates(context: Path) -> None:
    found = [(one.msgid, one.plural, one.context) for one in strings_of(context)]
    assert found == [
        ("Dear %(name)s", None, None),
        ("%(n)d day", "%(n)d days", None),
        ("Don't wait", None, None),
        ("None yet", None, None),
        ("%(n)s row", "%(n)s rows", None),
        ("May", None, "month"),
    ]


def test_strings_of_tests_and_migrations_do_not_count(context: Path) -> None:
    (context / "tests").mkdir()
    (context / "tests" / "test_a.py").write_text('_("only in a test")', encoding="utf-8")
    assert "only in a test" not in {one.msgid for one in strings_of(context)}


def test_a_missing_string_is_named_with_its_place(context: Path) -> None:
    missing = [problem for problem in check(context) if problem.why == "missing"]
    assert len(missing) == 12
    assert any(problem.where.endswith("a.py:4") and problem.language == "kk" for problem in missing)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ('msgid "Dear %(name)s"\nmsgstr "Құрметті"', "lost placeholder ['%(name)s']"),
        ('msgid "Dear %(name)s"\nmsgstr "Құрметті %(name)s %(age)s"', "unknown placeholder ['%(age)s']"),
        ('msgid "<b>x</b> y"\nmsgstr "<i>x</i> y"', "other tags"),
        ('msgid "None yet"\nmsgstr "None yet"', "still English (say '# same' in the .po if it must be)"),
        ('msgid "%(n)d day"\nmsgid_plural "%(n)d days"\nmsgstr[0] "%(n)d күн"', "a plural form is not filled"),
    ],
)
def test_a_translation_that_does_not_fit_is_refused(tmp_path: Path, entry: str, why: str) -> None:
    write(tmp_path, "kk", entry)
    assert ("kk", why) in reasons(tmp_path)


def test_the_form_of_one_may_leave_the_number_out(tmp_path: Path) -> None:
    entry = 'msgid "%(n)d day"\nmsgid_plural "%(n)d days"\n'
    write(tmp_path, "ru", entry + 'msgstr[0] "день"\nmsgstr[1] "%(n)d дня"\nmsgstr[2] "%(n)d дней"')
    assert reasons(tmp_path) == set()
    write(tmp_path, "ru", entry + 'msgstr[0] "%(n)d день"\nmsgstr[1] "%(n)d дня"\nmsgstr[2] "дней"')
    assert ("ru", "lost placeholder ['%(n)d']") in reasons(tmp_path)


def test_a_shared_catalogue_answers_for_a_context(context: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    shared = tmp_path_factory.mktemp("shared")
    write(shared, "kk", 'msgid "None yet"\nmsgstr "Әзірге жоқ"')
    missing = {problem.text for problem in check(context, [shared]) if problem.language == "kk"}
    assert "None yet" not in missing
    assert "Don't wait" in missing


def test_same_word_in_both_languages_is_said_to_be_so(tmp_path: Path) -> None:
    write(tmp_path, "kk", '# same\nmsgid "Senim"\nmsgstr "Senim"')
    assert reasons(tmp_path) == set()


def test_update_adds_what_is_missing_and_keeps_what_is_said(context: Path) -> None:
    write(context, "kk", 'msgid "None yet"\nmsgstr "Әзірге жоқ"\n\nmsgid "Gone"\nmsgstr "Кетті"')
    assert [problem.text for problem in unused(context)] == ["Gone"]
    update(context)
    assert unused(context) == []
    kept = catalogues.read_catalogue(po_path(context, "kk"), "kk")
    assert kept.get("None yet").string == "Әзірге жоқ"
    assert kept.get("%(n)d day").string == ("", "")
    assert len([problem for problem in check(context) if problem.language == "kk"]) == 5


def test_compiles_what_gettext_reads(tmp_path: Path) -> None:
    import gettext

    entry = 'msgid "%(n)d day"\nmsgid_plural "%(n)d days"\n'
    write(tmp_path, "ru", entry + 'msgstr[0] "день"\nmsgstr[1] "дня"\nmsgstr[2] "дней"')
    assert compile_folder(tmp_path) == 1
    with po_path(tmp_path, "ru").with_suffix(".mo").open("rb") as file:
        russian = gettext.GNUTranslations(file)
    assert [russian.ngettext("%(n)d day", "%(n)d days", n) for n in (1, 3, 5, 11, 21)] == [
        "день", "дня", "дней", "дней", "день",
    ]


def test_two_contexts_may_not_say_one_thing_differently(tmp_path: Path) -> None:
    for name, word in (("a", "Жіберу"), ("b", "Жолдау")):
        write(tmp_path / name, "kk", f'msgid "Send"\nmsgstr "{word}"')
    (problem,) = catalogues.conflicts([tmp_path / "a", tmp_path / "b"])
    assert problem.text == "Send"
    assert "'Жіберу'" in problem.why


def test_every_context_is_whole_in_kazakh_and_russian() -> None:
    folders = catalogues.contexts()
    shared = [catalogues.ROOT / name for name in catalogues.SHARED]
    problems = [problem for folder in folders for problem in check(folder, shared)]
    assert [str(problem) for problem in problems + catalogues.conflicts(folders)] == []


def test_found_is_known_by_text_and_context() -> None:
    assert Found("May", None, "month", "a:1").key != Found("May", None, None, "a:1").key
