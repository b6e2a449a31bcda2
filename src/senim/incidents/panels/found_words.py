"""What the views of analyses say."""

from __future__ import annotations

from senim.kernel.labels import Label

#: Classes of hexagons in the order of the key.
CLASSES = ("lasting", "new", "intermittent", "former")
SPOTS = Label("Ошақтар картасы", "Карта очагов", "Map of hot spots")
SPOTS_SENTENCE = Label(
    "Тұрақты ошақ: {lasting}, жаңа: {new}, ауық-ауық: {intermittent}, бұрынғы: {former}. Ең көп оқиға болған ошақ - "
    "{area} маңында.",
    "Постоянных очагов: {lasting}, новых: {new}, временами: {intermittent}, бывших: {former}. Больше всего событий в "
    "очаге у {area}.",
    "Lasting hot spots: {lasting}, new: {new}, intermittent: {intermittent}, former: {former}. The fullest lies near "
    "{area}.",
)
NO_SPOTS = Label(
    "Кездейсоқ шоғырланудан асатын ошақ табылмады.",
    "Очагов сверх случайного скопления не нашлось.",
    "No hot spot beyond what chance gathers was found.",
)
SPOTS_DEFINITION = Label(
    "H3 алтыбұрыштары {months} толық ай бойынша саналды. Әр айда Гетис пен Ордтың Gi* көрсеткіші алтыбұрышты "
    "көршілерімен бірге қарайды; көп тексеруден туатын жалған ошақтың үлесі 5 %-дан аспайды (Бенджамини мен Хохберг, "
    "1995). Тұрақты: айлардың кемінде 80 %-ында және жақында; жаңа: тек соңғы бестен бірінде; бұрынғы: тек "
    "одан бұрын; "
    "қалғаны ауық-ауық. Соңғы айы толық болмағандықтан алынбады.",
    "Шестиугольники H3, {months} целых месяцев. В каждом месяце показатель Gi* Гетиса и Орда смотрит на шестиугольник "
    "вместе с соседями; доля ложных очагов из-за многих проверок не выше 5 % (Бенджамини и Хохберг, 1995). "
    "Постоянный: "
    "не меньше 80 % месяцев и недавно; новый: только в последней пятой части; бывший: только раньше; остальные — "
    "временами. Последний месяц неполон и не взят.",
    "H3 hexagons over {months} whole months. In each month Getis and Ord's Gi* looks at a hexagon together with its "
    "neighbours; among many tests at most 5 % are false (Benjamini and Hochberg 1995). Lasting: in at least 80 "
    "% of the "
    "months and lately; new: only in the last fifth; former: only before; the rest intermittent. The last month is "
    "not whole and was left out.",
)
SPOTS_NOTE = Label(
    "Халық саны ескерілмеген: базар мен аялдама жиі ошақ болып шығады. Бір нүктеге жазылған мекенжайлар да "
    "ошақ жасайды.",
    "Население не учтено: рынок и остановка часто выходят очагом. Очаг создают и адреса, записанные в одну точку.",
    "Population is not taken into account: a market or a stop often comes out hot. Addresses written to one "
    "point make "
    "hot spots too.",
)
BEYOND = Label(
    "Суреттен тыс қалғаны: {count}, олар кестеде бар.",
    "За краем рисунка: {count}, в таблице они есть.",
    "Beyond the edge of the drawing: {count}; the table has them.",
)
ZONES = Label("Жақын қайталану аймақтары", "Зоны близкого повтора", "Near-repeat zones")
ZONES_SENTENCE = Label(
    "Соңғы оқиға сәтінде ({at}) {zones} аймақ күшінде болған. Ең көп оқиғалысы - {area} маңы: {events} оқиға, "
    "мерзімі {until}. "
    "Бүгінге дейін мерзімі өткені: {past}.",
    "В момент последнего события ({at}) действовало зон: {zones}. Больше всего событий у {area}: {events}, "
    "срок {until}. К сегодняшнему дню истекло: "
    "{past}.",
    "At the newest event ({at}) zones in force: {zones}. The fullest lies near {area}: {events} events, "
    "expires {until}. Expired by "
    "today: {past}.",
)
NO_ZONES = Label(
    "Күшінде аймақ жоқ: оқиғадан кейін маңында қайталану ықтималдығы артатыны байқалмады не мерзімі өтті.",
    "Действующих зон нет: повышенной вероятности повтора рядом не видно, или срок прошёл.",
    "No zone is in force: no likelier repeat nearby was seen, or its time has passed.",
)
ZONES_DEFINITION = Label(
    "Әр оқиға айналасындағы {radius} метрді {lasts} тәулікке аймақ етеді: осы арақашықтық пен мерзімде қайталану "
    "кездейсоқтан жиі екенін осы деректің өзі көрсетті (Johnson және т.б., 2007). Жаңа оқиғаның маңындағылар бір "
    "аймаққа қосылады. Мерзімі өткен аймақ енді ештеңені білдірмейді.",
    "Каждое событие делает зоной {radius} м вокруг на {lasts} сут: на таком расстоянии и сроке повторы в этих данных "
    "чаще случайных (Johnson и др., 2007). События рядом с более новым входят в одну зону. Зона с истёкшим сроком "
    "больше ничего не значит.",
    "Each event makes {radius} m around it a zone for {lasts} days: within that reach these very data have "
    "more repeats "
    "than chance (Johnson et al. 2007). Events near a newer one share its zone. A zone that has expired says nothing "
    "any more.",
)
ZONES_NOTE = Label(
    "Бұл жерлер туралы, адамдар туралы емес. Деректе жоқ соңғы күндердің аймағы көрінбейді.",
    "Речь о местах, не о людях. Зоны последних дней, которых ещё нет в данных, не видны.",
    "This is about places, not about people. Zones of the last days that are not in the data yet are not seen.",
)
EXPIRY = Label("қашанға дейін", "действует до", "expires")
EXPIRED = Label("мерзімі өтті", "истекла", "expired")
PAIRS = Label("Жақын қайталанулар кестесі", "Таблица близких повторов", "Table of near repeats")
PAIRS_SENTENCE = Label(
    "Оқиға жұптары қашықтық пен уақыт бойынша.", "Пары событий по расстоянию и времени.",
    "Pairs of events by distance and time.",
)
PAIRS_DEFINITION = Label(
    "Әр ұяшықта: осындай қашықтық пен уақыт арасындағы оқиға жұбы / кездейсоқ болса күтілетіні (неше есе). "
    "Күтілетіні - "
    "уақыттар орындарға кездейсоқ үлестірілгендегі дәл орташа (Knox, 1964; David, Barton, 1966).",
    "В ячейке: пар событий на таком расстоянии и сроке / ожидается при случайности (во сколько раз). Ожидаемое "
    "— точное "
    "среднее при случайной раздаче времён по местам (Knox 1964; David, Barton 1966).",
    "Each cell: pairs of events this far apart in place and time / expected by chance (how many times). Expected: the "
    "exact mean when times are dealt out to places at random (Knox 1964; David and Barton 1966).",
)
