"""Sentences of the load."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS = {
    "not_yours": Label("Бұл аумақ сіздікі емес.", "Это не ваша территория.", "This area is not yours."),
    "few_beats": Label("Бұл аумақта үйі тіркелген екі учаске жоқ: бөлетін ештеңе жоқ.", "На этой территории нет двух участков с домами в реестре: делить нечего.", "This area has no two beats with houses in the register: there is nothing to share out."),
    "no_people": Label("Халқы көрсетілмеген учаске бар: {names}. Алдымен тізілімге енгізіңіз.", "Есть участки без числа жителей: {names}. Сначала внесите его в реестр.", "Beats without a number of residents: {names}. Enter it in the register first."),
    "too_large": Label("Аумақ тым үлкен: {n} учаске. Бір ауданды таңдаңыз ({most} учаскеге дейін).", "Территория слишком велика: участков {n}. Выберите один район (до {most}).", "The area is too large: {n} beats. Choose one district (up to {most})."),
    "under_way": Label("Бұл аумаққа есеп жүріп жатыр. Аяқталуын күтіңіз.", "Для этой территории расчёт уже идёт. Дождитесь его.", "A reckoning for this area is under way. Wait for it."),
    "not_reckoned": Label("Бұл ұсыныс әлі есептелмеген.", "Это предложение ещё не рассчитано.", "This proposal is not reckoned yet."),
    "norm_order": Label("Жоғарғы шек төменгісінен кем болмауы керек.", "Верхняя граница не меньше нижней.", "The upper bound is not below the lower."),
    "norm_day": Label("Норма бүгіннен кейін басталуы керек: өткенді өзгертпейміз.", "Норма начинается не раньше завтрашнего дня: прошлое не меняем.", "A norm begins tomorrow at the earliest: what was is not changed."),
    "norm_code": Label("Мұндай норма жоқ.", "Такой нормы нет.", "There is no such norm."),
    "norm_act": Label("Тексерілген норма үшін актісін жазыңыз.", "Для проверенной нормы укажите акт.", "Name the act of a norm that is verified."),
}
BELOW = Label("төменгі шектен аз", "ниже границы", "below it")
WITHIN = Label("аралықта", "в пределах", "within it")
ABOVE = Label("жоғарғы шектен көп", "выше границы", "above it")
PLACES = {"below": BELOW, "within": WITHIN, "above": ABOVE, "": Label("", "", "")}
BETWEEN = Label("{low}–{high}", "{low}–{high}", "{low} to {high}")
SPREAD = Label(
    "Учаске халқы үйлерге тең таратылды: пәтер саны белгісіз.",
    "Жители участка распределены по домам поровну: число квартир неизвестно.",
    "The residents of a beat are spread evenly over its houses: the number of flats is not known.",
)
UNPLACED = Label(
    "{n} жазбаның орны белгісіз не қорғалған, олар учаскенің үйлеріне тең таратылды.",
    "У {n} записей место неизвестно или под защитой: они распределены по домам участка поровну.",
    "{n} records have no place or a protected one: they are spread evenly over the houses of their beat.",
)
NOT_APPLIED = Label(
    "Бұл – ұсыныс. Ол өздігінен қолданылмайды: шекара аумақ тізілімі арқылы, екінші адамның растауымен ғана өзгереді.",
    "Это предложение. Само оно не применяется: граница меняется через реестр территории и только с подтверждением второго человека.",
    "This is a proposal. It is never applied by itself: a boundary changes through the register of the territory, and only when a second person confirms.",
)
