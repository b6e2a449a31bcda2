"""What a file would change, what another source tells of too, and streets that are spelt in several ways."""

from __future__ import annotations

from typing import Any

from senim.incidents.domain import BatchState
from senim.incidents.models import Batch
from senim.incidents.wording import feed_name
from senim.kernel.labels import Label
from senim.web.words import number

AGAIN = Label(
    "Дәл осы файл бұрын қолданылған ({version}-нұсқа).",
    "Этот самый файл уже применён (версия {version}).",
    "This very file was applied before (version {version}).",
)
NOTHING = Label(
    "Қолдансаңыз, ештеңе өзгермейді: барлық жол бұрыннан белгілі.",
    "Если применить, ничего не изменится: все строки уже известны.",
    "Applying it would change nothing: every row is known already.",
)
WOULD = Label(
    "Қолдансаңыз: жаңа оқиға - {new}, өзгеретіні - {changed}, бұрынғыдай қалатыны - {same}.",
    "Если применить: новых событий — {new}, изменённых — {changed}, прежних — {same}.",
    "If applied: {new} new events, {changed} changed, {same} the same.",
)
GONE = Label(
    "Осы кезеңде есептеліп тұрған, бірақ файлда жоқ оқиға: {gone}. Олар енді есептелмейді.",
    "Событий этого периода, которых нет в файле: {gone}. Они больше не будут считаться.",
    "Events of this period that are not in the file: {gone}. They would count no longer.",
)
TWINS = Label(
    "«{feed}» дереккөзі де айтқан оқиға: {count} (айырмасы ең көбі {minutes} минут, {metres} метр). Әрқайсысы бір рет, "
    "{which} бойынша есептеледі.",
    "Событий, о которых сообщил и источник «{feed}»: {count} (расхождение не больше {minutes} мин и {metres} м). "
    "Каждое считается один раз — {which}.",
    "Events that “{feed}” tells of too: {count} (at most {minutes} minutes and {metres} metres apart). Each counts "
    "once, {which}.",
)
OURS = Label("осы файл", "по этому файлу", "by this file")
THEIRS = Label("«{feed}»", "по источнику «{feed}»", "by “{feed}”")
SPELT = Label("Әртүрлі жазылған көшелер", "Улицы, написанные по-разному", "Streets spelt in several ways")
SPELT_HOW = Label(
    "Барлығы {count}. Бір қатардағы жазулар бір көше деп алынды; олай болмаса, файлда түзетіп, қайта жіберіңіз.",
    "Всего {count}. Написания одной строки приняты за одну улицу; если это не так, исправьте файл и пришлите снова.",
    "{count} in all. The spellings of one line were taken for one street; where they are not, mend the file and "
    "send it again.",
)


def forecast(batch: Batch, lang: str) -> dict[str, Any] | None:
    """A notice: what applying a checked file would change; None where there is nothing to tell."""
    would = batch.quality.get("would")
    if BatchState(batch.state) is not BatchState.STAGED or not would or not batch.accepted:
        return None
    told = [AGAIN.in_(lang).format(version=would["again"])] if would["again"] else []
    if not (would["new"] or would["changed"] or would["gone"]):
        return {"text": " ".join([*told, NOTHING.in_(lang)]), "kind": "warn"}
    shown = {name: number(would[name]) for name in ("new", "changed", "same", "gone")}
    told.append(WOULD.in_(lang).format(**shown))
    if would["gone"]:
        told.append(GONE.in_(lang).format(**shown))
    return {"text": " ".join(told), "kind": "warn" if would["gone"] or would["changed"] else "info"}


def twins(batch: Batch, lang: str) -> list[str]:
    """A sentence for each source that told of the same events when the file was applied."""
    if BatchState(batch.state) is not BatchState.APPLIED:
        return []
    found = []
    for code, one in batch.quality.get("twins", {}).items():
        feed = feed_name(code, lang)
        which = (OURS if one["ours"] else THEIRS).in_(lang).format(feed=feed)
        numbers = {name: number(one[name]) for name in ("count", "minutes", "metres")}
        found.append(TWINS.in_(lang).format(feed=feed, which=which, **numbers))
    return found


def spelt(batch: Batch, lang: str) -> dict[str, Any] | None:
    """Streets whose spellings were taken for one; None where each has one."""
    found = batch.quality.get("spelt", {})
    if not found.get("count"):
        return None
    return {
        "title": SPELT.in_(lang),
        "text": SPELT_HOW.in_(lang).format(count=number(found["count"])),
        "lines": [" · ".join(ways) for ways in found["examples"]],
    }
