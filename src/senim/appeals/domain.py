"""States of an appeal and its words: what may follow what. No Django import."""

from __future__ import annotations

from enum import StrEnum

from senim.kernel.labels import Label


class State(StrEnum):
    """Where an appeal stands inside the house."""

    NEW = "new"
    IN_WORK = "in_work"
    ASKED = "asked"
    HANDED = "handed"
    ANSWERED = "answered"
    REOPEN_ASKED = "reopen_asked"
    REDIRECTED = "redirected"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATES: dict[State, Label] = {
    State.NEW: Label("Жаңа", "Новое", "New"),
    State.IN_WORK: Label("Жұмыста", "В работе", "In work"),
    State.ASKED: Label("Өтініш берушіден жауап күтілуде", "Ждём ответа заявителя", "Waiting for the applicant"),
    State.HANDED: Label("Кезекші бөлімге берілді", "Передано в дежурную часть", "Handed to the duty unit"),
    State.ANSWERED: Label("Жауап берілді", "Дан ответ", "Answered"),
    State.REOPEN_ASKED: Label("Қайта ашу сұралды", "Просьба открыть вновь", "Reopening asked"),
    State.REDIRECTED: Label("Басқа органға жолданды", "Направлено в другой орган", "Sent to another body"),
    State.CLOSED: Label("Жабылды", "Закрыто", "Closed"),
    State.WITHDRAWN: Label("Қайтарып алынды", "Отозвано", "Withdrawn"),
}

#: What may follow what. Everything that is not here is refused.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.IN_WORK, State.ASKED, State.HANDED, State.ANSWERED, State.REDIRECTED, State.WITHDRAWN}),
    State.IN_WORK: frozenset({State.ASKED, State.HANDED, State.ANSWERED, State.REDIRECTED, State.WITHDRAWN}),
    State.ASKED: frozenset({State.IN_WORK, State.HANDED, State.ANSWERED, State.REDIRECTED, State.WITHDRAWN}),
    State.HANDED: frozenset({State.IN_WORK, State.ANSWERED, State.WITHDRAWN}),
    State.ANSWERED: frozenset({State.REOPEN_ASKED, State.CLOSED}),
    State.REOPEN_ASKED: frozenset({State.IN_WORK, State.CLOSED}),
    State.REDIRECTED: frozenset(),
    State.CLOSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

#: States in which somebody of the house owes something.
OPEN_STATES = frozenset({State.NEW, State.IN_WORK, State.ASKED, State.HANDED, State.REOPEN_ASKED})


class PublicState(StrEnum):
    """The few states that an applicant sees."""

    RECEIVED = "received"
    IN_WORK = "in_work"
    NEEDS_YOU = "needs_you"
    ANSWERED = "answered"
    ELSEWHERE = "elsewhere"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


PUBLIC_STATES: dict[PublicState, Label] = {
    PublicState.RECEIVED: Label("Қабылданды", "Принято", "Received"),
    PublicState.IN_WORK: Label("Қаралып жатыр", "Рассматривается", "Being worked on"),
    PublicState.NEEDS_YOU: Label("Сізден жауап күтеміз", "Ждём вашего ответа", "We need your answer"),
    PublicState.ANSWERED: Label("Жауап берілді", "Ответ дан", "Answered"),
    PublicState.ELSEWHERE: Label("Басқа органда", "В другом органе", "With another body"),
    PublicState.CLOSED: Label("Аяқталды", "Завершено", "Closed"),
    PublicState.WITHDRAWN: Label("Сіз қайтарып алдыңыз", "Вы отозвали", "You withdrew it"),
}

#: What the applicant is told will happen next.
NEXT_STEPS: dict[PublicState, Label] = {
    PublicState.RECEIVED: Label(
        "Инспектор өтінішіңізді оқып, төмендегі мерзімге дейін жауап береді.",
        "Инспектор прочитает обращение и ответит до указанного ниже срока.",
        "The inspector will read it and answer by the time below.",
    ),
    PublicState.IN_WORK: Label(
        "Инспектор өтінішіңізбен жұмыс істеп жатыр. Жауап мерзімі төменде.",
        "Инспектор работает над вашим обращением. Срок ответа указан ниже.",
        "The inspector is working on it. The time for an answer is below.",
    ),
    PublicState.NEEDS_YOU: Label(
        "Инспектор сізге сұрақ қойды. Төменде жауап беріңіз.",
        "Инспектор задал вам вопрос. Ответьте ниже.",
        "The inspector asked you a question. Please answer below.",
    ),
    PublicState.ANSWERED: Label(
        "Жауапты оқып, бағалаңыз. Мәселе шешілмесе, бір рет қайта ашуды сұрай аласыз.",
        "Прочитайте ответ и оцените его. Если вопрос не решён, можно один раз попросить открыть обращение вновь.",
        "Read the answer and rate it. If it is not solved, you may ask once to reopen it.",
    ),
    PublicState.ELSEWHERE: Label(
        "Бұл мәселе басқа органның құзырында. Сізге сол орган жауап береді.",
        "Этот вопрос решает другой орган. Он ответит вам сам.",
        "Another body decides this. It will answer you itself.",
    ),
    PublicState.CLOSED: Label(
        "Енді ештеңе істеудің қажеті жоқ.", "Больше ничего делать не нужно.", "Nothing more is needed."
    ),
    PublicState.WITHDRAWN: Label(
        "Өтініш қаралмайды.", "Обращение не рассматривается.", "The appeal is not being considered."
    ),
}

_SEEN_AS: dict[State, PublicState] = {
    State.NEW: PublicState.RECEIVED,
    State.IN_WORK: PublicState.IN_WORK,
    State.ASKED: PublicState.NEEDS_YOU,
    State.HANDED: PublicState.IN_WORK,
    State.ANSWERED: PublicState.ANSWERED,
    State.REOPEN_ASKED: PublicState.IN_WORK,
    State.REDIRECTED: PublicState.ELSEWHERE,
    State.CLOSED: PublicState.CLOSED,
    State.WITHDRAWN: PublicState.WITHDRAWN,
}


def seen_as(state: State | str) -> PublicState:
    """The public face of a state."""
    return _SEEN_AS[State(state)]


class KnownAs(StrEnum):
    """How the applicant chose to be known."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


KNOWN_AS: dict[KnownAs, Label] = {
    KnownAs.NAMED: Label("Ашық: аты-жөнмен", "Под своим именем", "By name"),
    KnownAs.CONFIDENTIAL: Label(
        "Құпия: инспектор аты-жөнді көрмейді",
        "Конфиденциально: инспектор не видит имени",
        "Confidentially: the inspector does not see who I am",
    ),
    KnownAs.ANONYMOUS: Label("Анонимді: аты-жөнсіз", "Анонимно", "Anonymously"),
}


class Channel(StrEnum):
    """How the appeal reached the house."""

    WEB = "web"
    CALL_102 = "call_102"
    CALL_1402 = "call_1402"
    COUNTER = "counter"
    VISIT = "visit"
    ROAD = "road"
    OPEN311 = "open311"
    SYSTEM = "system"


#: Channels by which no officer enters an appeal.
BY_ITSELF = frozenset({Channel.WEB, Channel.OPEN311, Channel.SYSTEM})
CHANNELS: dict[Channel, Label] = {
    Channel.WEB: Label("Сайт", "Сайт", "Website"),
    Channel.CALL_102: Label("102-ге қоңырау", "Звонок на 102", "Call to 102"),
    Channel.CALL_1402: Label("1402-ге қоңырау", "Звонок на 1402", "Call to 1402"),
    Channel.COUNTER: Label("Қабылдау терезесі", "Приём в отделе", "At the counter"),
    Channel.VISIT: Label("Үй аралау", "Обход", "On a visit"),
    Channel.ROAD: Label("Жолда қабылдау", "Выездной приём", "Reception on the road"),
    Channel.OPEN311: Label("Басқа қосымша арқылы", "Через другое приложение", "Another application"),
    Channel.SYSTEM: Label("Басқа жүйенің файлынан", "Из файла другой системы", "A file of another system"),
}


class Outcome(StrEnum):
    """What an answer says came of it. PLAN is an interim answer, all others are final."""

    PLAN = "plan"
    DONE = "done"
    PARTLY = "partly"
    EXPLAINED = "explained"
    REFUSED = "refused"
    REGISTERED = "registered"


OUTCOMES: dict[Outcome, Label] = {
    Outcome.PLAN: Label(
        "Аралық жауап: не істелді, енді не істеледі",
        "Промежуточный ответ: что сделано и что будет",
        "Interim: what is done and what comes next",
    ),
    Outcome.DONE: Label("Шешілді", "Решено", "Solved"),
    Outcome.PARTLY: Label("Ішінара шешілді", "Решено частично", "Partly solved"),
    Outcome.EXPLAINED: Label("Түсіндірілді", "Разъяснено", "Explained"),
    Outcome.REFUSED: Label("Бас тартылды", "Отказано", "Refused"),
    Outcome.REGISTERED: Label(
        "Қылмыстық құқық бұзушылық ретінде тіркеуге берілді",
        "Передано на регистрацию уголовного правонарушения",
        "Passed on for registration as an offence",
    ),
}

#: The five points of legality of a decision (seed 002 @259619): every one must hold before a refusal is sent.
LEGALITY: dict[str, Label] = {
    "law": Label(
        "Қолданыстағы заңға қайшы емес",
        "Не противоречит действующему законодательству",
        "Does not contradict the law in force",
    ),
    "competence": Label("Құзыретім шегінде қабылданды", "Принято в пределах компетенции", "Taken within competence"),
    "term": Label("Белгіленген мерзімде қабылданды", "Принято в установленный срок", "Taken within the set time"),
    "procedure": Label("Тәртіп сақталды", "Соблюдена процедура", "The procedure was kept"),
    "use": Label(
        "Қоғамға пайдалы қатынастарды нығайтады",
        "Служит полезным для общества отношениям",
        "Serves relations useful to society",
    ),
}


class MessageKind(StrEnum):
    """A message's place in the talk."""

    QUESTION = "question"
    REPLY = "reply"
    ADDITION = "addition"
    NOTE = "note"
    RECOMMENDATION = "recommendation"


class Hand(StrEnum):
    """State of a referral or a transfer: nothing moves until the other side accepts."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ANSWERED = "answered"
    RECALLED = "recalled"


HANDS: dict[Hand, Label] = {
    Hand.OFFERED: Label("Ұсынылды", "Предложено", "Offered"),
    Hand.ACCEPTED: Label("Қабылданды", "Принято", "Accepted"),
    Hand.DECLINED: Label("Қабылданбады", "Отклонено", "Declined"),
    Hand.ANSWERED: Label("Жауап берілді", "Дан ответ", "Answered"),
    Hand.RECALLED: Label("Қайтарып алынды", "Отозвано", "Recalled"),
}


class Batch(StrEnum):
    """Where one answer for several appeals stands: appeals chosen, being sent (a killed process goes on), sent."""

    CHOSEN = "chosen"
    SENDING = "sending"
    DONE = "done"


class Part(StrEnum):
    """One appeal of several."""

    WAITS = "waits"
    ANSWERED = "answered"
    LEFT = "left"


class Target(StrEnum):
    """Whom a routing rule sends an appeal to."""

    INSPECTOR = "inspector"
    JUVENILE = "juvenile"
    DUTY = "duty"
    HEAD = "head"
    SUPERIOR = "superior"


TARGETS: dict[Target, Label] = {
    Target.INSPECTOR: Label(
        "Осы көшенің учаскелік инспекторы", "Участковый инспектор этой улицы", "The inspector of this street"
    ),
    Target.JUVENILE: Label(
        "Ювеналды полиция инспекторы", "Инспектор ювенальной полиции", "The juvenile police inspector"
    ),
    Target.DUTY: Label("Кезекші бөлім", "Дежурная часть", "The duty unit"),
    Target.HEAD: Label(
        "Жергілікті полиция қызметінің басшысы",
        "Руководитель местной полицейской службы",
        "The head of the local police service",
    ),
    Target.SUPERIOR: Label(
        "Үстінен шағым түскен қызметкерден жоғары тұрған басшы",
        "Руководитель, стоящий выше сотрудника, на которого жалоба",
        "The superior above the officer complained of",
    ),
}


#: Events of the history that the applicant sees, with their words.
EVENTS: dict[str, Label] = {
    "registered": Label(
        "Өтініш қабылданып, тіркелді", "Обращение принято и зарегистрировано", "Received and registered"
    ),
    "routed": Label("Жауапты қызметкер тағайындалды", "Назначен ответственный", "A person was made responsible"),
    "opened": Label("Жұмысқа алынды", "Взято в работу", "Taken into work"),
    "asked": Label("Сізге сұрақ қойылды", "Вам задан вопрос", "You were asked a question"),
    "replied": Label("Сіз жауап бердіңіз", "Вы ответили", "You answered"),
    "added": Label("Сіз толықтырдыңыз", "Вы дополнили", "You added to it"),
    "answered": Label("Жауап берілді", "Дан ответ", "Answered"),
    "interim": Label("Аралық жауап берілді", "Дан промежуточный ответ", "An interim answer was given"),
    "withdrawn": Label("Сіз өтінішті қайтарып алдыңыз", "Вы отозвали обращение", "You withdrew it"),
    "transferred": Label("Жауапты қызметкер ауысты", "Ответственный сменился", "The person responsible changed"),
    "transfer_offered": Label(
        "Басқа қызметкерге ұсынылды", "Предложено другому сотруднику", "Offered to another officer"
    ),
    "transfer_declined": Label(
        "Басқа қызметкер қабылдамады", "Другой сотрудник отклонил", "Declined by another officer"
    ),
    "referred": Label("Басқа органға сұрау жіберілді", "Направлен запрос в другой орган", "Referred to another body"),
    "referral_accepted": Label("Басқа орган қабылдады", "Другой орган принял", "Accepted by the other body"),
    "referral_declined": Label("Басқа орган қабылдамады", "Другой орган отклонил", "Declined by the other body"),
    "referral_answered": Label("Басқа орган жауап берді", "Другой орган ответил", "The other body answered"),
    "redirected": Label(
        "Уәкілетті органға жолданды", "Перенаправлено уполномоченному органу", "Redirected to the competent body"
    ),
    "handed": Label("Кезекші бөлімге берілді", "Передано в дежурную часть", "Handed to the duty unit"),
    "crime_referenced": Label("Тіркеу нөмірі енгізілді", "Внесён номер регистрации", "Registration reference entered"),
    "extended": Label("Мерзім ұзартылды", "Срок продлён", "The term was extended"),
    "suspended": Label("Мерзім тоқтатыла тұрды", "Срок приостановлен", "The clock was suspended"),
    "resumed": Label("Мерзім қайта жүре бастады", "Срок возобновлён", "The clock runs again"),
    "escalated": Label(
        "Жауап кешіккендіктен жоғарыға берілді", "Передано выше: ответа не было", "Raised higher because of silence"
    ),
    "reopen_asked": Label("Сіз қайта ашуды сұрадыңыз", "Вы попросили открыть вновь", "You asked to reopen it"),
    "reopened": Label("Қайта ашылды", "Открыто вновь", "Reopened"),
    "reopen_declined": Label("Қайта ашудан бас тартылды", "Отказано в повторном открытии", "Reopening was declined"),
    "closed": Label("Жабылды", "Закрыто", "Closed"),
    "still_solved": Label(
        "Төрт аптадан кейінгі жауабыңыз", "Ваш ответ через четыре недели", "Your answer after four weeks"
    ),
    "due_moved": Label(
        "Жұмыс күнтізбесі өзгергендіктен мерзім жылжыды",
        "Срок сдвинут: изменился рабочий календарь",
        "The due day moved with the calendar",
    ),
    "recommended": Label(
        "Қоғамдық кеңес ұсыным берді", "Общественный совет дал рекомендацию", "The public council gave a recommendation"
    ),
    "marked_about": Label(
        "Қызметкердің үстінен түскен шағым деп танылды: оның басшысына берілді",
        "Признано жалобой на сотрудника: передано его руководителю",
        "Taken as a complaint about an officer: passed to the superior",
    ),
    "sent_to_council": Label(
        "Қоғамдық кеңеске жіберілді", "Направлено в общественный совет", "Sent to the public council"
    ),
    "note": Label("Ішкі жазба", "Внутренняя заметка", "Internal note"),
    "identity_read": Label(
        "Өтініш берушінің жеке деректері ашылды", "Открыты личные данные заявителя", "Identity was opened"
    ),
    "emergency": Label(
        "Өзіне жабық қызметкер шұғыл жағдайда ашып оқыды",
        "Открыл для чтения в экстренном случае сотрудник, для которого оно закрыто",
        "Opened to read in an emergency by an officer to whom it is closed",
    ),
}

#: The same events in words for colleagues: what is "you" to the applicant is "the applicant" to them.
STAFF_EVENTS: dict[str, Label] = {
    **EVENTS,
    "undone": Label("Алдыңғы әрекет қайтарылды", "Предыдущее действие отменено", "The step before was taken back"),
    "duplicate": Label("Басқа өтінішпен байланыстырылды", "Связано с другим обращением", "Linked to another appeal"),
    "duplicate_undone": Label("Байланыс алынды", "Связь снята", "The link was taken away"),
    "asked": Label("Өтініш берушіге сұрақ қойылды", "Заявителю задан вопрос", "The applicant was asked"),
    "replied": Label("Өтініш беруші жауап берді", "Заявитель ответил", "The applicant replied"),
    "added": Label("Өтініш беруші толықтырды", "Заявитель дополнил", "The applicant added to it"),
    "withdrawn": Label("Өтініш беруші қайтарып алды", "Заявитель отозвал обращение", "The applicant withdrew it"),
    "reopen_asked": Label(
        "Өтініш беруші қайта ашуды сұрады", "Заявитель просит открыть вновь", "The applicant asked to reopen it"
    ),
    "still_solved": Label(
        "Өтініш берушінің төрт аптадан кейінгі жауабы",
        "Ответ заявителя через четыре недели",
        "The applicant's answer after four weeks",
    ),
}

#: While a head decides on reopening, nothing is owed by a day: the applicant is told so.
HEAD_DECIDES = Label(
    "Сұрауыңыз басшыда. Ол өтінішті қайта аша ма, жоқ па — шешіп, себебін осы бетте жазады.",
    "Ваша просьба у руководителя. Он решит, открывать ли обращение вновь, и напишет здесь причину.",
    "Your request is with the head, who decides whether to reopen it and gives the reason here.",
)
