"""`senim assess`: did the measure work, and did the problem only move? From counts, or from a file of incidents."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from senim_analysis.before_after import difference_in_differences
from senim_analysis.breaks import EVERYWHERE, Study
from senim_analysis.commands import common
from senim_analysis.displacement import weighted_displacement_difference
from senim_analysis.errors import AnalysisRefused
from senim_analysis.interrupted import LEAST_BEFORE, interrupted_time_series
from senim_analysis.io.areas import AreaCounts, count_areas
from senim_analysis.io.incidents import Columns
from senim_analysis.power import smallest_effect
from senim_analysis.quotient import weighted_displacement_quotient
from senim_analysis.ratios import e_test, ratio_of_ratios
from senim_analysis.report.assess_page import Assessment, assess_page
from senim_analysis.result import Result
from senim_analysis.words import Words

ABOUT = (
    "Assess a measure: weighted displacement difference and quotient, ratio of ratios, E-test, and series where a file is given. "
    "Counts before and after, or a file of incidents with areas and the first day of the measure."
)
EXAMPLE = (
    "senim assess --treated 207 110 --control 308 318 --ring 178 157 --ring-control 150 140\n"
    "  senim assess incidents.csv --time date --area district --treated 09 --control 01 02 --ring 06 --start 2024-07-01"
)
TWO = Words(
    "--{name}: екі сан керек, бұрын және кейін.",
    "--{name}: нужны два числа, до и после.",
    "--{name}: two numbers are needed, before and after.",
)
GROUPS = ("treated", "control", "ring", "ring_control")


def assess(words: Sequence[str]) -> int:
    """Run the verb; returns the exit code."""
    made = common.parser("assess", ABOUT, EXAMPLE)
    made.add_argument("file", nargs="?", type=Path, help="CSV, XLSX or Parquet of incidents; without it the counts are given")
    made.add_argument("--time", metavar="COLUMN", help="local day of the incident")
    made.add_argument("--area", metavar="COLUMN", help="label of the area of the incident")
    made.add_argument("--category", metavar="COLUMN", help="kind of event; with --kind")
    made.add_argument("--kind", metavar="NAME", help="only this kind")
    for name, about in (
        ("treated", "the area of the measure"),
        ("control", "areas like it without the measure"),
        ("ring", "what lies around the area"),
        ("ring-control", "what lies around the control"),
    ):
        made.add_argument(
            f"--{name}", nargs="+", metavar="COUNT|LABEL", help=f"{about}: two counts, or labels in the file"
        )
    made.add_argument("--zone", metavar="ZONE", help="time zone of local time where texts carry offsets")
    made.add_argument("--key", metavar="COLUMN", help="number of the incident: repeated rows are taken once")
    made.add_argument("--start", metavar="DAY", help="first day of the measure, with a file")
    made.add_argument("--before", nargs=2, metavar="DAY", help="first and last day before, without a file")
    made.add_argument("--after", nargs=2, metavar="DAY", help="first and last day after, without a file")
    made.add_argument("--subject", default="", help="what is counted: crashes, injuries, deaths, hours, or any word")
    made.add_argument(
        "--place", default=EVERYWHERE, help="where: astana, almaty, karaganda ... for known breaks in series"
    )
    made.add_argument("--level", type=float, default=0.95)
    made.add_argument("--out", type=Path, metavar="FOLDER", help="write the assessment as one HTML file")
    return common.run(lambda asked: _assess(asked, words), made, words)


def _assess(asked: argparse.Namespace, words: Sequence[str]) -> int:
    if asked.treated is None:
        raise AnalysisRefused("needed", common.NEEDED, name="treated")
    areas = None if asked.file is None else _from_file(asked)
    counts = _pairs(asked) if areas is None else areas.totals
    study = _study(asked, areas)
    lengths = None if areas is None else areas.weights
    results = _results(counts, study, lengths, asked.level)
    if areas is not None:
        results += _series(areas, study, asked.level)
    common.write_json(asked.json, {"counts": counts, "results": [one.to_dict() for one in results]})
    if asked.out is not None:
        command = common.command_line("assess", words)
        page = Assessment(counts, tuple(results), areas, common.our_version(), command, asked.language)
        common.write(common.page_path(asked.out), assess_page(page))
    for one in results:
        common.tell(one.sentence(asked.language))
    of_file = () if areas is None else areas.notes
    said = [note.sentence(asked.language) for note in of_file]
    for caution in dict.fromkeys([*said, *(line for one in results for line in one.cautions(asked.language))]):
        common.tell(f"  ! {caution}")
    return 0


def _from_file(asked: argparse.Namespace) -> AreaCounts:
    for name in ("area", "start"):
        if getattr(asked, name) is None:
            raise AnalysisRefused("needed", common.NEEDED, name=name)
    groups = {name: tuple(getattr(asked, name) or ()) for name in GROUPS}
    columns = Columns(time=asked.time, category=asked.category, area=asked.area, key=asked.key)
    return count_areas(asked.file, columns, groups, common.day(asked.start), kind=asked.kind, zone=asked.zone)


def _pairs(asked: argparse.Namespace) -> dict[str, tuple[float, float]]:
    """Counts before and after of each group that was given."""
    pairs = {}
    for name in GROUPS:
        given = getattr(asked, name)
        if given is None:
            continue
        try:
            before, after = (float(one) for one in given)
        except ValueError as error:
            raise AnalysisRefused("two", TWO, name=name.replace("_", "-")) from error
        pairs[name] = (before, after)
    return pairs


def _study(asked: argparse.Namespace, areas: AreaCounts | None) -> Study | None:
    """The days of both periods, where they are known."""
    if areas is not None:
        return Study(before=areas.before, after=areas.after, subject=asked.subject, place=asked.place)
    if asked.before is None or asked.after is None:
        return None
    first, second = (tuple(common.day(one) for one in days) for days in (asked.before, asked.after))
    return Study(before=(first[0], first[1]), after=(second[0], second[1]), subject=asked.subject, place=asked.place)


def _results(
    counts: dict[str, tuple[float, float]], study: Study | None, lengths: tuple[float, float] | None, level: float
) -> list[Result]:
    """Everything that these counts can bear; what is refused for zeros leaves the others standing."""
    treated = counts["treated"]
    if "control" not in counts:
        exposure = lengths or (1.0, 1.0)
        return [
            e_test(*treated, exposure1=exposure[0], exposure2=exposure[1], study=study),
            smallest_effect(treated[0], level=level),
        ]
    control, ring = counts["control"], counts.get("ring")
    around: dict[str, Any] = {}
    for name, group in (("displacement_treated", "ring"), ("displacement_control", "ring_control")):
        if group in counts:
            around |= {f"{name}_before": counts[group][0], f"{name}_after": counts[group][1]}
    results: list[Result] = [
        weighted_displacement_difference(*treated, *control, **around, time_weights=lengths, level=level, study=study)
    ]
    if treated[0] and control[0] and control[1]:
        results.append(ratio_of_ratios(*treated, *control, level=level, study=study))
    if ring is not None:
        results.append(weighted_displacement_quotient(*treated, *control, *ring, level=level, study=study))
    if treated[0] and control[0]:
        results.append(
            smallest_effect(treated[0], control[0], level=level, periods=lengths[1] / lengths[0] if lengths else 1.0)
        )
    return results


def _series(areas: AreaCounts, study: Study | None, level: float) -> list[Result]:
    """The same month by month, where there are enough months."""
    results: list[Result] = []
    months, start = areas.series["treated"].size, areas.first_after
    if "control" in areas.series and start >= 3 and months - start >= 2:
        results.append(
            difference_in_differences(
                areas.series["treated"], areas.series["control"], intervention=start, level=level, study=study
            )
        )
    if start >= LEAST_BEFORE and months - start >= 1 and study is not None:
        season = 12 if start >= 12 else None
        days = np.array(areas.months, dtype="datetime64[D]")
        results.append(
            interrupted_time_series(
                areas.series["treated"],
                intervention=start,
                exposure=areas.days,
                season=season,
                level=level,
                dates=days,
                subject=study.subject,
                place=study.place,
                model_breaks=True,
            )
        )
    return results
