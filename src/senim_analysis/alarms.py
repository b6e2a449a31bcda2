"""Is this rise more than noise: the newest counts of many series against their own past, with false-discovery control."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from senim_analysis.checks import NOT_FLAT, Floats, enough, positive, same_length, share, whole
from senim_analysis.choices import one_of
from senim_analysis.errors import AnalysisRefused
from senim_analysis.farrington import expect, reference
from senim_analysis.funnel import whole_numbers
from senim_analysis.multiple import false_discovery, monte_carlo
from senim_analysis.naus import scan_probability
from senim_analysis.result import Note, Result
from senim_analysis.tails import floored
from senim_analysis.words import NOT_A_PERSON, Percent, Words, probability, written

__all__ = ["CountAlarms", "count_alarms", "scan_probability"]

Method = Literal["poisson_z", "cusum", "farrington", "scan"]
METHODS = {
    "poisson_z": "Poisson z, exact conditional p-value (Przyborowski, Wilenski 1940)",
    "cusum": "CUSUM of standardised counts, conditional Monte Carlo p-value",
    "farrington": "Farrington et al. 1996",
    "scan": "moving-window scan (Naus 1982)",
}
#: Farrington's own guard: fewer events than this in the last four periods raise no alarm.
FEWEST = 5

UNEVEN = Words(
    '{count} қатардың өткені кездейсоқтықтан гөрі бытыраңқы: жалған дабыл болуы мүмкін, method="farrington" қолданыңыз.',
    'Прошлое {count} рядов разбросано сильнее случайного: возможны ложные тревоги, возьмите method="farrington".',
    'The past of {count} series varies more than chance: alarms may be false, use method="farrington".',
)
SHORT = Words(
    "Өткені қысқа ({periods} кезең): маусым ескерілмеді.",
    "Прошлое короткое ({periods} периодов): сезон не учтён.",
    "The past is short ({periods} periods): the season is not allowed for.",
)
SILENT = Words(
    "{count} қатарда бірде-бір оқиға болмаған.",
    "В {count} рядах не было ни одного события.",
    "{count} series never had an event.",
)
NONE = Words(
    "Тексерілген қатар: {n}; ешқайсысында кездейсоқтықтан асқан өсу байқалмады (жалған дабылдың үлесі ≤ {level}).",
    "Проверено рядов: {n}; ни в одном не видно роста сверх случайного (доля ложных тревог ≤ {level}).",
    "Series looked at: {n}; none shows a rise beyond chance (false alarms at most {level}).",
)
SOME = Words(
    "Тексерілген қатар: {n}, дабыл: {found} (жалғанының үлесі ≤ {level}). Ең айқыны — {name}: {observed} оқиға, "
    "{expected} күтілген{ratio} ({p}).",
    "Тревога в {found} из {n} рядов (доля ложных ≤ {level}). Яснее всего — {name}: {observed} событий, "
    "ожидалось {expected}{ratio} ({p}).",
    "An alarm in {found} of {n} series (false ones at most {level}). Clearest: {name}: {observed} events, "
    "{expected} expected{ratio} ({p}).",
)
TIMES = Words(", {ratio} есе", ", в {ratio} раза", ", {ratio} times")
SERIES = Words("{number}-қатар", "ряд {number}", "series {number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAlarms(Result):
    """One value for each series (floats for a single series).

    observed: events of the periods tested; expected: by the past; statistic: z, the height of the CUSUM, Farrington's
    score, or the fullest window; p_value; q_value over the series; alarm: q at most the level; since: the index of the
    period in which it began; limit: the count above which one series alone would be called, at the level.
    """

    observed: Any
    expected: Any
    statistic: Any
    p_value: Any
    q_value: Any
    alarm: Any
    since: Any
    limit: Any
    names: tuple[str, ...] | None

    def sentence(self, language: str) -> str:
        alarm, p = np.atleast_1d(self.alarm), np.atleast_1d(self.p_value)
        params: dict[str, Any] = {"n": self.n, "level": Percent(self.parameters["level"])}
        if not alarm.any():
            return f"{NONE.fill(language, params)} {NOT_A_PERSON.fill(language)}"
        first = int(np.flatnonzero(alarm)[p[alarm].argmin()])
        observed, expected = (float(np.atleast_1d(one)[first]) for one in (self.observed, self.expected))
        ratio = TIMES.fill(language, {"ratio": written(observed / expected, language, 1)}) if expected >= 1 else ""
        name = self.names[first] if self.names else SERIES.fill(language, {"number": first + 1})
        params |= {"found": int(alarm.sum()), "name": name, "observed": observed, "expected": expected}
        params |= {"ratio": ratio, "p": probability(float(p[first]), language)}
        return f"{SOME.fill(language, params)} {NOT_A_PERSON.fill(language)}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the methods need: the share of false alarms, how many periods are new, how long the past is."""

    level: float
    window: int
    season: int | None
    years: int
    half: int
    reference: float
    replications: int
    seed: np.random.SeedSequence


Row = tuple[float, float, float, float, int, float]


def count_alarms(
    counts: Any,
    *,
    method: Method = "poisson_z",
    level: float = 0.05,
    window: int | None = None,
    baseline: int | None = None,
    season: int | None = None,
    years: int = 5,
    half_window: int = 3,
    reference: float = 0.5,
    names: Sequence[str] | None = None,
    replications: int = 999,
    seed: int | None = None,
) -> CountAlarms:
    """Which series rose beyond chance in their newest periods.

    counts: [time] or [series, time], whole, the oldest first. poisson_z: the last `window` periods against the
    `baseline` before them (all, if not given), z = 2 (sqrt x - sqrt mu), p exact; cusum: how high the sum of standardised
    rises over `reference` climbed within the last `window` periods, for slow rises; farrington: the last period against
    the same time (+- `half_window`) of up to `years` past years of `season` periods, with trend, for series that vary
    more than chance; scan: the fullest `window` periods anywhere, chance of seeing one as full in so long a series.
    p-values are one-sided (more than by chance). Raises AnalysisRefused for series too short and counts not whole.
    Sources: Przyborowski, Wilenski 1940 (poisson_z); Page 1954 (cusum); Farrington et al. 1996; Naus 1982 (scan).
    """
    one_of(method, "method", tuple(METHODS))
    table = _table(counts)
    single = np.ndim(counts) == 1
    new = _WINDOWS[method] if window is None else int(positive(whole(window, "window"), "window"))
    enough(table.shape[1], max(4, new + 3))
    if baseline is not None:
        table = table[:, -(new + int(positive(whole(baseline, "baseline"), "baseline"))) :]
    if names is not None:
        same_length(names=names, counts=table[:, 0])
    streams = np.random.SeedSequence(seed).spawn(len(table))
    share(level, "level")
    rows = [
        _METHODS[method](row, _Asked(level, new, season, years, half_window, reference, replications, stream))
        for row, stream in zip(table, streams, strict=True)
    ]
    observed, expected, statistic, p, since, limit = (np.array(column) for column in zip(*rows, strict=True))
    q = false_discovery(p)
    give: Any = (lambda array: array[0].item()) if single else (lambda array: array)
    return CountAlarms(
        method=METHODS[method],
        n=len(table),
        parameters={"method": method, "level": level, "window": new, "baseline": baseline, "season": season},
        notes=_notes(table, method, new, season),
        observed=give(observed),
        expected=give(expected),
        statistic=give(statistic),
        p_value=give(p),
        q_value=give(q),
        alarm=give(q <= level),
        since=give(since.astype(np.int64)),
        limit=give(limit),
        names=None if names is None else tuple(names),
    )


def _table(values: Any) -> Floats:
    """[series, time], whole counts. Raises AnalysisRefused for other shapes."""
    shape = np.shape(values)
    if len(shape) not in (1, 2) or 0 in shape:
        raise AnalysisRefused("not_flat", NOT_FLAT, name="counts")
    return whole_numbers(np.ravel(np.asarray(values)), "counts").reshape(-1, shape[-1])


def _poisson_z(row: Floats, asked: _Asked) -> Row:
    """The total of both stretches given, how it falls on them is binomial: exact, whatever the true rate."""
    past, now = row[: -asked.window], float(row[-asked.window :].sum())
    mean = float(past.mean()) * asked.window
    total, part = now + past.sum(), asked.window / row.size
    p = floored(stats.binom.sf(now - 1, total, part))
    limit = float(stats.nbinom.isf(asked.level, past.sum() + 1, past.size / row.size))
    return now, mean, 2 * (np.sqrt(now) - np.sqrt(mean)), p, row.size - asked.window, limit


def _cusum(row: Floats, asked: _Asked) -> Row:
    """Against as many shuffles of all events over all periods, each with a past and a sum of its own."""
    total = int(row.sum())
    height, began = _climb(row[None], asked)
    simulated = np.random.default_rng(asked.seed).multinomial(
        total, np.full(row.size, 1 / row.size), size=asked.replications
    )
    chance, _ = _climb(simulated.astype(float), asked)
    p = float(monte_carlo((chance >= height[0] - 1e-9).sum(), asked.replications)) if total else 1.0
    mean = float(row[: -asked.window].mean())
    since = int(began[0])
    now = float(row[since:].sum())
    return now, mean * (row.size - since), float(height[0]), p, since, float(np.quantile(chance, 1 - asked.level))


def _climb(table: Floats, asked: _Asked) -> tuple[Floats, npt.NDArray[np.int64]]:
    """How high the sum climbed within the new periods, and where that climb began."""
    past, new = table[:, : -asked.window], table[:, -asked.window :]
    mean = np.maximum(past.mean(1), 1 / past.shape[1])
    step = (new - mean[:, None]) / np.sqrt(mean)[:, None] - asked.reference
    height, best = np.zeros(len(table)), np.zeros(len(table))
    start = np.full(len(table), past.shape[1])
    began = start.copy()
    for period in range(new.shape[1]):
        start = np.where(height > 0, start, past.shape[1] + period)
        height = np.maximum(0, height + step[:, period])
        began = np.where(height > best, start, began)
        best = np.maximum(best, height)
    return best, began


def _farrington(row: Floats, asked: _Asked) -> Row:
    at = reference(row.size, asked.season, asked.half, asked.years)
    if asked.season is not None and at.size < 2 * asked.half + 1:
        at = reference(row.size, None, asked.half, asked.years)
    years = (row.size - 1) // asked.season if asked.season else 1
    past = expect(row, at, row.size - 1, years=min(years, asked.years))
    now = float(row[-1])
    p = past.p_value(now) if row[-4:].sum() >= FEWEST else 1.0
    limit = past.limit(float(special.ndtri(1 - asked.level)))
    return now, past.mean, past.score(now), p, row.size - 1, limit


def _scan(row: Floats, asked: _Asked) -> Row:
    sums = np.convolve(row, np.ones(asked.window), mode="valid")
    fullest = int(sums.argmax())
    most, mean = float(sums[fullest]), float(row.mean())
    chance = scan_probability(row.size, asked.window, mean, round(most)) if mean else 1.0
    limit = _quiet(round(most), lambda count: scan_probability(row.size, asked.window, mean, count) > asked.level)
    return most, mean * asked.window, most, chance, fullest, float(limit if mean else most)


def _quiet(most: int, usual: Callable[[int], bool]) -> int:
    """The largest count up to `most` that is still usual, at least 1: halved, for a window may hold millions."""
    low, high = min(1, most), most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if usual(middle) else (low, middle - 1)
    return low


#: How many periods are looked at where the caller does not say.
_WINDOWS = {"poisson_z": 1, "cusum": 12, "farrington": 1, "scan": 4}
_METHODS = {"poisson_z": _poisson_z, "cusum": _cusum, "farrington": _farrington, "scan": _scan}


def _notes(table: Floats, method: str, window: int, season: int | None) -> tuple[Note, ...]:
    notes = []
    past = table[:, :-window]
    mean = past.mean(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        scatter = ((past - mean[:, None]) ** 2).sum(1) / mean
    uneven = int((stats.chi2.sf(np.nan_to_num(scatter), past.shape[1] - 1) < 0.01).sum())
    if method != "farrington" and uneven > max(1, 0.03 * len(table)):
        notes.append(Note("uneven", UNEVEN, {"count": uneven}))
    if method == "farrington" and season is not None and table.shape[1] <= season:
        notes.append(Note("short", SHORT, {"periods": table.shape[1] - 1}))
    silent = int((table.sum(1) == 0).sum())
    if silent:
        notes.append(Note("silent", SILENT, {"count": silent}))
    return tuple(notes)
