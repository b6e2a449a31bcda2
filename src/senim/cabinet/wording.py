"""The sentences of the cabinet in three languages."""

from senim.cabinet.domain import Checked, Ruling, Standing
from senim.kernel.labels import Label

NOT_YOURS = Label(
    "Бұл әрекетке құқығыңыз жоқ: ол басқа қызметкерде немесе сіздің аумағыңызда емес.",
    "У вас нет права на это действие: оно у другого сотрудника или не на вашей территории.",
    "You may not do this: it is with somebody else, or not in your area.",
)
REFUSALS: dict[str, Label] = {
    "no_place": Label(
        "Қай жерде болғаныңызды таңдаңыз немесе жазыңыз. Жазғаныңыз осы бетте сақталды.",
        "Выберите или напишите место. Всё, что вы написали, осталось на этой странице.",
        "Choose or write the place. What you wrote is still on this page.",
    ),
    "future": Label(
        "Бұл уақыт әлі болған жоқ. Құрылғының сағаты мен күнін тексеріңіз: серверде қазір %(now)s.",
        "Это время ещё не наступило. Проверьте часы и дату устройства: на сервере сейчас %(now)s.",
        "This time has not come yet. Check clock and date of the device: on the server it is %(now)s.",
    ),
    "long_ago": Label(
        "Бұл күннен бері 31 күннен көп өтті. Күнді тексеріңіз; бұрынғы сапарды басшыңызбен келісіп тіркеңіз.",
        "С этого дня прошло больше 31 дня. Проверьте дату; более старый выход согласуйте с руководителем.",
        "More than 31 days have passed since then. Check the day; speak with your head about older visits.",
    ),
    "no_time": Label("Күні мен уақытын көрсетіңіз.", "Укажите день и время.", "Say the day and the time."),
    "no_outcome": Label(
        "Не болғанын таңдаңыз: төмендегі түймелердің бірін басыңыз.",
        "Выберите, чем закончилось: нажмите одну из кнопок внизу.",
        "Choose what came of it: press one of the buttons below.",
    ),
    "iin": Label(
        "Мәтінде ЖСН (12 цифр) бар сияқты. Адамның деректерін мұнда жазбаңыз.",
        "Похоже, в тексте есть ИИН (12 цифр). Не пишите здесь данные людей.",
        "There seems to be an IIN (12 digits) in the text. Do not write data of people here.",
    ),
    "next_day": Label(
        "Келесі қадамның күні бүгіннен ерте болмауы және бір жылдан аспауы керек.",
        "День следующего шага: не раньше сегодняшнего и не дальше года.",
        "The day of the next step: not before today and within a year.",
    ),
    "next_words": Label(
        "Келесі қадам не екенін жазыңыз.", "Напишите, какой шаг следующий.", "Write what the next step is."
    ),
    "next_when": Label(
        "Келесі қадамның күнін көрсетіңіз.", "Укажите день следующего шага.", "Say the day of the next step."
    ),
    "changed": Label(
        "Бұл жазбаны сіз ашқаннан кейін %(who)s өзгертті (%(when)s). Оның нұсқасы жоғарыда, сіздікі төменде: салыстырып, қайта сақтаңыз.",
        "После того как вы открыли запись, её изменил(а) %(who)s, %(when)s. Его вариант выше, ваш ниже: сравните и сохраните ещё раз.",
        "After you opened this, %(who)s changed it, %(when)s. Their version stands above, yours below: compare and save again.",
    ),
    "aside": Label(
        "Бұл іс бойынша мүдделер қақтығысын мәлімдегенсіз: оған басқа қызметкер барады.",
        "Вы заявили о конфликте интересов по этому делу: им займётся другой сотрудник.",
        "You declared a conflict of interest in this matter: another officer goes there.",
    ),
    "no_post": Label(
        "Сапарды жазатын лауазымыңыз жоқ.", "У вас нет должности, за которой пишутся выходы.",
        "You hold no post that visits belong to.",
    ),
    "period_order": Label(
        "Соңғы күн бірінші күннен ерте болмауы керек.", "Последний день не раньше первого.",
        "The last day may not come before the first.",
    ),
    "period_long": Label("Операция бір жылдан аспайды.", "Операция не длиннее года.", "An operation lasts a year at most."),
    "deadline": Label(
        "Есеп беру мерзімі операцияның соңғы күнінен ерте болмауы керек.",
        "Срок отчёта не раньше последнего дня операции.",
        "The return cannot be due before the last day.",
    ),
    "not_over": Label(
        "Кезең әлі аяқталған жоқ: соңғы күннен кейін растайсыз.",
        "Период ещё не кончился: подтвердить можно после последнего дня.",
        "The period is not over: confirm after its last day.",
    ),
    "confirmed": Label("Бұл есеп расталған.", "Этот отчёт уже подтверждён.", "This return is confirmed already."),
    "operation_over": Label(
        "Бұл операция сапар күні жүрмеген немесе басқа аумаққа арналған.",
        "В день выхода эта операция не шла или относится к другой территории.",
        "This operation did not run on the day of the visit, or is for another area.",
    ),
    "quarter_open": Label(
        "Тоқсан әлі аяқталған жоқ: есеп оның соңғы күнінен кейін жарияланады.",
        "Квартал ещё не закончился: отчёт публикуется после его последнего дня.",
        "The quarter is not over: the report is published after its last day.",
    ),
    "personal": Label(
        "Мұнда адамды танытатын дерек бар сияқты (телефон, ЖСН, пошта, пәтер). Есепті бәрі оқиды: алып тастаңыз.",
        "Похоже, здесь есть данные о человеке (телефон, ИИН, почта, квартира). Отчёт читают все: уберите их.",
        "There seems to be something about a person (telephone, IIN, e-mail, flat). Everyone reads this: take it out.",
    ),
    "no_words": Label(
        "Жариялау үшін «Тоқсанда не істелді» қазақша және орысша жазылуы керек.",
        "Для публикации часть «Что сделано за квартал» нужна на казахском и русском.",
        "To publish, “What was done in the quarter” is needed in Kazakh and in Russian.",
    ),
    "civil_purpose": Label(
        "Азаматтық көмекші тұрғындармен, мектеппен сөйлеседі, жиынға қатысады, орынды қарайды. Өтініш, аралау және операция полиция қызметкерінде қалады.",
        "Гражданский помощник беседует с жителями и школой, участвует во встречах, осматривает место. Обращения, обход и операции остаются за сотрудником полиции.",
        "A civilian assistant talks with residents and schools, takes part in meetings, looks at a place. Appeals, rounds and operations stay with an officer.",
    ),
    "away": Label(
        "Кезекшілік кестесі бойынша сіз қазір орнында жоқсыз: код берілмейді. Алдымен «Мен оралдым» деп белгілеңіз.",
        "По графику дежурств вы сейчас отсутствуете: код не выдаётся. Сначала отметьте «Я снова на месте».",
        "By the duty calendar you are away now: no code is given. First say “I am back”.",
    ),
    "proof_many": Label(
        "Бір сағатта тым көп код сұралды. Сәл күтіңіз; тұрғын 102 арқылы да тексере алады.",
        "За час запрошено слишком много кодов. Подождите; житель может проверить и по 102.",
        "Too many codes were asked for in an hour. Wait a little; the resident can also check by calling 102.",
    ),
    "back_words": Label(
        "Нені түзету керегін жазыңыз: тағылымдамадан өтуші осыны оқиды.",
        "Напишите, что исправить: это прочтёт стажёр.",
        "Write what is to be mended: the trainee reads it.",
    ),
    "decided": Label(
        "Бұл жазба бойынша шешім қабылданып қойған.", "По этой записи решение уже принято.",
        "This entry has been decided already.",
    ),
    "other_text": Label(
        "Сіз оқығаннан кейін жазба түзетілді. Қайта оқып шығып, содан кейін растаңыз.",
        "После того как вы прочли запись, её исправили. Прочтите ещё раз и затем подтвердите.",
        "The entry was corrected after you read it. Read it again, then confirm.",
    ),
    "password": Label(
        "Құпиясөз қате. Есеп жарияланған жоқ, мәтін сақтаулы.",
        "Пароль неверен. Отчёт не опубликован, текст сохранён.",
        "The password is wrong. The report is not published; the text is kept.",
    ),
}

GROUND_MONTH = Label("Айлық есеп (ішкі тәртіп)", "Месячный отчёт (внутренний порядок)", "Monthly return (own rule)")
GROUND_OPERATION = Label("Операция туралы шешім", "Решение об операции", "The decision on the operation")
GROUND_NEXT = Label("Өзіңіз белгілеген қадам", "Шаг, который назначили вы", "A step that you set")
GROUND_REPORT = Label(
    "Тұрғындарға тоқсан сайынғы есеп", "Ежеквартальный отчёт перед жителями", "The quarterly report to residents"
)
MONTH_RETURN = Label("Айдың есебі дайын: %(month)s", "Отчёт за месяц готов: %(month)s", "The month's return is ready: %(month)s")
OPERATION_RETURN = Label(
    "Операция есебі дайын: %(name)s, %(n)s сапар", "Отчёт по операции готов: %(name)s, выходов: %(n)s",
    "The return of the operation is ready: %(name)s, %(n)s visits",
)
OPERATION_RUNS = Label(
    "Операция жүріп жатыр: %(name)s, әзірге %(n)s сапар", "Идёт операция: %(name)s, пока выходов: %(n)s",
    "The operation is running: %(name)s, %(n)s visits so far",
)
QUARTER_REPORT = Label(
    "Тұрғындарға есеп: %(quarter)s", "Отчёт перед жителями: %(quarter)s", "Report to residents: %(quarter)s"
)
QUARTER = Label("%(year)s жылғы %(number)s-тоқсан", "%(number)s-й квартал %(year)s года", "Quarter %(number)s of %(year)s")
CONFIRM = Label("Дұрыс, растаймын", "Верно, подтверждаю", "Right, I confirm")
DONE = Label("Орындалды", "Сделано", "Done")
STEP_DONE = Label("Қадам орындалды деп белгіленді.", "Шаг отмечен как сделанный.", "The step is marked as done.")
WAITS_FOR_YOU = Label(
    "Тағылымдамадан өтушінің жазбасын растау: %(name)s, %(place)s", "Подтвердить запись стажёра: %(name)s, %(place)s",
    "Confirm the trainee’s entry: %(name)s, %(place)s",
)
SENT_BACK = Label(
    "Тәлімгер қайтарды, түзетіңіз: %(place)s", "Наставник вернул, исправьте: %(place)s",
    "Sent back by the mentor, mend it: %(place)s",
)
GROUND_MENTOR = Label(
    "Тәлімгердің растауы: онсыз жазба есепке кірмейді", "Подтверждение наставника: без него запись не входит в отчёты",
    "The mentor’s confirmation: without it the entry counts nowhere",
)
#: What a mentor sends back with one tap, in the words that the trainee reads.
BACK_WITH: dict[str, Label] = {
    "unclear": Label(
        "Не істелгені түсініксіз, толығырақ жазыңыз.", "Непонятно, что сделано: напишите подробнее.",
        "It is not clear what was done: write more.",
    ),
    "wrong": Label(
        "Орны немесе уақыты дұрыс емес, тексеріңіз.", "Место или время неверны: проверьте.",
        "Place or time is not right: check it.",
    ),
}
BACK_TAPS: dict[str, Label] = {
    "unclear": Label("Қайтару: түсініксіз", "Вернуть: непонятно", "Send back: not clear"),
    "wrong": Label("Қайтару: орны не уақыты", "Вернуть: место или время", "Send back: place or time"),
}
ENTRY_CONFIRMED = Label(
    "Расталды, енді есептерге кіреді.", "Подтверждено, теперь входит в отчёты.", "Confirmed; it counts from now on."
)
ENTRY_BACK = Label(
    "Қайтарылды: тағылымдамадан өтуші сөзіңізді көреді.", "Возвращено: стажёр увидит ваши слова.",
    "Sent back: the trainee reads your words.",
)
STANDINGS: dict[Standing, Label] = {
    Standing.OWN: Label("", "", ""),
    Standing.WAITS: Label("тәлімгердің растауын күтуде", "ждёт подтверждения наставника", "waits for the mentor"),
    Standing.RETURNED: Label("түзетуге қайтарылды", "возвращено на исправление", "sent back to be mended"),
    Standing.CONFIRMED: Label("тәлімгер растады", "подтверждено наставником", "confirmed by the mentor"),
}
#: What a resident reads first, and what to do then.
CHECKED: dict[Checked, tuple[Label, Label]] = {
    Checked.YES: (
        Label("Расталды: бұл — полиция қызметінің адамы", "Подтверждено: это сотрудник службы", "Confirmed: this person is of the service"),
        Label("Төмендегі адам алдыңызда тұрған адам ма, салыстырыңыз.", "Сравните: перед вами этот человек?", "Compare: is this the person before you?"),
    ),
    Checked.WRONG: (
        Label("Мұндай код жоқ", "Такого кода нет", "There is no such code"),
        Label(
            "Әріптер мен цифрларды тексеріп, тағы бір рет теріңіз. Тағы сәйкес келмесе, есік ашпаңыз, 102-ге қоңырау шалыңыз.",
            "Проверьте буквы и цифры и наберите ещё раз. Если снова не подойдёт, не открывайте и звоните 102.",
            "Check the letters and digits and type it once more. If it fails again, do not open, call 102.",
        ),
    ),
    Checked.OLD: (
        Label("Бұл код ескірген", "Код устарел", "This code is too old"),
        Label(
            "Код он минут қана жарайды. Қызметкерден жаңасын сұраңыз. Бермесе, есік ашпаңыз, 102-ге қоңырау шалыңыз.",
            "Код действует десять минут. Попросите новый. Если не дают, не открывайте и звоните 102.",
            "A code is good for ten minutes. Ask for a new one. If you get none, do not open, call 102.",
        ),
    ),
    Checked.USED: (
        Label("Бұл код пайдаланылған", "Код уже использован", "This code was used already"),
        Label(
            "Код бір рет қана жарайды. Оны өзіңіз тексермеген болсаңыз, жаңасын сұраңыз; бермесе, 102-ге қоңырау шалыңыз.",
            "Код действует один раз. Если проверяли не вы, попросите новый; если не дают, звоните 102.",
            "A code works once. If it was not you who checked it, ask for a new one; if you get none, call 102.",
        ),
    ),
    Checked.GONE: (
        Label("Расталмады", "Не подтверждено", "Not confirmed"),
        Label(
            "Бұл кодты көрсеткен адам қазір мұнда қызметте емес. Есік ашпаңыз, 102-ге қоңырау шалыңыз.",
            "Тот, кто показал код, сейчас здесь не на службе. Не открывайте, звоните 102.",
            "Whoever showed this code is not on service here now. Do not open, call 102.",
        ),
    ),
    Checked.MANY: (
        Label("Тым көп қате код терілді", "Слишком много неверных кодов", "Too many wrong codes"),
        Label(
            "Бұл желіден тексеру біраз уақытқа жабылды. Есік ашпаңыз, 102-ге қоңырау шалып тексеріңіз.",
            "Проверка из этой сети ненадолго закрыта. Не открывайте, проверьте по телефону 102.",
            "Checking from this network is closed for a while. Do not open; call 102 to check.",
        ),
    ),
}
RULINGS: dict[Ruling, Label] = {
    Ruling.CONFIRM: Label("растады", "подтвердил(а)", "confirmed"),
    Ruling.SEND_BACK: Label("түзетуге қайтарды", "вернул(а) на исправление", "sent back"),
}
RETURN_CONFIRMED = Label("Есеп расталды.", "Отчёт подтверждён.", "The return is confirmed.")
CONFLICT_REASON = Label(
    "Мүдделер қақтығысы: іске қатысы бар адаммен туыстық немесе жақындық.",
    "Конфликт интересов: родство или близость с участником дела.",
    "Conflict of interest: related to, or close with, somebody concerned.",
)
HELPER_ASIDE = Label(
    "Мәлімдемеңіз жазылды. Іс инспекторда қалады, сіз оған бармайсыз.",
    "Ваше заявление записано. Дело остаётся у инспектора, вы по нему не ходите.",
    "Your declaration is kept. The matter stays with the inspector; you do not go there.",
)
ANY = Label("кез келген", "любые", "any")
