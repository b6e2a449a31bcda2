"""What else could have made a before/after look as it does: notes that stand beside every assessment."""

from __future__ import annotations

from senim_analysis.result import Note
from senim_analysis.words import Words

#: Below this a count is so small that a normal interval is only a sketch.
SMALL = 10
#: Areas whose levels differ by more than this are poor company for a difference of counts.
UNLIKE = 4.0

CHOSEN = Words(
    "Егер орын оқиға көп болғаны үшін таңдалса, шара болмаса да азаюы ықтимал еді (орташаға қайту). "
    "«Бұрын» кезеңін таңдауға дейінгі бірнеше жылдан алыңыз.",
    "Если место выбрали за то, что событий было много, то и без меры их, скорее всего, стало бы меньше (возврат к среднему). "
    "Берите «до» за несколько лет до выбора.",
    "If the place was chosen because its count was high, the count would probably have fallen without any measure (regression to the mean). "
    "Take the 'before' from several years before the choice.",
)
FEW = Words(
    "Ең аз сан — {least}. Бұлай аз болғанда аралық жуық қана: ұзағырақ кезең күтіңіз.",
    "Самое малое из чисел — {least}. При таких малых числах интервал лишь приблизителен: подождите более длинного периода.",
    "The smallest count is {least}. With counts as small as this the interval is only a sketch: wait for a longer period.",
)
NOISE = Words(
    "Деректер өзгеріс жоқ дегенмен де үйлеседі: бұл — шу, немесе әсер {seen} оқиғадан кіші.",
    "Данные совместимы и с тем, что ничего не изменилось: это шум или эффект меньше {seen} событий.",
    "The data agree with no change as well: this is noise, or an effect smaller than {seen} events.",
)
LEVELS = Words(
    "Шара аумағы мен бақылаудың деңгейі тым әртүрлі ({treated} және {control}). Айырымға емес, қатынасқа сүйеніңіз "
    "немесе ұқсас аумақ табыңыз.",
    "Уровни участка и контроля слишком разные ({treated} и {control}). Опирайтесь на отношение, а не на разность, "
    "или найдите похожий участок.",
    "The levels of the area and its control are too different ({treated} and {control}). Rely on the ratio, not the difference, "
    "or find an area that is alike.",
)
ZERO_BEFORE = Words(
    "Бұрын ешқандай оқиға болмаған: азайғанын көрсету мүмкін емес, тек өскені көрінеді.",
    "Раньше событий не было: снижение показать нельзя, видно только рост.",
    "There were no events before: a fall cannot be shown, only a rise.",
)
RING_ALONE = Words(
    "Айналаның өз бақылауы жоқ: ондағы кез келген өзгеріс ығысу болып саналды.",
    "У окружения нет своего контроля: любое изменение в нём сочтено вытеснением.",
    "The ring has no control of its own: every change in it was taken for displacement.",
)
WEIGHTED = Words(
    "Сандар бүтін емес (салмақталған): Пуассон дисперсиясы оларға дәл келмейді, аралық шамамен ғана.",
    "Числа не целые (взвешенные): дисперсия Пуассона для них не точна, интервал лишь ориентир.",
    "The counts are not whole (weighted): the Poisson variance does not hold for them, the interval is only a guide.",
)
NO_CONTROL = Words(
    "Бақылау аумағы жоқ: маусым, ауа райы, тіркеу тәртібі, сол кездегі басқа шара осындай өзгеріс бере алады.",
    "Контроля нет: сезон, погода, порядок учёта, другая мера в то же время могли дать такое же изменение.",
    "There is no control: season, weather, recording, another measure at the same time could have made the same change.",
)
TOO_EARLY = Words(
    "Қорытындыға әлі ерте: шарадан кейін тек {after} кезең өтті, кемінде {least} керек.",
    "Судить рано: после меры прошло только {after} периодов, нужно не меньше {least}.",
    "It is too early to tell: only {after} periods have passed since the measure, at least {least} are needed.",
)
OVERDISPERSED = Words(
    "Сандар кездейсоқ Пуассоннан {phi} есе шашыраңқы; аралық соған қарай кеңейтілді.",
    "Разброс чисел в {phi} раза больше пуассоновского; интервал расширен соответственно.",
    "The counts scatter {phi} times as much as Poisson chance; the interval is widened accordingly.",
)


def always() -> tuple[Note, ...]:
    """The threat that no formula can see."""
    return (Note("chosen_high", CHOSEN),)


def few(*counts: float) -> tuple[Note, ...]:
    least = min(counts)
    return (Note("few", FEW, {"least": least}),) if least < SMALL else ()


def zero_before(count: float) -> tuple[Note, ...]:
    return (Note("zero_before", ZERO_BEFORE),) if count == 0 else ()


def levels(treated: float, control: float) -> tuple[Note, ...]:
    """A difference of counts assumes that both would have moved by the same number."""
    low, high = sorted((treated, control))
    unlike = high >= SMALL and high > UNLIKE * low
    return (Note("levels", LEVELS, {"treated": treated, "control": control}),) if unlike else ()


def weighted(*counts: float) -> tuple[Note, ...]:
    return (Note("weighted", WEIGHTED),) if any(count != round(count) for count in counts) else ()


def verdict(interval: tuple[float, float], nothing: float = 0.0) -> str:
    """fall, rise or unclear: where the interval lies from what no change would give."""
    if interval[1] < nothing:
        return "fall"
    return "rise" if interval[0] > nothing else "unclear"
