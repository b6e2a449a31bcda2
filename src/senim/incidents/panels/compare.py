"""Two periods of one length: what rose, what fell, and how sure that is."""

from __future__ import annotations

import math

import numpy as np
from django.utils.safestring import mark_safe

from senim.incidents.events import Events
from senim.incidents.panels.base import Panel, figure, head, made, say
from senim.incidents.wording import kind_name
from senim.kernel import formats
from senim.kernel.labels import Label
from senim.web.charts import Chart, dot

SHOWN = 12
Z = 1.959964
TITLE = Label("Алдыңғы кезеңмен салыстыру", "Сравнение с предыдущим периодом", "Beside the period before")
SENTENCE = Label(
    "Осы кезеңде {now}, дәл сондай алдыңғы кезеңде {before} оқиға: қатынасы {ratio} (95 % аралық {low}–{high}).",
    "В этом периоде {now} событий, в таком же предыдущем {before}: отношение {ratio} (интервал 95 % {low}–{high}).",
    "This period has {now} events, the one before {before}: a ratio of {ratio} (95 % interval {low} to {high}).",
)
NOTHING = Label(
    "Алдыңғы кезеңде оқиға жоқ: салыстыруға болмайды.",
    "В предыдущем периоде событий нет: сравнить не с чем.",
    "The period before has no events: there is nothing to compare with.",
)
TOO_EARLY = Label(
    "Алдыңғы кезең деректер басталғанға дейін де созылады ({day} бастап қана бар): салыстыруға болмайды.",
    "Предыдущий период начинается раньше данных (они есть только с {day}): сравнивать нельзя.",
    "The period before begins earlier than the data (there are none before {day}): nothing can be compared.",
)
#: Of the period before, at most this share may lie before the first event.
UNKNOWN_SHARE = 0.1
NOTE = Label(
    "Екі кезеңнің айырмасы себебін айтпайды: маусым, жаңа дерек көзі не тіркеу тәртібі де болуы мүмкін.",
    "Разница двух периодов не называет причину: это могут быть сезон, новый источник или порядок учёта.",
    "A difference of two periods names no cause: it may be the season, a new source or the way of recording.",
)
DEFINITION = Label(
    "Екі кезең бірдей ұзақ. Қатынастың аралығы - шартты биномдық үлестің Уилсон аралығынан. Жиі 12 түр көрсетілген.",
    "Периоды одной длины. Интервал отношения — из интервала Уилсона для условной биномиальной доли. Показаны 12 "
    "частых видов.",
    "Both periods have one length. The interval of the ratio comes from Wilson's interval of the conditional "
    "binomial share. "
    "The 12 commonest kinds are shown.",
)


def ratio(now: int, before: int) -> tuple[float | None, float, float]:
    """(now over before or None, low, high at 95 %) of two counts over equal times."""
    total = now + before
    if not total:
        return None, 0.0, math.inf
    share = now / total
    middle = (share + Z**2 / (2 * total)) / (1 + Z**2 / total)
    reach = Z * math.sqrt(share * (1 - share) / total + Z**2 / (4 * total**2)) / (1 + Z**2 / total)
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return now / before if before else None, low / (1 - low), high / (1 - high) if high < 1 else math.inf


def panel(before: Events, now: Events, language: str) -> Panel:
    """All together and the commonest kinds."""
    codes = sorted(set(before.kinds) | set(now.kinds))
    pairs = {code: (_count(now, code), _count(before, code)) for code in codes}
    common = sorted(codes, key=lambda code: (-sum(pairs[code]), code))[:SHOWN]
    everything = Label("барлығы", "всего", "all").in_(language)
    rows = [(everything, now.n, before.n), *((kind_name(code, language), *pairs[code]) for code in common)]
    shown = [(name, *ratio(a, b)) for name, a, b in rows]
    middle, low, high = ratio(now.n, before.n)
    early = _too_early(before, language)
    sentence = (
        say(
            SENTENCE,
            language,
            now=now.n,
            before=before.n,
            ratio=_two(middle, language),
            low=_two(low, language),
            high=_two(high, language),
        )
        if middle is not None
        else NOTHING.in_(language)
    )
    if early:
        sentence, shown = early, []
    top = min(10.0, max((edge for _name, mid, _low, edge in shown if mid and math.isfinite(edge)), default=2.0))
    drawn = dot(
        TITLE.in_(language),
        sentence,
        [(name, mid, least, edge if math.isfinite(edge) else top) for name, mid, least, edge in shown],
        label=Label("түрі", "вид", "kind").in_(language),
        value=Label("қатынас", "отношение", "ratio").in_(language),
        interval="95 %",
        low=0,
        high=max(2.0, top),
        digits=2,
    )
    table = (
        []
        if early
        else [
            [
                name,
                figure(a, language),
                figure(b, language),
                _two(mid, language),
                f"{_two(least, language)}–{_two(edge, language)}",
            ]
            for (name, a, b), (_n, mid, least, edge) in zip(rows, shown, strict=True)
        ]
    )
    columns = head(
        Label("түрі", "вид", "kind").in_(language),
        *(
            label.in_(language)
            for label in (
                Label("қазір", "сейчас", "now"),
                Label("бұрын", "раньше", "before"),
                Label("қатынас", "отношение", "ratio"),
            )
        ),
        "95 %",
    )
    # Where nothing can be compared no axis stands there either.
    drawing, height = (drawn.drawing, drawn.height) if shown and middle is not None else (mark_safe(""), 4)
    chart = Chart(drawn.title, sentence, drawing, height, columns, table)
    return made("compare", chart, DEFINITION.in_(language), now.lineage, language, note=NOTE.in_(language))


def _too_early(before: Events, language: str) -> str:
    """Why nothing can be compared, where the data begin within the period before; "" where they do not."""
    period = before.lineage.selection
    known = before.at[~np.isnat(before.at)]
    if not known.size:
        return ""
    since, until = np.datetime64(period["since"]), np.datetime64(period["until"])
    first = known.min().astype("datetime64[D]")
    if (first - since) <= UNKNOWN_SHARE * (until - since):
        return ""
    return say(TOO_EARLY, language, day=formats.day(first.astype(object), language, formats.Case.ABLATIVE))


def _count(events: Events, code: str) -> int:
    return int((events.kind == events.kinds.index(code)).sum()) if code in events.kinds else 0


def _two(value: float | None, language: str) -> str:
    if value is None or not math.isfinite(value):
        return "—"
    return f"{value:.2f}" if language == "en" else f"{value:.2f}".replace(".", ",")
