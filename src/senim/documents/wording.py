"""Sentences of the documents in three languages: refusals, faults of a template, words of the paper itself."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS: dict[str, Label] = {
    "not_yours": Label(
        "Мұндай құжат жоқ немесе ол сіздің лауазымыңызға ашық емес.",
        "Такого документа нет, или он не открыт вашей должности.",
        "There is no such document, or it is not open to your post.",
    ),
    "no_kind": Label("Құжаттың мұндай түрі жоқ.", "Такого вида документов нет.", "There is no such kind of document."),
    "no_form": Label(
        "Бұл құжаттың қазір күші бар нысаны жоқ. Нысандарға жауапты қызметкерге хабарласыңыз.",
        "Действующей формы этого документа сейчас нет. Обратитесь к тому, кто ведёт формы.",
        "No form of this document is in force now. Turn to whoever keeps the forms.",
    ),
    "form_ended": Label(
        "%(number)s-нұсқаның күші біткен (%(day)s). Қазір %(now)s-нұсқа күшінде: құжатты соның үлгісімен қайта жасаңыз. "
        "Жазғаныңыз сақталады.",
        "Версия %(number)s формы действовала до %(day)s. Сейчас действует версия %(now)s: составьте документ по ней. "
        "Написанное сохранится.",
        "Version %(number)s of the form was in force until %(day)s. Version %(now)s is in force now: make the document "
        "with it. What you wrote is kept.",
    ),
    "form_ended_none": Label(
        "Нысанның күші біткен (%(day)s), орнына жаңасы әлі енгізілген жоқ. Бұл нысанмен құжат шығарылмайды.",
        "Форма действовала до %(day)s, новой взамен пока нет. По ней документ не выдаётся.",
        "The form was in force until %(day)s and no other stands in its place. No document is issued with it.",
    ),
    "term_ended": Label(
        "Бұл нысан сүйенген норма бүгін күшінде емес: %(term)s. Құжат шығарылмайды; нысандарға жауапты қызметкерге хабарласыңыз.",
        "Норма, на которой основана форма, сегодня не действует: %(term)s. Документ не выдаётся; обратитесь к тому, "
        "кто ведёт формы.",
        "The rule on which the form rests is not in force today: %(term)s. No document is issued; turn to whoever keeps "
        "the forms.",
    ),
    "signed": Label(
        "Құжатқа қол қойылған, енді ол өзгермейді. Қате болса, оны қайтарып алып, жаңасын жасаңыз.",
        "Документ подписан и больше не меняется. Если в нём ошибка, отзовите его и составьте новый.",
        "The document is signed and does not change any more. If it is wrong, withdraw it and make a new one.",
    ),
    "not_signed": Label(
        "Бұл құжатқа қол қойылмаған.", "Этот документ не подписан.", "This document is not signed.",
    ),
    "withdrawn": Label(
        "Құжат бұрын қайтарып алынған.", "Документ уже отозван.", "The document was withdrawn before.",
    ),
    "missing": Label("Толтырылмаған: %(names)s.", "Не заполнено: %(names)s.", "Not filled in: %(names)s."),
    "changed": Label(
        "Құжатты осы аралықта басқа біреу өзгертті. Төменде оның нұсқасы; жазғаныңызды қайта енгізіңіз.",
        "Документ тем временем изменил кто-то другой. Ниже его версия; внесите своё ещё раз.",
        "Somebody changed the document meanwhile. Below is what stands now; enter yours once more.",
    ),
    "password": Label("Құпиясөз дұрыс емес.", "Пароль неверен.", "The password is wrong."),
    "iin": Label(
        "Мұндай ЖСН болуы мүмкін емес: он екі сан, алғашқы алтауы — туған күн, соңғысы — бақылау саны. Куәліктен "
        "қайта қараңыз.",
        "Такого ИИН быть не может: двенадцать цифр, первые шесть — дата рождения, последняя — контрольная. Сверьте с "
        "удостоверением.",
        "There can be no such IIN: twelve digits, the first six the day of birth, the last a check digit. Compare it "
        "with the identity card.",
    ),
    "day": Label(
        "Күнді былай жазыңыз: 27.03.2026.", "Напишите день так: 27.03.2026.", "Write the day like this: 27.03.2026."
    ),
    "reason": Label("Себебін жазыңыз.", "Напишите причину.", "Say why."),
    "sealed": Label(
        "Құжат басқа кілтпен жабылған, ашылмады. Жүйенің бұрынғы кілтін (SECRET_KEY) қайтарыңыз.",
        "Документ закрыт другим ключом и не открылся. Верните прежний ключ системы (SECRET_KEY).",
        "The document is sealed with another key and did not open. Bring back the installation's key (SECRET_KEY).",
    ),
    "valid_from": Label(
        "Нұсқа бүгіннен ерте күшіне енбейді: бұрын жасалған құжат өз нұсқасында қалады.",
        "Версия не может вступить в силу раньше сегодняшнего дня: сделанное остаётся при своей версии.",
        "A version does not come into force before today: what was made stays with its own version.",
    ),
    "not_later": Label(
        "Жаңа нұсқа қазіргісінен кейін күшіне енуі керек.",
        "Новая версия должна вступить в силу позже нынешней.",
        "A new version must come into force after the present one.",
    ),
    "no_public_paper": Label(
        "Мұндай нөмірі мен коды бар құжат жоқ. Нөмір мен кодты қағаздағыдай жазыңыз.",
        "Документа с таким номером и кодом нет. Введите номер и код так, как на бумаге.",
        "There is no document with this number and code. Type both as they stand on the paper.",
    ),
}

#: What is wrong with a template, by the code of the fault.
FAULTS: dict[str, Label] = {
    "unknown": Label(
        "%(language)s, %(line)s-жол: {%(name)s} деген айнымалы жоқ.",
        "%(language)s, строка %(line)s: переменной {%(name)s} нет.",
        "%(language)s, line %(line)s: there is no variable {%(name)s}.",
    ),
    "unknown_near": Label(
        "%(language)s, %(line)s-жол: {%(name)s} деген айнымалы жоқ. Мүмкін, {%(hint)s} шығар?",
        "%(language)s, строка %(line)s: переменной {%(name)s} нет. Может быть, {%(hint)s}?",
        "%(language)s, line %(line)s: there is no variable {%(name)s}. Did you mean {%(hint)s}?",
    ),
    "brace": Label(
        "%(language)s, %(line)s-жол: жақша жабылмаған немесе артық.",
        "%(language)s, строка %(line)s: скобка не закрыта или лишняя.",
        "%(language)s, line %(line)s: a brace is open or one too many.",
    ),
    "uneven": Label(
        "%(language)s: {%(name)s} айнымалысы басқа тілде бар, мұнда жоқ. Қағаз әр тілде бір нәрсені айтуы керек.",
        "%(language)s: переменная {%(name)s} есть на другом языке, а здесь нет. Бумага должна говорить одно и то же.",
        "%(language)s: the variable {%(name)s} stands in another language and not here. The paper must say the same.",
    ),
    "unused": Label(
        "{%(name)s} айнымалысы міндетті, бірақ мәтінде жоқ.",
        "Переменная {%(name)s} обязательна, но в тексте её нет.",
        "The variable {%(name)s} is required and stands in no text.",
    ),
    "no_language": Label(
        "%(language)s мәтіні жоқ: қағаз екі тілде де шығады.",
        "Нет текста (%(language)s): бумага выдаётся на обоих языках.",
        "There is no text in %(language)s: the paper is issued in both languages of the state.",
    ),
    "no_title": Label(
        "%(language)s: тақырып жоқ («# » деп басталатын жол).",
        "%(language)s: нет заголовка (строки, которая начинается с «# »).",
        "%(language)s: there is no title (a line that begins with “# ”).",
    ),
    "long": Label("%(language)s: мәтін тым ұзын.", "%(language)s: текст слишком длинный.", "%(language)s: too long."),
}

RECORD = Label("жазбадан", "из записи", "from the record")
OFFICER = Label("қызметкер жазды", "написал сотрудник", "written by the officer")
NUMBER = Label("Нөмірі", "Номер", "Number")
NUMBER_LATER = Label("қол қойылғанда беріледі", "присваивается при подписании", "given when it is signed")
DRAFT = Label("ЖОБА: қол қойылмаған", "ПРОЕКТ: не подписано", "DRAFT: not signed")
INVENTED = Label("Ойдан шығарылған деректер", "Данные вымышлены", "Invented data")
COPY = Label(
    "Оқуға арналған аударма. Ресми мәтіні — қазақша және орысша.",
    "Перевод для чтения. Официальный текст — казахский и русский.",
    "A translation to read. The official text is Kazakh and Russian.",
)
GROUNDS = Label("Негізі", "Основание", "Ground")
SIGNED = Label("Қол қойды", "Подписал(а)", "Signed by")
CHECK = Label(
    "Түпнұсқалығын тексеру: %(url)s, коды %(code)s",
    "Проверить подлинность: %(url)s, код %(code)s",
    "Check that it is genuine: %(url)s, code %(code)s",
)
HASH = Label("Мәтіннің бақылау қосындысы (SHA-256)", "Контрольная сумма текста (SHA-256)", "Checksum of the text (SHA-256)")
WITHDRAWN = Label("ҚАЙТАРЫП АЛЫНДЫ", "ОТОЗВАН", "WITHDRAWN")
ACTING = Label("уақытша атқарушы", "временно исполняющий обязанности", "acting")
DUTY = Label("Қол қою керек", "Подписать", "To sign")
DUTY_GROUND = Label("Дайын құжат қол қоюды күтіп тұр", "Готовый документ ждёт подписи", "A ready document waits")
SAME_PERSON = Label(
    "Осы ЖСН-мен бұрын басқаша жазылған: «%(names)s». Бұл бір адам болуы мүмкін; жазбалар біріктірілмеді. Куәлікпен "
    "салыстырыңыз.",
    "С этим ИИН раньше записано иначе: «%(names)s». Возможно, это один человек; записи не объединены. Сверьте с "
    "удостоверением.",
    "With this IIN another spelling was written before: “%(names)s”. It may be the same person; nothing was merged. "
    "Compare with the identity card.",
)
