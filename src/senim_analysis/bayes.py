"""What a site is to be expected to have: its own count and that of its like, weighed by how sure each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import gamma

from senim_analysis.checks import Floats, counts, same_length, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.words import Words, written

ONE = Words(
    "Байқалғаны {observed}, ұқсас жерлерде {predicted}; сәттілікті алып тастағанда {expected} ± {sd} күтіледі ({level} % аралық: {low} … {high}).",
    "Наблюдалось {observed}, у подобных мест {predicted}; без учёта везения ожидается {expected} ± {sd} (интервал {level} %: от {low} до {high}).",
    "Observed {observed}, at sites like it {predicted}; luck taken out, {expected} ± {sd} are to be expected ({level}% interval {low} to {high}).",
)
MANY = Words(
    "{n} жердің ішінде сәттілікті алып тастағанда да өзіне ұқсастардан жоғарысы: {above} (артығы {excess} оқиғаға дейін).",
    "Из {n} мест выше подобных и без учёта везения: {above} (избыток до {excess} событий).",
    "Of {n} sites, {above} stand above their like with luck taken out (by up to {excess} events).",
)
NO_SITE = Words(
    "{n} жердің ешқайсысы өзіне ұқсастардан анық ерекшеленбейді.",
    "Из {n} мест ни одно не выделяется среди подобных.",
    "Of {n} sites none stands out among its like.",
)
PREDICTION = Words(
    "Болжам ұқсас жерлердің моделінен алынды: модель осы елдің деректерімен тексерілмесе, артығы да шартты.",
    "Прогноз взят из модели подобных мест: если модель не проверена на данных страны, избыток условен.",
    "The prediction comes from a model of sites like these: unless that was calibrated on the country's data, the excess is conditional.",
)
ZERO_PREDICTED = Words(
    "Болжам нөлден үлкен болуы керек: ұқсас жерлерде не күтілетінін беріңіз.",
    "Прогноз должен быть больше нуля: дайте, чего ждать от подобных мест.",
    "The prediction must be above zero: give what is to be expected of sites like this.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmpiricalBayesExpected(Result):
    """Numbers for one site, arrays for several: expected, sd, interval (low, high), weight of the prediction.

    statistic: the excess, expected less predicted. The order of the sites is that of the input.
    """

    statistic: Any
    expected: Any
    sd: Any
    weight: Any
    interval: tuple[Any, Any]
    observed: Any
    predicted: Any

    def sentence(self, language: str) -> str:
        if np.ndim(self.expected) == 0 or np.size(self.expected) == 1:
            values = {
                name: written(float(np.ravel(getattr(self, name))[0]), language)
                for name in ("observed", "predicted", "expected", "sd")
            }
            low, high = (written(float(np.ravel(edge)[0]), language) for edge in self.interval)
            level = 100 * self.parameters["level"]
            return ONE.fill(language, {**values, "low": low, "high": high, "level": level})
        above = int((np.asarray(self.interval[0]) > np.asarray(self.predicted)).sum())
        most = float(np.max(self.statistic))
        return (MANY if above else NO_SITE).fill(language, {"n": self.n, "above": above, "excess": most})


def empirical_bayes_expected(
    observed: Any, predicted: Any, *, overdispersion: Any, level: float = 0.95
) -> EmpiricalBayesExpected:
    """Hauer's empirical Bayes estimate (Hauer, Harwood, Council, Griffith 2002).

    observed: crashes of each site in the whole period; predicted: what the model of its like gives for the same
    period and length; overdispersion: k of the negative binomial, variance = mean + k mean^2 (k = 1/phi, with phi for
    the whole site). Weight of the prediction 1/(1 + k predicted); the interval is of the gamma posterior.
    Numbers in, numbers out; lists in, arrays out.
    Raises AnalysisRefused for negative values, a prediction of nothing and unequal lengths.
    """
    single = np.ndim(observed) == 0
    seen, model = counts(np.atleast_1d(observed), "observed"), counts(np.atleast_1d(predicted), "predicted")
    spread = counts(np.atleast_1d(overdispersion), "overdispersion")
    spread = np.full(seen.size, spread[0]) if spread.size == 1 else spread
    same_length(observed=seen, predicted=model, overdispersion=spread)
    if (model <= 0).any():
        raise AnalysisRefused("zero_predicted", ZERO_PREDICTED)
    share(level, "level")
    weight = 1 / (1 + spread * model)
    expected = weight * model + (1 - weight) * seen
    sd = np.sqrt((1 - weight) * expected)
    low, high = _posterior(seen, model, spread, level)

    def out(values: Floats) -> Any:
        return float(values[0]) if single else values

    return EmpiricalBayesExpected(
        method="empirical Bayes (Hauer et al. 2002)",
        n=int(seen.size),
        parameters={"level": level, "overdispersion": out(spread)},
        notes=(Note("prediction", PREDICTION),),
        statistic=out(expected - model),
        expected=out(expected),
        sd=out(sd),
        weight=out(weight),
        interval=(out(low), out(high)),
        observed=out(seen),
        predicted=out(model),
    )


def _posterior(seen: Floats, model: Floats, spread: Floats, level: float) -> tuple[Floats, Floats]:
    """Gamma posterior of the mean; without overdispersion the prediction itself."""
    k = np.maximum(spread, 1e-12)
    shape, scale = 1 / k + seen, model * k / (1 + model * k)
    tail = (1 - level) / 2
    low: Floats = np.where(spread > 0, gamma.ppf(tail, shape, scale=scale), model)
    high: Floats = np.where(spread > 0, gamma.ppf(1 - tail, shape, scale=scale), model)
    return low, high
