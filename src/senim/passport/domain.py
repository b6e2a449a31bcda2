"""What a passport of a beat holds: sections, the kinds of their entries, which fields an entry has. No Django here.

The "social map" (seed 002 @79471) names places, services, leaders, businesses and groups; groups with needs stand here
as counts of households by kind, never as people. What is only known to be true of a day says so and is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from senim.kernel.labels import Label

#: An entry that nobody confirmed for so long asks "still true?".
STALE_AFTER = timedelta(days=365)


class Section(StrEnum):
    """The parts that the inspector writes."""

    PLACES = "places"
    SERVICES = "services"
    LEADERS = "leaders"
    GROUPS = "groups"
    NEEDS = "needs"
    RISKS = "risks"
    PRIORITIES = "priorities"


class Basis(StrEnum):
    """On what ground a leader's name stands here."""

    PUBLIC = "public"
    AGREED = "agreed"


BASES: dict[Basis, Label] = {
    Basis.PUBLIC: Label(
        "лауазымы мен байланысын органның өзі жариялаған",
        "должность и контакт опубликовал сам орган",
        "the body itself published the function and the contact",
    ),
    Basis.AGREED: Label("адамның өзі келісті", "человек сам согласился", "the person agreed"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its title, what it is for, the fields of its entries and those that must be filled."""

    title: Label
    hint: Label
    fields: tuple[str, ...]
    must: frozenset[str]
    kinds: Mapping[str, Label]


def _kinds(*rows: tuple[str, str, str, str]) -> dict[str, Label]:
    return {code: Label(kk, ru, en) for code, kk, ru, en in rows}


PARTS: dict[Section, Part] = {
    Section.PLACES: Part(
        Label("Мектептер, кәсіпорындар, қоғамдық орындар", "Школы, предприятия, общественные места", "Schools, businesses, public places"),
        Label("Адам жиналатын, инспектор білуге тиіс орындар.", "Места, где бывают люди и которые должен знать инспектор.", "Where people gather and what the inspector must know."),
        ("kind", "name", "place", "words", "shown"),
        frozenset({"kind", "name"}),
        _kinds(
            ("school", "Мектеп", "Школа", "School"),
            ("kindergarten", "Балабақша", "Детский сад", "Kindergarten"),
            ("college", "Колледж, ЖОО", "Колледж, вуз", "College, university"),
            ("culture", "Мәдениет үйі, кітапхана, спорт", "Дом культуры, библиотека, спорт", "Culture, library, sports"),
            ("park", "Саябақ, алаң", "Парк, площадка", "Park, playground"),
            ("shop", "Дүкен", "Магазин", "Shop"),
            ("market", "Базар, сауда үйі", "Рынок, торговый дом", "Market, shopping centre"),
            ("cafe", "Кафе, мейрамхана, бар", "Кафе, ресторан, бар", "Café, restaurant, bar"),
            ("enterprise", "Кәсіпорын, шаруа қожалығы", "Предприятие, крестьянское хозяйство", "Business, farm"),
            ("bank", "Банк, пошта", "Банк, почта", "Bank, post office"),
            ("transport", "Вокзал, аялдама, тұрақ", "Вокзал, остановка, стоянка", "Station, stop, car park"),
            ("other", "Басқа", "Другое", "Other"),
        ),
    ),
    Section.SERVICES: Part(
        Label("Әлеуметтік және басқа қызметтер", "Социальные и другие службы", "Social and other services"),
        Label("Тұрғынды кімге бағыттауға болады.", "К кому можно направить жителя.", "Where a resident can be sent for help."),
        ("kind", "name", "place", "contact", "words", "shown"),
        frozenset({"kind", "name"}),
        _kinds(
            ("social", "Халықты әлеуметтік қорғау", "Социальная защита", "Social protection"),
            ("clinic", "Емхана, медпункт", "Поликлиника, медпункт", "Clinic, medical post"),
            ("crisis", "Дағдарыс орталығы, баспана", "Кризисный центр, приют", "Crisis centre, shelter"),
            ("family", "Отбасын қолдау орталығы", "Центр поддержки семьи", "Family support centre"),
            ("children", "Балалар құқығын қорғау", "Охрана прав детей", "Protection of children"),
            ("jobs", "Жұмыспен қамту", "Занятость", "Employment"),
            ("ngo", "Үкіметтік емес ұйым", "Неправительственная организация", "Non-governmental organisation"),
            ("housing", "Үй басқармасы (МИБ, ПИК)", "Управление домом (ОСИ, ПИК)", "Housing management"),
            ("emergency", "Өрт сөндіру, құтқару", "Пожарная, спасатели", "Fire and rescue"),
            ("other", "Басқа", "Другое", "Other"),
        ),
    ),
    Section.LEADERS: Part(
        Label("Жергілікті көшбасшылар", "Местные лидеры", "Local leaders"),
        Label(
            "Тек қоғамдық қызмет атқаратын адамдар: аты мен байланысы ашық жарияланған немесе өзі келіскен жағдайда ғана жазылады.",
            "Только люди в общественной роли: имя и контакт записываются, если они опубликованы или человек согласился.",
            "Only people in a public function: name and contact stand here if they are published or the person agreed.",
        ),
        ("kind", "name", "person", "basis", "agreed_on", "contact", "words", "shown"),
        frozenset({"kind", "name", "person", "basis"}),
        _kinds(
            ("akim", "Ауыл, ауылдық округ әкімі", "Аким села, сельского округа", "Akim of a village or rural district"),
            ("maslikhat", "Мәслихат депутаты", "Депутат маслихата", "Member of the maslikhat"),
            ("elders", "Ақсақалдар алқасы, ардагерлер кеңесі", "Совет старейшин, ветеранов", "Council of elders or veterans"),
            ("house", "Үйдің, көшенің жетекшісі", "Старший по дому, улице", "Head of a house or street"),
            ("women", "Әйелдер кеңесі", "Женский совет", "Women's council"),
            ("youth", "Жастар жетекшісі", "Молодёжный лидер", "Youth leader"),
            ("school_head", "Мектеп, мекеме басшысы", "Руководитель школы, учреждения", "Head of a school or institution"),
            ("volunteers", "Еріктілер үйлестірушісі", "Координатор волонтёров", "Coordinator of volunteers"),
            ("other", "Басқа", "Другое", "Other"),
        ),
    ),
    Section.GROUPS: Part(
        Label("Көмек қажет үйлер", "Домохозяйства, которым нужна помощь", "Households that need help"),
        Label(
            "Тек саны, түрі бойынша. Аты-жөні, мекенжайы жазылмайды: тізім әлеуметтік қорғау органында.",
            "Только число по видам. Имён и адресов нет: списки — у органа социальной защиты.",
            "Numbers by kind only. No names and no addresses: lists are with social protection.",
        ),
        ("kind", "count", "words"),
        frozenset({"kind", "count"}),
        _kinds(
            ("alone", "Жалғыз тұратын қарттар", "Одинокие пожилые", "Older people who live alone"),
            ("disability", "Мүгедектігі бар адам тұратын үй", "Семьи, где есть человек с инвалидностью", "Households with a person with a disability"),
            ("large", "Қолдау қажет көпбалалы отбасы", "Многодетные, которым нужна поддержка", "Large families in need of support"),
            ("income", "Атаулы әлеуметтік көмек алатын үй", "Получатели адресной социальной помощи", "Recipients of targeted social aid"),
            ("remote", "Байланысы нашар, алыс үй", "Отдалённые, без связи", "Remote households with poor connection"),
            ("newcomers", "Жаңа қоныстанғандар", "Недавно переехавшие", "Recently settled"),
            ("other", "Басқа", "Другое", "Other"),
        ),
    ),
    Section.NEEDS: Part(
        Label("Тұрғындар нені сұрайды", "О чём просят жители", "What residents ask for"),
        Label("Кездесуде, қабылдауда, аулада естігеніңіз: бір ой – бір жазба.", "Что слышали на встречах, приёмах, во дворах: одна мысль — одна запись.", "What you heard at meetings, receptions, in yards: one thought, one entry."),
        ("kind", "words"),
        frozenset({"kind", "words"}),
        _kinds(
            ("light", "Жарық", "Освещение", "Light"),
            ("roads", "Жол, өткел, тұрақ", "Дороги, переходы, стоянки", "Roads, crossings, parking"),
            ("youth", "Балалар мен жастардың бос уақыты", "Досуг детей и молодёжи", "Leisure of children and youth"),
            ("noise", "Тыныштық", "Тишина", "Quiet"),
            ("animals", "Ит, мал", "Собаки, скот", "Dogs, cattle"),
            ("fraud", "Алаяқтықтан сақтану", "Защита от мошенников", "Protection from fraud"),
            ("reach", "Полицияның жақындығы", "Близость полиции", "Nearness of the police"),
            ("other", "Басқа", "Другое", "Other"),
        ),
    ),
    Section.RISKS: Part(
        Label("Қауіпті орындар", "Места риска", "Places of risk"),
        Label("Орын ғана: үй мен адам жазылмайды.", "Только место: ни дом, ни человек не записываются.", "A place only: no home and no person."),
        ("kind", "name", "place", "words"),
        frozenset({"kind", "name"}),
        _kinds(
            ("dark", "Қараңғы аула, өткел", "Тёмный двор, проход", "Dark yard or passage"),
            ("empty", "Иесіз құрылыс", "Заброшенное строение", "Abandoned building"),
            ("crossing", "Қауіпті өткел, жол", "Опасный переход, дорога", "Dangerous crossing or road"),
            ("water", "Су, мұз, сел жолы", "Вода, лёд, путь селя", "Water, ice, mudflow path"),
            ("night", "Түнде шу, тәртіпсіздік болатын орын", "Ночью шум, беспорядки", "Noise or disorder at night"),
            ("site", "Құрылыс алаңы", "Стройка", "Building site"),
            ("other", "Басқа", "Другое", "Other"),
        ),
    ),
    Section.PRIORITIES: Part(
        Label("Басымдықтар", "Приоритеты", "Priorities"),
        Label("Биыл не маңызды, неге және қашанға дейін. Бесеуден аспасын.", "Что важно в этом году, почему и к какому сроку. Не больше пяти.", "What matters this year, why and by when. No more than five."),
        ("name", "words", "due_on"),
        frozenset({"name", "words", "due_on"}),
        {},
    ),
}
SECTIONS: dict[Section, Label] = {code: part.title for code, part in PARTS.items()}
MOST_PRIORITIES = 5
#: Fields that everyone may read of an entry that is shown.
PUBLIC_SECTIONS = (Section.PLACES, Section.SERVICES, Section.LEADERS)
#: Every field of the content of an entry, with what it is when nothing was said.
EMPTY: dict[str, Any] = {
    "kind": "", "name": "", "place": "", "words": "", "person": "", "contact": "", "basis": "", "agreed_on": None,
    "count": None, "shown": False, "due_on": None, "source": "", "observed_on": None,
}


def is_stale(confirmed_on: date, today: date) -> bool:
    """Whether an entry asks "still true?"."""
    return today - confirmed_on >= STALE_AFTER


def year_before(day: date) -> tuple[date, date]:
    """First and last day of the twelve whole months before the month of a day."""
    first = day.replace(day=1)
    return first.replace(year=first.year - 1), first - timedelta(days=1)
