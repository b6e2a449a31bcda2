"""From what the contexts answer to what the templates show. No query here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.kernel import legal
from senim.kernel.clock import local
from senim.kernel.formats import clock_time, day, quantity, weekday
from senim.portal.domain import Deed, reception
from senim.portal.slots import Beat
from senim.quality import api as quality
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language

PERCENT = "\N{NO-BREAK SPACE}%"


def percent(share: float | None) -> float | None:
    """A fraction as whole per cent."""
    return None if share is None else round(100 * share)


def point(info: territory.PointInfo, beat: Beat) -> dict[str, Any]:
    """A police point: name, address, telephone, hours, and whether it is open now and next."""
    always = bool(info.hours.get("always"))
    return {
        "name": info.name(beat.language), "address": info.address(beat.language), "phone": info.phone,
        "hours": () if always else staff.hours_rows(info.hours, beat.language),
        "opening": opening(info.hours, beat),
    }


def opening(hours: Mapping[str, Any], beat: Beat) -> dict[str, str]:
    """Whether the doors are open now and when next, in words; empty where no hours are known."""
    found = reception(hours, local(beat.at))
    if found is None:
        return {}
    if found.always:
        return {"now": _("Open round the clock")}
    words = {}
    if found.open_until:
        words["now"] = _("Open now, until %(time)s") % {"time": clock_time(found.open_until)}
    if found.next_from and found.next_until:
        times = f"{clock_time(found.next_from)}–{clock_time(found.next_until)}"
        words["next"] = f"{_day_of_week(found.next_from, beat)}, {times}"
    return words


def _day_of_week(moment: datetime, beat: Beat) -> str:
    ahead = (moment.date() - local(beat.at).date()).days
    if ahead < 2:
        return _("tomorrow") if ahead else _("today")
    return f"{weekday(moment.date(), beat.language)}, {day(moment.date(), beat.language, year=False)}"


def span(since: datetime, until: datetime) -> str:
    """A period in words: from day to day."""
    spoken = language()
    return f"{day(local(since).date(), spoken)} – {day(local(until).date(), spoken)}"


def stat(label: Any, share: quality.Share, definition: Any, source: Any, period: str, least: int) -> dict[str, Any]:
    """A share as web/parts/stat.html shows it: per cent with its interval, n, period, definition and source."""
    interval = share.interval
    return {
        "label": label, "n": share.n, "least": least, "too_few": share.n < least, "period": period,
        "value": percent(share.value), "unit": PERCENT, "definition": definition, "source": source,
        "low": percent(interval.low) if interval else None, "high": percent(interval.high) if interval else None,
    }


def promises(found: quality.Promises) -> list[dict[str, Any]]:
    """First answer, legal term and both, each with its definition."""
    period = span(found.since, found.until)
    source = _("Appeals of this beat in Senim; 95 % interval by Wilson (1927).")
    counted = _(
        "Counted are appeals whose legal term has ended in the period. "
        "Withdrawn and redirected ones and complaints about officers are not."
    )
    hours = legal.term("service.first_answer", local(found.until).date()).value
    rows = [
        (_("First answer within %(hours)d hours") % {"hours": hours or 72}, found.first,
         _("A first meaningful answer, written by a person, came in time. An automatic receipt does not count.")),
        (_("Final answer within the legal term"), found.term,
         _("The final answer came no later than the term of the law, with an extension where one was ordered.")),
        (_("Both promises kept"), found.both,
         _("Counted are only appeals where both were in time: 85 of 100 and 80 of 100 may make 70 together.")),
    ]
    least = quality.PROMISES_FROM
    return [stat(label, share, f"{text} {counted}", source, period, least) for label, share, text in rows]


def ratings(found: quality.Published, at: datetime) -> dict[str, Any]:
    """Ratings of a beat: a table of criteria and what was solved, or why nothing is shown yet."""
    period = span(at - quality.WINDOW, at)
    return {
        "n": found.n, "enough": found.enough, "least": quality.PUBLISH_FROM, "block": quality.BLOCK,
        "period": period, "asked": found.response.n, "answered": found.response.hits,
        "response": percent(found.response.value),
        "rows": [_criterion(one) for one in found.criteria],
        "solved": [{"label": quality.SOLVED[answer], **_bounds(share)} for answer, share in found.solved],
        "criteria": criteria(), "stats": [_on_time_and_good(found.both, period)] if found.both else [],
    }


def criteria() -> list[dict[str, Any]]:
    """The five questions with what helps to judge them."""
    return [{"name": name, "question": question, "hint": hint} for name, question, hint in quality.CRITERIA.values()]


def _on_time_and_good(found: quality.OnTimeAndGood, period: str) -> dict[str, Any]:
    text = _(
        "Counted are rated answers that were both within the legal term (%(on_time)d %%) and good (%(good)d %%): "
        "both must hold for the same answer. Good means marks of 4 on average and a matter not left unsolved."
    ) % {"on_time": percent(found.on_time.value) or 0, "good": percent(found.good.value) or 0}
    source = _("Ratings and answers of this beat in Senim; 95 % interval by Wilson (1927).")
    return stat(_("On time and with quality"), found.both, text, source, period, quality.PUBLISH_FROM)


def _criterion(one: quality.CriterionResult) -> dict[str, Any]:
    name, _question, _hint = quality.CRITERIA[one.criterion]
    return {"label": name, "enough": one.enough, "mean": one.mean, **_bounds(one.good)}


def _bounds(share: quality.Share) -> dict[str, Any]:
    interval = share.interval
    return {
        "n": share.n, "value": percent(share.value),
        "low": percent(interval.low) if interval else None, "high": percent(interval.high) if interval else None,
    }


def deeds(found: Iterable[Deed], spoken: str) -> dict[str, Any]:
    """What was done: a row a kind, the most frequent first, the unnamed last, with its outcomes."""
    rows: dict[str | None, dict[str, Any]] = {}
    for deed in found:
        row = rows.setdefault(deed.kind, {"kind": _kind(deed.kind, spoken), "outcomes": [], "times": 0})
        row["outcomes"].append({"label": _outcome(deed.outcome, spoken), "times": deed.times})
        row["times"] += deed.times
    ordered = [row for kind, row in sorted(rows.items(), key=lambda item: (item[0] is None, -item[1]["times"]))]
    return {"rows": ordered, "total": sum(row["times"] for row in ordered)}


def nameable(code: str) -> str:
    """The category's code where everyone may know of it in a small place, "" otherwise."""
    known = appeals.CATEGORIES.get(code)
    return code if known and known.public else ""


def _kind(code: str | None, spoken: str) -> str:
    if code is None:
        return _("Other matters")
    return appeals.category(code).label.in_(spoken)


def _outcome(code: str, spoken: str) -> str:
    return appeals.OUTCOMES[appeals.Outcome(code)].in_(spoken)


def crumbs(area: territory.AreaInfo, spoken: str) -> list[dict[str, str]]:
    """The way from the list of regions to an area."""
    above = [one for one in territory.ancestors(area.id) if one.level is not territory.Level.COUNTRY]
    return [
        {"label": _("All regions"), "url": reverse("portal:list")},
        *({"label": territory.name_of(one, spoken), "url": reverse("portal:area", args=[one.code])} for one in above),
        {"label": territory.name_of(area, spoken), "url": ""},
    ]


def about(at: datetime) -> dict[str, Any]:
    """The numbers that the page "how it works" names, from the terms in force."""
    on = local(at).date()
    named = {
        "answer": "appeal.answer", "redirect": "appeal.redirect", "first": "service.first_answer",
        "rating": "rating.token", "again": "followup.after",
    }
    return {name: _amount(legal.term(code, on), language()) for name, code in named.items()} | {
        "least": quality.PUBLISH_FROM, "criteria": criteria(),
    }


def _amount(term: legal.Term, spoken: str) -> str:
    if term.value is None:
        return legal.UNITS[term.unit].in_(spoken)
    return quantity(term.value, term.unit.value, spoken)


def terms(rows: Iterable[legal.Term], spoken: str) -> list[dict[str, Any]]:
    """Every row of every validity, as the page of legal terms shows it: the law first, then our own promises."""
    return [
        {
            "code": one.code, "is_rule": one.value is None, "amount": _amount(one, spoken),
            "citation": one.citation(spoken), "act": one.full_act(spoken), "says": one.explanation(spoken),
            "caution": one.caution(spoken), "mark": one.mark.value, "source": one.source,
            "since": one.valid_from, "until": one.valid_to, "by": one.verified_by, "on": one.verified_at,
        }
        for one in sorted(rows, key=lambda one: (one.mark is legal.Mark.OWN, one.code, one.valid_from))
    ]
