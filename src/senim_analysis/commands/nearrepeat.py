"""`senim nearrepeat`: after one event, where and for how long is the next one likelier?"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from senim_analysis.commands import common
from senim_analysis.errors import AnalysisRefused
from senim_analysis.io.incidents import NO_KIND, load
from senim_analysis.near_repeat import near_repeat
from senim_analysis.report.repeat_page import Repeat, repeat_page

ABOUT = (
    "Near repeats of a file of incidents: pairs by distance and days beside what chance gives, with exact expected counts. "
    "Needs no database."
)
EXAMPLE = (
    "senim nearrepeat burglaries.csv --lon lon --lat lat --time date --distance 0,100,200,400 --interval 0,7,14,28"
)


def nearrepeat(words: Sequence[str]) -> int:
    """Run the verb; returns the exit code."""
    made = common.parser("nearrepeat", ABOUT, EXAMPLE)
    common.file_arguments(made)
    made.add_argument("--kind", metavar="NAME", help="only this kind of event")
    made.add_argument("--distance", default="0,100,200,300,400,500", help="edges of the distance bands, metres")
    made.add_argument("--interval", default="0,7,14,21,28", help="edges of the bands of days")
    made.add_argument("--metric", choices=("euclidean", "manhattan"), default="euclidean")
    made.add_argument("--permutations", type=int, default=0, help="shuffles; 0 takes the exact mean and variance")
    made.add_argument("--seed", type=int, default=None)
    made.add_argument("--out", type=Path, metavar="FOLDER", help="write the table as one HTML file")
    return common.run(lambda asked: _nearrepeat(asked, words), made, words)


def _nearrepeat(asked: argparse.Namespace, words: Sequence[str]) -> int:
    bar = common.Bar(quiet=asked.quiet)
    bar(0.0, "reading")
    incidents = load(asked.file, common.columns(asked), zone=asked.zone)
    rows = incidents.usual & ~np.isnat(incidents.at)
    if asked.kind is not None:
        if asked.kind not in incidents.kinds:
            raise AnalysisRefused("no_kind", NO_KIND, kind=asked.kind, kinds=", ".join(incidents.kinds))
        rows &= incidents.kind == incidents.kinds.index(asked.kind)
    bar(0.2, "counting pairs")
    result = near_repeat(
        incidents.x[rows],
        incidents.y[rows],
        common.as_days(incidents.at[rows], incidents.timed[rows]),
        distance_bands=common.numbers(asked.distance, "distance", "0,100,200"),
        interval_bands=common.numbers(asked.interval, "interval", "0,7,14"),
        metric=asked.metric,
        permutations=asked.permutations,
        seed=asked.seed,
        progress=lambda done: bar(0.2 + 0.7 * done, "shuffling"),
    )
    common.write_json(asked.json, {"quality": incidents.quality.to_dict(), "near_repeat": result.to_dict()})
    if asked.out is not None:
        command = common.command_line("nearrepeat", words)
        page = Repeat(asked.file.name, incidents.quality, result, common.our_version(), command, asked.language)
        common.write(common.page_path(asked.out), repeat_page(page))
    bar(1.0, "done")
    for line in (result.sentence(asked.language), *(f"  ! {one}" for one in result.cautions(asked.language))):
        common.tell(line)
    return 0
