"""Sentences of rehearsals: refusals, findings, what is not in it."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS = {
    "not_yours": Label("Бұл сіздің құзыретіңізде емес.", "Это не в вашем ведении.", "This is not yours."),
    "day_past": Label("Өткен күннен бастауға болмайды: болған іс өзгертілмейді. Бүгінді немесе кейінгі күнді таңдаңыз.", "Начать с прошедшего дня нельзя: прошлое не меняем. Выберите сегодня или более поздний день.", "It cannot begin on a day that is over: what was is not changed. Choose today or a later day."),
    "day_tomorrow": Label("Уәде ертеңнен ерте өзгермейді: бүгін түскен өтініштерге мерзім беріліп қойған.", "Обещание меняется не раньше завтрашнего дня: сегодняшним обращениям срок уже назван.", "A promise changes tomorrow at the earliest: appeals of today were promised theirs already."),
    "day_far": Label("Тым алыс күн: бір жылдан аспасын.", "Слишком далёкий день: не дальше года.", "Too far ahead: a year at most."),
    "day_before_change": Label("Қайтару өзгерістің өзінен ерте басталмайды: {day} немесе кейін.", "Возврат не может начаться раньше самого изменения: {day} или позже.", "The undoing cannot begin before the change itself: {day} or later."),
    "period_order": Label("Кезеңнің соңы басынан ерте болмауы керек.", "Конец периода не раньше начала.", "The period ends before it begins."),
    "period_future": Label("Кезең өткен күндерден тұруы керек: ең кешті – кеше.", "Период состоит из прошедших дней: самое позднее – вчера.", "The period is of days that are over: yesterday at the latest."),
    "period_long": Label("Кезең тым ұзақ: бес жылдан аспасын.", "Период слишком длинный: не больше пяти лет.", "The period is too long: five years at most."),
    "period_empty": Label("Осы кезеңде бұл аумаққа бірде-бір өтініш түспеген: сынайтын ештеңе жоқ. Басқа кезеңді таңдаңыз.", "За этот период на эту территорию не поступило ни одного обращения: проверять не на чем. Выберите другой период.", "No appeal came to this area in the period: there is nothing to rehearse on. Choose another period."),
    "no_beats": Label("Бұл аумақта учаске жоқ.", "На этой территории нет участков.", "This area has no beats."),
    "same": Label("Ештеңе өзгермейді: учаскелер қазір де осы лауазымдарда.", "Ничего не меняется: участки и сейчас за этими должностями.", "Nothing changes: the beats are with these posts already."),
    "same_promise": Label("Қазір де осындай уәде.", "Обещание и сейчас такое.", "The promise is this already."),
    "hours": Label("Уәде {low} сағаттан {high} сағатқа дейін болады.", "Обещание – от {low} до {high} часов.", "A promise is of {low} to {high} hours."),
    "not_ready": Label("Әуелі сынау керек: нәтижесі жоқ өзгерісті қолдануға болмайды.", "Сначала проверка: без её результата изменение применить нельзя.", "Rehearse it first: a change without a result cannot be applied."),
    "closed": Label("Бұл өзгеріс қолданылған немесе қайтарып алынған. Бетті жаңартыңыз.", "Это изменение уже применено или отозвано. Обновите страницу.", "This change was applied or withdrawn already. Reload the page."),
    "own": Label("Өз өзгерісіңізді өзіңіз қолдана алмайсыз: оны екінші адам қарап, қолдануы керек.", "Своё изменение применить нельзя: его смотрит и применяет второй человек.", "You cannot apply your own change: a second person looks at it and applies it."),
    "author_left": Label("Өзгерісті дайындаған адам қызметтен кеткен. Алдымен оны біреу өз атына алсын, содан кейін екінші адам қолданады.", "Автор изменения больше не служит. Сначала кто-то принимает его на себя, потом применяет второй человек.", "Whoever drew up this change has left the service. Somebody takes it over first; then a second person applies it."),
    "author_stays": Label("Авторы қызметте: өзгерісті оның өзі жүргізеді.", "Автор на службе: изменение ведёт он сам.", "The author is in service and goes on with it."),
    "stale": Label("Сынаудан кейін өзгергені бар: {what}. Қайта сынаңыз.", "После проверки изменилось: {what}. Проведите её заново.", "Since the rehearsal this has changed: {what}. Rehearse again."),
    "blocked": Label("Бұлай қолдануға болмайды: {what}", "В таком виде применить нельзя: {what}", "It cannot be applied like this: {what}"),
    "password": Label("Құпиясөз дұрыс емес. Өзгеріс қолданылған жоқ.", "Пароль не подошёл. Изменение не применено.", "The password is not right. The change was not applied."),
    "undone": Label("Бұл өзгерісті қайтару дайындалып қойған.", "Возврат этого изменения уже готовится или применён.", "The undoing of this change is under way or applied already."),
    "not_applied": Label("Тек қолданылған өзгерісті қайтаруға болады.", "Вернуть можно только применённое изменение.", "Only a change that was applied can be undone."),
    "proposal_old": Label("Бұл ұсыныстан кейін аумақ өзгерген. Алдымен ұсынысты қайта есептетіңіз.", "После этого предложения территория изменилась. Сначала пересчитайте предложение.", "The territory has changed since this proposal. Reckon the proposal anew first."),
    "proposal_empty": Label("Бұл ұсыныс ештеңе өзгертпейді.", "Это предложение ничего не меняет.", "This proposal changes nothing."),
    "problems": Label("Файлда түзететіні бар. Ештеңе жоғалған жоқ: файлды түзетіп, осы жерге қайта жүктеңіз.", "В файле есть что исправить. Ничего не потеряно: исправьте и загрузите сюда снова.", "The file has to be mended. Nothing is lost: correct it and bring it here again."),
    "post_gone": Label("Бұл лауазым жабылған немесе бұл аумақтыкі емес. Басқасын таңдаңыз.", "Эта должность закрыта или не этой территории. Выберите другую.", "This post is closed or of another area. Choose another one."),
    "under_way": Label("Сынау жүріп жатыр. Аяқталуын күтіңіз.", "Проверка идёт. Дождитесь её.", "A rehearsal is under way. Wait for it."),
    "rule_same": Label("Дәл осындай ереже бар: {name}.", "Точно такое правило уже есть: {name}.", "There is exactly this rule already: {name}."),
    "rule_hidden": Label("Ережеге ешқашан кезек жетпейді: оның алдындағы «{name}» сол өтініштердің бәрін алады. Оны соның алдына қойыңыз.", "До этого правила очередь не дойдёт: стоящее выше «{name}» забирает всё то же. Поставьте его перед ним.", "Its turn never comes: “{name}” above it takes all that it would take. Put it before that one."),
}
FINDINGS = {
    "overlap": Label("{one} мен {other} учаскелері {m2} м² жерде қабаттасады.", "Участки {one} и {other} накладываются на {m2} м².", "The beats {one} and {other} overlap on {m2} m²."),
    "hole": Label("{area} аумағында {m2} м² жер учаскесіз қалады.", "На территории {area} {m2} м² останутся без участка.", "In {area} {m2} m² would have no beat."),
    "houses_lost": Label("{n} мекенжай учаскесіз қалады.", "Адресов без участка: {n}.", "Addresses without a beat: {n}."),
    "nobody": Label("{n} өтініш ешкімге түспес еді.", "Обращений, которые не попали бы ни к кому: {n}.", "Appeals that would come to nobody: {n}."),
    "matches_nothing": Label("Осы кезеңде ережеге бірде-бір өтініш сай келмейді.", "За период под это правило не подходит ни одно обращение.", "In the period no appeal meets this rule."),
    "vacant": Label("{post} лауазымында сол күні ешкім жоқ.", "На должности {post} в этот день никого нет.", "Nobody is on the post {post} on that day."),
    "unserved": Label("{beat} учаскесін сол күні ешкім қызмет көрсетпейді: өтініш басшыға түседі.", "Участок {beat} в этот день никто не обслуживает: обращения пойдут руководителю.", "Nobody serves the beat {beat} on that day: appeals go to the head."),
    "renamed": Label("Файлда мына учаскелердің атауы басқа: {names}. Атауы да өзгереді.", "В файле другие названия участков: {names}. Они тоже изменятся.", "The file names these beats otherwise: {names}. Their names change too."),
}
MOVED = {
    "territory": Label("аумақ", "территория", "the territory"),
    "staff": Label("қызметкерлер", "личный состав", "the staff"),
    "rules": Label("ережелер", "правила", "the rules"),
    "legal": Label("мерзімдер", "сроки", "the terms"),
    "data": Label("өтініштер", "обращения", "the appeals"),
}
MEANT = Label("Автор: бұл жердің учаскесіз қалуы әдейі жасалған.", "Автор: эта земля оставлена без участка намеренно.", "The author says: this ground is meant to have no beat.")
NOBODY = Label("ешкім", "никто", "nobody")
NO_BEAT = Label("учаскеден тыс", "вне участков", "outside all beats")
BETWEEN = Label("{low}–{high}", "{low}–{high}", "{low} to {high}")
CANNOT_SAY = Label("айтуға болмайды: кемінде {n} уәде керек", "сказать нельзя: обещаний меньше {n}", "cannot be said: fewer than {n} promises")
SENTENCE = {
    "moved": Label(
        "{n} өтініштен {moved} ({share} %) басқа лауазымға түсер еді. Осындай келесі кезеңде {low}–{high} болады деп күтуге болады (95 %).",
        "Из {n} обращений {moved} ({share} %) попали бы к другой должности. За такой же следующий период стоит ждать {low}–{high} (95 %).",
        "Of {n} appeals {moved} ({share} %) would have come to another post. In the next period of this length expect {low} to {high} (95 %).",
    ),
    "none": Label("{n} өтініштің бірі де басқа лауазымға түспес еді.", "Из {n} обращений ни одно не попало бы к другой должности.", "Of {n} appeals none would have come to another post."),
    "promise": Label(
        "Уәде мерзімі келген өтініш: {due}, мерзімінде жауап алғаны: {kept}. Уәде {hours} сағат болса, тағы {broken} уәде бұзылар, тағы {saved} уәде орындалар еді.",
        "Из {due} обращений со сроком в срок отвечено на {kept}. При обещании в {hours} ч нарушилось бы ещё {broken}, а выполнилось бы ещё {saved}.",
        "Of {due} appeals whose promise came due {kept} were answered in time. With a promise of {hours} hours {broken} more would break and {saved} more would be kept.",
    ),
}
NOTES = (
    Label("Өткен өтініштер қазіргі тәртіппен және өзгерген тәртіппен қайта бағытталды; екеуінде де {day} күнгі қызметкерлер мен ережелер алынды.", "Прошлые обращения распределены заново: по нынешнему порядку и по изменённому; в обоих случаях – люди и правила на {day}.", "Past appeals were routed anew, by the order as it stands and by the changed one; both with the people and rules of {day}."),
    Label("Қызметкерлердің үстінен түскен шағымдар есепке алынбайды: олар шекараға қарамай, жоғары тұрған басшыға түседі.", "Жалобы на сотрудников не считаются: они идут вышестоящему, каковы бы ни были границы.", "Complaints about officers are not in it: they go above the officer, whatever the boundaries."),
    Label("Ашық тұрған өтініштер қазіргі орнында қалады; өзгеріс тек сол күннен кейін түскендерге қатысты.", "Открытые обращения остаются там, где они есть; изменение касается только тех, что поступят с этого дня.", "Open appeals stay where they are; the change is for those that come from that day on."),
    Label("Картадағы нүктелер 220 метрлік шаршыларға жинақталған; қорғалатын санаттар картада жоқ.", "Точки на карте собраны в квадраты по 220 метров; защищённых категорий на карте нет.", "Points on the map are gathered into squares of 220 metres; protected categories are not on it."),
)
EXPECT = Label("Мерзімінде жауап: осы лауазымның өз кезеңіндегі үлесі (Вильсон, 95 %); адамдар салыстырылмайды.", "Ответ в срок: по доле самой должности за период (Уилсон, 95 %); люди не сравниваются.", "Answered in time: by the post's own share in the period (Wilson, 95 %); people are not compared.")
METHOD = "Poisson bounds by Byar; Wilson's score interval"
PROMISE_OF = Label("Алғашқы жауап уәдесі: {was} сағаттың орнына {hours} сағат", "Обещание первого ответа: {hours} ч вместо {was} ч", "The promise of a first answer: {hours} hours in place of {was}")
UNDO_OF = Label("№ {number} өзгерісті қайтару", "Возврат изменения № {number}", "Undoing change No. {number}")
SOURCE = Label("№ {number} сыналған өзгеріс", "Проверенное изменение № {number}", "Rehearsed change No. {number}")
