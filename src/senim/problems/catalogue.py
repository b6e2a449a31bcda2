"""What a group chooses from: kinds of problems, kinds of places, twenty-five techniques, the headings of an audit.

Techniques: Cornish and Clarke (2003), five mechanisms with five techniques each. Headings: the six physical and four
social ones of ISO 22341:2021; the questions beside them are ours and may be changed by those who audit.
"""

from __future__ import annotations

from typing import NamedTuple

from senim.kernel.labels import Label

#: Kinds of problems, for searching the experience base.
PROBLEM_KINDS: dict[str, Label] = {
    "theft": Label("Ұрлық", "Кражи", "Theft"),
    "burglary": Label("Пәтер мен үй ұрлығы", "Квартирные кражи", "Burglary"),
    "vehicle": Label("Көлік ұрлығы және көліктен ұрлау", "Кражи машин и из машин", "Theft of and from vehicles"),
    "robbery": Label("Көшедегі шабуыл", "Нападения на улице", "Street attacks"),
    "fights": Label("Төбелес пен бұзақылық", "Драки и хулиганство", "Fights and disorder"),
    "alcohol": Label("Көпшілік жерде ішу", "Распитие в общественных местах", "Drinking in public"),
    "noise": Label("Шу", "Шум", "Noise"),
    "vandalism": Label("Мүлікті бүлдіру", "Порча имущества", "Vandalism"),
    "drugs": Label("Есірткі қалдыратын жерлер", "Закладки наркотиков", "Drug drop places"),
    "fraud": Label("Алаяқтық", "Мошенничество", "Fraud"),
    "traffic": Label("Жол қауіпсіздігі", "Дорожная безопасность", "Road safety"),
    "youth": Label("Жасөспірімдер ортасы", "Подростковая среда", "Young people’s places"),
    "animals": Label("Қараусыз жануарлар", "Безнадзорные животные", "Stray animals"),
    "other": Label("Басқа", "Другое", "Other"),
}

#: Kinds of places.
PLACES: dict[str, Label] = {
    "yard": Label("Аула", "Двор", "Yard"),
    "entrance": Label("Кіреберіс", "Подъезд", "Entrance and stairwell"),
    "street": Label("Көше", "Улица", "Street"),
    "stop": Label("Аялдама", "Остановка", "Bus stop"),
    "underpass": Label("Жерасты өткелі", "Подземный переход", "Underpass"),
    "school_route": Label("Мектеп жолы", "Дорога в школу", "Way to school"),
    "market": Label("Базар мен сауда орны", "Рынок и торговый центр", "Market and shopping centre"),
    "venue": Label("Ойын-сауық орны", "Увеселительное заведение", "Place of entertainment"),
    "park": Label("Саябақ", "Парк", "Park"),
    "parking": Label("Тұрақ", "Стоянка", "Car park"),
    "garages": Label("Гараждар", "Гаражи", "Garages"),
    "vacant": Label("Иесіз ғимарат", "Заброшенное здание", "Vacant building"),
    "crossing": Label("Жол қиылысы", "Перекрёсток", "Road crossing"),
    "village": Label("Ауыл ортасы", "Центр аула", "Village centre"),
}


class Heading(NamedTuple):
    """A heading of the audit, what to look at, and whether it is physical or social."""

    name: Label
    look: Label
    physical: bool


HEADINGS: dict[str, Heading] = {
    "surveillance": Heading(
        Label("Табиғи көріну", "Естественный обзор", "Natural surveillance"),
        Label(
            "Жүрген адам бұл жерді терезеден, көшеден көре ме? Жарық жүзді тануға жете ме? Бұта, қоршау, гараж жасырмай ма?",
            "Видно ли идущего из окон и с улицы? Хватает ли света узнать лицо? Не скрывают ли кусты, ограды, гаражи?",
            "Is a person here seen from windows and the street? Is there light to know a face? Do bushes, fences or garages hide?",
        ),
        True,
    ),
    "access": Heading(
        Label("Табиғи кіруді реттеу", "Естественный контроль доступа", "Natural access control"),
        Label(
            "Қай жерден кіріп, қай жерден кетеді? Артық өтетін жол, ашық жертөле, бұзылған домофон бар ма?",
            "Откуда входят и куда уходят? Есть ли лишние проходы, открытые подвалы, сломанные домофоны?",
            "Where do people come in and leave? Are there needless passages, open cellars, broken door phones?",
        ),
        True,
    ),
    "territory": Heading(
        Label("Иелік белгісі", "Признаки хозяина", "Territorial reinforcement"),
        Label(
            "Бұл жердің кімдікі екені көріне ме: қоршау, жазу, гүлзар, орындық?",
            "Видно ли, чьё это место: ограда, надпись, клумба, скамья?",
            "Does it show whose place this is: fence, sign, flower bed, bench?",
        ),
        True,
    ),
    "image": Heading(
        Label("Күтім мен көрініс", "Уход и вид", "Image and maintenance"),
        Label(
            "Сынған шам, жазу-сызу, қоқыс, сынған терезе қанша уақыт жөнделмей тұр?",
            "Сколько времени не чинят фонари, надписи, мусор, выбитые окна?",
            "How long do lamps, scrawls, rubbish and broken windows stay as they are?",
        ),
        True,
    ),
    "activity": Heading(
        Label("Пайдалы қимыл", "Полезная жизнь места", "Activity support"),
        Label(
            "Қандай сағатта мұнда жақсы іспен жүрген адам бар? Бос қалатын сағаттар қайсы?",
            "В какие часы здесь есть люди с добрым делом? Какие часы пустуют?",
            "At which hours are people here for good reasons? Which hours are empty?",
        ),
        True,
    ),
    "hardening": Heading(
        Label("Нысананы бекіту", "Укрепление цели", "Target hardening"),
        Label(
            "Есік, құлып, тор, велотұрақ, төлем орны оңай бұзыла ма?",
            "Легко ли взломать двери, замки, решётки, велостоянки, кассы?",
            "Are doors, locks, bars, cycle racks, tills easily forced?",
        ),
        True,
    ),
    "cohesion": Heading(
        Label("Көршілердің бірлігі", "Сплочённость соседей", "Social cohesion"),
        Label(
            "Көршілер бірін-бірі таниды ма, бірге іс қылды ма (сенбілік, мереке)?",
            "Знают ли соседи друг друга, делали ли что-то вместе (субботник, праздник)?",
            "Do neighbours know each other, have they done things together?",
        ),
        False,
    ),
    "connectivity": Heading(
        Label("Байланыс", "Связи", "Connectivity"),
        Label(
            "Үй кеңесі, инспектор, әкімдік, мектеп бір-бірін біле ме, қалай хабарласады?",
            "Знают ли друг друга совет дома, инспектор, акимат, школа; как связываются?",
            "Do the house council, the inspector, the akimat, the school know each other, and how do they talk?",
        ),
        False,
    ),
    "culture": Heading(
        Label("Қауым мәдениеті", "Культура сообщества", "Community culture"),
        Label(
            "Жастар мен қарттарға арналған орын, іс-шара бар ма? Кім шет қалып отыр?",
            "Есть ли место и занятия для молодых и старших? Кто остаётся в стороне?",
            "Are there places and events for young and old? Who is left out?",
        ),
        False,
    ),
    "threshold": Heading(
        Label("Сыйымдылық шегі", "Предел нагрузки", "Threshold capacity"),
        Label(
            "Сауда орны, бар, адам легі бұл жерге тым көп емес пе? Тепе-теңдік қайда бұзылды?",
            "Не слишком ли много здесь торговли, баров, потока людей? Где нарушено равновесие?",
            "Is there too much trade, too many bars, too much of a crowd for this place? Where did the balance break?",
        ),
        False,
    ),
}


#: Five ways in which a situational measure works, and the social one beside them.
MECHANISMS: dict[str, Label] = {
    "effort": Label("Қиындату", "Усложнить", "Increase the effort"),
    "risk": Label("Қаупін арттыру", "Повысить риск", "Increase the risks"),
    "reward": Label("Пайдасын азайту", "Снизить выгоду", "Reduce the rewards"),
    "provocation": Label("Түрткіні азайту", "Снизить провокации", "Reduce provocations"),
    "excuse": Label("Сылтауды алу", "Убрать оправдания", "Remove excuses"),
    "social": Label("Әлеуметтік қолдау", "Социальная поддержка", "Social support"),
}

#: code: (mechanism, name, example). The numbers are those of Cornish and Clarke.
TECHNIQUES: dict[str, tuple[str, Label, Label]] = {
    "1": (
        "effort",
        Label("Нысананы бекіту", "Укрепить цель", "Harden targets"),
        Label("берік есік, құлып", "прочные двери, замки", "strong doors, locks"),
    ),
    "2": (
        "effort",
        Label("Кіруді реттеу", "Контролировать вход", "Control access to facilities"),
        Label("домофон, жабық жертөле", "домофон, закрытый подвал", "door phone, closed cellar"),
    ),
    "3": (
        "effort",
        Label("Шығуды тексеру", "Проверять выход", "Screen exits"),
        Label("тауар белгісі, билет", "метки товара, билеты", "tags on goods, tickets"),
    ),
    "4": (
        "effort",
        Label("Құқық бұзушыны басқа жолға салу", "Отвести нарушителей", "Deflect offenders"),
        Label("көшені жабу, бөлек аялдама", "закрыть проезд, развести остановки", "street closures, separate stops"),
    ),
    "5": (
        "effort",
        Label("Құралды шектеу", "Ограничить орудия", "Control tools and weapons"),
        Label("шыны ыдыссыз сату", "продажа без стекла", "no glass sold"),
    ),
    "6": (
        "risk",
        Label("Қамқорлықты кеңейту", "Расширить присмотр", "Extend guardianship"),
        Label("көршілер кезегі, бірге жүру", "дежурство соседей, ходить вместе", "neighbours’ watch, going together"),
    ),
    "7": (
        "risk",
        Label("Табиғи көрінуге көмек", "Помочь обзору", "Assist natural surveillance"),
        Label("жарық, бұтаны қырқу", "свет, обрезка кустов", "lighting, cut bushes"),
    ),
    "8": (
        "risk",
        Label("Белгісіздікті азайту", "Уменьшить безымянность", "Reduce anonymity"),
        Label("төсбелгі, такси нөмірі", "бейджи, номера такси", "badges, taxi numbers"),
    ),
    "9": (
        "risk",
        Label("Орын иесін пайдалану", "Опереться на хозяев места", "Use place managers"),
        Label("күзетші, консьерж, екі сатушы", "консьерж, два продавца", "concierge, two clerks"),
    ),
    "10": (
        "risk",
        Label("Ресми бақылауды күшейту", "Усилить официальный надзор", "Strengthen formal surveillance"),
        Label("патруль, камера", "патруль, камеры", "patrol, cameras"),
    ),
    "11": (
        "reward",
        Label("Нысананы жасыру", "Скрыть цель", "Conceal targets"),
        Label("тұраққа қойып көрсетпеу", "убрать с глаз", "keep out of sight"),
    ),
    "12": (
        "reward",
        Label("Нысананы алып тастау", "Убрать цель", "Remove targets"),
        Label("қолма-қол ақшасыз төлем", "безналичная оплата", "cashless payment"),
    ),
    "13": (
        "reward",
        Label("Мүлікті белгілеу", "Пометить имущество", "Identify property"),
        Label("велосипедті тіркеу", "регистрация велосипедов", "cycle registration"),
    ),
    "14": (
        "reward",
        Label("Сату жолын бұзу", "Мешать сбыту", "Disrupt markets"),
        Label(
            "ломбард пен металл қабылдауды тексеру",
            "проверка ломбардов и приёма металла",
            "checks of pawnshops and scrap yards",
        ),
    ),
    "15": (
        "reward",
        Label("Пайдадан айыру", "Лишить выгоды", "Deny benefits"),
        Label("жазуды бірден өшіру", "сразу стирать надписи", "clean scrawls at once"),
    ),
    "16": (
        "provocation",
        Label("Ызаны азайту", "Снизить раздражение", "Reduce frustration and stress"),
        Label("тәртіпті кезек, орындық", "порядок в очереди, места", "orderly queues, seats"),
    ),
    "17": (
        "provocation",
        Label("Дауды болдырмау", "Избегать споров", "Avoid disputes"),
        Label(
            "жанкүйерді бөлу, такси бағасын белгілеу",
            "разделить болельщиков, тариф такси",
            "separate fans, fixed fares",
        ),
    ),
    "18": (
        "provocation",
        Label("Азғыруды азайту", "Снизить соблазн", "Reduce temptation"),
        Label("ақшаны көрсетпеу", "не показывать деньги", "keep money unseen"),
    ),
    "19": (
        "provocation",
        Label("Топ қысымын бейтараптау", "Снять давление группы", "Neutralise peer pressure"),
        Label("топты бөлу, тәлімгер", "разделить компанию, наставник", "separate groups, mentors"),
    ),
    "20": (
        "provocation",
        Label("Еліктеуді тежеу", "Не дать подражать", "Discourage imitation"),
        Label("бүлінгенді тез жөндеу", "быстро чинить сломанное", "quick repairs"),
    ),
    "21": (
        "excuse",
        Label("Ереже қою", "Установить правила", "Set rules"),
        Label("тұрақ ережесі, үй тәртібі", "правила стоянки и дома", "rules of parking and house"),
    ),
    "22": (
        "excuse",
        Label("Нұсқауды іліп қою", "Повесить указания", "Post instructions"),
        Label("«Тұраққа болмайды» белгісі", "знак «Не парковаться»", "“No parking” signs"),
    ),
    "23": (
        "excuse",
        Label("Ұятын ояту", "Обратиться к совести", "Alert conscience"),
        Label("жылдамдық таблосы", "табло скорости", "speed displays"),
    ),
    "24": (
        "excuse",
        Label("Заңды сақтауға көмек", "Помочь соблюдать", "Assist compliance"),
        Label("қоқыс жәшігі, дәретхана", "урны, туалеты", "bins, toilets"),
    ),
    "25": (
        "excuse",
        Label("Ішімдік пен есірткіні шектеу", "Контроль алкоголя и наркотиков", "Control drugs and alcohol"),
        Label("түнгі сатуды шектеу", "ограничить ночную продажу", "limits on night sales"),
    ),
    "s1": (
        "social",
        Label("Жастарға іс табу", "Занять молодёжь", "Something for the young to do"),
        Label("аула клубы, спорт", "дворовый клуб, спорт", "yard club, sports"),
    ),
    "s2": (
        "social",
        Label("Әлеуметтік көмек", "Социальная помощь", "Social help"),
        Label("жұмыс, емдеу, баспана", "работа, лечение, жильё", "work, treatment, housing"),
    ),
    "s3": (
        "social",
        Label("Қауымды біріктіру", "Сплотить соседей", "Bring neighbours together"),
        Label("үй кеңесі, бірлескен іс", "совет дома, общие дела", "house council, common works"),
    ),
}

#: How sure one is of a part of a lesson, as EMMIE grades it.
QUALITY: dict[str, Label] = {
    "0": Label("Дерек жоқ", "Нет сведений", "No information"),
    "1": Label("Тек пікір", "Только мнение", "Opinion only"),
    "2": Label("Сипаттама", "Описание", "Described"),
    "3": Label("Өлшенген, бір жерде", "Измерено, в одном месте", "Measured, in one place"),
    "4": Label("Салыстырумен өлшенген", "Измерено со сравнением", "Measured with a comparison"),
}
#: The five parts of a lesson.
EMMIE: dict[str, Label] = {
    "effect": Label("Әсері", "Эффект", "Effect"),
    "mechanism": Label("Қалай әсер етті", "Механизм", "Mechanism"),
    "moderators": Label("Қандай жағдайда", "При каких условиях", "Moderators"),
    "implementation": Label("Қалай енгізілді", "Внедрение", "Implementation"),
    "economics": Label("Құны", "Экономика", "Economics"),
}


def technique_name(code: str) -> Label | None:
    """The name of a technique; None for a code that is none."""
    found = TECHNIQUES.get(code)
    return found[1] if found else None
