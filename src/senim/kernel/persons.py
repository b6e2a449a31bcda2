"""What the house holds about one person: each context says how its records of somebody are found and opened.

    # senim/appeals/about_person.py: a module of this name is read in every context
    persons.register(Source("appeals", by_code=by_code, by_marks=by_marks, linked=linked, visible=visible))

A record is named by the rule under which it ends (`kernel.retention`) and its key. Nothing here knows which contexts
there are; whoever tells a person of the records masks what is of third persons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.module_loading import autodiscover_modules

from senim.kernel.scoping import Scope


class Ref(NamedTuple):
    """One record: the code of its rule, and its key."""

    rule: str
    pk: int


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a person is found: whole values in one form, "" where it is not known. Never a part, never a list."""

    iin: str = ""
    phone: str = ""
    email: str = ""

    def values(self) -> frozenset[str]:
        return frozenset(one for one in (self.iin, self.phone, self.email) if one)


Codes = Callable[[str], Sequence[Ref]]
ByMarks = Callable[[Marks], Sequence[Ref]]
Linked = Callable[[Sequence[Ref]], Sequence[Ref]]
Visible = Callable[[Scope, Sequence[Ref]], Sequence[Ref]]
Of = Callable[[Sequence[Ref]], Iterable[Marks]]
Opened = Callable[[Ref], "Sequence[tuple[str, Any]] | None"]


@dataclass(frozen=True, slots=True)
class Source:
    """A context's side. by_code: what a secret that only the person has opens. by_marks: whole marks, exactly.

    linked: records that hang on some records (a rating on its appeal). visible: of its own records, those that a
    member of the staff may know of; where a context does not say it, the area of the record does. marks: what names
    the person in some records. opened: the lines (name of the field, value) of a record that lies sealed; None: read
    it as it stands. letters: how the keys of letters in the outbox begin that tell of some records. worded: a code
    that stands in a field, in words; None where the field holds no code.
    """

    name: str
    by_code: Codes | None = None
    by_marks: ByMarks | None = None
    linked: Linked | None = None
    visible: Visible | None = None
    marks: Of | None = None
    opened: Opened | None = None
    letters: Callable[[Sequence[Ref]], Sequence[str]] | None = None
    worded: Callable[[str, Any], Any] | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; registering its name again replaces it."""
    _sources[source.name] = source


def sources() -> list[Source]:
    """Every source; the modules `about_person` of all contexts are read first."""
    autodiscover_modules("about_person")
    return list(_sources.values())


def by_code(typed: str) -> list[Ref]:
    """What a typed code or a pasted link opens, with what hangs on it; nothing where nobody knows it."""
    found = [ref for one in sources() if one.by_code for ref in one.by_code(typed)]
    return with_linked(found)


def by_marks(marks: Marks) -> list[Ref]:
    """Every record of whoever has these marks, with what hangs on them."""
    if not marks.values():
        return []
    return with_linked([ref for one in sources() if one.by_marks for ref in one.by_marks(marks)])


def with_linked(refs: Sequence[Ref]) -> list[Ref]:
    """Some records and what hangs on them, each once, in a fixed order."""
    found = set(refs)
    for one in sources():
        if one.linked and refs:
            found.update(one.linked(refs))
    return sorted(found)


def marks_of(refs: Sequence[Ref]) -> frozenset[str]:
    """The person's own marks, as the records have them."""
    return frozenset(
        value for one in sources() if one.marks for marks in one.marks(refs) for value in marks.values())


def judged(scope: Scope, refs: Sequence[Ref]) -> dict[Ref, bool]:
    """Whether a member of the staff may know of a record, for those records whose context says it itself."""
    found: dict[Ref, bool] = {}
    for one in sources():
        own = _own(one, refs) if one.visible else []
        if one.visible and own:
            seen = set(one.visible(scope, own))
            found.update((ref, scope.everything or ref in seen) for ref in own)
    return found


def _own(source: Source, refs: Sequence[Ref]) -> list[Ref]:
    return [ref for ref in refs if ref.rule.startswith(f"{source.name}.")]


def letters_of(refs: Sequence[Ref]) -> list[str]:
    """How the keys of letters begin that tell of some records."""
    return [key for one in sources() if one.letters for key in one.letters(_own(one, refs))]


def worded(ref: Ref, field: str, value: Any) -> Any:
    """A code that stands in a field of a record, in words; the value itself where nobody knows it better."""
    source = next((one for one in sources() if one.name == ref.rule.partition(".")[0]), None)
    said = source.worded(field, value) if source and source.worded else None
    return value if said is None else said


def opened(ref: Ref) -> Sequence[tuple[str, Any]] | None:
    """The lines of a record that lies sealed; None where it can be read as it stands."""
    source = next((one for one in sources() if one.name == ref.rule.partition(".")[0]), None)
    return source.opened(ref) if source and source.opened else None
