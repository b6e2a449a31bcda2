"""What is refused and what is said, in three languages."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS: dict[str, Label] = {
    "no_place": Label("Мұндай қабылдау орны жоқ немесе ол жазылусыз ғана қабылдайды.", "Такого места приёма нет, или там принимают только без записи.", "There is no such place of reception, or it receives without booking only."),
    "past": Label("Бұл уақыт өтіп кетті немесе басталғалы тұр. Кейінгі уақытты таңдаңыз немесе жазылмай-ақ келіңіз.", "Это время уже прошло или вот-вот начнётся. Выберите время позже или приходите без записи.", "This time has passed or is about to begin. Choose a later one, or simply come."),
    "too_far": Label("Жазылу екі аптадан әріге ашылмаған. Ертерек уақытты таңдаңыз.", "Запись открыта только на две недели вперёд. Выберите время ближе.", "Times can be booked two weeks ahead at most. Choose an earlier one."),
    "day_off": Label("Бұл күні қабылдау жоқ: %(why)s. Басқа күнді таңдаңыз.", "В этот день приёма нет: %(why)s. Выберите другой день.", "There is no reception on that day: %(why)s. Choose another one."),
    "not_hours": Label("Бұл уақыт қабылдау сағаттарына кірмейді. Тізімдегі уақыттың бірін таңдаңыз.", "Это время не входит в часы приёма. Выберите время из списка.", "This is outside the hours of reception. Choose a time from the list."),
    "taken": Label("Бұл уақытты жаңа ғана басқа адам алып қойды. Толтырғаныңыз сақталды: басқа уақытты таңдаңыз.", "Это время только что занял другой человек. Введённое сохранено: выберите другое время.", "Somebody has just taken this time. What you filled in is kept: choose another time."),
    "nobody": Label("Бұл уақытта қызметкер орнында болмайды. Басқа уақытты немесе басқа орынды таңдаңыз.", "В это время сотрудника не будет. Выберите другое время или другое место.", "The officer will not be there at that time. Choose another time or another place."),
    "twice": Label("Осы байланыспен бұл жерге жазылу бар. Уақытты өзгерту үшін алған кодыңызды енгізіңіз.", "С этим контактом сюда уже есть запись. Чтобы изменить время, введите полученный код.", "There is a booking here with this contact already. To change its time, type the code that was given."),
    "no_contact": Label("Еске салу үшін телефон немесе электрондық пошта керек. Бергіңіз келмесе, жазылмай-ақ келе беріңіз.", "Для напоминания нужен телефон или электронная почта. Не хотите указывать — приходите без записи.", "A phone or an e-mail is needed for the reminder. If you would rather not give one, simply come."),
    "gone": Label("Мұндай код бойынша жазылу табылмады.", "Записи с таким кодом нет.", "No booking has this code."),
    "closed": Label("Бұл жазылу аяқталған: енді оны өзгерту мүмкін емес. Қайта жазылуыңызға болады.", "Эта запись уже закрыта, изменить её нельзя. Можно записаться снова.", "This booking is closed and can no longer be changed. You can book again."),
    "begun": Label("Уақыты басталып кетті: енді ауыстыру мүмкін емес. Келе беріңіз немесе қайта жазылыңыз.", "Время уже началось, перенести нельзя. Приходите или запишитесь снова.", "The time has begun and cannot be moved any more. Come, or book again."),
    "settled": Label("Бұл жазылу бойынша белгі қойылған. Бетті жаңартыңыз.", "По этой записи уже есть отметка. Обновите страницу.", "This booking is marked already. Reload the page."),
    "too_early": Label("Белгі қабылдау күні қойылады.", "Отметка ставится в день приёма.", "It is marked on the day of the reception."),
    "not_yet": Label("Уақыты әлі келген жоқ: келмеді деп белгілеуге ерте.", "Время ещё не наступило: отмечать неявку рано.", "The time has not come yet: it is too early to say that nobody came."),
    "none_free": Label("Алдағы екі аптада бос уақыт жоқ. Тұрғынмен басқа орынға келісіңіз немесе жазылмай қабылдаңыз.", "На две недели вперёд свободного времени нет. Договоритесь о другом месте или примите без записи.", "There is no free time in the next two weeks. Agree on another place, or receive without booking."),
    "not_yours": Label("Бұл қабылдау сізге қарамайды.", "Этот приём не относится к вам.", "This reception is not yours."),
    "future": Label("Келген уақыт болашақта бола алмайды.", "Время прихода не может быть в будущем.", "The time of arrival cannot lie ahead."),
    "long_ago": Label("Қабылдау екі аптадан бұрын болған: енді жазу кеш.", "Приём был больше двух недель назад: записывать поздно.", "The reception was more than two weeks ago: it is too late to write it down."),
    "iin": Label("Мәтінде ЖСН-ге ұқсас он екі цифр тұр. Бұл жерге адамның деректері жазылмайды: алып тастаңыз.", "В тексте двенадцать цифр, похожих на ИИН. Данные человека сюда не пишут: уберите их.", "There are twelve digits like an IIN in the text. People's data are not written here: take them out."),
    "no_asked": Label("Не сұрағанын қысқаша жазыңыз, аты-жөнсіз.", "Кратко напишите, о чём спросили, без имён.", "Say in short what was asked, without names."),
    "no_body": Label("Қай органға жолданатынын таңдаңыз.", "Выберите, какому органу направить.", "Choose the body to send it to."),
    "body_elsewhere": Label("Бұл орган осы аумаққа қызмет көрсетпейді.", "Этот орган не работает на этой территории.", "This body does not serve this area."),
    "no_category": Label("Санатын таңдаңыз: мерзім мен жауапты қызметкер соған байланысты.", "Выберите категорию: от неё зависят срок и ответственный.", "Choose the category: the term and the officer in charge depend on it."),
    "written": Label("Бұл әңгіме жазылып қойған.", "Этот разговор уже записан.", "This conversation is written down already."),
    "trip_past": Label("Басталу уақыты алда болуы керек.", "Начало должно быть впереди.", "The beginning must lie ahead."),
    "trip_order": Label("Аяқталуы басталуынан кейін, сол күні болуы керек.", "Окончание должно быть позже начала, в тот же день.", "The end must come after the beginning, on the same day."),
    "trip_over": Label("Бұл қабылдау өткен немесе өтпейді деп белгіленген.", "Этот приём уже прошёл или отменён.", "This reception was held or called off already."),
    "trip_not_yet": Label("Қабылдау әлі басталған жоқ.", "Приём ещё не начался.", "The reception has not begun yet."),
    "no_reason": Label("Себебін жазыңыз: оны тұрғындар оқиды.", "Напишите причину: её прочитают жители.", "Give the reason: residents read it."),
    "no_post": Label("Мұндай лауазым жоқ немесе ол бұл уақытта бос.", "Такой должности нет, или в это время на ней никого.", "There is no such post, or nobody is on it at that time."),
    "has_bookings": Label("Бұл орынға жазылғандар бар: %(n)s. Алдымен оларды қабылдаңыз немесе басқа уақытқа ауыстырыңыз.", "Сюда записаны люди: %(n)s. Сначала примите или перенесите их.", "People are booked here: %(n)s. Receive or move them first."),
}

CAME, ABSENT, MOVE_ON = (
    Label("Келді", "Пришёл", "Came"),
    Label("Келмеді", "Не пришёл", "Did not come"),
    Label("Уақытын ауыстыру", "Перенести", "Move on"),
)
DONE_CAME = Label("Келгені белгіленді. Бағалау парағын бере аласыз.", "Отмечено, что пришёл. Можно выдать лист для оценки.", "Marked as having come. You can hand out the slip for rating.")
DONE_ABSENT = Label("Келмегені белгіленді.", "Отмечено, что не пришёл.", "Marked as not having come.")
DONE_MOVED = Label("Уақыты ауыстырылды: %(when)s. Тұрғынға хабар жіберілді.", "Перенесено: %(when)s. Жителю отправлено сообщение.", "Moved to %(when)s. The resident is being told.")
TO_RECEIVE = Label("Қабылдауға жазылған адам", "Запись на приём", "Booked reception")
STRANDED = Label("Қабылдайтын адам жоқ", "Принять некому", "Nobody there to receive")
BOOKED_BY_RESIDENT = Label("Тұрғынға берілген уақыт", "Время, назначенное жителю", "A time given to a resident")
ON_ROAD = Label("Жолда қабылдау", "Выездной приём", "Reception on the road")
TO_WRITE_UP = Label("Қалай өткенін жазу", "Записать, как прошло", "Write down how it went")
ANNOUNCED = Label("Тұрғындарға хабарланған", "Объявлено жителям", "Announced to residents")
ON_BEAT_TITLE = Label("Қабылдау", "Приём", "Reception")
