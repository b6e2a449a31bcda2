"""What is said when a notice cannot be."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS: dict[str, Label] = {
    "not_yours": Label("Мұндай хабарландыру сізге ашық емес.", "Это объявление вам не открыто.",
                       "This notice is not open to you."),
    "no_title": Label("Тақырыбын қазақша және орысша жазыңыз.", "Напишите заголовок по-казахски и по-русски.",
                      "Give a heading in Kazakh and in Russian."),
    "no_text": Label("Мәтінін қазақша және орысша жазыңыз.", "Напишите текст по-казахски и по-русски.",
                     "Write the text in Kazakh and in Russian."),
    "half_english": Label("Ағылшынша тақырып пен мәтін бірге жазылады немесе екеуі де бос қалады.",
                          "Английский заголовок и текст пишутся вместе или остаются пустыми.",
                          "Heading and text in English are written together, or both stay empty."),
    "iin": Label("Мәтінде ЖСН бар. Хабарландыруға жеке нөмір жазылмайды.",
                 "В тексте есть ИИН. Личному номеру в объявлении не место.",
                 "There is an individual number (IIN) in the text. It does not belong into a notice."),
    "days": Label("Соңғы күн бірінші күннен бұрын немесе өтіп кеткен болмауы керек.",
                  "Последний день не может быть раньше первого или в прошлом.",
                  "The last day cannot lie before the first one or in the past."),
    "too_long": Label("Бұл түрі ең көбі %(days)d күн көрсетіледі. Соңғы күнді жақындатыңыз.",
                      "Такое показывают не дольше %(days)d дней. Выберите более близкий последний день.",
                      "This kind is shown for at most %(days)d days. Choose an earlier last day."),
    "no_alt": Label("Фотода не көрсетілгенін қазақша және орысша сипаттаңыз: оны көрмейтін адамдар да бар.",
                    "Опишите фото по-казахски и по-русски: не все его видят.",
                    "Describe the photo in Kazakh and in Russian: not everybody sees it."),
    "no_ground": Label("Адам аталатын хабарландыруға құқықтық негізі мен оның нөмірі керек.",
                       "Объявлению о человеке нужны правовое основание и его номер.",
                       "A notice that names a person needs the legal measure and its number."),
    "no_consent": Label("Жоғалған адам туралы жариялауға туыстарының (заңды өкілінің) келісімі керек.",
                        "Для публикации о пропавшем нужно согласие родных (законного представителя).",
                        "To publish a missing person the consent of the family (legal guardian) is needed."),
    "needs_signature": Label("Мұндай хабарландыру қол қойылғаннан кейін ғана жарияланады.",
                             "Такое объявление публикуется только после подписи.",
                             "Such a notice is published only when it is signed."),
    "password": Label("Құпиясөз қате. Хабарландыру жарияланған жоқ.",
                      "Пароль неверен. Объявление не опубликовано.",
                      "The password is wrong. The notice was not published."),
    "state": Label("Бұл хабарландырумен қазір мұны істеуге болмайды: күйі өзгерген.",
                   "С этим объявлением так сейчас нельзя: его состояние изменилось.",
                   "This cannot be done with the notice now: its state has changed."),
    "signed": Label("Қол қойылған хабарландыру өзгертілмейді. Аяқтап, жаңасын жазыңыз.",
                    "Подписанное объявление не меняют. Завершите его и напишите новое.",
                    "A signed notice is not changed. End it and write a new one."),
    "changed": Label("Сіз жазып жатқанда басқа біреу өзгертті. Мәтініңіз төменде қалды, салыстырып қайта сақтаңыз.",
                     "Пока вы писали, объявление изменил кто-то другой. Ваш текст ниже: сверьте и сохраните снова.",
                     "Somebody else changed it while you wrote. Your text is below: compare and save again."),
}
TO_SIGN = Label("Хабарландыруға қол қою", "Подписать объявление", "Sign a notice")
BECAUSE = Label("Адам аталған, қол қойылмай жарияланбайды", "Назван человек, без подписи не выйдет",
                "It names a person and is not published unsigned")
CURRENT = Label("Хабарландырулар", "Объявления", "Notices")
