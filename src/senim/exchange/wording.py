"""What this context says no to, and what is wrong with a row or a mapping: sentences in three languages."""

from __future__ import annotations

from senim.kernel.labels import Label

REFUSALS: dict[str, Label] = {
    "not_yours": Label("Бұл жүйенің файлдарын енгізуге құқығыңыз жоқ.", "Файлы этой системы вносите не вы.", "You may not bring in files of this system."),
    "no_file": Label("Мұндай файл жоқ.", "Такого файла нет.", "There is no such file."),
    "no_system": Label("Мұндай жүйе жоқ.", "Такой системы нет.", "There is no such system."),
    "no_mapping": Label("Бұл жүйенің сәйкестігі жоқ: алдымен бағандарын белгілеңіз.", "У этой системы нет соответствия: сначала задайте столбцы.", "This system has no mapping: set its columns first."),
    "sealed": Label("Бұл дерек басқа орнатудың кілтімен жабылған: ашылмайды.", "Данные закрыты ключом другой установки и не открываются.", "This was sealed with the key of another installation and cannot be opened."),
    "not_checked": Label("Файл енді бұл күйде емес: бетті жаңартыңыз.", "Файл уже не в этом состоянии: обновите страницу.", "The file is no longer in that state: load the page again."),
    "nothing": Label("Бұл файлда жазатын ештеңе жоқ.", "В этом файле нечего записывать.", "There is nothing to write in this file."),
    "gone": Label("Файлдың мазмұны өшірілген: қайта жіберіңіз.", "Содержимое файла уже удалено: пришлите его снова.", "What was in the file is deleted by now: send it again."),
    "code_taken": Label("Бұл код бос емес.", "Этот код занят.", "This code is taken."),
    "old_mapping": Label("Сәйкестікті осы арада басқа біреу өзгертті. Бетті жаңартып, қайта көріңіз.", "Соответствие тем временем изменил кто-то другой. Обновите страницу и повторите.", "Somebody else has changed the mapping meanwhile. Load the page again."),
    "address": Label("Мекенжай жарамсыз: https:// деп басталатын, логин мен пароль жоқ толық мекенжай керек.", "Адрес не подходит: нужен полный адрес с https://, без имени и пароля в нём.", "This address will not do: it must be whole, begin with https:// and hold no name or password."),
    "private": Label("Бұл мекенжай ішкі желіге апарады. Әкімші баптауда рұқсат бермейінше, ондайға сұрау жіберілмейді.", "Этот адрес ведёт во внутреннюю сеть. Пока администратор не разрешил её в настройках, туда ничего не отправляется.", "This address leads into a private network. Nothing is sent there unless the settings allow that network."),
    "no_agreement": Label("Келісімсіз жеке дерек айтылмайды: келісімнің нөмірі мен күнін жазыңыз.", "Без соглашения личные данные не передаются: укажите его номер и дату.", "Nothing personal is told without an agreement: give its number and date."),
    "agreement_over": Label("Келісімнің мерзімі өткен.", "Срок соглашения истёк.", "The agreement is over."),
    "not_dead": Label("Бұл хабар жеткізілген немесе әлі кезекте: қайта жіберудің қажеті жоқ.", "Это сообщение доставлено или ещё в очереди: отправлять снова не нужно.", "This message was delivered or still waits: it need not be sent again."),
    "body_taken": Label("Бұл органның атынан басқа жүйе жауап береді.", "За этот орган уже отвечает другая система.", "Another system answers for this body already."),
}

#: What is wrong with a whole file.
FILE: dict[str, Label] = {
    "too_big": Label("Файл тым үлкен ({value} МБ-тан артық). Кезеңдерге бөліп жіберіңіз.", "Файл слишком велик (больше {value} МБ). Разделите его по периодам.", "The file is too large (over {value} MB). Split it by period."),
    "too_many": Label("Жолдар тым көп ({value}-ден артық). Кезеңдерге бөліп жіберіңіз.", "Слишком много строк (больше {value}). Разделите файл по периодам.", "There are too many rows (over {value}). Split the file by period."),
    "not_text": Label("Файл мәтін ретінде оқылмады. UTF-8 не Windows-1251 кодтауында сақтаңыз.", "Файл не читается как текст. Сохраните его в UTF-8 или Windows-1251.", "The file cannot be read as text. Save it as UTF-8 or Windows-1251."),
    "not_sheet": Label("Файл XLSX кестесі ретінде ашылмады. Қайта сақтап көріңіз не CSV жіберіңіз.", "Файл не открылся как таблица XLSX. Пересохраните его или пришлите CSV.", "The file does not open as an XLSX sheet. Save it again, or send CSV."),
    "not_json": Label("JSON оқылмады: {value}.", "JSON не читается: {value}.", "The JSON cannot be read: {value}."),
    "no_list": Label("JSON ішінде «{value}» тізімі жоқ.", "В JSON нет списка «{value}».", "There is no list “{value}” in the JSON."),
    "no_rows": Label("Файлда жол жоқ.", "В файле нет строк.", "The file has no rows."),
    "twice": Label("«{value}» бағаны екі рет кездеседі: қайсысы керек екені белгісіз.", "Столбец «{value}» встречается дважды: неясно, какой брать.", "The column “{value}” is there twice: it is not clear which one is meant."),
    "no_column": Label("Файлда сәйкестік айтқан баған жоқ: {value}.", "В файле нет столбца, который называет соответствие: {value}.", "The file lacks a column that the mapping names: {value}."),
}

#: What is wrong with one row.
ROW: dict[str, Label] = {
    "missing": Label("«{column}» бағаны бос.", "Столбец «{column}» пуст.", "The column “{column}” is empty."),
    "repeated": Label("«{value}» нөмірі файлда бұрын кездескен: біріншісі алынды.", "Номер «{value}» в файле уже был: взят первый.", "The number “{value}” was in the file before: the first one was taken."),
    "too_long": Label("«{column}» тым ұзын: {value} таңба.", "«{column}» слишком длинный: {value} знаков.", "“{column}” is too long: {value} characters."),
    "time_unread": Label("«{value}» уақыт ретінде оқылмады. Мысалы: 27.03.2026 18:30.", "«{value}» не читается как время. Например: 27.03.2026 18:30.", "“{value}” cannot be read as a time. For example: 27.03.2026 18:30."),
    "time_future": Label("{value} әлі келген жоқ.", "{value} ещё не наступило.", "{value} is in the future."),
    "time_early": Label("{value}: бұл күнге заңдық мерзімдер енгізілмеген (2021 жылғы 1 шілдеден бастап бар).", "{value}: для этого дня не внесены законные сроки (они есть с 1 июля 2021 года).", "{value}: no legal terms are entered for that day (they begin on 1 July 2021)."),
    "time_turned": Label("Жауап не аяқталу уақыты өтініштен бұрын: {value}.", "Ответ или завершение раньше обращения: {value}.", "The answer or the end is before the appeal: {value}."),
    "word_unknown": Label("«{value}» сәйкестікте жоқ ({column}).", "«{value}» нет в соответствии ({column}).", "“{value}” is not in the mapping ({column})."),
    "number_bad": Label("«{value}» сан емес.", "«{value}» — не число.", "“{value}” is not a number."),
    "swapped": Label("{value}: бойлық пен ендік ауысып кеткен сияқты.", "{value}: похоже, долгота и широта перепутаны.", "{value}: longitude and latitude look exchanged."),
    "off_land": Label("{value}: бұл нүкте елден тыс.", "{value}: эта точка вне страны.", "{value}: this point is outside the country."),
    "not_here": Label("{value}: бұл жер сіз енгізетін аумақта емес.", "{value}: это место не в вашей территории.", "{value}: this place is not in the area you bring appeals into."),
    "area_unknown": Label("«{value}»: мұндай учаске жоқ не бірнешеуі осылай аталады. Кодын жазыңыз.", "«{value}»: такого участка нет или так называются несколько. Укажите код.", "“{value}”: no beat goes by this, or several do. Give its code."),
    "answer_missing": Label("Күйі бойынша жауап берілген, бірақ жауап мәтіні не уақыты жоқ.", "По состоянию ответ дан, но нет его текста или времени.", "The state says it is answered, but the text or time of the answer is missing."),
    "other_place": Label("Бұл нөмірмен басқа аумақтың өтініші бар: оны сіз өзгертпейсіз.", "Под этим номером есть обращение, которое вам не видно: его меняете не вы.", "An appeal that you may not see has this number: you cannot change it."),
    "control": Label("«{column}» ішінде жасырын таңба бар.", "В «{column}» есть скрытый знак.", "There is a hidden character in “{column}”."),
}

#: What is wrong with a mapping.
MAPPING: dict[str, Label] = {
    "toml": Label("TOML оқылмады: {value}", "TOML не читается: {value}", "The TOML cannot be read: {value}"),
    "section": Label("Белгісіз бөлім: {value}.", "Неизвестный раздел: {value}.", "Unknown section: {value}."),
    "not_text": Label("{value}: мәтін болуы керек.", "{value}: нужен текст.", "{value}: must be text."),
    "not_table": Label("{value}: кесте болуы керек.", "{value}: нужна таблица.", "{value}: must be a table."),
    "field": Label("[{where}] «{value}»: мұндай өріс жоқ.", "[{where}] «{value}»: такого поля нет.", "[{where}] “{value}”: there is no such field."),
    "needed": Label("[columns] «{value}» жоқ: онсыз жол өтініш болмайды.", "[columns] нет «{value}»: без него строка не обращение.", "[columns] lacks “{value}”: without it a row is no appeal."),
    "value": Label("[{where}] «{value}»: бізде мұндай мән жоқ.", "[{where}] «{value}»: у нас нет такого значения.", "[{where}] “{value}”: we have no such value."),
    "zone": Label("Уақыт белдеуі белгісіз: {value}.", "Неизвестный часовой пояс: {value}.", "Unknown time zone: {value}."),
    "no_category": Label("Санат қайдан алынатыны айтылмаған: баған не [empty] керек.", "Не сказано, откуда брать категорию: нужен столбец или [empty].", "It is not said where the category comes from: a column or [empty] is needed."),
    "system": Label("Сәйкестік «{value}» жүйесінікі.", "Соответствие — от системы «{value}».", "The mapping is of the system “{value}”."),
}
