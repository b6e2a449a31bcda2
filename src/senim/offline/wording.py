"""The sentences of the work without a network in three languages: refusals, questions, and every word of its page.

The page has no words in its script: they come with it, as the table UI, and what the server says comes with its answer.
"""

from senim.kernel.labels import Label
from senim.offline.domain import Answer, Kind, Time

TITLE = Label("Желісіз жұмыс", "Работа без сети", "Without a network")
SHORT = Label("Сенім: күн", "Senim: день", "Senim: day")
DEVICES = Label("Құрылғылар", "Устройства", "Devices")

REFUSALS: dict[str, Label] = {
    "not_yours": Label(
        "Бұл құрылғы сізде де, сізге бағынатын қызметкерде де емес.",
        "Это устройство не ваше и не вашего подчинённого.",
        "This device is neither yours nor of anybody below you.",
    ),
    "lost": Label(
        "Бұл құрылғы жоғалған деп белгіленген: одан ештеңе қабылданбайды, оған ештеңе берілмейді.",
        "Это устройство отмечено как утерянное: с него ничего не принимается и на него ничего не выдаётся.",
        "This device is marked as lost: nothing is taken from it and nothing is given to it.",
    ),
    "device": Label(
        "Сервер бұл құрылғыны танымайды немесе ол басқа адамға тіркелген. Жазбалар құрылғыда қалады.",
        "Сервер не знает это устройство, или оно записано за другим человеком. Записи остаются на устройстве.",
        "The server does not know this device, or it belongs to another person. The entries stay on the device.",
    ),
    "name": Label(
        "Құрылғыға атау беріңіз: кемінде бір, көбі 60 таңба.",
        "Назовите устройство: от одного до 60 знаков.",
        "Give the device a name of 1 to 60 characters.",
    ),
    "too_many": Label(
        "Сізде қазірдің өзінде бес құрылғы бар. «Құрылғылар» бетінде қолданбайтыныңызды жоғалған деп белгілеңіз.",
        "У вас уже пять устройств. На странице «Устройства» отметьте то, которым не пользуетесь, как утерянное.",
        "You have five devices already. Mark one that you do not use as lost on the page “Devices”.",
    ),
    "shape": Label(
        "Бұл жазбаны оқу мүмкін болмады. Ол құрылғыда қалады: ашып, толықтырып, қайта сақтаңыз.",
        "Эту запись не удалось прочитать. Она остаётся на устройстве: откройте, дополните и сохраните снова.",
        "This entry could not be read. It stays on the device: open it, complete it and keep it again.",
    ),
    "batch": Label(
        "Бірден тым көп жіберілді. Құрылғы бөліп-бөліп қайта жібереді.",
        "За один раз отправлено слишком много. Устройство отправит снова по частям.",
        "Too much was sent at once. The device sends it again in parts.",
    ),
    "photo_big": Label(
        "Фото 3 МБ-тан үлкен. Сапар құрылғыда қалды: фотоны кішірек етіп қайта түсіріңіз немесе алып тастаңыз.",
        "Фото больше 3 МБ. Выход остался на устройстве: снимите фото поменьше или уберите его.",
        "The photo is over 3 MB. The visit stays on the device: take a smaller photo or leave it out.",
    ),
    "foreign": Label(
        "Бұл жазба басқа қызметкердікі ретінде қабылданған. Ол құрылғыда қалады.",
        "Эта запись уже принята от другого сотрудника. Она остаётся на устройстве.",
        "This entry was already taken from another officer. It stays on the device.",
    ),
    "purpose": Label("Не үшін барғаныңызды таңдаңыз.", "Выберите, зачем был выход.", "Choose what the visit was for."),
    "outcome": Label("Нәтижесін таңдаңыз.", "Выберите, что вышло.", "Choose what came of it."),
    "time": Label("Күні мен уақытын көрсетіңіз.", "Укажите день и время.", "Say the day and the time."),
    "long": Label(
        "Мәтін тым ұзын: көбі 4000 таңба.", "Текст слишком длинный: не больше 4000 знаков.",
        "The text is too long: 4000 characters at most.",
    ),
    "no_cards": Label(
        "Бұл карточка серверде табылмады. Белгілегеніңіз құрылғыда қалады.",
        "Эта карточка на сервере не найдена. Ваши отметки остаются на устройстве.",
        "This card was not found on the server. Your ticks stay on the device.",
    ),
    "fault": Label(
        "Серверде ақау болды, бұл жазба қабылданған жоқ. Ол құрылғыда: кейінірек қайта жіберіңіз.",
        "На сервере произошла ошибка, запись не принята. Она на устройстве: отправьте позже ещё раз.",
        "The server failed; this entry was not taken. It is on the device: send it again later.",
    ),
}

ASK_CLOCK = Label(
    "Құрылғының сағаты %(off)s %(way)s. Сапар уақытын қолмен жазғансыз: %(device)s. Қайсысы дұрыс?",
    "Часы устройства %(way)s на %(off)s. Время выхода вы написали сами: %(device)s. Какое верно?",
    "The device's clock is %(off)s %(way)s. You wrote the time of the visit yourself: %(device)s. Which is right?",
)
ASK_FUTURE = Label(
    "Сапар уақыты әлі болған жоқ: %(device)s, ал серверде қазір %(now)s. Қай уақытпен сақтаймыз?",
    "Это время ещё не наступило: %(device)s, а на сервере %(now)s. С каким временем сохранить?",
    "This time has not come yet: %(device)s, and on the server it is %(now)s. With which time shall it be kept?",
)
AHEAD, BEHIND = Label("алда", "спешат", "ahead"), Label("артта", "отстают", "behind")
TAKE = Label("%(time)s дұрыс", "Верно %(time)s", "%(time)s is right")
TAKE_NOW = Label("Қазіргі уақытпен: %(time)s", "С нынешним временем: %(time)s", "With the present time: %(time)s")
CLOCK_SET = Label(
    "Құрылғының сағаты %(off)s %(way)s болды: уақыт %(device)s емес, %(at)s болып сақталды. Екеуі де жазылды.",
    "Часы устройства %(way)s на %(off)s: сохранено %(at)s, а не %(device)s. Записаны оба времени.",
    "The device's clock was %(off)s %(way)s: kept as %(at)s and not %(device)s. Both times are on record.",
)
ASK_BOTH = Label(
    "Сіз желісіз жүргенде %(who)s осы іс бойынша сапар жазып қойды. Екеуін салыстырыңыз.",
    "Пока вы были без сети, %(who)s уже записал(а) выход по этому делу. Сравните оба.",
    "While you were without a network, %(who)s wrote down a visit to the same matter. Compare the two.",
)
KEEP_BOTH = Label("Екеуі де қалсын", "Сохранить оба", "Keep both")
ASK_OTHER_WORDS = Label(
    "Бұл сапар сервер қабылдағаннан кейін құрылғыда өзгертілген. Қайсысы қалсын?",
    "После того как сервер принял этот выход, вы изменили его на устройстве. Какой вариант оставить?",
    "This visit was changed on the device after the server had taken it. Which version shall stand?",
)
TAKE_MINE = Label("Құрылғыдағысын түзету ретінде сақтау", "Сохранить мой вариант как исправление", "Keep mine as a correction")
DROP_MINE = Label("Сервердегісі қалсын, менікін өшіру", "Оставить вариант сервера, мой удалить", "Keep the server's, delete mine")
THEIRS, MINE = Label("Серверде", "На сервере", "On the server"), Label("Құрылғыда", "На устройстве", "On the device")
REASON_OFFLINE = Label("Желісіз жазылғаны түзетілді", "Исправлено написанное без сети", "Written without a network, then mended")
ANSWERS: dict[Answer, Label] = {
    Answer.KEPT: Label("Сақталды", "Принято", "Kept"),
    Answer.KNOWN: Label("Бұрын қабылданған", "Уже было принято", "Known already"),
    Answer.REFUSED: Label("қабылданбады", "не принято", "refused"),
    Answer.ASKS: Label("жауабыңызды күтеді", "нужен ответ", "asks you"),
}
KINDS: dict[Kind, Label] = {
    Kind.VISIT: Label("Сапар", "Выход", "Visit"),
    Kind.RUN: Label("Карточка", "Карточка", "Card"),
}
#: How the time of an entry was settled.
TIMES: dict[Time, Label] = {
    Time.PLAIN: Label("құрылғы сағаты бойынша", "по часам устройства", "by the device's clock"),
    Time.CORRECTED: Label("сервер сағатына түзетілген", "исправлено по часам сервера", "set right by the server's clock"),
    Time.CHOSEN: Label("қызметкер таңдаған", "выбрано сотрудником", "chosen by the officer"),
}

WHEN, PLACE, WHAT_FOR, CAME, SENTENCE = (
    Label("Қашан", "Когда", "When"),
    Label("Қайда", "Где", "Where"),
    Label("Не үшін", "Зачем", "What for"),
    Label("Нәтижесі", "Итог", "What came of it"),
    Label("Бір сөйлеммен", "Одной фразой", "In a sentence"),
)

GROUPS = {
    "late": Label("Мерзімі өткен", "Просрочено", "Overdue"),
    "today": Label("Бүгін", "Сегодня", "Today"),
    "soon": Label("Жеті күн ішінде", "В ближайшие семь дней", "Within seven days"),
}
LEFT = Label(
    "Серверде қалғаны: %(n)s. Құпия іс пен қызметкерге шағым құрылғыға алынбайды.",
    "Осталось на сервере: %(n)s. Деликатные дела и жалобы на сотрудников на устройство не берутся.",
    "Left on the server: %(n)s. Sensitive matters and complaints about officers are not taken along.",
)
BEAT = {
    "area": Label("Учаске", "Участок", "Beat"),
    "code": Label("Коды", "Код", "Code"),
    "points": Label("Полиция пункттері", "Пункты полиции", "Police points"),
    "call": Label("Кімге қоңырау шалуға болады", "Кому звонить", "Whom to call"),
    "danger": Label("Қауіп төнсе", "Опасность", "Danger"),
    "rescue": Label("Құтқару қызметі", "Спасатели", "Rescue"),
    "head": Label("Басшы", "Руководитель", "Head"),
    "duty": Label("Кезекші бөлім", "Дежурная часть", "Duty unit"),
    "always": Label("тәулік бойы", "круглосуточно", "round the clock"),
    "neighbours": Label("Көрші учаскелер", "Соседние участки", "Neighbouring beats"),
}

#: Every word of the page, by its code; the template and the script read it here.
UI: dict[str, Label] = {
    "lead": Label(
        "Күн, учаске және карточкалар осы құрылғыда шифрланып сақталады. Желі жоқта жазғаныңыз желі шыққанда жіберіледі.",
        "День, участок и карточки хранятся на этом устройстве зашифрованными. Написанное без сети уйдёт, когда сеть появится.",
        "Day, beat and cards lie sealed on this device. What you write without a network is sent when there is one.",
    ),
    "online": Label("Желі бар", "Сеть есть", "Network"),
    "offline": Label("Желі жоқ", "Сети нет", "No network"),
    "to_cabinet": Label("Кабинетке өту", "В кабинет", "To the cabinet"),
    "views": Label("Бөлімдер", "Разделы", "Sections"),
    "day": Label("Күн", "День", "Day"),
    "beat": Label("Учаске", "Участок", "Beat"),
    "cards": Label("Карточкалар", "Карточки", "Cards"),
    "new": Label("Жаңа сапар", "Новый выход", "New visit"),
    "queue": Label("Кезек", "Очередь", "Queue"),
    "loading": Label("Ашылып жатыр…", "Открывается…", "Opening…"),
    "no_script": Label(
        "Бұл бетке JavaScript керек: онсыз құрылғыда ештеңе шифрланбайды. Кабинеттің басқа беттері онсыз да жұмыс істейді.",
        "Этой странице нужен JavaScript: без него на устройстве ничего не зашифровать. Остальной кабинет работает и без него.",
        "This page needs JavaScript: without it nothing can be sealed on the device. The rest of the cabinet works without.",
    ),
    "unable": Label(
        "Бұл браузер шифрлай алмайды (WebCrypto, IndexedDB және HTTPS керек). Құрылғыда ештеңе сақталған жоқ.",
        "Этот браузер не умеет шифровать (нужны WebCrypto, IndexedDB и HTTPS). На устройстве ничего не сохранено.",
        "This browser cannot seal (WebCrypto, IndexedDB and HTTPS are needed). Nothing is kept on the device.",
    ),
    "setup": Label("Осы құрылғыны дайындау", "Подготовить это устройство", "Prepare this device"),
    "setup_lead": Label(
        "Құрылғы сіздің атыңызға тіркеледі. Құпия сөйлемді тек сіз білесіз: ол ешқайда жіберілмейді, ұмытсаңыз, жіберілмеген жазбалар ашылмайды.",
        "Устройство записывается на вас. Парольную фразу знаете только вы: она никуда не отправляется, а если её забыть, неотправленные записи не открыть.",
        "The device is registered for you. Only you know the passphrase: it is sent nowhere, and if you forget it, entries that were not sent cannot be opened.",
    ),
    "device_name": Label("Құрылғының атауы", "Название устройства", "Name of the device"),
    "device_hint": Label("Мысалы: «Қызметтік планшет». Адамның атын жазбаңыз.", "Например: «Служебный планшет». Без имён.", "For example: “Service tablet”. No names of people."),
    "passphrase": Label("Құпия сөйлем", "Парольная фраза", "Passphrase"),
    "passphrase_hint": Label(
        "Кемінде 12 таңба, ең дұрысы – өзара байланысы жоқ төрт-бес сөз. Кіру құпиясөзін қайталамаңыз.",
        "Не меньше 12 знаков, лучше четыре-пять не связанных слов. Не повторяйте пароль для входа.",
        "At least 12 characters, best four or five unrelated words. Do not repeat the sign-in password.",
    ),
    "again": Label("Тағы бір рет", "Ещё раз", "Once more"),
    "make": Label("Дайындап, күнді алу", "Подготовить и взять день", "Prepare and take the day"),
    "short": Label("Құпия сөйлем тым қысқа немесе тым қарапайым: кемінде 12 таңба, алты түрлі таңба.", "Парольная фраза слишком короткая или простая: не меньше 12 знаков, шести разных.", "The passphrase is too short or too plain: at least 12 characters, six of them different."),
    "differs": Label("Екі сөйлем бірдей емес.", "Фразы не совпадают.", "The two do not match."),
    "name_missing": Label("Құрылғыға атау беріңіз.", "Назовите устройство.", "Give the device a name."),
    "working": Label("Кілт есептеліп жатыр, бірнеше секунд күтіңіз…", "Ключ вычисляется, подождите несколько секунд…", "The key is being worked out, a few seconds…"),
    "unlock": Label("Ашу", "Открыть", "Unlock"),
    "locked": Label("Құлыпталған", "Закрыто", "Sealed"),
    "whose": Label("Кімнің жазбасы", "Чья запись", "Which one"),
    "wrong": Label("Құпия сөйлем сәйкес келмеді. Ештеңе өшірілген жоқ.", "Фраза не подошла. Ничего не удалено.", "That is not the passphrase. Nothing was deleted."),
    "other_person": Label("Басқа қызметкерге дайындау", "Подготовить для другого сотрудника", "Prepare for another officer"),
    "lock": Label("Жабу", "Закрыть", "Lock"),
    "signin": Label("Қайта кіріңіз", "Войдите снова", "Sign in again"),
    "signin_words": Label(
        "Сессия аяқталды. Жазбалар осы құрылғыда сақтаулы, кіргеннен кейін жіберіледі.",
        "Сеанс закончился. Записи сохранены на этом устройстве и уйдут после входа.",
        "The session has ended. The entries are kept on this device and are sent when you have signed in.",
    ),
    "other_signed": Label(
        "Жүйеге басқа қызметкер кірген. Бұл кезек оның атынан жіберілмейді; иесі кіргенше құлыптаулы тұрады.",
        "В систему вошёл другой сотрудник. От его имени эта очередь не уйдёт; она закрыта, пока не войдёт владелец.",
        "Another officer is signed in. This queue is not sent in their name; it stays sealed until its owner signs in.",
    ),
    "not_allowed": Label("Сапар жазатын лауазымыңыз жоқ. Жазбалар құрылғыда қалады.", "У вас нет должности, за которой пишутся выходы. Записи остаются на устройстве.", "You hold no post that visits belong to. The entries stay on the device."),
    "first_online": Label("Бірінші рет дайындау үшін желі және жүйеге кіру керек.", "Для первой подготовки нужны сеть и вход в систему.", "To prepare it the first time a network and a sign-in are needed."),
    "expired": Label(
        "Күннің мерзімі өтті, ол құрылғыдан өшірілді. Жіберілмеген жазбалар қалды. Желі шыққанда жаңасын алыңыз.",
        "Срок дня истёк, он удалён с устройства. Неотправленные записи остались. Возьмите новый, когда будет сеть.",
        "The day has expired and was deleted from the device. Entries that were not sent remain. Take a new one when there is a network.",
    ),
    "no_bundle": Label("Құрылғыда күн жоқ.", "На устройстве нет дня.", "There is no day on the device."),
    "take": Label("Күнді жаңарту", "Обновить день", "Take the day anew"),
    "taken": Label("Алынған уақыты", "Взято", "Taken"),
    "until": Label("осыған дейін жарамды", "годно до", "good until"),
    "wiped": Label(
        "Бұл құрылғы жоғалған деп белгіленген: ондағының бәрі өшірілді.",
        "Это устройство отмечено как утерянное: всё с него удалено.",
        "This device was marked as lost: everything on it has been deleted.",
    ),
    "nothing": Label("Міндет жоқ.", "Ничего не требуется.", "Nothing is owed."),
    "go": Label("Сапарды жазу", "Записать выход", "Write down a visit"),
    "stop": Label("жолдағы реті: {n}", "по пути: {n}-й", "on the way: no. {n}"),
    "no_cards": Label("Құрылғыда карточка жоқ.", "Карточек на устройстве нет.", "There are no cards on the device."),
    "search_cards": Label("Карточканы табу", "Найти карточку", "Find a card"),
    "start_run": Label("Осы карточка бойынша бастау", "Начать по этой карточке", "Start with this card"),
    "end_run": Label("Аяқтап, кезекке қою", "Закончить и поставить в очередь", "Finish and queue"),
    "running": Label("Басталды", "Начато", "Started"),
    "ticks": Label("Белгіленді: {n} / {of}", "Отмечено: {n} из {of}", "Ticked: {n} of {of}"),
    "about": Label("Не бойынша", "По делу", "About"),
    "about_none": Label("Ешқандай іс бойынша емес", "Не по делу из списка", "Nothing on the list"),
    "place": Label("Қайда", "Где", "Where"),
    "place_hint": Label("Мекенжай немесе сөзбен: «5-мектептің артындағы аула».", "Адрес или словами: «двор за школой № 5».", "An address or words: “the yard behind school 5”."),
    "here": Label("Мен осындамын", "Я здесь", "I am here"),
    "here_found": Label("Құрылғы орныңызды анықтады. Орынды бір сөзбен атаңыз.", "Устройство определило место. Назовите его словом.", "The device told where you are. Name the place in a word."),
    "here_none": Label("Құрылғы орныңызды айтпады. Қайда екенін жазыңыз.", "Устройство не сообщило место. Напишите, где это.", "The device did not tell where you are. Write the place."),
    "what_for": Label("Не үшін", "Зачем", "What for"),
    "sentence": Label("Бір сөйлеммен", "Одной фразой", "In a sentence"),
    "sentence_hint": Label("Не көрдіңіз, не істедіңіз. Адамдардың аты-жөні мен деректерін жазбаңыз.", "Что увидели и сделали. Без имён и данных людей.", "What you saw and did. No names and no data of people."),
    "when": Label("Қашан", "Когда", "When"),
    "more": Label("Фото, келесі қадам", "Фото, следующий шаг", "Photo, next step"),
    "photo": Label("Фото", "Фото", "Photo"),
    "photo_hint": Label("Адамды емес, орынды түсіріңіз. Құрылғыда кішірейтіледі, түсірілген жері мен камера дерегі алынады.", "Снимайте место, а не людей. Уменьшается на устройстве, координаты и данные камеры удаляются.", "The place, not people. It is made smaller on the device; position and camera are taken out."),
    "photo_kept": Label("Фото кішірейтілді: {from} → {to}", "Фото уменьшено: {from} → {to}", "The photo was made smaller: {from} → {to}"),
    "photo_remove": Label("Фотоны алып тастау", "Убрать фото", "Remove the photo"),
    "photo_huge": Label("Файл {from}: 60 МБ-тан үлкен фотоны бұл құрылғы кішірейте алмайды. Камераның өлшемін азайтып, қайта түсіріңіз.", "Файл {from}: фото больше 60 МБ устройство не уменьшит. Поставьте в камере размер поменьше и снимите ещё раз.", "The file is {from}: over 60 MB this device cannot make it smaller. Choose a smaller size in the camera and take it again."),
    "photo_broken": Label("Бұл файл ({from}) фото ретінде ашылмады. Сапарды фотосыз сақтауға немесе қайта түсіруге болады.", "Этот файл ({from}) не открылся как фото. Сохраните выход без фото или снимите ещё раз.", "This file ({from}) did not open as a photo. Keep the visit without it or take it again."),
    "next_words": Label("Келесі қадам", "Следующий шаг", "Next step"),
    "next_on": Label("Оның күні", "Его день", "Its day"),
    "outcome": Label("Нәтижесі қандай? Түймені бассаңыз, сапар сақталады.", "Что вышло? Нажатие сохраняет выход.", "What came of it? The button keeps the visit."),
    "kept_here": Label("Сапар құрылғыда сақталды.", "Выход сохранён на устройстве.", "The visit is kept on the device."),
    "run_kept": Label("Белгілер құрылғыда сақталды.", "Отметки сохранены на устройстве.", "The ticks are kept on the device."),
    "no_place": Label("Қайда болғаныңызды жазыңыз.", "Напишите, где вы были.", "Write where you were."),
    "no_time": Label("Күні мен уақытын көрсетіңіз.", "Укажите день и время.", "Say the day and the time."),
    "next_whole": Label("Келесі қадамға сөзі де, күні де керек.", "Для следующего шага нужны и слова, и день.", "A next step needs both words and a day."),
    "full": Label("Құрылғыда орын қалмады: жазба сақталған жоқ, мәтін осы бетте тұр. Желі шыққанда кезекті жіберіңіз.", "На устройстве нет места: запись не сохранена, текст остался на странице. Отправьте очередь, когда будет сеть.", "The device is full: the entry is not kept, the text is still on this page. Send the queue when there is a network."),
    "empty_queue": Label("Жіберілмеген жазба жоқ.", "Неотправленных записей нет.", "Nothing is waiting to be sent."),
    "unsent": Label("Жіберілмегені: {n}", "Не отправлено: {n}", "Not sent: {n}"),
    "send": Label("Қазір жіберу", "Отправить сейчас", "Send now"),
    "sending": Label("Жіберіліп жатыр: {n} / {of}", "Отправляется: {n} из {of}", "Sending: {n} of {of}"),
    "sent": Label("Жіберілді: {n}. Қалғаны: {left}.", "Отправлено: {n}. Осталось: {left}.", "Sent: {n}. Left: {left}."),
    "no_net_words": Label("Желі жоқ. Ештеңе жоғалған жоқ: жазбалар құрылғыда.", "Сети нет. Ничего не потеряно: записи на устройстве.", "No network. Nothing is lost: the entries are on the device."),
    "state_waiting": Label("күтіп тұр", "ждёт", "waiting"),
    "state_refused": ANSWERS[Answer.REFUSED],
    "state_asks": ANSWERS[Answer.ASKS],
    "mend": Label("Түзету", "Исправить", "Mend"),
    "drop": Label("Өшіру", "Удалить", "Delete"),
    "drop_sure": Label("Рас өшіру", "Да, удалить", "Yes, delete"),
    "kind_visit": KINDS[Kind.VISIT],
    "kind_run": KINDS[Kind.RUN],
    "notes": Label("Сервердің хабарлары", "Что сообщил сервер", "What the server said"),
    "draft_back": Label("Аяқталмаған сапар қайтарылды.", "Незаконченный выход возвращён.", "The unfinished visit is back."),
    "forget": Label("Құрылғыны тазалау", "Очистить устройство", "Clear this device"),
    "forget_hint": Label("Күн, кілт және жіберілмеген жазбалар осы құрылғыдан біржола өшіріледі.", "День, ключ и неотправленные записи навсегда удаляются с этого устройства.", "The day, the key and entries that were not sent are deleted from this device for good."),
    "forgotten": Label("Құрылғыдағының бәрі өшірілді.", "Всё с устройства удалено.", "Everything on this device has been deleted."),
    "why_open": Label("Белгіленбеген қадам неге қалды", "Почему шаги остались", "Why steps stay open"),
    "forget_sure": Label("Бәрін өшіру: жіберілмегені {n}", "Удалить всё: не отправлено {n}", "Delete everything: {n} not sent"),
    "install": Label("Құрылғыға орнату", "Установить на устройство", "Install on this device"),
    "may_go": Label("Браузер дерек сақтауға кепілдік бермейді: орын азайса, өзі өшіруі мүмкін. Бетті құрылғыға орнатыңыз.", "Браузер не гарантирует хранение: при нехватке места он может удалить данные сам. Установите страницу на устройство.", "The browser does not promise to keep the data: when space runs short it may delete it. Install the page on the device."),
}

#: The page of devices, rendered on the server.
PAGE: dict[str, Label] = {
    "lead": Label(
        "Құрылғы жоғалса, бірден белгілеңіз: ол желіге шыққанда бәрін өшіреді, одан жазба қабылданбайды, иесінің барлық сессиясы аяқталады.",
        "Если устройство утеряно, отметьте сразу: выйдя в сеть, оно всё удалит, записей с него не примут, все сеансы владельца закончатся.",
        "If a device is lost, mark it at once: when it meets the network it deletes everything, nothing is taken from it, and all sessions of its owner end.",
    ),
    "limits": Label(
        "Желіге шықпаған құрылғы белгіні білмейді. Ондағы күн шифрланған және 12 сағаттан кейін ашылмайды; ашық тұрған экран көрініп тұрғанын көрсетеді.",
        "Устройство без сети об отметке не узнает. День на нём зашифрован и через 12 часов не откроется; открытый экран показывает то, что на нём видно.",
        "A device without a network does not learn of the mark. Its day is sealed and does not open after 12 hours; a screen that stands open shows what it shows.",
    ),
    "mine": Label("Менің құрылғыларым", "Мои устройства", "My devices"),
    "below": Label("Қызметкерлерімнің құрылғылары", "Устройства моих сотрудников", "Devices of my officers"),
    "none": Label("Тіркелген құрылғы жоқ", "Устройств нет", "No device is registered"),
    "none_text": Label("Құрылғы «Желісіз жұмыс» бетінде дайындалады.", "Устройство готовится на странице «Работа без сети».", "A device is prepared on the page “Without a network”."),
    "since": Label("Тіркелген", "Записано", "Since"),
    "sync": Label("Соңғы жіберу", "Последняя отправка", "Last sent"),
    "never": Label("болған жоқ", "не было", "never"),
    "unsent": Label("Соңғы хабары бойынша жіберілмегені", "По последнему сообщению не отправлено", "Not sent, as it last said"),
    "lose": Label("Жоғалды деп белгілеу", "Отметить как утерянное", "Mark as lost"),
    "sure": Label(
        "Мұны қайтару мүмкін емес: құрылғы табылса, қайта дайындалады, ондағы жіберілмеген жазбалар жоғалады.",
        "Отменить нельзя: если устройство найдётся, его готовят заново, а неотправленное на нём пропадает.",
        "This cannot be taken back: a device that is found is prepared anew, and what it had not sent is gone.",
    ),
    "sure_button": Label("Иә, жоғалды", "Да, утеряно", "Yes, it is lost"),
    "lost": Label("жоғалған", "утеряно", "lost"),
    "in_use": Label("қолданыста", "в работе", "in use"),
    "lost_at": Label("Белгіленген уақыты", "Отмечено", "Marked"),
    "told": Label("Құрылғы біліп, өзін тазалауға кірісті", "Устройство узнало и начало удаление", "The device was told and began to delete"),
    "not_told": Label("Құрылғы әлі желіге шыққан жоқ", "Устройство ещё не выходило в сеть", "The device has not met the network yet"),
    "lost_with": Label(
        "Онымен бірге жоғалуы мүмкін жазба: %(n)s (құрылғы %(at)s хабарлаған).",
        "Вместе с ним могли пропасть записи: %(n)s (устройство сообщало %(at)s).",
        "With it %(n)s entries may be lost (it said so %(at)s).",
    ),
    "lost_none": Label(
        "Соңғы хабары бойынша жіберілмеген жазба болмаған; кейін жазылғаны белгісіз.",
        "По последнему сообщению неотправленного не было; написанное позже неизвестно.",
        "As it last said nothing was unsent; what was written later nobody knows.",
    ),
    "done": Label("Құрылғы жоғалған деп белгіленді.", "Устройство отмечено как утерянное.", "The device is marked as lost."),
}
