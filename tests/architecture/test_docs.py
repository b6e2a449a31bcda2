"""The written pages: their links lead somewhere, and the two commands of the README are the ones there are."""

import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_speaks_three_languages_of_the_same_commands() -> None:
    for name in ("README.md", "README.kk.md", "README.ru.md"):
        text = (ROOT / name).read_text("utf-8")
        assert "./run demo" in text and "./run test" in text and "python3-venv" in text


def test_every_context_is_on_the_architecture_page() -> None:
    text = (ROOT / "docs/explanation/architecture.md").read_text("utf-8")
    contexts = [path.parent.name for path in ROOT.glob("src/senim/*/apps.py")]
    assert [name for name in contexts if f"{name}/" not in text] == []


def test_a_decision_says_what_it_gave_up() -> None:
    pages = sorted(ROOT.glob("docs/adr/[0-9]*.md"))
    assert len(pages) >= 8
    assert [page.name for page in pages if "gave up" not in page.read_text("utf-8")] == []
    numbers = [page.name[:4] for page in pages]
    assert len(set(numbers)) == len(numbers), "a number was given twice"


def test_the_security_page_names_tests_that_are_there() -> None:
    page = (ROOT / "docs" / "explanation" / "security.md").read_text("utf-8")
    named = re.findall(r"`((?:tests|src)/[\w/.]+?)(?:::(\w+))?`", page)
    assert len(named) > 40
    gone = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).exists() or (name and f"def {name}(" not in (ROOT / path).read_text("utf-8"))
    ]
    assert gone == []
