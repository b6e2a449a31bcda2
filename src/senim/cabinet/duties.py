"""What the cabinet itself puts on a day: next steps of visits, returns that are already filled, the report to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from senim.cabinet import counting, memory
from senim.cabinet.actions import confirming, returns, visits
from senim.cabinet.domain import (
    COUNTED,
    Period,
    Quarter,
    ReportState,
    Ruling,
    Standing,
    month_before,
    month_end,
)
from senim.cabinet.models import Operation, Report, Return, Visit
from senim.cabinet.permissions import LEARNERS, MENTORS, RETURNERS, WRITERS, can_decide, not_yours
from senim.cabinet.presenters.words import quarter_words
from senim.cabinet.wording import (
    BACK_TAPS,
    BACK_WITH,
    CONFIRM,
    DONE,
    ENTRY_BACK,
    ENTRY_CONFIRMED,
    GROUND_MENTOR,
    GROUND_MONTH,
    GROUND_NEXT,
    GROUND_OPERATION,
    GROUND_REPORT,
    MONTH_RETURN,
    OPERATION_RETURN,
    OPERATION_RUNS,
    QUARTER_REPORT,
    RETURN_CONFIRMED,
    SENT_BACK,
    STEP_DONE,
    WAITS_FOR_YOU,
)
from senim.kernel import duties, formats, undo
from senim.kernel.areas import inside
from senim.kernel.clock import local, now
from senim.kernel.duties import GONE, Duty, Ground, Source, Where
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff
from senim.web.words import language

MOST = 100
#: (kind, operation, month, post) of returns that were confirmed.
Confirmed = set[tuple[str, int | None, date | None, int]]
#: Own rule: a mentor reads what the trainee wrote within three days.
CONFIRM_WITHIN = timedelta(days=3)
#: Own rules: a month's return by the fifth, a quarter's report by the twentieth.
MONTH_BY, REPORT_BY = 5, 20
#: So long an operation whose return nobody confirmed stays on the list.
LATE = timedelta(days=30)


def register() -> None:
    """The sources; call it from AppConfig.ready."""
    duties.register(Source("visits", rows=steps, show=steps_shown, settle=settle_step))
    undo.register(visits.STEP, visits.step_back)
    duties.register(Source("returns", rows=confirmed, show=returns_owed, settle=settle_return))
    duties.register(Source("reports", rows=published, show=reports))


def steps(scope: Scope, day: date) -> QuerySet[Visit]:
    """Next steps that the own posts set themselves, and visits of trainees that wait for somebody."""
    step = Q(post__in=scope.posts(*WRITERS), next_done_at__isnull=True, next_on__lte=day + duties.HORIZON)
    return Visit.objects.filter(step & Q(standing__in=COUNTED) | _between(scope)).order_by("next_on", "pk")[:MOST]


def steps_shown(rows: Sequence[Visit], scope: Scope, day: date) -> list[Duty]:  # noqa: ARG001 - `steps` asked for it
    """A step that was set, or an entry between a trainee and the mentor."""
    return [_step(one) if one.standing in COUNTED else _entry(one) for one in rows if _concerns(scope, one)]


def _between(scope: Scope) -> Q:
    """The condition that an entry of a trainee waits for the mentor, or came back to the trainee."""
    back = Q(standing=Standing.RETURNED, account=scope.account_id or 0, post__in=scope.posts(*LEARNERS))
    waits = Q(post__in=scope.posts(*MENTORS)) | inside(scope.paths(Role.HEAD))
    return back | (Q(standing=Standing.WAITS) & waits)


def _concerns(scope: Scope, one: Visit) -> bool:
    return one.standing != Standing.WAITS or can_decide(scope, one, now())


def _entry(one: Visit) -> Duty:
    """A trainee's entry: for the mentor to confirm, or for the trainee to mend."""
    waits = one.standing == Standing.WAITS
    words = WAITS_FOR_YOU if waits else SENT_BACK
    taps = ((Ruling.CONFIRM.value, CONFIRM), *BACK_TAPS.items()) if waits else ()
    return Duty(
        key=f"visits:entry-{one.pk}-{one.version}",
        what=str(words) % {"name": staff.person_name(one.account_id, language()), "place": one.place},
        where=Where(one.area_path, one.place),
        owed_by=duties.end_of(local(one.entered_at).date() + CONFIRM_WITHIN),
        ground=Ground.DECISION,
        because=GROUND_MENTOR,
        url=reverse("cabinet:visit", args=[one.pk]),
        told=one.words[:160],
        outcomes=taps,
    )


def _step(one: Visit) -> Duty:
    assert one.next_on is not None
    return Duty(
        key=f"visits:{one.pk}",
        what=one.next_words,
        where=Where(one.area_path, one.place, one.lon, one.lat),
        owed_by=duties.end_of(one.next_on),
        ground=Ground.DECISION,
        because=GROUND_NEXT,
        url=reverse("cabinet:visit", args=[one.pk]),
        outcomes=(("done", DONE),),
        purpose=one.purpose,
        # A step of a matter is as sensitive as the matter, and this context does not know how sensitive that is.
        carried=not one.about,
    )


def settle_step(actor: Actor, key: str, code: str) -> Label:
    """The next step is made; or a trainee's entry is confirmed or sent back."""
    what = key.partition(":")[2]
    if what.startswith("entry-"):
        return _settle_entry(actor, what, code)
    if code != "done" or not what.isdecimal():
        raise Refused("gone", GONE)
    visits.step_done(actor=actor, visit_id=int(what))
    return STEP_DONE


def _settle_entry(actor: Actor, what: str, code: str) -> Label:
    _entry_word, number, version = [*what.split("-"), "", ""][:3]
    if not (number.isdecimal() and version.isdecimal() and (code == Ruling.CONFIRM or code in BACK_WITH)):
        raise Refused("gone", GONE)
    if code == Ruling.CONFIRM:
        confirming.confirm(actor=actor, visit_id=int(number), version=int(version))
        return ENTRY_CONFIRMED
    words = str(BACK_WITH[code])
    confirming.send_back(actor=actor, visit_id=int(number), version=int(version), words=words)
    return ENTRY_BACK


def confirmed(scope: Scope, day: date) -> QuerySet[Return] | None:
    """What was confirmed lately of the own posts, where a return may be owed at all."""
    posts = scope.posts(*RETURNERS)
    if not posts or not (_monthly(day) or _running(_paths(scope), day)):
        return None
    return Return.objects.filter(post__in=posts).only("kind", "operation", "month", "post").order_by("-pk")[:500]


def _monthly(day: date) -> bool:
    return day <= day.replace(day=MONTH_BY)


def _paths(scope: Scope) -> dict[int, tuple[str, ...]]:
    return {post: staff.area_paths(post) for post in sorted(scope.posts(*RETURNERS))}


def _running(paths: dict[int, tuple[str, ...]], day: date) -> list[Operation]:
    own = tuple(path for some in paths.values() for path in some)
    return [one for one in memory.reaching(own, day - LATE, day) if one.due_on <= day + duties.HORIZON]


def returns_owed(rows: Sequence[Return], scope: Scope, day: date) -> list[Duty]:
    """Returns of operations and of the month, already filled. One query more where an operation runs: the counts."""
    done: Confirmed = {(one.kind, one.operation_id, one.month, one.post_id) for one in rows}
    paths, month = _paths(scope), month_before(day)
    found = [*_operations(_running(paths, day), paths, done, day)]
    if _monthly(day):
        found += [_month(post, month) for post in paths if (Period.MONTH.value, None, month, post) not in done]
    return found


def _operations(
    running: list[Operation], paths: dict[int, tuple[str, ...]], confirmed: Confirmed, day: date
) -> Iterator[Duty]:
    owed = [
        (one, post)
        for one in running
        for post, own in paths.items()
        if (Period.OPERATION.value, one.pk, None, post) not in confirmed
        and any(path.startswith(one.area_path) for path in own)
    ]
    counts = counting.of_operations(owed)
    for one, post in owed:
        over = one.until < day
        words = OPERATION_RETURN if over else OPERATION_RUNS
        yield Duty(
            key=f"returns:operation-{one.pk}-{post}",
            what=str(words) % {"name": counting.name_of(one), "n": counts[one.pk, post]},
            where=Where(one.area_path),
            owed_by=duties.end_of(one.due_on),
            ground=Ground.DECISION,
            because=GROUND_OPERATION,
            url=reverse("cabinet:operation", args=[one.pk]),
            outcomes=(("confirm", CONFIRM),) if over else (),
        )


def _month(post: int, month: date) -> Duty:
    due = month_end(month) + timedelta(days=MONTH_BY)
    return Duty(
        key=f"returns:month-{month:%Y-%m}-{post}",
        what=str(MONTH_RETURN) % {"month": formats.month(month, language())},
        where=Where(next(iter(staff.area_paths(post)), "")),
        owed_by=duties.end_of(due),
        ground=Ground.DECISION,
        because=GROUND_MONTH,
        url=reverse("cabinet:month", args=[post, f"{month:%Y-%m}"]),
        outcomes=(("confirm", CONFIRM),),
    )


def settle_return(actor: Actor, key: str, code: str) -> Label:
    """The officer confirms a return that fills itself."""
    kind, which, post = [*key.partition(":")[2].rsplit("-", 1)[0].split("-", 1), key.rpartition("-")[2]][:3]
    if code != "confirm" or not post.isdecimal():
        raise Refused("gone", GONE)
    if kind == Period.OPERATION and which.isdecimal():
        returns.confirm_operation(actor=actor, operation_id=int(which), post_id=int(post))
    elif kind == Period.MONTH:
        returns.confirm_month(actor=actor, month=date.fromisoformat(f"{which}-01"), post_id=int(post))
    else:
        raise not_yours()
    return RETURN_CONFIRMED


def _report_due(day: date) -> date:
    return Quarter.of(day).first.replace(day=REPORT_BY)


def published(scope: Scope, day: date) -> QuerySet[Report] | None:
    """The reports of the last quarter that stand; asked in the first days of a quarter only."""
    paths = scope.paths(Role.INSPECTOR)
    if not paths or day > _report_due(day) + duties.HORIZON:
        return None
    quarter = Quarter.of(day).before()
    rows = Report.objects.filter(area_path__in=paths, year=quarter.year, quarter=quarter.number)
    return rows.filter(state=ReportState.PUBLISHED).only("area_path")


def reports(rows: Sequence[Report], scope: Scope, day: date) -> list[Duty]:
    """The report of the last quarter to the residents of the own beats, where none stands yet."""
    standing = {one.area_path for one in rows}
    missing = [path for path in scope.paths(Role.INSPECTOR) if path not in standing]
    return [_report(path, Quarter.of(day).before(), _report_due(day)) for path in missing]


def _report(path: str, quarter: Quarter, due: date) -> Duty:
    area_id = int(path.strip("/").rpartition("/")[2])
    return Duty(
        key=f"reports:{area_id}-{quarter.year}-{quarter.number}",
        what=str(QUARTER_REPORT) % {"quarter": quarter_words(quarter)},
        where=Where(path),
        owed_by=duties.end_of(due),
        ground=Ground.PROMISE,
        because=GROUND_REPORT,
        url=reverse("cabinet:report", args=[area_id, quarter.year, quarter.number]),
    )
