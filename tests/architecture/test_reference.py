"""The generated pages are what the code says, and every word that people meet is said in three languages."""

import pytest

from senim.config import reference
from senim.config.reference import addresses, house, settings, words

#: Enums whose values nobody reads but those who read the code or a command's output, and why.
INTERNAL = {
    "State@senim.kernel.keys.ring": "told in the terminal to the keeper of an installation",
    "Batch": "where one answer for several stands; the pages say it in sentences",
    "Part@senim.appeals.domain": "one appeal of several: shown by its reason",
    "Sensitivity": "the class of a field, for developers",
    "Case": "the grammar of a word",
    "Kind@senim.kernel.workdays": "each day off carries its own name",
    "State@senim.kernel.outbox.queue": "the queue page says it in sentences",
    "Way@senim.kernel.retention": "how a part of a record ends; the page says it in sentences",
    "ImportState": "the import page says it in sentences",
    "Why": "the trace of an appeal says it in a sentence",
    "Touch": "what a rule of the matrix touches, for the reference",
    "Answering": "the kind of a form's field",
    "Divert": "the diversion page is its name",
    "MessageKind": "the history says it in a sentence",
    "ContactKind": "the contact's own page says what it was",
    "Ground": "a duty says in words on what it rests",
    "Period": "a return says its operation or its month",
    "There": "the duty calendar says it in a sentence",
    "Misfit": "the list of what does not fit says it in sentences",
    "Layout": "how a form of a document is laid out, for whoever writes one",
    "Entry": "the kind of a form's field",
    "ThoughtState": "a thought stands under the heading of its state",
    "Standing@senim.cabinet.domain": "the visit's tag says it",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", reference.PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    path = reference.FOLDER / name
    assert path.exists() and path.read_text("utf-8") == reference.text_of(name), "./run docs"


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, _default, note in settings.variables() if not note] == []
    assert len(settings.variables()) > 30


def test_every_command_says_what_it_does() -> None:
    assert "|  |" not in settings.commands_page()


def test_every_enum_that_people_meet_has_three_names() -> None:
    silent = []
    for context in house.contexts():
        for kind, names in words.enums(context):
            if not names and not {kind.__name__, f"{kind.__name__}@{kind.__module__}"} & set(INTERNAL):
                silent.append(f"{kind.__module__}.{kind.__name__}")
    assert silent == [], "a table {member: Label(kk, ru, en)}, or a line in INTERNAL with the reason"


def test_every_address_says_what_it_is() -> None:
    from django.urls import get_resolver

    rows = addresses.walk(get_resolver(), "", "")
    silent = [name or route for name, route, view in rows if "senim" in view.__module__ and not view.__doc__]
    assert silent == [], "a view's docstring is its line in docs/reference/addresses.md"
