"""The sentences of a report, which is read outside a request too: on paper, in a language of its own."""

from senim.kernel.labels import Label

TITLE = Label("Тұрғындарға есеп", "Отчёт перед жителями", "Report to residents")
LEAD = Label(
    "Учаскелік инспектор тоқсан сайын тұрғындарға есеп береді. Сандар инспектордың сапарлары мен өтініштерден алынған, бұл есеп үшін бөлек ештеңе толтырылмаған.",
    "Участковый инспектор отчитывается перед жителями каждый квартал. Числа взяты из его выходов и обращений, отдельно для отчёта ничего не заполнялось.",
    "The inspector reports to residents each quarter. The figures come from visits and appeals; nothing was filled in for this report.",
)
SIGNED = Label("Қол қойған", "Подписал(а)", "Signed by")
PUBLISHED = Label("Жарияланған күні", "Опубликован", "Published")
VERSION = Label("Нұсқасы", "Версия", "Version")
VISITS = Label("Инспектор қайда болды", "Где был инспектор", "Where the inspector was")
VISITS_N = Label("Барлық сапар: {n}", "Всего выходов: {n}", "Visits in all: {n}")
FOR = Label("Не үшін", "Зачем", "What for")
NUMBER = Label("Саны", "Число", "Number")
REST = Label("басқалары", "прочее", "all others")
APPEALS = Label("Өтініштер", "Обращения", "Appeals")
RECEIVED = Label("Келгені", "Поступило", "Received")
ANSWERED = Label("Соңғы жауап берілгені", "Дан окончательный ответ", "Given a final answer")
KEPT = Label("Алғашқы жауап уәделі мерзімде", "Первый ответ в обещанный срок", "First answer within the promise")
KEPT_VALUE = Label(
    "{share}\N{NO-BREAK SPACE}% (шамамен {low}–{high}\N{NO-BREAK SPACE}%, n\N{NO-BREAK SPACE}= {n})",
    "{share}\N{NO-BREAK SPACE}% (вероятно, {low}–{high}\N{NO-BREAK SPACE}%, n\N{NO-BREAK SPACE}= {n})",
    "{share}% (most likely {low}–{high}%, n = {n})",
)
QUALITY = Label("Тұрғындардың бағасы", "Оценки жителей", "How residents rate it")
QUALITY_FEW = Label(
    "Баға әзірге аз: {n}. {least} болғанда көрсетіледі.", "Оценок пока мало: {n}. Показываем от {least}.",
    "Too few ratings yet: {n}. Shown from {least} on.",
)
QUALITY_LEAD = Label(
    "Тоқсан аяқталғанға дейінгі 12 айда 4 не 5 қойғандардың үлесі.",
    "Доля поставивших 4 или 5 за 12 месяцев до конца квартала.",
    "The share that gave 4 or 5 in the twelve months to the quarter’s end.",
)
PROBLEMS = Label("Бірге шешіп жатқан мәселелер", "Проблемы, которые решаем вместе", "Problems we are solving together")
MEETINGS = Label("Тұрғындармен кездесулер", "Встречи с жителями", "Meetings with residents")
MEETINGS_N = Label(
    "Өткен кездесу, ашық есік күні, тыңдау: {n}; келген тұрғын: {came}.",
    "Встреч, дней открытых дверей, слушаний: {n}; пришло жителей: {came}.",
    "Meetings, open days and hearings held: {n}; residents who came: {came}.",
)
MEETINGS_KEPT = Label(
    "Мерзімі осы тоқсанда келген уәде: {promised}, уақытында орындалғаны: {kept}.",
    "Обещаний со сроком в этом квартале: {promised}, выполнено вовремя: {kept}.",
    "Promises due in this quarter: {promised}, kept in time: {kept}.",
)
NO_MEETINGS = Label("Бұл тоқсанда кездесу өткен жоқ.", "В этом квартале встреч не было.", "No meeting was held in this quarter.")
FEW = Label("5-тен аз", "меньше 5", "fewer than 5")
NOT_ENOUGH = Label("дерек әзірге аз", "данных пока мало", "not enough yet")
HOW = Label("Сандар қалай саналады", "Как считаются числа", "How the figures are counted")
HOW_WORDS = Label(
    "Бестен аз сан басқалармен біріктіріледі. Өтініш: осы тоқсанда учаскеге келгені; қызметкер үстінен шағымдар кірмейді. Уәде: тоқсанда мерзімі келген алғашқы жауап, аралық Уилсон бойынша (1927), 95 %. Бірде-бір адам мен мекенжай көрсетілмейді. Дерек {at} алынды; дереккөзі: Senim жүйесіндегі сапарлар, өтініштер, бағалар.",
    "Числа меньше пяти объединяются с прочими. Обращения: поступившие на участок за квартал, без жалоб на сотрудников. Обещание: первый ответ, срок которого пришёл в квартале; интервал по Уилсону (1927), 95 %. Ни людей, ни адресов здесь нет. Данные на {at}; источник: выходы, обращения и оценки в системе Senim.",
    "Numbers below five are pooled with others. Appeals: what came to the beat in the quarter, without complaints about officers. Promise: a first answer that came due in the quarter; interval by Wilson (1927), 95%. No person and no address is shown. Counted on {at}; source: visits, appeals and ratings in Senim.",
)
DRAFT = Label("Жоба: әлі қол қойылмаған", "Черновик: ещё не подписан", "Draft: not signed yet")
INVENTED = Label(
    "Көрсетілім: ойдан шығарылған деректер", "Демонстрация: вымышленные данные", "Demonstration: invented data"
)
RESIDENTS = Label("Учаске тұрғындары", "Жителей на участке", "Residents of the beat")
OTHER_LANGUAGE = Label("Мәтін қазақ тілінде", "Текст на казахском языке", "The text is in Kazakh")
