"""What a new installation starts with: the routing table, beginnings of answers. Rows that an administrator changes later."""

from __future__ import annotations

from typing import Any

from senim.appeals.domain import Outcome, Target
from senim.kernel.labels import Label

#: (order, name, conditions, target). The first that holds decides.
RULES: tuple[tuple[int, Label, dict[str, Any], Target], ...] = (
    (
        10,
        Label(
            "Қызметкерге шағым оның өзіне де, қол астындағыларға да түспейді",
            "Жалоба на сотрудника не попадает ни к нему, ни к его подчинённым",
            "A complaint about an officer never reaches that officer or anyone under that officer",
        ),
        {"about_officer": True},
        Target.SUPERIOR,
    ),
    (
        20,
        Label(
            "Өмірге қауіп: бірден кезекші бөлімге",
            "Опасность для жизни: сразу в дежурную часть",
            "Danger to life: at once to the duty unit",
        ),
        {"danger": True},
        Target.DUTY,
    ),
    (
        30,
        Label(
            "Қылмыс белгісі бар: тіркеу үшін кезекші бөлімге",
            "Возможное преступление: в дежурную часть для регистрации",
            "A possible crime: to the duty unit for registration",
        ),
        {"may_be_crime": True, "kind": ["signal", "complaint"]},
        Target.DUTY,
    ),
    (
        40,
        Label(
            "Балаларға қатысты: ювеналды инспекторға",
            "Касается детей: ювенальному инспектору",
            "About children: to the juvenile inspector",
        ),
        {"juvenile": True},
        Target.JUVENILE,
    ),
    (
        50,
        Label(
            "Түнде дәл қазір болып жатыр: кезекші бөлімге",
            "Происходит сейчас, ночью: в дежурную часть",
            "Going on now at night: to the duty unit",
        ),
        {"going_on": True, "hours": [22, 7]},
        Target.DUTY,
    ),
    (
        60,
        Label(
            "Демалыс күні дәл қазір болып жатыр: кезекші бөлімге",
            "Происходит сейчас, в выходной: в дежурную часть",
            "Going on now on a day off: to the duty unit",
        ),
        {"going_on": True, "holiday": True},
        Target.DUTY,
    ),
    (
        70,
        Label(
            "Орны учаскелерден тыс: кезекші бөлімге",
            "Место вне участков: в дежурную часть",
            "Outside all beats: to the duty unit",
        ),
        {"placed": False},
        Target.DUTY,
    ),
    (
        100,
        Label(
            "Қалған өтініштер – осы көшенің учаскелік инспекторына",
            "Остальные обращения – участковому инспектору этой улицы",
            "All else to the inspector of the street",
        ),
        {},
        Target.INSPECTOR,
    ),
)

#: (code, category prefix, outcome, title, text). [Brackets] are for the officer to fill; unchanged none of these can be sent.
TEMPLATES: tuple[tuple[str, str, Outcome, Label, Label], ...] = (
    (
        "visited",
        "",
        Outcome.DONE,
        Label("Барып, шара қолданылды", "Выезд, меры приняты", "Went there, acted"),
        Label(
            "Сәлеметсіз бе! [Күні] мен [мекенжайға] бардым. [Не істелді.] Мәселе қайталанса, маған тікелей хабарласыңыз.",
            "Здравствуйте! [Дата] я побывал(а) по адресу [адрес]. [Что сделано.] Если повторится, обращайтесь прямо ко мне.",
            "Hello! On [date] I went to [address]. [What was done.] If it happens again, please contact me directly.",
        ),
    ),
    (
        "plan",
        "",
        Outcome.PLAN,
        Label("Аралық жауап", "Промежуточный ответ", "Interim answer"),
        Label(
            "Сәлеметсіз бе! Өтінішіңізді алдым. [Не істелді.] [Күніне] дейін [келесі қадам], содан кейін сізге жазамын.",
            "Здравствуйте! Ваше обращение у меня. [Что сделано.] До [дата] я [следующий шаг] и напишу вам.",
            "Hello! I have your appeal. [What was done.] By [date] I will [next step] and write to you.",
        ),
    ),
    (
        "noise",
        "order.noise",
        Outcome.DONE,
        Label("Шу: әңгіме жүргізілді", "Шум: проведена беседа", "Noise: talked to them"),
        Label(
            "Сәлеметсіз бе! [Күні] [пәтер/үй] тұрғындарымен сөйлесіп, тыныштық сақтау тәртібін түсіндірдім. [Нәтижесі.]",
            "Здравствуйте! [Дата] я поговорил(а) с жильцами [квартира/дом], разъяснил(а) правила тишины. [Что вышло.]",
            "Hello! On [date] I spoke with the residents of [flat/house] and explained the rules on quiet. [Result.]",
        ),
    ),
    (
        "parking",
        "road.parking",
        Outcome.DONE,
        Label("Көлік тұрағы: шара қолданылды", "Парковка: меры приняты", "Parking: acted"),
        Label(
            "Сәлеметсіз бе! [Күні] ауланы тексердім. [Көлік иесімен сөйлестім / хаттама толтырылды.] [Нәтижесі.]",
            "Здравствуйте! [Дата] я проверил(а) двор. [Поговорил с владельцем / составлен протокол.] [Что вышло.]",
            "Hello! On [date] I checked the yard. [Spoke to the owner / a protocol was made.] [Result.]",
        ),
    ),
    (
        "light",
        "place",
        Outcome.PARTLY,
        Label("Жарық: әкімдікке жолданды", "Освещение: передано в акимат", "Lighting: passed to the akimat"),
        Label(
            "Сәлеметсіз бе! [Күні] барып көрдім. Жарықты [орган] жөндейді, оған [күні] хат жолдадым. Оған дейін [не істейміз].",
            "Здравствуйте! [Дата] я осмотрел(а) место. Освещение чинит [орган], туда я написал(а) [дата]. До этого [что делаем].",
            "Hello! On [date] I saw the place. [Body] repairs the light; I wrote to them on [date]. Until then [what we do].",
        ),
    ),
    (
        "explain",
        "service",
        Outcome.EXPLAINED,
        Label("Түсіндіру", "Разъяснение", "Explanation"),
        Label(
            "Сәлеметсіз бе! Сұрағыңызға жауап: [жауап]. Негізі: [актінің атауы, бабы]. Тағы сұрағыңыз болса, жазыңыз.",
            "Здравствуйте! Ответ на ваш вопрос: [ответ]. Основание: [акт, статья]. Если остались вопросы, напишите.",
            "Hello! The answer to your question: [answer]. Basis: [act, article]. If something is unclear, write to me.",
        ),
    ),
    (
        "refuse",
        "",
        Outcome.REFUSED,
        Label("Бас тарту", "Отказ", "Refusal"),
        Label(
            "Сәлеметсіз бе! Өтінішіңізді тексердім: [не тексерілді]. [Неге орындау мүмкін емес, актінің бабы.] Шағым жасауға құқығыңыз бар.",
            "Здравствуйте! Я проверил(а) ваше обращение: [что проверено]. [Почему нельзя, статья акта.] Вы вправе обжаловать.",
            "Hello! I checked your appeal: [what]. [Why it cannot be done, article.] You have the right to complain.",
        ),
    ),
)
