"""What happens when a map sends people where they find what the map then learns from: a simulation before procurement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim_analysis.checks import Floats, enough, positive, share, whole
from senim_analysis.result import Note, Result
from senim_analysis.words import NOT_A_PERSON, Percent, Words

#: Steps whose chances are drawn at once.
_AT_ONCE = 500

SOURCES = Words(
    "Болжамға тек азаматтардың хабарлары кірсін: патруль өзі тапқан оқиға патруль жүрген жерді ғана көрсетеді.",
    "В прогноз должны входить только сообщения граждан: найденное патрулём показывает, где ходил патруль.",
    "Only residents' reports should enter a forecast: what a patrol finds shows where the patrol went.",
)
LOOP = Words(
    "Шын үлесі {share} орын: өз тапқанынан үйренетін карта {low}–{high} аралығында кез келген үлеске жетеді (орта есеппен {naive}); "
    "түзетілгені {fair_low}–{fair_high}.",
    "Место с настоящей долей {share}: карта, которая учится на своих находках, приходит куда угодно между {low} и {high} "
    "(в среднем {naive}); исправленная — {fair_low}–{fair_high}.",
    "A place with a true share of {share}: a map that learns from its own finds ends anywhere between {low} and {high} "
    "(mean {naive}); the corrected one between {fair_low} and {fair_high}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLoop(Result):
    """Where the share of the first of two places ends. statistic: mean over the runs of the map that learns from all it
    finds, interval: 90 % of its runs; corrected, corrected_interval: of the map that learns from a find with the
    probability 1 - own share; expected: the true share.
    """

    statistic: float
    interval: tuple[float, float]
    corrected: float
    corrected_interval: tuple[float, float]
    expected: float

    def sentence(self, language: str) -> str:
        params = {
            "share": Percent(self.expected),
            "naive": Percent(self.statistic),
            "low": Percent(self.interval[0]),
            "high": Percent(self.interval[1]),
            "fair_low": Percent(self.corrected_interval[0]),
            "fair_high": Percent(self.corrected_interval[1]),
        }
        return f"{LOOP.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def feedback_loop(
    true_share: float,
    *,
    steps: int = 20_000,
    runs: int = 400,
    start: tuple[float, float] = (1.0, 1.0),
    seed: int | None = None,
) -> FeedbackLoop:
    """An urn of two places (Ensign et al. 2018): each step visits one by the map's shares and finds something there with
    the place's true share; what is found makes the map's share of the place larger.

    true_share: of the first place, 0 to 1; start: what the map knows at first; runs: independent histories.
    Raises AnalysisRefused for a share outside 0 to 1 and sizes that are not positive.
    """
    share(true_share, "true_share")
    enough(int(positive(whole(runs, "runs"), "runs")), 20)
    positive(whole(steps, "steps"), "steps")
    positive(min(start), "start")
    naive, fair = (
        _ends(true_share, steps, runs, start, stream, corrected=corrected)
        for stream, corrected in zip(np.random.SeedSequence(seed).spawn(2), (False, True), strict=True)
    )
    return FeedbackLoop(
        method="feedback loop of predictions, Polya urn (Ensign et al. 2018)",
        n=runs,
        parameters={"true_share": true_share, "steps": steps, "start": list(start), "seed": seed},
        notes=(Note("sources", SOURCES),),
        statistic=float(naive.mean()),
        interval=_middle(naive),
        corrected=float(fair.mean()),
        corrected_interval=_middle(fair),
        expected=true_share,
    )


def _ends(
    true_share: float,
    steps: int,
    runs: int,
    start: tuple[float, float],
    stream: np.random.SeedSequence,
    *,
    corrected: bool,
) -> Floats:
    """The map's share of the first place after all steps, for each run."""
    chance = np.random.default_rng(stream)
    first, second = np.full(runs, float(start[0])), np.full(runs, float(start[1]))
    for done in range(0, steps, _AT_ONCE):
        drawn = chance.random((min(_AT_ONCE, steps - done), 2, runs))
        for visit, find in drawn:
            part = first / (first + second)
            here = visit < part
            hit = np.where(here, true_share, 1 - true_share)
            if corrected:
                hit *= np.where(here, 1 - part, part)
            found = find < hit
            first += found & here
            second += found & ~here
    ends: Floats = first / (first + second)
    return ends


def _middle(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, [0.05, 0.95])
    return float(low), float(high)
