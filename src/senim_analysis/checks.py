"""What may come in: one-dimensional finite arrays of one length, metres, moments. Inputs are copied, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NOT_FLAT = Words(
    "«{name}» бір өлшемді сандар тізімі болуы керек.",
    "«{name}» должен быть одномерным списком чисел.",
    "'{name}' must be a one-dimensional list of numbers.",
)
NOT_NUMBERS = Words(
    "«{name}» ішінде сан емес мән бар: {count}. Оларды алып тастаңыз немесе түзетіңіз.",
    "В «{name}» есть значения, которые не числа: {count}. Уберите или исправьте их.",
    "'{name}' holds values that are not numbers: {count}. Remove or mend them.",
)
LENGTHS = Words(
    "Тізімдердің ұзындығы әртүрлі: {lengths}.",
    "Списки разной длины: {lengths}.",
    "The lists differ in length: {lengths}.",
)
NOT_TIMES = Words(
    "«{name}» datetime64 не тәулік саны болуы керек: np.array(…, dtype='datetime64[m]'). Белдеуі бар уақытты алдымен жергілікті уақытқа келтіріңіз.",
    "«{name}» должно быть datetime64 или числом суток: np.array(…, dtype='datetime64[m]'). Время с поясом сначала приведите к местному.",
    "'{name}' must be datetime64 or days as numbers: np.array(..., dtype='datetime64[m]'). Bring times with a zone to local time first.",
)
NO_DAYS = Words(
    "«{name}» тек айды не жылды береді: күні белгісіз оқиғаларды күнмен өлшеуге болмайды. Күнін табыңыз немесе айлық санақты count_alarms арқылы қараңыз.",
    "«{name}» называет только месяц или год: события без дня нельзя мерить сутками. Найдите день или смотрите помесячные счёта через count_alarms.",
    "'{name}' gives months or years only: events without a day cannot be measured in days. Find the day, or look at monthly counts with count_alarms.",
)
TOO_FEW = Words(
    "Оқиға тым аз: {n}. Кемінде {least} керек.",
    "Слишком мало событий: {n}. Нужно не меньше {least}.",
    "Too few events: {n}. At least {least} are needed.",
)
DEGREES = Words(
    "Координаталар градус сияқты. Метрлік проекцияға ауыстырыңыз: Қазақстан үшін EPSG:32639–32645 (Қарағанды — EPSG:32643).",
    "Координаты похожи на градусы. Переведите в метрическую проекцию: для Казахстана EPSG:32639–32645 (Караганда — EPSG:32643).",
    "The coordinates look like degrees. Project them to metres: for Kazakhstan EPSG:32639-32645 (Karaganda: EPSG:32643).",
)
POSITIVE = Words(
    "«{name}» нөлден үлкен болуы керек.",
    "«{name}» должно быть больше нуля.",
    "'{name}' must be greater than zero.",
)
NEGATIVE = Words(
    "«{name}» теріс болмауы керек.",
    "«{name}» не может быть отрицательным.",
    "'{name}' must not be negative.",
)
BANDS = Words(
    "«{name}» өспелі шекаралар болуы керек, кемінде екеу.",
    "«{name}» — возрастающие границы, не меньше двух.",
    "'{name}' must be rising edges, at least two.",
)
NOT_WHOLE = Words(
    "«{name}» оқиғалар саны болуы керек: бүтін сан.",
    "«{name}» — это число событий: нужно целое.",
    "'{name}' is a number of events: it must be whole.",
)
SHARE = Words(
    "«{name}» 0 мен 1 арасында болуы керек, мысалы 0,95.",
    "«{name}» должно быть между 0 и 1, например 0,95.",
    "'{name}' must be between 0 and 1, 0.95 for example.",
)


def flat(values: Any, name: str, dtype: Any = np.float64) -> Any:
    """A copy as a one-dimensional array of the type. Raises AnalysisRefused for anything else."""
    try:
        array = np.array(values, dtype=dtype)
    except (TypeError, ValueError) as error:
        raise AnalysisRefused("not_flat", NOT_FLAT, name=name) from error
    if array.ndim != 1:
        raise AnalysisRefused("not_flat", NOT_FLAT, name=name)
    return array


def numbers(values: Any, name: str) -> Floats:
    """Finite numbers as float64."""
    array: Floats = flat(values, name)
    wrong = int(np.count_nonzero(~np.isfinite(array)))
    if wrong:
        raise AnalysisRefused("not_numbers", NOT_NUMBERS, name=name, count=wrong)
    return array


def counts(values: Any, name: str) -> Floats:
    """Numbers that are not negative."""
    array = numbers(values, name)
    if (array < 0).any():
        raise AnalysisRefused("negative", NEGATIVE, name=name)
    return array


def points(x: Any, y: Any, *, least: int = 1) -> tuple[Floats, Floats]:
    """Coordinates in metres. Degrees are refused: no town is smaller than 180 m, and none is measured in such numbers."""
    across, up = numbers(x, "x"), numbers(y, "y")
    same_length(x=across, y=up)
    enough(across.size, least)
    if (
        across.size > 1
        and (np.abs(across) <= 180).all()
        and (np.abs(up) <= 90).all()
        and _looks_like_degrees(across, up)
    ):
        raise AnalysisRefused("degrees", DEGREES)
    return across, up


def _looks_like_degrees(x: Floats, y: Floats) -> bool:
    """Numbers far from the origin that lie together as places of one country do, in fractions of a degree.

    Metres of a small test grid are whole, or begin at the origin. Rows at (0, 0) are places that nobody knew.
    """
    known = (x != 0) | (y != 0)
    if not known.any():
        return False
    x, y = x[known], y[known]
    spread = float(max(np.ptp(x), np.ptp(y)))
    coarse = 0 if spread < 2 else 2  # a town whose places were rounded to hundredths is still a town
    fractions = (np.round(x, coarse) != x) | (np.round(y, coarse) != y)
    return float(np.hypot(x, y).min()) > 20 and spread < 60 and bool(fractions.mean() > 0.5)


def days(t: Any) -> Floats:
    """Moments as float days. datetime64 becomes days since the first midnight; NaT is refused."""
    array = np.asarray(t)
    if array.ndim != 1:
        raise AnalysisRefused("not_flat", NOT_FLAT, name="t")
    if array.dtype.kind in "OUSV":
        raise AnalysisRefused("not_times", NOT_TIMES, name="t")
    if np.issubdtype(array.dtype, np.datetime64):
        if array.size and np.datetime_data(array.dtype)[0] in {"Y", "M"}:
            raise AnalysisRefused("no_days", NO_DAYS, name="t")
        missing = int(np.isnat(array).sum())
        if missing:
            raise AnalysisRefused("not_numbers", NOT_NUMBERS, name="t", count=missing)
        if not array.size:
            return np.empty(0)
        start = array.min().astype("datetime64[D]")
        passed: Floats = (array - start) / np.timedelta64(1, "D")
        return passed
    return numbers(array, "t")


def same_length(**arrays: Any) -> None:
    """Refuse arrays of different lengths, naming them."""
    sizes = {name: int(np.size(array)) for name, array in arrays.items()}
    if len(set(sizes.values())) > 1:
        raise AnalysisRefused("lengths", LENGTHS, lengths=", ".join(f"{name} {size}" for name, size in sizes.items()))


def enough(n: int, least: int) -> None:
    if n < least:
        raise AnalysisRefused("too_few", TOO_FEW, n=n, least=least)


def positive(value: float, name: str) -> float:
    """A number above zero."""
    if not (np.isfinite(value) and value > 0):
        raise AnalysisRefused("positive", POSITIVE, name=name)
    return float(value)


def edges(values: Sequence[float], name: str) -> Floats:
    """Rising edges of bands, at least two, none negative."""
    array = numbers(values, name)
    if array.size < 2 or (np.diff(array) <= 0).any() or array[0] < 0:
        raise AnalysisRefused("bands", BANDS, name=name)
    return array


# --- single amounts --------------------------------------------------------------------------------------------------


def amount(value: Any, name: str) -> float:
    """One count, or the sum of a list of them. Finite, not negative."""
    return float(counts(np.atleast_1d(np.asarray(value, dtype=object)), name).sum())


def whole(value: Any, name: str) -> int:
    """One count of events: a whole number."""
    count = amount(value, name)
    if count != round(count):
        raise AnalysisRefused("not_whole", NOT_WHOLE, name=name)
    return round(count)


def share(value: float, name: str) -> float:
    """A number strictly between 0 and 1: a level, a power."""
    if not (np.isfinite(value) and 0 < value < 1):
        raise AnalysisRefused("share", SHARE, name=name)
    return float(value)
