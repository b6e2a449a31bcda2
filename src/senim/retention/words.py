"""Refusals, and the names of fields as a person reads them."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS: dict[str, Label] = {
    "not_yours": Label(
        "Бұл жазба не әрекет сізге ашық емес.", "Эта запись или действие вам не открыты.",
        "This record or act is not open to you."),
    "no_marks": Label(
        "Кемінде біреуін толық жазыңыз: ЖСН, телефон немесе электрондық пошта.",
        "Укажите полностью хотя бы одно: ИИН, телефон или почту.",
        "Give at least one in full: personal number, telephone or e-mail."),
    "iin": Label(
        "ЖСН – 12 цифр, бақылау цифры сәйкес болуы керек.", "ИИН – 12 цифр с верной контрольной.",
        "A personal number has 12 digits, and its check digit must fit."),
    "checked": Label(
        "Адамның кім екенін қалай тексергеніңізді жазыңыз (қандай құжат).",
        "Напишите, как установлена личность (какой документ).", "Say how you checked who it is (by which document)."),
    "reason": Label(
        "Себебін кемінде 10 таңбамен жазыңыз.", "Напишите причину, не меньше 10 знаков.",
        "Give the reason in at least 10 characters."),
    "ground": Label(
        "Негізін жазыңыз: құжаттың нөмірі мен күні.", "Укажите основание: номер и дату документа.",
        "Give the ground: the number and day of the paper."),
    "ends_on": Label(
        "Ұстау мерзімі ертеңнен бастап %(days)s күннен аспауы керек.",
        "Срок удержания – с завтрашнего дня и не дольше %(days)s дней.",
        "A hold ends on a day from tomorrow on, at most %(days)s days ahead."),
    "no_record": Label(
        "Мұндай нөмірлі жазба жоқ немесе ол сізге ашық емес.", "Записи с таким номером нет или она вам не открыта.",
        "There is no record of this number, or it is not open to you."),
    "lifted": Label("Ұстау бұрын алынған.", "Удержание уже снято.", "The hold was lifted before."),
    "ended": Label(
        "Сұрау аяқталған: бұл әрекет енді мүмкін емес.", "Запрос завершён: это действие уже невозможно.",
        "The request has ended: this can no longer be done."),
    "own_proposal": Label(
        "Өз ұсынысыңызды өзіңіз растай алмайсыз: басқа адам растауы керек.",
        "Своё предложение нельзя подтвердить самому: это делает другой человек.",
        "You cannot confirm your own proposal: another person does."),
    "not_proposed": Label(
        "Алдымен шешім ұсынылуы керек.", "Сначала должно быть предложено решение.", "First a decision is proposed."),
    "asked": Label(
        "Бұл деректерді өшіру бұрын сұралған: %(number)s.", "Стирание этих данных уже запрошено: %(number)s.",
        "Erasing these data has been asked for before: %(number)s."),
    "code": Label(
        "Мұндай код табылмады. Түбіртектегі кодты не сілтемені толық енгізіңіз.",
        "Такой код не найден. Введите код или ссылку с талона целиком.",
        "No such code was found. Enter the code or the link of the receipt in full."),
    "nothing": Label(
        "Бұл белгілер бойынша ештеңе сақталмаған.", "По этим данным ничего не хранится.",
        "Nothing is held under these marks."),
}

OPEN_WHY = Label(
    "Іс аяқталған жоқ: оны қарау – заң талабы", "Дело не завершено: рассмотреть его требует закон",
    "It is not finished: the law requires it to be examined")
FLOOR_WHY = Label(
    "Шағым беру мерзімі аяқталған жоқ", "Не истёк срок, в который можно жаловаться",
    "The time in which a complaint may be made is not over")
HOLD_WHY = Label("Жазбаны ресми құжат бойынша ұстап тұр", "Запись удерживается по официальной бумаге",
                 "The record is held on an official paper")
RULE_WHY = Label("Осы ереже бойынша ғана өшіріледі", "Стирается только по своему правилу",
                 "It ends by its own rule alone")
JOB_WHY = Label(
    "Өз бетінде, кодыңызбен өшіріледі немесе мерзімі жақын",
    "Стирается на своей странице по вашему коду либо скоро само",
    "It is erased at its own page by your code, or ends soon by itself")

#: What a field is called when a person is told of it. A test fails for such a field without a name.
FIELDS: dict[str, Label] = {
    "number": Label("Нөмірі", "Номер", "Number"),
    "kind": Label("Түрі", "Вид", "Kind"),
    "category": Label("Санаты", "Категория", "Category"),
    "state": Label("Күйі", "Состояние", "State"),
    "language": Label("Тілі", "Язык", "Language"),
    "channel": Label("Қалай келді", "Как поступило", "How it came"),
    "received_at": Label("Келген уақыты", "Поступило", "Received"),
    "answered_at": Label("Жауап берілген уақыты", "Дан ответ", "Answered"),
    "closed_at": Label("Жабылған уақыты", "Закрыто", "Closed"),
    "text": Label("Мәтіні", "Текст", "Words"),
    "answers": Label("Сұрақтарға жауаптар", "Ответы на вопросы", "Answers to questions"),
    "happened_at": Label("Қашан болды", "Когда произошло", "When it happened"),
    "lon": Label("Бойлық", "Долгота", "Longitude"),
    "lat": Label("Ендік", "Широта", "Latitude"),
    "place": Label("Орны", "Место", "Place"),
    "name": Label("Аты-жөні", "Имя", "Name"),
    "full_name": Label("Аты-жөні", "Имя", "Name"),
    "iin": Label("ЖСН", "ИИН", "Personal number"),
    "phone": Label("Телефон", "Телефон", "Telephone"),
    "email": Label("Электрондық пошта", "Электронная почта", "E-mail"),
    "safe_way": Label("Қалай хабарласу керек", "Как связываться", "How to reach you"),
    "safe_note": Label("Хабарласу туралы ескертпе", "Пометка о связи", "Note on how to reach you"),
    "data": Label("Оқиға туралы дерек", "Данные о событии", "What the history says"),
    "done": Label("Не істелді", "Что сделано", "What was done"),
    "where": Label("Қайда", "Где", "Where"),
    "reason": Label("Себебі", "Причина", "Reason"),
    "answer": Label("Жауап", "Ответ", "Answer"),
    "words": Label("Сөздері", "Слова", "Words"),
    "topic": Label("Тақырыбы", "Тема", "Topic"),
    "starts_at": Label("Басталуы", "Начало", "Begins"),
    "ends_at": Label("Аяқталуы", "Конец", "Ends"),
    "booked_at": Label("Жазылған уақыты", "Когда записались", "Booked"),
    "asked": Label("Не сұралды", "О чём спросили", "What was asked"),
    "said": Label("Не айтылды", "Что сказано", "What was said"),
    "arrived_at": Label("Келген уақыты", "Пришли", "Arrived"),
    "matter": Label("Мәселе", "Вопрос", "Matter"),
    "came_of": Label("Нәтижесі", "Итог", "What came of it"),
    "contact_kind": Label("Не бағаланды", "Что оценено", "What was rated"),
    "issued_at": Label("Берілген уақыты", "Выдано", "Issued"),
    "used_at": Label("Пайдаланылған уақыты", "Использовано", "Used"),
    "made_at": Label("Жасалған уақыты", "Составлено", "Made"),
    "institution": Label("Ұйым", "Учреждение", "Institution"),
    "organisation": Label("Ұйымы", "Организация", "Organisation"),
    "position": Label("Лауазымы", "Должность", "Position"),
    "starts_on": Label("Басталған күні", "С какого дня", "From"),
    "ends_on": Label("Аяқталған күні", "По какой день", "Until"),
    "contact": Label("Байланыс", "Контакт", "Contact"),
    "created_at": Label("Жасалған уақыты", "Создано", "Made"),
    "revoked_at": Label("Тоқтатылған уақыты", "Отозвано", "Revoked"),
    "to": Label("Қайда жіберілді", "Куда отправлено", "Sent to"),
    "context": Label("Хабардың мәтіні", "Содержание сообщения", "What the message said"),
    "rank": Label("Атағы", "Звание", "Rank"),
    "left_at": Label("Кеткен уақыты", "Уход", "Left"),
    "sealed": Label("Құжаттағы дерек", "Данные документа", "What the paper says"),
    "wish": Label("Не сұралды", "Что запрошено", "What was asked for"),
    "asked_at": Label("Сұралған уақыты", "Запрошено", "Asked"),
    "joined_at": Label("Қосылған уақыты", "Присоединились", "Joined"),
    "expires_at": Label("Мерзімі", "Действует до", "Good until"),
    "published_at": Label("Жарияланған уақыты", "Опубликовано", "Published"),
    "ended_at": Label("Аяқталған уақыты", "Завершено", "Ended"),
}
#: Fields that a person is told to exist, and whose value says nothing to anybody.
PRINTS = frozenset(
    {"secret_hash", "token_hash", "code_hash", "key", "search", "password", "mark", "person", "code", "mark_hash",
     "contact_mark", "key_hash", "iin_mark", "subject_mark"})
