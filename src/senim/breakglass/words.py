"""What the context refuses with and calls things, in the language of the reader."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.kernel.errors import Refused
from senim.kernel.labels import Label

REFUSALS: dict[str, Any] = {
    "not_yours": _("Your post opens no record in an emergency."),
    "not_found": _("There is no such opening, or it is not yours to see."),
    "no_record": _(
        "No record with this number can be opened here. It may not exist, lie in another region, or be one that nobody "
        "opens this way. Check the number; in danger call the duty unit."
    ),
    "no_kind": _("Choose what you open."),
    "yours_anyway": _("This record is open to you without this. Find it where you usually work with it."),
    "misses": _("Too many numbers that lead nowhere. Try again after %(time)s; in danger call the duty unit."),
    "limit": _("So many records are not opened in a day: at most %(most)d. Call the duty unit or your head."),
    "nobody_above": _(
        "Nobody above your post could be told now, so nothing is opened. Call the duty unit."
    ),
    "open_already": _("You have this record open already, until %(time)s. It is in your list below."),
    "sent_already": _("This form was sent already. The opening is in your list below."),
    "reason_short": _("Say in a sentence why it cannot wait: at least %(least)d characters."),
    "verdict_short": _("Say in a sentence why you judge so: at least %(least)d characters."),
    "over": _("This access has ended. Opening again needs its own reason, and your head is told again."),
    "shut_since": _("This record has been closed to you since: its rules changed. The access is over."),
    "reviewed": _("This opening has been reviewed already; a verdict is given once."),
    "own": _("Nobody reviews the own opening. The head above does."),
}

DUTY = Label(
    "Шұғыл ашуды тексеру: негізді ме",
    "Проверить экстренное открытие: обоснованно ли",
    "Review an emergency opening: was it justified",
)
BECAUSE = Label(
    "Бағыныстағы қызметкер өзіне жабық жазбаны ашты; басқа адам үш күнде тексереді",
    "Подчинённый открыл закрытую для него запись; другой человек проверяет это за три дня",
    "An officer below opened a record that is closed to them; somebody else reviews it within three days",
)
LATE = Label("тексеру мерзімі өтті", "срок проверки прошёл", "the review is overdue")


def refuse(code: str, *, field: str | None = None, **params: object) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)
