"""What this context refuses, in words."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS: dict[str, Label] = {
    "not_yours": Label(
        "Бұл рәсім не жазба сізге ашық емес.", "Эта процедура или запись вам не открыта.",
        "This procedure or record is not open to you.",
    ),
    "no_post": Label(
        "Карточкамен лауазымы бар қызметкер ғана жұмыс істейді, ал сізде ондай лауазым жоқ.",
        "По карточке работает только тот, у кого есть такая должность; у вас её нет.",
        "Cards are worked by whoever holds a post that goes out; you hold none.",
    ),
    "no_procedure": Label(
        "Мұндай рәсім не нұсқа жоқ. Құрылғыдағы жазба сақтаулы: тізімді жаңартыңыз.",
        "Такой процедуры или версии нет. Запись на устройстве цела: обновите список.",
        "There is no such procedure or version. The record stays on the device: refresh the list.",
    ),
    "awaits": Label(
        "Бұл рәсімнің мәтіні әлі бекітілмеген, сондықтан белгілейтін қадамы жоқ.",
        "Текст этой процедуры ещё не утверждён, отмечать в ней нечего.",
        "The text of this procedure is not approved yet: there is nothing to tick.",
    ),
    "ended": Label(
        "Бұл рәсімнің күші тоқтаған (%(day)s): %(why)s. Оқуға болады, бірақ жаңадан бастауға болмайды. Кезекші бөлімнен сұраңыз.",
        "Процедура утратила силу %(day)s: %(why)s. Её можно прочесть, но начать по ней нельзя. Спросите дежурную часть.",
        "The procedure ended on %(day)s: %(why)s. It can be read but not begun. Ask the duty unit.",
    ),
    "renewed": Label(
        "Рәсім жаңарды: енді %(number)s-нұсқа қолданыста. Төменде жаңа нұсқа тұр, соны белгілеңіз.",
        "Процедура обновилась: теперь действует версия %(number)s. Ниже стоит новая, отмечайте по ней.",
        "The procedure was renewed: version %(number)s is in force now. The new one stands below; tick that one.",
    ),
    "other_step": Label(
        "Бұл қадам осы жазбаның нұсқасында (%(number)s) жоқ. Ештеңе өзгерген жоқ.",
        "Такого шага нет в версии этой записи (%(number)s). Ничего не изменилось.",
        "This step is not in the version of this record (%(number)s). Nothing was changed.",
    ),
    "finished": Label(
        "Бұл жазба аяқталған: ол енді өзгермейді.", "Эта запись завершена и больше не меняется.",
        "This record is finished and does not change any more.",
    ),
    "why_open": Label(
        "Ашық қалған қадам бар: неге қалғанын бір сөйлеммен жазыңыз.",
        "Есть открытые шаги: напишите одной фразой, почему они остались.",
        "Some steps are open: say in a sentence why they were left.",
    ),
    "iin": Label(
        "Мәтінде ЖСН-ге ұқсас сан бар. Мұнда адамның дерегі жазылмайды: оны алып тастаңыз.",
        "В тексте есть число, похожее на ИИН. Данные людей здесь не пишут: уберите его.",
        "There is a number like an IIN in the text. No data of people are written here: take it out.",
    ),
    "changed": Label(
        "Сіз жазып отырғанда бұл нұсқаны %(who)s өзгертті (%(when)s). Сіздің мәтініңіз төменде сақтаулы; қасында қазіргі нұсқа тұр.",
        "Пока вы писали, эту версию изменил(а) %(who)s (%(when)s). Ваш текст сохранён ниже, рядом — то, что стоит сейчас.",
        "While you were writing, %(who)s changed this version (%(when)s). Your text is kept below; beside it is what stands now.",
    ),
    "one_open": Label(
        "Бұл рәсімнің жазылып жатқан нұсқасы бар: соны толықтырыңыз.",
        "У этой процедуры уже готовится версия: продолжайте её.",
        "A version of this procedure is being written already: go on with that one.",
    ),
    "not_draft": Label(
        "Бұл нұсқа қазір өзгертуге ашық емес.", "Эта версия сейчас не открыта для правки.",
        "This version is not open for changes now.",
    ),
    "not_whole": Label(
        "Әр қадам үш тілде де жазылуы керек. Толық емесі: %(which)s.",
        "Каждый шаг должен стоять на трёх языках. Не хватает: %(which)s.",
        "Every step must stand in three languages. Not whole: %(which)s.",
    ),
    "no_steps": Label(
        "Кемінде бір қадам керек.", "Нужен хотя бы один шаг.", "At least one step is needed.",
    ),
    "no_basis": Label(
        "Рәсімді бекіткен құжатты атаңыз: түрі, күні, нөмірі.",
        "Назовите документ, которым утверждена процедура: вид, дата, номер.",
        "Name the document that approves the procedure: kind, date, number.",
    ),
    "same": Label(
        "Бұл мәтіннің қолданыстағы нұсқадан айырмасы жоқ.", "Текст ничем не отличается от действующей версии.",
        "The text does not differ from the version in force.",
    ),
    "second_person": Label(
        "Нұсқаны жазған адам өзі бекіте алмайды: екінші адам керек.",
        "Кто писал версию, тот её не утверждает: нужен второй человек.",
        "Whoever wrote a version does not approve it: a second person is needed.",
    ),
    "past_day": Label(
        "Күшіне ену күні бүгіннен ерте болмауы керек.", "День вступления в силу не может быть раньше сегодняшнего.",
        "The day it comes into force cannot lie before today.",
    ),
    "end_day": Label(
        "Тоқтау күні күшіне енген күннен ерте болмауы керек.", "День окончания не может быть раньше дня вступления в силу.",
        "The day it ends cannot lie before the day it came into force.",
    ),
    "end_why": Label(
        "Неге тоқтағанын жазыңыз: қай акт, қай күні.", "Напишите, почему утратила силу: какой акт, от какого дня.",
        "Say why it ends: which act, of which day.",
    ),
    "why_back": Label(
        "Нені түзету керегін жазыңыз.", "Напишите, что исправить.", "Say what is to be changed.",
    ),
}
