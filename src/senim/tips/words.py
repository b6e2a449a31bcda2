"""What is said: refusals, and the statement of what can and cannot stay hidden. Short sentences, three languages.

The statement is a promise about the code beside it: whoever changes what is kept changes it here, in the same commit.
"""

from __future__ import annotations

from senim.kernel.labels import Label

CANNOT_OPEN = Label(
    "Бұл жазба жүйенің қазіргі кілтімен ашылмайды. Әкімшіге айтыңыз: кілт ауысқан.",
    "Эта запись не открывается нынешним ключом системы. Скажите администратору: ключ сменился.",
    "This entry does not open with the key of the installation. Tell the administrator: the key has changed.",
)
REFUSALS: dict[str, Label] = {
    "unknown": Label(
        "Мұндай код жоқ. Әр әріп пен санды тексеріңіз. Хабарлама ережемен өшірілген де болуы мүмкін.",
        "Такого кода нет. Проверьте каждую букву и цифру. Возможно, сообщение уже удалено по правилу.",
        "We do not know this code. Check every letter and digit. The message may also have been deleted by rule.",
    ),
    "no_text": Label("Не болғанын жазыңыз.", "Напишите, что происходит.", "Say what happens."),
    "too_long": Label(
        "Мәтін тым ұзын: 5000 таңбадан аспасын. Ештеңе қысқартылған жоқ, қалғанын кейін жаза аласыз.",
        "Текст слишком длинный: не больше 5000 знаков. Ничего не обрезано, остальное можно дописать позже.",
        "The text is too long: 5,000 characters at most. Nothing has been cut; you can write the rest later.",
    ),
    "no_contact": Label(
        "Сізбен қалай байланысуға болатынын жазыңыз немесе анонимді түрін таңдаңыз.",
        "Напишите, как с вами связаться, или выберите анонимный способ.",
        "Say how we may reach you, or choose the anonymous way.",
    ),
    "no_office": Label(
        "Бұл өңірде мұндай хабарламаны оқитын қызметкер қазір тағайындалмаған. Мәтініңіз жіберілген жоқ.",
        "В этом регионе сейчас не назначен сотрудник, который читает такие сообщения. Ваш текст не отправлен.",
        "In this region nobody is named to read such messages now. Your text was not sent.",
    ),
    "again": Label(
        "Бұл хабарлама жіберіліп қойған, код көрсетілген. Кодты екінші рет көрсете алмаймыз.",
        "Это сообщение уже отправлено, код был показан. Второй раз показать его мы не можем.",
        "This message was sent already and its code was shown. We cannot show it a second time.",
    ),
    "too_many": Label(
        "Жауап күтіңіз: соңғы жауаптан кейін тым көп жаздыңыз. Мәтініңіз осы бетте қалды.",
        "Подождите ответа: после последнего ответа вы написали слишком много раз. Текст остался на странице.",
        "Wait for an answer: you have written too often since the last one. Your text is still on this page.",
    ),
    "not_yours": Label(
        "Мұндай хабарлама сізге ашық емес.", "Это сообщение вам не открыто.", "This message is not open to you."
    ),
    "ended": Label(
        "Хабарлама аяқталған. Жіберуші қайта жазса, өзі ашылады.",
        "Сообщение завершено. Если отправитель напишет снова, оно откроется само.",
        "The message is closed. When the sender writes again, it opens by itself.",
    ),
    "no_reason": Label(
        "Себебін түсінікті етіп жазыңыз: кемінде 15 таңба.",
        "Напишите причину понятно: не меньше 15 знаков.",
        "Give a clear reason: at least 15 characters.",
    ),
    "contact_gone": Label(
        "Байланыс дерегі жоқ: жіберуші оны өшірген немесе қалдырмаған.",
        "Контакта нет: отправитель удалил его или не оставлял.",
        "There is no contact: the sender deleted it or left none.",
    ),
    "no_reference": Label(
        "Кезекші бөлім берген тіркеу нөмірін жазыңыз.",
        "Укажите номер регистрации, который дала дежурная часть.",
        "Give the registration number that the duty unit gave.",
    ),
    "bad_time": Label(
        "Тіркеу уақыты хабарлама келген сағаттан бұрын немесе болашақта бола алмайды.",
        "Время регистрации не может быть раньше часа получения или в будущем.",
        "The registration cannot lie before the hour of receipt or in the future.",
    ),
    "not_oneself": Label(
        "Өзіңізді тағайындай алмайсыз. Басқа басшы тағайындайды.",
        "Назначить самого себя нельзя. Это делает другой руководитель.",
        "You cannot name yourself. Another head does it.",
    ),
    "not_there": Label(
        "Бұл адам осы өңірде басшы немесе кезекші қызметінде емес.",
        "Этот человек не занимает в этом регионе должность руководителя или дежурного.",
        "This person holds no post of a head or of a duty unit in this region.",
    ),
    "already": Label(
        "Бұл адам тағайындалып қойған.", "Этот человек уже назначен.", "This person is named already."
    ),
    "no_ground": Label(
        "Бұйрықтың нөмірі мен күнін жазыңыз.",
        "Укажите номер и день приказа.",
        "Give the number and the day of the order.",
    ),
    "bad_period": Label(
        "Соңғы күн бүгіннен кейін және бір жылдан аспауы керек.",
        "Последний день должен быть позже сегодняшнего и не дальше года.",
        "The last day must lie after today and within a year.",
    ),
}

#: What we do, and what follows from it. {days}: how long a closed message is kept.
HIDDEN: tuple[Label, ...] = (
    Label(
        "Аты-жөніңізді, телефоныңызды сұрамаймыз. Тіркелудің қажеті жоқ.",
        "Мы не спрашиваем имя и телефон. Регистрация не нужна.",
        "We ask for no name and no telephone number. You need no account.",
    ),
    Label(
        "Құрылғыңызға ештеңе сақтамаймыз: cookie де, жоба да жоқ.",
        "Мы ничего не оставляем на вашем устройстве: ни cookie, ни черновика.",
        "We leave nothing on your device: no cookie and no draft.",
    ),
    Label(
        "Желі мекенжайыңызды жазбаймыз. Минутты да жазбаймыз, тек сағаты қалады.",
        "Мы не записываем сетевой адрес. Минуту тоже не записываем, остаётся только час.",
        "We do not write down your network address. Nor the minute: only the hour is kept.",
    ),
    Label(
        "Хабарламаны тек аты-жөні бойынша тағайындалған қызметкерлер оқиды. Әр ашылуы журналға түседі.",
        "Сообщение читают только сотрудники, назначенные поимённо. Каждое открытие попадает в журнал.",
        "Only officers who are named one by one read the message. Every opening is logged.",
    ),
    Label(
        "Мәтін мен фото шифрланып сақталады. Жабылған соң {days} күннен кейін өшіріледі.",
        "Текст и фото хранятся зашифрованными. Через {days} дней после завершения они удаляются.",
        "Text and photos are kept encrypted. They are deleted {days} days after the message is closed.",
    ),
    Label(
        "Фотодан орын мен құрылғы туралы жасырын деректі өшіреміз.",
        "Из фото мы убираем скрытые данные о месте и устройстве.",
        "We remove the hidden data on place and device from photos.",
    ),
)
NOT_HIDDEN: tuple[Label, ...] = (
    Label(
        "Байланыс операторы немесе Wi-Fi иесі бұл сайтты ашқаныңызды көреді. Не жазғаныңызды көрмейді.",
        "Оператор связи или хозяин Wi-Fi видит, что вы открывали этот сайт. Что вы написали, он не видит.",
        "Your operator, or whoever owns the Wi-Fi, sees that you opened this site. What you wrote they do not see.",
    ),
    Label(
        "Телефоныңызды қолына алған адам шолғыш тарихынан осы бетті көруі мүмкін. Жекеше терезеде ашыңыз.",
        "Тот, кто возьмёт ваш телефон, может увидеть эту страницу в истории. Откройте приватное окно.",
        "Whoever takes your telephone may see this page in its history. Use a private window.",
    ),
    Label(
        "Жазғаныңыздың өзі сізді танытуы мүмкін: тек сіз білетін жайт, есім, фотодағы бөлме. Оқып шығып жіберіңіз.",
        "Вас может выдать сам текст: то, что знаете только вы, имя, комната на фото. Перечитайте перед отправкой.",
        "Your words may give you away: what only you know, a name, the room in a photo. Read again before you send.",
    ),
    Label(
        "Сот шешімі болса, бізде бар нәрсені береміз: мәтінді, фотоны, сағатын. Атыңыз бізде жоқ.",
        "По решению суда мы отдадим то, что у нас есть: текст, фото, час. Вашего имени у нас нет.",
        "If a court orders it, we hand over what we have: text, photos, the hour. Your name we do not have.",
    ),
    Label(
        "Серверді ұстайтын адамдарда оның кілті бар. Олар мәтінді техникалық тұрғыдан аша алады, бірақ құқығы жоқ.",
        "У тех, кто обслуживает сервер, есть его ключ. Технически они могут открыть текст, но не имеют права.",
        "Those who run the server have its key. They could technically open the text, though they may not.",
    ),
    Label(
        "Біз бірден келе алмаймыз. Қазір қауіп болса, 102-ге қоңырау шалыңыз.",
        "Мы не можем приехать сразу. Если опасно сейчас, звоните 102.",
        "We cannot come at once. If there is danger now, call 102.",
    ),
)
#: Said in place of the first lines where a contact is left.
CONFIDENTIAL_HIDDEN: tuple[Label, ...] = (
    Label(
        "Байланыс дерегіңіз бөлек шифрланады. Оны тек тағайындалған қызметкер, себебін жазып аша алады.",
        "Контакт зашифрован отдельно. Открыть его может только назначенный сотрудник, указав причину.",
        "Your contact is encrypted apart. Only a named officer can open it, and must write the reason.",
    ),
    Label(
        "Ашылса, оны код арқылы кіргенде көресіз. Байланыс дерегін кез келген сәтте өшіре аласыз.",
        "Если его открывали, вы увидите это по коду. Удалить контакт можно в любой момент.",
        "If it was opened, you see that by your code. You can delete the contact at any time.",
    ),
)
CONFIDENTIAL_NOT_HIDDEN = Label(
    "Сот шешімі болса, байланыс дерегіңіз де беріледі. Бұдан қорықсаңыз, анонимді түрін таңдаңыз.",
    "По решению суда будет передан и контакт. Если вас это пугает, выберите анонимный способ.",
    "If a court orders it, the contact is handed over too. If you fear that, choose the anonymous way.",
)
SAFETY_FIRST: tuple[Label, ...] = (
    Label(
        "Алдымен қауіпсіздігіңіз. Қасыңызда сол адам болса, қазір жазбаңыз.",
        "Сначала ваша безопасность. Если этот человек рядом, не пишите сейчас.",
        "Your safety comes first. If that person is near, do not write now.",
    ),
    Label(
        "Біз өзіміз қоңырау шалмаймыз, SMS жібермейміз. Жауапты тек сіз код арқылы оқисыз.",
        "Мы сами не звоним и не шлём SMS. Ответ прочтёте только вы по коду.",
        "We do not call and send no SMS. Only you read the answer, by your code.",
    ),
    Label(
        "Кодты сол адам таппайтын жерге жазып қойыңыз.",
        "Запишите код там, где этот человек его не найдёт.",
        "Write the code where that person will not find it.",
    ),
)
SAFETY_FOR_HANDLER = Label(
    "Тұрмыстық зорлық-зомбылық: алдымен жіберушінің қауіпсіздігі. Осы жерде қауіпсіз жол келісілмейінше, "
    "қоңырау шалмаңыз, сол мекенжайға бармаңыз және ешкімге хабарлама туралы айтпаңыз. Өмірге қауіп болса, "
    "кезекші бөлімге беріңіз.",
    "Насилие в семье: сначала безопасность отправителя. Пока здесь не согласован безопасный путь, не звоните, "
    "не приходите по адресу и никому не говорите о сообщении. При угрозе жизни передайте в дежурную часть.",
    "Violence at home: the sender's safety comes first. Until a safe way is agreed here, do not call, do not go to "
    "the address and tell nobody of the message. Where life is in danger, hand it to the duty unit.",
)
#: What stands on the day of a named officer: it says nothing of the matter.
DUTY = Label("Қорғалған хабарлама жауап күтеді", "Защищённое сообщение ждёт ответа", "A protected message waits")
DUTY_BECAUSE = Label("Жіберушіге берілген уәде", "Обещание отправителю", "Promised to the sender")
UNNAMED = Label(
    "Қорғалған хабарламаны оқитын адам тағайындалмаған",
    "Не назначен никто, кто читает защищённые сообщения",
    "Nobody is named to read protected messages",
)
UNNAMED_BECAUSE = Label("Тағайындау мерзімі аяқталған", "Срок назначения истёк", "The naming has ended")


def statement(way: str, language: str, days: int) -> tuple[list[str], list[str]]:
    """(what stays hidden, what cannot), in a language, for a way of writing. days: how long a closed one is kept."""
    hidden, open_ = [*HIDDEN], [*NOT_HIDDEN]
    if way == "confidential":
        hidden = [*CONFIDENTIAL_HIDDEN, *HIDDEN[1:]]
        open_.insert(3, CONFIDENTIAL_NOT_HIDDEN)
        del open_[4]
    return [one.in_(language).format(days=days) for one in hidden], [one.in_(language) for one in open_]
