"""What levels, points, imports and answers are called, in three languages."""

from senim.kernel.labels import Label
from senim.territory.domain import ImportKind, ImportState, Level, PointKind, Why

LEVELS = {
    Level.COUNTRY: Label("ел", "страна", "country"),
    Level.REGION: Label("облыс", "область", "region"),
    Level.DISTRICT: Label("аудан", "район", "district"),
    Level.CITY: Label("қала", "город", "city"),
    Level.CITY_DISTRICT: Label("қаладағы аудан", "район в городе", "district of a city"),
    Level.RURAL_DISTRICT: Label("ауылдық округ", "сельский округ", "rural district"),
    Level.SETTLEMENT: Label("елді мекен", "населённый пункт", "settlement"),
    Level.BEAT: Label("учаске", "участок", "beat"),
}
POINTS = {
    PointKind.POLICE_POINT: Label("учаскелік полиция пункті", "участковый пункт полиции", "neighbourhood police point"),
    PointKind.MODULAR_POST: Label("модульдік полиция бекеті", "модульный пост полиции", "modular police post"),
    PointKind.STATION: Label("полиция бөлімі", "отдел полиции", "police station"),
    PointKind.DEPARTMENT: Label("полиция департаменті", "департамент полиции", "police department"),
}
WHY = {
    Why.INSIDE: Label("учаске ішінде", "внутри участка", "inside a beat"),
    Why.HOLE: Label("учаскелер арасында", "между участками", "between beats"),
    Why.OUTSIDE: Label("аумақтан тыс", "вне территории", "outside the territory"),
    Why.SEVERAL: Label("бірнеше учаске қабаттасқан", "наложение участков", "several beats overlap"),
}
KINDS = {
    ImportKind.AREAS: Label("аумақтар мен учаскелер", "территории и участки", "areas and beats"),
    ImportKind.STREETS: Label("көшелер", "улицы", "streets"),
    ImportKind.ADDRESSES: Label("мекенжайлар", "адреса", "addresses"),
    ImportKind.POINTS: Label("пункттер мен бекеттер", "пункты и посты", "points and posts"),
}
STATES = {
    ImportState.WAITING: Label("кезекте", "в очереди", "waiting"),
    ImportState.READING: Label("тексерілуде", "проверяется", "being checked"),
    ImportState.CHECKED: Label("тексерілді", "проверен", "checked"),
    ImportState.REFUSED: Label("қателері бар", "есть ошибки", "has errors"),
    ImportState.WRITING: Label("енгізілуде", "загружается", "being applied"),
    ImportState.DONE: Label("енгізілді", "загружен", "applied"),
    ImportState.FAILED: Label("алып тасталды", "отклонён", "thrown away"),
}
#: What the tag of a state looks like.
STATE_TAGS = {
    ImportState.CHECKED: "info", ImportState.REFUSED: "bad", ImportState.DONE: "good", ImportState.READING: "info",
    ImportState.WRITING: "info", ImportState.WAITING: "", ImportState.FAILED: "",
}
