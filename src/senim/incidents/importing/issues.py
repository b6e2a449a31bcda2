"""What can be wrong with a row, as codes that are kept and sentences in the reader's language."""

from __future__ import annotations

from typing import NamedTuple

from senim.kernel.labels import Label

#: Errors that are kept with a batch, and notes of one sort, so that none crowds out another; all are counted.
KEPT, KEPT_NOTES = 1000, 100
#: Characters of the value that are kept.
SHORT = 80


class Issue(NamedTuple):
    """row: number in the file from 1 (the header is 1), 0 for the whole file; column: name in the file."""

    row: int
    column: str
    code: str
    value: str
    is_error: bool


class Bad(Exception):
    """This value cannot be taken."""

    def __init__(self, code: str, value: str, column: str = "") -> None:
        super().__init__(code)
        self.code, self.value, self.column = code, value, column


SENTENCES: dict[str, Label] = {
    # the whole file
    "too_big": Label(
        "Файл тым үлкен ({value} МБ-тан артық). Кезеңдерге бөліп жіберіңіз.",
        "Файл слишком велик (больше {value} МБ). Разделите его по периодам.",
        "The file is too large (over {value} MB). Split it by period.",
    ),
    "not_text": Label(
        "Файл мәтін ретінде оқылмады. UTF-8 не Windows-1251 кодтауында сақтаңыз.",
        "Файл не читается как текст. Сохраните его в UTF-8 или Windows-1251.",
        "The file cannot be read as text. Save it as UTF-8 or Windows-1251.",
    ),
    "not_sheet": Label(
        "Файл XLSX кестесі ретінде ашылмады. Қайта сақтап көріңіз не CSV жіберіңіз.",
        "Файл не открылся как таблица XLSX. Пересохраните его или пришлите CSV.",
        "The file does not open as an XLSX sheet. Save it again, or send CSV.",
    ),
    "not_features": Label(
        "GeoJSON FeatureCollection не ArcGIS JSON күтіледі: «features» тізімі жоқ.",
        "Ожидается GeoJSON FeatureCollection или ArcGIS JSON: нет списка «features».",
        "GeoJSON (FeatureCollection) or ArcGIS JSON is expected: there is no list “features”.",
    ),
    "parquet_absent": Label(
        "Parquet оқу үшін «{value}» қосымшасы керек, ол орнатылмаған. Әкімшіге айтыңыз не CSV қылып жіберіңіз.",
        "Чтобы читать Parquet, нужно дополнение «{value}», его нет. Скажите администратору или пришлите CSV.",
        "Reading Parquet needs the extra “{value}”, which is not installed. Tell the administrator, or send CSV.",
    ),
    "parquet_broken": Label(
        "Файл Parquet ретінде ашылмады: зақымдалған не шифрланған. Қайта сақтап көріңіз не CSV жіберіңіз.",
        "Файл не открылся как Parquet: повреждён или зашифрован. Пересохраните его или пришлите CSV.",
        "The file does not open as Parquet: it is damaged or locked. Save it again, or send CSV.",
    ),
    "parquet_nested": Label(
        "Файлдың бағандары кірістірілген не екілік: {value}. Жай бағандары бар кесте керек.",
        "Столбцы файла вложенные или двоичные: {value}. Нужна таблица с простыми столбцами.",
        "The columns of the file are nested or binary: {value}. A table of plain columns is needed.",
    ),
    "parquet_many_rows": Label(
        "Файлда тым көп жол бар ({value}). Кезеңдерге бөліп жіберіңіз.",
        "В файле слишком много строк ({value}). Разделите его по периодам.",
        "The file has too many rows ({value}). Split it by period.",
    ),
    "no_rows": Label("Файлда жол жоқ.", "В файле нет строк.", "The file has no rows."),
    "twice": Label(
        "«{value}» бағаны екі рет кездеседі: біріншісі алынды.",
        "Столбец «{value}» встречается дважды: взят первый.",
        "The column “{value}” is there twice: the first one was taken.",
    ),
    "nested": Label(
        "«{value}» бағаны алынбады: онда жай мән емес, тізім, құрылым не файл тұр.",
        "Столбец «{value}» не взят: в нём не простые значения, а списки, структуры или файлы.",
        "The column “{value}” was not taken: it holds lists, structures or files and not plain values.",
    ),
    "no_time_column": Label(
        "Уақыты бар баған белгіленбеген.", "Не назначен столбец со временем.", "No column is set for the time."
    ),
    "no_column": Label(
        "Файлда «{value}» бағаны жоқ.", "В файле нет столбца «{value}».", "The file has no column “{value}”."
    ),
    "both_orders": Label(
        "Күндер екі түрлі ретпен жазылған: күн/ай және ай/күн. Біріздендіріңіз.",
        "Даты записаны в двух порядках: день/месяц и месяц/день. Приведите к одному.",
        "Dates are written in two orders, day/month and month/day. Make them one.",
    ),
    "zone_unknown": Label(
        "Уақыт белдеуі белгісіз: {value}.", "Неизвестный часовой пояс: {value}.", "Unknown time zone: {value}."
    ),
    # a row
    "time_unread": Label(
        "«{value}» уақыт ретінде оқылмады.", "«{value}» не читается как время.", "“{value}” cannot be read as a time."
    ),
    "time_month": Label(
        "«{value}» - тек ай не жыл: күні керек.",
        "«{value}» — только месяц или год: нужен день.",
        "“{value}” is only a month or a year: a day is needed.",
    ),
    "time_missing": Label("Уақыты жоқ.", "Нет времени.", "There is no time."),
    "time_future": Label("{value} әлі келген жоқ.", "{value} ещё не наступило.", "{value} is in the future."),
    "time_turned": Label(
        "Аяқталуы басталуынан бұрын: {value}.",
        "Конец раньше начала: {value}.",
        "The end is before the beginning: {value}.",
    ),
    "number_bad": Label("«{value}» сан емес.", "«{value}» — не число.", "“{value}” is not a number."),
    "projected": Label(
        "{value}: градус емес, проекция метрлері сияқты. WGS 84 градустары керек.",
        "{value}: не градусы, похоже на метры проекции. Нужны градусы WGS 84.",
        "{value}: not degrees but metres of a projection. Degrees of WGS 84 are expected.",
    ),
    "off_earth": Label(
        "{value}: мұндай координата жоқ.",
        "{value}: таких координат не бывает.",
        "{value}: there are no such coordinates.",
    ),
    "repeated": Label(
        "Нөмірі «{value}» файлда бұрын кездескен: біріншісі алынды.",
        "Номер «{value}» в файле уже был: взят первый.",
        "The number “{value}” was in the file before: the first one was taken.",
    ),
    # notes: the row is taken
    "no_place": Label(
        "Координатасы жоқ: картаға түспейді, санаққа кіреді.",
        "Нет координат: на карту не попадёт, в счёт войдёт.",
        "No coordinates: not on the map, but counted.",
    ),
    "zero_place": Label(
        "0, 0 - орын емес: координатасыз алынды.",
        "0, 0 — не место: взято без координат.",
        "0, 0 is no place: taken without coordinates.",
    ),
    "outside": Label(
        "{value}: белгілі аумақтың сыртында.",
        "{value}: вне известной территории.",
        "{value}: outside the known territory.",
    ),
    "differs": Label(
        "Бұрын басқаша айтылған: {value}. Соңғы қолданылған файлдағысы есептеледі.",
        "Раньше было иначе: {value}. Считается то, что в последнем применённом файле.",
        "It was told otherwise before: {value}. What the file applied last says counts.",
    ),
    "differs_place": Label(
        "Орны не өтінішінің нөмірі бұрынғыдан басқа. Соңғы қолданылған файлдағысы есептеледі.",
        "Место или номер обращения не те, что раньше. Считается то, что в последнем применённом файле.",
        "The place or the number of the appeal is not what it was. What the file applied last says counts.",
    ),
    "area_unknown": Label(
        "«{value}»: мұндай учаске жоқ не бірнешеуі осылай аталады. Кодын жазыңыз; әзірге жол көздің аумағына "
        "жатқызылды.",
        "«{value}»: такого участка нет или так называются несколько. Укажите код; пока строка отнесена к территории "
        "источника.",
        "“{value}”: no beat goes by this, or several do. Give its code; until then the row belongs to the area of the "
        "source.",
    ),
    "swapped": Label(
        "{value}: бойлық пен ендік ауысып кеткен сияқты, координатасыз алынды.",
        "{value}: похоже, долгота и широта перепутаны: взято без координат.",
        "{value}: longitude and latitude look exchanged: taken without coordinates.",
    ),
    "far": Label(
        "{value}: файлдағы аумақтан тым алыс, координатасыз алынды.",
        "{value}: слишком далеко от территории файла: взято без координат.",
        "{value}: too far from the territory of the file: taken without coordinates.",
    ),
}


def sentence(code: str, value: str, language: str) -> str:
    """The issue in words."""
    return SENTENCES[code].in_(language).format(value=value)
