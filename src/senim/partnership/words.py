"""What is said to a person when a step is refused: all three languages side by side."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS: dict[str, Label] = {
    "not_yours": Label(
        "Бұл әрекетке құқығыңыз жоқ: орган басқа аумақтікі немесе лауазымыңыз бұған жол бермейді.",
        "У вас нет права на это действие: орган другой территории или ваша должность этого не позволяет.",
        "You may not do this: the body is of another area, or your post does not allow it.",
    ),
    "body_ended": Label(
        "Бұл органның қызметі тоқтатылған.", "Деятельность этого органа прекращена.", "This body has been ended."
    ),
    "same_name": Label(
        "Осы аумақта мұндай атаумен орган бар.",
        "На этой территории орган с таким названием уже есть.",
        "There is a body with this name in this area already.",
    ),
    "quorum_share": Label(
        "Пайызды 1 мен 100 аралығында көрсетіңіз.", "Укажите процент от 1 до 100.", "Give a per cent between 1 and 100."
    ),
    "quorum_share_more": Label(
        "«100 пайыздан көбі» мүмкін емес: 99-дан аспасын.",
        "«Более 100 процентов» невозможно: не больше 99.",
        "“More than 100 per cent” cannot be reached: at most 99.",
    ),
    "quorum_number": Label(
        "Кворум кемінде бір мүше болуы керек.", "Кворум: не менее одного члена.", "A quorum is at least one member."
    ),
    "term_order": Label(
        "Мерзімнің соңы басынан бұрын болмауы керек.",
        "Срок не может закончиться раньше, чем начался.",
        "A term cannot end before it begins.",
    ),
    "member_twice": Label(
        "Бұл адам осы мерзімде органның мүшесі болып тұр.",
        "Этот человек в эти сроки уже член органа.",
        "This person is a member in these days already.",
    ),
    "chair_twice": Label(
        "Осы мерзімде төраға бар. Алдымен оның мерзімін аяқтаңыз.",
        "В эти сроки председатель уже есть. Сначала завершите его срок.",
        "There is a chair in these days. End that term first.",
    ),
    "member_ended": Label(
        "Бұл мүшенің мерзімі аяқталған.", "Срок этого члена уже закончился.", "This member's term has ended already."
    ),
    "no_members": Label(
        "Бұл күні органның бірде-бір мүшесі жоқ: мерзімдері біткен. Алдымен құрамын жаңартыңыз.",
        "На этот день в органе нет ни одного члена: сроки закончились. Сначала обновите состав.",
        "On this day the body has no member: their terms have ended. Renew the membership first.",
    ),
    "before_founding": Label(
        "Отырыс орган құрылғаннан бұрын бола алмайды.",
        "Заседание не может быть раньше создания органа.",
        "A session cannot be before the body was founded.",
    ),
    "not_planned": Label(
        "Отырыс өтіп кетті немесе өтпейді, оны өзгертуге болмайды.",
        "Заседание уже прошло или отменено, изменить его нельзя.",
        "The session is over or called off and cannot be changed.",
    ),
    "too_early": Label(
        "Отырыс әлі басталған жоқ: қатысуды сол күні белгілеңіз.",
        "Заседание ещё не началось: отметьте присутствие в этот день.",
        "The session has not begun: note who is there on the day.",
    ),
    "not_held": Label(
        "Алдымен кім қатысқанын белгілеңіз.", "Сначала отметьте, кто присутствовал.", "First note who was there."
    ),
    "closed": Label(
        "Хаттама жабылған. Қатені түзету үшін түзету жазыңыз: бастапқы мәтін сақталады.",
        "Протокол закрыт. Чтобы исправить ошибку, добавьте поправку: первоначальный текст сохранится.",
        "The minutes are closed. To mend a mistake add a correction: the first text stays.",
    ),
    "not_closed": Label(
        "Хаттама әлі ашық: мәтіннің өзін түзетіңіз.",
        "Протокол ещё открыт: исправьте сам текст.",
        "The minutes are still open: mend the text itself.",
    ),
    "not_entitled": Label(
        "Белгіленгендердің бірі бұл күні мүше болмаған.",
        "Кто-то из отмеченных не был членом в этот день.",
        "Somebody who was marked was not a member on that day.",
    ),
    "decided": Label(
        "Шешімдер қабылданған: қатысуды енді кворум болмайтындай өзгертуге болмайды.",
        "Решения уже приняты: присутствие нельзя изменить так, чтобы кворума не стало.",
        "Decisions were taken: the attendance cannot be changed so that there is no quorum.",
    ),
    "votes_recorded": Label(
        "Дауыс бергендер қатысқандардан көп болып шығады.",
        "Проголосовавших окажется больше, чем присутствовавших.",
        "There would be more votes than members present.",
    ),
    "no_quorum": Label(
        "Кворум жоқ, сондықтан шешім қабылданбайды. Мәселені тыңдап, кейінге қалдыруға болады.",
        "Кворума нет, поэтому решение принять нельзя. Вопрос можно заслушать и отложить.",
        "There is no quorum, so nothing can be decided. The item can be heard and postponed.",
    ),
    "no_agenda": Label("Күн тәртібінде мәселе жоқ.", "В повестке нет ни одного вопроса.", "The agenda has no item."),
    "item_open": Label(
        "Күн тәртібіндегі әр мәселе бойынша не болғанын жазыңыз: қаралды немесе кейінге қалдырылды.",
        "По каждому вопросу повестки запишите, что было: рассмотрен или отложен.",
        "Write for every item what became of it: heard or postponed.",
    ),
    "no_words": Label("Мәтінін жазыңыз.", "Напишите текст.", "Write the words."),
    "too_many_votes": Label(
        "Дауыстар қатысқан мүшелерден көп.",
        "Голосов больше, чем присутствующих членов.",
        "More votes than members present.",
    ),
    "not_carried": Label(
        "Қолдау дауыстары басым емес: шешім қабылданбады.",
        "Голосов «за» не больше, чем «против»: решение не принято.",
        "The votes for do not exceed those against: it was not carried.",
    ),
    "due_before": Label(
        "Орындау мерзімі отырыс күнінен бұрын болмауы керек.",
        "Срок исполнения не может быть раньше дня заседания.",
        "It cannot be due before the day of the session.",
    ),
    "not_open": Label(
        "Бұл шешім бақылаудан алынған.",
        "Это решение уже снято с контроля.",
        "This decision is no longer under control.",
    ),
    "not_later": Label(
        "Жаңа мерзім бұрынғысынан кеш болуы керек.",
        "Новый срок должен быть позже прежнего.",
        "The new day must be later.",
    ),
    "future": Label("Бұл күн әлі келген жоқ.", "Этот день ещё не наступил.", "This day has not come yet."),
    "before_decision": Label(
        "Орындалған күн шешім қабылданған күннен бұрын болмауы керек.",
        "День исполнения не может быть раньше дня решения.",
        "It cannot have been executed before it was decided.",
    ),
    "meeting_past": Label(
        "Кездесуді келешек уақытқа жариялаңыз.",
        "Объявите встречу на будущее время.",
        "Announce a meeting for a time to come.",
    ),
    "meeting_over": Label(
        "Кездесу өтіп кетті немесе өтпейді.", "Встреча уже прошла или отменена.", "The meeting is over or called off."
    ),
    "meeting_not_yet": Label("Кездесу әлі өткен жоқ.", "Встреча ещё не прошла.", "The meeting has not been held yet."),
    "not_answered": Label(
        "Алдымен сұраққа жауап жазыңыз.", "Сначала ответьте на вопрос.", "Answer the question first."
    ),
    "withdrawn": Label(
        "Жарияланған жауап алдымен жариядан алынады, содан кейін өзгертіледі.",
        "Опубликованный ответ сначала снимают с публикации, затем меняют.",
        "A published answer is first taken back, then changed.",
    ),
    "personal": Label(
        "Мәтінде телефон, ЖСН, карта нөмірі, пошта немесе пәтер нөмірі бар сияқты. Жариялауға болмайды: алып тастаңыз.",
        "Похоже, в тексте есть телефон, ИИН, номер карты, почта или номер квартиры. Публиковать нельзя: уберите это.",
        "The text seems to hold a telephone, an IIN, a card number, an e-mail or a flat number. "
        "It cannot be published: take it out.",
    ),
    "agreement_over": Label(
        "Келісімнің мерзімі біткен немесе әлі басталған жоқ.",
        "Срок соглашения закончился или ещё не начался.",
        "The agreement has ended or has not begun.",
    ),
    "not_agreed": Label(
        "Келісімде бұл деректер жоқ.",
        "Соглашение не охватывает эти данные.",
        "The agreement does not cover these data.",
    ),
    "period": Label(
        "Кезең толық айлардан тұруы және аяқталған болуы керек.",
        "Период должен состоять из полных месяцев, которые уже закончились.",
        "The period must be of whole months that are over.",
    ),
    "too_small": Label(
        "Деректер тым аз: бір адамды танып қоюға болады. Кезеңді ұзартыңыз немесе бағандарды азайтыңыз.",
        "Данных слишком мало: можно узнать отдельного человека. Возьмите период длиннее или меньше столбцов.",
        "There is too little: a single person could be recognised. Take a longer period or fewer columns.",
    ),
    "too_thin": Label(
        "Тексеруден кейін жолдардың тым көбі жасырылады, деректер бұрмаланады. "
        "Кезеңді ұзартыңыз немесе бағандарды азайтыңыз.",
        "После проверки пришлось бы скрыть слишком много строк, и данные исказились бы. "
        "Возьмите период длиннее или меньше столбцов.",
        "The check would withhold too many rows and distort the data. Take a longer period or fewer columns.",
    ),
    "threshold_low": Label(
        "Шек үштен төмен болмауы керек.", "Порог не может быть ниже трёх.", "The threshold cannot be below three."
    ),
    "rule_past": Label(
        "Ереже бүгіннен бұрын басталмайды: өткен экспорттар сол кездегі ережемен қалады.",
        "Правило не может начаться раньше сегодняшнего дня: прежние выгрузки остаются по тогдашнему правилу.",
        "A rule cannot begin before today: past exports stay under the rule of their day.",
    ),
    "rule_twice": Label(
        "Бұл күннен басталатын ереже бар. Басқа күнді таңдаңыз: ереже өзгертілмейді.",
        "Правило с этого дня уже есть. Выберите другой день: правила не меняют.",
        "There is a rule from this day already. Choose another day: a rule is not changed.",
    ),
    "bad_number": Label(
        "Мұндай нөмірлі проблема карточкасы болмайды. Нөмірді салыстырып көріңіз.",
        "Такого номера карточки проблемы не бывает. Сверьте номер.",
        "No problem file can have this number. Compare it once more.",
    ),
    "bad_link": Label(
        "Сілтеме https:// деп басталуы керек.", "Ссылка должна начинаться с https://", "A link must begin with https://"
    ),
    "not_here": Label(
        "Бұл аумақ сізге қарамайды.", "Эта территория не в вашем ведении.", "This area is not yours to arrange."
    ),
    "trained_not_member": Label(
        "Оқыту күні бұл адам мүше болмаған.",
        "В день обучения этот человек не был членом.",
        "On the day of the training this person was not a member.",
    ),
}
