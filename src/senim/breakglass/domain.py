"""Values of an emergency opening: on what ground, how it stands. No Django here."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from senim.kernel.labels import Label


class Ground(StrEnum):
    """For what a record that is closed to a person may be opened. What is not here is no emergency."""

    LIFE = "life"
    CHILD = "child"
    PRESENT = "present"
    ABSENT = "absent"


GROUNDS = {
    Ground.LIFE: Label("өмірге не денсаулыққа қауіп төніп тұр", "угроза жизни или здоровью", "danger to life or health"),
    Ground.CHILD: Label("балаға қауіп төніп тұр", "опасность для ребёнка", "a child is in danger"),
    Ground.PRESENT: Label(
        "өтініш иесі қазір менің алдымда, шұғыл көмек сұрайды",
        "заявитель сейчас передо мной и просит срочной помощи",
        "the applicant stands before me and needs help now",
    ),
    Ground.ABSENT: Label(
        "істі жүргізуші жауап бермейді, ал күтуге болмайды",
        "ведущий дело недоступен, а ждать нельзя",
        "whoever holds it cannot be reached, and it cannot wait",
    ),
}


class Standing(StrEnum):
    """How an opening stands: still open; over and not reviewed, in time or late; reviewed."""

    OPEN = "open"
    WAITS = "waits"
    LATE = "late"
    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


STANDINGS = {
    Standing.OPEN: Label("ашық тұр", "открыто", "open now"),
    Standing.WAITS: Label("тексеру күтуде", "ждёт проверки", "waits for a review"),
    Standing.LATE: Label("тексеру мерзімі өтті", "проверка просрочена", "review overdue"),
    Standing.JUSTIFIED: Label("негізді", "обоснованно", "justified"),
    Standing.NOT_JUSTIFIED: Label("негізсіз", "необоснованно", "not justified"),
}

#: So many records one person opens in a day and a night. An emergency comes seldom; a search comes often.
MOST_A_DAY = 3
#: So many numbers that lead nowhere one person may try in an hour.
MOST_MISSES = 5
#: A reason and a verdict are a sentence, not a tick.
SHORTEST, LONGEST = 20, 1000


def is_open(now: datetime, ends_at: datetime, ended_at: datetime | None) -> bool:
    """Whether an opening still opens. Its end itself lies outside."""
    return ended_at is None and now < ends_at


def standing(
    now: datetime, *, ends_at: datetime, ended_at: datetime | None, review_by: datetime, justified: bool | None
) -> Standing:
    """How an opening stands. justified: the verdict, None where there is none yet."""
    if justified is not None:
        return Standing.JUSTIFIED if justified else Standing.NOT_JUSTIFIED
    if now > review_by:
        return Standing.LATE
    return Standing.OPEN if is_open(now, ends_at, ended_at) else Standing.WAITS
