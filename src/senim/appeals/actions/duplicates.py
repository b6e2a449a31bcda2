"""Two appeals of one matter: linked both ways, nothing moves. The answer to one goes to the other as its own.

A star and nothing else: an appeal that others are linked to is itself linked to none. So there is neither a chain nor
a circle, whoever links what at the same moment.
"""

from __future__ import annotations

from django.db import transaction

from senim.appeals import apart
from senim.appeals.actions.history import NOT_FOUND, told
from senim.appeals.actions.talk import GROUND_MAX, words
from senim.appeals.domain import Outcome
from senim.appeals.models import Appeal, Pause
from senim.appeals.permissions import can_act, check_act, visible
from senim.appeals.policies import check_workable
from senim.kernel import ids
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

ACTION = "appeals.mark_duplicate"
NO_SUCH = Label(
    "Мұндай нөмір сізде жоқ. Екі өтініш те сізде болуы керек.",
    "Такого номера у вас нет. Оба обращения должны быть у вас.",
    "You have no such number. Both appeals must be with you.",
)
ITSELF = Label(
    "Өтінішті өзіне байланыстыруға болмайды.",
    "Обращение нельзя связать с самим собой.",
    "An appeal cannot be linked to itself.",
)
LINKED = Label(
    "Бұл өтініш %(other)s нөмірлі өтінішпен байланыстырылған. Алдымен сол байланысты алыңыз.",
    "Это обращение уже связано с обращением %(other)s. Сначала снимите ту связь.",
    "This appeal is linked to %(other)s already. Take that link away first.",
)
CHAIN_ABOVE = Label(
    "%(main)s өзі %(other)s нөмірлі өтінішпен байланысты. Тікелей соған байланыстырыңыз: тізбек жасауға болмайды.",
    "%(main)s само связано с обращением %(other)s. Свяжите прямо с ним: цепочек не бывает.",
    "%(main)s is itself linked to %(other)s. Link to that one: there are no chains.",
)
CHAIN_BELOW = Label(
    "Бұл өтінішке басқалары байланыстырылған (%(count)s). Оны басқасына байланыстыруға болмайды: алдымен соларды "
    "ажыратыңыз немесе керісінше байланыстырыңыз.",
    "С этим обращением уже связаны другие (%(count)s). Его нельзя связать дальше: сначала отвяжите их или свяжите "
    "наоборот.",
    "Others are linked to this appeal (%(count)s). It cannot be linked on: take those links away first, or link the "
    "other way.",
)
APART = Label(
    "Бұл өтінішті басқасымен байланыстыруға болмайды: %(why)s.",
    "Это обращение нельзя связать с другим: %(why)s.",
    "This appeal cannot be linked to another: %(why)s.",
)
NOT_LINKED = Label("Бұл өтініш байланыстырылмаған.", "Это обращение ни с чем не связано.", "This appeal is not linked.")


def mark(*, actor: Actor, appeal_id: int, number: str) -> Appeal:
    """Say that an appeal tells of the same as another one, which stays the main one. Both stay where they are.

    Raises NotYours, and Refused where a chain or a circle would come of it or where one of the two stands alone.
    """
    with transaction.atomic():
        twin, main = _both(actor, appeal_id, number)
        _check_star(twin, main)
        for one in (twin, main):
            _check_may_be_linked(one)
            check_workable(one.state)
        twin.duplicate_of = main
        told(twin, actor, "duplicate", data={"of": main.number}, public=False, audited={"of": main.number})
        told(main, actor, "duplicate", data={"from": twin.number}, public=False, save=False)
    return twin


def unmark(*, actor: Actor, appeal_id: int, reason: str) -> Appeal:
    """Take the link away, with a reason. What was answered stays answered."""
    said = words(reason, GROUND_MAX)
    with transaction.atomic():
        twin = Appeal.objects.select_for_update(of=("self",)).filter(visible(actor.scope), pk=appeal_id).first()
        if twin is None:
            raise NotYours("not_found", NOT_FOUND)
        check_act(actor, ACTION, twin)
        main = Appeal.objects.filter(pk=twin.duplicate_of_id or 0).first()
        if main is None:
            raise Refused("not_linked", NOT_LINKED)
        twin.duplicate_of = None
        data = {"of": main.number, "reason": said}
        told(twin, actor, "duplicate_undone", data=data, public=False, audited={"of": main.number})
        data = {"from": twin.number, "reason": said}
        told(main, actor, "duplicate_undone", data=data, public=False, save=False)
    return twin


def _both(actor: Actor, appeal_id: int, number: str) -> tuple[Appeal, Appeal]:
    """(the one that is linked, the main one), locked in the order of their ids: two who link crosswise wait in line."""
    plain = ids.parse_number(number) or ""
    main_id = Appeal.objects.filter(visible(actor.scope), number=plain).values_list("pk", flat=True).first()
    rows = Appeal.objects.select_for_update(of=("self",)).filter(visible(actor.scope), pk__in=[appeal_id, main_id or 0])
    found = {row.pk: row for row in rows.order_by("pk")}
    if appeal_id not in found:
        raise NotYours("not_found", NOT_FOUND)
    check_act(actor, ACTION, found[appeal_id])
    if main_id is None or not can_act(actor.scope, ACTION, found[main_id]):
        raise Refused("no_such", NO_SUCH, field="number")
    if main_id == appeal_id:
        raise Refused("itself", ITSELF, field="number")
    return found[appeal_id], found[main_id]


def _check_star(twin: Appeal, main: Appeal) -> None:
    if twin.duplicate_of_id is not None:
        raise Refused("linked", LINKED, field="number", params={"other": _number(twin.duplicate_of_id)})
    if main.duplicate_of_id is not None:
        params = {"main": main.number, "other": _number(main.duplicate_of_id)}
        raise Refused("chain", CHAIN_ABOVE, field="number", params=params)
    below = Appeal.objects.filter(duplicate_of=twin).count()
    if below:
        raise Refused("chain", CHAIN_BELOW, field="number", params={"count": below})


def _number(appeal_id: int) -> str:
    return Appeal.objects.values_list("number", flat=True).get(pk=appeal_id)


def _check_may_be_linked(appeal: Appeal) -> None:
    why = apart.is_private(
        category=appeal.category, sensitive=appeal.sensitive, about_officer=is_complaint(appeal)
    )
    if why:
        raise Refused("apart", APART, field="number", params={"why": str(apart.WHY[why]).lower()})


def is_complaint(appeal: Appeal) -> bool:
    """Whether an appeal is a complaint about an officer."""
    return appeal.about_unknown or appeal.about_post_id is not None


def why_apart(actor: Actor, appeal: Appeal, suspended: bool, *, linked: bool = False) -> apart.Why | None:
    """Why this person may not answer this appeal together with others, or None."""
    return apart.left_out(
        holds=can_act(actor.scope, "appeals.answer", appeal),
        category=appeal.category,
        sensitive=appeal.sensitive,
        about_officer=is_complaint(appeal),
        danger=appeal.danger,
        state=appeal.state,
        suspended=suspended,
        linked=linked,
    )


def lock_with_linked(appeal_id: int) -> bool:
    """Lock an appeal and what is linked to it, in the order of their ids. Whether anything is. One query, or two."""
    linked = list(Appeal.objects.filter(duplicate_of=appeal_id, is_open=True).values_list("pk", flat=True))
    if linked:
        rows = Appeal.objects.select_for_update(of=("self",)).filter(pk__in=[appeal_id, *linked])
        list(rows.order_by("pk").values_list("pk"))
    return bool(linked)


def to_answer_too(
    actor: Actor, main: Appeal, outcome: Outcome
) -> tuple[list[Appeal], list[tuple[str, apart.Why]]]:
    """(appeals linked to one that get its answer, numbers that do not and why). Two queries."""
    found = list(Appeal.objects.filter(duplicate_of=main, is_open=True).order_by("pk"))
    stopped = set(Pause.objects.filter(appeal__in=found, ended_at=None).values_list("appeal", flat=True))
    answered, left = [], []
    for twin in found:
        why = why_apart(actor, twin, twin.pk in stopped, linked=True)
        if why is None and outcome is Outcome.REGISTERED and not twin.crime_reference:
            why = apart.Why.CRIME
        if why is None:
            answered.append(twin)
        else:
            left.append((twin.number, why))
    return answered, left
