"""May this happen in this state? Pure rules over plain values. No Django import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from senim.appeals.domain import LEGALITY, OPEN_STATES, TRANSITIONS, Outcome, State
from senim.kernel.errors import Refused
from senim.kernel.labels import Label

#: An answer shorter than this says nothing (a check of ours, argued in docs/explanation).
ANSWER_MIN = 40
REOPEN_WITHIN = timedelta(days=30)

WRONG_STATE = Label(
    "Қазір бұл әрекетті жасау мүмкін емес: өтінішті басқа біреу өзгертіп қойған болуы мүмкін. Бетті жаңартыңыз.",
    "Сейчас это сделать нельзя: возможно, кто-то уже изменил обращение. Обновите страницу.",
    "This is not possible in the present state: somebody may have changed it already. Reload the page.",
)
TOO_SHORT = Label(
    "Жауап тым қысқа: не істелгенін немесе себебін кемінде %(min)s таңбамен жазыңыз.",
    "Ответ слишком короткий: напишите, что сделано или почему нет, не менее %(min)s знаков.",
    "The answer is too short: say what was done or why not in at least %(min)s characters.",
)
TEMPLATE_ONLY = Label(
    "Бұл — өзгертілмеген үлгі. Осы адамға арнап жазыңыз: не істелді, қайда, қашан.",
    "Это шаблон без изменений. Напишите этому человеку: что сделано, где и когда.",
    "This is a template without change. Write to this person: what was done, where, when.",
)
SAY_WHAT = Label(
    "Не істелгенін, қайда және қашан істелгенін жазыңыз.",
    "Напишите, что сделано, где и когда.",
    "Say what was done, where and when.",
)
SAY_WHY = Label("Себебін жазыңыз.", "Напишите причину.", "Say why.")
NOT_LEGAL = Label(
    "Заңдылықтың бес талабы түгел орындалмайынша бас тартуға болмайды. Жетіспейтіні: %(missing)s.",
    "Отказ нельзя отправить, пока не выполнены все пять пунктов законности. Не хватает: %(missing)s.",
    "A refusal cannot be sent before all five points of legality hold: %(missing)s.",
)
REOPENED_ONCE = Label(
    "Өтінішті қайта ашуды бір рет қана сұрауға болады. Жауаппен келіспесеңіз, шағым жасауға құқығыңыз бар.",
    "Просить открыть обращение вновь можно один раз. Если вы не согласны с ответом, вы вправе его обжаловать.",
    "One may ask to reopen once. If you disagree with the answer, you may complain.",
)
REOPEN_LATE = Label(
    "Жауап берілгеніне 30 күннен асты: жаңа өтініш жіберіңіз.",
    "После ответа прошло больше 30 дней: подайте новое обращение.",
    "More than 30 days have passed since the answer: please send a new appeal.",
)


def can_move(old: State | str, new: State | str) -> bool:
    """Whether the transition table allows it."""
    return State(new) in TRANSITIONS[State(old)]


def check_move(old: State | str, new: State | str) -> None:
    """Raise Refused where `can_move` is false: also what the second of two officers gets."""
    if not can_move(old, new):
        raise Refused("wrong_state", WRONG_STATE)


def check_open(state: State | str) -> None:
    """Raise Refused unless somebody of the house still owes something."""
    if State(state) not in OPEN_STATES:
        raise Refused("wrong_state", WRONG_STATE)


def check_workable(state: State | str) -> None:
    """Raise Refused unless the work itself goes on: not while a head decides whether to open it again."""
    if State(state) not in OPEN_STATES - {State.REOPEN_ASKED}:
        raise Refused("wrong_state", WRONG_STATE)


def check_answer(
    *,
    outcome: Outcome,
    text: str,
    done: str,
    where: str,
    when: object,
    reason: str,
    templates: tuple[str, ...] = (),
) -> None:
    """An answer must be meaningful: written for this person, saying what, where and when, or why not.

    An interim answer must say what is done and when the next step comes.
    """
    plain = " ".join(text.split())
    if plain in {" ".join(template.split()) for template in templates}:
        raise Refused("template_only", TEMPLATE_ONLY, field="text")
    if len(plain) < ANSWER_MIN:
        raise Refused("too_short", TOO_SHORT, field="text", params={"min": ANSWER_MIN})
    if outcome in {Outcome.DONE, Outcome.PARTLY} and not (done and where and when):
        raise Refused("say_what", SAY_WHAT, field="done")
    if outcome is Outcome.PLAN and not (done and when):
        raise Refused("say_what", SAY_WHAT, field="done")
    if outcome in {Outcome.REFUSED, Outcome.PARTLY} and not reason:
        raise Refused("say_why", SAY_WHY, field="reason")


def check_legality(points: Mapping[str, bool], language: str = "kk") -> None:
    """The five-point check of a refusal (seed 002 @259619). Raises Refused naming what is missing."""
    missing = [label.in_(language) for code, label in LEGALITY.items() if not points.get(code)]
    if missing:
        raise Refused("not_legal", NOT_LEGAL, field="legality", params={"missing": "; ".join(missing).lower()})


def check_reopen(*, state: State | str, reopened: int, answered_at: datetime | None, at: datetime) -> None:
    """Once, within 30 days of the answer."""
    check_move(state, State.REOPEN_ASKED)
    if reopened:
        raise Refused("reopened_once", REOPENED_ONCE)
    if answered_at is None or at - answered_at > REOPEN_WITHIN:
        raise Refused("reopen_late", REOPEN_LATE)
