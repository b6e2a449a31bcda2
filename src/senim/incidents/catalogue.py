"""The kinds of events that an installation starts with: articles, ICCS and harm as reviewable rows.

harm: days of a usual penalty, in the spirit of harm indices; every weight is ours and marked "own" until somebody
settles it. Articles are written from memory ("memory"): verify them before a report leans on them. No Django import.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    code: str
    kk: str
    ru: str
    en: str
    act: str
    article: str
    iccs: str
    harm: float
    appeals: tuple[str, ...] = ()
    sensitive: bool = False


KINDS: tuple[Row, ...] = (
    Row("homicide", "Кісі өлтіру", "Убийство", "Homicide", "criminal", "99", "0101", 5475),
    Row("grave_harm", "Денсаулыққа ауыр зиян келтіру", "Тяжкий вред здоровью", "Grave bodily harm", "criminal", "106", "02011", 1825),
    Row("harm", "Денсаулыққа орташа зиян келтіру", "Вред здоровью средней тяжести", "Bodily harm", "criminal", "107", "02011", 365),
    Row("sexual", "Жыныстық зорлық", "Половое насилие", "Sexual violence", "criminal", "120", "0301", 2920, (), True),
    Row("domestic", "Отбасы-тұрмыстық зорлық-зомбылық", "Бытовое насилие", "Domestic violence", "administrative", "73", "02011", 30, ("home.violence",), True),
    Row("stalking", "Аңду", "Преследование", "Stalking", "criminal", "115-1", "02019", 60, ("home.stalking",), True),
    Row("child_harm", "Балаға жасалған зорлық", "Насилие над ребёнком", "Harm to a child", "criminal", "140", "02011", 730, ("home.child_harm", "home.bullying"), True),
    Row("robbery", "Тонау", "Грабёж", "Robbery", "criminal", "191", "0401", 730),
    Row("armed_robbery", "Қарақшылық", "Разбой", "Armed robbery", "criminal", "192", "0401", 1825),
    Row("burglary", "Пәтер ұрлығы", "Квартирная кража", "Burglary of a home", "criminal", "188-3", "0501", 365, ("property.home",)),
    Row("theft", "Ұрлық", "Кража", "Theft", "criminal", "188", "0502", 60, ("property.other",)),
    Row("bicycle_theft", "Велосипед ұрлығы", "Кража велосипеда", "Theft of a bicycle", "criminal", "188", "05022", 30, ("property.bicycle",)),
    Row("vehicle_theft", "Көлік айдап кету", "Угон", "Theft of a vehicle", "criminal", "200", "05021", 240),
    Row("from_vehicle", "Көліктен ұрлау", "Кража из машины", "Theft from a vehicle", "criminal", "188", "05022", 30, ("property.vehicle",)),
    Row("livestock_theft", "Мал ұрлығы", "Скотокрадство", "Theft of livestock", "criminal", "188-1", "0502", 365, ("property.livestock",)),
    Row("fraud", "Алаяқтық", "Мошенничество", "Fraud", "criminal", "190", "0701", 120, ("fraud.phone", "fraud.online")),
    Row("extortion", "Қорқытып алушылық", "Вымогательство", "Extortion", "criminal", "194", "02071", 365),
    Row("damage", "Мүлікті бүлдіру", "Повреждение имущества", "Damage to property", "criminal", "202", "0504", 20, ("property.vandalism",)),
    Row("hooliganism", "Бұзақылық", "Хулиганство", "Hooliganism", "criminal", "293", "08011", 60),
    Row("petty_hooliganism", "Ұсақ бұзақылық", "Мелкое хулиганство", "Petty hooliganism", "administrative", "434", "08011", 5, ("order.hooligan",)),
    Row("fight", "Төбелес", "Драка", "Fight", "administrative", "73-1", "02011", 30, ("order.fight",)),
    Row("noise", "Тыныштықты бұзу", "Нарушение тишины", "Breach of quiet", "administrative", "437", "08019", 1, ("order.noise_night", "order.noise_day")),
    Row("alcohol", "Қоғамдық орында ішімдік ішу", "Распитие в общественном месте", "Drinking in public", "administrative", "440", "08019", 1, ("order.alcohol",)),
    Row("drugs_sale", "Есірткі сату", "Сбыт наркотиков", "Drug sales", "criminal", "297", "06012", 1825, ("drugs.selling", "drugs.graffiti")),
    Row("drugs_use", "Есірткі тұтыну", "Употребление наркотиков", "Drug use", "criminal", "296", "06011", 20, ("drugs.use",)),
    Row("weapon", "Қаруды заңсыз сақтау", "Незаконный оборот оружия", "Illegal weapons", "criminal", "287", "09011", 365),
    Row("arson", "Өртеу", "Поджог", "Arson", "criminal", "202-2", "0504", 365),
    Row("crash", "Жол-көлік оқиғасы", "Дорожно-транспортное происшествие", "Road crash", "criminal", "345", "0207", 60),
    Row("parking", "Тұрақ ережесін бұзу", "Нарушение правил стоянки", "Parking offence", "administrative", "597", "", 0.5, ("road.parking", "road.abandoned_car")),
    Row("speeding", "Жылдамдықты арттыру", "Превышение скорости", "Speeding", "administrative", "592", "", 2, ("road.speeding",)),
    Row("stray_animals", "Қаңғыбас жануарлар", "Безнадзорные животные", "Stray animals", "administrative", "408", "", 1, ("animals.stray", "animals.unleashed")),
    Row("dark_place", "Қараңғы, қараусыз жер", "Тёмное, заброшенное место", "Dark or abandoned place", "", "", "", 0.5, ("place.light", "place.dark", "place.abandoned")),
    Row("missing", "Адам жоғалту", "Пропажа человека", "Missing person", "", "", "", 30, ("care.missing",), True),
)
SOURCE = "Қылмыстық кодекс / КоАП РК; ICCS 1.0 (UNODC 2015)"

#: Usual words of files from elsewhere, folded, to our kinds: a first guess that a person confirms or corrects.
GUESSES: dict[str, str] = {
    "theft from vehicle": "from_vehicle", "thefts": "theft", "motor vehicle theft": "vehicle_theft",
    "burglary residential": "burglary", "robbery firearm": "armed_robbery", "robbery no firearm": "robbery",
    "aggravated assault firearm": "grave_harm", "aggravated assault no firearm": "grave_harm", "other assaults": "fight",
    "fraud": "fraud", "vandalism/criminal mischief": "damage", "arson": "arson", "weapon violations": "weapon",
    "rape": "sexual", "homicide - criminal": "homicide", "homicide": "homicide",
    "narcotic / drug law violations": "drugs_sale", "public drunkenness": "alcohol", "driving under the influence": "crash",
    "disorderly conduct": "petty_hooliganism", "offenses against family and children": "domestic",
    "other sex offenses (not commercialized)": "sexual", "драка": "fight", "шум": "noise", "кража": "theft",
    "грабеж": "robbery", "разбой": "armed_robbery", "угон": "vehicle_theft", "мошенничество": "fraud",
    "семейный скандал": "domestic", "бытовой скандал": "domestic", "дтп": "crash", "хулиганство": "petty_hooliganism",
    "төбелес": "fight", "ұрлық": "theft", "алаяқтық": "fraud", "шу": "noise", "тонау": "robbery",
}
