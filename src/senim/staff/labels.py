"""Names of roles, ranks, kinds and reasons in three languages, side by side."""

from __future__ import annotations

from senim.kernel.labels import Label
from senim.kernel.scoping import Role
from senim.staff.domain import AbsenceKind, EndReason, Kind, Rank, ShiftKind

ROLES: dict[Role, Label] = {
    Role.INSPECTOR: Label("учаскелік полиция инспекторы", "участковый инспектор полиции", "neighbourhood inspector"),
    Role.ASSISTANT: Label("инспектордың ауылдағы көмекшісі", "помощник инспектора на селе", "rural assistant"),
    Role.TRAINEE: Label("тағылымдамадан өтуші", "стажёр", "trainee"),
    Role.CIVILIAN: Label(
        "инспектордың азаматтық көмекшісі", "гражданский помощник инспектора", "civilian assistant"
    ),
    Role.JUVENILE: Label("ювеналды полиция инспекторы", "инспектор ювенальной полиции", "juvenile inspector"),
    Role.DUTY: Label("кезекші", "оперативный дежурный", "duty officer"),
    Role.OPERATOR: Label("оператор", "оператор", "operator"),
    Role.HEAD: Label(
        "жергілікті полиция қызметінің басшысы",
        "руководитель местной полицейской службы",
        "head of the local police service",
    ),
    Role.ANALYST: Label("талдаушы", "аналитик", "analyst"),
    Role.GROUP_COORDINATOR: Label(
        "ведомствоаралық топтың үйлестірушісі",
        "координатор межведомственной группы",
        "coordinator of the interagency group",
    ),
    Role.AKIMAT: Label("әкімдік үйлестірушісі", "координатор акимата", "akimat coordinator"),
    Role.EXECUTOR: Label("басқа органның орындаушысы", "исполнитель другого органа", "executor of another body"),
    Role.PROSECUTOR: Label("прокурор", "прокурор", "prosecutor"),
    Role.COUNCIL: Label("қоғамдық кеңес мүшесі", "член общественного совета", "public council member"),
    Role.MINISTRY: Label("министрлік қызметкері", "сотрудник министерства", "ministry officer"),
    Role.ADMIN: Label("әкімші", "администратор", "administrator"),
    Role.AUDITOR: Label("аудитор", "аудитор", "auditor"),
}

RANKS: dict[Rank, Label] = {
    Rank.NONE: Label("", "", ""),
    Rank.PRIVATE: Label("полиция қатардағысы", "рядовой полиции", "police private"),
    Rank.JUNIOR_SERGEANT: Label("полиция кіші сержанты", "младший сержант полиции", "police junior sergeant"),
    Rank.SERGEANT: Label("полиция сержанты", "сержант полиции", "police sergeant"),
    Rank.SENIOR_SERGEANT: Label("полиция аға сержанты", "старший сержант полиции", "police senior sergeant"),
    Rank.SERGEANT_MAJOR: Label("полиция старшинасы", "старшина полиции", "police sergeant major"),
    Rank.JUNIOR_LIEUTENANT: Label("полиция кіші лейтенанты", "младший лейтенант полиции", "police junior lieutenant"),
    Rank.LIEUTENANT: Label("полиция лейтенанты", "лейтенант полиции", "police lieutenant"),
    Rank.SENIOR_LIEUTENANT: Label("полиция аға лейтенанты", "старший лейтенант полиции", "police senior lieutenant"),
    Rank.CAPTAIN: Label("полиция капитаны", "капитан полиции", "police captain"),
    Rank.MAJOR: Label("полиция майоры", "майор полиции", "police major"),
    Rank.LIEUTENANT_COLONEL: Label("полиция подполковнигі", "подполковник полиции", "police lieutenant colonel"),
    Rank.COLONEL: Label("полиция полковнигі", "полковник полиции", "police colonel"),
    Rank.MAJOR_GENERAL: Label("полиция генерал-майоры", "генерал-майор полиции", "police major general"),
}

KINDS: dict[Kind, Label] = {
    Kind.HOLDER: Label("лауазымда", "в должности", "holds the post"),
    Kind.SUBSTITUTE: Label("уақытша алмастырады", "временно замещает", "stands in"),
    Kind.TRAINEE: Label("тағылымдамадан өтіп жүр", "стажируется", "trains on the post"),
}

END_REASONS: dict[EndReason, Label] = {
    EndReason.DISMISSAL: Label("қызметтен шығарылды", "уволен со службы", "dismissed from the service"),
    EndReason.LEAVING: Label("қызметтен өз еркімен кетті", "оставил службу", "left the service"),
    EndReason.MOVE: Label("басқа лауазымға ауысты", "переведён на другую должность", "moved to another post"),
    EndReason.RETURN: Label("негізгі қызметкер оралды", "вернулся основной сотрудник", "the holder came back"),
    EndReason.MISTAKE: Label("қате енгізілген", "введено по ошибке", "entered by mistake"),
}

ABSENCE_KINDS: dict[AbsenceKind, Label] = {
    AbsenceKind.LEAVE: Label("демалыс", "отпуск", "leave"),
    AbsenceKind.SICKNESS: Label("сырқат", "болезнь", "illness"),
    AbsenceKind.TRAINING: Label("оқу", "учёба", "training"),
    AbsenceKind.OTHER: Label("басқа себеп", "другая причина", "another reason"),
}

SHIFT_KINDS: dict[ShiftKind, Label] = {
    ShiftKind.BEAT: Label("учаскеде", "на участке", "on the beat"),
    ShiftKind.DUTY: Label("бөлімде кезекшілік", "дежурство в отделе", "on duty at the station"),
    ShiftKind.RECEPTION: Label("тұрғындарды қабылдау", "приём жителей", "receives residents"),
    ShiftKind.EVENT: Label("іс-шарада, учаскеден тыс", "на мероприятии, вне участка", "at an event, off the beat"),
}

#: What the duty calendar says on the day of a head.
SENTENCES: dict[str, Label] = {
    "cover": Label(
        "%(name)s орнында жоқ, алмастырушы керек (%(days)s)",
        "%(name)s отсутствует, нужен замещающий (%(days)s)",
        "%(name)s is away and nobody stands in (%(days)s)",
    ),
    "cover_why": Label(
        "Тұрғындарға уәде: әр учаскеде жауап беретін адам бар",
        "Обещание жителям: на каждом участке есть кому ответить",
        "The promise to residents: on every beat somebody answers",
    ),
    "stands_in": Label("%(name)s алмастырсын", "Замещает %(name)s", "%(name)s stands in"),
    "covered": Label(
        "Алмастырушы тағайындалды: ол қазірден бастап кезекті көреді.",
        "Замещающий назначен: он видит очередь уже сейчас.",
        "The substitute is appointed and sees the queue from now on.",
    ),
    "mentor": Label(
        "%(name)s тәлімгерсіз қалды", "%(name)s остался без наставника", "%(name)s has no mentor any more"
    ),
    "mentor_why": Label(
        "Тағылымдамадан өтуші тәлімгерсіз ештеңе көрмейді және жазбайды",
        "Без наставника стажёр ничего не видит и не пишет",
        "Without a mentor a trainee sees and writes nothing",
    ),
    "new_mentor": Label("Тәлімгері: %(name)s", "Наставник: %(name)s", "Mentor: %(name)s"),
    "mentored": Label("Тәлімгер ауыстырылды.", "Наставник сменён.", "The mentor is changed."),
}

WEEKDAYS: dict[str, Label] = {
    "mon": Label("дүйсенбі", "понедельник", "Monday"),
    "tue": Label("сейсенбі", "вторник", "Tuesday"),
    "wed": Label("сәрсенбі", "среда", "Wednesday"),
    "thu": Label("бейсенбі", "четверг", "Thursday"),
    "fri": Label("жұма", "пятница", "Friday"),
    "sat": Label("сенбі", "суббота", "Saturday"),
    "sun": Label("жексенбі", "воскресенье", "Sunday"),
}

WEEKDAYS_SHORT: dict[str, Label] = {
    "mon": Label("дс", "пн", "Mon"),
    "tue": Label("сс", "вт", "Tue"),
    "wed": Label("ср", "ср", "Wed"),
    "thu": Label("бс", "чт", "Thu"),
    "fri": Label("жм", "пт", "Fri"),
    "sat": Label("сб", "сб", "Sat"),
    "sun": Label("жс", "вс", "Sun"),
}
