"""What people come with: two levels of categories and the typed questions of each.

Kept as code, because routing, texts and tests lean on every code of it; a change is a release and is reviewed.
No Django import. Names are written in Kazakh first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from senim.kernel.labels import Label


class Kind(StrEnum):
    """What sort of appeal it is."""

    SIGNAL = "signal"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    THANKS = "thanks"


KINDS: dict[Kind, Label] = {
    Kind.SIGNAL: Label(
        "Хабарлама: бір жайт болды не болып жатыр",
        "Сообщение: что-то случилось или происходит",
        "Signal: something happened or is going on",
    ),
    Kind.COMPLAINT: Label("Шағым: құқығым бұзылды", "Жалоба: нарушены мои права", "Complaint: my rights were violated"),
    Kind.SUGGESTION: Label("Ұсыныс", "Предложение", "Suggestion"),
    Kind.QUESTION: Label("Сұрақ", "Вопрос", "Question"),
    Kind.THANKS: Label("Алғыс", "Благодарность", "Thanks"),
}


class Answering(StrEnum):
    """The type of an answer to a question of a category."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    TEXT = "text"
    NUMBER = "number"


class Divert(StrEnum):
    """Where an answer sends a person before anything else."""

    EMERGENCY = "emergency"
    BANK = "bank"
    CHILD_LINE = "child_line"
    VIOLENCE_LINE = "violence_line"


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    label: Label
    divert: Divert | None = None


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    label: Label
    answering: Answering = Answering.CHOICE
    options: tuple[Option, ...] = ()
    unit: Label | None = None


YES = Option("yes", Label("Иә", "Да", "Yes"))
NO = Option("no", Label("Жоқ", "Нет", "No"))
UNKNOWN = Option("unknown", Label("Білмеймін", "Не знаю", "I do not know"))


@dataclass(frozen=True, slots=True)
class Category:
    """One second-level category. `hours` is the category's own term for the first meaningful answer (ours, a setting)."""

    code: str
    group: str
    label: Label
    questions: tuple[Question, ...] = ()
    sensitive: bool = False
    public: bool = False
    about_officer: bool = False
    may_be_crime: bool = False
    juvenile: bool = False
    hours: int = 72


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: Label


def yes_no(code: str, kk: str, ru: str, en: str, divert: Divert | None = None) -> Question:
    return Question(code, Label(kk, ru, en), Answering.YES_NO, (Option("yes", YES.label, divert), NO, UNKNOWN))


def choice(code: str, label: Label, *options: Option) -> Question:
    return Question(code, label, Answering.CHOICE, options)


WHEN_REPEATS = choice(
    "repeats",
    Label("Бұл қаншалықты жиі болады?", "Как часто это бывает?", "How often does it happen?"),
    Option("first", Label("Бірінші рет", "Впервые", "First time")),
    Option("sometimes", Label("Кейде", "Иногда", "Sometimes")),
    Option("weekly", Label("Апта сайын", "Каждую неделю", "Every week")),
    Option("daily", Label("Күн сайын дерлік", "Почти каждый день", "Almost every day")),
)
GOING_ON = yes_no("now", "Дәл қазір болып жатыр ма?", "Это происходит прямо сейчас?", "Is it going on right now?")
INJURED = yes_no("injured", "Жарақат алған адам бар ма?", "Есть пострадавшие?", "Is anyone injured?", Divert.EMERGENCY)
WEAPON = yes_no("weapon", "Қару бар ма?", "Есть ли оружие?", "Is there a weapon?", Divert.EMERGENCY)
SAFE_NOW = choice(
    "safe_now",
    Label("Қазір қауіпсіз жердесіз бе?", "Вы сейчас в безопасности?", "Are you safe now?"),
    YES,
    Option("no", NO.label, Divert.EMERGENCY),
    UNKNOWN,
)
PLATE = Question(
    "plate", Label("Көліктің нөмірі (көрінсе)", "Номер машины (если виден)", "Number plate (if seen)"), Answering.TEXT
)
STOLEN_VALUE = Question(
    "value",
    Label("Шамамен құны", "Примерная стоимость", "Approximate value"),
    Answering.NUMBER,
    unit=Label("теңге", "тенге", "tenge"),
)
COUNT = Question("count", Label("Шамамен саны", "Примерное число", "About how many"), Answering.NUMBER)
MONEY_GONE = yes_no(
    "money_gone",
    "Ақша аударылып кетті ме?",
    "Деньги уже переведены?",
    "Has money been transferred?",
    Divert.BANK,
)
CHILD_THERE = yes_no("child_there", "Қасыңызда балалар бар ма?", "Рядом есть дети?", "Are there children there?")
OFFICER = Question(
    "officer",
    Label(
        "Қызметкердің аты-жөні не төсбелгісінің нөмірі (білсеңіз)",
        "Имя сотрудника или номер жетона (если знаете)",
        "Officer's name or badge (if you know)",
    ),
    Answering.TEXT,
)

GROUPS: tuple[Group, ...] = (
    Group("order", Label("Тәртіп пен тыныштық", "Порядок и тишина", "Order and quiet")),
    Group("property", Label("Ұрлық, мүлікті бүлдіру", "Кража и порча имущества", "Theft and damage")),
    Group("fraud", Label("Алаяқтық", "Мошенничество", "Fraud")),
    Group(
        "home",
        Label(
            "Тұрмыстық зорлық-зомбылық, балалар, қудалау",
            "Бытовое насилие, дети, преследование",
            "Violence at home, children, stalking",
        ),
    ),
    Group("drugs", Label("Есірткі", "Наркотики", "Drugs")),
    Group("road", Label("Жол мен көлік", "Дорога и транспорт", "Road and cars")),
    Group("place", Label("Қауіпті жер", "Опасное место", "Unsafe place")),
    Group("animals", Label("Жануарлар", "Животные", "Animals")),
    Group("care", Label("Көмекке мұқтаж адам", "Человеку нужна помощь", "Someone needs help")),
    Group("officer", Label("Полиция қызметкері туралы", "О сотруднике полиции", "About a police officer")),
    Group("service", Label("Кеңес, құжат, кездесу", "Совет, документ, встреча", "Advice, papers, a meeting")),
)

_CATEGORIES: tuple[Category, ...] = (
    Category(
        "order.noise_night",
        "order",
        Label("Түнгі шу", "Шум ночью", "Noise at night"),
        (GOING_ON, WHEN_REPEATS),
        public=True,
    ),
    Category(
        "order.noise_day",
        "order",
        Label("Күндізгі шу, жөндеу", "Шум днём, ремонт", "Noise by day, repairs"),
        (WHEN_REPEATS,),
        public=True,
    ),
    Category(
        "order.alcohol",
        "order",
        Label("Көшеде ішімдік ішу", "Распитие на улице", "Drinking in public"),
        (GOING_ON, WHEN_REPEATS, COUNT),
        public=True,
    ),
    Category(
        "order.gathering",
        "order",
        Label(
            "Аулада не кіреберісте шулаған топ",
            "Шумная компания во дворе или подъезде",
            "Rowdy group in a yard or entrance",
        ),
        (GOING_ON, WHEN_REPEATS, COUNT),
        public=True,
    ),
    Category(
        "order.fight",
        "order",
        Label("Төбелес", "Драка", "Fight"),
        (GOING_ON, INJURED, WEAPON),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "order.hooligan",
        "order",
        Label("Ұсақ бұзақылық, балағаттау", "Мелкое хулиганство, оскорбления", "Petty hooliganism, insults"),
        (GOING_ON, WHEN_REPEATS),
    ),
    Category(
        "order.neighbours",
        "order",
        Label("Көршілермен жанжал", "Конфликт с соседями", "Quarrel with neighbours"),
        (WHEN_REPEATS, yes_no("threats", "Қорқытып-үркіту болды ма?", "Были угрозы?", "Were there threats?")),
    ),
    Category(
        "property.bicycle",
        "property",
        Label("Велосипед, самокат ұрлығы", "Кража велосипеда, самоката", "Bicycle or scooter stolen"),
        (STOLEN_VALUE,),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "property.home",
        "property",
        Label("Үйден, пәтерден ұрлық", "Кража из дома, квартиры", "Burglary"),
        (GOING_ON, STOLEN_VALUE),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "property.vehicle",
        "property",
        Label("Көліктен ұрлық", "Кража из машины", "Theft from a car"),
        (STOLEN_VALUE, PLATE),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "property.livestock",
        "property",
        Label("Мал ұрлығы", "Кража скота", "Livestock stolen"),
        (COUNT, STOLEN_VALUE),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "property.vandalism",
        "property",
        Label("Мүлікті бүлдіру", "Порча имущества", "Vandalism"),
        (WHEN_REPEATS, STOLEN_VALUE),
        public=True,
    ),
    Category(
        "property.other",
        "property",
        Label("Басқа ұрлық", "Другая кража", "Other theft"),
        (STOLEN_VALUE,),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "fraud.phone",
        "fraud",
        Label("Телефон арқылы алаяқтық", "Телефонное мошенничество", "Phone fraud"),
        (MONEY_GONE, STOLEN_VALUE),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "fraud.online",
        "fraud",
        Label("Интернеттегі алаяқтық", "Интернет-мошенничество", "Online fraud"),
        (MONEY_GONE, STOLEN_VALUE),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "home.violence",
        "home",
        Label("Тұрмыстық зорлық-зомбылық", "Бытовое насилие", "Violence at home"),
        (SAFE_NOW, INJURED, CHILD_THERE),
        sensitive=True,
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "home.stalking",
        "home",
        Label("Қудалау, аңду", "Преследование, слежка", "Stalking"),
        (SAFE_NOW, WHEN_REPEATS),
        sensitive=True,
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "home.child_harm",
        "home",
        Label("Балаға зиян келтіру", "Вред ребёнку", "Harm to a child"),
        (SAFE_NOW, INJURED),
        sensitive=True,
        may_be_crime=True,
        juvenile=True,
        hours=24,
    ),
    Category(
        "home.bullying",
        "home",
        Label("Мектептегі әлімжеттік (буллинг)", "Травля в школе (буллинг)", "Bullying at school"),
        (WHEN_REPEATS,),
        sensitive=True,
        juvenile=True,
    ),
    Category(
        "home.teens_night",
        "home",
        Label("Түнде қараусыз жүрген балалар", "Дети ночью без присмотра", "Unattended children at night"),
        (GOING_ON, COUNT),
        juvenile=True,
        hours=24,
    ),
    Category(
        "drugs.selling",
        "drugs",
        Label("Есірткі сату, жасырып тастап кету", "Сбыт, закладки", "Drug dealing, hidden drops"),
        (GOING_ON, WHEN_REPEATS),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "drugs.use",
        "drugs",
        Label("Есірткі қолданатын жер", "Место употребления", "Place of drug use"),
        (GOING_ON, WHEN_REPEATS),
    ),
    Category(
        "drugs.graffiti",
        "drugs",
        Label("Есірткі жарнамасы (қабырғадағы жазу)", "Реклама наркотиков (надпись)", "Drug advertising (graffiti)"),
        (),
        public=True,
    ),
    Category(
        "road.parking",
        "road",
        Label("Аулада дұрыс қойылмаған көлік", "Парковка во дворе", "Parking in a yard"),
        (PLATE, WHEN_REPEATS),
        public=True,
    ),
    Category(
        "road.speeding",
        "road",
        Label(
            "Жылдамдықты асыру, көлікті қауіпті жүргізу",
            "Превышение скорости, опасное вождение",
            "Speeding, dangerous driving",
        ),
        (PLATE, WHEN_REPEATS),
        public=True,
    ),
    Category(
        "road.crossing",
        "road",
        Label("Қауіпті өткел, жол белгісі жоқ", "Опасный переход, нет знака", "Dangerous crossing, missing sign"),
        (),
        public=True,
    ),
    Category(
        "road.abandoned_car",
        "road",
        Label("Қараусыз қалған көлік", "Брошенная машина", "Abandoned car"),
        (PLATE,),
        public=True,
    ),
    Category(
        "place.light",
        "place",
        Label("Көшеде жарық жоқ", "Нет освещения", "No street light"),
        (yes_no("whole", "Бүкіл көше қараңғы ма?", "Темно на всей улице?", "Is the whole street dark?"),),
        public=True,
    ),
    Category(
        "place.dark",
        "place",
        Label("Қараңғы, қорқынышты өтпе жол", "Тёмный, страшный проход", "Dark, frightening passage"),
        (WHEN_REPEATS,),
        public=True,
    ),
    Category(
        "place.abandoned",
        "place",
        Label("Қаңырап бос қалған ғимарат", "Заброшенное здание", "Abandoned building"),
        (yes_no("open", "Ішіне кіруге бола ма?", "Вход открыт?", "Can one get in?"),),
        public=True,
    ),
    Category(
        "place.hatch",
        "place",
        Label("Ашық құдық, жертөле", "Открытый люк, подвал", "Open manhole, basement"),
        (yes_no("fenced", "Қоршалған ба?", "Огорожено?", "Is it fenced off?"),),
        public=True,
        hours=24,
    ),
    Category(
        "animals.stray",
        "animals",
        Label("Қаңғыбас иттер", "Бродячие собаки", "Stray dogs"),
        (COUNT, yes_no("bitten", "Біреуді қапты ма?", "Кого-то укусили?", "Was anyone bitten?")),
        public=True,
    ),
    Category(
        "animals.unleashed",
        "animals",
        Label("Қауіпті ит бос жүр", "Опасная собака без поводка", "Dangerous dog off the lead"),
        (WHEN_REPEATS,),
        public=True,
    ),
    Category(
        "animals.grazing",
        "animals",
        Label("Малдың қараусыз жайылуы", "Безнадзорный выпас скота", "Livestock left to roam"),
        (COUNT,),
        public=True,
    ),
    Category(
        "care.elder",
        "care",
        Label("Қарт адамға көмек керек", "Пожилому нужна помощь", "An older person needs help"),
        (yes_no("alone", "Жалғыз тұра ма?", "Живёт один?", "Lives alone?"),),
    ),
    Category(
        "care.street",
        "care",
        Label("Далада қалған адам", "Человек на улице, без крова", "A person on the street"),
        (
            yes_no("conscious", "Ес-түсін біле ме?", "В сознании?", "Conscious?"),
            yes_no("freezing", "Үсіп қалу қаупі бар ма?", "Может замёрзнуть?", "Risk of freezing?", Divert.EMERGENCY),
        ),
        hours=24,
    ),
    Category(
        "care.missing",
        "care",
        Label("Адам жоғалды", "Пропал человек", "A person is missing"),
        (yes_no("child", "Жоғалған бала ма?", "Пропал ребёнок?", "Is it a child?", Divert.EMERGENCY),),
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "officer.rude",
        "officer",
        Label("Дөрекілік, сыйламаушылық", "Грубость, неуважение", "Rudeness, disrespect"),
        (OFFICER,),
        sensitive=True,
        about_officer=True,
    ),
    Category(
        "officer.inaction",
        "officer",
        Label("Әрекетсіздік, жауап бермеу", "Бездействие, нет ответа", "Inaction, no answer"),
        (OFFICER,),
        sensitive=True,
        about_officer=True,
    ),
    Category(
        "officer.unlawful",
        "officer",
        Label("Заңсыз әрекет, пара", "Незаконные действия, взятка", "Unlawful act, bribe"),
        (OFFICER, INJURED),
        sensitive=True,
        about_officer=True,
        may_be_crime=True,
        hours=24,
    ),
    Category(
        "service.law", "service", Label("Заңға қатысты сұрақ", "Вопрос по закону", "A question about the law"), ()
    ),
    Category("service.paper", "service", Label("Анықтама, құжат", "Справка, документ", "A certificate or paper"), ()),
    Category(
        "service.meeting", "service", Label("Инспектормен кездесу", "Встреча с инспектором", "Meet the inspector"), ()
    ),
    Category(
        "service.patrol",
        "service",
        Label("Патруль жіберуді сұрау", "Просьба о патрулировании", "Ask for a patrol"),
        (WHEN_REPEATS,),
        public=True,
    ),
    Category(
        "service.idea",
        "service",
        Label("Қауіпсіздік жөніндегі ұсыныс", "Предложение по безопасности", "An idea for safety"),
        (),
        public=True,
    ),
    Category("service.thanks", "service", Label("Рақмет айту", "Сказать спасибо", "Say thank you"), ()),
    Category("service.other", "service", Label("Басқа", "Другое", "Something else"), ()),
)

CATEGORIES: dict[str, Category] = {category.code: category for category in _CATEGORIES}


def category(code: str) -> Category:
    """The category of a code. Raises KeyError for a code that does not exist."""
    return CATEGORIES[code]


def of_group(group: str) -> tuple[Category, ...]:
    """The categories of one group, in the order in which they are shown."""
    return tuple(item for item in _CATEGORIES if item.group == group)


def diversions(code: str, answers: dict[str, str]) -> tuple[Divert, ...]:
    """Where the given answers send a person, without repetition, the most urgent first."""
    found = {
        option.divert
        for question in category(code).questions
        for option in question.options
        if option.divert and answers.get(question.code) == option.code
    }
    return tuple(divert for divert in Divert if divert in found)


def name_of(prefix: str) -> str:
    """What a prefix of category codes stands for, in the present language: a category, a group or several; "" for all."""
    if not prefix:
        return ""
    group = next((str(group.label) for group in GROUPS if group.code == prefix), "")
    return group or ", ".join(str(item.label) for code, item in CATEGORIES.items() if code.startswith(prefix))


def strangers(code: str, answers: dict[str, str]) -> tuple[str, ...]:
    """Answers that no question of the category can have: an unknown question, or an option that it does not offer."""
    questions = {question.code: question for question in category(code).questions}
    return tuple(
        name
        for name, value in answers.items()
        if name not in questions
        or (questions[name].options and value not in {option.code for option in questions[name].options})
    )
