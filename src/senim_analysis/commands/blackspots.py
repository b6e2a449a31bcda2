"""`senim blackspots`: places of concentration of crashes by a dated rule."""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from senim_analysis.commands import common
from senim_analysis.errors import AnalysisRefused
from senim_analysis.io.incidents import load
from senim_analysis.io.tables import Table, read
from senim_analysis.report.spots_page import Spots, spots_page
from senim_analysis.road_rules import EXAMPLES, BlackSpotRule, as_rule
from senim_analysis.roads import black_spots
from senim_analysis.words import Words

ABOUT = (
    "Black spots of a file of crashes by a legal rule that you name, or give as a TOML or JSON file. Needs no database."
)
EXAMPLE = "senim blackspots crashes.csv --lon lon --lat lat --time occurred_at --category kind --casualties injured,killed --rule rule.toml"
ODD_RULE = Words(
    "{path} ережесі оқылмады: {reason}.",
    "Правило {path} не читается: {reason}.",
    "The rule {path} cannot be read: {reason}.",
)
NO_RULE = Words(
    "«{rule}» ережесі жоқ. Файл атын беріңіз немесе біреуін: {names}.",
    "Правила «{rule}» нет. Назовите файл или одно из: {names}.",
    "There is no rule '{rule}'. Name a file, or one of: {names}.",
)


def blackspots(words: Sequence[str]) -> int:
    """Run the verb; returns the exit code."""
    made = common.parser("blackspots", ABOUT, EXAMPLE)
    common.file_arguments(made)
    made.add_argument("--rule", required=True, metavar="RULE", help=f"file, or one of: {', '.join(EXAMPLES)}")
    made.add_argument(
        "--casualties", metavar="COLUMNS", help="columns with the number of harmed, with commas: they are added up"
    )
    made.add_argument("--road", metavar="COLUMN", help="name of the road; then --x is the distance along it in metres")
    made.add_argument("--until", metavar="DAY", help="last day of the reporting period (by default of the file)")
    made.add_argument("--out", type=Path, metavar="FOLDER", help="write the list and the map as one HTML file")
    return common.run(lambda asked: _blackspots(asked, words), made, words)


def _blackspots(asked: argparse.Namespace, words: Sequence[str]) -> int:
    bar = common.Bar(quiet=asked.quiet)
    rule = _rule(asked.rule)
    bar(0.0, "reading")
    incidents = load(asked.file, common.columns(asked, road=asked.road is not None), zone=asked.zone)
    table = read(asked.file)
    rows = np.flatnonzero(~np.isnat(incidents.at))
    source = incidents.row[rows]
    bar(0.4, "windows")
    roads = None if asked.road is None else np.array(table.column(asked.road, "road"))[source]
    result = black_spots(
        incidents.x[rows],
        incidents.y[rows],
        incidents.at[rows],
        rule=rule,
        kinds=None if len(incidents.kinds) < 2 else [incidents.kinds[kind] for kind in incidents.kind[rows]],
        casualties=_harmed(table, asked.casualties, source),
        roads=roads,
        until=None if asked.until is None else f"{common.day(asked.until)}T23:59:59",
    )
    common.write_json(asked.json, {"quality": incidents.quality.to_dict(), "black_spots": result.to_dict()})
    if asked.out is not None:
        command = common.command_line("blackspots", words)
        page = Spots(asked.file.name, incidents, rows, result, common.our_version(), command, asked.language)
        common.write(common.page_path(asked.out), spots_page(page))
    bar(1.0, "done")
    for line in (result.sentence(asked.language), *(f"  ! {one}" for one in result.cautions(asked.language))):
        common.tell(line)
    return 0


def _rule(named: str) -> BlackSpotRule:
    """One of the examples, or a file of TOML or JSON."""
    if named in EXAMPLES:
        return EXAMPLES[named]
    path = Path(named)
    if not path.is_file() or path.suffix.lower() not in (".toml", ".json"):
        raise AnalysisRefused("no_rule", NO_RULE, rule=named, names=", ".join(EXAMPLES))
    text = path.read_text("utf-8")
    try:
        told = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except ValueError as error:  # of both formats
        raise AnalysisRefused("odd_rule", ODD_RULE, path=str(path), reason=str(error)) from error
    return as_rule(told)


def _harmed(table: Table, named: str | None, source: npt.NDArray[np.int64]) -> npt.NDArray[np.float64] | None:
    """Harmed of each crash: the columns added up, what is no number being none."""
    if named is None:
        return None
    total = np.zeros(table.rows)
    for name in named.split(","):
        total += np.array([_count(cell) for cell in table.column(name.strip(), "casualties")])
    return total[source]


def _count(cell: str) -> float:
    try:
        return max(0.0, float(cell.replace(",", ".")))
    except ValueError:
        return 0.0
