"""What the verbs share: arguments, a bar of progress, refusals as sentences, files written whole."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis.errors import AnalysisRefused, Cancelled
from senim_analysis.io.incidents import Columns
from senim_analysis.result import plain
from senim_analysis.words import LANGUAGES, Words

WIDTH = 28
ODD_DAY = Words(
    "«{text}» — күн емес. Былай жазыңыз: 2025-07-01.",
    "«{text}» — не дата. Пишите так: 2025-07-01.",
    "'{text}' is no day. Write it like this: 2025-07-01.",
)
NOT_OPEN = Words(
    "{path} ашылмады немесе жазылмады ({reason}).",
    "Не удалось открыть или записать {path} ({reason}).",
    "{path} could not be opened or written ({reason}).",
)
NEEDED = Words(
    "--{name} керек.",
    "Нужно --{name}.",
    "--{name} is needed.",
)
ODD_LIST = Words(
    "«{name}»: үтірмен бөлінген сандар керек, мысалы {example}.",
    "«{name}»: нужны числа через запятую, например {example}.",
    "'{name}' must be numbers with commas, {example} for one.",
)


def parser(verb: str, about: str, example: str) -> argparse.ArgumentParser:
    """A parser that says what the verb is for and shows one whole call."""
    made = argparse.ArgumentParser(
        prog=f"senim {verb}",
        description=about,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--language", choices=LANGUAGES, default=_language(), help="language of what is printed first")
    made.add_argument("--json", type=Path, metavar="FILE", help="write everything as JSON")
    made.add_argument("--quiet", action="store_true", help="no progress, only the answer")
    return made


def file_arguments(made: argparse.ArgumentParser) -> None:
    """Columns of a file of incidents."""
    made.add_argument("file", type=Path, help="CSV (also .gz), XLSX or Parquet with a row for each incident")
    made.add_argument("--lon", metavar="COLUMN", help="longitude, degrees")
    made.add_argument("--lat", metavar="COLUMN", help="latitude, degrees")
    made.add_argument("--x", metavar="COLUMN", help="metres east, in place of --lon")
    made.add_argument("--y", metavar="COLUMN", help="metres north, in place of --lat")
    made.add_argument("--time", metavar="COLUMN", help="local day and hour; several with commas: the first filled one")
    made.add_argument("--category", metavar="COLUMN", help="kind of event")
    made.add_argument("--area", metavar="COLUMN", help="label of the district or beat")
    made.add_argument("--key", metavar="COLUMN", help="number of the incident: repeated rows are taken once")
    made.add_argument("--zone", metavar="ZONE", help="time zone of local time (Asia/Almaty) where texts carry offsets")


def columns(asked: argparse.Namespace, *, road: bool = False) -> Columns:
    """Names that were given. road: whether x alone will do, the distance along a road."""
    for one, other in (("x", "y"), ("y", "x")):
        if getattr(asked, one) and not getattr(asked, other) and not (road and one == "x"):
            raise AnalysisRefused("needed", NEEDED, name=other)
    return Columns(
        lon=asked.lon,
        lat=asked.lat,
        x=asked.x,
        y=asked.y,
        time=asked.time,
        category=asked.category,
        area=asked.area,
        key=asked.key,
    )


def day(text: str) -> date:
    """A day of the calendar. Raises AnalysisRefused."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AnalysisRefused("odd_day", ODD_DAY, text=text) from error


def run(task: Callable[[argparse.Namespace], int], made: argparse.ArgumentParser, words: Sequence[str]) -> int:
    """Parse and do; a refusal is printed as a sentence and gives 1, a wrong call gives 2, Ctrl+C gives 130."""
    try:
        asked = made.parse_args(list(words))
    except SystemExit as stop:
        return int(stop.code or 0) if isinstance(stop.code, int | None) else 2
    try:
        return task(asked)
    except AnalysisRefused as refused:
        tell_error(refused.sentence(asked.language))
        return 1
    except BrokenPipeError:  # whoever read our words has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a file or folder that was named
        tell_error(NOT_OPEN.fill(asked.language, {"path": str(error.filename), "reason": error.strerror or ""}))
        return 1
    except (KeyboardInterrupt, Cancelled):
        tell_error("")
        return 130


def numbers(text: str, name: str, example: str) -> list[float]:
    """Numbers with commas between them."""
    try:
        return [float(part) for part in text.split(",")]
    except ValueError as error:
        raise AnalysisRefused("odd_list", ODD_LIST, name=name, example=example) from error


def as_days(at: npt.NDArray[np.datetime64], known: npt.NDArray[np.bool_]) -> npt.NDArray[np.datetime64]:
    """Moments to the day: an hour that is not known for all must not decide which event came first."""
    return at if known.all() else at.astype("datetime64[D]")


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")


def tell_error(text: str) -> None:
    sys.stderr.write(text + "\n")


def write(path: Path, text: str) -> None:
    """The whole file or none of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, "utf-8")
    part.replace(path)


def write_json(path: Path | None, data: Any) -> None:
    if path is not None:
        write(path, json.dumps(plain(data), ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def page_path(out: Path) -> Path:
    """The HTML file in a folder, or the file itself where one is named."""
    return out if out.suffix.lower() in (".html", ".htm") else out / "index.html"


def command_line(verb: str, words: Sequence[str]) -> str:
    return shlex.join(["senim", verb, *words])


def our_version() -> str:
    try:
        return version("senim")
    except PackageNotFoundError:
        return "0.1.0"


def _language() -> str:
    """Of the terminal, where it is one of ours."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return told[:2] if told[:2] in LANGUAGES else "en"


class Bar:
    """Progress on the error stream: a bar in a terminal, a line for each stage elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet, self.begun, self.last = quiet, time.monotonic(), ""
        self.live = sys.stderr.isatty()

    def __call__(self, done: float, what: str) -> None:
        if self.quiet:
            return
        passed = time.monotonic() - self.begun
        if self.live:
            full = round(WIDTH * done)
            sys.stderr.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done:4.0%} {passed:5.1f} s  {what:<24}")
            sys.stderr.write("\n" if done >= 1 else "")
            sys.stderr.flush()
        elif what != self.last:
            sys.stderr.write(f"{done:4.0%} {passed:6.1f} s  {what}\n")
        self.last = what

    def part(self, start: float, end: float) -> Callable[[float, str], None]:
        """Progress of a part of the work as progress of the whole."""
        return lambda done, what: self(start + (end - start) * done, what)
