"""“This concerns me too”: people are counted, not clicks.

Who has an appeal joins with it, and counts once with all appeals of theirs. Anybody else counts as a browser, by a mark
that says nothing anywhere else. Twice is once, and everything can be taken back.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from senim.appeals import api as appeals
from senim.kernel import audit, legal
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import PUBLIC, SYSTEM, Actor
from senim.problems.actions.history import NOT_FOUND
from senim.problems.models import Problem, ProblemAppeal, Thought, Voice
from senim.problems.selectors.public import shown

NO_CODE = Label(
    "Бұл код бізде жоқ. Әр әріп пен санды тексеріңіз: O мен 0, I мен 1 бірдей саналады.",
    "Такого кода у нас нет. Проверьте каждую букву и цифру: O и 0, I и 1 считаются одинаковыми.",
    "We do not know this code. Check every letter and digit; O and 0, I and 1 are the same.",
)
STAYS_PRIVATE = Label(
    "Бұл өтініш ашық санға қосылмайды. Кодсыз-ақ айта аласыз.",
    "Это обращение не входит в открытые числа. Вы можете отметиться без кода.",
    "This appeal is counted in no public number. You may say it without the code.",
)


def join(*, actor: Actor, number: str, mark: bytes) -> bool:
    """A browser says that it concerns somebody there too. Whether that is new; a second time changes nothing."""
    with transaction.atomic():
        problem = _take(number)
        _voice, new = Voice.objects.get_or_create(problem=problem, mark=mark, defaults={"said_on": today()})
        if new:
            _counted(actor, problem, "joined")
    return new


def leave(*, actor: Actor, number: str, mark: bytes) -> bool:
    """Take it back. Whether there was anything to take."""
    with transaction.atomic():
        problem = _take(number)
        gone, _by_model = Voice.objects.filter(problem=problem, mark=mark).delete()
        if gone:
            _counted(actor, problem, "left")
    return bool(gone)


def join_by_appeal(*, actor: Actor, number: str, own: appeals.OwnAppeal | None, mark: bytes | None = None) -> bool:
    """The holder of an appeal's link joins with it; what the same browser said without it goes. Whether that is new.

    Raises Refused for a code that nobody knows and for an appeal that may not stand behind anything public.
    """
    if own is None:
        raise Refused("no_code", NO_CODE, field="code")
    if not own.ordinary:
        raise Refused("stays_private", STAYS_PRIVATE, field="code")
    with transaction.atomic():
        problem = _take(number)
        new = not ProblemAppeal.objects.filter(problem=problem, appeal=own.id).exists()
        if new:
            _voice, new = Voice.objects.get_or_create(problem=problem, appeal_id=own.id, defaults={"said_on": today()})
        swept = Voice.objects.filter(problem=problem, mark=mark).delete()[0] if mark else 0
        if new or swept:
            _counted(actor, problem, "joined")
    return new


def leave_by_appeal(*, actor: Actor, number: str, own: appeals.OwnAppeal | None) -> bool:
    """Take back what was said with an appeal; an appeal that the file began with stays. Whether there was anything."""
    if own is None:
        raise Refused("no_code", NO_CODE, field="code")
    with transaction.atomic():
        problem = _take(number)
        gone, _by_model = Voice.objects.filter(problem=problem, appeal=own.id).delete()
        if gone:
            _counted(actor, problem, "left")
    return bool(gone)


def _take(number: str) -> Problem:
    """Lock one file that residents may see: two who join at once are counted one after the other."""
    found = shown(PUBLIC, number, lock=True)
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


def _counted(actor: Actor, problem: Problem, what: str) -> None:
    recount(problem)
    audit.record(
        actor, f"problems.{what}", ("problem", problem.pk), area_path=problem.area_path, data={"people": problem.people}
    )


def appeal_ids(problem: Problem) -> set[int]:
    """The appeals that the file began with, and those that joined it. Two queries."""
    begun = ProblemAppeal.objects.filter(problem=problem).values_list("appeal", flat=True)
    joined = Voice.objects.filter(problem=problem, appeal__isnull=False).values_list("appeal", flat=True)
    return set(begun) | {one for one in joined if one is not None}


def recount(problem: Problem) -> None:
    """Count the different people behind a file anew."""
    browsers = Voice.objects.filter(problem=problem, appeal__isnull=True).count()
    problem.people = appeals.people_behind(SYSTEM, appeal_ids(problem)) + browsers
    problem.people_on = today()
    problem.save(update_fields=["people", "people_on"])


def kept_since(day: date) -> date:
    """The first day of which marks are still kept."""
    months = int(legal.term("problem.voice_kept", day).value or 0)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))


def forget() -> int:
    """Erase the marks whose time is over and count their files anew. Gives how many are gone; bears running twice."""
    old = Voice.objects.filter(said_on__lt=kept_since(today()))
    # A thought stays where it was read; by which browser it was said goes with the marks.
    Thought.objects.filter(said_on__lt=kept_since(today()), mark__isnull=False).update(mark=None)
    gone = 0
    for problem_id in list(old.values_list("problem", flat=True).distinct()):
        with transaction.atomic():
            problem = Problem.objects.select_for_update().get(pk=problem_id)
            erased, _by_model = old.filter(problem=problem).delete()
            gone += erased
            if erased:
                _counted(Actor.system(), problem, "forgotten")
    return gone
