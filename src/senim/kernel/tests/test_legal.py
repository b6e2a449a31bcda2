"""Legal terms: what is valid when, how well it is known, and that nothing unverified is computed with."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from senim.kernel import legal
from senim.kernel.legal import Mark, Unit
from senim.kernel.models import AuditEvent, LegalTerm
from senim.kernel.scoping import Actor
from senim.kernel.versions import reset

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    reset()


@pytest.mark.parametrize(
    ("code", "value", "unit", "article", "mark"),
    [
        # docs: reading 3.4 with its marks; article 65 by zqai.kz/kk/node/14667.
        ("appeal.answer", 15, Unit.WORKING_DAYS, "76", Mark.VERIFIED),
        ("appeal.redirect", 3, Unit.WORKING_DAYS, "65", Mark.VERIFIED),
        ("appeal.extension_max", 2, Unit.MONTHS, "76", Mark.VERIFIED),
        ("appeal.extension_notice", 3, Unit.WORKING_DAYS, "76", Mark.VERIFIED),
        ("appeal.silence", None, Unit.RULE, "91", Mark.VERIFIED),
        ("appeal.complaint_term", 3, Unit.MONTHS, "92", Mark.VERIFIED),
        ("service.first_answer", 72, Unit.HOURS, "", Mark.OWN),
        ("rating.token", 14, Unit.DAYS, "", Mark.OWN),
        ("followup.after", 28, Unit.DAYS, "", Mark.OWN),
    ],
)
def test_terms_of_this_release(code: str, value: int | None, unit: Unit, article: str, mark: Mark) -> None:
    term = legal.term(code, TODAY)
    assert (term.value, term.unit, term.article, term.mark) == (value, unit, article, mark)


@pytest.mark.parametrize("code", ["appeal.complaint_decision", "appeal.complaint_file_up", "crime.registration"])
def test_what_is_only_remembered_is_shown_and_never_computed(code: str) -> None:
    with pytest.raises(legal.Unverified):
        legal.term(code, TODAY)
    shown = legal.term(code, TODAY, allow_unverified=True)
    assert not shown.usable
    assert "тексерілмеген" in shown.caution("kk").lower()
    assert "не проверено" in shown.caution("ru").lower()
    assert "unverified" in shown.caution("en").lower()


def test_citations_read_well_in_three_languages() -> None:
    term = legal.term("appeal.answer", TODAY)
    assert term.citation("kk") == "ӘРПК, 76-бап"
    assert term.citation("ru") == "АППК, ст. 76"
    assert term.citation("en") == "Administrative Procedural and Process-Related Code, art. 76"
    assert legal.term("service.first_answer", TODAY).citation("kk") == "Қызмет уәдесі"
    assert "№ 350-VI" in term.full_act("ru")


def test_every_row_speaks_three_languages_and_names_its_source() -> None:
    for term in legal.shipped():
        for lang in legal.LANGUAGES:
            assert term.explanation(lang)
            assert term.citation(lang)
            assert term.caution(lang)
        assert term.source
        assert re.search("[әғқңөұүһі]", term.explanation("kk"))
        assert (term.value is None) == (term.unit is Unit.RULE)
        assert not term.verified_by, "nobody has compared anything with the official text yet"


def test_no_row_before_the_code_came_into_force() -> None:
    with pytest.raises(legal.NoTerm):
        legal.term("appeal.answer", date(2021, 6, 30))
    with pytest.raises(legal.NoTerm):
        legal.term("appeal.nonsense", TODAY)


def test_loading_twice_changes_nothing_the_second_time() -> None:
    LegalTerm.objects.all().delete()
    assert legal.load_terms() == len(legal.shipped())
    assert legal.load_terms() == 0
    out = StringIO()
    call_command("load_terms", stdout=out)
    assert out.getvalue().startswith("0 rows")


def test_loading_mends_a_row_but_not_a_verified_one() -> None:
    legal.load_terms()
    LegalTerm.objects.filter(code="appeal.answer").update(value=99)
    LegalTerm.objects.filter(code="appeal.redirect").update(value=5, verified_by="А. Б.")
    assert legal.load_terms() == 1
    assert legal.term("appeal.answer", TODAY).value == 15
    assert legal.term("appeal.redirect", TODAY).value == 5


def test_a_new_validity_ends_the_old_without_touching_it() -> None:
    legal.load_terms()
    old = LegalTerm.objects.get(code="appeal.answer")
    LegalTerm.objects.create(
        code="appeal.answer", value=10, unit="working_days", act=old.act, article="76", valid_from=date(2027, 1, 1),
        source="a law of 2027", mark="verified",
    )
    reset()
    assert legal.term("appeal.answer", date(2026, 12, 31)).value == 15
    assert legal.term("appeal.answer", date(2027, 1, 1)).value == 10
    versions = {legal.term("appeal.answer", day).version for day in (date(2026, 12, 31), date(2027, 1, 1))}
    assert len(versions) == 2


def test_verifying_names_who_and_ends_the_warning() -> None:
    legal.load_terms()
    day = date(2021, 7, 1)
    term = legal.verify(actor=Actor.system(), code="appeal.answer", valid_from=day, by="lawyer", at=TODAY)
    assert term.caution("kk") == ""
    assert legal.term("appeal.answer", TODAY).verified_by == "lawyer"
    assert AuditEvent.objects.get().action == "legal.verify"
    with pytest.raises(legal.NoTerm):
        legal.verify(actor=Actor.system(), code="nothing", valid_from=day, by="lawyer", at=TODAY)


def test_a_term_is_answered_from_memory(django_assert_num_queries: object) -> None:
    legal.term("appeal.answer", TODAY)
    with django_assert_num_queries(0):  # type: ignore[operator]
        legal.term("appeal.redirect", TODAY)
    assert len(list(legal.terms())) == len(legal.shipped())
