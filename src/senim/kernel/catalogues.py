"""The three languages: what the code says, what the catalogues answer, and whether they agree.

The msgids are English and stand in the code; Kazakh and Russian stand in
``<context>/locale/{kk,ru}/LC_MESSAGES/django.po``. This tool reads Python and Django templates (no gettext tools, no
database, no settings), compares, and compiles ``.mo``:

    python -m senim.kernel.catalogues                    every context: check and compile
    python -m senim.kernel.catalogues src/senim/staff    one context
    python -m senim.kernel.catalogues --update PATH      first add missing msgids (empty) to its .po, drop unused

A string counts as translated when the context's own catalogue has it, or a shared one (kernel, web, config).
A translation that must equal its English says so in the .po with a translator's comment ``# same``.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
#: Here stand the words of Django and allauth in our languages too: what no code of ours asks for is kept.
OVERRIDES = ROOT / "config"
LANGUAGES = ("kk", "ru")
SHARED = ("kernel", "web", "config")
PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
SKIP = {"tests", "migrations", "locale", "static", "__pycache__"}

# The functions that mark a string, and the place of context, singular and plural among their arguments.
MARKS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ugettext"), ("id",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("id", "plural")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "id")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "id", "plural")),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|(?<!%)%[sdif]|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(frozen=True)
class Found:
    """A string marked for translation and where it stands (file:line)."""

    msgid: str
    plural: str | None
    context: str | None
    where: str

    @property
    def key(self) -> tuple[str, str | None]:
        return self.msgid, self.context


@dataclass(frozen=True)
class Problem:
    """One thing that a translator has to mend."""

    language: str
    text: str
    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.language}: {self.why}: {self.text!r}"


# --- what the code says ---------------------------------------------------------------------------------------------


def strings_of(path: Path) -> Iterator[Found]:
    """Marked strings of one file or of every ``.py``, ``.html`` and ``.txt`` under a folder, in order of path."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        inside = file.relative_to(path).parts if path.is_dir() else ()
        if SKIP.intersection(inside) or not file.is_file():
            continue
        if file.suffix == ".py":
            yield from _marked(file.read_text(encoding="utf-8"), file)
        elif file.suffix in (".html", ".txt") and "templates" in file.parts:
            yield from _marked(_as_python(file), file)


def _as_python(file: Path) -> str:
    # Django's own translation of a template to gettext calls, the one that makemessages uses. Indentation means
    # nothing there, but Python's tokenizer would stumble on it.
    code = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    return "\n".join(line.strip() for line in code.splitlines())


def _marked(code: str, file: Path) -> Iterator[Found]:
    source = io.BytesIO(code.encode("utf-8"))
    for line, function, arguments, _comments in extract_python(source, dict.fromkeys(MARKS), [], {"encoding": "utf-8"}):
        given = arguments if isinstance(arguments, (tuple, list)) else (arguments,)
        named = dict(zip(MARKS[str(function)], given, strict=False))
        if named.get("id"):
            yield Found(named["id"], named.get("plural"), named.get("context"), f"{_short(file)}:{line}")


def _short(file: Path) -> str:
    base = ROOT.parents[1]
    return str(file.relative_to(base)) if file.is_relative_to(base) else str(file)


# --- what the catalogues answer -------------------------------------------------------------------------------------


def po_path(folder: Path, language: str) -> Path:
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path, language: str) -> Catalog:
    """The catalogue in a ``.po`` file; an empty one where there is no file. A broken file raises, with its line."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def is_translated(message: Message | None) -> bool:
    """Every form is filled and nobody marked it as a guess."""
    if message is None or message.fuzzy:
        return False
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(forms) and all(forms)


# --- whether they agree ---------------------------------------------------------------------------------------------


def check(folder: Path, shared: Iterable[Path] = ()) -> list[Problem]:
    """Problems of one context: missing, guessed, other placeholders, other tags, left in English."""
    found = {one.key: one for one in strings_of(folder)}
    problems: list[Problem] = []
    for language in LANGUAGES:
        own = read_catalogue(po_path(folder, language), language)
        others = [read_catalogue(po_path(other, language), language) for other in shared if other != folder]
        books = (own, *others)
        problems += [
            Problem(language, one.msgid, one.where, "missing")
            for one in found.values()
            if not any(is_translated(book.get(one.msgid, one.context)) for book in books)
        ]
        problems += [problem for message in own if message.id for problem in _faults(message, language, folder)]
    return problems


def _faults(message: Message, language: str, folder: Path) -> Iterator[Problem]:
    ids = _forms(message.id)
    where = f"{_short(po_path(folder, language))}:{message.lineno or 0}"
    for number, text in enumerate(_forms(message.string)):
        if not text:
            continue
        if why := _difference(ids, text, is_last=number == len(_forms(message.string)) - 1):
            yield Problem(language, ids[0], where, why)
        if text == ids[0] and re.search(r"[a-z]{3}", PLACEHOLDER.sub("", text)) and "same" not in message.user_comments:
            yield Problem(language, ids[0], where, "still English (say '# same' in the .po if it must be)")
    said = _forms(message.string)
    if any(said) and (not all(said) or (len(ids) > 1 and len(said) != int(PLURALS[language][9]))):
        yield Problem(language, ids[0], where, "a plural form is not filled")


def _forms(value: object) -> tuple[str, ...]:
    if isinstance(value, (tuple, list)):
        return tuple(str(form) for form in value)
    return (str(value or ""),)


def _difference(ids: tuple[str, ...], text: str, *, is_last: bool) -> str:
    """Why a form does not fit its msgid; "" when it fits. The forms of one may leave the number out."""
    wanted = {mark for form in ids for mark in PLACEHOLDER.findall(form)}
    given = set(PLACEHOLDER.findall(text))
    if given - wanted:
        return f"unknown placeholder {sorted(given - wanted)}"
    if wanted - given and (len(ids) == 1 or is_last):
        return f"lost placeholder {sorted(wanted - given)}"
    if sorted(TAG.findall(ids[-1])) != sorted(TAG.findall(text)):
        return "other tags"
    return ""


def unused(folder: Path) -> list[Problem]:
    """Translations that no string of the context asks for any more."""
    keys = {one.key for one in strings_of(folder)}
    rows: list[Problem] = []
    for language in LANGUAGES:
        path = po_path(folder, language)
        rows += [
            Problem(language, _forms(message.id)[0], f"{_short(path)}:{message.lineno or 0}", "unused")
            for message in read_catalogue(path, language)
            if message.id and (_forms(message.id)[0], message.context) not in keys
        ]
    return rows


def conflicts(folders: Iterable[Path]) -> list[Problem]:
    """One msgid with two translations in two contexts: the reader would see whichever was loaded first."""
    seen: dict[tuple[str, str, str | None], tuple[tuple[str, ...], str]] = {}
    rows = []
    for folder in folders:
        for language in LANGUAGES:
            for message in read_catalogue(po_path(folder, language), language):
                if not message.id or not is_translated(message):
                    continue
                key = (language, _forms(message.id)[0], message.context)
                said, where = seen.setdefault(key, (_forms(message.string), folder.name))
                if said != _forms(message.string):
                    why = f"said otherwise in {where}: {said[0]!r}"
                    rows.append(Problem(language, key[1], _short(po_path(folder, language)), why))
    return rows


# --- writing --------------------------------------------------------------------------------------------------------


def compile_folder(folder: Path) -> int:
    """Write ``django.mo`` beside each ``django.po``; returns how many. The new file replaces the old one whole."""
    count = 0
    for language in LANGUAGES:
        source = po_path(folder, language)
        if not source.exists():
            continue
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            count += 1
            continue
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, read_catalogue(source, language))
        fresh.replace(target)
        count += 1
    return count


def update(folder: Path) -> None:
    """Bring the context's ``.po`` files to what the code says: new msgids empty, unused ones out, order by place."""
    shared = [ROOT / name for name in SHARED if ROOT / name != folder]
    found = list({one.key: one for one in strings_of(folder)}.values())
    for language in LANGUAGES:
        old = read_catalogue(po_path(folder, language), language)
        others = [read_catalogue(po_path(other, language), language) for other in shared]
        new = Catalog(locale=language, project="senim", charset="utf-8", fuzzy=False, header_comment="#")
        for one in found:
            kept = old.get(one.msgid, one.context)
            if kept is None and any(is_translated(book.get(one.msgid, one.context)) for book in others):
                continue
            ids = (one.msgid, one.plural) if one.plural else one.msgid
            place = [(one.where.rpartition(":")[0], 0)]
            comments = kept.user_comments if kept else ()
            new.add(ids, kept.string if kept else None, place, context=one.context, user_comments=comments)
        for message in old if folder == OVERRIDES else ():
            if message.id and new.get(_forms(message.id)[0], message.context) is None:
                new[_forms(message.id)[0]] = message
        _write_po(po_path(folder, language), new, language)


def _write_po(path: Path, catalogue: Catalog, language: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, catalogue, width=110, omit_header=True, include_lineno=False)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )
    path.write_text(header + body.getvalue().decode("utf-8").strip() + "\n", encoding="utf-8")


def contexts() -> list[Path]:
    """Every context of the product, shared ones first."""
    rest = sorted(p for p in ROOT.iterdir() if (p / "__init__.py").exists() and p.name not in SHARED)
    return [ROOT / name for name in SHARED if (ROOT / name).is_dir()] + rest


def main(arguments: list[str] | None = None) -> int:
    """The command: 0 when the catalogues are whole, 1 with a list of what to mend. --quiet only compiles."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    folders = [Path(word).resolve() for word in words if not word.startswith("-")] or contexts()
    if "--update" in words:
        for folder in folders:
            update(folder)
    compiled = {folder.name: compile_folder(folder) for folder in folders}
    if "--quiet" in words:
        return 0
    print("compiled: " + ", ".join(f"{name} {count}" for name, count in compiled.items() if count))
    shared = [ROOT / name for name in SHARED]
    problems = [problem for folder in folders for problem in check(folder, shared)] + conflicts(contexts())
    for note in (note for folder in folders if folder != OVERRIDES for note in unused(folder)):
        print(f"note: {note}")
    for problem in problems:
        print(problem)
    print(f"{len(problems)} to mend" if problems else "catalogues are whole")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
