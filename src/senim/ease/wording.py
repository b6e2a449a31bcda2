"""Sentences of refusal, names of what a calendar shows."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS = {
    "not_yours": Label("Бұл сізге қатысты емес.", "Это не ваше.", "This is not yours."),
    "no_filter": Label("Мұнда сақтайтын сүзгі жоқ: алдымен тізімнен бірдеңе таңдаңыз. Іздеген сөздер сақталмайды.", "Сохранять нечего: сначала выберите что-нибудь в списке. Слова поиска не сохраняются.", "There is nothing to keep: choose something in the list first. Words you searched for are not kept."),
    "gone": Label("Таңдалған мән бұл тізімде жоқ.", "Выбранного значения в этом списке нет.", "What was chosen is not in this list."),
    "name": Label("Сүзгіге атау беріңіз.", "Назовите фильтр.", "Give the filter a name."),
    "personal": Label("Атауда адамды танытатын дерек бар (ЖСН, телефон, пошта, карта не пәтер). Алып тастаңыз.", "В названии есть данные, по которым узнают человека (ИИН, телефон, почта, карта или квартира). Уберите их.", "The name points at a person (IIN, telephone, e-mail, card or flat). Take it out."),
    "taken": Label("Бұл тізімде мұндай атаумен сүзгі бар.", "Фильтр с таким названием в этом списке уже есть.", "A filter of this list has this name already."),
    "many": Label("Бір тізімде ең көбі 20 сүзгі сақталады. Керегі жоғын алып тастаңыз.", "В одном списке хранится не больше 20 фильтров. Уберите ненужный.", "One list keeps at most 20 filters. Remove one you do not need."),
    "reason": Label("Тізім не үшін керек екенін жазыңыз (кемінде 10 таңба).", "Напишите, зачем нужен список (не меньше 10 знаков).", "Write what the list is needed for (at least 10 characters)."),
    "reason_personal": Label("Себепте адамды танытатын дерек бар. Істің нөмірін жазыңыз.", "В причине есть данные, по которым узнают человека. Напишите номер дела.", "The reason points at a person. Write the number of the matter instead."),
    "feeds": Label("Ең көбі 5 күнтізбе мекенжайы болады. Ескісін жабыңыз.", "Не больше 5 адресов календаря. Закройте старый.", "There are at most 5 calendar addresses. Close an old one."),
    "no_post": Label("Бұл лауазым сізде жоқ.", "Этой должности у вас нет.", "You do not hold this post."),
    "hour": Label("Хат таңғы 5 пен 11 арасында келеді.", "Письмо приходит между 5 и 11 часами утра.", "The letter comes between 5 and 11 in the morning."),
}

#: What a source of duties (kernel.duties) owes, for a calendar and a letter that name nobody.
OWED = {
    "appeals": Label("Өтінішке жауап", "Ответ на обращение", "Answer to an appeal"),
    "transfers": Label("Ұсынылған өтініш", "Предложенное обращение", "Appeal offered to you"),
    "staff": Label("Нұсқама немесе кестедегі іс", "Дело по графику", "Matter of the rota"),
    "tips": Label("Қорғалған хабарлама", "Защищённое сообщение", "Protected message"),
    "documents": Label("Қол қойылатын құжат", "Документ на подпись", "Document to sign"),
    "notices": Label("Тұрғындарға хабарландыру", "Объявление жителям", "Notice to residents"),
    "tasks": Label("Мәселе бойынша тапсырма", "Задача по проблеме", "Task of a problem file"),
    "meetings": Label("Тұрғындармен кездесу", "Встреча с жителями", "Meeting with residents"),
    "decisions": Label("Бақылаудағы шешім", "Решение на контроле", "Decision under control"),
    "gatherings": Label("Іс-шара", "Мероприятие", "Gathering"),
    "promises": Label("Тұрғындарға уәде", "Обещание жителям", "Promise to residents"),
    "reception": Label("Қабылдауға жазылу", "Запись на приём", "Booking at the reception"),
    "road": Label("Көшпелі қабылдау", "Выездной приём", "Reception on the road"),
    "passport": Label("Учаске паспортындағы жазба", "Запись паспорта участка", "Entry of the passport of the beat"),
    "visits": Label("Келесі қадам", "Следующий шаг", "Next step of a visit"),
    "returns": Label("Операция есебі", "Отчёт об операции", "Return of an operation"),
    "reports": Label("Тұрғындарға есеп", "Отчёт жителям", "Report to residents"),
}
ELSE = Label("Мерзімі бар іс", "Дело со сроком", "Something owed")
SHIFTS = {
    "beat": Label("Ауысым: учаскеде", "Смена: на участке", "Shift: on the beat"),
    "duty": Label("Ауысым: кезекшілік", "Смена: дежурство", "Shift: on duty"),
    "reception": Label("Ауысым: қабылдау", "Смена: приём", "Shift: reception"),
    "event": Label("Ауысым: іс-шара", "Смена: мероприятие", "Shift: event"),
}
