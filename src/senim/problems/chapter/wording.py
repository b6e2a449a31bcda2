"""Every sentence of a chapter in Kazakh, Russian and English, side by side."""

from __future__ import annotations

from typing import Any

from senim.kernel import formats
from senim.kernel.labels import Label

# --- the job ----------------------------------------------------------------------------------------------------------
PHASES: dict[str, Label] = {
    "count": Label("оқиғалар саналуда", "считаются события", "counting events"),
    "write": Label("мәтін мен сызбалар жасалуда", "составляются текст и рисунки", "writing text and drawings"),
    "print": Label("PDF пен Word файлдары жасалуда", "готовятся PDF и Word", "making PDF and Word files"),
}
REFUSALS: dict[str, Label] = {
    "no_analysis": Label(
        'Аралықтарды есептейтін кітапхана орнатылмаған: pip install "senim[analysis]"',
        'Не установлена библиотека, которая считает интервалы: pip install "senim[analysis]"',
        'The library that reckons intervals is not installed: pip install "senim[analysis]"',
    ),
    "not_yours": Label(
        "Осы арада сұраған адамның бұл аумаққа құқығы тоқтады.",
        "У того, кто просил, больше нет прав на эту территорию.",
        "Whoever asked has no right over this area any more.",
    ),
    "failed": Label(
        "Жүйеде қате болды. Қайта сұраңыз.", "Произошёл сбой. Попросите ещё раз.", "Something broke. Ask again."
    ),
}
TOO_MANY = Label(
    "Бір тарауға ең көбі {most} учаске сыяды, таңдалған аумақта – {count}. Аумақты кішірейтіңіз не учаскелерді таңдаңыз.",
    "В одной главе не больше {most} участков, а на выбранной территории их {count}. Возьмите территорию меньше или отметьте участки.",
    "A chapter holds at most {most} beats, and this area has {count}. Choose a smaller area, or tick beats.",
)
NO_BEATS = Label("Бұл аумақта учаске жоқ.", "На этой территории нет участков.", "This area has no beats.")
DAYS = Label(
    "Кезеңнің басы соңынан кейін тұр не ол болашақта.",
    "Начало периода позже конца или период в будущем.",
    "The period begins after its end, or lies in the future.",
)

# --- the cover --------------------------------------------------------------------------------------------------------
TITLE = Label("Аумақты талдау", "Анализ территории", "Analysis of the area")
SUBTITLE = Label(
    "Мұнда не қайталанады, неге, кім не істейді, көмектесті ме",
    "Что здесь повторяется, почему, кто что делает, помогло ли",
    "What keeps happening here, why, who does what, did it work",
)
INVENTED = Label(
    "Ойдан шығарылған деректер: бұл көрсетілім ғана",
    "Вымышленные данные: это демонстрация",
    "Invented data: this is a demonstration",
)
CONTENTS = Label("Мазмұны", "Содержание", "Contents")
AREA = Label("Аумақ", "Территория", "Area")
BEATS = Label("Учаскелер", "Участки", "Beats")
PERIOD = Label("Кезең", "Период", "Period")
MADE_AT = Label("Жасалған уақыты", "Составлено", "Made at")
MADE_BY = Label("Кім сұратқан", "По запросу", "Asked for by the post")
FOR = Label("Кімге", "Для кого", "For")
FOR_WHOM = Label(
    "ведомствоаралық топ, әкімдік, комиссия",
    "межведомственная группа, акимат, комиссия",
    "the interagency group, the akimat, the commission",
)
LINEAGE = Label("Дерек таңбасы", "Отпечаток данных", "Fingerprint of the data")
SYSTEM = Label("жүйе", "система", "the system")

# --- summary ----------------------------------------------------------------------------------------------------------
SUMMARY = Label("Қысқаша", "Коротко", "In short")
S_EVENTS = Label(
    "{period}: оқиға мен өтініш саны {n}, оның ішінде тұрғын өтініші: {said}.",
    "{period}: событий и обращений {n}, из них обращений жителей {said}.",
    "{period}: {n} events and appeals, {said} of them residents’ appeals.",
)
S_RATE = Label(
    "Бұл жылына 1000 тұрғынға {value} (95 % аралық {low}–{high}).",
    "Это {value} на 1000 жителей в год (интервал 95 % {low}–{high}).",
    "That is {value} a year per 1,000 residents (95 % interval {low} to {high}).",
)
S_RATIO = Label(
    "Дәл сондай алдыңғы кезеңге қатынасы {value} (95 % аралық {low}–{high}). {verdict}",
    "К такому же предыдущему периоду: {value} (интервал 95 % {low}–{high}). {verdict}",
    "Against the equally long period before: {value} (95 % interval {low} to {high}). {verdict}",
)
ROSE = Label(
    "Аралық бірден жоғары: тіркелген оқиға көбейген; себебін бұл сан айтпайды.",
    "Интервал выше единицы: учтённых событий стало больше; причину это число не называет.",
    "The interval lies above one: more was recorded; this number names no cause.",
)
FELL = Label(
    "Аралық бірден төмен: тіркелген оқиға азайған; себебін бұл сан айтпайды.",
    "Интервал ниже единицы: учтённых событий стало меньше; причину это число не называет.",
    "The interval lies below one: less was recorded; this number names no cause.",
)
SAME = Label(
    "Аралықта бір бар: өзгерді деуге негіз жоқ.",
    "Интервал включает единицу: говорить об изменении оснований нет.",
    "The interval holds one: no reason to speak of a change.",
)
S_NO_BEFORE = Label(
    "Алдыңғы кезеңнің дерегі жоқ, толық емес не тым аз: салыстыру жасалмайды.",
    "За предыдущий период данных нет, они неполны или их слишком мало: сравнения нет.",
    "The data of the period before are missing, incomplete or too few: nothing is compared.",
)
S_KINDS = Label("Ең жиі түрлер: {kinds}.", "Чаще всего: {kinds}.", "The commonest kinds: {kinds}.")
S_SAID = Label(
    "Тұрғындар ең көп жазған тақырып: {kinds}.",
    "Жители чаще всего пишут о таком: {kinds}.",
    "Residents write most about: {kinds}.",
)
S_HIGH = Label(
    "1000 тұрғынға шаққанда аумақтың деңгейінен анық жоғары учаскелер: {beats}.",
    "На 1000 жителей явно выше уровня территории: {beats}.",
    "Clearly above the area’s rate per 1,000 residents: {beats}.",
)
S_NO_HIGH = Label(
    "Аумақ деңгейінен анық жоғары учаске жоқ.",
    "Участков явно выше уровня территории нет.",
    "No beat is clearly above the rate of the area.",
)
S_NO_RATE = Label(
    "Аумақта қанша тұрғын барын білмейміз: учаскелер оның деңгейімен салыстырылмайды.",
    "Сколько жителей на территории, неизвестно: участки с её уровнем не сравниваются.",
    "How many people live in the area is not known: its beats are not compared with it.",
)
S_FILES = Label(
    "Мәселе істері: {n} ({stages}). Органдарға берілген, мерзімі өткен тапсырмалар: {late}.",
    "Дел о проблемах: {n} ({stages}). Просроченных задач органов: {late}.",
    "Problem files: {n} ({stages}). Overdue tasks of bodies: {late}.",
)
S_NO_FILES = Label(
    "Бұл аумақта мәселе ісі ашылмаған.",
    "Дел о проблемах на этой территории не открыто.",
    "No problem file has been opened in this area.",
)
S_ASSESSED = Label(
    "Бағаланған істер: {n}; әсері көрінгені: {worked}. Қалғандарының мерзімі келген жоқ, қорытынды айтылмайды.",
    "Оценено дел: {n}; эффект показан в {worked}. По остальным срок не пришёл, вывода нет.",
    "Files assessed: {n}; an effect is shown in {worked}. Of the others nothing is said before their time.",
)
S_NONE_ASSESSED = Label(
    "Бағаланған іс әлі жоқ: бақылау мерзімі бітпей қорытынды айтылмайды.",
    "Оценённых дел пока нет: до конца наблюдения выводов не делают.",
    "No file has been assessed yet: nothing is concluded before the time of watching is over.",
)
S_GAPS = Label(
    "Деректегі олқылықтар: {n}; олар соңғы бөлімде тұр.",
    "Пробелов в данных: {n}; они перечислены в конце.",
    "Gaps in the data: {n}; they stand at the end.",
)
S_NOTHING = Label(
    "Бұл кезеңде файлдарда да, өтініштерде де оқиға жоқ. Бұл «ештеңе болған жоқ» деген сөз емес: дерек әкелінбеген болуы мүмкін.",
    "За этот период событий нет ни в файлах, ни в обращениях. Это не значит «ничего не было»: данные могли не загрузить.",
    "This period has no events, neither in files nor in appeals. That does not mean that nothing happened: the data may not have been brought in.",
)

# --- the area and its beats -------------------------------------------------------------------------------------------
THE_AREA = Label("Аумақ", "Территория", "The area")
RESIDENTS = Label("Тұрғындар", "Жители", "Residents")
HOUSES = Label("Үйлер", "Дома", "Houses")
POINTS = Label("Полиция пункттері", "Пункты полиции", "Police points")
POINT = Label("Пункт", "Пункт", "Point")
ADDRESS = Label("Мекенжайы", "Адрес", "Address")
PHONE = Label("Телефоны", "Телефон", "Telephone")
EVENTS = Label("Оқиғалар", "События", "Events")
RATE = Label("1000 тұрғынға", "На 1000 жителей", "Per 1,000 residents")
RATE_LONG = Label("Жылына 1000 тұрғынға", "В год на 1000 жителей", "A year per 1,000 residents")
INTERVAL = Label("95 % аралық", "Интервал 95 %", "95 % interval")
RATIO = Label("Алдыңғы кезеңге қатынасы", "К прошлому периоду", "Against the period before")
UNKNOWN = Label("белгісіз", "неизвестно", "not known")
NO_INTERVAL = Label("есептелмейді", "не считается", "not reckoned")
FEW = Label("бестен аз", "меньше пяти", "fewer than five")
BEAT = Label("Учаске", "Участок", "Beat")
NUMBER = Label("№", "№", "No.")
KIND = Label("Түрі", "Вид", "Kind")
COUNT = Label("Саны", "Число", "Count")
SHARE = Label("Үлесі", "Доля", "Share")
OTHER = Label("басқалары бірге", "остальные вместе", "all others together")
BY_BEAT = Label("Учаскелерді салыстыру", "Сравнение участков", "The beats side by side")
BY_BEAT_NOTE = Label(
    "▲ – бүкіл аралығы аумақтың деңгейінен жоғары учаске. Тұрғын саны аз жерде аралық кең: реттік орын емес, аралықты қараңыз.",
    "▲ — участок, у которого весь интервал выше уровня территории. Где мало жителей, интервал широк: смотрите на интервал, а не на место в списке.",
    "▲ marks a beat whose whole interval lies above the rate of the area. Where few people live the interval is wide: look at the interval, not at the rank.",
)
WHAT = Label("Не болды", "Что происходит", "What happened")
SAID = Label("Тұрғындар не айтты", "О чём говорят жители", "What residents said")
SAID_NOTE = Label(
    "Өтініш саны: {n}. Мәтіндері мен авторлары бұл жерге алынбайды.",
    "Обращений: {n}. Их тексты и авторы сюда не попадают.",
    "Appeals: {n}. Neither their words nor their authors come in here.",
)
SAID_NONE = Label(
    "Бұл кезеңде талдауға алынатын өтініш жоқ не бестен аз.",
    "Обращений, которые можно считать, нет или меньше пяти.",
    "There are no appeals that may be counted, or fewer than five.",
)
MAP = Label("Карта: {area}", "Карта: {area}", "Map: {area}")
MAP_SAYS = Label(
    "Бес не одан көп оқиға болған алтыбұрыш: {cells}; олардағы оқиға: {n}. Сандар – учаскелердің осы тараудағы нөмірі.",
    "Шестиугольников, где пять событий и больше: {cells}; в них событий {n}. Цифры — номера участков в этой главе.",
    "Hexagons with five events or more: {cells}; they hold {n} events. The figures are the numbers of the beats in this chapter.",
)
MAP_NOTE = Label(
    "Түсі неғұрлым қанық болса, оқиға соғұрлым көп. Бестен аз алтыбұрыш салынбайды, үй не нүкте көрсетілмейді.",
    "Чем насыщеннее цвет, тем больше событий. Шестиугольники, где их меньше пяти, не нарисованы; домов и точек на карте нет.",
    "The stronger the colour, the more events. Hexagons with fewer than five are not drawn; no house and no point is shown.",
)
MAP_BEAT = Label("учаске", "участок", "beat")
HOURS_TABLE = Label("Күн бөліктері", "Части суток", "Parts of the day")
WEEKDAY = Label("Күн", "День", "Day")
MONTH = Label("Ай", "Месяц", "Month")
CLOCK_NOTE = Label(
    "Түсі неғұрлым қанық болса, сол сағатта оқиға соғұрлым көп. Сағаты белгісіз оқиға алынбаған.",
    "Чем темнее клетка, тем больше событий в этот час. События без часа не взяты.",
    "The darker the field, the more events in that hour. Events without an hour are left out.",
)
TREND_NOTE = Label(
    "Боялған жолақ – әдеттегі тербеліс шегі.",
    "Закрашенная полоса — пределы обычных колебаний.",
    "The shaded band holds the usual ups and downs.",
)
BASIS = Label(
    "n = {n}; {period}; соңғы дерек: {day}; дереккөз: {sources}.",
    "n = {n}; {period}; последние данные: {day}; источник: {sources}.",
    "n = {n}; {period}; newest data: {day}; source: {sources}.",
)
TOO_FEW = Label(
    "Оқиға {least} санынан аз: сағат пен ай бойынша сызба жасалмайды, кездейсоқтық заңдылық болып көрінер еді.",
    "Событий меньше {least}: рисунков по часам и месяцам нет, случайность выглядела бы закономерностью.",
    "Fewer than {least} events: no drawings of hours and months, chance would look like a pattern.",
)
NO_EVENTS = Label(
    "Бұл кезеңде тіркелген оқиға жоқ.", "За период событий не учтено.", "No events were recorded in the period."
)
FILES_HERE = Label("Осы жердегі мәселе істері", "Дела о проблемах здесь", "Problem files here")
NO_FILES_HERE = Label("Ашық мәселе ісі жоқ.", "Открытых дел нет.", "There are no open files.")
FILE_LINE = Label("{title} – {stage}. {step}", "{title} — {stage}. {step}", "{title} – {stage}. {step}")
NEXT_STEP = Label("Келесі қадам: {step}", "Следующий шаг: {step}", "Next step: {step}")
READY = Label("«{stage}» кезеңіне өтуге болады.", "можно переходить к этапу «{stage}».", "it may go on to “{stage}”.")
FINISHED = Label("Іс жабылған.", "Дело закрыто.", "The file is closed.")
PEOPLE = Label("{n} тұрғын", "{n} жителей", "{n} residents")

# --- problem files ----------------------------------------------------------------------------------------------------
FILES = Label("Мәселе істері", "Дела о проблемах", "Problem files")
STAGE = Label("Кезеңі", "Этап", "Stage")
PLACE_KIND = Label("Орын түрі", "Вид места", "Kind of place")
OPENED = Label("Ашылған күні", "Открыто", "Opened")
DEFINITION = Label("Анықтамасы", "Определение", "Definition")
COUNTED = Label("Қай оқиға саналады", "Какие события считаются", "Which events count")
RESTS_ON = Label("Анықтама неге сүйенеді", "На чём стоит определение", "What the definition rests on")
SOURCE_LINE = Label("{kind}: {text}", "{kind}: {text}", "{kind}: {text}")
APPEALS_BEHIND = Label(
    "Осы іске байланған өтініш: {n}", "Обращений, с которых началось дело: {n}", "Appeals that the file began with: {n}"
)
WORDS_KEPT = Label(
    "айтқандары іс ішінде, мұнда келтірілмейді",
    "сказанное хранится в деле и сюда не попадает",
    "what was said stays in the file and is not quoted here",
)
QUESTIONS = Label("Не белгілі", "Что известно", "What is known")
TRIANGLE = Label("Мәселе үшбұрышы", "Треугольник проблемы", "The problem triangle")
SIDE = Label("Қабырғасы", "Сторона", "Side")
IS_LIKE = Label("Қандай", "Какова", "What it is like")
CONTROLLER = Label("Қазір кім ұстап тұр", "Кто сдерживает сейчас", "Who holds it now")
COULD = Label("Кім ұстай алады", "Кто мог бы", "Who could")
HYPOTHESES = Label("Болжамдар", "Гипотезы", "Hypotheses")
HYPOTHESIS = Label("Болжам", "Гипотеза", "Hypothesis")
EV_FOR = Label("Жақтайтын дәлел", "Доводы за", "Evidence for")
EV_AGAINST = Label("Қайшы дәлел", "Доводы против", "Evidence against")
VERDICT = Label("Қорытынды", "Вывод", "Verdict")
AUDITS = Label("Орнында тексеру", "Осмотры на месте", "Audits on the spot")
AUDIT_LINE = Label(
    "{place}, {light}: тармақ {marked}/{of}, әлсіз не нашар {wrong}.",
    "{place}, {light}: пунктов {marked} из {of}, слабых или плохих {wrong}.",
    "{place}, {light}: {marked} of {of} headings, {wrong} weak or bad.",
)
DECISIONS = Label("Ұсынымдар мен шешімдер", "Рекомендации и решения", "Recommendations and decisions")
WHAT_DO = Label("Не істеу керек", "Что сделать", "What to do")
OWNER = Label("Кімге", "Кому", "Whose")
MONEY = Label("Теңге", "Тенге", "Tenge")
DECIDED = Label("Шешім", "Решение", "Decision")
UNDECIDED = Label("шешілмеген", "не решено", "not decided")
TASKS = Label("Органдарға берілген тапсырмалар", "Задачи органам", "Tasks of bodies")
BODY = Label("Орган", "Орган", "Body")
TASK = Label("Тапсырма", "Задача", "Task")
DUE = Label("Мерзімі", "Срок", "Due")
STATE = Label("Күйі", "Состояние", "State")
OVERDUE = Label("мерзімі өткен", "просрочена", "overdue")
ASSESSMENT = Label("Көмектесті ме", "Помогло ли", "Did it work")
PLAN_LINE = Label(
    "Жоспар {frozen} бекітілген. Бұрын: {before}. Кейін: {after}. Маңызды деп саналатын ең аз азаю – {effect} %. Салыстыру: {comparison}.",
    "План зафиксирован {frozen}. До: {before}. После: {after}. Наименьшее снижение, которое важно, — {effect} %. Сравнение: {comparison}.",
    "The plan was frozen on {frozen}. Before: {before}. After: {after}. The smallest fall that matters: {effect} %. Compared with: {comparison}.",
)
POWER_LINE = Label(
    "Мұндай азаю болса, оны көру ықтималы {power} %.",
    "Вероятность увидеть такое снижение, если оно есть, — {power} %.",
    "The chance to see such a fall, if there is one, is {power} %.",
)
WEAK = Label(
    "Бұл аз: әсер болса да көрінбей қалуы мүмкін.",
    "Это мало: эффект может не показаться, даже если он есть.",
    "That is low: an effect may stay unseen even where there is one.",
)
TOO_EARLY = Label(
    "Ерте: бақылау {until} дейін жүреді. Оған дейін қорытынды жоқ.",
    "Рано: наблюдение идёт до {until}. До этого вывода нет.",
    "Too early: it is watched until {until}. There is no verdict before.",
)
NOT_ASSESSED = Label(
    "Бақылау мерзімі өтті, бағалау әлі жасалмаған.",
    "Срок наблюдения прошёл, оценка ещё не сделана.",
    "The time of watching is over, and the assessment has not been made yet.",
)
NO_PLAN = Label(
    "Бағалау жоспары әлі бекітілмеген.",
    "План оценки ещё не зафиксирован.",
    "No plan of assessment has been frozen yet.",
)
EXPLORATORY = Label(
    "Қорытынды тек барлау сипатында: жоспар деректен кейін өзгерген не шара ерте басталған.",
    "Вывод разведочный: план менялся после данных или мера началась раньше.",
    "The conclusion is exploratory: the plan was changed after the data, or the response began early.",
)
COST_EACH = Label(
    "Алдын алынған бір оқиғаның құны шамамен {cost} теңге.",
    "Одно предотвращённое событие обошлось примерно в {cost} тенге.",
    "One prevented event cost about {cost} tenge.",
)
BEFORE = Label("Шараға дейін", "До меры", "Before")
AFTER = Label("Шарадан кейін", "После меры", "After")
NONE_YET = Label("Әлі жазылмаған: {parts}.", "Пока не записано: {parts}.", "Not written yet: {parts}.")
AS_WRITTEN = Label(
    "Істердің мәтіні жазылған тілінде тұр, аударылмайды.",
    "Тексты дел стоят на том языке, на котором написаны, без перевода.",
    "Texts of files stand in the language in which they were written.",
)

# --- experience -------------------------------------------------------------------------------------------------------
EXPERIENCE = Label("Тәжірибе", "Опыт", "Experience")
EXPERIENCE_LEAD = Label(
    "Ұқсас мәселелер бойынша бағаланған істердің сабақтары, әсері көрінбегендері де.",
    "Уроки оценённых дел о похожих проблемах, в том числе тех, где эффект не показан.",
    "Lessons of assessed files about similar problems, also of those where no effect was shown.",
)
NO_EXPERIENCE = Label(
    "Тәжірибе қорында ұқсас мәселе бойынша сабақ әлі жоқ.",
    "В базе опыта пока нет уроков о похожих проблемах.",
    "The experience base has no lesson about similar problems yet.",
)

# --- method -----------------------------------------------------------------------------------------------------------
METHOD = Label("Әдіс", "Метод", "Method")
METHOD_LEAD = Label(
    "Әр көрсеткіш: ол не, неше оқиғаға сүйенеді, дерегі қай күнге дейін, аралығы қалай есептелген, не алдауы мүмкін.",
    "О каждом показателе: что это, на скольких событиях стоит, по какой день данные, как посчитан интервал, что может обмануть.",
    "Of every figure: what it is, how many events it rests on, up to which day, how its interval is reckoned, what could mislead.",
)
M_N = Label(
    "n = {n}; дерек {day} дейін; көзі: {sources}.",
    "n = {n}; данные по {day}; источник: {sources}.",
    "n = {n}; data until {day}; source: {sources}.",
)
M_INTERVAL = Label("Аралық: {words}", "Интервал: {words}", "Interval: {words}")
M_MISLEAD = Label("Не алдауы мүмкін: {words}", "Что может обмануть: {words}", "What could mislead: {words}")
SOURCES = Label("Дереккөздер", "Источники", "Sources")
SOURCE = Label("Дереккөз", "Источник", "Source")
FEED_NAMES: dict[str, Label] = {"appeals": Label("тұрғындардың өтініштері", "обращения жителей", "residents’ appeals")}
FIGURES: tuple[tuple[Label, Label, Label, Label], ...] = (
    (
        EVENTS,
        Label(
            "Файлдардан алынған оқиғалар мен тұрғындардың өтініштері; бір оқиға екі жерде тұрса, бір рет саналады. Қызметкерлер өздері анықтағандар алынбаған: олар оқиғаның емес, тексерудің қайда болғанын көрсетеді.",
            "События из загруженных файлов и обращения жителей; то, что есть в двух источниках, считается один раз. Выявленное сотрудниками не взято: оно говорит о том, где смотрели.",
            "Events of the files and residents’ appeals; what stands in two sources is counted once. What officers found by looking is left out: it says where they looked.",
        ),
        Label("есептелмейді, бұл санақ.", "не считается, это подсчёт.", "none, this is a count."),
        Label(
            "хабарламау; тіркеу тәртібінің өзгеруі; кеш келген файл; нәзік санаттағы өтініштер санаққа кірмейді.",
            "несообщённое; смена порядка учёта; поздний файл; обращения деликатных категорий в подсчёт не входят.",
            "what is not reported; a change in recording; a late file; appeals of sensitive categories are not counted.",
        ),
    ),
    (
        RATE_LONG,
        Label(
            "Кезеңдегі оқиға саны тұрғын санына және жылға шағылған.",
            "Число событий периода на число жителей и на год.",
            "Events of the period over the residents, for a year.",
        ),
        Label(
            "Пуассонның дәл аралығы (Гарвуд, 1936), 95 %.",
            "точный пуассоновский (Garwood, 1936), 95 %.",
            "exact Poisson (Garwood 1936), 95 %.",
        ),
        Label(
            "базарға, вокзалға келетіндер тұрғын емес: ондай учаскенің көрсеткіші жоғары көрінеді; тұрғын саны ескі болуы мүмкін.",
            "приезжие на рынок и вокзал не жители: у таких участков показатель выше; число жителей могло устареть.",
            "visitors of a market or a station are no residents: such beats look higher; the number of residents may be old.",
        ),
    ),
    (
        RATIO,
        Label(
            "Кезеңнің оқиғалары дәл сондай ұзақ алдыңғы кезеңнің оқиғаларына бөлінген.",
            "События периода, делённые на события предыдущего периода той же длины.",
            "Events of the period over those of the equally long one before.",
        ),
        Label(
            "шартты биномдық үлестің Уилсон аралығынан (1927), 95 %.",
            "из интервала Уилсона (1927) для условной биномиальной доли, 95 %.",
            "from Wilson’s interval (1927) of the conditional binomial share, 95 %.",
        ),
        Label(
            "маусым, жаңа дереккөз, тіркеу тәртібі; айырма себебін айтпайды.",
            "сезон, новый источник, порядок учёта; разница не называет причину.",
            "the season, a new source, the way of recording; a difference names no cause.",
        ),
    ),
)
PANEL_LIMITS: dict[str, Label] = {
    "clock": Label(
        "сағаты белгісіз оқиғалар алынбаған; ұзақ аралықтар сағаттарға тең бөлінген.",
        "события без часа не взяты; длинные промежутки разложены по часам поровну.",
        "events without an hour are left out; long intervals are spread evenly over the hours.",
    ),
    "trend": Label(
        "маусымдылық алынып тасталмаған; соңғы апталардың файлы толық болмауы мүмкін.",
        "сезонность не вычтена; последние недели могли загрузить не полностью.",
        "seasons are not taken out; the last weeks may not have been brought in whole.",
    ),
    "concentration": Label(
        "мекенжайсыз оқиғалар он метрлік нүктемен саналады; оқиға аз болса, кездейсоқ шоғыр болады.",
        "события без адреса берутся по точке в десять метров; при малом числе возможна случайная кучность.",
        "events without an address are taken by a point of ten metres; few events may cluster by chance.",
    ),
}
PANEL_INTERVALS: dict[str, Label] = {
    "clock": Label("есептелмейді, бұл санақ.", "не считается, это подсчёт.", "none, this is a count."),
    "trend": Label(
        "әдеттегі тербеліс шектері: орташа ± 2,66 × көршілес айырманың орташасы (XmR).",
        "пределы обычных колебаний: среднее ± 2,66 × средняя разность соседних (XmR).",
        "limits of the usual: mean ± 2.66 × the mean difference of neighbours (XmR).",
    ),
    "concentration": Label(
        "жоқ; коэффициент аз оқиғаға түзетілген.",
        "нет; коэффициент исправлен на малое число событий.",
        "none; the coefficient is corrected for few events.",
    ),
}
PRIVACY = Label("Құпиялық", "Что скрыто", "What is not shown")
PRIVACY_RULES: tuple[Label, ...] = (
    Label(
        "Отбасылық, жыныстық зорлық сияқты нәзік түрлер учаскенің кестесінде аталмайды: олар «басқалармен» бірге.",
        "Деликатные виды, такие как бытовое и половое насилие, в таблицах участков не названы: они среди «остальных».",
        "Sensitive kinds, such as domestic and sexual violence, are not named in tables of beats: they are among “all others”.",
    ),
    Label(
        "Үйдің нүктесі мен мекенжайы, адам, өтініш мәтіні көрсетілмейді.",
        "Точек и адресов домов, людей, слов обращений здесь нет.",
        "No point or address of a home, no person, no word of an appeal stands here.",
    ),
    Label(
        "Бестен аз санақ «басқаларымен» біріктіріледі; қалдығы бестен аз болса, оған келесі түр де қосылады.",
        "Числа меньше пяти объединены с «остальными»; если остаток меньше пяти, к нему присоединён следующий вид.",
        "Counts below five are pooled with “all others”; where the pool would be below five, the next kind joins it.",
    ),
    Label(
        "Картадағы алтыбұрыштың қабырғасы 200 метрден кем емес; бестен аз оқиғасы бары салынбайды.",
        "Сторона шестиугольника на карте не меньше 200 м; где меньше пяти событий, он не нарисован.",
        "A hexagon of the map has edges of 200 m at least; with fewer than five events it is not drawn.",
    ),
)

# --- gaps -------------------------------------------------------------------------------------------------------------
GAPS = Label("Деректегі олқылықтар", "Чего не хватает в данных", "Gaps in the data")
GAPS_LEAD = Label(
    "Мұнда жоқ нәрсе «болмады» деген сөз емес.",
    "То, чего здесь нет, не значит, что этого не было.",
    "What is missing here is not what did not happen.",
)
G_OUTSIDE = Label(
    "Ешбір учаскеге жатқызылмаған оқиға: {n}.",
    "Событий, не отнесённых ни к одному участку: {n}.",
    "Events that lie in no beat: {n}.",
)
G_UNPLACED = Label(
    "Орны белгісіз не көрсетілмейтін оқиға: {n} ({share} %).",
    "События, место которых неизвестно или не показывается: {n} ({share} %).",
    "Events whose place is unknown or not shown: {n} ({share} %).",
)
G_UNTIMED = Label(
    "Сағаты белгісіз оқиға: {n} ({share} %).",
    "События без часа: {n} ({share} %).",
    "Events without an hour: {n} ({share} %).",
)
G_POPULATION = Label(
    "Тұрғын саны белгісіз учаскелер: {beats}. Оларға шаққан көрсеткіш есептелмейді.",
    "Неизвестно число жителей: {beats}. Показатель на жителей для них не считается.",
    "The number of residents is not known: {beats}. No rate is reckoned for them.",
)
G_NOBODY = Label(
    "Тұрақты тұрғыны жоқ учаскелер: {beats}. Оларға шаққан көрсеткіш есептелмейді.",
    "Постоянных жителей нет: {beats}. Показатель на жителей для них не считается.",
    "Nobody lives there: {beats}. No rate is reckoned for them.",
)
ALL_BEATS = Label("барлық учаске", "все участки", "all beats")
G_HOUSES = Label(
    "Мекенжай тізілімінде үйі жоқ учаскелер: {beats}.",
    "В реестре адресов нет домов: {beats}.",
    "No houses in the register of addresses: {beats}.",
)
G_BEFORE = Label(
    "Алдыңғы кезеңнің дерегі тым аз: өзгеріс туралы ештеңе айтылмайды.",
    "За предыдущий период данных слишком мало: об изменениях сказать нельзя.",
    "The data of the period before are too few: nothing is said of change.",
)
G_UNCOVERED = Label(
    "Алдыңғы кезеңді толық қамтымайтын дереккөздер: {sources}. Сондықтан өзгеріс туралы ештеңе айтылмайды: жаңа файл өсу емес.",
    "Предыдущий период не покрыт целиком источниками: {sources}. Поэтому об изменениях ничего не сказано: новый файл — не рост.",
    "Sources that do not cover the whole period before: {sources}. So nothing is said of change: a new file is no rise.",
)
G_NEWEST = Label(
    "Соңғы оқиға {day} күнгі: кезеңнің соңғы {days} күнінің дерегі келмеген болуы мүмкін.",
    "Последнее событие — {day}: за последние {days} дн. периода данные могли не прийти.",
    "The newest event is of {day}: the last {days} days of the period may not have arrived.",
)
G_SURVEY = Label(
    "Тұрғындар сауалнамасы жоқ: қорқыныш, сенім, полицияға айтылмаған оқиға өлшенбеген.",
    "Опроса жителей нет: страх, доверие и то, о чём не сообщают, не измерены.",
    "There is no survey of residents: fear, trust and what is not reported are not measured.",
)
G_NO_FILES = Label(
    "Бұл кезеңге әкелінген оқиға файлы жоқ: тек өтініштер.",
    "Файлов с событиями за период нет: только обращения.",
    "No file of events has been brought in for the period: there are only appeals.",
)
G_NO_APPEALS = Label(
    "Бұл кезеңде саналатын өтініш жоқ.",
    "Обращений, которые можно считать, за период нет.",
    "The period has no appeals that may be counted.",
)


def say(words: Label, language: str, /, **values: Any) -> str:
    """A sentence with its numbers as the language writes them."""
    return words.in_(language).format(**{name: figure(value, language) for name, value in values.items()})


def figure(value: Any, language: str) -> str:
    """A number as the language writes it: whole, or with one digit; other values as they are."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return formats.number(float(value), language, 0 if float(value).is_integer() or abs(value) >= 100 else 1)


def two(value: float | None, language: str) -> str:
    """A ratio with two digits; ∞ where it has no upper end."""
    return "∞" if value is None else formats.number(value, language, 2)


def source_name(code: str, language: str) -> str:
    """The name of a feed, or of the appeals."""
    from senim.incidents import api as incidents  # noqa: PLC0415 - names of feeds stand in memory, not in this list
    from senim.kernel.scoping import SYSTEM as HOUSE  # noqa: PLC0415

    named = next((one.name for one in incidents.feeds(HOUSE) if one.code == code), None)
    return (named or FEED_NAMES.get(code) or Label(code, code, code)).in_(language)
