"""What can be given to a university: rows of each dataset, the columns that could point at somebody, their steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from senim.appeals import api as appeals
from senim.kernel.clock import local, start_of
from senim.kernel.labels import Label
from senim.kernel.scoping import Scope
from senim.partnership.disclosure import Column
from senim.partnership.domain import Dataset, Grain
from senim.territory import api as territory

Rows = list[dict[str, str]]
ALL = "all"
#: A word of a file that nobody has settled yet: it may be anything, a name too, so it is not handed out.
UNCLASSIFIED = "unclassified"

#: Columns of each dataset in their order; the last of those chosen is the one whose rare values are pooled.
QUASI: dict[Dataset, tuple[str, ...]] = {
    Dataset.APPEALS: ("period", "area", "channel", "category"),
    Dataset.INCIDENTS: ("period", "area", "time_of_day", "kind"),
}
#: What must not be learnt of somebody; a dataset that is not named here tells no ending.
ENDINGS: dict[Dataset, tuple[str, ...]] = {Dataset.APPEALS: ("outcome", "in_term")}
COLUMNS: dict[str, Label] = {
    "period": Label(
        "кезең (өтініш түскен немесе оқиға болған)", "период поступления или события", "period it came or happened"
    ),
    "area": Label("учаске немесе аудан коды", "код участка или района", "code of the beat or district"),
    "channel": Label("өтініш жолы", "канал обращения", "how it came"),
    "category": Label("өтініш санаты", "категория обращения", "category of the appeal"),
    "time_of_day": Label("тәулік бөлігі", "время суток", "part of the day"),
    "kind": Label("оқиға түрі", "вид происшествия", "kind of incident"),
    "outcome": Label("нәтиже", "исход", "outcome"),
    "in_term": Label("заң мерзімінде жауап берілді", "ответ в законный срок", "answered within the legal term"),
}
_PARTS = ((6, "night"), (12, "morning"), (18, "day"), (24, "evening"))


def rows_of(scope: Scope, dataset: Dataset, path: str, first: date, last: date) -> Rows:
    """Raw rows of a dataset in an area, from the first day to the last (both included)."""
    return _SOURCES[dataset](scope, path, first, last)


def columns_of(names: list[str], finest: Grain) -> list[Column]:
    """The chosen columns that could point at somebody, with their steps from fine to coarse."""
    return [Column(name, _STEPS[name](finest)) for name in names if name in _STEPS]


def _appeals(scope: Scope, path: str, first: date, last: date) -> Rows:
    since = start_of(first)
    until = start_of(last + timedelta(days=1))
    return [
        {
            "period": f"{local(row.received_at):%Y-%m}",
            "area": row.area_path,
            "channel": row.channel,
            "category": row.category,
            "outcome": row.outcome,
            "in_term": "yes" if row.in_term else "no",
        }
        for row in appeals.for_research(scope, path, since, until)
    ]


def _incidents(scope: Scope, path: str, first: date, last: date) -> Rows:
    """Events of files. Left out, as with appeals: sensitive kinds (violence at home, against children, sexual)."""
    # The arrays load numpy: only where somebody asks for them.
    from senim.incidents import api as incidents  # noqa: PLC0415

    found = incidents.events(scope, incidents.Selection(paths=(path,), since=first, until=last, appeals=False))
    months = found.at.astype("datetime64[M]").astype(str)
    hours = found.at.astype("datetime64[h]").astype(int) % 24
    settled = {code for code, _name in incidents.kinds("en")}
    kinds = [code if code in settled else UNCLASSIFIED for code in found.kinds]
    told = [not incidents.is_sensitive(code) for code in found.kinds]
    return [
        {
            "period": str(months[at]),
            "area": found.paths[int(found.path[at])],
            "kind": kinds[found.kind[at]],
            "time_of_day": _part(int(hours[at])) if found.timed[at] else "unknown",
        }
        for at in range(found.n)
        if told[found.kind[at]]
    ]


def _part(hour: int) -> str:
    return next(name for end, name in _PARTS if hour < end)


_SOURCES: dict[Dataset, Callable[[Scope, str, date, date], Rows]] = {
    Dataset.APPEALS: _appeals,
    Dataset.INCIDENTS: _incidents,
}


# --- steps from fine to coarse ----------------------------------------------------------------------------------------


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def _period(finest: Grain) -> Any:
    steps = [(Grain.MONTH.value, str), (Grain.QUARTER.value, _quarter), (Grain.YEAR.value, lambda month: month[:4])]
    names = [name for name, _coarsen in steps]
    return tuple(steps[names.index(finest.value) :])


def _code(depth: int) -> Callable[[str], str]:
    """The code of the area at the end of a path, `depth` levels up."""

    def code(path: str) -> str:
        steps = [int(step) for step in path.split("/") if step]
        if not steps:
            return "none"
        return territory.area(steps[max(0, len(steps) - 1 - depth)]).code

    return code


def _group(category: str) -> str:
    return category.partition(".")[0]


_STEPS: dict[str, Callable[[Grain], Any]] = {
    "period": _period,
    "area": lambda _finest: (("beat", _code(0)), ("district", _code(1)), ("region", _code(2))),
    "channel": lambda _finest: (("channel", str), (ALL, lambda _value: ALL)),
    "category": lambda _finest: (("category", str), ("group", _group), (ALL, lambda _value: ALL)),
    "time_of_day": lambda _finest: (("part", str), (ALL, lambda _value: ALL)),
    "kind": lambda _finest: (("kind", str), (ALL, lambda _value: ALL)),
}
