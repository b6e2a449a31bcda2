"""Sentences of the passport: refusals, and what every computed figure is called, how it is made and from what."""

from __future__ import annotations

from dataclasses import dataclass

from senim.kernel.labels import Label

REFUSALS = {
    "not_yours": Label(
        "Бұл паспортқа жазуға құқығыңыз жоқ: оны учаске инспекторы мен көмекшісі жүргізеді.",
        "Вы не можете писать в этот паспорт: его ведут инспектор участка и помощник.",
        "You may not write in this passport: the inspector of the beat and the assistant keep it.",
    ),
    "changed": Label(
        "Бұл жазбаны %(who)s өзгертті (%(when)s). Төменде оның нұсқасы, жоғарыда сіздікі тұр: салыстырып, қайта сақтаңыз.",
        "Эту запись изменил(а) %(who)s, %(when)s. Ниже — та версия, выше — ваша: сравните и сохраните ещё раз.",
        "%(who)s changed this entry on %(when)s. Their version is below, yours above: compare them and save again.",
    ),
    "personal": Label(
        "Мұнда адамды танытатын дерек бар (телефон, ЖСН, карта, пошта не пәтер). Алып тастаңыз.",
        "Здесь есть данные, по которым узнают человека (телефон, ИИН, карта, почта или квартира). Уберите их.",
        "This points at a person (phone, IIN, card, e-mail or flat). Take it out.",
    ),
    "needed": Label("Толтырыңыз.", "Заполните.", "Fill this in."),
    "kind": Label("Тізімнен таңдаңыз.", "Выберите из списка.", "Choose from the list."),
    "future": Label("Болашақ күн: қай күні білгеніңізді жазыңыз.", "Эта дата в будущем: напишите, когда вы это узнали.", "This day is to come: write when you learned it."),
    "long_ago": Label("Он жылдан ескі мәлімет паспортқа жазылмайды.", "Сведения старше десяти лет в паспорт не пишут.", "Knowledge older than ten years does not belong here."),
    "agreed_when": Label("Адам қай күні келіскенін жазыңыз.", "Напишите, когда человек согласился.", "Write on which day the person agreed."),
    "no_basis": Label("Аты тек жарияланған болса немесе адам келіссе жазылады.", "Имя записывают, только если оно опубликовано или человек согласился.", "A name stands here only if it is published or the person agreed."),
    "due": Label("Мерзімі бүгіннен кейін, екі жыл ішінде болсын.", "Срок — после сегодняшнего дня, в пределах двух лет.", "The day must lie after today, within two years."),
    "enough": Label("Бес басымдық бар. Алдымен біреуін аяқтаңыз.", "Пять приоритетов уже есть. Сначала завершите один.", "There are five priorities already. End one first."),
    "ended": Label("Бұл жазба тарихқа ауыстырылған.", "Эта запись уже в истории.", "This entry is history already."),
    "reason": Label("Неге алынатынын жазыңыз.", "Напишите, почему запись убирают.", "Write why it is taken out."),
    "asked": Label("Сұрағыңызды жазыңыз.", "Напишите вопрос.", "Write your question."),
    "answered": Label("Бұл сұраққа жауап берілген.", "На этот вопрос уже ответили.", "This question has been answered."),
    "no_figure": Label("Мұндай көрсеткіш жоқ.", "Такого показателя нет.", "There is no such figure."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A computed figure: its name, how it is made, from what."""

    title: Label
    definition: Label
    source: Label


_TERRITORY = Label("аумақ тізілімі", "реестр территории", "register of the territory")
_EVENTS = Label("жүктелген файлдар", "загруженные файлы", "files that were brought in")
_APPEALS = Label("Senim-дегі өтініштер", "обращения в Senim", "appeals in Senim")
_INTERVAL = Label(
    "Аралық – Пуассон, 95 % (Байар жуықтауы): кездейсоқтықтың өзі санды осы шекте ауытқытады.",
    "Интервал — пуассоновский, 95 % (приближение Байара): в этих пределах число колеблется и случайно.",
    "The interval is Poisson, 95 % (Byar): chance alone moves the number within it.",
)

FIGURES: dict[str, Told] = {
    "population": Told(
        Label("Тұрғындар саны", "Число жителей", "Residents"),
        Label("Учаске тізілімде көрсетілген халық саны.", "Население участка по реестру.", "Population of the beat as the register has it."),
        _TERRITORY,
    ),
    "houses": Told(
        Label("Тізілімдегі үйлер", "Дома в реестре", "Houses in the register"),
        Label("Координатасы бүгінгі шекараның ішінде жатқан мекенжайлар.", "Адреса, чьи координаты лежат в сегодняшних границах.", "Addresses whose coordinates lie inside today's boundary."),
        _TERRITORY,
    ),
    "streets": Told(
        Label("Көшелер", "Улицы", "Streets"),
        Label("Сол үйлер тұрған көшелер.", "Улицы, на которых стоят эти дома.", "The streets on which those houses stand."),
        _TERRITORY,
    ),
    "points": Told(
        Label("Полиция пункттері мен бекеттер", "Пункты полиции и посты", "Police points and posts"),
        Label("Учаскедегі пункттер, модульдік бекеттер, бөлімшелер.", "Пункты, модульные посты и отделения на участке.", "Points, modular posts and stations of the beat."),
        _TERRITORY,
    ),
    "walk": Told(
        Label("Пунктке он минутта жететін үйлер", "Дома в десяти минутах от пункта", "Houses within ten minutes of a point"),
        Label("Ең жақын пунктке он минут жаяу жететін үйлердің үлесі.", "Доля домов, от которых до пункта десять минут пешком.", "Share of houses from which the nearest point is ten minutes on foot."),
        _TERRITORY,
    ),
    "appeals": Told(
        Label("Түскен өтініштер", "Поступило обращений", "Appeals received"),
        Label(f"Он екі толық айда, қызметкерлерге шағымсыз. {_INTERVAL.kk}", f"За двенадцать полных месяцев, без жалоб на сотрудников. {_INTERVAL.ru}", f"In twelve whole months, without complaints about officers. {_INTERVAL.en}"),
        _APPEALS,
    ),
    "answered": Told(
        Label("Жауап берілген", "Дан ответ", "Answered"),
        Label("Сол айларда түпкілікті жауап берілген өтініштер.", "Обращения, на которые в эти месяцы дан окончательный ответ.", "Appeals that got a final answer in those months."),
        _APPEALS,
    ),
    "promise": Told(
        Label("Уәде орындалды", "Обещание выполнено", "Promises kept"),
        Label("Алғашқы жауап уәде етілген мерзімде берілгендердің үлесі; аралық Уилсон бойынша, 95 %.", "Доля, где первый ответ дан в обещанный срок; интервал Уилсона, 95 %.", "Share with a first answer in the promised time; Wilson's interval, 95 %."),
        _APPEALS,
    ),
    "meetings": Told(
        Label("Тұрғындармен кездесулер", "Встречи с жителями", "Meetings with residents"),
        Label("Он екі айда өткен кездесулер, ашық есік күндері мен қабылдаулар.", "Прошедшие за двенадцать месяцев встречи, дни открытых дверей и приёмы.", "Meetings, open days and hours held in twelve months."),
        Label("Senim-дегі кездесулер", "встречи в Senim", "meetings in Senim"),
    ),
    "came": Told(
        Label("Кездесуге келгендер", "Пришло на встречи", "People who came"),
        Label("Келгендер саны қосылған; бір адам бірнеше рет саналуы мүмкін.", "Сумма пришедших; один человек мог прийти не раз.", "Those who came, added up; one person may count more than once."),
        Label("Senim-дегі кездесулер", "встречи в Senim", "meetings in Senim"),
    ),
}
EVENTS = Told(
    Label("{name}", "{name}", "{name}"),
    Label(f"Он екі толық айда тіркелген оқиғалар. {_INTERVAL.kk}", f"События, записанные за двенадцать полных месяцев. {_INTERVAL.ru}", f"Events recorded in twelve whole months. {_INTERVAL.en}"),
    _EVENTS,
)
OTHER = Label("Басқалары бірге", "Остальное вместе", "All others together")
RATE = Label("1 000 тұрғынға {rate} ({low}–{high})", "на 1 000 жителей {rate} ({low}–{high})", "{rate} per 1,000 residents ({low} to {high})")
FEWER = Label("{n}-тен аз", "меньше {n}", "fewer than {n}")
NOT_KNOWN = Label("мәлімет жоқ", "нет данных", "not known")
NOISE = Label(
    "алдыңғы жылы {n}: айырма кездейсоқтық шегінде", "годом ранее {n}: разница в пределах случайности", "{n} the year before: the difference is within chance"
)
MORE = Label("алдыңғы жылы {n}: өсті, кездейсоқтықтан асады", "годом ранее {n}: рост больше случайного", "{n} the year before: a rise beyond chance")
LESS = Label("алдыңғы жылы {n}: азайды, кездейсоқтықтан асады", "годом ранее {n}: снижение больше случайного", "{n} the year before: a fall beyond chance")
GROUPS = {
    "people": Label("Халық пен орын", "Население и место", "People and place"),
    "contacts": Label("Өтініштер мен кездесулер, 12 ай", "Обращения и встречи, 12 месяцев", "Appeals and meetings, 12 months"),
    "events": Label("Шақырулар мен оқиғалар, 12 ай", "Вызовы и события, 12 месяцев", "Calls and events, 12 months"),
}
TITLE = Label("Учаске паспорты", "Паспорт участка", "Passport of the beat")
STILL_TRUE = Label("Учаске паспорты: жазбалар әлі дұрыс па?", "Паспорт участка: записи ещё верны?", "Passport of the beat: are the entries still true?")
OLD = Label("Бір жылдан ескі жазбалар: {n}", "Записей старше года: {n}", "Entries older than a year: {n}")
BECAUSE = Label("Паспорт жылына бір рет тексеріледі", "Паспорт проверяют раз в год", "A passport is checked once a year")
FIELDS = {
    "kind": Label("Түрі", "Вид", "Kind"),
    "name": Label("Атауы", "Название", "Name"),
    "place": Label("Орны", "Место", "Place"),
    "words": Label("Нені білу керек", "Что важно знать", "What to know"),
    "person": Label("Аты-жөні", "Имя и фамилия", "Name of the person"),
    "contact": Label("Байланыс", "Контакт", "Contact"),
    "basis": Label("Аты қандай негізде жазылды", "На каком основании записано имя", "On what ground the name stands here"),
    "agreed_on": Label("Қашан келісті", "Когда согласился", "Agreed on"),
    "count": Label("Саны", "Число", "How many"),
    "shown": Label("Тұрғындарға көрсетілсін", "Показывать жителям", "Show to residents"),
    "due_on": Label("Мерзімі", "Срок", "By when"),
    "source": Label("Қайдан белгілі", "Откуда известно", "How it is known"),
    "observed_on": Label("Қай күнге дұрыс", "На какой день верно", "True on which day"),
}
