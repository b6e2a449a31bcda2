"""Legal definitions of a black spot, as dated data. A rule is never in the code of the search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

UNKNOWN_FIELDS = Words(
    "Ережеде белгісіз не жетіспейтін өріс бар: {names}. Керегі: {needed}.",
    "В правиле есть неизвестные или недостающие поля: {names}. Нужны: {needed}.",
    "The rule has unknown or missing fields: {names}. Needed: {needed}.",
)
ODD_RULE = Words(
    "Ережедегі «{name}» мәні жарамсыз: {value}.",
    "Недопустимое значение «{name}» в правиле: {value}.",
    "The rule's value of '{name}' is not valid: {value}.",
)


@dataclass(frozen=True, slots=True)
class BlackSpotRule:
    """What makes a stretch of road a black spot, from a day on.

    window: its length in metres. any_kind: crashes of any kind that make one; same_kind: crashes of one kind that do,
    None where the law has no such clause. casualties_only: whether crashes without harm are left out. period_days:
    length of the reporting period. legal_reference: act and article. mark: verified, secondary, memory or own.
    """

    name: str
    window: float
    any_kind: int
    legal_reference: str
    valid_from: date
    same_kind: int | None = None
    casualties_only: bool = True
    period_days: int = 365
    valid_to: date | None = None
    mark: str = "own"

    def __post_init__(self) -> None:
        for name in ("window", "any_kind", "period_days"):
            if not getattr(self, name) > 0:
                raise AnalysisRefused("odd_rule", ODD_RULE, name=name, value=getattr(self, name))
        if self.same_kind is not None and self.same_kind < 1:
            raise AnalysisRefused("odd_rule", ODD_RULE, name="same_kind", value=self.same_kind)

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def as_rule(rule: BlackSpotRule | Mapping[str, Any]) -> BlackSpotRule:
    """A rule from a mapping (a table of TOML or JSON). Dates may be text (2026-01-31)."""
    if isinstance(rule, BlackSpotRule):
        return rule
    known = {one.name for one in fields(BlackSpotRule)}
    needed = ("name", "window", "any_kind", "legal_reference", "valid_from")
    wrong = [*(name for name in rule if name not in known), *(name for name in needed if name not in rule)]
    if wrong:
        raise AnalysisRefused("rule_fields", UNKNOWN_FIELDS, names=", ".join(wrong), needed=", ".join(needed))
    values = dict(rule)
    for name in ("valid_from", "valid_to"):
        if isinstance(values.get(name), str):
            values[name] = _day(name, values[name])
    return BlackSpotRule(**values)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AnalysisRefused("odd_rule", ODD_RULE, name=name, value=text) from error


#: The Russian definition, for a first look where no national rule is at hand. No numeric rule of Kazakhstan was found
#: in open sources: give the one that your road authority applies. The words of the law are known from the press
#: (Kommersant, 15 September 2025: unchanged since 2016), so the mark is secondary and the day of 2016 not checked.
RUSSIA_IN_SETTLEMENTS = BlackSpotRule(
    name="Russia, within settlements",
    window=200.0,
    any_kind=5,
    same_kind=3,
    legal_reference="Federal Law No. 196-FZ of 10 December 1995, article 2 (place of concentration of crashes)",
    valid_from=date(2016, 1, 1),
    mark="secondary",
)
RUSSIA_OUTSIDE_SETTLEMENTS = BlackSpotRule(
    name="Russia, outside settlements",
    window=1000.0,
    any_kind=5,
    same_kind=3,
    legal_reference="Federal Law No. 196-FZ of 10 December 1995, article 2 (place of concentration of crashes)",
    valid_from=date(2016, 1, 1),
    mark="secondary",
)
EXAMPLES = {"russia-settlement": RUSSIA_IN_SETTLEMENTS, "russia-road": RUSSIA_OUTSIDE_SETTLEMENTS}
