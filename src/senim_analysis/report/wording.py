"""What the report of a scan says."""

from __future__ import annotations

from senim_analysis.words import Words

TITLE = Words("Оқиғаларды шолу: {file}", "Обзор событий: {file}", "A scan of incidents: {file}")
EVENTS = Words("оқиға", "событий", "events")
PERIOD = Words("кезең", "период", "period")
AREA = Words("зерттелген аумақ, км²", "изученная территория, км²", "studied area, km²")
FOUND = Words("ықтимал мәселе", "возможных проблем", "candidate problems")
RATE = Words(
    "орта есеппен жалғаны осыдан аспайды",
    "столько из них в среднем ложных, не больше",
    "of these are false on average, at most",
)
COUNT = Words("Оқиға", "Событий", "Events")
LIST = Words("Ықтимал мәселелер", "Возможные проблемы", "Candidate problems")
NONE = Words(
    "Кездейсоқтықтан асатын мәселе табылмады. Бұл да жауап, бірақ мәселе мүлде жоқ деген сөз емес.",
    "Проблем сверх случайных не найдено. Это тоже ответ, но не доказательство, что их нет.",
    "No problem beyond chance was found. That is an answer, too, but no proof that there is none.",
)
RANKED = Words(
    "Күніне күтілгеннен артық зияны бойынша реттелген. Алғашқы {shown} көрсетілді, барлығы {all}; файлға --json арқылы шығады.",
    "По вреду сверх ожидаемого за день. Показаны первые {shown} из {all}; все вместе даёт --json.",
    "By harm above what is expected, per day. The first {shown} of {all} are shown; --json gives them all.",
)
BY_NUMBER = Words(
    "Күніне күтілгеннен артық оқиға саны бойынша реттелген. Алғашқы {shown} көрсетілді, барлығы {all}; файлға --json арқылы шығады.",
    "По числу событий сверх ожидаемого за день. Показаны первые {shown} из {all}; все вместе даёт --json.",
    "By the number of events above what is expected, per day. The first {shown} of {all} are shown; --json gives them all.",
)
QUESTION = Words(
    "Тізімдегі әр жол — қорытынды емес, сұрақ: сол жерге барып, сонда жұмыс істейтіндерден сұраңыз.",
    "Каждая строка — вопрос, а не вывод: сходите туда и спросите тех, кто там работает.",
    "Each line is a question and not a finding: go there and ask those who work there.",
)
COLUMNS = Words(
    "Оқиға саны · біркелкі таралғаннан неше есе көп",
    "Событий · во сколько раз больше ровного распределения",
    "Events · times an even spread",
)
READING = Words("Тізімді қалай оқу керек", "Как читать список", "How to read the list")
MAP = Words(
    "Барлық оқиға {side} м ұяшықтармен: бір ұяшықта қанша. Нөмір — тізімдегі орын, сызық пен нүкте оның дәл жерін көрсетеді.",
    "Все события по ячейкам {side} м: сколько в одной. Номер — место в списке, точка на конце линии показывает, где оно.",
    "All events by cells of {side} m: how many in one. A number is the rank in the list; the dot at the end of its line is the place.",
)
NEARBY = Words(
    "Шеңбер: {radius} м, оқиғалардың оннан тоғызы. Ашық нүктелер — осы мәселе, сұр — басқа оқиғалар.",
    "Круг: {radius} м, девять из десяти событий. Яркие точки — эта проблема, серые — другие события.",
    "The circle: {radius} m, nine in ten of the events. Bright dots are this problem, grey ones other events.",
)
HERE = Words("Осы жердегі үлесі", "Доля здесь", "Share here")
HERE_OF = Words(
    "{here} %, бүкіл файлда {all} %",
    "{here} %, во всём файле {all} %",
    "{here}%; {all}% in the whole file",
)
HOURS = Words(
    "Апта сағаттары; ең көбі бір сағатта {top}.",
    "Часы недели; больше всего в один час {top}.",
    "Hours of the week; the fullest hour has {top}.",
)
MONTHS = Words(
    "Айлар бойынша; жолақ — өзгеріс болмаса кездейсоқ ауытқу.",
    "По месяцам; полоса — случайные колебания без изменений.",
    "By month; the band is chance if nothing changed.",
)
YEAR = Words(
    "Күндер: бір күнде {low}–{high} оқиға; қою түс — көп.",
    "Дни: от {low} до {high} событий в день; темнее — больше.",
    "Days: {low} to {high} events in a day; darker is more.",
)
AS_TABLE = Words("Кесте түрінде", "Таблицей", "As a table")
ALL = Words("Барлық оқиғаның уақыты", "Когда происходят все события", "When all events happen")
PATTERNS = Words("Жақын қайталанулар", "Близкие повторы", "Near repeats")
PATTERNS_LEAD = Words(
    "Бір оқиғадан кейін 200 м шегінде 7 күн ішінде тағы біреуі болған жұптар. Уақыт араластырылғанда болатыннан көп түрлер ғана. "
    "Мұндай артықты маусым не тіркеу тәртібінің өзгеруі де береді: senim nearrepeat арқылы кестесін қараңыз.",
    "Пары, где за событием в пределах 200 м и 7 дней следует ещё одно. Только виды, у которых таких пар больше, чем при перемешанном времени. "
    "Такой избыток дают и сезон, и новый порядок записи: посмотрите таблицу через senim nearrepeat.",
    "Pairs in which one event follows another within 200 m and 7 days. Only kinds with more of them than shuffled times would give. "
    "A season or a new way of recording makes such an excess as well: look at the table of senim nearrepeat.",
)
KIND, PAIRS = Words("Түрі", "Вид", "Kind"), Words("Жұп", "Пар", "Pairs")
EXPECTED, TIMES = Words("Күтілгені", "Ожидалось", "Expected"), Words("Есе", "Во сколько раз", "Times")
BY_KIND = Words("Әр түрдің алғашқы орындары", "Первые места по каждому виду", "The first places of each kind")
WHERE, WHEN = Words("Қайда", "Где", "Where"), Words("Қашан", "Когда", "When")
HARM, BEYOND = (
    Words("Зияны", "Вред", "Harm"),
    Words("Күтілгеннен артығы, күніне", "Сверх ожидаемого, в день", "Beyond expected, per day"),
)
INTERVAL = Words("95 % аралық", "Интервал 95 %", "95% interval")
CAUTION = Words("Не жалған болуы мүмкін", "Что может быть ложным", "What could be an artefact")
HOW_TEXT = Words(
    "Аумақ {side} м ұяшықтарға бөлінді. Әр түрдің әр ұяшықтағы саны оның аумаққа біркелкі таралуымен салыстырылды (Пуассон). "
    "Барлығы {tried} тексеру; жалған табылғандардың үлесі Бенджамини–Хохберг тәсілімен бүкіл тізімде {rate} %-дан асырылмады. "
    "Аралықтар көп орыннан таңдалғанын ескереді, сондықтан кең. Жақын қайталанулар — уақытты араластырудың дәл моменттерімен, "
    "өсім — соңғы 28 күнді алдыңғы кезеңдермен салыстырып анықталды.",
    "Территория разбита на ячейки {side} м. Число событий каждого вида в ячейке сравнено с ровным распределением по территории (Пуассон). "
    "Всего проверок: {tried}; доля ложных находок во всём списке удержана на {rate} % (Бенджамини — Хохберг). "
    "Интервалы учитывают, что места выбраны из многих, поэтому широки. Близкие повторы — по точным моментам перестановок, "
    "рост — последние 28 дней против предыдущих.",
    "The area was divided into cells of {side} m. The count of each kind in each cell was set against an even spread over the area (Poisson). "
    "{tried} tests in all; the share of false finds over the whole list was held at {rate}% (Benjamini, Hochberg). "
    "Intervals allow for places being chosen among many, and are wide for that. Near repeats by exact permutation moments; "
    "rises are the last 28 days against those before.",
)
BY_MONTH = Words(
    "Айлар бойынша.",
    "По месяцам.",
    "By month.",
)
