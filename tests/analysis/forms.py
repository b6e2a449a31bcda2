"""What scripts rely on: every public name of issue 3 with its form, written from the issue and not from the code.

`jacquez` came later, in the form of its kin.
"""

from __future__ import annotations

import ast
import inspect
from typing import Any

#: `**more` stands where the issue leaves a form open. Beyond what stands here a function may take keywords that have
#: defaults. A line that begins with spaces goes on with the one above.
FORMS = """
knox(x, y, t, *, distance, interval, permutations=999, seed=None)
jacquez(x, y, t, *, neighbours, permutations=999, seed=None)
near_repeat(x, y, t, *, distance_bands, interval_bands, metric="euclidean", permutations=0, seed=None)
near_repeat_chains(x, y, t, **more)
alert_zones(x, y, t, **more)
mantel(x, y, t, *, distance_constant=1.0, distance_power=-1.0, interval_constant=1.0, interval_power=-1.0,
    permutations=99, seed=None)
space_time_permutation_scan(x, y, t, *, cell, radius, interval, prospective=True, replications=999, seed=None)
repeat_places(keys, *, level=0.95)
hot_spots(x, y, *, weights=None, **more)
hot_spot_classes(counts, **more)
count_alarms(counts, *, method, **more)
series(x, y, t, **more)
text_clusters(texts, *, language)
getis_ord(values, neighbours, *, star=True)
moran(values, neighbours, *, permutations=999, seed=None)
grid_neighbours(rows, columns, reach=1)
kernel_density(x, y, *, bandwidth, cell, extent, kernel="quartic", weights=None)
aoristic(start, end, *, timezone)
risk_terrain(**more)
journeys(**more)
concentration_over_time(**more)
weighted_displacement_difference(treated_before, treated_after, control_before, control_after, *,
    displacement_treated_before=None, displacement_treated_after=None, displacement_control_before=None,
    displacement_control_after=None, time_weights=None, area_weights=None, level=0.95)
weighted_displacement_quotient(**more)
ratio_of_ratios(treated_before, treated_after, control_before, control_after, *, level=0.95)
e_test(k1, k2, *, exposure1=1.0, exposure2=1.0)
difference_in_differences(**more)
interrupted_time_series(**more)
synthetic_control(**more)
power_before_after(**more)
smallest_effect(**more)
black_spots(x, y, t, *, rule)
empirical_bayes_expected(observed, predicted, *, overdispersion)
funnel_limits(target, sizes, *, level=0.95)
poisson_interval(count, *, exposure=1.0, level=0.95)
shrink(rates, exposures)
prediction_accuracy_index(**more)
prediction_efficiency_index(**more)
hit_rate(**more)
calibration(**more)
"""


def wanted() -> dict[str, inspect.Signature]:
    """Name -> the signature that the issue gives it."""
    space: dict[str, Any] = {}
    for line in FORMS.replace("\n    ", " ").strip().splitlines():
        exec(compile(ast.parse(f"def {line}: ..."), "issue 3", "exec"), {}, space)
    return {name: inspect.signature(function) for name, function in space.items()}


def differences(name: str, stands: inspect.Signature) -> list[str]:
    """In what a function departs from its form: an argument missing or renamed, another kind or default, a demand."""
    want, have = wanted()[name].parameters, stands.parameters
    open_form = any(one.kind is one.VAR_KEYWORD for one in want.values())
    named = {key: one for key, one in want.items() if one.kind is not one.VAR_KEYWORD}
    found = [f"no {key}" for key in named if key not in have]
    found += [_differs(one, have[key]) for key, one in named.items() if key in have]
    by_place = [key for key, one in have.items() if one.kind is one.POSITIONAL_OR_KEYWORD]
    first = [key for key, one in named.items() if one.kind is one.POSITIONAL_OR_KEYWORD]
    if by_place[: len(first)] != first:
        found.append(f"by place {by_place}, not {first}")
    if not open_form:
        found += [f"asks for {key}" for key, one in have.items() if key not in want and _demanded(one)]
    return [one for one in found if one]


def _differs(want: inspect.Parameter, have: inspect.Parameter) -> str:
    if want.kind is not have.kind:
        return f"{want.name} is {have.kind.description}"
    left_open = want.kind is want.KEYWORD_ONLY and want.name == "method"  # "method=…" in the issue
    return "" if left_open or want.default == have.default else f"{want.name}={have.default!r}, not {want.default!r}"


def _demanded(one: inspect.Parameter) -> bool:
    """More than a keyword with a default."""
    return one.kind is not one.KEYWORD_ONLY or one.default is one.empty
