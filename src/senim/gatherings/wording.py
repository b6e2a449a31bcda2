"""Sentences of gatherings: refusals, duties, and the six indicators with how each is counted."""

from __future__ import annotations

from dataclasses import dataclass

from senim.gatherings.domain import Indicator
from senim.kernel.labels import Label

REFUSALS = {
    "not_yours": Label("Бұл іс-шара сіздің аумағыңызда емес.", "Это мероприятие не на вашей территории.", "This gathering is not in your area."),
    "past": Label("Уақыты өтіп кеткен. Алдағы уақытты жазыңыз.", "Это время уже прошло. Укажите будущее.", "This time has passed. Choose one to come."),
    "over": Label("Бұл іс-шара өтіп кеткен не болмайды.", "Это мероприятие уже прошло или отменено.", "This gathering is over or called off."),
    "not_yet": Label("Әлі басталған жоқ: аяқталған соң жазыңыз.", "Оно ещё не началось: запишите после.", "It has not begun yet: write it down afterwards."),
    "personal": Label("Мұнда адамды танытатын дерек бар (телефон, ЖСН, карта, пошта не пәтер). Алып тастаңыз.", "Здесь есть данные, по которым узнают человека (телефон, ИИН, карта, почта или квартира). Уберите их.", "This points at a person (phone, IIN, card, e-mail or flat). Take it out."),
    "count": Label("Неше тұрғын келгенін жазыңыз; ешкім келмесе – 0.", "Напишите, сколько жителей пришло; никто — 0.", "Write how many residents came; nobody is 0."),
    "foreign": Label("Қатысушылар тек өз қызметкерлеріңіз болуы керек.", "Участники — только ваши сотрудники.", "Only your own officers can be marked present."),
    "due": Label("Мерзімі бүгіннен басталып, бір жылдан аспауы керек.", "Срок — с сегодняшнего дня и не дальше года.", "The day lies between today and a year from now."),
    "not_open": Label("Бұл уәде жабылған.", "Это обещание уже закрыто.", "This promise is closed."),
    "ground": Label("Неге орындалмайтынын не кешігетінін жазыңыз: мұны тұрғындар оқиды.", "Напишите, почему не выполнено или позже: это прочтут жители.", "Write why it will not be kept or later: residents read it."),
    "no_promise": Label("Уәде өткен кездесуде ғана беріледі.", "Обещание даётся на состоявшейся встрече.", "A promise is made at a gathering that was held."),
    "nobody": Label("Уәдені орындайтын лауазым жоқ.", "Нет должности, которая выполнит обещание.", "There is no post that would keep the promise."),
}
TO_HOLD = Label("Өткізу", "Провести", "Hold")
TO_WRITE = Label("Қалай өткенін жазу", "Записать, как прошло", "Write down how it went")
TO_KEEP = Label("Тұрғындарға берілген уәде", "Обещание жителям", "Promise to residents")
ANNOUNCED = Label("Жарияланған іс-шара", "Объявленное мероприятие", "An announced gathering")
PLANNED = Label("Жоспар бойынша", "По плану", "As planned")
PROMISED = Label("Тұрғындардың алдында айтылған", "Обещано при жителях", "Said before residents")
KEPT = Label("Орындалды", "Выполнено", "Kept")
KEPT_SAID = Label("Уәде орындалды деп белгіленді. Тұрғындар көреді.", "Отмечено как выполненное. Жители это увидят.", "Marked as kept. Residents see it.")
LATER = Label("мерзімі {day} күнінен ауыстырылған", "срок перенесён с {day}", "moved from {day}")
ON_BEAT = Label("Кездесулер, ашық есік күндері, уәделер", "Встречи, дни открытых дверей, обещания", "Meetings, open days, promises")


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator: its name in the seed's words, how it is counted here."""

    title: Label
    how: Label


INDICATORS: dict[Indicator, Told] = {
    Indicator.TRUST: Told(
        Label("Азаматтардың ішкі істер органдарына сенім деңгейі", "Уровень доверия граждан к органам внутренних дел", "Trust of citizens in the internal affairs bodies"),
        Label("Сауалнама керек: бағалар мен өтініштерден сенім есептелмейді.", "Нужен опрос: по оценкам и обращениям доверие не считается.", "It needs a survey: trust is not reckoned from ratings or appeals."),
    ),
    Indicator.PREVENTION: Told(
        Label("Алдын алу шараларының саны мен нәтижелілігі", "Число и результативность профилактических мер", "Number and effect of preventive measures"),
        Label("Алдын алу шаралары Senim-де әлі жүргізілмейді.", "Профилактические меры в Senim пока не ведутся.", "Preventive measures are not kept in Senim yet."),
    ),
    Indicator.CONTACT: Told(
        Label("Учаскелік инспекторлармен байланысқа шыққан тұрғындар үлесі", "Доля жителей, связавшихся с участковыми", "Share of residents who were in contact with inspectors"),
        Label(
            "Үлес есептелмейді: бір адам бірнеше рет келуі мүмкін, оны Senim танымайды. Оның орнына 1 000 тұрғынға келетін байланыс саны: өтініштер мен кездесуге келгендер.",
            "Доля не считается: один человек мог прийти не раз, и Senim его не узнаёт. Вместо неё — контакты на 1 000 жителей: обращения и пришедшие на встречи.",
            "The share is not reckoned: one person may come more than once and Senim does not recognise people. In its place: contacts per 1,000 residents, appeals and people who came.",
        ),
    ),
    Indicator.PARTICIPANTS: Told(
        Label("Қоғамдық тыңдаулар мен «Ашық есік күндеріне» қатысушылар саны", "Число участников общественных слушаний и дней открытых дверей", "People at public hearings and open days"),
        Label("Өткен тыңдаулар мен ашық есік күндеріне келгендердің қосындысы; бір адам бірнеше рет саналуы мүмкін.", "Сумма пришедших на состоявшиеся слушания и дни открытых дверей; один человек мог прийти не раз.", "Those who came to hearings and open days, added up; one person may count more than once."),
    ),
    Indicator.SOLVED: Told(
        Label("Электронды өтініштер бойынша шешілген шағымдар пайызы", "Доля решённых жалоб по электронным обращениям", "Share of electronic complaints that were solved"),
        Label(
            "Электронды түскен, жауап берілген өтініштердің «шара қолданылды» деп аяқталғаны. Қорғауды қажет ететін санаттар мен қызметкерлерге шағымдар кірмейді. Аралық – Уилсон, 95 %.",
            "Из отвеченных электронных обращений — закончившиеся «меры приняты». Без категорий под защитой и жалоб на сотрудников. Интервал Уилсона, 95 %.",
            "Of electronic appeals that were answered, those that ended with measures taken. Without protected categories and complaints about officers. Wilson's interval, 95 %.",
        ),
    ),
    Indicator.TRAINED: Told(
        Label("Қызметкерлердің қайта даярлау курстарынан өту көрсеткіші", "Прохождение сотрудниками курсов переподготовки", "Officers who passed retraining courses"),
        Label("Осы күндері кемінде бір курсқа қатысқан қызметкерлер, қазір лауазымда отырғандардың ішінде. Бұл толық санақ, аралық жоқ.", "Сотрудники, прошедшие хотя бы один курс, среди тех, кто сейчас на должности. Это полный счёт, интервала нет.", "Officers who attended at least one course, of those on a post now. A full count: there is no interval."),
    ),
}
INDICATOR_NAMES: dict[Indicator, Label] = {code: told.title for code, told in INDICATORS.items()}
NOT_COUNTED = Label("есептелмейді", "не считается", "not counted")
SEED = Label("Қасен, 002-жинақ", "Касен, сборник 002", "Kasen, collection 002")
