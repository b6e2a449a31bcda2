"""`senim scan`: from a plain file to a ranked list of candidate problems."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from senim_analysis.commands import common
from senim_analysis.errors import AnalysisRefused
from senim_analysis.io.incidents import Incidents, load
from senim_analysis.problems.search import Problems, find_problems
from senim_analysis.report import maps
from senim_analysis.report.scan_page import Scan, scan_page
from senim_analysis.words import Words

ABOUT = (
    "Scan a file of incidents for candidate problems: places, hours, near repeats and rises beyond chance, ranked by harm, "
    "each with what could make it an artefact. Needs no database."
)
EXAMPLE = "senim scan incidents.csv --lon lon --lat lat --time dispatch_local --category offence --out report/ --json ranked.json"
ODD_HARM = Words(
    "Зиян файлының {row}-жолы түсініксіз: «{text}». Керегі: түр, сан.",
    "Строка {row} файла вреда непонятна: «{text}». Нужно: вид, число.",
    "Row {row} of the file of harm is not clear: '{text}'. Needed: kind, number.",
)
MORE = Words("… тағы {count}", "… ещё {count}", "… {count} more")
WRITTEN = Words("Жазылды: {path}", "Записано: {path}", "Written: {path}")


def scan(words: Sequence[str]) -> int:
    """Run the verb; returns the exit code."""
    made = common.parser("scan", ABOUT, EXAMPLE)
    common.file_arguments(made)
    made.add_argument("--harm", type=Path, metavar="FILE", help="CSV of two columns: kind, weight of its harm")
    made.add_argument("--outline", type=Path, metavar="FILE", help="GeoJSON of districts, drawn on the map")
    made.add_argument("--out", type=Path, metavar="FOLDER", help="write the report as one HTML file")
    made.add_argument(
        "--cell", type=float, metavar="METRES", help="side of the cells; by itself as fine as the data allow"
    )
    made.add_argument("--rate", type=float, default=0.05, help="share of false problems that is promised (0.05)")
    made.add_argument("--limit", type=int, default=25, help="problems described in the report (25)")
    return common.run(lambda asked: _scan(asked, words), made, words)


def _scan(asked: argparse.Namespace, words: Sequence[str]) -> int:
    bar = common.Bar(quiet=asked.quiet)
    bar(0.0, "reading")
    incidents = load(asked.file, common.columns(asked), zone=asked.zone)
    found = find_problems(
        incidents.x,
        incidents.y,
        incidents.at,
        [incidents.kinds[kind] for kind in incidents.kind],
        harm=_harm(asked.harm),
        areas=_areas(incidents, asked.area),
        timed=incidents.timed,
        usual=incidents.usual,
        say=_say(incidents),
        side=asked.cell,
        rate=asked.rate,
        progress=bar.part(0.1, 0.9),
    )
    bar(0.9, "writing")
    common.write_json(asked.json, _plain(asked.file, incidents, found))
    if asked.out is not None:
        outline = maps.outline(asked.outline, incidents.projection) if asked.outline else ()
        command = common.command_line("scan", words)
        page = Scan(
            asked.file.name, incidents, found, outline, asked.limit, common.our_version(), command, asked.language
        )
        common.write(common.page_path(asked.out), scan_page(page))
    bar(1.0, "done")
    _print(asked, incidents, found)
    return 0


def _harm(path: Path | None) -> dict[str, float]:
    """Weights by kind; a first row without a number is a header."""
    weights: dict[str, float] = {}
    if path is None:
        return weights
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            try:
                weights[row[0].strip()] = float(row[1])
            except (IndexError, ValueError) as error:
                if number > 1 and any(row):
                    raise AnalysisRefused("odd_harm", ODD_HARM, row=number, text=",".join(row)) from error
    return weights


def _areas(incidents: Incidents, column: str | None) -> list[str] | None:
    """Labels of areas; a bare number gets the name of its column."""
    if incidents.area is None:
        return None
    return [f"{column} {label}" if label.isdigit() else label for label in incidents.area]


def _say(incidents: Incidents) -> Callable[[float, float], tuple[str, str]]:
    """Places as people look them up: latitude and longitude where the file had them, metres where not."""
    projection = incidents.projection
    if projection is None:
        return lambda x, y: (f"{x:.0f}", f"{y:.0f}")

    def say(x: float, y: float) -> tuple[str, str]:
        lon, lat = projection.degrees([x], [y])
        return f"{lat[0]:.4f}", f"{lon[0]:.4f}"  # eleven metres: finer would be invented

    return say


def _plain(file: Path, incidents: Incidents, found: Problems) -> dict[str, Any]:
    """The ranked list for machines: the same sentences in three languages, all the figures."""
    whole = found.to_dict()
    ranked = [{"rank": rank, **one} for rank, one in enumerate(whole.pop("problems"), start=1)]
    return {
        "tool": f"senim {common.our_version()}",
        "file": file.name,
        "quality": incidents.quality.to_dict(),
        "promised_rate": found.parameters["rate"],
        "problems": ranked,
        "patterns": whole.pop("patterns"),
        "scan": whole,
    }


def _print(asked: argparse.Namespace, incidents: Incidents, found: Problems) -> None:
    language = asked.language
    common.tell(incidents.quality.sentence(language))
    for caution in incidents.quality.cautions(language):
        common.tell(f"  ! {caution}")
    if not found.statistic:
        common.tell(found.sentence(language))
    for rank, one in enumerate(found.problems[:10], start=1):
        common.tell(f"{rank:>3}. {one.sentence(language)}")
        for caution in one.cautions(language)[:-1]:
            common.tell(f"       ! {caution}")
    more = len(found.problems) - 10
    if more > 0:
        common.tell(MORE.fill(language, {"count": more}))
    for path in (asked.json, common.page_path(asked.out) if asked.out else None):
        if path is not None:
            common.tell(WRITTEN.fill(language, {"path": str(path)}))
